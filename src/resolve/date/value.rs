//! The value of one expression.

use std::fmt::Write;

use jiff::civil::Date;

use super::{
    calendar::{self, Point, add_days, add_months_to, iso, iso_minute, written},
    named::{named, open},
    state::State,
};
use crate::{
    mention::date::{
        DateCandidate, Tense,
        code::{duration, long_duration},
        expression::{Base, Clock, Count, Named, Part, Shape, Shift, Unit, YearOf},
    },
    model::{Anchor, DateType},
};

/// An expression resolved.
pub(crate) struct Resolved {
    pub kind: DateType,
    pub value: String,
    /// From and until, half open.
    pub interval: Option<(String, String)>,
    pub anchor: Anchor,
    /// The value is complete.
    pub known: bool,
    pub point: Option<Point>,
}

impl Resolved {
    /// The day it is, if it is one.
    pub fn day(&self) -> Option<Date> {
        match self.point {
            Some(Point::Day(day)) => Some(day),
            _ => None,
        }
    }

    fn plain(kind: DateType, value: String) -> Resolved {
        Resolved { kind, value, interval: None, anchor: Anchor::None, known: true, point: None }
    }

    fn unknown(value: String) -> Resolved {
        Resolved { known: false, ..Resolved::plain(DateType::Date, value) }
    }

    fn point(point: Point, anchor: Anchor) -> Resolved {
        Resolved { kind: DateType::Date, value: point.value(), interval: point.written_interval(), anchor, known: true, point: Some(point) }
    }
}

/// A place in the calendar as far as it is known.
pub(super) enum Place {
    At(Point, Anchor),
    /// TIMEX3 with X for what is not known.
    Open(String),
}

/// Resolves an expression and keeps in the state what it tells. Nothing for what is no date of any calendar.
pub(crate) fn resolve_expression(state: &mut State, candidate: &DateCandidate) -> Option<Resolved> {
    let shape = &candidate.expression.shape;
    let resolved = match shape {
        Shape::Length { count, unit, side } => length(state, *count, *unit, *side),
        Shape::Until { count, unit, last } => length_until(state, *count, *unit, last, candidate.tense),
        Shape::Long { parts } => Resolved::plain(DateType::Duration, long_duration(parts)),
        Shape::Repeat { value } => Resolved::plain(DateType::Set, value.clone()),
        Shape::Reference(value) => Resolved::plain(DateType::Date, (*value).to_owned()),
        Shape::At { clock, on } => at(state, clock, on.as_deref(), candidate.tense, candidate.closes)?,
        Shape::Part { part, on } => part_of_day(state, part, on.as_deref(), candidate.tense)?,
        // "Hours later"; "hours ago" is but past.
        Shape::Offset { count, unit, base, .. } if unit.is_clock() && (*base != Base::Now || *count != Count::Vague(None)) => {
            Resolved { kind: DateType::Time, ..Resolved::unknown("XXXX-XX-XXTXX:XX".to_owned()) }
        }
        Shape::Offset { count: Count::Vague(None), by, base, unit } => match base {
            Base::Now => Resolved::plain(DateType::Date, if *by < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned()),
            Base::Text | Base::Context => Resolved::unknown(open_unit(*unit)),
        },
        Shape::Span(from, until) => span(state, from, until, candidate.tense)?,
        // The seven days up to the last one.
        Shape::Ending { unit: Unit::Week, last, back: 3 } => {
            let days = match place(state, last, candidate.tense)? {
                Place::At(Point::Day(day), _) => add_days(day, -6).zip(add_days(day, 1)).filter(|(from, _)| from.year() >= 1),
                _ => None,
            };
            match place(state, shape, candidate.tense)? {
                Place::At(point, anchor) => {
                    let resolved = Resolved::point(point, anchor);
                    Resolved { interval: days.map(|(from, until)| (iso(from), iso(until))).or(resolved.interval), ..resolved }
                }
                Place::Open(value) => Resolved::unknown(value),
            }
        }
        shape => match place(state, shape, candidate.tense)? {
            Place::At(point, anchor) => Resolved::point(point, anchor),
            Place::Open(value) => Resolved::unknown(value),
        },
    };
    if let Some(point) = resolved.point {
        state.told(point);
        state.pass(point, shape, &resolved.anchor);
        match shape {
            // A quarter still to come is not the one reported on, unless what has been reported says so.
            Shape::Named { what: Named::Quarter(_) | Named::Half(_), .. }
                if state.is_unfinished(point) && (state.period.is_some() || !candidate.tense.is_past()) => {}
            Shape::Named { what: Named::Quarter(_) | Named::Half(_), .. } => state.period = Some(point),
            // "the first quarter … the quarter ended Sept. 29": a fiscal quarter keeps its number.
            Shape::Ending { unit: Unit::Quarter, .. } => state.period = state.period.or(Some(point)),
            Shape::Period { unit: Unit::Quarter, .. } | Shape::Same { year: YearOf::Open } => state.period = Some(point),
            // "no profit this year": what follows is compared with a year.
            Shape::Period { unit: Unit::Year, shift: Shift { by: 0, base: Base::Now } } => state.reported = None,
            Shape::Period { unit: Unit::Year, shift: Shift { base: Base::Context, .. } } => state.period = None,
            _ => {}
        }
    }
    // "the nine months": what comes after is compared with another year's nine months, not with a quarter.
    match shape {
        Shape::Length { count: Count::Exact(2..=12), unit: Unit::Month, .. }
        | Shape::Length { count: Count::Exact(1), unit: Unit::Year, .. }
        | Shape::Until { unit: Unit::Month | Unit::Year, .. } => state.period = None,
        _ => {}
    }
    if matches!(shape, Shape::Same { year: YearOf::Open }) {
        state.reported = Some(state.sentence);
    }
    Some(resolved)
}

