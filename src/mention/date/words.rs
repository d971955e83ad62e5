//! The tokens of an article, seen through the time words.

use std::cell::RefCell;

use super::lexicon::{Class, Lexicon, Sense, fold};
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
    ids: RefCell<Vec<u32>>,
}

impl<'a, 'l> Words<'a, 'l> {
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'l Lexicon) -> Words<'a, 'l> {
        Words { text, tokens, lexicon, ids: RefCell::new(vec![UNSEEN; tokens.len()]) }
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
        let senses = self.senses(at).iter().fold(0, |mask, s| mask | s.class.bit());
        let number = if self.kind(at) == Some(Kind::Number) { super::term::NUMBER } else { 0 };
        // An apostrophe may begin a year: "'96".
        let mark = if matches!(self.whole(at), "'" | "’" | "‘" | "`") { Class::Literal.bit() } else { 0 };
        senses | number | mark
    }

    /// Whether the words from a token on have a class; gives the sense and the token after.
    pub fn sense(&self, at: usize, class: Class) -> Option<(&'l Sense, usize)> {
        self.senses(at).iter().filter(|s| s.class == class).find_map(|sense| {
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
        text.eq_ignore_ascii_case(word) || self.whole(at).eq_ignore_ascii_case(word) || fold(self.whole(at)) == word
    }

    fn senses(&self, at: usize) -> &'l [Sense] {
        let Some(&id) = self.ids.borrow().get(at) else { return &[] };
        let id = if id == UNSEEN { self.look_up(at) } else { id };
        if id == UNKNOWN { &[] } else { self.lexicon.senses(id) }
    }

    fn look_up(&self, at: usize) -> u32 {
        // No word of the table is longer; a longer token need not be folded.
        let id = if self.text(at).len() > 24 {
            None
        } else {
            self.lexicon.word(&fold(self.whole(at))).or_else(|| self.lexicon.word(&fold(self.text(at))))
        };
        let id = id.unwrap_or(UNKNOWN);
        if let Some(slot) = self.ids.borrow_mut().get_mut(at) {
            *slot = id;
        }
        id
    }
}
