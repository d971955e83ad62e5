//! The years of a faction, by which names, missions and groups are told that are not of an article's time.

use dateline_gazetteers::{Row, schema::faction};
use jiff::civil::Date;

/// The first and last year of a faction, as far as its row tells them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Years {
    from: u16,
    until: u16,
}

impl Default for Years {
    fn default() -> Years {
        Years { from: 0, until: u16::MAX }
    }
}

impl Years {
    pub fn of(row: Row<'_>) -> Years {
        let year = |column: usize| row.text(column).get(..4).and_then(|year| year.parse().ok());
        let always = Years::default();
        Years { from: year(faction::FROM).unwrap_or(always.from), until: year(faction::UNTIL).unwrap_or(always.until) }
    }

    /// It had begun in a year.
    pub fn began(self, year: u16) -> bool {
        self.from <= year
    }

    /// It had ended before a year.
    pub fn ended(self, year: u16) -> bool {
        self.until < year
    }

    /// It existed in the year of a day; of no day it is not known.
    pub fn hold(self, day: Option<Date>) -> bool {
        let year = |day: Date| day.year().unsigned_abs();
        day.is_none_or(|day| self.began(year(day)) && !self.ended(year(day)))
    }
}
