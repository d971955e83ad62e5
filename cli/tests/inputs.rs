//! Every kind of input, sound and damaged, through the real command.

mod support;

use std::{fs, io::Write};

use serde_json::{Value, json};
use support::{Folder, Run, dateline, ids, lines};

fn extract(args: &[&str]) -> Run {
    dateline(&[&["extract"], args].concat(), b"")
}

fn texts(run: &Run) -> Vec<String> {
    lines(&run.stdout).iter().map(|record| record["text"].as_str().unwrap().to_owned()).collect()
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

#[test]
fn arrays_and_objects_of_json() {
    let folder = Folder::new("json");
    for content in [
        r#"[{"id":"a","text":"x"},{"id":"b","text":"]}"}]"#,
        "[\n  {\n    \"id\": \"a\",\n    \"text\": \"x\"\n  },\n  {\"id\": \"b\", \"text\": \"y\"}\n]\n",
        "{\n  \"id\": \"a\",\n  \"text\": \"x\"\n}\n{\n  \"id\": \"b\", \"text\": \"y\"\n}",
        "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}\n",
    ] {
        let run = extract(&[&folder.write("a.json", content.as_bytes())]);
        assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "ab"), "{content}: {}", run.stderr);
        assert_eq!(ids(&dateline(&["extract", "--input", "json"], content.as_bytes()).stdout).concat(), "ab");
    }
    let file = folder.write("cut.json", b"[{\"id\":\"a\",\"text\":\"x\"}, {\"id\":\"b\", 5}, {\"id\":\"c\",\"text\":\"y\"}, {\"id\":\"d\"");
    let run = extract(&[&file]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "ac"));
    let expected =
        format!("{file}: record 2: not valid JSON at column 12: key must be a string\n{file}: record 4: the input ends within this record\n");
    assert_eq!(run.stderr, expected);
}

#[test]
fn tables() {
    let folder = Folder::new("tables");
    let csv = "\u{feff},id,title,publication,author,date,year,month,url,content\r\n\
               0,17283,House,The Paper,Jo,2016-12-31,2016.0,12.0,,\"Two\nlines, \"\"quoted\"\".\"\r\n\
               1,17284,Short row\r\n\
               2,17285,NaN,The Paper,,nan,,,,Rain.\r\n\
               3,17286,Last,The Paper,,12/31/2016,,,u,End.\r\n\
               4,17287,None,The Paper,,,,,,";
    let file = folder.write("articles1.csv", csv.as_bytes());
    let run = extract(&["--preset", "all-the-news", "--with-text", &file]);
    assert_eq!(
        (run.code, ids(&run.stdout), texts(&run)),
        (1, vec!["17283".into(), "17285".into(), "17286".into()], vec!["Two\nlines, \"quoted\".".to_owned(), "Rain.".to_owned(), "End.".to_owned()])
    );
    assert_eq!(run.stderr, format!("{file}:4: 3 columns where the header has 10\n{file}:7: the text is empty\n"));
    let records = lines(&run.stdout);
    assert_eq!(records.iter().map(|r| r["published"].as_str().unwrap_or("-")).collect::<Vec<_>>(), ["2016-12-31", "-", "2016-12-31"]);
    assert_eq!(records[1]["title"], Value::Null);

    let tsv = folder.write("a.tsv.bz2", &{
        let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        writer.write_all(b"key\tbody\na\tRain fell.\nb\tIt \"was\" cold.\n").unwrap();
        writer.finish().unwrap()
    });
    let run = extract(&["--text-field", "body", "--id-field", "key", &tsv]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "ab"), "{}", run.stderr);
    let run = extract(&[&tsv]);
    assert_eq!(run.stderr, format!("{tsv}:1: there is no column `text` among `key`, `body`; name it with --text-field or --preset\n"));
}

fn wet(records: &[(&str, &str)]) -> Vec<u8> {
    let mut out = gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n");
    for (url, text) in records {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2017-02-01T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
            text.len()
        );
        out.extend(gzip(format!("{head}{text}\r\n\r\n").as_bytes()));
    }
    out
}

