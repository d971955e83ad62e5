//! What the whole article says about who may be meant.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, faction, outlet};

use super::{
    Choice, acts,
    scene::{HOME, Scene, countries, groups_of, home},
};
use crate::{
    attribution::Attributed,
    document::Document,
    gazetteer::{Layers, NameMatch, RowId},
    mention::{
        Candidates,
        faction::{
            Acting, Actor, FactionCandidate, Reading,
            class::{self, Class, Classes},
            institution_kind,
        },
        person::PersonCandidate,
    },
    model::{FactionKind, Form},
    span::Span,
    token::Kind,
};

/// What the soldiers of a country say of where the story is, against its other names.
const SOLDIERS: f32 = 0.3;

pub(super) struct Evidence<'e> {
    pub layers: &'e Layers,
    pub doc: &'e Document<'e>,
    classes: &'e Classes,
    /// Rows that a name without need of context stands for, with how often.
    rows: BTreeMap<RowId, usize>,
    /// Mentions of countries and of places in them: token, country, and how much each says of where the story is.
    pub countries: Vec<(usize, RowId, f32)>,
    /// How often each country is named, the title included, each time with its weight.
    pub counts: BTreeMap<RowId, f32>,
    /// The same, where soldiers of a country say little of where the story is ("Ethiopian troops" in Somalia).
    pub homes: BTreeMap<RowId, f32>,
    /// The sum of the counts, at least 1.
    total: f32,
    sources: Vec<Span>,
    people: Vec<Span>,
    /// The last words of the longer names of people, where an outlet of one word is named.
    surnames: Vec<&'e str>,
}

