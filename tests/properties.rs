//! What holds for every article.

use std::{collections::HashSet, sync::LazyLock, thread};

use dateline::{Article, Extraction, Extractor, Offsets, jiff::civil::date};
use proptest::prelude::*;
use serde_json::Value;

#[path = "../benches/support/generator.rs"]
mod generator;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

fn article(text: &str) -> Article<'_> {
    Article::new(text).published(date(2016, 4, 11)).title("Damascus plans offensive").id("p")
}

fn extract(text: &str) -> Extraction {
    EXTRACTOR.extract(&article(text))
}

/// Pieces of news of which articles of the strangest kind are made.
const FRAGMENTS: &[&str] = &[
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "``",
    "''",
    "„",
    "‹",
    "(",
    ")",
    "[",
    "]",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\0",
    "\u{feff}",
    ". ",
    ".",
    ", ",
    ",",
    "; ",
    ": ",
    " — ",
    " - ",
    "-",
    "… ",
    "...",
    "? ",
    "! ",
    "/",
    "%",
    "$",
    "£",
    "#",
    "* ",
    "• ",
    "said ",
    "says",
    " told ",
    "reporters ",
    "reported ",
    "according to ",
    "denied ",
    "accused ",
    "of ",
    "that ",
    "he ",
    "she ",
    "they ",
    "it ",
    "who ",
    "the ",
    "a ",
    "in ",
    "on ",
    "and ",
    "who told ",
    "claimed ",
    "was quoted as saying ",
    "warned ",
    "announced ",
    "statement ",
    "spokesman ",
    "officials ",
    "sources ",
    "Reuters ",
    "TASS ",
    "AFP",
    "state news agency SANA ",
    "Syria",
    "Syria's ",
    "Syrian ",
    "Damascus ",
    "the rebels ",
    "rebels",
    "regime ",
    "Islamic State ",
    "IS ",
    "is ",
    "ISIS",
    "al-Qaeda",
    "al-",
    "Al ",
    "Hezbollah ",
    "army ",
    "air force ",
    "Ministry of Defense ",
    "parliament ",
    "Foreign Minister ",
    "Gen. ",
    "Lt. Gen. ",
    "Mr. ",
    "Mrs. ",
    "Dr. ",
    "U.S. ",
    "U.N.",
    "No. 5 ",
    "John ",
    "Smith Jr. ",
    "J. ",
    "Assad",
    "Putin ",
    "O'Neill ",
    "Aleppo",
    "Paris, Texas ",
    "Jordan ",
    "Washington ",
    "Georgia ",
    "Monday",
    "Thursday ",
    "last ",
    "next ",
    "week ",
    "two weeks ago ",
    "months",
    "yesterday",
    "today ",
    "2016",
    "April 7, 2016 ",
    "7 April ",
    "2016-04-07",
    "31/12/1999",
    "99/99/9999",
    "1,200 ",
    "3.5 ",
    "10:30 a.m. ",
    "25:61 ",
    "9999",
    "99999999999999999999",
    "the 1990s ",
    "19th century ",
    "first quarter ",
    "every ",
    "February 30 ",
    "décembre ",
    "İstanbul ",
    "ß",
    "naïve ",
    "n\u{303}",
    "日本 ",
    "。",
    "شهر ",
    "👩‍👩‍👧 ",
    "🇸🇾",
    "😀",
    "é",
    "\u{301}",
    "\u{10ffff}",
    "ﬁ",
    "Ā",
    "ʻ",
];

fn news() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        12 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (0u64..500).prop_map(|n| generator::article(n).chars().skip(n as usize % 90).take(80).collect()),
    ];
    prop::collection::vec(fragment, 0..60).prop_map(|pieces| pieces.concat())
}

/// Every object with a `start` and an `end`, at any depth.
fn spans(value: &Value) -> Vec<(usize, usize, Option<&str>)> {
    let mut all = Vec::new();
    if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
        all.push((start as usize, end as usize, value["text"].as_str()));
    }
    match value {
        Value::Object(object) => all.extend(object.values().flat_map(spans)),
        Value::Array(array) => all.extend(array.iter().flat_map(spans)),
        _ => {}
    }
    all
}