#[test]
fn text_of_web_archives() {
    let folder = Folder::new("wet");
    let whole = wet(&[("http://a/1", "Rain fell."), ("http://a/2", "It was cold.\n")]);
    let file = folder.write("CC-MAIN-1.warc.wet.gz", &whole);
    let run = extract(&[&file]);
    let records = lines(&run.stdout);
    assert_eq!((run.code, records.len()), (0, 2), "{}", run.stderr);
    let known = ["url", "published", "fetched"].map(|field| records[1][field].clone());
    assert_eq!(known, [json!("http://a/2"), Value::Null, json!("2017-02-01")]);
    let cut = folder.write("cut.wet.gz", &whole[..whole.len() - 30]);
    let run = extract(&[&cut]);
    assert_eq!((run.code, lines(&run.stdout).len()), (1, 1), "{}", run.stderr);
    assert!(run.stderr.starts_with(&format!("{cut}: record 3: ")), "{}", run.stderr);
    let stray = folder.write("stray.wet", b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\nab\r\n\r\nWARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\nc\r\n\r\n");
    let run = extract(&["--with-text", &stray]);
    assert_eq!((run.code, texts(&run).concat().as_str()), (1, "ac"));
    assert_eq!(run.stderr, format!("{stray}: record 2: 1 bytes before this place are no WARC record\n"));
}

#[test]
fn directories_and_patterns() {
    let folder = Folder::new("walk");
    fs::create_dir_all(folder.path("d/sub")).unwrap();
    for name in ["d/b.jsonl", "d/sub/a.jsonl", "d/.hidden.jsonl", "d/z.dat"] {
        folder.write(name, format!("{{\"id\":\"{name} \",\"text\":\"x\"}}\n").as_bytes());
    }
    let run = extract(&[&folder.path("d")]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "d/b.jsonl d/sub/a.jsonl "));
    assert_eq!(run.stderr, format!("{}: passed over: its name does not tell its kind (--input tells)\n", folder.path("d/z.dat")));
    let run = extract(&[&folder.path("d/*.jsonl"), "--input", "jsonl"]);
    assert_eq!(ids(&run.stdout).concat(), "d/.hidden.jsonl d/b.jsonl ");
    let run = extract(&[&folder.path("d/*.nothing")]);
    assert_eq!((run.code, run.stderr), (1, format!("{}: No such file or directory\n", folder.path("d/*.nothing"))));
}

#[test]
fn members_of_gzip_after_a_damaged_one() {
    let folder = Folder::new("members");
    let member =
        |n: u32| gzip((0..40).map(|i| format!("{{\"id\":\"{n}-{i}\",\"text\":\"Rain {} fell.\"}}\n", i * i * 7919)).collect::<String>().as_bytes());
    let members = [member(1), member(2), member(3)];
    let mut damaged = members.concat();
    damaged[members[0].len() + 30] ^= 0xff;
    let file = folder.write("a.jsonl.gz", &damaged);
    let errors = folder.path("errors");
    for run in [extract(&[&file, "--errors", &errors]), dateline(&["extract", "--errors", &errors], &damaged)] {
        let found = ids(&run.stdout);
        let count = |n: &str| found.iter().filter(|id| id.starts_with(n)).count();
        assert_eq!((run.code, count("1-"), count("3-")), (1, 40, 40));
        let told = lines(&fs::read_to_string(&errors).unwrap());
        let holes: Vec<&Value> = told.iter().filter(|line| line["kind"] == "damaged_member").collect();
        let from = format!("bytes {} to {} of the file", members[0].len(), members[0].len() + members[1].len());
        assert!(holes.len() == 1 && holes[0]["reason"].as_str().unwrap().contains(&from), "{holes:?}");
    }
    let csv = [gzip(b"id,text\na,Rain.\n"), gzip(b"b,\"Snow.\"\n"), gzip(b"c,Hail.\n")];
    let mut damaged = csv.concat();
    damaged[csv[0].len() + 10] ^= 0xff;
    let run = extract(&[&folder.write("a.csv.gz", &damaged)]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "ac"), "{}", run.stderr);
    let archive = wet(&[("http://a/1", "Rain fell."), ("http://a/2", "It was cold."), ("http://a/3", "Snow fell.")]);
    let starts: Vec<usize> = (0..archive.len() - 3).filter(|&at| archive[at..].starts_with(&[0x1f, 0x8b, 8])).collect();
    let mut damaged = archive.clone();
    damaged[starts[2] + 20] ^= 0xff;
    let run = extract(&["--with-text", &folder.write("a.warc.wet.gz", &damaged)]);
    assert_eq!((run.code, texts(&run).concat().as_str()), (1, "Rain fell.Snow fell."), "{}", run.stderr);
}

