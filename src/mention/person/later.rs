//! Short names: the surname or first name of a person whom the article names in full elsewhere.

use std::collections::{HashMap, HashSet};

use dateline_gazetteers::schema::Table;

use super::{Evidence, PersonCandidate, Scan, name, words::bridged};
use crate::{
    gazetteer::TableSet,
    span::Span,
    token::{Gap, Kind},
};

/// Capitalised words that stand alone beside a verb of saying, anywhere in the article.
pub(super) struct Alone<'d> {
    words: HashSet<&'d str>,
}

impl<'d> Alone<'d> {
    pub fn new(scan: &'d Scan<'_, '_>) -> Alone<'d> {
        let mut words = HashSet::new();
        for i in 0..scan.doc.tokens.len() {
            let capital = |i: usize| name::is_name_word(scan.doc, scan.words, i);
            let cue = |i: usize| scan.doc.has(i, Table::Cue);
            let Some(before) = i.checked_sub(1).filter(|_| capital(i)) else { continue };
            let article = matches!(scan.word(before), "the" | "The" | "a" | "A" | "an" | "An");
            let after = scan.doc.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Space);
            if ((after && cue(i + 1)) || cue(before)) && !capital(before) && !capital(i + 1) && !article {
                words.insert(scan.word(i));
            }
        }
        Alone { words }
    }

    pub fn speaks(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Adds the short names, in order of the text.
pub(super) fn add_short(scan: &Scan<'_, '_>, found: &mut Vec<PersonCandidate>) {
    let doc = scan.doc;
    let mut known: HashMap<&str, Strength> = HashMap::new();
    for candidate in found.iter() {
        for (i, &w) in candidate.words.iter().enumerate() {
            let last = i + 1 == candidate.words.len();
            let strength = known.entry(scan.word(w)).or_insert(Strength::Other);
            if last {
                *strength = Strength::Family;
            }
        }
    }
    if known.is_empty() {
        return;
    }
    let mut taken = vec![false; doc.tokens.len()];
    for candidate in found.iter() {
        taken[candidate.title_tokens.start.min(candidate.tokens.start)..candidate.tokens.end].fill(true);
    }
    let mut short = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() {
        let hit = if doc.tokens[at].kind == Kind::Word && !taken[at] { short_at(scan, &known, at) } else { None };
        at = hit.as_ref().map_or(at, |c| c.tokens.end - 1) + 1;
        short.extend(hit);
    }
    found.extend(short);
    found.sort_by_key(|c| (c.span.start, c.span.end));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Family,
    Other,
}

fn short_at(scan: &Scan<'_, '_>, known: &HashMap<&str, Strength>, at: usize) -> Option<PersonCandidate> {
    let doc = scan.doc;
    // The first word of most runs tells that the article has no such name.
    if name::is_first_word(doc, scan.words, at) && !known.contains_key(scan.word(at)) {
        return None;
    }
    let run = name::run(doc, scan.words, at)?;
    let words: Vec<Strength> = run.words.iter().map(|&w| known.get(scan.word(w)).copied()).collect::<Option<_>>()?;
    let before = at.checked_sub(1).map(|b| &doc.tokens[b]);
    let article = before.is_some_and(|t| matches!(t.text(doc.text), "the" | "a" | "an" | "The" | "A" | "An"));
    let joined = doc.tokens.get(run.tokens.end).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == "-")
        || (doc.tokens[at].gap == Gap::None && before.is_some_and(|t| t.text(doc.text) == "-"));
    // "Rodham Clinton" within a longer run of capitals is read with it or not at all.
    let inside = before.is_some_and(|t| t.gap <= Gap::Space && doc.tokens[at].gap == Gap::Space && name::is_name_word(doc, scan.words, at - 1))
        && at > 0
        && !scan.sentence_starts(at - 1)
        && doc.names_at(at - 1).is_empty()
        && !scan.words.is_place_word(doc.word(at - 1));
    let first_only = words.len() == 1 && words[0] == Strength::Other;
    let doubtful =
        first_only && (doc.has_any(at, TableSet::of(&[Table::Country, Table::Faction])) || scan.sentence_starts(at) && !scan.speaks_beside(&run));
    if article
        || joined
        || inside
        || doubtful
        || scan.is_thing(&run)
        || scan.covered(&run)
        || bridged(doc, at, super::ACTORS)
        || thing_follows(scan, run.tokens.end)
    {
        return None;
    }
    let last = &doc.tokens[run.tokens.end - 1];
    let confidence = if first_only { 0.6 } else { 0.85 };
    Some(PersonCandidate {
        span: Span::new(doc.tokens[run.tokens.start].start, if run.possessive { last.core } else { last.end }),
        lead: at,
        title_tokens: at..at,
        words: run.words,
        tokens: run.tokens,
        titles: Vec::new(),
        gender: None,
        evidence: Evidence::Short,
        confidence,
    })
}

/// "Clinton Foundation": a capitalised word for a thing follows.
pub(super) fn thing_follows(scan: &Scan<'_, '_>, end: usize) -> bool {
    scan.doc.tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.capital && scan.words.is_thing(scan.doc.word(end)))
}
