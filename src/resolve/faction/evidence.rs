//! What the whole article says about who may be meant.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, country, faction, outlet, place};

use super::{Choice, acts};
use crate::{
    attribution::Attributed,
    document::Document,
    gazetteer::{Layers, NameMatch, RowId},
    mention::{
        Candidates,
        faction::{Acting, Actor, FactionCandidate, Reading},
    },
    model::Form,
    span::Span,
    token::{Gap, Kind, Token},
};

pub(super) struct Evidence<'e> {
    pub layers: &'e Layers,
    pub doc: &'e Document<'e>,
    /// Rows that a name without need of context stands for, with how often.
    rows: BTreeMap<RowId, usize>,
    /// Mentions of countries and of places in them: token, country, and how much each says of where the story is.
    pub countries: Vec<(usize, RowId, f32)>,
    /// How often each country is named, the title included, each time with its weight.
    pub counts: BTreeMap<RowId, f32>,
    /// The sum of the counts, at least 1.
    total: f32,
    sources: Vec<Span>,
    people: Vec<Span>,
}

/// Nouns of media after a name of doubtful reading ("the Sun newspaper").
const MEDIA: &[&str] = &[
    "newspaper",
    "daily",
    "magazine",
    "television",
    "tv",
    "radio",
    "agency",
    "news",
    "website",
    "channel",
    "weekly",
    "broadcaster",
    "network",
    "station",
];

