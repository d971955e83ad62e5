//! A user's gazetteer and how it lies over the built-in one.

use std::collections::BTreeMap;

use dateline_gazetteers::{
    Change, Entry, Index, Mode, Problem, Tables,
    schema::{Kind, Table},
};

use crate::error::{self, Error};

/// A user's gazetteer: rows that add to, override or remove what is built in.
///
/// A row with a new id adds; one with the id of a built-in row overrides it whole; `-id` removes the row; `+id` adds its names and cells to it.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub(super) tables: Tables,
}

impl Gazetteer {
    pub(super) fn from_bytes(name: &str, content: &[u8]) -> Result<Gazetteer, Error> {
        let tables = Tables::parse([(name, content)], Mode::Overlay).map_err(|p| Error::new(error::Kind::Gazetteer(p)))?;
        Ok(Gazetteer { tables })
    }
}

pub(super) struct Merged {
    /// The rows of all overlays, `+` rows made whole.
    pub tables: Tables,
    /// Rows of the base that no longer show, in order.
    pub hidden: Vec<u32>,
}

/// Lays the overlays over each other, the last on top, and over `base`.
pub(super) fn merge(overlays: &[Gazetteer], base: Option<&Index>) -> Result<Merged, Vec<Problem>> {
    let mut rows: BTreeMap<(Table, &str), Pending<'_>> = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, entry) in overlays.iter().flat_map(|g| g.tables.entries()).enumerate() {
        let key = (entry.table(), entry.id());
        let below = rows.remove(&key);
        let pending = match entry.change() {
            Change::Put => Pending { at, like: entry, cells: Some(cells(entry)) },
            Change::Remove => Pending { at, like: entry, cells: None },
            Change::Add => {
                let below_cells = match &below {
                    Some(pending) => pending.cells.clone(),
                    None => base.and_then(|b| base_cells(b, entry.table(), entry.id())),
                };
                let Some(mut whole) = below_cells else {
                    problems.push(nothing_below(entry));
                    continue;
                };
                add(&mut whole, entry);
                Pending { at: below.map_or(at, |p| p.at), like: entry, cells: Some(whole) }
            }
        };
        rows.insert(key, pending);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut hidden: Vec<u32> = rows.keys().filter_map(|&(table, id)| base?.find(table, id)).collect();
    hidden.sort_unstable();
    let mut tables = Tables::default();
    let mut standing: Vec<Pending<'_>> = rows.into_values().filter(|p| p.cells.is_some()).collect();
    standing.sort_by_key(|p| p.at);
    for pending in standing {
        tables.push(pending.like, Change::Put, pending.cells.iter().flatten().map(String::as_str));
    }
    Ok(Merged { tables, hidden })
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

fn base_cells(base: &Index, table: Table, id: &str) -> Option<Vec<String>> {
    let row = base.row(base.find(table, id)?);
    let cells = table.columns().iter().enumerate().map(|(i, column)| match column.kind {
        Kind::Integer => row.integer(i).map(|n| n.to_string()).unwrap_or_default(),
        Kind::Degrees => row.degrees(i).map(|d| d.to_string()).unwrap_or_default(),
        _ => row.raw(i).to_owned(),
    });
    Some(cells.collect())
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