fn span(state: &mut State, from: &Shape, until: &Shape, tense: Tense) -> Option<Resolved> {
    let (from, anchor, until) = match (place(state, from, tense)?, place(state, until, tense)?) {
        (Place::At(from, anchor), Place::At(until, _)) => (from, anchor, until),
        (Place::Open(from), Place::Open(until)) => return Some(Resolved::unknown(format!("{from}/{until}"))),
        _ => return None,
    };
    let interval = from.written_interval().zip(until.written_interval()).map(|((start, _), (_, end))| (start, end));
    state.told(until);
    Some(Resolved { interval, ..Resolved { value: format!("{}/{}", from.value(), until.value()), point: None, ..Resolved::point(from, anchor) } })
}

fn length(state: &State, count: Count, unit: Unit, side: i64) -> Resolved {
    let value = duration(count, unit);
    let exact = match count {
        Count::Exact(n) => Some(i64::from(n)),
        _ => None,
    };
    let other = state.now.zip(exact).filter(|_| side != 0).and_then(|(now, n)| Some((now, step(now, unit, side.checked_mul(n)?)?)));
    // The interval is written with four digits for a year.
    let interval = other.filter(|(now, other)| now.year() >= 1 && other.year() >= 1);
    let interval = interval.map(|(now, other)| if side < 0 { (iso(other), iso(now)) } else { (iso(now), iso(other)) });
    let anchor = if interval.is_some() { Anchor::Dct } else { Anchor::None };
    Resolved { interval, anchor, ..Resolved::plain(DateType::Duration, value) }
}

/// "the nine months ended Sept. 30"
fn length_until(state: &State, count: Count, unit: Unit, last: &Shape, tense: Tense) -> Resolved {
    let day = match place(state, last, tense) {
        Some(Place::At(point @ (Point::Day(_) | Point::Month(..)), anchor)) => point.interval().map(|(_, until)| (until, anchor)),
        _ => None,
    };
    let exact = if let Count::Exact(n) = count { Some(i64::from(n)) } else { None };
    let found = day.zip(exact).and_then(|((until, anchor), n)| Some((step(until, unit, n.checked_neg()?)?, until, anchor)));
    let plain = Resolved::plain(DateType::Duration, duration(count, unit));
    match found.filter(|(from, ..)| from.year() >= 1) {
        Some((from, until, anchor)) => Resolved { interval: Some((iso(from), iso(until))), anchor, ..plain },
        None => plain,
    }
}

/// The day so many units away.
fn step(date: Date, unit: Unit, by: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute => None,
        Unit::Hour => (by % 24 == 0).then(|| add_days(date, by / 24)).flatten(),
        Unit::Day | Unit::Night => add_days(date, by),
        Unit::Week | Unit::Weekend => add_days(date, by.checked_mul(7)?),
        Unit::Fortnight => add_days(date, by.checked_mul(14)?),
        Unit::Month => add_months_to(date, by),
        Unit::Quarter => add_months_to(date, by.checked_mul(3)?),
        Unit::Half => add_months_to(date, by.checked_mul(6)?),
        Unit::Year => add_months_to(date, by.checked_mul(12)?),
        Unit::Decade => add_months_to(date, by.checked_mul(120)?),
        Unit::Century => add_months_to(date, by.checked_mul(1200)?),
        Unit::Millennium => None,
    }
}

