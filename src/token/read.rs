//! One pass over the bytes of a text, which cuts it into tokens.
//!
//! Runs of plain words, as most of a text is, are read eight bytes at a time; ASCII, Latin letters and the usual typographic marks byte by byte; and all else by
//! `unicode-segmentation`.

use dateline_gazetteers::{Key, Letters, fold::Case};
use unicode_segmentation::UnicodeSegmentation;

use super::{Gap, Kind, Token, Tokens};

/// Cuts a text into tokens. What stands beyond 4 GiB is not read.
pub(crate) fn read(text: &str) -> Tokens {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // English news has about one token in five bytes, dense text one in four.
    let expected = end / 4 + 8;
    let tokens =
        Tokens { tokens: Vec::with_capacity(expected), keys: Vec::with_capacity(expected), signs: Vec::with_capacity(expected / 8), lines: vec![0] };
    let mut reader = Reader { text: &text[..end], at: 0, gap: Gap::Paragraph, out: tokens };
    reader.run();
    reader.out
}

struct Reader<'t> {
    text: &'t str,
    /// The word boundary that has been reached.
    at: usize,
    /// The white space before it.
    gap: Gap,
    out: Tokens,
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
            Some(0x98 | 0x99) => (Class::MidBoth, 3),                                        // ‘ ’
            Some(0x90..=0x95 | 0x9A..=0x9F | 0xA2 | 0xA6 | 0xB9 | 0xBA) => (Class::Mark, 3), // dashes “ ” „ • … ‹ ›
            _ => (Class::Foreign, 0),
        },
        _ => (Class::Foreign, 0),
    })
}

/// Whether only `unicode-segmentation` knows what the character at a byte does to the one before it.
#[inline]
fn is_foreign(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| !byte.is_ascii()) && matches!(class(bytes, at), Some((Class::Foreign, _)))
}

/// Whether a word of letters ends at a byte: nothing that stands there can join it to what follows.
#[inline]
fn ends_word(bytes: &[u8], end: usize) -> bool {
    match class(bytes, end) {
        None | Some((Class::Space | Class::Blank | Class::Newline | Class::Mark, _)) => true,
        Some((Class::MidLetter | Class::MidBoth | Class::MidDigit, len)) => {
            !matches!(class(bytes, end + len), Some((Class::Letter | Class::Foreign, _)))
        }
        Some((Class::Letter | Class::Digit | Class::Underscore | Class::Foreign, _)) => false,
    }
}

