//! An article with what every stage after the structure reads.

use std::{collections::HashSet, ops::Range};

use dateline_gazetteers::{
    Key, fold,
    schema::{Table, country},
};

use crate::{
    article::Article,
    gazetteer::{ACTING, Layers, MereWords, NameMatch, RowId, TableSet, mere_tables},
    span::Span,
    structure::{self, HeadlineWords, Quoted, Sentence},
    token::{Gap, Kind, Token},
    vocabulary::{Vocabulary, Word, WordId},
};

pub(crate) struct Document<'a> {
    pub vocabulary: &'a Vocabulary,
    pub article: &'a Article<'a>,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quoted>,
    /// Those of the gazetteers, mere words aside.
    pub names: Vec<NameMatch>,
    /// The word of each token, possessives aside.
    pub words: Vec<Word>,
    keys: Vec<Key>,
    mere: &'a MereWords,
    /// The tables of the names that begin at each token, and of its mere word.
    tables: Vec<TableSet>,
    /// The first name that begins at each token or later, and one past the last token.
    first_names: Vec<u32>,
    /// The tokens at which a mention may begin.
    openings: Vec<u32>,
    /// The sentence that holds each token, or `NONE`.
    sentence_of: Vec<u32>,
    /// The sentences that are headlines.
    headlines: Vec<u32>,
    starts: Steps,
}

const NONE: u32 = u32::MAX;

/// The tables whose names are or begin mentions.
const MENTIONED: TableSet =
    TableSet::of(&[Table::Country, Table::Place, Table::Outlet, Table::Faction, Table::Institution, Table::Generic, Table::Title]);

