//! When feasts fall: fixed days, days of the week, and the calendars of churches, Jews, Muslims, the moon and the sun.

use jiff::civil::Date;

use super::calendar::{Point, add_days, day, days_between, weekday};
use crate::mention::date::expression::{Holiday, HolidayRule};

/// The days of a holiday in a year; the first time, if it falls into the year twice.
pub(crate) fn holiday(holiday: Holiday, year: i64) -> Option<Point> {
    let first = match holiday.rule {
        HolidayRule::Fixed { month, day: d } => day(year, month, d)?,
        HolidayRule::Nth { month, n, weekday: w, plus } => {
            let first = day(year, month, 1)?;
            let offset = (w - weekday(first)).rem_euclid(7);
            let nth = if n > 0 {
                add_days(first, offset + 7 * (n - 1))?
            } else {
                let last = day(year, month, first.days_in_month().into())?;
                add_days(last, -(weekday(last) - w).rem_euclid(7))?
            };
            add_days(nth, plus)?
        }
        HolidayRule::Easter(days) => add_days(easter(year)?, days)?,
        HolidayRule::Orthodox(days) => add_days(orthodox_easter(year)?, days)?,
        HolidayRule::Islamic { month, day } => islamic(year, month, day).next()?,
        // Each year has two or three.
        HolidayRule::Eid => return None,
        HolidayRule::Tishri(days) => add_days(tishri(year)?, days)?,
        HolidayRule::Kislev(day) => add_days(kislev(year)?, day - 1)?,
        HolidayRule::NewMoon { month, day: d, minutes } => new_moon(day(year, month, d)?, minutes)?,
        HolidayRule::Lunar(minutes) => lunar_year(year, minutes)?,
        HolidayRule::Equinox => equinox(year)?,
    };
    Some(stretch(holiday, first))
}

/// The times that a holiday of the Islamic calendar falls into a Gregorian year beside the first: mostly none. All those of a name that two feasts share.
pub(crate) fn holiday_again(holiday: Holiday, year: i64) -> impl Iterator<Item = Point> {
    let one = match holiday.rule {
        HolidayRule::Islamic { month, day } => Some((month, day, 1)),
        HolidayRule::Eid => Some((10, 1, 0)),
        _ => None,
    };
    let other = (holiday.rule == HolidayRule::Eid).then(|| islamic(year, 12, 10));
    let days = one.into_iter().flat_map(move |(month, day, known)| islamic(year, month, day).skip(known));
    days.chain(other.into_iter().flatten()).map(move |first| stretch(holiday, first))
}

fn stretch(holiday: Holiday, first: Date) -> Point {
    if holiday.days > 1 { Point::Days(first, holiday.days) } else { Point::Day(first) }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher).
