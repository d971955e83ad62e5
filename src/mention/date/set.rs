//! What recurs: "daily", "every Tuesday", "$33 million a year".

use super::{
    code::{code, duration},
    expression::{Count, Expression, Shape, Unit},
    found::Found,
    lexicon::Class,
    term::Term,
};

pub(crate) fn repeat(value: String) -> Expression {
    Expression::new(Shape::Repeat { value })
}

pub(crate) fn set(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // "the Daily Mail", "China Daily"; "the Haaretz daily"
    if f.capital() && (f.capital_before() || f.capital_after()) || f.names_a_paper() {
        return None;
    }
    // "a quarterly dividend", "daily life": a kind of dividend and of life.
    if !f.at_noun_end() {
        return None;
    }
    f.text(Class::Set).map(|value| repeat(value.to_owned()))
}

pub(crate) fn every(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let value = if f.has_word("month") && f.has(Class::Weekday) {
        // TIMEX3 has no value for one weekday of each month.
        duration(Count::Exact(1), Unit::Month)
    } else if let Some(day) = f.int(Class::Weekday) {
        match f.text(Class::Part).and_then(code) {
            Some(part) => format!("XXXX-WXX-{day}T{part}"),
            None => format!("XXXX-WXX-{day}"),
        }
    } else if let Some(month) = f.number(Term::Mon) {
        match f.number(Term::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        }
    } else if let Some(season) = f.text(Class::Season).or_else(|| f.text(Class::SeasonWord)) {
        format!("XXXX-{}", code(season)?)
    } else if let Some(part) = f.text(Class::Part).and_then(code) {
        format!("XXXX-XX-XXT{part}")
    } else {
        let unit = f.unit_of(Class::Unit).or_else(|| f.unit_of(Class::Units))?;
        duration(f.count().unwrap_or(Count::Exact(1)), unit)
    };
    let mut every = repeat(value);
    every.quant = Some(if f.has_word("each") { "EACH" } else { "EVERY" });
    Some(every)
}

/// "every half hour"
pub(crate) fn every_half(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|unit| *unit >= Unit::Minute)?;
    let mut every = repeat(duration(Count::AndHalf(0), unit));
    every.quant = Some("EVERY");
    Some(every)
}

pub(crate) fn every_other(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (value, quant) = match f.int(Class::Weekday) {
        Some(day) => (format!("XXXX-WXX-{day}"), "EVERY OTHER"),
        None => (duration(Count::Exact(2), f.unit_of(Class::Unit)?), "EVERY"),
    };
    let mut every = repeat(value);
    every.quant = Some(quant);
    Some(every)
}

/// "Tuesday nights"
pub(crate) fn weekday_parts(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // Behind the expression in "Monday and Tuesday nights".
    let part = f.text(Class::PartPlural)?;
    Some(repeat(format!("XXXX-WXX-{}T{part}", f.int(Class::Weekday)?)))
}

pub(crate) fn times(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.int(Class::Times).or_else(|| f.number(Term::Num))?;
    let mut times = repeat(duration(Count::Exact(1), f.unit_of(Class::Unit)?));
    times.freq = Some(format!("{n}X"));
    Some(times)
}

/// "at weekends", "on weekdays"
pub(crate) fn plural(f: &Found<'_, '_, '_>) -> Option<Expression> {
    f.text(Class::SetPlural).map(|value| repeat(value.to_owned()))
}

/// "$33 million a year"
pub(crate) fn rate(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| *u >= Unit::Day)?;
    let follows = f.follows_amount() && !f.after(Class::Ago) && !f.after(Class::Later) && !f.after(Class::Earlier) && !f.after_word("or");
    follows.then(|| repeat(duration(Count::Exact(1), unit)))
}
