//! Short names: the surname or first name of a person whom the article names in full elsewhere.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    Evidence, PersonCandidate, Scan,
    form::Forms,
    name::Run,
    words::{bridged, reading},
};
use crate::{
    gazetteer::TableSet,
    span::Span,
    token::{Gap, Kind},
};

const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);

/// Capitalised words that stand alone beside a verb of saying, anywhere in the article.
pub(super) struct Alone<'d> {
    speaking: Forms<'d>,
}

impl<'d> Alone<'d> {
    pub fn new(scan: &Scan<'d, '_>) -> Alone<'d> {
        let doc = scan.doc;
        let mut speaking = Forms::new(doc);
        let cue = |i: usize| doc.has(i, Table::Cue);
        for i in scan.runs.name_words().filter(|&i| i > 0) {
            let before = i - 1;
            let after = || doc.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::Space);
            let beside = cue(before) || cue(i + 1) && after();
            if !beside || scan.runs.is_name_word(before) || scan.runs.is_name_word(i + 1) {
                continue;
            }
            if !matches!(scan.word(before), "the" | "The" | "a" | "A" | "an" | "An") {
                speaking.number(i);
            }
        }
        Alone { speaking }
    }

    /// Whether the word of a token does so somewhere.
    pub fn speaks(&self, token: usize) -> bool {
        self.speaking.find(token).is_some()
    }
}

/// The tokens of candidates that are in order of the text, asked about in that order.
pub(super) struct Taken<'c> {
    /// Those that may reach beyond the start of what was asked about last.
    rest: &'c [PersonCandidate],
}

