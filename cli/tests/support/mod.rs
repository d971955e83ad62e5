//! Running the command.
#![allow(dead_code)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
};

use assert_cmd::Command;
use serde_json::Value;

/// What a run left.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Where the command was built.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_dateline"))
}

/// Runs the command with arguments and standard input, without colours.
pub fn dateline(args: &[&str], input: &[u8]) -> Run {
    run(Command::new(binary()).args(args).env("NO_COLOR", "1"), input)
}

pub fn run(command: &mut Command, input: &[u8]) -> Run {
    let output = command.write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The records of an output.
pub fn lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The ids of the records of an output.
pub fn ids(output: &str) -> Vec<String> {
    lines(output).iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// A file of the repository.
pub fn repository(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path).to_string_lossy().into_owned()
}

/// A folder that goes when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = env::temp_dir().join(format!("dateline-{name}-{}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    pub fn write(&self, name: &str, content: &[u8]) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
