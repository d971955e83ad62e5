//! Names in apposition to descriptions: "his new party, the Blue Valley Congress".

use dateline_gazetteers::schema::{Table, faction};

use super::{Choice, Identity, discourse::Discourse, group::Group, institution_kind, of_row};
use crate::{
    mention::faction::{Actor, FactionCandidate},
    model::FactionKind,
};

impl<'d> Discourse<'d> {
    /// "his new party, the Blue Valley Congress": the name that follows.
    pub(super) fn apposition(&self, choice: &Choice<'_>) -> Option<Identity> {
        let group = self.group_after(choice, ",").map(|(_, group)| group.identity.clone());
        group.or_else(|| self.body_after(choice))
    }

    /// "the prison agency, SNAI,": a body of a state that closes the apposition.
    fn body_after(&self, choice: &Choice<'_>) -> Option<Identity> {
        let at = choice.candidate.last;
        if self.text(at) != "," {
            return None;
        }
        let (name, Actor::Row(row)) = self.name_at(at + 1 + usize::from(self.text(at + 1) == "the"))? else { return None };
        let state = row.table == Table::Faction && matches!(self.layers.row(*row).text(faction::KIND), "government" | "military" | "police");
        (state && matches!(self.text(name.last), "," | "." | ";" | "")).then(|| of_row(self.layers, *row))
    }

    /// "the ruling party, the Blue Valley Congress,", "a rebel group, the BVF.": the name of that kind that follows and closes the apposition, which
    /// the first of a list does not.
    pub(super) fn apposed(&self, choice: &Choice<'_>) -> Option<Identity> {
        let kind = match choice.actor {
            Actor::Described { kind, .. } => kind.clone(),
            Actor::Institution { institution, .. } => Some(institution_kind(self.layers, *institution)).filter(|kind| *kind == FactionKind::Party)?,
            _ => return None,
        };
        let (name, group) = self.group_after(choice, ",")?;
        let closed = matches!(self.text(name.last), "," | "." | ";" | ")" | "") && !matches!(self.text(name.last + 1), "and" | "or");
        (closed && (group.identity.kind == kind || kind == FactionKind::Unknown)).then(|| group.identity.clone())
    }

    /// The group that is named after a description and what joins them, an article left out.
    pub(super) fn group_after(&self, choice: &Choice<'_>, joint: &str) -> Option<(&'d FactionCandidate, &Group<'d>)> {
        let at = choice.candidate.last;
        if self.text(at) != joint {
            return None;
        }
        let (name, actor) = self.name_at(at + 1 + usize::from(self.text(at + 1) == "the"))?;
        Some((name, self.groups.iter().find(|g| g.actor == actor)?))
    }
}
