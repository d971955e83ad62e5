//! Lines that capitalise every word, as the titles of articles do: in them a capital makes no name.

use dateline_gazetteers::{
    fold,
    schema::{Table, word},
};

use super::Sentence;
use crate::{
    gazetteer::{ACTING, Layers, TableSet},
    token::{Kind, Token},
    vocabulary::{Numbering, Word, WordTable},
};

/// Longer sentences are no headlines, in tokens.
const LONGEST: usize = 40;
/// A label before a colon has no more tokens ("Read more:").
const LABEL: usize = 4;

/// What a headline does with small words.
#[derive(Debug)]
pub(crate) struct HeadlineWords(WordTable<u8>);

/// May stay small though it is long (`from`).
const SMALL: u8 = 1;
/// A short verb, which has a capital (`is`).
const VERB: u8 = 1 << 1;
/// Has a capital in mid-sentence in headlines only (`To`).
const TITLED: u8 = 1 << 2;

impl HeadlineWords {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> HeadlineWords {
        let mut words = WordTable::default();
        for (_, row) in layers.rows(Table::Word) {
            let bit = match row.text(word::CLASS) {
                "headline_small" => SMALL,
                "headline_verb" => VERB,
                "headline_titled" => TITLED,
                _ => continue,
            };
            row.list(word::FORMS).for_each(|form| *words.entry(numbering.word(form)) |= bit);
        }
        HeadlineWords(words)
    }
}

/// What is known of each token of an article.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub tokens: &'a [Token],
    pub words: &'a [Word],
    /// The tables whose names begin at each token.
    pub tables: &'a [TableSet],
}

/// The numbers of the sentences that are headlines.
pub(crate) fn find(layers: &Layers, headline_words: &HeadlineWords, text: &str, known: Known<'_>, sentences: &[Sentence]) -> Vec<u32> {
    let headline = |&s: &usize| {
        let sentence = &sentences[s];
        let range = sentence.tokens.clone();
        let known = Known { tokens: &known.tokens[range.clone()], words: &known.words[range.clone()], tables: &known.tables[range] };
        let line = Line { layers, headline_words, text, known };
        let beside = |s: usize| sentences.get(s).is_some_and(|other| other.paragraph == sentence.paragraph);
        line.begins() && line.is_title_case(sentence.heading) && line.is_headline(|| sentence.heading || s == 0 || !beside(s + 1) && !beside(s - 1))
    };
    (0..sentences.len()).filter(headline).map(|s| s as u32).collect()
}

/// A sentence that may be a headline.
struct Line<'a> {
    layers: &'a Layers,
    headline_words: &'a HeadlineWords,
    text: &'a str,
    known: Known<'a>,
}

impl Line<'_> {
    /// Nearly all sentences are told from headlines by their second to fourth word: of a headline's one has a capital.
    #[inline]
    fn begins(&self) -> bool {
        self.known.tokens.iter().take(4).skip(1).any(|token| token.capital)
    }

    /// No long word lacks a capital but for prepositions and the like; one among ten is `forgiven`.
    #[inline(never)]
    fn is_title_case(&self, forgiven: bool) -> bool {
        let mut rest = self.known.tokens.iter().zip(self.known.words);
        let mut small = || rest.any(|(token, &word)| self.is_small(token, word));
        !small() || self.label() > 0 || forgiven && !small() && self.known.tokens.len() > 9
    }

    /// A long word without a capital that a headline would give one.
    fn is_small(&self, token: &Token, word: Word) -> bool {
        token.kind == Kind::Word && !token.capital && is_long(token) && !self.is(word, SMALL)
    }

    fn is(&self, word: Word, bits: u8) -> bool {
        self.headline_words.0.of(word.id()) & bits != 0
    }

    /// One past the colon of a label.
    fn label(&self) -> usize {
        self.known.tokens.iter().take(LABEL + 1).position(|t| t.mark() == ':').map_or(0, |colon| colon + 1)
    }

    /// The words with their tables.
    fn words(&self) -> impl Iterator<Item = (&Token, Word, &TableSet)> {
        let all = self.known.tokens.iter().zip(self.known.words).zip(self.known.tables);
        all.map(|((token, &word), tables)| (token, word, tables)).filter(|(token, ..)| token.kind == Kind::Word)
    }

    /// No verb lacks a capital, and words have one that are no names. Less is enough where the line `stands` alone or opens the text.
    #[inline(never)]
    fn is_headline(&self, stands: impl Fn() -> bool) -> bool {
        let label = self.label();
        if self.known.tokens.len() > LONGEST {
            return false;
        }
        let labelled = self.known.tokens[..label].iter().filter(|t| t.kind == Kind::Word).count();
        let (mut words, mut long, mut small) = (0, 0, 0);
        for (token, word, tables) in self.words().skip(labelled) {
            words += 1;
            long += usize::from(is_long(token));
            if !token.capital && (self.is(word, VERB) || tables.meets(ACTING)) {
                return false;
            }
            small += usize::from(self.is_small(token, word));
        }
        if long < 2 || words < 3 && label > 0 || small * 10 > long {
            return false;
        }
        match stands() {
            true => self.plain().any(|weight| weight > 0),
            false => small == 0 && long > 2 && words > 3 && self.plain().any(|weight| weight > 1) && self.plain().sum::<usize>() > 2,
        }
    }

    /// How much speaks for each word with a capital being no name: of small words and verbs more than of forms of common words.
    fn plain(&self) -> impl Iterator<Item = usize> {
        self.words().skip(1).filter(|(token, ..)| token.capital).map(|(token, word, tables)| {
            let text = token.core_text(self.text);
            let form = text.ends_with(['s', 'S']) || text.ends_with("ed") || text.ends_with("ED");
            match () {
                () if !token.caps && self.is(word, TITLED) || tables.meets(ACTING) && form => 2,
                () => usize::from(tables.meets(ACTING) || common(self.layers, text) == Some(Common::Form)),
            }
        })
    }
}

fn is_long(token: &Token) -> bool {
    token.end() - token.start() > 3
}

/// How a word is a common one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Common {
    Word,
    /// With an ending.
    Form,
}

/// Whether a word is a common one of the language, letter case aside.
pub(crate) fn common(layers: &Layers, word: &str) -> Option<Common> {
    let mut key = String::new();
    fold::key(word, &mut key);
    let known = |word: &str| layers.find(Table::CommonWord, word).is_some();
    if known(&key) {
        return Some(Common::Word);
    }
    let mut stems = ["s", "es", "d", "ed", "ing", "er", "ers"].iter().filter_map(|ending| key.strip_suffix(ending)).filter(|stem| stem.len() > 1);
    stems.any(|stem| known(stem) || known(&format!("{stem}e"))).then_some(Common::Form)
}