impl Reader<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match CLASSES[usize::from(byte)] {
                Class::Letter => self.plain_words(),
                Class::Space => self.spaces(),
                Class::Mark | Class::MidLetter | Class::MidBoth | Class::MidDigit if bytes.get(self.at + 1).is_some_and(u8::is_ascii) => {
                    self.push_mark(1, u16::from(byte));
                    // A space and a word: so most marks are followed.
                    if let [b' ', next, ..] = bytes[self.at..] {
                        if next.is_ascii_alphanumeric() {
                            self.skip(1, Gap::Space);
                        }
                    }
                }
                Class::Newline => {
                    let pair = byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
                    self.skip(1 + usize::from(pair), Gap::Line);
                }
                Class::Digit | Class::Underscore => self.word(),
                _ => self.character(),
            }
        }
        // White space at the end begins no line.
        if self.out.lines.last().is_some_and(|&line| line as usize >= self.out.tokens.len()) {
            self.out.lines.pop();
        }
    }

    /// Reads words of ASCII letters with single spaces between them: most of a text.
    #[inline]
    fn plain_words(&mut self) {
        let bytes = self.text.as_bytes();
        let (at, other) = plain_words(bytes, self.at, self.gap, &mut self.out.tokens, &mut self.out.keys);
        (self.at, self.gap) = (at, other.unwrap_or(Gap::None));
        if other.is_some() {
            self.word();
        }
    }

    /// Reads any word or number.
    #[inline(never)]
    fn word(&mut self) {
        if let Some((token, end)) = self.contraction() {
            self.push(token, Key::NONE);
            self.at = end;
            return;
        }
        match word_end(self.text.as_bytes(), self.at) {
            Some(end) => self.push_segment(end),
            None => self.segment(),
        }
    }

    /// Two runs of ASCII letters with an apostrophe between them: a possessive, or "don't".
    fn contraction(&self) -> Option<(Token, usize)> {
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let head = letters(bytes, start)?;
        let apostrophe = match bytes[start + head.len..] {
            [b'\'', ..] => 1,
            [0xE2, 0x80, 0x99, ..] => 3,
            _ => return None,
        };
        let middle = start + head.len + apostrophe;
        let tail = letters(bytes, middle)?;
        let end = middle + tail.len;
        if !ends_word(bytes, end) {
            return None;
        }
        let possessive = tail.len == 1 && matches!(bytes[middle], b's' | b'S');
        let case = if possessive { head.case } else { head.case.and(tail.case.of_rest()) };
        let token = Token {
            start: start as u32,
            end: end as u32,
            possessive: if possessive { apostrophe as u8 + 1 } else { 0 },
            kind: Kind::Word,
            gap: self.gap,
            capital: head.capital,
            caps: case == Case::UPPER,
            case,
            mark: 0,
        };
        Some((token, end))
    }

    /// Reads spaces, which a character that combines may follow.
    #[inline]
    fn spaces(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        while bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        if is_foreign(bytes, end) {
            self.segment();
        } else {
            self.skip(end - self.at, Gap::Space);
        }
    }

    /// Reads what begins with a character of any other kind.
    #[inline(never)]
    fn character(&mut self) {
        let bytes = self.text.as_bytes();
        match class(bytes, self.at) {
            Some((Class::Letter, _)) => self.word(),
            Some((class, len)) if class != Class::Foreign && !is_foreign(bytes, self.at + len) => {
                if class == Class::Blank {
                    self.skip(len, Gap::Space);
                } else {
                    let mark = self.text[self.at..].chars().next().map_or(0, unit);
                    self.push_mark(len, mark);
                }
            }
            _ => self.segment(),
        }
    }

    /// Lets `unicode-segmentation` read from the word boundary until what follows is plain again.
    ///
    /// Starting anew at a boundary is sound: no rule of UAX #29 looks back across a boundary.
    #[inline(never)]
    fn segment(&mut self) {
        let text = self.text;
        for segment in text[self.at..].split_word_bounds() {
            match white(segment) {
                Some(white) => self.skip(segment.len(), white),
                None => self.push_segment(self.at + segment.len()),
            }
            if !is_foreign(text.as_bytes(), self.at) {
                return;
            }
        }
    }

    #[inline]
    fn skip(&mut self, len: usize, white: Gap) {
        if self.gap < Gap::Line && white >= Gap::Line {
            self.out.lines.push(self.out.tokens.len() as u32);
        }
        self.gap = self.gap.and(white);
        self.at += len;
    }

    #[inline]
    fn push(&mut self, token: Token, key: Key) {
        self.out.tokens.push(token);
        self.out.keys.push(key);
        self.gap = Gap::None;
    }

    /// Adds a mark of one character, given as its UTF-16 unit. None of those that the fast path knows has a case.
    #[inline]
    fn push_mark(&mut self, len: usize, mark: u16) {
        self.note_sign(mark);
        let token = Token { mark, ..plain_mark(self.at, self.at + len, self.gap) };
        self.push(token, Key::NONE);
        self.at += len;
    }

    #[inline]
    fn note_sign(&mut self, mark: u16) {
        if mark == 0 || mark > 0x7F || matches!(mark as u8, b'.' | b'!' | b'?' | b':' | b'"' | b'\'' | b'`') {
            self.out.signs.push(self.out.tokens.len() as u32);
        }
    }

    /// Adds any segment that is not white space.
    fn push_segment(&mut self, end: usize) {
        let segment = &self.text[self.at..end];
        let kind = match segment.chars().find(|&c| c != '_') {
            Some(c) if c.is_alphabetic() => Kind::Word,
            Some(c) if c.is_numeric() => Kind::Number,
            _ => Kind::Mark,
        };
        let mut token = Token { kind, ..plain_mark(self.at, end, self.gap) };
        let mut key = Key::NONE;
        if kind == Kind::Mark {
            let mut chars = segment.chars();
            token.mark = chars.next().filter(|_| chars.next().is_none()).map_or(0, unit);
            self.note_sign(token.mark);
        } else {
            token.possessive = possessive(segment.as_bytes());
            (token.capital, token.caps) = case(token.core_text(self.text));
            key = Key::of_plain(self.text.as_bytes(), self.at, end).unwrap_or(Key::NONE);
        }
        if kind != Kind::Mark || segment.len() > 1 {
            token.case = Case::of(token.core_text(self.text));
        }
        self.push(token, key);
        self.at = end;
    }
}

