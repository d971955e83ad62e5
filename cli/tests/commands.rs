//! `dateline stats`, man pages and completions.

mod support;

use std::fs;

use serde_json::json;
use support::{Folder, dateline, repository};

#[test]
fn stats_count_what_is_in_an_output() {
    let records = dateline(&["extract", "--published", "2019-06-18", &repository("examples/articles")], b"").stdout;
    let json: serde_json::Value = serde_json::from_str(&dateline(&["stats", "--json", "--top", "3"], records.as_bytes()).stdout).unwrap();
    let claims: usize = support::lines(&records).iter().map(|record| record["claims"].as_array().unwrap().len()).sum();
    assert_eq!((json["articles"].as_u64(), json["claims"].as_u64()), (Some(7), Some(claims as u64)));
    assert_eq!(json["cues"][0]["name"], "say");
    assert!(json["factions"].as_array().unwrap().len() == 3 && json["months"]["2019-06"]["articles"].as_u64() >= Some(1), "{json}");
    let table = dateline(&["stats", "-"], records.as_bytes());
    assert!(table.stdout.starts_with(&format!("7 articles, {claims} claims\n")) && table.stdout.contains("  sources\n"), "{}", table.stdout);
    let bad = dateline(&["stats"], format!("{records}{}\n", json!({"id": 1})).as_bytes());
    let folder = Folder::new("stats");
    fs::create_dir(folder.path("all")).unwrap();
    let [csv, geojson, zst] = ["all/a.csv", "all/b.geojson", "all/c.jsonl.zst"].map(|name| folder.path(name));
    let notes = folder.path("notes");
    let run = dateline(&["extract", &repository("examples/articles"), "-o", &csv, "-o", &geojson, "-o", &zst, "-o", &format!("brat:{notes}")], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let whole = dateline(&["stats", &folder.path("all")], b"");
    assert!(whole.code == 0 && whole.stdout.starts_with("7 articles") && whole.stderr.contains("2 other files are passed over"), "{}", whole.stderr);
    for other in [&csv, &geojson, &notes] {
        let run = dateline(&["stats", other], b"");
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.contains("do not hold whole records")), (1, "", true), "{}", run.stderr);
    }
    assert_eq!((bad.code, bad.stderr.starts_with("<stdin>:8: not a record of dateline/1: ")), (1, true), "{}", bad.stderr);
}

#[test]
fn man_pages_and_completions_know_every_command() {
    let folder = Folder::new("man");
    assert_eq!(dateline(&["man", "-o", &folder.path("man1")], b"").code, 0);
    for page in ["dateline.1", "dateline-extract.1", "dateline-show.1", "dateline-stats.1", "dateline-gazetteer-check.1"] {
        let page = fs::read_to_string(folder.path(&format!("man1/{page}"))).unwrap();
        assert!(page.contains(".TH") && page.contains(".SH"));
    }
    assert!(fs::read_to_string(folder.path("man1/dateline-extract.1")).unwrap().contains("\\-\\-resume"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(dateline(&["completions", shell], b"").stdout.contains("resume"), "{shell}");
    }
    let head = format!(".TH DATELINE 1 \"November 2026\" \"dateline {}\" dateline\n", env!("CARGO_PKG_VERSION"));
    assert!(dateline(&["man"], b"").stdout.contains(&head));
}
