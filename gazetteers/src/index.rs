//! The compiled index, read in place. No access panics, whatever the bytes are: what lies outside its section reads as nothing.

use std::{borrow::Cow, fmt};

use crate::{
    image::*,
    name::{self, Flags, Name},
    schema::{Kind, Table},
};

mod lookup;

pub use lookup::{Lookup, Names, Posting, Word};

/// The bytes are not an index of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexError(&'static str);

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the gazetteer index cannot be used: {}", self.0)
    }
}

impl std::error::Error for IndexError {}

#[derive(Clone, Copy, Debug, Default)]
struct TableRange {
    first_row: u32,
    rows: u32,
    first_cell: u32,
    columns: u32,
}

const TABLE_COUNT: usize = Table::ALL.len();

/// Compiled tables, read in place.
#[derive(Clone)]
pub struct Index {
    data: Cow<'static, [u8]>,
    sections: [(u32, u32); SECTIONS],
    tables: [TableRange; TABLE_COUNT],
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("bytes", &self.data.len()).field("tables", &self.tables).finish()
    }
}

impl Index {
    /// Opens an image that is part of the program.
    ///
    /// # Errors
    ///
    /// If the bytes are not an image of this version and schema, or a section lies outside of them.
    pub fn from_static(data: &'static [u8]) -> Result<Index, IndexError> {
        Index::open(Cow::Borrowed(data))
    }

    /// Opens an image.
    ///
    /// # Errors
    ///
    /// As [`Index::from_static`].
    pub fn from_vec(data: Vec<u8>) -> Result<Index, IndexError> {
        Index::open(Cow::Owned(data))
    }

    fn open(data: Cow<'static, [u8]>) -> Result<Index, IndexError> {
        let header = data.get(..HEADER).ok_or(IndexError("it is too short"))?;
        if !header.starts_with(&MAGIC) {
            return Err(IndexError("it is not an index of this version; build it anew"));
        }
        if u64_at(header, 8) != schema_hash() {
            return Err(IndexError("it was made for other tables; build it anew"));
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let (start, len) = (u32_at(header, 8 + i * 2), u32_at(header, 9 + i * 2));
            let end = (start as usize).checked_add(len as usize);
            if end.is_none_or(|end| end > data.len()) || len as usize % SIZES[i] != 0 {
                return Err(IndexError("a section lies outside of it"));
            }
            *section = (start, len);
        }
        let mut index = Index { data, sections, tables: [TableRange::default(); TABLE_COUNT] };
        let slots = [(WORD_SLOTS, SLOT), (SMALL_SLOTS, SLOT), (ID_SLOTS, 8)];
        if slots.iter().any(|&(section, size)| !(index.section(section).len() / size).is_power_of_two()) {
            return Err(IndexError("a hash table has no size that it can have"));
        }
        let directory = index.section(TABLES);
        let mut tables = [TableRange::default(); TABLE_COUNT];
        for (i, (range, table)) in tables.iter_mut().zip(Table::ALL).enumerate() {
            let [first_row, rows, first_cell, columns] = [0, 1, 2, 3].map(|k| u32_at(directory, i * 4 + k));
            let end = first_row.checked_add(rows).map(|end| end as usize);
            if columns as usize != table.columns().len() || end.is_none_or(|end| end > index.section(BY_ID).len() / 4) {
                return Err(IndexError("a table has other columns"));
            }
            *range = TableRange { first_row, rows, first_cell, columns };
        }
        index.tables = tables;
        Ok(index)
    }

    #[inline]
    fn section(&self, section: usize) -> &[u8] {
        let (start, len) = self.sections[section];
        self.data.get(start as usize..start as usize + len as usize).unwrap_or_default()
    }

    /// Whether bytes begin as an index does, of whatever version.
    pub fn is_index(data: &[u8]) -> bool {
        data.starts_with(&MAGIC[..7])
    }

    /// The image.
    pub fn bytes(&self) -> &[u8] {
        &self.data
    }

    /// Whether it is to lie beneath the built-in index.
    pub fn is_beneath(&self) -> bool {
        self.section(LAYING).first() == Some(&1)
    }

    /// The ids it removes from the indexes below.
    pub fn removed(&self) -> impl Iterator<Item = (Table, &str)> {
        let lines = self.section(LAYING).get(1..).unwrap_or_default().split(|&b| b == b'\n');
        lines.filter_map(|line| {
            let (&table, id) = line.split_first()?;
            Some((*Table::ALL.get(usize::from(table))?, std::str::from_utf8(id).ok()?))
        })
    }

