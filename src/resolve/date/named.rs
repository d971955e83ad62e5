//! Where stretches of the calendar with a name of their own lie: which Thursday, which March, which Easter.

use jiff::civil::Date;

use super::{
    calendar::{self, Point, add_days, days_between},
    feast,
    state::State,
    value::{Place, after_text, base},
};
use crate::{
    mention::date::{
        Tense,
        expression::{Base, Holiday, HolidayRule, Named, Shift, YearOf},
    },
    model::Anchor,
};

/// Where a named stretch lies. Nothing for a day that no calendar has.
pub(super) fn named(state: &State, what: Named, year: YearOf, shift: Option<Shift>, tense: Tense) -> Option<Place> {
    match (what, year) {
        (Named::Weekday(weekday), YearOf::Step(week)) => return Some(weekday_of_week(state, weekday, week)),
        (Named::Weekday(weekday), _) => return Some(weekday_near(state, weekday, shift, tense)),
        (Named::WeekdayUntil { first, last }, _) => {
            return Some(match weekday_near(state, last, None, tense) {
                Place::At(Point::Day(until), anchor) => match add_days(until, -(last - first).rem_euclid(7)) {
                    Some(day) => Place::At(Point::Day(day), anchor),
                    None => Place::Open(open(Named::Weekday(first))),
                },
                _ => Place::Open(open(Named::Weekday(first))),
            });
        }
        (Named::Decade, YearOf::Given(n)) => return Some(Place::At(Point::Decade(n), Anchor::None)),
        (Named::Century, YearOf::Given(n)) => return Some(Place::At(Point::Century(n), Anchor::None)),
        _ => {}
    }
    if let Named::Day { month, day } = what {
        match (calendar::day(2000, month, day), year) {
            // A day that no year has is none.
            (None, YearOf::Open | YearOf::Step(_) | YearOf::Event { .. }) => return None,
            // "Feb. 29, 1943" tells at least the month: some day of it.
            (_, YearOf::Given(year)) if calendar::YEARS.contains(&year) && calendar::day(year, month, day).is_none() => {
                return Some(Place::Open(Point::Month(year, month).value() + "-XX"));
            }
            _ => {}
        }
    }
    match year {
        YearOf::Given(year) => in_year(what, year).map(|point| Place::At(point, Anchor::None)),
        YearOf::Step(step) => {
            let (base, anchor) = base(state, step.base);
            let base = if step == (Shift { by: 0, base: Base::Text }) { state.last_named().or(base) } else { base };
            let point = base.and_then(|b| b.year()).and_then(|y| in_year(what, y.checked_add(step.by)?));
            Some(point.map_or_else(|| Place::Open(open(what)), |p| Place::At(p, anchor)))
        }
        // An attack that is known by its day, unless the text is older.
        YearOf::Event { year, sure } => {
            let past = |point: &Point| state.now.is_none_or(|now| point.interval().is_some_and(|(from, _)| from <= now));
            let just = |now| around(what, now).any(|(distance, _)| (-RECENT..=0).contains(&distance));
            let known = in_year(what, year).filter(|point| past(point) && (sure || !state.now.is_some_and(just)));
            Some(known.map_or_else(|| nearest(state, what, shift, tense), |point| Place::At(point, Anchor::None)))
        }
        YearOf::Open => Some(nearest(state, what, shift, tense)),
    }
}

/// A named stretch in a year.
fn in_year(what: Named, year: i64) -> Option<Point> {
    if !calendar::YEARS.contains(&year) {
        return None;
    }
    Some(match what {
        Named::Day { month, day } => Point::Day(calendar::day(year, month, day)?),
        Named::Month(month) => Point::Month(year, month),
        Named::Season(code) => Point::Season(year, code),
        Named::Quarter(n) => Point::Quarter(year, n),
        Named::Half(n) => Point::Half(year, n),
        Named::Holiday(holiday) => feast::holiday(holiday, year)?,
        Named::Year => Point::Year(year),
        Named::Weekday(_) | Named::WeekdayUntil { .. } | Named::Decade | Named::Century => return None,
    })
}

