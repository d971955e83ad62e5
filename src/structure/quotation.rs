//! Quotation marks, paired.

use std::ops::Range;

use super::Quoted;
use crate::token::Token;

/// Finds the quotations of `text`, in order of their opening marks.
pub(crate) fn find(_text: &str, _tokens: &[Token], _paragraphs: &[Range<usize>]) -> Vec<Quoted> {
    Vec::new()
}
