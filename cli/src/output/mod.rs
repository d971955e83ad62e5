//! Outputs: a form for the records, and where they go.
//!
//! A form has two sides. An [`Encoder`] works on the workers' threads and turns an article into its piece; a [`Sink`] lives with the writer and puts pieces into files.

mod brat;
mod clear;
mod csv;
mod file;
mod geojson;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod stream;
mod target;

use std::{io, path::Path};

use dateline::{Extraction, jiff::civil::Date};
use serde::{Deserialize, Serialize};

#[cfg(feature = "parquet")]
pub use self::parquet::{described as parquet_columns, records as parquet_records};
pub use self::{
    file::Part,
    target::{Target, is_folder, is_special, part_of, real, targets},
};
use crate::{args::Format, article::Cleaning, failure::Failure};

/// An article and what was found in it.
pub struct Found<'a> {
    /// The number of its item in the run, from 0.
    pub number: u64,
    pub extraction: &'a Extraction,
    /// The text that the offsets refer to.
    pub text: &'a str,
    pub fetched: Option<Date>,
    pub cleaned: Option<Cleaning>,
    pub with_text: bool,
}

/// What a batch's articles became for one output.
pub enum Chunk {
    /// Bytes, and where the piece of each article ends.
    Bytes(Pieces),
    #[cfg(feature = "parquet")]
    Rows(arrow_array::RecordBatch),
    /// Files of their own: name, text and annotations of each article.
    Files(Vec<[String; 3]>),
}

#[derive(Default)]
pub struct Pieces {
    pub data: Vec<u8>,
    pub ends: Vec<usize>,
}

impl Chunk {
    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        match self {
            Chunk::Bytes(pieces) => pieces.data.len(),
            #[cfg(feature = "parquet")]
            Chunk::Rows(rows) => rows.get_array_memory_size(),
            Chunk::Files(files) => files.iter().flatten().map(String::len).sum(),
        }
    }

    /// Takes out the article that was added last.
    pub fn take_back(&mut self) {
        match self {
            Chunk::Bytes(pieces) => {
                pieces.ends.pop();
                pieces.data.truncate(pieces.ends.last().copied().unwrap_or(0));
            }
            #[cfg(feature = "parquet")]
            Chunk::Rows(_) => {}
            Chunk::Files(files) => {
                files.pop();
            }
        }
    }
}

impl Pieces {
    /// Adds the piece of an article; what an error left of it is taken out again.
    fn add(&mut self, write: impl FnOnce(&mut Vec<u8>) -> Result<(), String>) -> Result<(), String> {
        let whole = self.data.len();
        let written = write(&mut self.data);
        match written {
            Ok(()) => self.ends.push(self.data.len()),
            Err(_) => self.data.truncate(whole),
        }
        written
    }
}

/// Turns articles into pieces of an output, on any thread.
pub trait Encoder: Send + Sync {
    /// A chunk with nothing in it.
    fn chunk(&self) -> Chunk {
        Chunk::Bytes(Pieces::default())
    }

    /// Adds an article to a chunk, or nothing.
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String>;

    /// The chunk is complete.
    fn seal(&self, chunk: &mut Chunk) -> Result<(), String> {
        if let Chunk::Bytes(pieces) = chunk {
            // It may wait for long.
            pieces.data.shrink_to_fit();
        }
        Ok(())
    }
}

/// Puts pieces into files.
pub trait Sink {
    /// Writes the pieces from the one on whose place is given, of which the second list tells whether they are kept; gives their bytes.
    fn write(&mut self, chunk: &mut Chunk, from: usize, keep: &[bool]) -> io::Result<u64>;

    /// A place where compression may begin anew.
    fn boundary(&mut self) -> io::Result<()>;

    /// Whether the output can be cut off here and be continued.
    fn is_safe(&self) -> bool;

    /// Completes a file and begins the next.
    fn rotate(&mut self) -> io::Result<()>;

    fn flush(&mut self) -> io::Result<()>;

    /// Forces what is written to disk and says how to find it again.
    fn sync(&mut self) -> io::Result<OutputState>;

    /// Completes the output.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// How far an output has come.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct OutputState {
    /// The file of a series, from 0.
    pub part: u32,
    /// The bytes of that file that are right.
    pub bytes: u64,
    /// Whether something stands in it beside its beginning.
    pub started: bool,
    /// The lengths of the files of a series that are complete.
    pub complete: Vec<u64>,
}

impl OutputState {
    /// Whether all files that were complete are still there as they were.
    pub fn check(&self, target: &Target) -> Result<(), Failure> {
        for (part, &length) in (0..).zip(&self.complete) {
            let path = target.path(part);
            let wrong = match std::fs::metadata(&path) {
                Ok(about) if about.len() == length => continue,
                Ok(about) => format!("it has {} bytes and had {length}", about.len()),
                Err(error) => crate::failure::reason(&error),
            };
            let told = format!("{}: complete when the run was cut off, but now: {wrong}; --overwrite starts anew", path.display());
            return Err(Failure::Message(told));
        }
        Ok(())
    }
}

/// All outputs of a run.
pub struct Outputs(Vec<Output>);

