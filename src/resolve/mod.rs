//! Decisions: one reading for every candidate, in the light of who says what.

pub(crate) mod affiliation;
mod antecedent;
pub(crate) mod date;
pub(crate) mod faction;
pub(crate) mod link;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod source;
