//! Decides on faction candidates: one reading each in the light of the article, overlaps settled, descriptions tied to the actors they stand for.

mod antecedent;
mod apposition;
mod body;
mod camp;
mod discourse;
mod evidence;
mod ground;
mod group;
mod newer;
mod own;
mod part;
mod people;
mod ruler;
mod scene;
mod stage;
mod unit;

use std::collections::BTreeMap;

use dateline_gazetteers::{
    Row,
    schema::{Table, country, faction, institution, outlet, place},
};

use jiff::civil::Date;

use self::{camp::Camp, discourse::Discourse, evidence::Evidence, ground::Ground, scene::Codes};
use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId},
    mention::{
        Candidates,
        faction::{Acting, Actor, FactionCandidate, class::Classes, institution_kind, years::Years},
        person::leader::Leaders,
    },
    model::{Faction, FactionKind, Form, Identifiers, Place, Text},
    span::Span,
};

/// A candidate with the reading that won.
#[derive(Clone, Debug)]
struct Choice<'c> {
    candidate: &'c FactionCandidate,
    actor: &'c Actor,
    confidence: f32,
}

/// Who an actor is.
#[derive(Clone, Debug, PartialEq)]
struct Identity {
    id: Option<Text>,
    name: Option<Text>,
    kind: FactionKind,
    ids: Identifiers,
}

impl Identity {
    fn unknown(kind: FactionKind) -> Identity {
        Identity { id: None, name: None, kind, ids: Identifiers::default() }
    }
}

/// Decides on faction candidates; built once for an extractor.
pub(crate) struct Resolver {
    /// The rows of factions that have traits, by country.
    groups: BTreeMap<RowId, Vec<RowId>>,
    /// The armed forces of the institutions.
    military: Option<RowId>,
    /// The missions of international bodies, by body.
    missions: BTreeMap<RowId, Vec<RowId>>,
    /// The supporters and opponents of leaders.
    camps: Vec<Camp>,
    codes: Codes,
}

impl Resolver {
    pub fn new(layers: &Layers) -> Resolver {
        let mut groups: BTreeMap<RowId, Vec<RowId>> = BTreeMap::new();
        for (id, row) in layers.rows(Table::Faction) {
            let kind = FactionKind::from(row.text(faction::KIND));
            if row.text(faction::TRAITS).is_empty() || !matches!(kind, FactionKind::ArmedGroup | FactionKind::Umbrella) {
                continue;
            }
            for country in row.list(faction::COUNTRIES).filter_map(|code| layers.find(Table::Country, code)) {
                groups.entry(country).or_default().push(id);
            }
        }
        let missions = unit::missions(layers);
        Resolver { groups, missions, military: layers.find(Table::Institution, "mil"), camps: camp::camps(layers), codes: Codes::new(layers) }
    }

    /// The mentions, in order, numbered 0 (`link` numbers them).
    pub fn resolve(
        &self,
        layers: &Layers,
        (classes, leaders): (&Classes, &Leaders),
        doc: &Document<'_>,
        (candidates, places): (&Candidates, &[Place]),
        sources: &[Span],
    ) -> Vec<Faction> {
        let ground = Ground::new(layers, &self.codes, places);
        let evidence = Evidence::new(layers, (classes, &self.codes, leaders), doc, (candidates, ground), sources);
        let mut choices: Vec<Choice<'_>> = Vec::with_capacity(candidates.factions.len());
        choices.extend(candidates.factions.iter().filter_map(|c| evidence.choose(c)));
        choices.retain(|c| !matches!(c.actor, Actor::Camp { .. }) || self.camp(layers, leaders, doc, c.actor).is_some());
        choices.sort_by_key(|c| (c.candidate.span.start, std::cmp::Reverse(c.candidate.span.end), rank(c.candidate.rule)));
        let choices = settle(without_kind_nouns(doc, choices));
        let mut discourse = Discourse::new(self, leaders, &evidence, &choices);
        let mut meant = Vec::with_capacity(choices.len());
        meant.extend(choices.iter().filter(|choice| discourse.identify(choice)));
        let mut mentions = Vec::with_capacity(meant.len());
        mentions.extend(meant.into_iter().zip(discourse.said).filter_map(|(choice, said)| mention(doc, choice, said.identity)));
        mentions
    }

