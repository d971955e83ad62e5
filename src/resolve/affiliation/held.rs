//! Titles that stand with their country: "Syria's prime minister".

use dateline_gazetteers::schema::{Table, country};

use super::Actors;
use crate::{
    gazetteer::{RowId, TableSet},
    mention::person::words::Class,
    token::Gap,
};

/// A title that stands with its country ("Syria's prime minister").
pub(super) struct Held<'a> {
    title: RowId,
    /// Its first token.
    at: usize,
    country: &'a str,
    /// A word of saying follows, and no name: a speaker whose name is still to come.
    speaks: bool,
    /// The title stands with this country alone, and somewhere it speaks.
    alone: bool,
}

impl<'a> Actors<'a> {
    /// Every title with the country whose adjective or possessive stands before it, or whose name follows "of".
    pub(super) fn titles_held(&self) -> Vec<Held<'a>> {
        let country_from = |at: usize, until: usize| {
            let m = self.doc.names_of(at, Table::Country).find(|m| m.last as usize <= until)?;
            Some((m.last as usize, self.layers.row(m.row).text(country::ID)))
        };
        let mut held = Vec::new();
        let mut past = 0;
        for at in self.doc.openings_of(TableSet::NONE.with(Table::Title)) {
            // The longest one.
            let Some(m) = self.doc.names_of(at, Table::Title).next() else { continue };
            let (first, last) = (m.first as usize, m.last as usize);
            if last <= past {
                continue;
            }
            past = last;
            let floor = first.saturating_sub(4);
            // Most have no country near.
            let country = TableSet::NONE.with(Table::Country);
            if !self.doc.has(last + 1, Table::Country) && !self.doc.all_tables()[floor..first].iter().any(|t| t.meets(country)) {
                continue;
            }
            // The nearest: "the Syrian regime. Syria's prime minister".
            let before = (floor..first)
                .rev()
                .find_map(|at| country_from(at, first))
                .filter(|(end, _)| (*end..first).all(|i| self.words.is(self.doc.word(i), Class::Modifier)));
            let of = || if self.word(last) == "of" { country_from(last + 1, last + 6) } else { None };
            if let (Some((_, code)), false) = (before.or_else(of), self.is_past(first, floor)) {
                let cue = self.doc.has(last, Table::Cue);
                let speaks = cue && self.doc.tokens.get(last).is_some_and(|t| !t.capital && t.gap == Gap::Space);
                held.push(Held { title: m.row, at: first, country: code, speaks, alone: false });
            }
        }
        held.sort_by_key(|h: &Held<'_>| (h.title, h.at));
        for of_title in held.chunk_by_mut(|one, next| one.title == next.title) {
            let country = of_title[0].country;
            let alone = of_title.iter().all(|h| h.country == country) && of_title.iter().any(|h| h.speaks);
            of_title.iter_mut().for_each(|h| h.alone = alone);
        }
        held
    }

    /// Where a title stands with its country, in order.
    pub(super) fn held(&self, title: RowId) -> &[Held<'a>] {
        let held = self.held.get_or_init(|| self.titles_held());
        let from = held.partition_point(|h| h.title < title);
        let count = held[from..].partition_point(|h| h.title == title);
        &held[from..from + count]
    }

    /// The country that a title had nearest before a token, or else first after it.
    pub(super) fn held_near(&self, title: RowId, token: usize) -> Option<&'a str> {
        let held = self.held(title);
        let after = held.partition_point(|h| h.at < token);
        held[..after].last().or(held.get(after)).map(|h| h.country)
    }

    /// The country of a title that the article gives without a name ("Syria's prime minister said"), where it gives the title no other country: a name
    /// that has the title is then whom it meant.
    pub(super) fn held_unnamed(&self, title: RowId) -> Option<&'a str> {
        self.held(title).first().filter(|h| h.alone).map(|h| h.country)
    }
}