/// TIMEX3 for a named stretch of a year not known.
pub(super) fn open(what: Named) -> String {
    match what {
        Named::Day { month, day } => format!("XXXX-{month:02}-{day:02}"),
        Named::Month(month) => format!("XXXX-{month:02}"),
        Named::Weekday(day) | Named::WeekdayUntil { first: day, .. } => format!("XXXX-WXX-{day}"),
        Named::Season(code) => format!("XXXX-{code}"),
        Named::Quarter(n) => format!("XXXX-Q{n}"),
        Named::Half(n) => format!("XXXX-H{n}"),
        Named::Holiday(Holiday { rule: HolidayRule::Fixed { month, day }, .. }) => format!("XXXX-{month:02}-{day:02}"),
        Named::Holiday(_) => "XXXX-XX-XX".to_owned(),
        Named::Year => "XXXX".to_owned(),
        Named::Decade => "XXX".to_owned(),
        Named::Century => "XX".to_owned(),
    }
}

fn weekday_of_week(state: &State, weekday: i64, shift: Shift) -> Place {
    let (base, anchor) = base(state, shift.base);
    let day = base.and_then(Point::some_day).and_then(|b| {
        let (year, week) = calendar::week(add_days(b, shift.by.checked_mul(7)?)?);
        add_days(calendar::monday(year, week)?, weekday - 1)
    });
    day.map_or_else(|| Place::Open(open(Named::Weekday(weekday))), |d| Place::At(Point::Day(d), anchor))
}

/// A weekday: now's own day, then the last one; the next one where the clause speaks of the future.
fn weekday_near(state: &State, weekday: i64, shift: Option<Shift>, tense: Tense) -> Place {
    let shift = shift.map(|shift| after_text(state, shift, tense));
    // "on the Monday" goes on from a day just told.
    let on = matches!(shift, Some(Shift { by: 0, base: Base::Context })) && state.near_day().is_some();
    let (from, anchor) = match shift {
        _ if on => base(state, Base::Text),
        Some(Shift { base: Base::Text, .. }) => base(state, Base::Text),
        _ if state.narrative => base(state, Base::Context),
        _ => (state.now.map(Point::Day), Anchor::Dct),
    };
    // "In the 1980s the group was strong. The previous Saturday": a decade has no day to count from.
    let coarse =
        matches!(from, Some(Point::Century(_) | Point::Decade(_) | Point::Year(_) | Point::Half(..) | Point::Quarter(..) | Point::Season(..)));
    let counted = anchor == Anchor::Narrative && matches!(shift, Some(Shift { by, .. }) if by != 0);
    let from = if coarse && counted { state.same_day().map(Point::Day) } else { from };
    let Some(day) = from.and_then(Point::some_day) else {
        return Place::Open(open(Named::Weekday(weekday)));
    };
    let back = (calendar::weekday(day) - weekday).rem_euclid(7);
    let ahead = (weekday - calendar::weekday(day)).rem_euclid(7);
    let days = match shift {
        Some(Shift { by, .. }) if by < 0 => {
            -(if back == 0 { 7 } else { back }) + by.checked_add(1).and_then(|weeks| weeks.checked_mul(7)).unwrap_or(0)
        }
        Some(Shift { by, .. }) if by > 0 => {
            (if ahead == 0 { 7 } else { ahead }) + by.checked_sub(1).and_then(|weeks| weeks.checked_mul(7)).unwrap_or(0)
        }
        Some(Shift { base: Base::Now, .. }) if !tense.is_past() => ahead,
        _ if on => ahead,
        None | Some(Shift { base: Base::Context, .. }) if tense.is_future() => ahead,
        _ => -back,
    };
    add_days(day, days).map_or_else(|| Place::Open(open(Named::Weekday(weekday))), |d| Place::At(Point::Day(d), anchor))
}

