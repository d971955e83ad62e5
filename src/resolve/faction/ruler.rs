//! Institutions that are told by who leads them.

use dateline_gazetteers::schema::Table;

use super::{Choice, Identity, camp::ROLES, discourse::Discourse, of_institution, of_row};
use crate::{
    gazetteer::{RowId, TableSet},
    mention::person::leader,
    token::{Gap, Kind},
};

impl Discourse<'_> {
    /// "Assad's government", "the Bush administration", "Haftar's forces": of the country or group that the person led on the article's day.
    pub(super) fn ruler(&self, choice: &Choice<'_>, institution: RowId) -> Option<Identity> {
        let (first, last) = (choice.candidate.first, choice.candidate.last);
        let token = |i: usize| self.doc.tokens.get(i);
        if first + 1 >= last || !token(first)?.capital {
            return None;
        }
        let possessive = |i: usize| {
            token(i).is_some_and(|t| t.core() < t.end()) || token(i + 1).is_some_and(|t| matches!(t.text(self.doc.text), "'" | "\u{2019}"))
        };
        let end = (first..last - 1).find(|&i| possessive(i)).map_or(last - 1, |i| i + 1);
        let close = token(end - 1)?.core();
        let published = leader::published(self.doc.article);
        let name = |at: usize| self.doc.text.get(token(at)?.start()..close);
        // "Ahn Sung Lee" is not the Lee who leads.
        const FARTHEST: usize = 3;
        let start = (first.saturating_sub(FARTHEST)..=first).rev().find(|&at| !self.is_mid_name(at)).unwrap_or(first);
        let led = (start..end).filter(|&at| !self.is_mid_name(at)).find_map(|at| self.leaders.of_titled(name(at)?, ROLES, published));
        let led = led.or_else(|| self.leaders.of_untitled(name(end - 1)?, published))?;
        if let Some(country) = self.layers.find(Table::Country, led) {
            return Some(of_institution(self.layers, institution, country));
        }
        self.layers.find(Table::Faction, led).map(|row| of_row(self.layers, row))
    }

    /// "Kogoya's faction": the group that the person leads.
    pub(super) fn led_group(&self, choice: &Choice<'_>) -> Option<Identity> {
        // "Karadzic's movement, whereabouts"
        if self.text(choice.candidate.last - 1) == "movement" {
            return None;
        }
        let led = self.resolver.military.and_then(|military| self.ruler(choice, military))?;
        led.id.as_deref().is_some_and(|id| !id.contains(':')).then_some(led)
    }

    /// A capitalised word stands before a token that is neither a title nor an actor's: the token goes on with a name.
    fn is_mid_name(&self, at: usize) -> bool {
        const LONGEST: usize = 5;
        const OWN: TableSet = TableSet::of(&[Table::Title, Table::Country, Table::Faction, Table::Institution, Table::Generic]);
        let ends = |i: usize| self.doc.names_at(i).iter().any(|m| m.last as usize == at && OWN.has(m.table));
        let Some(before) = at.checked_sub(1).filter(|_| self.doc.tokens[at].gap == Gap::Space) else { return false };
        let word = &self.doc.tokens[before];
        let opens = self.doc.sentence_of(before).is_none_or(|s| self.doc.sentences[s].tokens.start == before);
        // "The Bush administration"
        let name = word.capital && word.kind == Kind::Word && word.core() == word.end() && (!opens || self.doc.has(before, Table::GivenName));
        name && !(at.saturating_sub(LONGEST)..at).any(ends)
    }
}
