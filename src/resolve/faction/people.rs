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
        let called = |row: usize| move |name: &str| name.len() > row && name.ends_with(people) && name.as_bytes()[name.len() - row - 1] == b' ';
        let mut found = self.groups.iter().filter(|g| match g.actor {
            Actor::Row(row) if row.table == Table::Faction && g.identity.kind == FactionKind::ArmedGroup => {
                self.layers.row(*row).names(faction::MEMBERS).any(|(name, _)| called(people.len())(name))
            }
            _ => false,
        });
        found.next().filter(|_| found.next().is_none()).map(|g| g.identity.clone())
    }
}
