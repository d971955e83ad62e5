//! Extraction and its stages beside one bare scan for the gazetteer's names.

mod support;

use std::{
    collections::BTreeMap,
    fs,
    hint::black_box,
    thread,
    time::{Duration, Instant},
};

use aho_corasick::AhoCorasick;
use criterion::{Criterion, SamplingMode, Throughput};
use dateline::{Article, Extractor, Gazetteer};
use support::{Sample, anchor, bytes, corpus, extract, extract_all, joined, places, scan_all};

/// How often each of two things is timed, in turns, so that what else the machine does falls on both; the fastest time counts.
const TURNS: usize = 12;

fn main() {
    let before = resident();
    let extractor = Extractor::new().expect("the built-in index is sound");
    let started = resident();
    let corpus = corpus(300);
    let anchor = anchor();

    let mut criterion =
        Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(10).configure_from_args();
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(bytes(&corpus) as u64)).sampling_mode(SamplingMode::Flat);
    group.bench_function("extract", |b| b.iter(|| extract_all(&extractor, &corpus)));
    group.bench_function("anchor", |b| b.iter(|| scan_all(&anchor, &corpus)));
    group.finish();
    let mut group = criterion.benchmark_group("start");
    group.bench_function("Extractor::new", |b| b.iter(|| Extractor::new().map(black_box)));
    group.finish();
    criterion.final_summary();

    println!("\n{} articles, {} bytes; all times in those of the anchor on the same text", corpus.len(), bytes(&corpus));
    stages(&extractor, &anchor, &corpus);
    sizes(&extractor, &anchor, &corpus);
    adversaries(&extractor, &anchor);
    gazetteers(&anchor, &corpus);
    threads(&extractor, &corpus);
    println!(
        "\nresident: {:.1} MB before, {:.1} MB with an extractor, of which the index in the program counts as far as it was read",
        before, started
    );
}

/// What each stage costs.
fn stages(extractor: &Extractor, anchor: &AhoCorasick, corpus: &[Sample]) {
    let mut fastest: BTreeMap<(usize, &str), Duration> = BTreeMap::new();
    let mut keep = |order: usize, stage: &'static str, time: Duration| {
        let known = fastest.entry((order, stage)).or_insert(time);
        *known = time.min(*known);
    };
    for _ in 0..TURNS {
        keep(0, "anchor", timed(|| scan_all(anchor, corpus)));
        let mut turn: Vec<(&str, Duration)> = Vec::new();
        for sample in corpus {
            let mut nth = 0;
            let mut last = Instant::now();
            black_box(extractor.extract_in_stages(&sample.article(), |stage| {
                let now = Instant::now();
                match turn.get_mut(nth) {
                    Some((_, time)) => *time += now - last,
                    None => turn.push((stage, now - last)),
                }
                nth += 1;
                last = now;
            }));
        }
        turn.iter().zip(1..).for_each(|(&(stage, time), order)| keep(order, stage, time));
        keep(100, "extraction", timed(|| extract_all(extractor, corpus)));
        keep(101, "extraction and JSON", timed(|| corpus.iter().for_each(|sample| drop(black_box(serde_json::to_vec(&extract(extractor, sample)))))));
    }
    // As the anchor is timed: without the other stages between two articles.
    let articles: Vec<Article<'_>> = corpus.iter().map(Sample::article).collect();
    extractor.dates_alone(&articles, |dates| {
        for _ in 0..TURNS {
            let now = Instant::now();
            scan_all(anchor, corpus);
            let bare = now.elapsed();
            dates();
            for (order, stage, time) in [(0, "anchor", bare), (102, "dates alone", now.elapsed() - bare)] {
                let known = fastest.entry((order, stage)).or_insert(time);
                *known = time.min(*known);
            }
        }
    });
    for _ in 0..TURNS {
        let text = timed(|| corpus.iter().for_each(|sample| extractor.text_alone(&sample.text)));
        for (order, stage, time) in [(0, "anchor", timed(|| scan_all(anchor, corpus))), (103, "text alone", text)] {
            let known = fastest.entry((order, stage)).or_insert(time);
            *known = time.min(*known);
        }
    }
    let unit = fastest[&(0, "anchor")].as_secs_f64();
    println!("\n{:<22}{:>8}{:>8}{:>9}", "stage", "anchors", "ratio", "MB/s");
    for ((_, stage), time) in &fastest {
        let seconds = time.as_secs_f64();
        println!("{stage:<22}{:>8.2}{:>8.3}{:>9.1}", seconds / unit, unit / seconds, bytes(corpus) as f64 / seconds / 1e6);
    }
}

