//! Names of a state's body that other states have too: "the Joint Chiefs of Staff", "the Department of Justice".

use dateline_gazetteers::schema::{Table, faction};

use super::{
    Choice, Identity,
    discourse::{Discourse, FAR},
    of_institution,
    stage::Stage,
};
use crate::gazetteer::RowId;

impl Discourse<'_> {
    /// The body of another country, where the words are no more than those of an institution: of one whose body the article has named, or of the country
    /// that it settles, if it does not name the country of the row at all.
    pub(super) fn of_another_country(&self, choice: &Choice<'_>, row: RowId) -> Option<Identity> {
        if row.table != Table::Faction {
            return None;
        }
        let (key, code) = self.layers.row(row).text(faction::ID).split_once(':')?;
        let institution = self.layers.find(Table::Institution, key)?;
        let (first, last) = (choice.candidate.first, choice.candidate.last);
        if !self.doc.names_of(first, Table::Institution).any(|m| m.row == institution && m.last as usize == last) {
            return None;
        }
        let named = |id: &str| id.split_once(':').is_some_and(|(known, _)| known == key);
        if let Some(said) = self.said.iter().rev().take(FAR).find(|s| s.identity.id.as_deref().is_some_and(named)) {
            return Some(said.identity.clone());
        }
        let own = self.layers.find(Table::Country, code)?;
        if self.evidence.counts.of(own).is_some() {
            return None;
        }
        Some(of_institution(self.layers, institution, self.country(first, Stage::Home)?))
    }
}
