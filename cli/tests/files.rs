//! What is done to files: inputs that are cut off or malformed end with a fault, and nothing is overwritten that should not be.

mod support;

use std::fs;

use support::{Folder, dateline, ids};

const GOOD: &str = "{\"id\":\"1\",\"text\":\"Rain fell in Aleppo, TASS said.\"}\n";

#[test]
fn brackets_too_many_are_told_and_the_run_ends() {
    for (input, rejected) in [("[{\"id\":\"1\",\"text\":\"a\"}]]", 1), ("[{\"id\":\"1\",\"text\":\"a\"}]\n]\n]", 2)] {
        let run = dateline(&["extract", "--input", "json"], input.as_bytes());
        assert_eq!((run.code, ids(&run.stdout), run.stderr.lines().count()), (1, vec!["1".to_owned()], rejected), "{}", run.stderr);
    }
}

#[test]
fn a_table_that_ends_within_quotes_is_cut_off() {
    let cut = [
        ("csv", "id,text\n1,Rain fell.\n2,\"Snow fell and", vec!["1"]),
        ("csv", "id,text\n1,Rain fell.\n2,\"Snow fell.\n3,Hail fell.\n", vec!["1"]),
        ("tsv", "id\ttext\n1\tRain fell.\n2\t\"Snow\n", vec!["1"]),
        ("csv", "id,\"text\n1,Rain fell.\n", vec![]),
    ];
    for (kind, input, kept) in cut {
        let run = dateline(&["extract", "--input", kind], input.as_bytes());
        assert_eq!((run.code, ids(&run.stdout)), (1, kept.iter().map(|id| (*id).to_owned()).collect()), "{input}");
        assert!(run.stderr.contains("within a quoted field"), "{}", run.stderr);
    }
    for whole in
        ["id,text\n1,\"Rain fell.\"", "id,text\n1,Rain fell 5\" deep.", "id,text\n1,\"Rain\nfell \"\"hard\"\".\"\r\n\n", "id,text\n1,Rain fell."]
    {
        let run = dateline(&["extract", "--input", "csv"], whole.as_bytes());
        assert_eq!((run.code, run.stderr.as_str(), ids(&run.stdout)), (0, "", vec!["1".to_owned()]), "{whole}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_are_written_to_and_links_are_written_through() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = Folder::new("special");
    let input = folder.write("in.jsonl", format!("{GOOD}not json\n").as_bytes());
    let pipes = ["out.pipe", "errors.pipe", "report.pipe"].map(|name| folder.path(name));
    let readers: Vec<_> = pipes
        .iter()
        .map(|pipe| {
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
        })
        .collect();
    let run = dateline(&["extract", &input, "-o", &pipes[0], "--errors", &pipes[1], "--report", &pipes[2], "--progress", "none"], b"");
    let read: Vec<String> = readers.into_iter().map(|reader| reader.join().unwrap()).collect();
    assert_eq!((run.code, run.stderr.as_str(), ids(&read[0])), (1, "", vec!["1".to_owned()]));
    assert!(read[1].contains("not_json") && read[2].contains("articles_per_second"));
    assert!(pipes.iter().all(|pipe| fs::metadata(pipe).unwrap().file_type().is_fifo()));
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 4, "nothing is left beside them");

    let there = folder.write("there", b"old");
    for (link, to) in [("out", "there"), ("errors", "not-there"), ("report", "neither")] {
        symlink(to, folder.path(link)).unwrap();
    }
    let [out, errors, report] = ["out", "errors", "report"].map(|name| folder.path(name));
    assert_eq!(dateline(&["extract", &input, "-o", &out, "--errors", &errors, "--report", &report], b"").code, 1);
    assert!([&out, &errors, &report].iter().all(|link| fs::symlink_metadata(link).unwrap().is_symlink()));
    assert_eq!(ids(&fs::read_to_string(there).unwrap()), ["1"]);
    assert!(fs::read_to_string(folder.path("not-there")).unwrap().contains("not_json"));
    assert!(fs::read_to_string(folder.path("neither")).unwrap().contains("articles_per_second"));
}

#[test]
fn one_file_is_not_written_twice() {
    let folder = Folder::new("same");
    let input = folder.write("in.jsonl", GOOD.as_bytes());
    let (same, other, journal) = (folder.path("same"), folder.path("other"), folder.path("same.journal"));
    let detour = folder.path("./same");
    let refused = [
        vec!["-o", &same, "--errors", &detour],
        vec!["-o", &same, "--report", &same],
        vec!["-o", &other, "--report", &same, "--errors", &same],
        vec!["-o", &same, "-o", &detour],
        vec!["-o", &same, "--errors", &journal],
    ];
    for args in refused {
        let run = dateline(&[&["extract", &input][..], &args].concat(), b"");
        assert!(run.code == 2 && run.stderr.contains("are the same file"), "{args:?}: {} {}", run.code, run.stderr);
        assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1, "{args:?}");
    }
}

