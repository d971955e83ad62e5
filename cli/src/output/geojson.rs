//! GeoJSON (RFC 7946): a point a mention of a place, or a point a claim and place in it. Places without coordinates are left out.

use dateline::{Extraction, Place};
use serde_json::{Value, json};

use super::{Chunk, Encoder, Found, csv::names, stream::Frame};

/// A collection of features, one a line.
pub const FRAME: Frame = Frame { head: "{\"type\":\"FeatureCollection\",\"features\":[\n", between: ",\n", tail: "\n]}\n" };

pub struct Places;
pub struct Claims;

impl Encoder for Places {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        let extraction = found.extraction;
        features(chunk, extraction.places.iter().map(|place| (place, own(extraction, place))))
    }
}

impl Encoder for Claims {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        let extraction = found.extraction;
        let mut points = Vec::new();
        for claim in &extraction.claims {
            let source = claim.speaker().and_then(|step| step.source.as_ref());
            let mut seen: Vec<&str> = Vec::new();
            for place in extraction.places.iter().filter(|place| claim.places.contains(&place.n)) {
                // A place that the claim names twice is one point.
                if place.id.as_deref().is_some_and(|id| seen.contains(&id)) {
                    continue;
                }
                seen.extend(place.id.as_deref());
                let mut properties = own(extraction, place);
                properties["claim"] = claim.n.into();
                properties["speaker"] = names(source).into();
                properties["content"] = claim.content.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" … ").into();
                properties["act"] = claim.act.as_str().into();
                properties["polarity"] = claim.polarity.as_str().into();
                properties["dates"] =
                    extraction.dates.iter().filter(|date| claim.dates.contains(&date.n)).map(|date| date.value.as_str()).collect::<Vec<_>>().into();
                points.push((place, properties));
            }
        }
        features(chunk, points.into_iter())
    }
}

/// What is known of a mention of a place.
fn own(extraction: &Extraction, place: &Place) -> Value {
    json!({
        "article": extraction.id,
        "published": extraction.published,
        "outlet": extraction.outlet,
        "url": extraction.url,
        "n": place.n,
        "text": place.text,
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "use": place.usage,
        "confidence": place.confidence,
    })
}

fn features<'e>(chunk: &mut Chunk, points: impl Iterator<Item = (&'e Place, Value)>) -> Result<(), String> {
    let Chunk::Bytes(pieces) = chunk else { return Ok(()) };
    pieces.add(|out| {
        let whole = out.len();
        for (place, properties) in points {
            let (Some(lat), Some(lon)) = (place.lat, place.lon) else { continue };
            if out.len() > whole {
                out.extend_from_slice(FRAME.between.as_bytes());
            }
            let feature = json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties});
            serde_json::to_writer(&mut *out, &feature).map_err(|e| e.to_string())?;
        }
        Ok(())
    })
}
