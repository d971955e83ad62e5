//! The form of an article before anyone asks what it says: sentences, quotations and headlines.

mod headline;
mod mark;
mod paragraph;
mod quotation;
mod sentence;

use std::ops::Range;

pub(crate) use self::{
    headline::{HeadlineWords, Known, common, find as headlines},
    paragraph::find as paragraphs,
    quotation::find as quotations,
    sentence::{Splitter, find as sentences},
};
use crate::span::Span;

/// One sentence, heading or dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// From its first to past its last byte that is not white space, closing marks included.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Which paragraph of the text it stands in, counted from 0.
    pub paragraph: usize,
    /// It ends without a full stop at a line's end: a heading, a byline, an item of a list.
    pub heading: bool,
}

/// One quotation, marks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// From the opening mark to past the closing one.
    pub span: Span,
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// What stands between the marks.
    pub inner: Span,
    /// Single marks, or a quotation within another.
    pub nested: bool,
    /// The closing mark is there; if not, the quotation ends with its paragraph.
    pub closed: bool,
    /// The quotation runs on in the next one of the list (a paragraph that reopens without the last one having closed).
    pub continues: bool,
}
