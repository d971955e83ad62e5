//! For whom a document speaks.

use std::ops::Range;

use super::{Sources, entity};
use crate::{
    mention::person::words::Class,
    model::{Affiliation, Entity, EntityKind, Faction},
};

impl Sources<'_, '_> {
    /// A report speaks for those who issued it: an actor the phrase names, or the one that spoke last.
    pub(super) fn document(&self, part: &Range<usize>) -> Entity {
        let span = self.actors.span(part);
        let named = self
            .actors
            .factions_in(span)
            .find(|f| !self.is_seen_by(part, f))
            .and_then(|f| Some(Affiliation { id: f.id.clone(), name: f.name.clone()? }));
        let person = || self.people_in(span).next().and_then(|p| p.affiliation.clone());
        let definite = matches!(self.actors.word(part.start), "the" | "The" | "its" | "Its" | "this" | "This");
        // "the mayor's data" are nobody else's, "the paper's editorial" is that of the paper in hand.
        let medium = |i: usize| self.actors.words.is(self.actors.doc.word(i), Class::Medium);
        let owned = part.clone().any(|i| self.actors.doc.tokens[i].is_possessive() && !medium(i));
        let issuer = || if definite && !owned { self.antecedents.issuer(self.actors, span.start) } else { None };
        Entity { affiliation: named.or_else(person).or_else(issuer), ..entity(EntityKind::Document) }
    }

    /// "the report, seen by Reuters", "which Reuters has seen", "emails sent to the ministry": whoever came to see it did not write it.
    fn is_seen_by(&self, part: &Range<usize>, actor: &Faction) -> bool {
        let received = |i: usize| self.actors.words.is(self.actors.doc.word(i), Class::Received);
        let at = self.actors.doc.token_at(actor.span.start);
        let by = at.saturating_sub(1 + usize::from(at > part.start && self.actors.word(at - 1) == "the"));
        let end = self.actors.doc.token_at(actor.span.end);
        let has = end + 1 < part.end && matches!(self.actors.word(end), "has" | "have" | "had") && received(end + 1);
        has || by > part.start && matches!(self.actors.word(by), "by" | "to" | "with") && received(by - 1)
    }
}
