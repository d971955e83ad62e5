//! The countries that an article names, which speak for the small places in them.

use dateline_gazetteers::schema::{Table, country};

use super::name::Names;
use crate::gazetteer::Layers;

/// The countries named in an article, by name or adjective, sorted.
pub(super) struct Scene<'l>(Vec<&'l [u8]>);

impl<'l> Scene<'l> {
    pub fn new(layers: &'l Layers, names: &Names) -> Scene<'l> {
        let named = names.all().iter().filter(|r| r.table == Table::Country && !r.context);
        let mut countries: Vec<&[u8]> = named.map(|r| layers.row(r.row).bytes(country::ID)).collect();
        countries.sort_unstable();
        countries.dedup();
        Scene(countries)
    }

    /// Whether the country of that ISO code is named.
    pub fn has(&self, country: &[u8]) -> bool {
        self.0.binary_search(&country).is_ok()
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
