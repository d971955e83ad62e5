//! JSON lines, and files that are one text.

use std::io::{self, BufRead};

use serde::de::IgnoredAny;

use super::{BOM, Data, Fault, Input, Place, Reader};

/// One article a line.
pub fn read(mut reader: Reader, mut input: Input<'_>) -> bool {
    let (mut byte, mut expected) = (0, 0);
    for line in 1.. {
        let mut data = Vec::with_capacity(expected);
        let place = Place { line: Some(line), row: None, byte: Some(byte) };
        let length = match read_line(&mut reader, &mut data, input.limit) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) => {
                let fault = Fault::read(&error);
                let goes_on = fault.goes_on();
                byte += data.len() as u64;
                if !input.take(place, Data::Bad(fault)) {
                    return false;
                }
                if !goes_on {
                    return true;
                }
                continue;
            }
        };
        let mut from = byte;
        byte += length;
        expected = data.len();
        let item = if length > input.limit as u64 {
            Some(Data::Bad(Fault::too_large(length, input.limit)))
        } else {
            // Files that were joined have one in the middle, too.
            if data.starts_with(BOM) {
                data.drain(..BOM.len());
            }
            let mut before = 0;
            for end in ends(&data) {
                let place = Place { byte: Some(from + before as u64), ..place };
                if !input.take(place, Data::Json(data[before..end].to_vec())) {
                    return false;
                }
                before = end;
            }
            if before > 0 {
                data.drain(..before);
                from += before as u64;
            }
            (!data.trim_ascii().is_empty()).then_some(Data::Json(data))
        };
        if item.is_some_and(|data| !input.take(Place { byte: Some(from), ..place }, data)) {
            return false;
        }
        if reader.buffer().is_empty() && !input.taker.idle() {
            return false;
        }
    }
    true
}

/// Where each of several objects on a line ends but the last; nothing where there is one.
fn ends(line: &[u8]) -> Vec<usize> {
    let next = |at: usize| line[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
    if !memchr::memchr_iter(b'}', line).any(|at| next(at) == Some(&b'{')) {
        return Vec::new();
    }
    // It may have been within a string.
    let mut objects = serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>();
    let mut ends = Vec::new();
    while let Some(Ok(_)) = objects.next() {
        let end = objects.byte_offset();
        if line[end..].trim_ascii().first() != Some(&b'{') {
            break;
        }
        ends.push(end);
    }
    ends
}

/// Reads a line with its end and gives its length. What goes beyond the limit is passed over and not kept.
fn read_line(reader: &mut Reader, line: &mut Vec<u8>, limit: usize) -> io::Result<u64> {
    let mut length = 0;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', available);
        let part = &available[..end.map_or(available.len(), |end| end + 1)];
        length += part.len() as u64;
        if length <= limit as u64 {
            line.extend_from_slice(part);
        } else {
            *line = Vec::new();
        }
        let taken = part.len();
        reader.consume(taken);
        if end.is_some() || taken == 0 {
            return Ok(length);
        }
    }
}

/// The whole input as one article.
pub fn whole(mut reader: Reader, mut input: Input<'_>) -> bool {
    let mut data = Vec::new();
    let mut length = 0;
    loop {
        match reader.fill_buf() {
            Ok([]) => break,
            Ok(part) => {
                length += part.len() as u64;
                if length <= input.limit as u64 {
                    data.extend_from_slice(part);
                } else {
                    data = Vec::new();
                }
                let taken = part.len();
                reader.consume(taken);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return input.take(Place::default(), Data::Bad(Fault::read(&error))),
        }
    }
    let data = if length > input.limit as u64 { Data::Bad(Fault::too_large(length, input.limit)) } else { Data::Text(data) };
    input.take(Place::default(), data)
}