/// The day of a time: the one named with it, else the one the text has just spoken of, else now; TIMEX3 with X for one not known.
fn day_of(state: &mut State, on: Option<&Shape>, tense: Tense) -> Option<(Result<Date, String>, Anchor)> {
    let unknown = || "XXXX-XX-XX".to_owned();
    let Some(on) = on else {
        return Some(match state.clock_day() {
            Some(day) => (Ok(day), Anchor::Narrative),
            None if state.narrative || state.near_day().is_some() => (Err(unknown()), Anchor::None),
            None => (state.now.ok_or_else(unknown), Anchor::Dct),
        });
    };
    match place(state, on, tense)? {
        Place::At(point, anchor) => {
            state.told(point);
            Some((point.some_day().ok_or_else(unknown), anchor))
        }
        // "that night" after a year is mostly of another time.
        Place::Open(_) if matches!(on, Shape::Period { .. }) => Some((Err(unknown()), Anchor::None)),
        Place::Open(value) => Some((Err(value), Anchor::None)),
    }
}

fn at(state: &mut State, clock: &Clock, on: Option<&Shape>, tense: Tense, closes: bool) -> Option<Resolved> {
    let (day, anchor) = day_of(state, on, tense)?;
    let minute = i64::from(clock.hour) * 60 + i64::from(clock.minute);
    let day = match day {
        // "from 8 p.m. to 6 a.m.": of the day after.
        Ok(day) if closes && on.is_none() && state.clock.is_some_and(|(begun, first)| begun == day && first > minute) => add_days(day, 1)?,
        Ok(day) => day,
        Err(mut value) => {
            write_time(&mut value, clock);
            return Some(Resolved { kind: DateType::Time, ..Resolved::unknown(value) });
        }
    };
    state.clock = Some((day, minute));
    let offset = clock.zone.map(|zone| zone.offset()).unwrap_or_default();
    let interval = minutes(day, minute, 1, &offset);
    let mut value = iso(day);
    write_time(&mut value, clock);
    Some(Resolved { interval, anchor, ..Resolved::plain(DateType::Time, value) })
}

/// "T14:30", with seconds and zone where they are known.
fn write_time(value: &mut String, clock: &Clock) {
    // Writing into a string does not fail.
    let _ = write!(value, "T{:02}:{:02}", clock.hour, clock.minute);
    if let Some(second) = clock.second {
        let _ = write!(value, ":{second:02}");
    }
    if let Some(zone) = clock.zone {
        let _ = write!(value, "{zone}");
    }
}

/// The local minutes from one of a day on, as dates and times.
fn minutes(day: Date, start: i64, length: i64, zone: &str) -> Option<(String, String)> {
    if day.year() < 1 {
        return None;
    }
    let write = |minute: i64| {
        let day = add_days(day, minute.div_euclid(1440))?;
        iso_minute(day, minute.rem_euclid(1440), zone)
    };
    Some((write(start)?, write(start + length)?))
}

/// First hour and length of a part of the day, in hours.
fn part_hours(part: &str) -> (i64, i64) {
    match part {
        "MO" => (0, 12),
        "MI" => (11, 3),
        "AF" => (12, 6),
        "EV" => (18, 6),
        "NI" => (18, 12),
        _ => (6, 12),
    }
}

fn part_of_day(state: &mut State, part: &str, on: Option<&Shape>, tense: Tense) -> Option<Resolved> {
    let (day, anchor) = day_of(state, on, tense)?;
    let day = match day {
        Ok(day) => day,
        Err(value) => return Some(Resolved { kind: DateType::Time, ..Resolved::unknown(value + "T" + part) }),
    };
    let (start, length) = part_hours(part);
    let interval = minutes(day, start * 60, length * 60, "");
    Some(Resolved { interval, anchor, ..Resolved::plain(DateType::Time, iso(day) + "T" + part) })
}

