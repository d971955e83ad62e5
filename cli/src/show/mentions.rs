//! Every mention with the rule behind it.

use dateline::Extraction;

use super::{
    claims::{clean, degrees},
    paint::{HEADING, styled},
    table::table,
};

/// A table of all mentions in order: what it is, how it was read, and why.
pub fn reasons(extraction: &Extraction, width: usize) -> String {
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let mut add = |at: usize, text: &str, what: String, reading: String, rule: &str, confidence: f32| {
        rows.push((at, vec![clean(text), what, reading, format!("{rule} ({confidence:.2})")]));
    };
    for f in &extraction.factions {
        let reading = f.name.as_deref().map(|name| format!("{name}{}", f.id.as_deref().map(|id| format!(" [{id}]")).unwrap_or_default()));
        add(f.span.start, &f.text, format!("{} ({})", f.kind, f.form), reading.unwrap_or_default(), &f.rule, f.confidence);
    }
    for p in &extraction.places {
        let at = p.lat.zip(p.lon).map(|(lat, lon)| format!(", {}", degrees(lat, lon))).unwrap_or_default();
        let reading = p.name.as_deref().map(|name| format!("{name}{}{at}", p.country.as_deref().map(|c| format!(", {c}")).unwrap_or_default()));
        add(p.span.start, &p.text, format!("place ({})", p.usage), reading.unwrap_or_default(), &p.rule, p.confidence);
    }
    for d in &extraction.dates {
        add(d.span.start, &d.text, d.kind.to_string().to_lowercase(), format!("{} (from {})", d.value, d.anchor), &d.rule, d.confidence);
    }
    for p in &extraction.people {
        let actor = p.affiliation.as_ref().map(|a| format!(" ({})", a.name)).unwrap_or_default();
        let role = p.role.as_deref().map(|role| format!(", {}", clean(role))).unwrap_or_default();
        add(p.span.start, &p.text, "person".to_owned(), format!("{}{role}{actor}", p.name), &p.rule, p.confidence);
    }
    if rows.is_empty() {
        return String::new();
    }
    rows.sort_by_key(|(at, _)| *at);
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    format!("{}\n\n{}", styled("Mentions", HEADING), table(&["words", "what", "read as", "why"], &rows, width))
}
