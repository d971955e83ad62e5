//! Words of names as they are written, numbered where they first come in an article.

use super::NameWord;
use crate::{distinct::Distinct, document::Document};

pub(super) struct Forms<'d> {
    doc: &'d Document<'d>,
    known: Distinct,
    /// A token of each form.
    tokens: Vec<u32>,
}

impl<'d> Forms<'d> {
    pub fn new(doc: &'d Document<'d>) -> Forms<'d> {
        Forms { doc, known: Distinct::default(), tokens: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word of a token with the number of its form.
    pub fn number(&mut self, token: usize) -> NameWord {
        let (form, new) = self.known.number(self.doc.key(token).hash(), same(self.doc, &self.tokens, token));
        if new {
            self.tokens.push(token as u32);
        }
        NameWord { token: token as u32, form }
    }

    /// The number of the form of a token's word, if it has been given one.
    #[inline]
    pub fn find(&self, token: usize) -> Option<usize> {
        self.known.find(self.doc.key(token).hash(), same(self.doc, &self.tokens, token)).map(|form| form as usize)
    }
}

/// Whether the words of a token and of a form are spelled alike.
#[inline]
fn same<'t>(doc: &'t Document<'_>, tokens: &'t [u32], token: usize) -> impl Fn(u32) -> bool + use<'t> {
    let word = |token: usize| doc.tokens[token].core_text(doc.text);
    move |form| word(tokens[form as usize] as usize) == word(token)
}
