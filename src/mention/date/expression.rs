//! What a temporal expression says, before the calendar is asked.

use std::fmt;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Night,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit of a table's code.
    pub fn from_code(code: &str) -> Option<Unit> {
        Some(match code {
            "TS" => Unit::Second,
            "TM" => Unit::Minute,
            "TH" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Week,
            "F" => Unit::Fortnight,
            "WE" => Unit::Weekend,
            "NI" => Unit::Night,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "H" => Unit::Half,
            "Y" => Unit::Year,
            "DE" => Unit::Decade,
            "CE" => Unit::Century,
            "ML" => Unit::Millennium,
            _ => return None,
        })
    }

    /// Shorter than a day.
    pub fn is_clock(self) -> bool {
        self < Unit::Day
    }
}

/// From where a step is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The day of writing (or of speaking, within a quotation).
    Now,
    /// The time the text has just spoken of.
    Text,
    /// In a story that time, in news the day of writing.
    Context,
}

/// Which one of a row of like periods: -1 the last, 0 this, 1 the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    pub by: i64,
    pub base: Base,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearOf {
    /// Not given.
    Open,
    /// Astronomical: 0 is 1 BC.
    Given(i64),
    /// "last year".
    Step(Shift),
    /// That of an attack known by its day, if it is not still to come; without `sure` another attack may have just happened on such a day.
    Event { year: i64, sure: bool },
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Exact(u32),
    /// So many and a half.
    AndHalf(u32),
    Between(u32, u32),
    /// "several"; the number a reader may take, if there is one.
    Vague(Option<u32>),
}

/// A stretch of the calendar with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Day {
        month: i64,
        day: i64,
    },
    Month(i64),
    /// 1 is Monday.
    Weekday(i64),
    /// The first day of a row of days of the week.
    WeekdayUntil {
        first: i64,
        last: i64,
    },
    Season(&'static str),
    Quarter(i64),
    Half(i64),
    Holiday(Holiday),
    /// The year alone.
    Year,
    Decade,
    Century,
}

/// When a named day falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub rule: HolidayRule,
    /// How many days it lasts.
    pub days: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HolidayRule {
    Fixed {
        month: i64,
        day: i64,
    },
    /// So many days after the nth (-1: last) weekday of a month.
    Nth {
        month: i64,
        n: i64,
        weekday: i64,
        plus: i64,
    },
    /// Days from Western Easter.
    Easter(i64),
    /// Days from Orthodox Easter.
    Orthodox(i64),
    /// The new year of China's calendar, whose days begin so many minutes before those of UTC.
    Lunar(i64),
    /// A day of the tabular Islamic calendar.
    Islamic {
        month: i64,
        day: i64,
    },
    /// The feast that ends Ramadan or that of the sacrifice, whichever is nearer.
    Eid,
    /// Days from the first of Tishri, the Jewish New Year.
    Tishri(i64),
    /// A day of Kislev, the third month after the Jewish New Year.
    Kislev(i64),
    /// The first new moon from a day on; the day is counted so many minutes before that of UTC.
    NewMoon {
        month: i64,
        day: i64,
        minutes: i64,
    },
    /// The day of the March equinox in Tehran.
    Equinox,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: i16,
    pub minute: i16,
    pub second: Option<i16>,
    pub zone: Option<Zone>,
}

impl Clock {
    /// A time without seconds and zone.
    pub fn new(hour: i64, minute: i64) -> Clock {
        Clock { hour: hour as i16, minute: minute as i16, second: None, zone: None }
    }
}

/// The distance of a time zone from UTC in minutes; written as ISO 8601 has it, `+03` or `+05:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone(i16);

impl Zone {
    pub const UTC: Zone = Zone(0);

    /// The zone so many hours and minutes from UTC, both of one sign.
    pub fn new(hours: i64, minutes: i64) -> Zone {
        Zone((hours * 60 + minutes) as i16)
    }

    /// The offset as the ends of an interval have it, `Z` or `+03:00` (RFC 3339).
    pub fn offset(self) -> String {
        if self == Zone::UTC {
            return "Z".to_owned();
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", self.0.abs() / 60, self.0.abs() % 60)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        match self.0.abs() % 60 {
            0 => write!(f, "{sign}{:02}", self.0.abs() / 60),
            minutes => write!(f, "{sign}{:02}:{minutes:02}", self.0.abs() / 60),
        }
    }
}

/// What is counted within a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Unit(Unit),
    /// 1 is Monday.
    Weekday(i64),
}

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// "11 April 2016", "Thursday", "last March", "the third quarter".
    Named { what: Named, year: YearOf, shift: Option<Shift> },
    /// "last week", "this year", "the following month", "the quarter".
    Period { unit: Unit, shift: Shift },
    /// "the quarter ended Sept. 30": the unit that holds the day so many days before the last one.
    Ending { unit: Unit, last: Box<Shape>, back: i64 },
    /// "a year ago today", "a week ago Sunday": the day itself; 1 is Monday.
    DayAgo { count: Count, unit: Unit, weekday: Option<i64> },
    /// "the last Sunday in October", "the final quarter of 2015": from 1, or -1 for the last.
    Nth { n: i64, part: Part, within: Box<Shape> },
    /// "two days ago", "a year earlier": `by` is -1 or 1.
    Offset { count: Count, unit: Unit, by: i64, base: Base },
    /// "three days after 5 May 2014", "a week from Friday": counted from another date; `exact` if the day itself is meant.
    From { count: Count, unit: Unit, by: i64, from: Box<Shape>, exact: bool },
    /// "a year earlier", "the year-ago quarter", "the latest period": the period the text reports on, in that year.
    Same { year: YearOf },
    /// "two years", "the nine months ended Sept. 30": a length and its last day.
    Until { count: Count, unit: Unit, last: Box<Shape> },
    /// "two years"; with a side, "the past two years" (-1) or "the next two years" (1).
    Length { count: Count, unit: Unit, side: i64 },
    /// "10 years and six months".
    Long { parts: Vec<(u32, Unit)> },
    /// "daily", "every Tuesday": the value itself.
    Repeat { value: String },
    /// "10 p.m. Wednesday".
    At { clock: Clock, on: Option<Box<Shape>> },
    /// "Thursday morning": a part of the day in TIMEX3 code.
    Part { part: &'static str, on: Option<Box<Shape>> },
    /// "now", "the past", "soon".
    Reference(&'static str),
    /// Days from the day of writing.
    Deictic(i64),
    /// A range of two named days or years, as one expression.
    Span(Box<Shape>, Box<Shape>),
}

/// An expression: its shape and the TIMEX3 attributes that the words give.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub shape: Shape,
    pub modifier: Option<&'static str>,
    pub quant: Option<&'static str>,
    pub freq: Option<String>,
}

impl Expression {
    pub fn new(shape: Shape) -> Expression {
        Expression { shape, modifier: None, quant: None, freq: None }
    }

    pub fn with(mut self, modifier: Option<&'static str>) -> Expression {
        if modifier.is_some() {
            self.modifier = modifier;
        }
        self
    }
}
