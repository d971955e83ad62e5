//! How a batch runs: what is chosen, what is told, and that nothing is lost when it is cut off.

mod support;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use support::{Folder, binary, dateline, ids, lines};

#[path = "../../benches/support/generator.rs"]
mod generator;

/// The beginning of the article of that number.
fn article(n: u64) -> String {
    generator::article(n).split("\n\n").next().unwrap_or_default().to_owned()
}

/// Articles with some damage among them.
fn dump(count: u64) -> String {
    let line = |n: u64| match n % 97 {
        13 => "{\"id\":\"broken\n".to_owned(),
        51 => format!("{{\"id\":\"{}\",\"text\":{}}}\n", n - 1, serde_json::json!(article(n - 1))),
        _ => format!("{{\"id\":\"{n}\",\"text\":{},\"published\":\"2016-{:02}-11\"}}\n", serde_json::json!(article(n)), n % 12 + 1),
    };
    (0..count).map(line).collect()
}

fn read(path: impl AsRef<Path>) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn selection() {
    let folder = Folder::new("selection");
    let file = folder.write("in.jsonl", dump(200).as_bytes());
    let all = ids(&dateline(&["extract", &file], b"").stdout);
    for jobs in ["1", "4"] {
        let limited = ids(&dateline(&["extract", &file, "-j", jobs, "--limit", "37"], b"").stdout);
        assert_eq!(limited, all[..37]);
    }
    let sample = |part: &str| ids(&dateline(&["extract", &file, "--sample", part], b"").stdout);
    let (half, tenth) = (sample("50%"), sample("0.1"));
    assert!((70..130).contains(&half.len()) && (5..40).contains(&tenth.len()), "{} {}", half.len(), tenth.len());
    assert!(tenth.iter().all(|id| half.contains(id)));
    let report = folder.path("r.json");
    let months = dateline(&["extract", &file, "--since", "2016-03-01", "--until", "2016-04-30", "--report", &report], b"");
    assert!(lines(&months.stdout).iter().all(|r| ["2016-03-11", "2016-04-11"].contains(&r["published"].as_str().unwrap())));
    let report = read(report);
    let (read, out) = (report["read"].as_u64().unwrap(), lines(&months.stdout).len() as u64);
    let sum = |field: &str| report[field].as_object().unwrap().values().map(|v| v.as_u64().unwrap()).sum::<u64>();
    assert_eq!((read, report["left_out"]["undated"].as_u64()), (200, Some(2)));
    assert_eq!(out + sum("rejected") + sum("left_out"), read);
}

#[test]
fn duplicates_are_left_out_in_the_order_of_the_input() {
    let folder = Folder::new("dedupe");
    let file = folder.write("in.jsonl", dump(300).as_bytes());
    for by in ["id", "text"] {
        let mut outputs = Vec::new();
        for jobs in ["1", "8"] {
            let errors = folder.path("errors.jsonl");
            let run = dateline(&["extract", &file, "-j", jobs, "--dedupe", by, "--errors", &errors], b"");
            assert_eq!((run.code, run.stderr.as_str()), (1, "dateline: 294 articles extracted of 300 read; left out: 3 duplicate\n"));
            let told = lines(&fs::read_to_string(&errors).unwrap());
            let count = |outcome: &str| told.iter().filter(|line| line["outcome"] == outcome).count();
            assert_eq!((count("duplicate"), count("rejected")), (3, 3), "{by}");
            assert_eq!(told[1]["line"], 52);
            outputs.push(run.stdout);
        }
        assert_eq!(outputs[0], outputs[1]);
        assert_eq!(ids(&outputs[0]).len(), 294);
    }
}

