//! The short names of bodies that have been named: "the Guard" of the National Guard, "the Katiba" of the Katiba Macina.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::Table;

use super::{
    Acting, Actor, FactionCandidate, Reading,
    view::{Part, View},
};
use crate::{gazetteer::NameMatch, model::Form};

/// Whether a noun stands at a token that names of organisations have, alone with an article.
pub(super) fn is_short(view: &View<'_>, at: usize) -> bool {
    let noun = |m: &NameMatch| m.last as usize == at + 1 && m.same_case && matches!(view.part(m), Part::Name | Part::Prefix);
    let goes_on = view.is_capital(at + 1) && view.joined(at + 1).is_some() || view.is(at + 1, &["of", "for"]) || view.hyphen_after(at + 1);
    let the = view.before(at).is_some_and(|b| view.is(b, &["the"]));
    the && !goes_on && view.matches(at, Table::Generic).any(noun)
}

/// Adds the short names of those that were named before, given where such nouns stand.
pub(super) fn find(view: &View<'_>, mut nouns: Vec<usize>, found: &mut Vec<FactionCandidate>) {
    if nouns.is_empty() {
        return;
    }
    nouns.sort_unstable();
    let named = |c: &&FactionCandidate| {
        let whole = matches!(c.rule, "name" | "pattern" | "institution" | "country + institution" | "institution of country");
        whole && c.last > c.first + 1 && view.is_capital(c.last - 1)
    };
    let mut full: Vec<(usize, usize, &[Reading])> = found.iter().filter(named).map(|c| (c.first, c.last, &c.readings[..])).collect();
    // Of the same words what a table knows comes last.
    full.sort_by_key(|(first, last, readings)| (*last, *first, !matches!(readings[0].actor, Actor::Unlisted { .. })));
    let mut taken: Vec<usize> = found.iter().map(|c| c.first).filter(|first| nouns.binary_search(first).is_ok()).collect();
    taken.sort_unstable();
    let mut short = Vec::new();
    // Who was named last with a word at the end, and at the beginning.
    let (mut ends, mut opens) = (BTreeMap::new(), BTreeMap::new());
    let mut full = full.into_iter().peekable();
    for at in nouns.into_iter().filter(|at| taken.binary_search(at).is_err()) {
        while let Some((first, last, readings)) = full.next_if(|(_, last, _)| *last <= at) {
            ends.insert(view.word(last - 1), readings);
            opens.insert(view.word(first), readings);
        }
        let prefix = view.matches(at, Table::Generic).any(|m| m.same_case && view.part(m) == Part::Prefix);
        let named = ends.get(view.word(at)).or_else(|| opens.get(view.word(at)).filter(|_| prefix));
        if let (Some(readings), Some(token)) = (named, view.token(at)) {
            let readings = readings.iter().map(|r| Reading { weak: false, ..r.clone() }).collect();
            short.push(FactionCandidate {
                span: token.core_span(),
                first: at,
                last: at + 1,
                readings,
                form: Form::Name,
                generic: false,
                acting: Acting::Actor,
                member_noun: false,
                rule: "short name",
                confidence: 0.8,
            });
        }
    }
    found.append(&mut short);
}
