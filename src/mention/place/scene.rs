//! The countries that an article names, which speak for the small places in them.

use std::collections::BTreeSet;

use dateline_gazetteers::schema::{Table, country};

use super::PlaceCandidate;
use crate::gazetteer::Layers;

/// The countries named in an article, by name or adjective.
pub(super) struct Scene<'l>(BTreeSet<&'l [u8]>);

impl<'l> Scene<'l> {
    pub fn new(layers: &'l Layers, candidates: &[PlaceCandidate]) -> Scene<'l> {
        let readings = candidates.iter().flat_map(|c| &c.readings);
        Scene(readings.filter(|r| r.table == Table::Country && !r.context).map(|r| layers.row(r.row).bytes(country::ID)).collect())
    }

    /// Whether the country of that ISO code is named.
    pub fn has(&self, country: &[u8]) -> bool {
        self.0.contains(country)
    }

    /// Whether a country is named where names of places are not English words.
    pub fn is_abroad(&self) -> bool {
        self.0.iter().any(|country| !is_english(country))
    }
}

/// Whether the places of a country have English names, which are other words and names of people too.
pub(super) fn is_english(country: &[u8]) -> bool {
    matches!(country, b"US" | b"GB" | b"CA" | b"AU" | b"NZ" | b"IE")
}
