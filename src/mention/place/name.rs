//! The names of places of an article: what each can mean, kept once however often it is mentioned.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{PlaceCandidate, Reading};
use crate::{distinct::Distinct, gazetteer::RowId};

/// The number of a name: of a list of readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameId(u32);

impl NameId {
    /// What has no readings.
    pub const NONE: NameId = NameId(0);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The lists of readings of an article, each once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    readings: Vec<Reading>,
    /// The readings of each name but that without any.
    names: Vec<Range<u32>>,
    known: Distinct,
}

impl Names {
    pub fn new() -> Names {
        Names { readings: Vec::with_capacity(128), names: Vec::with_capacity(32), known: Distinct::default() }
    }

    /// How many names there are, that without readings among them.
    pub fn len(&self) -> usize {
        self.names.len() + 1
    }

    /// The number of a list of readings.
    pub fn enter(&mut self, readings: &[Reading]) -> NameId {
        let Some(first) = readings.first() else { return NameId::NONE };
        let same = |n: u32| readings == &self.readings[range(&self.names[n as usize])];
        let (number, new) = self.known.number(hash(first.row), same);
        if new {
            let start = self.readings.len() as u32;
            self.readings.extend_from_slice(readings);
            self.names.push(start..self.readings.len() as u32);
        }
        NameId(number + 1)
    }

    /// What a name can mean; empty for streets and facilities, which the gazetteer does not know, unless they are named for a place that they lie in.
    #[inline]
    pub fn readings(&self, name: NameId) -> &[Reading] {
        name.index().checked_sub(1).map_or(&[], |n| &self.readings[range(&self.names[n])])
    }

    /// The numbers of all names, that without readings first.
    pub fn ids(&self) -> impl Iterator<Item = NameId> {
        (0..self.len() as u32).map(NameId)
    }

    /// What a candidate can mean.
    #[inline]
    pub fn of(&self, c: &PlaceCandidate) -> &[Reading] {
        self.readings(c.name)
    }

    /// The readings of all names.
    pub fn all(&self) -> &[Reading] {
        &self.readings
    }
}

fn range(of: &Range<u32>) -> Range<usize> {
    of.start as usize..of.end as usize
}

fn hash(row: RowId) -> u64 {
    let place = u64::from(row.table == Table::Place);
    (u64::from(row.row) << 9 | u64::from(row.layer) << 1 | place).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}