#[test]
fn several_outputs_in_parts_are_the_same_for_any_number_of_threads() {
    let folder = Folder::new("outputs");
    let file = folder.write("in.jsonl", dump(1200).as_bytes());
    let files = |name: &str| -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(folder.path(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
    };
    for jobs in ["1", "3"] {
        fs::create_dir_all(folder.path(jobs)).unwrap();
        let at = |name: &str| folder.path(&format!("{jobs}/{name}"));
        let outputs = [
            at("a.jsonl.gz"),
            at("claims.csv.zst"),
            format!("csv-mentions:{}", at("m.csv.bz2")),
            format!("geojson-places:{}", at("p.geojson.xz")),
            at("c.geojson"),
        ];
        let mut args = vec!["extract", &file, "-j", jobs, "--split", "500", "--progress", "none"];
        outputs.iter().for_each(|output| args.extend(["-o", output]));
        let run = dateline(&args, b"");
        assert_eq!(run.code, 1);
    }
    let (one, three) = (files("1"), files("3"));
    assert!(one == three);
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("a-")).collect();
    assert_eq!(names, ["a-00000.jsonl.gz", "a-00001.jsonl.gz", "a-00002.jsonl.gz"]);
    let content = |name: &str| &one.iter().find(|(n, _)| n == name).unwrap().1;
    let geojson: Value = serde_json::from_slice(content("c-00000.geojson")).unwrap();
    assert!(geojson["features"].as_array().unwrap().len() > 50);
    let again = dateline(
        &["extract", "--input", "csv", "--text-field", "content", "--id-field", "claim"],
        &zstd::decode_all(&content("claims-00002.csv.zst")[..]).unwrap(),
    );
    assert!(again.code == 0 && ids(&again.stdout).len() > 20);
}

#[test]
fn brat_gets_characters_and_no_line_ends() {
    let folder = Folder::new("brat");
    let text = "Über Aleppo: “We will\nnot leave,” Gen. Omar Haddad said on Friday.";
    let file = folder.write("in.jsonl", serde_json::json!({"id": "a/b", "text": text}).to_string().as_bytes());
    let run = dateline(&["extract", &file, "-o", &format!("brat:{}", folder.path("notes"))], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let annotations = fs::read_to_string(folder.path("notes/00000/00000000-a_b.ann")).unwrap();
    assert_eq!(fs::read_to_string(folder.path("notes/00000/00000000-a_b.txt")).unwrap(), text);
    let characters: Vec<char> = text.chars().collect();
    let mut seen = 0;
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let mut parts = line.split('\t').skip(1);
        let (place, words) = (parts.next().unwrap(), parts.next().unwrap());
        let spans = place.split_once(' ').unwrap().1.split(';').map(|span| {
            let (start, end) = span.split_once(' ').unwrap();
            characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
        });
        assert_eq!(spans.collect::<Vec<_>>().join(" "), words);
        seen += 1;
    }
    assert!(seen >= 5, "{annotations}");
}

#[test]
fn what_is_not_complete_does_not_bear_its_name() {
    let folder = Folder::new("atomic");
    let (input, output) = (folder.write("in.jsonl", dump(3000).as_bytes()), folder.path("out.jsonl"));
    let mut child = start(&["extract", &input, "-o", &output, "-j", "1", "--checkpoint", "0"]);
    wait_for(|| fs::metadata(folder.path("out.jsonl.part")).is_ok_and(|m| m.len() > 100_000));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!Path::new(&output).exists());
    let again = dateline(&["extract", &input, "-o", &output], b"");
    assert_eq!(again.code, 2);
    assert_eq!(
        again.stderr,
        format!("dateline: {output}.journal: a run to this output was cut off: --resume goes on with it, --overwrite starts anew\n")
    );
    let other = dateline(&["extract", &input, "-o", &output, "--resume", "--since", "2016-01-01"], b"");
    assert_eq!((other.code, other.stderr.contains("differs in --since")), (2, true), "{}", other.stderr);
    for (args, told) in [(&["--limit", "9"][..], "--limit"), (&["--strict"], "--strict"), (&["--unordered"], "--unordered")] {
        let other = dateline(&[&["extract", &input, "-o", &output, "--resume"][..], args].concat(), b"");
        assert_eq!((other.code, other.stderr.contains(&format!("differs in {told}"))), (2, true), "{}", other.stderr);
    }
}