#[test]
fn a_gazetteer_is_not_written_over() {
    let folder = Folder::new("over");
    let input = folder.write("in.jsonl", GOOD.as_bytes());
    let table = fs::read(support::repository("examples/militias.tsv")).unwrap();
    let gazetteer = folder.write("own.tsv", &table);
    for option in ["-o", "--errors", "--report"] {
        let run = dateline(&["extract", &input, "--format", "jsonl", "--gazetteer", &gazetteer, option, &gazetteer], b"");
        assert!(run.code == 2 && run.stderr.contains("would overwrite a gazetteer"), "{option}: {} {}", run.code, run.stderr);
    }
    let run = dateline(&["gazetteer", "build", &gazetteer, "-o", &folder.path("./own.tsv")], b"");
    assert!(run.code == 2 && run.stderr.contains("the index would overwrite it"), "{}", run.stderr);
    assert!(fs::read(&gazetteer).unwrap() == table);
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_the_run() {
    let folder = Folder::new("report");
    let input = folder.write("in.jsonl", GOOD.as_bytes());
    for report in [folder.path("no/such/folder"), folder.path("")] {
        let run = dateline(&["extract", &input, "--report", &report], b"");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(&report), "{}", run.stderr);
    }
}

#[test]
fn an_output_that_strict_cut_short_does_not_get_its_name() {
    let folder = Folder::new("half");
    let input = folder.write("in.jsonl", format!("{GOOD}not json\n{GOOD}").as_bytes());
    let (out, part) = (folder.path("out.jsonl"), folder.path("out.jsonl.part"));
    let run = dateline(&["extract", "--strict", &input, "-o", &out, "--progress", "none"], b"");
    assert!(run.code == 1 && run.stderr.contains("stopped early by --strict") && run.stderr.contains(&part), "{}", run.stderr);
    assert_eq!(ids(&fs::read_to_string(&part).unwrap()), ["1"]);
    assert!(!fs::exists(&out).unwrap());
    // It is no run to go on with: once the input is mended, the same command is enough.
    fs::write(&input, GOOD).unwrap();
    assert_eq!(dateline(&["extract", "--strict", &input, "-o", &out], b"").code, 0);
    assert!(fs::exists(&out).unwrap() && !fs::exists(&part).unwrap());
}

