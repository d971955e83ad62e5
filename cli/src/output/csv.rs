//! CSV (RFC 4180 but for line feeds): one row a claim, or one row a mention. Lists are joined by "; ".

use dateline::{Claim, Entity, Extraction, Source};

use super::{Chunk, Encoder, Found};

/// The columns of claims.
pub const CLAIMS: &str = "article,published,outlet,url,claim,speaker,speaker_text,speaker_kind,speaker_id,affiliation,affiliation_id,via,cue,lemma,addressee,\
type,act,polarity,quotation,inherited,said,content,start,end,faction_names,faction_ids,place_names,place_ids,date_values,within,rule,confidence\n";

/// The columns of mentions.
pub const MENTIONS: &str = "article,published,outlet,url,kind,n,start,end,text,id,name,class,form,generic,country,lat,lon,value,from,until,person,role,\
affiliation,affiliation_id,rule,confidence\n";

const LIST: &str = "; ";

pub struct Claims;
pub struct Mentions;

impl Encoder for Claims {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        let extraction = found.extraction;
        rows(chunk, |writer| extraction.claims.iter().try_for_each(|claim| writer.write_record(claim_row(extraction, claim))))
    }
}

impl Encoder for Mentions {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        let extraction = found.extraction;
        rows(chunk, |writer| mention_rows(extraction).into_iter().try_for_each(|row| writer.write_record(row)))
    }
}

fn rows(chunk: &mut Chunk, write: impl FnOnce(&mut csv::Writer<&mut Vec<u8>>) -> csv::Result<()>) -> Result<(), String> {
    let Chunk::Bytes(pieces) = chunk else { return Ok(()) };
    pieces.add(|out| {
        let mut writer = csv::Writer::from_writer(out);
        write(&mut writer).map_err(|e| e.to_string())?;
        writer.flush().map_err(|e| e.to_string())
    })
}

/// What every row begins with.
fn article(extraction: &Extraction) -> Vec<String> {
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![known(&extraction.id), shown(extraction.published), known(&extraction.outlet), known(&extraction.url)]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(LIST)
}

/// Who speaks, by the best name there is.
pub fn names(source: Option<&Source>) -> String {
    let Some(source) = source else { return String::new() };
    let named = joined(source.entities.iter().map(|entity| shown(entity.name.as_ref())));
    if named.is_empty() { source.text.clone() } else { named }
}

fn claim_row(extraction: &Extraction, claim: &Claim) -> Vec<String> {
    let speaker = claim.speaker();
    let source = speaker.and_then(|step| step.source.as_ref());
    let entities = source.map(|source| source.entities.as_slice()).unwrap_or_default();
    let each = |part: fn(&Entity) -> String| joined(entities.iter().map(part));
    let relays = claim.attribution.iter().rev().skip(1).rev();
    let cue = claim.attribution.iter().rev().find_map(|step| step.cue.as_ref());
    let addressee = speaker.and_then(|step| step.addressee.as_ref());
    let said = speaker.and_then(|step| step.said).and_then(|n| extraction.dates.iter().find(|date| date.n == n));
    let factions = || extraction.factions.iter().filter(|faction| claim.factions.contains(&faction.n));
    let places = || extraction.places.iter().filter(|place| claim.places.contains(&place.n));
    let dates = extraction.dates.iter().filter(|date| claim.dates.contains(&date.n));
    let mut row = article(extraction);
    row.extend([
        claim.n.to_string(),
        names(source),
        shown(source.map(|source| &source.text)),
        each(|entity| entity.kind.to_string()),
        each(|entity| shown(entity.id.as_ref())),
        each(|entity| shown(entity.affiliation.as_ref().map(|a| &a.name))),
        each(|entity| shown(entity.affiliation.as_ref().and_then(|a| a.id.as_ref()))),
        joined(relays.map(|step| names(step.source.as_ref()))),
        shown(cue.map(|cue| &cue.text)),
        shown(cue.map(|cue| &cue.lemma)),
        names(addressee),
        claim.kind.to_string(),
        claim.act.to_string(),
        claim.polarity.to_string(),
        claim.quotation.to_string(),
        speaker.is_some_and(|step| step.inherited).to_string(),
        shown(said.map(|date| &date.value)),
        claim.content.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" … "),
        shown(claim.content.first().map(|part| part.span.start)),
        shown(claim.content.last().map(|part| part.span.end)),
        joined(factions().map(|faction| shown(faction.name.as_ref().map(|name| name.as_ref()).or(Some(faction.text.as_str()))))),
        joined(factions().map(|faction| shown(faction.id.as_ref()))),
        joined(places().map(|place| shown(place.name.as_ref().map(|name| name.as_ref()).or(Some(place.text.as_str()))))),
        joined(places().map(|place| shown(place.id.as_ref()))),
        joined(dates.map(|date| date.value.clone())),
        shown(claim.within),
        claim.rule.to_string(),
        claim.confidence.to_string(),
    ]);
    row
}

