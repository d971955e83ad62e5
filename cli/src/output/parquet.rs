//! Parquet: one row an article, with the contract's structure as nested columns.

use std::{
    fs,
    io::{self, BufWriter},
    path::Path,
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_json::{
    ReaderBuilder,
    writer::{LineDelimited, WriterBuilder},
};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::{Compression, ZstdLevel},
    file::properties::WriterProperties,
};

use crate::failure::reason;

use super::{Chunk, Encoder, Found, OutputState, Pieces, Sink, Target, is_special, jsonl, part_of, real};

/// Rows of a row group. Fixed, so that the bytes do not depend on how the articles came.
const GROUP: usize = 2000;
/// Rows that are read at once.
const ROWS: usize = 100;

/// The columns, with the names and structure of the JSON record. Columns may be added; none is renamed, removed or changes its type.
pub fn schema() -> Schema {
    use DataType::{Boolean, Date32, Float32, Float64, UInt32, Utf8};
    let field = |name: &str, kind: DataType| Field::new(name, kind, true);
    let list = |name: &str, item: DataType| field(name, DataType::List(Arc::new(Field::new("item", item, true))));
    let record = |fields: Vec<Field>| DataType::Struct(Fields::from(fields));
    let words = || vec![field("start", UInt32), field("end", UInt32), field("text", Utf8)];
    let mention = |own: Vec<Field>| {
        let mut fields = vec![field("n", UInt32)];
        fields.extend(words());
        fields.extend(own);
        fields.extend([field("rule", Utf8), field("confidence", Float32)]);
        record(fields)
    };
    let affiliation = || field("affiliation", record(vec![field("id", Utf8), field("name", Utf8)]));
    let source = |name: &str| {
        let entity = record(vec![field("kind", Utf8), field("id", Utf8), field("person", UInt32), field("name", Utf8), affiliation()]);
        let mut fields = words();
        fields.push(list("entities", entity));
        field(name, record(fields))
    };
    let mut cue = words();
    cue.push(field("lemma", Utf8));
    let step = record(vec![
        field("role", Utf8),
        source("source"),
        field("cue", record(cue)),
        source("addressee"),
        field("type", Utf8),
        field("act", Utf8),
        field("polarity", Utf8),
        field("said", UInt32),
        field("inherited", Boolean),
    ]);
    let faction = mention(vec![
        field("id", Utf8),
        field("name", Utf8),
        field("kind", Utf8),
        field("generic", Boolean),
        field("form", Utf8),
        field("ids", record(vec![field("wikidata", Utf8), field("ucdp", UInt32)])),
    ]);
    let place = mention(vec![
        field("id", Utf8),
        field("name", Utf8),
        field("country", Utf8),
        field("admin1", Utf8),
        field("admin2", Utf8),
        field("lat", Float64),
        field("lon", Float64),
        field("feature", Utf8),
        field("use", Utf8),
        field("candidates", UInt32),
    ]);
    let date = mention(["type", "value", "mod", "quant", "freq", "from", "until", "anchor"].map(|name| field(name, Utf8)).to_vec());
    let person = mention(vec![field("person", UInt32), field("name", Utf8), field("role", Utf8), affiliation()]);
    let claim = record(vec![
        field("n", UInt32),
        list("attribution", step),
        list("content", record(words())),
        field("quotation", Utf8),
        field("type", Utf8),
        field("act", Utf8),
        field("polarity", Utf8),
        field("within", UInt32),
        list("factions", UInt32),
        list("places", UInt32),
        list("dates", UInt32),
        field("rule", Utf8),
        field("confidence", Float32),
    ]);
    let cleaned = record(["bom", "nul", "cr", "entities", "html", "invalid_utf8"].map(|name| field(name, UInt32)).to_vec());
    Schema::new(vec![
        field("schema", Utf8),
        field("generator", record(vec![field("version", Utf8), field("gazetteers", Utf8)])),
        field("offsets", Utf8),
        field("id", Utf8),
        field("published", Date32),
        field("title", Utf8),
        field("outlet", Utf8),
        field("url", Utf8),
        field("fetched", Date32),
        field("text", Utf8),
        field("cleaned", cleaned),
        list("sentences", record(vec![field("start", UInt32), field("end", UInt32)])),
        list("factions", faction),
        list("places", place),
        list("dates", date),
        list("people", person),
        list("claims", claim),
    ])
}

/// Articles as rows. The JSON record is what the columns are made from, so they cannot differ from it.
pub struct Rows(SchemaRef);

impl Rows {
    pub fn new() -> Rows {
        Rows(Arc::new(schema()))
    }
}

impl Encoder for Rows {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        jsonl::Jsonl.encode(found, chunk)
    }

    fn seal(&self, chunk: &mut Chunk) -> Result<(), String> {
        let Chunk::Bytes(Pieces { data, ends }) = chunk else { return Ok(()) };
        let rows = || -> Result<RecordBatch, arrow_schema::ArrowError> {
            let mut decoder = ReaderBuilder::new(self.0.clone()).with_batch_size(ends.len().max(1)).build_decoder()?;
            decoder.decode(data)?;
            Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(self.0.clone())))
        };
        *chunk = Chunk::Rows(rows().map_err(|e| e.to_string())?);
        Ok(())
    }
}

type Writer = ArrowWriter<BufWriter<fs::File>>;

