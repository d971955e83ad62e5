//! Descriptions that say they mean somebody else than the actor in hand: "local authorities", "the ousted government", "militias backed by the RSF".

use dateline_gazetteers::schema::Table;

use super::{Choice, discourse::Discourse};
use crate::{gazetteer::RowId, mention::faction::class};

impl Discourse<'_> {
    /// "local authorities", "the former regime": no government of the country.
    pub(super) fn is_of_part(&self, choice: &Choice<'_>, institution: RowId) -> bool {
        let government = || self.layers.find(Table::Institution, "gov") == Some(institution);
        let before = choice.candidate.first.checked_sub(1);
        before.is_some_and(|b| self.evidence.has(b, class::PARTIAL.or(class::PAST_RULE))) && government()
    }

    /// "militias backed by the RSF", "fighters allied to Hamas": not the group that is named with them.
    pub(super) fn is_backed(&self, choice: &Choice<'_>) -> bool {
        let at = choice.candidate.last;
        let joined = self.evidence.has(at, class::JOINED_AFTER) || self.text(at) == "loyal";
        if !joined || !matches!(self.text(at + 1), "by" | "to" | "with") {
            return false;
        }
        let name = at + 2 + usize::from(self.text(at + 2) == "the");
        self.name_at(name).is_some_and(|(_, actor)| self.groups.iter().any(|g| g.actor == actor))
    }
}
