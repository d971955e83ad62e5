//! Words: the tokens of UAX #29, white space left out.

use dateline_gazetteers::{Key, Letters, fold::Case};
use unicode_segmentation::UnicodeSegmentation;

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
pub(crate) struct Token {
    start: u32,
    end: u32,
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

    /// The words without a possessive.
    pub fn core_span(&self) -> Span {
        Span::new(self.start(), self.core())
    }

    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start()..self.end()]
    }

    pub fn core_text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start()..self.core()]
    }
}

/// Splits `text` into tokens: the segments between the word boundaries of UAX #29, white space left out.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    read(text).0
}

/// As [`tokenize`], with the key of each token: [`Key::NONE`] for all but words and numbers of ASCII letters and digits.
pub(crate) fn read(text: &str) -> (Vec<Token>, Vec<Key>) {
    // English news has about one token in five bytes, dense text one in four.
    let expected = text.len() / 4 + 8;
    let mut tokens = Vec::with_capacity(expected);
    let mut keys = Vec::with_capacity(expected);
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < text.len() {
        // Most marks are followed so.
        if bytes[at] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            gap = gap.and(Gap::Space);
            at += 1;
        }
        if let Some(Letters { len, key, case }) = plain_word(bytes, at) {
            let end = at + len;
            let (capital, caps) = (bytes[at].is_ascii_uppercase(), case == Case::UPPER);
            tokens.push(Token { start: at as u32, end: end as u32, possessive: 0, kind: Kind::Word, gap, capital, caps, case });
            keys.push(key);
            gap = Gap::None;
            at = end;
            // One space and a word: so most words end.
            if bytes[at] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
                gap = Gap::Space;
                at += 1;
            }
            continue;
        }
        if is_plain_mark(bytes, at) {
            tokens.push(mark(at, at + 1, gap));
            keys.push(Key::NONE);
            gap = Gap::None;
            at += 1;
            continue;
        }
        match scan(bytes, at) {
            Scan::White(end, white) => {
                gap = gap.and(white);
                at = end;
            }
            Scan::Token(end, kind) => {
                let (token, key) = match kind {
                    Kind::Mark => (mark(at, end, gap), Key::NONE),
                    _ => (token(text, at, end, kind, gap), key(bytes, at, end, kind)),
                };
                tokens.push(token);
                keys.push(key);
                gap = Gap::None;
                at = end;
            }
            Scan::Unknown => {
                at = segment_by_crate(text, at, &mut gap, &mut tokens);
                keys.extend(tokens[keys.len()..].iter().map(|t| key(bytes, t.start(), t.end(), t.kind)));
            }
        }
    }
    (tokens, keys)
}

/// The key of a token by itself.
fn key(bytes: &[u8], start: usize, end: usize, kind: Kind) -> Key {
    if kind == Kind::Mark { Key::NONE } else { Key::of_plain(bytes, start, end).unwrap_or(Key::NONE) }
}

/// What stands at a word boundary.
enum Scan {
    /// White space up to that byte.
    White(usize, Gap),
    /// A token up to that byte.
    Token(usize, Kind),
    /// Something that touches a character outside of the fast path's knowledge.
    Unknown,
}

/// The word break classes that the fast path tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// Joins letters (`:`).
    MidLetter,
    /// Joins letters and joins digits (`.`, apostrophes).
    MidBoth,
    /// Joins digits (`,`, `;`).
    MidDigit,
    Space,
    /// White space within a line that UAX #29 does not join.
    Blank,
    Newline,
    Mark,
    /// Anything else: `unicode-segmentation` decides.
    Foreign,
}

/// The classes of bytes; those outside of ASCII tell nothing by themselves.
const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = match i as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b':' => Class::MidLetter,
            b'.' | b'\'' => Class::MidBoth,
            b',' | b';' => Class::MidDigit,
            b' ' => Class::Space,
            b'\t' => Class::Blank,
            b'\n' | b'\r' | 0x0B | 0x0C => Class::Newline,
            0x80.. => Class::Foreign,
            _ => Class::Mark,
        };
        i += 1;
    }
    table
};

