//! Decides on place candidates: one reading for every name, and what the name stands for.

mod context;
mod metonym;

use std::borrow::Cow;

use dateline_gazetteers::schema::{Table, country, place};

use crate::{
    attribution::Attributed,
    document::Document,
    gazetteer::Layers,
    mention::{Candidates, place::PlaceCandidate, place::sense::Sense},
    model::{Place, PlaceUse},
};

/// The mentions, in order, numbered 0 (`link` numbers them).
pub(crate) fn resolve(layers: &Layers, doc: &Document<'_>, candidates: &Candidates, claims: &[Attributed]) -> Vec<Place> {
    let places = &candidates.places;
    let chosen = context::choose(layers, doc, places);
    let uses = metonym::Uses::new(doc, claims);
    places.iter().zip(&chosen).map(|(c, choice)| mention(layers, doc, c, choice, &uses)).collect()
}

fn mention(layers: &Layers, doc: &Document<'_>, c: &PlaceCandidate, choice: &context::Choice<'_>, uses: &metonym::Uses) -> Place {
    let recognised = 1.0 / (1.0 + (-(f64::from(c.evidence) - 0.3)).exp());
    let sense = choice.sense.as_ref();
    let usage = if c.is_adjectival() { PlaceUse::Adjectival } else { uses.of(c, sense) };
    Place {
        n: 0,
        span: c.span,
        text: doc.slice(c.span).to_owned(),
        id: sense.map(|s| id(layers, s)),
        name: sense.map(|s| layers.row(s.row).cow(if s.table == Table::Country { country::NAME } else { place::NAME })),
        country: sense
            .filter(|s| !s.country.is_empty())
            .map(|s| layers.row(s.row).cow(if s.table == Table::Country { country::ID } else { place::COUNTRY })),
        admin1: sense.filter(|s| !s.admin1.is_empty()).map(|s| layers.row(s.row).cow(place::ADMIN1)),
        admin2: sense.filter(|s| !s.admin2.is_empty()).map(|s| layers.row(s.row).cow(place::ADMIN2)),
        lat: sense.and_then(|s| s.lat),
        lon: sense.and_then(|s| s.lon),
        feature: sense.map(|s| if s.table == Table::Country { Cow::Borrowed("PCLI") } else { layers.row(s.row).cow(place::FEATURE) }),
        usage,
        candidates: u32::try_from(c.readings.len()).unwrap_or(u32::MAX),
        rule: Cow::Borrowed(if sense.is_some() { choice.rule } else { c.rule }),
        confidence: ((recognised * choice.share * 100.0).round() / 100.0) as f32,
    }
}

/// The contract's id: countries go by their GeoNames id too.
fn id(layers: &Layers, sense: &Sense<'_>) -> Cow<'static, str> {
    let row = layers.row(sense.row);
    match sense.table {
        Table::Country => row.integer(country::GEONAMES).map_or_else(|| row.cow(country::ID), |n| Cow::Owned(format!("geonames:{n}"))),
        _ => row.cow(place::ID),
    }
}
