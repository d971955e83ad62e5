//! The offices of those who govern, with their names: "Israeli Prime Minister Ann Lee's office", "Interior Minister Ann Lee's office".

use dateline_gazetteers::schema::{Table, country, title};

use super::{Acting, Actor, FactionCandidate, Finder, Reading, class, view::View};
use crate::{
    gazetteer::{NameMatch, RowId},
    model::Form,
    span::Span,
};

/// A candidate for the office at a token.
pub(super) fn at(view: &View<'_>, finder: &Finder, office: usize, found: &mut Vec<FactionCandidate>) {
    /// The most words of a name.
    const LONGEST: usize = 4;
    if !view.has(office, class::OFFICES) {
        return;
    }
    let Some(mut name) = view.before(office) else { return };
    if view.is_apostrophe(name) {
        name = name.saturating_sub(1);
    }
    if !view.is_capital(name) || !view.is_possessive(name) {
        return;
    }
    let titled = |at: usize| (at.saturating_sub(LONGEST)..at).find_map(|i| view.matches(i, Table::Title).find(|m| m.last as usize == at));
    let run = (0..LONGEST).filter_map(|back| name.checked_sub(back)).take_while(|&i| view.is_capital(i) && view.joined(i + 1).is_some());
    let Some(title) = run.into_iter().find_map(titled) else { return };
    let Some(institution) = institution(view, finder, title) else { return };
    let first = title.first as usize;
    let adjective = |i: &usize| view.matches(*i, Table::Country).any(|m| m.last as usize == first && m.column as usize != country::SEATS);
    let of = (first.saturating_sub(LONGEST)..first).find(adjective);
    let countries: Vec<RowId> =
        of.into_iter().flat_map(|at| view.matches(at, Table::Country).filter(|m| m.last as usize == first).map(|m| m.row)).collect();
    let reading = |country: Option<RowId>| Reading { actor: Actor::Institution { institution, country }, weak: false };
    let readings = if countries.is_empty() { vec![reading(None)] } else { countries.into_iter().map(|c| reading(Some(c))).collect() };
    let first = of.unwrap_or(first);
    let (Some(begin), Some(end)) = (view.token(first), view.token(office)) else { return };
    found.push(FactionCandidate {
        span: Span::new(begin.start(), end.core()),
        first,
        last: office + 1,
        readings,
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "title + office",
        confidence: 0.8,
    });
}

/// What the holder of a title heads: a ministry that is named as its minister is, or the office of one who heads a government or state.
fn institution(view: &View<'_>, finder: &Finder, name: &NameMatch) -> Option<RowId> {
    match view.row(name).text(title::ROLE) {
        "head_of_government" => finder.premiership,
        "head_of_state" => finder.presidency,
        "minister" => {
            let words = view.doc.slice(name.span);
            let ministry = [words.strip_suffix("Minister").or_else(|| words.strip_suffix("minister"))?, "ministry"].concat();
            let names = view.layers.names_in(&ministry);
            names.iter().find(|m| m.table == Table::Institution && m.first == 0 && m.span.end == ministry.len()).map(|m| m.row)
        }
        _ => None,
    }
}
