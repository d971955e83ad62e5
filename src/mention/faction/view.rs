//! The tokens as the rules of this stage ask about them.

use dateline_gazetteers::{
    Flags, Row,
    schema::{Table, cue, generic, verb},
};

use super::{
    class::{self, Class, Classes},
    years::Years,
};
use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId, RowTable},
    model::FactionKind,
    token::{Gap, Kind, Token},
};

/// What the rules ask of some rows again and again.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    generics: RowTable<Generic>,
    /// The kinds of generic words.
    kinds: Vec<FactionKind>,
    /// The years of factions.
    years: RowTable<Years>,
}

/// A row of the generic words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Generic {
    pub part: Part,
    pub number: Number,
    pub role: Role,
    kind: u16,
}

/// The part of a generic word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    Noun,
    Class,
    Modifier,
    Name,
    Prefix,
    Other,
    #[default]
    Unknown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
    #[default]
    Either,
}

/// What a modifier makes of whom it describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// "rebel", "opposition".
    Opposed,
    /// "government".
    State,
    /// "foreign".
    International,
    #[default]
    Other,
}

impl Rows {
    pub fn new(layers: &Layers) -> Rows {
        let mut rows = Rows::default();
        for (id, row) in layers.rows(Table::Generic) {
            let kind = FactionKind::from(row.text(generic::KIND));
            let known = rows.kinds.iter().position(|k| *k == kind).unwrap_or(rows.kinds.len());
            if known == rows.kinds.len() {
                rows.kinds.push(kind);
            }
            let word = Generic {
                part: match row.text(generic::PART) {
                    "noun" => Part::Noun,
                    "class" => Part::Class,
                    "modifier" => Part::Modifier,
                    "name" => Part::Name,
                    "prefix" => Part::Prefix,
                    "other" => Part::Other,
                    _ => Part::Unknown,
                },
                number: match row.text(generic::NUMBER) {
                    "singular" => Number::Singular,
                    "plural" => Number::Plural,
                    _ => Number::Either,
                },
                role: match row.text(generic::ID) {
                    "m-rebel" | "m-opposition" => Role::Opposed,
                    "m-state" => Role::State,
                    "m-intl" => Role::International,
                    _ => Role::Other,
                },
                kind: known as u16,
            };
            rows.generics.set(id, word);
        }
        for (id, row) in layers.rows(Table::Faction) {
            rows.years.set(id, Years::of(row));
        }
        rows
    }
}

pub(super) struct View<'v> {
    pub layers: &'v Layers,
    pub doc: &'v Document<'v>,
    classes: &'v Classes,
    rows: &'v Rows,
    /// Year, month and day on which the article was published.
    pub day: Option<(u16, u8, u8)>,
}

impl<'v> View<'v> {
    pub fn new(layers: &'v Layers, doc: &'v Document<'v>, classes: &'v Classes, rows: &'v Rows) -> View<'v> {
        let day = doc.article.get_published().map(|d| (d.year().unsigned_abs(), d.month().unsigned_abs(), d.day().unsigned_abs()));
        View { layers, doc, classes, rows, day }
    }

    #[inline]
    pub fn token(&self, i: usize) -> Option<&'v Token> {
        self.doc.tokens.get(i)
    }

