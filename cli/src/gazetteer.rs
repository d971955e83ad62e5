//! `dateline gazetteer check` and `build`.

use std::{
    fs,
    io::{self, Read, Write},
    path::Path,
};

use dateline::{Gazetteer, Problem, Severity};

use crate::{
    args::{Build, Check},
    failure::{Failure, complain, reason},
};

/// Prints every problem of the files; false if there is an error among them.
pub fn check(args: &Check) -> Result<bool, Failure> {
    let mut all_well = true;
    let mut output = io::stdout().lock();
    for file in &args.files {
        let name = file.display().to_string();
        let content = match read(file) {
            Ok(content) => content,
            Err(error) => {
                complain(&format!("{name}: {}", reason(&error)));
                all_well = false;
                continue;
            }
        };
        let problems = Gazetteer::check(&name, &content);
        for problem in &problems {
            writeln!(output, "{}", describe(problem)).map_err(|e| Failure::write(&e))?;
        }
        all_well &= problems.iter().all(|p| p.severity < Severity::Error);
        writeln!(output, "{name}: {}", summary(&problems)).map_err(|e| Failure::write(&e))?;
    }
    Ok(all_well)
}

/// Compiles the files to one index.
pub fn build(args: &Build) -> Result<bool, Failure> {
    let same =
        |file: &&std::path::PathBuf| fs::canonicalize(file).is_ok_and(|file| fs::canonicalize(&args.output).is_ok_and(|output| file == output));
    if let Some(file) = args.files.iter().find(same) {
        return Err(Failure::Message(format!("{}: the index would overwrite it", file.display())));
    }
    let gazetteer = if args.geonames {
        Gazetteer::from_geonames(&args.files)?
    } else {
        match &args.files[..] {
            [file] => Gazetteer::from_path(file)?,
            _ => return Err(Failure::Message("one file at a time, unless they are lists of --geonames".to_owned())),
        }
    };
    fs::write(&args.output, gazetteer.compile()?).map_err(|e| Failure::file(args.output.display(), &e))?;
    Ok(true)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return fs::read(file);
    }
    let mut content = Vec::new();
    io::stdin().read_to_end(&mut content).map(|_| content)
}

/// The problem with its hint on a line of its own.
fn describe(problem: &Problem) -> String {
    let mut bare = problem.clone();
    match bare.hint.take() {
        Some(hint) => format!("{bare}\n    hint: {hint}"),
        None => bare.to_string(),
    }
}

fn summary(problems: &[Problem]) -> String {
    let count = |severity: Severity, word: &str| match problems.iter().filter(|p| p.severity == severity).count() {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let counts: Vec<String> = [count(Severity::Error, "error"), count(Severity::Warning, "warning")].into_iter().flatten().collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}
