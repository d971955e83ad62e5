//! What can be wrong in a table.

use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The table can be used, but something in it is suspicious.
    Warning,
    /// The table cannot be used.
    Error,
}

/// One thing wrong in a TSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file's name, as the reader was given it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column's header, where one is to blame.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
    /// Whether the table can be used all the same.
    pub severity: Severity,
}

impl Problem {
    /// An error in a line.
    pub fn error(file: &str, line: usize, message: impl Into<String>) -> Problem {
        Problem { file: file.to_owned(), line, column: None, message: message.into(), hint: None, severity: Severity::Error }
    }

    /// A warning about a line.
    pub fn warning(file: &str, line: usize, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(file, line, message) }
    }

    /// Names the column to blame.
    pub fn column(self, column: &str) -> Problem {
        Problem { column: Some(column.to_owned()), ..self }
    }

    /// Adds how to mend it.
    pub fn hint(self, hint: impl Into<Option<String>>) -> Problem {
        Problem { hint: hint.into(), ..self }
    }

    /// Whether the table cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if let Some(column) = &self.column {
            write!(f, ": column `{column}`")?;
        }
        if self.severity == Severity::Warning {
            f.write_str(": warning")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}
