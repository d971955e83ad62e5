//! Byte ranges.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of an article's text.
///
/// In an [`Extraction`](crate::Extraction) the unit is the one its `offsets` field names: UTF-8 bytes unless asked otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Where the span begins.
    pub start: usize,
    /// One past where the span ends.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The span as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The number of units between start and end.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one unit.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The slice of `text` the span names (UTF-8 offsets only), or nothing if it is out of range or splits a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }
}
