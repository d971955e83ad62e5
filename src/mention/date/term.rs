//! The terms of the grammar that take more than a word: numbers, years, clock times, numeric dates.

use std::cell::Cell;

use super::{
    expression::{Clock, Count, Zone},
    form::{Face, century},
    lexicon::Class,
    words::Words,
};
use crate::token::Kind;

/// A token that begins with a digit, as a bit beside those of the classes.
pub(crate) const NUMBER: u128 = 1 << 127;

/// Digits that may be a day, a year, a time, or a date; digits with letters or marks, which may be anything.
const DAY_DIGITS: u128 = 1 << 123;
const YEAR_DIGITS: u128 = 1 << 122;
const CLOCK_DIGITS: u128 = 1 << 121;
const DATE_DIGITS: u128 = 1 << 120;
const OTHER_DIGITS: u128 = 1 << 119;

/// The kinds of numbers, by what they may be: a number alone, one up to 31, hours or minutes, four digits of a year, other four digits, eight digits, and what
/// has letters or marks.
pub(crate) const NUMBERS: [u128; 7] = [
    NUMBER,
    NUMBER | DAY_DIGITS | CLOCK_DIGITS,
    NUMBER | CLOCK_DIGITS,
    NUMBER | YEAR_DIGITS | CLOCK_DIGITS,
    NUMBER | CLOCK_DIGITS,
    NUMBER | DATE_DIGITS,
    ANY_NUMBER,
];

/// What a number may be at all.
pub(crate) const ANY_NUMBER: u128 = NUMBER | DAY_DIGITS | YEAR_DIGITS | CLOCK_DIGITS | DATE_DIGITS | OTHER_DIGITS;

/// A mark that may begin a year.
pub(crate) const APOSTROPHE: u128 = 1 << 126;

/// Any other mark or an apostrophe.
pub(crate) const MARK: u128 = 1 << 125;

/// Every token, and what stands after the last one.
pub(crate) const ANY: u128 = 1 << 124;

/// A part of an expression that a function reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// A whole number in digits or words.
    Num,
    /// A quantity: a number, "two to three", "two and a half", "several".
    Qty,
    /// "third", "3rd", "twenty-first".
    Ord,
    /// A month, with the full stop of its abbreviation.
    Mon,
    /// A day of the week, also abbreviated.
    Wday,
    /// 1 to 31, also "3rd".
    Day,
    /// 1000 to 2199, also "nineteen ninety-six".
    Year,
    /// "'96".
    Year2,
    /// "1960s", "'60s", "sixties".
    Decade,
    /// "10:30", "10 a.m.", "0800 GMT".
    Clock,
    /// "2016-04-11", "11/4/2016".
    Numeric,
    /// "2016-04-12T14:30Z".
    Stamp,
    /// "4Q21", "1H 2021": the year and the number of its quarter or half.
    Business,
}

/// What a term has read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Number(i64),
    Count(Count),
    Clock(Clock),
    /// A date in digits, which is read anew where it is needed.
    Digits,
}

type Read = Option<(Value, usize)>;

/// How many readings are kept.
const KNOWN: usize = 16;

/// What terms have read lately: many rules ask for the same.
pub(crate) struct Terms {
    known: [Cell<Known>; KNOWN],
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { known: [const { Cell::new(Known { term: Term::Num, at: usize::MAX, read: None }) }; KNOWN] }
    }
}

#[derive(Clone, Copy)]
struct Known {
    term: Term,
    at: usize,
    read: Read,
}

impl Terms {
    #[inline]
    fn get(&self, term: Term, at: usize, read: impl FnOnce() -> Read) -> Read {
        let Some(cell) = self.known.get((at * 5 + term as usize) % KNOWN) else { return read() };
        let known = cell.get();
        if known.at == at && known.term == term {
            return known.read;
        }
        let read = read();
        cell.set(Known { term, at, read });
        read
    }
}

impl Term {
    pub fn from_name(name: &str) -> Option<Term> {
        Some(match name {
            "NUM" => Term::Num,
            "QTY" => Term::Qty,
            "ORD" => Term::Ord,
            "MON" => Term::Mon,
            "WDAY" => Term::Wday,
            "DAY" => Term::Day,
            "YEAR" => Term::Year,
            "YEAR2" => Term::Year2,
            "DECADE" => Term::Decade,
            "CLOCK" => Term::Clock,
            "NUMERIC" => Term::Numeric,
            "STAMP" => Term::Stamp,
            "BUSINESS" => Term::Business,
            _ => return None,
        })
    }

