//! The tokens of an article, seen through the time words.

use std::ops::Range;

use super::{
    form::Forms,
    lexicon::{
        Class, Code, EIGHT_DIGITS, FOUR_DIGITS, Lexicon, Mark, NONE, NUMBER_OF_TIME, NUMBER_OF_YEAR, NUMBER_UP_TO_31, NUMBER_WITH_MARKS,
        PLAIN_APOSTROPHE, PLAIN_MARK, PLAIN_NUMBER, Sense, fold,
    },
    starts::{Fact, Facts},
    term::Terms,
};
use crate::{
    token::{Gap, Kind, Token},
    vocabulary::{Vocabulary, Word},
};

/// Tokens with their senses.
pub(crate) struct Words<'a, 'l> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    lexicon: &'l Lexicon,
    /// What is known of words, by twice their code, one more if the word stands alone.
    facts: &'l Facts,
    forms: Option<&'l Forms>,
    /// By token, twice the code of its word, one more if the word stands alone; or where in `special` it is told of.
    codes: Vec<u32>,
    /// Tokens that have other classes than their word alone: a code and the classes.
    special: Vec<(Code, u128)>,
    /// The tokens near which an expression may stand.
    pub triggers: Vec<usize>,
    terms: Terms,
}

/// The token is told of in `special`.
const SPECIAL: u32 = 1 << 31;

