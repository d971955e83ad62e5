//! The names of the gazetteer in an article that may be those of places.

use dateline_gazetteers::{
    fold,
    schema::{Table, country, place},
};

use super::{
    PlaceCandidate, Reading, is_main,
    name::{NameId, Names},
    reading,
    sense::Sense,
    words::is_mark,
};
use crate::{
    distinct::Texts,
    document::Document,
    gazetteer::{Layers, NameMatch, TableSet},
    token::{Gap, Kind},
};

const NAMED: TableSet = TableSet::of(&[Table::Country, Table::Place, Table::Outlet, Table::Faction]);
const OTHER: TableSet = TableSet::of(&[Table::Outlet, Table::Faction]);

/// The longest names from left to right; a longer name of an outlet or a faction hides the places in it.
#[inline(never)]
pub(super) fn names<'d>(layers: &Layers, doc: &Document<'d>, texts: &mut Texts<'d>) -> (Vec<PlaceCandidate>, Names) {
    let mut reader = Reader { layers, doc, names: Names::new(), known: Vec::with_capacity(64), readings: Vec::with_capacity(64) };
    let mut candidates = Vec::with_capacity(doc.tokens.len() / 16);
    let mut from = 0;
    for token in doc.openings_of(NAMED) {
        if token < from {
            continue;
        }
        let name = match longest(layers, doc, token) {
            Ok(name) => name,
            Err(next) => {
                from = next;
                continue;
            }
        };
        from = name.last as usize;
        let text = texts.number(doc.slice(name.span));
        let Some(known) = reader.read(text, name) else { continue };
        candidates.push(PlaceCandidate::new(name.span, token..from, known, text, "place.name"));
    }
    (candidates, reader.names)
}

/// The longest name of a place that begins at a token; if there is none, or a longer one of something else hides it, where to go on.
fn longest<'a>(layers: &Layers, doc: &'a Document<'_>, token: usize) -> Result<&'a NameMatch, usize> {
    let here = doc.names_at(token);
    // "Helmand Province" is the name's own; in "Helmand province" the class noun is the article's.
    let capital = |m: &&NameMatch| {
        m.last == m.first + 1
            || m.same_case && !is_facility(layers, m)
            || doc.tokens.get(m.last as usize - 1).is_none_or(|t| t.capital || t.kind != Kind::Word || t.gap == Gap::None)
    };
    let places = || here.iter().filter(|m| reading(m).is_some());
    let longest = places().find(capital).or_else(|| places().next());
    let other = doc.has_any(token, OTHER).then(|| here.iter().find(|m| OTHER.has(m.table))).flatten();
    let hidden = other.map_or(0, |m| m.last);
    longest.filter(|m| m.last >= hidden).ok_or_else(|| {
        // "The Hindu" hides no Hindu Kush.
        let runs_on = |t: &usize| doc.names_at(*t).iter().any(|m| m.last > hidden && reading(m).is_some());
        let end = (hidden as usize).max(token + 1);
        (token + 1..end).find(runs_on).unwrap_or(end)
    })
}

/// What was read where a text stood, if nothing beside it had a say.
#[derive(Clone, Copy)]
struct Known {
    token: u32,
    /// The name, and whether it is an adjective; nothing where no place is meant.
    name: Option<(NameId, bool)>,
}

/// Reads what names can mean.
struct Reader<'a, 'd> {
    layers: &'a Layers,
    doc: &'a Document<'d>,
    names: Names,
    /// By the number of a text.
    known: Vec<Option<Known>>,
    /// Those of the name that is read.
    readings: Vec<Reading>,
}

impl Reader<'_, '_> {
    /// The number of a name, and whether it is an adjective; nothing where no place is meant.
    fn read(&mut self, text: usize, name: &NameMatch) -> Option<(NameId, bool)> {
        let Reader { layers, doc, .. } = *self;
        let here = doc.names_at(name.first as usize);
        if self.known.len() == text {
            self.known.push(None);
        }
        if let Some(known) = self.known[text].filter(|known| same(doc.names_at(known.token as usize), here)) {
            return known.name;
        }
        self.collect(here, name);
        let mut beside = here.iter().any(|m| m.last > name.last) || may_have_article(doc, name);
        let read = if is_building(layers, here, name.last, &self.readings) {
            None
        } else {
            beside |= prefer_adjective(layers, doc, &mut self.readings, name.last as usize);
            let adjectival = !self.readings.is_empty() && self.readings.iter().all(|r| r.adjectival);
            Some((self.names.enter(&self.readings), adjectival))
        };
        self.known[text] = (!beside).then_some(Known { token: name.first, name: read });
        read
    }

