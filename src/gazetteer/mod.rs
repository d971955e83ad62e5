//! Gazetteers: the built-in one and a user's own, read as layers.

mod check;
mod names;
mod overlay;
#[cfg(test)]
mod tests;

use std::{fs, io::Read, path::Path};

use dateline_gazetteers::{Flags, Index, Problem, Row, Validity, schema::Table};

use crate::{
    error::{Error, Kind},
    span::Span,
};

pub use self::overlay::Gazetteer;

/// The built-in index, where the feature `builtin` embeds it.
#[cfg(feature = "builtin")]
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.index"));

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
    /// When the name was in use.
    pub validity: Validity,
}

#[derive(Debug)]
struct Layer {
    index: Index,
    /// Rows that a layer above overrides or removes, in order.
    hidden: Vec<u32>,
}

impl Layer {
    fn shows(&self, row: u32) -> bool {
        self.hidden.is_empty() || self.hidden.binary_search(&row).is_err()
    }
}

/// The gazetteers of an extractor, the user's first.
#[derive(Debug)]
pub(crate) struct Layers {
    layers: Vec<Layer>,
}

impl Layers {
    /// The layers of `overlay` (each over those before it) over what is built in (nothing without the feature `builtin`).
    pub fn new(overlay: &[Gazetteer]) -> Result<Layers, Error> {
        Layers::over(builtin()?, overlay)
    }

    /// The layers of `overlay` over `base`.
    fn over(base: Option<Index>, overlay: &[Gazetteer]) -> Result<Layers, Error> {
        let mut layers: Vec<Layer> = base.into_iter().map(|index| Layer { index, hidden: Vec::new() }).collect();
        if !overlay.is_empty() {
            let merged = overlay::merge(overlay, layers.first().map(|l| &l.index)).map_err(|p| Error::new(Kind::Gazetteer(p)))?;
            if let Some(base) = layers.first_mut() {
                base.hidden = merged.hidden;
            }
            let index = Index::from_vec(merged.tables.compile()).map_err(|e| Error::new(Kind::Index(e)))?;
            layers.insert(0, Layer { index, hidden: Vec::new() });
        }
        Ok(Layers { layers })
    }

    /// A hash over all that is in use, in hexadecimal.
    pub fn hash(&self) -> String {
        let mut hash: u64 = 0;
        let mut mix = |n: u64| hash = (hash.rotate_left(5) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for layer in &self.layers {
            mix(layer.index.hash());
            layer.hidden.iter().for_each(|&row| mix(u64::from(row)));
        }
        format!("{hash:016x}")
    }

    /// All rows of a table that are in force: overridden and removed ones are left out.
    pub fn rows(&self, table: Table) -> impl Iterator<Item = (RowId, Row<'_>)> {
        self.layers.iter().zip(0u8..).flat_map(move |(layer, number)| {
            let shown = layer.index.rows(table).filter(|&row| layer.shows(row));
            shown.map(move |row| (RowId { layer: number, row }, layer.index.row(row)))
        })
    }

    pub fn row(&self, id: RowId) -> Row<'_> {
        self.layers[usize::from(id.layer)].index.row(id.row)
    }

    /// The row of that id.
    pub fn find(&self, table: Table, id: &str) -> Option<RowId> {
        self.layers.iter().zip(0u8..).find_map(|(layer, number)| {
            let row = layer.index.find(table, id).filter(|&row| layer.shows(row))?;
            Some(RowId { layer: number, row })
        })
    }
}

#[cfg(feature = "builtin")]
fn builtin() -> Result<Option<Index>, Error> {
    Index::from_static(BUILTIN).map(Some).map_err(|e| Error::new(Kind::Index(e)))
}

#[cfg(not(feature = "builtin"))]
fn builtin() -> Result<Option<Index>, Error> {
    Ok(None)
}

impl Gazetteer {
    /// Reads one TSV file; its header says which table it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a row is wrong: the message then names file, line and column.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Gazetteer, Error> {
        let name = path.as_ref().display().to_string();
        let content = fs::read(path).map_err(|source| Error::new(Kind::Io { path: name.clone(), source }))?;
        Gazetteer::from_bytes(&name, &content)
    }

    /// Reads one TSV file from a reader; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// If reading fails, or a row is wrong: the message then names file, line and column.
    pub fn from_reader(name: &str, mut reader: impl Read) -> Result<Gazetteer, Error> {
        let mut content = Vec::new();
        reader.read_to_end(&mut content).map_err(|source| Error::new(Kind::Io { path: name.to_owned(), source }))?;
        Gazetteer::from_bytes(name, &content)
    }

    /// Reads one TSV file from its text; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// If a row is wrong: the message names file, line and column.
    pub fn parse(name: &str, text: &str) -> Result<Gazetteer, Error> {
        Gazetteer::from_bytes(name, text.as_bytes())
    }

    /// Every problem of a TSV file, in the order of its lines: errors, which [`Gazetteer::from_path`] refuses, and warnings about what is suspicious. A `+`
    /// row that adds to nothing is found here against the built-in gazetteer.
    pub fn check(name: &str, content: impl AsRef<[u8]>) -> Vec<Problem> {
        let base = builtin().ok().flatten();
        check::check(name, content.as_ref(), base.as_ref())
    }
}
