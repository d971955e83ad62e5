//! Place candidates: names of the gazetteer that the text lets be places, and streets and facilities by pattern.

mod acting;
mod division;
pub(crate) mod evidence;
pub(crate) mod facility;
mod other;
mod persons;
mod scene;
pub(crate) mod sense;
mod words;

use std::ops::Range;

use dateline_gazetteers::{
    Flags, fold,
    schema::{Table, country, place},
};

pub(crate) use self::acting::Acting;
use self::words::{Classes, Marks};
use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId, TableSet},
    mention::person::PersonCandidate,
    span::Span,
    token::{Gap, Kind},
    vocabulary::Numbering,
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
    /// What the name can mean; empty for streets and facilities, which the gazetteer does not know, unless they are named for a place that they lie in.
    pub readings: Vec<Reading>,
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
}

impl PlaceCandidate {
    /// Whether the words are an adjective or demonym and nothing else.
    pub fn is_adjectival(&self) -> bool {
        !self.readings.is_empty() && self.readings.iter().all(|r| r.adjectival)
    }

    /// Whether it is a street or facility, which the gazetteer does not know.
    pub fn is_facility(&self) -> bool {
        self.rule != "place.name"
    }
}

/// The place candidates of an article.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub places: Vec<PlaceCandidate>,
    /// Names of places in names of other things ("University of Michigan"), which tell where the article is at home.
    pub hints: Vec<PlaceCandidate>,
}

/// Finds place candidates; built once for an extractor.
pub(crate) struct Finder {
    classes: Classes,
}

impl Finder {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Finder {
        Finder { classes: Classes::new(layers, numbering) }
    }

    pub fn find(&self, layers: &Layers, doc: &Document<'_>, people: &[PersonCandidate]) -> Found {
        let marks = Marks::new(&self.classes, doc);
        let persons = persons::Persons::new(doc, &marks, people);
        let mut candidates = names(layers, doc);
        let scene = scene::Scene::new(layers, &candidates);
        let mut hints = facility::lay_over(layers, doc, &marks, &persons, &scene, &mut candidates);
        evidence::weigh(layers, doc, &marks, &persons, &scene, &mut candidates);
        let (mut places, weak): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|c| c.evidence >= evidence::ENOUGH);
        hints.extend(weak.into_iter().filter(|c| c.evidence > evidence::HINT));
        for c in &mut places {
            c.acting = acting::of(doc, &marks, c.tokens.start, c.tokens.end);
            c.division = division::is_one(doc, &marks, c);
        }
        Found { places, hints }
    }
}

/// Whether the match is a row's main name.
fn is_main(m: &NameMatch) -> bool {
    let name = if m.table == Table::Country { country::NAME } else { place::NAME };
    usize::from(m.column) == name
}

/// Whether the match is a facility: its class noun in small letters is the article's ("Rafah crossing"), that of a region its own ("Idlib countryside").
fn is_facility(layers: &Layers, m: &NameMatch) -> bool {
    m.table == Table::Place && matches!(layers.row(m.row).bytes(place::FEATURE), b"PSTB" | b"AIRP" | b"AIRB" | b"CMPRF")
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

/// The longest names from left to right; a longer name of an outlet or a faction hides the places in it.
fn names(layers: &Layers, doc: &Document<'_>) -> Vec<PlaceCandidate> {
    const NAMED: TableSet = TableSet::of(&[Table::Country, Table::Place, Table::Outlet, Table::Faction]);
    let mut candidates = Vec::new();
    let mut token = 0;
    while token < doc.tokens.len() {
        if !doc.has_any(token, NAMED) {
            token += 1;
            continue;
        }
        let here = doc.names_at(token);
        // "Helmand Province" is the name's own; in "Helmand province" the class noun is the article's.
        let capital = |m: &&NameMatch| {
            m.last == m.first + 1
                || m.same_case && !is_facility(layers, m)
                || doc.tokens.get(m.last as usize - 1).is_none_or(|t| t.capital || t.kind != Kind::Word || t.gap == Gap::None)
        };
        let places = || here.iter().filter(|m| reading(m).is_some());
        let longest = places().find(capital).or_else(|| places().next());
        let hidden = here.iter().find(|m| matches!(m.table, Table::Outlet | Table::Faction)).map_or(0, |m| m.last);
        let Some(longest) = longest.filter(|m| m.last >= hidden) else {
            // "The Hindu" hides no Hindu Kush.
            let runs_on = |t: &usize| doc.names_at(*t).iter().any(|m| m.last > hidden && reading(m).is_some());
            let end = (hidden as usize).max(token + 1);
            token = (token + 1..end).find(runs_on).unwrap_or(end);
            continue;
        };
        // A country of another time ("Soviet Union", "Zaire") is the former state that the regions have.
        let state = here.iter().any(|m| m.table == Table::Place && m.last == longest.last);
        let current = |m: &&NameMatch| !(state && m.table == Table::Country && m.validity.until < u32::MAX);
        let mut readings: Vec<Reading> = here.iter().filter(|m| m.last == longest.last).filter(current).filter_map(reading).collect();
        readings.extend(without_article(layers, doc, longest));
        readings.extend(with_class_noun(layers, doc, here, longest));
        // Where an adjective is the short name of a division too ("Chechen"), it is the adjective; its main name stays a name.
        let main = |r: &Reading| r.adjectival == here.iter().any(|m| m.row == r.row && m.last == longest.last && is_main(m));
        let better = |r: &Reading| (main(r), !r.adjectival, r.context);
        readings.sort_by(|a, b| (a.table, a.row).cmp(&(b.table, b.row)).then_with(|| better(a).cmp(&better(b))));
        readings.dedup_by_key(|r| (r.table, r.row));
        token = longest.last as usize;
        if is_building(layers, here, longest.last, &readings) {
            continue;
        }
        prefer_adjective(layers, doc, &mut readings, token);
        candidates.push(PlaceCandidate {
            span: longest.span,
            tokens: longest.first as usize..longest.last as usize,
            named: longest.first as usize..longest.last as usize,
            readings,
            evidence: 0.0,
            acting: Acting::Open,
            division: false,
            in_next: false,
            rule: "place.name",
        });
    }
    candidates
}

/// The divisions that "Plateau State" names where the article has "Plateau state", of which "Plateau" alone is no name.
fn with_class_noun<'a>(layers: &'a Layers, doc: &Document<'_>, here: &'a [NameMatch], name: &NameMatch) -> impl Iterator<Item = Reading> + use<'a> {
    let noun = doc.tokens.get(name.last as usize).is_some_and(|t| !t.capital && t.kind == Kind::Word);
    let last = name.last + 1;
    let division = |m: &&NameMatch| m.table == Table::Place && matches!(layers.row(m.row).bytes(place::FEATURE), b"ADM1" | b"ADM2");
    here.iter().filter(move |m| noun && m.last == last).filter(division).filter_map(reading)
}

