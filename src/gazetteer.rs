//! Gazetteers: the built-in one and a user's own, read as layers.

use std::path::Path;

use dateline_gazetteers::{Flags, Index, Row, schema::Table};

use crate::{error::Error, span::Span, token::Token};

/// A user's gazetteer: rows that add to, override or remove what is built in.
#[derive(Clone, Debug)]
pub struct Gazetteer {}

impl Gazetteer {
    /// Reads one TSV file; its header says which table it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a row is wrong: the message then names file, line and column.
    pub fn from_path(_path: impl AsRef<Path>) -> Result<Gazetteer, Error> {
        Ok(Gazetteer {})
    }
}

/// A row of one of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RowId {
    pub layer: u8,
    pub row: u32,
}

/// One reading of a run of tokens as a name of a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameMatch {
    /// The first token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Bytes, without a possessive at the end.
    pub span: Span,
    pub table: Table,
    pub row: RowId,
    /// The column of the table that holds the name.
    pub column: u8,
    pub flags: Flags,
    /// The case of the text is that of the gazetteer's spelling.
    pub same_case: bool,
}

/// The gazetteers of an extractor, the user's first.
#[derive(Debug)]
pub(crate) struct Layers {
    layers: Vec<Index>,
}

impl Layers {
    /// The layers of `overlay` over what is built in (nothing without the feature `builtin`).
    pub fn new(_overlay: &[Gazetteer]) -> Result<Layers, Error> {
        Ok(Layers { layers: Vec::new() })
    }

    /// A hash over all that is in use, in hexadecimal.
    pub fn hash(&self) -> String {
        String::new()
    }

    /// All rows of a table that are in force: overridden and removed ones are left out.
    pub fn rows(&self, _table: Table) -> impl Iterator<Item = (RowId, Row<'_>)> {
        std::iter::empty()
    }

    pub fn row(&self, id: RowId) -> Row<'_> {
        self.layers[usize::from(id.layer)].row(id.row)
    }

    /// The row of that id.
    pub fn find(&self, _table: Table, _id: &str) -> Option<RowId> {
        None
    }

    /// Every reading of every run of tokens as a name, in order of the first token, the longest first.
    pub fn names(&self, _text: &str, _tokens: &[Token]) -> Vec<NameMatch> {
        Vec::new()
    }
}
