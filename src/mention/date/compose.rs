//! Puts together what the rows of the grammar find: "early", "the end of" and "about" before it, a day after a clock time, a clock time after a day.

use std::cell::Cell;

use super::{
    Rules,
    code::code,
    expression::{Base, Count, Expression, Named, Part as NthPart, Shape, Shift, Unit, YearOf},
    found::Found,
    lexicon::{Class, NONE},
    pattern::Match,
    rules::RULES,
    starts::{Near, OPENERS, SECOND, Starts},
    term::{NUMBER, Term, Value},
    words::Words,
};
use crate::token::Kind;

/// Of how many tokens it is known that no rule matches there.
const RECENT: usize = 16;

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
    rules: &'g Rules,
    starts: &'g Starts,
    words: &'g Words<'a, 'l>,
    /// Tokens at which no rule matches; a token is asked for by all that may stand before it.
    nothing_at: [Cell<usize>; RECENT],
    /// What the rule last tried has matched, kept for its space.
    matched: Cell<Match<'l>>,
}

impl<'g, 'a, 'l> Grammar<'g, 'a, 'l> {
    pub fn new(rules: &'g Rules, starts: &'g Starts, words: &'g Words<'a, 'l>) -> Grammar<'g, 'a, 'l> {
        Grammar { rules, starts, words, nothing_at: [const { Cell::new(usize::MAX) }; RECENT], matched: Cell::default() }
    }

    /// Whether an expression may begin at a token.
    #[inline]
    pub fn may_begin(&self, at: usize) -> bool {
        self.starts.may_begin(self.words, at)
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
            let inner = self.part_of(first).or_else(|| self.extended(first));
            let given = |shape: &Shape| matches!(shape, Shape::Named { year: YearOf::Given(_), .. } | Shape::Part { .. });
            core = match (core, inner) {
                (Some(core), Some(inner)) if inner.last > core.last || given(&inner.expression.shape) => Some(inner),
                (core, _) => core,
            };
        }
        if mask & OPENERS == 0 && (self.words.mask(at + 1) & SECOND == 0 || !self.words.is(at, "the")) {
            return core;
        }
        let prefixed = self.edge(at).or_else(|| self.phase(at)).or_else(|| self.approximate(at));
        let prefixed = prefixed.or_else(|| self.part_of(at)).or_else(|| self.unit_from(at));
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
        self.longest(at)
    }

    fn longest(&self, at: usize) -> Option<Parsed> {
        let mask = self.words.mask(at);
        let (starts, mut left) = self.starts.at(self.words, at, mask);
        if left == 0 {
            return None;
        }
        let mut near = Near { words: self.words, at, known: 0, classes: [mask; 3] };
        let mut matched = self.matched.take();
        let mut best: Option<Parsed> = None;
        while left != 0 {
            let nth = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(&number) = starts.get(nth) else { break };
            let Some((elements, meaning)) = self.rules.fitting(number, &mut near) else { continue };
            if !elements.matches(self.words, at, &mut matched) || best.as_ref().is_some_and(|b| b.last >= matched.last) {
                continue;
            }
            if let Some(expression) = meaning(&Found { words: self.words, matched: &matched }) {
                let name = RULES.get(usize::from(number)).map_or("", |rule| rule.0);
                best = Some(Parsed { first: matched.first, last: matched.last, expression, rule: name });
            }
        }
        self.matched.set(matched);
        if best.is_none() {
            self.nothing_at[at % RECENT].set(at);
        }
        best
    }