fn easter(y: i64) -> Option<Date> {
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    day(y, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

/// Easter Sunday of the Orthodox churches (Meeus's Julian algorithm), in the Gregorian calendar.
fn orthodox_easter(y: i64) -> Option<Date> {
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, d) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    // Days between the two calendars.
    add_days(day(y, month, d)?, y / 100 - y / 400 - 2)
}

/// The one or two times that a day of the tabular Islamic calendar (of the Thursday epoch, which lies nearest to what is observed) falls into a Gregorian year.
/// Observation may differ by a day or two.
fn islamic(year: i64, month: i64, d: i64) -> impl DoubleEndedIterator<Item = Date> {
    // 1 Muharram of year 1 is 18 July 622 (Gregorian).
    let epoch = day(622, 7, 18);
    let about = (year - 622) * 33 / 32;
    (about - 1..=about + 2).filter(|h| *h >= 1).filter_map(move |h| {
        let days = (h - 1) * 354 + (11 * h + 3) / 30 + 29 * (month - 1) + month / 2 + d - 1;
        add_days(epoch?, days).filter(|date| i64::from(date.year()) == year)
    })
}

/// The first of Tishri that falls into a Gregorian year, by the fixed calendar in use since the fourth century (Dershowitz and Reingold, *Calendrical Calculations*).
/// The days from Passover to it are always the same, so that its feasts before it are counted from it, too.
fn tishri(year: i64) -> Option<Date> {
    let elapsed = |hebrew: i64| {
        let months = (235 * hebrew - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let hebrew = year + 3761;
    let (before, this, after) = (elapsed(hebrew - 1), elapsed(hebrew), elapsed(hebrew + 1));
    let delay = match (after - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    // The epoch is 7 October 3761 BC of the Julian calendar.
    add_days(day(-3760, 9, 7)?, this + delay)
}

/// The first of Kislev. The month before it has 30 days in a complete year.
fn kislev(year: i64) -> Option<Date> {
    let new_year = tishri(year)?;
    let complete = matches!(days_between(new_year, tishri(year + 1)?), 355 | 385);
    add_days(new_year, if complete { 60 } else { 59 })
}

/// The day of the first new moon from a day on, where days begin so many minutes before those of UTC. With the main terms of Meeus (*Astronomical
/// Algorithms*, chapter 49) the moment is good to a few minutes in our centuries.
fn new_moon(from: Date, minutes: i64) -> Option<Date> {
    let month = 29.530_588_861;
    let first = (days_between(day(2000, 1, 1)?, from) as f64 / month).floor() as i64;
    (first - 1..=first + 3).find_map(|k| {
        let k = k as f64;
        let angle = |at: f64, rate: f64| (at + rate * k).to_radians();
        let (sun, moon, node) = (angle(2.5534, 29.105_356_7), angle(201.5643, 385.816_935_28), angle(160.7108, 390.670_502_84));
        let corrections = [
            -0.407_20 * moon.sin(),
            0.172_41 * sun.sin(),
            0.016_08 * (2.0 * moon).sin(),
            0.010_39 * (2.0 * node).sin(),
            0.007_39 * (moon - sun).sin(),
            -0.005_14 * (moon + sun).sin(),
            0.002_08 * (2.0 * sun).sin(),
        ];
        let moment = 2_451_550.097_66 + month * k + corrections.iter().sum::<f64>();
        julian(moment + minutes as f64 / 1440.0).filter(|day| *day >= from)
    })
}

/// The new year of China's calendar: the first new moon from 21 January on, unless that one opens the twelfth month, as in 1985, since the eleventh holds the
/// solstice of December.
fn lunar_year(year: i64, minutes: i64) -> Option<Date> {
    let first = new_moon(day(year, 1, 21)?, minutes)?;
    let month_before = new_moon(add_days(first, -31)?, minutes)?;
    let twelfth = month_before <= solstice(year - 1, minutes)?;
    if twelfth { new_moon(add_days(first, 2)?, minutes) } else { Some(first) }
}

/// The day of the December solstice, where days begin so many minutes before those of UTC. From the mean solstice of Meeus (chapter 27).
fn solstice(year: i64, minutes: i64) -> Option<Date> {
    let millennia = (year - 2000) as f64 / 1000.0;
    let moment = 2_451_900.059_52 + 365_242.740_49 * millennia - 0.062_23 * millennia * millennia;
    julian(moment + minutes as f64 / 1440.0)
}

/// The day of the March equinox, from noon to noon in Tehran: what comes after noon counts for the next day. From the mean equinox of Meeus (chapter 27), good to a quarter of an hour.
fn equinox(year: i64) -> Option<Date> {
    let millennia = (year - 2000) as f64 / 1000.0;
    let moment = 2_451_623.809_84 + 365_242.374_04 * millennia + 0.051_69 * millennia * millennia;
    julian(moment + (210.0 + 720.0) / 1440.0)
}

/// The day of a Julian date.
fn julian(moment: f64) -> Option<Date> {
    add_days(day(2000, 1, 1)?, (moment - 2_451_544.5).floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn falls(rule: HolidayRule, year: i64) -> String {
        match holiday(Holiday { rule, days: 1 }, year) {
            Some(Point::Day(day)) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn moon_and_sun_tell_the_new_year() {
        let lunar = HolidayRule::Lunar(480);
        for (year, day) in [
            (1966, "01-21"),
            (1984, "02-02"),
            (1985, "02-20"),
            (1986, "02-09"),
            (1993, "01-23"),
            (2004, "01-22"),
            (2007, "02-18"),
            (2012, "01-23"),
            (2014, "01-31"),
            (2015, "02-19"),
            (2016, "02-08"),
            (2023, "01-22"),
            (2025, "01-29"),
            (2034, "02-19"),
        ] {
            assert_eq!(falls(lunar, year), format!("{year}-{day}"));
        }
        let diwali = HolidayRule::NewMoon { month: 10, day: 17, minutes: -750 };
        for (year, day) in [
            (2009, "10-17"),
            (2012, "11-13"),
            (2014, "10-23"),
            (2015, "11-11"),
            (2016, "10-30"),
            (2019, "10-27"),
            (2020, "11-14"),
            (2022, "10-24"),
            (2023, "11-12"),
        ] {
            assert_eq!(falls(diwali, year), format!("{year}-{day}"));
        }
        for (year, day) in [(2015, "03-21"), (2016, "03-20"), (2017, "03-21"), (2020, "03-20"), (2024, "03-20")] {
            assert_eq!(falls(HolidayRule::Equinox, year), format!("{year}-{day}"));
        }
        for (year, day) in [(2013, "11-28"), (2015, "12-07"), (2016, "12-25"), (2023, "12-08")] {
            assert_eq!(falls(HolidayRule::Kislev(25), year), format!("{year}-{day}"));
        }
    }

    #[test]
    fn a_feast_of_the_islamic_calendar_falls_twice_into_some_years() {
        let adha = Holiday { rule: HolidayRule::Islamic { month: 12, day: 10 }, days: 1 };
        assert!(matches!(holiday_again(adha, 2006).next(), Some(Point::Day(day)) if day.month() == 12));
        assert!(holiday_again(adha, 2016).next().is_none());
    }
}
