//! Where the names of an article lie, as its places were decided: "Georgia" may be the state, "Lebanon" a town in Pennsylvania.

use dateline_gazetteers::schema::Table;

use super::scene::Codes;
use crate::{
    document::Document,
    gazetteer::{Layers, RowId},
    mention::faction::FactionCandidate,
    model::{Form, Place, PlaceUse},
    span::Span,
};

pub(super) struct Ground<'p> {
    layers: &'p Layers,
    codes: &'p Codes,
    /// In order.
    places: &'p [Place],
    /// Where they begin: a search through the places themselves would have to wait for each.
    starts: Vec<usize>,
}

impl<'p> Ground<'p> {
    pub fn new(layers: &'p Layers, codes: &'p Codes, places: &'p [Place]) -> Ground<'p> {
        Ground { layers, codes, places, starts: places.iter().map(|p| p.span.start).collect() }
    }

    /// The place whose name covers a byte.
    fn at(&self, byte: usize) -> Option<&'p Place> {
        let after = self.starts.partition_point(|&start| start <= byte);
        self.places.get(after.checked_sub(1)?).filter(|p| byte < p.span.end)
    }

    fn country_of(&self, place: &Place) -> Option<RowId> {
        place.country.as_deref().and_then(|code| self.codes.country(self.layers, code.as_bytes()))
    }

    /// The country in which the place lies whose name begins at a byte.
    pub fn country(&self, byte: usize) -> Option<RowId> {
        let place = self.at(byte).filter(|p| p.span.start == byte && p.usage != PlaceUse::Adjectival)?;
        self.country_of(place)
    }

    /// What a country's name at a byte means: the country in which the place lies that was found there, if it is another one.
    pub fn instead(&self, byte: usize, country: RowId) -> Option<RowId> {
        let place = self.at(byte).filter(|p| p.usage != PlaceUse::Adjectival)?;
        self.country_of(place).filter(|&other| other != country)
    }

    /// A country or seat that is the name of a place elsewhere, or a part of a longer name: "Georgia" in the United States, "Mexico" in "New Mexico".
    pub fn denies(&self, candidate: &FactionCandidate, country: RowId) -> bool {
        let longer = |p: &Place| p.span.contains(candidate.span) && p.span != candidate.span;
        candidate.form == Form::Metonym
            && self.at(candidate.span.start).is_some_and(|p| longer(p) || self.instead(candidate.span.start, country).is_some())
    }

    /// The place for which an institution is named that bears a country's name and lies in another one ("Lebanon police" in Pennsylvania), with that country
    /// where it is the place ("Congo").
    pub fn namesake(&self, doc: &Document<'_>, candidate: &FactionCandidate, country: RowId) -> Option<(Span, Option<RowId>)> {
        let from = self.starts.partition_point(|&start| start < candidate.span.start);
        let inside = self.places[from..].iter().take_while(|p| p.span.end <= candidate.span.end);
        let names = |p: &Place| {
            let named = |t: usize| doc.tokens[t].start() == p.span.start && doc.names_of(t, Table::Country).any(|m| m.row == country);
            (candidate.first..candidate.last).any(named)
        };
        let (place, other) = inside.filter(|p| names(p)).find_map(|p| Some((p, self.instead(p.span.start, country)?)))?;
        Some((place.span, place.feature.as_deref().is_some_and(|f| f == "PCLI").then_some(other)))
    }
}
