//! Decides on faction candidates: one reading each in the light of the article, overlaps settled, descriptions tied to the actors they stand for.

mod discourse;
mod evidence;

use dateline_gazetteers::schema::{Table, country, faction, institution, outlet};

use self::{discourse::Discourse, evidence::Evidence};
use crate::{
    attribution::Attributed,
    document::Document,
    gazetteer::{Layers, RowId},
    mention::{
        Candidates,
        faction::{Acting, Actor, FactionCandidate, institution_kind},
    },
    model::{Faction, FactionKind, Form, Identifiers, Text},
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

/// The mentions, in order, numbered 0 (`link` numbers them).
pub(crate) fn resolve(layers: &Layers, doc: &Document<'_>, candidates: &Candidates, claims: &[Attributed]) -> Vec<Faction> {
    let evidence = Evidence::new(layers, doc, candidates, claims);
    let mut choices: Vec<Choice<'_>> = candidates.factions.iter().filter_map(|c| evidence.choose(c)).collect();
    choices.sort_by_key(|c| (c.candidate.span.start, std::cmp::Reverse(c.candidate.span.end), rank(c.candidate.rule)));
    let choices = settle(without_kind_nouns(doc, choices));
    let mut discourse = Discourse::new(layers, doc, &evidence, &choices);
    choices.iter().filter_map(|choice| mention(doc, choice, discourse.identify(choice)?)).collect()
}

/// Which rule is believed where two find the same span.
fn rank(rule: &str) -> usize {
    const ORDER: &[&str] = &["introduced acronym", "name", "institution of country", "country + institution", "building of government", "country as actor"];
    ORDER.iter().position(|r| *r == rule).unwrap_or(if rule == "pattern" { ORDER.len() + 1 } else { ORDER.len() })
}

/// Leaves out nouns of a kind beside the name they belong to: "PKK rebels", "the rebel group Hezbollah".
fn without_kind_nouns<'c>(doc: &Document<'_>, choices: Vec<Choice<'c>>) -> Vec<Choice<'c>> {
    let named = |c: &&Choice<'_>| matches!(c.candidate.rule, "name" | "introduced acronym" | "pattern");
    let mut ends: Vec<usize> = choices.iter().filter(named).map(|c| c.candidate.last).collect();
    let mut starts: Vec<usize> = choices.iter().filter(named).map(|c| c.candidate.first).collect();
    ends.sort_unstable();
    starts.sort_unstable();
    let touches = |last: usize| doc.tokens.get(last).is_some_and(|t| t.gap <= crate::token::Gap::Line);
    let ends_in_possessive = |first: usize| first.checked_sub(1).and_then(|b| doc.tokens.get(b)).is_some_and(|t| t.core < t.end);
    choices
        .into_iter()
        .filter(|c| {
            let (first, last) = (c.candidate.first, c.candidate.last);
            let beside = c.candidate.rule == "description"
                && (ends.binary_search(&first).is_ok() && touches(first) && !ends_in_possessive(first) || starts.binary_search(&last).is_ok() && touches(last));
            !beside
        })
        .collect()
}

/// Leftmost, longest: what overlaps an earlier choice goes.
fn settle(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let mut end = 0;
    choices
        .into_iter()
        .filter(|c| {
            let free = c.candidate.span.start >= end;
            if free {
                end = c.candidate.span.end;
            }
            free
        })
        .collect()
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
    let id = format!("{}:{}", kind.text(institution::ID), of.text(country::ID));
    if let Some(row) = layers.find(Table::Faction, &id) {
        return of_row(layers, row);
    }
    let ucdp = (kind.text(institution::ID) == "gov").then(|| of.integer(country::UCDP)).flatten();
    Identity {
        id: Some(id.into()),
        name: Some(kind.text(institution::CANONICAL).replace("{country}", of.text(country::NAME)).into()),
        kind: institution_kind(layers, institution),
        ids: Identifiers { wikidata: None, ucdp },
    }
}

/// The identity of the police or government of a town.
fn of_local(layers: &Layers, doc: &Document<'_>, place: Span, institution: RowId) -> Identity {
    let kind = institution_kind(layers, institution);
    let place = doc.slice(place);
    let name = if kind == FactionKind::Police { format!("{place} Police") } else { format!("Government of {place}") };
    Identity { name: Some(name.into()), ..Identity::unknown(kind) }
}

/// Whether a metonym is one: the words around it say so, or it is the source of a claim.
fn acts(candidate: &FactionCandidate, evidence: &Evidence<'_>) -> bool {
    candidate.form != Form::Metonym || candidate.acting == Acting::Actor || evidence.is_source(candidate.span)
}
