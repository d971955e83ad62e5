//! Whether a description means somebody in hand: what stands before it.

use super::{class, view::View};

/// Whether the phrase that goes on at `first` began with "the" or a possessor and not with "a": "the country's last major separatist group".
pub(super) fn definite(view: &View<'_>, first: usize) -> bool {
    let mut at = first;
    for _ in 0..6 {
        let Some(before) = view.before(at).filter(|&b| view.is_word(b)) else { return false };
        if view.has(before, class::DEFINITE) || view.is_possessive(before) {
            return true;
        }
        if view.has(before, class::SINGULAR_BARRED) || view.has(before, class::PREPOSITIONS) {
            return false;
        }
        at = before;
    }
    false
}

/// "the monitors", "the Nordic monitors".
pub(super) fn definite_before(view: &View<'_>, at: usize) -> bool {
    let the = |i: usize| view.is(i, &["the", "these", "those"]);
    view.before(at).is_some_and(|b| the(b) || view.is_word(b) && !view.is_possessive(b) && view.before(b).is_some_and(the))
}

/// "the group", "this lawless party", and before the name itself: "his new party, the Blue Valley Congress".
pub(super) fn spoken_of(view: &View<'_>, at: usize, last: usize) -> bool {
    let Some(before) = view.before(at) else { return false };
    let the = |b: usize| view.is(b, &["the", "this", "that"]);
    let plain = |b: usize| {
        view.is_word(b)
            && !view.is_capital(b)
            && !view.has(b, class::PREPOSITIONS)
            && !view.has(b, class::DEFINITE)
            && !view.has(b, class::SINGULAR_BARRED)
    };
    // "the 27-member bloc", "the Geneva-based organisation", "the New York-based group"
    let mut compound = if view.hyphen_before(before) { before.saturating_sub(2) } else { before };
    if view.is_capital(compound) && view.before(compound).is_some_and(|b| view.is_capital(b) && !view.opens_sentence(b)) {
        compound -= 1;
    }
    let adjective = plain(before).then(|| view.before(compound)).flatten();
    let named = view.is_mark(last, ',') && (view.is(last + 1, &["the"]) && view.is_capital(last + 2) || view.is_capital(last + 1));
    the(before)
        || adjective.is_some_and(|b| the(b) || named && (view.has(b, class::DEFINITE) || view.is_possessive(b)))
        || named && (view.has(before, class::DEFINITE) || view.is_possessive(before))
}
