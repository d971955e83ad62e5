//! Where an article is at home by who publishes it.

use dateline_gazetteers::schema::{Table, country, outlet, placeword};

use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch},
    mention::place::{self, Reading, sense::Level, sense::Sense},
};

/// Names cut out of a domain have at least so many letters.
const SHORTEST: usize = 4;

/// The country of an outlet and the places in its name.
#[derive(Default)]
pub(super) struct Home<'l> {
    pub country: Option<&'l str>,
    /// What each name in the outlet's name can mean, with the name.
    pub names: Vec<(String, Vec<Reading>)>,
}

impl<'l> Home<'l> {
    pub fn new(layers: &'l Layers, doc: &Document<'_>) -> Home<'l> {
        let Some(outlet) = doc.article.get_outlet().map(str::trim).filter(|o| !o.is_empty()) else { return Home::default() };
        if outlet.contains(char::is_whitespace) || !outlet.contains('.') {
            return Home { country: of_table(layers, outlet), names: within(layers, outlet) };
        }
        let (host, ending) = outlet.rsplit_once('.').unwrap_or((outlet, ""));
        let code = if ending == "uk" { "GB".to_owned() } else { ending.to_ascii_uppercase() };
        let row =
            Some(code).filter(|c| !host.is_empty() && c.len() == 2 && !is_sold(layers, ending)).and_then(|code| layers.find(Table::Country, &code));
        let label = host.split('.').max_by_key(|label| label.len()).unwrap_or_default();
        Home {
            country: row.map(|row| layers.row(row).text(country::ID)),
            names: label.split('-').filter_map(|part| in_domain(layers, part)).collect(),
        }
    }
}

/// The country of an outlet that the gazetteer has under the very name; agencies write of all the world.
fn of_table<'l>(layers: &'l Layers, name: &str) -> Option<&'l str> {
    let matches = layers.names_in(name);
    let whole = matches.iter().find(|m| m.table == Table::Outlet && m.span.start == 0 && m.span.end == name.len())?;
    let row = layers.row(whole.row);
    let local = matches!(row.text(outlet::TYPE), "newspaper" | "broadcaster" | "website" | "magazine");
    let code = row.list(outlet::COUNTRIES).next().filter(|_| local)?;
    layers.find(Table::Country, code).map(|row| layers.row(row).text(country::ID))
}

/// Whether the ending of a domain is sold to all the world, so that it says nothing.
fn is_sold(layers: &Layers, ending: &str) -> bool {
    layers
        .rows(Table::PlaceWord)
        .any(|(_, row)| row.text(placeword::ID) == "sold" && row.list(placeword::PARTS).any(|e| e.eq_ignore_ascii_case(ending)))
}

/// Places named in the name of an outlet ("The Lebanon Reporter").
fn within(layers: &Layers, name: &str) -> Vec<(String, Vec<Reading>)> {
    let matches = layers.names_in(name);
    let mut names: Vec<(String, Vec<Reading>)> = Vec::new();
    for m in &matches {
        let text = &name[m.span.start..m.span.end];
        let Some(reading) = local(layers, m) else { continue };
        match names.iter_mut().find(|n| n.0 == text) {
            Some(known) => known.1.push(reading),
            None => names.push((text.to_owned(), vec![reading])),
        }
    }
    names
}

/// The place in a label of a domain: all of it, or what is left without the words of mastheads at its ends ("kansascity", "lansingstatejournal").
fn in_domain(layers: &Layers, label: &str) -> Option<(String, Vec<Reading>)> {
    let mut rest = label.to_ascii_lowercase();
    if !rest.is_ascii() || rest.len() > 40 {
        return None;
    }
    let masthead = |id: &str| matches!(id, "masthead" | "organisation");
    let rows = || layers.rows(Table::PlaceWord).map(|r| r.1).filter(|row| masthead(row.text(placeword::ID)));
    let words = rows().flat_map(|row| row.names(placeword::NAMES).map(|n| n.0).chain(row.list(placeword::PARTS)));
    let words: Vec<&str> = words.filter(|w| w.len() > 1 && !w.contains(' ')).collect();
    loop {
        if let Some(found) = spelled(layers, &rest) {
            return Some(found);
        }
        // The longest word goes first: "newspapers" before "papers".
        let cut = |word: &&&str| rest.len() >= word.len() + SHORTEST - 1 && (rest.ends_with(**word) || rest.starts_with(**word));
        let word = words.iter().filter(cut).max_by_key(|w| w.len())?;
        rest = match rest.strip_suffix(word) {
            Some(short) => short.to_owned(),
            None => rest[word.len()..].to_owned(),
        };
    }
}

/// The place whose name, its words written together, is `letters`.
fn spelled(layers: &Layers, letters: &str) -> Option<(String, Vec<Reading>)> {
    if letters.len() < SHORTEST {
        return None;
    }
    let cuts = std::iter::once(letters.len()).chain(2..letters.len() - 1);
    for cut in cuts {
        let (head, tail) = letters.split_at(cut);
        let mut name = String::with_capacity(letters.len() + 1);
        for word in [head, tail].into_iter().filter(|w| !w.is_empty()) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&word[..1].to_ascii_uppercase());
            name.push_str(&word[1..]);
        }
        let matches = layers.names_in(&name);
        let readings: Vec<Reading> = matches.iter().filter(|m| m.span.end - m.span.start == name.len()).filter_map(|m| local(layers, m)).collect();
        if !readings.is_empty() {
            return Some((name, readings));
        }
    }
    None
}

/// A place that an outlet may be of: a town or division.
fn local(layers: &Layers, m: &NameMatch) -> Option<Reading> {
    let reading = place::reading(m).filter(|r| !r.adjectival && !r.context)?;
    let level = Sense::of(layers, &reading).level;
    matches!(level, Level::City | Level::Second | Level::First).then_some(reading)
}
