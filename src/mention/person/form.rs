//! Words of names as they are written, numbered where they first come in an article.

use super::NameWord;
use crate::{distinct::Distinct, document::Document};

pub(super) struct Forms<'d> {
    doc: &'d Document<'d>,
    known: Distinct,
    /// A token of each form.
    tokens: Vec<u32>,
    /// A bit for each hash: most words that have no number are not looked for.
    filter: [u64; 4],
}

impl<'d> Forms<'d> {
    pub fn new(doc: &'d Document<'d>) -> Forms<'d> {
        Forms { doc, known: Distinct::default(), tokens: Vec::new(), filter: [0; 4] }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word of a token with the number of its form.
    pub fn number(&mut self, token: usize) -> NameWord {
        let hash = self.doc.key(token).hash();
        let (form, new) = self.known.number(hash, same(self.doc, &self.tokens, token));
        if new {
            self.tokens.push(token as u32);
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
        let form = self.known.find(hash, same(self.doc, &self.tokens, token))?;
        Some(NameWord { token: token as u32, form })
    }
}

/// The bit of a hash in the filter: its block and the bit there.
#[inline]
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 38) as usize & 3, 1 << (hash >> 32 & 63))
}

/// Whether the words of a token and of a form are spelled alike.
#[inline]
fn same<'t>(doc: &'t Document<'_>, tokens: &'t [u32], token: usize) -> impl Fn(u32) -> bool + use<'t> {
    let word = |token: usize| doc.tokens[token].core_text(doc.text);
    move |form| word(tokens[form as usize] as usize) == word(token)
}
