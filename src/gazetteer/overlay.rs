//! A user's gazetteer and how it lies over the built-in one.

use std::{collections::BTreeMap, fs, io::Read, path::Path};

use dateline_gazetteers::{
    Change, Entry, Index, Mode, Problem, Tables,
    schema::{Kind, Table},
};

use super::{builtin, check};
use crate::error::{self, Error};

/// A user's gazetteer: rows that add to, override or remove what is built in.
///
/// A row with a new id adds; one with the id of a built-in row overrides it whole; `-id` removes the row; `+id` adds its names and cells to it. What comes
/// from GeoNames ([`Gazetteer::from_geonames`]) lies beneath the built-in gazetteer instead: it adds the places that this one lacks.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Tables(Tables),
    Index(Box<Index>),
}

impl Gazetteer {
    /// Reads one file: a TSV, whose header says which table it is, or a compiled index ([`Gazetteer::compile`]).
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a row is wrong: the message then names file, line and column. An index is refused if another version of this
    /// library has made it.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Gazetteer, Error> {
        let name = path.as_ref().display().to_string();
        let content = fs::read(path).map_err(|source| Error::new(error::Kind::Io { path: name.clone(), source }))?;
        Gazetteer::from_bytes(&name, content)
    }

    /// Reads one file, as [`Gazetteer::from_path`] does, from a reader; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::from_path`].
    pub fn from_reader(name: &str, mut reader: impl Read) -> Result<Gazetteer, Error> {
        let mut content = Vec::new();
        reader.read_to_end(&mut content).map_err(|source| Error::new(error::Kind::Io { path: name.to_owned(), source }))?;
        Gazetteer::from_bytes(name, content)
    }

    /// Reads one TSV file from its text; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// If a row is wrong: the message names file, line and column.
    pub fn parse(name: &str, text: &str) -> Result<Gazetteer, Error> {
        let tables = Tables::parse([(name, text.as_bytes())], Mode::Overlay).map_err(|p| Error::new(error::Kind::Gazetteer(p)))?;
        Ok(Gazetteer { content: Content::Tables(tables) })
    }

    /// Compiles the gazetteer to an index, which opens at once however large it is: write the bytes to a file and read it with [`Gazetteer::from_path`].
    /// It does what the gazetteer does; rows that add (`+id`) are made whole with what is built in now. Only the version of this library that has made an
    /// index reads it.
    ///
    /// # Errors
    ///
    /// If a `+id` row adds to nothing.
    pub fn compile(&self) -> Result<Vec<u8>, Error> {
        match &self.content {
            Content::Index(index) => Ok(index.bytes().to_vec()),
            Content::Tables(tables) => {
                let base = builtin()?;
                let merged = merge(&[tables], &base.iter().collect::<Vec<_>>()).map_err(|p| Error::new(error::Kind::Gazetteer(p)))?;
                Ok(merged.compile())
            }
        }
    }

    /// Every problem of a TSV file, in the order of its lines: errors, which [`Gazetteer::from_path`] refuses, and warnings about what is suspicious. A `+`
    /// row that adds to nothing is found here against the built-in gazetteer.
    pub fn check(name: &str, content: impl AsRef<[u8]>) -> Vec<Problem> {
        let base = builtin().ok().flatten();
        check::check(name, content.as_ref(), base.as_ref())
    }

    fn from_bytes(name: &str, content: Vec<u8>) -> Result<Gazetteer, Error> {
        if Index::is_index(&content) {
            return Gazetteer::from_index(name, content);
        }
        let tables = Tables::parse([(name, content.as_slice())], Mode::Overlay).map_err(|p| Error::new(error::Kind::Gazetteer(p)))?;
        Ok(Gazetteer { content: Content::Tables(tables) })
    }

    pub(super) fn from_index(name: &str, image: Vec<u8>) -> Result<Gazetteer, Error> {
        let index = Index::from_vec(image).map_err(|source| Error::new(error::Kind::Index { path: Some(name.to_owned()), source }))?;
        Ok(Gazetteer { content: Content::Index(Box::new(index)) })
    }
}

