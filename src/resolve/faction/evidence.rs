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
    model::{FactionKind, Form},
    span::Span,
    token,
};

pub(super) struct Evidence<'e> {
    layers: &'e Layers,
    doc: &'e Document<'e>,
    /// Rows that a name without need of context stands for, with how often.
    rows: BTreeMap<RowId, usize>,
    /// Mentions of countries: token, row.
    pub countries: Vec<(usize, RowId)>,
    /// How often each country is named, the title included.
    pub counts: BTreeMap<RowId, f32>,
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
            // An adjective of two countries ("Korean") speaks for neither.
            if let [row] = rows[..] {
                evidence.countries.push((first, row));
                *evidence.counts.entry(row).or_default() += if actors.binary_search(&first).is_ok() { 0.4 } else { 1.0 };
            }
        }
        for country in towns(layers, &doc.names) {
            *evidence.counts.entry(country).or_default() += 0.6;
        }
        if let Some(title) = doc.article.get_title() {
            let names = layers.names(title, &token::tokenize(title));
            for (_, rows) in countries(&names) {
                if let [row] = rows[..] {
                    *evidence.counts.entry(row).or_default() += 1.0;
                }
            }
            for name in names.iter().filter(|m| m.table == Table::Faction && m.flags.0 == 0) {
                *evidence.rows.entry(name.row).or_default() += 1;
            }
        }
        evidence
    }

    /// The reading that the article speaks for most, if any.
    pub fn choose<'c>(&self, candidate: &'c FactionCandidate) -> Option<Choice<'c>> {
        if !acts(candidate, self) || (candidate.form == Form::Metonym && self.in_person(candidate.span)) {
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
                let base = if reading.weak { 0.0 } else { 2.0 };
                let named = if self.rows.contains_key(row) && reading.weak { 3.0 } else { 0.0 };
                let outlet = self.layers.row(*row).table() == Table::Outlet;
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
        let total: f32 = self.counts.values().sum::<f32>().max(1.0);
        row.list(column).filter_map(|code| self.layers.find(Table::Country, code)).filter_map(|c| self.counts.get(&c)).sum::<f32>() / total
    }

    fn media_noun(&self, last: usize) -> bool {
        self.doc.tokens.get(last).is_some_and(|t| MEDIA.iter().any(|m| m.eq_ignore_ascii_case(t.core_text(self.doc.text))))
    }

    /// Whether the span, an article before it aside, is the whole source of a claim.
    pub fn is_source(&self, span: Span) -> bool {
        self.sources.iter().any(|s| s.end == span.end && s.contains(span) && span.start - s.start <= 4)
    }

    /// The span lies within a person's longer name.
    fn in_person(&self, span: Span) -> bool {
        let after = self.people.partition_point(|p| p.start <= span.start);
        self.people[..after].iter().rev().take(3).any(|p| p.contains(span) && p.len() > span.len())
    }

    /// How often a row of armed groups or parties is named.
    pub fn kind_counts(&self, choices: &[Choice<'_>], kind: &FactionKind) -> BTreeMap<RowId, usize> {
        let mut counts = BTreeMap::new();
        for choice in choices {
            if let Actor::Row(row) = choice.actor {
                let row_kind = self.layers.row(*row);
                if row_kind.table() == Table::Faction && FactionKind::from(row_kind.text(faction::KIND)) == *kind {
                    *counts.entry(*row).or_default() += 1;
                }
            }
        }
        counts
    }
}

/// The countries of the large towns that are named; of several of a name the largest.
fn towns<'n>(layers: &'n Layers, names: &'n [NameMatch]) -> impl Iterator<Item = RowId> + 'n {
    const LARGE: u32 = 50_000;
    names.chunk_by(|a, b| a.first == b.first).filter_map(|group| {
        let longest = group.first().filter(|m| !matches!(m.table, Table::Country | Table::GivenName) && m.same_case)?;
        let places = group.iter().filter(|m| m.table == Table::Place && m.last == longest.last);
        let (population, row) = places.filter_map(|m| Some((layers.row(m.row).integer(place::POPULATION)?, m.row))).max()?;
        (population >= LARGE).then(|| layers.find(Table::Country, layers.row(row).text(place::COUNTRY)))?
    })
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
