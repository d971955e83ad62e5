//! The day that a date in one of the usual spellings names.

use dateline::jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

use crate::args::Order;

const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Words that may stand beside a date and change nothing: clocks, zones and labels.
const BESIDE: &[&str] = &[
    "am",
    "pm",
    "noon",
    "midnight",
    "at",
    "on",
    "of",
    "the",
    "published",
    "updated",
    "posted",
    "released",
    "created",
    "modified",
    "last",
    "first",
    "date",
    "hrs",
    "hours",
    "local",
    "time",
    "h",
    "t",
    "z",
    "utc",
    "gmt",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "mt",
    "pst",
    "pdt",
    "pt",
    "bst",
    "wat",
    "cat",
    "eat",
    "wet",
    "west",
    "cet",
    "cest",
    "eet",
    "eest",
    "msk",
    "trt",
    "ast",
    "adt",
    "ist",
    "pkt",
    "ict",
    "sgt",
    "hkt",
    "jst",
    "kst",
    "awst",
    "aest",
    "aedt",
    "nzst",
    "nzdt",
    "sast",
];

/// The calendar day of a date or date-time: ISO 8601, RFC 2822, "Nov. 29, 2016 7:58 AM ET", "29 November 2016", 29.11.2016, Unix time and the like. Of a time with an
/// offset it is the day in that offset, of Unix time the day in UTC. Numbers such as 04/05/2016 need to be told the order of day and month.
pub fn day(text: &str, order: Option<Order>) -> Result<Date, String> {
    let text = text.trim();
    let mut found = Found::default();
    let known = !text.is_empty() && text.len() <= 200 && unix(text).map(|day| found.whole.push(day)).is_none_or(|()| true);
    if !known || (found.whole.is_empty() && !found.read(text, order)) {
        return Err(format!("\"{}\" is not a date that can be read (write it as 2016-04-11)", shortened(text)));
    }
    found.day().map_err(|why| format!("\"{}\" {why}", shortened(text)))
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The day of a Unix time in seconds or milliseconds.
fn unix(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| if fraction.bytes().all(|b| b.is_ascii_digit()) { whole } else { text });
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number.div_euclid(1000),
        _ => return None,
    };
    date(1970, 1, 1).checked_add(seconds.div_euclid(86_400).days()).ok()
}

/// What of a date was found.
#[derive(Default)]
struct Found {
    /// Days that were written in one piece.
    whole: Vec<Date>,
    years: Vec<i16>,
    months: Vec<i8>,
    days: Vec<i8>,
    weekday: Option<Weekday>,
    /// Why a date in one piece is none.
    wrong: Option<&'static str>,
}

