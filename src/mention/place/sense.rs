//! What the gazetteer says of one reading of a name.

use std::{hint::black_box, ops::Range};

use dateline_gazetteers::{
    Row,
    schema::{Table, country, place},
};

use super::{
    Reading,
    name::{NameId, Names},
};
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

/// A reading with the facts that decide between readings. Texts are bytes, since they are only compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense<'l> {
    pub table: Table,
    pub row: RowId,
    pub level: Level,
    /// The ISO code; of a country its own.
    pub country: &'l [u8],
    pub admin1: &'l [u8],
    pub feature: &'l [u8],
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub population: u32,
    pub adjectival: bool,
    pub context: bool,
    /// The name is another than the row's main name.
    pub alias: bool,
    data: Row<'l>,
}

impl Level {
    fn of(feature: &[u8]) -> Level {
        match feature {
            [b'P', b'P', b'L', ..] | b"STLMT" | b"CMPRF" => Level::City,
            b"ADM1" => Level::First,
            b"ADM2" => Level::Second,
            _ => Level::Region,
        }
    }
}

/// A place on the globe, in radians.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    lat: f64,
    lon: f64,
    /// The cosine of the latitude.
    cos: f64,
    /// The same on a sphere of radius 1.
    unit: [f64; 3],
}

impl Point {
    /// The radius of the earth in kilometres.
    const RADIUS: f64 = 6371.0;

    /// The great-circle distance in kilometres.
    pub fn near(&self, other: &Point) -> f64 {
        let half = ((other.lat - self.lat) / 2.0).sin().powi(2) + self.cos * other.cos * ((other.lon - self.lon) / 2.0).sin().powi(2);
        2.0 * Point::RADIUS * half.sqrt().min(1.0).asin()
    }

    /// The distance to the nearest of some places, if one is not far. A product tells which are the nearest.
    pub fn nearest<'p>(&self, others: impl Iterator<Item = &'p Point> + Clone) -> Option<f64> {
        /// Far more than the products are wrong by.
        const MARGIN: f64 = 1e-9;
        let cosine = |other: &Point| self.unit[0] * other.unit[0] + self.unit[1] * other.unit[1] + self.unit[2] * other.unit[2];
        let (mut top, mut second, mut nearest) = (Point::FAR, Point::FAR, None);
        for other in others.clone() {
            let here = cosine(other);
            if here > top {
                (top, second, nearest) = (here, top, Some(other));
            } else if here > second {
                second = here;
            }
        }
        if second < top - MARGIN {
            return nearest.map(|nearest| nearest.near(self));
        }
        others.filter(|other| cosine(other) > top - MARGIN).map(|other| other.near(self)).reduce(f64::min)
    }

    /// The cosine of some 6,000 km.
    const FAR: f64 = 0.59;
}

/// What the gazetteer says of the readings of an article's names. Rows lie anywhere in the index, and waiting for them costs more than all else that is done with
/// a name: each is read once, those of names of people are not read at all, and the processor waits for several at a time.
pub(crate) struct Senses<'l> {
    senses: Vec<Sense<'l>>,
    /// Where those of each name stand; nowhere for names that nobody may ask for.
    places: Vec<Range<u32>>,
}

impl<'l> Senses<'l> {
    /// Those of the names that `asked` has.
    #[inline(never)]
    pub fn new(layers: &'l Layers, names: &Names, asked: &[bool]) -> Senses<'l> {
        let wanted = names.ids().zip(asked).filter(|(_, asked)| **asked).flat_map(|(name, _)| names.readings(name));
        // Nothing is asked of what is read here, so the next row need not wait for it.
        let row = |reading: &Reading| layers.row(RowId { table: Table::Place, ..reading.row });
        wanted.filter(|r| r.table == Table::Place).map(row).for_each(|row| {
            black_box((row.bytes(place::FEATURE).first(), row.bytes(place::ADMIN1).first(), row.is_empty(place::LIKE)));
        });
        let mut senses = Vec::with_capacity(names.all().len());
        let read = |(name, &asked): (NameId, &bool)| {
            let start = senses.len() as u32;
            senses.extend(names.readings(name).iter().filter(|_| asked).map(|reading| Sense::of(layers, reading)));
            start..senses.len() as u32
        };
        let places = names.ids().zip(asked).map(read).collect();
        Senses { senses, places }
    }

    /// Those of a name, in the order of its readings.
    #[inline]
    pub fn of(&self, name: NameId) -> &[Sense<'l>] {
        let place = self.places.get(name.index()).cloned().unwrap_or_default();
        self.senses.get(place.start as usize..place.end as usize).unwrap_or_default()
    }
}

/// Whether the first-level divisions of a country are as well known as countries.
pub(crate) fn is_federal(country: &[u8]) -> bool {
    matches!(country, b"US" | b"CA" | b"AU" | b"GB")
}

fn is_seat(feature: &[u8]) -> bool {
    matches!(feature, b"PPLC" | b"PPLA")
}

impl<'l> Sense<'l> {
    pub fn of(layers: &'l Layers, reading: &Reading) -> Sense<'l> {
        let Reading { table, adjectival, context, alias, .. } = *reading;
        if table == Table::Country {
            let row = layers.row(RowId { table: Table::Country, ..reading.row });
            let id = row.bytes(country::ID);
            return Sense {
                table,
                row: reading.row,
                level: Level::Country,
                country: id,
                admin1: b"",
                feature: b"PCLI",
                lat: row.degrees(country::LAT),
                lon: row.degrees(country::LON),
                population: row.integer(country::POPULATION).unwrap_or(0),
                adjectival,
                context,
                alias: false,
                data: row,
            };
        }
        // The columns of a table that is known cost little to read.
        let row = layers.row(RowId { table: Table::Place, ..reading.row });
        let feature = row.bytes(place::FEATURE);
        let level = Level::of(feature);
        Sense {
            table,
            row: reading.row,
            level,
            country: row.bytes(place::COUNTRY),
            admin1: row.bytes(place::ADMIN1),
            feature,
            lat: row.degrees(place::LAT),
            lon: row.degrees(place::LON),
            population: row.integer(place::POPULATION).unwrap_or(0),
            adjectival,
            context,
            alias,
            data: row,
        }
    }

    /// The second-level division. Few ask, and it is in few other rows.
    pub fn admin2(&self) -> &'l [u8] {
        if self.table == Table::Country { b"" } else { self.data.bytes(place::ADMIN2) }
    }

