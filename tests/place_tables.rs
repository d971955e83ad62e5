//! The place tables themselves: what the loader cannot know of them.

use std::{collections::BTreeSet, fs, path::Path};

const FILES: [&str; 5] = ["places-admin.tsv", "places-cities.tsv", "places-local.tsv", "places-conflict.tsv", "regions.tsv"];

/// The rows of a table, each a list of cells, without comments and header.
fn rows(file: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers").join(file);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.skip(1).map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn countries() -> BTreeSet<String> {
    rows("countries.tsv").iter().map(|r| r[0].clone()).collect()
}

fn in_range(lat: &str, lon: &str) -> bool {
    let number = |s: &str| s.parse::<f64>().unwrap_or(f64::NAN);
    (-90.0..=90.0).contains(&number(lat)) && (-180.0..=180.0).contains(&number(lon))
}

#[test]
fn every_place_has_an_id_of_its_own_a_known_country_and_coordinates() {
    let countries = countries();
    let mut ids = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in FILES {
        for row in rows(file) {
            let good = ids.insert(row[0].clone())
                && (row[0].starts_with("geonames:") || row[0].starts_with("region:"))
                && in_range(&row[2], &row[3])
                && (row[4].is_empty() && file == "regions.tsv" || countries.contains(&row[4]))
                && (row[5].is_empty() || row[5].starts_with(&format!("{}.", row[4])))
                && (row[6].is_empty() || row[6].starts_with(&format!("{}.", row[5])));
            if !good {
                wrong.push(format!("{file}: {row:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n"));
    assert!(ids.len() > 100_000);
}

#[test]
fn every_capital_is_a_place() {
    let ids: BTreeSet<String> = FILES.iter().flat_map(|f| rows(f)).map(|r| r[0].clone()).collect();
    for row in rows("countries.tsv") {
        assert!(row[6].is_empty() || ids.contains(&row[6]), "{}: capital {}", row[0], row[6]);
        assert!(in_range(&row[3], &row[4]), "{}", row[0]);
    }
}

#[test]
fn all_countries_are_there_and_regions_abound() {
    assert_eq!(countries().len(), 250);
    assert!(rows("regions.tsv").len() >= 300);
}
