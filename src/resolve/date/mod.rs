//! Decides on date candidates.

use crate::{attribution::Attributed, document::Document, gazetteer::Layers, mention::Candidates, model::TimeExpression};

/// The mentions, in order, numbered 0 (`link` numbers them).
pub(crate) fn resolve(_layers: &Layers, _doc: &Document<'_>, _candidates: &Candidates, _claims: &[Attributed]) -> Vec<TimeExpression> {
    Vec::new()
}