    /// What it can begin with.
    #[inline]
    pub fn first(self) -> u128 {
        let words = Class::Cardinal.bit() | Class::Tens.bit();
        match self {
            Term::Num => NUMBER | words | Class::Multiplier.bit(),
            Term::Qty => NUMBER | words | Class::Multiplier.bit() | Class::Vague.bit(),
            Term::Ord => OTHER_DIGITS | Class::Ordinal.bit() | Class::Tens.bit(),
            Term::Mon => Class::Month.bit() | Class::MonthWord.bit() | Class::MonthShort.bit(),
            Term::Wday => Class::Weekday.bit() | Class::WeekdayShort.bit(),
            Term::Day => DAY_DIGITS,
            Term::Year => YEAR_DIGITS | words,
            Term::Year2 => APOSTROPHE,
            Term::Decade => OTHER_DIGITS | APOSTROPHE | Class::DecadeWord.bit(),
            Term::Clock => CLOCK_DIGITS | Class::ClockWord.bit() | words,
            Term::Numeric | Term::Stamp => DATE_DIGITS,
            Term::Business => OTHER_DIGITS,
        }
    }

    /// Whether it can begin with a token of these classes.
    #[inline]
    pub fn may_begin(self, mask: u128) -> bool {
        // "a dozen"
        self == Term::Qty || self.first() & mask != 0
    }

    /// The classes of the words it is one of, where it is one word with no more than a full stop.
    pub fn classes(self) -> Option<&'static [Class]> {
        match self {
            Term::Mon => Some(&[Class::Month, Class::MonthWord, Class::MonthShort]),
            Term::Wday => Some(&[Class::Weekday, Class::WeekdayShort]),
            _ => None,
        }
    }

    /// How many tokens it takes at most.
    pub fn longest(self) -> usize {
        match self {
            Term::Num | Term::Qty | Term::Clock | Term::Numeric | Term::Stamp => 12,
            Term::Year => 6,
            Term::Business | Term::Ord | Term::Mon | Term::Wday | Term::Day | Term::Year2 | Term::Decade => 4,
        }
    }

    /// The words that it can begin with beside those classes: "a dozen".
    pub fn openers(self) -> &'static [&'static str] {
        if self == Term::Qty { &["a", "an"] } else { &[] }
    }

    /// What stands at a token, and the token after it.
    pub fn read(self, words: &Words<'_, '_>, at: usize) -> Read {
        words.terms().get(self, at, || self.read_anew(words, at))
    }

    fn read_anew(self, words: &Words<'_, '_>, at: usize) -> Read {
        match self {
            Term::Num => number(words, at).map(|(n, end)| (Value::Number(n), end)),
            Term::Qty => quantity(words, at),
            Term::Ord => ordinal(words, at),
            Term::Mon => named(words, at, &[Class::Month, Class::MonthWord], Class::MonthShort),
            Term::Wday => named(words, at, &[Class::Weekday], Class::WeekdayShort),
            Term::Day => day(words, at),
            Term::Year => year(words, at),
            Term::Year2 => short_year(words, at),
            Term::Decade => decade(words, at),
            Term::Business => business(words, at),
            Term::Clock => clock(words, at),
            Term::Numeric => words.forms()?.date(words, at).map(|(_, end)| (Value::Digits, end)),
            Term::Stamp => words.forms()?.stamp(words, at).map(|(.., end)| (Value::Digits, end)),
        }
    }
}

