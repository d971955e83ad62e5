//! One pass over the bytes of a text, which cuts it into tokens.
//!
//! Words of ASCII letters and marks of ASCII, as most of a text is, are read from the bits of a window; ASCII of other kinds, Latin letters and the usual typographic
//! marks byte by byte; and all else by `unicode-segmentation`.

use dateline_gazetteers::{Key, Letters, fold::Case};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Gap, Kind, Token, Tokens,
    window::{WIDTH, Window},
};

/// How far a window and the last word in it may reach.
const REACH: usize = WIDTH + 32;

/// Cuts a text into tokens. What stands beyond 4 GiB is not read.
pub(crate) fn read(text: &str) -> Tokens {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // English news has about one token in five bytes, dense text one in four.
    let expected = end / 4 + 8;
    let mut out = Tokens {
        tokens: Vec::with_capacity(expected),
        keys: Vec::with_capacity(expected),
        signs: Vec::with_capacity(expected / 8),
        lines: Vec::with_capacity(expected / 32 + 8),
    };
    out.lines.push(0);
    let mut reader = Reader { text: &text[..end], at: 0, gap: Gap::Paragraph, out };
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

/// Words of which all but the place is known, by shape and gap: one copy of these is less work than to set so many fields.
const WORDS: [[Token; 4]; Letters::SHAPES] = {
    let mut words = [[plain_mark(0, 0, Gap::None); 4]; Letters::SHAPES];
    let mut i = 0;
    while i < 4 * words.len() {
        let (shape, gap) = (i / 4, [Gap::None, Gap::Space, Gap::Line, Gap::Paragraph][i % 4]);
        let (case, capital) = (Letters::case(shape), Letters::is_capital(shape));
        words[shape][i % 4] = Token { kind: Kind::Word, gap, capital, caps: case.0 == Case::UPPER.0, case, ..words[shape][i % 4] };
        i += 1;
    }
    words
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

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(near) = self.text.as_bytes().get(self.at..).and_then(<[u8]>::first_chunk) {
            self.window(near);
        }
        // The rest of the text as a window that nothing plain follows.
        while let rest @ [_, ..] = self.text.as_bytes().get(self.at..).unwrap_or_default() {
            let mut near = [0; REACH];
            near[..rest.len()].copy_from_slice(rest);
            self.window(&near);
        }
        // White space at the end begins no line.
        if self.out.lines.last().is_some_and(|&line| line as usize >= self.out.tokens.len()) {
            self.out.lines.pop();
        }
    }

    /// Reads all tokens that end well within a window.
    fn window(&mut self, near: &[u8; REACH]) {
        let base = self.at;
        let Some(mut window) = near.first_chunk().map(Window::read) else { return };
        loop {
            let limit = window.limits.trailing_zeros() as usize;
            self.plain(near, base, &mut window, limit);
            if limit == WIDTH - 1 {
                break;
            }
            if window.starts >> limit & 1 != 0 && CLASSES[usize::from(near[limit])] == Class::Mark {
                // It joins nothing.
                window.limits &= window.limits - 1;
                continue;
            }
            let known = match near[limit] {
                b'0'..=b'9' => self.number_within(near, base, &mut window, limit),
                b'\'' => self.contraction_within(near, base, &window, limit),
                0xE2 => self.contraction_within(near, base, &window, limit) || self.mark_within(near, base, &mut window, limit),
                _ => false,
            };
            // What the bits do not tell, with what it touches.
            while !known && self.at <= base + limit && self.at < self.text.len() {
                self.step();
            }
            if self.at >= self.text.len().min(base + WIDTH - 1) {
                return;
            }
            window.pass(self.at - base);
        }
        if window.starts != 0 {
            self.white(near, base, window.starts.trailing_zeros() as usize);
        }
        if self.at == base {
            // A word as long as the window, or white space, to which a character after the window might belong.
            self.step();
            while near.get(self.at - base).is_some_and(|byte| matches!(byte, b' ' | b'\n')) {
                self.step();
            }
        }
    }

    /// Reads words of ASCII letters, marks of ASCII, and white space between them: all that end before a limit.
    #[inline(always)]
    fn plain(&mut self, near: &[u8; REACH], base: usize, window: &mut Window, limit: usize) {
        let (mut at, mut gap, mut starts) = (self.at - base, self.gap, window.starts);
        while starts != 0 {
            let start = starts.trailing_zeros() as usize % WIDTH;
            let letters = window.run(start);
            let end = start + letters.max(1);
            if end >= limit {
                break;
            }
            starts &= starts - 1;
            if start == at + 1 && near[at % WIDTH] == b' ' {
                gap = gap.max(Gap::Space);
            } else if start > at {
                (self.at, self.gap) = (base + at, gap);
                self.white(near, base, start);
                gap = self.gap;
            }
            if letters == 0 {
                let mark = u16::from(near[start]);
                self.note_sign(mark);
                self.out.tokens.push(Token { mark, ..plain_mark(base + start, base + end, gap) });
                self.out.keys.push(Key::NONE);
            } else if let (Some(word), ..=Letters::LONGEST) = (near[start..].first_chunk(), letters) {
                let word = Letters::of(word, letters);
                let mut token = WORDS[word.shape()][gap as usize];
                (token.start, token.end) = ((base + start) as u32, (base + end) as u32);
                self.out.tokens.push(token);
                self.out.keys.push(word.key);
            } else {
                (self.at, self.gap) = (base + start, gap);
                self.push_segment(base + end);
            }
            (at, gap) = (end, Gap::None);
        }
        (self.at, self.gap, window.starts) = (base + at, gap, starts);
    }

    /// Reads a number that begins at a limit of a window, and a mark before it.
    fn number_within(&mut self, near: &[u8; REACH], base: usize, window: &mut Window, limit: usize) -> bool {
        if limit > 0 && near[limit - 1].is_ascii_alphabetic() {
            return false;
        }
        self.up_to_limit(near, base, window, limit);
        self.number();
        true
    }

    /// Reads a mark of general punctuation that stands at a limit of a window, and what it touches before.
    fn mark_within(&mut self, near: &[u8; REACH], base: usize, window: &mut Window, limit: usize) -> bool {
        let [_, 0x80, last @ (0x90..=0x95 | 0x98..=0x9F | 0xA2 | 0xA6 | 0xB9 | 0xBA), after @ 0..128, ..] = near[limit..] else { return false };
        let apostrophe = matches!(last, 0x98 | 0x99);
        if apostrophe && after.is_ascii_alphanumeric() && limit > 0 && near[limit - 1].is_ascii_alphanumeric() {
            return false;
        }
        self.up_to_limit(near, base, window, limit);
        self.push_mark(3, 0x2000 | u16::from(last & 0x3F));
        true
    }

    /// Reads all before a limit of a window, which joins nothing to it.
    #[inline(never)]
    fn up_to_limit(&mut self, near: &[u8; REACH], base: usize, window: &mut Window, limit: usize) {
        self.plain(near, base, window, limit + 1);
        self.white(near, base, limit);
    }

    /// Reads a contraction whose apostrophe is the next limit of a window.
    #[inline]
    fn contraction_within(&mut self, near: &[u8; REACH], base: usize, window: &Window, limit: usize) -> bool {
        let middle = match near[limit..] {
            [b'\'', ..] => limit + 1,
            [0xE2, 0x80, 0x99, ..] => limit + 3,
            _ => return false,
        };
        let start = window.starts.trailing_zeros() as usize;
        if start >= limit || middle >= WIDTH - 1 {
            return false;
        }
        let (head, tail) = (window.run(start), window.run(middle));
        let end = middle + tail;
        if start + head != limit || tail == 0 || end >= WIDTH - 1 || window.limits >> end & 1 != 0 {
            return false;
        }
        let word = |start: usize, letters: usize| near[start..].first_chunk().map(|word| Letters::of(word, letters.min(Letters::LONGEST)));
        let (Some(first), Some(second), ..=Letters::LONGEST) = (word(start, head), word(middle, tail), head.max(tail)) else { return false };
        self.white(near, base, start);
        let possessive = tail == 1 && near[middle] | 0x20 == b's';
        let (head, tail) = (Letters::case(first.shape()), Letters::case(second.shape()));
        let case = if possessive { head } else { head.and(tail.of_rest()) };
        let token = Token {
            possessive: if possessive { (end - limit) as u8 } else { 0 },
            kind: Kind::Word,
            capital: Letters::is_capital(first.shape()),
            caps: case == Case::UPPER,
            case,
            ..plain_mark(base + start, base + end, self.gap)
        };
        self.push(token, Key::NONE);
        self.at = base + end;
        true
    }

    /// Passes over spaces and line feeds up to a byte of a window.
    fn white(&mut self, near: &[u8; REACH], base: usize, end: usize) {
        let white = near.get(self.at - base..end).unwrap_or_default();
        white.iter().for_each(|&byte| self.skip(1, if byte == b'\n' { Gap::Line } else { Gap::Space }));
    }

    /// Reads what stands at a word boundary: white space, a mark, a word.
    fn step(&mut self) {
        let bytes = self.text.as_bytes();
        let Some(&byte) = bytes.get(self.at) else { return };
        match CLASSES[usize::from(byte)] {
            Class::Digit => self.number(),
            Class::Letter | Class::Underscore => self.word(),
            Class::Space => self.spaces(),
            Class::Mark | Class::MidLetter | Class::MidBoth | Class::MidDigit if bytes.get(self.at + 1).is_some_and(u8::is_ascii) => {
                self.push_mark(1, u16::from(byte));
            }
            Class::Newline => {
                let pair = byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
                self.skip(1 + usize::from(pair), Gap::Line);
            }
            _ => self.character(),
        }
    }

    /// Reads a number of ASCII digits, or whatever else begins with a digit.
    fn number(&mut self) {
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = start;
        while digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b';' | b'\'')) && digit(end + 1) {
            end += 1;
        }
        let is_end = |at: usize| bytes.get(at).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic() && *byte != b'_');
        if is_end(end) && bytes.get(end + 1).is_none_or(u8::is_ascii) {
            let key = Key::of_plain(bytes, start, end).unwrap_or(Key::NONE);
            self.push(Token { kind: Kind::Number, ..plain_mark(start, end, self.gap) }, key);
            self.at = end;
        } else {
            self.word();
        }
    }

    /// Reads any word or number.
    #[inline(never)]
    fn word(&mut self) {
        match word_end(self.text.as_bytes(), self.at) {
            Some(end) => self.push_segment(end),
            None => self.segment(),
        }
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
const fn plain_mark(start: usize, end: usize, gap: Gap) -> Token {
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
