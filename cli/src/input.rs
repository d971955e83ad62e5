//! Files, standard input and what is compressed in them, as items in order.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
    sync::Arc,
};

use dateline::Article;

use crate::{
    args::Kind,
    failure::reason,
    record::{self, Record},
};

/// One article's bytes, or why there are none.
pub struct Item {
    /// The input's name, as the user gave it.
    pub source: Arc<str>,
    /// The line, counted from 1, where the input has one article a line.
    pub line: Option<u64>,
    pub kind: Kind,
    pub data: Result<Vec<u8>, String>,
}

impl Item {
    /// The article.
    pub fn article(&self) -> Result<Record, String> {
        let data = self.data.as_ref().map_err(Clone::clone)?;
        match self.kind {
            Kind::Jsonl => record::parse(data),
            Kind::Text => {
                let article = Article::new(record::utf8(data)?.to_owned());
                let article = if &*self.source == STDIN { article } else { article.id(self.source.to_string()) };
                Ok(Record { article, warning: None })
            }
        }
    }

    /// A complaint about the item: file, line and reason.
    pub fn complaint(&self, reason: &str) -> String {
        match self.line {
            Some(line) => format!("{}:{line}: {reason}", self.source),
            None => format!("{}: {reason}", self.source),
        }
    }
}

/// Articles are handed on by the batch of about this many bytes: enough to make the hand-over cheap, few enough to keep all cores busy.
const BATCH: usize = 32 << 10;
/// What standard input is called in complaints.
const STDIN: &str = "<stdin>";
const BUFFER: usize = 256 << 10;

type Reader = BufReader<Box<dyn Read + Send>>;

/// Reads inputs one after another and sends their articles in batches, until `send` refuses.
pub fn read<F: FnMut(Vec<Item>) -> bool>(files: &[impl AsRef<Path>], kind: Option<Kind>, mut send: F) {
    let mut batch = Batch { items: Vec::new(), bytes: 0, send: &mut send };
    for file in files {
        if !read_one(file.as_ref(), kind, &mut batch) {
            return;
        }
    }
    batch.flush();
}

struct Batch<'f, F> {
    items: Vec<Item>,
    bytes: usize,
    send: &'f mut F,
}

impl<F: FnMut(Vec<Item>) -> bool> Batch<'_, F> {
    /// Adds an item; false when nobody wants more.
    fn push(&mut self, item: Item) -> bool {
        self.bytes += item.data.as_ref().map_or(0, Vec::len);
        self.items.push(item);
        self.bytes < BATCH || self.flush()
    }

    fn flush(&mut self) -> bool {
        self.bytes = 0;
        self.items.is_empty() || (self.send)(std::mem::take(&mut self.items))
    }
}

fn read_one<F: FnMut(Vec<Item>) -> bool>(path: &Path, kind: Option<Kind>, batch: &mut Batch<'_, F>) -> bool {
    let stdin = path.as_os_str() == "-";
    let source: Arc<str> = if stdin { STDIN.into() } else { path.to_string_lossy().into() };
    let opened = open(path).and_then(|reader| match kind {
        Some(kind) => Ok((reader, kind)),
        None if stdin => sniff(reader),
        None => Ok((reader, kind_by_name(path))),
    });
    match opened {
        Ok((reader, Kind::Jsonl)) => read_lines(reader, &source, batch),
        Ok((mut reader, Kind::Text)) => {
            let mut data = Vec::new();
            let data = reader.read_to_end(&mut data).map(|_| data).map_err(|e| reason(&e));
            batch.push(Item { source, line: None, kind: Kind::Text, data })
        }
        Err(error) => batch.push(Item { source, line: None, kind: Kind::Text, data: Err(reason(&error)) }),
    }
}

fn read_lines<F: FnMut(Vec<Item>) -> bool>(mut reader: Reader, source: &Arc<str>, batch: &mut Batch<'_, F>) -> bool {
    for line in 1.. {
        let mut data = Vec::new();
        let item = |data| Item { source: source.clone(), line: Some(line), kind: Kind::Jsonl, data };
        match reader.read_until(b'\n', &mut data) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return batch.push(item(Err(reason(&error)))),
        }
        if line == 1 && data.starts_with(BOM) {
            data.drain(..BOM.len());
        }
        if !data.trim_ascii().is_empty() && !batch.push(item(Ok(data))) {
            return false;
        }
        // The next read may wait for a slow writer: what is here must not wait with it.
        if reader.buffer().is_empty() && !batch.flush() {
            return false;
        }
    }
    true
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Opens a file or standard input and undoes its compression, which the first bytes tell.
pub fn open(path: &Path) -> io::Result<Reader> {
    let mut raw: Box<dyn Read + Send> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path)?),
    };
    let mut head = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut head)?;
    let (gzip, zstandard) = (head.starts_with(&[0x1f, 0x8b]), head == [0x28, 0xb5, 0x2f, 0xfd]);
    let raw = Cursor::new(head).chain(raw);
    let plain: Box<dyn Read + Send> = if gzip {
        Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(raw)))
    } else if zstandard {
        let mut decoder = zstd::Decoder::new(raw)?;
        // Archives of news are often packed with `--long`.
        decoder.window_log_max(31)?;
        Box::new(decoder)
    } else {
        Box::new(raw)
    };
    Ok(BufReader::with_capacity(BUFFER, plain))
}

/// The kind an input's name tells: `.jsonl`, `.ndjson` or `.json`, before the suffix of the compression, is one article a line.
fn kind_by_name(path: &Path) -> Kind {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    match [".jsonl", ".ndjson", ".json"].iter().any(|suffix| name.ends_with(suffix)) {
        true => Kind::Jsonl,
        false => Kind::Text,
    }
}

/// The kind an input without a name seems to be.
fn sniff(mut reader: Reader) -> io::Result<(Reader, Kind)> {
    let mut head = Vec::new();
    while head.trim_ascii().is_empty() && reader.read_until(b'\n', &mut head)? > 0 {}
    let first = head.strip_prefix(BOM).unwrap_or(&head).trim_ascii_start().first();
    let kind = if first == Some(&b'{') { Kind::Jsonl } else { Kind::Text };
    Ok((BufReader::with_capacity(BUFFER, Box::new(Cursor::new(head).chain(reader))), kind))
}
