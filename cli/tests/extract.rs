//! `dateline extract` end to end.

mod support;

use std::{fs, io::Write};

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use support::{Folder, dateline, ids, lines};

const THREE: &str =
    "{\"id\":\"a\",\"text\":\"Rain fell.\"}\n\n{\"id\":\"b\",\"text\":\"It was cold.\",\"extra\":[1]}\n{\"id\":\"c\",\"text\":\"Snow.\"}\n";

#[test]
fn records_come_in_the_order_of_the_input_whatever_the_number_of_threads() {
    let folder = Folder::new("order");
    let articles: String =
        (0..3000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", "Troops left Aleppo on Friday. ".repeat(1 + n % 7))).collect();
    let file = folder.write("many.jsonl", articles.as_bytes());
    let expected: Vec<String> = (0..3000).map(|n| n.to_string()).collect();
    let one = dateline(&["extract", "-j", "1", &file], b"");
    assert_eq!(ids(&one.stdout), expected);
    let eight = dateline(&["extract", "--jobs", "8", &file], b"");
    assert_eq!(one.stdout, eight.stdout);
    assert_eq!((one.code, eight.code), (0, 0));
}

#[test]
fn standard_input_is_told_by_its_first_line() {
    for (input, expected) in [
        (THREE, 3),
        ("\u{feff}\n {\"text\":\"x\"}", 1),
        ("Rain fell.\n\n{ it said }", 1),
        ("", 0),
        ("id,text\n1,Rain fell.\n2,Snow.", 2),
        ("id\ttext\n1\tx, y", 1),
    ] {
        for args in [&["extract"][..], &["extract", "-"]] {
            let run = dateline(args, input.as_bytes());
            assert_eq!((run.code, lines(&run.stdout).len()), (0, expected), "{input}: {}", run.stderr);
        }
    }
    let forced = dateline(&["extract", "--input", "text"], THREE.as_bytes());
    assert_eq!(lines(&forced.stdout).len(), 1);
}

#[test]
fn text_files_are_named_by_their_path() {
    let folder = Folder::new("text");
    let (first, second) = (folder.write("one.txt", b"Rain fell."), folder.write("two", b"It was cold.\r\n"));
    let run = dateline(&["extract", &second, &first], b"");
    assert_eq!(ids(&run.stdout), [second, first]);
}

#[test]
fn what_is_known_of_an_article_is_repeated() {
    let line = r#"{"id":"x","text":"T","title":"H","published":"2016-04-11T23:30:00Z","publisher":"P","url":"u","lang":"en"}"#;
    let run = dateline(&["extract", "--published", "2020-01-01", "--format", "jsonl"], format!("{line}\n{{\"text\":\"T\"}}").as_bytes());
    let records = lines(&run.stdout);
    let fields = |v: &Value| ["schema", "id", "title", "published", "outlet", "url"].map(|f| v[f].as_str().map(str::to_owned));
    assert_eq!(fields(&records[0]).map(|f| f.unwrap()), ["dateline/1", "x", "H", "2016-04-11", "P", "u"]);
    assert_eq!(fields(&records[1])[3].as_deref(), Some("2020-01-01"));
}

#[test]
fn compressed_inputs() {
    let folder = Folder::new("compressed");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(THREE.as_bytes()).unwrap();
    // Two members, as `cat a.gz b.gz` makes them.
    let gzip = gzip.finish().unwrap().repeat(2);
    let zstd = zstd::encode_all(THREE.as_bytes(), 1).unwrap().repeat(2);
    for (name, data) in [("a.jsonl.gz", &gzip), ("a.ndjson.zst", &zstd), ("A.JSONL.GZ", &gzip)] {
        let run = dateline(&["extract", &folder.write(name, data)], b"");
        assert_eq!((run.code, ids(&run.stdout).concat()), (0, "abcabc".to_owned()), "{name}");
    }
    for data in [&gzip, &zstd] {
        assert_eq!(ids(&dateline(&["extract"], data).stdout).concat(), "abcabc");
    }
    let cut = folder.write("cut.jsonl.gz", &gzip[..gzip.len() - 9]);
    let run = dateline(&["extract", &cut], b"");
    assert_eq!((run.code, ids(&run.stdout).concat().starts_with("abc")), (1, true));
    assert!(run.stderr.starts_with(&format!("{cut}:")), "{}", run.stderr);
}

#[test]
fn bad_lines_are_named_and_the_run_goes_on() {
    let folder = Folder::new("bad");
    let mut content = b"{\"id\":\"a\",\"text\":\"x\"}\nnonsense\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"y\",\"published\":\"May\"}\n".to_vec();
    content.extend(b"{\"id\":\"u\",\"text\":\"\xff\"}\n{\"id\":true,\"text\":\"z\"}\n{\"id\":\"d\",\"text\":\"z\"");
    content.extend(b"}\n{\"id\":\"e\",\"text\":\"z\"\n");
    let file = folder.write("bad.jsonl", &content);
    let run = dateline(&["extract", "/nowhere/at.all", &file], b"");
    assert_eq!((run.code, ids(&run.stdout).concat()), (1, "acud".to_owned()));
    let expected = [
        "/nowhere/at.all: No such file or directory".to_owned(),
        format!("{file}:2: not a JSON object"),
        format!("{file}:3: field `text` is missing"),
        format!("{file}:4: warning: field `published`: \"May\" has no day and no year"),
        format!("{file}:6: field `id` must be a string, not a boolean"),
        format!("{file}:8: not valid JSON at column 20: EOF while parsing an object"),
    ];
    assert_eq!(run.stderr.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn an_unreadable_day_is_an_error_only_if_strict() {
    let line = b"{\"id\":\"a\",\"text\":\"x\",\"published\":\"May\"}\n";
    let reason = "field `published`: \"May\" has no day and no year\n";
    let run = dateline(&["extract", "--input", "jsonl"], line);
    assert_eq!((run.code, run.stderr, ids(&run.stdout).concat()), (0, format!("<stdin>:1: warning: {reason}"), "a".to_owned()));
    let run = dateline(&["extract", "--input", "jsonl", "--strict"], line);
    assert_eq!((run.code, run.stderr, ids(&run.stdout).concat()), (1, format!("<stdin>:1: {reason}"), String::new()));
}

#[test]
fn strict_stops_at_the_first() {
    let folder = Folder::new("strict");
    let lines = "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"x\"}\n{}\n".repeat(2000);
    let file = folder.write("bad.jsonl", lines.as_bytes());
    for jobs in ["1", "8"] {
        let run = dateline(&["extract", "--strict", "-j", jobs, &file], b"");
        assert_eq!((run.code, ids(&run.stdout).concat()), (1, "a".to_owned()));
        assert_eq!(run.stderr, format!("{file}:2: field `text` is missing\n"));
    }
}

#[test]
fn output_to_a_file() {
    let folder = Folder::new("output");
    let (input, output) = (folder.write("in.jsonl", THREE.as_bytes()), folder.path("out.jsonl"));
    let run = dateline(&["extract", &input, "-o", &output], b"");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(ids(&fs::read_to_string(&output).unwrap()).concat(), "abc");

    let over = dateline(&["extract", &input, "-o", &input], b"");
    assert_eq!((over.code, over.stderr), (2, format!("dateline: {input}: the output would overwrite an input\n")));
    assert_eq!(fs::read_to_string(&input).unwrap(), THREE);

    let nowhere = dateline(&["extract", &input, "-o", "/nowhere/out"], b"");
    assert_eq!((nowhere.code, nowhere.stderr.as_str()), (2, "dateline: /nowhere/out: No such file or directory\n"));
}

#[test]
fn a_gazetteer_that_cannot_be_used_stops_the_run() {
    let folder = Folder::new("gazetteer");
    let broken = folder.write("broken.tsv", b"faction\tname\tkind\nx\tX\tfriendly\n");
    let run = dateline(&["extract", "--gazetteer", &broken], THREE.as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains(&format!("{broken}:2: column `kind`")), "{}", run.stderr);
    assert!(run.stderr.starts_with("dateline: the gazetteer cannot be used\n"), "{}", run.stderr);
    let missing = dateline(&["extract", "--gazetteer", "/nowhere.tsv"], b"");
    assert_eq!((missing.code, missing.stderr.as_str()), (2, "dateline: /nowhere.tsv: No such file or directory\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
    };
    let mut child =
        Command::new(support::binary()).arg("extract").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // Records must come while the input is still open.
    input.write_all(b"{\"id\":\"first\",\"text\":\"x\"}\n").unwrap();
    let mut first = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut first).unwrap();
    assert_eq!(ids(&first), ["first"]);
    drop(output);
    let line = format!("{{\"text\":\"{}\"}}\n", "It rained. ".repeat(1000));
    // The command may end, and close its input, before all of this is written.
    while input.write_all(line.as_bytes()).is_ok() {}
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn wrong_arguments_end_with_2() {
    for args in [&["extract", "--jobs", "0"][..], &["extract", "--format", "xml"], &["extract", "--published", "soon"], &["extrakt"], &[]] {
        let run = dateline(args, b"");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
}
