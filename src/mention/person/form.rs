//! Words of names as they are written, numbered where they first come in an article.

use super::NameWord;
use crate::{distinct::Distinct, document::Document};

pub(super) struct Forms<'d> {
    doc: &'d Document<'d>,
    known: Distinct,
    /// The text of each form.
    texts: Vec<&'d str>,
    /// A bit for each hash: most words that have no number are not looked for.
    filter: [u64; 4],
}

impl<'d> Forms<'d> {
    pub fn new(doc: &'d Document<'d>) -> Forms<'d> {
        Forms { doc, known: Distinct::default(), texts: Vec::with_capacity(64), filter: [0; 4] }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The word of a token with the number of its form.
    pub fn number(&mut self, token: usize) -> NameWord {
        let (hash, text) = (self.doc.key(token).hash(), self.text(token));
        let (form, new) = self.known.number(hash, |form| self.texts[form as usize] == text);
        if new {
            self.texts.push(text);
            let (block, bit) = place(hash);
            self.filter[block] |= bit;
        }
        NameWord { token: token as u32, form }
    }

    /// The word of a token with the number of its form, if it has been given one.
    #[inline]
    pub fn find(&self, token: usize) -> Option<NameWord> {
        let hash = self.doc.key(token).hash();
        let (block, bit) = place(hash);
        if self.filter[block] & bit == 0 { None } else { self.look_up(token, hash) }
    }

    #[inline(never)]
    fn look_up(&self, token: usize, hash: u64) -> Option<NameWord> {
        let text = self.text(token);
        let form = self.known.find(hash, |form| self.texts[form as usize] == text)?;
        Some(NameWord { token: token as u32, form })
    }

    fn text(&self, token: usize) -> &'d str {
        self.doc.tokens[token].core_text(self.doc.text)
    }
}

/// The bit of a hash in the filter: its block and the bit there.
#[inline]
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 38) as usize & 3, 1 << (hash >> 32 & 63))
}