impl<'a, 'l> Words<'a, 'l> {
    /// `read` are the words of the tokens, possessives aside.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        read: &'a [Word],
        vocabulary: &'l Vocabulary,
        (lexicon, facts): (&'l Lexicon, &'l Facts),
        forms: Option<&'l Forms>,
    ) -> Words<'a, 'l> {
        let mut codes = vec![0; tokens.len()];
        let more = words_alone(tokens, read, &mut codes);
        let mut coder = Coder { text, tokens, read, vocabulary, lexicon, special: Vec::with_capacity(tokens.len() / 32) };
        let mut triggers = Vec::with_capacity(tokens.len() / 32);
        for at in more.into_iter().map(|at| at as usize) {
            let (token, mark) = (&tokens[at], Mark::of(read[at]));
            let number = if token.kind == Kind::Number { coder.number_code(at, token) } else { NONE };
            if mark.is_trigger() || number >= NUMBER_OF_YEAR || (number != NONE && coder.after_apostrophe(at)) {
                triggers.push(at);
            }
            codes[at] = match token.kind {
                Kind::Word => coder.word(at, token, mark),
                _ if lexicon.masks(mark.code()) != [0, 0] => coder.code_of(at),
                Kind::Number => u32::from(number) << 1,
                Kind::Mark => u32::from(plain_mark(token)) << 1,
            };
        }
        Words { text, tokens, lexicon, facts, forms, codes, special: coder.special, triggers, terms: Terms::default() }
    }

    /// What terms have read.
    #[inline]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    pub fn forms(&self) -> Option<&'l Forms> {
        self.forms
    }

    /// At most `most` bytes of the text from a token on.
    pub fn ahead(&self, at: usize, most: usize) -> Option<&'a str> {
        let rest = self.text.get(self.tokens.get(at)?.start()..)?;
        let end = (0..=most.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end))?;
        rest.get(..end)
    }

    /// The token after the one that ends `length` bytes from where token `at` begins.
    pub fn ending(&self, at: usize, length: usize) -> Option<usize> {
        let end = self.tokens.get(at)?.start() + length;
        let tokens = self.tokens.get(at..)?.iter().take_while(|t| t.start() < end);
        let (last, token) = tokens.enumerate().last()?;
        (token.core() == end || token.end() == end).then_some(at + last + 1)
    }

    /// The token's words as they stand, without a possessive.
    #[inline]
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.core_text(self.text))
    }

    /// The token's words with the possessive.
    #[inline]
    pub fn whole(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    #[inline]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// The token ends in a possessive, so nothing of the same expression follows but what it owns.
    #[inline]
    pub fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.core() < t.end())
    }

    /// The token follows its predecessor in the same paragraph.
    #[inline]
    pub fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap != Gap::Paragraph)
    }

    /// The token touches its predecessor.
    #[inline]
    pub fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
    }

    #[inline]
    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// The word or mark, letter case aside.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let length = token.end() - token.start();
        if length == word.len() {
            return token.text(self.text).eq_ignore_ascii_case(word);
        }
        length == 3 && word.len() == 1 && self.is_typeset(token, word)
    }

    /// The mark, also in the form that typesetters use.
    pub fn is_mark(&self, at: usize, mark: u8) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match self.text.as_bytes().get(token.start()..token.end()) {
            Some(&[byte]) => byte == mark,
            Some(b"\xE2\x80\x99") => mark == b'\'',
            Some(b"\xE2\x80\x93" | b"\xE2\x80\x94" | b"\xE2\x80\x91") => mark == b'-',
            _ => false,
        }
    }

    /// The mark of a word in the form that typesetters use.
    fn is_typeset(&self, token: &Token, word: &str) -> bool {
        match token.text(self.text) {
            "’" => word == "'",
            "–" | "—" | "‑" => word == "-",
            _ => false,
        }
    }

    /// The word of a pattern, letter case aside.
    #[inline]
    pub fn is_word(&self, at: usize, word: Code) -> bool {
        self.code(at) == word && !self.possessive(at)
    }

    /// The code of a token's word.
    #[inline]
    pub fn code(&self, at: usize) -> Code {
        let code = self.codes.get(at).copied().unwrap_or_default();
        if code & SPECIAL == 0 { (code >> 1) as Code } else { self.special_of(code).0 }
    }

    /// The classes of a token, as bits.
    #[inline]
    pub fn mask(&self, at: usize) -> u128 {
        let code = self.codes.get(at).copied().unwrap_or_default();
        if code & SPECIAL == 0 { self.facts.mask(code) } else { self.special_of(code).1 }
    }

    /// The classes of some tokens together.
    #[inline]
    pub fn masks(&self, tokens: Range<usize>) -> u128 {
        let codes = self.codes.get(tokens.start..tokens.end.min(self.codes.len())).unwrap_or_default();
        codes.iter().fold(0, |all, &code| all | if code & SPECIAL == 0 { self.facts.mask(code) } else { self.special_of(code).1 })
    }

    /// A number that cannot be a year or a time in itself, before a word of no date: no more than a number.
    #[inline]
    pub fn is_mere_number(&self, at: usize) -> bool {
        matches!(self.code(at), PLAIN_NUMBER | NUMBER_UP_TO_31) && self.code(at + 1) == NONE
    }

    /// What is known of a token's word, if it has no other classes than that.
    #[inline]
    pub fn fact(&self, at: usize) -> Option<&'l Fact> {
        let code = self.codes.get(at).copied().unwrap_or_default();
        self.facts.get(code)
    }

    /// The code of a token's word, if the word has no other classes than its own.
    #[inline]
    pub fn plain_code(&self, at: usize) -> Option<Code> {
        let code = self.codes.get(at).copied().unwrap_or_default();
        (code & SPECIAL == 0).then_some((code >> 1) as Code)
    }

    #[inline]
    fn special_of(&self, code: u32) -> (Code, u128) {
        self.special.get((code & !SPECIAL) as usize).copied().unwrap_or_default()
    }

    /// Whether the words from a token on have a class; gives the sense and the token after.
    #[inline]
    pub fn sense(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        if self.mask(at) & class.bit() == 0 { None } else { self.sense_of(at, class) }
    }

    fn sense_of(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        if !self.spelling_fits(at, class) {
            return None;
        }
        let code = self.codes.get(at).copied().unwrap_or_default();
        let code = if code & SPECIAL == 0 { code } else { u32::from(self.special_of(code).0) << 1 };
        for sense in self.lexicon.senses(self.facts.senses(code)) {
            if sense.class != class {
                continue;
            }
            if sense.more == 0 {
                return Some((sense, at + 1));
            }
            let rest = || self.lexicon.rest(sense).iter().zip(at + 1..).all(|(word, at)| self.joined(at) && self.folded_is(at, word));
            if sense.goes_on(self.code(at + 1)) && rest() {
                return Some((sense, at + 1 + usize::from(sense.more)));
            }
        }
        None
    }

    /// The values that the table gives to a class.
    pub fn values(&self, class: Class) -> impl Iterator<Item = &'l str> {
        self.lexicon.values(class)
    }

    #[inline]
    pub fn has(&self, at: usize, class: Class) -> bool {
        self.sense(at, class).is_some()
    }

    /// Names of months, days and holidays are written with a capital.
    fn spelling_fits(&self, at: usize, class: Class) -> bool {
        match class {
            Class::Month | Class::MonthWord | Class::MonthShort | Class::WeekdayShort => self.capital(at),
            Class::Era => self.tokens.get(at).is_some_and(|t| t.caps),
            Class::Zone => self.tokens.get(at).is_some_and(|t| t.caps || t.end() - t.start() > 4),
            _ => true,
        }
    }

    fn folded_is(&self, at: usize, word: &str) -> bool {
        let text = self.text(at);
        text.eq_ignore_ascii_case(word)
            || self.whole(at).eq_ignore_ascii_case(word)
            || (!text.is_ascii() && fold(self.whole(at)) == word)
            || (!self.whole(at).is_ascii() && fold(self.whole(at)) == word)
    }
}

