//! A batch on all cores: one extractor, shared by reference.
//!
//!     cargo run --release --example parallel

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use dateline::{Article, Error, Extractor, jiff::civil::date};

const ARTICLES: [&str; 4] = [
    include_str!("articles/wire.txt"),
    include_str!("articles/political.txt"),
    include_str!("articles/feature.txt"),
    include_str!("articles/nothing.txt"),
];

fn main() -> Result<(), Error> {
    let extractor = Extractor::new()?;
    let (next, claims) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(text) = ARTICLES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let extraction = extractor.extract(&Article::new(*text).published(date(2019, 6, 18)));
                    claims.fetch_add(extraction.claims.len(), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} claims in {} articles on {threads} threads", claims.into_inner(), ARTICLES.len());
    Ok(())
}
