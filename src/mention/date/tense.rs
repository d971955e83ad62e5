//! The tense of the words around an expression.

use super::{lexicon::Class, words::Words};
use crate::token::Kind;

/// Whether the clause speaks of what was or what will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    /// The verb beside the date says that it is past: "was shot on March 10".
    Told,
    /// A modal of the clause says that it is to come: "will quit in November".
    Ahead,
    Unknown,
}

impl Tense {
    pub fn is_past(self) -> bool {
        matches!(self, Tense::Past | Tense::Told)
    }

    pub fn is_future(self) -> bool {
        matches!(self, Tense::Future | Tense::Ahead)
    }
}

/// How many tokens before an expression are read, and after it.
const BEFORE: usize = 14;
const AFTER: usize = 8;
/// How many words lie at most between a verb in the present and the date, and how many tokens are read for the sentence's end.
const REACH: usize = 6;
const SENTENCE: usize = 40;
/// The classes of words that may tell the tense in themselves; "to" is one of the modals.
const TELLING: u128 = Class::Tense.bit() | Class::Modal.bit() | Class::Present.bit() | Class::Until.bit();
/// How many tokens are inserted between commas at most.
const INSERTED: usize = 10;

/// The tense that the nearest verb before the expression gives, or else the nearest after it.
pub(crate) fn around(words: &Words<'_, '_>, first: usize, last: usize) -> Tense {
    let first = bounded(words, first);
    let begins = first.checked_sub(1).is_some_and(|p| words.is(p, "from") || words.is(p, "starting") || words.is(p, "beginning"));
    let mut at = first;
    let floor = first.saturating_sub(BEFORE);
    while at > floor && words.joined(at) {
        at -= 1;
        // Most words tell nothing.
        if words.kind(at) == Some(Kind::Word) && words.mask(at) & TELLING == 0 {
            match participle(words, at) {
                Some(tense) => return decided(words, at, first, tense),
                None => continue,
            }
        }
        if stop(words, at) {
            break;
        }
        // "will, officials said, meet": what is inserted does not count.
        if let Some(comma) = words.is(at, ",").then(|| inserted(words, at, first)).flatten() {
            at = comma;
            continue;
        }
        if (begins && planned(words, at)) || to_come(words, at) || scheduled(words, at, first) {
            return Tense::Future;
        }
        // "By Friday the town had fallen": the clause that the deadline opens says whether it is over.
        if at + 1 == first && opens(words, at) && words.sense(at, Class::Tense).is_some_and(|(sense, _)| &*sense.value == "deadline") {
            return after(words, last).unwrap_or(Tense::Future);
        }
        // "The rebels had taken the town by Friday": it is over, unless somebody has to do it until then.
        if at + 1 == first && words.is(at, "by") && done(words, at) {
            return Tense::Past;
        }
        // "He was held until June": it is over.
        if at + 1 == first && lasted(words, at) {
            return Tense::Told;
        }
        if let Some(tense) = of(words, at, at + 1 == first) {
            return decided(words, at, first, tense);
        }
    }
    if let Some(tense) = after(words, last) {
        return tense;
    }
    // "February's killing": what has a month or a day of its own has mostly happened.
    if words.possessive(last.wrapping_sub(1)) { Tense::Past } else { Tense::Unknown }
}

/// A tense that leaves no doubt: "on" or "in" binds the date to a verb of the past directly before it, or to a modal in the same clause.
fn decided(words: &Words<'_, '_>, verb: usize, first: usize, tense: Tense) -> Tense {
    // "will take place Nov. 30": bound without one.
    let bound = |at: usize| words.kind(at) == Some(Kind::Word) && !words.has(at, Class::BeforeDate) && !words.possessive(at);
    let bare = || tense == Tense::Future && !words.capital(verb) && bound(first - 1);
    let preposition = first.checked_sub(1).filter(|&at| words.is(at, "on") || words.is(at, "in") || words.is(at, "from") || bare());
    let Some(preposition) = preposition.filter(|&at| at > verb) else { return tense };
    let mut between = verb + 1..preposition;
    match tense {
        Tense::Past if between.is_empty() && !words.has(verb, Class::Commits) => Tense::Told,
        Tense::Future => {
            let clause = between.all(|at| words.kind(at) == Some(Kind::Word) && !words.is(at, "than"));
            if words.has(verb, Class::Will) && clause { Tense::Ahead } else { tense }
        }
        _ => tense,
    }
}

