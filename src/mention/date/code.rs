//! What the values of the tables stand for, and how lengths are written.

use super::expression::{Count, Holiday, HolidayRule, Unit};

/// The TIMEX3 code a table's value stands for.
pub(crate) fn code(value: &str) -> Option<&'static str> {
    const CODES: &[&str] = &[
        "MO",
        "MI",
        "AF",
        "EV",
        "NI",
        "DT",
        "SP",
        "SU",
        "FA",
        "WI",
        "START",
        "MID",
        "END",
        "APPROX",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
        "PRESENT_REF",
        "PAST_REF",
        "FUTURE_REF",
    ];
    CODES.iter().find(|c| **c == value).copied()
}

/// The ISO 8601 duration, with TIMEX3's units and its X for a number not known.
pub(crate) fn duration(count: Count, unit: Unit) -> String {
    let (time, letter, factor) = match unit {
        Unit::Second => (true, "S", 1),
        Unit::Minute => (true, "M", 1),
        Unit::Hour => (true, "H", 1),
        Unit::Day | Unit::Night => (false, "D", 1),
        Unit::Week => (false, "W", 1),
        Unit::Fortnight => (false, "W", 2),
        Unit::Weekend => (false, "WE", 1),
        Unit::Month => (false, "M", 1),
        Unit::Quarter => (false, "Q", 1),
        Unit::Half => (false, "M", 6),
        Unit::Year => (false, "Y", 1),
        Unit::Decade => (false, "Y", 10),
        Unit::Century => (false, "Y", 100),
        Unit::Millennium => (false, "Y", 1000),
    };
    let vague_letter = match unit {
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Millennium => "ML",
        _ => letter,
    };
    let lead = if time { "PT" } else { "P" };
    match count {
        Count::Exact(n) | Count::Between(n, _) | Count::Vague(Some(n)) => format!("{lead}{}{letter}", u64::from(n) * factor),
        Count::AndHalf(n) => half_duration(n, unit).unwrap_or_else(|| format!("{lead}{n}.5{letter}")),
        Count::Vague(None) => format!("{lead}X{vague_letter}"),
    }
}

/// A length of several units; weeks are counted as days, since ISO 8601 has them alone.
pub(crate) fn long_duration(parts: &[(u32, Unit)]) -> String {
    let sum = |unit: Unit| parts.iter().filter(|part| part.1 == unit).map(|part| u64::from(part.0)).sum::<u64>();
    let days = sum(Unit::Day) + sum(Unit::Night) + 7 * sum(Unit::Week);
    let write = |n: u64, letter: &str| if n > 0 { format!("{n}{letter}") } else { String::new() };
    let date = [write(sum(Unit::Year), "Y"), write(sum(Unit::Month), "M"), write(days, "D")].concat();
    let time = [write(sum(Unit::Hour), "H"), write(sum(Unit::Minute), "M"), write(sum(Unit::Second), "S")].concat();
    let mark = if time.is_empty() { "" } else { "T" };
    format!("P{date}{mark}{time}")
}

/// A length with a half in whole smaller units, where there are such.
fn half_duration(n: u32, unit: Unit) -> Option<String> {
    let n = u64::from(n);
    Some(match unit {
        Unit::Hour => format!("PT{}M", n * 60 + 30),
        Unit::Minute => format!("PT{}S", n * 60 + 30),
        Unit::Day => format!("PT{}H", n * 24 + 12),
        Unit::Year => format!("P{}M", n * 12 + 6),
        Unit::Decade => format!("P{}Y", n * 10 + 5),
        Unit::Century => format!("P{}Y", n * 100 + 50),
        _ => return None,
    })
}

/// Reads the value of a holiday's row.
pub(crate) fn holiday(value: &str) -> Option<Holiday> {
    let (rule, days) = value.split_once('/').map_or((value, Some(1)), |(rule, days)| (rule, days.parse().ok()));
    let offset = |text: &str| text.strip_prefix('+').unwrap_or(text).parse().ok();
    let day = |text: &str| {
        let (month, day) = text.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    };
    let rule = if let Some(days) = rule.strip_prefix("easter") {
        HolidayRule::Easter(offset(days)?)
    } else if let Some(days) = rule.strip_prefix("orthodox") {
        HolidayRule::Orthodox(offset(days)?)
    } else if let Some(days) = rule.strip_prefix("tishri") {
        HolidayRule::Tishri(offset(days)?)
    } else if let Some(day) = rule.strip_prefix("kislev-") {
        HolidayRule::Kislev(day.parse().ok()?)
    } else if let Some(date) = rule.strip_prefix("islamic-") {
        let (month, day) = day(date)?;
        HolidayRule::Islamic { month, day }
    } else if let Some((date, minutes)) = rule.strip_prefix("moon-").and_then(|rule| rule.split_once(' ')) {
        let (month, day) = day(date)?;
        HolidayRule::NewMoon { month, day, minutes: offset(minutes)? }
    } else if let Some(minutes) = rule.strip_prefix("lunar ") {
        HolidayRule::Lunar(offset(minutes)?)
    } else if rule == "eid" {
        HolidayRule::Eid
    } else if rule == "equinox" {
        HolidayRule::Equinox
    } else if let Some((month, day)) = day(rule) {
        HolidayRule::Fixed { month, day }
    } else {
        // The nth weekday has one more hyphen than a fixed day: "11-4-4", and "05--1-1" for the last.
        let (rule, plus) = rule.split_once('+').map_or((rule, Some(0)), |(rule, plus)| (rule, plus.parse().ok()));
        let (month, rest) = rule.split_once('-')?;
        let (n, weekday) = rest.rsplit_once('-')?;
        HolidayRule::Nth { month: month.parse().ok()?, n: n.parse().ok()?, weekday: weekday.parse().ok()?, plus: plus? }
    };
    Some(Holiday { rule, days: days? })
}
