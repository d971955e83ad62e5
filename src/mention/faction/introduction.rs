//! Acronyms that the article introduces: "Blue Valley Front (BVF)", "BVF (Blue Valley Front)", and every later use of them.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, generic};

use super::{Acting, Actor, FactionCandidate, Reading, class, view::View};
use crate::{gazetteer::RowId, model::Form, token::Kind};

/// By acronym: the length of the full name, whether a gazetteer has it, and its readings. The longest counts, then what is known.
type Known<'v> = BTreeMap<&'v str, (usize, bool, Vec<Reading>)>;

/// Adds the acronyms of full names, where they are introduced and wherever they stand, with the readings of the full name.
pub(super) fn find(view: &View<'_>, found: &mut Vec<FactionCandidate>) {
    let mut known = Known::new();
    for candidate in found.iter().filter(|c| matches!(c.rule, "name" | "pattern" | "country + institution") && c.form != Form::Acronym) {
        for acronym in renamed(view, candidate) {
            learn(&mut known, view.word(acronym), candidate);
        }
        let after = acronym_after(view, candidate.last);
        let Some(acronym) = after.or_else(|| acronym_before(view, candidate.first)) else { continue };
        // "LONDON (Reuters)": before brackets stands a town at least as often as an acronym, so its letters must be those of the name.
        let foreign = after.is_some() && candidate.rule == "name" && !is_outlet(view, candidate) && !is_town(view, acronym);
        if !(foreign || fits(view.word(acronym), candidate, view)) || after.is_none() && is_outlet(view, candidate) {
            continue;
        }
        learn(&mut known, view.word(acronym), candidate);
    }
    // Of the candidates that end at one place the longest comes first.
    let mut named = BTreeMap::new();
    for (acronym, reading) in found.iter().filter(|c| c.generic).filter_map(|c| apposed(view, c)) {
        named.entry(acronym).or_insert(reading);
    }
    for (acronym, reading) in named {
        if let Some(reading) = reading {
            known.entry(acronym).or_insert_with(|| (0, false, vec![reading]));
        }
    }
    if known.is_empty() {
        return;
    }
    let tokens = &view.doc.tokens;
    let introduced = |i: usize| tokens.get(i).filter(|t| t.kind == Kind::Word && t.capital).and_then(|t| known.get(t.core_text(view.doc.text)));
    found.retain(|c| c.rule != "name" || c.last != c.first + 1 || introduced(c.first).is_none());
    // All words with a capital are openings.
    for i in view.doc.openings().iter().map(|&opening| opening as usize) {
        let Some((_, _, readings)) = introduced(i) else { continue };
        found.push(FactionCandidate {
            span: tokens[i].core_span(),
            first: i,
            last: i + 1,
            readings: readings.clone(),
            form: Form::Acronym,
            generic: false,
            acting: Acting::Actor,
            member_noun: false,
            rule: "introduced acronym",
            confidence: 0.9,
        });
    }
}

fn learn<'v>(known: &mut Known<'v>, acronym: &'v str, candidate: &FactionCandidate) {
    let worth = (candidate.span.len(), candidate.rule != "pattern");
    if known.get(acronym).is_none_or(|(len, listed, _)| (*len, *listed) < worth) {
        let readings = candidate.readings.iter().map(|r| Reading { weak: false, ..r.clone() }).collect();
        known.insert(acronym, (worth.0, worth.1, readings));
    }
}

/// "the peacekeeping force, FOMAC, and": an acronym that no table has, in apposition to what it is; without a reading where that is no actor of a conflict.
fn apposed<'v>(view: &View<'v>, candidate: &FactionCandidate) -> Option<(&'v str, Option<Reading>)> {
    const SHORTEST: usize = 3;
    let (kind, words) = candidate.readings.iter().find_map(|r| match &r.actor {
        Actor::Described { kind, words, plural: false, .. } | Actor::Antecedent { kind, words } => Some((kind, words)),
        _ => None,
    })?;
    let comma = Some(candidate.last).filter(|&at| view.is_mark(at, ','));
    let word = comma.map(|at| at + 1 + usize::from(view.is(at + 1, &["the"])));
    let word =
        word.filter(|&word| ends_insertion(view, word + 1) && !view.is(word + 2, &["and", "or"])).or_else(|| acronym_after(view, candidate.last))?;
    let letters = view.token(word).is_some_and(|t| t.caps) && view.word(word).len() >= SHORTEST;
    if !letters || !is_acronym(view, word) || view.doc.is_listed(word) {
        return None;
    }
    let named = !words.iter().any(|row| is_charity(view, *row));
    let reading = || Reading { actor: Actor::Unlisted { name: view.word(word).to_owned(), kind: kind.clone() }, weak: false };
    Some((view.word(word), named.then(reading)))
}

