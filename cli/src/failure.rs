//! What stops a command, and how it is told.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// Why a command could not go on.
pub enum Failure {
    /// Whoever read our output has gone away: no error of ours.
    Closed,
    /// The user stopped it; where.
    Stopped(String),
    /// Something a person can read and mend.
    Message(String),
}

impl Failure {
    /// A failure to do something with a file.
    pub fn file(path: impl Display, error: &io::Error) -> Failure {
        Failure::Message(format!("{path}: {}", reason(error)))
    }

    /// A failure to write the output.
    pub fn write(error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Message(format!("cannot write the output: {}", reason(error))),
        }
    }
}

impl From<dateline::Error> for Failure {
    fn from(error: dateline::Error) -> Failure {
        let text = without_number(&error.to_string());
        Failure::Message(if error.is_gazetteer() { format!("the gazetteer cannot be used\n{text}") } else { text })
    }
}

/// The operating system's words.
pub fn reason(error: &io::Error) -> String {
    without_number(&error.to_string())
}

/// A message without the number of the operating system's error, which tells a person nothing.
fn without_number(text: &str) -> String {
    match text.rfind(" (os error ") {
        Some(at) if text.ends_with(')') => text[..at].to_owned(),
        _ => text.to_owned(),
    }
}

/// Writes a line to standard error; where that is closed there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
