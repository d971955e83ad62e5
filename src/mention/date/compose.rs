//! Puts together what the rows of the grammar find: "early", "the end of" and "about" before it, a day after a clock time, a clock time after a day.

use std::cell::Cell;

use super::{
    expression::{Base, Count, Expression, Named, Shape, Shift, Unit},
    found::{Found, code},
    lexicon::{Class, Lexicon},
    pattern::{Follow, Opening, Pattern},
    rules::Meaning,
    term::{APOSTROPHE, NUMBER, Term, Value},
    words::Words,
};
use crate::{
    token::Kind,
    vocabulary::{Numbering, WordId, WordTable},
};

/// The classes of the words that stand before what the rules find.
const OPENERS: u128 = Class::Edge.bit() | Class::Phase.bit() | Class::PhaseOuter.bit() | Class::Approx.bit() | Class::Part.bit();

/// How many tokens an expression of one rule has at most; numbers in words are the longest.
const LONGEST: usize = 14;

/// Of how many tokens it is known that no rule matches there.
const RECENT: usize = 16;

/// A rule with its pattern compiled.
pub(crate) struct Compiled {
    pub name: &'static str,
    pub pattern: Pattern,
    pub meaning: Meaning,
}

/// A rule that can begin with a word.
#[derive(Clone)]
struct Start {
    rule: u16,
    /// The classes one of which the word must have, if it is not one of the rule's own words.
    first: u128,
    opening: Opening,
    /// The classes of which it needs one each, within so many words.
    needs: [u128; 2],
    within: usize,
}

/// The rules that can begin with a word, in order, and what one of them at least asks for.
#[derive(Clone, Default)]
struct Starting {
    starts: Box<[Start]>,
    first: u128,
    by_class: Follow,
    by_word: Follow,
}

impl Starting {
    fn new(starts: Vec<Start>) -> Starting {
        let mut starting = Starting::default();
        for start in &starts {
            starting.first |= start.first;
            starting.by_class.join(&start.opening.by_class);
            starting.by_word.join(&start.opening.by_word);
        }
        Starting { starts: starts.into(), ..starting }
    }
}

/// The rules that can begin with a token.
#[derive(Default)]
pub(crate) struct Starts {
    words: WordTable<Starting>,
    /// With a number that is no word.
    number: Starting,
    apostrophe: Starting,
    none: Starting,
}

impl Starts {
    pub fn new(rules: &[Compiled], lexicon: &Lexicon, numbering: &mut Numbering) -> Starts {
        let openers: Vec<WordId> = Term::Qty.openers().iter().map(|word| numbering.word(word)).collect();
        let that = |mask: u128, word: Option<WordId>| {
            let numbered = (0u16..).zip(rules.iter().map(|r| &r.pattern));
            let start = |(rule, pattern): (u16, &Pattern)| {
                let by_word = word.is_some_and(|word| pattern.first_words.contains(&word));
                let fits = pattern.first & mask != 0 || by_word;
                let need = |nth: usize| pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX);
                // Numbers are near many words; what the last elements need tells most.
                let needs = [need(0), need(1)];
                let opening = || pattern.opening(word, mask, lexicon, &openers);
                fits.then(|| Start { rule, first: pattern.first, opening: opening(), needs, within: pattern.longest })
            };
            Starting::new(numbered.filter_map(start).collect())
        };
        let mut starts = Starts { number: that(NUMBER, None), apostrophe: that(APOSTROPHE, None), ..Starts::default() };
        let first_words = rules.iter().flat_map(|r| &r.pattern.first_words).map(|word| ("", *word));
        for (text, word) in lexicon.words().iter().map(|(text, word)| (&**text, *word)).chain(first_words) {
            let number = if text.starts_with(|c: char| c.is_ascii_digit()) { NUMBER } else { 0 };
            *starts.words.entry(word) = that(lexicon.mask(word) | number, Some(word));
        }
        starts
    }

    #[inline]
    fn at(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> &Starting {
        match self.words.get(words.id(at)) {
            Some(rules) if !rules.starts.is_empty() => rules,
            _ if mask & NUMBER != 0 => &self.number,
            _ if mask & APOSTROPHE != 0 => &self.apostrophe,
            _ => &self.none,
        }
    }
}

/// An expression and the tokens it takes.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    pub first: usize,
    pub last: usize,
    pub expression: Expression,
    pub rule: &'static str,
}