fn start(args: &[&str]) -> std::process::Child {
    Command::new(binary()).args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn wait_for(mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(2));
    }
}

/// Kills a run at ten points, goes on each time, and compares with a run that was left alone.
fn killed(name: &str, output: &str, more: &[&str]) {
    let folder = Folder::new(name);
    let inputs = [folder.write("a.jsonl", dump(700).as_bytes()), folder.write("b.jsonl", dump(600).as_bytes())];
    let args = |to: &str| -> Vec<String> {
        let mut args = vec!["extract".to_owned(), inputs[0].clone(), inputs[1].clone(), "-o".to_owned(), folder.path(&format!("{to}/{output}"))];
        args.extend(["--errors".to_owned(), folder.path(&format!("{to}/errors.jsonl")), "--checkpoint".to_owned(), "0".to_owned()]);
        args.extend(["--report".to_owned(), folder.path(&format!("{to}/report.json"))]);
        args.extend(more.iter().map(|&arg| arg.to_owned()));
        args
    };
    for to in ["whole", "cut"] {
        fs::create_dir_all(folder.path(to)).unwrap();
    }
    let whole = args("whole");
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    assert_eq!(dateline(&whole, b"").code, 1);
    let size = |to: &str| -> u64 { fs::read_dir(folder.path(to)).unwrap().filter_map(|entry| entry.ok()?.metadata().ok()).map(|m| m.len()).sum() };
    let total = size("whole");
    let mut cut = args("cut");
    cut.push("--resume".to_owned());
    let cut: Vec<&str> = cut.iter().map(String::as_str).collect();
    let (mut interrupted, mut complete) = (0, false);
    for n in 1..=10u64 {
        let mut child = start(&cut);
        // Points spread over what is written, however fast it is.
        wait_for(|| size("cut") >= total * n / 12 || child.try_wait().is_ok_and(|ended| ended.is_some()));
        child.kill().unwrap();
        match child.wait().unwrap().code() {
            None => interrupted += 1,
            Some(code) => complete |= code == 1,
        }
    }
    assert!(interrupted >= 3, "{interrupted}");
    let last = dateline(&cut, b"");
    assert_eq!(last.code, if complete { 2 } else { 1 }, "{}", last.stderr);
    let all = |to: &str| -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> =
            fs::read_dir(folder.path(to)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("report.json")).collect();
        files.sort();
        files.iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
    };
    let (expected, found) = (all("whole"), all("cut"));
    assert_eq!(expected.iter().map(|f| &f.0).collect::<Vec<_>>(), found.iter().map(|f| &f.0).collect::<Vec<_>>());
    assert!(expected == found, "the content differs");
    if last.code == 1 {
        let (whole, cut) = (read(folder.path("whole/report.json")), read(folder.path("cut/report.json")));
        for field in ["read", "extracted", "rejected", "left_out", "warnings", "cleaned", "output_bytes"] {
            assert_eq!(whole[field], cut[field], "{field}");
        }
    }
}

#[test]
fn a_killed_run_goes_on_without_loss() {
    killed("killed-plain", "out.jsonl", &[]);
}

#[test]
fn a_killed_run_goes_on_compressed_and_in_parts() {
    killed("killed-parts", "out.jsonl.gz", &["--split", "180", "--dedupe", "id"]);
}

