//! The tokens of an article, seen through the time words.

use super::{
    form::Forms,
    lexicon::{Class, Code, Lexicon, Mark, NONE, PLAIN_APOSTROPHE, PLAIN_MARK, PLAIN_NUMBER, Sense, fold},
    term::Terms,
};
use crate::{
    token::{Gap, Kind, Token},
    vocabulary::{Vocabulary, WordId},
};

/// Tokens with their senses.
pub(crate) struct Words<'a, 'l> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    lexicon: &'l Lexicon,
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
    /// `ids` are the words of the tokens, possessives aside.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        ids: &'a [WordId],
        vocabulary: &'l Vocabulary,
        lexicon: &'l Lexicon,
        forms: Option<&'l Forms>,
    ) -> Words<'a, 'l> {
        let mut coder = Coder { text, tokens, ids, vocabulary, lexicon, special: Vec::new() };
        let mut triggers = Vec::new();
        let code_of = |(at, (token, id)): (usize, (&Token, &WordId))| {
            let mark = lexicon.mark(*id);
            if mark.is_trigger() || (token.kind == Kind::Number && coder.is_number_trigger(at)) {
                triggers.push(at);
            }
            let plain = match token.kind {
                Kind::Word if token.core != token.end => None,
                Kind::Word if !mark.begins_phrase() => Some(u32::from(mark.code()) << 1),
                Kind::Word => (!coder.may_go_on(at + 1)).then(|| u32::from(mark.code()) << 1 | 1),
                Kind::Mark => (mark.code() == NONE).then(|| u32::from(coder.plain_mark(token)) << 1),
                Kind::Number => (mark.code() == NONE).then_some(u32::from(PLAIN_NUMBER) << 1),
            };
            plain.unwrap_or_else(|| coder.code_of(at))
        };
        let codes = tokens.iter().zip(ids).enumerate().map(code_of).collect();
        Words { text, tokens, lexicon, forms, codes, special: coder.special, triggers, terms: Terms::default() }
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
        let rest = self.text.get(self.tokens.get(at)?.start..)?;
        let end = (0..=most.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end))?;
        rest.get(..end)
    }

    /// The token after the one that ends `length` bytes from where token `at` begins.
    pub fn ending(&self, at: usize, length: usize) -> Option<usize> {
        let end = self.tokens.get(at)?.start + length;
        let tokens = self.tokens.get(at..)?.iter().take_while(|t| t.start < end);
        let (last, token) = tokens.enumerate().last()?;
        (token.core == end || token.end == end).then_some(at + last + 1)
    }

    /// The token's words as they stand, without a possessive.
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.core_text(self.text))
    }

    /// The token's words with the possessive.
    pub fn whole(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// The token ends in a possessive, so nothing of the same expression follows but what it owns.
    pub fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.core < t.end)
    }

    /// The token follows its predecessor in the same paragraph.
    pub fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap != Gap::Paragraph)
    }

    /// The token touches its predecessor.
    pub fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// The word or mark, letter case aside.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let length = token.end - token.start;
        if length == word.len() {
            return token.text(self.text).eq_ignore_ascii_case(word);
        }
        length == 3 && word.len() == 1 && self.is_typeset(token, word)
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
        if code & SPECIAL == 0 { self.lexicon.masks((code >> 1) as Code)[(code & 1) as usize] } else { self.special_of(code).1 }
    }

    /// At most three digits before a word of no date: no more than a number.
    pub fn is_mere_number(&self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|t| self.code(at) == PLAIN_NUMBER && t.end - t.start <= 3);
        token.is_some_and(|t| self.code(at + 1) == NONE && t.text(self.text).bytes().all(|b| b.is_ascii_digit()))
    }

    /// The code of a token's word, if the word has no other classes than its own.
    #[inline]
    pub fn plain_code(&self, at: usize) -> Option<Code> {
        let code = self.codes.get(at).copied().unwrap_or_default();
        (code & SPECIAL == 0).then_some((code >> 1) as Code)
    }

    fn special_of(&self, code: u32) -> (Code, u128) {
        self.special.get((code & !SPECIAL) as usize).copied().unwrap_or_default()
    }

    /// Whether the words from a token on have a class; gives the sense and the token after.
    #[inline]
    pub fn sense(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        if self.mask(at) & class.bit() == 0 { None } else { self.sense_of(at, class) }
    }

    fn sense_of(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        self.lexicon.senses(self.code(at)).iter().filter(|s| s.class == class).find_map(|sense| {
            let end = at + 1 + sense.rest.len();
            let rest = sense.rest.iter().enumerate().all(|(k, word)| self.joined(at + 1 + k) && self.folded_is(at + 1 + k, word));
            (rest && self.spelling_fits(at, class)).then_some((sense, end))
        })
    }

    /// The values that the table gives to a class.
    pub fn values(&self, class: Class) -> impl Iterator<Item = &'l str> {
        self.lexicon.values(class)
    }

    pub fn has(&self, at: usize, class: Class) -> bool {
        self.sense(at, class).is_some()
    }

    /// Names of months, days and holidays are written with a capital.
    fn spelling_fits(&self, at: usize, class: Class) -> bool {
        match class {
            Class::Month | Class::MonthWord | Class::MonthShort | Class::WeekdayShort => self.capital(at),
            Class::Era => self.tokens.get(at).is_some_and(|t| t.caps),
            Class::Zone => self.tokens.get(at).is_some_and(|t| t.caps || t.end - t.start > 4),
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

/// Finds the codes of tokens.
struct Coder<'a, 'l> {
    text: &'a str,
    tokens: &'a [Token],
    ids: &'a [WordId],
    vocabulary: &'l Vocabulary,
    lexicon: &'l Lexicon,
    special: Vec<(Code, u128)>,
}

impl Coder<'_, '_> {
    /// The token ends in a possessive.
    fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.core < t.end)
    }

    /// A number that looks like a year, a time or a date.
    fn is_number_trigger(&self, at: usize) -> bool {
        let followed = || self.tokens.get(at + 1).is_some_and(|t| matches!(t.text(self.text), ":" | "/" | "-" | "'" | "’"));
        let marked = || at > 0 && self.tokens.get(at - 1).is_some_and(|t| matches!(t.text(self.text), "'" | "’" | "‘"));
        self.tokens.get(at).is_some_and(|t| t.end - t.start >= 3) || followed() || marked()
    }

    /// The code of a mark that is no word of dates. An apostrophe may begin a year: "'96".
    #[inline]
    fn plain_mark(&self, token: &Token) -> Code {
        match self.text.as_bytes().get(token.start..token.end) {
            Some(b"'" | b"`" | b"\xE2\x80\x98" | b"\xE2\x80\x99") => PLAIN_APOSTROPHE,
            _ => PLAIN_MARK,
        }
    }

    /// A phrase may go on with a token.
    #[inline]
    fn may_go_on(&self, at: usize) -> bool {
        self.ids.get(at).is_some_and(|id| self.lexicon.mark(*id).is_second()) || self.possessive(at)
    }

    /// The code of a token that is more than a word of its own.
    #[inline(never)]
    fn code_of(&mut self, at: usize) -> u32 {
        let Some(token) = self.tokens.get(at) else { return 0 };
        let code = self.word_code(at);
        let mask = if code == NONE { 0 } else { self.lexicon.mask_before(code, self.word_code(at + 1)) };
        let plain = match token.kind {
            Kind::Word => code,
            Kind::Number => PLAIN_NUMBER,
            Kind::Mark => self.plain_mark(token),
        };
        let more = if token.kind == Kind::Word { 0 } else { self.lexicon.mask(plain) };
        let [begun, alone] = self.lexicon.masks(plain);
        if plain == code || mask == 0 {
            match mask | more {
                all if all == begun => return u32::from(plain) << 1,
                all if all == alone => return u32::from(plain) << 1 | 1,
                _ => {}
            }
        }
        self.special.push((code, mask | more));
        SPECIAL | (self.special.len() - 1) as u32
    }

    /// The code of a token's word: with its possessive where the lexicon has it so.
    fn word_code(&self, at: usize) -> Code {
        let mark = self.ids.get(at).map_or(Mark::default(), |id| self.lexicon.mark(*id));
        if mark.owns() && self.possessive(at) {
            let whole = self.lexicon.mark(self.vocabulary.word(self.tokens.get(at).map_or("", |t| t.text(self.text)))).code();
            if self.lexicon.mask(whole) != 0 {
                return whole;
            }
        }
        mark.code()
    }
}
