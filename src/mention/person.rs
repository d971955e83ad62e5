//! Person candidates.

use crate::{document::Document, gazetteer::Layers, span::Span};

/// What might be a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonCandidate {
    pub span: Span,
}

/// Finds person candidates; built once for an extractor.
pub(crate) struct Finder {}

impl Finder {
    pub fn new(_layers: &Layers) -> Finder {
        Finder {}
    }

    pub fn find(&self, _layers: &Layers, _doc: &Document<'_>) -> Vec<PersonCandidate> {
        Vec::new()
    }
}
