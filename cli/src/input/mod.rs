//! Inputs of every kind as items in order: one item an article, or why there is none.

mod elements;
mod gzip;
mod json;
mod kind;
mod lines;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
mod paths;
mod table;
mod utf16;
mod warc;

use std::{
    fmt,
    io::{BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use self::{
    kind::by_name as kind_of,
    open::{Meter, open},
    paths::{Inputs, expand},
    warc::Capture,
};
use crate::{
    args::Kind,
    article::{Fields, Row},
    failure::reason,
};

/// One article's bytes, or why there are none.
pub struct Item {
    pub origin: Origin,
    pub data: Data,
}

/// Where an item is from.
#[derive(Clone)]
pub struct Origin {
    /// The input's name, as the user gave it.
    pub source: Arc<str>,
    pub place: Place,
}

/// Where in its input an article stands.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// The line, counted from 1, where the input has lines.
    pub line: Option<u64>,
    /// The row, element or record, counted from 1.
    pub row: Option<u64>,
    /// The offset of its first byte in the decompressed input.
    pub byte: Option<u64>,
}

/// What an input has for one article.
pub enum Data {
    /// A JSON object.
    Json(Vec<u8>),
    /// The text alone.
    Text(Vec<u8>),
    /// A row of a table.
    Row(Box<Row>),
    /// A record of a web archive.
    Web(Box<Capture>),
    Bad(Fault),
}

impl Data {
    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        match self {
            Data::Json(data) | Data::Text(data) => data.len(),
            Data::Row(row) => row.iter().flatten().map(Vec::len).sum(),
            Data::Web(capture) => capture.body.len(),
            Data::Bad(_) => 0,
        }
    }
}

/// Why there is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The class of fault, for counting: one of a few words that stay the same.
    pub kind: &'static str,
    pub reason: String,
}

impl Fault {
    pub fn new(kind: &'static str, reason: impl Into<String>) -> Fault {
        Fault { kind, reason: reason.into() }
    }

    /// Reading failed.
    pub fn read(error: &std::io::Error) -> Fault {
        let kind = match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<gzip::Hole>()) => "damaged_member",
            std::io::ErrorKind::UnexpectedEof => "truncated",
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput => "damaged",
            _ => "unreadable",
        };
        Fault::new(kind, reason(error))
    }

    /// Whether the input can be read on after it.
    pub fn goes_on(&self) -> bool {
        self.kind == "damaged_member"
    }

    /// A record was too large to be read.
    pub fn too_large(bytes: u64, limit: usize) -> Fault {
        Fault::new("too_large", format!("larger than the limit of {limit} bytes ({bytes} bytes; --max-record raises the limit)"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

/// The input and, if it has several articles, the line or record.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place { line: Some(line), .. } => write!(f, "{}:{line}", self.source),
            Place { row: Some(row), .. } => write!(f, "{}: record {row}", self.source),
            _ => f.write_str(&self.source),
        }
    }
}

/// Who takes the items. Each call says whether more is wanted.
pub trait Taker {
    fn take(&mut self, item: Item) -> bool;

    /// The next read may wait for a slow writer: what is here must not wait with it.
    fn idle(&mut self) -> bool;
}

/// What standard input is called in complaints.
pub const STDIN: &str = "<stdin>";
const BUFFER: usize = 256 << 10;
const BOM: &[u8] = b"\xef\xbb\xbf";

pub type Reader = BufReader<Box<dyn Read + Send>>;

/// How inputs are read.
pub struct Options {
    pub kind: Option<Kind>,
    pub fields: Fields,
    /// No record may be larger than this many bytes.
    pub limit: usize,
}

impl Options {
    /// Reads one input to its end or until nobody wants more, which it says.
    pub fn read(&self, path: &Path, meter: &Meter, taker: &mut dyn Taker) -> bool {
        let stdin = path.as_os_str() == "-";
        let source: Arc<str> = if stdin { STDIN.into() } else { path.to_string_lossy().into() };
        match self.try_read(path, &source, meter, taker) {
            Ok(more) => more,
            Err(fault) => taker.take(Item { origin: Origin { source, place: Place::default() }, data: Data::Bad(fault) }),
        }
    }