    /// All readings of the name, each row once.
    fn collect(&mut self, here: &[NameMatch], name: &NameMatch) {
        let Reader { layers, doc, readings, .. } = self;
        let same = || here.iter().filter(|m| m.last == name.last);
        // A country of another time ("Soviet Union", "Zaire") is the former state that the regions have.
        let state = same().any(|m| m.table == Table::Place);
        let current = |m: &&NameMatch| !(state && m.table == Table::Country && m.validity.until < u32::MAX);
        readings.clear();
        readings.extend(same().filter(current).filter_map(reading));
        readings.extend(without_article(layers, doc, name));
        readings.extend(with_class_noun(layers, doc, here, name));
        if readings.len() > 1 {
            // Where an adjective is the short name of a division too ("Chechen"), it is the adjective; its main name stays a name.
            let main = |r: &Reading| r.adjectival == same().any(|m| m.row == r.row && is_main(m));
            let better = |r: &Reading| (main(r), !r.adjectival, r.context);
            readings.sort_by(|a, b| (a.table, a.row).cmp(&(b.table, b.row)).then_with(|| better(a).cmp(&better(b))));
            readings.dedup_by_key(|r| (r.table, r.row));
        }
    }
}

/// Whether the same names stand at two tokens.
fn same(a: &[NameMatch], b: &[NameMatch]) -> bool {
    let same = |(a, b): (&NameMatch, &NameMatch)| {
        a.row == b.row && a.column == b.column && a.flags == b.flags && a.same_case == b.same_case && a.last - a.first == b.last - b.first
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// Whether the match is a facility: its class noun in small letters is the article's ("Rafah crossing"), that of a region its own ("Idlib countryside").
fn is_facility(layers: &Layers, m: &NameMatch) -> bool {
    m.table == Table::Place && matches!(layers.row(m.row).bytes(place::FEATURE), b"PSTB" | b"AIRP" | b"AIRB" | b"CMPRF")
}

/// The divisions that "Plateau State" names where the article has "Plateau state", of which "Plateau" alone is no name.
fn with_class_noun<'a>(
    layers: &'a Layers,
    doc: &'a Document<'_>,
    here: &'a [NameMatch],
    name: &NameMatch,
) -> impl Iterator<Item = Reading> + use<'a> {
    let last = name.last;
    let noun = move || doc.tokens.get(last as usize).is_some_and(|t| !t.capital && t.kind == Kind::Word);
    let division = |m: &&NameMatch| m.table == Table::Place && matches!(layers.row(m.row).bytes(place::FEATURE), b"ADM1" | b"ADM2");
    here.iter().filter(move |m| m.last == last + 1 && noun()).filter(division).filter_map(reading)
}

/// Whether a name begins with what may be the Arabic article.
fn may_have_article(doc: &Document<'_>, name: &NameMatch) -> bool {
    name.last > name.first + 1 && fold::may_be_article(doc.tokens[name.first as usize].text(doc.text))
}

/// "Ar Ramadi" is a town in Yemen, and Ramadi in Iraq with its article: some spelling of it has one, while Hol in Norway is never al-Hol.
fn without_article<'a>(layers: &'a Layers, doc: &'a Document<'_>, name: &NameMatch) -> impl Iterator<Item = Reading> + use<'a> {
    let (first, last) = (name.first as usize, name.last);
    let here = if may_have_article(doc, name) {
        let bare = if is_mark(doc, first + 1, '-') { first + 2 } else { first + 1 };
        doc.names_at(bare)
    } else {
        &[]
    };
    let articled = |name: &str| name.split_once([' ', '-']).is_some_and(|(first, _)| fold::may_be_article(first));
    let known = move |m: &&NameMatch| {
        let row = layers.row(m.row);
        articled(row.text(place::NAME)) || row.names(place::ALIASES).any(|(name, _)| articled(name))
    };
    here.iter().filter(move |m| m.last == last && m.table == Table::Place).filter(known).filter_map(reading).filter(|r| !r.adjectival)
}

/// "Canadian" is the adjective and not the town in Texas, unless what holds the town follows. Returns whether what follows had a say.
fn prefer_adjective(layers: &Layers, doc: &Document<'_>, readings: &mut Vec<Reading>, next: usize) -> bool {
    if !readings.iter().any(|r| r.adjectival && r.table == Table::Country) || readings.iter().all(|r| r.adjectival) {
        return false;
    }
    let large = |r: &Reading| Sense::of(layers, r).population >= 200_000 || r.table == Table::Country;
    if readings.iter().any(|r| !r.adjectival && large(r)) {
        return false;
    }
    let held = is_mark(doc, next, ',')
        && doc.names_at(next + 1).iter().filter_map(reading).any(|outer| {
            let outer = Sense::of(layers, &outer);
            readings.iter().any(|r| !r.adjectival && outer.holds(&Sense::of(layers, r)))
        });
    if !held {
        readings.retain(|r| r.adjectival);
    }
    true
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
