//! Sentence boundaries of news text.

mod dateline;
mod stop;
#[cfg(all(test, feature = "builtin"))]
mod tests;
mod words;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use dateline_gazetteers::schema::{Table, abbreviation, cue, timeword};

use self::words::Abbreviation;
use super::{
    Sentence,
    mark::{is_bullet, is_closer, is_quote, is_stop},
};
use crate::{
    gazetteer::Layers,
    span::Span,
    token::{Gap, Kind, Token, Tokens},
};

/// A paragraph without a full stop at its end is a heading or an item of a list up to this many words; beyond, the stop was forgotten.
const LONGEST_HEADING: usize = 30;

/// What the splitter knows of words.
pub(crate) struct Splitter {
    /// By spelling, without the last full stop.
    abbreviations: HashMap<Box<str>, Abbreviation>,
    /// For each first byte of an abbreviation, the bits of their shapes: most words are none at first sight.
    shapes: [u64; 256],
    /// Forms of the verbs of saying, which follow a quotation.
    sayings: HashSet<Box<str>>,
    /// Names of months, in lower case.
    months: HashSet<Box<str>>,
    /// Names of weekdays, in lower case.
    weekdays: HashSet<Box<str>>,
    /// The first words of names of time zones, in lower case.
    zones: HashSet<Box<str>>,
}

impl Splitter {
    pub fn new(layers: &Layers) -> Splitter {
        let abbreviations = layers.rows(Table::Abbreviation).map(|(_, row)| {
            let id = row.text(abbreviation::ID);
            (id.strip_suffix('.').unwrap_or(id).into(), Abbreviation::of_class(row.text(abbreviation::CLASS)))
        });
        let verbs = layers.rows(Table::Cue).map(|(_, row)| row);
        let verbs = verbs.filter(|row| row.text(cue::POS) == "verb" && row.text(cue::TYPE) == "communication");
        let times = |classes: &[&str]| -> HashSet<Box<str>> {
            let rows = layers.rows(Table::TimeWord).map(|(_, row)| row).filter(|row| classes.contains(&row.text(timeword::CLASS)));
            rows.flat_map(|row| row.names(timeword::NAMES).filter_map(|(name, _)| name.split(' ').next()).map(|word| word.to_lowercase().into()))
                .collect()
        };
        let abbreviations: HashMap<Box<str>, Abbreviation> = abbreviations.collect();
        let mut shapes = [0; 256];
        for spelling in abbreviations.keys() {
            if let Some(&first) = spelling.as_bytes().first() {
                shapes[usize::from(first)] |= shape(spelling);
            }
        }
        Splitter {
            abbreviations,
            shapes,
            sayings: verbs.flat_map(|row| row.names(cue::FORMS).map(|(form, _)| form.into())).collect(),
            months: times(&["month", "month_word", "month_short"]),
            weekdays: times(&["weekday", "weekday_short"]),
            zones: times(&["zone"]),
        }
    }
}

impl Splitter {
    fn abbreviation(&self, spelling: &str) -> Option<Abbreviation> {
        let shapes = self.shapes[usize::from(*spelling.as_bytes().first()?)];
        if shapes & shape(spelling) == 0 { None } else { self.abbreviations.get(spelling).copied() }
    }
}

/// A bit for the length of a word and its last byte.
fn shape(word: &str) -> u64 {
    let last = word.bytes().last().unwrap_or_default();
    1 << (word.len().min(7) << 3 | usize::from(last & 7))
}

/// Finds the sentences of `text`.
pub(crate) fn find(splitter: &Splitter, text: &str, read: &Tokens, paragraphs: &[Range<usize>]) -> Vec<Sentence> {
    let tokens = &read.tokens;
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + paragraphs.len());
    let mut signs = &read.signs[..];
    for (number, range) in paragraphs.iter().enumerate() {
        let paragraph = Paragraph { splitter, text, tokens, range: range.clone() };
        let len = signs.iter().position(|&sign| sign as usize >= range.end).unwrap_or(signs.len());
        let (here, rest) = signs.split_at(len);
        signs = rest;
        paragraph.split(number, here, &mut sentences);
    }
    sentences
}

/// How far a paragraph has been split.
struct State<'s> {
    /// The number of the paragraph.
    number: usize,
    /// Where the sentence begins that has not ended yet.
    first: usize,
    /// What stands before it has been read.
    at: usize,
    /// Whether a straight double quote is open.
    quoting: bool,
    sentences: &'s mut Vec<Sentence>,
}

impl State<'_> {
    /// Ends the sentence before a token.
    #[inline]
    fn end(&mut self, paragraph: &Paragraph<'_>, end: usize, heading: bool) {
        self.sentences.push(paragraph.sentence(self.first..end, self.number, heading));
        self.first = end;
        self.at = self.at.max(end);
    }
}

struct Paragraph<'a> {
    splitter: &'a Splitter,
    text: &'a str,
    tokens: &'a [Token],
    range: Range<usize>,
}