#[test]
fn elements_after_a_broken_one() {
    let folder = Folder::new("elements");
    let good = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"Rain fell.\"}}");
    for broken in ["{\"id\":\"b\",\"text\":\"no end}", "{\"id\":\"b\",\"text\":\"x\"", "{\"id\":\"b\",\"text\":\"an inch (\") of rain\"}"] {
        for gap in [",", ",\n", ", \n "] {
            let head = format!("[{}{gap}", good("a"));
            let file = folder.write("a.json", format!("{head}{broken}{gap}{}{gap}{}]", good("c"), good("d")).as_bytes());
            let errors = folder.path("errors");
            let run = extract(&[&file, "--errors", &errors]);
            assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "acd"), "{broken}{gap}");
            let told = lines(&fs::read_to_string(&errors).unwrap());
            assert_eq!((told.len(), &told[0]["kind"], &told[0]["record"], &told[0]["byte"]), (1, &json!("not_json"), &json!(2), &json!(head.len())));
        }
    }
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_round() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    fs::create_dir_all(folder.path("d/sub")).unwrap();
    folder.write("d/sub/a.jsonl", b"{\"id\":\"a\",\"text\":\"x\"}\n");
    symlink("..", folder.path("d/sub/up")).unwrap();
    symlink("sub/a.jsonl", folder.path("d/file.jsonl")).unwrap();
    for named in ["d", "d/**", "d/**/*.jsonl", "*/**/*.jsonl"] {
        let run = extract(&[&folder.path(named)]);
        assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "aa"), "{named}: {}", run.stderr);
        assert_eq!(run.stderr.matches("a link to a directory").count(), 1, "{named}: {}", run.stderr);
    }
    assert_eq!(ids(&extract(&[&folder.path("d/sub/up")]).stdout).concat(), "aa");
}

#[test]
fn tables_of_trafilatura_have_no_header() {
    let folder = Folder::new("trafilatura");
    let row = "http://a/1\tnull\tf00\ta.example\tTitle\tnull\t2016-11-29\t\"Rain fell.\n\nSnow, too.\"\tnull\tnull\tarticle\r\n";
    let empty = "http://a/2\tnull\tf01\ta.example\tTitle\tnull\tnull\tnull\tnull\tnull\tnull\r\n";
    let table = format!("{row}{empty}");
    let file = folder.write("a.csv", table.as_bytes());
    let args = ["extract", "--preset", "trafilatura", "--with-text"];
    for run in [dateline(&[&args[..], &[&file]].concat(), b""), dateline(&args, table.as_bytes())] {
        let records = lines(&run.stdout);
        assert_eq!((run.code, records.len(), run.stderr.contains("the text is empty")), (1, 1, true), "{}", run.stderr);
        let known = ["id", "text", "title", "published", "outlet", "url"].map(|field| records[0][field].as_str().unwrap().to_owned());
        assert_eq!(known, ["f00", "Rain fell.\n\nSnow, too.", "Title", "2016-11-29", "a.example", "http://a/1"]);
    }
    let headed = folder.write("b.csv", b"id;date;text\nx;2016-11-29;Rain, then snow.\n");
    assert_eq!(ids(&extract(&["--preset", "trafilatura", &headed]).stdout), ["x"]);
}

#[test]
fn bodies_of_ninjs() {
    let run = dateline(
        &["extract", "--preset", "ninjs", "--with-text", "--input", "jsonl"],
        concat!(
            "{\"uri\":\"a\",\"body_html\":\"<p>Rain fell.</p>\",\"body_text\":\"Rain.\"}\n",
            "{\"uri\":\"b\",\"bodies\":[{\"contenttype\":\"text/html\",\"value\":\"<p>x</p>\"},{\"contenttype\":\"text/plain\",\"value\":\"Snow.\"}]}\n",
            "{\"uri\":\"c\",\"body_html\":\"<p>Rain fell.</p><p>And <b>snow</b> &amp; hail.</p>\"}\n"
        )
        .as_bytes(),
    );
    if cfg!(feature = "html") {
        assert_eq!((run.code, texts(&run)), (0, vec!["Rain.".to_owned(), "Snow.".to_owned(), "Rain fell.\n\nAnd snow & hail.".to_owned()]));
        assert_eq!(lines(&run.stdout)[2]["cleaned"], json!({"html": 1}));
    } else {
        assert_eq!((run.code, texts(&run)), (1, vec!["Rain.".to_owned(), "Snow.".to_owned()]));
        assert!(run.stderr.contains("field `body_html`: this build cannot read HTML"), "{}", run.stderr);
    }
}

#[test]
fn text_in_utf16() {
    let bytes: Vec<u8> = "\u{feff}{\"id\":\"é\",\"text\":\"Rain fell.\"}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(ids(&dateline(&["extract"], &bytes).stdout), ["é"]);
}