/// The grammar over one article's words.
pub(crate) struct Grammar<'g, 'a, 'l> {
    rules: &'g [Compiled],
    starts: &'g Starts,
    words: &'g Words<'a, 'l>,
    /// Tokens at which no rule matches; a token is asked for by all that may stand before it.
    nothing_at: [Cell<usize>; RECENT],
}

impl<'g, 'a, 'l> Grammar<'g, 'a, 'l> {
    pub fn new(rules: &'g [Compiled], starts: &'g Starts, words: &'g Words<'a, 'l>) -> Grammar<'g, 'a, 'l> {
        Grammar { rules, starts, words, nothing_at: [const { Cell::new(usize::MAX) }; RECENT] }
    }

    /// The longest expression whose words begin at a token.
    pub fn parse(&self, at: usize) -> Option<Parsed> {
        let mask = self.words.mask(at);
        let begins = !self.starts.at(self.words, at, mask).starts.is_empty();
        if !begins && mask & OPENERS == 0 {
            return None;
        }
        let mut core = if begins { self.extended(at) } else { None };
        // "at [dawn]" may go on: "dawn on Friday".
        if let Some(first) = core.as_ref().map(|c| c.first).filter(|first| *first > at) {
            core = self.part_of(first).or(core);
        }
        // Only after "the" can words of these classes stand second.
        let second = Class::Phase.bit() | Class::Part.bit();
        if mask & OPENERS == 0 && (self.words.mask(at + 1) & second == 0 || !self.words.is(at, "the")) {
            return core;
        }
        let prefixed = self.edge(at).or_else(|| self.phase(at)).or_else(|| self.approximate(at)).or_else(|| self.part_of(at));
        match (core, prefixed) {
            (Some(core), Some(prefixed)) => Some(if prefixed.last >= core.last { prefixed } else { core }),
            (core, prefixed) => core.or(prefixed),
        }
    }

    /// The longest match of a rule.
    fn core(&self, at: usize) -> Option<Parsed> {
        let nothing = &self.nothing_at[at % RECENT];
        if nothing.get() == at {
            return None;
        }
        let best = self.longest(at);
        if best.is_none() {
            nothing.set(at);
        }
        best
    }

    fn longest(&self, at: usize) -> Option<Parsed> {
        let mask = self.words.mask(at);
        let starting = self.starts.at(self.words, at, mask);
        if starting.starts.is_empty() {
            return None;
        }
        let (next, next_word) = (self.words.mask(at + 1), self.words.id(at + 1));
        let fits =
            |first: u128, by_class: &Follow, by_word: &Follow| (first & mask != 0 && by_class.fits(next, next_word)) || by_word.fits(next, next_word);
        if !fits(starting.first, &starting.by_class, &starting.by_word) {
            return None;
        }
        let mut near = Near { words: self.words, at, seen: [(1, mask); 3] };
        let mut leads = Leads { words: self.words, at, ends: [None; 16] };
        let mut best: Option<Parsed> = None;
        for start in starting.starts.iter().filter(|s| fits(s.first, &s.opening.by_class, &s.opening.by_word)) {
            let near = near.within(start.within);
            if start.needs.iter().any(|need| need & near == 0) || start.opening.lead.as_ref().is_some_and(|lead| !leads.fit(lead)) {
                continue;
            }
            let Some(rule) = self.rules.get(usize::from(start.rule)) else { continue };
            let Some(matched) = rule.pattern.matches(self.words, at) else { continue };
            if best.as_ref().is_some_and(|b| b.last >= matched.last) {
                continue;
            }
            if let Some(expression) = (rule.meaning)(&Found { words: self.words, matched: &matched }) {
                best = Some(Parsed { first: matched.first, last: matched.last, expression, rule: rule.name });
            }
        }
        best
    }

    /// A match with what may follow it.
    fn extended(&self, at: usize) -> Option<Parsed> {
        let core = self.core(at)?;
        match &core.expression.shape {
            Shape::At { on: None, .. } => self.clock_with_day(self.in_part(core)),
            Shape::Length { .. } | Shape::Period { .. } => Some(self.or_so(self.timed(self.ended(core)))),
            _ => Some(self.timed(core)),
        }
    }

    /// A day with the time that follows it; anything else as it is.
    fn timed(&self, core: Parsed) -> Parsed {
        if is_day(&core.expression.shape) { self.day_with_time(core) } else { core }
    }

    /// "10 p.m. Wednesday", "noon on Thursday", "5 p.m. EST, Nov. 6", "6 a.m. this morning"
    fn clock_with_day(&self, clock: Parsed) -> Option<Parsed> {
        let mut next = clock.last;
        next += usize::from(self.words.is(next, ","));
        next += usize::from(self.words.is(next, "on") || self.words.is(next, "of"));
        let day = if self.words.joined(next) { self.core(next) } else { None };
        let day = day.filter(|d| d.first == next).and_then(|d| match d.expression.shape {
            Shape::Part { part, on: Some(on) } => Some((*on, d.last, Some(part))),
            shape if is_day(&shape) => Some((shape, d.last, None)),
            _ => None,
        });
        let Some((on, last, part)) = day else {
            return Some(clock);
        };
        // "8 o'clock yesterday evening": the part of the day tells which half is meant.
        let (last, part) = match self.words.sense(last, Class::Part).filter(|_| self.words.joined(last)) {
            Some((sense, end)) => (end, code(&sense.value)),
            None => (last, part),
        };
        let Shape::At { clock: mut time, .. } = clock.expression.shape else { return None };
        time.hour = hour_in(time.hour, part);
        let expression = Expression::new(Shape::At { clock: time, on: Some(Box::new(on)) });
        Some(Parsed { last, expression, ..clock })
    }

    /// "5:15 in the afternoon", "8:30 at night"
    fn in_part(&self, clock: Parsed) -> Parsed {
        let at = clock.last;
        let next = match () {
            () if self.words.is(at, "in") && self.words.is(at + 1, "the") => at + 2,
            () if self.words.is(at, "at") => at + 1,
            () => return clock,
        };
        let Some((part, last)) = self.words.sense(next, Class::Part).filter(|_| self.words.joined(at)) else { return clock };
        let Shape::At { clock: mut time, on } = clock.expression.shape else { return clock };
        time.hour = hour_in(time.hour, code(&part.value));
        Parsed { last, expression: Expression { shape: Shape::At { clock: time, on }, ..clock.expression }, ..clock }
    }

    /// "Thursday morning", "Thursday at 10 p.m."
    fn day_with_time(&self, day: Parsed) -> Parsed {
        let last = day.last;
        if !self.words.joined(last) || self.words.possessive(last.wrapping_sub(1)) {
            return day;
        }
        let dash = usize::from(self.words.is(last, "-"));
        let part = self.words.sense(last + dash, Class::Part);
        if let Some((part, end)) = part.and_then(|(sense, end)| Some((code(&sense.value)?, end))) {
            let expression = Expression::new(Shape::Part { part, on: Some(Box::new(day.expression.shape)) });
            return Parsed { last: end, expression, ..day };
        }
        let mut next = last + usize::from(self.words.is(last, ","));
        let said = ["at", "around", "about"].iter().any(|w| self.words.is(next, w));
        next += usize::from(said);
        next += usize::from(said && (self.words.is(next, "about") || self.words.is(next, "around")));
        let begins = self.words.mask(next) & Term::Clock.first() != 0;
        let clock = if begins && self.words.joined(next) { self.core(next).map(|c| self.in_part(c)) } else { None };
        match clock.map(|c| (c.expression.shape, c.last)) {
            Some((Shape::At { clock, on: None }, last)) => {
                let expression = Expression::new(Shape::At { clock, on: Some(Box::new(day.expression.shape)) });
                Parsed { last, expression, ..day }
            }
            _ => day,
        }
    }

    /// "the quarter ended Sept. 30", "the week ending Friday": the date tells which one; it is an expression of its own.
    fn ended(&self, core: Parsed) -> Parsed {
        let Some((_, next)) = self.words.sense(core.last, Class::Ended).filter(|_| self.words.joined(core.last)) else { return core };
        let next = next + usize::from(self.words.is(next, "on"));
        let last = if self.words.joined(next) { self.core(next).filter(|d| d.first == next && is_day(&d.expression.shape)) } else { None };
        let Some(last) = last.map(|d| Box::new(d.expression.shape)) else { return core };
        let shape = match core.expression.shape {
            Shape::Period { unit: unit @ Unit::Week, .. } => Shape::Ending { unit, last, back: 3 },
            Shape::Period { unit: unit @ Unit::Month, .. } => Shape::Ending { unit, last, back: 15 },
            Shape::Period { unit: unit @ Unit::Quarter, .. } => Shape::Ending { unit, last, back: 45 },
            Shape::Period { unit: unit @ Unit::Year, .. } => Shape::Until { count: Count::Exact(1), unit, last },
            Shape::Length { count: count @ Count::Exact(_), unit, .. } => Shape::Until { count, unit, last },
            shape => shape,
        };
        Parsed { expression: Expression { shape, ..core.expression }, ..core }
    }

    /// "5" in "May 4 and 5"
    pub fn also(&self, parsed: &Parsed) -> Option<Parsed> {
        let Shape::Named { what: Named::Day { month, .. }, year, .. } = parsed.expression.shape else { return None };
        let at = parsed.last + 1;
        let listed = (self.words.is(parsed.last, "and") || self.words.is(parsed.last, "or")) && self.words.joined(at);
        let (Value::Number(day), last) = Term::Day.read(self.words, at).filter(|_| listed)? else { return None };
        // "May 4 and 5 people", "May 4 and 5 June"
        let ends = !self.words.joined(last) || self.words.kind(last) != Some(Kind::Word) || self.words.has(last, Class::BeforeDate);
        let month_before = self.words.kind(parsed.last - 1) == Some(Kind::Number);
        let expression = Expression::new(Shape::Named { what: Named::Day { month, day }, year, shift: None });
        (ends && month_before).then_some(Parsed { first: at, last, expression, rule: parsed.rule })
    }

    /// "two years or so", "a week or more"
    fn or_so(&self, length: Parsed) -> Parsed {
        let last = length.last;
        if !self.words.is(last, "or") || !self.words.joined(last) {
            return length;
        }
        let modifier = match () {
            () if self.words.is(last + 1, "so") => "APPROX",
            () if self.words.is(last + 1, "more") || self.words.is(last + 1, "longer") => "EQUAL_OR_MORE",
            () if self.words.is(last + 1, "less") => "EQUAL_OR_LESS",
            () => return length,
        };
        Parsed { last: last + 2, expression: length.expression.with(Some(modifier)), ..length }
    }

    /// "the end of November"
    fn edge(&self, at: usize) -> Option<Parsed> {
        let (sense, end) = self.words.sense(at, Class::Edge)?;
        let inner = self.phase(end).filter(|p| p.first == end).or_else(|| self.core(end)).filter(|p| p.first == end && self.words.joined(end))?;
        let fits = matches!(inner.expression.shape, Shape::Named { .. } | Shape::Period { .. } | Shape::Same { .. } | Shape::Deictic(_));
        fits.then(|| Parsed { first: at, expression: inner.expression.with(code(&sense.value)), ..inner })
    }

    /// "early October", "the mid-1990s", "late on Tuesday", "later yesterday", "earlier in the year"
    fn phase(&self, at: usize) -> Option<Parsed> {
        let article = usize::from(self.words.is(at, "the"));
        let (sense, mut next, outer) = match self.words.sense(at + article, Class::Phase) {
            Some((sense, end)) => (sense, end, false),
            None if article == 0 => self.words.sense(at, Class::PhaseOuter).map(|(sense, end)| (sense, end, true))?,
            None => return None,
        };
        next += usize::from(self.words.is(next, "-"));
        let linked = self.words.is(next, "on") || self.words.is(next, "in");
        next += usize::from(linked);
        if !self.words.joined(next) {
            return None;
        }
        let inner = self.part_of(next).or_else(|| self.extended(next)).filter(|p| p.first == next)?;
        let shape = &inner.expression.shape;
        let modifier = code(&sense.value);
        let fits = match shape {
            Shape::Named { what, .. } => !(outer && linked && matches!(what, Named::Day { .. } | Named::Weekday(_))),
            Shape::Period { .. } | Shape::Deictic(_) | Shape::Part { .. } => true,
            _ => false,
        };
        if !fits {
            return None;
        }
        // In "more than earlier this year" the year is compared, and "earlier" is no part of it.
        let compared = outer && at > 0 && ["with", "than", "from", "to"].iter().any(|w| self.words.is(at - 1, w));
        let first = if compared { inner.first } else { at };
        Some(Parsed { first, expression: inner.expression.with(modifier), ..inner })
    }

    /// "about two years", "more than four hours ago", "around Nov. 1"
    fn approximate(&self, at: usize) -> Option<Parsed> {
        let (sense, next) = self.words.sense(at, Class::Approx)?;
        if !self.words.joined(next) {
            return None;
        }
        let inner = self.extended(next).or_else(|| self.phase(next)).filter(|p| p.first == next)?;
        let modifier = code(&sense.value);
        let determined = ["the", "this", "that", "last", "next", "these"].iter().any(|w| self.words.is(next, w));
        let preposition = next == at + 1 && !self.words.is(at, "nearly") && !self.words.is(at, "almost");
        let fits = match &inner.expression.shape {
            Shape::Length { count: Count::Vague(None), .. } => !preposition,
            // "over a three-year period"
            Shape::Length { .. } if inner.rule == "length-period" => !preposition,
            Shape::Length { .. } | Shape::Offset { .. } => !(determined && preposition),
            Shape::Named { .. } | Shape::At { .. } | Shape::Part { .. } => modifier == Some("APPROX") && !self.words.is(at, "some"),
            // "nearly a year ago"
            Shape::Same { .. } => modifier.is_some() && !determined,
            _ => false,
        };
        fits.then(|| Parsed { first: at, expression: inner.expression.with(modifier), ..inner })
    }

    /// "dawn Wednesday", "the morning of April 3", "the early hours of Saturday"
    fn part_of(&self, at: usize) -> Option<Parsed> {
        let article = usize::from(self.words.is(at, "the"));
        let (sense, end) = self.words.sense(at + article, Class::Part)?;
        let next = end + usize::from(self.words.is(end, "on") || self.words.is(end, "of"));
        let day = if self.words.joined(next) { self.core(next)? } else { return None };
        if day.first != next || !is_day(&day.expression.shape) {
            return None;
        }
        let expression = Expression::new(Shape::Part { part: code(&sense.value)?, on: Some(Box::new(day.expression.shape)) });
        Some(Parsed { first: at, last: day.last, expression, rule: "part-of-day" })
    }
}

/// Where the terms at a token end, each read once.
struct Leads<'w, 'a, 'l> {
    words: &'w Words<'a, 'l>,
    at: usize,
    /// By term: whether it reads the token, and where what it reads ends.
    ends: [Option<Option<usize>>; 16],
}

