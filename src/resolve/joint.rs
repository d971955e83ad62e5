//! Sources of several who speak together: "A and B", "Turkish and Syrian officials".

use std::ops::Range;

use dateline_gazetteers::schema::{Table, country};

use super::source::{Head, Sources};
use crate::{
    gazetteer::NameMatch,
    model::{Affiliation, Entity, EntityKind},
};

impl Sources<'_, '_> {
    /// An entity for each part; one for all of which nothing more is known.
    pub(super) fn joint(&self, parts: Vec<Range<usize>>) -> Vec<Entity> {
        let mut entities: Vec<Entity> = parts.into_iter().map(|part| self.entity(&part, self.head(&part))).collect();
        let nobody = |e: &Entity| e.kind == EntityKind::Unnamed && e.name.is_none() && e.affiliation.is_none();
        if entities.iter().all(nobody) {
            entities.truncate(1);
        }
        entities
    }

    /// "A and B": the parts that have a head each; none if it is one. `head` is the head segment.
    pub(super) fn parts(&self, tokens: Range<usize>, head: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        if !head.clone().any(|i| matches!(self.actors.word(i), "and" | "or")) {
            return parts;
        }
        let borders: Vec<usize> = head.filter(|&i| matches!(self.actors.word(i), "and" | "or" | ",")).collect();
        let mut start = tokens.start;
        for &border in &borders {
            let rest_end = borders.iter().copied().find(|&b| b > border).unwrap_or(tokens.end);
            if border > start && self.speak_apart(&(start..border), &(border + 1..rest_end), self.actors.word(border) != ",") {
                parts.push(start..border);
                start = border + 1;
            }
        }
        if !parts.is_empty() {
            parts.push(start..tokens.end);
        }
        parts
    }

    /// Two phrases of a list are two that speak; `joined` by a conjunction.
    fn speak_apart(&self, one: &Range<usize>, other: &Range<usize>, joined: bool) -> bool {
        let named = |head: &Option<Head<'_>>| matches!(head, Some(Head::Person(_) | Head::Faction(_) | Head::Outlet(_)));
        let (first, second) = (self.head(one), self.head(other));
        if named(&first) && named(&second) {
            return true;
        }
        // "Berg, an economist and a critic of the law": more is said of one.
        if !joined || one.clone().any(|i| self.actors.word(i) == ",") {
            return false;
        }
        match (&first, &second) {
            (Some(Head::Title(title)), Some(Head::Faction(_) | Head::Outlet(_) | Head::Person(_))) => self.is_plural_title(title),
            // "Police and witnesses", "Ann Berg and her lawyer", not "Police and hospital officials"
            (Some(Head::Faction(_) | Head::Outlet(_) | Head::Person(_)), Some(Head::Title(title))) => {
                self.is_determined(other) || self.is_plural_title(title) && title.start == other.start
            }
            (Some(Head::Title(one)), Some(Head::Title(title))) => {
                self.is_determined(other) || self.is_plural_title(one) && self.is_plural_title(title)
            }
            _ => false,
        }
    }

    /// "the Turkish, Syrian and Iraqi foreign ministers": a comma between adjectives.
    pub(super) fn lists_countries(&self, comma: usize) -> bool {
        let adjective = |at: usize, end: usize| {
            let known = |m: &NameMatch| m.last as usize == end && usize::from(m.column) == country::ADJECTIVES;
            self.actors.doc.names_of(at, Table::Country).any(known)
        };
        (comma.saturating_sub(2)..comma).any(|at| adjective(at, comma)) && (comma + 2..comma + 4).any(|end| adjective(comma + 1, end))
    }

    fn is_plural_title(&self, title: &Range<usize>) -> bool {
        self.is_plural_word(self.actors.word(title.end - 1))
    }

    /// An article or possessive begins the phrase.
    fn is_determined(&self, part: &Range<usize>) -> bool {
        matches!(self.actors.word(part.start), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "another")
    }

    /// "Turkish and Syrian officials", "the foreign ministers of Turkey and Syria", "Hamas and Fatah officials": adds one for each country or group after the
    /// first.
    pub(super) fn add_joint(&self, tokens: &Range<usize>, entities: &mut Vec<Entity>) {
        let [entity] = entities.as_slice() else { return };
        let Some(id) = entity.affiliation.as_ref().and_then(|a| a.id.as_deref()) else { return };
        let country = |at: usize| {
            let m = self.actors.doc.names_of(at, Table::Country).find(|m| m.same_case && m.last as usize <= tokens.end)?;
            Some((m.last as usize, self.actors.layers.row(m.row).text(country::ID)))
        };
        let more = match id.split_once(':') {
            Some((key, code)) => self.listed(tokens, |at| country(at).map(|(end, other)| (end, other == code, self.actors.institution(key, other)))),
            None => self.listed(tokens, |at| {
                let faction = self.actors.faction_over(self.actors.doc.tokens[at].core_span())?;
                let affiliation = faction.name.clone().map(|name| Affiliation { id: faction.id.clone(), name });
                Some((self.actors.doc.token_at(faction.span.end), faction.id.as_deref() == Some(id), affiliation))
            }),
        };
        let one = entity.clone();
        entities.extend(more.into_iter().map(|affiliation| Entity { affiliation: Some(affiliation), ..one.clone() }));
    }

    /// Those after the first one of a list that "and" ends; nothing if there is no such list. `item` gives what begins at a token: its end, whether it is the
    /// first one, and whose it is.
    fn listed(&self, tokens: &Range<usize>, item: impl Fn(usize) -> Option<(usize, bool, Option<Affiliation>)>) -> Vec<Affiliation> {
        let Some(mut end) = tokens.clone().find_map(|at| item(at).filter(|(_, first, _)| *first)).map(|(end, ..)| end) else { return Vec::new() };
        let mut more = Vec::new();
        while matches!(self.actors.word(end), "," | "and") && end < tokens.end {
            let last = self.actors.word(end) == "and";
            let the = usize::from(self.actors.word(end + 1) == "the");
            let Some((past, false, affiliation)) = Some(end + 1 + the).filter(|&at| at < tokens.end).and_then(&item) else { break };
            more.extend(affiliation);
            end = past;
            if last {
                return more;
            }
        }
        Vec::new()
    }
}
