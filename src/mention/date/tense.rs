//! The tense of the words around an expression.

use super::{lexicon::Class, words::Words};
use crate::token::Kind;

/// Whether the clause speaks of what was or what will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many tokens before an expression are read, and after it.
const BEFORE: usize = 14;
const AFTER: usize = 8;

/// The tense that the nearest verb before the expression gives, or else the nearest after it.
pub(crate) fn around(words: &Words<'_, '_>, first: usize, last: usize) -> Tense {
    let stop = |at: usize| {
        let mark = words.text(at);
        matches!(mark, "." | ";" | "!" | "?") && words.touches(at)
    };
    let mut at = first;
    let floor = first.saturating_sub(BEFORE);
    while at > floor && words.joined(at) {
        at -= 1;
        if stop(at) {
            break;
        }
        if let Some(tense) = of(words, at) {
            return tense;
        }
    }
    let mut at = last;
    while at < last + AFTER && words.joined(at) && !stop(at) {
        if let Some(tense) = of(words, at) {
            return tense;
        }
        at += 1;
    }
    Tense::Unknown
}

/// The tense of one word, if it has one.
fn of(words: &Words<'_, '_>, at: usize) -> Option<Tense> {
    if words.kind(at) != Some(Kind::Word) {
        return None;
    }
    // "will quit", "to sell": the modal decides.
    if (1..=2).any(|k| at >= k && words.has(at - k, Class::Modal)) {
        return None;
    }
    if let Some((sense, _)) = words.sense(at, Class::Tense) {
        return Some(if &*sense.value == "future" { Tense::Future } else { Tense::Past });
    }
    let text = words.text(at);
    // "will be held", "is completed": a participle after "be" tells no time.
    let participle = (1..=2).any(|k| at >= k && words.has(at - k, Class::Passive)) || (at >= 1 && words.is(at - 1, "to"));
    let past = text.len() > 4 && text.ends_with("ed") && (!text.ends_with("eed") || text.ends_with("reed")) && !words.capital(at);
    (past && !participle).then_some(Tense::Past)
}