/// A Parquet file, or a series of them. A file can only be cut off where it begins: its columns are found from its end.
pub struct File {
    target: Target,
    writer: Writer,
    number: u32,
    waiting: Vec<RecordBatch>,
    waiting_rows: usize,
    rows: usize,
}

impl File {
    pub fn open(target: Target, state: OutputState) -> io::Result<File> {
        let writer = open(&target, state.part)?;
        Ok(File { target, writer, number: state.part, waiting: Vec::new(), waiting_rows: 0, rows: 0 })
    }

    fn add(&mut self, rows: RecordBatch) -> io::Result<()> {
        self.rows += rows.num_rows();
        self.waiting_rows += rows.num_rows();
        self.waiting.push(rows);
        while self.waiting_rows >= GROUP {
            self.group(GROUP)?;
        }
        Ok(())
    }

    /// Writes a row group of so many rows.
    fn group(&mut self, count: usize) -> io::Result<()> {
        let rows = arrow_select::concat::concat_batches(&Arc::new(schema()), &self.waiting).map_err(io::Error::other)?;
        self.writer.write(&rows.slice(0, count))?;
        self.writer.flush()?;
        self.waiting_rows = rows.num_rows() - count;
        self.waiting = if self.waiting_rows > 0 { vec![rows.slice(count, self.waiting_rows)] } else { Vec::new() };
        Ok(())
    }

    /// Completes the file and gives it its name.
    fn complete(&mut self) -> io::Result<()> {
        if self.waiting_rows > 0 {
            self.group(self.waiting_rows)?;
        }
        self.writer.finish()?;
        let path = self.target.path(self.number);
        if is_special(&path) {
            return Ok(());
        }
        self.writer.inner().get_ref().sync_all()?;
        fs::rename(part_of(&path), real(&path))
    }
}

fn open(target: &Target, number: u32) -> io::Result<Writer> {
    let path = target.path(number);
    let file = match is_special(&path) {
        true => fs::OpenOptions::new().write(true).open(&path)?,
        false => fs::File::create(part_of(&path))?,
    };
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("dateline {}", env!("CARGO_PKG_VERSION")))
        .build();
    Ok(ArrowWriter::try_new(BufWriter::with_capacity(256 << 10, file), Arc::new(schema()), Some(properties))?)
}

impl Sink for File {
    fn write(&mut self, chunk: &mut Chunk, from: usize, keep: &[bool]) -> io::Result<u64> {
        let Chunk::Rows(batch) = chunk else { return Ok(0) };
        let batch = batch.clone();
        let mut bytes = 0;
        let mut at = 0;
        while at < keep.len() {
            let run = keep[at..].iter().take_while(|&&k| k == keep[at]).count();
            if keep[at] {
                let rows = batch.slice(from + at, run);
                bytes += rows.get_array_memory_size() as u64;
                self.add(rows)?;
            }
            at += run;
        }
        Ok(bytes)
    }

    fn boundary(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn is_safe(&self) -> bool {
        self.rows == 0
    }

    fn rotate(&mut self) -> io::Result<()> {
        self.complete()?;
        self.number += 1;
        (self.writer, self.rows) = (open(&self.target, self.number)?, 0);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn sync(&mut self) -> io::Result<OutputState> {
        Ok(OutputState { part: self.number, ..OutputState::default() })
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        // The last file of a series may have been begun for nothing.
        if self.number > 0 && self.rows == 0 {
            return fs::remove_file(part_of(&self.target.path(self.number)));
        }
        self.complete()
    }
}

/// Hands out the records of a file as JSON.
pub fn records(path: &Path, take: &mut dyn FnMut(Vec<u8>)) -> Result<(), String> {
    let file = fs::File::open(path).map_err(|e| reason(&e))?;
    let told = |error: &dyn std::fmt::Display| format!("not readable as records in Parquet: {error}");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| told(&e))?.with_batch_size(ROWS).build().map_err(|e| told(&e))?;
    for batch in reader {
        let mut lines = Vec::new();
        let mut writer = WriterBuilder::new().with_explicit_nulls(true).build::<_, LineDelimited>(&mut lines);
        writer.write(&batch.map_err(|e| told(&e))?).and_then(|()| writer.finish()).map_err(|e| told(&e))?;
        drop(writer);
        lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).for_each(|line| take(line.to_vec()));
    }
    Ok(())
}

/// The columns as text, one a line: what the documentation shows.
pub fn described() -> String {
    fn describe(field: &Field, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let (kind, within): (String, Vec<&Field>) = match field.data_type() {
            DataType::Struct(fields) => ("struct".to_owned(), fields.iter().map(AsRef::as_ref).collect()),
            DataType::List(item) => match item.data_type() {
                DataType::Struct(fields) => ("list of struct".to_owned(), fields.iter().map(AsRef::as_ref).collect()),
                other => (format!("list of {other}").to_lowercase(), Vec::new()),
            },
            other => (other.to_string().to_lowercase(), Vec::new()),
        };
        out.push_str(&format!("{indent}{}: {kind}\n", field.name()));
        within.iter().for_each(|field| describe(field, depth + 1, out));
    }
    let mut out = String::new();
    schema().fields().iter().for_each(|field| describe(field, 0, &mut out));
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_the_documented_one() {
        let documented = include_str!("../../../docs/formats.md");
        let documented = documented.split("```arrow\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
        assert_eq!(documented, super::described());
    }
}
