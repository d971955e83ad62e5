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
    /// The date is that of an event planned long before: "the convention in July"; `past` if the clause is.
    Planned {
        past: bool,
    },
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
const TELLING: u128 =
    Class::Tense.bit() | Class::Modal.bit() | Class::Present.bit() | Class::Until.bit() | Class::Condition.bit() | Class::Proclaims.bit();
/// How many words stand at most before the noun to which a date belongs, and it.
const NOUN: usize = 4;
/// How many tokens are inserted between commas at most.
const INSERTED: usize = 10;

/// The tense that the nearest verb before the expression gives, or else the nearest after it.
pub(crate) fn around(words: &Words<'_, '_>, first: usize, last: usize) -> Tense {
    let first = bounded(words, first);
    let starts = |at: usize| ["starting", "beginning", "commencing", "effective"].iter().any(|word| words.is(at, word));
    // "starting on Friday", "starting at 8 a.m. on Friday"
    let month = [Class::Month, Class::MonthShort, Class::MonthWord].iter().any(|class| words.has(first, *class));
    let started = (1..=2).filter_map(|back| first.checked_sub(back)).find(|&at| starts(at));
    let dated = !month || words.kind(first + 1) == Some(Kind::Number);
    let begins = started.is_some() || first.checked_sub(1).is_some_and(|at| words.is(at, "from"));
    if recalled(words, first) {
        return Tense::Told;
    }
    // "the election come November"
    if first.checked_sub(1).is_some_and(|at| words.is(at, "come")) && ends_phrase(words, last) {
        return Tense::Future;
    }
    if heads_future_clause(words, first, last) {
        return Tense::Ahead;
    }
    if let Some(tense) = heads_clause(words, first, last).then(|| after(words, last)).flatten() {
        return tense;
    }
    if first.checked_sub(1).is_some_and(|at| promised(words, at, last)) {
        return Tense::Told;
    }
    let mut at = first;
    // Quotations that end between the word read and the expression.
    let mut quoted = 0;
    let floor = first.saturating_sub(BEFORE);
    while at > floor && words.joined(at) {
        at -= 1;
        match quote(words, at) {
            // What stands before a quotation tells nothing of the times within it.
            Some(Quote::Opens) if quoted == 0 => break,
            Some(Quote::Opens) => quoted -= 1,
            Some(Quote::Closes) => quoted += 1,
            None => {}
        }
        // Most words tell nothing.
        if words.kind(at) == Some(Kind::Word) && words.mask(at) & TELLING == 0 && !words.is(at, "after") {
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
        // "declared a truce starting on Friday"
        if started.is_some() && dated && words.has(at, Class::Proclaims) && !governed(words, at, Class::Determiner) {
            return Tense::Future;
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
        // "The mandate was renewed to March 7": it is not.
        if at + 1 == first && extends(words, at) {
            return Tense::Ahead;
        }
        // "He was held until June": it is over.
        if at + 1 == first && lasted(words, at) {
            return Tense::Told;
        }
        // "If he wins the vote on Sunday": it is still to come.
        if words.has(at, Class::Condition) && !words.is(at + 1, "you") && ends_phrase(words, last) {
            return Tense::Future;
        }
        if let Some(tense) = of(words, at, at + 1 == first) {
            // "how he would fare if he won the vote on Nov. 8"
            let supposed = tense == Tense::Past && (1..=3).any(|k| at >= k && words.has(at - k, Class::Condition)) && !words.has(at, Class::Lasting);
            return if supposed { Tense::Unknown } else { decided(words, at, first, tense) };
        }
        // "After the defeat on Tuesday, she is looking ahead."
        if words.is(at, "after") && opens(words, at) && words.is(last, ",") {
            return if near(words, last).any(|at| words.has(at, Class::Modal) && !words.is(at, "to")) { Tense::Future } else { Tense::Past };
        }
    }
    if let Some(tense) = after(words, last) {
        return tense;
    }
    // "Lane closed through Thursday"
    let lasts = first >= 2 && ["until", "till", "through"].iter().any(|word| words.is(first - 1, word));
    if lasts && words.kind(first - 2) == Some(Kind::Word) && !words.has(first - 2, Class::Weekday) && !words.has(first - 2, Class::Part) {
        return Tense::Future;
    }
    // "10 days after the March 22 coup"
    let after = first >= 2 && words.is(first - 1, "the") && ["after", "since", "following"].iter().any(|word| words.is(first - 2, word));
    if after && !words.has(last, Class::Planned) {
        return Tense::Past;
    }
    // "February's killing": what has a month or a day of its own has mostly happened.
    if words.possessive(last.wrapping_sub(1)) { Tense::Past } else { Tense::Unknown }
}

/// The tense of a day or month that is that of a planned event: "the convention in July", "the Nov. 8 presidential election".
pub(crate) fn of_plan(words: &Words<'_, '_>, first: usize, last: usize, tense: Tense) -> Tense {
    if !matches!(tense, Tense::Past | Tense::Unknown) {
        return tense;
    }
    let planned = |at: usize| words.has(at, Class::Planned) && !words.possessive(at);
    let of = first >= 2 && ["in", "on", "of"].iter().any(|word| words.is(first - 1, word)) && planned(first - 2);
    let mut noun = (last..last + NOUN).take_while(|&at| words.joined(at) && words.kind(at) == Some(Kind::Word) && !words.has(at, Class::BeforeDate));
    if of || noun.any(planned) { Tense::Planned { past: tense == Tense::Past } } else { tense }
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
    let title = || words.has(at - 1, Class::Abbreviation) && words.capital(at - 1) && words.capital(at + 1);
    !(words.is(at, ".") && at > 0 && ((words.has(at - 1, Class::Meridiem) && goes_on()) || title()))
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

/// "was extended to", "were put back until"
fn extends(words: &Words<'_, '_>, until: usize) -> bool {
    let ends = |verb: usize| words.sense(verb, Class::Extends).is_some_and(|(_, end)| end == until);
    words.has(until, Class::Until) && (1..=2).filter_map(|back| until.checked_sub(back)).any(ends)
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

/// What follows is no noun to which the expression could belong.
fn ends_phrase(words: &Words<'_, '_>, last: usize) -> bool {
    !words.possessive(last - 1) && (words.kind(last) != Some(Kind::Word) || !words.joined(last) || words.has(last, Class::BeforeDate))
}

/// "in the race way back in October"
fn recalled(words: &Words<'_, '_>, first: usize) -> bool {
    first >= 3 && words.is(first - 2, "back") && (words.is(first - 1, "in") || words.is(first - 1, "on")) && {
        let before = first - 3;
        words.is(before, "way") || words.kind(before) == Some(Kind::Mark)
    }
}

/// "shows that the November election will be close": the date is that of the clause's subject.
fn heads_future_clause(words: &Words<'_, '_>, first: usize, last: usize) -> bool {
    let Some(article) = first.checked_sub(1).filter(|&at| words.is(at, "the")) else { return false };
    let links = ["that", "said", "says", "because", "whether", "if"];
    let opens = opens(words, article) || links.iter().any(|word| words.is(article - 1, word));
    let noun = |at: &usize| {
        words.joined(*at) && words.kind(*at) == Some(Kind::Word) && !words.has(*at, Class::BeforeDate) && !words.has(*at, Class::NounEnd)
    };
    opens && (last + 1..last + NOUN).take_while(noun).any(|at| words.has(at, Class::Will) || words.is(at, "would"))
}

/// "and on Monday, the channel said": the date opens another clause.
fn heads_clause(words: &Words<'_, '_>, first: usize, last: usize) -> bool {
    let preposition = first.checked_sub(1).filter(|&at| words.is(at, "on") || words.is(at, "in"));
    let link = preposition.unwrap_or(first).checked_sub(1);
    words.is(last, ",") && link.is_some_and(|at| ["and", "but", "while", "yet", "then"].iter().any(|word| words.is(at, word)))
}

/// "vowed Tuesday to go on": the day is that of the vow.
fn promised(words: &Words<'_, '_>, verb: usize, last: usize) -> bool {
    words.has(verb, Class::Commits)
        && words.text(verb).ends_with("ed")
        && words.has(verb + 1, Class::Weekday)
        && (words.is(last, "to") || words.is(last, "that") || words.is(last, "not"))
        && !governed(words, verb, Class::Passive)
        && !governed(words, verb, Class::Determiner)
}

/// Where a quotation begins or ends.
#[derive(PartialEq)]
enum Quote {
    Opens,
    Closes,
}

fn quote(words: &Words<'_, '_>, at: usize) -> Option<Quote> {
    if words.kind(at) != Some(Kind::Mark) {
        return None;
    }
    match words.whole(at) {
        "“" => Some(Quote::Opens),
        "”" => Some(Quote::Closes),
        "\"" if words.touches(at) && at > 0 && words.joined(at) => Some(Quote::Closes),
        "\"" if words.touches(at + 1) => Some(Quote::Opens),
        _ => None,
    }
}

/// The word opens its sentence.
fn opens(words: &Words<'_, '_>, at: usize) -> bool {
    at == 0 || !words.joined(at) || stop(words, at - 1) || quote(words, at - 1) == Some(Quote::Opens)
}

/// The tense that the nearest verb after an expression gives.
fn after(words: &Words<'_, '_>, last: usize) -> Option<Tense> {
    let mut near = near(words, last);
    near.find_map(|at| match () {
        () if to_come(words, at) => Some(Tense::Future),
        // "In May the agency proposed a rule": the date is that of the proposal.
        () if words.has(at, Class::Commits) && words.text(at).ends_with("ed") && !words.capital(at) => participle(words, at),
        () => of(words, at, false),
    })
}

/// The tokens after an expression, up to the end of the sentence or of the quotation.
fn near<'w>(words: &'w Words<'_, '_>, last: usize) -> impl Iterator<Item = usize> + 'w {
    let mut quoted = 0;
    (last..last + AFTER).take_while(move |&at| {
        match quote(words, at) {
            Some(Quote::Closes) if quoted == 0 => return false,
            Some(Quote::Closes) => quoted -= 1,
            Some(Quote::Opens) => quoted += 1,
            None => {}
        }
        words.joined(at) && !stop(words, at)
    })
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
            // "unveiled a peace plan on Monday": a noun.
            "future" if (words.is(at, "plan") || words.is(at, "plans")) && (next || dated(words, at + 1)) => None,
            "future" if !next && over(words, at) => Some(Tense::Past),
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

/// "on Monday", "in June"
fn dated(words: &Words<'_, '_>, preposition: usize) -> bool {
    let date = [Class::Weekday, Class::Month, Class::MonthWord, Class::MonthShort];
    (words.is(preposition, "on") || words.is(preposition, "in")) && date.iter().any(|class| words.has(preposition + 1, *class))
}

/// "could have been", "would not say", "could not be reached", "set bail at $5,000": of what has not come about, or has.
fn over(words: &Words<'_, '_>, at: usize) -> bool {
    if words.is(at, "set") {
        let led = (at + 1..at + 5).any(|at| words.is(at, "to") || words.is(at, "for"));
        return !led && !governed(words, at, Class::Passive) && !governed(words, at, Class::Determiner) && !governed(words, at, Class::Modal);
    }
    let would = words.is(at, "wouldn't") || words.is(at, "wouldn’t");
    if !(would || words.has(at, Class::Modal)) || words.has(at, Class::Will) {
        return false;
    }
    let not = would || words.is(at + 1, "not");
    let next = at + 1 + usize::from(!would && (not || words.has(at + 1, Class::Adverb)));
    let been = |at: usize| ["ed", "en", "wn"].iter().any(|end| words.text(at).ends_with(end)) || words.has(at, Class::Tense);
    (words.is(next, "have") && been(next + 1))
        || (not && (words.has(next, Class::Answers) || (words.is(next, "be") && words.is(next + 1, "reached"))))
}

/// "will quit", "to sell": the modal decides. "be paid": a participle after "be" tells no time.
fn timeless(words: &Words<'_, '_>, at: usize) -> bool {
    governed(words, at, Class::Modal) || governed(words, at, Class::Passive)
}

/// The tense of a form in -ing or -ed.
fn participle(words: &Words<'_, '_>, at: usize) -> Option<Tense> {
    let text = words.text(at);
    // "is meeting on Friday", but "are searching for the cause of a fire on Friday"
    if text.len() > 4 && text.ends_with("ing") && text != "being" && governed(words, at, Class::Progressive) {
        return if words.has(at, Class::Ongoing) { None } else { Some(Tense::Future) };
    }
    // "need", "hundred" and "aged 30" are no verbs of the past.
    let verb = text.len() > 3 && text.ends_with("ed") && !words.has(at, Class::NoVerb);
    let past = verb && (!text.ends_with("eed") || text.ends_with("reed")) && (!words.capital(at) || heads(words, at));
    // "a still unspecified date": a participle within a noun phrase tells no time.
    (past && !timeless(words, at) && !governed(words, at, Class::Determiner)).then_some(Tense::Past)
}

/// "Asked on Monday whether he would stay"
fn heads(words: &Words<'_, '_>, at: usize) -> bool {
    ["asked", "pressed", "reached", "questioned"].iter().any(|word| words.is(at, word)) && opens(words, at)
}

/// A word of the class stands directly before, or before an adverb.
fn governed(words: &Words<'_, '_>, at: usize, class: Class) -> bool {
    let adverb = |at: usize| words.text(at).ends_with("ly") || words.has(at, Class::Adverb);
    let governs = |at: usize| words.has(at, class) && !is_name(words, at);
    (at >= 1 && governs(at - 1)) || (at >= 2 && adverb(at - 1) && governs(at - 2))
}