impl<'a> Document<'a> {
    pub fn new(
        (layers, vocabulary, mere, headline_words): (&Layers, &'a Vocabulary, &'a MereWords, &HeadlineWords),
        article: &'a Article<'a>,
        (tokens, keys, words): (Vec<Token>, Vec<Key>, Vec<Word>),
        sentences: Vec<Sentence>,
        quotations: Vec<Quoted>,
        names: Vec<NameMatch>,
    ) -> Document<'a> {
        let text = article.text();
        let of_word = |((token, key), word): ((&Token, &Key), &Word)| match key.known() {
            Some(_) => mere_tables(word.tables()),
            None if token.kind == Kind::Mark => TableSet::NONE,
            None => mere.tables(unusual_word(vocabulary, text, token, word.id())),
        };
        let mut tables: Vec<TableSet> = tokens.iter().zip(&keys).zip(&words).map(of_word).collect();
        let mut first_names = vec![0; tokens.len() + 1];
        for (past, m) in (1..).zip(&names) {
            let first = m.first as usize;
            tables[first] = tables[first].with(m.table);
            first_names[first + 1] = past;
        }
        // Tokens at which no name begins have the same first name as the next one.
        let mut past = 0;
        for first in &mut first_names {
            past = past.max(*first);
            *first = past;
        }
        let mut sentence_of = vec![NONE; tokens.len()];
        for (number, sentence) in (0..).zip(&sentences) {
            sentence_of[sentence.tokens.clone()].fill(number);
        }
        let starts = Steps::new(tokens.len(), |i| tokens[i].start());
        let openings = openings(&tokens, &words, &tables);
        let headlines = {
            let known = structure::Known { tokens: &tokens, words: &words, tables: &tables };
            structure::headlines(layers, headline_words, text, known, &sentences)
        };
        Document {
            vocabulary,
            article,
            text,
            tokens,
            sentences,
            quotations,
            names,
            words,
            keys,
            mere,
            tables,
            first_names,
            openings,
            sentence_of,
            headlines,
            starts,
        }
    }

    /// The sentence that holds a token.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        self.sentence_of.get(token).filter(|&&s| s != NONE).map(|&s| s as usize)
    }

    /// The tokens of each headline that stands in the text.
    pub fn headlines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.headlines.iter().map(|&s| self.sentences[s as usize].tokens.clone())
    }

    /// Whether a sentence is a headline.
    #[inline]
    pub fn is_headline(&self, sentence: usize) -> bool {
        !self.headlines.is_empty() && self.headlines.binary_search(&(sentence as u32)).is_ok()
    }

    /// A token stands in a line that capitalises every word, as titles of articles do.
    pub fn in_headline(&self, token: usize) -> bool {
        self.sentence_of(token).is_some_and(|sentence| self.is_headline(sentence))
    }

    /// In a headline any words may look like a name: of what patterns find there, only what ends in words that they find in the running text too counts, and
    /// `cut` lets it begin with them. `range` gives the tokens of what a pattern found.
    pub fn drop_untold<T>(&self, found: &mut Vec<T>, range: impl Fn(&T) -> Option<Range<usize>>, mut cut: impl FnMut(&mut T, usize)) {
        if self.headlines.is_empty() {
            return;
        }
        let text = |range: Range<usize>| self.slice(Span::new(self.tokens[range.start].start(), self.tokens[range.end - 1].core()));
        let told: HashSet<&str> = found.iter().filter_map(&range).filter(|r| !self.in_headline(r.start)).map(text).collect();
        found.retain_mut(|item| {
            let Some(range) = range(item).filter(|r| self.in_headline(r.start)) else { return true };
            let first = range.clone().find(|&i| told.contains(text(i..range.end)));
            if let Some(first) = first.filter(|&first| first > range.start) {
                cut(item, first);
            }
            first.is_some()
        });
    }

    /// "Moscow backed the rebels": the words of a compound that no hyphen joins, after a country, of which the last may be a verb.
    pub fn is_apart(&self, name: &NameMatch) -> bool {
        let last = name.last as usize - 1;
        let verb = last > name.first as usize && self.tokens[last].gap == Gap::Space && self.tokens[last].core_text(self.text).ends_with("ed");
        let country = |m: &NameMatch| m.last as usize == last && m.column as usize != country::ADJECTIVES;
        verb && self.names_of(name.first as usize, Table::Country).any(country)
    }

    /// The word of a token, possessives aside.
    #[inline]
    pub fn word(&self, token: usize) -> WordId {
        self.words.get(token).copied().unwrap_or_default().id()
    }

    /// The key of the word of a token, possessives aside, the same for all cases of its ASCII letters.
    #[inline]
    pub fn key(&self, token: usize) -> Key {
        self.keys[token].known().unwrap_or_else(|| self.unusual_key(token))
    }

    #[inline(never)]
    fn unusual_key(&self, token: usize) -> Key {
        let (start, core) = (self.tokens[token].start(), self.tokens[token].core());
        let plain = Key::of_plain(self.text.as_bytes(), start, core);
        plain.unwrap_or_else(|| Key::of(self.tokens[token].core_text(self.text).to_ascii_lowercase().as_bytes()))
    }

    /// Whether the word of a token can not be a form of the Arabic article, nor be folded to anything but its small letters.
    #[inline]
    pub fn is_folded_to_itself(&self, token: usize) -> bool {
        let core = || Key::of_plain(self.text.as_bytes(), self.tokens[token].start(), self.tokens[token].core());
        let article = |key: Key| key.may_be_article() && fold::may_be_article(self.tokens[token].core_text(self.text));
        self.keys[token].known().or_else(core).is_some_and(|key| !article(key))
    }

    /// Whether a token is but ASCII letters and digits.
    #[inline]
    pub fn is_plain(&self, token: usize) -> bool {
        self.keys.get(token).is_some_and(|key| key.known().is_some())
    }

    /// The tables of the names that begin at each token.
    #[inline]
    pub fn all_tables(&self) -> &[TableSet] {
        &self.tables
    }

    /// Whether [`Document::is_plain`] is true of each token.
    pub fn all_plain(&self) -> impl Iterator<Item = bool> + '_ {
        self.keys.iter().map(|key| key.known().is_some())
    }

    /// The tokens at which a mention may begin, in order: those with a capital, those of the names of actors, places and titles, and words like "loyalists". A quarter of all, gone through
    /// in place of all by each of the stages of mentions.
    #[inline]
    pub fn openings(&self) -> &[u32] {
        &self.openings
    }

    /// Those of them at which a name of one of some tables begins.
    pub fn openings_of(&self, tables: TableSet) -> impl Iterator<Item = usize> + '_ {
        self.openings.iter().map(|&token| token as usize).filter(move |&token| self.tables[token].meets(tables))
    }

    /// Whether a name of a table begins at a token.
    #[inline]
    pub fn has(&self, token: usize, table: Table) -> bool {
        self.has_any(token, TableSet::NONE.with(table))
    }

    /// Whether a name of one of the tables begins at a token.
    #[inline]
    pub fn has_any(&self, token: usize, tables: TableSet) -> bool {
        self.tables.get(token).is_some_and(|t| t.meets(tables))
    }

    /// The first token that begins at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        let near = self.starts.near(byte);
        near.start + self.tokens[near].partition_point(|t| t.start() < byte)
    }

    /// The name readings that begin at a token, the longest first.
    #[inline]
    pub fn names_at(&self, token: usize) -> &[NameMatch] {
        match self.first_names.get(token..token.saturating_add(2)) {
            Some(&[here, next]) => &self.names[here as usize..next as usize],
            _ => &[],
        }
    }

    /// The name readings of one table that begin at a token, the longest first.
    #[inline]
    pub fn names_of(&self, token: usize, table: Table) -> impl DoubleEndedIterator<Item = &NameMatch> + Clone {
        let names = if self.has(token, table) { self.names_at(token) } else { &[] };
        names.iter().filter(move |m| m.table == table)
    }

    /// The rows of one of the tables of [mere words](MereWords) that begin at a token, the longest first, with the token after.
    #[inline]
    pub fn acting(&self, token: usize, table: Table) -> impl Iterator<Item = (RowId, usize)> + Clone {
        let names = self.names_of(token, table).map(|m| (m.row, m.last as usize));
        names.chain(self.mere_words(token).iter().filter(move |row| row.table == table).map(move |&row| (row, token + 1)))
    }

    /// The rows of the mere word that a token is.
    #[inline]
    pub fn mere_words(&self, token: usize) -> &'a [RowId] {
        if !self.has_any(token, ACTING) {
            return &[];
        }
        let word = self.words[token].id();
        self.mere.rows(if self.is_plain(token) { word } else { unusual_word(self.vocabulary, self.text, &self.tokens[token], word) })
    }

    /// Whether a name or one of the mere words begins at a token.
    #[inline]
    pub fn is_listed(&self, token: usize) -> bool {
        self.tables.get(token).is_some_and(|t| *t != TableSet::NONE)
    }

    /// The words of a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.text).unwrap_or_default()
    }
}

