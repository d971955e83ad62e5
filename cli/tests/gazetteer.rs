//! `dateline gazetteer check` end to end, and what every command prints about itself.

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
    for args in [&["--help"][..], &["extract", "--help"], &["show", "--help"], &["gazetteer", "check", "--help"], &["schema", "--help"]] {
        let run = dateline(args, b"");
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(run.stdout.contains("Usage: dateline"));
    }
    assert!(dateline(&["--help"], b"").stdout.contains("Exit codes:"));
    assert!(dateline(&["extract", "--help"], b"").stdout.contains("Examples:"));
}
