//! Names in apposition to descriptions: "his new party, the Blue Valley Congress".

use super::{Choice, Identity, discourse::Discourse, institution_kind};
use crate::{mention::faction::Actor, model::FactionKind};

impl Discourse<'_> {
    /// "his new party, the Blue Valley Congress": the name that follows.
    pub(super) fn apposition(&self, choice: &Choice<'_>) -> Option<Identity> {
        let at = self.apposed_from(choice)?;
        let (_, actor) = self.name_at(at)?;
        self.groups.iter().find(|g| g.actor == actor).map(|g| g.identity.clone())
    }

    /// "the ruling party, the Blue Valley Congress,", "a rebel group, the BVF.": the name of that kind that follows and closes the apposition, which
    /// the first of a list does not.
    pub(super) fn apposed(&self, choice: &Choice<'_>) -> Option<Identity> {
        let at = self.apposed_from(choice)?;
        let kind = match choice.actor {
            Actor::Described { kind, .. } => kind.clone(),
            Actor::Institution { institution, .. } => Some(institution_kind(self.layers, *institution)).filter(|kind| *kind == FactionKind::Party)?,
            _ => return None,
        };
        let (name, _) = self.name_at(at)?;
        let closed = matches!(self.text(name.last), "," | "." | ";" | ")" | "") && !matches!(self.text(name.last + 1), "and" | "or");
        self.apposition(choice).filter(|identity| closed && (identity.kind == kind || kind == FactionKind::Unknown))
    }

    /// The token after ", the".
    fn apposed_from(&self, choice: &Choice<'_>) -> Option<usize> {
        let comma = choice.candidate.last;
        (self.text(comma) == ",").then(|| comma + 1 + usize::from(self.text(comma + 1) == "the"))
    }

    /// The word or mark at a token; empty outside of the text.
    fn text(&self, i: usize) -> &str {
        self.doc.tokens.get(i).map_or("", |t| t.core_text(self.doc.text))
    }
}
