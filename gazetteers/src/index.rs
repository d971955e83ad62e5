//! The compiled index, read in place. No access panics, whatever the bytes are: what lies outside its section reads as nothing.

use std::{borrow::Cow, fmt, hint::black_box};

use crate::{
    fold::{self, Case},
    image::*,
    key::Key,
    name::{self, Flags, Name, Validity},
    schema::{Kind, Table},
};

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
        if !(index.section(WORD_SLOTS).len() / 16).is_power_of_two() || !(index.section(ID_SLOTS).len() / 8).is_power_of_two() {
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
        let Some((table, range)) = self.table_of(row) else { return Row { index: self, row, table: Table::ALL[0], cells: &[] } };
        let width = range.columns as usize * 4;
        let start = (row - range.first_row) as usize * width + range.first_cell as usize * 4;
        Row { index: self, row, table, cells: self.section(CELLS).get(start..start.saturating_add(width)).unwrap_or_default() }
    }

    /// The row of that number, which is one of `table`: found without a search.
    #[inline]
    pub fn row_in(&self, table: Table, row: u32) -> Row<'_> {
        let range = self.tables[table as usize];
        let width = range.columns as usize * 4;
        let nth = row.wrapping_sub(range.first_row);
        let start = if nth < range.rows { nth as usize * width + range.first_cell as usize * 4 } else { usize::MAX };
        Row { index: self, row, table, cells: self.section(CELLS).get(start..start.saturating_add(width)).unwrap_or_default() }
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
            filter: self.section(FILTER),
            small_filter: self.section(SMALL_FILTER),
            way_filter: self.section(WAY_FILTER),
            way_lines: self.section(WAY_LINES),
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

    /// The bytes of a text.
    #[inline]
    fn string(&self, offset: u32) -> &[u8] {
        let strings = self.section(STRINGS);
        let start = (offset as usize).saturating_add(1);
        match strings.get(offset as usize) {
            None | Some(0) => &[],
            Some(255) => {
                let (start, len) = self.string_range(offset);
                strings.get(start..start.saturating_add(len)).unwrap_or_default()
            }
            Some(&len) => strings.get(start..start.saturating_add(usize::from(len))).unwrap_or_default(),
        }
    }

    fn string_range(&self, offset: u32) -> (usize, usize) {
        let strings = self.section(STRINGS);
        let offset = offset as usize;
        match strings.get(offset) {
            None | Some(0) => (0, 0),
            Some(255) => {
                let len =
                    strings.get(offset.saturating_add(1)..offset.saturating_add(5)).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
                (offset.saturating_add(5), len as usize)
            }
            Some(&len) => (offset.saturating_add(1), usize::from(len)),
        }
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
            Some(offset @ 1..) if self.is_text(column) => self.index.string(offset),
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
        slice(self.index.section(STRINGS), start, len)
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
        if offset == 0 { (0, 0) } else { self.index.string_range(offset) }
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
        name::names(slice(self.index.section(STRINGS), start, len))
    }
}

/// A word of the vocabulary: a number with what must be known of it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(u32);

impl Word {
    #[inline]
    fn number(self) -> u32 {
        self.0 & !WORD_BITS
    }

    /// Whether it takes a full stop ("Gen", "St").
    #[inline]
    pub fn takes_period(self) -> bool {
        self.0 & PERIOD != 0
    }

    /// The node of the word alone, if names begin with it.
    #[inline]
    pub fn start(self) -> Option<u32> {
        (self.0 & STARTS != 0).then_some(self.number())
    }

    /// Whether the word alone is a name.
    #[inline]
    pub fn is_end(self) -> bool {
        self.0 & ENDS != 0
    }

    /// Whether the word alone is a name that a text may write in small letters.
    #[inline]
    pub fn may_be_lower(self) -> bool {
        self.0 & LOWER != 0
    }

    /// Whether names of more words begin with it.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.0 & GOES_ON != 0
    }
}