impl<'e> Evidence<'e> {
    pub fn new(layers: &'e Layers, classes: &'e Classes, doc: &'e Document<'e>, candidates: &Candidates, claims: &[Attributed]) -> Evidence<'e> {
        let mut evidence = Evidence {
            layers,
            doc,
            classes,
            rows: BTreeMap::new(),
            countries: Vec::new(),
            counts: BTreeMap::new(),
            homes: BTreeMap::new(),
            total: 1.0,
            sources: claims.iter().flat_map(|c| c.steps.iter().filter_map(|s| s.source)).collect(),
            people: candidates.people.iter().map(|p| p.span).collect(),
            surnames: Vec::new(),
        };
        evidence.sources.sort_unstable();
        evidence.people.sort_unstable();
        if candidates.factions.iter().any(|c| evidence.outlet(c)) {
            let last = |p: &PersonCandidate| doc.tokens.get(p.tokens.end.checked_sub(1)?).map(|t| t.core_text(doc.text));
            evidence.surnames = candidates.people.iter().filter(|p| p.tokens.len() > 1).filter_map(last).collect();
            evidence.surnames.sort_unstable();
        }
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
        let military = |c: &FactionCandidate| match c.readings[0].actor {
            Actor::Institution { institution, country: Some(_) } => institution_kind(layers, institution) == FactionKind::Military,
            _ => false,
        };
        let soldiers: Vec<usize> = candidates.factions.iter().filter(|c| c.form == Form::Adjectival && military(c)).map(|c| c.first).collect();
        let scene = Scene { layers, doc, classes };
        for name in countries(groups_of(doc, Table::Country)) {
            // An adjective of two countries ("Korean") speaks for neither, nor does a person of a country's name.
            if let ([row], false) = (&name.rows[..], evidence.is_person(name.first)) {
                let weight = scene.country(&name, actors.binary_search(&name.first).is_ok());
                evidence.countries.push((name.first, *row, weight));
            }
        }
        for candidate in candidates.factions.iter().filter(|c| c.rule == "name" && c.readings.len() == 1 && !c.readings[0].weak) {
            if let Actor::Row(row) = candidate.readings[0].actor {
                evidence.countries.extend(home(layers, row).map(|country| (candidate.first, country, HOME)));
            }
        }
        let towns: Vec<(usize, RowId)> = scene.towns(|first| evidence.is_person(first)).collect();
        evidence.countries.extend(towns.into_iter().map(|(first, country)| (first, country, scene.town(first))));
        evidence.countries.sort_by_key(|(first, row, _)| (*first, *row));
        for (at, row, weight) in &evidence.countries {
            *evidence.counts.entry(*row).or_default() += weight;
            *evidence.homes.entry(*row).or_default() += if soldiers.binary_search(at).is_ok() { weight * SOLDIERS } else { *weight };
        }
        if let Some(title) = doc.article.get_title() {
            let names = layers.names_in(title);
            let of_country = |group: &&[NameMatch]| group.iter().any(|m| m.table == Table::Country);
            for name in countries(names.chunk_by(|a, b| a.first == b.first).filter(of_country)) {
                if let [row] = name.rows[..] {
                    *evidence.counts.entry(row).or_default() += 1.0;
                    *evidence.homes.entry(row).or_default() += 1.0;
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
        if self.outlet(candidate) && self.is_surname(candidate) {
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

    /// Whether the word of a token is of a class.
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.doc.words.get(i).is_some_and(|&word| self.classes.has(word, class))
    }

    /// The country that the scores settle: the best, if the article says enough of it and no other comes close.
    pub fn settled(&self, scores: &BTreeMap<RowId, f32>) -> Option<RowId> {
        const CLOSE: f32 = 0.9;
        /// More than one mention in passing.
        const ENOUGH: f32 = 0.5;
        let (row, best) = scores.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        let close = scores.iter().any(|(other, score)| other != row && *score > CLOSE * best);
        (!close && self.counts.get(row).is_some_and(|count| *count >= ENOUGH)).then_some(*row)
    }

    /// A team: "The Army beat the Navy 21-14", "the Rebels in the last match".
    pub fn is_team(&self, candidate: &FactionCandidate) -> bool {
        let head = candidate.last.saturating_sub(1);
        let capital = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.capital);
        if !capital(head) {
            return false;
        }
        let Some(sentence) = self.doc.sentence_of(head).and_then(|s| self.doc.sentences.get(s)) else { return false };
        const REACH: usize = 30;
        let (from, to) = (sentence.tokens.start.max(head.saturating_sub(REACH)), sentence.tokens.end.min(head + REACH));
        let number = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
        let dash = |i: usize| self.doc.tokens.get(i).is_some_and(|t| matches!(t.text(self.doc.text), "-" | "\u{2013}"));
        let team = |i: usize| capital(i) && self.doc.names_at(i).iter().any(|m| matches!(m.table, Table::Institution | Table::Generic));
        let (mut sports, mut results, mut scores, mut teams) = (0, 0, 0, 0);
        for i in from..to {
            sports += usize::from(self.has(i, class::SPORTS));
            scores += usize::from(number(i) && dash(i + 1) && number(i + 2));
            if self.has(i, class::RESULTS) {
                results += 1;
                teams += usize::from(i > from && capital(i - 1) && (team(i + 1) || team(i + 2)));
            }
        }
        let nickname = matches!(candidate.readings[0].actor, Actor::Described { .. });
        teams > 0 || sports > 1 || results > 0 && (sports + scores > 0 || nickname && candidate.first > sentence.tokens.start)
    }

    fn media_noun(&self, last: usize) -> bool {
        self.has(last, class::MEDIA)
    }

    /// Whether the span, an article before it aside, is the whole source of a claim.
    pub fn is_source(&self, span: Span) -> bool {
        let from = self.sources.partition_point(|s| s.start + 4 < span.start);
        self.sources[from..].iter().take_while(|s| s.start <= span.start).any(|s| s.end == span.end)
    }

    /// An outlet that speaks, is told something or is named in brackets, or a journalist of it.
    fn reports(&self, candidate: &FactionCandidate) -> bool {
        let word = |i: Option<usize>| i.and_then(|i| self.doc.tokens.get(i)).map_or("", |t| t.core_text(self.doc.text));
        let before = word(candidate.first.checked_sub(1));
        self.is_source(candidate.span)
            || matches!(before, "(" | "told" | "to" | "by" | "-" | "an" | "with")
            || self.has(candidate.last, class::STAFF)
            || word(Some(candidate.last)) == ")"
    }

    /// A name of one word that only an outlet has.
    fn outlet(&self, candidate: &FactionCandidate) -> bool {
        let outlet = |r: &Reading| matches!(r.actor, Actor::Row(row) if self.layers.row(row).table() == Table::Outlet);
        candidate.last == candidate.first + 1 && candidate.readings.iter().all(outlet)
    }

    /// The article names a person whose surname the word is ("Mayor Michael Bloomberg"), and nothing says that here it is the outlet.
    fn is_surname(&self, candidate: &FactionCandidate) -> bool {
        let word = |i: Option<usize>| i.and_then(|i| self.doc.tokens.get(i)).map_or("", |t| t.core_text(self.doc.text));
        let last = candidate.last;
        let owned = || word(Some(candidate.first)).len() < self.doc.tokens[candidate.first].text(self.doc.text).len();
        self.surnames.binary_search(&word(Some(candidate.first))).is_ok()
            && !(word(candidate.first.checked_sub(1)) == "(" && word(Some(last)) == ")")
            && (owned() || !self.has(last, class::STAFF) && !self.media_noun(last) && !matches!(word(Some(last)), "reported" | "reports"))
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
        let noun = candidate.last.saturating_sub(1);
        candidate.rule == "leader + institution" && !self.has(noun, class::GOVERNING) && !self.may_own(candidate.first..noun.max(candidate.first))
    }

    /// A person has the name of a country of which the article does not speak otherwise: "Jim Jordan" makes "Jordan" one, and so does what only people
    /// do ("Chad said he").
    fn namesake(&self, candidate: &FactionCandidate) -> bool {
        if self.doc.has(candidate.first, Table::GivenName) {
            let verb = candidate.last;
            let person = self.has(verb + 1, class::PERSONS) && self.has(verb, class::ANYONE);
            if person || self.countries.len() < 2 && self.has(verb, class::ANYONE) {
                return true;
            }
        }
        let spoken = candidate.readings.iter().any(|r| match r.actor {
            Actor::Institution { country: Some(country), .. } => self.counts.contains_key(&country),
            _ => false,
        });
        !spoken && self.is_person(candidate.first)
    }
}
