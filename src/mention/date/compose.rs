//! Puts together what the rows of the grammar find: "early", "the end of" and "about" before it, a day after a clock time, a clock time after a day.

use std::{cell::Cell, collections::HashMap};

use super::{
    expression::{Base, Count, Expression, Named, Shape, Shift, Unit, YearOf},
    found::{Found, code},
    lexicon::{Class, Code, Lexicon, NONE, PLAIN_APOSTROPHE, PLAIN_NUMBER},
    pattern::{Follow, Match, Opening, Pattern},
    rules::Meaning,
    term::{ANY, APOSTROPHE, NUMBER, Term, Value},
    words::Words,
};
use crate::token::Kind;

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
    /// The classes of which it needs one each, within so many words.
    needs: [u128; 2],
    within: usize,
}

/// How many rules are told apart by the bits of one set.
const SET: usize = 128;

/// Rules, as bits: those that a word begins by one of its classes, and those that it begins as the word that it is.
#[derive(Clone, Copy, Default)]
struct Fitting {
    by_class: u128,
    by_word: u128,
}

impl Fitting {
    fn add(&mut self, other: Fitting) {
        self.by_class |= other.by_class;
        self.by_word |= other.by_word;
    }
}

/// Rules by what comes next.
#[derive(Clone)]
struct Next {
    /// What may come next, as classes, and by the number of each of those the rules that it may follow.
    classes: u128,
    by_class: Box<[Fitting]>,
    /// Where in `by_class` a class stands.
    places: [u8; 128],
    /// The rules that a word may follow.
    by_word: Box<[(Code, Fitting)]>,
    /// The rules that anything may follow.
    always: Fitting,
}

impl Next {
    fn new<'f>(follows: impl Iterator<Item = (&'f Follow, Fitting)>) -> Next {
        let mut next = Next { classes: 0, by_class: Box::default(), places: [0; 128], by_word: Box::default(), always: Fitting::default() };
        let (mut by_class, mut by_word) = ([Fitting::default(); 128], HashMap::<Code, Fitting>::new());
        for (follow, fitting) in follows {
            if follow.classes & ANY != 0 {
                next.always.add(fitting);
                continue;
            }
            next.classes |= follow.classes;
            (0..128).filter(|class| follow.classes >> class & 1 != 0).for_each(|class| by_class[class].add(fitting));
            follow.words.iter().for_each(|word| by_word.entry(*word).or_default().add(fitting));
        }
        let used: Vec<usize> = (0..128).filter(|class| next.classes >> class & 1 != 0).collect();
        used.iter().zip(0..).for_each(|(class, place)| next.places[*class] = place);
        next.by_class = used.iter().map(|class| by_class[*class]).collect();
        let mut by_word: Vec<(Code, Fitting)> = by_word.into_iter().collect();
        by_word.sort_unstable_by_key(|(word, _)| *word);
        Next { by_word: by_word.into(), ..next }
    }

    /// The rules that a token may follow.
    #[inline]
    fn before(&self, mask: u128, word: Code) -> Fitting {
        let mut fitting = self.always;
        let mut classes = mask & self.classes;
        while classes != 0 {
            let class = classes.trailing_zeros() as usize;
            classes &= classes - 1;
            if let Some(more) = self.by_class.get(usize::from(self.places[class & 127])) {
                fitting.add(*more);
            }
        }
        if word != NONE && !self.by_word.is_empty() {
            if let Ok(found) = self.by_word.binary_search_by_key(&word, |(word, _)| *word) {
                fitting.add(self.by_word[found].1);
            }
        }
        fitting
    }
}

/// Some rules that can begin with a word, in order.
#[derive(Clone)]
struct Starting {
    starts: Box<[Start]>,
    /// The rules by the next token.
    next: Next,
    /// The rules that begin with a term, by what follows what it reads.
    leads: Box<[(Term, Next)]>,
}

impl Starting {
    fn new(starts: &[(Start, Opening)]) -> Starting {
        let sets = |nth: usize| (Fitting { by_class: 1 << nth, by_word: 0 }, Fitting { by_class: 0, by_word: 1 << nth });
        let plain = starts.iter().enumerate().filter(|(_, (_, opening))| opening.lead.is_none());
        let next = Next::new(plain.flat_map(|(nth, (_, o))| [(&o.by_class, sets(nth).0), (&o.by_word, sets(nth).1)]));
        let led = || starts.iter().enumerate().filter_map(|(nth, (_, opening))| Some((nth, opening.lead.as_ref()?)));
        let mut terms: Vec<Term> = Vec::new();
        led().for_each(|(_, (term, _))| {
            if !terms.contains(term) {
                terms.push(*term)
            }
        });
        let after = |term: Term| Next::new(led().filter(move |(_, (t, _))| *t == term).map(|(nth, (_, follow))| (follow, sets(nth).0)));
        let leads = terms.into_iter().map(|term| (term, after(term))).collect();
        Starting { starts: starts.iter().map(|(start, _)| start.clone()).collect(), next, leads }
    }