impl Leads<'_, '_, '_> {
    /// The term reads the token, and what comes next is asked for.
    fn fit(&mut self, (term, follow): &(Term, Follow)) -> bool {
        let read = || term.read(self.words, self.at).map(|(_, end)| end);
        let end = match self.ends.get_mut(*term as usize) {
            Some(end) => *end.get_or_insert_with(read),
            None => read(),
        };
        end.is_some_and(|end| follow.fits(self.words.mask(end), self.words.id(end)))
    }
}

/// The classes of the next words, as far as they have been asked for.
struct Near<'w, 'a, 'l> {
    words: &'w Words<'a, 'l>,
    at: usize,
    /// How many words have been seen, and their classes.
    seen: [(usize, u128); 3],
}

impl Near<'_, '_, '_> {
    /// The classes of at least as many words, where there are rules that long.
    fn within(&mut self, words: usize) -> u128 {
        const SIZES: [usize; 3] = [4, 7, LONGEST];
        let size = SIZES.iter().position(|size| words <= *size).unwrap_or(2);
        let (seen, classes) = &mut self.seen[size];
        while *seen < SIZES[size] {
            *classes |= self.words.mask(self.at + *seen);
            *seen += 1;
        }
        *classes
    }
}

/// The hour of the day that one of the clock's twelve is in a part of the day.
fn hour_in(hour: i64, part: Option<&str>) -> i64 {
    match part {
        Some("AF") if (1..=11).contains(&hour) => hour + 12,
        Some("EV" | "NI") if (4..=11).contains(&hour) => hour + 12,
        Some("NI") if hour == 12 => 24,
        _ => hour,
    }
}

/// The shape is one day.
fn is_day(shape: &Shape) -> bool {
    match shape {
        Shape::Deictic(_) => true,
        Shape::Named { what, .. } => matches!(what, Named::Day { .. } | Named::Weekday(_) | Named::Holiday(_)),
        Shape::Period { unit, shift: Shift { base: Base::Text, .. } } => *unit == Unit::Day,
        _ => false,
    }
}