#[test]
fn text_is_mended_and_the_record_says_so() {
    let folder = Folder::new("mend");
    let file = folder.write(
        "a.jsonl",
        b"{\"id\":\"a\",\"text\":\"AT&amp;T\\r\\nsaid \\u0000no.\"}\n{\"id\":\"b\",\"text\":\"caf\xe9\"}\n{\"id\":\"c\",\"text\":\"R&D\"}\n",
    );
    let records = lines(&extract(&[&file]).stdout);
    assert_eq!((&records[0]["text"], &records[0]["cleaned"]), (&json!("AT&T\nsaid no."), &json!({"nul": 1, "cr": 1, "entities": 1})));
    assert_eq!((&records[1]["text"], &records[1]["cleaned"]), (&json!("caf\u{fffd}"), &json!({"invalid_utf8": 1})));
    assert_eq!((records[2].get("text"), records[2].get("cleaned")), (None, None));
}

#[test]
fn xz_and_what_is_too_large() {
    let folder = Folder::new("large");
    let long = "x".repeat(3000);
    let content = format!("{{\"id\":\"a\",\"text\":\"x\"}}\n{{\"id\":\"b\",\"text\":\"{long}\"}}\n{{\"id\":\"c\",\"text\":\"x\"}}\n");
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(0)).unwrap();
    writer.write_all(content.as_bytes()).unwrap();
    let file = folder.write("a.jsonl.xz", &writer.finish().unwrap());
    let run = extract(&["--max-record", "2K", &file]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "ac"));
    assert_eq!(run.stderr, format!("{file}:2: larger than the limit of 2048 bytes (3021 bytes; --max-record raises the limit)\n"));
    let csv = folder.write("a.csv", format!("id,text\na,x\nb,{long}\nc,x\n").as_bytes());
    let run = extract(&["--max-record", "2K", &csv]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "ac"), "{}", run.stderr);
    let json =
        folder.write("a.json", format!("[{{\"id\":\"a\",\"text\":\"x\"}},{{\"text\":\"{long}\"}},{{\"id\":\"c\",\"text\":\"x\"}}]").as_bytes());
    let run = extract(&["--max-record", "2K", &json]);
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (1, "ac"), "{}", run.stderr);
}

