//! Turns temporal expressions into TIMEX3 values and calendar intervals.
//!
//! "Now" is the day of publication, or within a quotation the day on which it was said; without either a relative expression stays underspecified in
//! TIMEX3's own way (`XXXX-WXX-4`). The clock is never asked.

pub(crate) mod calendar;
mod feast;
mod named;
mod state;
mod value;

use jiff::civil::Date;

use self::{
    named::year_in_range,
    state::State,
    value::{Resolved, resolve_expression},
};
use crate::{
    attribution::Attributed,
    document::Document,
    gazetteer::Layers,
    mention::{
        Candidates,
        date::{
            DateCandidate,
            expression::{Named, Shape, YearOf},
        },
    },
    model::{Anchor, Quotation, TimeExpression},
    span::Span,
};

/// The mentions, in order, numbered 0 (`link` numbers them).
pub(crate) fn resolve(_layers: &Layers, doc: &Document<'_>, candidates: &Candidates, claims: &[Attributed<'_>]) -> Vec<TimeExpression> {
    let candidates = &candidates.dates;
    // The calendar before the year 1 has no TIMEX3 values.
    let published = doc.article.get_published().filter(|d| d.year() >= 1);
    let said = said_days(claims, candidates, published);
    let mut state = State::new(published, candidates);
    let mut mentions = Vec::with_capacity(candidates.len());
    let mut before: Option<(Named, i64)> = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let day = said_on(&said, candidate.span);
        state.now = day.or(published);
        state.said = day.is_some();
        state.enter(doc, candidate);
        let closing = candidates.get(at + 1).filter(|next| next.closes);
        let ends = closing.and_then(|next| Some((named_of(candidate)?, named_of(next)?)));
        // "From December to February 2020": a year at the end is that of both, unless the first would come after.
        let lent = match ends {
            Some(((what, year), (other, YearOf::Given(given)))) if matches!(year, YearOf::Open) || year == YearOf::Given(given) => {
                year_in_range(what, other, given, true)
            }
            _ => None,
        };
        // "from Dec. 28 to Jan. 4": the last day is the next one after the first; in a story both are of the year told.
        // "in December and January": so is the next of a list, if it is not far.
        let goes_on = |what, other| candidate.closes || (candidate.listed && months_between(other, what).is_some_and(|months| months <= LISTED));
        let follows = before.filter(|_| !state.narrative).and_then(|(other, year)| match named_of(candidate)? {
            (what, YearOf::Open) if goes_on(what, other) => year_in_range(what, other, year, false),
            _ => None,
        });
        state.range = lent.or(follows);
        let borrowed =
            lent.zip(ends).filter(|(lent, ((_, year), _))| !matches!(year, YearOf::Given(year) if year == lent)).map(|_| open_year(candidate));
        let candidate = borrowed.as_ref().unwrap_or(candidate);
        let resolved = resolve_expression(&mut state, candidate);
        state.range = None;
        before = resolved.as_ref().and_then(|r| Some((named_of(candidate)?.0, r.point?.year()?)));
        if let Some(resolved) = resolved {
            mentions.push(mention(doc, candidate, resolved, &state));
        }
    }
    mentions
}

/// How many months the next date of a list lies at most after the one before.
const LISTED: i64 = 6;

/// How many months lie between two days or months of any year.
fn months_between(first: Named, next: Named) -> Option<i64> {
    let month = |what| match what {
        Named::Day { month, .. } | Named::Month(month) => Some(month),
        _ => None,
    };
    Some((month(next)? - month(first)?).rem_euclid(12))
}

/// The day or month that an expression names, and its year.
fn named_of(candidate: &DateCandidate) -> Option<(Named, YearOf)> {
    match candidate.expression.shape {
        Shape::Named { what: what @ (Named::Day { .. } | Named::Month(_)), year, shift: None } => Some((what, year)),
        _ => None,
    }
}

/// The same without its year.
fn open_year(candidate: &DateCandidate) -> DateCandidate {
    let mut open = candidate.clone();
    if let Shape::Named { year, .. } = &mut open.expression.shape {
        *year = YearOf::Open;
    }
    open
}

/// How many contents that begin before a date are asked whether they hold it: they nest no deeper.
const NESTED: usize = 8;

/// The day on which the words around a date were said.
fn said_on(said: &[(Span, Date)], span: Span) -> Option<Date> {
    let before = said.partition_point(|(content, _)| content.start <= span.start);
    let near = said.get(..before)?.iter().rev().take(NESTED);
    near.filter(|(content, _)| content.contains(span)).map(|(_, day)| *day).next()
}

/// The quoted contents whose claim says on which day it was made, in order.
fn said_days(claims: &[Attributed<'_>], candidates: &[DateCandidate], published: Option<Date>) -> Vec<(Span, Date)> {
    let mut days = Vec::new();
    for claim in claims.iter().filter(|c| c.quotation == Quotation::Direct) {
        let Some(said) = claim.speaker.said else { continue };
        let Ok(at) = candidates.binary_search_by_key(&said, |c| c.span) else { continue };
        let Some(candidate) = candidates.get(at) else { continue };
        let mut state = State::new(published, &[]);
        state.now = published;
        let day = resolve_expression(&mut state, candidate).and_then(|r| r.day());
        days.extend(day.into_iter().flat_map(|day| claim.content.iter().map(move |c| (*c, day))));
    }
    days.sort_unstable();
    days
}

fn mention(doc: &Document<'_>, candidate: &DateCandidate, resolved: Resolved, state: &State) -> TimeExpression {
    let expression = &candidate.expression;
    let anchor = match resolved.anchor {
        Anchor::Dct if state.said => Anchor::Said,
        anchor => anchor,
    };
    let (from, until) = resolved.interval.map_or((None, None), |(from, until)| (Some(from), Some(until)));
    TimeExpression {
        n: 0,
        span: candidate.span,
        text: doc.slice(candidate.span).to_owned(),
        kind: resolved.kind,
        value: resolved.value,
        modifier: expression.modifier.map(Into::into),
        quant: expression.quant.map(Into::into),
        freq: expression.freq.clone().map(Into::into),
        from,
        until,
        confidence: if resolved.known { if anchor == Anchor::None { 0.95 } else { 0.9 } } else { 0.7 },
        anchor,
        rule: candidate.rule.into(),
    }
}
