//! What the benches share: the articles, the anchor, and a way to time things in turns.
#![allow(dead_code, reason = "each bench uses a part of it")]

mod generator;

use std::{env, fs, hint::black_box, path::Path};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline::{Article, Extraction, Extractor, jiff::civil::Date};

/// A text and its day.
pub struct Sample {
    pub text: String,
    pub day: Option<Date>,
}

impl Sample {
    pub fn article(&self) -> Article<'_> {
        let article = Article::new(self.text.as_str());
        match self.day {
            Some(day) => article.published(day),
            None => article,
        }
    }
}

/// Generated articles, or those of the JSONL file that `DATELINE_BENCH_CORPUS` names.
pub fn corpus(articles: u64) -> Vec<Sample> {
    let Some(path) = env::var_os("DATELINE_BENCH_CORPUS") else {
        let day = "2016-04-11".parse().ok();
        return (0..articles).map(|number| Sample { text: generator::article(number), day }).collect();
    };
    let lines = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.to_string_lossy()));
    let records = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is a JSON object"));
    let sample = |record: serde_json::Value| {
        let day = record["published"].as_str().and_then(|d| d.get(..10)?.parse().ok());
        Some(Sample { text: record["text"].as_str()?.to_owned(), day })
    };
    records.filter_map(sample).collect()
}

pub fn bytes(corpus: &[Sample]) -> usize {
    corpus.iter().map(|sample| sample.text.len()).sum()
}

/// One article of so many bytes or a few less, made of the articles of a corpus one after another.
pub fn joined(corpus: &[Sample], size: usize) -> Sample {
    let mut text = String::with_capacity(size + 4);
    for sample in corpus.iter().cycle() {
        text.push_str(&sample.text);
        text.push_str("\n\n");
        if text.len() >= size {
            break;
        }
    }
    let end = (0..=size).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    Sample { text, day: corpus.first().and_then(|sample| sample.day) }
}

#[inline(never)]
pub fn extract_all(extractor: &Extractor, corpus: &[Sample]) {
    corpus.iter().for_each(|sample| drop(extract(extractor, sample)));
}

pub fn extract(extractor: &Extractor, sample: &Sample) -> Extraction {
    black_box(extractor.extract(&sample.article()))
}

#[inline(never)]
pub fn scan_all(anchor: &AhoCorasick, corpus: &[Sample]) {
    for sample in corpus {
        black_box(anchor.find_iter(&sample.text).count());
    }
}

/// The scan that extraction is measured against: the primary names of places, countries and factions, and nothing done with what is found.
pub fn anchor() -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(primary_names())
        .expect("the names fit an automaton")
}

/// The `name` cells of the tables of places, countries and factions: no alternate names.
pub fn primary_names() -> Vec<String> {
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
    let header = table.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    if !["place\tname\t", "country\tname\t", "faction\tname\t"].iter().any(|first| header.starts_with(first)) {
        return Vec::new();
    }
    generator::Table(table).cells(["name"]).into_iter().map(|[name]| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A gazetteer of so many invented places of one to three words.
pub fn places(count: usize) -> String {
    const SYLLABLES: &[&str] = &["ba", "ko", "ri", "ten", "mar", "lu", "shan", "do", "vel", "qa", "ni", "gor", "esh", "tal", "wu", "pim"];
    let mut table = String::from("place\tname\tlat\tlon\tcountry\tfeature\n");
    for number in 0..count {
        let mut words = String::new();
        let mut rest = number;
        for word in 0..1 + number % 3 {
            words.push_str(if word > 0 { " " } else { "" });
            let mut syllables = String::new();
            for _ in 0..3 {
                syllables.push_str(SYLLABLES[rest % SYLLABLES.len()]);
                rest = rest / SYLLABLES.len() + number % 7;
            }
            let (first, others) = syllables.split_at(1);
            words.push_str(&first.to_uppercase());
            words.push_str(others);
        }
        table.push_str(&format!("geonames:{}\t{words}\t1.5\t2.5\tSYR\tPPL\n", 900_000_000 + number));
    }
    table
}