    /// The id of its row. Few ask, and of many a place it is the one text that is in no other row.
    pub fn id(&self) -> &'l [u8] {
        self.data.bytes(if self.table == Table::Country { country::ID } else { place::ID })
    }

    /// What else its names can be.
    pub fn like(&self) -> &'l [u8] {
        if self.table == Table::Country { b"" } else { self.data.bytes(place::LIKE) }
    }

    /// The capital of a country.
    pub fn is_capital(&self) -> bool {
        self.feature == b"PPLC"
    }

    /// Seat of a country or of a first-level division.
    pub fn is_seat(&self) -> bool {
        is_seat(self.feature)
    }

    /// A country, a part of the world or a state of a federation: all the world knows it by its name.
    pub fn is_household_name(&self) -> bool {
        !self.adjectival && (matches!(self.level, Level::Country | Level::Region) || self.level == Level::First && is_federal(self.country))
    }

    /// A town or a county that few know beyond its country.
    pub fn is_small(&self) -> bool {
        matches!(self.level, Level::City | Level::Second) && self.population < 300_000 && !self.is_seat()
    }

    /// Whether `inner` lies in this country or division.
    pub fn holds(&self, inner: &Sense<'_>) -> bool {
        match self.level {
            Level::Country => inner.level != Level::Country && inner.country == self.country,
            Level::First => matches!(inner.level, Level::City | Level::Second) && !self.admin1.is_empty() && inner.admin1 == self.admin1,
            Level::Second => inner.level == Level::City && !self.admin2().is_empty() && inner.admin2() == self.admin2(),
            Level::Region => matches!(inner.level, Level::City | Level::Second | Level::First) && self.near(inner).is_some_and(|km| km < 300.0),
            Level::City => inner.level == Level::City && inner.feature == b"PPLX" && self.near(inner).is_some_and(|km| km < 40.0),
        }
    }

    /// The great-circle distance in kilometres.
    pub fn near(&self, other: &Sense<'_>) -> Option<f64> {
        Some(self.point()?.near(&other.point()?))
    }

    /// Where it lies.
    pub fn point(&self) -> Option<Point> {
        let (lat, lon) = (self.lat?.to_radians(), self.lon?.to_radians());
        let (sin, cos) = (lat.sin(), lat.cos());
        Some(Point { lat, lon, cos, unit: [cos * lon.cos(), cos * lon.sin(), sin] })
    }

    /// How likely this is meant where nothing else is known, as a logarithm of fame.
    pub fn fame(&self) -> f64 {
        // GeoNames does not know how many live in many seats of districts.
        // Places without any are in the tables since the news of wars names them.
        let unknown = if matches!(self.feature, b"PPLA2" | b"PPLA3") { 5_000.0 } else { 30_000.0 };
        let people = if self.population > 0 { f64::from(self.population) + 10.0 } else { unknown };
        match self.level {
            Level::Country => 6.6 + people.log10() / 10.0,
            Level::Region => 6.0,
            Level::First => 5.5 + if is_federal(self.country) { 1.0 } else { 0.0 },
            Level::Second => 2.8,
            Level::City => {
                let seat = match self.feature {
                    b"PPLC" => 1.5,
                    b"PPLA" => 0.7,
                    b"PPLX" => -0.7,
                    _ => 0.0,
                };
                5.0 + (people.log10() - 5.0) * 0.9 + seat
            }
        }
    }
}