    fn try_read(&self, path: &Path, source: &Arc<str>, meter: &Meter, taker: &mut dyn Taker) -> Result<bool, Fault> {
        let mut kind = self.kind.or_else(|| kind::by_name(path));
        let stdin = path.as_os_str() == "-";
        if kind == Some(Kind::Parquet) {
            return self.parquet(path, source, meter, taker);
        }
        let mut reader = open(path, meter).map_err(|e| Fault::read(&e))?;
        if kind.is_none() && kind::is_page(path) {
            return Err(kind::html());
        }
        let mut input = Input { source, limit: self.limit, fields: &self.fields, taker };
        // What is damaged at the beginning is told, and the rest looked at.
        let mut look = |reader: &mut Reader| loop {
            match kind::head(reader) {
                Ok(head) => return Ok((head, true)),
                Err(error) if Fault::read(&error).goes_on() => {
                    if !input.take(Place::default(), Data::Bad(Fault::read(&error))) {
                        return Ok((Vec::new(), false));
                    }
                }
                Err(error) => return Err(Fault::read(&error)),
            }
        };
        let mut delimiter = b'\t';
        if kind.is_none() || matches!(kind, Some(Kind::Json | Kind::Csv)) {
            let (head, more) = look(&mut reader)?;
            if !more {
                return Ok(false);
            }
            if kind.is_none() {
                if head.is_empty() && stdin {
                    return Ok(true);
                }
                kind = kind::sniff(&head, &self.fields)?;
                if kind == Some(Kind::Parquet) && path.is_file() {
                    return self.parquet(path, source, meter, taker);
                }
            }
            if kind == Some(Kind::Json) && kind::is_lines(&head) {
                kind = Some(Kind::Jsonl);
            }
            delimiter = kind::delimiter(&head, &self.fields).unwrap_or(b',');
            reader = kind::put_back(head, reader);
        }
        Ok(match kind.unwrap_or(Kind::Text) {
            Kind::Jsonl => lines::read(reader, input),
            Kind::Json => json::read(reader, input),
            Kind::Text => lines::whole(reader, input),
            Kind::Csv => table::read(reader, delimiter, input),
            Kind::Tsv => table::read(reader, b'\t', input),
            Kind::Warc => warc::read(reader, input),
            Kind::Parquet => return Err(Fault::new("unsupported", "Parquet cannot be read from standard input: save it to a file first")),
        })
    }

    #[cfg(feature = "parquet")]
    fn parquet(&self, path: &Path, source: &Arc<str>, meter: &Meter, taker: &mut dyn Taker) -> Result<bool, Fault> {
        parquet::read(path, meter, Input { source, limit: self.limit, fields: &self.fields, taker })
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet(&self, _: &Path, _: &Arc<str>, _: &Meter, _: &mut dyn Taker) -> Result<bool, Fault> {
        Err(Fault::new("unsupported", "this build cannot read Parquet: build it with `--features parquet`"))
    }
}

/// What a reader of one kind is given.
pub struct Input<'a> {
    pub source: &'a Arc<str>,
    pub limit: usize,
    pub fields: &'a Fields,
    pub taker: &'a mut dyn Taker,
}

impl Input<'_> {
    fn take(&mut self, place: Place, data: Data) -> bool {
        self.taker.take(Item { origin: Origin { source: self.source.clone(), place }, data })
    }
}

/// Reads inputs one after another, until nobody wants more.
pub fn read_all(paths: &[PathBuf], options: &Options, taker: &mut dyn Taker) {
    let meter = Meter::default();
    for path in paths {
        if !options.read(path, &meter, taker) {
            return;
        }
    }
}