impl<'e> Evidence<'e> {
    pub fn new(layers: &'e Layers, doc: &'e Document<'e>, candidates: &Candidates, claims: &[Attributed]) -> Evidence<'e> {
        let mut evidence = Evidence {
            layers,
            doc,
            rows: BTreeMap::new(),
            countries: Vec::new(),
            counts: BTreeMap::new(),
            total: 1.0,
            sources: claims.iter().flat_map(|c| c.steps.iter().filter_map(|s| s.source)).collect(),
            people: candidates.people.iter().map(|p| p.span).collect(),
        };
        evidence.sources.sort_unstable();
        evidence.people.sort_unstable();
        for candidate in &candidates.factions {
            for reading in candidate.readings.iter().filter(|r| !r.weak) {
                if let Actor::Row(row) = reading.actor {
                    *evidence.rows.entry(row).or_default() += 1;
                }
            }
        }
        // A country that acts says less of where the story is than one where something is.
        let actors: Vec<usize> =
            candidates.factions.iter().filter(|c| c.form == Form::Metonym && c.acting == Acting::Actor).map(|c| c.first).collect();
        for (first, rows) in countries(&doc.names) {
            // An adjective of two countries ("Korean") speaks for neither, nor does a person of a country's name.
            if let ([row], false) = (&rows[..], evidence.is_person(first)) {
                let weight = place_weight(doc, first, actors.binary_search(&first).is_ok());
                evidence.countries.push((first, *row, weight));
            }
        }
        for candidate in candidates.factions.iter().filter(|c| c.rule == "name" && c.readings.len() == 1 && !c.readings[0].weak) {
            if let Actor::Row(row) = candidate.readings[0].actor {
                evidence.countries.extend(home(layers, row).map(|country| (candidate.first, country, HOME)));
            }
        }
        for (first, country) in towns(layers, &doc.names) {
            if !evidence.is_person(first) {
                let weight = if is_dateline(doc, first) { DATELINE } else { TOWN * place_weight(doc, first, false) };
                evidence.countries.push((first, country, weight));
            }
        }
        evidence.countries.sort_by_key(|(first, row, _)| (*first, *row));
        for (_, row, weight) in &evidence.countries {
            *evidence.counts.entry(*row).or_default() += weight;
        }
        if let Some(title) = doc.article.get_title() {
            let names = layers.names_in(title);
            for (_, rows) in countries(&names) {
                if let [row] = rows[..] {
                    *evidence.counts.entry(row).or_default() += 1.0;
                }
            }
            for name in names.iter().filter(|m| m.table == Table::Faction && m.flags.0 == 0) {
                *evidence.rows.entry(name.row).or_default() += 1;
            }
        }
        evidence.total = evidence.counts.values().sum::<f32>().max(1.0);
        evidence
    }

    /// The reading that the article speaks for most, if any.
    pub fn choose<'c>(&self, candidate: &'c FactionCandidate) -> Option<Choice<'c>> {
        if !acts(candidate, self) || (candidate.form == Form::Metonym && (self.in_person(candidate.span) || self.namesake(candidate))) {
            return None;
        }
        let mut best: Option<(f32, &Reading)> = None;
        for reading in &candidate.readings {
            let score = self.score(candidate, reading);
            if score > 0.0 && best.is_none_or(|(s, _)| score > s) {
                best = Some((score, reading));
            }
        }
        let (score, reading) = best?;
        let confidence = if reading.weak && score < 3.0 { candidate.confidence * 0.8 } else { candidate.confidence };
        Some(Choice { candidate, actor: &reading.actor, confidence })
    }

    fn score(&self, candidate: &FactionCandidate, reading: &Reading) -> f32 {
        match &reading.actor {
            Actor::Row(row) => {
                let outlet = self.layers.row(*row).table() == Table::Outlet;
                // "The AFP killed seven militants" is the army, in a country that has one of that name.
                let rival = outlet && candidate.readings.len() > 1 && !self.reports(candidate);
                let base = match reading.weak {
                    true => 0.0,
                    false if rival => 0.5,
                    false => 2.0,
                };
                let named = if self.rows.contains_key(row) && reading.weak { 3.0 } else { 0.0 };
                let near = self.nearness(*row);
                if reading.weak && named == 0.0 {
                    let local = if outlet { self.media_noun(candidate.last) } else { candidate.member_noun };
                    if !local && (outlet || near == 0.0) {
                        return 0.0;
                    }
                    return 1.0 + near.min(0.9);
                }
                base + named + near.min(0.9)
            }
            Actor::Institution { country: Some(country), .. } => {
                let count = self.counts.get(country).copied().unwrap_or(0.0);
                if reading.weak && count == 0.0 { 0.0 } else { 1.0 + count / 100.0 }
            }
            _ => 1.0,
        }
    }

    /// How much the article speaks of the countries of a row.
    fn nearness(&self, row: RowId) -> f32 {
        let row = self.layers.row(row);
        let column = if row.table() == Table::Outlet { outlet::COUNTRIES } else { faction::COUNTRIES };
        row.list(column).filter_map(|code| self.layers.find(Table::Country, code)).filter_map(|c| self.counts.get(&c)).sum::<f32>() / self.total
    }

    fn media_noun(&self, last: usize) -> bool {
        self.doc.tokens.get(last).is_some_and(|t| MEDIA.iter().any(|m| m.eq_ignore_ascii_case(t.core_text(self.doc.text))))
    }

    /// Whether the span, an article before it aside, is the whole source of a claim.
    pub fn is_source(&self, span: Span) -> bool {
        self.sources.iter().any(|s| s.end == span.end && s.contains(span) && span.start - s.start <= 4)
    }

    /// An outlet that speaks, is told something or is named in brackets, or a journalist of it.
    fn reports(&self, candidate: &FactionCandidate) -> bool {
        const STAFF: &[&str] = &["correspondent", "journalist", "reporter", "photographer", "tally", "count", "news", "report", "interview"];
        let word = |i: Option<usize>| i.and_then(|i| self.doc.tokens.get(i)).map_or("", |t| t.core_text(self.doc.text));
        let before = word(candidate.first.checked_sub(1));
        self.is_source(candidate.span)
            || matches!(before, "(" | "told" | "to" | "by" | "-" | "an" | "with")
            || STAFF.contains(&word(Some(candidate.last)))
            || word(Some(candidate.last)) == ")"
    }

    /// The span lies within a person's longer name.
    fn in_person(&self, span: Span) -> bool {
        let after = self.people.partition_point(|p| p.start <= span.start);
        self.people[..after].iter().rev().take(3).any(|p| p.contains(span) && p.len() > span.len())
    }

    /// The token lies within the name of a person.
    fn is_person(&self, token: usize) -> bool {
        let Some(span) = self.doc.tokens.get(token).map(|t| t.core_span()) else { return false };
        let after = self.people.partition_point(|p| p.start <= span.start);
        self.people[..after].iter().rev().take(3).any(|p| p.contains(span))
    }

    /// Whether somebody who leads may own an institution: a person of the article, a title, a country or an actor stands between the tokens.
    fn may_own(&self, owner: std::ops::Range<usize>) -> bool {
        const OWNERS: &[Table] = &[Table::Title, Table::Country, Table::Institution, Table::Generic];
        owner.clone().any(|i| {
            let own = |m: &NameMatch| OWNERS.contains(&m.table) || m.table == Table::Faction && m.same_case;
            self.is_person(i) || self.doc.names_at(i).iter().any(own)
        })
    }

    /// "Arsenal's army": nobody whom the article knows as a leader owns it, so no country is meant. Governments are often those of one who is named only so.
    pub fn is_figure(&self, candidate: &FactionCandidate) -> bool {
        const GOVERNING: &[&str] = &["administration", "government", "regime", "cabinet", "junta"];
        let word = self.doc.tokens.get(candidate.last.saturating_sub(1)).map_or("", |t| t.core_text(self.doc.text));
        let noun = candidate.last.saturating_sub(1);
        candidate.rule == "leader + institution"
            && !GOVERNING.iter().any(|g| g.eq_ignore_ascii_case(word))
            && !self.may_own(candidate.first..noun.max(candidate.first))
    }

    /// A person has the name of a country of which the article does not speak otherwise: "Jim Jordan" makes "Jordan" one.
    fn namesake(&self, candidate: &FactionCandidate) -> bool {
        let spoken = candidate.readings.iter().any(|r| match r.actor {
            Actor::Institution { country: Some(country), .. } => self.counts.contains_key(&country),
            _ => false,
        });
        !spoken && self.is_person(candidate.first)
    }
}

