//! What comes out of the sample articles, whole. After a change that is meant: `DATELINE_UPDATE=1 cargo test -p dateline-cli --test snapshots`, and read the difference.

mod support;

use std::{env, fs};

use support::{dateline, lines, repository};

fn check(name: &str, published: &str) {
    let run = dateline(
        &["extract", "--published", published, "-"],
        fs::read_to_string(repository(&format!("examples/articles/{name}.txt"))).unwrap().as_bytes(),
    );
    let mut record = lines(&run.stdout).remove(0);
    // The hash changes with every row of every gazetteer, and says nothing of the article.
    record.as_object_mut().unwrap().remove("generator").unwrap();
    let found = serde_json::to_string_pretty(&record).unwrap() + "\n";
    let path = repository(&format!("cli/tests/snapshots/{name}.json"));
    if env::var_os("DATELINE_UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    let differing = found.lines().zip(expected.lines()).enumerate().find(|(_, (found, expected))| found != expected);
    assert!(found == expected, "{path} differs, first in line, found, expected: {differing:#?}");
}

#[test]
fn wire_report() {
    check("wire", "2019-06-18");
}

#[test]
fn political_story() {
    check("political", "2022-04-07");
}

#[test]
fn feature_with_long_quotations() {
    check("feature", "2018-01-20");
}

#[test]
fn nothing_to_extract() {
    check("nothing", "2018-01-20");
}