/// The year of a date that has none: the one nearest to now, unless the tense speaks against it.
fn nearest(state: &State, what: Named, shift: Option<Shift>, tense: Tense) -> Place {
    let story = if state.narrative { state.story_point() } else { None };
    if let Some(shift) = shift.map(|shift| after_text(state, shift, tense)) {
        let (from, anchor) = base(state, shift.base);
        return from.and_then(|from| stepped(what, shift.by, from, tense)).map_or_else(|| Place::Open(open(what)), |p| Place::At(p, anchor));
    }
    if let Some(point) = state.range.and_then(|year| in_year(what, year)) {
        return Place::At(point, Anchor::Narrative);
    }
    if let Some(point) = story {
        return after_told(what, point);
    }
    let Some(now) = state.now else {
        return after_passage(state, what, tense).unwrap_or_else(|| Place::Open(open(what)));
    };
    let year = i64::from(now.year());
    let same_sentence = state.text.filter(|(_, sentence)| *sentence == state.sentence).and_then(|(p, _)| p.month());
    // A month in the same sentence as a date of another year goes on from that, and a day from one of an earlier year.
    if let (Named::Month(month) | Named::Day { month, .. }, Some((told, told_month))) = (what, same_sentence) {
        let another = if matches!(what, Named::Month(_)) { told != year } else { told < year };
        // "It expires in March 2013; the report was sent in June": that is over.
        let over = !tense.is_past() || told < year;
        let point = in_year(what, told).filter(|_| another && over && !tense.is_future() && month >= told_month);
        if let Some(point) = point {
            return Place::At(point, Anchor::Narrative);
        }
    }
    // "In 2012 the campaign spent millions on ads, beginning in April."
    let opened = state.opening_year().filter(|_| tense.is_past() && matches!(what, Named::Month(_) | Named::Day { .. }));
    if let Some(point) = opened.and_then(|year| in_year(what, year)) {
        return Place::At(point, Anchor::Narrative);
    }
    if let Some(place) = after_passage(state, what, tense) {
        return place;
    }
    let leap = what == LEAP_DAY && tense.is_past();
    let points = around(what, now).filter(|(distance, _)| !leap || *distance <= 0);
    // News tells more of what was than of what will be.
    let ahead = match tense {
        // "turned to the November election"
        Tense::Planned { past: false } => 7,
        Tense::Planned { .. } => 10,
        _ => 13,
    };
    let best = points.min_by_key(|(distance, _)| distance.abs() * if *distance > 0 { ahead } else { 10 } + against(tense, *distance) * 10);
    best.map_or_else(|| Place::Open(open(what)), |(_, point)| Place::At(point, Anchor::Dct))
}

/// A day or month in a passage about an earlier year: after what it has told, also in the next year if it is much earlier in the year.
fn after_passage(state: &State, what: Named, tense: Tense) -> Option<Place> {
    let month = match what {
        Named::Day { month, .. } | Named::Month(month) => month,
        _ => return None,
    };
    let told = state.past(matches!(what, Named::Day { .. })).filter(|_| !tense.is_future())?;
    let from = |point: Point| point.interval().map(|(from, _)| from);
    // "The firm, founded on 14 March 1991, has grown. It lost money in April."
    let just = |now| around(what, now).any(|(distance, _)| (-RECENT..=0).contains(&distance));
    if !state.led() && matches!(what, Named::Month(_)) && state.now.is_some_and(just) {
        return None;
    }
    let year = told.year()?;
    let turned = state.now.is_some() && told.month().is_some_and(|(_, told)| told - month >= 6);
    let point = in_year(what, year + i64::from(turned)).filter(|point| from(*point).zip(from(told)).is_some_and(|(p, t)| p >= t))?;
    let over = state.now.is_none_or(|now| from(point).is_some_and(|from| from <= now));
    over.then_some(Place::At(point, Anchor::Narrative))
}