/// The class of the character at a byte, with its length. Outside of ASCII it knows what English news is full of: Latin letters, curly quotes, dashes.
#[inline]
fn class(bytes: &[u8], at: usize) -> Option<(Class, usize)> {
    let first = *bytes.get(at)?;
    if first.is_ascii() {
        return Some((CLASSES[usize::from(first)], 1));
    }
    let second = bytes.get(at + 1).copied().unwrap_or_default();
    Some(match (first, second) {
        (0xC3, 0x97 | 0xB7) | (0xC2, 0xAB | 0xBB) => (Class::Mark, 2), // × ÷ « »
        (0xC3..=0xC5, _) => (Class::Letter, 2),                        // À to ſ
        (0xC2, 0xA0) => (Class::Blank, 2),                             // no-break space
        (0xE2, 0x80) => match bytes.get(at + 2) {
            Some(0x98 | 0x99) => (Class::MidBoth, 3),                          // ‘ ’
            Some(0x93 | 0x94 | 0x9C | 0x9D | 0x9E | 0xA6) => (Class::Mark, 3), // – — “ ” „ …
            _ => (Class::Foreign, 0),
        },
        _ => (Class::Foreign, 0),
    })
}

/// Reads a word of ASCII letters that nothing can join to what follows: most words of a text.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<Letters> {
    let word = bytes[at].is_ascii_alphabetic().then(|| Letters::at(bytes, at)).flatten()?;
    let end = at + word.len;
    let class = |at: usize| bytes.get(at).map_or(Class::Foreign, |&b| CLASSES[usize::from(b)]);
    let apart = |class: Class| matches!(class, Class::Space | Class::Newline | Class::Mark);
    let ends = match class(end) {
        Class::MidLetter | Class::MidBoth | Class::MidDigit => bytes[end] != b'\'' && apart(class(end + 1)),
        other => apart(other),
    };
    ends.then_some(word)
}

/// Whether a mark of ASCII stands there that nothing can join to what follows: most marks of a text.
#[inline]
fn is_plain_mark(bytes: &[u8], at: usize) -> bool {
    matches!(CLASSES[usize::from(bytes[at])], Class::Mark | Class::MidLetter | Class::MidBoth | Class::MidDigit)
        && bytes.get(at + 1).is_some_and(u8::is_ascii)
}

/// Reads the segment that begins at a word boundary.
#[inline]
fn scan(bytes: &[u8], at: usize) -> Scan {
    let Some((first, len)) = class(bytes, at) else { return Scan::Unknown };
    let mut end = at + len;
    let foreign = |at| matches!(class(bytes, at), Some((Class::Foreign, _)));
    match first {
        Class::Foreign => Scan::Unknown,
        Class::Letter | Class::Digit | Class::Underscore => scan_word(bytes, at),
        Class::Newline => {
            let pair = bytes[at] == b'\r' && bytes.get(end) == Some(&b'\n');
            Scan::White(end + usize::from(pair), Gap::Line)
        }
        Class::Space => {
            while bytes.get(end) == Some(&b' ') {
                end += 1;
            }
            if foreign(end) { Scan::Unknown } else { Scan::White(end, Gap::Space) }
        }
        _ if foreign(end) => Scan::Unknown,
        Class::Blank => Scan::White(end, Gap::Space),
        Class::MidLetter | Class::MidBoth | Class::MidDigit | Class::Mark => Scan::Token(end, Kind::Mark),
    }
}

/// Reads the word or number that begins at a byte.
#[inline]
fn scan_word(bytes: &[u8], start: usize) -> Scan {
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_') {
            end += 1;
        }
        match class(bytes, end) {
            Some((Class::Letter, len)) => end += len,
            Some((Class::Foreign, _)) => return Scan::Unknown,
            Some((mid @ (Class::MidLetter | Class::MidBoth | Class::MidDigit), len)) => {
                let last = class_before(bytes, end);
                let joins = match mid {
                    Class::MidLetter => last == Class::Letter,
                    Class::MidDigit => last == Class::Digit,
                    _ => last != Class::Underscore,
                };
                match class(bytes, end + len) {
                    Some((Class::Foreign, _)) => return Scan::Unknown,
                    Some((next, more)) if joins && next == last => end += len + more,
                    _ => break,
                }
            }
            _ => break,
        }
    }
    let first = bytes[start..end].iter().position(|&b| b != b'_').and_then(|i| class(bytes, start + i));
    Scan::Token(end, first.map_or(Kind::Mark, |(class, _)| kind_of(class)))
}

