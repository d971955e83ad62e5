//! What the whole article says about who may be meant.

use dateline_gazetteers::schema::{Table, faction, outlet};

use super::{
    Choice, acts,
    ground::Ground,
    scene::{Codes, Countries, HOME, Scene, home},
};
use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId, TableSet},
    mention::{
        Candidates,
        faction::{
            Acting, Actor, FactionCandidate, Reading,
            class::{self, Class, Classes},
            institution_kind,
        },
        person::{
            PersonCandidate,
            leader::{self, Leaders},
        },
    },
    model::{FactionKind, Form},
    span::Span,
    token::Kind,
};

/// What a leader says of where the story is, against the name of the country.
const LEADER: f32 = 0.5;

/// What the soldiers of a country say of where the story is, against its other names.
const SOLDIERS: f32 = 0.3;

pub(super) struct Evidence<'e> {
    pub layers: &'e Layers,
    pub doc: &'e Document<'e>,
    classes: &'e Classes,
    codes: &'e Codes,
    pub ground: Ground<'e>,
    /// Rows that a name without need of context stands for, in order.
    rows: Vec<RowId>,
    /// Mentions of countries and of places in them: token, country, and how much each says of where the story is.
    pub countries: Vec<(usize, RowId, f32)>,
    /// How often each country is named, the title included, each time with its weight.
    pub counts: Tally,
    /// The same, where soldiers of a country say little of where the story is ("Ethiopian troops" in Somalia).
    pub homes: Tally,
    /// The sum of the counts, at least 1.
    total: f32,
    sources: &'e [Span],
    people: Vec<Span>,
    /// The last words of the longer names of people, where an outlet of one word is named.
    surnames: Vec<&'e str>,
}

/// How much is said of each country, in the order of their rows.
#[derive(Clone, Debug)]
pub(super) struct Tally(Vec<(RowId, f32)>);

impl Tally {
    pub fn add(&mut self, country: RowId, weight: f32) {
        match self.place(country) {
            Ok(at) => self.0[at].1 += weight,
            Err(at) => self.0.insert(at, (country, weight)),
        }
    }

    /// What is said of a country, if it is named at all.
    pub fn of(&self, country: RowId) -> Option<f32> {
        self.place(country).ok().map(|at| self.0[at].1)
    }

    pub fn retain(&mut self, fits: impl Fn(RowId) -> bool) {
        self.0.retain(|&(country, _)| fits(country));
    }

    fn place(&self, country: RowId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&country, |&(known, _)| known)
    }

    fn sum(&self) -> f32 {
        self.0.iter().map(|(_, weight)| weight).sum()
    }
}

