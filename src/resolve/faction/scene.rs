//! Where the story is: how much each name of a country, or of a place in one, says of whose government, army or rebels the article speaks.

use dateline_gazetteers::schema::{Table, country, faction, place};

use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId},
    mention::faction::class::{self, Class, Classes},
    token::{Gap, Kind, Token},
};

/// What a country says that is only the home of people and things of another ("a French tourist"), or is said to be near.
const ASIDE: f32 = 0.2;
/// What a country says that acts, perhaps from afar.
const AFAR: f32 = 0.4;
/// What a faction of one country says of where the story is.
pub(super) const HOME: f32 = 0.5;

/// The only country of a faction that belongs to one.
pub(super) fn home(layers: &Layers, codes: &Codes, row: RowId) -> Option<RowId> {
    if row.table != Table::Faction {
        return None;
    }
    let mut countries = layers.row(row).list(faction::COUNTRIES);
    countries.next().filter(|_| countries.next().is_none()).and_then(|code| codes.country(layers, code.as_bytes()))
}

/// The rows of countries by their codes of two letters.
#[derive(Debug)]
pub(super) struct Codes(Vec<Option<RowId>>);

impl Codes {
    pub fn new(layers: &Layers) -> Codes {
        let mut codes = Codes(vec![None; 26 * 26]);
        for (_, row) in layers.rows(Table::Country) {
            if let Some(at) = Codes::place(row.bytes(country::ID)) {
                codes.0[at] = layers.find(Table::Country, row.text(country::ID));
            }
        }
        codes
    }

    fn place(code: &[u8]) -> Option<usize> {
        match *code {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Some(usize::from(first - b'A') * 26 + usize::from(second - b'A')),
            _ => None,
        }
    }

    /// The row of the country of a code.
    pub fn country(&self, layers: &Layers, code: &[u8]) -> Option<RowId> {
        match Codes::place(code) {
            Some(at) => self.0[at],
            None => layers.find(Table::Country, std::str::from_utf8(code).ok()?),
        }
    }
}

/// What a town or region says of where the story is, against 1 for the country's name.
const TOWN: f32 = 0.6;
/// What the town of a dateline says.
const DATELINE: f32 = 2.0;
/// What the town of a dateline says where many correspondents are.
const HUB: f32 = 0.4;

/// A name of one country: its first token, one past its last, and the column.
pub(super) struct Named {
    pub first: usize,
    last: usize,
    column: usize,
    pub row: RowId,
}

pub(super) struct Scene<'s> {
    pub layers: &'s Layers,
    pub codes: &'s Codes,
    pub doc: &'s Document<'s>,
    pub classes: &'s Classes,
}

