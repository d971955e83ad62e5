//! Of which country a unit is, and which mission of a body is meant.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, country, faction, institution};

use super::{
    Choice,
    discourse::{Discourse, FAR},
    stage::Stage,
};
use crate::{
    gazetteer::{Layers, RowId},
    mention::faction::{Actor, years::Years},
    model::FactionKind,
};

impl<'d> Discourse<'d> {
    /// Keeps the country whose armed forces or unit is named.
    pub(super) fn add_army(&mut self, choice: &Choice<'d>) {
        let military = |institution: RowId| self.layers.row(institution).bytes(institution::KIND) == b"military";
        let country = match choice.actor {
            Actor::Institution { institution, country } | Actor::Unit { institution, country } => country.filter(|_| military(*institution)),
            Actor::Row(row) if row.table == Table::Faction && self.layers.row(*row).bytes(faction::KIND) == b"military" => {
                self.layers.row(*row).list(faction::COUNTRIES).next().and_then(|code| self.layers.find(Table::Country, code))
            }
            _ => None,
        };
        if let Some(country) = country.filter(|country| !self.armies.contains(country)) {
            self.armies.push(country);
        }
    }

    /// "Ukrainian soldiers of the 93rd Brigade": the country of the army that is named right before.
    pub(super) fn army_beside(&self, first: usize) -> Option<RowId> {
        /// The most tokens from the first of the one to the first of the other.
        const BESIDE: usize = 6;
        let at = first.checked_sub(1 + usize::from(first > 1 && self.text(first - 1) == "the"))?;
        let before = self.said.last().filter(|s| s.identity.kind == FactionKind::Military && first - s.first <= BESIDE)?;
        matches!(self.text(at), "of" | "from" | "with").then_some(())?;
        let code = before.identity.id.as_deref()?.split_once(':')?.1;
        self.layers.find(Table::Country, code)
    }

    /// "Israel's military said its 98th Division had": the country of the army or government that is named before in the sentence.
    pub(super) fn its_army(&self, first: usize, sentence: usize) -> Option<RowId> {
        first.checked_sub(1).filter(|&b| matches!(self.text(b), "its" | "Its" | "their"))?;
        let state = |kind: &FactionKind| matches!(kind, FactionKind::Military | FactionKind::Government);
        let owner = self.said.iter().rev().take(FAR).take_while(|s| s.sentence == sentence).find(|s| state(&s.identity.kind))?;
        self.layers.find(Table::Country, owner.identity.id.as_deref()?.split_once(':')?.1)
    }

    /// The country of the only army that the article names; of none, the one that the article settles. Among several no unit tells of which it is.
    pub(super) fn only_army(&self, first: usize) -> Option<RowId> {
        match self.armies[..] {
            [] => self.country(first, Stage::Army),
            [country] => Some(country),
            _ => None,
        }
    }

    /// "The UN mission", "the African Union force in Somalia": the mission of a body that the article names, or the one that was in the country then.
    pub(super) fn mission(&mut self, choice: &Choice<'d>, body: RowId, place: Option<RowId>, armed: bool) -> Option<RowId> {
        let home = place.or_else(|| self.country(choice.candidate.first, Stage::Home));
        let sought = Sought { body, home, told: place.is_some(), armed };
        if let Some(known) = self.missions.get(&sought) {
            return *known;
        }
        let found = self.sought(sought);
        self.missions.insert(sought, found);
        found
    }

    fn sought(&self, Sought { body, home, told, armed }: Sought) -> Option<RowId> {
        let day = self.doc.article.get_published();
        let is_armed = |row: RowId| self.layers.row(row).list(faction::TRAITS).any(|t| t == "peacekeeping");
        let all = self.resolver.missions.get(&body).map(Vec::as_slice).unwrap_or_default();
        let missions: Vec<RowId> =
            all.iter().copied().filter(|&row| Years::of(self.layers.row(row)).hold(day) && (!armed || is_armed(row))).collect();
        let within = |row: RowId, country: RowId| {
            let code = self.layers.row(country).text(country::ID);
            self.layers.row(row).list(faction::COUNTRIES).any(|c| c == code)
        };
        // The only one, or the only one with soldiers.
        let only = |rows: &[RowId]| match (rows, &rows.iter().copied().filter(|&row| is_armed(row)).collect::<Vec<RowId>>()[..]) {
            ([row], _) | (_, [row]) => Some(*row),
            _ => None,
        };
        // One of the country alone comes before one of several (UNMISS before the force for Abyei).
        let alone = |row: RowId| self.layers.row(row).list(faction::COUNTRIES).count() == 1;
        let here = |rows: &[RowId]| {
            let there: Vec<RowId> = rows.iter().copied().filter(|&row| home.is_some_and(|home| within(row, home))).collect();
            only(&there.iter().copied().filter(|&row| alone(row)).collect::<Vec<RowId>>()).or_else(|| only(&there))
        };
        let row = |actor: &Actor| if let Actor::Row(row) = actor { Some(*row) } else { None };
        let named: Vec<RowId> = self.groups.iter().filter_map(|g| row(g.actor)).filter(|row| missions.contains(row)).collect();
        here(&named).or_else(|| only(&named).filter(|_| !told)).or_else(|| here(&missions))
    }
}

/// A mission of a body in a country, which the words tell or the article; a force or any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sought {
    body: RowId,
    home: Option<RowId>,
    told: bool,
    armed: bool,
}

/// What international bodies have sent to countries, by body.
pub(super) fn missions(layers: &Layers) -> BTreeMap<RowId, Vec<RowId>> {
    let mut missions: BTreeMap<RowId, Vec<RowId>> = BTreeMap::new();
    for (id, row) in
        layers.rows(Table::Faction).filter(|(_, row)| row.text(faction::KIND) == "international" && !row.text(faction::COUNTRIES).is_empty())
    {
        let bodies = row.list(faction::PARENT).filter_map(|parent| layers.find(Table::Faction, parent.split('{').next()?));
        bodies.for_each(|body| missions.entry(body).or_default().push(id));
    }
    missions
}
