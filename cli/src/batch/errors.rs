//! What was rejected and warned of: on standard error, or as JSON lines in a file.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::worker::Outcome;
use crate::{
    failure::Failure,
    output::{Part, part_of},
};

/// What became of the article.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is not in the output.
    Rejected,
    /// It is not in the output since an article before it was the same.
    Duplicate,
    /// It is in the output, but something of its record could not be read.
    Warning,
}

/// A line of the file. `file`, `line`, `record` and `byte` say where it stands: lines and records are counted from 1, bytes from 0 in the decompressed input.
#[derive(Serialize)]
struct Line<'a> {
    outcome: Fate,
    kind: &'a str,
    reason: &'a str,
    file: &'a str,
    line: Option<u64>,
    record: Option<u64>,
    byte: Option<u64>,
    id: Option<&'a str>,
}

/// Where they are told.
pub struct Errors {
    file: Option<(PathBuf, Part)>,
}

impl Errors {
    /// Opens the file, if one is wanted, with what an earlier run wrote into it.
    pub fn open(path: Option<&Path>, kept: u64) -> Result<Errors, Failure> {
        let open = |path: &Path| {
            let part = Part::open(&part_of(path), path, kept).map_err(|e| Failure::file(path.display(), &e))?;
            Ok::<_, Failure>((path.to_owned(), part))
        };
        Ok(Errors { file: path.map(open).transpose()? })
    }

    /// Tells it; gives back the line if it is for standard error.
    pub fn tell(&mut self, outcome: &Outcome, fate: Fate) -> io::Result<Option<String>> {
        let (kind, reason) = match (&outcome.fault, fate) {
            (_, Fate::Duplicate) => ("duplicate", "an article before it is the same"),
            (Some(fault), _) => (fault.kind, fault.reason.as_str()),
            (None, _) => return Ok(None),
        };
        let Some((_, part)) = &mut self.file else {
            return Ok(match fate {
                Fate::Rejected => Some(format!("{}: {reason}", outcome.origin)),
                Fate::Warning => Some(format!("{}: warning: {reason}", outcome.origin)),
                // Duplicates were asked to be left out: they are counted.
                Fate::Duplicate => None,
            });
        };
        let place = outcome.origin.place;
        let (line, record, byte) = (place.line, place.row, place.byte);
        let line = Line { outcome: fate, kind, reason, file: &outcome.origin.source, line, record, byte, id: outcome.id.as_deref() };
        let mut json = serde_json::to_vec(&line)?;
        json.push(b'\n');
        part.write(&json).map(|()| None)
    }

    /// Forces the file to disk and says how long it is.
    pub fn sync(&mut self) -> io::Result<u64> {
        self.file.as_mut().map_or(Ok(0), |(_, part)| part.sync())
    }

    /// Gives the file its name.
    pub fn finish(self) -> io::Result<()> {
        self.file.map_or(Ok(()), |(path, part)| part.finish(&part_of(&path), &path))
    }
}