/// The way from words to names. A node is a run of words that some name begins with.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'i> {
    strings: &'i [u8],
    slots: &'i [u8],
    filter: &'i [u8],
    small_filter: &'i [u8],
    way_filter: &'i [u8],
    way_lines: &'i [u8],
    offsets: &'i [u8],
    bytes: &'i [u8],
    node_word: &'i [u8],
    node_first: &'i [u8],
    postings: &'i [u8],
    validity: &'i [u8],
    longest: usize,
}

/// A name at a node.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'i> {
    /// The row.
    pub row: u32,
    /// The name's flags.
    pub flags: Flags,
    marks: Marks,
    number: u32,
    spelling: u32,
    len: u8,
    lookup: &'i Lookup<'i>,
}

impl<'i> Posting<'i> {
    /// The table of the row.
    #[inline]
    pub fn table(&self) -> Table {
        Table::ALL.get(usize::from(self.marks.table)).copied().unwrap_or(Table::ALL[0])
    }

    /// The column that holds the name.
    #[inline]
    pub fn column(&self) -> u8 {
        self.marks.column
    }

    /// The name's case, articles left out.
    #[inline]
    pub fn case(&self) -> Case {
        self.marks.case
    }

    /// Its first letter (after an article) is upper case.
    #[inline]
    pub fn capital(&self) -> bool {
        self.marks.capital
    }

    /// The spelling ends with a full stop.
    #[inline]
    pub fn ends_with_period(&self) -> bool {
        self.marks.ends_with_period
    }

    /// The gazetteer's spelling.
    pub fn spelling(&self) -> &'i str {
        slice(self.lookup.strings, self.spelling as usize, usize::from(self.len))
    }

    /// When the name was in use.
    #[inline]
    pub fn validity(&self) -> Validity {
        if self.marks.dated { self.dated() } else { Validity::ALWAYS }
    }

    #[cold]
    fn dated(&self) -> Validity {
        let (mut low, mut high) = (0, self.lookup.validity.len() / 12);
        while low < high {
            let middle = low + (high - low) / 2;
            if u32_at(self.lookup.validity, middle * 3) < self.number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Validity { from: u32_at(self.lookup.validity, low * 3 + 1), until: u32_at(self.lookup.validity, low * 3 + 2) }
    }
}

impl<'i> Lookup<'i> {
    /// The number of words of the longest name, at most 64.
    #[inline]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The number of the word that a piece of text folds to, if any name has it. `scratch` is for the unusual pieces.
    #[inline]
    pub fn word(&self, text: &str, start: usize, end: usize, scratch: &mut String) -> Option<Word> {
        match Key::of_plain(text.as_bytes(), start, end) {
            Some(key) => self.word_with_key(key, text, start, end),
            None => self.word_of_piece(text.get(start..end)?, scratch),
        }
    }