    /// The word without a possessive; empty outside of the text.
    #[inline]
    pub fn word(&self, i: usize) -> &'v str {
        self.token(i).map_or("", |t| t.core_text(self.doc.text))
    }

    /// Whether the word without a possessive is one of these, in any case.
    #[inline(always)]
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        let Some(token) = self.token(i) else { return false };
        let len = token.core() - token.start();
        // Most words are told by their length, of which the compiler knows those that are asked for.
        len > 0 && words.iter().any(|w| w.len() == len && self.is_spelled(token, w))
    }

    fn is_spelled(&self, token: &Token, word: &str) -> bool {
        token.core_text(self.doc.text).eq_ignore_ascii_case(word)
    }

    /// Whether the word of a token is of a class, its possessive aside; false outside of the text.
    #[inline]
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.doc.words.get(i).is_some_and(|word| self.classes.has(word.id(), class))
    }

    /// The token before, if it stands in the same paragraph.
    #[inline]
    pub fn before(&self, i: usize) -> Option<usize> {
        (self.token(i)?.gap < Gap::Paragraph).then(|| i.checked_sub(1)).flatten()
    }

    /// The token before a name in the paragraph, the article of "the United States" left out.
    pub fn before_article(&self, i: usize) -> Option<usize> {
        let before = self.before(i)?;
        if self.is(before, &["the"]) { self.before(before) } else { Some(before) }
    }

    /// Token `i`, if it stands in the same paragraph as its predecessor.
    #[inline]
    pub fn joined(&self, i: usize) -> Option<usize> {
        (self.token(i)?.gap < Gap::Paragraph).then_some(i)
    }

    #[inline]
    pub fn is_mark(&self, i: usize, mark: char) -> bool {
        self.token(i).is_some_and(|t| t.mark() == mark)
    }

    #[inline]
    pub fn is_apostrophe(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.gap == Gap::None && matches!(t.mark(), '\'' | '\u{2019}'))
    }

    /// A hyphen that touches the token before it.
    #[inline]
    pub fn is_hyphen(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.gap == Gap::None && matches!(t.mark(), '-' | '\u{2010}' | '\u{2011}'))
    }

    /// A hyphen joins the token to the one after it.
    #[inline]
    pub fn hyphen_after(&self, last: usize) -> bool {
        self.is_hyphen(last) && self.token(last + 1).is_some_and(|t| t.gap == Gap::None)
    }

    /// A hyphen joins the token to the one before it.
    #[inline]
    pub fn hyphen_before(&self, first: usize) -> bool {
        self.token(first).is_some_and(|t| t.gap == Gap::None) && first > 0 && self.is_hyphen(first - 1)
    }

    #[inline]
    pub fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == Kind::Word)
    }

    #[inline]
    pub fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    /// The word ends in a possessive ("Syria's", "rebels'").
    pub fn is_possessive(&self, last: usize) -> bool {
        self.token(last).is_some_and(|t| t.core() < t.end()) || (self.is_apostrophe(last + 1) && self.word(last).ends_with(['s', 'S', 'z']))
    }

    /// The token after a word, a possessive apostrophe skipped.
    #[inline]
    pub fn after(&self, last: usize) -> usize {
        if self.is_apostrophe(last) && last > 0 && self.word(last - 1).ends_with(['s', 'S', 'z']) { last + 1 } else { last }
    }

    /// The token opens a sentence.
    pub fn opens_sentence(&self, i: usize) -> bool {
        /// More marks than these open no sentence.
        const MARKS: usize = 32;
        let Some(sentence) = self.doc.sentence_of(i).and_then(|s| self.doc.sentences.get(s)) else { return true };
        i - sentence.tokens.start <= MARKS
            && (sentence.tokens.start..i).all(|t| !self.is_word(t) && !self.token(t).is_some_and(|t| t.kind == Kind::Number))
    }

    #[inline]
    pub fn matches(&self, i: usize, table: Table) -> impl Iterator<Item = &'v NameMatch> {
        self.doc.names_of(i, table)
    }

    pub fn row(&self, name: &NameMatch) -> Row<'v> {
        self.layers.row(name.row)
    }

    /// The longest reading of a table that begins at a token and is not flagged for context.
    #[inline]
    pub fn longest(&self, i: usize, table: Table, weak: bool) -> Option<&'v NameMatch> {
        self.matches(i, table).find(|m| weak || !m.flags.has(Flags::CONTEXT))
    }

    /// Whether the token is a form of a verb that an actor goes with in that role; for subjects also any verb of the cues.
    pub fn is_verb(&self, i: usize, role: &str) -> bool {
        self.verbs(i).any(|row| row.list(verb::ROLE).any(|r| r == role))
            || role == "subject" && self.doc.acting(i, Table::Cue).any(|(row, _)| self.layers.row(row).bytes(cue::POS) == b"verb")
    }

    /// The rows of the verbs that begin at a token.
    fn verbs(&self, i: usize) -> impl Iterator<Item = Row<'v>> {
        self.doc.acting(i, Table::Verb).map(|(row, _)| self.layers.row(row))
    }

    /// What a noun or modifier does in descriptions and names.
    #[inline]
    pub fn part(&self, name: &NameMatch) -> Part {
        self.generic(name.row).part
    }

    /// What is known of a generic word.
    #[inline]
    pub fn generic(&self, row: RowId) -> Generic {
        self.rows.generics.of(row)
    }

    /// The kind of actors that a generic word means.
    pub fn kind(&self, word: Generic) -> &'v FactionKind {
        self.rows.kinds.get(usize::from(word.kind)).unwrap_or(&FactionKind::Unknown)
    }

    /// The years of a faction.
    pub fn years(&self, row: RowId) -> Years {
        self.rows.years.of(row)
    }

    /// The form of a verb is its bare infinitive.
    pub fn is_bare(&self, i: usize) -> bool {
        let word = self.word(i);
        // "Washington cut aid": what is spelled alike is the past tense after one country.
        let infinitive = |row: Row<'_>| row.text(verb::ID).eq_ignore_ascii_case(word) && row.names(verb::FORMS).nth(2).is_some();
        self.verbs(i).any(infinitive) && !self.verbs(i).any(|row| row.names(verb::FORMS).skip(2).any(|(form, _)| form.eq_ignore_ascii_case(word)))
    }

    /// Whether a noun that ends before token `i` is the head of its phrase: no noun follows.
    pub fn ends_phrase(&self, i: usize) -> bool {
        let Some(token) = self.token(i) else { return true };
        if token.gap == Gap::Paragraph || self.is_hyphen(i) && !self.hyphen_after(i) {
            return true;
        }
        if self.hyphen_after(i) {
            return false;
        }
        match token.kind {
            Kind::Mark | Kind::Number => true,
            Kind::Word => {
                self.has(i, class::PREPOSITIONS)
                    || self.has(i, class::AUXILIARIES)
                    || self.has(i, class::CONJUNCTIONS)
                    || self.has(i, class::DETERMINERS)
                    || self.has(i, class::TIMES)
                    || self.word(i).ends_with("ly")
                    || self.word(i).ends_with("ed")
                    || self.has(i, class::PASTS)
                    || self.word(i).ends_with("ing") && self.word(i).len() > 4 && !self.has(i, class::NOUNS_ING)
                    || self.has(i, class::STATE)
                    || self.has(i, class::READY) && self.is(i + 1, &["to"])
                    || self.is_verb(i, "subject") && !self.is_bare(i)
            }
        }
    }

    /// Whether the word before token `i` counts what follows ("two rebels", "dozens of rebels" is left).
    pub fn is_counted(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| self.token(b).is_some_and(|t| t.kind == Kind::Number) || self.has(b, class::NUMBERS))
    }
}
