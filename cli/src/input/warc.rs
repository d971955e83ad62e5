//! Web archives (WARC, ISO 28500): the text of WET files and the pages of WARC files. Other records are passed over.

use std::io::{self, BufRead, Read};

use super::{Data, Fault, Input, Place, Reader};

/// A record with an article in it.
pub struct Capture {
    pub url: Option<String>,
    /// When it was fetched, as the record has it.
    pub fetched: Option<String>,
    /// Whether the body is the text of the page, rather than what the server sent.
    pub is_text: bool,
    pub body: Vec<u8>,
}

/// The header of a record is not larger than this, unless something else is read as one.
const LONGEST_HEADER: u64 = 256 << 10;
const LONGEST_LINE: usize = 64 << 10;

/// One article a record of the types `conversion` and `response`.
pub fn read(mut reader: Reader, mut input: Input<'_>) -> bool {
    let (mut byte, mut row) = (0, 0);
    loop {
        row += 1;
        let mut place = Place { line: None, row: Some(row), byte: Some(byte) };
        let mut stray = 0;
        let header = Header::read(&mut reader, &mut byte, &mut place, &mut stray);
        if stray > 0 {
            let fault = Fault::new("damaged", format!("{stray} bytes before this place are no WARC record"));
            if !input.take(place, Data::Bad(fault)) {
                return false;
            }
        }
        let header = match header {
            Ok(Some(header)) => header,
            Ok(None) => return true,
            Err(fault) if fault.kind == "damaged_record" || fault.goes_on() => match input.take(place, Data::Bad(fault)) {
                true => continue,
                false => return false,
            },
            Err(fault) => return input.take(place, Data::Bad(fault)),
        };
        let wanted = matches!(header.kind.as_str(), "conversion" | "response");
        let fits = header.length <= input.limit as u64;
        let mut body = Vec::new();
        let read = match wanted && fits {
            true => (&mut reader).take(header.length).read_to_end(&mut body).map(|read| read as u64),
            false => io::copy(&mut (&mut reader).take(header.length), &mut io::sink()),
        };
        byte += *read.as_ref().unwrap_or(&0);
        let (data, ended) = match read {
            Err(error) => {
                let fault = Fault::read(&error);
                let ended = !fault.goes_on();
                (Data::Bad(fault), ended)
            }
            Ok(read) if read < header.length => (Data::Bad(Fault::new("truncated", "the input ends within this record")), true),
            Ok(_) if !wanted => continue,
            Ok(_) if !fits => (Data::Bad(Fault::too_large(header.length, input.limit)), false),
            Ok(_) => (Data::Web(Box::new(Capture { url: header.url, fetched: header.date, is_text: header.kind == "conversion", body })), false),
        };
        if !input.take(place, data) {
            return false;
        }
        if ended {
            return true;
        }
        if reader.buffer().is_empty() && !input.taker.idle() {
            return false;
        }
    }
}

#[derive(Default)]
struct Header {
    kind: String,
    length: u64,
    url: Option<String>,
    date: Option<String>,
}

impl Header {
    /// Reads on to the next record and then its header; nothing at the end of the input.
    fn read(reader: &mut Reader, byte: &mut u64, place: &mut Place, stray: &mut usize) -> Result<Option<Header>, Fault> {
        let mut line = Vec::new();
        loop {
            let start = *byte;
            if !read_line(reader, &mut line, byte)? {
                return Ok(None);
            }
            if line.starts_with(b"WARC/") {
                place.byte = Some(start);
                break;
            }
            *stray += line.trim_ascii().len();
        }
        let mut header = Header::default();
        let mut length = None;
        let start = *byte;
        loop {
            if !read_line(reader, &mut line, byte)? || *byte - start > LONGEST_HEADER {
                return Err(Fault::new("truncated", "the header of this record does not end"));
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            let text = String::from_utf8_lossy(&line);
            let Some((name, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_owned(),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => header.date = Some(value.to_owned()),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        header.length = length.ok_or_else(|| Fault::new("damaged_record", "the record does not tell its length (Content-Length)"))?;
        Ok(Some(header))
    }
}

/// Reads a line; false at the end of the input. Of a long one only the beginning is kept.
fn read_line(reader: &mut Reader, line: &mut Vec<u8>, byte: &mut u64) -> Result<bool, Fault> {
    line.clear();
    let mut any = false;
    loop {
        let available = reader.fill_buf().map_err(|e| Fault::read(&e))?;
        if available.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = memchr::memchr(b'\n', available);
        let taken = end.map_or(available.len(), |end| end + 1);
        let room = LONGEST_LINE.saturating_sub(line.len());
        line.extend_from_slice(&available[..taken.min(room)]);
        reader.consume(taken);
        *byte += taken as u64;
        if end.is_some() {
            return Ok(true);
        }
    }
}