fn check_references(e: &Extraction) {
    let [factions, places, dates, claims, people]: [HashSet<u32>; 5] = [
        e.factions.iter().map(|m| m.n).collect(),
        e.places.iter().map(|m| m.n).collect(),
        e.dates.iter().map(|m| m.n).collect(),
        e.claims.iter().map(|m| m.n).collect(),
        e.people.iter().map(|m| m.n).collect(),
    ];
    let persons: HashSet<u32> = e.people.iter().map(|m| m.person).collect();
    let all: HashSet<u32> = [&factions, &places, &dates, &people, &claims].into_iter().flatten().copied().collect();
    assert_eq!(all.len(), e.factions.len() + e.places.len() + e.dates.len() + e.people.len() + e.claims.len(), "`n` is not unique");
    for claim in &e.claims {
        assert!(!claim.attribution.is_empty() && !claim.content.is_empty(), "{claim:?}");
        assert!(claim.factions.iter().all(|n| factions.contains(n)), "{claim:?}");
        assert!(claim.places.iter().all(|n| places.contains(n)), "{claim:?}");
        assert!(claim.dates.iter().all(|n| dates.contains(n)), "{claim:?}");
        assert!(claim.within.is_none_or(|n| claims.contains(&n) && n != claim.n), "{claim:?}");
        for step in &claim.attribution {
            assert!(step.said.is_none_or(|n| dates.contains(&n)), "{step:?}");
            let entities = [&step.source, &step.addressee].into_iter().flatten().flat_map(|s| &s.entities);
            entities.filter_map(|entity| entity.person).for_each(|person| assert!(persons.contains(&person), "{step:?}"));
        }
        let last = claim.speaker().unwrap();
        assert_eq!((&claim.kind, &claim.act, &claim.polarity), (&last.kind, &last.act, &last.polarity), "{claim:?}");
        assert!(claim.content.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{claim:?}");
    }
}

fn check_order(e: &Extraction) {
    assert!(e.sentences.windows(2).all(|pair| pair[0].end <= pair[1].start), "sentences overlap");
    assert!(e.factions.is_sorted_by_key(|m| m.span.start), "factions are not in order");
    assert!(e.places.is_sorted_by_key(|m| m.span.start), "places are not in order");
    assert!(e.dates.is_sorted_by_key(|m| m.span.start), "dates are not in order");
    assert!(e.people.is_sorted_by_key(|m| m.span.start), "people are not in order");
    assert!(e.claims.is_sorted_by_key(|m| m.content[0].span.start), "claims are not in order");
}

/// Every mention and claim says why it is there and how sure that is.
fn check_reasons(record: &Value) {
    for list in ["factions", "places", "dates", "people", "claims"] {
        for mention in record[list].as_array().unwrap() {
            let confidence = mention["confidence"].as_f64().unwrap();
            assert!(mention["rule"] != "" && (0.0..=1.0).contains(&confidence), "{mention}");
        }
    }
}

fn check(text: &str) {
    let extraction = extract(text);
    check_references(&extraction);
    check_order(&extraction);
    let json = serde_json::to_string(&extraction).unwrap();
    let record: Value = serde_json::from_str(&json).unwrap();
    check_reasons(&record);
    for (start, end, words) in spans(&record) {
        let slice = text.get(start..end);
        assert!(slice.is_some_and(|s| !s.is_empty()), "{start}..{end} is empty, out of range or within a character");
        assert!(words.is_none() || words == slice, "{start}..{end} is {slice:?}, not {words:?}");
    }
    let read: Extraction = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_eq!(read, extraction);
    assert_eq!(extract(text), extraction, "another result for the same article");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strange_articles(text in news()) {
        check(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }
}

#[test]
fn generated_articles() {
    (0..60).map(generator::article).for_each(|text| check(&text));
}

#[test]
fn sample_articles() {
    for text in [
        include_str!("../examples/articles/wire.txt"),
        include_str!("../examples/articles/political.txt"),
        include_str!("../examples/articles/feature.txt"),
        include_str!("../examples/articles/nothing.txt"),
    ] {
        check(text);
        check(&text.replace('\n', "\r\n"));
        // An article may be cut short anywhere.
        for (cut, _) in text.char_indices().step_by(37) {
            check(&text[..cut]);
        }
    }
}

#[test]
fn threads_do_not_matter() {
    fn assert_shareable<T: Send + Sync>(_: &T) {}
    assert_shareable(&*EXTRACTOR);
    let articles: Vec<String> = (0..48).map(generator::article).collect();
    let one: Vec<Extraction> = articles.iter().map(|text| extract(text)).collect();
    let eight: Vec<Extraction> = thread::scope(|scope| {
        let workers: Vec<_> = articles.chunks(6).map(|part| scope.spawn(move || part.iter().map(|text| extract(text)).collect::<Vec<_>>())).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert_eq!(one, eight);
}

#[test]
fn other_offsets_name_the_same_words() {
    let extractors = [Offsets::Utf16, Offsets::Scalar].map(|o| (o.clone(), Extractor::builder().offsets(o).build().unwrap()));
    for text in (0..20).map(|n| format!("😀 é {}", generator::article(n))) {
        let utf8 = serde_json::to_value(extract(&text)).unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        let chars: Vec<char> = text.chars().collect();
        for (offsets, extractor) in &extractors {
            let other = serde_json::to_value(extractor.extract(&article(&text))).unwrap();
            assert_eq!(other["offsets"], offsets.as_str());
            for (here, there) in spans(&utf8).into_iter().zip(spans(&other)) {
                let words = match offsets {
                    Offsets::Utf16 => String::from_utf16(&units[there.0..there.1]).unwrap(),
                    _ => chars[there.0..there.1].iter().collect(),
                };
                assert_eq!(words, text[here.0..here.1]);
            }
        }
    }
}
