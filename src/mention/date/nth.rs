//! What is counted within a longer stretch of the calendar: "the last Sunday in October", "the final quarter of 2015".

use super::{
    expression::{Base, Count, Expression, Named, Part, Shape, Shift, Unit, YearOf},
    found::Found,
    lexicon::Class,
    term::Term,
};

/// "the first week of February", "the last day of this month", "the second Tuesday of May 2015", "the 15th of this month"
pub(crate) fn nth(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Ord).or_else(|| f.int(Class::OrdinalLast)).filter(|n| (-1..=31).contains(n) && *n != 0)?;
    let month = f.number(Term::Mon);
    let units: Vec<Unit> = f.units().collect();
    let (part, rest) = match (f.int(Class::Weekday), &units[..]) {
        (Some(weekday), rest) => (Part::Weekday(weekday), rest),
        (None, [unit, rest @ ..]) if f.has_word("of") || f.has_word("in") => (Part::Unit(*unit), rest),
        _ => return None,
    };
    // "last week in March" is that week, "the last week in March" the last of March.
    if n < 0 && f.first_is(Class::Shift) && (f.before_word("the") || f.has_word("in")) {
        return None;
    }
    let within = match (month, f.number(Term::Year), rest) {
        (Some(month), ..) => Shape::Named { what: Named::Month(month), year: f.number(Term::Year).map_or(YearOf::Open, YearOf::Given), shift: None },
        (None, Some(year), _) => Shape::Named { what: Named::Year, year: YearOf::Given(year), shift: None },
        (None, None, [unit @ (Unit::Month | Unit::Quarter | Unit::Year)]) => {
            let shift = f.shift().unwrap_or(Shift { by: 0, base: Base::Context });
            Shape::Period { unit: *unit, shift }
        }
        _ => return None,
    };
    let longer = match (&within, part) {
        (_, Part::Weekday(_)) => true,
        (Shape::Named { what: Named::Month(_), .. }, Part::Unit(unit)) => unit < Unit::Month,
        (Shape::Period { unit: whole, .. }, Part::Unit(unit)) => unit < *whole,
        (_, Part::Unit(unit)) => unit < Unit::Year,
    };
    let counted = !matches!(part, Part::Unit(unit) if unit < Unit::Day || matches!(unit, Unit::Fortnight | Unit::Night));
    (longer && counted).then(|| Expression::new(Shape::Nth { n, part, within: Box::new(within) }))
}

/// "the 15th of this month"
pub(crate) fn day_of_month(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Ord).filter(|n| (1..=31).contains(n))?;
    let within = Shape::Period { unit: Unit::Month, shift: f.shift()? };
    Some(Expression::new(Shape::Nth { n, part: Part::Unit(Unit::Day), within: Box::new(within) }))
}

/// "on the 25th": of the month that the text has told, where nothing follows that the number could count.
pub(crate) fn the_nth(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let digits = f.last_text().starts_with(|c: char| c.is_ascii_digit());
    // "the 18th and 19th of August", "from the 17th through 19th centuries"
    let goes_on = ["of", "and", "or", "to", "through", "until"].iter().any(|w| f.after_word(w));
    let n = f.number(Term::Ord).filter(|n| (1..=31).contains(n) && digits && f.at_noun_end() && !goes_on)?;
    let within = Shape::Period { unit: Unit::Month, shift: Shift { by: 0, base: Base::Text } };
    Some(Expression::new(Shape::Nth { n, part: Part::Unit(Unit::Day), within: Box::new(within) }))
}

/// "a year ago today", "two weeks ago Sunday"
pub(crate) fn day_ago(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).or_else(|| f.unit_of(Class::Unit)).filter(|u| matches!(u, Unit::Week | Unit::Month | Unit::Year))?;
    let weekday = f.int(Class::Weekday);
    // "a year ago Sunday" is the day of the year, not the Sunday before it.
    let weeks = weekday.is_none() || unit == Unit::Week;
    let count = f.count().unwrap_or(Count::Exact(1));
    weeks.then(|| Expression::new(Shape::DayAgo { count, unit, weekday }))
}

/// "20 years ago this week", "a year ago this month"
pub(crate) fn period_ago(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let within = f.units().last().filter(|unit| matches!(unit, Unit::Week | Unit::Weekend | Unit::Month))?;
    let unit = f.unit_of(Class::Units).or_else(|| f.units().next()).filter(|unit| matches!(unit, Unit::Month | Unit::Year) && *unit > within)?;
    let day = Shape::DayAgo { count: f.count().unwrap_or(Count::Exact(1)), unit, weekday: None };
    Some(Expression::new(Shape::Ending { unit: within, last: Box::new(day), back: 0 }))
}

/// "half a century ago"
pub(crate) fn half_away(f: &Found<'_, '_, '_>, by: i64, base: Base) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| matches!(u, Unit::Year | Unit::Decade | Unit::Century))?;
    Some(Expression::new(Shape::Offset { count: Count::AndHalf(0), unit, by, base }))
}
