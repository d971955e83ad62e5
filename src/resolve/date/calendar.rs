//! Stretches of the calendar: their TIMEX3 values, their intervals, and the steps between them. All steps that leave the calendar give nothing.
//!
//! Years are astronomical, as in ISO 8601: 0 is 1 BC, -479 is 480 BC. Their values are TIMEX3's (`BC0480`), and they have no interval.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::mention::date::expression::{Part, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Point {
    /// The hundreds of its years: 19 holds 1984; -5 is the fifth before Christ.
    Century(i64),
    /// The tens of its years: 198 holds 1984; -48 are the 480s before Christ.
    Decade(i64),
    Year(i64),
    Half(i64, i64),
    Quarter(i64, i64),
    Season(i64, &'static str),
    Month(i64, i64),
    /// ISO 8601 year and week.
    Week(i64, i64),
    /// The Saturday and Sunday of an ISO week.
    Weekend(i64, i64),
    Day(Date),
    /// So many days from that one.
    Days(Date, i64),
}

/// The years of the calendar.
pub(crate) const YEARS: std::ops::RangeInclusive<i64> = -9998..=9999;

/// The day, if there is such a day.
pub(crate) fn day(year: i64, month: i64, day: i64) -> Option<Date> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    YEARS.contains(&year).then_some(date)
}

/// The day so many days away.
pub(crate) fn add_days(date: Date, days: i64) -> Option<Date> {
    let moved = date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    YEARS.contains(&i64::from(moved.year())).then_some(moved)
}

/// The month so many months away.
pub(crate) fn add_months(year: i64, month: i64, months: i64) -> Option<(i64, i64)> {
    let index = year.checked_mul(12)?.checked_add(month - 1)?.checked_add(months)?;
    let year = index.div_euclid(12);
    YEARS.contains(&year).then(|| (year, index.rem_euclid(12) + 1))
}

/// The day in that many months; the last of the month where it is shorter.
pub(crate) fn add_months_to(date: Date, months: i64) -> Option<Date> {
    let (year, month) = add_months(date.year().into(), date.month().into(), months)?;
    let last = i64::from(day(year, month, 1)?.days_in_month());
    day(year, month, i64::from(date.day()).min(last))
}

/// Days from one day to another.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// 1 is Monday.
pub(crate) fn weekday(date: Date) -> i64 {
    date.weekday().to_monday_one_offset().into()
}

/// The ISO year and week of a day.
pub(crate) fn week(date: Date) -> (i64, i64) {
    let week = date.iso_week_date();
    (week.year().into(), week.week().into())
}

/// The Monday of an ISO week.
pub(crate) fn monday(year: i64, week: i64) -> Option<Date> {
    let date = ISOWeekDate::new(year.try_into().ok()?, week.try_into().ok()?, Weekday::Monday).ok()?.date();
    (date.year() >= 1).then_some(date)
}

