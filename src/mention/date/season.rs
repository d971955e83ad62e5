//! Seasons, decades, centuries and years of an era: "early spring", "two winters ago", "the nineteen-seventies", "480 BC".

use super::{
    code::code,
    expression::{Base, Expression, Named, Shift, YearOf},
    found::Found,
    lexicon::Class,
    rules::{AFTER, counted, named},
    term::Term,
};

pub(crate) fn season(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // Of "the spring and summer of 1995" the first.
    let season = f.first_of(&[Class::Season, Class::SeasonWord])?;
    // "the fall of Aleppo"
    if f.text(Class::SeasonWord).is_some() && f.year() == YearOf::Open && (f.after_word("of") || f.after_word("in")) {
        return None;
    }
    let shift = if f.has_word("year") { None } else { f.shift() };
    let alone = f.year() == YearOf::Open && shift.is_none();
    // "Summer Olympics", "Donna Summer", "Summer Redstone"
    if alone && f.capital() && (!f.starts_sentence() || f.capital_after()) {
        return None;
    }
    Some(named(Named::Season(code(season)?), f.year(), shift))
}

/// "in spring", "early spring"
pub(crate) fn season_bare(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let season = if f.at_noun_end() { season(f)? } else { return None };
    Some(season.with(f.text(Class::Phase).and_then(code)))
}

/// "two winters ago"
pub(crate) fn seasons_away(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let shift = Shift { by: -counted(f)?, base: Base::Now };
    Some(named(Named::Season(code(f.text(Class::Seasons)?)?), YearOf::Open, Some(shift)))
}

/// "the next summer"
pub(crate) fn season_next(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let season = f.text(Class::Season).or_else(|| f.text(Class::SeasonWord))?;
    Some(named(Named::Season(code(season)?), YearOf::Open, Some(AFTER)))
}

pub(crate) fn decade(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // "a man in his twenties", "temperatures in the seventies", "ratings in the low 30s"
    let share = ["low", "lower", "upper", "high"].iter().any(|word| f.before_word(word));
    if f.in_somebodys() || share || f.near_before(Class::Scale, 7) {
        return None;
    }
    let n = f.number(Term::Decade)?;
    // "the 1800s" are the whole century, "the 2000s" mostly its first ten years.
    let century = n % 10 == 0 && n < 200;
    Some(if century { named(Named::Century, YearOf::Given(n / 10), None) } else { named(Named::Decade, YearOf::Given(n), None) })
}

/// "the nineteen-seventies"
pub(crate) fn decade_in_words(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let century = if f.has_word("eighteen") { 180 } else { 190 };
    f.int(Class::DecadeWord).map(|n| named(Named::Decade, YearOf::Given(century + n), None))
}

pub(crate) fn century(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Ord).filter(|n| (1..=22).contains(n))?;
    Some(named(Named::Century, YearOf::Given(if f.before_christ() { -n } else { n - 1 }), None))
}

/// "480 BC", "August 480 BC", "AD 70"; "499" of "499 to 493 BC"
pub(crate) fn year_era(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Num).filter(|n| (1..=9999).contains(n))?;
    // "BC 480" is not written, and "AD" after another number begins anew.
    if f.before_christ() && f.first_is(Class::Era) || f.nth(Term::Num, 1).is_some_and(|last| f.before_christ() != (n > last)) {
        return None;
    }
    let season = f.text(Class::Season).or_else(|| f.text(Class::SeasonWord)).and_then(code);
    let what = f.number(Term::Mon).map(Named::Month).or(season.map(Named::Season)).unwrap_or(Named::Year);
    Some(named(what, YearOf::Given(f.of_era(n)), None))
}

/// "the 1480s BC"
pub(crate) fn decade_era(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Decade)?;
    Some(named(Named::Decade, YearOf::Given(if f.before_christ() { -n } else { n }), None))
}