/// A token of digits only, no longer than `most`.
fn digits(words: &Words<'_, '_>, at: usize, most: usize) -> Option<i64> {
    let text = words.text(at);
    (!text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn class_number(words: &Words<'_, '_>, at: usize, class: Class) -> Option<(i64, usize)> {
    let (sense, end) = words.sense(at, class)?;
    Some((sense.number()?, end))
}

/// Below a hundred: "seven", "twenty", "twenty-four", "twenty four".
fn small_number(words: &Words<'_, '_>, at: usize) -> Option<(i64, usize)> {
    if let Some((tens, end)) = class_number(words, at, Class::Tens) {
        let next = if words.is(end, "-") { end + 1 } else { end };
        return match class_number(words, next, Class::Cardinal).filter(|(n, _)| (1..=9).contains(n) && words.joined(next)) {
            Some((ones, end)) => Some((tens + ones, end)),
            None => Some((tens, end)),
        };
    }
    class_number(words, at, Class::Cardinal)
}

/// A whole number: "24", "1,200", "two hundred and ten", "a dozen" without its article.
pub(crate) fn number(words: &Words<'_, '_>, at: usize) -> Option<(i64, usize)> {
    let text = words.text(at);
    if words.kind(at) == Some(Kind::Number) {
        if text.len() > 7 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let n = text.bytes().filter(|b| *b != b',').try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))?;
        return match class_number(words, at + 1, Class::Multiplier) {
            Some((by, end)) if text.len() <= 3 => Some((n * by, end)),
            _ => Some((n, at + 1)),
        };
    }
    let (mut n, mut end) = small_number(words, at).or_else(|| class_number(words, at, Class::Multiplier))?;
    // A few steps are enough: "two hundred and ten thousand".
    for _ in 0..4 {
        if let Some((by, after)) = class_number(words, end, Class::Multiplier).filter(|_| words.joined(end)) {
            n = n.checked_mul(by).filter(|n| *n <= 10_000_000)?;
            end = after;
        } else if n >= 100 && n % 100 == 0 {
            let next = if words.is(end, "and") { end + 1 } else { end };
            let Some((more, after)) = small_number(words, next) else { break };
            n += more;
            end = after;
        } else {
            break;
        }
    }
    Some((n, end))
}

fn quantity(words: &Words<'_, '_>, at: usize) -> Read {
    if let Some((sense, end)) = words.sense(at, Class::Vague) {
        return Some((Value::Count(Count::Vague(sense.number().and_then(|n| u32::try_from(n).ok()))), end));
    }
    // "a hundred", "a dozen"
    let article = usize::from((words.is(at, "a") || words.is(at, "an")) && words.has(at + 1, Class::Multiplier));
    // "1.5 hours"
    if let Some(n) = words.text(at).strip_suffix(".5").filter(|n| n.len() <= 4).and_then(|n| n.parse().ok()) {
        let whole = words.joined(at + 1) && !words.has(at + 1, Class::Multiplier);
        return whole.then_some((Value::Count(Count::AndHalf(n)), at + 1));
    }
    let (n, end) = number(words, at + article)?;
    // "0 weeks" is no length of time.
    let n = u32::try_from(n).ok().filter(|n| *n > 0)?;
    if words.is(end, "and") && words.is(end + 1, "a") && words.is(end + 2, "half") {
        return Some((Value::Count(Count::AndHalf(n)), end + 3));
    }
    // "three-and-a-half years"
    let glued = |at: usize, word: &str| words.touches(at) && words.is(at, word);
    if glued(end, "-") && glued(end + 1, "and") && glued(end + 2, "-") && glued(end + 3, "a") && glued(end + 4, "-") && glued(end + 5, "half") {
        return Some((Value::Count(Count::AndHalf(n)), end + 6));
    }
    // "four-plus months"
    if glued(end, "-") && glued(end + 1, "plus") {
        return Some((Value::Count(Count::Exact(n)), end + 2));
    }
    // "2 1/2", "2-1/2"
    let dash = usize::from(words.is(end, "-") && words.touches(end) && words.is(end + 2, "/"));
    let end = end + dash;
    if words.is(end, "1") && words.is(end + 1, "/") && words.is(end + 2, "2") {
        return Some((Value::Count(Count::AndHalf(n)), end + 3));
    }
    if words.is(end, "½") {
        return Some((Value::Count(Count::AndHalf(n)), end + 1));
    }
    let end = end - dash;
    let between = words.is(end, "and") && at > 0 && words.is(at - 1, "between");
    if between || ["to", "or", "-"].iter().any(|w| words.is(end, w)) {
        if let Some((more, after)) = number(words, end + 1) {
            if let Some(more) = u32::try_from(more).ok().filter(|more| *more > n) {
                return Some((Value::Count(Count::Between(n, more)), after));
            }
        }
    }
    Some((Value::Count(Count::Exact(n)), end))
}