/// Reads words of ASCII letters with single spaces between them; returns where they end and, if a word of another kind stands there, the gap before it.
#[inline(always)]
fn plain_words(bytes: &[u8], start: usize, gap: Gap, tokens: &mut Vec<Token>, keys: &mut Vec<Key>) -> (usize, Option<Gap>) {
    let mut rest = bytes.get(start..).unwrap_or_default();
    let (mut at, mut gap) = (start, gap);
    while let Some(Letters { len, key, case, capital }) = Letters::first(rest) {
        let end = at + len;
        rest = &rest[len..];
        let goes_on = matches!(rest, [b' ', next, ..] if next.is_ascii_alphabetic());
        if !goes_on && !ends_word(bytes, end) {
            break;
        }
        let word =
            Token { start: at as u32, end: end as u32, possessive: 0, kind: Kind::Word, gap, capital, caps: case == Case::UPPER, case, mark: 0 };
        tokens.push(word);
        keys.push(key);
        if !goes_on {
            return (end, None);
        }
        rest = &rest[1..];
        (at, gap) = (end + 1, Gap::Space);
    }
    (at, Some(gap))
}

/// [`Letters::first`] for where few words come.
#[inline(never)]
fn letters(bytes: &[u8], start: usize) -> Option<Letters> {
    Letters::first(bytes.get(start..)?)
}

/// The end of the word or number that begins at a byte; none if it touches a character outside of the fast path's knowledge.
fn word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_') {
            end += 1;
        }
        match class(bytes, end) {
            Some((Class::Letter, len)) => end += len,
            Some((Class::Foreign, _)) => return None,
            Some((mid @ (Class::MidLetter | Class::MidBoth | Class::MidDigit), len)) => {
                let last = class_before(bytes, end);
                let joins = match mid {
                    Class::MidLetter => last == Class::Letter,
                    Class::MidDigit => last == Class::Digit,
                    _ => last != Class::Underscore,
                };
                match class(bytes, end + len) {
                    Some((Class::Foreign, _)) => return None,
                    Some((next, more)) if joins && next == last => end += len + more,
                    _ => return Some(end),
                }
            }
            _ => return Some(end),
        }
    }
}

/// The class of the last character of a word: letters are all that it holds outside of ASCII.
#[inline]
fn class_before(bytes: &[u8], end: usize) -> Class {
    match end.checked_sub(1).and_then(|i| bytes.get(i)) {
        Some(&byte) if byte.is_ascii() => CLASSES[usize::from(byte)],
        _ => Class::Letter,
    }
}

/// What a segment contributes to a gap, if it is white space.
pub(super) fn white(segment: &str) -> Option<Gap> {
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
    #[inline]
    fn and(self, next: Gap) -> Gap {
        if self == Gap::Line && next == Gap::Line { Gap::Paragraph } else { self.max(next) }
    }
}

/// A mark of which nothing is known.
#[inline]
fn plain_mark(start: usize, end: usize, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, possessive: 0, kind: Kind::Mark, gap, capital: false, caps: false, case: Case::ANY, mark: 0 }
}

/// The UTF-16 unit of a character; 0 for those that take two.
#[inline]
fn unit(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or(0)
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
