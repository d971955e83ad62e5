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
}

impl Document<'_> {
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
        let token = u32::try_from(token).unwrap_or(u32::MAX);
        let start = self.names.partition_point(|m| m.first < token);
        let len = self.names[start..].partition_point(|m| m.first == token);
        &self.names[start..start + len]
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text).unwrap_or_default()
    }
}
