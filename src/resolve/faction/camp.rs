//! Those for and against a leader: "forces loyal to Haftar", "Morsi's opponents".

use dateline_gazetteers::schema::{Table, faction};

use super::{Identity, Resolver, of_institution, of_row};
use crate::{
    document::Document,
    gazetteer::{Layers, RowId},
    mention::{
        faction::{Actor, years::Years},
        person::leader::{self, Leaders},
    },
};

/// The offices whose holders lead a country or group.
pub(super) const ROLES: &[&str] = &["head_of_state", "head_of_government", "head_of_organisation"];

/// The supporters or opponents of a leader.
pub(super) struct Camp {
    row: RowId,
    leader: String,
    against: bool,
}

/// The rows of the factions that are named as such.
pub(super) fn camps(layers: &Layers) -> Vec<Camp> {
    let named = |(row, text): (RowId, &str)| {
        let of = |prefix: &str, against: bool| text.strip_prefix(prefix).map(|leader| Camp { row, leader: leader.to_owned(), against });
        of("Supporters of ", false).or_else(|| of("Opponents of ", true))
    };
    layers.rows(Table::Faction).filter_map(|(id, row)| named((id, row.text(faction::NAME)))).collect()
}

impl Resolver {
    /// The forces of what the leader leads on the article's day, or the supporters or opponents that the gazetteer has; nothing for other actors.
    pub(super) fn camp(&self, layers: &Layers, leaders: &Leaders, doc: &Document<'_>, actor: &Actor) -> Option<Identity> {
        let Actor::Camp { leader, against, forces } = actor else { return None };
        let words = doc.slice(*leader);
        // The longest end of the words is the name: titles go before it.
        let starts: Vec<usize> = std::iter::once(0).chain(words.match_indices(' ').map(|(i, _)| i + 1)).collect();
        let names = || starts.iter().filter_map(|&i| words.get(i..));
        if *forces && !against {
            let led = names().find_map(|name| leaders.led_by(name, ROLES, leader::published(doc.article)))?;
            return match layers.find(Table::Country, led) {
                Some(country) => self.military.map(|military| of_institution(layers, military, country)),
                None => layers.find(Table::Faction, led).map(|row| of_row(layers, row)),
            };
        }
        let fits = |camp: &&Camp| {
            camp.against == *against
                && Years::of(layers.row(camp.row)).hold(doc.article.get_published())
                && names().any(|name| leaders.are_one(name, &camp.leader))
        };
        self.camps.iter().find(fits).map(|camp| of_row(layers, camp.row))
    }
}
