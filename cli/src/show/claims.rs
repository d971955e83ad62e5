//! The table of claims.

use dateline::{Act, Claim, Entity, Extraction, Polarity, Source, Step};

use super::{
    paint::{DIM, HEADING, styled},
    table::table,
};

/// Contents longer than this are cut in the table: they stand in full in the text above.
const LONGEST: usize = 240;

/// Who, via whom, said what, when, about whom and where.
pub fn table_of(extraction: &Extraction, width: usize, why: bool) -> String {
    if extraction.claims.is_empty() {
        return styled("No claims.", DIM) + "\n";
    }
    let rows: Vec<Vec<String>> = (1..).zip(&extraction.claims).map(|(number, claim)| row(number, claim, extraction, why)).collect();
    let title = styled("Claims", HEADING);
    format!("{title}\n\n{}", table(&["", "who", "via", "said what", "when", "about", "where", "why"], &rows, width))
}

fn row(number: usize, claim: &Claim, extraction: &Extraction, why: bool) -> Vec<String> {
    let (speaker, relays) = match claim.attribution.split_last() {
        Some((speaker, relays)) => (Some(speaker), relays),
        None => (None, [].as_slice()),
    };
    let when = speaker.and_then(|s| s.said).and_then(|n| date(extraction, n)).map(|d| format!("said {d}"));
    let dates = claim.dates.iter().filter_map(|&n| date(extraction, n));
    vec![
        number.to_string(),
        speaker.map(|step| who(step, extraction)).unwrap_or_default(),
        relays.iter().map(|step| who(step, extraction)).collect::<Vec<_>>().join(", via "),
        said(claim, speaker),
        distinct(when.into_iter().chain(dates)),
        distinct(claim.factions.iter().filter_map(|&n| {
            let faction = extraction.factions.iter().find(|f| f.n == n)?;
            Some(faction.name.as_deref().map_or_else(|| clean(&faction.text), str::to_owned))
        })),
        distinct(claim.places.iter().filter_map(|&n| place(extraction, n))),
        if why { format!("{} ({:.2})", claim.rule, claim.confidence) } else { String::new() },
    ]
}

fn who(step: &Step, extraction: &Extraction) -> String {
    let Some(source) = &step.source else { return "(not named)".to_owned() };
    let mut names = join(source, extraction);
    if let Some(addressee) = &step.addressee {
        names += &format!(" (to {})", clean(&addressee.text));
    }
    names
}

fn join(source: &Source, extraction: &Extraction) -> String {
    let names: Vec<String> = source.entities.iter().map(|e| entity(e, source, extraction)).collect();
    if names.is_empty() { clean(&source.text) } else { names.join(" and ") }
}

/// A name as a person would give it: with the role and the actor spoken for, where they are known.
fn entity(entity: &Entity, source: &Source, extraction: &Extraction) -> String {
    let mention = entity.person.and_then(|person| extraction.people.iter().find(|p| p.person == person && p.role.is_some()));
    let name = entity.name.as_deref().map_or_else(|| clean(&source.text), str::to_owned);
    let role = mention.and_then(|p| p.role.as_deref()).map(clean);
    let actor = entity.affiliation.as_ref().map(|a| a.name.to_string()).filter(|actor| *actor != name);
    match (role, actor) {
        (Some(role), Some(actor)) => format!("{name}, {role} ({actor})"),
        (Some(role), None) => format!("{name}, {role}"),
        (None, Some(actor)) => format!("{name} ({actor})"),
        (None, None) => name,
    }
}

fn said(claim: &Claim, speaker: Option<&Step>) -> String {
    let words = claim.content.iter().map(|part| clean(&part.text)).collect::<Vec<_>>().join(" … ");
    let words = match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None => words,
    };
    let cue = speaker.and_then(|s| s.cue.as_ref()).map(|cue| format!("{}: ", clean(&cue.text))).unwrap_or_default();
    let stance = match (&claim.polarity, &claim.act) {
        (Polarity::Unverified, _) => " (could not be verified)".to_owned(),
        (Polarity::Denied, act) if *act != Act::Deny => " (denied)".to_owned(),
        _ => String::new(),
    };
    format!("{cue}{words}{stance}")
}

fn date(extraction: &Extraction, n: u32) -> Option<String> {
    let date = extraction.dates.iter().find(|d| d.n == n)?;
    Some(date.value.clone())
}

fn place(extraction: &Extraction, n: u32) -> Option<String> {
    let place = extraction.places.iter().find(|p| p.n == n)?;
    let name = place.name.as_deref().map_or_else(|| clean(&place.text), str::to_owned);
    match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => Some(format!("{name} {}", degrees(lat, lon))),
        _ => Some(name),
    }
}

/// Coordinates as a map prints them: `36.20N 37.16E`.
pub fn degrees(lat: f64, lon: f64) -> String {
    let (south, west) = (lat < 0.0, lon < 0.0);
    format!("{:.2}{} {:.2}{}", lat.abs(), if south { 'S' } else { 'N' }, lon.abs(), if west { 'W' } else { 'E' })
}

/// Each only once, in order.
fn distinct(values: impl IntoIterator<Item = String>) -> String {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
    list.join("\n")
}

/// The article's words on one line, with nothing in them that could command a terminal.
pub fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
