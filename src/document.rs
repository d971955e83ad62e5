//! An article with what every stage after the structure reads.

use crate::{
    article::Article,
    gazetteer::NameMatch,
    span::Span,
    structure::{Quoted, Sentence},
    token::Token,
};

pub(crate) struct Document<'a> {
    pub article: &'a Article<'a>,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quoted>,
    pub names: Vec<NameMatch>,
    /// For each token, and past the last one, the first name that begins there or later.
    names_from: Vec<usize>,
}

impl<'a> Document<'a> {
    pub fn new(
        article: &'a Article<'a>,
        tokens: Vec<Token>,
        sentences: Vec<Sentence>,
        quotations: Vec<Quoted>,
        names: Vec<NameMatch>,
    ) -> Document<'a> {
        let mut names_from = Vec::with_capacity(tokens.len() + 1);
        let mut name = 0;
        for token in 0..=tokens.len() {
            while names.get(name).is_some_and(|m| (m.first as usize) < token) {
                name += 1;
            }
            names_from.push(name);
        }
        Document { article, text: article.text(), tokens, sentences, quotations, names, names_from }
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.tokens.start <= token);
        let index = after.checked_sub(1)?;
        self.sentences[index].tokens.contains(&token).then_some(index)
    }

    /// The first token that begins at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.start < byte)
    }

    /// The name readings that begin at a token, the longest first.
    pub fn names_at(&self, token: usize) -> &[NameMatch] {
        let from = |token: usize| self.names_from.get(token).copied().unwrap_or(self.names.len());
        self.names.get(from(token)..from(token.saturating_add(1))).unwrap_or_default()
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text).unwrap_or_default()
    }
}
