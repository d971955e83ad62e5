//! The tables of actors hold together: no alias stands for two rows without a context flag, and every country and row they name exists.

use std::collections::{BTreeMap, BTreeSet};

use dateline_gazetteers::{
    Mode, Tables, fold,
    schema::{Table, country, faction, outlet},
};

const FILES: [(&str, &str); 3] = [
    ("factions.tsv", include_str!("../factions.tsv")),
    ("outlets.tsv", include_str!("../outlets.tsv")),
    ("countries.tsv", include_str!("../countries.tsv")),
];

fn tables() -> Tables {
    Tables::parse(FILES.map(|(name, text)| (name, text.as_bytes())), Mode::BuiltIn).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|e| !e.is_empty())
}

fn key(name: &str) -> String {
    fold::words(name).iter().map(|w| w.key.clone()).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_alias_stands_for_two_rows_without_context() {
    let tables = tables();
    let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    let mut clashes = Vec::new();
    for entry in tables.entries() {
        let columns: &[usize] = match entry.table() {
            Table::Faction => &[faction::NAME, faction::ALIASES, faction::MEMBERS],
            Table::Outlet => &[outlet::NAME, outlet::ALIASES],
            _ => continue,
        };
        for name in columns.iter().flat_map(|&c| list(entry.cell(c))) {
            let (text, flags) = name.split_once('{').unwrap_or((name, ""));
            let context = flags.contains("context");
            match seen.get(&key(text)) {
                Some(&(other, other_context)) if other != entry.id() && !context && !other_context => {
                    clashes.push(format!("{name}: {other}, {}", entry.id()))
                }
                Some(&(_, true)) | None => {
                    seen.insert(key(text), (entry.id(), context));
                }
                Some(_) => {}
            }
        }
    }
    assert!(clashes.is_empty(), "{clashes:#?}");
}

#[test]
fn countries_and_rows_that_are_named_exist() {
    let tables = tables();
    let ids = |table: Table| tables.entries().filter(|e| e.table() == table).map(|e| e.id()).collect::<BTreeSet<_>>();
    let (countries, factions) = (ids(Table::Country), ids(Table::Faction));
    let is_rule_made = |id: &str| id.split_once(':').is_some_and(|(_, code)| countries.contains(code));
    let mut wrong = Vec::new();
    for entry in tables.entries() {
        let codes = match entry.table() {
            Table::Faction => entry.cell(faction::COUNTRIES),
            Table::Outlet => entry.cell(outlet::COUNTRIES),
            _ => continue,
        };
        wrong.extend(list(codes).filter(|c| !countries.contains(c)).map(|c| format!("{}: no country {c}", entry.id())));
        if entry.table() == Table::Faction {
            let related = [faction::PARENT, faction::SUCCESSOR].into_iter().map(|c| entry.cell(c)).filter(|id| !id.is_empty());
            wrong.extend(related.filter(|id| !factions.contains(id) && !is_rule_made(id)).map(|id| format!("{}: no row {id}", entry.id())));
            let (from, until) = (entry.cell(faction::FROM), entry.cell(faction::UNTIL));
            if !from.is_empty() && !until.is_empty() && from > until {
                wrong.push(format!("{}: ends before it begins", entry.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rows_of_institutions_bear_the_countrys_name() {
    let tables = tables();
    let names: BTreeMap<&str, &str> = tables.entries().filter(|e| e.table() == Table::Country).map(|e| (e.id(), e.cell(country::NAME))).collect();
    let mut wrong = Vec::new();
    for entry in tables.entries().filter(|e| e.table() == Table::Faction) {
        let Some((institution, code)) = entry.id().split_once(':') else { continue };
        let Some(country) = names.get(code).filter(|_| matches!(institution, "mil" | "navy" | "airforce" | "mfa" | "mod" | "moi")) else { continue };
        if !entry.cell(faction::NAME).ends_with(&format!(" of {country}")) {
            wrong.push(format!("{}: {}", entry.id(), entry.cell(faction::NAME)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