/// The number before "st", "nd", "rd" or "th".
fn suffixed(text: &str) -> Option<i64> {
    let split = text.len().checked_sub(2).filter(|s| (1..=2).contains(s) && text.is_char_boundary(*s))?;
    let (number, suffix) = text.split_at(split);
    ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)).then(|| number.parse().ok()).flatten()
}

fn ordinal(words: &Words<'_, '_>, at: usize) -> Read {
    if words.kind(at) == Some(Kind::Number) {
        return suffixed(words.text(at)).map(|n| (Value::Number(n), at + 1));
    }
    if let Some((tens, end)) = class_number(words, at, Class::Tens) {
        let next = if words.is(end, "-") { end + 1 } else { end };
        let (ones, end) = class_number(words, next, Class::Ordinal).filter(|(n, _)| *n <= 9)?;
        return Some((Value::Number(tens + ones), end));
    }
    class_number(words, at, Class::Ordinal).map(|(n, end)| (Value::Number(n), end))
}

/// A name, or its abbreviation with the full stop.
fn named(words: &Words<'_, '_>, at: usize, full: &[Class], short: Class) -> Read {
    if let Some((n, end)) = full.iter().find_map(|class| class_number(words, at, *class)) {
        return Some((Value::Number(n), end));
    }
    let (n, end) = class_number(words, at, short)?;
    Some((Value::Number(n), if words.is(end, ".") && words.touches(end) { end + 1 } else { end }))
}

fn day(words: &Words<'_, '_>, at: usize) -> Read {
    if words.kind(at) != Some(Kind::Number) {
        return None;
    }
    let n = digits(words, at, 2).or_else(|| suffixed(words.text(at))).filter(|n| (1..=31).contains(n))?;
    // "10:30" and "10 a.m." are hours, "Jan. 21: Prosecutors said" a day; "3.5" was one token.
    let minutes = words.touches(at + 2) && words.kind(at + 2) == Some(Kind::Number);
    let hour = (words.is(at + 1, ":") && words.touches(at + 1) && minutes) || words.has(at + 1, Class::Meridiem);
    let more = words.touches(at + 1) && (words.is(at + 1, "%") || words.is(at + 1, "/"));
    (!hour && !more).then_some((Value::Number(n), at + 1))
}

fn year(words: &Words<'_, '_>, at: usize) -> Read {
    if words.kind(at) == Some(Kind::Number) {
        let n = digits(words, at, 4).filter(|n| (1000..2200).contains(n))?;
        let currency = at > 0 && words.touches(at) && (words.text(at - 1).chars().any(|c| "$£€¥#.".contains(c)) || words.text(at - 1).ends_with('$'));
        let more = words.touches(at + 1) && (words.is(at + 1, "%") || (words.is(at + 1, ":") && words.touches(at + 2)) || words.is(at + 1, "°"));
        return (!currency && !more).then_some((Value::Number(n), at + 1));
    }
    // "nineteen ninety-six", "two thousand four", "twenty sixteen"
    let (century, end) = small_number(words, at)?;
    if century == 2 && words.is(end, "thousand") {
        let next = if words.is(end + 1, "and") { end + 2 } else { end + 1 };
        return match small_number(words, next).filter(|_| words.joined(next)) {
            Some((ones, end)) => Some((Value::Number(2000 + ones), end)),
            None => Some((Value::Number(2000), end + 1)),
        };
    }
    if !(17..=20).contains(&century) {
        return None;
    }
    let (rest, end) = small_number(words, end).filter(|(n, _)| (10..=99).contains(n))?;
    Some((Value::Number(century * 100 + rest), end))
}

fn short_year(words: &Words<'_, '_>, at: usize) -> Read {
    let mark = ["'", "’", "‘", "`"].contains(&words.whole(at)) && words.touches(at + 1) && !words.touches(at);
    if !mark || words.text(at + 1).len() != 2 {
        return None;
    }
    let n = digits(words, at + 1, 2)?;
    Some((Value::Number(century(n)), at + 2))
}