#[test]
fn a_killed_run_without_order_has_every_article_once() {
    let folder = Folder::new("killed-unordered");
    let (input, output) = (folder.write("in.jsonl", dump(800).as_bytes()), folder.path("out.jsonl"));
    let args = ["extract", &input, "-o", &output, "--unordered", "--checkpoint", "0", "--resume", "-j", "4"];
    let mut expected = ids(&dateline(&["extract", &input], b"").stdout);
    for size in [50_000, 400_000, 700_000] {
        let mut child = start(&args);
        wait_for(|| Path::new(&output).exists() || fs::metadata(folder.path("out.jsonl.part")).is_ok_and(|m| m.len() > size));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // The last may have been complete before it was killed.
    let last = dateline(&args, b"");
    assert!(last.code <= 1 || last.stderr.contains("nothing to go on with"), "{}", last.stderr);
    let mut found = ids(&fs::read_to_string(&output).unwrap());
    expected.sort();
    found.sort();
    assert_eq!(expected, found);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_in_flight_and_says_where_it_stopped() {
    let folder = Folder::new("interrupt");
    let (input, output) = (folder.write("in.jsonl", dump(2000).as_bytes()), folder.path("out.jsonl"));
    let whole = dateline(&["extract", &input], b"").stdout;
    let child = start(&["extract", &input, "-o", &output, "--progress", "none", "--errors", &folder.path("errors")]);
    wait_for(|| fs::metadata(folder.path("out.jsonl.part")).is_ok_and(|m| m.len() > 100_000));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(told.starts_with(&format!("dateline: stopped after {input}:")) && told.ends_with("the same command with --resume goes on\n"), "{told}");
    let part = fs::read_to_string(folder.path("out.jsonl.part")).unwrap();
    assert!(whole.starts_with(&part) && part.ends_with('\n') && part.len() < whole.len());
    let last = dateline(&["extract", &input, "-o", &output, "--progress", "none", "--errors", &folder.path("errors"), "--resume"], b"");
    assert_eq!(last.code, 1);
    assert!(fs::read_to_string(&output).unwrap() == whole);
    let none = dateline(&["extract", &input, "-o", &output, "--resume"], b"");
    assert!(none.code == 2 && none.stderr.contains("--resume has nothing to go on with, --overwrite makes it anew"), "{}", none.stderr);
}

/// Starts a run, with standard input if there is some, and kills it when so much of the output is written.
fn cut_off(args: &[&str], input: Option<&str>, ready: impl Fn() -> bool) {
    use std::io::Write;
    let mut child = Command::new(binary()).args(args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    if let Some(input) = input {
        // It waits for more when it is killed.
        child.stdin.as_mut().unwrap().write_all(input.as_bytes()).unwrap();
    }
    wait_for(ready);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_goes_on_only_with_the_same_inputs_gazetteers_and_parts() {
    let folder = Folder::new("changed");
    let content = dump(3000);
    let input = folder.write("in.jsonl", content.as_bytes());
    let table = fs::read_to_string(support::repository("examples/militias.tsv")).unwrap();
    let gazetteer = folder.write("own.tsv", table.as_bytes());
    let output = folder.path("out.jsonl");
    let args = ["extract", &input, "-o", &output, "-j", "1", "--split", "50", "--checkpoint", "0", "--gazetteer", &gazetteer, "--progress", "none"];
    cut_off(&args, None, || fs::exists(folder.path("out-00001.jsonl")).unwrap());
    let refused = |why: &str, file: &str| {
        let run = dateline(&[&args[..], &["--resume"]].concat(), b"");
        assert!(run.code == 2 && run.stderr.contains(why) && run.stderr.contains(file), "{why}: {} {}", run.code, run.stderr);
    };
    let time = fs::metadata(&input).unwrap().modified().unwrap();
    let set_time = |time| fs::File::options().append(true).open(&input).unwrap().set_modified(time).unwrap();
    // Of the same length: another end, then only another time.
    fs::write(&input, content.replace("2016-", "2015-")).unwrap();
    set_time(time);
    refused("it has changed since", &input);
    fs::write(&input, &content).unwrap();
    refused("it has changed since", &input);
    set_time(time);
    fs::write(&gazetteer, table.replacen("# ", "#.", 1)).unwrap();
    refused("it has changed since", &gazetteer);
    fs::write(&gazetteer, &table).unwrap();
    let part = folder.path("out-00000.jsonl");
    let whole = fs::read(&part).unwrap();
    fs::write(&part, &whole[1..]).unwrap();
    refused("complete when the run was cut off, but now: it has", &part);
    fs::remove_file(&part).unwrap();
    refused("complete when the run was cut off, but now: No such file", &part);
    fs::write(&part, &whole).unwrap();
    assert_eq!(dateline(&[&args[..], &["--resume"]].concat(), b"").code, 1);
    fs::remove_file(folder.path("out-00001.jsonl")).unwrap();
    let run = dateline(&[&args[..], &["--resume"]].concat(), b"");
    assert!(run.code == 2 && run.stderr.contains("nothing to go on with"), "{}", run.stderr);
}

#[test]
fn standard_input_that_ends_too_early_is_not_gone_on_with() {
    let folder = Folder::new("short");
    let output = folder.path("out.jsonl");
    let content = dump(400);
    let args = ["extract", "-o", &output, "--checkpoint", "0", "--progress", "none"];
    let half: String = content.split_inclusive('\n').take(200).collect();
    let size = |name: &str| fs::metadata(folder.path(name)).map_or(0, |about| about.len());
    let done = |file: String| fs::read_to_string(file).ok().is_some_and(|text| text.contains("\"done\":[[0,200]]"));
    cut_off(&args, Some(&half), || done(folder.path("out.jsonl.journal")));
    let before = size("out.jsonl.part");
    for short in ["", &half[..half.len() / 2]] {
        let run = dateline(&[&args[..], &["--resume"]].concat(), short.as_bytes());
        assert!(run.code == 2 && run.stderr.contains("<stdin>: it had other articles"), "{} {}", run.code, run.stderr);
        assert!(!fs::exists(&output).unwrap() && size("out.jsonl.part") == before);
    }
    assert_eq!(dateline(&[&args[..], &["--resume"]].concat(), content.as_bytes()).code, 1);
    assert!(fs::read_to_string(&output).unwrap() == dateline(&["extract"], content.as_bytes()).stdout);
}

#[test]
fn an_empty_id_is_no_id() {
    let line = |id: &str, url: &str| format!("{{\"id\":\"{id}\",\"url\":\"{url}\",\"text\":\"Rain.\"}}\n");
    let input = [line("", "u"), line("", "v"), line("", "u"), line("", ""), line("", ""), line("a", "u"), line("a", "w")].concat();
    let run = dateline(&["extract", "--dedupe", "id"], input.as_bytes());
    let known: Vec<_> =
        lines(&run.stdout).iter().map(|r| format!("{}{}", r["id"].as_str().unwrap_or("-"), r["url"].as_str().unwrap_or("-"))).collect();
    assert_eq!((run.code, known.len(), &known[..2], &known[4]), (0, 5, &["-u".to_owned(), "-v".to_owned()][..], &"au".to_owned()));
    assert_eq!(run.stderr, "dateline: 5 articles extracted of 7 read; left out: 2 duplicate\n");
}

#[test]
fn the_summary_is_told_where_it_is_asked_for() {
    let input = dump(3);
    let run = |args: &[&str]| dateline(&[&["extract"], args].concat(), input.as_bytes());
    assert_eq!(run(&[]).stderr, "");
    assert_eq!(run(&["--since", "2020-01-01"]).stderr, "dateline: 0 articles extracted of 3 read; left out: 3 out of range\n");
    assert_eq!(run(&["--since", "2020-01-01", "--progress", "none"]).stderr, "");
    assert!(run(&["--progress", "plain"]).stderr.starts_with("3 articles extracted of 3 read: "));
    let reversed = run(&["--since", "2020-01-02", "--until", "2020-01-01"]);
    assert!(reversed.code == 2 && reversed.stderr.contains("--since 2020-01-02 is after --until 2020-01-01"), "{}", reversed.stderr);
}

#[test]
fn a_report_may_go_to_standard_output_if_the_records_do_not() {
    let folder = Folder::new("standard");
    let refused = dateline(&["extract", "--report", "-"], dump(3).as_bytes());
    assert!(refused.code == 2 && refused.stderr.contains("--report - needs an --output"), "{}", refused.stderr);
    assert_eq!(dateline(&["extract", "--errors", "-"], dump(3).as_bytes()).code, 2);
    let run = dateline(&["extract", "--report", "-", "-o", &folder.path("out.jsonl")], dump(3).as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, report["read"].as_u64()), (0, Some(3)));
}
