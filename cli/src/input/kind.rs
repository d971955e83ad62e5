//! What kind an input is: by its name, else by its first bytes.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

use serde::de::IgnoredAny;

use super::{BOM, BUFFER, Reader};
use crate::{args::Kind, article::Fields};

const COMPRESSED: &[&str] = &[".gz", ".zst", ".zstd", ".bz2", ".xz"];
const KINDS: &[(&[&str], Kind)] = &[
    (&[".jsonl", ".ndjson"], Kind::Jsonl),
    (&[".json"], Kind::Json),
    (&[".csv"], Kind::Csv),
    (&[".tsv", ".tab"], Kind::Tsv),
    (&[".parquet", ".pq"], Kind::Parquet),
    (&[".warc", ".wet"], Kind::Warc),
    (&[".txt", ".text"], Kind::Text),
];

/// The kind an input's name tells, before the suffix of the compression.
pub fn by_name(path: &Path) -> Option<Kind> {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = COMPRESSED.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
    KINDS.iter().find(|(suffixes, _)| suffixes.iter().any(|suffix| name.ends_with(suffix))).map(|(_, kind)| *kind)
}

/// The beginning of an input: its first line that is not blank, as far as it is wanted.
pub fn head(reader: &mut Reader) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while head.len() < BUFFER {
        let start = start(&head);
        // These tell the kind by their first byte, and one must not wait for the end of a line that may not come.
        if start.first().is_some_and(|byte| matches!(byte, b'{' | b'[') || start.contains(&b'\n')) {
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

/// The kind an input without a name seems to be; none is text.
pub fn sniff(head: &[u8], fields: &Fields) -> Option<Kind> {
    let start = start(head);
    match start.first() {
        Some(b'{') => Some(Kind::Jsonl),
        Some(b'[') => Some(Kind::Json),
        Some(b'W') if start.starts_with(b"WARC/") => Some(Kind::Warc),
        Some(b'P') if start.starts_with(b"PAR1") => Some(Kind::Parquet),
        // A header that has a column for the text.
        _ => delimiter(head, fields).map(|_| Kind::Csv),
    }
}

/// What parts the columns, if the first line is a header of several with one for the text, or the row of a table that needs no header.
pub fn delimiter(head: &[u8], fields: &Fields) -> Option<u8> {
    let start = start(head);
    let line = &start[..memchr::memchr(b'\n', start).unwrap_or(start.len())];
    let line = String::from_utf8_lossy(line);
    let names = |delimiter: char| line.split(delimiter).map(|name| name.trim().trim_matches('"').to_owned()).collect::<Vec<_>>();
    let fits = |names: Vec<String>| names.len() > 1 && fields.columns(&names).is_ok();
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
