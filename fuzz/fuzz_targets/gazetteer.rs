//! Any bytes as a gazetteer: no panic, a loader that refuses what the check calls an error and nothing else, and an extractor over what it accepts.
#![no_main]

use std::sync::LazyLock;

use dateline::{Article, Extractor, Gazetteer};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "The Harbor Guard took Aleppo on Thursday, HG said. \"We are here,\" its leader told AFP. Syria's army denied it.";

static BUILTIN: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in index is sound"));

fuzz_target!(|content: &[u8]| {
    let problems = Gazetteer::check("fuzz.tsv", content);
    let read = Gazetteer::from_reader("fuzz.tsv", content);
    assert!(problems.iter().all(|p| p.file == "fuzz.tsv" && p.line > 0), "{problems:?}");
    let Ok(gazetteer) = read else {
        assert!(!problems.is_empty());
        return;
    };
    if let Ok(extractor) = Extractor::builder().gazetteer(gazetteer).build() {
        let article = Article::new(TEXT);
        let (with, without) = (extractor.extract(&article), BUILTIN.extract(&article));
        assert_eq!(with.sentences.last().map(|s| s.end), without.sentences.last().map(|s| s.end));
    }
});
