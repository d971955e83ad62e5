//! Parquet and HTML, in builds that have them.
#![cfg(all(feature = "parquet", feature = "html"))]

mod support;

use std::fs;

use arrow_array::{Array, cast::AsArray, types::Date32Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};
use support::{Folder, dateline, ids, lines};

#[path = "../../benches/support/generator.rs"]
mod generator;

fn dump(count: u64) -> String {
    (0..count)
        .map(|n| {
            let text: String = generator::article(n).chars().take(300).collect();
            json!({"id": n.to_string(), "text": text, "published": "2016-04-11", "url": format!("http://a/{n}")}).to_string() + "\n"
        })
        .collect()
}

#[test]
fn parquet_has_what_json_has_and_is_read_again() {
    let folder = Folder::new("parquet");
    let (input, out) = (folder.write("in.jsonl", dump(150).as_bytes()), folder.path("out.parquet"));
    let run = dateline(&["extract", &input, "-o", &out, "-o", &folder.path("out.jsonl"), "--with-text", "--progress", "none"], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let records = lines(&fs::read_to_string(folder.path("out.jsonl")).unwrap());
    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(&out).unwrap()).unwrap().build().unwrap();
    let mut rows = 0;
    for batch in reader.map(Result::unwrap) {
        let column = |name: &str| batch.column_by_name(name).unwrap();
        let mut written = Vec::new();
        let mut writer = arrow_json::LineDelimitedWriter::new(&mut written);
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        for (n, row) in lines(std::str::from_utf8(&written).unwrap()).iter().enumerate() {
            let record = &records[rows + n];
            assert_eq!(column("published").as_primitive::<Date32Type>().value(n), 16902);
            assert_eq!(column("claims").as_list::<i32>().value(n).len(), record["claims"].as_array().unwrap().len());
            same(record, row, "");
        }
        rows += batch.num_rows();
    }
    assert_eq!(rows, 150);
    let stats = |path: &str| dateline(&["stats", "--json", path], b"");
    let (of_parquet, of_json) = (stats(&out), stats(&folder.path("out.jsonl")));
    assert_eq!((of_parquet.code, of_parquet.stdout), (0, of_json.stdout), "{}", of_parquet.stderr);
    let again = dateline(&["extract", &out, "--limit", "20"], b"");
    assert_eq!(ids(&again.stdout), (0..20).map(|n| n.to_string()).collect::<Vec<_>>());
    for (record, again) in records.iter().zip(lines(&again.stdout)) {
        assert_eq!((&record["claims"], &record["url"]), (&again["claims"], &again["url"]));
    }
}

/// Every value of the JSON record is in the row; the row leaves nulls out.
fn same(record: &Value, row: &Value, path: &str) {
    match (record, row) {
        (Value::Object(fields), row) => fields.iter().for_each(|(name, value)| same(value, &row[name], &format!("{path}/{name}"))),
        (Value::Array(items), Value::Array(others)) => {
            assert_eq!(items.len(), others.len(), "{path}");
            items.iter().zip(others).for_each(|(a, b)| same(a, b, path));
        }
        (Value::Number(a), Value::Number(b)) => assert!((a.as_f64().unwrap() - b.as_f64().unwrap()).abs() < 1e-5, "{path}: {a} {b}"),
        (a, b) => assert_eq!(a, b, "{path}"),
    }
}

#[test]
fn parquet_in_parts_is_the_same_for_any_number_of_threads() {
    let folder = Folder::new("parquet-parts");
    let input = folder.write("in.jsonl", dump(130).as_bytes());
    for jobs in ["1", "3"] {
        let out = folder.path(&format!("{jobs}/"));
        let run = dateline(&["extract", &input, "-j", jobs, "-o", &format!("parquet:{out}"), "--split", "60"], b"");
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    for part in ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"] {
        assert!(fs::read(folder.path(&format!("1/{part}"))).unwrap() == fs::read(folder.path(&format!("3/{part}"))).unwrap(), "{part}");
    }
    assert_eq!(fs::read_dir(folder.path("1")).unwrap().count(), 3);
}

#[test]
fn pages_of_web_archives() {
    let folder = Folder::new("warc");
    let page = |charset: &str, body: &[u8]| {
        let paragraph = "The ministry said on Thursday that its troops had left Aleppo, and that the road to the north was open again. ".repeat(6);
        let head = format!(
            "<html><head><title>Troops leave</title><meta property=\"article:published_time\" content=\"2016-11-29T07:58:00Z\">{charset}</head>\
             <body><nav><a href=/>Home</a></nav><article><h1>Troops leave</h1><p>{paragraph}</p><p>"
        );
        [head.as_bytes(), body, b"</p></article><footer>All rights reserved.</footer></body></html>"].concat()
    };
    let response = |kind: &str, body: &[u8]| [format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), body].concat();
    let mut archive = Vec::new();
    for body in [
        response("text/html; charset=utf-8", &page("", "In the café nobody spoke of it.".as_bytes())),
        response("text/html", &page("<meta charset=windows-1252>", b"In the caf\xe9 nobody spoke of it.")),
        response("image/png", b"\x89PNG"),
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.</p>".to_vec(),
        b"nonsense".to_vec(),
    ] {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/b\r\nWARC-Date: 2017-02-01T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        archive.extend([head.as_bytes(), &body, b"\r\n\r\n"].concat());
    }
    let run = dateline(&["extract", "--with-text", &folder.write("a.warc", &archive)], b"");
    let records = lines(&run.stdout);
    assert_eq!((run.code, records.len()), (1, 2), "{}", run.stderr);
    for record in records {
        let text = record["text"].as_str().unwrap();
        assert!(text.contains("In the café nobody spoke of it.") && !text.contains("Home") && !text.contains("rights"), "{text}");
        let known = ["title", "published", "fetched", "url"].map(|field| record[field].as_str().unwrap().to_owned());
        assert_eq!(known, ["Troops leave", "2016-11-29", "2017-02-01", "http://a/b"]);
    }
    assert!(run.stderr.contains("record 5: the server's response cannot be read"), "{}", run.stderr);
}