impl Found {
    /// Reads every piece of the text; false if one cannot be part of a date.
    fn read(&mut self, text: &str, order: Option<Order>) -> bool {
        let mut pieces = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '(' | ')' | '·' | '•' | '—' | '–'))
            .filter(|p| !p.is_empty())
            .peekable();
        while let Some(piece) = pieces.next() {
            let hour = pieces.peek().is_some_and(|next| matches!(word(next).as_str(), "am" | "pm"));
            if !self.piece(piece, hour, order) {
                return false;
            }
        }
        true
    }

    fn piece(&mut self, piece: &str, hour: bool, order: Option<Order>) -> bool {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let bytes = piece.as_bytes();
        match (digits, bytes.get(digits)) {
            (0, _) if matches!(bytes[0], b'+' | b'-') => piece.len() > 1 && bytes[1..].iter().all(|b| b.is_ascii_digit() || *b == b':'),
            (0, _) => self.words(piece, order),
            (_, Some(b':')) => is_clock(piece),
            (8, Some(b'T' | b't')) => self.number(&piece[..8]),
            (_, None) => hour && digits <= 2 || self.number(piece),
            (1 | 2, Some(_)) if matches!(&piece[digits..].to_ascii_lowercase()[..], "st" | "nd" | "rd" | "th" | "st." | ".") => {
                self.number(&piece[..digits])
            }
            (1 | 2, Some(_)) if BESIDE[..2].contains(&word(&piece[digits..]).as_str()) => true,
            (_, Some(b'-' | b'/' | b'.')) => self.numeric(piece, order),
            _ => false,
        }
    }

    /// Words, with marks between them: "Nov.", "29-Nov-2016" comes here by its parts.
    fn words(&mut self, piece: &str, order: Option<Order>) -> bool {
        let piece = piece.trim_end_matches([':', '.']);
        let text = word(piece);
        if let Some(month) = named(&MONTHS, &text) {
            self.months.push(month as i8 + 1);
        } else if let Some(day) = named(&WEEKDAYS, &text) {
            self.weekday = Weekday::from_monday_zero_offset(day as i8).ok();
        } else if BESIDE.contains(&text.as_str()) {
            return true;
        } else if let Some((first, rest)) = piece.split_once(['.', '-', '/', ':']) {
            return !rest.is_empty() && self.words(first, order) && self.piece(rest, false, order);
        } else {
            return false;
        }
        true
    }

    fn number(&mut self, digits: &str) -> bool {
        let Ok(number) = digits.parse::<i32>() else { return false };
        match digits.len() {
            1 | 2 => self.days.push(number as i8),
            4 => self.years.push(number as i16),
            8 => return self.date(number / 10_000, number / 100 % 100, number % 100),
            _ => return false,
        }
        true
    }

    /// Numbers with marks: 2016-11-29 and what may follow, 29.11.2016, 11/29/2016, 29-Nov-2016.
    fn numeric(&mut self, piece: &str, order: Option<Order>) -> bool {
        let mark = |c: char| matches!(c, '-' | '/' | '.');
        let (date, time) =
            piece.split_once(['T', 't', '_']).filter(|(date, _)| date.bytes().filter(|b| mark(char::from(*b))).count() == 2).unwrap_or((piece, ""));
        let mut parts = date.split(mark);
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return false };
        if !time.is_empty() && !is_clock(time) {
            return false;
        }
        if let Some(month) = named(&MONTHS, &word(b)) {
            self.months.push(month as i8 + 1);
            return self.number(a) && self.number(c);
        }
        // A Z after a date says only that the clock is UTC.
        let c = c.trim_end_matches(['Z', 'z']);
        let numbers = [a, b, c].map(|part| part.parse::<i32>().ok().filter(|_| part.len() <= 4));
        let [Some(x), Some(y), Some(z)] = numbers else { return false };
        if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
            return self.date(x, y, z);
        }
        if c.len() != 4 || a.len() > 2 || b.len() > 2 {
            self.wrong = Some("does not have its year in four digits");
            return true;
        }
        let day_first = match order {
            _ if x == y || x > 12 => Some(true),
            _ if y > 12 => Some(false),
            Some(order) => Some(order == Order::Dmy),
            None if piece.contains('.') => Some(true),
            None => None,
        };
        match day_first {
            Some(true) => self.date(z, y, x),
            Some(false) => self.date(z, x, y),
            None => {
                self.wrong = Some("may be either of two days (--date-order tells which)");
                true
            }
        }
    }

    fn date(&mut self, year: i32, month: i32, day: i32) -> bool {
        match Date::new(year as i16, month.clamp(0, 99) as i8, day.clamp(0, 99) as i8) {
            Ok(date) => self.whole.push(date),
            Err(_) => self.wrong = Some("is not a day of the calendar"),
        }
        true
    }

    /// The one day that it all names, or what is wrong with it.
    fn day(mut self) -> Result<Date, String> {
        if let Some(wrong) = self.wrong {
            return Err(wrong.to_owned());
        }
        let missing: Vec<&str> = [("day", self.days.is_empty()), ("month", self.months.is_empty()), ("year", self.years.is_empty())]
            .iter()
            .filter_map(|&(part, missing)| missing.then_some(part))
            .collect();
        match (self.whole.is_empty(), missing.as_slice()) {
            (true, []) if self.days.len() + self.months.len() + self.years.len() == 3 => {
                self.date(self.years[0].into(), self.months[0].into(), self.days[0].into());
            }
            (true, []) => return Err("has more than one date or number in it".to_owned()),
            (true, missing) => return Err(format!("has no {}", missing.join(" and no "))),
            (false, ["day", "month", "year"]) => {}
            (false, _) => return Err("has more than one date or number in it".to_owned()),
        }
        self.whole.dedup();
        match (self.wrong, self.whole.as_slice()) {
            (None, &[day]) if self.weekday.is_none_or(|weekday| weekday == day.weekday()) => Ok(day),
            (None, [_]) => Err("names a weekday that the day is not".to_owned()),
            (None, _) => Err("has more than one date in it".to_owned()),
            (Some(wrong), _) => Err(wrong.to_owned()),
        }
    }
}

