//! Decides on place candidates: one reading for every name, and what the name stands for.

mod context;
mod home;
mod metonym;
mod pair;

use std::borrow::Cow;

use dateline_gazetteers::schema::{Table, country, place};

use self::{
    context::{Choice, Context},
    home::Homes,
};
use crate::{
    document::Document,
    gazetteer::Layers,
    mention::{
        Candidates,
        place::sense::{Level, Sense, Senses},
        place::{PlaceCandidate, facility},
    },
    model::{Place, PlaceUse},
    span::Span,
};

/// A facility lies in the town of its name if so many live there: other names are those of people.
const NAMESAKE: u32 = 20_000;

/// The evidence with which a name whose place the gazetteer lacks is kept.
const SURE: f32 = 2.0;

/// Decides on place candidates; built once for an extractor.
pub(crate) struct Resolver {
    homes: Homes,
}

impl Resolver {
    pub fn new(layers: &Layers) -> Resolver {
        Resolver { homes: Homes::new(layers) }
    }

    /// The mentions, in order, numbered 0 (`link` numbers them).
    pub fn resolve(&self, layers: &Layers, doc: &Document<'_>, (candidates, senses): (&Candidates, &Senses<'_>), sources: &[Span]) -> Vec<Place> {
        let places = &candidates.places.places;
        let home = self.homes.of(layers, doc);
        let context = Context::new(&home, doc, &candidates.places, senses);
        let uses = metonym::Uses { sources };
        let mut mentions: Vec<Place> = Vec::with_capacity(places.len());
        // Of each name the last mention, with what it is read as.
        let mut last: Vec<Option<(Meant<'_>, usize)>> = vec![None; context.groups()];
        for (i, c) in places.iter().enumerate() {
            let choice = context.choice(doc, &candidates.places, i);
            // A name that the gazetteer knows elsewhere only takes more than its shape to be a place.
            if choice.rule == context::UNKNOWN && c.evidence < SURE {
                continue;
            }
            let (meant, known) = (Meant::new(c, &choice), &mut last[context.group(i)]);
            let labels = match known {
                Some((like, nth)) if like.is_same(&meant) => Labels::of_mention(&mentions[*nth]),
                _ => Labels::new(layers, &meant),
            };
            *known = Some((meant, mentions.len()));
            let readings = if c.facility { 0 } else { candidates.places.names.of(c).len() };
            mentions.push(mention(doc, (c, readings), (&choice, &meant), labels, &uses));
        }
        mentions
    }
}

/// How likely the mention is a place and, where it has coordinates, placed right: the chances of both, put right by a logistic regression on one half of the
/// development articles (DESIGN.md, section 5).
fn confidence(recognised: f64, share: Option<f64>) -> f32 {
    const LOGIT: [f64; 3] = [0.08, 0.83, -0.45];
    let chance = (recognised * share.unwrap_or(1.0)).clamp(0.02, 0.99);
    let z = LOGIT[0] + LOGIT[1] * (chance / (1.0 - chance)).ln() + if share.is_none() { LOGIT[2] } else { 0.0 };
    ((100.0 / (1.0 + (-z).exp())).round() / 100.0) as f32
}

/// What a mention means.
#[derive(Clone, Copy)]
struct Meant<'a> {
    /// Where it lies.
    at: Option<&'a Sense<'a>>,
    /// What it is.
    sense: Option<&'a Sense<'a>>,
    /// What it lies in, or is.
    within: Option<&'a Sense<'a>>,
}