impl<'a> Paragraph<'a> {
    /// The token at an index, if it stands in the paragraph.
    fn at(&self, index: usize) -> Option<&'a Token> {
        if self.range.contains(&index) { self.tokens.get(index) } else { None }
    }

    /// The words of a token; empty outside of the paragraph.
    fn word(&self, index: usize) -> &'a str {
        self.at(index).map_or("", |t| t.text(self.text))
    }

    /// The mark that a token is; `'\0'` for words and outside of the paragraph.
    #[inline]
    fn mark(&self, index: usize) -> char {
        self.at(index).map_or('\0', Token::mark)
    }

    /// The token touches its predecessor.
    #[inline]
    fn touches(&self, index: usize) -> bool {
        self.at(index).is_some_and(|t| t.gap == Gap::None && index > self.range.start)
    }

    /// Splits the paragraph, of which the signs are given.
    fn split(&self, number: usize, signs: &[u32], sentences: &mut Vec<Sentence>) {
        let mut state = State { number, first: self.range.start, at: self.range.start, quoting: false, sentences };
        if let Some(after) = self.dateline() {
            state.end(self, after, true);
        }
        for i in signs.iter().map(|&sign| sign as usize) {
            if i < state.at {
                continue;
            }
            match self.tokens[i].mark() {
                // Nothing after it could close or go on.
                '.' if i + 1 == self.range.end => {}
                '.' if self.is_plain_end(state.first, i) => state.end(self, i + 1, false),
                mark if is_quote(mark) && mark != '"' => {}
                mark => {
                    self.sign(i, mark, &mut state);
                    continue;
                }
            }
            state.at = i + 1;
        }
        if state.first < self.range.end {
            let heading = self.tokens[self.range.end - 1].mark() != '.' && self.is_heading(state.first);
            state.end(self, self.range.end, heading);
        }
    }

    /// Reads a sign that may do more than most.
    #[inline(never)]
    fn sign(&self, i: usize, mark: char, state: &mut State<'_>) {
        let mut at = i + 1;
        match mark {
            ':' => {
                let credit = i.checked_sub(1).filter(|&c| c > state.first && c >= state.at && self.is_credit(c));
                if let Some(credit) = credit {
                    state.end(self, credit, true);
                }
            }
            '"' => state.quoting ^= !self.is_inch(i),
            mark if is_stop(mark) => {
                let stop = self.stop(i, state.quoting);
                state.quoting ^= self.tokens[i..stop.after].iter().filter(|t| t.mark() == '"').count() % 2 == 1;
                at = stop.after;
                if at < self.range.end && self.ends(state.first, &stop) {
                    state.end(self, at, false);
                }
            }
            mark if i > state.first && is_bullet(mark) && !self.touches(i) => state.end(self, i, true),
            _ => {}
        }
        state.at = at;
    }

    /// Whether a full stop at the end of a word in small letters, with a space and a capital after it, ends a sentence, as most do: this asks what
    /// [`Paragraph::ends`] does, but for what cannot be there.
    #[inline]
    fn is_plain_end(&self, first: usize, stop: usize) -> bool {
        let Some([before, mark, after]) = stop.checked_sub(1).filter(|&i| i > first).and_then(|i| self.tokens[..self.range.end].get(i..i + 3)) else {
            return false;
        };
        let words = before.kind == Kind::Word && !before.capital && after.kind == Kind::Word && after.capital;
        words && mark.gap == Gap::None && after.gap > Gap::None && self.splitter.abbreviation(before.text(self.text)).is_none()
    }

    fn sentence(&self, tokens: Range<usize>, paragraph: usize, heading: bool) -> Sentence {
        let (first, last) = (&self.tokens[tokens.start], &self.tokens[tokens.end - 1]);
        let (mut start, mut end) = (first.start(), last.end());
        // A segment of UAX #29 may begin with spaces, if a combining mark stands on the last of them, and end with narrow ones (U+202F).
        if !self.text.as_bytes()[start].is_ascii_graphic() {
            start = first.end() - first.text(self.text).trim_start().len();
        }
        if !self.text.as_bytes()[end - 1].is_ascii_graphic() {
            end = last.start() + last.text(self.text).trim_end().len();
        }
        Sentence { span: Span::new(start, end), tokens, paragraph, heading }
    }

    /// Whether the sentence from `first` to the paragraph's end is a heading.
    fn is_heading(&self, first: usize) -> bool {
        let tokens = &self.tokens[first..self.range.end];
        let Some(last) = tokens.iter().rev().map(Token::mark).find(|&mark| !is_closer(mark)) else { return true };
        let words = || tokens.iter().filter(|t| t.kind != Kind::Mark).take(LONGEST_HEADING + 1).count();
        !is_stop(last) && words() <= if last == ':' { 3 } else { LONGEST_HEADING }
    }

    /// "Image: Jane Doe." after a caption; the colon touches the word before it.
    fn is_credit(&self, i: usize) -> bool {
        self.touches(i + 1)
            && !self.touches(i)
            && matches!(self.word(i), "Image" | "Images" | "Photo" | "Photos" | "Photograph" | "Picture" | "Video" | "Audio" | "Credit")
            && i.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind != Kind::Mark || matches!(t.mark(), '.' | ')'))
    }

    /// A straight quote that stands for inches: it touches a number and nothing after it.
    fn is_inch(&self, i: usize) -> bool {
        self.touches(i)
            && i.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind == Kind::Number && t.text(self.text).contains(['\'', '’']))
    }
}
