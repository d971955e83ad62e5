//! Acronyms that the article introduces: "Blue Valley Front (BVF)", "BVF (Blue Valley Front)", and every later use of them.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::Table;

use super::{Acting, Actor, FactionCandidate, Reading, view::View};
use crate::{model::Form, token::Kind};

/// Adds the acronyms of full names, where they are introduced and wherever they stand, with the readings of the full name.
pub(super) fn find(view: &View<'_>, found: &mut Vec<FactionCandidate>) {
    // By acronym: the length of the full name, whether a gazetteer has it, and its readings. The longest counts, then what is known.
    let mut known: BTreeMap<&str, (usize, bool, Vec<Reading>)> = BTreeMap::new();
    for candidate in found.iter().filter(|c| matches!(c.rule, "name" | "pattern" | "country + institution") && c.form != Form::Acronym) {
        let after = acronym_after(view, candidate.last);
        let Some(acronym) = after.or_else(|| acronym_before(view, candidate.first)) else { continue };
        // "LONDON (Reuters)": before brackets stands a town at least as often as an acronym, so its letters must be those of the name.
        let foreign = after.is_some() && candidate.rule == "name" && !is_outlet(view, candidate) && !is_town(view, acronym);
        if !(foreign || fits(view.word(acronym), candidate, view)) || after.is_none() && is_outlet(view, candidate) {
            continue;
        }
        let worth = (candidate.span.len(), candidate.rule != "pattern");
        if known.get(view.word(acronym)).is_none_or(|(len, listed, _)| (*len, *listed) < worth) {
            let readings = candidate.readings.iter().map(|r| Reading { weak: false, ..r.clone() }).collect();
            known.insert(view.word(acronym), (worth.0, worth.1, readings));
        }
    }
    if known.is_empty() {
        return;
    }
    let tokens = &view.doc.tokens;
    let introduced = |i: usize| tokens.get(i).filter(|t| t.kind == Kind::Word && t.capital).and_then(|t| known.get(t.core_text(view.doc.text)));
    found.retain(|c| c.rule != "name" || c.last != c.first + 1 || introduced(c.first).is_none());
    for (i, token) in tokens.iter().enumerate() {
        let Some((_, _, readings)) = introduced(i) else { continue };
        found.push(FactionCandidate {
            span: token.core_span(),
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

/// The acronym in brackets after a full name, a class noun between them skipped.
fn acronym_after(view: &View<'_>, last: usize) -> Option<usize> {
    let open = if view.is_mark(last, "(") { last } else { last + 1 };
    let word = open + 1;
    (view.is_mark(open, "(") && is_acronym(view, word) && (view.is_mark(word + 1, ")") || view.is_mark(word + 1, ",") || view.is_mark(word + 1, ";")))
        .then_some(word)
}

/// The acronym before a full name in brackets.
fn acronym_before(view: &View<'_>, first: usize) -> Option<usize> {
    let open = first.checked_sub(1)?;
    let word = open.checked_sub(1)?;
    (view.is_mark(open, "(") && is_acronym(view, word)).then_some(word)
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