    /// The rules that the words after one may belong to.
    fn fitting(&self, words: &Words<'_, '_>, at: usize) -> Fitting {
        let mut fitting = self.next.before(words.mask(at + 1), words.code(at + 1));
        let leads = if words.is_mere_number(at) { &[] } else { &self.leads[..] };
        for (term, next) in leads {
            if let Some((_, end)) = term.read(words, at) {
                fitting.add(next.before(words.mask(end), words.code(end)));
            }
        }
        fitting
    }
}

/// The rules that can begin with a token.
#[derive(Default)]
pub(crate) struct Starts {
    /// By code, which row of `rows`; 0 for words that begin nothing.
    words: Vec<u16>,
    /// Rules that begin with the same words, in sets of at most [`SET`].
    rows: Vec<Box<[Starting]>>,
    /// By code, whether an expression may begin with it.
    begins: Vec<bool>,
}

impl Starts {
    pub fn new(rules: &[Compiled], lexicon: &Lexicon, openers: &[Code]) -> Starts {
        let that = |mask: u128, word: Option<Code>| {
            let numbered = (0u16..).zip(rules.iter().map(|r| &r.pattern));
            let start = |(rule, pattern): (u16, &Pattern)| {
                let by_word = word.is_some_and(|word| pattern.first_words.contains(&word));
                let fits = pattern.first & mask != 0 || by_word;
                let need = |nth: usize| pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX);
                // Numbers are near many words; what the last elements need tells most.
                let needs = [need(0), need(1)];
                let start = Start { rule, first: pattern.first, needs, within: pattern.longest };
                fits.then(|| (start, pattern.opening(word, mask, lexicon, openers)))
            };
            let starts: Vec<(Start, Opening)> = numbered.filter_map(start).collect();
            starts.chunks(SET).map(Starting::new).collect::<Box<[Starting]>>()
        };
        let mut starts = Starts { words: Vec::new(), rows: vec![Box::default()], begins: Vec::new() };
        // Words of the same classes begin the same rules.
        let mut known: HashMap<(u128, u128, Option<Code>), u16> = HashMap::new();
        for code in lexicon.codes() {
            let number = if lexicon.is_number(code) { NUMBER } else { 0 };
            let of_rule = rules.iter().any(|rule| rule.pattern.first_words.contains(&code)) || openers.contains(&code);
            let (mask, word) = match code {
                PLAIN_APOSTROPHE => (APOSTROPHE, None),
                PLAIN_NUMBER => (NUMBER, None),
                _ if lexicon.mask(code) == 0 && !of_rule => (0, None),
                _ => (lexicon.mask(code) | number, Some(code)),
            };
            let key = (mask, lexicon.phrases(code), word.filter(|_| of_rule));
            let row = *known.entry(key).or_insert_with(|| {
                let row = that(mask, word);
                if row.is_empty() {
                    return 0;
                }
                starts.rows.push(row);
                (starts.rows.len() - 1) as u16
            });
            starts.words.push(row);
            starts.begins.push(row != 0 || lexicon.mask(code) & OPENERS != 0);
        }
        starts
    }

    /// Whether some rule can begin with a token.
    #[inline]
    fn any(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> bool {
        self.words.get(usize::from(words.code(at))).is_some_and(|row| *row != 0) || mask & (NUMBER | APOSTROPHE) != 0
    }

    #[inline]
    fn at(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> &[Starting] {
        let row = |code: Code| self.words.get(usize::from(code)).copied().unwrap_or(0);
        let row = match row(words.code(at)) {
            0 if mask & NUMBER != 0 => row(PLAIN_NUMBER),
            0 if mask & APOSTROPHE != 0 => row(PLAIN_APOSTROPHE),
            row => row,
        };
        self.rows.get(usize::from(row)).map_or(&[], |row| row)
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
    /// What the rule last tried has matched, kept for its space.
    matched: Cell<Match<'l>>,
}

impl<'g, 'a, 'l> Grammar<'g, 'a, 'l> {
    pub fn new(rules: &'g [Compiled], starts: &'g Starts, words: &'g Words<'a, 'l>) -> Grammar<'g, 'a, 'l> {
        Grammar { rules, starts, words, nothing_at: [const { Cell::new(usize::MAX) }; RECENT], matched: Cell::default() }
    }

    /// Whether an expression may begin at a token.
    #[inline]
    pub fn may_begin(&self, at: usize) -> bool {
        self.words.plain_code(at).is_none_or(|code| self.starts.begins.get(usize::from(code)).copied().unwrap_or(false))
    }

    /// The longest expression whose words begin at a token.
    pub fn parse(&self, at: usize) -> Option<Parsed> {
        let mask = self.words.mask(at);
        let begins = self.starts.any(self.words, at, mask);
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
        let mut near = Near { words: self.words, at, known: 0, classes: [mask; 3] };
        let mut matched = self.matched.take();
        let mut best: Option<Parsed> = None;
        for starting in self.starts.at(self.words, at, mask) {
            let fitting = starting.fitting(self.words, at);
            let mut left = fitting.by_class | fitting.by_word;
            while left != 0 {
                let nth = left.trailing_zeros() as usize;
                left &= left - 1;
                let Some(start) = starting.starts.get(nth) else { break };
                if start.first & mask == 0 && fitting.by_word >> nth & 1 == 0 {
                    continue;
                }
                let near = near.within(start.within);
                if start.needs.iter().any(|need| need & near == 0) {
                    continue;
                }
                let Some(rule) = self.rules.get(usize::from(start.rule)) else { continue };
                if !rule.pattern.matches(self.words, at, &mut matched) || best.as_ref().is_some_and(|b| b.last >= matched.last) {
                    continue;
                }
                if let Some(expression) = (rule.meaning)(&Found { words: self.words, matched: &matched }) {
                    best = Some(Parsed { first: matched.first, last: matched.last, expression, rule: rule.name });
                }
            }
        }
        self.matched.set(matched);
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
        // "9 a.m. Kyiv time"
        let local = self.words.joined(clock.last + 1) && self.words.capital(clock.last) && self.words.is(clock.last + 1, "time");
        let clock = if local { Parsed { last: clock.last + 2, ..clock } } else { clock };
        let mut next = clock.last;
        // "at 10 p.m. and 11 p.m. on Monday": the day is that of both.
        let listed = ["and", "or", "to"].iter().any(|w| self.words.is(next, w)) && self.words.joined(next + 1);
        let second = if listed { self.core(next + 1).filter(|c| matches!(c.expression.shape, Shape::At { on: None, .. })) } else { None };
        let alone = second.is_some().then_some(clock.last);
        next = second.map_or(next, |second| second.last);
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
        Some(Parsed { last: alone.unwrap_or(last), expression, ..clock })
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

    /// "5" in "May 4 and 5" and in "May 3, 4 and 5, 2011"
    pub fn also(&self, parsed: &Parsed) -> Option<Parsed> {
        let Shape::Named { what: Named::Day { month, .. }, year, .. } = parsed.expression.shape else { return None };
        let linked = |at: usize| self.words.is(at, "and") || self.words.is(at, "or");
        let comma = usize::from(self.words.is(parsed.last, ",") && linked(parsed.last + 1));
        let at = parsed.last + comma + 1;
        let more = self.words.is(parsed.last, ",") && [",", "and", "or"].iter().any(|w| self.words.is(at + 1, w));
        let listed = (linked(at - 1) || more) && self.words.joined(at);
        let (Value::Number(day), mut last) = Term::Day.read(self.words, at).filter(|_| listed)? else { return None };
        let expression = Expression::new(Shape::Named { what: Named::Day { month, day }, year, shift: None });
        let also = Parsed { first: at, last, expression, rule: parsed.rule };
        // A day between commas belongs to the list that "and" closes.
        if !linked(at - 1) {
            return self.also(&also).is_some().then_some(also);
        }
        // The year at the end of the list is that of all its days.
        let year_at = last + usize::from(self.words.is(last, ","));
        if let (YearOf::Given(year), Some((Value::Number(given), end))) = (year, Term::Year.read(self.words, year_at)) {
            last = if given == year { end } else { last };
        }
        // "May 4 and 5 people", "May 4 and 5 June"
        let ends = !self.words.joined(last) || self.words.kind(last) != Some(Kind::Word) || self.words.has(last, Class::BeforeDate);
        let month_before = self.words.kind(parsed.last - 1) == Some(Kind::Number);
        (ends && month_before).then_some(Parsed { last, ..also })
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

/// The classes of the next words, as far as they have been asked for.
struct Near<'w, 'a, 'l> {
    words: &'w Words<'a, 'l>,
    at: usize,
    /// How many of the sizes are known.
    known: usize,
    /// The classes of the first words, by size.
    classes: [u128; 3],
}

impl Near<'_, '_, '_> {
    /// How many words are looked at together; the first is known from the start.
    const SIZES: [usize; 4] = [1, 4, 7, LONGEST];

    /// The classes of at least as many words, where there are rules that long.
    #[inline]
    fn within(&mut self, words: usize) -> u128 {
        let size = usize::from(words > Self::SIZES[1]) + usize::from(words > Self::SIZES[2]);
        while self.known <= size {
            let next = self.at + Self::SIZES[self.known]..self.at + Self::SIZES[self.known + 1];
            let before = self.classes[self.known.saturating_sub(1)];
            self.classes[self.known] = next.fold(before, |classes, at| classes | self.words.mask(at));
            self.known += 1;
        }
        self.classes[size]
    }
}

/// The hour of the day that one of the clock's twelve is in a part of the day.
fn hour_in(hour: i16, part: Option<&str>) -> i16 {
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