#[test]
fn what_a_name_does_not_tell_is_told_by_the_first_bytes() {
    let folder = Folder::new("sniff");
    let lines = b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}\n";
    let zipped = gzip(lines);
    for (name, content) in [
        ("dump.gz", &zipped[..]),
        ("a.jl", lines),
        ("a.jsonlines", lines),
        ("a.jsonl.gzip", &zipped),
        ("dump", lines),
        ("dump.dat", b"[\n{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"y\"}]"),
        ("pretty", b"{\n\"id\":\"a\",\"text\":\"x\"}\n{\n\"id\":\"b\",\"text\":\"y\"}"),
        ("table", b"id,text\na,x\nb,y\n"),
    ] {
        let run = extract(&[&folder.write(name, content)]);
        assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "ab"), "{name}: {}", run.stderr);
    }
    for text in ["[Reuters] Rain fell.", "{ it said }", "Rain fell."] {
        let run = extract(&["--with-text", &folder.write("note.asc", text.as_bytes())]);
        assert_eq!((run.code, texts(&run)), (0, vec![text.to_owned()]), "{}", run.stderr);
    }
    for (name, content, why) in [
        ("dump.zip", &b"PK\x03\x04\x14\0\0\0rest"[..], "this is a zip archive"),
        ("report.pdf", b"%PDF-1.7\n", "this is PDF"),
        ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is something binary"),
        ("page.html", b"<p>Rain fell.</p>", "HTML is read only from WARC and ninjs"),
        ("page", b"<!DOCTYPE html>\n<p>Rain fell.</p>", "HTML is read only from WARC and ninjs"),
    ] {
        let file = folder.write(name, content);
        let run = extract(&[&file]);
        assert!(run.code == 1 && run.stdout.is_empty() && run.stderr.starts_with(&format!("{file}: {why}")), "{name}: {}", run.stderr);
    }
    assert_eq!(extract(&["--input", "text", &folder.path("page.html")]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_process_may_be_an_input() {
    let command = format!("{} extract <(printf '{{\"id\":\"a\",\"text\":\"x\"}}\\n{{\"id\":\"b\",\"text\":\"y\"}}\\n')", support::binary().display());
    let Ok(output) = std::process::Command::new("bash").args(["-c", &command]).output() else { return };
    assert_eq!(ids(&String::from_utf8(output.stdout).unwrap()).concat(), "ab", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_passed_over_is_counted_and_no_input_at_all_is_an_error() {
    let folder = Folder::new("passed");
    fs::create_dir(folder.path("d")).unwrap();
    for name in ["d/a.jsonl", "d/.hidden.jsonl"] {
        folder.write(name, b"{\"id\":\"a\",\"text\":\"x\"}\n");
    }
    folder.write("d/b.pdf", b"%PDF");
    let (report, out) = (folder.path("report"), folder.path("out.jsonl"));
    let run = extract(&[&folder.path("d"), "--report", &report, "-o", &out]);
    assert!(run.code == 0 && run.stderr.contains("passed over: 1 file\n"), "{}", run.stderr);
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    assert_eq!((&report["read"], &report["passed_over"]), (&json!(1), &json!(1)));
    fs::remove_file(folder.path("d/a.jsonl")).unwrap();
    let run = extract(&[&folder.path("d")]);
    assert!(run.code == 2 && run.stderr.contains("no input"), "{} {}", run.code, run.stderr);
}

#[test]
fn several_objects_on_a_line_and_several_arrays() {
    let folder = Folder::new("joined");
    let [a, b, c] = ["a", "b", "c"].map(|id| format!("{{\"id\":\"{id}\",\"text\":\"}}{{ {{}} x\"}}"));
    let errors = folder.path("errors");
    for (name, content, expected) in [
        ("a.jsonl", format!("{a}{b}\n{c}\n"), "abc"),
        ("b.jsonl", format!("{a} {b}\t{c}"), "abc"),
        ("c.jsonl", format!("{a}\n\u{feff}{b}\n{c}"), "abc"),
        ("d.json", format!("[{a},{b}]\n[{c}]"), "abc"),
        ("e.json", format!("[{a}][]\n[{b},{c}]"), "abc"),
        ("f.jsonl", format!("{a}{{\"id\":\"x\"}}{c}"), "ac"),
        ("g.jsonl", format!("{a}{b}{{\"id\":"), "ab"),
    ] {
        let run = extract(&[&folder.write(name, content.as_bytes()), "--errors", &errors]);
        assert_eq!(ids(&run.stdout).concat(), expected, "{name}: {}", run.stderr);
        let told = lines(&fs::read_to_string(&errors).unwrap());
        assert_eq!((run.code, told.len()), if expected == "abc" { (0, 0) } else { (1, 1) }, "{name}");
        let byte = match name {
            "f.jsonl" => a.len(),
            "g.jsonl" => a.len() + b.len(),
            _ => continue,
        };
        assert_eq!(told[0]["byte"], json!(byte), "{name}");
    }
}

#[test]
fn metadata_of_a_wrong_type_is_warned_of() {
    let run = dateline(&["extract"], b"{\"id\":\"a\",\"text\":\"x\",\"title\":5}\n{\"id\":\"b\",\"text\":\"y\",\"published\":1.5}\n");
    assert_eq!((run.code, ids(&run.stdout).concat().as_str()), (0, "ab"));
    assert_eq!(
        run.stderr,
        "<stdin>:1: warning: field `title` must be a string, not a number\n<stdin>:2: warning: field `published` must be a string, not a number\n"
    );
}

#[test]
fn a_column_that_stands_twice_is_refused() {
    let folder = Folder::new("twice");
    let twice = b"id,text,text,other,other\na,x,y,,\n";
    for run in [extract(&[&folder.write("a.csv", twice)]), dateline(&["extract"], twice)] {
        assert!(run.code == 1 && run.stderr.contains("there are two columns `text`"), "{}", run.stderr);
    }
    assert_eq!(extract(&["--text-field", "id", &folder.write("b.csv", b"id,other,other\na,,\n")]).code, 0);
}

#[test]
fn an_article_beyond_the_default_limit_is_read_where_the_limit_is_raised() {
    let folder = Folder::new("huge");
    let sentence = "Rain fell on the town and nobody had said a word about it. ";
    let text = sentence.repeat((17 << 20) / sentence.len());
    let file = folder.write("a.jsonl", format!("{{\"id\":\"a\",\"text\":\"{text}\"}}\n{{\"id\":\"b\",\"text\":\"x\"}}\n").as_bytes());
    let refused = extract(&[&file]);
    assert!(refused.code == 1 && refused.stderr.contains("--max-record raises the limit") && ids(&refused.stdout) == ["b"], "{}", refused.stderr);
    let report = folder.path("report");
    let run = extract(&["--max-record", "20M", &file, "-o", &folder.path("out.jsonl"), "--report", &report]);
    let report: Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    assert_eq!((run.code, &report["extracted"]["text_bytes"]), (0, &json!(text.len() + 1)), "{}", run.stderr);
    assert!(ids(&fs::read_to_string(folder.path("out.jsonl")).unwrap()) == ["a", "b"]);
}