impl<'e> Evidence<'e> {
    pub fn new(
        layers: &'e Layers,
        (classes, codes, leaders): (&'e Classes, &'e Codes, &Leaders),
        doc: &'e Document<'e>,
        (candidates, ground): (&Candidates, Ground<'e>),
        sources: &'e [Span],
    ) -> Evidence<'e> {
        let mut evidence = Evidence {
            layers,
            doc,
            classes,
            codes,
            ground,
            rows: Vec::with_capacity(candidates.factions.len()),
            countries: Vec::with_capacity(64),
            counts: Tally(Vec::with_capacity(16)),
            homes: Tally(Vec::with_capacity(16)),
            total: 1.0,
            sources,
            people: candidates.people.iter().map(|p| p.span).collect(),
            surnames: Vec::new(),
        };
        evidence.people.sort_unstable();
        if candidates.factions.iter().any(|c| evidence.outlet(c)) {
            let last = |p: &PersonCandidate| doc.tokens.get(p.tokens.end.checked_sub(1)?).map(|t| t.core_text(doc.text));
            evidence.surnames = candidates.people.iter().filter(|p| p.tokens.len() > 1).filter_map(last).collect();
            evidence.surnames.sort_unstable();
        }
        for candidate in &candidates.factions {
            for reading in candidate.readings.iter().filter(|r| !r.weak) {
                if let Actor::Row(row) = reading.actor {
                    evidence.rows.push(row);
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
        let scene = Scene { layers, codes, doc, classes };
        let (mut named, mut towns) = (Countries::default(), Vec::with_capacity(32));
        const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);
        for first in doc.openings_of(PLACES) {
            let (tables, names) = (doc.all_tables()[first], doc.names_at(first));
            let name = if tables.has(Table::Country) { named.next(names) } else { None };
            let is_country = name.is_some();
            // A person of a country's name does not speak for it.
            if let Some(name) = name.filter(|name| !evidence.is_person(name.first)) {
                let weight = scene.country(&name, actors.binary_search(&name.first).is_ok());
                let place = |country| (first, country, scene.town(first));
                evidence.countries.push(evidence.ground.instead(doc.tokens[first].start(), name.row).map_or((first, name.row, weight), place));
            }
            if tables.has(Table::Place) {
                let found = evidence.ground.country(doc.tokens[first].start()).filter(|_| !is_country);
                let country = found.or_else(|| scene.country_of_town(names, || evidence.is_person(first)));
                towns.extend(country.map(|country| (first, country, scene.town(first))));
            }
        }
        // "The Department of Justice" may be any country's.
        let any = |c: &FactionCandidate| doc.names_of(c.first, Table::Institution).any(|m| m.last as usize == c.last);
        let sure = |c: &&FactionCandidate| c.rule == "name" && c.readings.len() == 1 && !c.readings[0].weak && !any(c);
        for candidate in candidates.factions.iter().filter(sure) {
            if let Actor::Row(row) = candidate.readings[0].actor {
                evidence.countries.extend(home(layers, codes, row).map(|country| (candidate.first, country, HOME)));
            }
        }
        for person in candidates.people.iter().filter(|p| p.words.len() > 1) {
            let country = evidence.led_by(leaders, person);
            evidence.countries.extend(country.map(|country| (person.tokens.start, country, LEADER)));
        }
        evidence.countries.append(&mut towns);
        evidence.countries.sort_by_key(|(first, row, _)| (*first, *row));
        for &(at, row, weight) in &evidence.countries {
            evidence.counts.add(row, weight);
            evidence.homes.add(row, if soldiers.binary_search(&at).is_ok() { weight * SOLDIERS } else { weight });
        }
        if let Some(title) = doc.article.get_title() {
            let names = layers.names_in(title);
            let mut named = Countries::default();
            for name in names.chunk_by(|a, b| a.first == b.first).filter_map(|names| named.next(names)) {
                evidence.counts.add(name.row, 1.0);
                evidence.homes.add(name.row, 1.0);
            }
            evidence.rows.extend(names.iter().filter(|m| m.table == Table::Faction && m.flags.0 == 0).map(|m| m.row));
        }
        evidence.rows.sort_unstable();
        evidence.total = evidence.counts.sum().max(1.0);
        evidence
    }

    /// The country that a person governs on the article's day, whose full name the table of leaders has.
    fn led_by(&self, leaders: &Leaders, person: &PersonCandidate) -> Option<RowId> {
        leaders.may_have(self.doc, person.words.iter().map(|word| word.token())).then_some(())?;
        let led = leaders.of_untitled(self.doc.slice(person.span), leader::published(self.doc.article))?;
        self.codes.country(self.layers, led.as_bytes())
    }

    /// The reading that the article speaks for most, if any.
    pub fn choose<'c>(&self, candidate: &'c FactionCandidate) -> Option<Choice<'c>> {
        if !acts(candidate, self) || (candidate.form == Form::Metonym && (self.in_person(candidate.span) || self.namesake(candidate))) {
            return None;
        }
        if self.outlet(candidate) && self.is_surname(candidate) {
            return None;
        }
        if let Actor::Institution { country: Some(country), .. } = candidate.readings[0].actor {
            if self.ground.denies(candidate, country) {
                return None;
            }
        }
        // There is nothing to choose from.
        if let [reading @ Reading { weak: false, .. }] = &candidate.readings[..] {
            return Some(Choice { candidate, actor: &reading.actor, confidence: candidate.confidence });
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
                let outlet = row.table == Table::Outlet;
                // "The AFP killed seven militants" is the army, in a country that has one of that name.
                let rival = outlet && candidate.readings.len() > 1 && !self.reports(candidate);
                let base = match reading.weak {
                    true => 0.0,
                    false if rival => 0.5,
                    false => 2.0,
                };
                let named = if reading.weak && self.rows.binary_search(row).is_ok() { 3.0 } else { 0.0 };
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
                let count = self.counts.of(*country).unwrap_or(0.0);
                if reading.weak && count == 0.0 { 0.0 } else { 1.0 + count / 100.0 }
            }
            _ => 1.0,
        }
    }

    /// How much the article speaks of the countries of a row.
    fn nearness(&self, row: RowId) -> f32 {
        let row = self.layers.row(row);
        let column = if row.table() == Table::Outlet { outlet::COUNTRIES } else { faction::COUNTRIES };
        let countries = row.list(column).filter_map(|code| self.codes.country(self.layers, code.as_bytes()));
        countries.filter_map(|country| self.counts.of(country)).sum::<f32>() / self.total
    }

    /// Whether the word of a token is of a class.
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.doc.words.get(i).is_some_and(|word| self.classes.has(word.id(), class))
    }

    /// The country that the scores settle: the best, if the article says enough of it and no other comes close.
    pub fn settled(&self, scores: &Tally) -> Option<RowId> {
        const CLOSE: f32 = 0.9;
        /// More than one mention in passing.
        const ENOUGH: f32 = 0.5;
        let &(row, best) = scores.0.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let close = scores.0.iter().any(|&(other, score)| other != row && score > CLOSE * best);
        (!close && self.counts.of(row).is_some_and(|count| count >= ENOUGH)).then_some(row)
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
        self.sources[from..].iter().take_while(|s| s.start <= span.start).any(|s| s.end == span.end || self.opens_list(span, *s))
    }

    /// "Kinshasa, the United Nations and others say": the first of several who speak.
    fn opens_list(&self, span: Span, source: Span) -> bool {
        let rest = self.doc.text.get(span.end..source.end).unwrap_or_default();
        rest.starts_with(", ") && rest.contains(" and ")
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
        let outlet = |r: &Reading| matches!(r.actor, Actor::Row(row) if row.table == Table::Outlet);
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
        self.is_person(candidate.first)
            && !candidate.readings.iter().any(|r| match r.actor {
                Actor::Institution { country: Some(country), .. } => self.counts.of(country).is_some(),
                _ => false,
            })
    }
}