    /// A match with what may follow it.
    fn extended(&self, at: usize) -> Option<Parsed> {
        let core = self.core(at)?;
        match &core.expression.shape {
            Shape::At { on: None, .. } => self.clock_with_day(self.in_part(core)),
            // Nothing else goes on with a word that is none of dates.
            _ if self.words.plain_code(core.last) == Some(NONE) => Some(core),
            Shape::Length { .. } | Shape::Period { .. } => Some(self.or_so(self.timed(self.counted_from(self.ended(core))))),
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
        let listed = ["and", "or", "to", "-"].iter().any(|w| self.words.is(next, w)) && self.words.joined(next + 1);
        let second = if listed { self.core(next + 1).filter(|c| matches!(c.expression.shape, Shape::At { on: None, .. })) } else { None };
        let clock = match &second {
            Some(second) => self.in_half_of(clock, second),
            None => clock,
        };
        let alone = second.is_some().then_some(clock.last);
        next = second.map_or(next, |second| second.last);
        // "at 3 a.m. (0200 GMT) on Sunday": of both, too.
        let beyond = self.past_parenthesis(clock.first, next);
        let alone = alone.or(beyond.map(|_| clock.last));
        next = beyond.unwrap_or(next);
        next += usize::from(self.words.is(next, ","));
        next += usize::from(self.words.is(next, "on") || self.words.is(next, "of"));
        // "on a Thursday": any one.
        let any = (self.words.is(next, "a") || self.words.is(next, "one")) && self.words.has(next + 1, Class::Weekday);
        next += usize::from(any);
        let day = if self.words.joined(next) { self.core(next) } else { None };
        let day = day.filter(|d| d.first == next).and_then(|d| match d.expression.shape {
            Shape::Part { part, on: Some(on) } => Some((*on, d.last, Some(part))),
            shape if is_day(&shape) != any => Some((shape, d.last, None)),
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

    /// "4:30" of "4:30-7:30 p.m.": in the same half of the day.
    fn in_half_of(&self, mut clock: Parsed, second: &Parsed) -> Parsed {
        let told = |last: usize| (1..=2).any(|back| self.words.has(last - back, Class::Meridiem));
        if let (Shape::At { clock: time, .. }, Shape::At { clock: until, .. }) = (&mut clock.expression.shape, &second.expression.shape) {
            if !told(clock.last) && told(second.last) && time.hour < 12 && time.hour + 12 <= until.hour {
                time.hour += 12;
            }
        }
        clock
    }

    /// The token after the parenthesis that holds a clock time or in which the clock time stands.
    fn past_parenthesis(&self, first: usize, next: usize) -> Option<usize> {
        if self.words.is(next, ")") && first.checked_sub(1).is_some_and(|at| self.words.is(at, "(")) {
            return Some(next + 1);
        }
        if !self.words.is(next, "(") || self.words.mask(next + 1) & NUMBER == 0 {
            return None;
        }
        let inner = self.core(next + 1).filter(|c| matches!(c.expression.shape, Shape::At { on: None, .. }))?;
        self.words.is(inner.last, ")").then_some(inner.last + 1)
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

    /// "the quarter ended Sept. 30", "the week ending Friday", "the year to March 2021": the date tells which one; it is an expression of its own.
    fn ended(&self, core: Parsed) -> Parsed {
        if !self.words.joined(core.last) {
            return core;
        }
        // "in the 12 months to June"; "returned from two years to March on Rome" is not written.
        let to = self.words.is(core.last, "to")
            && core.first >= 1
            && ["in", "for", "over", "during", "since"].iter().any(|w| self.words.is(core.first - 1, w));
        let next = match self.words.sense(core.last, Class::Ended) {
            Some((_, next)) => next + usize::from(self.words.is(next, "on") || self.words.is(next, "in")),
            None if to => core.last + 1,
            None => return core,
        };
        let fits =
            |d: &Parsed| d.first == next && (is_day(&d.expression.shape) || matches!(d.expression.shape, Shape::Named { what: Named::Month(_), .. }));
        let last = if self.words.joined(next) { self.core(next).or_else(|| self.edge(next)).filter(fits) } else { None };
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

    /// "three days after 5 May 2014", "a week from Friday"
    fn counted_from(&self, length: Parsed) -> Parsed {
        let Shape::Length { count: count @ (Count::Exact(_) | Count::AndHalf(_) | Count::Vague(Some(_))), unit, side: 0 } = length.expression.shape
        else {
            return length;
        };
        // "for three days after 5 May", "in the two days before the vote"
        let before = length.first.checked_sub(1);
        let lasts = before.is_some_and(|at| self.words.joined(length.first) && self.words.has(at, Class::LengthCue));
        // "trading days" are counted by no calendar.
        let traded = length.last.checked_sub(2).is_some_and(|at| self.words.has(at, Class::Units));
        match self.start(length.last).filter(|_| !lasts && !traded && !unit.is_clock()) {
            Some((by, from, last, exact)) => {
                let expression = Expression { shape: Shape::From { count, unit, by, from: Box::new(from), exact }, ..length.expression };
                Parsed { last, expression, rule: "counted-from", ..length }
            }
            None => length,
        }
    }

    /// "the day after 5 May 2014", "the week before Christmas"
    fn unit_from(&self, at: usize) -> Option<Parsed> {
        if !self.words.is(at, "the") {
            return None;
        }
        let (sense, end) = self.words.sense(at + 1, Class::Unit)?;
        let unit = Unit::from_code(&sense.value).filter(|u| !u.is_clock() && *u != Unit::Quarter)?;
        let (by, from, last, exact) = self.start(end)?;
        let shape = Shape::From { count: Count::Exact(1), unit, by, from: Box::new(from), exact };
        Some(Parsed { first: at, last, expression: Expression::new(shape), rule: "counted-from" })
    }

    /// "after 5 May 2014", "before Christmas", "from today": the direction, the date, the token after it, and whether the very day is meant.
    fn start(&self, at: usize) -> Option<(i64, Shape, usize, bool)> {
        let word = |word: &str| self.words.is(at, word);
        let by = if word("after") || word("from") || word("following") { 1 } else { -1 };
        if (by < 0 && !word("before")) || !self.words.joined(at) || !self.words.joined(at + 1) {
            return None;
        }
        let date = self.core(at + 1).filter(|d| d.first == at + 1 && !self.words.possessive(d.last.wrapping_sub(1)))?;
        let fits = match &date.expression.shape {
            Shape::Named { what: Named::Month(_) | Named::Year, year: YearOf::Given(_), .. } => !word("from"),
            shape => is_day(shape),
        };
        // "two days after Monday night", "after the Sept. 11 attacks": what is counted from is more than the day.
        let more = self.words.kind(date.last) == Some(Kind::Word) && self.words.joined(date.last) && {
            let small = [Class::BeforeDate, Class::Tense, Class::NounEnd, Class::Determiner];
            !small.iter().any(|class| self.words.has(date.last, *class)) && !self.words.capital(date.last) && word("before")
        };
        (fits && !more).then_some((by, date.expression.shape, date.last, word("from")))
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
        let mut fits = matches!(inner.expression.shape, Shape::Named { .. } | Shape::Period { .. } | Shape::Same { .. } | Shape::Deictic(_));
        // "the first half of the 19th century"; that of a year has a value of its own.
        if self.words.is(end - 2, "half") {
            let long = |unit: Unit| matches!(unit, Unit::Month | Unit::Decade | Unit::Century);
            fits = match &inner.expression.shape {
                Shape::Named { what, .. } => matches!(what, Named::Month(_) | Named::Decade | Named::Century),
                Shape::Period { unit, .. } => long(*unit),
                _ => false,
            };
        }
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
        let day = if outer && linked { self.the_day(next) } else { None };
        let inner = day.or_else(|| self.part_of(next)).or_else(|| self.extended(next)).filter(|p| p.first == next)?;
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

    /// "the day" of "later in the day", "the evening" of "later in the evening"
    fn the_day(&self, at: usize) -> Option<Parsed> {
        let noun = self.words.is(at, "the").then_some(at + 1)?;
        let shape = match self.words.sense(noun, Class::Part) {
            Some((sense, _)) => Shape::Part { part: code(&sense.value)?, on: None },
            None if self.words.is(noun, "day") => Shape::Period { unit: Unit::Day, shift: Shift { by: 0, base: Base::Context } },
            None => return None,
        };
        let ends = !self.words.joined(noun + 1) || self.words.kind(noun + 1) != Some(Kind::Word) || !self.words.is(noun + 1, "of");
        ends.then(|| Parsed { first: at, last: noun + 1, expression: Expression::new(shape), rule: "part-of-day" })
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
            Shape::Length { .. } if self.is_during(at, inner.last) => false,
            // "took over three weeks ago"
            Shape::Offset { .. } if at > 0 && self.words.is(at, "over") && ["took", "takes", "taken"].iter().any(|w| self.words.is(at - 1, w)) => {
                false
            }
            Shape::Length { .. } | Shape::Offset { .. } => !(determined && preposition),
            Shape::Named { .. } | Shape::At { .. } | Shape::Part { .. } => modifier == Some("APPROX") && !self.words.is(at, "some"),
            // "more than a week after 5 May"
            Shape::From { .. } => !determined,
            // "nearly a year ago"
            Shape::Same { .. } => modifier.is_some() && !determined,
            _ => false,
        };
        fits.then(|| Parsed { first: at, expression: inner.expression.with(modifier), ..inner })
    }

    /// "over" of "spent $3 billion over four years" and "Over three days, troops shot 40 people": during, not more than.
    fn is_during(&self, at: usize, last: usize) -> bool {
        if !self.words.is(at, "over") {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|_| self.words.joined(at)) else { return self.words.is(last, ",") };
        let more = [Class::LengthCue, Class::BeforeDate, Class::NounEnd, Class::Tense, Class::Passive, Class::Adverb, Class::Vague];
        match self.words.kind(before) {
            Some(Kind::Mark) => self.words.is(last, ","),
            // "a little over two hours", "where over a decade of sanctions"
            _ => {
                let words = ["little", "bit", "slightly", "where", "while", "if", "just"];
                !more.iter().any(|class| self.words.has(before, *class))
                    && !words.iter().any(|w| self.words.is(before, w))
                    && !self.words.possessive(before)
            }
        }
    }

    /// "dawn Wednesday", "the morning of April 3", "the early hours of Saturday"
    fn part_of(&self, at: usize) -> Option<Parsed> {
        let article = usize::from(self.words.is(at, "the"));
        let (sense, end) = self.words.sense(at + article, Class::Part)?;
        let next = end + usize::from(self.words.is(end, "on") || self.words.is(end, "of"));
        let day = if self.words.joined(next) { self.core(next)? } else { return None };
        let part = code(&sense.value)?;
        let on = match day.expression.shape {
            // "the night of 12/13 May" begins on the first of the two.
            Shape::Span(first, _) if part == "NI" && is_day(&first) => *first,
            shape if is_day(&shape) => shape,
            // "the early hours of this morning"
            Shape::Part { part: same, on: Some(on) } if same == part => *on,
            _ => return None,
        };
        if day.first != next {
            return None;
        }
        let expression = Expression::new(Shape::Part { part, on: Some(Box::new(on)) });
        // "the early hours of Sunday morning"
        let again = self.words.sense(day.last, Class::Part).filter(|(again, _)| again.value == sense.value && self.words.joined(day.last));
        Some(Parsed { first: at, last: again.map_or(day.last, |(_, end)| end), expression, rule: "part-of-day" })
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
        Shape::Nth { part, .. } => matches!(part, NthPart::Weekday(_) | NthPart::Unit(Unit::Day)),
        _ => false,
    }
}