/// What a faction of one country says of where the story is.
const HOME: f32 = 0.5;

/// The only country of a faction that belongs to one.
fn home(layers: &Layers, row: RowId) -> Option<RowId> {
    let row = layers.row(row);
    if row.table() != Table::Faction {
        return None;
    }
    let mut countries = row.list(faction::COUNTRIES);
    countries.next().filter(|_| countries.next().is_none()).and_then(|code| layers.find(Table::Country, code))
}

/// What a town or region says of where the story is, against 1 for the country's name.
const TOWN: f32 = 0.6;
/// What the town of a dateline says.
const DATELINE: f32 = 2.0;

/// The countries of the towns and regions that are named: those whose places of that name are all in one country, or the largest of a large town.
fn towns<'n>(layers: &'n Layers, names: &'n [NameMatch]) -> impl Iterator<Item = (usize, RowId)> + 'n {
    const LARGE: u32 = 50_000;
    names.chunk_by(|a, b| a.first == b.first).filter_map(|group| {
        let longest = group.first().filter(|m| !matches!(m.table, Table::Country | Table::GivenName) && m.same_case)?;
        let places = || group.iter().filter(|m| m.table == Table::Place && m.last == longest.last).map(|m| layers.row(m.row));
        places().next()?;
        let largest = places().max_by_key(|row| row.integer(place::POPULATION).unwrap_or(0))?;
        let alone = || places().all(|row| row.text(place::COUNTRY) == largest.text(place::COUNTRY) && row.text(place::LIKE).is_empty());
        let known = largest.integer(place::POPULATION).is_some_and(|n| n >= LARGE) || alone();
        known.then(|| layers.find(Table::Country, largest.text(place::COUNTRY)))?.map(|country| (longest.first as usize, country))
    })
}

