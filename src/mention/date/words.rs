//! The tokens of an article, seen through the time words.

use super::{
    form::Forms,
    lexicon::{Class, Lexicon, Sense, fold},
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
    vocabulary: &'l Vocabulary,
    ids: &'a [WordId],
    /// The classes of each token, as bits.
    masks: Vec<u128>,
}

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
        let mut words = Words { text, tokens, lexicon, forms, vocabulary, ids, masks: Vec::new() };
        words.masks = (0..tokens.len()).map(|at| words.classes(at)).collect();
        words
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
    pub fn is(&self, at: usize, word: &str) -> bool {
        let text = self.whole(at);
        text.eq_ignore_ascii_case(word) || (text == "’" && word == "'") || (matches!(text, "–" | "—" | "‑") && word == "-")
    }

    /// The word of a pattern, letter case aside.
    pub fn is_word(&self, at: usize, word: WordId) -> bool {
        self.ids.get(at) == Some(&word) && !self.possessive(at)
    }

    /// The classes of a token, as bits.
    #[inline]
    pub fn mask(&self, at: usize) -> u128 {
        self.masks.get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn classes(&self, at: usize) -> u128 {
        let Some(token) = self.tokens.get(at) else { return 0 };
        let mask = self.lexicon.mask_before(self.id(at), || self.id(at + 1));
        match token.kind {
            Kind::Number => mask | super::term::NUMBER,
            // An apostrophe may begin a year: "'96".
            Kind::Mark if matches!(token.text(self.text), "'" | "’" | "‘" | "`") => mask | super::term::APOSTROPHE | super::term::MARK,
            Kind::Mark => mask | super::term::MARK,
            Kind::Word => mask,
        }
    }

    /// Whether the words from a token on have a class; gives the sense and the token after.
    #[inline]
    pub fn sense(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        if self.mask(at) & class.bit() == 0 { None } else { self.sense_of(at, class) }
    }

    fn sense_of(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        self.lexicon.senses(self.id(at)).iter().filter(|s| s.class == class).find_map(|sense| {
            let end = at + 1 + sense.rest.len();
            let rest = sense.rest.iter().enumerate().all(|(k, word)| self.joined(at + 1 + k) && self.folded_is(at + 1 + k, word));
            (rest && self.spelling_fits(at, class)).then_some((sense, end))
        })
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

    /// The word of a token: with its possessive where the lexicon has it so.
    #[inline]
    pub fn id(&self, at: usize) -> WordId {
        if self.possessive(at) {
            let whole = self.vocabulary.word(self.whole(at));
            if self.lexicon.mask(whole) != 0 {
                return whole;
            }
        }
        self.ids.get(at).copied().unwrap_or_default()
    }
}