    /// The rows that an index above it replaces or removes, in order.
    pub fn hidden_by(&self, above: &Index) -> Vec<u32> {
        let mut hidden: Vec<u32> = above.removed().filter_map(|(table, id)| self.find(table, id)).collect();
        for &table in Table::ALL {
            let (ours, theirs) = (self.rows(table), above.rows(table));
            if theirs.len() < ours.len() / 16 {
                hidden.extend(theirs.filter_map(|row| self.find(table, above.row(row).text(0))));
                continue;
            }
            // Both in the order of their ids: one walk finds what they share.
            let (mut ours, mut theirs) = (self.in_order(ours).peekable(), above.in_order(theirs).peekable());
            while let (Some(&(row, id)), Some(&(_, other))) = (ours.peek(), theirs.peek()) {
                if id == other {
                    hidden.push(row);
                }
                if id <= other {
                    ours.next();
                } else {
                    theirs.next();
                }
            }
        }
        hidden.sort_unstable();
        hidden.dedup();
        hidden
    }

    /// The rows of a table with their ids, in the order of these.
    fn in_order(&self, rows: std::ops::Range<u32>) -> impl Iterator<Item = (u32, &str)> {
        let by_id = self.section(BY_ID);
        (rows.start as usize..(rows.end as usize).min(by_id.len() / 4)).map(move |at| {
            let row = u32_at(by_id, at);
            (row, self.row(row).text(0))
        })
    }

    /// A hash of the content.
    pub fn hash(&self) -> u64 {
        u64_at(&self.data, 16)
    }

    /// The size of the image in bytes.
    pub fn size(&self) -> usize {
        self.data.len()
    }

    /// The number of rows of all tables.
    pub fn row_count(&self) -> u32 {
        self.tables.last().map_or(0, |t| t.first_row.saturating_add(t.rows))
    }

    /// The row of that number.
    pub fn row(&self, row: u32) -> Row<'_> {
        let Some((table, range)) = self.table_of(row) else { return Row { index: self, row, table: Table::ALL[0], cells: &[], strings: &[] } };
        let width = range.columns as usize * 4;
        let start = (row - range.first_row) as usize * width + range.first_cell as usize * 4;
        let cells = self.section(CELLS).get(start..start.saturating_add(width)).unwrap_or_default();
        Row { index: self, row, table, cells, strings: self.section(STRINGS) }
    }

    /// The row of that number, which is one of `table`: found without a search.
    #[inline]
    pub fn row_in(&self, table: Table, row: u32) -> Row<'_> {
        let range = self.tables[table as usize];
        let width = range.columns as usize * 4;
        let nth = row.wrapping_sub(range.first_row);
        let start = if nth < range.rows { nth as usize * width + range.first_cell as usize * 4 } else { usize::MAX };
        let cells = self.section(CELLS).get(start..start.saturating_add(width)).unwrap_or_default();
        Row { index: self, row, table, cells, strings: self.section(STRINGS) }
    }

    /// The numbers of a table's rows, in the order of their files.
    pub fn rows(&self, table: Table) -> std::ops::Range<u32> {
        let range = self.tables[table as usize];
        range.first_row..range.first_row.saturating_add(range.rows)
    }

    /// The row of that id.
    pub fn find(&self, table: Table, id: &str) -> Option<u32> {
        let (slots, rows, hash) = (self.section(ID_SLOTS), self.rows(table), id_hash(table, id));
        let size = slots.len() / 8;
        let mut at = hash as usize;
        for _ in 0..size {
            at &= size - 1;
            let row = u32_at(slots, at * 2 + 1).checked_sub(1)?;
            if u32_at(slots, at * 2) == (hash >> 32) as u32 && rows.contains(&row) && self.row_in(table, row).bytes(0) == id.as_bytes() {
                return Some(row);
            }
            at += 1;
        }
        None
    }

    /// The arrays that finding names reads.
    pub fn lookup(&self) -> Lookup<'_> {
        Lookup {
            strings: self.section(STRINGS),
            slots: self.section(WORD_SLOTS),
            small_slots: self.section(SMALL_SLOTS),
            filter: self.section(FILTER),
            small_filter: self.section(SMALL_FILTER),
            way_filter: self.section(WAY_FILTER),
            offsets: self.section(WORD_OFFSETS),
            bytes: self.section(WORD_BYTES),
            node_word: self.section(NODE_WORD),
            node_first: self.section(NODE_FIRST),
            postings: self.section(POSTINGS),
            validity: self.section(VALIDITY),
            longest: u64_at(&self.data, 24).min(64) as usize,
        }
    }

    #[inline]
    fn table_of(&self, row: u32) -> Option<(Table, TableRange)> {
        // Most rows are places.
        let places = self.tables[Table::Place as usize];
        if row.wrapping_sub(places.first_row) < places.rows {
            return Some((Table::Place, places));
        }
        let at = self.tables.partition_point(|t| t.first_row <= row).checked_sub(1)?;
        let range = self.tables[at];
        (row - range.first_row < range.rows).then_some((Table::ALL[at], range))
    }
}

/// The bytes of a text.
#[inline]
fn string(strings: &[u8], offset: u32) -> &[u8] {
    let start = (offset as usize).saturating_add(1);
    match strings.get(offset as usize) {
        None | Some(0) => &[],
        Some(255) => {
            let (start, len) = string_range(strings, offset);
            strings.get(start..start.saturating_add(len)).unwrap_or_default()
        }
        Some(&len) => strings.get(start..start.saturating_add(usize::from(len))).unwrap_or_default(),
    }
}