/// How much a country's name or adjective at a token says of where the story is: little after "the border with" or "near", little of a country that
/// acts from afar ("Israeli planes").
fn place_weight(doc: &Document<'_>, first: usize, acts: bool) -> f32 {
    const AWAY: &[&str] = &["near", "neighbouring", "neighboring", "bordering", "from"];
    const BORDERS: &[&str] = &["border", "borders", "frontier", "crossing", "crossings", "boundary", "ties", "relations", "talks", "war"];
    const WEAPONS: &[&str] = &[
        "planes",
        "warplanes",
        "jets",
        "aircraft",
        "drones",
        "helicopters",
        "gunships",
        "missiles",
        "missile",
        "artillery",
        "shelling",
        "tanks",
        "warships",
        "bombers",
        "airstrikes",
        "airstrike",
        "strikes",
        "strike",
        "raids",
        "raid",
        "bombardment",
        "fire",
        "attack",
        "attacks",
        "invasion",
        "incursion",
    ];
    let word = |i: Option<usize>| i.and_then(|i| doc.tokens.get(i)).map_or("", |t| t.core_text(doc.text));
    let one_of = |list: &[&str], i: Option<usize>| {
        let word = word(i);
        list.iter().any(|w| w.eq_ignore_ascii_case(word))
    };
    let before = |n: usize| first.checked_sub(n);
    let beyond = one_of(AWAY, before(1)) || one_of(&["with", "to", "into"], before(1)) && one_of(BORDERS, before(2));
    match () {
        () if beyond => 0.2,
        () if acts => 0.4,
        () if one_of(WEAPONS, Some(first + 1))
            || one_of(&["air", "drone", "missile", "military"], Some(first + 1)) && one_of(WEAPONS, Some(first + 2)) =>
        {
            0.4
        }
        () => 1.0,
    }
}

/// The place at a token opens a paragraph that a dash or an agency in brackets follows at once: "GOMA, Congo (Reuters) -".
fn is_dateline(doc: &Document<'_>, first: usize) -> bool {
    let opens = first == 0 || doc.tokens[first].gap == Gap::Paragraph;
    let dash = |t: &Token| matches!(t.text(doc.text), "-" | "–" | "—" | "--") && t.gap == Gap::Space;
    opens
        && doc.tokens[first].capital
        && doc.tokens.iter().skip(first + 1).take(10).take_while(|t| t.gap < Gap::Paragraph).any(dash)
        && doc.tokens.iter().skip(first + 1).take(10).take_while(|t| !dash(t)).all(|t| t.kind != Kind::Word || t.capital)
}

/// The countries named at each token: the longest name's rows.
fn countries(names: &[NameMatch]) -> Vec<(usize, Vec<RowId>)> {
    let mut all: Vec<(usize, Vec<RowId>)> = Vec::new();
    let mut end = 0;
    let mut at = 0;
    while let Some(name) = names.get(at) {
        let here = names[at..].iter().take_while(|m| m.first == name.first).count();
        let group = &names[at..at + here];
        at += here;
        if name.first < end {
            continue;
        }
        let Some(longest) = group.iter().find(|m| m.table == Table::Country) else { continue };
        // A town or group of a longer name is not the country ("New Mexico", "Sudan Liberation Movement" is: its country is meant).
        if group.iter().any(|m| m.last > longest.last && matches!(m.table, Table::Place | Table::Outlet)) {
            continue;
        }
        let mut rows: Vec<RowId> = group
            .iter()
            .filter(|m| m.table == Table::Country && m.last == longest.last && (m.column as usize != country::ALIASES || m.flags.0 & 2 == 0))
            .map(|m| m.row)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        end = longest.last;
        all.push((longest.first as usize, rows));
    }
    all
}