/// A clock time, with what may stand around it: 7:58, 07:58:00.123Z, 7:58am, 10:00:00+02:00.
fn is_clock(text: &str) -> bool {
    let end = text.bytes().position(|b| !(b.is_ascii_digit() || matches!(b, b':' | b'.'))).unwrap_or(text.len());
    let mut parts = text[..end].split(':');
    let within =
        |part: Option<&str>, limit: u32| part.is_none_or(|p| p.split('.').next().and_then(|n| n.parse().ok()).is_some_and(|n: u32| n < limit));
    let clock = within(parts.next(), 25) && within(parts.next(), 60) && within(parts.next(), 61) && parts.next().is_none();
    let rest = &text[end..];
    let offset = rest.strip_prefix(['+', '-']).is_some_and(|o| !o.is_empty() && o.bytes().all(|b| b.is_ascii_digit() || b == b':'));
    clock && (rest.is_empty() || offset || BESIDE.contains(&word(rest).as_str()))
}

/// A word in small letters without its stops.
fn word(text: &str) -> String {
    text.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

/// The name that a word is, or begins with three letters or more.
fn named(names: &[&str], word: &str) -> Option<usize> {
    (word.len() >= 3).then(|| names.iter().position(|name| name.starts_with(word))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings() {
        for text in [
            "2016-11-29",
            "20161129",
            "2016-11-29T07:58",
            "2016-11-29 07:58:00.5",
            "2016-11-29T23:59:59Z",
            "2016-11-29T23:59:59+03:00",
            "2016/11/29",
            "2016-11-29 00:00:00 UTC",
            "2016-11-29 07:58:00+00:00",
            "2016-11-29T07:58:00.000+0000",
            "2016-11-29Z",
            "20161129T075800Z",
            "Nov 29, 2016",
            "Nov. 29, 2016",
            "November 29, 2016",
            "November 29th, 2016",
            "29 November 2016",
            "29 Nov 2016 07:58",
            "29. November 2016",
            "29-Nov-2016",
            "Tuesday, Nov. 29, 2016 7:58 AM ET",
            "Published: Tuesday, November 29, 2016 at 7:58 a.m. EST",
            "Tue, 29 Nov 2016 07:58:00 GMT",
            "Tue, 29 Nov 2016 07:58:00 +0000",
            "Tue Nov 29 07:58:00 2016",
            "Tue Nov 29 07:58:00 +0000 2016",
            "Tue Nov 29 07:58:00 UTC 2016",
            "11/29/2016",
            "29/11/2016",
            "29.11.2016",
            "11/29/2016 7:58:00 AM",
            "1480406280",
            "1480406280000",
            "1480406280.0",
            "29 NOVEMBER 2016 • 7:58AM",
            "Updated 7 PM, Nov 29 2016",
            "Nov.29, 2016",
            "29th of November 2016",
        ] {
            assert_eq!(day(text, None).map(|d| d.to_string()).as_deref(), Ok("2016-11-29"), "{text}");
        }
        let text = "04/05/2016";
        assert_eq!(day(text, Some(Order::Dmy)).unwrap().to_string(), "2016-05-04");
        assert_eq!(day(text, Some(Order::Mdy)).unwrap().to_string(), "2016-04-05");
    }

    #[test]
    fn what_is_no_full_date_is_told() {
        for (text, why) in [
            ("", "is not a date that can be read (write it as 2016-04-11)"),
            ("soon", "is not a date that can be read (write it as 2016-04-11)"),
            ("25 Novembe 2016 by Jo", "is not a date that can be read (write it as 2016-04-11)"),
            ("2016-04-11T25:61", "is not a date that can be read (write it as 2016-04-11)"),
            ("2016-04", "is not a date that can be read (write it as 2016-04-11)"),
            ("2016-04-1é", "is not a date that can be read (write it as 2016-04-11)"),
            ("Wed Nov 23", "has no year"),
            ("7:58 AM ET", "has no day and no month and no year"),
            ("November 2016", "has no day"),
            ("2016", "has no day and no month"),
            ("2016-02-30", "is not a day of the calendar"),
            ("February 30, 2016", "is not a day of the calendar"),
            ("Mon, 29 Nov 2016", "names a weekday that the day is not"),
            ("04/05/2016", "may be either of two days (--date-order tells which)"),
            ("04/05/16", "does not have its year in four digits"),
            ("Nov 28 2016 updated Nov 29 2016", "has more than one date or number in it"),
            ("2016-11-28 2016-11-29", "has more than one date in it"),
        ] {
            assert_eq!(day(text, None), Err(format!("\"{text}\" {why}")));
        }
    }
}