    /// The only group of a country that has all the traits and existed on the day; of several, the one that newspapers mean by such words (trait `main`).
    fn only(&self, layers: &Layers, country: RowId, traits: &[&str], date: Option<Date>) -> Option<RowId> {
        let fitting = self.groups.get(&country)?.iter().copied().filter(|&id| {
            let row = layers.row(id);
            Years::of(row).hold(date) && traits.iter().all(|t| row.list(faction::TRAITS).any(|r| r == *t))
        });
        let fitting: Vec<RowId> = fitting.collect();
        let main = |id: &&RowId| layers.row(**id).list(faction::TRAITS).any(|t| t == "main");
        match fitting[..] {
            [group] => Some(group),
            _ => {
                let mut main = fitting.iter().filter(main);
                main.next().filter(|_| main.next().is_none()).copied()
            }
        }
    }
}

/// Which rule is believed where two find the same span.
fn rank(rule: &str) -> usize {
    const ORDER: &[&str] =
        &["introduced acronym", "name", "institution of country", "country + institution", "building of government", "country as actor"];
    ORDER.iter().position(|r| *r == rule).unwrap_or(if rule == "pattern" { ORDER.len() + 1 } else { ORDER.len() })
}

/// Leaves out nouns of a kind beside the name they belong to: "PKK rebels", "the rebel group Hezbollah".
fn without_kind_nouns<'c>(doc: &Document<'_>, choices: Vec<Choice<'c>>) -> Vec<Choice<'c>> {
    let named = |c: &&Choice<'_>| matches!(c.candidate.rule, "name" | "introduced acronym" | "pattern");
    // "Islamic State group militants": after one noun of the kind there may be another.
    let (mut starts, mut ends) = (Vec::with_capacity(choices.len()), Vec::with_capacity(2 * choices.len()));
    for c in choices.iter().filter(named) {
        let bracket = || doc.tokens.get(c.candidate.last).is_some_and(|t| t.text(doc.text) == ")");
        starts.push(c.candidate.first);
        ends.push(c.candidate.last);
        ends.extend((c.candidate.member_noun || bracket()).then_some(c.candidate.last + 1));
    }
    ends.sort_unstable();
    starts.sort_unstable();
    let touches = |last: usize| doc.tokens.get(last).is_some_and(|t| t.gap <= crate::token::Gap::Line);
    let ends_in_possessive = |first: usize| first.checked_sub(1).and_then(|b| doc.tokens.get(b)).is_some_and(|t| t.core() < t.end());
    let beside = |c: &Choice<'_>| {
        let (first, last) = (c.candidate.first, c.candidate.last);
        let after = ends.binary_search(&first).is_ok() && touches(first) && !ends_in_possessive(first);
        let before = starts.binary_search(&last).is_ok() && touches(last);
        (c.candidate.form == Form::Description || c.candidate.rule == "institution") && (after || before)
    };
    // In order of the text, the longest first: what lies within a phrase that goes, goes too.
    let mut gone = Span::default();
    let mut kept = Vec::with_capacity(choices.len());
    for choice in choices {
        let span = choice.candidate.span;
        if beside(&choice) {
            gone = if gone.contains(span) { gone } else { span };
        } else if !(choice.candidate.form == Form::Description && gone.contains(span)) {
            kept.push(choice);
        }
    }
    kept
}

/// Leftmost, longest: names and institutions first, then descriptions, then metonyms, each where those before left room.
fn settle(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let class = |c: &Choice<'_>| match c.candidate.form {
        _ if c.candidate.generic => 1,
        Form::Metonym => 2,
        _ => 0,
    };
    let mut kept: Vec<Choice<'_>> = Vec::new();
    for wanted in 0..3 {
        // What was kept of better classes is in order and does not overlap.
        let mut next = Vec::with_capacity(kept.len() + 8);
        let mut better = kept.into_iter().peekable();
        let mut end = 0;
        for choice in choices.iter().filter(|c| class(c) == wanted) {
            let span = choice.candidate.span;
            while let Some(b) = better.next_if(|b| b.candidate.span.end <= span.start) {
                end = end.max(b.candidate.span.end);
                next.push(b);
            }
            if span.start >= end && better.peek().is_none_or(|b| b.candidate.span.start >= span.end) {
                end = span.end;
                next.push(choice.clone());
            }
        }
        next.extend(better);
        kept = next;
    }
    kept
}

fn mention(doc: &Document<'_>, choice: &Choice<'_>, identity: Identity) -> Option<Faction> {
    let candidate = choice.candidate;
    let text = candidate.span.of(doc.text)?.to_owned();
    Some(Faction {
        n: 0,
        span: candidate.span,
        text,
        id: identity.id,
        name: identity.name,
        kind: identity.kind,
        generic: candidate.generic,
        form: candidate.form.clone(),
        ids: identity.ids,
        rule: candidate.rule.into(),
        confidence: choice.confidence,
    })
}

