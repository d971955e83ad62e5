//! Gazetteers: the built-in one and a user's own, read as layers.

mod check;
mod geonames;
mod marks;
mod mere;
mod names;
mod overlay;
#[cfg(test)]
mod tests;

use dateline_gazetteers::{Flags, Index, Row, Validity, Word, fold, schema::Table};

#[cfg(feature = "builtin")]
use crate::error::Kind;
use crate::{
    error::Error,
    span::Span,
    vocabulary::{Begins, Numbering, WordId, WordTable},
};

use self::marks::Marks;
pub(crate) use self::mere::{ACTING, MereWords, tables as mere_tables};
pub(crate) use self::names::is_article;
pub use self::overlay::Gazetteer;

/// The built-in index, where the feature `builtin` embeds it.
#[cfg(feature = "builtin")]
static BUILTIN: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/builtin.index")));

/// What begins with a line of the processor's cache, as the sections of an index do then too.
#[cfg(feature = "builtin")]
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

/// A row of one of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RowId {
    pub layer: u8,
    pub row: u32,
    pub table: Table,
}

/// What a stage knows of the rows of some tables: best of few tables, since it reaches from the first row to the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowTable<T> {
    /// For each layer the first row, and what is known from it on.
    layers: Vec<(u32, Vec<T>)>,
}

impl<T: Clone + Default> RowTable<T> {
    /// Rows come in their order, table by table.
    pub fn set(&mut self, id: RowId, value: T) {
        while self.layers.len() <= usize::from(id.layer) {
            self.layers.push((0, Vec::new()));
        }
        let (first, values) = &mut self.layers[usize::from(id.layer)];
        if values.is_empty() {
            *first = id.row;
        }
        if id.row < *first {
            values.splice(0..0, std::iter::repeat_n(T::default(), (*first - id.row) as usize));
            *first = id.row;
        }
        let at = (id.row - *first) as usize;
        if at >= values.len() {
            values.resize(at + 1, T::default());
        }
        values[at] = value;
    }

    /// What is known of a row, if anything.
    #[inline]
    pub fn row(&self, id: RowId) -> Option<&T> {
        self.layers.get(usize::from(id.layer)).and_then(|(first, values)| values.get(id.row.wrapping_sub(*first) as usize))
    }

    /// What is known of a row; the default where nothing is.
    #[inline]
    pub fn of(&self, id: RowId) -> T {
        self.row(id).cloned().unwrap_or_default()
    }
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

/// A set of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableSet(u32);

impl TableSet {
    pub const NONE: TableSet = TableSet(0);

    pub const fn of(tables: &[Table]) -> TableSet {
        let (mut set, mut i) = (TableSet::NONE, 0);
        while i < tables.len() {
            set = set.with(tables[i]);
            i += 1;
        }
        set
    }

    #[inline]
    pub const fn with(self, table: Table) -> TableSet {
        TableSet(self.0 | 1 << table as u8)
    }

    #[inline]
    pub const fn has(self, table: Table) -> bool {
        self.0 & 1 << table as u8 != 0
    }

    /// Whether the two have a table in common.
    #[inline]
    pub const fn meets(self, other: TableSet) -> bool {
        self.0 & other.0 != 0
    }
}

#[derive(Debug)]
struct Layer {
    index: Index,
    /// Rows that a layer above overrides or removes, in order.
    hidden: Vec<u32>,
    marks: Marks,
    /// The words of ASCII letters and digits that the stages know, as words of names.
    known: WordTable<Word>,
}

impl Layer {
    fn new(index: Index, hidden: Vec<u32>) -> Layer {
        let marks = Marks::new(&index.lookup());
        Layer { index, hidden, marks, known: WordTable::default() }
    }

    #[inline]
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
    /// The layers of `overlay` (each over those before it) over what is built in (nothing without the feature `builtin`), and what lies beneath that.
    pub fn new(overlay: Vec<Gazetteer>) -> Result<Layers, Error> {
        Layers::over(builtin()?, overlay)
    }

    /// The layers of `overlay` over `base`.
    fn over(base: Option<Index>, overlay: Vec<Gazetteer>) -> Result<Layers, Error> {
        let stack = overlay::stack(base, overlay)?;
        let hidden = |at: usize| {
            let mut hidden: Vec<u32> = stack[..at].iter().flat_map(|above| stack[at].hidden_by(above)).collect();
            hidden.sort_unstable();
            hidden.dedup();
            hidden
        };
        let hidden: Vec<Vec<u32>> = (0..stack.len()).map(hidden).collect();
        let layers = stack.into_iter().zip(hidden).map(|(index, hidden)| Layer::new(index, hidden)).collect();
        Ok(Layers { layers })
    }

    /// Looks up all words that the stages know, so that this need not be done for each token that is one of them.
    pub fn knowing(mut self, numbering: &Numbering) -> Layers {
        for layer in &mut self.layers {
            let lookup = layer.index.lookup();
            for (number, word) in numbering.words().filter(|(_, word)| word.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
                if let Some(word) = lookup.word_of_key(word.as_bytes()) {
                    *layer.known.entry(number) = word;
                }
            }
        }
        self
    }

    /// Whether names of any layer begin with a word that [`Layers::knowing`] has looked up, as any may that could be an article.
    pub fn begins(&self, number: WordId, word: &str) -> Begins {
        let article = fold::may_be_article(word);
        let words = self.layers.iter().filter_map(|layer| layer.known.of(number).known());
        words.fold(Begins::new(article, article), |all, word| all.or(Begins::new(word.start().is_some(), word.may_begin_small())))
    }

    /// The marks of ASCII with which names begin.
    pub fn marks(&self) -> u128 {
        self.layers.iter().fold(0, |all, layer| all | layer.marks.starts())
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
            shown.map(move |row| (RowId { layer: number, row, table }, layer.index.row_in(table, row)))
        })
    }

    #[inline]
    pub fn row(&self, id: RowId) -> Row<'_> {
        self.layers[usize::from(id.layer)].index.row_in(id.table, id.row)
    }

    /// The row of that id.
    pub fn find(&self, table: Table, id: &str) -> Option<RowId> {
        self.layers.iter().zip(0u8..).find_map(|(layer, number)| {
            let row = layer.index.find(table, id).filter(|&row| layer.shows(row))?;
            Some(RowId { layer: number, row, table })
        })
    }
}

#[cfg(feature = "builtin")]
fn builtin() -> Result<Option<Index>, Error> {
    Index::from_static(&BUILTIN.0).map(Some).map_err(|source| Error::new(Kind::Index { path: None, source }))
}

#[cfg(not(feature = "builtin"))]
fn builtin() -> Result<Option<Index>, Error> {
    Ok(None)
}
