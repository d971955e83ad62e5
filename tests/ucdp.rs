//! How many of the sides that UCDP counts most are known by the names that newspapers give them.

use std::collections::{BTreeMap, BTreeSet};

use dateline::{Article, Extractor};

const FORMS: &str = include_str!("data/ucdp_forms.tsv");

/// The id of the mention that lies on the form.
fn found(extractor: &Extractor, form: &str, sentence: &str, published: &str) -> Option<String> {
    let article = Article::new(sentence).published(published.parse().unwrap());
    let start = sentence.find(form).unwrap();
    let end = start + form.len();
    let extraction = extractor.extract(&article);
    extraction.factions.iter().find(|f| f.span.start < end && start < f.span.end)?.id.as_deref().map(str::to_owned)
}

#[test]
fn sides_with_most_events_are_known_by_four_forms_and_more() {
    let extractor = Extractor::new().unwrap();
    // Events by side; by side, part and id: how many forms mean it.
    let mut events: BTreeMap<&str, u64> = BTreeMap::new();
    let mut known: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for line in FORMS.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [side, ucdp, count, of, id, form, sentence, published] = cells[..] else { panic!("eight cells: {line}") };
        events.insert(side, count.parse().unwrap());
        let hit = found(&extractor, form, sentence, published).as_deref() == Some(id);
        all += 1;
        right += u32::from(hit);
        if of.is_empty() {
            // Two groups that were one after the other under one name are two ids.
            let key = if side == "Jabhat Fateh al-Sham" { "" } else { ucdp };
            *known.entry((side, key, if key.is_empty() { "" } else { id })).or_default() += u32::from(hit);
        }
    }
    let unknown: BTreeSet<&str> = known.iter().filter(|(_, forms)| **forms < 4).map(|((side, ..), _)| *side).collect();
    let total: u64 = events.values().sum();
    let covered: u64 = events.iter().filter(|(side, _)| !unknown.contains(*side)).map(|(_, count)| count).sum();
    let (sides, share) = (events.len() - unknown.len(), covered as f64 / total as f64);
    println!("{sides} of {} sides, {share:.3} of the events, {right} of {all} forms; not covered: {unknown:?}", events.len());
    assert!(events.len() >= 70 && all >= 800, "{} sides, {all} forms", events.len());
    assert!(sides >= 68 && share >= 0.95, "{sides} sides, {share:.3} of the events; not covered: {unknown:?}");
    assert!(right * 10 >= all * 7, "{right} of {all} forms");
}
