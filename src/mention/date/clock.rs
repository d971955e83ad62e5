//! Times of day: "14:30 GMT", "half past three", "last night".

use super::{
    code::code,
    expression::{Base, Clock, Expression, Named, Shape, Shift, Unit, YearOf, Zone},
    found::Found,
    lexicon::Class,
    term::{Term, Value},
};

pub(crate) fn timestamp(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (date, clock, _) = f.words.forms()?.stamp(f.words, f.matched.first)?;
    let day = Shape::Named { what: Named::Day { month: date.month, day: date.day }, year: YearOf::Given(date.year), shift: None };
    Some(Expression::new(Shape::At { clock, on: Some(Box::new(day)) }))
}

pub(crate) fn clock(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let Value::Clock(mut clock) = *f.value(Term::Clock)? else { return None };
    if f.in_a_reference() {
        return None;
    }
    if let Some(hours) = f.int(Class::Zone) {
        clock.zone = Some(Zone::new(hours, 0));
    }
    // "UTC+3"
    if let Some(hours) = f.number(Term::Num) {
        let fits = hours <= 14 && f.ends_glued(2) && clock.zone == Some(Zone::UTC);
        clock.zone = Some(Zone::new(if f.has_word("+") { hours } else { -hours }, 0)).filter(|_| fits);
        clock.zone?;
    }
    Some(Expression::new(Shape::At { clock, on: None }))
}

/// "10 in the morning", "five o'clock in the evening"
pub(crate) fn clock_in_part(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let hour = f.number(Term::Num).filter(|n| (1..=12).contains(n))?;
    let hour = if f.has_word("morning") { hour % 12 } else { hour % 12 + 12 };
    Some(Expression::new(Shape::At { clock: Clock::new(hour, 0), on: None }))
}

/// "half past three", "a quarter to five"
pub(crate) fn clock_in_words(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let hour = f.number(Term::Num).filter(|n| (1..=12).contains(n) && !f.after(Class::Counted))?;
    let (hour, minute) = match () {
        () if f.has_word("half") => (hour, 30),
        () if f.has_word("past") => (hour, 15),
        () => (if hour == 1 { 12 } else { hour - 1 }, 45),
    };
    Some(Expression::new(Shape::At { clock: Clock::new(hour, minute), on: None }))
}

pub(crate) fn part_step(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let part = code(f.text(Class::Part)?)?;
    // "on CBS This Morning" is a programme.
    if f.capital() && f.last_is_capital() && f.capital_before() && f.has_word("this") && !f.starts_sentence() {
        return None;
    }
    let shift = f.shift().unwrap_or(Shift { by: 1, base: Base::Text });
    // "last night" and "last evening" belong to yesterday, "this morning" to today.
    let day = if shift.base == Base::Now { Shape::Deictic(shift.by) } else { Shape::Period { unit: Unit::Day, shift } };
    Some(Expression::new(Shape::Part { part, on: Some(Box::new(day)) }))
}

/// "the night before": of the day before what the text has told. "the night before the vote" is that of the vote.
pub(crate) fn part_away(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let alone = f.at_clause_end() || ["to", "and", "but", "at", "in", "with", "when"].iter().any(|w| f.after_word(w));
    let part = code(f.text(Class::Part)?).filter(|_| alone)?;
    let shift = Shift { by: if f.has_word("before") { -1 } else { 1 }, base: Base::Text };
    Some(Expression::new(Shape::Part { part, on: Some(Box::new(Shape::Period { unit: Unit::Day, shift })) }))
}

pub(crate) fn part(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let part = code(f.text(Class::Part)?)?;
    // "at night" and "in the morning" of no day in particular are left to stand for the day of the text.
    (!f.after_word("of")).then(|| Expression::new(Shape::Part { part, on: None }))
}

/// "by late afternoon"
pub(crate) fn part_phase(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let goes_on = f.after_word("of") || f.after_word("on");
    if !f.at_noun_end() || goes_on {
        return None;
    }
    Some(part(f)?.with(f.text(Class::Phase).and_then(code)))
}
