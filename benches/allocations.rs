//! Allocations of an article: how many, and how many bytes at most at once. They are the same on every run.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use allocation_counter::{AllocationInfo, measure};
use dateline::Extractor;
use support::{Sample, bytes, corpus, extract};

fn main() {
    let mut extractor = None;
    let start = measure(|| extractor = Extractor::new().ok());
    let Some(extractor) = extractor else { panic!("the built-in index is sound") };
    println!("Extractor::new: {} allocations, {:.2} MB kept", start.count_total, start.bytes_current as f64 / 1e6);
    let corpus = corpus(300);
    let (mut count, mut total, mut most) = (0, 0, 0);
    for sample in &corpus {
        let of = measure(|| drop(extract(&extractor, sample)));
        count += of.count_total;
        total += of.bytes_total;
        most = most.max(of.bytes_max);
    }
    let (articles, size) = (corpus.len() as f64, bytes(&corpus) as f64);
    println!(
        "an article of {:.0} bytes: {:.0} allocations, {:.1} KB in all; at most {:.1} KB at once; {:.1} allocations a KB of text",
        size / articles,
        count as f64 / articles,
        total as f64 / articles / 1e3,
        most as f64 / 1e3,
        count as f64 / size * 1e3
    );
    stages(&extractor, &corpus[..corpus.len().min(50)]);
}

/// What each stage allocates: the difference between runs that end with it and with the stage before it.
fn stages(extractor: &Extractor, corpus: &[Sample]) {
    let mut names = Vec::new();
    if let Some(sample) = corpus.first() {
        extractor.extract_in_stages(&sample.article(), |stage| names.push(stage));
    }
    let articles = corpus.len() as f64;
    let until = |stage: &str| {
        let mut sum = AllocationInfo::default();
        corpus.iter().for_each(|sample| sum += measure(|| run_until(extractor, sample, stage)));
        (sum.count_total as f64 / articles, sum.bytes_total as f64 / articles / 1e3)
    };
    let mut before = (0.0, 0.0);
    println!("by stage, an article: allocations, KB");
    for (number, stage) in names.iter().enumerate() {
        let now = until(stage);
        // The unwinding that ends a run allocates too; every run but the first has it in the run before.
        let (count, kilobytes) = (now.0 - before.0, now.1 - before.1);
        println!("  {stage}: {count:.0}, {kilobytes:.1}{}", if number == 0 { " (with what ends the run)" } else { "" });
        before = now;
    }
}

/// Extracts up to the end of a stage.
fn run_until(extractor: &Extractor, sample: &Sample, last: &str) {
    let run = || {
        extractor.extract_in_stages(&sample.article(), |stage| {
            if stage == last {
                resume_unwind(Box::new(()));
            }
        })
    };
    drop(catch_unwind(AssertUnwindSafe(run)));
}
