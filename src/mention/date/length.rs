//! Lengths of time, steps of such lengths, the ends of stretches, and references without a calendar value.

use super::{
    code::code,
    expression::{Base, Count, Expression, Named, Shape, Shift, Unit, YearOf},
    found::Found,
    lexicon::Class,
    rules::{named, year},
    set::rate,
    term::Term,
};

pub(crate) fn length(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).or_else(|| f.unit_of(Class::Unit))?;
    // "the two seconds", "a few minutes" are lengths; "42 years old" is an age.
    if f.leads_to_old() || f.before_word("aged") || f.before_word("age") {
        return None;
    }
    let count = f.count().unwrap_or(Count::Vague(None));
    // "the third in as many weeks"
    if f.before_word("as") && count == Count::Vague(None) {
        return None;
    }
    // "three quarters of the army"
    if unit == Unit::Quarter && count == Count::Exact(3) && f.after_word("of") {
        return None;
    }
    // "at 1800 hours", "from 0600 hours" are times of day.
    if unit == Unit::Hour && (f.before_word("at") || f.first_text().starts_with('0')) {
        return None;
    }
    if f.text(Class::Unit).is_some() && !f.singular_fits() {
        return None;
    }
    let side = match f.shift() {
        Some(shift) => shift.by.signum(),
        None if f.has(Class::ShiftLatest) => -1,
        None => 0,
    };
    Some(Expression::new(Shape::Length { count, unit, side }).with(f.text(Class::Approx).and_then(code)))
}

/// "the previous five years": those before or after what the text has told.
pub(crate) fn length_told(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let Shape::Length { count, unit, .. } = length(f)?.shape else { return None };
    f.shift()
        .filter(|shift| shift.by != 0)
        .map(|_| Expression::new(Shape::Length { count, unit, side: 0 }).with(f.text(Class::Approx).and_then(code)))
}

/// "10 years and six months", "four hours, 31 minutes and 53 seconds"
pub(crate) fn long_length(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let exact = |(count, unit)| if let Count::Exact(n) = count { Some((n, unit)) } else { None };
    let parts: Vec<(u32, Unit)> = f.counted().map(exact).collect::<Option<_>>()?;
    (descends(&parts) && !f.leads_to_old()).then(|| Expression::new(Shape::Long { parts }))
}

/// "a year and three days", "two years and a month"
pub(crate) fn unit_and_more(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let one = (1, f.units().next()?);
    let (Count::Exact(n), unit) = f.counted().find(|(_, unit)| *unit != one.1)? else { return None };
    let first = f.first_text().eq_ignore_ascii_case("a") || f.first_text().eq_ignore_ascii_case("an");
    let parts = if first { vec![one, (n, unit)] } else { vec![(n, unit), one] };
    (descends(&parts) && !f.leads_to_old()).then(|| Expression::new(Shape::Long { parts }))
}

/// Each unit is shorter than the one before, and fewer than make one of it.
fn descends(parts: &[(u32, Unit)]) -> bool {
    let most = |unit: Unit| match unit {
        Unit::Second | Unit::Minute => 59,
        Unit::Hour => 23,
        Unit::Day => 31,
        Unit::Week => 8,
        Unit::Month => 11,
        _ => 0,
    };
    let fits = |pair: &[(u32, Unit)]| matches!(pair, [(_, before), (n, unit)] if unit < before && *n <= most(*unit));
    let plain = |unit: Unit| unit == Unit::Year || most(unit) > 0;
    parts.len() > 1 && parts.iter().all(|(_, unit)| plain(*unit)) && parts.windows(2).all(fits)
}

/// "Days later", "months earlier"
pub(crate) fn units_away(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).filter(|unit| *unit != Unit::Quarter)?;
    let by = if f.has(Class::Later) { 1 } else { -1 };
    (!f.after_number() && !f.before(Class::Determiner) && !f.before_word("-"))
        .then(|| Expression::new(Shape::Offset { count: Count::Vague(None), unit, by, base: Base::Text }))
}

pub(crate) fn age(f: &Found<'_, '_, '_>) -> Option<Expression> {
    (!f.is_age()).then(|| length(f)).flatten()
}

pub(crate) fn one(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit)?;
    if f.follows_amount() && !f.has_word("one") {
        return rate(f);
    }
    // "a second" and "a minute" are mostly not lengths; "a quarter" is a share; "a day" is often "one of these days".
    let length = matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year | Unit::Decade | Unit::Century);
    let noun = f.after_word("-") || (unit == Unit::Day && !f.has_word("one") && f.after_word("of"));
    (length && !noun).then(|| Expression::new(Shape::Length { count: Count::Exact(1), unit, side: 0 }))
}

pub(crate) fn half_unit(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| *u != Unit::Second)?;
    Some(Expression::new(Shape::Length { count: Count::AndHalf(0), unit, side: 0 }))
}

pub(crate) fn half_more(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit)?;
    // "the past decade and a half"
    let side = f.shift().map_or(0, |shift| shift.by.signum());
    Some(Expression::new(Shape::Length { count: Count::AndHalf(1), unit, side }))
}

pub(crate) fn bare_units(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units)?;
    // "in as many weeks"
    if f.before_word("many") && f.matched.first >= 2 && f.words.is(f.matched.first - 2, "as") {
        return None;
    }
    let long = unit >= Unit::Hour && unit != Unit::Quarter && unit != Unit::Weekend && unit != Unit::Night;
    (long && (f.before(Class::LengthCue) || f.after_word("of"))).then(|| Expression::new(Shape::Length { count: Count::Vague(None), unit, side: 0 }))
}

