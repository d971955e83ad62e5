//! The forces of whoever is spoken of: "its fighters", "our forces", "the troops".

use super::{
    Identity,
    discourse::{Discourse, FAR, REACH, Said},
    of_institution,
    stage::Stage,
};
use crate::{gazetteer::RowId, mention::faction::Actor, model::FactionKind};
use dateline_gazetteers::schema::{Table, faction, title};

impl Discourse<'_> {
    /// "its forces", "their troops": those of the actor that the sentence is about; "the troops": those of the country, or of the army named last.
    pub(super) fn own(&self, institution: Option<RowId>, first: usize, sentence: usize, named: bool) -> Option<Identity> {
        let of = |said: &Said| {
            if said.identity.kind == FactionKind::International && !self.has_soldiers(said) { None } else { self.forces(&said.identity) }
        };
        match institution {
            None => {
                let near = || self.said.iter().rev().take(FAR).take_while(|s| s.sentence + REACH >= sentence).filter(|s| !(named && s.generic));
                let mut here = near().filter(|s| s.sentence == sentence && s.first < first);
                let before = near().filter(|s| s.sentence < sentence);
                let country = || Some(of_institution(self.layers, self.resolver.military?, self.possessor(first)?));
                // "The TPLF once dominated the government. Its forces": those of the group that the sentence before is about.
                let group = |s: &&Said| s.identity.kind == FactionKind::ArmedGroup && s.sentence + 1 == sentence && self.opens(s);
                let subject = || near().filter(group).find_map(of);
                here.find_map(of).or_else(country).or_else(subject).or_else(|| before.take(3).find_map(of))
            }
            Some(institution) => {
                let near = self.said.iter().rev().take(FAR).take_while(|s| s.sentence + REACH >= sentence);
                let last = near.filter(|s| s.identity.id.is_some() && self.has_soldiers(s)).map(|s| self.of_army(&s.identity, institution)).next();
                last.or_else(|| self.country(first, Stage::Army).map(|country| of_institution(self.layers, institution, country)))
            }
        }
    }

    /// "The air force bombed it. The soldiers": those of the army of the same country.
    fn of_army(&self, named: &Identity, institution: RowId) -> Identity {
        let service = named.id.as_deref().and_then(|id| id.split_once(':')).filter(|(service, _)| matches!(*service, "airforce" | "navy"));
        let country = service.and_then(|(_, code)| self.layers.find(Table::Country, code));
        country.map_or_else(|| named.clone(), |country| of_institution(self.layers, institution, country))
    }

    /// The mention is the first of its sentence, an article or the like before it left out.
    fn opens(&self, said: &Said) -> bool {
        self.doc.sentences.get(said.sentence).is_some_and(|s| said.first <= s.tokens.start + 1)
    }

    /// "our forces": those of whoever speaks, who is none of those that are only described.
    pub(super) fn is_speakers(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|b| self.doc.tokens[b].core_text(self.doc.text).eq_ignore_ascii_case("our"))
    }

    /// The institution stands later in the sentence: "\"our forces fought\", an army spokesman said".
    pub(super) fn speaks(&self, institution: RowId, sentence: usize, first: usize) -> bool {
        let end = self.doc.sentences.get(sentence).map_or(first, |s| s.tokens.end);
        (first + 1..end).any(|i| self.doc.names_at(i).iter().any(|m| m.table == Table::Institution && m.row == institution && m.flags.0 == 0))
    }

    /// Who speaks holds an office or rank of a state, and no group is named after: "\"our forces fought\", said Colonel X, a police commander".
    pub(super) fn speaks_for_state(&self, sentence: usize, first: usize) -> bool {
        /// So many tokens after the words the speaker may stand.
        const NEAR: usize = 60;
        let end = self.doc.sentences.get(sentence).map_or(first, |s| s.tokens.end.min(first + NEAR));
        let state = |i: usize| self.doc.names_of(i, Table::Title).any(|m| !self.layers.row(m.row).text(title::INSTITUTION).is_empty());
        let group = |i: usize| {
            let armed = |row: RowId| row.table == Table::Faction && self.layers.row(row).bytes(faction::KIND) == b"armed_group";
            matches!(self.name_at(i), Some((_, Actor::Row(row))) if armed(*row)) || self.doc.has(i, Table::Generic)
        };
        (first + 1..end).any(state) && !(first + 1..end).any(group)
    }

    /// An army, or a body that has peacekeepers or fights.
    fn has_soldiers(&self, said: &Said) -> bool {
        let traits = |traits: &[&str]| said.group.is_some_and(|g| traits.iter().any(|t| self.groups[g].traits.contains(t)));
        said.identity.kind == FactionKind::Military || said.identity.kind == FactionKind::International && traits(&["peacekeeping", "alliance"])
    }

    /// The forces of an actor: a country's army for its government, an armed group itself.
    fn forces(&self, identity: &Identity) -> Option<Identity> {
        match identity.kind {
            FactionKind::ArmedGroup | FactionKind::Military | FactionKind::International | FactionKind::Umbrella => Some(identity.clone()),
            FactionKind::Government => {
                let code = identity.id.as_deref()?.split_once(':')?.1;
                let country = self.layers.find(Table::Country, code)?;
                Some(of_institution(self.layers, self.resolver.military?, country))
            }
            _ => None,
        }
    }
}
