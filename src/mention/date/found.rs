//! What a rule may ask about the words it has matched and those around them.

use super::{
    expression::{Base, Count, Shift, Unit, YearOf},
    lexicon::{Class, Sense},
    pattern::{Match, What},
    term::{Term, Value},
    words::Words,
};
use crate::token::{Gap, Kind};

/// A match and the article it stands in.
pub(crate) struct Found<'m, 'a, 'l> {
    pub words: &'m Words<'a, 'l>,
    pub matched: &'m Match<'l>,
}

impl<'l> Found<'_, '_, 'l> {
    /// The value of the first sense of a class.
    pub fn text(&self, class: Class) -> Option<&'l str> {
        self.senses(class).next().map(|sense| &*sense.value)
    }

    fn senses(&self, class: Class) -> impl DoubleEndedIterator<Item = &'l Sense> {
        self.matched.captures.iter().filter_map(move |c| match c.what {
            What::Sense(sense) if sense.class == class => Some(sense),
            _ => None,
        })
    }

    /// The value of the first sense of one of the classes.
    pub fn first_of(&self, classes: &[Class]) -> Option<&'l str> {
        self.matched.captures.iter().find_map(|c| match c.what {
            What::Sense(sense) if classes.contains(&sense.class) => Some(&*sense.value),
            _ => None,
        })
    }

    /// Year, month and day of an attack known by its day.
    pub fn event(&self, value: &str) -> Option<(i64, i64, i64)> {
        let mut parts = value.splitn(3, '-').map(|n| n.parse().ok());
        Some((parts.next()??, parts.next()??, parts.next()??))
    }

    pub fn has(&self, class: Class) -> bool {
        self.text(class).is_some()
    }

    pub fn int(&self, class: Class) -> Option<i64> {
        self.senses(class).next()?.number()
    }

    /// The number of the last sense of a class.
    pub fn last_int(&self, class: Class) -> Option<i64> {
        self.senses(class).next_back()?.number()
    }

    pub fn unit_of(&self, class: Class) -> Option<Unit> {
        // The last one: "this year's third quarter".
        Unit::from_code(self.text(class)?)
    }

    /// The units of all words for one, in order.
    pub fn units(&self) -> impl Iterator<Item = Unit> {
        self.matched.captures.iter().filter_map(|c| match c.what {
            What::Sense(sense) if sense.class == Class::Unit => Unit::from_code(&sense.value),
            _ => None,
        })
    }

    /// All quantities with the units that follow them.
    pub fn counted(&self) -> impl Iterator<Item = (Count, Unit)> {
        let mut last = None;
        self.matched.captures.iter().filter_map(move |c| match c.what {
            What::Term(Term::Qty, Value::Count(count)) => {
                last = Some(count);
                None
            }
            What::Sense(sense) if matches!(sense.class, Class::Unit | Class::Units) => Some((last.take()?, Unit::from_code(&sense.value)?)),
            _ => None,
        })
    }

    /// What the first term of a kind has read.
    pub fn value(&self, term: Term) -> Option<&Value> {
        self.matched.captures.iter().find_map(|c| match &c.what {
            What::Term(t, value) if *t == term => Some(value),
            _ => None,
        })
    }

    pub fn number(&self, term: Term) -> Option<i64> {
        self.nth(term, 0)
    }

    pub fn nth(&self, term: Term, n: usize) -> Option<i64> {
        let mut numbers = self.matched.captures.iter().filter_map(|c| match c.what {
            What::Term(t, Value::Number(n)) if t == term => Some(n),
            _ => None,
        });
        numbers.nth(n)
    }

    pub fn count(&self) -> Option<Count> {
        match self.value(Term::Qty)? {
            Value::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// The year in the words: given, or a step from this one.
    pub fn year(&self) -> YearOf {
        if let Some(year) = self.number(Term::Year).or_else(|| self.number(Term::Year2)) {
            return YearOf::Given(self.of_era(year));
        }
        match self.shift() {
            Some(shift) if self.has_word("year") || self.unit_of(Class::Unit) == Some(Unit::Year) => YearOf::Step(shift),
            _ => YearOf::Open,
        }
    }

    /// The year in astronomical counting.
    pub fn of_era(&self, year: i64) -> i64 {
        if self.before_christ() { 1 - year } else { year }
    }

    /// The era in the words is that before Christ.
    pub fn before_christ(&self) -> bool {
        self.text(Class::Era) == Some("-1")
    }

    /// The step that the first of the words for it takes.
    pub fn shift(&self) -> Option<Shift> {
        self.shifts().next()
    }

    pub fn last_shift(&self) -> Option<Shift> {
        self.shifts().last()
    }

    fn shifts(&self) -> impl Iterator<Item = Shift> {
        self.matched.captures.iter().filter_map(|c| match c.what {
            What::Sense(sense) if matches!(sense.class, Class::Shift | Class::ShiftPast | Class::ShiftText) => {
                let (by, base) = sense.value.split_once(' ')?;
                Some(Shift { by: by.parse().ok()?, base: if base == "text" { Base::Text } else { Base::Now } })
            }
            _ => None,
        })
    }

    /// One of the matched tokens is this word, a possessive aside.
    pub fn has_word(&self, word: &str) -> bool {
        (self.matched.first..self.matched.last).any(|at| self.words.text(at).eq_ignore_ascii_case(word))
    }

    pub fn first_text(&self) -> &str {
        self.words.text(self.matched.first)
    }

    pub fn last_text(&self) -> &str {
        self.words.text(self.matched.last.wrapping_sub(1))
    }

    pub fn last_len(&self) -> usize {
        self.last_text().len()
    }

    /// The last thing matched is of that kind.
    pub fn last_is(&self, term: Term) -> bool {
        matches!(self.matched.captures.last(), Some(c) if matches!(c.what, What::Term(t, _) if t == term))
    }

    /// The first word is capitalised.
    pub fn capital(&self) -> bool {
        self.words.capital(self.matched.first)
    }

    pub fn last_is_capital(&self) -> bool {
        self.words.capital(self.matched.last.wrapping_sub(1))
    }

    pub fn capital_before(&self) -> bool {
        self.previous().is_some_and(|at| self.words.capital(at))
    }

    /// "the Haaretz daily", "Egypt's Al-Ahram weekly"; but "Russians fly daily".
    pub fn names_a_paper(&self) -> bool {
        let Some(last) = self.previous().filter(|at| self.words.capital(*at)) else { return false };
        let start = (0..=last).rev().take_while(|at| self.words.capital(*at) || self.words.is(*at, "-")).last();
        if start.is_some_and(|start| self.words.has(start, Class::Determiner)) {
            return true;
        }
        let before = start.and_then(|start| start.checked_sub(1));
        before.is_some_and(|at| {
            self.words.has(at, Class::Determiner) || self.words.possessive(at) || self.words.is(at, "by") || self.words.is(at, "with")
        })
    }

    pub fn capital_after(&self) -> bool {
        self.words.joined(self.matched.last) && self.words.capital(self.matched.last)
    }

    /// The token before, in the same paragraph.
    fn previous(&self) -> Option<usize> {
        let at = self.matched.first;
        (at > 0 && self.words.joined(at)).then(|| at - 1)
    }

    pub fn before(&self, class: Class) -> bool {
        self.previous().is_some_and(|at| self.words.has(at, class))
    }

    pub fn before_word(&self, word: &str) -> bool {
        self.previous().is_some_and(|at| self.words.is(at, word))
    }

    pub fn after(&self, class: Class) -> bool {
        self.words.joined(self.matched.last) && self.words.has(self.matched.last, class)
    }

    pub fn after_word(&self, word: &str) -> bool {
        self.words.joined(self.matched.last) && self.words.is(self.matched.last, word)
    }

    /// After the full stop that comes next a date goes on: "Wed., Dec. 16", "Wed. 16 December".
    pub fn leads_to_date(&self) -> bool {
        let next = self.matched.last + 1;
        let month = [Class::Month, Class::MonthWord, Class::MonthShort].iter().any(|c| self.words.has(next, *c));
        self.words.joined(next) && (self.words.is(next, ",") || month || self.words.kind(next) == Some(Kind::Number))
    }

    /// A mark or the end comes next.
    pub fn at_clause_end(&self) -> bool {
        !self.words.joined(self.matched.last) || self.words.kind(self.matched.last) != Some(Kind::Word)
    }

    /// A number stands after.
    pub fn before_number(&self) -> bool {
        self.words.joined(self.matched.last) && self.words.kind(self.matched.last) == Some(Kind::Number)
    }

    /// "May 0", "32 May": a number stands beside the month that no month has as a day, and counts nothing.
    pub fn beside_no_day(&self) -> bool {
        let last = self.matched.last;
        let after = self.words.joined(last) && !self.words.touches(last);
        let next = last + 1;
        let ends = !self.words.joined(next) || self.words.kind(next) != Some(Kind::Word) || self.words.has(next, Class::BeforeDate);
        let follows = after && (self.words.is(last, "0") || (ends && !self.words.is(next, "%") && self.is_no_day(last)));
        // "the 45th of May"
        let ordinal = |at: usize| self.words.text(at).strip_suffix("th").and_then(|n| n.parse().ok()).is_some_and(|n: u32| n == 0 || n > 31);
        let within = self.previous().and_then(|of| of.checked_sub(1)).is_some_and(|at| self.before_word("of") && ordinal(at));
        within || follows || self.previous().is_some_and(|at| self.is_no_day(at) && !self.words.touches(self.matched.first))
    }

    /// "2011" of "0 May 2011", of "May 45, 2011" and of "Q5 2011"
    pub fn ends_no_date(&self) -> bool {
        let Some(last) = self.previous().filter(|at| *at > 0) else { return false };
        let month = |at: usize| [Class::Month, Class::MonthWord, Class::MonthShort].iter().any(|c| self.words.has(at, *c));
        let day = if self.words.is(last, ",") { last - 1 } else { last };
        let no_quarter = self.words.text(last).strip_prefix('Q').is_some_and(|n| n.len() == 1 && !matches!(n, "1" | "2" | "3" | "4"));
        no_quarter || (month(last) && self.is_no_day(last - 1)) || (day > 0 && self.is_no_day(day) && month(day - 1))
    }

    fn is_no_day(&self, at: usize) -> bool {
        let text = self.words.text(at);
        self.words.kind(at) == Some(Kind::Number) && text.len() <= 2 && text.parse().is_ok_and(|n: u8| n == 0 || n > 31)
    }

    /// A number stands before.
    pub fn after_number(&self) -> bool {
        self.previous().is_some_and(|at| self.words.kind(at) == Some(Kind::Number) || self.words.has(at, Class::Multiplier))
    }

    /// "John 3:16", "2:15:30": a verse, or a time that a race took.
    pub fn in_a_reference(&self) -> bool {
        let (first, last) = (self.matched.first, self.matched.last);
        let colon = |at: usize| self.words.is(at, ":") && self.words.touches(at);
        let row = first > 0 && self.words.touches(first) && colon(first - 1);
        let digits = last == first + 3 && colon(first + 1);
        let lasts = last == first + 5 && colon(first + 1) && colon(first + 3) && self.words.text(first).len() == 1;
        let verse = digits
            && self.words.text(first).len() == 1
            && self.capital_before()
            && !self.starts_sentence()
            && ![Class::BeforeDate, Class::Weekday, Class::WeekdayShort, Class::Deictic].iter().any(|c| self.before(*c));
        // "the ratio of guards to prisoners is 1:40"
        let ratio = || (first.saturating_sub(8)..first).any(|at| self.words.is(at, "ratio"));
        row || lasts || verse || (digits && (self.after_score() || ratio()))
    }

    /// "won 11:45", "the odds are 10:11"
    fn after_score(&self) -> bool {
        let Some(last) = self.previous() else { return false };
        let linked = ["is", "are", "was", "were", "of", "by"].iter().any(|w| self.words.is(last, w));
        self.words.has(last, Class::Score) || (linked && last.checked_sub(1).is_some_and(|at| self.words.has(at, Class::Score)))
    }

    /// "of the game"
    pub fn of_match(&self) -> bool {
        let at = self.matched.last;
        let the = at + 1 + usize::from(self.words.is(at + 1, "the") || self.words.is(at + 1, "a"));
        self.after_word("of") && self.words.has(the, Class::Match)
    }

    /// The last word is a possessive.
    pub fn owns(&self) -> bool {
        self.words.possessive(self.matched.last.wrapping_sub(1))
    }

    /// The first word is a possessive.
    pub fn first_owns(&self) -> bool {
        self.words.possessive(self.matched.first)
    }

    /// "a" or "an" stands before, or before one or two words more.
    pub fn begins_phrase_with_a(&self) -> bool {
        let first = self.matched.first;
        let mut before =
            (first.saturating_sub(3)..first).rev().take_while(|&at| self.words.kind(at) == Some(Kind::Word) && self.words.joined(at + 1));
        before.any(|at| self.words.is(at, "a") || self.words.is(at, "an"))
    }

    /// A word of the class stands before in the paragraph, at most so many tokens away.
    pub fn near_before(&self, class: Class, distance: usize) -> bool {
        let first = self.matched.first;
        let mut before = (first.saturating_sub(distance)..first).rev().take_while(|at| self.words.joined(at + 1));
        before.any(|at| self.words.has(at, class))
    }

    /// A word of the class stands in the paragraph, at most so many tokens away.
    pub fn near(&self, class: Class, distance: usize) -> bool {
        let last = self.matched.last;
        let mut after = (last..last + distance).take_while(|at| self.words.joined(*at));
        self.near_before(class, distance) || after.any(|at| self.words.has(at, class))
    }

    /// The last tokens touch each other and what is before them.
    pub fn ends_glued(&self, tokens: usize) -> bool {
        (self.matched.last.saturating_sub(tokens)..self.matched.last).all(|at| self.words.touches(at))
    }

    /// The expression begins with a word of the class.
    pub fn first_is(&self, class: Class) -> bool {
        self.words.has(self.matched.first, class)
    }

    /// Nothing stands before in the sentence.
    pub fn starts_sentence(&self) -> bool {
        self.previous().is_none_or(|at| {
            let mark = self.words.kind(at) == Some(Kind::Mark) && !matches!(self.words.whole(at), "," | "-" | "%" | "$" | "&" | "/");
            mark || self.words.tokens.get(self.matched.first).is_some_and(|t| t.gap >= Gap::Line)
        })
    }

    /// What follows is no noun that the words could belong to: a mark, the end, or a small word.
    pub fn at_noun_end(&self) -> bool {
        let at = self.matched.last;
        if self.words.is(at, "-") && self.words.touches(at) {
            return false;
        }
        !self.words.joined(at)
            || self.words.kind(at) != Some(Kind::Word)
            || self.words.has(at, Class::BeforeDate)
            || self.words.has(at, Class::Tense)
            || self.words.has(at, Class::NounEnd)
    }

    /// The month's name stands for a month, not for a person or another word.
    pub fn is_month(&self) -> bool {
        let at = self.matched.first;
        // ", May said", ", January said": a name.
        if self.before_word(",") && self.words.joined(self.matched.last) && self.words.has(self.matched.last, Class::InsertionEnd) {
            return false;
        }
        if self.words.has(at, Class::Month) {
            // Between two capitalised words it is part of a name.
            return !self.capital_before() || self.before(Class::BeforeDate) || self.starts_sentence() || !self.capital_after();
        }
        // "march on", "may have", "March 8": the word before decides.
        let short = self.words.has(at, Class::MonthShort);
        // "the Mar Musa monastery"
        if short && self.capital_after() && self.before_word("the") {
            return false;
        }
        let listed = self.before_word(",") || self.before_word("(") || self.before_word("-");
        // "August: The rebels seize a town."
        let heads = self.starts_sentence() && self.words.is(self.matched.last, ":") && !short;
        let introduced = self.before(Class::BeforeDate) || (listed && !short) || heads;
        introduced && !(self.words.text(at).eq_ignore_ascii_case("march") && self.words.tokens.get(at).is_some_and(|t| !t.capital))
    }

    /// "Mar-a-Lago": the abbreviation of a month is a part of another name.
    pub fn in_a_compound(&self) -> bool {
        let (first, last) = (self.matched.first, self.matched.last);
        let dash = self.words.is(last, "-") && self.words.touches(last) && self.words.touches(last + 1);
        let month = [Class::Month, Class::MonthShort, Class::MonthWord].iter().any(|class| self.words.has(last + 1, *class));
        dash && !month && self.words.kind(last + 1) == Some(Kind::Word) && self.words.has(first, Class::MonthShort)
    }

    /// The stretch is that of an event or of a clause that follows: "the week after the vote", ", the year he came home".
    pub fn is_told_of(&self) -> bool {
        let at = self.matched.last;
        if !self.words.joined(at) || self.words.possessive(at - 1) {
            return false;
        }
        // "over the weekend after the debate"
        let over = self.before_word("over") || self.before_word("at");
        let event = !over && ["after", "before"].iter().any(|word| self.words.is(at, word)) && self.words.joined(at + 1);
        let last = self.previous();
        let apart = last.is_none_or(|at| self.words.kind(at) == Some(Kind::Mark) || ["is", "was"].iter().any(|word| self.words.is(at, word)));
        event || (apart && ["he", "she", "it", "they", "we", "i", "you", "that", "when"].iter().any(|word| self.words.is(at, word)))
    }

    /// "the March for Life", "a March on Rome": people march there.
    pub fn is_march(&self) -> bool {
        let link = self.matched.last;
        let people = ["for", "on", "of"].iter().any(|w| self.words.is(link, w)) && self.words.joined(link) && self.words.capital(link + 1);
        let event = ["the", "a", "annual"].iter().any(|w| self.before_word(w)) || self.starts_sentence();
        people && event && self.words.is(self.matched.first, "march")
    }

    /// The number stands for a year, not for a quantity.
    pub fn is_year(&self) -> bool {
        let (first, last) = (self.matched.first, self.matched.last);
        if self.words.kind(first) != Some(Kind::Number) {
            // In words only the forms that count in hundreds are years: "nineteen ninety-six".
            return self.number(Term::Year).is_some_and(|y| (1900..2000).contains(&y)) && !self.after(Class::Counted) && !self.after(Class::Units);
        }
        let Some(year) = self.number(Term::Year) else { return false };
        // "In early 2007 pigs died": nothing else is early.
        let counts = self.after(Class::Counted) && !self.before(Class::Phase);
        if counts || self.after(Class::Units) || self.after(Class::Zone) || (self.before(Class::Numbered) && !self.bounds_a_year(year)) {
            return false;
        }
        // "the 1300 block of Elm Street"
        if self.after_word("block") {
            return false;
        }
        // "the 2001-page report"
        let dash = self.words.touches(last) && self.words.is(last, "-") && self.words.touches(last + 1);
        if dash && self.words.has(last + 1, Class::Measure) {
            return false;
        }
        // A part of a row of numbers that is no date: "2015-13-45", "99/99/2015".
        let mark = |at: usize| self.words.touches(at) && matches!(self.words.whole(at), "-" | "/");
        let number = |at: usize| self.words.touches(at) && self.words.kind(at) == Some(Kind::Number);
        let row_after = mark(last) && number(last + 1) && mark(last + 2) && number(last + 3);
        let row_before = first >= 4 && number(first) && mark(first - 1) && number(first - 2) && mark(first - 3);
        // "555-1984"
        let telephone = first >= 2
            && number(first)
            && mark(first - 1)
            && self.words.kind(first - 2) == Some(Kind::Number)
            && self.words.text(first - 2).len() == 3;
        if row_after || row_before || telephone || self.is_amount() {
            return false;
        }
        // "S/2004/447": the number of a document.
        let slash = |at: usize| self.words.touches(at) && self.words.is(at, "/");
        if first >= 2 && self.words.touches(first) && slash(first - 1) && slash(last) && self.words.kind(first - 2) == Some(Kind::Word) {
            return false;
        }
        // A part of a longer number, a score or a code.
        let glued = |at: usize| self.words.touches(at);
        if glued(first)
            && self.previous().is_some_and(|at| !matches!(self.words.whole(at), "(" | "-" | "–" | "—" | "/" | "\"" | "“" | "[" | "'" | "‘" | "…"))
        {
            return false;
        }
        // "2003: the invasion" is a heading, "2003:17" a reference.
        if glued(last) && (matches!(self.words.whole(last), "%" | "°" | "$" | "€" | "£") || (self.words.is(last, ":") && glued(last + 1))) {
            return false;
        }
        // Early years are rare: they need a word before them that asks for a year.
        (1700..2100).contains(&year) || self.before(Class::YearCue)
    }

    /// "since at least 1980", "rather than 2018", "built around 1912": a word before that may count, but does not.
    fn bounds_a_year(&self, year: i64) -> bool {
        let first = self.matched.first;
        let before = |back: usize, words: &[&str]| first.checked_sub(back).is_some_and(|at| words.iter().any(|w| self.words.is(at, w)));
        if !(1700..2100).contains(&year) || !self.at_noun_end() {
            return false;
        }
        let since = before(3, &["since", "until", "till", "from"]) && before(2, &["at"]) && before(1, &["least"]);
        let than = before(1, &["than"]) && before(2, &["rather", "earlier", "later", "other"]);
        let about = before(1, &["about", "around"]) && (year % 100 != 0 || before(2, &["since", "until", "till", "from", "in"]));
        since || than || about
    }

    /// A number of four digits that its surroundings make an amount or a code.
    fn is_amount(&self) -> bool {
        let (first, last) = (self.matched.first, self.matched.last);
        let is = |at: usize, words: &[&str]| words.iter().any(|w| self.words.is(at, w));
        let before = |back: usize, words: &[&str]| first.checked_sub(back).is_some_and(|at| is(at, words));
        let of_class = |back: usize, class: Class| first.checked_sub(back).is_some_and(|at| self.words.has(at, class));
        // "fell 12 points to 1987"
        let level = before(1, &["to", "at"]) && (of_class(2, Class::Points) || before(2, &["%"]));
        // "Death toll: 1978", "a total of 1999"
        let total = before(1, &[":", "of"]) && of_class(2, Class::Toll);
        // "lost 1950 of its 3000 tanks", but not "in the autumn of 1950 of"
        let whole =
            [Class::Owner, Class::Determiner].iter().any(|class| self.words.has(last + 1, *class)) || is(last + 1, &["them", "whom", "those"]);
        let share = is(last, &["of"]) && whole && !self.before(Class::YearCue) && !self.starts_sentence() && first + 1 == last;
        // "1999 were arrested" at the head of a sentence
        let people = self.starts_sentence() && is(last, &["were", "are", "have"]);
        // "1945 Main Street"
        let road = |at: usize| self.words.joined(at) && self.words.capital(at) && self.words.has(at, Class::Road);
        let address = self.words.joined(last) && self.words.capital(last) && (road(last + 1) || road(last + 2)) && !self.before(Class::YearCue);
        // "CVE-2021-44228"
        let dash = |at: usize| self.words.touches(at) && self.words.is(at, "-");
        let code = first >= 2
            && self.words.touches(first)
            && dash(first - 1)
            && self.words.kind(first - 2) == Some(Kind::Word)
            && self.words.text(first - 2).bytes().all(|b| b.is_ascii_uppercase())
            && dash(last)
            && self.words.kind(last + 1) == Some(Kind::Number);
        // "From 1500 to 2000 fighters"
        let range = before(1, &["from", "between"])
            && is(last, &["to", "and", "or"])
            && self.words.kind(last + 1) == Some(Kind::Number)
            && self.words.joined(last + 2)
            && self.words.has(last + 2, Class::Counted);
        level || total || share || people || address || code || range
    }

    /// "a 42-year-old man": the years of a person's life.
    pub fn is_age(&self) -> bool {
        let last = self.matched.last;
        let person = (last..last + 3)
            .take_while(|at| self.words.kind(*at) == Some(Kind::Word))
            .any(|at| self.words.joined(at) && self.words.has(at, Class::Person));
        let alone = !self.words.joined(last) || self.words.kind(last) != Some(Kind::Word) || self.words.possessive(last.wrapping_sub(1));
        person || alone || self.words.capital(last) || self.words.has(last, Class::BeforeDate)
    }

    /// "his twenties", "her late 60s", "his mid-40s"
    pub fn in_somebodys(&self) -> bool {
        let floor = self.matched.first.saturating_sub(4);
        let mut before = (floor..self.matched.first).rev().take_while(|at| self.words.joined(at + 1));
        let owner = before.find(|at| !self.words.is(*at, "-") && !self.words.has(*at, Class::Phase));
        owner.is_some_and(|at| self.words.has(at, Class::Owner))
    }

    /// "old" comes next: the words are an age.
    pub fn leads_to_old(&self) -> bool {
        let at = self.matched.last;
        let old = |at: usize| self.words.joined(at) && matches!(self.words.text(at), "old" | "olds");
        old(at) || (self.after_word("-") && self.words.touches(at) && old(at + 1))
    }

    /// "the decades-long war"
    pub fn leads_to_long(&self) -> bool {
        let at = self.matched.last;
        self.after_word("-") && self.words.touches(at) && self.words.is(at + 1, "long")
    }

    /// "$33 million a year", "twice a day", "50,000 barrels per day", "two hundred thousand records a year".
    pub fn follows_amount(&self) -> bool {
        let Some(last) = self.previous() else { return false };
        let in_words = [Class::Cardinal, Class::Tens, Class::Multiplier];
        let number = |at: usize| self.words.kind(at) == Some(Kind::Number) || in_words.iter().any(|class| self.words.has(at, *class));
        let counted = [Class::Counted, Class::Times].iter().any(|c| self.words.has(last, *c));
        if number(last) || counted || self.words.has(last, Class::RateOf) || self.words.is(last, "%") {
            return true;
        }
        // A plural with its number not far before it, also "50,000 barrels of oil".
        let last = if last >= 2 && self.words.is(last - 1, "of") { last - 2 } else { last };
        // "24 hours a day", but not "two years a decade ago".
        let plural = self.words.text(last).ends_with('s') && self.words.text(last).len() > 2 && !self.after(Class::Ago);
        let near = (1..=3).map_while(|back| last.checked_sub(back)).take_while(|at| self.words.kind(*at) != Some(Kind::Mark));
        plural && near.into_iter().any(number)
    }

    /// A singular unit after a number is an adjective: "two-year", "a five year low", but not "one second".
    pub fn singular_fits(&self) -> bool {
        let hyphen = self.has_word("-") || (self.matched.first..self.matched.last).any(|at| matches!(self.words.whole(at), "-" | "–" | "‑"));
        let unit = self.unit_of(Class::Unit);
        hyphen
            || (self.count() == Some(Count::Exact(1)) && unit != Some(Unit::Second))
            || (unit.is_some_and(|u| u >= Unit::Hour && u != Unit::Quarter) && self.words.kind(self.matched.last) == Some(Kind::Word))
    }
}