/// "Ar Ramadi" is a town in Yemen, and Ramadi in Iraq with its article: some spelling of it has one, while Hol in Norway is never al-Hol.
fn without_article<'a>(layers: &'a Layers, doc: &'a Document<'_>, name: &NameMatch) -> impl Iterator<Item = Reading> + use<'a> {
    let (first, last) = (name.first as usize, name.last);
    let article = last as usize > first + 1 && fold::may_be_article(doc.tokens[first].text(doc.text));
    let bare = if words::is_mark(doc, first + 1, "-") { first + 2 } else { first + 1 };
    let here = if article { doc.names_at(bare) } else { &[] };
    let articled = |name: &str| name.split_once([' ', '-']).is_some_and(|(first, _)| fold::may_be_article(first));
    let known = move |m: &&NameMatch| {
        let row = layers.row(m.row);
        articled(row.text(place::NAME)) || row.names(place::ALIASES).any(|(name, _)| articled(name))
    };
    here.iter().filter(move |m| m.last == last && m.table == Table::Place).filter(known).filter_map(reading).filter(|r| !r.adjectival)
}

/// "Canadian" is the adjective and not the town in Texas, unless what holds the town follows.
fn prefer_adjective(layers: &Layers, doc: &Document<'_>, readings: &mut Vec<Reading>, next: usize) {
    if !readings.iter().any(|r| r.adjectival && r.table == Table::Country) || readings.iter().all(|r| r.adjectival) {
        return;
    }
    let large = |r: &Reading| sense::Sense::of(layers, r).population >= 200_000 || r.table == Table::Country;
    let held = words::is_mark(doc, next, ",")
        && doc.names_at(next + 1).iter().filter_map(reading).any(|outer| {
            let outer = sense::Sense::of(layers, &outer);
            readings.iter().any(|r| !r.adjectival && outer.holds(&sense::Sense::of(layers, r)))
        });
    if !held && !readings.iter().any(|r| !r.adjectival && large(r)) {
        readings.retain(|r| r.adjectival);
    }
}

/// Whether the name is that of a seat of government that is no town ("White House"): small towns of that name are not meant.
fn is_building(layers: &Layers, here: &[NameMatch], last: u32, readings: &[Reading]) -> bool {
    let seat = |m: &&NameMatch| m.last == last && m.table == Table::Country && usize::from(m.column) == country::SEATS;
    let Some(country) = here.iter().find(seat).map(|m| layers.row(m.row)) else { return false };
    readings.iter().all(|r| {
        let row = layers.row(r.row);
        // "Vaduz" and "Majuro" are capitals, "Ramallah" a town of a country without one.
        let seated = row.text(place::COUNTRY) == country.text(country::ID)
            && (row.text(place::FEATURE) == "PPLC" || country.text(country::CAPITAL).is_empty());
        r.table == Table::Place && !seated && row.integer(place::POPULATION).unwrap_or(0) < 50_000
    })
}
