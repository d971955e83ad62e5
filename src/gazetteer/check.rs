//! What is suspicious in a user's gazetteer although it can be used.

use std::collections::{BTreeMap, BTreeSet};

use dateline_gazetteers::{
    Change, Entry, Flags, Index, Mode, Problem, Tables, fold, named,
    schema::{Column, Kind, Table},
};

use super::overlay;

/// Every problem of one file, in the order of its lines.
pub(super) fn check(name: &str, content: &[u8], base: Option<&Index>) -> Vec<Problem> {
    let (tables, mut problems) = Tables::parse_with_problems([(name, content)], Mode::Overlay);
    let wrong: BTreeSet<usize> = problems.iter().map(|p| p.line).collect();
    let mut named: BTreeMap<(Table, String), Entry<'_>> = BTreeMap::new();
    for entry in tables.entries() {
        let known = |table: Table, id: &str| {
            base.is_none_or(|b| b.find(table, id).is_some())
                || tables.entries().any(|e| e.table() == table && e.id() == id && e.change() == Change::Put)
        };
        if entry.change() == Change::Remove && base.is_some_and(|b| b.find(entry.table(), entry.id()).is_none()) {
            let message = format!("there is no row `{}` to remove", entry.id());
            problems.push(warning(entry, &entry.table().columns()[0], message));
        }
        // A row that is wrong anyway may look suspicious only for that.
        for (column, cell) in entry.cells().filter(|_| !wrong.contains(&entry.line())) {
            references(entry, column, cell, &known, &mut problems);
            if entry.table().is_looked_up(column) {
                names(entry, column, cell, base, &mut named, &mut problems);
            }
        }
    }
    drop(named);
    if wrong.is_empty() {
        problems.extend(overlay::merge(&[&tables], &base.into_iter().collect::<Vec<_>>()).err().unwrap_or_default());
    }
    problems.sort_by_key(|p| p.line);
    problems
}

fn warning(entry: Entry<'_>, column: &Column, message: String) -> Problem {
    Problem::warning(entry.file(), entry.line(), message).column(column.name)
}

/// Ids of other rows that no row has.
fn references(entry: Entry<'_>, column: &Column, cell: &str, known: &impl Fn(Table, &str) -> bool, problems: &mut Vec<Problem>) {
    let table = match (entry.table(), column.name) {
        (Table::Place | Table::Faction | Table::Outlet, "country" | "countries") => Table::Country,
        (Table::Faction, "parent" | "successor") => Table::Faction,
        _ => return,
    };
    // "al-qaeda{from=2012}": a reference may tell its time.
    for id in named(cell).map(|name| name.text).filter(|id| !known(table, id)) {
        let hint = match table {
            Table::Country => "countries are given by their two letters of ISO 3166, in capitals".to_owned(),
            _ => format!("add a row `{id}`, or leave the cell empty"),
        };
        problems.push(warning(entry, column, format!("there is no {} `{id}`", table.name())).hint(hint));
    }
}

/// Names that are common words, and names that two rows share.
fn names<'t>(
    entry: Entry<'t>,
    column: &Column,
    cell: &str,
    base: Option<&Index>,
    seen: &mut BTreeMap<(Table, String), Entry<'t>>,
    problems: &mut Vec<Problem>,
) {
    if !matches!(entry.table(), Table::Country | Table::Place | Table::Faction | Table::Outlet) || matches!(column.kind, Kind::Id) {
        return;
    }
    for name in named(cell) {
        let words = fold::words(name.text);
        let key = words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ");
        let guarded = name.flags.has(Flags::CASE) || name.flags.has(Flags::CONTEXT);
        if words.len() == 1 && !guarded && base.is_some_and(|b| b.find(Table::CommonWord, &key).is_some()) {
            let hint = format!("`{}{{case}}` matches this case only; `{{context}}` asks for more evidence in the article", name.text);
            problems.push(warning(entry, column, format!("the name `{}` is also a common English word", name.text)).hint(hint));
        }
        // Places share names as a matter of course.
        if entry.table() == Table::Place {
            continue;
        }
        match seen.get(&(entry.table(), key.clone())) {
            Some(first) if first.line() != entry.line() => {
                let message = format!("the name `{}` stands also for `{}` in line {}", name.text, first.id(), first.line());
                problems.push(warning(entry, column, message).hint("both rows will be read where it stands".to_owned()));
            }
            Some(_) => {}
            None => {
                seen.insert((entry.table(), key), entry);
            }
        }
    }
}