pub(crate) fn the_years(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).filter(|u| matches!(u, Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Decade))?;
    // "the days of", "the years 1955 to 1957"
    if (f.after_word("of") && unit != Unit::Year) || f.before_number() || f.leads_to_long() {
        return None;
    }
    Some(Expression::new(Shape::Length { count: Count::Vague(None), unit, side: 0 }))
}

pub(crate) fn long(f: &Found<'_, '_, '_>) -> Option<Count> {
    // "monthslong" is vague, "yearlong" is one.
    Some(if f.first_text().to_ascii_lowercase().ends_with("slong") { Count::Vague(None) } else { Count::Exact(1) })
}

/// "year-long", "weeks-long"
pub(crate) fn long_unit(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (count, unit) = match f.unit_of(Class::Unit) {
        Some(unit) => (Count::Exact(1), unit),
        None => (Count::Vague(None), f.unit_of(Class::Units)?),
    };
    Some(Expression::new(Shape::Length { count, unit, side: 0 }))
}

pub(crate) fn reference(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let value = code(f.text(Class::Reference)?)?;
    let word = f.first_text();
    // "99999999999 days ago": a number too long to be read.
    if f.after_number() && word.ends_with('s') {
        return None;
    }
    // "as recently as late 2009"
    if f.before_word("as") && f.after_word("as") {
        return None;
    }
    // "previously announced" tells no time; "Previously, …" does.
    if word == "previously" || (f.capital() && f.capital_before() && !f.starts_sentence()) {
        return None;
    }
    // "as soon as", "no sooner", "now that" stay what they are; "the present government" is no time.
    if word.eq_ignore_ascii_case("soon") {
        let ahead = f.before(Class::Modal) || (f.near_before(Class::Modal, 2) && !f.at_clause_end()) || f.before_word("very") || f.after_word("will");
        let ahead = ahead || (f.at_clause_end() && !f.before(Class::Degree));
        return (ahead && !f.after_word("as") && !f.after_word("after")).then(|| Expression::new(Shape::Reference(value)));
    }
    if value == "PRESENT_REF" && f.last_text().eq_ignore_ascii_case("present") && !f.before_word("at") && !f.at_noun_end() {
        return None;
    }
    if f.last_text().eq_ignore_ascii_case("past") && !f.at_noun_end() {
        return None;
    }
    Some(Expression::new(Shape::Reference(value)))
}

pub(crate) fn reference_adjective(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let value = code(f.text(Class::ReferenceAdjective)?)?;
    (value != "FUTURE_REF" && !f.capital()).then(|| Expression::new(Shape::Reference(value)))
}

pub(crate) fn one_day(f: &Found<'_, '_, '_>) -> Option<Expression> {
    Some(Expression::new(if f.before(Class::Modal) {
        Shape::Reference("FUTURE_REF")
    } else {
        Shape::Length { count: Count::Exact(1), unit: Unit::Day, side: 0 }
    }))
}

pub(crate) fn offset(f: &Found<'_, '_, '_>, by: i64, base: Base) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).or_else(|| f.unit_of(Class::Unit))?;
    let count = f.count().unwrap_or(if f.has_word("half") { Count::AndHalf(1) } else { Count::Exact(1) });
    Some(Expression::new(Shape::Offset { count, unit, by, base }))
}

/// "three days' time"; "hit a second time" is none.
pub(crate) fn time_hence(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Units).or_else(|| f.unit_of(Class::Unit))?;
    (!unit.is_clock()).then(|| offset(f, 1, Base::Now)).flatten()
}

/// "will be held in three days": of verbs for what happens at one time, not of "will be built in three days".
pub(crate) fn hence(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let verb = f.matched.first.checked_sub(2)?;
    // No day is told by "in a few hours".
    f.unit_of(Class::Units).or_else(|| f.unit_of(Class::Unit)).filter(|unit| !unit.is_clock())?;
    let ahead = (verb.saturating_sub(3)..verb).any(|at| f.words.has(at, Class::Modal)) || f.words.has(verb, Class::Present);
    (f.words.has(verb, Class::PointVerb) && ahead && !f.after(Class::Ended)).then(|| offset(f, 1, Base::Now)).flatten()
}

pub(crate) fn day_before(f: &Found<'_, '_, '_>) -> Option<Expression> {
    offset(f, if f.has_word("before") { -1 } else { 1 }, Base::Text)
}

/// "mid-year", "mid-week"
pub(crate) fn unit_part(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| f.ends_glued(2) && matches!(u, Unit::Week | Unit::Month | Unit::Year | Unit::Decade))?;
    let shape = Shape::Period { unit, shift: Shift { by: 0, base: Base::Context } };
    Some(Expression::new(shape).with(f.text(Class::Phase).and_then(code)))
}

/// "year end", "this year's end"
pub(crate) fn unit_end(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| matches!(u, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade))?;
    let shift = f.shift().unwrap_or(Shift { by: 0, base: Base::Context });
    Some(Expression::new(Shape::Period { unit, shift }).with(f.text(Class::EdgeNoun).and_then(code)))
}

/// "year-end 2015", "end-April"
pub(crate) fn edge_of(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let fits = if f.has(Class::Unit) { f.unit_of(Class::Unit) == Some(Unit::Year) } else { f.ends_glued(2) };
    if !fits {
        return None;
    }
    let edge = f.text(Class::EdgeNoun).and_then(code);
    let expression = match f.number(Term::Year) {
        Some(n) => year(n),
        None => named(Named::Month(f.number(Term::Mon)?), YearOf::Open, None),
    };
    Some(expression.with(edge))
}

/// "the month before last"
pub(crate) fn two_steps(f: &Found<'_, '_, '_>, by: i64) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| !u.is_clock())?;
    Some(Expression::new(Shape::Period { unit, shift: Shift { by, base: Base::Now } }))
}
