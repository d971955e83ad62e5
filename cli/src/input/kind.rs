//! What kind an input is: by its name, else by its first bytes.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

use serde::de::IgnoredAny;

use super::{BOM, BUFFER, Fault, Reader};
use crate::{args::Kind, article::Fields};

const COMPRESSED: &[&str] = &[".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"];
const KINDS: &[(&[&str], Kind)] = &[
    (&[".jsonl", ".ndjson", ".jsonlines", ".jl"], Kind::Jsonl),
    (&[".json"], Kind::Json),
    (&[".csv"], Kind::Csv),
    (&[".tsv", ".tab"], Kind::Tsv),
    (&[".parquet", ".pq"], Kind::Parquet),
    (&[".warc", ".wet"], Kind::Warc),
    (&[".txt", ".text"], Kind::Text),
];

/// What some files that are no text begin with.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive (or a file of an office program)"),
    (b"%PDF-", "PDF"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "a file of an old office program"),
];
const SHORT: usize = 8;
/// So much of an input is looked at for bytes that no text has.
const LOOK: usize = 4 << 10;

fn without_compression(path: &Path) -> String {
    let name = path.to_string_lossy().to_ascii_lowercase();
    COMPRESSED.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name).to_owned()
}

/// The kind an input's name tells, before the suffix of the compression.
pub fn by_name(path: &Path) -> Option<Kind> {
    let name = without_compression(path);
    KINDS.iter().find(|(suffixes, _)| suffixes.iter().any(|suffix| name.ends_with(suffix))).map(|(_, kind)| *kind)
}

/// The beginning of an input: its first line that is not blank, as far as it is wanted.
pub fn head(reader: &mut Reader) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while head.len() < BUFFER {
        let start = start(&head);
        // These tell the kind by their first byte, and one must not wait for the end of a line that may not come.
        // Of another kind nothing comes of a line this short, and signatures of binary files have ends of lines in them.
        if start.first().is_some_and(|byte| matches!(byte, b'{' | b'[') || (start.len() > SHORT && start.contains(&b'\n'))) {
            break;
        }
        let available = reader.fill_buf()?;
        if available.is_empty() {
            break;
        }
        let taken = available.len();
        head.extend_from_slice(available);
        reader.consume(taken);
    }
    Ok(head)
}

/// The input with its beginning before it again.
pub fn put_back(head: Vec<u8>, reader: Reader) -> Reader {
    BufReader::with_capacity(BUFFER, Box::new(Cursor::new(head).chain(reader)))
}

fn start(head: &[u8]) -> &[u8] {
    head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start()
}

/// The kind an input seems to be whose name does not tell; none is text.
pub fn sniff(head: &[u8], fields: &Fields) -> Result<Option<Kind>, Fault> {
    let start = start(head);
    let next = start.get(1..).and_then(|rest| rest.trim_ascii_start().first());
    let kind = match start.first() {
        // An object over several lines, or one a line.
        Some(b'{') if start[1..].iter().find(|byte| !b" \t\r".contains(byte)) == Some(&b'\n') => Some(Kind::Json),
        Some(b'{') if next.is_none_or(|next| b"\"}".contains(next)) => Some(Kind::Jsonl),
        // News agencies begin texts with brackets, too.
        Some(b'[') if next.is_none_or(|next| b"{[]".contains(next)) => Some(Kind::Json),
        Some(b'W') if start.starts_with(b"WARC/") => Some(Kind::Warc),
        Some(b'P') if start.starts_with(b"PAR1") => Some(Kind::Parquet),
        // A header that has a column for the text.
        _ => delimiter(head, fields).map(|_| Kind::Csv),
    };
    let no_text = || SIGNATURES.iter().find(|(bytes, _)| start.starts_with(bytes)).map(|(_, what)| *what);
    let unknown = || start[..start.len().min(LOOK)].contains(&0).then_some("something binary");
    match kind {
        None if is_html(start) => Err(html()),
        None => no_text()
            .or_else(unknown)
            .map_or(Ok(None), |what| Err(Fault::new("unsupported", format!("this is {what}, not text (--input tells how to read it)")))),
        kind => Ok(kind),
    }
}

/// Why a page is not read.
pub fn html() -> Fault {
    Fault::new("unsupported", "HTML is read only from WARC and ninjs: make text of it first (--input text reads it as it is)")
}

/// Whether a name is that of a page.
pub fn is_page(path: &Path) -> bool {
    let name = without_compression(path);
    [".html", ".htm", ".xhtml"].iter().any(|suffix| name.ends_with(suffix))
}

fn is_html(start: &[u8]) -> bool {
    let begins = |word: &[u8]| start.get(..word.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(word));
    begins(b"<!doctype html") || begins(b"<html")
}

/// What parts the columns, if the first line is a header of several with one for the text, or the row of a table that needs no header.
pub fn delimiter(head: &[u8], fields: &Fields) -> Option<u8> {
    let start = start(head);
    let line = &start[..memchr::memchr(b'\n', start).unwrap_or(start.len())];
    let line = String::from_utf8_lossy(line);
    let names = |delimiter: char| line.split(delimiter).map(|name| name.trim().trim_matches('"').to_owned()).collect::<Vec<_>>();
    let fits = |names: Vec<String>| names.len() > 1 && fields.columns(&names).map_or_else(|why| why.kind != "missing_text", |_| true);
    let header = [',', '\t', ';'].into_iter().find(|&delimiter| fits(names(delimiter)));
    let bare = fields.bare().is_some_and(|(names, text)| (text..names.len()).contains(&memchr::memchr_iter(b'\t', line.as_bytes()).count()));
    header.map(|delimiter| delimiter as u8).or(bare.then_some(b'\t'))
}

/// Whether a file of JSON has one article a line, rather than an array or objects over several lines.
pub fn is_lines(head: &[u8]) -> bool {
    let start = start(head);
    if start.first() != Some(&b'{') {
        return false;
    }
    let Some(end) = memchr::memchr(b'\n', start) else { return true };
    serde_json::from_slice::<IgnoredAny>(&start[..end]).map_or_else(|e| !e.is_eof(), |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind() {
        for (name, kind) in [
            ("a.jsonl", Some(Kind::Jsonl)),
            ("A.NDJSON.GZ", Some(Kind::Jsonl)),
            ("a.jl", Some(Kind::Jsonl)),
            ("a.jsonlines.gzip", Some(Kind::Jsonl)),
            ("CC-NEWS-20161125.warc.gz", Some(Kind::Warc)),
            ("CC-MAIN-1.warc.wet.gz", Some(Kind::Warc)),
            ("x/y.csv.bz2", Some(Kind::Csv)),
            ("train-00000-of-00005.parquet", Some(Kind::Parquet)),
            ("a.json.xz", Some(Kind::Json)),
            ("report", None),
            ("a.gz", None),
        ] {
            assert!(by_name(Path::new(name)) == kind, "{name}");
        }
    }
}