/// The end of a sentence.
fn stop(words: &Words<'_, '_>, at: usize) -> bool {
    if words.kind(at) != Some(Kind::Mark) || !matches!(words.text(at), "." | ";" | "!" | "?") || !words.touches(at) {
        return false;
    }
    // "due to expire at 7 a.m. (0500 GMT) Friday"
    let goes_on = || words.kind(at + 1) == Some(Kind::Mark) || words.has(at + 1, Class::Weekday);
    !(words.is(at, ".") && at > 0 && words.has(at - 1, Class::Meridiem) && goes_on())
}

/// The first token of "at least Tuesday", "late Friday".
fn bounded(words: &Words<'_, '_>, first: usize) -> usize {
    let bound = |at: &usize| [Class::Approx, Class::Phase].iter().any(|class| words.sense(*at, *class).is_some_and(|(_, end)| end == first));
    (1..=2).filter_map(|k| first.checked_sub(k)).find(bound).unwrap_or(first)
}

/// The comma before ", officials said," and ", who fled in May," of which one comma is known.
fn inserted(words: &Words<'_, '_>, end: usize, first: usize) -> Option<usize> {
    let inside = (end.saturating_sub(INSERTED)..end).rev();
    let start = inside.take_while(|&at| words.joined(at + 1) && !stop(words, at)).find(|&at| words.is(at, ",") || words.is(at, "-"))?;
    // A relative clause may have commas of its own, and hold the date.
    let clause = words.has(start + 1, Class::InsertionStart) && end + 2 >= first;
    (clause || words.has(end - 1, Class::InsertionEnd)).then_some(start)
}

/// "was held until", "did not speak until": a state that the date has ended.
fn lasted(words: &Words<'_, '_>, until: usize) -> bool {
    if !words.has(until, Class::Until) {
        return false;
    }
    let back = (until.saturating_sub(REACH)..until).rev().take_while(|&at| words.joined(at + 1) && words.kind(at) == Some(Kind::Word));
    let verb = back.into_iter().find(|&at| words.has(at, Class::Lasting) || of(words, at, false).is_some() || words.is(at, "to"));
    // "had announced a truce until Sunday"
    let had = |at: usize| (1..=2).any(|k| at >= k && words.is(at - k, "had"));
    verb.is_some_and(|at| had(at) || (words.has(at, Class::Lasting) && !governed(words, at, Class::Modal)))
}

/// The nearest verb before "by" is one of the past that commits nobody.
fn done(words: &Words<'_, '_>, by: usize) -> bool {
    let back = (by.saturating_sub(BEFORE)..by).rev().take_while(|&at| words.joined(at + 1) && !stop(words, at));
    // "rose to 20", "fled to the coast"
    let place =
        |at: usize| words.is(at, "to") && (words.kind(at + 1) != Some(Kind::Word) || words.capital(at + 1) || words.has(at + 1, Class::Determiner));
    for at in back {
        if words.has(at, Class::Commits) || (words.has(at, Class::Modal) && !place(at)) {
            return false;
        }
        if let Some(tense) = of(words, at, false) {
            return tense.is_past();
        }
    }
    false
}

/// The word opens its sentence.
fn opens(words: &Words<'_, '_>, at: usize) -> bool {
    at == 0 || !words.joined(at) || stop(words, at - 1)
}

/// The tense that the nearest verb after an expression gives.
fn after(words: &Words<'_, '_>, last: usize) -> Option<Tense> {
    let mut near = (last..last + AFTER).take_while(|&at| words.joined(at) && !stop(words, at));
    near.find_map(|at| if to_come(words, at) { Some(Tense::Future) } else { of(words, at, false) })
}

/// "agreed to suspend the talks from January": what is still to be done begins with the date.
fn planned(words: &Words<'_, '_>, at: usize) -> bool {
    let infinitive = words.is(at, "to") && words.kind(at + 1) == Some(Kind::Word) && !words.capital(at + 1);
    infinitive && at.checked_sub(1).is_some_and(|v| words.has(v, Class::Commits))
}

/// "Talks are to resume": what "is to" be.
fn to_come(words: &Words<'_, '_>, at: usize) -> bool {
    if !words.is(at, "to") {
        return false;
    }
    let verb = words.kind(at + 1) == Some(Kind::Word) && words.joined(at + 1) && !words.capital(at + 1) && !words.has(at + 1, Class::Determiner);
    let copula = |at: usize| words.is(at, "is") || words.is(at, "are");
    let adverb = |at: usize| words.is(at, "not") || words.is(at, "also") || words.is(at, "now");
    verb && at >= 2 && (copula(at - 1) || (adverb(at - 1) && copula(at - 2)))
}

