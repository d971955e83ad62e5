//! Dates and clock times in digits and marks, such as "2016-04-11" and "10:30pm": read from the text, since their tokens are many.

use regex::{Captures, Regex};

use super::{
    expression::{Clock, Zone},
    words::Words,
};
use crate::token::Kind;

/// The longest form, "12:30:45p.m", has 11 bytes; what stands after one must be seen too.
const LONGEST: usize = 16;

/// A compact, a dotted, a year-first and a year-last date. Both marks of a date are the same.
const DATE: &str = r"(?-u)^(?:(\d{4})(\d\d)(\d\d)|(\d\d?)\.(\d\d?)\.(\d{4})|(\d{4})(?:-(\d\d?)-|/(\d\d?)/|\.(\d\d?)\.)(\d\d?)|(\d\d?)(?:-(\d\d?)-|/(\d\d?)/)(\d{4}|\d\d))";

/// The longest timestamp, "2016-04-12T14:30:15.123456+05:30", has 32 bytes.
const LONGEST_STAMP: usize = 40;

/// Date, time and zone of ISO 8601 as one.
const STAMP: &str = r"(?-u)^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?";

/// The compiled forms.
pub(crate) struct Forms {
    date: Regex,
    stamp: Regex,
}

/// Year, month and day; `open` if month and day may be the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeric {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub open: bool,
}

/// What stands before a half of the day or a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    pub hour: i64,
    pub minute: i64,
    pub second: Option<i64>,
    /// "10:30": a time in itself.
    pub colon: bool,
    /// "0800": a time only where a zone or "hours" follows.
    pub military: bool,
    /// "10pm": 0 or 12.
    pub half: Option<i64>,
    /// "1430Z": the zone of UTC.
    pub zulu: bool,
}

impl Forms {
    /// Nothing only if an expression above were wrong, which the tests exclude.
    pub fn new() -> Option<Forms> {
        Some(Forms { date: Regex::new(DATE).ok()?, stamp: Regex::new(STAMP).ok()? })
    }

    /// A date in digits that begins with a token, and the token after it.
    pub fn date(&self, words: &Words<'_, '_>, at: usize) -> Option<(Numeric, usize)> {
        // Nothing else can be one, and most numbers are none.
        let token = words.whole(at);
        let mark = |at: usize| words.touches(at) && matches!(words.whole(at), "-" | "/" | ".") && words.kind(at + 1) == Some(Kind::Number);
        let marked = mark(at + 1) && mark(at + 3);
        let inside = || token.bytes().filter(|b| *b == b'.').count() >= 2;
        if !marked && token.len() != 8 && !inside() {
            return None;
        }
        let found = self.date.captures(words.ahead(at, LONGEST)?)?;
        let end = words.ending(at, found.get(0)?.end())?;
        // Four numbers in a row are a telephone number or a version.
        let chained = |at: usize| matches!(words.whole(at), "/" | "-");
        if (chained(end) && words.touches(end)) || (at > 0 && words.touches(at) && chained(at - 1)) {
            return None;
        }
        let n = |group| number(&found, group);
        let years = |range: std::ops::Range<i64>, year: i64| range.contains(&year);
        let (year, a, b, open) = if let Some(year) = n(1).filter(|y| years(1900..2100, *y)) {
            (year, n(2)?, n(3)?, false)
        } else if let Some(year) = n(6).filter(|y| years(1900..2100, *y)) {
            (year, n(5)?, n(4)?, false)
        } else if let Some(year) = n(7) {
            (year, n(8).or_else(|| n(9)).or_else(|| n(10))?, n(11)?, false)
        } else {
            let year = n(15)?;
            let full = if found.get(15)?.len() == 4 { year } else { century(year) };
            (full, n(12)?, n(13).or_else(|| n(14))?, true)
        };
        let fits = |month: i64, day: i64| (1..=12).contains(&month) && (1..=31).contains(&day) && years(1000..2200, year);
        match (fits(a, b), open && fits(b, a)) {
            (true, swap) => Some((Numeric { year, month: a, day: b, open: swap && a != b }, end)),
            (false, true) => Some((Numeric { year, month: b, day: a, open: false }, end)),
            (false, false) => None,
        }
    }