/// The indexes of an extractor, the uppermost first: the user's gazetteers, each over those before it, what is built in, and what lies beneath that.
pub(super) fn stack(base: Option<Index>, gazetteers: Vec<Gazetteer>) -> Result<Vec<Index>, Error> {
    let mut lower = Vec::new();
    let mut upper = Vec::new();
    for gazetteer in gazetteers {
        match gazetteer.content {
            Content::Index(index) if index.is_beneath() => lower.insert(0, *index),
            content => upper.push(content),
        }
    }
    let mut stack: Vec<Index> = base.into_iter().chain(lower).collect();
    let mut waiting: Vec<Tables> = Vec::new();
    for content in upper {
        match content {
            Content::Tables(tables) => waiting.push(tables),
            Content::Index(index) => {
                lay(&mut stack, &std::mem::take(&mut waiting))?;
                stack.insert(0, *index);
            }
        }
    }
    lay(&mut stack, &waiting)?;
    Ok(stack)
}

/// Compiles tables that lie side by side to one index on top.
fn lay(stack: &mut Vec<Index>, tables: &[Tables]) -> Result<(), Error> {
    if tables.is_empty() {
        return Ok(());
    }
    let below: Vec<&Index> = stack.iter().collect();
    let merged = merge(&tables.iter().collect::<Vec<_>>(), &below).map_err(|p| Error::new(error::Kind::Gazetteer(p)))?;
    let index = Index::from_vec(merged.compile()).map_err(|source| Error::new(error::Kind::Index { path: None, source }))?;
    stack.insert(0, index);
    Ok(())
}

/// Lays the overlays over each other, the last on top, and over `below`, the uppermost first: the rows that will stand, `+` rows made whole, and those that
/// remove one.
pub(super) fn merge(overlays: &[&Tables], below: &[&Index]) -> Result<Tables, Vec<Problem>> {
    let mut rows: BTreeMap<(Table, &str), Pending<'_>> = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, entry) in overlays.iter().flat_map(|tables| tables.entries()).enumerate() {
        let key = (entry.table(), entry.id());
        let before = rows.remove(&key);
        let pending = match entry.change() {
            Change::Put => Pending { at, like: entry, cells: Some(cells(entry)) },
            Change::Remove => Pending { at, like: entry, cells: None },
            Change::Add => {
                let cells_below = match &before {
                    Some(pending) => pending.cells.clone(),
                    None => cells_below(below, entry.table(), entry.id()),
                };
                let Some(mut whole) = cells_below else {
                    problems.push(nothing_below(entry));
                    continue;
                };
                add(&mut whole, entry);
                Pending { at: before.map_or(at, |p| p.at), like: entry, cells: Some(whole) }
            }
        };
        rows.insert(key, pending);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut tables = Tables::default();
    let mut pending: Vec<Pending<'_>> = rows.into_values().collect();
    pending.sort_by_key(|p| p.at);
    for row in pending {
        match row.cells {
            Some(cells) => tables.push(row.like, Change::Put, cells.iter().map(String::as_str)),
            None => tables.push(row.like, Change::Remove, [row.like.id()].into_iter()),
        }
    }
    Ok(tables)
}

/// A row as it will stand; no cells if it is removed.
struct Pending<'g> {
    at: usize,
    like: Entry<'g>,
    cells: Option<Vec<String>>,
}

fn cells(entry: Entry<'_>) -> Vec<String> {
    entry.cells().map(|(_, cell)| cell.to_owned()).collect()
}

/// The cells of a row as the uppermost index that has it, or removes it, tells.
fn cells_below(below: &[&Index], table: Table, id: &str) -> Option<Vec<String>> {
    for index in below {
        if let Some(row) = index.find(table, id) {
            return Some(index_cells(index, table, row));
        }
        if index.removed().any(|removed| removed == (table, id)) {
            return None;
        }
    }
    None
}

fn index_cells(index: &Index, table: Table, row: u32) -> Vec<String> {
    let row = index.row(row);
    let cells = table.columns().iter().enumerate().map(|(i, column)| match column.kind {
        Kind::Integer => row.integer(i).map(|n| n.to_string()).unwrap_or_default(),
        Kind::Degrees => row.degrees(i).map(|d| d.to_string()).unwrap_or_default(),
        _ => row.raw(i).to_owned(),
    });
    cells.collect()
}

fn add(whole: &mut [String], entry: Entry<'_>) {
    for (cell, (column, more)) in whole.iter_mut().zip(entry.cells()).filter(|(_, (_, more))| !more.is_empty()) {
        let grows = matches!(column.kind, Kind::Names | Kind::List);
        if grows && !cell.is_empty() {
            cell.push('|');
            cell.push_str(more);
        } else {
            *cell = more.to_owned();
        }
    }
}

fn nothing_below(entry: Entry<'_>) -> Problem {
    let message = format!("there is no row `{}` to add to", entry.id());
    Problem::error(entry.file(), entry.line(), message).column(entry.table().name()).hint("leave out the `+` to add a row of your own".to_owned())
}