/// "Theresa May", "in May": no modal.
fn is_name(words: &Words<'_, '_>, at: usize) -> bool {
    words.text(at) == "May" && (!words.capital(at + 1) || at.checked_sub(1).is_some_and(|b| words.has(b, Class::BeforeDate)))
}

/// "Parliament votes on Thursday": a verb in the present, in the same clause as the date and in a full sentence, as headlines tell the past so.
fn scheduled(words: &Words<'_, '_>, at: usize, first: usize) -> bool {
    if !words.has(at, Class::Present) || words.capital(at) || !(1..=REACH).contains(&(first - at)) {
        return false;
    }
    let preposition = ["on", "in", "at", "from"].iter().any(|p| words.is(first - 1, p));
    // "are on Sunday"; but in "are angry in May" the date is that of the anger.
    let copula = words.is(at, "is") || words.is(at, "are");
    // "the deadline is Friday", but not "today is Friday".
    let names = || at.checked_sub(1).is_none_or(|s| words.is(s, "it") || words.has(s, Class::Deictic));
    let near = if copula { at + 2 == first || (at + 1 == first && !names()) } else { at + 1 == first || preposition };
    // "the votes on Thursday", "their visits in June", "to meet": no finite verb.
    let subject =
        at.checked_sub(1).is_some_and(|s| words.kind(s) == Some(Kind::Word) && !words.has(s, Class::NoSubject) && !words.has(s, Class::Modal));
    // "a rocky start Monday": without an ending only many do it.
    let many = at.checked_sub(1).is_some_and(|s| words.text(s).ends_with('s') || words.has(s, Class::Many));
    let subject = subject && (words.text(at).ends_with('s') || words.is(at, "are") || many);
    let full = (first..first + SENTENCE).take_while(|&t| words.joined(t)).any(|t| words.is(t, ".") && words.touches(t));
    near && subject && full
}

/// The tense of one word, if it has one.
fn of(words: &Words<'_, '_>, at: usize, next: bool) -> Option<Tense> {
    if words.kind(at) != Some(Kind::Word) {
        return None;
    }
    if words.mask(at) & Class::Tense.bit() == 0 {
        return participle(words, at);
    }
    if is_name(words, at) {
        return None;
    }
    if let Some((sense, _)) = words.sense(at, Class::Tense) {
        return match &*sense.value {
            // "had been scheduled": it was to be, then.
            "future" if (1..=4).any(|k| at >= k && words.is(at - k, "had")) => Some(Tense::Past),
            "future" => Some(Tense::Future),
            // "by Tuesday", "until May"
            "deadline" => next.then_some(Tense::Future),
            // "were to be freed"
            _ if (words.is(at, "was") || words.is(at, "were")) && words.is(at + 1, "to") && !words.is(at + 2, "have") => Some(Tense::Future),
            _ => (!timeless(words, at)).then_some(Tense::Past),
        };
    }
    participle(words, at)
}

/// "will quit", "to sell": the modal decides. "be paid": a participle after "be" tells no time.
fn timeless(words: &Words<'_, '_>, at: usize) -> bool {
    governed(words, at, Class::Modal) || governed(words, at, Class::Passive)
}

/// The tense of a form in -ing or -ed.
fn participle(words: &Words<'_, '_>, at: usize) -> Option<Tense> {
    let text = words.text(at);
    // "is meeting on Friday"
    if text.len() > 4 && text.ends_with("ing") && text != "being" && governed(words, at, Class::Progressive) {
        return Some(Tense::Future);
    }
    // "need", "hundred" and "aged 30" are no verbs of the past.
    let verb = text.len() > 3 && text.ends_with("ed") && !words.has(at, Class::NoVerb);
    let past = verb && (!text.ends_with("eed") || text.ends_with("reed")) && !words.capital(at);
    // "a still unspecified date": a participle within a noun phrase tells no time.
    (past && !timeless(words, at) && !governed(words, at, Class::Determiner)).then_some(Tense::Past)
}

/// A word of the class stands directly before, or before an adverb.
fn governed(words: &Words<'_, '_>, at: usize, class: Class) -> bool {
    let adverb = |at: usize| words.text(at).ends_with("ly") || words.has(at, Class::Adverb);
    let governs = |at: usize| words.has(at, class) && !is_name(words, at);
    (at >= 1 && governs(at - 1)) || (at >= 2 && adverb(at - 1) && governs(at - 2))
}
