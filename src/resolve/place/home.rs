//! Where an article is at home by who publishes it.

use dateline_gazetteers::schema::{Table, country, outlet, placeword};

use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch},
    mention::place::{self, sense::Level, sense::Sense},
};

/// Names cut out of a domain have at least so many letters.
const SHORTEST: usize = 4;

/// The country of an outlet and the places in its name.
#[derive(Default)]
pub(super) struct Home<'l> {
    pub country: Option<&'l str>,
    /// What each name in the outlet's name can mean, with the name.
    pub names: Vec<(String, Vec<Sense<'l>>)>,
}

/// What tells of outlets where they are at home; built once for an extractor.
pub(super) struct Homes {
    /// Words of mastheads, and what outlets call themselves, in small letters.
    mastheads: Vec<String>,
    /// Endings of domains that are sold to all the world, so that they say nothing.
    sold: Vec<String>,
}

impl Homes {
    pub fn new(layers: &Layers) -> Homes {
        let rows = |id: fn(&str) -> bool| layers.rows(Table::PlaceWord).map(|r| r.1).filter(move |row| id(row.text(placeword::ID)));
        let mastheads = rows(|id| matches!(id, "masthead" | "organisation"));
        let words = mastheads.flat_map(|row| row.names(placeword::NAMES).map(|n| n.0).chain(row.list(placeword::PARTS)));
        Homes {
            mastheads: words.filter(|w| w.len() > 1 && !w.contains(' ')).map(str::to_owned).collect(),
            sold: rows(|id| id == "sold").flat_map(|row| row.list(placeword::PARTS)).map(str::to_owned).collect(),
        }
    }

    /// Where the outlet of an article is at home.
    pub fn of<'l>(&self, layers: &'l Layers, doc: &Document<'_>) -> Home<'l> {
        let Some(outlet) = doc.article.get_outlet().map(str::trim).filter(|o| !o.is_empty()) else { return Home::default() };
        if outlet.contains(char::is_whitespace) || !outlet.contains('.') {
            let matches = layers.names_in(outlet);
            return Home { country: of_table(layers, &matches, outlet), names: within(layers, &matches, outlet) };
        }
        let (host, ending) = outlet.rsplit_once('.').unwrap_or((outlet, ""));
        let code = if ending == "uk" { "GB".to_owned() } else { ending.to_ascii_uppercase() };
        let sold = || self.sold.iter().any(|sold| sold.eq_ignore_ascii_case(ending));
        let row = Some(code).filter(|c| !host.is_empty() && c.len() == 2 && !sold()).and_then(|code| layers.find(Table::Country, &code));
        let label = host.split('.').max_by_key(|label| label.len()).unwrap_or_default();
        Home {
            country: row.map(|row| layers.row(row).text(country::ID)),
            names: label.split('-').filter_map(|part| self.in_domain(layers, part)).collect(),
        }
    }

    /// The place in a label of a domain: all of it, or what is left without the words of mastheads at its ends ("kansascity", "lansingstatejournal").
    fn in_domain<'l>(&self, layers: &'l Layers, label: &str) -> Option<(String, Vec<Sense<'l>>)> {
        let mut rest = label.to_ascii_lowercase();
        if !rest.is_ascii() || rest.len() > 40 {
            return None;
        }
        loop {
            if let Some(found) = spelled(layers, &rest) {
                return Some(found);
            }
            // The longest word goes first: "newspapers" before "papers".
            let cut = |word: &&String| rest.len() >= word.len() + SHORTEST - 1 && (rest.ends_with(word.as_str()) || rest.starts_with(word.as_str()));
            let word = self.mastheads.iter().filter(cut).max_by_key(|w| w.len())?;
            rest = match rest.strip_suffix(word) {
                Some(short) => short.to_owned(),
                None => rest[word.len()..].to_owned(),
            };
        }
    }
}

/// The country of an outlet that the gazetteer has under the very name; agencies write of all the world.
fn of_table<'l>(layers: &'l Layers, matches: &[NameMatch], name: &str) -> Option<&'l str> {
    let whole = matches.iter().find(|m| m.table == Table::Outlet && m.span.start == 0 && m.span.end == name.len())?;
    let row = layers.row(whole.row);
    let local = matches!(row.text(outlet::TYPE), "newspaper" | "broadcaster" | "website" | "magazine");
    let code = row.list(outlet::COUNTRIES).next().filter(|_| local)?;
    layers.find(Table::Country, code).map(|row| layers.row(row).text(country::ID))
}

/// Places named in the name of an outlet ("The Lebanon Reporter").
fn within<'l>(layers: &'l Layers, matches: &[NameMatch], name: &str) -> Vec<(String, Vec<Sense<'l>>)> {
    let mut names: Vec<(String, Vec<Sense<'l>>)> = Vec::new();
    for m in matches {
        let text = &name[m.span.start..m.span.end];
        let Some(reading) = local(layers, m) else { continue };
        match names.iter_mut().find(|n| n.0 == text) {
            Some(known) => known.1.push(reading),
            None => names.push((text.to_owned(), vec![reading])),
        }
    }
    names
}

/// The place whose name, its words written together, is `letters`.
fn spelled<'l>(layers: &'l Layers, letters: &str) -> Option<(String, Vec<Sense<'l>>)> {
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
        let readings: Vec<Sense<'l>> = matches.iter().filter(|m| m.span.end - m.span.start == name.len()).filter_map(|m| local(layers, m)).collect();
        if !readings.is_empty() {
            return Some((name, readings));
        }
    }
    None
}

/// A place that an outlet may be of: a town or division.
fn local<'l>(layers: &'l Layers, m: &NameMatch) -> Option<Sense<'l>> {
    let sense = Sense::of(layers, &place::reading(m).filter(|r| !r.adjectival && !r.context)?);
    matches!(sense.level, Level::City | Level::Second | Level::First).then_some(sense)
}
