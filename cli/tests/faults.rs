//! A dump with every fault in it: each good article is extracted, each bad one is told, and the counts add up.

mod support;

use std::{collections::BTreeMap, fs, io::Write};

use serde_json::Value;
use support::{Folder, dateline, ids, lines};

#[test]
fn every_good_article_is_extracted_and_every_bad_one_told() {
    let folder = Folder::new("faults");
    let good = |ids: &[&str]| ids.iter().map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Rain fell in Aleppo, TASS said.\"}}\n")).collect::<String>();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gzip.write_all(good(&["g1", "g2", "g3"]).as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let huge = format!("{}{{\"id\":\"h2\",\"text\":\"{}\"}}\n{}", good(&["h1"]), "x ".repeat(50 << 20), good(&["h3"]));
    let files: [(&str, Vec<u8>); 12] = [
        ("01-truncated.jsonl.gz", gzip[..gzip.len() - 30].to_vec()),
        ("02-utf8.jsonl", [good(&["u1"]).as_bytes(), b"{\"id\":\"u2\",\"text\":\"caf\xe9\"}\n", good(&["u3"]).as_bytes()].concat()),
        ("03-broken.jsonl", format!("{}{{\"id\":\"b2\",\"text\":\"cut\n}}\n[1]\n{}", good(&["b1"]), good(&["b3"])).into_bytes()),
        ("04-missing.jsonl", format!("{{\"id\":\"m1\"}}\n{{\"id\":\"m2\",\"text\":null}}\n{}", good(&["m3"])).into_bytes()),
        ("05-types.jsonl", format!("{{\"id\":\"t1\",\"text\":[\"x\"]}}\n{{\"id\":{{}},\"text\":\"x\"}}\n{}", good(&["t3"])).into_bytes()),
        ("06-twice.jsonl", good(&["d1", "d2", "d1", "d1"]).into_bytes()),
        ("07-huge.jsonl", huge.into_bytes()),
        ("08-empty.jsonl", Vec::new()),
        ("09-empty.csv", Vec::new()),
        ("10-empty.json", Vec::new()),
        ("11-table.csv", b"id,text\nc1,Rain fell.\nc2,too,many\nc3,\n".to_vec()),
        ("12-not.jsonl.gz", b"\x1f\x8b\x08 this is no gzip at all".to_vec()),
    ];
    for (name, content) in &files {
        folder.write(name, content);
    }
    let pattern = folder.path("*-*");
    let mut outputs = Vec::new();
    for jobs in ["1", "4"] {
        let (output, errors, report) = (folder.path("out"), folder.path("errors"), folder.path("report"));
        let args = ["extract", &pattern, "-j", jobs, "--dedupe", "id", "--format", "jsonl", "-o", &output, "--errors", &errors, "--report", &report];
        let run = dateline(&args, b"");
        assert_eq!(run.code, 1, "{}", run.stderr);
        outputs.push(["out", "errors"].map(|name| fs::read_to_string(folder.path(name)).unwrap()));
    }
    assert_eq!(outputs[0], outputs[1]);
    let [records, errors] = &outputs[0];
    assert_eq!(ids(records).join(" "), "g1 g2 u1 u2 u3 b1 b3 m3 t3 d1 d2 h1 h3 c1");
    let told: Vec<String> = lines(errors)
        .iter()
        .map(|line| {
            let file = line["file"].as_str().unwrap().rsplit('/').next().unwrap().split('-').next().unwrap().to_owned();
            format!("{file}:{}:{}:{}", line["line"], line["byte"], line["kind"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "01:3:106:truncated",
        "03:2:53:not_json",
        "03:3:76:not_json",
        "03:4:78:not_json",
        "04:1:0:missing_text",
        "04:2:12:missing_text",
        "05:1:0:wrong_type",
        "05:2:25:wrong_type",
        "06:3:106:duplicate",
        "06:4:159:duplicate",
        "07:2:53:too_large",
        "11:3:22:columns",
        "11:4:34:empty_text",
        "12:1:0:damaged",
    ];
    assert_eq!(told, expected);
    let report: Value = serde_json::from_slice(&fs::read(folder.path("report")).unwrap()).unwrap();
    let counts = |field: &str| -> BTreeMap<String, u64> { serde_json::from_value(report[field].clone()).unwrap() };
    let all = |field: &str| counts(field).values().sum::<u64>();
    assert_eq!((report["read"].as_u64().unwrap(), report["extracted"]["articles"].as_u64().unwrap()), (28, 14));
    assert_eq!((all("rejected"), all("left_out"), counts("cleaned")["invalid_utf8"]), (12, 2, 1));
}
