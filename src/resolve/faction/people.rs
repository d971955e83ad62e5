//! Peoples that act: "the Serbs" are the Bosnian Serbs of whom the article speaks.

use dateline_gazetteers::schema::{Table, faction};

use super::{Choice, Identity, discourse::Discourse};
use crate::{mention::faction::Actor, model::FactionKind};

impl Discourse<'_> {
    /// The only actor of the article whose members are called a people's part ("Bosnian Serbs"), where the people are meant to act.
    pub(super) fn part_of_people(&self, choice: &Choice<'_>) -> Option<Identity> {
        if choice.candidate.rule != "people as actor" {
            return None;
        }
        let people = self.doc.slice(choice.candidate.span);
        let ends_so = |name: &str| name.strip_suffix(people).is_some_and(|rest| rest.ends_with(' '));
        let mut found = self.groups.iter().filter(|g| match g.actor {
            Actor::Row(row) if row.table == Table::Faction && g.identity.kind == FactionKind::ArmedGroup => {
                self.layers.row(*row).names(faction::MEMBERS).any(|(name, _)| ends_so(name))
            }
            _ => false,
        });
        found.next().filter(|_| found.next().is_none()).map(|g| g.identity.clone())
    }
}