struct Output {
    target: Target,
    complete: Vec<u64>,
    sink: Box<dyn Sink>,
}

impl Outputs {
    /// Opens outputs, as they were at these states if there are any.
    pub fn open(targets: Vec<(Format, Target)>, states: &[OutputState]) -> Result<Outputs, Failure> {
        let mut sinks = Vec::new();
        for (n, (format, target)) in targets.into_iter().enumerate() {
            let shown = target.to_string();
            let state = states.get(n).cloned().unwrap_or_default();
            let complete = state.complete.clone();
            let sink = sink(format, target.clone(), state).map_err(|e| Failure::file(shown, &e))?;
            sinks.push(Output { target, complete, sink });
        }
        Ok(Outputs(sinks))
    }

    pub fn write(&mut self, chunks: &mut [Chunk], from: usize, keep: &[bool]) -> io::Result<u64> {
        let mut bytes = 0;
        if keep.contains(&true) {
            for (output, chunk) in self.0.iter_mut().zip(chunks) {
                bytes += output.sink.write(chunk, from, keep)?;
            }
        }
        Ok(bytes)
    }

    pub fn boundary(&mut self) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|output| output.sink.boundary())
    }

    pub fn is_safe(&self) -> bool {
        self.0.iter().all(|output| output.sink.is_safe())
    }

    pub fn rotate(&mut self) -> io::Result<()> {
        for Output { target, complete, sink } in &mut self.0 {
            sink.rotate()?;
            if let Target::Series { .. } = target {
                complete.push(std::fs::metadata(target.path(complete.len() as u32))?.len());
            }
        }
        Ok(())
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|output| output.sink.flush())
    }

    pub fn sync(&mut self) -> io::Result<Vec<OutputState>> {
        self.0.iter_mut().map(|output| Ok(OutputState { complete: output.complete.clone(), ..output.sink.sync()? })).collect()
    }

    pub fn finish(self) -> io::Result<()> {
        self.0.into_iter().try_for_each(|output| output.sink.finish())
    }
}

/// Hands out the records of a Parquet file as JSON.
#[cfg(not(feature = "parquet"))]
pub fn parquet_records(_: &Path, _: &mut dyn FnMut(Vec<u8>)) -> Result<(), String> {
    Err("this build cannot read Parquet: build it with `--features parquet`".to_owned())
}

/// The encoder of a format.
pub fn encoder(format: Format) -> Result<Box<dyn Encoder>, Failure> {
    Ok(match format {
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::CsvClaims => Box::new(csv::Claims),
        Format::CsvMentions => Box::new(csv::Mentions),
        Format::GeojsonPlaces => Box::new(geojson::Places),
        Format::GeojsonClaims => Box::new(geojson::Claims),
        Format::Brat => Box::new(brat::Brat),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Rows::new()),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => return Err(Failure::Message("this build cannot write Parquet: build it with `--features parquet`".to_owned())),
    })
}

fn sink(format: Format, target: Target, state: OutputState) -> io::Result<Box<dyn Sink>> {
    let frame = match format {
        Format::CsvClaims => stream::Frame { head: csv::CLAIMS, ..stream::Frame::default() },
        Format::CsvMentions => stream::Frame { head: csv::MENTIONS, ..stream::Frame::default() },
        Format::GeojsonPlaces | Format::GeojsonClaims => geojson::FRAME,
        Format::Brat => return Ok(Box::new(brat::Folder::open(&target)?)),
        #[cfg(feature = "parquet")]
        Format::Parquet => return Ok(Box::new(parquet::File::open(target, state)?)),
        _ => stream::Frame::default(),
    };
    Ok(Box::new(stream::Stream::open(target, frame, state)?))
}

/// The format that an output's name tells: JSON lines, if it has no suffix.
fn format_by_name(path: &Path) -> Result<Format, Failure> {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = file::SUFFIXES.iter().find_map(|(suffix, _)| name.strip_suffix(suffix)).unwrap_or(&name);
    let suffix = Path::new(name).extension().unwrap_or_default().to_string_lossy();
    Ok(match &*suffix {
        "csv" => Format::CsvClaims,
        "parquet" => Format::Parquet,
        "geojson" => Format::GeojsonClaims,
        "jsonl" | "ndjson" | "jsonlines" | "jl" => Format::Jsonl,
        // Directories and pipes are named as one likes; "news.2024-05" has no suffix, but a date.
        other if is_folder(path) || is_special(path) || !other.starts_with(|c: char| c.is_ascii_alphabetic()) => Format::Jsonl,
        other => {
            let told =
                format!("{}: the name tells no format (.{other} is neither .jsonl, .csv, .geojson nor .parquet): give --format", path.display());
            return Err(Failure::Message(told));
        }
    })
}

/// The name of a file of this format, without one for the compression.
fn suffix(format: Format) -> &'static str {
    match format {
        Format::Jsonl => "jsonl",
        Format::CsvClaims | Format::CsvMentions => "csv",
        Format::Parquet => "parquet",
        Format::GeojsonPlaces | Format::GeojsonClaims => "geojson",
        Format::Brat => "ann",
    }
}