/// The year of an end of a range whose other end lies in a year: the first end is the last such one not after the second.
pub(super) fn year_in_range(what: Named, other: Named, year: i64, first: bool) -> Option<i64> {
    let from = |what: Named| in_year(what, year).and_then(Point::interval).map(|(from, _)| from);
    let (this, other) = (from(what)?, from(other)?);
    Some(match first {
        true => year - i64::from(this > other),
        false => year + i64::from(this < other),
    })
}

/// For how many days news speaks of what has just happened by its day alone.
const RECENT: i64 = 60;

const LEAP_DAY: Named = Named::Day { month: 2, day: 29 };

/// The same stretch in the years around a day, with the days from that day to its middle; 0 if it holds the day.
fn around(what: Named, day: Date) -> impl Iterator<Item = (i64, Point)> {
    let year = i64::from(day.year());
    // Two leap days lie up to eight years apart.
    let (back, ahead) = if what == LEAP_DAY { (8, 8) } else { (2, 1) };
    let feast = if let Named::Holiday(holiday) = what { Some(holiday) } else { None };
    let again = move |year: i64| feast.into_iter().flat_map(move |holiday| feast::holiday_again(holiday, year));
    let points = (year - back..=year + ahead).flat_map(move |year| in_year(what, year).into_iter().chain(again(year)));
    points.filter_map(move |point| {
        let (from, until) = point.interval()?;
        let distance = if from <= day && day < until { 0 } else { days_between(day, add_days(from, days_between(from, until) / 2)?) };
        Some((distance, point))
    })
}

/// "last summer", "that March", "the following June": counted from a stretch of the calendar.
fn stepped(what: Named, by: i64, from: Point, tense: Tense) -> Option<Point> {
    let year = from.year()?;
    // In January "this winter" is that of the year before; in April it is over if the clause says so.
    let month = from.some_day().map_or(12, |day| day.month());
    let winter = what == Named::Season("WI") && !matches!(from, Point::Year(_)) && (month <= 2 || (tense.is_past() && month <= 5));
    if winter && by == 0 {
        return in_year(what, year.checked_sub(1)?);
    }
    if by == 0 || matches!(from, Point::Year(_)) {
        return in_year(what, year.checked_add(by)?);
    }
    let side = around(what, from.some_day()?).filter(|(distance, _)| distance.signum() == by.signum());
    let (_, next) = side.min_by_key(|(distance, _)| distance.abs())?;
    // "two winters ago"
    if by.abs() > 1 { in_year(what, next.year()?.checked_add(by - by.signum())?) } else { Some(next) }
}

/// How many days nearer another year may not be if the tense speaks against this one.
fn against(tense: Tense, distance: i64) -> i64 {
    match tense {
        // Feasts begin on the evening before, and days differ by time zone.
        Tense::Told if distance > 2 => 700,
        Tense::Ahead if distance < -2 => 700,
        Tense::Past | Tense::Told if distance > 0 => 300,
        Tense::Planned { past: true } if distance > 0 => 150,
        Tense::Future | Tense::Ahead if distance < 0 => 200,
        _ => 0,
    }
}

/// In a story a date without a year is in the year last told; January after December is in the next.
fn after_told(what: Named, told: Point) -> Place {
    let Some(year) = told.year() else { return Place::Open(open(what)) };
    let month = match what {
        Named::Day { month, .. } | Named::Month(month) => Some(month),
        _ => None,
    };
    let turned = month.zip(told.month()).is_some_and(|(month, (_, told))| told - month >= 8);
    // "They wintered in Sardis. In spring the army moved."
    let spring = matches!(what, Named::Season("SP" | "SU")) && matches!(told, Point::Season(_, "WI" | "FA"));
    let turned = turned || spring;
    in_year(what, year + i64::from(turned)).map_or_else(|| Place::Open(open(what)), |p| Place::At(p, Anchor::Narrative))
}
