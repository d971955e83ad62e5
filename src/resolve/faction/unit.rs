//! Of which country a unit is, and which mission of a body is meant.

use dateline_gazetteers::schema::{Table, country, faction};

use super::{Choice, discourse::Discourse, existed, institution_kind, stage::Stage};
use crate::{gazetteer::RowId, mention::faction::Actor, model::FactionKind};

impl<'d> Discourse<'d> {
    /// Keeps the country whose armed forces or unit is named.
    pub(super) fn add_army(&mut self, choice: &Choice<'d>) {
        let military = |institution: RowId| institution_kind(self.layers, institution) == FactionKind::Military;
        let country = match choice.actor {
            Actor::Institution { institution, country } | Actor::Unit { institution, country } => country.filter(|_| military(*institution)),
            Actor::Row(row) if row.table == Table::Faction && self.layers.row(*row).text(faction::KIND) == "military" => {
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

    /// The country of the only army that the article names; of none, the one that the article settles. Among several no unit tells of which it is.
    pub(super) fn only_army(&self, first: usize) -> Option<RowId> {
        match self.armies[..] {
            [] => self.country(first, Stage::Army),
            [country] => Some(country),
            _ => None,
        }
    }

    /// "The UN mission", "the African Union force in Somalia": the mission of a body that the article names, or the one that was in the country then.
    pub(super) fn mission(&self, choice: &Choice<'d>, body: RowId, place: Option<RowId>, armed: bool) -> Option<RowId> {
        let id = self.layers.row(body).text(faction::ID);
        let day = self.doc.article.get_published();
        let of = |row: &RowId| {
            let row = self.layers.row(*row);
            let parent = row.list(faction::PARENT).any(|parent| parent.split('{').next() == Some(id));
            parent && existed(row, day) && (!armed || row.list(faction::TRAITS).any(|t| t == "peacekeeping"))
        };
        let within = |row: &RowId, country: RowId| {
            let code = self.layers.row(country).text(country::ID);
            self.layers.row(*row).list(faction::COUNTRIES).any(|c| c == code)
        };
        let only = |rows: &[RowId]| {
            let armed: Vec<RowId> =
                rows.iter().copied().filter(|row| self.layers.row(*row).list(faction::TRAITS).any(|t| t == "peacekeeping")).collect();
            match (rows, &armed[..]) {
                ([row], _) | (_, [row]) => Some(*row),
                _ => None,
            }
        };
        let named: Vec<RowId> = self.groups.iter().filter_map(|g| if let Actor::Row(row) = g.actor { Some(*row) } else { None }).filter(of).collect();
        let home = place.or_else(|| self.country(choice.candidate.first, Stage::Home));
        let here = |rows: &[RowId]| home.and_then(|home| only(&rows.iter().copied().filter(|row| within(row, home)).collect::<Vec<RowId>>()));
        let missions =
            || self.layers.rows(Table::Faction).map(|(row, _)| row).filter(|row| row.table == Table::Faction && of(row)).collect::<Vec<RowId>>();
        here(&named).or_else(|| only(&named).filter(|_| place.is_none())).or_else(|| here(&missions()))
    }
}
