//! The groups that an article names, and which of them belong together.

use std::ops::{Deref, DerefMut};

use dateline_gazetteers::{Row, schema::faction};

use super::Identity;
use crate::mention::faction::Actor;

/// The most groups that are told apart, a bit of a [`Set`] each: who is meant among more, no article settles.
const MOST: usize = 50;

/// Some of the groups, by number.
pub(super) type Set = u64;

/// An armed group, party or the like that the article names.
pub(super) struct Group<'d> {
    pub actor: &'d Actor,
    pub identity: Identity,
    pub count: usize,
    /// What the gazetteer tells of it; nothing of a group that only the article names.
    pub traits: Vec<&'d str>,
    row: Option<Row<'d>>,
    /// Those that count as it: itself, the same by another name, its wings, and those of which it is one.
    kin: Set,
    /// Those of which it is a wing.
    wholes: Set,
}

impl Group<'_> {
    /// Whether a country is among those that the gazetteer tells; nothing of a group that it does not know.
    pub fn is_of(&self, country: &str) -> Option<bool> {
        self.row.map(|row| row.list(faction::COUNTRIES).any(|code| code == country))
    }

    /// It is a part of the other, at home in the same country ("New People's Army" of the Communist Party of the Philippines).
    fn is_wing(&self, of: &Group<'_>) -> bool {
        let (Some(wing), Some(whole)) = (self.row, of.row) else { return false };
        let parent = |cell: &str| cell.split('{').next() == Some(whole.text(faction::ID));
        wing.list(faction::PARENT).any(parent) && wing.text(faction::COUNTRIES) == whole.text(faction::COUNTRIES)
    }
}

/// The groups in the order in which the article names them.
#[derive(Default)]
pub(super) struct Groups<'d>(Vec<Group<'d>>);

impl<'d> Groups<'d> {
    pub fn is_full(&self) -> bool {
        self.len() >= MOST
    }

    /// Adds a group that was named so often, and says which it is.
    pub fn push(&mut self, actor: &'d Actor, identity: Identity, row: Option<Row<'d>>, count: usize) -> usize {
        let at = self.len();
        let traits = row.map_or_else(Vec::new, |row| row.list(faction::TRAITS).collect());
        let mut new = Group { actor, identity, count, traits, row, kin: 1 << at, wholes: 0 };
        for (i, known) in self.iter_mut().enumerate() {
            let (wing, whole) = (new.is_wing(known), known.is_wing(&new));
            new.wholes |= Set::from(wing) << i;
            known.wholes |= Set::from(whole) << at;
            if wing || whole || known.identity == new.identity {
                new.kin |= 1 << i;
                known.kin |= 1 << at;
            }
        }
        self.0.push(new);
        at
    }

    /// Those of which something is true.
    pub fn which(&self, is: impl Fn(&Group<'d>) -> bool) -> Set {
        (0..).zip(&self.0).map(|(i, group)| Set::from(is(group)) << i).fold(0, |all, one| all | one)
    }

    pub fn among(&self, set: Set) -> impl Iterator<Item = &Group<'d>> {
        (0..).zip(&self.0).filter(move |(i, _)| set >> *i & 1 != 0).map(|(_, group)| group)
    }

    /// The one of a set that is named most, with how often it and its kin are, and how often all of the set are.
    pub fn main(&self, set: Set) -> Option<(&Group<'d>, usize, usize)> {
        let count = |set: Set| self.among(set).map(|group| group.count).sum::<usize>();
        let best = self.among(set).max_by_key(|group| (count(group.kin & set), group.count, (group.wholes & set).count_ones()))?;
        Some((best, count(best.kin & set), count(set)))
    }
}

impl<'d> Deref for Groups<'d> {
    type Target = [Group<'d>];

    fn deref(&self) -> &[Group<'d>] {
        &self.0
    }
}

impl<'d> DerefMut for Groups<'d> {
    fn deref_mut(&mut self) -> &mut [Group<'d>] {
        &mut self.0
    }
}
