//! Sentence boundaries of news text.

use super::Sentence;
use crate::{gazetteer::Layers, token::Token};

/// What the splitter knows of abbreviations.
pub(crate) struct Splitter {}

impl Splitter {
    pub fn new(_layers: &Layers) -> Splitter {
        Splitter {}
    }
}

/// Finds the sentences of `text`.
pub(crate) fn find(_splitter: &Splitter, _text: &str, _tokens: &[Token]) -> Vec<Sentence> {
    Vec::new()
}