/// The acronyms that a full name is said to be known by: ", known as the BVF or FVB", ", or BVF,".
fn renamed(view: &View<'_>, candidate: &FactionCandidate) -> Vec<usize> {
    const MOST: usize = 10;
    let comma = view.is_mark(candidate.last, ',');
    let from = candidate.last + usize::from(comma);
    if comma && view.is(from, &["or"]) {
        let word = from + 1 + usize::from(view.is(from + 1, &["the"]));
        let closed = ends_insertion(view, word + 1);
        return (closed && is_acronym(view, word) && fits(view.word(word), candidate, view)).then_some(word).into_iter().collect();
    }
    let mut at = from;
    while at < from + MOST && view.joined(at).is_some() && !is_acronym(view, at) && view.has(at, class::ACRONYM) {
        at += 1;
    }
    if !(from..at).any(|i| view.has(i, class::NAMED)) {
        return Vec::new();
    }
    let mut acronyms = Vec::new();
    while is_acronym(view, at) && acronyms.len() < 3 {
        acronyms.push(at);
        at += 1;
        while view.is_mark(at, ',') || view.is(at, &["or", "and", "the", "as"]) {
            at += 1;
        }
    }
    acronyms
}

/// "the aid group, KRH," tells of no actor of the conflict.
fn is_charity(view: &View<'_>, row: RowId) -> bool {
    matches!(view.layers.row(row).text(generic::ID), "aid" | "charity")
}

fn ends_insertion(view: &View<'_>, at: usize) -> bool {
    [',', '.', ';', ')'].iter().any(|&mark| view.is_mark(at, mark))
}

/// The acronym in brackets after a full name, a class noun between them skipped.
fn acronym_after(view: &View<'_>, last: usize) -> Option<usize> {
    let open = if view.is_mark(last, '(') { last } else { last + 1 };
    let word = open + 1;
    (view.is_mark(open, '(') && is_acronym(view, word) && (view.is_mark(word + 1, ')') || view.is_mark(word + 1, ',') || view.is_mark(word + 1, ';')))
        .then_some(word)
}

/// The acronym before a full name in brackets.
fn acronym_before(view: &View<'_>, first: usize) -> Option<usize> {
    let open = first.checked_sub(1)?;
    let word = open.checked_sub(1)?;
    (view.is_mark(open, '(') && is_acronym(view, word)).then_some(word)
}

fn is_acronym(view: &View<'_>, i: usize) -> bool {
    view.is_word(i) && {
        let word = view.word(i);
        word.len() <= 12 && word.chars().filter(|c| c.is_uppercase()).count() >= 2 && word.chars().all(|c| c.is_alphanumeric())
    }
}

fn is_outlet(view: &View<'_>, candidate: &FactionCandidate) -> bool {
    candidate.readings.iter().any(|r| matches!(r.actor, Actor::Row(row) if view.layers.row(row).table() == Table::Outlet))
}

fn is_town(view: &View<'_>, i: usize) -> bool {
    view.matches(i, Table::Place).next().is_some()
}

/// The acronym is made of letters of the name in order. That of a listed name may be of another language, which `find` allows for.
fn fits(acronym: &str, candidate: &FactionCandidate, view: &View<'_>) -> bool {
    let mut initials = (candidate.first..candidate.last)
        .filter(|&i| view.is_word(i))
        .filter_map(|i| view.word(i).chars().next())
        .map(|c| c.to_ascii_uppercase())
        .peekable();
    let mut letters = acronym.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_uppercase()).peekable();
    let mut matched = 0;
    while let Some(&letter) = letters.peek() {
        match initials.next() {
            Some(initial) if initial == letter => {
                matched += 1;
                letters.next();
            }
            Some(_) => {}
            None => break,
        }
    }
    letters.peek().is_none() && matched >= 2
}