/// The first month of a season of the north, and whether it belongs to the year it begins in.
fn season_start(code: &str) -> i64 {
    match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

impl Point {
    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Point::Century(n) if n < 0 => format!("BC{:02}", -n - 1),
            Point::Century(n) => format!("{n:02}"),
            Point::Decade(n) if n < 0 => format!("BC{:03}", -n),
            Point::Decade(n) => format!("{n:03}"),
            Point::Year(y) => written(y),
            Point::Half(y, n) => format!("{}-H{n}", written(y)),
            Point::Quarter(y, n) => format!("{}-Q{n}", written(y)),
            Point::Season(y, code) => format!("{}-{code}", written(y)),
            Point::Month(y @ 1..=9999, m) => {
                let ([a, b, c, d], [m1, m2]) = (four(y), two(m));
                text(&[a, b, c, d, b'-', m1, m2])
            }
            Point::Month(y, m) => format!("{}-{m:02}", written(y)),
            Point::Week(y, w) => format!("{}-W{w:02}", written(y)),
            Point::Weekend(y, w) => format!("{}-W{w:02}-WE", written(y)),
            Point::Day(date) | Point::Days(date, 1) => iso(date),
            Point::Days(date, days) => format!("{}/{}", iso(date), iso(add_days(date, days - 1).unwrap_or(date))),
        }
    }

    /// The first day and the day after the last, for the years that ISO 8601 writes with four digits.
    pub fn written_interval(self) -> Option<(String, String)> {
        let (from, until) = self.interval()?;
        (from.year() >= 1).then(|| (iso(from), iso(until)))
    }

    /// The first day and the day after the last.
    pub fn interval(self) -> Option<(Date, Date)> {
        let months = |y, m, n| {
            let (end_year, end_month) = add_months(y, m, n)?;
            Some((day(y, m, 1)?, day(end_year, end_month, 1)?))
        };
        let years = |y, n| Some((day(y, 1, 1)?, day(y + n, 1, 1)?));
        match self {
            Point::Century(n) if n < 0 => years(n * 100 + 1, 100),
            Point::Century(n) => years(n * 100, 100),
            Point::Decade(n) if n < 0 => years(n * 10 - 8, 10),
            Point::Decade(n) => years(n * 10, 10),
            Point::Year(y) => years(y, 1),
            Point::Half(y, n) => months(y, n * 6 - 5, 6),
            Point::Quarter(y, n) => months(y, n * 3 - 2, 3),
            Point::Season(y, code) => months(y, season_start(code), 3),
            Point::Month(y, m) => months(y, m, 1),
            Point::Week(y, w) => monday(y, w).and_then(|start| Some((start, add_days(start, 7)?))),
            Point::Weekend(y, w) => monday(y, w).and_then(|start| Some((add_days(start, 5)?, add_days(start, 7)?))),
            Point::Day(date) => Some((date, add_days(date, 1)?)),
            Point::Days(date, days) => Some((date, add_days(date, days)?)),
        }
    }

    /// A day within it.
    pub fn some_day(self) -> Option<Date> {
        match self {
            Point::Day(date) | Point::Days(date, _) => Some(date),
            // The Thursday decides to which year a week belongs.
            Point::Week(y, w) | Point::Weekend(y, w) => add_days(monday(y, w)?, 3),
            point => point.interval().map(|(from, _)| from),
        }
    }

    pub fn year(self) -> Option<i64> {
        match self {
            Point::Century(_) | Point::Decade(_) => None,
            Point::Year(y) | Point::Half(y, _) | Point::Quarter(y, _) | Point::Season(y, _) | Point::Month(y, _) => Some(y),
            point => point.some_day().map(|d| d.year().into()),
        }
    }

    /// The month, where it lies within one.
    pub fn month(self) -> Option<(i64, i64)> {
        match self {
            Point::Month(y, m) => Some((y, m)),
            Point::Day(d) | Point::Days(d, _) => Some((d.year().into(), d.month().into())),
            Point::Week(..) | Point::Weekend(..) => self.some_day().map(|d| (d.year().into(), d.month().into())),
            _ => None,
        }
    }

    /// The same stretch in another year.
    pub fn in_year(self, year: i64) -> Point {
        match self {
            Point::Quarter(_, n) => Point::Quarter(year, n),
            Point::Half(_, n) => Point::Half(year, n),
            Point::Month(_, m) => Point::Month(year, m),
            Point::Season(_, code) => Point::Season(year, code),
            _ => Point::Year(year),
        }
    }
}

