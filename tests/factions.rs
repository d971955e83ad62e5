//! Faction mentions, from a table of texts.

use dateline::{Article, Extractor, Faction};

const CASES: &str = include_str!("data/factions.tsv");

fn shown(faction: &Faction) -> String {
    match (&faction.id, &faction.name) {
        (Some(id), _) => format!("{}={id}", faction.text),
        (None, Some(name)) => format!("{}=~{name}", faction.text),
        (None, None) => format!("{}=", faction.text),
    }
}

#[test]
fn finds_and_names_factions() {
    let extractor = Extractor::new().unwrap();
    let mut failures = Vec::new();
    let mut cases = 0;
    for line in CASES.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, published, mentions] = cells[..] else { panic!("three cells: {line}") };
        let mut article = Article::new(text);
        if !published.is_empty() {
            article = article.published(published.parse().unwrap());
        }
        let wanted: Vec<&str> = mentions.split(';').map(str::trim).filter(|m| !m.is_empty()).collect();
        let found: Vec<String> = extractor.extract(&article).factions.iter().map(shown).collect();
        if found != wanted {
            failures.push(format!("{text}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
        cases += 1;
    }
    assert!(cases >= 100, "{cases} cases");
    assert!(failures.is_empty(), "{} of {cases} fail:\n{}", failures.len(), failures.join("\n"));
}