/// Where in the calendar a shape lies. Nothing for a day that no calendar has.
fn place(state: &State, shape: &Shape, tense: Tense) -> Option<Place> {
    match shape {
        // "Sales in the latest quarter were up from last year": the same quarter of it.
        Shape::Period { unit: Unit::Year, shift: shift @ Shift { by: -1, base: Base::Now } } if state.compares() => {
            Some(same(state, YearOf::Step(*shift)))
        }
        Shape::Named { what, year, shift } => named(state, *what, *year, *shift, tense),
        Shape::Period { unit, shift } => Some(period(state, *unit, *shift, tense)),
        Shape::Offset { count, unit, by, base: from } => offset(*count, *unit, *by, base(state, *from)),
        Shape::From { count, unit, by, from, exact } => {
            let (from, anchor) = match place(state, from, tense)? {
                // The week from Friday ends on a Friday.
                Place::At(point, anchor) => (Some(point), if anchor == Anchor::None { Anchor::Narrative } else { anchor }),
                Place::Open(_) => (None, Anchor::None),
            };
            let day = from.filter(|_| *exact && *unit == Unit::Week).and_then(Point::some_day);
            let weeks = if let Count::Exact(n) = count { Some(i64::from(*n)) } else { None };
            match day.zip(weeks).and_then(|(day, weeks)| step(day, Unit::Week, weeks * by)) {
                Some(day) => Some(Place::At(Point::Day(day), anchor)),
                None => offset(*count, *unit, *by, (from, anchor)),
            }
        }
        Shape::Ending { unit, last, back } => Some(match place(state, last, tense)? {
            Place::At(point, anchor) => match point.some_day().and_then(|d| calendar::period(add_days(d, -back)?, *unit, 0)) {
                Some(point) => Place::At(point, anchor),
                None => Place::Open(open_unit(*unit)),
            },
            Place::Open(_) => Place::Open(open_unit(*unit)),
        }),
        Shape::DayAgo { count, unit, weekday } => Some(day_ago(state, *count, *unit, *weekday)),
        Shape::Nth { n, part, within } => nth(state, *n, *part, within, tense),
        Shape::Same { year } => Some(same(state, *year)),
        // "on a Thursday"
        Shape::Reference(value) if value.starts_with('X') => Some(Place::Open((*value).to_owned())),
        Shape::Deictic(days) => Some(match state.now.and_then(|now| add_days(now, *days)) {
            Some(day) => Place::At(Point::Day(day), Anchor::Dct),
            None => Place::Open("XXXX-XX-XX".to_owned()),
        }),
        _ => None,
    }
}

/// "a year ago today", "a week ago Sunday": so long before today or the last Sunday.
fn day_ago(state: &State, count: Count, unit: Unit, weekday: Option<i64>) -> Place {
    let n = match count {
        Count::Exact(n) | Count::Vague(Some(n)) => Some(i64::from(n)),
        _ => None,
    };
    let found = state.now.zip(n).and_then(|(now, n)| {
        let from = weekday.map_or(Some(now), |weekday| add_days(now, -(calendar::weekday(now) - weekday).rem_euclid(7)))?;
        step(from, unit, -n)
    });
    found.map_or_else(|| Place::Open(open_unit(Unit::Day)), |day| Place::At(Point::Day(day), Anchor::Dct))
}

/// "the last Sunday in October": nothing if there are not so many.
fn nth(state: &State, n: i64, part: Part, within: &Shape, tense: Tense) -> Option<Place> {
    let place = place(state, within, tense)?;
    let Place::At(point, anchor) = place else {
        return Some(Place::Open(match (part, within) {
            (_, Shape::Named { what: Named::Month(month), .. }) if matches!(part, Part::Weekday(_)) => format!("XXXX-{month:02}-XX"),
            (Part::Weekday(weekday), _) => open(Named::Weekday(weekday)),
            (Part::Unit(Unit::Day), Shape::Named { what: Named::Month(month), .. }) => format!("XXXX-{month:02}-XX"),
            (Part::Unit(unit), _) => open_unit(unit),
        }));
    };
    calendar::nth(point, n, part).map(|point| Place::At(point, anchor))
}

fn open_unit(unit: Unit) -> String {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
        _ => "XXXX-XX-XX",
    }
    .to_owned()
}

