//! Any text: no panic, spans that name their words, a record that is read back equal.
#![no_main]

use std::sync::LazyLock;

use dateline::{Article, Extraction, Extractor, jiff::civil::date};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in index is sound"));

fuzz_target!(|text: &str| {
    let extraction = EXTRACTOR.extract(&Article::new(text).published(date(2016, 4, 11)));
    let json = serde_json::to_string(&extraction).expect("a record can be written");
    let read: Extraction = serde_json::from_str(&json).expect("a record can be read");
    assert_eq!(read, extraction);
    check(&serde_json::from_str(&json).expect("a record is JSON"), text);
});

fn check(value: &Value, text: &str) {
    if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
        let slice = text.get(start as usize..end as usize);
        assert!(slice.is_some_and(|s| !s.is_empty()), "{value}");
        assert!(value["text"].is_null() || value["text"].as_str() == slice, "{value}");
    }
    match value {
        Value::Object(object) => object.values().for_each(|v| check(v, text)),
        Value::Array(array) => array.iter().for_each(|v| check(v, text)),
        _ => {}
    }
}