impl Scene<'_> {
    fn has(&self, i: Option<usize>, class: Class) -> bool {
        i.and_then(|i| self.doc.words.get(i)).is_some_and(|word| self.classes.has(word.id(), class))
    }

    /// How much a country's name or adjective says; `acts` where it is one that acts.
    pub fn country(&self, name: &Named, acts: bool) -> f32 {
        let first = name.first;
        let next = Some(name.last);
        match name.column {
            country::SEATS if self.is_meeting(first) => 0.0,
            country::ADJECTIVES | country::DEMONYMS if self.is_language(name) => 0.0,
            _ if self.is_beyond(first) => ASIDE,
            // "Turkish-backed", "pro-Russian": of those of another country.
            _ if self.is_joined(name) => ASIDE,
            country::ADJECTIVES if self.has(next, class::NATIONALS) => ASIDE,
            country::DEMONYMS if first.checked_sub(1).is_some_and(|b| self.is_count(b)) => ASIDE,
            _ if acts => AFAR,
            _ if self.has(next, class::WEAPONS) || self.has(next, class::ARMS) && self.has(Some(name.last + 1), class::WEAPONS) => AFAR,
            _ => 1.0,
        }
    }

    /// How much a town or region says.
    pub fn town(&self, first: usize) -> f32 {
        match () {
            () if is_dateline(self.doc, first) => {
                let hub = (first..first + 2).any(|i| self.has(Some(i), class::HOSTS));
                if hub { HUB } else { DATELINE }
            }
            () if self.is_meeting(first) => 0.0,
            () if self.is_beyond(first) => TOWN * ASIDE,
            () => TOWN,
        }
    }

    /// "near Chad", "the border with Chad".
    fn is_beyond(&self, first: usize) -> bool {
        let before = |n: usize| first.checked_sub(n);
        self.has(before(1), class::AWAY) || self.has(before(1), class::TOWARDS) && self.has(before(2), class::BORDERS)
    }

    /// A hyphen makes the name say something of somebody else.
    fn is_joined(&self, name: &Named) -> bool {
        let hyphen = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.text(self.doc.text) == "-");
        let before = name.first >= 2 && hyphen(name.first - 1) && self.has(Some(name.first - 2), class::JOINED_BEFORE);
        before || hyphen(name.last) && self.has(Some(name.last + 1), class::JOINED_AFTER)
    }

    /// "told a news conference in Geneva", "will meet the rebels in Oslo", "said on Monday in Doha".
    fn is_meeting(&self, first: usize) -> bool {
        const REACH: usize = 6;
        let Some(preposition) = first.checked_sub(1).filter(|&b| self.has(Some(b), class::LOCATIVE)) else { return false };
        let mut close = true;
        for at in (preposition.saturating_sub(REACH)..preposition).rev() {
            let token = &self.doc.tokens[at];
            if self.doc.tokens[at + 1].gap == Gap::Paragraph || token.kind == Kind::Mark {
                return false;
            }
            if self.has(Some(at), class::MEETINGS) || close && self.has(Some(at), class::TALKING) {
                return true;
            }
            close &= self.has(Some(at), class::CALENDAR) || self.has(Some(at), class::TIMES) || self.has(Some(at), class::PREPOSITIONS);
        }
        false
    }

    /// "in Arabic, English and French": an adjective, or the last of several, that no noun follows and no article precedes.
    fn is_language(&self, name: &Named) -> bool {
        const MOST: usize = 8;
        let spoken = |i: usize| {
            let text = self.doc.tokens.get(i).map_or("", |t| t.core_text(self.doc.text));
            text == "-" || text.eq_ignore_ascii_case("language") || text.eq_ignore_ascii_case("speaker") || text.eq_ignore_ascii_case("speakers")
        };
        if spoken(name.last) {
            return true;
        }
        let listed = |i: usize| self.doc.tokens.get(i).is_some_and(|t| matches!(t.text(self.doc.text), "," | "and" | "or" | "nor" | "but"));
        let adjective = |i: usize| self.doc.names_of(i, Table::Country).any(|m| m.last as usize == i + 1 && m.column as usize == country::ADJECTIVES);
        let tongue = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.capital) && (adjective(i) || self.has(Some(i), class::LANGUAGES));
        let mut before = name.first;
        for _ in 0..MOST {
            match before.checked_sub(1) {
                Some(b) if listed(b) || tongue(b) => before = b,
                _ => break,
            }
        }
        before.checked_sub(1).is_some_and(|b| self.has(Some(b), class::TONGUES)) && self.ends_phrase(name.last, &listed, &tongue)
    }

    /// Whether no noun follows, the rest of a list of languages aside.
    fn ends_phrase(&self, from: usize, listed: &impl Fn(usize) -> bool, tongue: &impl Fn(usize) -> bool) -> bool {
        const MOST: usize = 8;
        let mut at = from;
        while at < from + MOST && (tongue(at) || listed(at) && (tongue(at + 1) || listed(at + 1) && tongue(at + 2))) {
            at += 1;
        }
        let Some(token) = self.doc.tokens.get(at) else { return true };
        token.gap == Gap::Paragraph
            || token.kind != Kind::Word
            || [class::PREPOSITIONS, class::CONJUNCTIONS, class::AUXILIARIES, class::DETERMINERS, class::TIMES, class::CALENDAR]
                .iter()
                .any(|&class| self.has(Some(at), class))
    }

    fn is_count(&self, i: usize) -> bool {
        self.doc.tokens[i].kind == Kind::Number || self.has(Some(i), class::NUMBERS)
    }

    /// The country of the town or region that the names of a token mean, unless the token is one of a person: where all places of that name are in one
    /// country, or the largest of a large town. A name that is also a word or a person's counts after a preposition ("in Man").
    pub fn country_of_town(&self, names: &[NameMatch], is_person: impl FnOnce() -> bool) -> Option<RowId> {
        const LARGE: u32 = 50_000;
        let longest = names.first().filter(|m| !matches!(m.table, Table::Country | Table::GivenName) && m.same_case)?;
        // Names of people are those of many towns.
        if is_person() {
            return None;
        }
        let places = || names.iter().filter(|m| m.table == Table::Place && m.last == longest.last).map(|m| self.layers.row(m.row));
        let largest = places().max_by_key(|row| row.integer(place::POPULATION).unwrap_or(0))?;
        let is_like = !largest.is_empty(place::LIKE);
        if is_like && !(longest.first as usize).checked_sub(1).is_some_and(|b| self.has(Some(b), class::LOCATIVE)) {
            return None;
        }
        let alone = || places().all(|row| row.bytes(place::COUNTRY) == largest.bytes(place::COUNTRY) && row.is_empty(place::LIKE));
        let known = largest.integer(place::POPULATION).is_some_and(|n| n >= LARGE) || !is_like && alone();
        if known { self.codes.country(self.layers, largest.bytes(place::COUNTRY)) } else { None }
    }
}