/// What a step counts from.
pub(super) fn base(state: &State, base: Base) -> (Option<Point>, Anchor) {
    let now = (state.now.map(Point::Day), Anchor::Dct);
    match base {
        Base::Now if state.narrative => state.text_point().map_or(now, |p| (Some(p), Anchor::Narrative)),
        Base::Now => now,
        Base::Text => state.text_point().map_or(now, |p| (Some(p), Anchor::Narrative)),
        Base::Context if state.narrative => state.text_point().map_or(now, |p| (Some(p), Anchor::Narrative)),
        Base::Context => now,
    }
}

/// "the next month he died": the one after what was told.
pub(super) fn after_text(state: &State, shift: Shift, tense: Tense) -> Shift {
    let told = shift.by == 1 && shift.base == Base::Context && tense.is_past() && state.text_point().is_some();
    if told { Shift { base: Base::Text, ..shift } } else { shift }
}

fn period(state: &State, unit: Unit, shift: Shift, tense: Tense) -> Place {
    let shift = after_text(state, shift, tense);
    // "the quarter" is the one reported on.
    if unit == Unit::Quarter && shift.base != Base::Now && shift.by == 0 {
        return same(state, YearOf::Open);
    }
    // "By the end of the year": of the year that a passage about the past tells.
    let told = if unit == Unit::Year && shift.by == 0 && shift.base == Base::Context && tense != Tense::Ahead { state.past(true) } else { None };
    // "Later in the day": of the day just told.
    let told = told.or_else(|| state.near_day().filter(|_| unit == Unit::Day && shift == (Shift { by: 0, base: Base::Context })).map(Point::Day));
    let (from, anchor) = told.map_or_else(|| base(state, shift.base), |point| (Some(point), Anchor::Narrative));
    // "The war was at a stalemate by 1940. In August of that year": also of a year told in passing.
    let from = if shift == (Shift { by: 0, base: Base::Text }) && unit == Unit::Year { state.last_named().or(from) } else { from };
    let Some(day) = from.and_then(Point::some_day) else {
        return Place::Open(open_unit(unit));
    };
    // A month or a year told has no day to count from.
    let coarse = anchor == Anchor::Narrative
        && match from {
            Some(Point::Year(_)) => unit < Unit::Year,
            Some(Point::Month(..)) => unit < Unit::Month,
            Some(Point::Season(..) | Point::Quarter(..)) => unit < Unit::Quarter,
            // No day of a week has been told.
            Some(Point::Week(..) | Point::Weekend(..)) => unit < Unit::Week,
            Some(Point::Decade(_) | Point::Century(_)) => unit < Unit::Decade,
            _ => false,
        };
    if coarse {
        if let Some(day) = state.same_day().filter(|_| unit == Unit::Day && shift.by == 0) {
            return Place::At(Point::Day(day), Anchor::Narrative);
        }
        return Place::Open(from.map_or_else(|| open_unit(unit), |p| partial(p, unit)));
    }
    // On a Sunday "last week" is the week that the day ends.
    let sunday = unit == Unit::Week && shift.by == -1 && anchor == Anchor::Dct && calendar::weekday(day) == 7;
    let shift = if sunday { Shift { by: 0, ..shift } } else { shift };
    let by = if unit == Unit::Weekend { weekend_step(day, shift.by, tense) } else { Some(shift.by) };
    let point = by.and_then(|by| calendar::period(day, unit, by));
    point.map_or_else(|| Place::Open(open_unit(unit)), |p| Place::At(p, anchor))
}

/// A smaller unit within a stretch that is known: "1918-XX".
fn partial(within: Point, unit: Unit) -> String {
    match (within, unit) {
        (Point::Year(y), Unit::Month) => format!("{}-XX", written(y)),
        (Point::Year(y), Unit::Week) => format!("{}-WXX", written(y)),
        (Point::Year(y), Unit::Quarter) => format!("{}-QX", written(y)),
        (Point::Year(y), Unit::Day | Unit::Night) => format!("{}-XX-XX", written(y)),
        (Point::Month(y, m), Unit::Day | Unit::Night) => format!("{}-{m:02}-XX", written(y)),
        _ => open_unit(unit),
    }
}

/// In weeks: "the weekend" on a Monday is the last one, on a Saturday this one; "next" and "last" are counted from it.
fn weekend_step(day: Date, by: i64, tense: Tense) -> Option<i64> {
    let weekend = calendar::weekday(day) >= 6;
    Some(match by {
        0 if weekend || tense.is_future() => 0,
        0 => -1,
        by => by,
    })
}