/// Where a text stands among the texts, and its length.
fn string_range(strings: &[u8], offset: u32) -> (usize, usize) {
    let offset = offset as usize;
    match strings.get(offset) {
        None | Some(0) => (0, 0),
        Some(255) => {
            let len = strings.get(offset.saturating_add(1)..offset.saturating_add(5)).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
            (offset.saturating_add(5), len as usize)
        }
        Some(&len) => (offset.saturating_add(1), usize::from(len)),
    }
}

fn slice(bytes: &[u8], start: usize, len: usize) -> &str {
    bytes.get(start..start.saturating_add(len)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
}

#[inline]
fn u32_at(bytes: &[u8], index: usize) -> u32 {
    // A damaged index may ask for more than a 32-bit machine can count; an inverted range reads as nothing.
    let at = index.saturating_mul(4);
    bytes.get(at..at.saturating_add(4)).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[inline]
fn u64_at(bytes: &[u8], offset: usize) -> u64 {
    bytes.get(offset..offset + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// One row of an index.
#[derive(Clone, Copy, Debug)]
pub struct Row<'i> {
    index: &'i Index,
    row: u32,
    table: Table,
    /// Four bytes each.
    cells: &'i [u8],
    /// All texts of the index.
    strings: &'i [u8],
}

impl<'i> Row<'i> {
    /// The table the row belongs to.
    #[inline]
    pub fn table(self) -> Table {
        self.table
    }

    /// The number of the row in its index.
    pub fn number(self) -> u32 {
        self.row
    }

    /// A text cell; empty where the cell is. Lists and names come as they stand in the file; a cell of one name without its flags.
    pub fn text(self, column: usize) -> &'i str {
        self.plain(column, std::str::from_utf8(self.bytes(column)).unwrap_or_default())
    }

    /// The bytes of a text cell as it stands in the file: to compare with, at less cost than the text.
    #[inline]
    pub fn bytes(self, column: usize) -> &'i [u8] {
        match self.cell(column) {
            Some(offset @ 1..) if self.is_text(column) => string(self.strings, offset),
            _ => &[],
        }
    }

    /// Whether a text cell is empty.
    #[inline]
    pub fn is_empty(self, column: usize) -> bool {
        self.bytes(column).is_empty()
    }

    /// A text cell as it stands in the file, flags included.
    pub fn raw(self, column: usize) -> &'i str {
        let (start, len) = self.range(column);
        slice(self.strings, start, len)
    }

    /// A text cell that costs nothing to keep where the index is embedded.
    pub fn cow(self, column: usize) -> Cow<'static, str> {
        let (start, len) = self.range(column);
        let start = start.saturating_add(self.index.sections[STRINGS].0 as usize);
        match &self.index.data {
            Cow::Borrowed(data) => Cow::Borrowed(self.plain(column, slice(data, start, len))),
            Cow::Owned(data) => Cow::Owned(self.plain(column, slice(data, start, len)).to_owned()),
        }
    }

    fn range(self, column: usize) -> (usize, usize) {
        let offset = self.cell(column).filter(|_| self.is_text(column)).unwrap_or(0);
        if offset == 0 { (0, 0) } else { string_range(self.strings, offset) }
    }

    fn plain(self, column: usize, text: &str) -> &str {
        if text.ends_with('}') && self.column(column) == Some(Kind::Name) { name::split(text).0 } else { text }
    }

    #[inline]
    fn is_text(self, column: usize) -> bool {
        self.column(column).is_some_and(|kind| !matches!(kind, Kind::Integer | Kind::Degrees))
    }

    #[inline]
    fn column(self, column: usize) -> Option<Kind> {
        self.table.columns().get(column).map(|c| c.kind)
    }

    #[inline]
    fn cell(self, column: usize) -> Option<u32> {
        self.cells.get(column * 4..column * 4 + 4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// An integer cell.
    #[inline]
    pub fn integer(self, column: usize) -> Option<u32> {
        self.cell(column).filter(|&n| n != NO_INTEGER && self.column(column) == Some(Kind::Integer))
    }

    /// A cell of degrees.
    #[inline]
    pub fn degrees(self, column: usize) -> Option<f64> {
        let value = self.cell(column)? as i32;
        (value != NO_DEGREES && self.column(column) == Some(Kind::Degrees)).then(|| f64::from(value) / 100_000.0)
    }

    /// The elements of a list cell.
    pub fn list(self, column: usize) -> impl Iterator<Item = &'i str> {
        self.text(column).split('|').map(str::trim).filter(|s| !s.is_empty())
    }

    /// The names of a names cell, without their flags' text.
    pub fn names(self, column: usize) -> impl Iterator<Item = (&'i str, Flags)> {
        self.dated_names(column).map(|name| (name.text, name.flags))
    }

    /// The names of a names cell, with when they were in use.
    pub fn dated_names(self, column: usize) -> impl Iterator<Item = Name<'i>> {
        let (start, len) = self.range(column);
        name::names(slice(self.strings, start, len))
    }
}
