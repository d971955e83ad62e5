//! Places, one article a row: `data/places.jsonl` says every place of a text in order, its country, its use and, for some, where it is.

mod support;

use std::sync::LazyLock;

use self::support::kilometres;
use dateline::{Article, Extractor, Place, PlaceUse, jiff::civil::date};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

/// Coordinates agree within so many kilometres.
const NEAR: f64 = 30.0;

fn places(text: &str) -> Vec<Place> {
    EXTRACTOR.extract(&Article::new(text).published(date(2016, 4, 11))).places
}

fn wrong(found: &Place, expected: &Value) -> Option<String> {
    let (text, country, usage) = (expected["text"].as_str(), expected["country"].as_str(), expected["use"].as_str());
    if (Some(found.text.as_str()), found.country.as_deref(), Some(found.usage.as_str())) != (text, country, usage) {
        return Some(format!("{} {:?} {} ({})", found.text, found.country, found.usage, found.rule));
    }
    let at = (expected["at"][0].as_f64()?, expected["at"][1].as_f64()?);
    let here = found.lat.zip(found.lon).unwrap_or((0.0, 0.0));
    (kilometres(here, at) > NEAR).then(|| format!("{} at {here:?}, not {at:?}", found.text))
}

#[test]
fn every_row_of_the_table() {
    let mut failures = Vec::new();
    let table = include_str!("data/places.jsonl");
    for line in table.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let (found, expected) = (places(text), case["places"].as_array().unwrap());
        let wrong: Vec<String> = found.iter().zip(expected).filter_map(|(f, e)| wrong(f, e)).collect();
        if found.len() != expected.len() || !wrong.is_empty() {
            let all: Vec<&str> = found.iter().map(|f| f.text.as_str()).collect();
            failures.push(format!("{text}\n    found {all:?}; wrong {wrong:?}"));
        }
    }
    assert!(table.lines().count() >= 80);
    assert!(failures.is_empty(), "{} rows fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_name_has_one_sense_in_an_article() {
    let found = places("A barn burned in Paris, Texas, on Sunday. The mayor of Paris thanked the firemen.");
    let paris: Vec<&Place> = found.iter().filter(|p| p.text == "Paris").collect();
    assert_eq!(paris.len(), 2);
    assert!(paris.iter().all(|p| p.country.as_deref() == Some("US") && p.id == paris[0].id));
}

#[test]
fn candidates_are_counted_and_a_clear_name_is_surer_than_a_common_one() {
    let clear = &places("They flew to Reykjavik.")[0];
    let common = &places("They flew to Springfield.")[0];
    assert!(common.candidates > 10, "{}", common.candidates);
    assert!(clear.candidates < 3, "{}", clear.candidates);
    assert!(common.confidence < clear.confidence);
    assert!([clear, common].iter().all(|p| p.usage == PlaceUse::Literal && (0.0..=1.0).contains(&p.confidence)));
}

#[test]
fn a_town_that_the_gazetteer_lacks_in_the_state_named_has_no_coordinates() {
    let found = places("A farmer of Zumbrota, Ohio, sold his barn. People of Zumbrota laughed.");
    let towns: Vec<&Place> = found.iter().filter(|p| p.text == "Zumbrota").collect();
    assert_eq!(towns.len(), 2);
    assert!(towns.iter().all(|p| p.id.is_none() && p.lat.is_none() && p.admin1.as_deref() == Some("US.OH") && p.rule == "place.elsewhere"));
}

#[test]
fn the_name_of_the_outlet_tells_its_home() {
    let text = "The school board in Columbia met on Monday; another one in Franklin did not.";
    let division = |outlet: &str| {
        let extraction = EXTRACTOR.extract(&Article::new(text).outlet(outlet));
        extraction.places[1].admin1.clone()
    };
    assert_eq!(division("nashvilletribune.com").as_deref(), Some("US.TN"));
    assert_eq!(division("The Nashville Mercury").as_deref(), Some("US.TN"));
    assert_eq!(division("columbusdaily.com").as_deref(), Some("US.OH"));
}

#[test]
fn the_country_of_the_outlet_counts() {
    let text = "The match in Perth was called off.";
    let country = |outlet: &str| {
        let extraction = EXTRACTOR.extract(&Article::new(text).outlet(outlet));
        extraction.places[0].country.clone()
    };
    assert_eq!(country("thewest.com.au").as_deref(), Some("AU"));
}