impl<'a> Meant<'a> {
    fn new(c: &PlaceCandidate, choice: &Choice<'a>) -> Meant<'a> {
        // A facility lies where the town does that it is named for, but it is not the town.
        let at = choice.sense.filter(|s| !c.facility || c.rule == facility::CAMP || s.level != Level::City || s.population >= NAMESAKE);
        Meant { at, sense: at.filter(|_| !c.facility), within: at.or(choice.holder) }
    }

    /// Whether another mention is written with the same labels.
    fn is_same(&self, other: &Meant<'_>) -> bool {
        let row = |sense: Option<&Sense<'_>>| sense.map(|s| s.row);
        row(self.sense) == row(other.sense) && row(self.within) == row(other.within)
    }
}

/// What the gazetteer has of a place, as it is written.
struct Labels {
    id: Option<Cow<'static, str>>,
    name: Option<Cow<'static, str>>,
    country: Option<Cow<'static, str>>,
    admin1: Option<Cow<'static, str>>,
    admin2: Option<Cow<'static, str>>,
    feature: Option<Cow<'static, str>>,
}

impl Labels {
    fn new(layers: &Layers, meant: &Meant<'_>) -> Labels {
        let Meant { sense, within, .. } = *meant;
        let country = |s: &Sense<'_>| layers.row(s.row).cow(if s.table == Table::Country { country::ID } else { place::COUNTRY });
        Labels {
            id: sense.map(|s| id(layers, s)),
            name: sense.map(|s| layers.row(s.row).cow(if s.table == Table::Country { country::NAME } else { place::NAME })),
            country: within.filter(|s| !s.country.is_empty()).map(country),
            admin1: within.filter(|s| !s.admin1.is_empty()).map(|s| layers.row(s.row).cow(place::ADMIN1)),
            admin2: within.filter(|s| !s.admin2().is_empty()).map(|s| layers.row(s.row).cow(place::ADMIN2)),
            feature: sense.map(|s| if s.table == Table::Country { Cow::Borrowed("PCLI") } else { layers.row(s.row).cow(place::FEATURE) }),
        }
    }

    /// Those of another mention of the same: the text of a row costs more.
    fn of_mention(like: &Place) -> Labels {
        let Place { id, name, country, admin1, admin2, feature, .. } = like;
        Labels {
            id: id.clone(),
            name: name.clone(),
            country: country.clone(),
            admin1: admin1.clone(),
            admin2: admin2.clone(),
            feature: feature.clone(),
        }
    }
}

fn mention(
    doc: &Document<'_>,
    (c, readings): (&PlaceCandidate, usize),
    (choice, meant): (&Choice<'_>, &Meant<'_>),
    labels: Labels,
    uses: &metonym::Uses<'_>,
) -> Place {
    let recognised = 1.0 / (1.0 + (-(f64::from(c.evidence) - 0.3)).exp());
    let Meant { at, sense, .. } = *meant;
    let Labels { id, name, country, admin1, admin2, feature } = labels;
    let usage = if c.adjectival { PlaceUse::Adjectival } else { uses.of(doc, c, sense) };
    Place {
        n: 0,
        span: c.span,
        text: doc.slice(c.span).to_owned(),
        id,
        name,
        country,
        admin1,
        admin2,
        lat: at.and_then(|s| s.lat),
        lon: at.and_then(|s| s.lon),
        feature,
        usage,
        candidates: u32::try_from(readings).unwrap_or(u32::MAX),
        rule: Cow::Borrowed(if c.facility { c.rule } else { choice.rule }),
        confidence: confidence(recognised, at.map(|_| choice.share)),
    }
}

/// The contract's id: countries go by their GeoNames id too.
fn id(layers: &Layers, sense: &Sense<'_>) -> Cow<'static, str> {
    let row = layers.row(sense.row);
    match sense.table {
        Table::Country => row.integer(country::GEONAMES).map_or_else(|| row.cow(country::ID), |n| Cow::Owned(of_geonames(n))),
        _ => row.cow(place::ID),
    }
}

/// The number with its prefix: most mentions of countries have one, and formatting costs more than all the rest of a mention.
fn of_geonames(number: u32) -> String {
    const PREFIX: &str = "geonames:";
    let mut id = String::with_capacity(PREFIX.len() + 10);
    id.push_str(PREFIX);
    let (mut digits, mut first, mut rest) = ([b'0'; 10], 10, number);
    while first == 10 || rest > 0 {
        first -= 1;
        digits[first] += (rest % 10) as u8;
        rest /= 10;
    }
    id.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
    id
}

#[cfg(test)]
mod tests {
    use super::of_geonames;

    #[test]
    fn ids_of_geonames_are_as_formatted() {
        for number in [0, 7, 10, 99, 100, 163_843, 6_252_001, u32::MAX] {
            assert_eq!(of_geonames(number), format!("geonames:{number}"));
        }
    }
}
