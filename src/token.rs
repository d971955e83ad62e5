//! Words: the tokens of UAX #29, white space left out.

mod read;
mod window;

use dateline_gazetteers::{Key, fold::Case};

pub(crate) use self::read::read;
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Begins with a letter, underscores aside.
    Word,
    /// Begins with a digit, underscores aside.
    Number,
    /// Anything else: punctuation, symbols.
    Mark,
}

/// White space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The token touches its predecessor.
    None,
    /// White space within a line.
    Space,
    /// One line break.
    Line,
    /// A blank line, or the start of the text.
    Paragraph,
}

/// One word bound segment of UAX #29 that is not white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// The UTF-16 unit of a mark of one character, else 0.
    mark: u16,
    /// The length of a possessive ending.
    possessive: u8,
    pub kind: Kind,
    pub gap: Gap,
    /// The first letter is upper case.
    pub capital: bool,
    /// All its letters are upper case, and there are at least two ("US", "U.S", "M23" has one and is not).
    pub caps: bool,
    /// The cases it could be written in, without a possessive.
    pub case: Case,
}

impl Token {
    #[inline]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    #[inline]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Where the word ends without a possessive ("Syria" in "Syria's"); else [`Token::end`].
    #[inline]
    pub fn core(&self) -> usize {
        self.end as usize - usize::from(self.possessive)
    }

    /// The token ends in a possessive.
    #[inline]
    pub fn is_possessive(&self) -> bool {
        self.possessive > 0
    }

    /// The character that a mark is; `'\0'` for words, numbers, marks of several characters, and those beyond the basic plane.
    #[inline]
    pub fn mark(&self) -> char {
        char::from_u32(u32::from(self.mark)).unwrap_or_default()
    }

    /// The words without a possessive.
    pub fn core_span(&self) -> Span {
        Span::new(self.start(), self.core())
    }

    #[inline]
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start()..self.end()]
    }

    #[inline]
    pub fn core_text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start()..self.core()]
    }
}

/// The tokens of a text, with what the next stages would otherwise go through all of them for.
pub(crate) struct Tokens {
    pub tokens: Vec<Token>,
    /// The key of each token: [`Key::NONE`] for all but words and numbers of ASCII letters and digits.
    pub keys: Vec<Key>,
    /// The numbers of the marks that tell where sentences and quotations begin and end: the stops, colons, quotation marks and apostrophes of ASCII, and all marks
    /// outside of it.
    pub signs: Vec<u32>,
    /// The number of the first token of each line that is not blank.
    pub lines: Vec<u32>,
}

/// Splits `text` into tokens: the segments between the word boundaries of UAX #29, white space left out.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    read(text).tokens
}

#[cfg(test)]
mod tests;