/// The place at a token opens a paragraph that a dash or an agency in brackets follows at once: "GOMA, Congo (Reuters) -".
fn is_dateline(doc: &Document<'_>, first: usize) -> bool {
    let opens = first == 0 || doc.tokens[first].gap == Gap::Paragraph;
    let dash = |t: &Token| matches!(t.text(doc.text), "-" | "–" | "—" | "--") && t.gap == Gap::Space;
    opens
        && doc.tokens[first].capital
        && doc.tokens.iter().skip(first + 1).take(10).take_while(|t| t.gap < Gap::Paragraph).any(dash)
        && doc.tokens.iter().skip(first + 1).take(10).take_while(|t| !dash(t)).all(|t| t.kind != Kind::Word || t.capital)
}

/// Names of countries, one after another.
#[derive(Default)]
pub(super) struct Countries {
    /// One past the last token of the last name.
    end: u32,
}

impl Countries {
    /// The longest name of a country among the names of a token, unless it lies in the last one or is one of several countries.
    pub fn next(&mut self, names: &[NameMatch]) -> Option<Named> {
        if names.first()?.first < self.end {
            return None;
        }
        let longest = names.iter().find(|m| m.table == Table::Country)?;
        // A town or group of a longer name is not the country ("New Mexico", "Sudan Liberation Movement" is: its country is meant).
        if names.iter().any(|m| m.last > longest.last && matches!(m.table, Table::Place | Table::Outlet)) {
            return None;
        }
        self.end = longest.last;
        let same = |m: &&NameMatch| m.table == Table::Country && m.last == longest.last;
        let mut rows = names.iter().filter(same).filter(|m| m.column as usize != country::ALIASES || m.flags.0 & 2 == 0).map(|m| m.row);
        let row = rows.next()?;
        // An adjective of two countries ("Korean") speaks for neither.
        let one = rows.all(|other| other == row);
        one.then_some(Named { first: longest.first as usize, last: longest.last as usize, column: longest.column as usize, row })
    }
}