/// The class of the last character of a word: letters are all that it holds outside of ASCII.
#[inline]
fn class_before(bytes: &[u8], end: usize) -> Class {
    match end.checked_sub(1).and_then(|i| bytes.get(i)) {
        Some(&byte) if byte.is_ascii() => CLASSES[usize::from(byte)],
        _ => Class::Letter,
    }
}

fn kind_of(class: Class) -> Kind {
    match class {
        Class::Letter => Kind::Word,
        Class::Digit => Kind::Number,
        _ => Kind::Mark,
    }
}

/// Lets `unicode-segmentation` read from a word boundary until what follows is plain again; returns where.
///
/// Starting anew at a boundary is sound: no rule of UAX #29 looks back across a boundary.
fn segment_by_crate(text: &str, from: usize, gap: &mut Gap, tokens: &mut Vec<Token>) -> usize {
    for (offset, segment) in text[from..].split_word_bound_indices() {
        let (start, end) = (from + offset, from + offset + segment.len());
        if let Some(white) = white(segment) {
            *gap = gap.and(white);
        } else {
            let kind = match segment.chars().find(|&c| c != '_') {
                Some(c) if c.is_alphabetic() => Kind::Word,
                Some(c) if c.is_numeric() => Kind::Number,
                _ => Kind::Mark,
            };
            tokens.push(token(text, start, end, kind, *gap));
            *gap = Gap::None;
        }
        if !matches!(class(text.as_bytes(), end), Some((Class::Foreign, _))) {
            return end;
        }
    }
    text.len()
}

/// What a segment contributes to a gap, if it is white space.
fn white(segment: &str) -> Option<Gap> {
    let mut gap = Gap::None;
    let mut chars = segment.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            return None;
        }
        gap = gap.and(match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                Gap::Line
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' => Gap::Line,
            '\u{2029}' => Gap::Paragraph,
            _ => Gap::Space,
        });
    }
    Some(gap)
}

impl Gap {
    /// The gap that this one and the white space after it make: two line breaks make a blank line.
    fn and(self, next: Gap) -> Gap {
        if self == Gap::Line && next == Gap::Line { Gap::Paragraph } else { self.max(next) }
    }
}

/// A mark of the kinds that [`scan`] knows: none of them has a case.
#[inline]
fn mark(start: usize, end: usize, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, possessive: 0, kind: Kind::Mark, gap, capital: false, caps: false, case: Case::ANY }
}

#[inline]
fn token(text: &str, start: usize, end: usize, kind: Kind, gap: Gap) -> Token {
    let mut token = Token { kind, ..mark(start, end, gap) };
    if kind != Kind::Mark {
        token.possessive = possessive(text[start..end].as_bytes());
        (token.capital, token.caps) = case(token.core_text(text));
    }
    if kind != Kind::Mark || end > start + 1 {
        token.case = Case::of(token.core_text(text));
    }
    token
}

/// The length of a possessive ending, with its apostrophe.
#[inline]
fn possessive(word: &[u8]) -> u8 {
    match word {
        [_, .., b'\'', b's' | b'S'] => 2,
        [_, .., 0xE2, 0x80, 0x99, b's' | b'S'] => 4,
        _ => 0,
    }
}

/// Whether the first letter is upper case, and whether all are and there are at least two.
#[inline]
fn case(word: &str) -> (bool, bool) {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return (false, false);
    }
    if word.is_ascii() {
        let mut letters = word.bytes().filter(u8::is_ascii_alphabetic);
        let capital = letters.next().is_some_and(|b| b.is_ascii_uppercase());
        let caps = capital && letters.next().is_some_and(|b| b.is_ascii_uppercase()) && letters.all(|b| b.is_ascii_uppercase());
        return (capital, caps);
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    let caps = capital && letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_uppercase);
    (capital, caps)
}

#[cfg(test)]
mod tests;