/// The identity of a row of the factions or outlets.
fn of_row(layers: &Layers, id: RowId) -> Identity {
    let row = layers.row(id);
    let filled = |column: usize| Some(row.cow(column)).filter(|t| !t.is_empty());
    match row.table() {
        Table::Outlet => Identity {
            id: filled(outlet::ID),
            name: filled(outlet::NAME),
            kind: FactionKind::Outlet,
            ids: Identifiers { wikidata: filled(outlet::WIKIDATA), ucdp: None },
        },
        _ => Identity {
            id: filled(faction::ID),
            name: filled(faction::NAME),
            kind: FactionKind::from(row.text(faction::KIND)),
            ids: Identifiers { wikidata: filled(faction::WIKIDATA), ucdp: row.integer(faction::UCDP) },
        },
    }
}

/// The identity of an institution of a country: the row of that id, or made by rule.
fn of_institution(layers: &Layers, institution: RowId, country: RowId) -> Identity {
    let (kind, of) = (layers.row(institution), layers.row(country));
    let id = [kind.text(institution::ID), ":", of.text(country::ID)].concat();
    if let Some(row) = layers.find(Table::Faction, &id) {
        return of_row(layers, row);
    }
    let ucdp = if kind.bytes(institution::ID) == b"gov" { of.integer(country::UCDP) } else { None };
    Identity {
        id: Some(id.into()),
        name: Some(canonical(kind.text(institution::CANONICAL), of).into()),
        kind: institution_kind(layers, institution),
        ids: Identifiers { wikidata: None, ucdp },
    }
}

/// The name of an institution of a country.
pub(crate) fn canonical(pattern: &str, of: Row<'_>) -> String {
    let name = || of.text(country::NAME);
    filled(pattern, name, || of.names(country::ADJECTIVES).next().map_or_else(name, |(adjective, _)| adjective))
}

/// `{country}` and `{adjective}` filled in.
fn filled<'n>(pattern: &str, name: impl Fn() -> &'n str, adjective: impl Fn() -> &'n str) -> String {
    let mut whole = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, place)) = rest.split_once('{') {
        whole.push_str(before);
        rest = match (place.strip_prefix("country}"), place.strip_prefix("adjective}")) {
            (Some(after), _) => {
                whole.push_str(name());
                after
            }
            (_, Some(after)) => {
                whole.push_str(adjective());
                after
            }
            _ => {
                whole.push('{');
                place
            }
        };
    }
    whole.push_str(rest);
    whole
}

/// The identity of an institution of a town or of a state within a country.
fn of_local(layers: &Layers, doc: &Document<'_>, place: Span, institution: RowId) -> Identity {
    let kind = institution_kind(layers, institution);
    let first = doc.tokens.partition_point(|t| t.start() < place.start);
    let adjective = |m: &&NameMatch| m.table == Table::Place && m.span == place && m.column as usize == place::ADJECTIVES;
    // "the Chechen government" is that of Chechnya.
    let noun = doc.names_at(first).iter().find(adjective).map(|m| layers.row(m.row).text(place::NAME));
    let place = doc.slice(place);
    let pattern = layers.row(institution).text(institution::CANONICAL);
    let name = if kind == FactionKind::Police { format!("{place} Police") } else { filled(pattern, || noun.unwrap_or(place), || place) };
    Identity { name: Some(name.into()), ..Identity::unknown(kind) }
}

/// Whether a metonym is one: the words around it say so, or it is the source of a claim.
fn acts(candidate: &FactionCandidate, evidence: &Evidence<'_>) -> bool {
    candidate.form != Form::Metonym || candidate.acting == Acting::Actor || evidence.is_source(candidate.span)
}

#[cfg(test)]
mod tests {
    use dateline_gazetteers::schema::Table;

    use super::of_institution;
    use crate::gazetteer::Layers;

    #[test]
    fn every_institution_of_every_country_has_a_whole_name() {
        let layers = Layers::new(Vec::new()).unwrap();
        let mut checked = 0;
        for (institution, _) in layers.rows(Table::Institution) {
            for (country, _) in layers.rows(Table::Country) {
                let identity = of_institution(&layers, institution, country);
                let name = identity.name.unwrap_or_default();
                assert!(!name.is_empty() && !name.contains(['{', '}']), "{:?} is named {name:?}", identity.id);
                checked += 1;
            }
        }
        assert!(checked > 5_000, "{checked} names");
    }
}
