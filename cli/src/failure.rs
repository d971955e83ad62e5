//! What stops a command, and how it is told.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// Why a command could not go on.
pub enum Failure {
    /// Whoever read our output has gone away: no error of ours.
    Closed,
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

/// The operating system's words without its error number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// Writes a line to standard error; where that is closed there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