/// Gives each token the code of its word where that is all there is to say, and returns the others: triggers, possessives, numbers, apostrophes, and words with
/// which a phrase may go on. Nobody can foresee which they are, so all are written down, the last first, each over the one before if that is none.
#[inline(never)]
fn words_alone(tokens: &[Token], read: &[Word], codes: &mut [u32]) -> Vec<u32> {
    let count = tokens.len();
    let (read, codes) = (&read[..count], &mut codes[..count]);
    let (mut more, mut before) = (vec![0; count + 1], count);
    // A phrase may go on with the next token.
    let mut goes_on = false;
    for at in (0..count).rev() {
        let (token, mark) = (&tokens[at], Mark::of(read[at]));
        let (is_mark, begins, owns) = (token.kind == Kind::Mark, mark.begins_phrase(), token.is_possessive());
        let code = u32::from(mark.code()) << 1 | u32::from(begins & !goes_on);
        codes[at] = if is_mark { u32::from(PLAIN_MARK) << 1 } else { code };
        more[before] = at as u32;
        let unusual = (token.kind == Kind::Number) | (mark.is_known() & (is_mark | owns));
        before -= usize::from((begins & goes_on) | mark.is_trigger() | unusual);
        goes_on = owns | mark.is_second();
    }
    more.drain(..=before);
    more
}

/// The code of a mark that is no word of dates. An apostrophe may begin a year: "'96".
fn plain_mark(token: &Token) -> Code {
    match token.mark() {
        '\'' | '`' | '\u{2018}' | '\u{2019}' => PLAIN_APOSTROPHE,
        _ => PLAIN_MARK,
    }
}

/// Finds the codes of tokens.
struct Coder<'a, 'l> {
    text: &'a str,
    tokens: &'a [Token],
    read: &'a [Word],
    vocabulary: &'l Vocabulary,
    lexicon: &'l Lexicon,
    special: Vec<(Code, u128)>,
}

