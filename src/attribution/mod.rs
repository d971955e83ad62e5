//! Who says what: source, cue and content of every attributed statement, as spans. Who the source is, is decided later.

use crate::{
    document::Document,
    gazetteer::Layers,
    mention::Candidates,
    model::{Act, AttributionType, Polarity, Quotation, StepRole, Text},
    span::Span,
};

/// One step of a chain, in spans.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub role: StepRole,
    pub source: Option<Span>,
    pub cue: Option<Span>,
    pub lemma: Text,
    pub addressee: Option<Span>,
    pub kind: AttributionType,
    pub act: Act,
    pub polarity: Polarity,
    /// The span of the date candidate that says when it was said.
    pub said: Option<Span>,
    /// The source stands in earlier text.
    pub inherited: bool,
}

/// One attributed statement, in spans.
#[derive(Clone, Debug)]
pub(crate) struct Attributed {
    /// Outermost first, the speaker last. Never empty.
    pub steps: Vec<Step>,
    /// In order, not overlapping. Never empty.
    pub content: Vec<Span>,
    pub quotation: Quotation,
    /// The index in the list of the statement in whose content this one stands.
    pub within: Option<usize>,
    pub rule: Text,
    pub confidence: f32,
}

/// Finds attributed statements; built once for an extractor.
pub(crate) struct Attributor {}

impl Attributor {
    pub fn new(_layers: &Layers) -> Attributor {
        Attributor {}
    }

    /// The attributed statements, in order of the content.
    pub fn find(&self, _layers: &Layers, _doc: &Document<'_>, _candidates: &Candidates) -> Vec<Attributed> {
        Vec::new()
    }
}