/// So many units before or after a stretch.
fn offset(count: Count, unit: Unit, by: i64, (from, anchor): (Option<Point>, Anchor)) -> Option<Place> {
    let (n, half) = match count {
        Count::Exact(n) | Count::Between(n, _) | Count::Vague(Some(n)) => (i64::from(n), false),
        Count::AndHalf(n) => (i64::from(n), true),
        Count::Vague(None) => return Some(Place::Open(open_unit(unit))),
    };
    // A length that reaches out of the calendar is no date.
    if n > 9999 * 366 {
        return None;
    }
    let Some(point) = from else {
        return Some(Place::Open(open_unit(if unit.is_clock() { Unit::Day } else { unit })));
    };
    let coarse = match point {
        Point::Day(_) | Point::Days(..) => Unit::Day,
        Point::Week(..) | Point::Weekend(..) => Unit::Week,
        Point::Month(..) => Unit::Month,
        Point::Quarter(..) | Point::Season(..) => Unit::Quarter,
        Point::Half(..) => Unit::Half,
        Point::Year(_) => Unit::Year,
        Point::Decade(_) | Point::Century(_) => return Some(Place::Open(open_unit(unit))),
    };
    if unit < coarse {
        return Some(Place::Open(partial(point, unit)));
    }
    let day = point.some_day()?;
    let moved = if half {
        match unit {
            Unit::Year => add_months_to(day, by * (n * 12 + 6)).map(|d| (d, Unit::Month)),
            Unit::Decade => add_months_to(day, by * (n * 120 + 60)).map(|d| (d, Unit::Year)),
            Unit::Century => add_months_to(day, by * (n * 1200 + 600)).map(|d| (d, Unit::Year)),
            _ => None,
        }
    } else {
        step(day, unit, by * n).map(|d| (d, unit))
    };
    let Some((day, unit)) = moved else { return Some(Place::Open(open_unit(unit))) };
    let unit = match unit {
        Unit::Night | Unit::Fortnight => Unit::Day,
        Unit::Decade | Unit::Century => Unit::Year,
        unit => unit,
    };
    Some(calendar::period(day, unit, 0).map_or_else(|| Place::Open(open_unit(unit)), |p| Place::At(p, anchor)))
}

/// The period the text reports on, or the same in another year.
fn same(state: &State, year: YearOf) -> Place {
    let quarter = state.period;
    match year {
        YearOf::Open => {
            let last = state.now.and_then(|now| calendar::period(now, Unit::Quarter, -1));
            match (quarter, last) {
                (Some(point), _) => Place::At(point, Anchor::Narrative),
                (None, Some(point)) => Place::At(point, Anchor::Dct),
                (None, None) => Place::Open(open_unit(Unit::Quarter)),
            }
        }
        YearOf::Given(year) | YearOf::Event { year, .. } => Place::At(quarter.map_or(Point::Year(year), |q| q.in_year(year)), Anchor::Narrative),
        YearOf::Step(step) => {
            // "In June exports rose from a year earlier": the same month or year as in the sentence.
            let here = state.text.filter(|(_, sentence)| step.base == Base::Context && *sentence == state.sentence);
            match here {
                Some((Point::Year(year), _)) if calendar::YEARS.contains(&(year + step.by)) => {
                    return Place::At(Point::Year(year + step.by), Anchor::Narrative);
                }
                Some((Point::Day(day), _)) if state.now.is_some_and(|now| now.year() > day.year()) => {
                    return Place::At(Point::Year(i64::from(day.year()) + step.by), Anchor::Narrative);
                }
                Some((Point::Month(year, month), _)) if calendar::YEARS.contains(&(year + step.by)) => {
                    return Place::At(Point::Month(year + step.by, month), Anchor::Narrative);
                }
                _ => {}
            }
            if let Some((quarter, year)) = quarter.and_then(|q| Some((q, q.year()?.checked_add(step.by)?))) {
                return Place::At(quarter.in_year(year), Anchor::Narrative);
            }
            let told = if state.narrative { state.text_point() } else { None };
            let (year, anchor) = match told.and_then(Point::year) {
                Some(year) => (Some(year), Anchor::Narrative),
                None => (state.now.map(|n| i64::from(n.year())), Anchor::Dct),
            };
            let year = year.and_then(|y| y.checked_add(step.by)).filter(|y| calendar::YEARS.contains(y));
            year.map_or_else(|| Place::Open(open_unit(Unit::Year)), |y| Place::At(Point::Year(y), anchor))
        }
    }
}
