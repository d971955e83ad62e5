//! Titles whose phrase says in a word whose they are: "its commander, X", "Moscow's envoy".

use std::ops::Range;

use dateline_gazetteers::schema::{Table, country, title};

use super::{Actors, Found};
use crate::{
    gazetteer::RowId,
    model::{Affiliation, FactionKind},
    span::Span,
};

impl Actors<'_> {
    /// "The SLA said its commander, X, was safe": of the actor that is named before in the sentence.
    pub(super) fn of_its(&self, phrase: &Range<usize>) -> Option<Found> {
        if !matches!(self.word(phrase.start), "its" | "their") {
            return None;
        }
        let sentence = self.doc.sentences.get(self.doc.sentence_of(phrase.start)?)?.span;
        let until = self.factions_before(self.span(phrase).start);
        let owner = self.factions[..until].last().filter(|f| f.span.start >= sentence.start && f.kind != FactionKind::Outlet)?;
        let affiliation = Affiliation { id: owner.id.clone(), name: owner.name.clone()? };
        Some(Found { affiliation, explicit: true })
    }

    /// "Moscow's envoy", "US special envoy": of the government of the country whose adjective, initials or possessive stands before an envoy's title; not
    /// "the Iran envoy", nor one whom a body sends.
    pub(super) fn of_sender(&self, current: &[(RowId, Range<usize>)], phrase: &Range<usize>) -> Option<Found> {
        let envoy = |row: RowId| matches!(self.layers.row(row).bytes(title::ID), b"envoy");
        let at = current.iter().find(|(row, _)| envoy(*row))?.1.start;
        if self.factions_in(self.span(&(phrase.start..at))).any(|f| f.kind == FactionKind::International) {
            return None;
        }
        let sends = |i: usize| {
            let m = self.doc.names_of(i, Table::Country).find(|m| m.last as usize <= at && m.same_case)?;
            let last = &self.doc.tokens[m.last as usize - 1];
            let adjective = m.column as usize == country::ADJECTIVES || last.caps || last.core() < last.end();
            adjective.then(|| self.layers.row(m.row).text(country::ID))
        };
        let affiliation = self.institution("gov", (phrase.start..at).find_map(sends)?)?;
        Some(Found { affiliation, explicit: true })
    }

    /// "the KDP's Hoshyar Zebari": of the actor whose possessive stands right before a name.
    pub(super) fn of_owner(&self, phrase: &Range<usize>, name: Span) -> Option<Found> {
        let last = self.doc.token_at(name.start).checked_sub(1).filter(|&last| phrase.contains(&last))?;
        let token = self.doc.tokens.get(last).filter(|t| t.core() < t.end())?;
        let owner = self.faction_over(token.core_span()).filter(|f| f.span.end == token.core() && !f.generic)?;
        // "Britain's Tom Berg" is of no government.
        let country = owner.id.as_deref().is_some_and(|id| id.starts_with("gov:"));
        let affiliation = Affiliation { id: owner.id.clone(), name: owner.name.clone().filter(|_| !country)? };
        Some(Found { affiliation, explicit: true })
    }

    /// An international body or coalition is named before in the sentence: a general may be of it.
    pub(super) fn is_beside_body(&self, token: usize) -> bool {
        /// So many tokens before it may stand.
        const NEAR: usize = 60;
        let Some(sentence) = self.doc.sentence_of(token).and_then(|s| self.doc.sentences.get(s)) else { return false };
        let before = self.span(&(sentence.tokens.start.max(token.saturating_sub(NEAR))..token));
        self.factions_in(before).any(|f| matches!(f.kind, FactionKind::International | FactionKind::Umbrella))
    }

    /// "the governor of West Darfur": a place stands in the phrase.
    pub(super) fn names_a_place(&self, phrase: &Range<usize>) -> bool {
        let span = self.span(phrase);
        let from = self.places_before(span.start);
        self.places[from..].iter().take_while(|p| p.span.start < span.end).any(|p| span.contains(p.span))
    }
}
