//! What the gazetteer says of one reading of a name.

use dateline_gazetteers::{
    Row,
    schema::{Table, country, place},
};

use super::Reading;
use crate::gazetteer::{Layers, RowId};

/// The size of a thing on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    City,
    Second,
    First,
    Region,
    Country,
}

/// A reading with the facts that decide between readings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense<'l> {
    pub table: Table,
    pub row: RowId,
    pub level: Level,
    /// The ISO code; of a country its own.
    pub country: &'l str,
    pub admin1: &'l str,
    pub admin2: &'l str,
    pub feature: &'l str,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub population: u32,
    pub adjectival: bool,
    pub context: bool,
    /// The name is another than the row's main name.
    pub alias: bool,
}

impl Level {
    fn of(feature: &str) -> Level {
        match feature {
            "ADM1" => Level::First,
            "ADM2" => Level::Second,
            f if f.starts_with("PPL") || f == "STLMT" => Level::City,
            _ => Level::Region,
        }
    }
}

/// How large a reading is: what can be told of it at little cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub level: Level,
    pub population: u32,
    /// Seat of a country or of a first-level division.
    pub seat: bool,
}

impl Size {
    pub fn of(reading: &Reading, row: Row<'_>) -> Size {
        if reading.table == Table::Country {
            return Size { level: Level::Country, population: row.integer(country::POPULATION).unwrap_or(0), seat: false };
        }
        let feature = row.text(place::FEATURE);
        Size { level: Level::of(feature), population: row.integer(place::POPULATION).unwrap_or(0), seat: is_seat(feature) }
    }
}

fn is_seat(feature: &str) -> bool {
    matches!(feature, "PPLC" | "PPLA")
}

impl<'l> Sense<'l> {
    pub fn of(layers: &'l Layers, reading: &Reading) -> Sense<'l> {
        let row = layers.row(reading.row);
        let Reading { table, adjectival, context, alias, .. } = *reading;
        if table == Table::Country {
            let id = row.text(country::ID);
            return Sense {
                table,
                row: reading.row,
                level: Level::Country,
                country: id,
                admin1: "",
                admin2: "",
                feature: "PCLI",
                lat: row.degrees(country::LAT),
                lon: row.degrees(country::LON),
                population: row.integer(country::POPULATION).unwrap_or(0),
                adjectival,
                context,
                alias: false,
            };
        }
        let feature = row.text(place::FEATURE);
        let level = Level::of(feature);
        Sense {
            table,
            row: reading.row,
            level,
            country: row.text(place::COUNTRY),
            admin1: row.text(place::ADMIN1),
            admin2: row.text(place::ADMIN2),
            feature,
            lat: row.degrees(place::LAT),
            lon: row.degrees(place::LON),
            population: row.integer(place::POPULATION).unwrap_or(0),
            adjectival,
            context,
            alias,
        }
    }

    /// The id of its row. Few ask, and of many a place it is the one text that is in no other row.
    pub fn id(&self, layers: &'l Layers) -> &'l str {
        layers.row(self.row).text(if self.table == Table::Country { country::ID } else { place::ID })
    }

    /// Seat of a country or of a first-level division.
    pub fn is_seat(&self) -> bool {
        is_seat(self.feature)
    }

    /// Whether `inner` lies in this country or division.
    pub fn holds(&self, inner: &Sense<'_>) -> bool {
        match self.level {
            Level::Country => inner.level != Level::Country && inner.country == self.country,
            Level::First => matches!(inner.level, Level::City | Level::Second) && !self.admin1.is_empty() && inner.admin1 == self.admin1,
            Level::Second => inner.level == Level::City && !self.admin2.is_empty() && inner.admin2 == self.admin2,
            Level::Region => matches!(inner.level, Level::City | Level::Second | Level::First) && self.near(inner).is_some_and(|km| km < 300.0),
            Level::City => inner.level == Level::City && inner.feature == "PPLX" && self.near(inner).is_some_and(|km| km < 40.0),
        }
    }

    /// The great-circle distance in kilometres.
    pub fn near(&self, other: &Sense<'_>) -> Option<f64> {
        let (lat, lon) = (self.lat?.to_radians(), self.lon?.to_radians());
        let (lat2, lon2) = (other.lat?.to_radians(), other.lon?.to_radians());
        let half = ((lat2 - lat) / 2.0).sin().powi(2) + lat.cos() * lat2.cos() * ((lon2 - lon) / 2.0).sin().powi(2);
        Some(2.0 * 6371.0 * half.sqrt().min(1.0).asin())
    }

    /// How likely this is meant where nothing else is known, as a logarithm of fame.
    pub fn fame(&self) -> f64 {
        // GeoNames does not know how many live in many seats of districts.
        let unknown = if matches!(self.feature, "PPLA2" | "PPLA3") { 5_000.0 } else { 1_000.0 };
        let people = if self.population > 0 { f64::from(self.population) + 10.0 } else { unknown };
        match self.level {
            Level::Country => 6.6 + people.log10() / 10.0,
            Level::Region => 6.0,
            Level::First => 5.5 + if matches!(self.country, "US" | "CA" | "AU" | "GB") { 1.0 } else { 0.0 },
            Level::Second => 2.8,
            Level::City => {
                let seat = match self.feature {
                    "PPLC" => 1.5,
                    "PPLA" => 0.7,
                    "PPLX" => -0.7,
                    _ => 0.0,
                };
                5.0 + (people.log10() - 5.0) * 0.9 + seat
            }
        }
    }
}
