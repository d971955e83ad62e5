//! People and sources, one passage a line: `data/people.jsonl` says who is named (text, fullest name, role, affiliation) and who speaks (text, kind, name,
//! affiliation; of `entities`, all who speak together).

use dateline::{Article, Extraction, Extractor};
use serde_json::{Value, json};

fn people(extraction: &Extraction) -> Value {
    let affiliation = |a: &Option<dateline::Affiliation>| a.as_ref().map(|a| a.id.clone());
    extraction.people.iter().map(|p| json!([p.text, p.name, p.role, affiliation(&p.affiliation)])).collect()
}

/// The first entity of every source.
fn sources(extraction: &Extraction) -> Value {
    let steps = extraction.claims.iter().flat_map(|c| &c.attribution);
    let sources = steps.filter_map(|s| s.source.as_ref());
    sources.filter_map(|s| s.entities.first().map(|e| json!([s.text, e.kind, e.name, e.affiliation.as_ref().map(|a| a.id.clone())]))).collect()
}

/// Kind, name and affiliation of all entities of every source.
fn entities(extraction: &Extraction) -> Value {
    let steps = extraction.claims.iter().flat_map(|c| &c.attribution);
    let entity = |e: &dateline::Entity| json!([e.kind, e.name, e.affiliation.as_ref().map(|a| a.id.clone())]);
    steps.filter_map(|s| s.source.as_ref()).map(|s| s.entities.iter().map(entity).collect::<Value>()).collect()
}

#[test]
fn passages() {
    let extractor = Extractor::new().unwrap();
    let mut wrong = Vec::new();
    for line in include_str!("data/people.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let mut article = Article::new(text);
        if let Some(day) = case["published"].as_str() {
            article = article.published(day.parse().unwrap());
        }
        let extraction = extractor.extract(&article);
        let mut check = |what: &str, found: Value| {
            if let Some(wanted) = case.get(what).filter(|wanted| **wanted != found) {
                wrong.push(format!("{text}\n  {what}: {found}\n  wanted: {wanted}"));
            }
        };
        check("people", people(&extraction));
        check("sources", sources(&extraction));
        check("entities", entities(&extraction));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn mentions_of_one_person_share_a_number() {
    let extractor = Extractor::new().unwrap();
    let article = Article::new("President Rosa Iglesias met Tom Ellis. Iglesias spoke first, then Ellis. Mr. Ellis thanked Iglesias.");
    let extraction = extractor.extract(&article);
    let numbers: Vec<(&str, u32)> = extraction.people.iter().map(|p| (p.text.as_str(), p.person)).collect();
    assert_eq!(numbers, [("Rosa Iglesias", 1), ("Tom Ellis", 2), ("Iglesias", 1), ("Ellis", 2), ("Ellis", 2), ("Iglesias", 1)]);
}

#[test]
fn references_of_claims_name_mentions() {
    let extractor = Extractor::new().unwrap();
    let article = Article::new("Hezbollah said on Tuesday that Israel had bombed Tyre. Witnesses said that two houses burned.");
    let extraction = extractor.extract(&article);
    let claim = &extraction.claims[0];
    assert_eq!(claim.attribution[0].said, extraction.dates.first().map(|d| d.n));
    assert!(claim.attribution[0].said.is_some());
    let named: Vec<&str> = claim.factions.iter().map(|n| extraction.factions.iter().find(|f| f.n == *n).unwrap().text.as_str()).collect();
    assert_eq!(named, ["Israel"]);
    let mut numbers: Vec<u32> = extraction.factions.iter().map(|m| m.n).collect();
    numbers.extend(extraction.places.iter().map(|m| m.n).chain(extraction.dates.iter().map(|m| m.n)).chain(extraction.claims.iter().map(|m| m.n)));
    assert!(numbers.is_sorted() && numbers.windows(2).all(|w| w[0] < w[1]), "{numbers:?}");
}
