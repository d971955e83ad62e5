//! The knowledge of [dateline](https://docs.rs/dateline): gazetteers as TSV, the loader that reads them, the folding that lets spellings meet, and the flat
//! index they compile to.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod schema;

use std::{borrow::Cow, fmt};

use schema::Table;

/// One thing wrong in a TSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name, as the reader was given it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column's header, where one is to blame.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ": column `{column}`")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// The bytes are not an index of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexError(&'static str);

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the gazetteer index is damaged: {}", self.0)
    }
}

impl std::error::Error for IndexError {}

/// The flags of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// The text must have the very case of the name (`IS`).
    pub const CASE: Flags = Flags(1);
    /// The name counts only where something else in the article speaks for it.
    pub const CONTEXT: Flags = Flags(2);

    /// Whether all of `other` is set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Compiled tables, read in place.
#[derive(Clone, Debug)]
pub struct Index {
    data: Cow<'static, [u8]>,
}

impl Index {
    /// The row of that number.
    pub fn row(&self, row: u32) -> Row<'_> {
        Row { index: self, row }
    }
}

/// One row of an index.
#[derive(Clone, Copy, Debug)]
pub struct Row<'i> {
    index: &'i Index,
    row: u32,
}

impl<'i> Row<'i> {
    /// The table the row belongs to.
    pub fn table(self) -> Table {
        Table::Country
    }

    /// A text cell; empty where the cell is. Lists and names come as they stand in the file.
    pub fn text(self, _column: usize) -> &'i str {
        ""
    }

    /// A text cell that costs nothing to keep where the index is embedded.
    pub fn cow(self, _column: usize) -> Cow<'static, str> {
        Cow::Borrowed("")
    }

    /// An integer cell.
    pub fn integer(self, _column: usize) -> Option<u32> {
        None
    }

    /// A cell of degrees.
    pub fn degrees(self, _column: usize) -> Option<f64> {
        None
    }

    /// The elements of a list cell.
    pub fn list(self, column: usize) -> impl Iterator<Item = &'i str> {
        self.text(column).split('|').filter(|s| !s.is_empty())
    }

    /// The names of a names cell, without their flags' text.
    pub fn names(self, _column: usize) -> impl Iterator<Item = (&'i str, Flags)> {
        std::iter::empty()
    }
}