impl<'c> Taken<'c> {
    pub fn new(candidates: &'c [PersonCandidate]) -> Taken<'c> {
        Taken { rest: candidates }
    }

    /// Whether some of the tokens are those of a candidate or its titles.
    pub fn meets(&mut self, tokens: Range<usize>) -> bool {
        while let [first, rest @ ..] = self.rest {
            if first.tokens.end > tokens.start {
                return first.title_tokens.start.min(first.tokens.start) < tokens.end;
            }
            self.rest = rest;
        }
        false
    }
}

/// Adds candidates that are in order of the text to such.
pub(super) fn insert(found: &mut Vec<PersonCandidate>, more: Vec<PersonCandidate>) {
    if !more.is_empty() {
        found.extend(more);
        found.sort_by_key(|c| (c.span.start, c.span.end));
    }
}

/// Adds the short names, in order of the text.
pub(super) fn add_short(scan: &Scan<'_, '_>, found: &mut Vec<PersonCandidate>) {
    if found.is_empty() {
        return;
    }
    // By the form.
    let forms = scan.forms.borrow();
    let mut known: Vec<Option<Strength>> = vec![None; forms.len()];
    for candidate in found.iter() {
        for (i, &w) in candidate.words.iter().enumerate() {
            let last = i + 1 == candidate.words.len();
            let known = &mut known[w.form()];
            *known = if last { Some(Strength::Family) } else { known.or(Some(Strength::Other)) };
        }
    }
    let strength = |token: usize| forms.find(token).and_then(|word| known[word.form()]);
    let mut taken = Taken::new(found);
    let mut short: Vec<PersonCandidate> = Vec::with_capacity(16);
    let mut namesakes = Vec::new();
    let mut past = 0;
    for run in scan.runs.all() {
        let at = run.tokens.start;
        // "Georgia Smith": a given name that is a place, before the surname of somebody.
        let two = run.words.len() == 2 && scan.doc.has(run.first(), Table::GivenName) && scan.doc.has_any(run.first(), PLACES);
        let namesake = two && strength(run.last()) == Some(Strength::Family) && is_place_and_name(scan, &run);
        if at < past || !namesake && strength(run.first()).is_none() || taken.meets(at..at + 1) {
            continue;
        }
        if namesake {
            past = run.tokens.end;
            namesakes.push(run);
            continue;
        }
        if let Some(confidence) = short_at(scan, strength, &run) {
            let last = &scan.doc.tokens[run.tokens.end - 1];
            past = run.tokens.end;
            let words = run.words_from(0).filter_map(|word| forms.find(word)).collect();
            short.push(PersonCandidate {
                span: Span::new(scan.doc.tokens[at].start(), if run.possessive { last.core() } else { last.end() }),
                lead: at,
                title_tokens: at..at,
                words,
                tokens: run.tokens,
                titles: Vec::new(),
                gender: None,
                evidence: Evidence::Short,
                confidence,
            });
        }
    }
    drop(forms);
    short.extend(namesakes.into_iter().map(|run| {
        let at = run.tokens.start;
        scan.candidate(run, Vec::new(), at..at, None, Evidence::Given, 0.7)
    }));
    insert(found, short);
}

/// "Georgia Smith said", not "in Georgia Smith said": a given name that is a place, too.
fn is_place_and_name(scan: &Scan<'_, '_>, run: &Run<'_>) -> bool {
    let (first, at) = (run.first(), run.tokens.start);
    let place = reading(scan.doc, first, Table::GivenName).is_some() && scan.place_at(first);
    let there = || {
        at > 0 && matches!(scan.word(at - 1), "in" | "In" | "from" | "From" | "to" | "of" | "at" | "for" | "For" | "across" | "Across" | "outside")
    };
    place
        && first == at
        && !there()
        && !scan.is_actor_part(run)
        && !scan.covered(run)
        && !scan.has_role_word(run)
        && !thing_follows(scan, run.tokens.end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Family,
    Other,
}

/// With what confidence a run is a short name of which the first word is one of a known name, as `strength` tells.
fn short_at(scan: &Scan<'_, '_>, strength: impl Fn(usize) -> Option<Strength>, run: &Run<'_>) -> Option<f32> {
    let (doc, at) = (scan.doc, run.tokens.start);
    if doc.tokens[at].kind != Kind::Word || !run.words_from(1).all(|w| strength(w).is_some()) {
        return None;
    }
    let before = at.checked_sub(1).map(|b| &doc.tokens[b]);
    let article = before.is_some_and(|t| matches!(t.text(doc.text), "the" | "a" | "an" | "The" | "A" | "An"));
    let joined = doc.tokens.get(run.tokens.end).is_some_and(|t| t.gap == Gap::None && t.mark() == '-')
        || (doc.tokens[at].gap == Gap::None && before.is_some_and(|t| t.mark() == '-'));
    // "Rodham Clinton" within a longer run of capitals is read with it or not at all.
    let inside = before.is_some_and(|t| t.gap <= Gap::Space && doc.tokens[at].gap == Gap::Space && scan.runs.is_name_word(at - 1))
        && at > 0
        && !scan.sentence_starts(at - 1)
        && !doc.is_listed(at - 1)
        && !scan.words.is_place_word(doc.word(at - 1));
    let first_only = run.words.len() == 1 && strength(run.first()) == Some(Strength::Other);
    let doubtful = first_only
        && (doc.has_any(at, const { TableSet::of(&[Table::Country, Table::Faction]) }) || scan.sentence_starts(at) && !scan.speaks_beside(run));
    // "Baloch prisoners": of the people that the surname is called for.
    let people = run.tokens.len() == 1
        && !run.possessive
        && doc.has(at, Table::Generic)
        && doc.tokens.get(run.tokens.end).is_some_and(|t| t.kind == Kind::Word && !t.capital)
        && !scan.speaks_beside(run);
    if article
        || people
        || joined
        || inside
        || doubtful
        || scan.is_thing(run)
        || scan.covered(run)
        || bridged(doc, at, super::ACTORS)
        || thing_follows(scan, run.tokens.end)
    {
        return None;
    }
    Some(if first_only { 0.6 } else { 0.85 })
}

/// "Clinton Foundation": a capitalised word for a thing follows.
pub(super) fn thing_follows(scan: &Scan<'_, '_>, end: usize) -> bool {
    scan.doc.tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.capital && scan.words.is_thing(scan.doc.word(end)))
}
