//! The one error type.

use std::{fmt, io};

use dateline_gazetteers::{IndexError, Problem};

/// Why an [`Extractor`](crate::Extractor) could not be built or a [`Gazetteer`](crate::Gazetteer) not be read.
///
/// Extraction itself cannot fail.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    Io {
        path: String,
        source: io::Error,
    },
    Gazetteer(Vec<Problem>),
    Index {
        path: Option<String>,
        source: IndexError,
    },
    /// A table puts words into more sets of classes than have a number.
    Classes {
        table: &'static str,
        sets: usize,
        most: usize,
    },
    /// The tables have more different words than have a number.
    Words {
        words: usize,
        most: usize,
    },
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error(Box::new(kind))
    }

    /// Whether a file could not be read.
    pub fn is_io(&self) -> bool {
        matches!(*self.0, Kind::Io { .. })
    }

    /// Whether a gazetteer's content is wrong; the message names file, line and column of each problem.
    pub fn is_gazetteer(&self) -> bool {
        matches!(*self.0, Kind::Gazetteer(_) | Kind::Index { path: Some(_), .. } | Kind::Classes { .. } | Kind::Words { .. })
    }
}

impl Error {
    /// What is wrong in a gazetteer, one by one; empty for other errors.
    pub fn problems(&self) -> &[Problem] {
        match &*self.0 {
            Kind::Gazetteer(problems) => problems,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Io { path, source } => write!(f, "{path}: {source}"),
            Kind::Gazetteer(problems) => {
                for (i, problem) in problems.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{problem}")?;
                }
                Ok(())
            }
            Kind::Index { path: Some(path), source } => write!(f, "{path}: {source}"),
            Kind::Index { path: None, source } => write!(f, "{source}"),
            Kind::Classes { table, sets, most } => {
                write!(f, "the table `{table}` puts words into {sets} different sets of classes, of which {most} can be told apart")
            }
            Kind::Words { words, most } => write!(f, "the tables have {words} different words, of which {most} can be told apart"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            Kind::Index { source, .. } => Some(source),
            Kind::Gazetteer(_) | Kind::Classes { .. } | Kind::Words { .. } => None,
        }
    }
}
