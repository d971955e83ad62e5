//! `dateline gazetteer check` and `build` end to end, and what every command prints about itself.

mod support;

use support::{Folder, dateline};

const GOOD: &str = "faction\tname\tkind\taliases\nharbor-guard\tHarbor Guard\tarmed_group\tHG{case}|the Guard\n";

#[test]
fn every_problem_has_its_line_and_a_hint() {
    let folder = Folder::new("check");
    let bad = folder.write("bad.tsv", b"faction\tname\tkind\na\tA Group\tfriendly\n\tNo Id\tparty\nc\tC Group\tparty\n");
    let run = dateline(&["gazetteer", "check", &bad], b"");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    for line in [2, 3] {
        assert!(run.stdout.contains(&format!("{bad}:{line}: ")), "{}", run.stdout);
    }
    assert!(!run.stdout.contains(&format!("{bad}:4")), "{}", run.stdout);
    assert!(run.stdout.contains("\n    hint: ") && run.stdout.contains("armed_group"), "{}", run.stdout);
    assert!(run.stdout.ends_with(&format!("{bad}: 2 errors\n")), "{}", run.stdout);
}

#[test]
fn a_good_file_passes_and_a_missing_one_does_not() {
    let folder = Folder::new("check-good");
    let good = folder.write("good.tsv", GOOD.as_bytes());
    let run = dateline(&["gazetteer", "check", &good], b"");
    assert_eq!((run.code, run.stdout, run.stderr), (0, format!("{good}: no problems\n"), String::new()));
    let stdin = dateline(&["gazetteer", "check", "-"], GOOD.as_bytes());
    assert_eq!((stdin.code, stdin.stdout.as_str()), (0, "-: no problems\n"));
    let missing = dateline(&["gazetteer", "check", "/nowhere.tsv", &good], b"");
    assert_eq!((missing.code, missing.stderr.as_str()), (1, "/nowhere.tsv: No such file or directory\n"));
    assert_eq!(missing.stdout, format!("{good}: no problems\n"));
}

#[test]
fn help_and_version() {
    let version = dateline(&["--version"], b"");
    assert_eq!((version.code, version.stdout), (0, format!("dateline {}\n", env!("CARGO_PKG_VERSION"))));
    for args in [
        &["--help"][..],
        &["extract", "--help"],
        &["show", "--help"],
        &["gazetteer", "check", "--help"],
        &["gazetteer", "build", "--help"],
        &["schema", "--help"],
    ] {
        let run = dateline(args, b"");
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(run.stdout.contains("Usage: dateline"));
    }
    assert!(dateline(&["--help"], b"").stdout.contains("Exit codes:"));
    assert!(dateline(&["extract", "--help"], b"").stdout.contains("Examples:"));
}

/// A line of GeoNames' columns with an invented place.
fn feature(id: &str, name: &str, lat: &str) -> String {
    format!("{id}\t{name}\t{name}\t\t{lat}\t37.25\tP\tPPL\tSY\t\t09\t\t\t\t800\t\t1\tAsia/Nowhere\t2024-01-01\n")
}

#[test]
fn an_index_of_geonames_adds_its_places() {
    let folder = Folder::new("build");
    let list = folder.write("list.txt", (feature("990000001", "Zumbrini", "36.5") + &feature("990000002", "Qarrubat", "36.75")).as_bytes());
    let index = folder.write("world.index", b"");
    let run = dateline(&["gazetteer", "build", "--geonames", &list, "-o", &index], b"");
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let text = b"Soldiers reached Zumbrini and Aleppo on Monday.";
    let args = ["extract", "--format", "jsonl", "--input", "text", "--gazetteer", &index, "-"];
    let run = dateline(&args, text);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("geonames:990000001") && run.stdout.contains("geonames:170063"), "{}", run.stdout);
    let without = dateline(&["extract", "--format", "jsonl", "--input", "text", "-"], text);
    assert!(!without.stdout.contains("Zumbrini\",\"id"), "{}", without.stdout);
}

#[test]
fn an_index_of_a_table_does_what_the_table_does() {
    let folder = Folder::new("build-table");
    let table = folder.write(
        "own.tsv",
        b"faction\tname\tkind\taliases\nharbor-guard\tHarbor Guard\tarmed_group\t\n-hezbollah\t\t\t\n+islamic-state\t\t\tGrey Lanterns\n",
    );
    let index = folder.write("own.index", b"");
    assert_eq!(dateline(&["gazetteer", "build", &table, "-o", &index], b"").code, 0);
    let text = b"The Harbor Guard, the Grey Lanterns and Hezbollah signed it.";
    let with = |gazetteer: &str| dateline(&["extract", "--format", "jsonl", "--input", "text", "--gazetteer", gazetteer, "-"], text);
    assert_eq!(with(&index).stdout, with(&table).stdout);
    assert!(with(&index).stdout.contains("harbor-guard") && !with(&index).stdout.contains("\"hezbollah\""));
}

#[test]
fn what_cannot_be_built_or_read_is_named() {
    let folder = Folder::new("build-bad");
    let list = folder.write("list.txt", feature("990000001", "Zumbrini", "north").as_bytes());
    let run = dateline(&["gazetteer", "build", "--geonames", &list, "-o", "unused.index"], b"");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&format!("{list}:1: column `latitude`: `north`")), "{}", run.stderr);
    let damaged = folder.write("old.index", b"DLGAZ\0\0\x01 and so on");
    let run = dateline(&["extract", "--gazetteer", &damaged, "-"], b"x");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&damaged) && run.stderr.contains("cannot be used"), "{}", run.stderr);
}
