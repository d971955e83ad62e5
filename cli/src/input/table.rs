//! CSV and TSV, with a header. Records may go over several lines; one beyond the limit is passed over and not kept.

use std::io::{self, BufRead};

use csv_core::ReadRecordResult;

use super::{BOM, Data, Fault, Input, Place, Reader};
use crate::article::Columns;

/// One article a row.
pub fn read(reader: Reader, delimiter: u8, mut input: Input<'_>) -> bool {
    let mut rows = Rows::new(reader, delimiter, input.limit);
    let mut first = None;
    let columns = match rows.next() {
        Ok(None) => return true,
        Ok(Some(header)) => {
            let names: Vec<String> = (0..header.len()).map(|i| String::from_utf8_lossy(header.get(i)).trim().to_owned()).collect();
            match (input.fields.columns(&names), input.fields.bare()) {
                _ if header.open => return input.take(Place { line: Some(1), ..Place::default() }, Data::Bad(unclosed())),
                (Ok(columns), _) => columns,
                // Some tables have no header, only always the same columns.
                (Err(_), Some((bare, _))) if names.len() == bare.len() => match input.fields.columns(&bare) {
                    Ok(columns) => {
                        first = Some(article(&header, &columns, input.limit));
                        columns
                    }
                    Err(fault) => return input.take(Place { line: Some(1), ..Place::default() }, Data::Bad(fault)),
                },
                (Err(fault), _) => return input.take(Place { line: Some(1), ..Place::default() }, Data::Bad(fault)),
            }
        }
        Err(error) => return input.take(Place { line: Some(1), ..Place::default() }, Data::Bad(Fault::read(&error))),
    };
    for row in 1.. {
        let data = match first.take() {
            Some(data) => data,
            None => match rows.next() {
                Ok(None) => break,
                Ok(Some(fields)) => article(&fields, &columns, input.limit),
                Err(error) => Data::Bad(Fault::read(&error)),
            },
        };
        if matches!(&data, Data::Bad(fault) if fault.goes_on()) {
            rows.parser.reset();
        }
        let failed = matches!(&data, Data::Bad(fault) if !matches!(fault.kind, "too_large" | "columns") && !fault.goes_on());
        let place = Place { line: Some(rows.line), row: Some(row), byte: Some(rows.byte) };
        if !input.take(place, data) {
            return false;
        }
        if failed {
            break;
        }
        if rows.reader.buffer().is_empty() && !input.taker.idle() {
            return false;
        }
    }
    true
}

fn unclosed() -> Fault {
    Fault::new("truncated", "the input ends within a quoted field of this row: a quotation mark is missing, or the rest of the input")
}

fn article(record: &Record<'_>, columns: &Columns, limit: usize) -> Data {
    if record.open {
        return Data::Bad(unclosed());
    }
    if record.length > limit as u64 {
        return Data::Bad(Fault::too_large(record.length, limit));
    }
    if record.len() != columns.width {
        let reason = format!("{} columns where the header has {}", record.len(), columns.width);
        return Data::Bad(Fault::new("columns", reason));
    }
    Data::Row(Box::new(columns.row(|column| record.get(column))))
}

/// Reads records one after another into the same memory.
struct Rows {
    reader: Reader,
    parser: csv_core::Reader,
    limit: usize,
    data: Vec<u8>,
    ends: Vec<usize>,
    /// Where the last record began.
    line: u64,
    byte: u64,
    passed: u64,
    /// The line that has been read to, and the last byte read.
    lines: u64,
    last: u8,
}

/// A record: its fields, how long it was, and whether the input ended within a quoted field of it.
struct Record<'a> {
    data: &'a [u8],
    ends: &'a [usize],
    length: u64,
    open: bool,
}

impl Record<'_> {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, field: usize) -> &[u8] {
        let start = field.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.data[start..self.ends[field]]
    }
}

impl Rows {
    fn new(reader: Reader, delimiter: u8, limit: usize) -> Rows {
        let parser = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Rows { reader, parser, limit, data: vec![0; 64 << 10], ends: vec![0; 64], line: 1, byte: 0, passed: 0, lines: 1, last: 0 }
    }

    fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        // A record ends at its carriage return; the line feed after it is read with the next.
        self.line = self.lines + u64::from(self.last == b'\r');
        self.byte = self.passed;
        let (mut written, mut fields, mut open) = (0, 0, false);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let bom = if self.passed == 0 && available.starts_with(BOM) { BOM.len() } else { 0 };
            // At the end of the input a line's end is tried first, which ends every record but one that is within quotes.
            let end = available.is_empty();
            let bytes = if end && !open { b"\n" } else { &available[bom..] };
            let (result, read, wrote, ended) = self.parser.read_record(bytes, &mut self.data[written..], &mut self.ends[fields..]);
            let taken = &available[..if end { 0 } else { read + bom }];
            self.lines += memchr::memchr_iter(b'\n', taken).count() as u64;
            self.last = taken.last().copied().unwrap_or(self.last);
            let read = taken.len();
            self.reader.consume(read);
            self.passed += read as u64;
            (written, fields) = (written + wrote, fields + ended);
            let length = self.passed - self.byte;
            match result {
                ReadRecordResult::InputEmpty => open = end,
                ReadRecordResult::OutputFull if length > self.limit as u64 => written = 0,
                ReadRecordResult::OutputFull => self.data.resize(self.data.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if length > self.limit as u64 => fields = 0,
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(Some(Record { data: &self.data[..written], ends: &self.ends[..fields], length, open })),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }
}
