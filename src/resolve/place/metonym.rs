//! Tells a place from those who act there: "Damascus launched", but "in Damascus".

use dateline_gazetteers::schema::{Table, country};

use crate::{
    attribution::Attributed,
    document::Document,
    mention::place::{
        Acting, PlaceCandidate,
        sense::{Level, Sense},
    },
    model::PlaceUse,
    span::Span,
};

/// What decides the use of the names of an article.
pub(super) struct Uses {
    /// The sources of statements, in order.
    sources: Vec<Span>,
    /// First tokens of names that stand for a government.
    seats: Vec<u32>,
}

impl Uses {
    pub fn new(doc: &Document<'_>, claims: &[Attributed]) -> Uses {
        let mut sources: Vec<Span> = claims.iter().flat_map(|c| c.steps.iter().filter_map(|s| s.source)).collect();
        sources.sort_unstable();
        let seats = doc.names.iter().filter(|m| m.table == Table::Country && usize::from(m.column) == country::SEATS).map(|m| m.first).collect();
        Uses { sources, seats }
    }

    /// The use of a name that is no adjective.
    pub fn of(&self, c: &PlaceCandidate, sense: Option<&Sense<'_>>) -> PlaceUse {
        let Some(sense) = sense else { return PlaceUse::Literal };
        let stands_for = sense.level == Level::Country || self.seats.binary_search(&u32::try_from(c.tokens.start).unwrap_or(u32::MAX)).is_ok();
        let acts = match c.acting {
            Acting::Yes => true,
            Acting::No => false,
            Acting::Open => self.sources.binary_search(&c.span).is_ok(),
        };
        if stands_for && acts { PlaceUse::Metonym } else { PlaceUse::Literal }
    }
}