#[test]
fn parts_of_an_earlier_run_do_not_stay_among_new_ones() {
    let folder = Folder::new("stale");
    let input = folder.write("in.jsonl", GOOD.repeat(5).as_bytes());
    let names = |name: &str| {
        let mut names: Vec<String> = fs::read_dir(folder.path(name)).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    fs::create_dir(folder.path("b")).unwrap();
    for (output, other) in [("a/", "a/part-1.jsonl"), ("b/out.jsonl", "b/out-00000.csv")] {
        let out = folder.path(output);
        let run = |more: &[&str]| dateline(&[&["extract", &input, "-o", &out, "--progress", "none"][..], more].concat(), b"");
        assert_eq!(run(&["--split", "1"]).code, 0);
        folder.write(other, b"not ours");
        let refused = run(&["--split", "3"]);
        assert!(refused.code == 2 && refused.stderr.contains("and 4 more: left by an earlier run"), "{}", refused.stderr);
        assert_eq!(names(&output[..1]).len(), 6);
        assert_eq!(run(&["--split", "3", "--overwrite"]).code, 0);
        assert_eq!(names(&output[..1]).len(), 3, "{:?}", names(&output[..1]));
    }
    let notes = format!("brat:{}", folder.path("notes"));
    let run = |more: &[&str]| dateline(&[&["extract", &input, "-o", &notes, "--progress", "none"][..], more].concat(), b"").code;
    assert_eq!((run(&["--resume"]), names("notes/00000").len()), (0, 10));
    assert_eq!((run(&["--limit", "2"]), run(&["--limit", "2", "--overwrite"]), names("notes/00000").len()), (2, 0, 4));
}

#[test]
fn two_runs_do_not_write_the_same_output() {
    use std::{io::Write, process::Stdio};
    let folder = Folder::new("lock");
    let input = folder.write("in.jsonl", GOOD.as_bytes());
    let (out, errors) = (folder.path("out.jsonl"), folder.path("errors"));
    let mut first = std::process::Command::new(support::binary())
        .args(["extract", "-o", &out, "--errors", &errors, "--progress", "none"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !fs::exists(folder.path("out.jsonl.journal")).unwrap() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    for args in [&["-o", &out][..], &["-o", &out, "--overwrite"], &["-o", &out, "--resume"], &["--errors", &errors]] {
        let run = dateline(&[&["extract", &input][..], args].concat(), b"");
        assert!(run.code == 2 && run.stderr.contains("another run is writing to it"), "{args:?}: {} {}", run.code, run.stderr);
    }
    first.stdin.take().unwrap().write_all(GOOD.as_bytes()).unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(ids(&fs::read_to_string(&out).unwrap()), ["1"]);
    assert!(!fs::exists(folder.path("out.jsonl.lock")).unwrap());
    // What a killed run leaves is no lock.
    folder.write("out.jsonl.lock", b"");
    assert_eq!(dateline(&["extract", &input, "-o", &out], b"").code, 0);
}

#[test]
fn a_name_that_tells_no_format_is_refused() {
    let folder = Folder::new("suffix");
    for (name, code) in [("out.doc", 2), ("out.txt.gz", 2), ("out.ndjson", 0), ("out.2016-11", 0), ("out", 0), ("OUT.JSONL.GZ", 0)] {
        let run = dateline(&["extract", "-o", &folder.path(name)], b"{\"text\":\"Rain fell.\"}\n");
        assert_eq!(run.code, code, "{name}: {}", run.stderr);
        assert_eq!(run.stderr.contains("the name tells no format"), code == 2, "{name}: {}", run.stderr);
    }
    let told = dateline(&["extract", "--format", "jsonl", "-o", &folder.path("out.doc")], b"{\"text\":\"Rain fell.\"}\n");
    assert_eq!(told.code, 0, "{}", told.stderr);
}

#[test]
fn a_page_that_is_not_there_is_not_found() {
    let run = dateline(&["extract", "nowhere.html"], b"");
    assert!(run.code == 1 && run.stderr.starts_with("nowhere.html: No such file"), "{} {}", run.code, run.stderr);
}

#[test]
fn an_output_without_a_name_or_of_no_format_is_refused() {
    for (output, why) in [("csv:out.jsonl", "there is no format csv"), ("jsonl:", "it has no name"), ("", "it has no name")] {
        let run = dateline(&["extract", "-o", output], b"{\"text\":\"Rain fell.\"}\n");
        assert!(run.code == 2 && run.stderr.contains(why), "{output}: {} {}", run.code, run.stderr);
    }
}