fn business(words: &Words<'_, '_>, at: usize) -> Read {
    let (most, rest) = match words.text(at).as_bytes() {
        [b'1'..=b'4', b'Q' | b'q', rest @ ..] => (4, rest),
        [b'1'..=b'2', b'H', rest @ ..] => (2, rest),
        _ => return None,
    };
    let part = i64::from(words.text(at).as_bytes().first()? - b'0').min(most);
    let two = |rest: &[u8]| match rest {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(century(i64::from(a - b'0') * 10 + i64::from(b - b'0'))),
        _ => None,
    };
    let (year, end) = match rest {
        [] => match short_year(words, at + 1).or_else(|| year(words, at + 1).filter(|_| words.kind(at + 1) == Some(Kind::Number)))? {
            (Value::Number(year), end) if words.joined(at + 1) => (year, end),
            _ => return None,
        },
        [_, _, _, _] => (digits_of(rest)?, at + 1),
        rest => (two(rest)?, at + 1),
    };
    Some((Value::Number(year * 10 + part), end))
}

fn digits_of(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse().ok().filter(|year| (1900..2200).contains(year))
}

fn decade(words: &Words<'_, '_>, at: usize) -> Read {
    if let Some((n, end)) = class_number(words, at, Class::DecadeWord) {
        return Some((Value::Number(190 + n), end));
    }
    let marked = ["'", "’", "‘", "`"].contains(&words.whole(at)) && words.touches(at + 1);
    let at = if marked { at + 1 } else { at };
    let text = words.whole(at);
    let (number, end) = match text.strip_suffix("0s").or_else(|| text.strip_suffix("0'S")) {
        Some(_) => (text.get(..text.len().checked_sub(1)?)?, at + 1),
        // "1960's" is three tokens, or one with a possessive.
        None if text.ends_with("'s") || text.ends_with("’s") => (words.text(at), at + 1),
        None if (words.is(at + 1, "'") || words.is(at + 1, "’")) && words.touches(at + 1) && words.is(at + 2, "s") && words.touches(at + 2) => {
            (text, at + 3)
        }
        None => return None,
    };
    let n: i64 = (number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.parse().ok()).flatten()?;
    if n % 10 != 0 {
        return None;
    }
    match number.len() {
        3 if words.has(end, Class::Era) => Some((Value::Number(n / 10), end)),
        4 if (1000..2200).contains(&n) && !marked => Some((Value::Number(n / 10), end)),
        2 => Some((Value::Number(if n <= 10 { 200 + n / 10 } else { 190 + n / 10 }), end)),
        _ => None,
    }
}

fn face(words: &Words<'_, '_>, at: usize) -> Option<(Face, usize)> {
    if words.kind(at) == Some(Kind::Number) {
        return words.forms()?.clock(words, at);
    }
    let (hour, end) = small_number(words, at)?;
    Some((Face { hour, minute: 0, second: None, colon: false, military: false, half: None, zulu: false }, end))
}

fn clock(words: &Words<'_, '_>, at: usize) -> Read {
    if let Some((hour, end)) = class_number(words, at, Class::ClockWord) {
        return Some((Value::Clock(Clock::new(hour, 0)), end));
    }
    let (mut face, mut end) = face(words, at)?;
    if face.half.is_none() && words.joined(end) {
        if let Some((half, after)) = class_number(words, end, Class::Meridiem) {
            (face.half, end) = (Some(half), after);
        }
    }
    // The full stop of "a.m." belongs to it.
    let dotted = face.half.is_some() && words.text(end - 1).to_ascii_lowercase().ends_with(".m");
    if dotted && words.is(end, ".") && words.touches(end) {
        end += 1;
    }
    let oclock = words.sense(end, Class::Oclock).map(|(_, end)| end);
    // "10.15 EDT"
    let stopped = || words.whole(at).contains('.') && words.has(end, Class::Zone);
    let hours = face.military && (words.is(end, "hours") || words.is(end, "hrs"));
    let known =
        face.half.is_some() || oclock.is_some() || face.colon || hours || face.zulu || stopped() || (face.military && words.has(end, Class::Zone));
    let hour = match face.half {
        Some(half) if (1..=12).contains(&face.hour) => face.hour % 12 + half,
        Some(_) => return None,
        None => face.hour,
    };
    let valid = hour <= 23 && face.minute <= 59 && face.second.is_none_or(|s| s <= 59) || hour == 24 && face.minute == 0;
    let end = oclock.unwrap_or(end + usize::from(hours));
    let clock = Clock { second: face.second.map(|s| s as i16), zone: face.zulu.then_some(Zone::UTC), ..Clock::new(hour, face.minute) };
    (known && valid).then_some((Value::Clock(clock), end))
}
