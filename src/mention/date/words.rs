//! The tokens of an article, seen through the time words.

use std::cell::RefCell;

use super::{
    form::Forms,
    lexicon::{Class, Lexicon, Sense, fold},
};
use crate::token::{Gap, Kind, Token};

/// A token whose word is not in the lexicon.
const UNKNOWN: u32 = u32::MAX;
/// A token that nobody has looked at.
const UNSEEN: u32 = u32::MAX - 1;

/// Tokens with their senses, looked up when first asked for.
pub(crate) struct Words<'a, 'l> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    lexicon: &'l Lexicon,
    forms: Option<&'l Forms>,
    ids: RefCell<Vec<u32>>,
}

impl<'a, 'l> Words<'a, 'l> {
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'l Lexicon, forms: Option<&'l Forms>) -> Words<'a, 'l> {
        Words { text, tokens, lexicon, forms, ids: RefCell::new(vec![UNSEEN; tokens.len()]) }
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

    /// The classes of a token, as bits.
    pub fn mask(&self, at: usize) -> u128 {
        let id = self.id(at);
        let mut mask = if id == UNKNOWN { 0 } else { self.lexicon.mask(id) };
        match self.kind(at) {
            Some(Kind::Number) => mask |= super::term::NUMBER,
            // An apostrophe may begin a year: "'96".
            Some(Kind::Mark) if matches!(self.whole(at), "'" | "’" | "‘" | "`") => mask |= Class::Opener.bit(),
            _ => {}
        }
        mask
    }

    /// Whether the words from a token on have a class; gives the sense and the token after.
    pub fn sense(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        let id = self.id(at);
        if id == UNKNOWN || self.lexicon.mask(id) & class.bit() == 0 {
            return None;
        }
        self.lexicon.senses(id).iter().filter(|s| s.class == class).find_map(|sense| {
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

    /// The number of a token's word, or `UNKNOWN`.
    fn id(&self, at: usize) -> u32 {
        match self.ids.borrow().get(at) {
            None => return UNKNOWN,
            Some(&id) if id != UNSEEN => return id,
            Some(_) => {}
        }
        let id = self.look_up(self.whole(at)).or_else(|| if self.possessive(at) { self.look_up(self.text(at)) } else { None });
        let id = id.unwrap_or(UNKNOWN);
        if let Some(slot) = self.ids.borrow_mut().get_mut(at) {
            *slot = id;
        }
        id
    }

    /// Looks a word up without making a string of it, where it is plain ASCII.
    fn look_up(&self, word: &str) -> Option<u32> {
        // No word of the table is longer.
        let mut lower = [0; 24];
        let lower = lower.get_mut(..word.len())?;
        if !word.is_ascii() {
            return self.lexicon.word(&fold(word));
        }
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.lexicon.word(std::str::from_utf8(lower).ok()?)
    }
}
