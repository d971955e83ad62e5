//! Tells a place from those who act there: "Damascus launched", but "in Damascus".

use dateline_gazetteers::schema::{Table, country};

use crate::{
    document::Document,
    mention::place::{
        Acting, PlaceCandidate,
        sense::{Level, Sense},
    },
    model::PlaceUse,
    span::Span,
};

/// What decides the use of the names of an article.
pub(super) struct Uses<'s> {
    /// The sources of statements, in order.
    pub sources: &'s [Span],
}

impl Uses<'_> {
    /// The use of a name that is no adjective.
    pub fn of(&self, doc: &Document<'_>, c: &PlaceCandidate, sense: Option<&Sense<'_>>) -> PlaceUse {
        let Some(sense) = sense else { return PlaceUse::Literal };
        // Some names stand for a government.
        let is_seat = || doc.names_of(c.tokens.start, Table::Country).any(|m| usize::from(m.column) == country::SEATS);
        let acts = match c.acting {
            Acting::Yes => true,
            Acting::No => false,
            Acting::Open => self.sources.binary_search(&c.span).is_ok(),
        };
        if acts && (sense.level == Level::Country || is_seat()) { PlaceUse::Metonym } else { PlaceUse::Literal }
    }
}