    /// As [`Lookup::word`] for a piece whose key is known.
    #[inline]
    pub fn word_with_key(&self, key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        self.find_word(key, end - start <= 8, |word| {
            let range = u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize;
            text.as_bytes().get(start..end).zip(self.bytes.get(range)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
        })
    }

    /// Whether some name may have the word of a key: a first look at where it would stand.
    #[inline]
    pub fn may_have(&self, key: Key) -> bool {
        let at = key.hash() as usize & (self.slots.len() / 16).wrapping_sub(1);
        filter_has(self.filter, key.hash()) && u64_at(self.slots, at * 16 + 8) != 0
    }

    /// Whether a name may begin with a word in small letters; a quick look that tells most words from those that do.
    #[inline]
    pub fn may_begin_small(&self, key: Key) -> bool {
        filter_has(self.small_filter, key.hash())
    }

    /// Whether a word may lead on from a node; as quick.
    #[inline]
    pub fn may_lead_on(&self, node: u32, key: Key) -> bool {
        has_bit(self.way_lines, way_bit(node, key.hash(), self.way_lines.len())) && filter_has(self.way_filter, way(node, key.hash()))
    }

    /// Reads what [`Lookup::may_lead_on`] will, for nothing but that the processor has it at hand then.
    #[inline]
    pub fn look_on(&self, node: u32, key: Key) {
        black_box(has_bit(self.way_lines, way_bit(node, key.hash(), self.way_lines.len())));
    }

    /// As [`Lookup::word`] for a piece by itself.
    pub fn word_of_piece(&self, piece: &str, scratch: &mut String) -> Option<Word> {
        let mut buffer = [0; 24];
        if let Some(key) = fold::short_key(piece, &mut buffer) {
            return self.word_of_key(key);
        }
        scratch.clear();
        fold::key(piece, scratch);
        self.word_of_key(scratch.as_bytes())
    }

    /// The number of the word with this key.
    pub fn word_of_key(&self, key: &[u8]) -> Option<Word> {
        self.find_word(Key::of(key), false, |word| {
            let range = u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize;
            self.bytes.get(range) == Some(key)
        })
    }

    /// `short`: the head of the key is the whole word.
    #[inline]
    fn find_word(&self, key: Key, short: bool, same: impl Fn(u32) -> bool) -> Option<Word> {
        let (head, hash) = (key.head(), key.hash());
        if !filter_has(self.filter, hash) {
            return None;
        }
        let size = self.slots.len() / 16;
        let mask = size.wrapping_sub(1);
        let mut at = hash as usize & mask;
        for _ in 0..size {
            let slot: &[u8; 16] = self.slots.get(at * 16..at * 16 + 16)?.try_into().ok()?;
            let slot = u128::from_le_bytes(*slot);
            let word = Word(((slot >> 96) as u32).checked_sub(1)?);
            if slot as u64 == head && (slot >> 64) as u32 == (hash >> 32) as u32 && (short || same(word.number())) {
                return Some(word);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The node one word further.
    #[inline]
    pub fn next(&self, node: u32, word: Word) -> Option<u32> {
        let word = word.number();
        let node = node as usize;
        let mut low = u32_at(self.node_first, node * 2) as usize;
        let end = (u32_at(self.node_first, node * 2 + 2) as usize).min(self.node_word.len() / 4);
        let mut high = end;
        while low < high {
            let middle = low + (high - low) / 2;
            if u32_at(self.node_word, middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < end && u32_at(self.node_word, low) == word).then_some(low as u32)
    }

    /// Whether names end at a node.
    #[inline]
    pub fn is_end(&self, node: u32) -> bool {
        let node = node as usize;
        u32_at(self.node_first, node * 2 + 1) < u32_at(self.node_first, node * 2 + 3)
    }

    /// The names that end at a node.
    #[inline]
    pub fn postings(&self, node: u32) -> impl Iterator<Item = Posting<'_>> {
        let node = node as usize;
        (u32_at(self.node_first, node * 2 + 1)..u32_at(self.node_first, node * 2 + 3)).map_while(|number| self.posting(number))
    }

    /// Reads the first name at a node, for nothing but that the processor has it at hand when it is asked for.
    #[inline]
    pub fn look_ahead(&self, node: u32) {
        let first = u32_at(self.node_first, node as usize * 2 + 1) as usize;
        black_box(u32_at(self.postings, first.saturating_mul(3)));
    }

    #[inline]
    fn posting(&self, number: u32) -> Option<Posting<'_>> {
        let at = number as usize * 12;
        let &[r0, r1, r2, r3, s0, s1, s2, s3, len, flags, low, high] = self.postings.get(at..at + 12)?.first_chunk()?;
        Some(Posting {
            row: u32::from_le_bytes([r0, r1, r2, r3]),
            flags: Flags(flags),
            number,
            marks: Marks::unpack(u16::from_le_bytes([low, high])),
            spelling: u32::from_le_bytes([s0, s1, s2, s3]),
            len,
            lookup: self,
        })
    }
}

#[inline]
fn filter_has(filter: &[u8], hash: u64) -> bool {
    has_bit(filter, filter_bit(hash, filter.len()))
}

#[inline]
fn has_bit(filter: &[u8], bit: usize) -> bool {
    filter.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
}