/// The tokens at which a mention may begin. Nobody can foresee which are, so all are written down, each over the one before if that is none.
fn openings(tokens: &[Token], words: &[Word], tables: &[TableSet]) -> Vec<u32> {
    let mut openings = vec![0; tokens.len()];
    let mut count = 0;
    for (number, ((token, word), tables)) in tokens.iter().zip(words).zip(tables).enumerate() {
        openings[count] = number as u32;
        count += usize::from(token.capital | tables.meets(MENTIONED) | word.opens());
    }
    openings.truncate(count);
    openings
}

/// The mere word that a token may be which is more than ASCII letters, given its word; possessives aside.
#[inline(never)]
fn unusual_word(vocabulary: &Vocabulary, text: &str, token: &Token, word: WordId) -> WordId {
    if word.is_known() { word } else { folded(vocabulary, token.core_text(text)) }
}

/// The word that a piece of text is as names are compared: without accents, apostrophes and the like.
#[cold]
pub(crate) fn folded(vocabulary: &Vocabulary, piece: &str) -> WordId {
    let mut key = [0; 24];
    match fold::short_key(piece, &mut key) {
        Some(len) => vocabulary.folded(&key[..len]),
        None => {
            let mut key = String::new();
            fold::key(piece, &mut key);
            vocabulary.word(&key)
        }
    }
}

/// The words with one space between them: a name over a line break reads as one.
pub(crate) fn joined(text: &str) -> String {
    let mut space = true;
    let mut plain = true;
    for byte in text.bytes() {
        plain &= (b' '..128).contains(&byte) && !(space && byte == b' ');
        space = byte == b' ';
    }
    if plain && !space {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// For a rising list of positions, where to look for one: a search of the whole list would miss the processor's cache at each of its first steps in a long article.
pub(crate) struct Steps {
    /// Of each step, how many positions lie before it.
    before: Vec<u32>,
    length: usize,
}

impl Steps {
    const STEP: usize = 128;

    /// Of so many positions, of which each is given by its number.
    pub fn new(length: usize, position: impl Fn(usize) -> usize) -> Steps {
        let steps = length.checked_sub(1).map_or(0, |last| position(last) / Steps::STEP + 1);
        let (mut before, mut at) = (Vec::with_capacity(steps), 0);
        for step in 0..steps {
            before.push(at as u32);
            let end = (step + 1) * Steps::STEP;
            while at + 16 <= length && position(at + 15) < end {
                at += 16;
            }
            for stride in [8, 4, 2, 1] {
                if at + stride <= length && position(at + stride - 1) < end {
                    at += stride;
                }
            }
        }
        Steps { before, length }
    }

    /// Of positions of which few are near each other. Where they are few in all, nothing is kept, and the whole list is searched.
    pub fn of_few(positions: impl ExactSizeIterator<Item = usize> + DoubleEndedIterator + Clone) -> Steps {
        const FEW: usize = 128;
        let length = positions.len();
        if length < FEW {
            return Steps { before: Vec::new(), length };
        }
        let steps = positions.clone().next_back().map_or(0, |last| last / Steps::STEP + 1);
        let mut before = Vec::with_capacity(steps);
        for (at, position) in (0..).zip(positions) {
            // The step of the position, and those before it at which none lies.
            before.resize((position / Steps::STEP + 1).max(before.len()), at);
        }
        Steps { before, length }
    }

    /// How many of the things that have the positions are below one.
    #[inline]
    pub fn before<T>(&self, position: usize, things: &[T], at: impl Fn(&T) -> usize) -> usize {
        if self.before.is_empty() {
            return things.partition_point(|thing| at(thing) < position);
        }
        self.before_among_many(position, things, at)
    }

    #[inline(never)]
    fn before_among_many<T>(&self, position: usize, things: &[T], at: impl Fn(&T) -> usize) -> usize {
        let near = self.near(position);
        near.start + things[near].partition_point(|thing| at(thing) < position)
    }

    /// A range of the list that has all positions before it below this one, and all after it not below.
    #[inline]
    pub fn near(&self, position: usize) -> Range<usize> {
        let step = position / Steps::STEP;
        let at = |step: usize| self.before.get(step).map_or(self.length, |&before| before as usize);
        at(step)..at(step + 1)
    }
}
