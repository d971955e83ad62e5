//! Decisions: one reading for every candidate, in the light of who says what.

pub(crate) mod affiliation;
mod antecedent;
mod beside;
mod country;
pub(crate) mod date;
pub(crate) mod faction;
mod introduced;
mod joint;
pub(crate) mod link;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod source;
mod surname;

use crate::{attribution::Attributed, span::Span};

/// The sources of all statements, in order.
pub(crate) fn sources(claims: &[Attributed<'_>]) -> Vec<Span> {
    let mut sources = Vec::with_capacity(2 * claims.len());
    sources.extend(claims.iter().flat_map(|claim| claim.steps().filter_map(|step| step.source)));
    sources.sort_unstable();
    sources
}
