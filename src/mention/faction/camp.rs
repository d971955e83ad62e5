//! Those for and against a leader: "forces loyal to Haftar", "Gaddafi loyalists", "Morsi's opponents", "anti-Morsi protesters".

use super::{
    Acting, Actor, FactionCandidate, Reading,
    class::{self, Class},
    view::View,
};
use crate::{model::Form, span::Span};

/// The most words of a leader's name, the title included.
const LONGEST: usize = 6;

/// What such a description may begin with, the leader's name aside.
pub(super) const OPENING: Class = class::FRIENDS.or(class::FOES).or(class::FIGHTERS).or(class::JOINED_BEFORE);

/// Candidates at a word of [`OPENING`].
pub(super) fn at(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let fighters = view.has(first, class::FIGHTERS);
    let side = view.has(first, class::FRIENDS) || view.has(first, class::FOES);
    if (fighters || side) && !view.hyphen_before(first) {
        let to = match () {
            () if side && view.is(first + 1, &["of"]) => first + 2,
            () if fighters && view.is(first + 1, &["loyal", "allied"]) && view.is(first + 2, &["to", "with"]) => first + 3,
            () => return before(view, first, fighters, found),
        };
        if let Some((from, last)) = name(view, to) {
            push(view, (first, last), (from, last), (view.has(first, class::FOES), fighters), found);
        }
    } else if view.has(first, class::JOINED_BEFORE) && view.is(first, &["pro", "anti"]) && view.hyphen_after(first + 1) {
        joined(view, first, found);
    }
}

/// "Gaddafi loyalists", "Morsi's opponents": the name stands before.
fn before(view: &View<'_>, noun: usize, fighters: bool, found: &mut Vec<FactionCandidate>) {
    let Some(mut last) = view.before(noun) else { return };
    if view.is_apostrophe(last) {
        match view.before(last) {
            Some(before) => last = before,
            None => return,
        }
    }
    // The forces that somebody has are found by the rule of institutions.
    if fighters || !view.is_capital(last) || view.has(last, class::CALENDAR) {
        return;
    }
    let mut first = last;
    for _ in 1..LONGEST {
        match view.before(first).filter(|&b| view.is_capital(b) && !view.is_possessive(b)) {
            Some(before) => first = before,
            None => break,
        }
    }
    push(view, (first, noun + 1), (first, last + 1), (view.has(noun, class::FOES), false), found);
}

/// "anti-Morsi protesters", "pro-Gbagbo fighters".
fn joined(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let (name, noun) = (first + 2, first + 3);
    let plural = view.is_word(noun) && !view.is_capital(noun) && view.word(noun).ends_with('s') || view.has(noun, class::FIGHTERS);
    if view.is_capital(name) && plural && view.joined(noun).is_some() && !view.is_counted(first) {
        push(view, (first, noun + 1), (name, noun), (view.is(first, &["anti"]), view.has(noun, class::FIGHTERS)), found);
    }
}

/// The name of a person after titles: where it begins and ends.
fn name(view: &View<'_>, from: usize) -> Option<(usize, usize)> {
    let mut first = from;
    // "forces loyal to the late president" is not told apart from the president.
    for _ in 0..2 {
        if view.is_capital(first) || view.is(first, &["former", "ousted", "deposed", "late", "ex"]) {
            break;
        }
        first += 1;
    }
    let mut last = first;
    while last < first + LONGEST && view.joined(last).is_some() {
        last += match () {
            () if view.is_capital(last) => 1,
            // "Bashar al-Assad"
            () if last > first && view.is_hyphen(last) && view.is_capital(last + 1) => 2,
            () if last > first && view.has(last, class::ARTICLES) && view.is_hyphen(last + 1) && view.is_capital(last + 2) => 3,
            () => break,
        };
        if view.is_possessive(last - 1) {
            return None;
        }
    }
    (last > first).then_some((first, last))
}

fn push(view: &View<'_>, tokens: (usize, usize), name: (usize, usize), (against, forces): (bool, bool), found: &mut Vec<FactionCandidate>) {
    let (Some(begin), Some(end)) = (view.token(tokens.0), view.token(tokens.1 - 1)) else { return };
    let (Some(from), Some(to)) = (view.token(name.0), view.token(name.1 - 1)) else { return };
    found.push(FactionCandidate {
        span: Span::new(begin.start(), end.core()),
        first: tokens.0,
        last: tokens.1,
        readings: vec![Reading { actor: Actor::Camp { leader: Span::new(from.start(), to.core()), against, forces }, weak: false }],
        form: Form::Description,
        generic: true,
        acting: Acting::Actor,
        member_noun: false,
        rule: "camp of a leader",
        confidence: 0.6,
    });
}
