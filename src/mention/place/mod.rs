//! Place candidates: names of the gazetteer that the text lets be places, and streets and facilities by pattern.

mod acting;
pub(crate) mod division;
pub(crate) mod evidence;
pub(crate) mod facility;
mod find;
mod link;
pub(crate) mod name;
mod other;
mod persons;
mod scene;
pub(crate) mod sense;
mod words;

use std::ops::Range;

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, place},
};

pub(crate) use self::acting::Acting;
use self::{
    evidence::{Article, Seen},
    facility::Site,
    name::{NameId, Names},
    sense::Senses,
    words::{Classes, Marks},
};
use crate::{
    distinct::Texts,
    document::Document,
    error::Error,
    gazetteer::{Layers, NameMatch, RowId},
    mention::person::PersonCandidate,
    span::Span,
    vocabulary::{Asked, Numbering, WordId},
};

/// One thing of the gazetteer that a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub table: Table,
    pub row: RowId,
    /// The name counts only where the text supports it.
    pub context: bool,
    /// The name is an adjective or a demonym.
    pub adjectival: bool,
    /// The text has the case of the gazetteer.
    pub same_case: bool,
    /// It is not the row's main name.
    pub alias: bool,
}

/// What might be a place.
#[derive(Clone, Debug)]
pub(crate) struct PlaceCandidate {
    pub span: Span,
    pub tokens: Range<usize>,
    /// The tokens of the name that has the readings: of a facility ("Kabul International Airport") those of the town it is named for.
    pub named: Range<usize>,
    /// What the name can mean; nothing for streets and facilities, which the gazetteer does not know, unless they are named for a place that they lie in.
    pub name: NameId,
    /// The number of the words among those of all candidates of the article.
    pub text: usize,
    /// The words are an adjective or demonym and nothing else.
    pub adjectival: bool,
    /// How much speaks for a place: 1 and more is enough.
    pub evidence: f32,
    /// Whether those who act there may be meant.
    pub acting: Acting,
    /// Whether a class noun beside it says that it is a division: "Aleppo province".
    pub division: bool,
    /// Whether "in" and the next candidate follow: "Rafah in the southern Gaza Strip".
    pub in_next: bool,
    /// The rule that found it.
    pub rule: &'static str,
    /// It is a street or facility, which the gazetteer does not know.
    pub facility: bool,
}

impl PlaceCandidate {
    /// A candidate that has not been weighed.
    fn new(span: Span, tokens: Range<usize>, (name, adjectival): (NameId, bool), text: usize, rule: &'static str) -> PlaceCandidate {
        let (named, acting, facility) = (tokens.clone(), Acting::Open, rule != "place.name");
        PlaceCandidate { span, tokens, named, name, text, adjectival, evidence: 0.0, acting, division: false, in_next: false, rule, facility }
    }
}

/// The place candidates of an article.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub places: Vec<PlaceCandidate>,
    /// Names of places in names of other things ("University of Michigan"), which tell where the article is at home.
    pub hints: Vec<PlaceCandidate>,
    /// What they can mean.
    pub names: Names,
    /// How many texts they have.
    pub texts: usize,
}

/// Finds place candidates; built once for an extractor.
pub(crate) struct Finder {
    classes: Classes,
}

impl Finder {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Result<Finder, Error> {
        Ok(Finder { classes: Classes::new(layers, numbering)? })
    }

    /// What is [asked](crate::vocabulary::Asked) of a word.
    pub fn ask(&self, word: WordId, asked: &mut Asked) {
        asked.place = self.classes.set(word);
    }

    /// The candidates, and what the gazetteer says of their readings.
    pub fn find<'l>(&self, layers: &'l Layers, doc: &Document<'_>, people: &[PersonCandidate]) -> (Found, Senses<'l>) {
        let marks = Marks::new(&self.classes, doc);
        let persons = persons::Persons::new(doc, &marks, people);
        let mut texts = Texts::new();
        let (mut candidates, mut names) = find::names(layers, doc, &mut texts);
        division::listed(layers, doc, &marks, &mut texts, &mut names, &mut candidates);
        let scene = scene::Scene::new(layers, &names);
        let site = Site { layers, doc, marks: &marks, persons: &persons, names: &names, abroad: scene.is_abroad(), candidates: &candidates };
        let facilities = site.facilities(&mut texts);
        let mut hints = facility::lay_over(facilities, &mut candidates);
        let article = Article { doc, marks: &marks, persons: &persons, scene: &scene, names: &names, texts: &texts, seen: Seen::default() };
        let senses = evidence::weigh(layers, article, &mut candidates, &hints);
        hints.extend(candidates.iter().filter(|c| c.evidence > evidence::HINT && c.evidence < evidence::ENOUGH).cloned());
        candidates.retain(|c| c.evidence >= evidence::ENOUGH);
        for c in &mut candidates {
            c.acting = acting::of(doc, &marks, c.tokens.start, c.tokens.end);
            c.division = division::is_one(doc, &marks, &names, c);
        }
        (Found { places: candidates, hints, names, texts: texts.len() }, senses)
    }
}

/// Whether the match is a row's main name.
fn is_main(m: &NameMatch) -> bool {
    let name = if m.table == Table::Country { country::NAME } else { place::NAME };
    usize::from(m.column) == name
}

/// How a match reads as a place, if it does.
pub(crate) fn reading(m: &NameMatch) -> Option<Reading> {
    let column = usize::from(m.column);
    let adjectival = match m.table {
        Table::Country if column == country::ADJECTIVES || column == country::DEMONYMS => true,
        Table::Country if column == country::NAME || column == country::ALIASES => false,
        Table::Place if column == place::ADJECTIVES => true,
        Table::Place => false,
        _ => return None,
    };
    Some(Reading { table: m.table, row: m.row, context: m.flags.has(Flags::CONTEXT), adjectival, same_case: m.same_case, alias: !is_main(m) })
}
