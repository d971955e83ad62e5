//! A fixed work to count the instructions of: `extract` or `anchor`, and how often. Its counts repeat exactly; see README.md.

mod support;

use std::{env, process::ExitCode};

use dateline::Extractor;
use support::{anchor, corpus, extract_all, scan_all};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (work, times) = match &arguments[..] {
        [] => return ExitCode::SUCCESS,
        [work, times @ ..] => (work.as_str(), times.first().and_then(|n| n.parse().ok()).unwrap_or(1)),
    };
    let corpus = corpus(40);
    match work {
        "extract" => {
            let extractor = Extractor::new().expect("the built-in index is sound");
            (0..times).for_each(|_| extract_all(&extractor, &corpus));
        }
        "anchor" => {
            let anchor = anchor();
            (0..times).for_each(|_| scan_all(&anchor, &corpus));
        }
        _ => {
            eprintln!("usage: instructions extract|anchor [TIMES]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
