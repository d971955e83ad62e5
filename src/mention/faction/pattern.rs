//! Groups that no gazetteer lists, by the nouns that organisations are named with: "Blue Valley Liberation Front", "Movement for the Future of X".

use dateline_gazetteers::{
    Flags,
    schema::{Table, generic},
};

use super::{Acting, Actor, FactionCandidate, Reading, view::View};
use crate::{
    model::{FactionKind, Form},
    span::Span,
};

/// The most words a name may have.
const LONGEST: usize = 12;
/// Lower-case words inside a name.
const INSIDE: &[&str] = &["of", "for", "the", "and", "de", "du", "des", "la", "to", "against", "in", "on", "al", "von", "e", "da", "do"];

/// A candidate for the organisation whose name begins at a token.
pub(super) fn at(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    if !view.is_capital(first) || view.hyphen_before(first) || continues(view, first) {
        return;
    }
    let start =
        if view.is(first, &["The", "A", "An", "This", "That"]) || view.opens_sentence(first) && is_function(view, first) { first + 1 } else { first };
    let Some((last, kind)) = end(view, start) else { return };
    let Some(begin) = view.token(start) else { return };
    let Some(close) = last.checked_sub(1).and_then(|l| view.token(l)) else { return };
    let span = Span::new(begin.start, close.core);
    let name = view.doc.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    found.push(FactionCandidate {
        span,
        first: start,
        last,
        readings: vec![Reading { actor: Actor::Unlisted { name, kind }, weak: false }],
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "pattern",
        confidence: 0.6,
    });
}

fn is_function(view: &View<'_>, i: usize) -> bool {
    view.is(i, super::view::PREPOSITIONS)
        || view.is(i, &["But", "And", "When", "While", "Both", "Some", "Many", "Other", "Its", "Their", "His", "Her", "If"])
}

/// The token is within a run of capitalised words that began before it.
fn continues(view: &View<'_>, first: usize) -> bool {
    let Some(before) = view.before(first).filter(|&b| view.is_capital(b) && !view.is_possessive(b)) else { return false };
    let article = view.is(before, &["The", "A", "An", "This", "That"]);
    !(article || view.opens_sentence(before) && is_function(view, before))
}

/// Where the name ends and what it names.
fn end(view: &View<'_>, start: usize) -> Option<(usize, FactionKind)> {
    const OWNED: &[&str] =
        &["people", "peoples", "lord", "workers", "worker", "children", "women", "farmers", "students", "martyrs", "soldiers", "peasants"];
    if view.is_possessive(start) && !view.is(start, OWNED) {
        return None;
    }
    // "Navy and Air Force", "United States and Soviet Union" are two.
    let single = [Table::Institution, Table::Country, Table::Faction, Table::Outlet]
        .into_iter()
        .flat_map(|t| view.matches(start, t))
        .any(|m| view.is(m.last as usize, &["and"]));
    let mut best = None;
    let mut at = start;
    let mut capitals = 0;
    while at < start + LONGEST && (at == start || view.joined(at).is_some()) {
        if view.is_capital(at) {
            capitals += 1;
            let possessive = view.token(at).is_some_and(|t| t.core < t.end);
            if let Some(kind) = noun(view, at, capitals) {
                // "X Front", or "Front for X" once more words have come.
                if at > start {
                    best = Some((at + 1, kind));
                } else if prefix(view, at) && view.is_capital(at + 1) && view.joined(at + 1).is_some() {
                    best = Some((at + 2, kind));
                } else if let Some(more) = complement(view, at + 1).filter(|_| !view.opens_sentence(at)) {
                    best = Some((more, kind));
                    capitals += 1;
                    at = more;
                    continue;
                }
            }
            if possessive && !view.is(at, &["People's", "Workers'"]) && best.as_ref().is_some_and(|(last, _)| *last == at + 1) {
                break;
            }
        } else if !(view.is_hyphen(at)
            || view.is_apostrophe(at)
            || view.is(at, INSIDE) && view.is_capital(at + 1)
            || view.is(at, INSIDE) && view.is(at + 1, INSIDE) && view.is_capital(at + 2))
            || view.is(at, &["and"]) && (single || view.is(at + 1, &["the"]))
            || best.is_none() && after_person(view, start, at, capitals)
            || (best.is_some() && view.is(at, &["and", "in", "on", "to", "against"]))
        {
            break;
        }
        at += 1;
    }
    if capitals >= 2 { best } else { None }
}

/// "Rosa Lindqvist of the Blue Valley Party": what "of" joins to a person's name, or to several words of which none names an organisation, is another name.
fn after_person(view: &View<'_>, start: usize, at: usize, capitals: usize) -> bool {
    capitals >= 2 && view.is(at, INSIDE) && (view.is(at + 1, &["the"]) || view.matches(start, Table::GivenName).next().is_some())
}

/// "for the X Y", "of X" after the noun; one past its last token.
fn complement(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.is(at, &["of", "for", "to", "against"]) {
        return None;
    }
    let mut end = None;
    for i in at + 1..at + LONGEST {
        view.joined(i)?;
        if view.is_capital(i) {
            end = Some(i + 1);
        } else if !view.is(i, INSIDE) {
            break;
        }
    }
    end
}

/// A noun that the rest of the name may follow at once ("Liwa al-Haq").
fn prefix(view: &View<'_>, at: usize) -> bool {
    view.matches(at, Table::Generic).any(|m| m.same_case && view.row(m).text(generic::PART) == "prefix")
}

fn noun(view: &View<'_>, at: usize, words: usize) -> Option<FactionKind> {
    view.matches(at, Table::Generic)
        .find(|m| {
            m.last as usize == at + 1
                && m.same_case
                && (words > 2 || !m.flags.has(Flags::CONTEXT))
                && matches!(view.row(m).text(generic::PART), "name" | "prefix")
        })
        .map(|m| FactionKind::from(view.row(m).text(generic::KIND)))
}
