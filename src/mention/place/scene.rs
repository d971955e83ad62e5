//! The countries that an article names, which speak for the small places in them.

use dateline_gazetteers::schema::Table;

use super::sense::Senses;

/// The countries named in an article, by name or adjective, sorted.
pub(super) struct Scene<'l>(Vec<&'l [u8]>);

impl<'l> Scene<'l> {
    pub fn new(senses: &Senses<'l>) -> Scene<'l> {
        let named = senses.all().iter().filter(|s| s.table == Table::Country && !s.context);
        let mut countries: Vec<&[u8]> = named.map(|s| s.country).collect();
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
