//! `dateline show` end to end.

mod support;

use assert_cmd::Command;
use support::{Folder, Run, binary, dateline, repository, run};

const ESCAPE: char = '\u{1b}';

fn show(args: &[&str], input: &str) -> Run {
    dateline(&[&["show"], args].concat(), input.as_bytes())
}

#[test]
fn colours_only_where_they_are_wanted() {
    let wire = repository("examples/articles/wire.txt");
    let always = show(&["--color", "always", &wire], "");
    assert!(always.stdout.contains(ESCAPE));
    for plain in
        [show(&[&wire], ""), show(&["--color", "never", &wire], ""), run(Command::new(binary()).args(["show", &wire]).env_remove("NO_COLOR"), b"")]
    {
        assert_eq!(plain.code, 0);
        assert!(!plain.stdout.contains(ESCAPE));
    }
    let stripped = anstream::adapter::strip_str(&always.stdout).to_string();
    let text = "traded artillery fire in the Red Sea port of";
    assert!(stripped.contains(text) && show(&[&wire], "").stdout.contains(text));
}

#[test]
fn lines_are_wrapped() {
    let feature = repository("examples/articles/feature.txt");
    for width in [40, 72, 200] {
        let run = show(&["--width", &width.to_string(), "--why", &feature], "");
        let longest = run.stdout.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= width, "{longest} > {width}\n{}", run.stdout);
        assert_eq!(run.code, 0);
    }
}

#[test]
fn the_day_of_publication_is_said() {
    let head = |args: &[&str], input: &str| show(args, input).stdout.lines().next().unwrap_or_default().to_owned();
    assert_eq!(head(&["-", "--published", "2016-04-11"], "Rain fell on Thursday."), "Published 2016-04-11");
    assert_eq!(head(&["-"], "{\"text\":\"Rain.\",\"published\":\"2016-04-12\"}"), "Published 2016-04-12");
    let date_line = "Published 2016-04-11, taken from the date line in the text (";
    assert!(head(&["-"], "GENEVA, April 11, 2016 (Reuters) - Rain fell on Thursday.").starts_with(date_line));
    assert_eq!(head(&["-", "--published", "2016-04-12"], "GENEVA, April 11, 2016 (Reuters) - Rain fell."), "Published 2016-04-12");
    assert!(head(&["-"], "Rain fell on Thursday.").starts_with("Published on an unknown day"));
    assert_eq!(show(&["-", "--published", "Thursday"], "x").code, 2);
}

#[test]
fn one_of_several_articles() {
    let batch = repository("examples/articles/batch.jsonl");
    assert!(show(&[&batch], "").stdout.starts_with("Clashes north of Goma\n"));
    assert!(show(&["--id", "gdansk-1", &batch], "").stdout.starts_with("Dockers call off strike\nHarbor Gazette. Published 2021-05-27\n"));
    let none = show(&["--id", "x", &batch], "");
    assert_eq!((none.code, none.stderr), (2, format!("dateline: {batch}: no article of 3 has the id \"x\"\n")));
}

#[test]
fn an_article_cannot_command_the_terminal() {
    let run = show(&["--color", "never", "-"], "Rain\u{1b}[2J fell\u{7}, \"it \u{9b}31m is so,\" TASS\u{8} said.\u{0}\r\nMore.\n");
    assert!(run.stdout.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", run.stdout);
}

#[test]
fn what_cannot_be_shown() {
    let folder = Folder::new("show");
    for (name, content, reason) in [
        ("empty.jsonl", &b"\n"[..], "there is no article in it"),
        ("bad.jsonl", b"{\"text\":1}", "field `text` must be a string, not a number"),
        ("bad.json", b"[{\"text\":\"x", "the input ends within this record"),
    ] {
        let file = folder.write(name, content);
        let run = show(&[&file], "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}");
        assert!(run.stderr.starts_with(&format!("dateline: {file}")) && run.stderr.trim_end().ends_with(reason), "{}", run.stderr);
    }
    assert_eq!(show(&["/nowhere"], "").stderr, "dateline: /nowhere: No such file or directory\n");
}
