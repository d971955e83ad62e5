//! The document as the rules see it: the tag and word of each token, the quotation it stands in, the dates that begin and end there.

use std::ops::Range;

use super::{
    lexicon::{Entry, Lexicon, Words, list},
    tag::{Tag, Tags},
};
use crate::{
    document::{Document, Steps},
    mention::Candidates,
    span::Span,
};

/// The document as the rules see it.
pub(super) struct View<'a, 'd> {
    pub doc: &'a Document<'d>,
    pub lexicon: &'a Lexicon,
    pub tags: Tags,
    /// Where people are named, in order.
    pub people: Vec<Range<usize>>,
    /// Date candidates as token ranges, in order.
    dates: Vec<(Range<usize>, Span)>,
    date_steps: Steps,
    /// For each token and the place after the last, whether a date begins or ends there.
    date_borders: Vec<u8>,
}

/// A date begins there.
const BEGINS: u8 = 1;
/// A date ends there.
const ENDS: u8 = 2;

impl<'a, 'd> View<'a, 'd> {
    pub fn new(doc: &'a Document<'d>, lexicon: &'a Lexicon, tags: Tags, candidates: &Candidates) -> View<'a, 'd> {
        let dates: Vec<(Range<usize>, Span)> = candidates
            .dates
            .iter()
            .map(|d| (d.token..d.token + doc.tokens[d.token..].iter().take_while(|t| t.start() < d.span.end).count(), d.span))
            .collect();
        let people = candidates.people.iter().map(|p| p.tokens.clone()).collect();
        let date_steps = Steps::of_few(dates.iter().map(|(range, _)| range.start));
        let mut date_borders = vec![0; doc.tokens.len() + 1];
        for (range, _) in &dates {
            date_borders[range.start] |= BEGINS;
            date_borders[range.end] |= ENDS;
        }
        View { doc, lexicon, tags, people, dates, date_steps, date_borders }
    }

    /// The tag of a token; past the last one, that of a full stop.
    #[inline]
    pub fn tag(&self, i: usize) -> &Tag {
        self.tags.tags.get(i).unwrap_or(&Tag::STOP)
    }

    /// The outermost quotation that a token stands in, marks included.
    pub fn quotation(&self, i: usize) -> Option<usize> {
        if !self.tag(i).quoted {
            return None;
        }
        let past = self.tags.outermost.partition_point(|&q| self.doc.quotations[q as usize].tokens.start <= i);
        past.checked_sub(1).map(|last| self.tags.outermost[last] as usize)
    }

    #[inline]
    pub fn word(&self, i: usize) -> &str {
        self.doc.tokens.get(i).map_or("", |t| t.text(self.doc.text))
    }

    /// Whether the text of a token ends in some letters.
    #[inline]
    pub fn ends<const N: usize>(&self, i: usize, letters: &[u8; N]) -> bool {
        let text = self.doc.tokens.get(i).and_then(|t| self.doc.text.as_bytes().get(t.start()..t.end()));
        text.and_then(|text| text.last_chunk()) == Some(letters)
    }

    /// Whether a token is one of some small words, in any case.
    #[inline]
    pub fn is_word(&self, i: usize, words: Words) -> bool {
        words.has(self.tag(i).small())
    }

    /// Whether a token is one of some words, none of them empty, in any case.
    pub fn is_text(&self, i: usize, words: &[&str]) -> bool {
        let text = self.doc.tokens.get(i).and_then(|t| self.doc.text.as_bytes().get(t.start()..t.end())).unwrap_or_default();
        words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(text))
    }

    /// A word of one of the [lists](list), letter case and possessive aside.
    #[inline]
    pub fn is_in(&self, i: usize, lists: u64) -> bool {
        self.tag(i).is_in(lists)
    }

    /// The bytes of a run of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let start = self.doc.tokens.get(tokens.start).map_or(0, |t| t.start());
        let end = tokens.end.checked_sub(1).and_then(|i| self.doc.tokens.get(i)).map_or(start, |t| t.end());
        Span::new(start, end.max(start))
    }

    /// How many date candidates begin before a token.
    #[inline]
    fn dates_before(&self, i: usize) -> usize {
        self.date_steps.before(i, &self.dates, |(range, _)| range.start)
    }

    /// The date candidate that begins at a token.
    #[inline]
    pub fn date_from(&self, i: usize) -> Option<&(Range<usize>, Span)> {
        if self.date_borders.get(i).is_some_and(|borders| borders & BEGINS != 0) { self.date_beginning(i) } else { None }
    }

    #[inline(never)]
    fn date_beginning(&self, i: usize) -> Option<&(Range<usize>, Span)> {
        let at = self.dates_before(i);
        self.dates.get(at).filter(|(r, _)| r.start == i)
    }

    /// Whether a date candidate ends before a token.
    #[inline]
    pub fn date_ends(&self, i: usize) -> bool {
        self.date_borders.get(i).is_some_and(|borders| borders & ENDS != 0)
    }

    /// The date candidate that ends before a token.
    #[inline]
    pub fn date_until(&self, i: usize) -> Option<&(Range<usize>, Span)> {
        if self.date_ends(i) { self.date_ending(i) } else { None }
    }

    #[inline(never)]
    fn date_ending(&self, i: usize) -> Option<&(Range<usize>, Span)> {
        self.dates[..self.dates_before(i)].iter().rev().take(2).find(|(r, _)| r.end == i)
    }

    /// A word of the table of cues.
    #[inline]
    pub fn is_cue(&self, i: usize) -> bool {
        self.is_in(i, list::CUE)
    }

    /// The token is the first word of a cue's lemma.
    pub fn is_base(&self, entry: &Entry, i: usize) -> bool {
        entry.is_base(self.doc.word(i)) && self.doc.tokens.get(i).is_some_and(|t| !t.is_possessive())
    }
}