    /// A timestamp that begins with a token, and the token after it.
    pub fn stamp(&self, words: &Words<'_, '_>, at: usize) -> Option<(Numeric, Clock, usize)> {
        let ahead = words.ahead(at, LONGEST_STAMP)?;
        // Nothing else can be one, and most numbers are none.
        if ahead.as_bytes().get(10) != Some(&b'T') {
            return None;
        }
        let found = self.stamp.captures(ahead)?;
        let end = words.ending(at, found.get(0)?.end())?;
        let n = |group| number(&found, group);
        let (year, month, day, hour, minute, second) = (n(1)?, n(2)?, n(3)?, n(4)?, n(5)?, n(6));
        let offset = n(8).zip(found.get(8)).map(|(hours, sign)| {
            let minutes = n(9).unwrap_or(0);
            Zone::new(hours, if sign.as_str().starts_with('-') { -minutes } else { minutes })
        });
        let zone = if found.get(7).is_some() { Some(Zone::UTC) } else { offset };
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year) && hour <= 23 && minute <= 59;
        let valid = valid && second.is_none_or(|s| s <= 59);
        valid.then_some((
            Numeric { year, month, day, open: false },
            Clock { second: second.map(|s| s as i16), zone, ..Clock::new(hour, minute) },
            end,
        ))
    }

    /// A clock time in digits that begins with a token, and the token after it.
    pub fn clock(&self, words: &Words<'_, '_>, at: usize) -> Option<(Face, usize)> {
        let token = words.whole(at);
        if token.bytes().all(|b| b.is_ascii_digit()) {
            let face = |hour, minute, military| Face { hour, minute, second: None, colon: false, military, half: None, zulu: false };
            let marked = words.touches(at + 1) && matches!(words.whole(at + 1), ":" | ".");
            match token.len() {
                1 | 2 if marked => {}
                1 | 2 => return Some((face(token.parse().ok()?, 0, false), at + 1)),
                4 => return Some((face(token.get(..2)?.parse().ok()?, token.get(2..)?.parse().ok()?, true), at + 1)),
                _ => return None,
            }
        }
        let (face, length) = face(words.ahead(at, LONGEST)?.as_bytes())?;
        let end = words.ending(at, length)?;
        (!face.military || face.half.is_none()).then_some((face, end))
    }
}

/// Hours with minutes after a colon, an "h" or a full stop, four digits, or hours alone; then the half of the day and the zone of UTC. With how many bytes they take.
fn face(text: &[u8]) -> Option<(Face, usize)> {
    let digit = |at: usize| text.get(at).filter(|b| b.is_ascii_digit()).map(|b| i64::from(b - b'0'));
    let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let (hour, mut end) = two(0).map(|hour| (hour, 2)).or_else(|| Some((digit(0)?, 1)))?;
    let mut face = Face { hour, minute: 0, second: None, colon: false, military: false, half: None, zulu: false };
    match (text.get(end), two(end + 1), two(2)) {
        (Some(b':'), Some(minute), _) => {
            (face.minute, face.colon, end) = (minute, true, end + 3);
            face.second = two(end + 1).filter(|_| text.get(end) == Some(&b':'));
            end += if face.second.is_some() { 3 } else { 0 };
        }
        (Some(b'h' | b'H'), Some(minute), _) => (face.minute, face.colon, end) = (minute, true, end + 3),
        (Some(b'.'), Some(minute), _) => (face.minute, end) = (minute, end + 3),
        (_, _, Some(minute)) if end == 2 => (face.minute, face.military, end) = (minute, true, 4),
        _ => {}
    }
    let half = match text.get(end).map(u8::to_ascii_lowercase) {
        Some(b'a') => Some(0),
        Some(b'p') => Some(12),
        _ => None,
    };
    let stop = usize::from(text.get(end + 1) == Some(&b'.'));
    if half.is_some() && matches!(text.get(end + 1 + stop), Some(b'm' | b'M')) {
        (face.half, end) = (half, end + 2 + stop);
    }
    face.zulu = text.get(end) == Some(&b'Z');
    end += usize::from(face.zulu);
    Some((face, end))
}

/// The year that two digits stand for: up to 30 in this century.
pub(crate) fn century(two: i64) -> i64 {
    if two <= 30 { 2000 + two } else { 1900 + two }
}

fn number(found: &Captures<'_>, group: usize) -> Option<i64> {
    found.get(group)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expressions_compile() {
        assert!(Forms::new().is_some());
    }
}
