//! Faction candidates: names, institutions of countries, countries and seats that may act, groups no gazetteer lists, and descriptions.

mod acting;
mod camp;
pub(crate) mod class;
mod country;
mod definite;
mod description;
mod introduction;
mod name;
mod office;
mod pattern;
mod short;
mod unit;
mod view;
pub(crate) mod years;

use dateline_gazetteers::schema::{Table, institution};

use self::{
    class::Classes,
    view::{Rows, View},
};
use crate::{
    document::Document,
    error::Error,
    gazetteer::{Layers, RowId, TableSet},
    model::{FactionKind, Form},
    span::Span,
    vocabulary::{Asked, Numbering, WordId},
};

/// What begins with a name: all candidates but those that a pattern finds.
const NAMED: TableSet = TableSet::of(&[Table::Faction, Table::Outlet, Table::Institution, Table::Country, Table::Place, Table::Generic]);

/// Nouns: descriptions and the names of unlisted organisations have a generic one.
const NOUNS: TableSet = TableSet::of(&[Table::Generic, Table::Institution]);

/// What names an actor by itself.
const ACTORS: TableSet = TableSet::of(&[Table::Faction, Table::Outlet]);

/// Who a candidate may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Actor {
    /// A row of the factions or outlets.
    Row(RowId),
    /// An institution of a country; of the one the article settles where there is none.
    Institution { institution: RowId, country: Option<RowId> },
    /// A group that only the article names.
    Unlisted { name: String, kind: FactionKind },
    /// A unit of an army, navy or air force; of the country the article settles where there is none.
    Unit { institution: RowId, country: Option<RowId> },
    /// A mission or force of an international body ("UN mission"); in a country where the words tell.
    Mission { body: RowId, country: Option<RowId>, armed: bool },
    /// An institution of a town or region ("Istanbul police").
    Local { place: Span, institution: RowId },
    /// Actors of one kind that are described ("Syrian rebels"); `words` are the rows of the words, the head last.
    Described { kind: FactionKind, country: Option<RowId>, region: Option<Span>, opposed: bool, plural: bool, settles: bool, words: Vec<RowId> },
    /// Whoever of that kind was named last ("the group").
    Antecedent { kind: FactionKind, words: Vec<RowId> },
    /// Those for or against a leader: "Gaddafi loyalists", "opponents of Morsi"; `forces` where they are armed.
    Camp { leader: Span, against: bool, forces: bool },
    /// The forces of whoever the sentence is about ("its troops"); of the army spoken of, where there is an institution ("the troops").
    Own { institution: Option<RowId> },
}

/// One way to read a candidate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub actor: Actor,
    /// It counts only where something else in the article speaks for it.
    pub weak: bool,
}

/// How strongly the words around a country or seat make it an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Acting {
    /// They say that it is a place.
    Place,
    /// They do not tell.
    Open,
    /// It does or undergoes what only an actor can.
    Actor,
}

/// What might be a faction.
#[derive(Clone, Debug)]
pub(crate) struct FactionCandidate {
    pub span: Span,
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Never empty.
    pub readings: Vec<Reading>,
    pub form: Form,
    /// The words are a description.
    pub generic: bool,
    /// For metonyms; `Actor` for all others.
    pub acting: Acting,
    /// A noun of members or of the kind follows ("IS militants").
    pub member_noun: bool,
    pub rule: &'static str,
    pub confidence: f32,
}

/// Finds faction candidates; built once for an extractor.
pub(crate) struct Finder {
    classes: Classes,
    rows: Rows,
    government: Option<RowId>,
    police: Option<RowId>,
    /// The offices of those who head a government and a state.
    premiership: Option<RowId>,
    presidency: Option<RowId>,
    /// Army, navy and air force.
    services: [Option<RowId>; 3],
}

