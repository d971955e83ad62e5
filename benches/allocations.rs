//! Allocations of an article: how many, and how many bytes at most at once. They are the same on every run.

mod support;

use dateline::Extractor;
use support::{bytes, corpus, extract};

fn main() {
    let mut extractor = None;
    let start = allocation_counter::measure(|| extractor = Extractor::new().ok());
    let Some(extractor) = extractor else { panic!("the built-in index is sound") };
    println!("Extractor::new: {} allocations, {:.2} MB kept", start.count_total, start.bytes_current as f64 / 1e6);
    let corpus = corpus(300);
    let (mut count, mut total, mut most) = (0, 0, 0);
    for sample in &corpus {
        let of = allocation_counter::measure(|| drop(extract(&extractor, sample)));
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
}
