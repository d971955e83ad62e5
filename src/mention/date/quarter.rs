//! Quarters, halves and years of business: "the third quarter", "H1 2015", "FY2014-15".

use super::{
    expression::{Expression, Named, Shape, Unit, YearOf},
    found::Found,
    lexicon::Class,
    rules::{NOW, named, year_before},
    term::Term,
};

/// "2014-15", "FY2014/15"
pub(crate) fn years(f: &Found<'_, '_, '_>, first: i64) -> Option<Expression> {
    let second = f.number(Term::Num).filter(|n| *n < 100 && f.last_len() == 2)?;
    let last = first / 100 * 100 + second;
    // "2011/12" is a season of two years, "2011/03" a month.
    if f.has_word("/") && last != first + 1 {
        return None;
    }
    let year = |n| Box::new(Shape::Named { what: Named::Year, year: YearOf::Given(n), shift: None });
    (first < last).then(|| Expression::new(Shape::Span(year(first), year(last))))
}

pub(crate) fn quarter(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Ord).or_else(|| f.int(Class::QuarterName)).filter(|n| (1..=4).contains(n))?;
    if f.text(Class::Unit).is_some() && f.unit_of(Class::Unit) != Some(Unit::Year) {
        return None;
    }
    // A quarter of a match is no quarter of a year.
    if f.year() == YearOf::Open && (f.near(Class::Sport, 14) || f.of_match()) {
        return None;
    }
    Some(named(Named::Quarter(n), f.year(), None))
}

pub(crate) fn quarter_year_ago(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Ord).filter(|n| (1..=4).contains(n))?;
    Some(named(Named::Quarter(n), year_before(), None))
}

/// "4Q21", "1H 2021", "1H21"
pub(crate) fn business(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let n = f.number(Term::Business)?;
    let (year, part) = (n / 10, n % 10);
    let what = if f.first_text().as_bytes().get(1)?.eq_ignore_ascii_case(&b'q') { Named::Quarter(part) } else { Named::Half(part) };
    Some(named(what, YearOf::Given(year), None))
}

/// "the first half" alone: that of a year where the words around it are those of business, and none those of a match.
pub(crate) fn half_alone(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let business = f.near(Class::Business, 14) && !f.near(Class::Sport, 14) && !f.of_match() && !f.after_word("of") && f.at_noun_end();
    business.then(|| half(f)).flatten()
}

pub(crate) fn half(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // "the latter half"
    let n = f.number(Term::Ord).or_else(|| f.int(Class::HalfName)).or(f.has_word("latter").then_some(2)).filter(|n| (1..=2).contains(n))?;
    let year = match f.year() {
        YearOf::Open if f.has_word("year") => YearOf::Step(NOW),
        year => year,
    };
    Some(named(Named::Half(n), year, None))
}