/// The cells of a mention that not all kinds have.
#[derive(Default)]
struct Cells {
    id: String,
    name: String,
    class: String,
    form: String,
    generic: String,
    country: String,
    lat: String,
    lon: String,
    value: String,
    from: String,
    until: String,
    person: String,
    role: String,
    affiliation: String,
    affiliation_id: String,
}

/// All mentions, in the order of the text.
fn mention_rows(extraction: &Extraction) -> Vec<Vec<String>> {
    let mut rows: Vec<(usize, u32, Vec<String>)> = Vec::new();
    macro_rules! row {
        ($kind:literal, $mention:expr, $cells:expr) => {{
            let (mention, c) = ($mention, $cells);
            let span = mention.span;
            let mut row = article(extraction);
            row.extend([$kind.to_owned(), mention.n.to_string(), span.start.to_string(), span.end.to_string(), mention.text.clone()]);
            row.extend([c.id, c.name, c.class, c.form, c.generic, c.country, c.lat, c.lon, c.value, c.from, c.until, c.person, c.role]);
            row.extend([c.affiliation, c.affiliation_id, mention.rule.to_string(), mention.confidence.to_string()]);
            rows.push((span.start, mention.n, row));
        }};
    }
    for faction in &extraction.factions {
        row!(
            "faction",
            faction,
            Cells {
                id: shown(faction.id.as_ref()),
                name: shown(faction.name.as_ref()),
                class: faction.kind.to_string(),
                form: faction.form.to_string(),
                generic: faction.generic.to_string(),
                ..Cells::default()
            }
        );
    }
    for place in &extraction.places {
        row!(
            "place",
            place,
            Cells {
                id: shown(place.id.as_ref()),
                name: shown(place.name.as_ref()),
                class: shown(place.feature.as_ref()),
                form: place.usage.to_string(),
                country: shown(place.country.as_ref()),
                lat: shown(place.lat),
                lon: shown(place.lon),
                ..Cells::default()
            }
        );
    }
    for date in &extraction.dates {
        row!(
            "date",
            date,
            Cells {
                class: date.kind.to_string(),
                value: date.value.clone(),
                from: shown(date.from.as_ref()),
                until: shown(date.until.as_ref()),
                ..Cells::default()
            }
        );
    }
    for person in &extraction.people {
        row!(
            "person",
            person,
            Cells {
                name: person.name.clone(),
                person: person.person.to_string(),
                role: shown(person.role.as_ref()),
                affiliation: shown(person.affiliation.as_ref().map(|a| &a.name)),
                affiliation_id: shown(person.affiliation.as_ref().and_then(|a| a.id.as_ref())),
                ..Cells::default()
            }
        );
    }
    rows.sort_by_key(|(start, n, _)| (*start, *n));
    rows.into_iter().map(|(_, _, row)| row).collect()
}
