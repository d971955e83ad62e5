//! What kind an input is: by its name, else by its first bytes.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

use serde::de::IgnoredAny;

use super::{BOM, BUFFER, Reader};
use crate::args::Kind;

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

/// The kind an input without a name seems to be; none is text.
pub fn sniff(mut reader: Reader) -> io::Result<(Reader, Option<Kind>)> {
    let mut head = Vec::new();
    while head.trim_ascii().is_empty() && head.len() < BUFFER {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            break;
        }
        let taken = available.len();
        head.extend_from_slice(available);
        reader.consume(taken);
    }
    let start = head.strip_prefix(BOM).unwrap_or(&head).trim_ascii_start();
    let kind = match start.first() {
        Some(b'{') => Some(Kind::Jsonl),
        Some(b'[') => Some(Kind::Json),
        Some(b'W') if start.starts_with(b"WARC/") => Some(Kind::Warc),
        Some(b'P') if start.starts_with(b"PAR1") => Some(Kind::Parquet),
        _ => None,
    };
    Ok((BufReader::with_capacity(BUFFER, Box::new(Cursor::new(head).chain(reader))), kind))
}

/// Whether a file of JSON has one article a line, rather than an array or objects over several lines.
pub fn is_lines(reader: &mut Reader) -> io::Result<bool> {
    let head = reader.fill_buf()?;
    let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    if head.first() != Some(&b'{') {
        return Ok(false);
    }
    let Some(end) = memchr::memchr(b'\n', head) else { return Ok(true) };
    Ok(serde_json::from_slice::<IgnoredAny>(&head[..end]).map_or_else(|e| !e.is_eof(), |_| true))
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
