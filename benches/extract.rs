//! Full extraction beside one bare scan for the gazetteer's names.

mod generator;

use std::{
    env, fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::{Criterion, SamplingMode, Throughput};
use dateline::{Article, Extractor, jiff::civil::Date};

/// A text and its day.
type Sample = (String, Option<Date>);

fn main() {
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(|(text, _)| text.len()).sum();
    let names = primary_names();
    let extractor = Extractor::new().expect("the built-in index is sound");
    let anchor = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names fit an automaton");
    eprintln!("{} articles, {bytes} bytes; the anchor knows {} names in {} bytes", corpus.len(), names.len(), anchor.memory_usage());

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(bytes as u64)).sampling_mode(SamplingMode::Flat).sample_size(20);
    group.bench_function("extract", |b| b.iter(|| extract_all(&extractor, &corpus)));
    group.bench_function("anchor", |b| b.iter(|| scan_all(&anchor, &corpus)));
    group.finish();
    let mut group = criterion.benchmark_group("start");
    group.bench_function("Extractor::new", |b| b.iter(|| Extractor::new().map(black_box)));
    group.finish();
    criterion.final_summary();

    // In turns, so that what else the machine does falls on both.
    let mut fastest = [Duration::MAX; 2];
    for _ in 0..15 {
        let start = Instant::now();
        extract_all(&extractor, &corpus);
        let middle = Instant::now();
        scan_all(&anchor, &corpus);
        fastest = [fastest[0].min(middle - start), fastest[1].min(middle.elapsed())];
    }
    let [full, bare] = fastest.map(|time| bytes as f64 / time.as_secs_f64() / 1e6);
    println!("extraction {full:.1} MB/s, anchor {bare:.1} MB/s, ratio {:.3}", full / bare);
}

fn extract_all(extractor: &Extractor, corpus: &[Sample]) {
    for (text, day) in corpus {
        let mut article = Article::new(text.as_str());
        if let Some(day) = day {
            article = article.published(*day);
        }
        black_box(extractor.extract(&article));
    }
}

fn scan_all(anchor: &AhoCorasick, corpus: &[Sample]) {
    for (text, _) in corpus {
        black_box(anchor.find_iter(text).count());
    }
}

/// Generated articles, or those of the JSONL file that `DATELINE_BENCH_CORPUS` names.
fn corpus() -> Vec<Sample> {
    let Some(path) = env::var_os("DATELINE_BENCH_CORPUS") else {
        let day = "2016-04-11".parse().ok();
        return (0..300).map(|number| (generator::article(number), day)).collect();
    };
    let lines = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.to_string_lossy()));
    let records = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is a JSON object"));
    records
        .filter_map(|record| Some((record["text"].as_str()?.to_owned(), record["published"].as_str().and_then(|d| d.get(..10)?.parse().ok()))))
        .collect()
}

/// The `name` cells of the tables of places, countries and factions: no alternate names.
fn primary_names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).expect("the gazetteers stand beside the library") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let table = fs::read_to_string(&path).expect("a table is text");
            names.extend(names_of(&table));
        }
    }
    names.sort();
    names.dedup();
    names
}

fn names_of(table: &str) -> Vec<String> {
    let mut rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t'));
    let header: Vec<&str> = rows.next().map(Iterator::collect).unwrap_or_default();
    let wanted = header.first().is_some_and(|first| ["place", "country", "faction"].contains(first));
    let Some(column) = header.iter().position(|&name| name == "name").filter(|_| wanted) else { return Vec::new() };
    let name = |cell: &str| cell.split('{').next().unwrap_or_default().trim().to_owned();
    rows.filter_map(|mut row| row.nth(column).map(name)).filter(|name| !name.is_empty()).collect()
}