fn sizes(extractor: &Extractor, anchor: &AhoCorasick, corpus: &[Sample]) {
    println!("\n{:<22}{:>8}{:>8}{:>12}", "article of", "anchors", "ratio", "ns a byte");
    for (name, size) in [("1 KB", 1_000), ("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let repeats = (300_000 / size).max(1);
        let one = [joined(corpus, size)];
        let [bare, full] = in_turns(
            if size > 1_000_000 { 2 } else { 6 },
            [&mut || (0..repeats).for_each(|_| scan_all(anchor, &one)), &mut || (0..repeats).for_each(|_| extract_all(extractor, &one))],
        );
        println!("{name:<22}{:>8.2}{:>8.3}{:>12.1}", full / bare, bare / full, full * 1e9 / (repeats * size) as f64);
    }
}

/// What no article is; `growth` is the cost of a byte of a megabyte over that of 100 KB.
fn adversaries(extractor: &Extractor, anchor: &AhoCorasick) {
    println!("\n{:<22}{:>8}{:>8}{:>12}", "1 MB of", "anchors", "growth", "ns a byte");
    let cases = [
        ("\"", "\""),
        ("a'a ", "a'a "),
        ("digits", "0123456789"),
        ("digits, apart", "12 "),
        ("said", "said "),
        ("one name", "Springfield "),
        ("parentheses", "(("),
        ("closed parentheses", "( a ) "),
        ("one sentence", "the minister of war and peace walked along the river to see "),
        ("quoted names", "\"Omar Haddad\" "),
        ("weekdays", "on Monday "),
        ("people in a sentence", "General Adam Smith and Prime Minister Bill Jones flew to Syria and "),
        ("armies in a sentence", "the leader of the army of the army of the Paris, Texas, "),
        ("one title's country", "Syria's prime minister said he would come. Prime Minister Bill Jones left.\n\n"),
    ];
    for (name, piece) in cases {
        let of = |size: usize| [Sample { text: piece.repeat(size / piece.len()), day: None }];
        let (small, large) = (of(100_000), of(1_000_000));
        let [bare, full, tenth] =
            in_turns(2, [&mut || scan_all(anchor, &large), &mut || extract_all(extractor, &large), &mut || extract_all(extractor, &small)]);
        println!("{name:<22}{:>8.2}{:>8.2}{:>12.1}", full / bare, full / tenth / 10.0, full * 1e3);
    }
}

fn gazetteers(anchor: &AhoCorasick, corpus: &[Sample]) {
    println!("\n{:<22}{:>8}{:>8}", "a layer of", "anchors", "ratio");
    for (name, count) in [("nothing", 0), ("10k names", 10_000), ("100k names", 100_000), ("800k names", 800_000)] {
        let layer = Gazetteer::parse("places.tsv", &places(count)).expect("the table is sound");
        let mut builder = Extractor::builder();
        if count > 0 {
            builder = builder.gazetteer(layer);
        }
        let extractor = builder.build().expect("the layers are sound");
        let [bare, full] = in_turns(4, [&mut || scan_all(anchor, corpus), &mut || extract_all(&extractor, corpus)]);
        println!("{name:<22}{:>8.2}{:>8.3}", full / bare, bare / full);
    }
}

fn threads(extractor: &Extractor, corpus: &[Sample]) {
    let halves = corpus.split_at(corpus.len() / 2);
    let [one, two] = in_turns(
        8,
        [&mut || extract_all(extractor, corpus), &mut || {
            thread::scope(|scope| {
                scope.spawn(|| extract_all(extractor, halves.0));
                extract_all(extractor, halves.1);
            });
        }],
    );
    println!("\ntwo threads: {:.2} times as fast as one", one / two);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The fastest time of each work in seconds, all timed in turns.
fn in_turns<const N: usize>(turns: usize, mut works: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut fastest = [f64::INFINITY; N];
    for _ in 0..turns {
        for (work, known) in works.iter_mut().zip(&mut fastest) {
            *known = known.min(timed(work).as_secs_f64());
        }
    }
    fastest
}

/// Resident memory in MB, where the system tells.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).map_or(f64::NAN, |kb| kb / 1e3)
}
