//! Quotation marks, paired.

use super::Quoted;
use crate::token::Token;

/// Finds the quotations of `text`, in order of their opening marks.
pub(crate) fn find(_text: &str, _tokens: &[Token]) -> Vec<Quoted> {
    Vec::new()
}