/// The period of a unit that holds a day, moved by so many units.
pub(crate) fn period(date: Date, unit: Unit, by: i64) -> Option<Point> {
    let (year, month) = (i64::from(date.year()), i64::from(date.month()));
    // Nobody counts the weeks before Christ.
    let counted = |y: i64| (y >= 1).then_some(y);
    let within = |y: i64| YEARS.contains(&y).then_some(y);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => Point::Day(add_days(date, by)?),
        Unit::Week | Unit::Fortnight => {
            let weeks = if unit == Unit::Week { 7 } else { 14 };
            let (y, w) = week(add_days(date, by.checked_mul(weeks)?)?);
            Point::Week(counted(y)?, w)
        }
        Unit::Weekend => {
            let (y, w) = week(add_days(date, by.checked_mul(7)?)?);
            Point::Weekend(counted(y)?, w)
        }
        Unit::Month => {
            let (y, m) = add_months(year, month, by)?;
            Point::Month(y, m)
        }
        Unit::Quarter => {
            let (y, m) = add_months(year, month, by.checked_mul(3)?)?;
            Point::Quarter(y, (m + 2) / 3)
        }
        Unit::Half => {
            let (y, m) = add_months(year, month, by.checked_mul(6)?)?;
            Point::Half(y, (m + 5) / 6)
        }
        Unit::Year => Point::Year(within(year.checked_add(by)?)?),
        Unit::Decade => match within(year.checked_add(by.checked_mul(10)?)?)? {
            // The years before the 10s BC make no decade that has a name.
            y if y > 0 => Point::Decade(y / 10),
            y => Point::Decade(Some((y - 1) / 10).filter(|n| *n < 0)?),
        },
        Unit::Century => match within(year.checked_add(by.checked_mul(100)?)?)? {
            y if y > 0 => Point::Century(y / 100),
            y => Point::Century(y / 100 - 1),
        },
        Unit::Millennium => return None,
    })
}

/// The nth (-1: last) day, week, month and so on within a stretch. A week belongs to where its Thursday is.
pub(crate) fn nth(within: Point, n: i64, part: Part) -> Option<Point> {
    let (from, until) = within.interval()?;
    let last = add_days(until, -1)?;
    let unit = match part {
        Part::Weekday(day) => return nth_weekday(from, last, n, day).map(Point::Day),
        Part::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            let day = nth_weekday(from, last, n, if unit == Unit::Week { 4 } else { 6 })?;
            return period(day, unit, 0);
        }
        Part::Unit(unit) => unit,
    };
    let found = if n < 0 { period(last, unit, 0)? } else { period(from, unit, n - 1)? };
    (found.interval()?.0 < until).then_some(found)
}

/// The nth (-1: last) of a day of the week from a day to another one.
fn nth_weekday(from: Date, last: Date, n: i64, day: i64) -> Option<Date> {
    let found = if n < 0 {
        add_days(last, -(weekday(last) - day).rem_euclid(7))?
    } else {
        add_days(from, (day - weekday(from)).rem_euclid(7) + 7 * (n - 1))?
    };
    (found <= last).then_some(found)
}

/// The year as TIMEX3 writes it.
pub(crate) fn written(year: i64) -> String {
    match year {
        1..=9999 => text(&four(year)),
        _ if year > 0 => year.to_string(),
        _ => format!("BC{:04}", 1 - year),
    }
}

/// The date as TIMEX3 and, after Christ, ISO 8601 write it.
pub(crate) fn iso(date: Date) -> String {
    match four_digits(date) {
        Some(digits) => text(&digits),
        None => format!("{}-{:02}-{:02}", written(date.year().into()), date.month(), date.day()),
    }
}

/// The minute of a day that ISO 8601 writes with four digits for its year, local or with the offset of a zone.
pub(crate) fn iso_minute(date: Date, minute: i64, zone: &str) -> Option<String> {
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = four_digits(date)?;
    let ([h1, h2], [n1, n2]) = (two(minute / 60), two(minute % 60));
    let digits = [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2];
    let mut written = String::with_capacity(digits.len() + zone.len());
    written.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    written.push_str(zone);
    Some(written)
}

/// A date after Christ in ten characters. Most of what dates cost was `format!`.
fn four_digits(date: Date) -> Option<[u8; 10]> {
    let [y1, y2, y3, y4] = Some(date.year()).filter(|&year| year >= 1).map(|year| four(year.into()))?;
    let ([m1, m2], [d1, d2]) = (two(date.month().into()), two(date.day().into()));
    Some([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2])
}

/// The digits of a number of 0 to 9999.
fn four(n: i64) -> [u8; 4] {
    let ([a, b], [c, d]) = (two(n / 100), two(n % 100));
    [a, b, c, d]
}

/// The digits of a number of 0 to 99.
fn two(n: i64) -> [u8; 2] {
    let n = n as u8;
    [b'0' + n / 10, b'0' + n % 10]
}

/// Digits as a text.
fn text(digits: &[u8]) -> String {
    std::str::from_utf8(digits).unwrap_or_default().to_owned()
}
