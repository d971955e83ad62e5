//! An article with what every stage after the structure reads.

use std::ops::Range;

use dateline_gazetteers::{Key, schema::Table};

use crate::{
    article::Article,
    gazetteer::{NameMatch, TableSet},
    span::Span,
    structure::{Quoted, Sentence},
    token::Token,
    vocabulary::{Vocabulary, WordId},
};

pub(crate) struct Document<'a> {
    pub vocabulary: &'a Vocabulary,
    pub article: &'a Article<'a>,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quoted>,
    pub names: Vec<NameMatch>,
    /// The word of each token, possessives aside.
    pub words: Vec<WordId>,
    keys: Vec<Key>,
    /// One for each token, and one past the last.
    facts: Vec<Facts>,
    starts: Steps,
}

/// What stages ask of a token again and again.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// The first name that begins there or later.
    name: u32,
    /// The tables of the names that begin there.
    tables: TableSet,
    /// The sentence that holds it, or `NONE`.
    sentence: u32,
}

const NONE: u32 = u32::MAX;

impl<'a> Document<'a> {
    pub fn new(
        vocabulary: &'a Vocabulary,
        article: &'a Article<'a>,
        (tokens, keys): (Vec<Token>, Vec<Key>),
        sentences: Vec<Sentence>,
        quotations: Vec<Quoted>,
        names: Vec<NameMatch>,
    ) -> Document<'a> {
        let words = vocabulary.words(article.text(), &tokens, &keys);
        let mut facts = vec![Facts { name: names.len() as u32, tables: TableSet::NONE, sentence: NONE }; tokens.len() + 1];
        let mut from = 0;
        for (number, m) in (0..).zip(&names) {
            let first = m.first as usize;
            if first >= from {
                facts[from..=first].iter_mut().for_each(|f| f.name = number);
                from = first + 1;
            }
            facts[first].tables = facts[first].tables.with(m.table);
        }
        for (number, sentence) in (0..).zip(&sentences) {
            facts[sentence.tokens.clone()].iter_mut().for_each(|f| f.sentence = number);
        }
        let starts = Steps::new(tokens.iter().map(|t| t.start()));
        Document { vocabulary, article, text: article.text(), tokens, sentences, quotations, names, words, keys, facts, starts }
    }

    /// The sentence that holds a token.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        self.facts.get(token).map(|f| f.sentence).filter(|&s| s != NONE).map(|s| s as usize)
    }

    /// The word of a token, possessives aside.
    #[inline]
    pub fn word(&self, token: usize) -> WordId {
        self.words.get(token).copied().unwrap_or_default()
    }

    /// The key of the word of a token, possessives aside, the same for all cases of its ASCII letters.
    pub fn key(&self, token: usize) -> Key {
        let (start, core) = (self.tokens[token].start(), self.tokens[token].core());
        let plain = || Key::of_plain(self.text.as_bytes(), start, core);
        let known = self.keys[token].known().or_else(plain);
        known.unwrap_or_else(|| Key::of(self.tokens[token].core_text(self.text).to_ascii_lowercase().as_bytes()))
    }

    /// Whether a token is but ASCII letters and digits.
    #[inline]
    pub fn is_plain(&self, token: usize) -> bool {
        self.keys.get(token).is_some_and(|key| key.known().is_some())
    }

    /// Whether a name of a table begins at a token.
    #[inline]
    pub fn has(&self, token: usize, table: Table) -> bool {
        self.has_any(token, TableSet::NONE.with(table))
    }

    /// Whether a name of one of the tables begins at a token.
    #[inline]
    pub fn has_any(&self, token: usize, tables: TableSet) -> bool {
        self.facts.get(token).is_some_and(|f| f.tables.meets(tables))
    }

    /// The first token from one on at which a name of one of the tables begins.
    #[inline]
    pub fn next_with(&self, token: usize, tables: TableSet) -> Option<usize> {
        self.facts.get(token..)?.iter().position(|f| f.tables.meets(tables)).map(|at| token + at)
    }

    /// The first token that begins at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        let near = self.starts.near(byte);
        near.start + self.tokens[near].partition_point(|t| t.start() < byte)
    }

    /// The name readings that begin at a token, the longest first.
    pub fn names_at(&self, token: usize) -> &[NameMatch] {
        let Some(here) = self.facts.get(token).filter(|f| f.tables != TableSet::NONE) else { return &[] };
        let end = self.facts.get(token + 1).map_or(self.names.len(), |next| next.name as usize);
        self.names.get(here.name as usize..end).unwrap_or_default()
    }

    /// The name readings of one table that begin at a token, the longest first.
    pub fn names_of(&self, token: usize, table: Table) -> impl DoubleEndedIterator<Item = &NameMatch> + Clone {
        let names = if self.has(token, table) { self.names_at(token) } else { &[] };
        names.iter().filter(move |m| m.table == table)
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.text).unwrap_or_default()
    }
}

/// For a rising list of positions, where to look for one: a search of the whole list would miss the processor's cache at each of its first steps in a long article.
pub(crate) struct Steps {
    /// Of each step, how many positions lie before it.
    before: Vec<u32>,
    length: usize,
}

impl Steps {
    const STEP: usize = 128;

    pub fn new(positions: impl Iterator<Item = usize>) -> Steps {
        let (mut before, mut length) = (Vec::new(), 0);
        for position in positions {
            let step = position / Steps::STEP;
            if before.len() <= step {
                before.resize(step + 1, length as u32);
            }
            length += 1;
        }
        Steps { before, length }
    }

    /// A range of the list that has all positions before it below this one, and all after it not below.
    #[inline]
    pub fn near(&self, position: usize) -> Range<usize> {
        let step = position / Steps::STEP;
        let at = |step: usize| self.before.get(step).map_or(self.length, |&before| before as usize);
        at(step)..at(step + 1)
    }
}
