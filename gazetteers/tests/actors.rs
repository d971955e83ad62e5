//! The tables of actors hold together: no alias stands for two rows without a context flag, and every country and row they name exists.

use std::collections::{BTreeMap, BTreeSet};

use dateline_gazetteers::{
    Flags, Mode, Tables, Validity, fold, named,
    schema::{Table, country, faction, generic, outlet},
};

const UCDP: &str = include_str!("data/ucdp_actors.tsv");
const FILES: [(&str, &str); 4] = [
    ("factions.tsv", include_str!("../factions.tsv")),
    ("outlets.tsv", include_str!("../outlets.tsv")),
    ("countries.tsv", include_str!("../countries.tsv")),
    ("generics.tsv", include_str!("../generics.tsv")),
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
    // By folded name: row, whether it needs context, and when it was in use.
    let mut seen: BTreeMap<String, Vec<(&str, bool, Validity)>> = BTreeMap::new();
    let mut clashes = Vec::new();
    for entry in tables.entries() {
        let columns: &[usize] = match entry.table() {
            Table::Faction => &[faction::NAME, faction::ALIASES, faction::MEMBERS],
            Table::Outlet => &[outlet::NAME, outlet::ALIASES],
            _ => continue,
        };
        for name in columns.iter().flat_map(|&c| named(entry.cell(c))) {
            let context = name.flags.has(Flags::CONTEXT);
            let known = seen.entry(key(name.text)).or_default();
            for (other, other_context, validity) in known.iter() {
                let together = validity.from <= name.validity.until && name.validity.from <= validity.until;
                if *other != entry.id() && !context && !other_context && together {
                    clashes.push(format!("{}: {other}, {}", name.text, entry.id()));
                }
            }
            known.push((entry.id(), context, name.validity));
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
            for related in [faction::PARENT, faction::SUCCESSOR].into_iter().flat_map(|c| named(entry.cell(c))) {
                let id = related.text;
                if !factions.contains(id) && !is_rule_made(id) || id == entry.id() {
                    wrong.push(format!("{}: no row {id}", entry.id()));
                }
            }
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

#[test]
fn qids_are_well_formed_and_stand_once() {
    let tables = tables();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in tables.entries() {
        let qid = match entry.table() {
            Table::Faction => entry.cell(faction::WIKIDATA),
            Table::Outlet => entry.cell(outlet::WIKIDATA),
            Table::Country => entry.cell(country::WIKIDATA),
            _ => continue,
        };
        let digits = qid.strip_prefix('Q').unwrap_or_default();
        if !qid.is_empty() && (digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit())) {
            wrong.push(format!("{}: {qid}", entry.id()));
        }
        if let Some(other) = (!qid.is_empty()).then(|| seen.insert(qid, entry.id())).flatten() {
            wrong.push(format!("{qid}: {other} and {}", entry.id()));
        }
    }
    assert!(wrong.is_empty() && seen.len() > 400, "{} QIDs: {wrong:#?}", seen.len());
}

#[test]
fn ids_of_ucdp_exist_and_stand_once() {
    let known: BTreeSet<&str> = UCDP.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split('\t').next()).collect();
    assert!(known.len() > 1_700, "{} actors", known.len());
    let tables = tables();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in tables.entries() {
        let (id, source) = match entry.table() {
            Table::Faction => (entry.cell(faction::UCDP), entry.cell(faction::SOURCE)),
            Table::Country => (entry.cell(country::UCDP), entry.cell(country::SOURCE)),
            _ => continue,
        };
        if id.is_empty() {
            continue;
        }
        if !known.contains(id) || !source.contains("ucdp") {
            wrong.push(format!("{}: {id}, source {source}", entry.id()));
        }
        // A government may stand in both tables.
        if seen.insert(id, entry.id()).is_some_and(|other| !entry.id().ends_with(other) && !other.ends_with(entry.id())) {
            wrong.push(format!("{}: {id} stands twice", entry.id()));
        }
    }
    assert!(seen.len() > 700, "{} ids", seen.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn traits_are_those_of_descriptions() {
    let tables = tables();
    let told: BTreeSet<&str> = tables.entries().filter(|e| e.table() == Table::Generic).map(|e| e.cell(generic::TRAIT)).collect();
    let mut wrong = Vec::new();
    for entry in tables.entries().filter(|e| e.table() == Table::Faction) {
        wrong.extend(list(entry.cell(faction::TRAITS)).filter(|t| *t != "main" && !told.contains(t)).map(|t| format!("{}: {t}", entry.id())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_tables_are_as_large_as_they_claim() {
    let tables = tables();
    let of_kind = |kinds: &[&str]| {
        tables.entries().filter(|e| e.table() == Table::Faction && kinds.contains(&e.cell(faction::KIND)) && !e.id().contains(':')).count()
    };
    let outlets = tables.entries().filter(|e| e.table() == Table::Outlet).count();
    assert!(of_kind(&["armed_group", "criminal_group", "communal", "umbrella", "unknown"]) >= 700);
    assert!(of_kind(&["party"]) >= 250 && of_kind(&["international"]) >= 150 && outlets >= 400);
    for entry in tables.entries().filter(|e| matches!(e.table(), Table::Faction)) {
        assert!(!entry.cell(faction::SOURCE).is_empty(), "{} has no source", entry.id());
    }
}