impl Coder<'_, '_> {
    /// The token ends in a possessive.
    fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.core() < t.end())
    }

    /// What kind of number a token is. One of four digits or with marks may be a year, a time or a date in itself.
    #[inline]
    fn number_code(&self, at: usize, token: &Token) -> Code {
        let bytes = self.text.as_bytes().get(token.start()..token.end()).unwrap_or_default();
        let value =
            bytes.iter().try_fold(0u64, |value, byte| byte.is_ascii_digit().then(|| value.saturating_mul(10).saturating_add(u64::from(byte - b'0'))));
        if self.goes_on(at) {
            return NUMBER_WITH_MARKS;
        }
        match (value, bytes.len()) {
            (Some(1..=31), 1 | 2) => NUMBER_UP_TO_31,
            (Some(0), 1 | 2) => NUMBER_OF_TIME,
            (Some(1000..2200), 4) => NUMBER_OF_YEAR,
            (Some(_), 4) => FOUR_DIGITS,
            (Some(_), 8) => EIGHT_DIGITS,
            (Some(_), _) => PLAIN_NUMBER,
            // "1,200", "538.5", "7.30"; "7.30pm", "30.11.2015", "1960's"
            (None, length) => {
                let stops = bytes.iter().filter(|b| **b == b'.').count();
                let others = bytes.iter().filter(|b| !matches!(b, b'0'..=b'9' | b'.' | b',')).count();
                match (others, stops) {
                    (0, 0) => PLAIN_NUMBER,
                    (0, 1) if length <= 5 => NUMBER_OF_TIME,
                    (0, 1) => PLAIN_NUMBER,
                    _ => NUMBER_WITH_MARKS,
                }
            }
        }
    }

    /// A mark that joins numbers to times and dates touches the number: "10:30", "1914-18", "11/4", "1960's".
    #[inline]
    fn goes_on(&self, at: usize) -> bool {
        let touching = |at: usize| self.tokens.get(at).filter(|t| t.gap == Gap::None);
        let Some(mark) = touching(at + 1).filter(|t| t.kind == Kind::Mark) else { return false };
        match self.text.as_bytes().get(mark.start()..mark.end()) {
            Some(b":" | b"/" | b"-" | b"." | b"\xE2\x80\x93" | b"\xE2\x80\x91") => touching(at + 2).is_some_and(|t| t.kind == Kind::Number),
            Some(b"'" | b"\xE2\x80\x99") => true,
            _ => false,
        }
    }

    /// "'96"
    #[inline]
    fn after_apostrophe(&self, at: usize) -> bool {
        let mark = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        mark.is_some_and(|t| matches!(self.text.as_bytes().get(t.start()..t.end()), Some(b"'" | b"`" | b"\xE2\x80\x98" | b"\xE2\x80\x99")))
    }

    /// The code of a word that is one of dates.
    #[inline]
    fn word(&mut self, at: usize, token: &Token, mark: Mark) -> u32 {
        if token.core() != token.end() {
            return self.code_of(at);
        }
        let plain = u32::from(mark.code()) << 1;
        if !mark.begins_phrase() {
            return plain;
        }
        let Some(next) = self.tokens.get(at + 1) else { return plain | 1 };
        if next.core() != next.end() {
            return self.code_of(at);
        }
        let next = self.read.get(at + 1).map_or(Mark::default(), |word| Mark::of(*word));
        if !next.is_second() {
            return plain | 1;
        }
        // "every single" is what "every" is, too.
        if !self.lexicon.goes_on(mark.code(), next.code()) {
            return plain | 1;
        }
        match self.lexicon.mask_before(mark.code(), next.code()) {
            mask if mask == self.lexicon.mask(mark.code()) => plain,
            mask => self.more(mark.code(), mask),
        }
    }

    /// The token has other classes than its word alone.
    fn more(&mut self, code: Code, mask: u128) -> u32 {
        self.special.push((code, mask));
        SPECIAL | (self.special.len() - 1) as u32
    }

    /// The code of a token that is more than a word of its own.
    #[inline(never)]
    fn code_of(&mut self, at: usize) -> u32 {
        let Some(token) = self.tokens.get(at) else { return 0 };
        let code = self.word_code(at);
        let next = if code == NONE { NONE } else { self.word_code(at + 1) };
        let mask = if code == NONE { 0 } else { self.lexicon.mask_before(code, next) };
        let plain = match token.kind {
            Kind::Word => code,
            Kind::Number => self.number_code(at, token),
            Kind::Mark => plain_mark(token),
        };
        let more = if token.kind == Kind::Word { 0 } else { self.lexicon.mask(plain) };
        let [begun, alone] = self.lexicon.masks(plain);
        if plain == code || mask == 0 {
            match mask | more {
                all if all == begun => return u32::from(plain) << 1,
                all if all == alone && !self.lexicon.goes_on(code, next) => return u32::from(plain) << 1 | 1,
                _ => {}
            }
        }
        self.more(code, mask | more)
    }

    /// The code of a token's word: with its possessive where the lexicon has it so.
    fn word_code(&self, at: usize) -> Code {
        let mark = self.read.get(at).map_or(Mark::default(), |word| Mark::of(*word));
        if mark.owns() && self.possessive(at) {
            let whole = self.lexicon.mark(self.vocabulary.word(self.tokens.get(at).map_or("", |t| t.text(self.text)))).code();
            if self.lexicon.mask(whole) != 0 {
                return whole;
            }
        }
        mark.code()
    }
}
