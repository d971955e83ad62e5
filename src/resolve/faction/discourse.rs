//! The actors an article has spoken of so far, and whom a description stands for.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, country, faction};

use super::{Choice, Evidence, Identity, of_institution, of_local, of_row};
use crate::{
    document::Document,
    gazetteer::{Layers, RowId},
    mention::faction::Actor,
    model::FactionKind,
};

/// How many sentences back "the group" looks.
const REACH: usize = 3;

pub(super) struct Discourse<'d> {
    layers: &'d Layers,
    doc: &'d Document<'d>,
    evidence: &'d Evidence<'d>,
    /// The armed groups the article names, with how often.
    armed: BTreeMap<RowId, usize>,
    /// The first explicit description of each sort of actors: "Syrian rebels", "Darfur rebels".
    explicit: Option<Identity>,
    /// Who was named so far: sentence and identity.
    named: Vec<(usize, Identity)>,
    /// The police or government of a town that was named last.
    local: Option<(RowId, Identity)>,
}

impl<'d> Discourse<'d> {
    pub fn new(layers: &'d Layers, doc: &'d Document<'d>, evidence: &'d Evidence<'d>, choices: &[Choice<'_>]) -> Discourse<'d> {
        let mut discourse = Discourse {
            layers,
            doc,
            evidence,
            armed: evidence.kind_counts(choices, &FactionKind::ArmedGroup),
            explicit: None,
            named: Vec::new(),
            local: None,
        };
        discourse.explicit = choices.iter().find_map(|c| match c.actor {
            Actor::Described { country: Some(_), opposed: true, .. } | Actor::Described { region: Some(_), opposed: true, .. } => {
                discourse.described(c.actor).filter(|i| i.name.is_some())
            }
            _ => None,
        });
        discourse
    }

    /// Who is meant; nothing where the words then are no mention.
    pub fn identify(&mut self, choice: &Choice<'_>) -> Option<Identity> {
        let first = choice.candidate.first;
        let sentence = self.doc.sentence_of(first).unwrap_or(0);
        let identity = match choice.actor {
            Actor::Row(row) => of_row(self.layers, *row),
            Actor::Institution { institution, country: None } if self.local.as_ref().is_some_and(|(i, _)| i == institution) => {
                self.local.as_ref().map(|(_, identity)| identity.clone())?
            }
            Actor::Institution { institution, country: None } if self.evidence.is_figure(choice.candidate) => {
                Identity::unknown(crate::mention::faction::institution_kind(self.layers, *institution))
            }
            Actor::Institution { institution, country } => match country.or_else(|| self.country(first)) {
                Some(country) => of_institution(self.layers, *institution, country),
                None => Identity::unknown(crate::mention::faction::institution_kind(self.layers, *institution)),
            },
            Actor::Unlisted { name, kind } => Identity { name: Some(name.clone().into()), ..Identity::unknown(kind.clone()) },
            Actor::Local { place, institution } => {
                let identity = of_local(self.layers, self.doc, *place, *institution);
                self.local = Some((*institution, identity.clone()));
                identity
            }
            Actor::Described { kind, country, region, opposed, settles, .. } => {
                let explicit = country.is_some() || region.is_some();
                let armed = *settles && matches!(kind, FactionKind::ArmedGroup | FactionKind::Umbrella);
                match () {
                    () if explicit => self.described(choice.actor),
                    () if armed => self.rebels(*opposed).or_else(|| self.described(choice.actor)),
                    () => None,
                }
                .unwrap_or_else(|| Identity::unknown(kind.clone()))
            }
            Actor::Antecedent { kind } => match self.antecedent(kind, sentence) {
                Some(identity) => identity,
                // "the aid agency" is an actor even where it was not named; "the group" may be anything.
                None if *kind == FactionKind::International => Identity::unknown(kind.clone()),
                None => return None,
            },
        };
        if !choice.candidate.generic {
            self.named.push((sentence, identity.clone()));
        }
        Some(identity)
    }

    /// Who was last named of a kind.
    fn antecedent(&self, kind: &FactionKind, sentence: usize) -> Option<Identity> {
        let fits = |k: &FactionKind| match kind {
            FactionKind::Unknown => matches!(k, FactionKind::ArmedGroup | FactionKind::Party | FactionKind::CriminalGroup | FactionKind::Unknown),
            FactionKind::Military => {
                matches!(k, FactionKind::ArmedGroup | FactionKind::Military | FactionKind::Government | FactionKind::International)
            }
            kind => k == kind,
        };
        self.named.iter().rev().take_while(|(s, _)| s + REACH >= sentence).find(|(_, i)| fits(&i.kind)).map(|(_, i)| i.clone())
    }

    /// Whom "the rebels" are, where the article settles it: those it has described, or the only armed group it speaks of.
    fn rebels(&self, opposed: bool) -> Option<Identity> {
        if let Some(explicit) = self.explicit.as_ref().filter(|_| opposed) {
            return Some(explicit.clone());
        }
        let total: usize = self.armed.values().sum();
        let (row, count) = self.armed.iter().max_by_key(|(_, count)| **count)?;
        let enough = if opposed { *count * 3 >= total * 2 } else { *count == total };
        enough.then(|| of_row(self.layers, *row))
    }

    /// The name that a description itself gives: "Syrian rebels".
    fn described(&self, actor: &Actor) -> Option<Identity> {
        let Actor::Described { kind, country, region, opposed, .. } = actor else { return None };
        if let Some(region) = region {
            let name = opposed.then(|| format!("{} rebels", self.doc.slice(*region)));
            return Some(Identity { name: name.map(Into::into), ..Identity::unknown(kind.clone()) });
        }
        if !opposed {
            return None;
        }
        let country = country.or_else(|| if self.armed.is_empty() { self.main_country() } else { None })?;
        let row = self.layers.row(country);
        let id = format!("rebels:{}", row.text(country::ID));
        if let Some(known) = self.layers.find(Table::Faction, &id) {
            return Some(Identity { kind: FactionKind::from(self.layers.row(known).text(faction::KIND)), ..of_row(self.layers, known) });
        }
        let adjective = row.names(country::ADJECTIVES).next()?;
        Some(Identity { id: Some(id.into()), name: Some(format!("{} rebels", adjective.0).into()), ..Identity::unknown(kind.clone()) })
    }

    fn main_country(&self) -> Option<RowId> {
        clear_best(&self.evidence.counts)
    }

    /// The country whose institutions are meant at a token: the one the article speaks of most, those close by counting more. Nothing where two compete.
    fn country(&self, token: usize) -> Option<RowId> {
        let sentence = self.doc.sentence_of(token)?;
        let from = self.doc.sentences.get(sentence.saturating_sub(1)).map_or(0, |s| s.tokens.start);
        let to = self.doc.sentences.get(sentence).map_or(token, |s| s.tokens.end);
        let mut scores: BTreeMap<RowId, f32> = self.evidence.counts.clone();
        let near = self.evidence.countries.partition_point(|(t, ..)| *t < from)..self.evidence.countries.partition_point(|(t, ..)| *t < to);
        for (at, row, weight) in &self.evidence.countries[near] {
            let closer = if *at < token { 1.5 } else { 0.5 };
            *scores.entry(*row).or_default() += closer * weight;
        }
        clear_best(&scores)
    }
}

/// The row of the highest score; nothing where another comes close.
fn clear_best(scores: &BTreeMap<RowId, f32>) -> Option<RowId> {
    const CLOSE: f32 = 0.9;
    let (row, best) = scores.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
    let close = scores.iter().any(|(other, score)| other != row && *score > CLOSE * best);
    (!close).then_some(*row)
}