impl Finder {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Result<Finder, Error> {
        Ok(Finder {
            classes: Classes::new(layers, numbering)?,
            rows: Rows::new(layers),
            government: layers.find(Table::Institution, "gov"),
            police: layers.find(Table::Institution, "police"),
            premiership: layers.find(Table::Institution, "pmo"),
            presidency: layers.find(Table::Institution, "pres"),
            services: ["mil", "navy", "airforce"].map(|service| layers.find(Table::Institution, service)),
        })
    }

    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// What is [asked](crate::vocabulary::Asked) of a word.
    pub fn ask(&self, word: WordId, asked: &mut Asked) {
        asked.opens = self.classes.has(word, camp::OPENING.or(class::OFFICES));
        asked.is_unit = self.classes.has(word, class::UNITS);
        asked.fights = self.classes.has(word, class::BANDS.or(class::FIGHTERS));
    }

    pub fn find(&self, layers: &Layers, doc: &Document<'_>) -> Vec<FactionCandidate> {
        let view = View::new(layers, doc, &self.classes, &self.rows);
        let (mut found, mut names, mut shorts) = (Vec::with_capacity(32), Vec::with_capacity(8), Vec::new());
        for start in self.starts(&view).iter().rev() {
            let (at, tables) = (start.at as usize, doc.all_tables()[start.at as usize]);
            if tables.meets(NAMED) {
                if tables.meets(ACTORS) {
                    name::at(&view, at, &mut names, &mut found);
                }
                country::at(&view, self, at, tables, start.institution as usize, &mut found);
                description::at(&view, at, start.generic as usize, &mut found);
            }
            if doc.words[at].opens() {
                camp::at(&view, at, &mut found);
            }
            if tables.has(Table::Generic) {
                pattern::at_noun(&view, at, &mut found);
                if doc.tokens[at].capital && short::is_short(&view, at) {
                    shorts.push(at);
                }
            }
            if doc.words[at].is_unit() && (doc.tokens[at].capital || tables.has(Table::Generic)) {
                unit::at(&view, self, at, &mut found);
            }
            if doc.words[at].opens() {
                office::at(&view, self, at, &mut found);
            }
            if start.named {
                pattern::at(&view, at, &mut found);
            }
        }
        introduction::find(&view, &mut found);
        pattern::drop_headlines(&view, &mut found);
        unit::finish(&view, &mut found);
        short::find(&view, shorts, &mut found);
        // In order of the text, the longest first; candidates found by better rules before others of the same span.
        found.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.end.cmp(&a.span.end)));
        found
    }

    /// The tokens at which a rule has something to look at, the last of the text first.
    fn starts(&self, view: &View<'_>) -> Vec<Start> {
        let doc = view.doc;
        let (count, tables) = (doc.tokens.len(), doc.all_tables());
        let mut starts = Vec::with_capacity(doc.openings().len());
        let (mut generic, mut institution, mut noun) = (count, count, count);
        // Without a noun of organisations near there is no name: from where on it is.
        let mut near = count;
        for at in doc.openings().iter().rev().map(|&at| at as usize) {
            let here = tables[at];
            if here.meets(NOUNS) {
                institution = if here.has(Table::Institution) { at } else { institution };
                if here.has(Table::Generic) {
                    (generic, noun) = (at, if pattern::is_noun(view, at) { at } else { noun });
                    near = noun.saturating_sub(pattern::FARTHEST).max(generic.saturating_sub(pattern::LONGEST));
                }
            }
            let (capital, word) = (doc.tokens[at].capital, doc.words[at]);
            let named = (at >= near) & capital;
            if here.meets(NAMED) | named | word.opens() | (capital & word.is_unit()) {
                starts.push(Start { at: at as u32, generic: generic as u32, institution: institution as u32, named });
            }
        }
        starts
    }
}

/// A token at which a rule has something to look at.
struct Start {
    at: u32,
    /// Where the next generic word stands.
    generic: u32,
    /// Where the next noun of institutions stands.
    institution: u32,
    /// The name of an organisation may begin there.
    named: bool,
}

/// One past the last token of the names that begin at a token, the first of which is the longest, a full stop and an apostrophe aside.
fn end_of_names(view: &View<'_>, first: usize) -> usize {
    view.doc.names_at(first).first().map_or(first + usize::from(view.doc.is_listed(first)), |m| m.last as usize) + 2
}

/// The kind that a row of the institutions has.
pub(crate) fn institution_kind(layers: &Layers, row: RowId) -> FactionKind {
    FactionKind::from(layers.row(row).text(institution::KIND))
}
