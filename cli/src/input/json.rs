//! JSON arrays, and JSON objects one after another, read as a stream: only one element is ever in memory.

use std::io::{self, BufRead};

use super::{BOM, Data, Fault, Input, Place, Reader};

/// One article an element.
pub fn read(mut reader: Reader, mut input: Input<'_>) -> bool {
    let mut splitter = Splitter::new(input.limit);
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return input.take(splitter.place(), Data::Bad(Fault::read(&error))),
        };
        if available.is_empty() {
            break;
        }
        let (taken, whole) = splitter.advance(available);
        reader.consume(taken);
        if whole && !input.take(splitter.place(), splitter.element()) {
            return false;
        }
        if reader.buffer().is_empty() && !input.taker.idle() {
            return false;
        }
    }
    match splitter.end() {
        Some(data) => input.take(splitter.place(), data),
        None => true,
    }
}

/// Finds where elements begin and end, without reading what is in them.
struct Splitter {
    element: Vec<u8>,
    limit: usize,
    /// Bytes passed so far, and those before the element.
    passed: u64,
    start: u64,
    /// How many elements have begun.
    count: u64,
    within: Within,
    in_array: bool,
    depth: usize,
    escaped: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// Between elements.
    Nothing,
    /// An object or array, outside its strings.
    Brackets,
    String,
    /// A number or word.
    Word,
}

impl Splitter {
    fn new(limit: usize) -> Splitter {
        Splitter { element: Vec::new(), limit, passed: 0, start: 0, count: 0, within: Within::Nothing, in_array: false, depth: 0, escaped: false }
    }

    /// Where the element stands that was begun last.
    fn place(&self) -> Place {
        Place { line: None, row: Some(self.count.max(1)), byte: Some(self.start) }
    }

    /// The element, which leaves.
    fn element(&mut self) -> Data {
        self.within = Within::Nothing;
        let length = self.passed - self.start;
        let element = std::mem::take(&mut self.element);
        if length > self.limit as u64 { Data::Bad(Fault::too_large(length, self.limit)) } else { Data::Json(element) }
    }

    /// What is left at the end of the input.
    fn end(&mut self) -> Option<Data> {
        match self.within {
            Within::Nothing if !self.in_array => None,
            Within::Word => Some(self.element()),
            Within::Nothing => Some(Data::Bad(Fault::new("truncated", "the array is not closed: the input is cut off after this record"))),
            _ => Some(Data::Bad(Fault::new("truncated", "the input ends within this record"))),
        }
    }

    /// Reads on to the end of an element or of the bytes: how many were read, and whether an element is whole.
    fn advance(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() && self.within == Within::Nothing {
            match bytes[at] {
                b'[' if !self.in_array && self.count == 0 => self.in_array = true,
                b']' if self.in_array => self.in_array = false,
                byte if byte.is_ascii_whitespace() || byte == b',' || BOM.contains(&byte) => {}
                byte => {
                    self.begin(byte, at as u64);
                    break;
                }
            }
            at += 1;
        }
        let from = at;
        // An element has at least the byte it begins with, whatever that is: so every element takes the reading on.
        if self.within == Within::Word && self.start == self.passed + at as u64 && at < bytes.len() {
            at += 1;
        }
        let mut whole = false;
        while at < bytes.len() && self.within != Within::Nothing && !whole {
            (at, whole) = self.step(bytes, at);
        }
        if self.passed + at as u64 - self.start <= self.limit as u64 {
            self.element.extend_from_slice(&bytes[from..at]);
        } else {
            self.element = Vec::new();
        }
        self.passed += at as u64;
        (at, whole)
    }

    fn begin(&mut self, byte: u8, at: u64) {
        (self.start, self.count, self.depth, self.escaped) = (self.passed + at, self.count + 1, 0, false);
        self.within = if matches!(byte, b'{' | b'[' | b'"') { Within::Brackets } else { Within::Word };
    }

    /// One byte or a run of bytes that decide nothing: where it ends, and whether the element ends there.
    fn step(&mut self, bytes: &[u8], at: usize) -> (usize, bool) {
        let byte = bytes[at];
        match self.within {
            Within::Word => match byte {
                b',' | b']' | b'\n' => return (at, true),
                _ => {}
            },
            Within::String if self.escaped => self.escaped = false,
            Within::String => match byte {
                b'\\' => self.escaped = true,
                // A string cannot go over the end of a line: its closing mark is missing, and the brackets are to be trusted again.
                b'"' | b'\n' => {
                    self.within = Within::Brackets;
                    return (at + 1, self.depth == 0);
                }
                _ => return (memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..]).map_or(bytes.len(), |next| at + next), false),
            },
            _ => match byte {
                b'"' => self.within = Within::String,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    return (at + 1, self.depth == 0);
                }
                _ => {}
            },
        }
        (at + 1, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements, whatever the pieces the input comes in.
    fn split(input: &[u8], piece: usize) -> Vec<String> {
        let mut splitter = Splitter::new(60);
        let mut found = Vec::new();
        let mut show = |data| match data {
            Data::Json(data) => found.push(String::from_utf8(data).unwrap()),
            Data::Bad(fault) => found.push(format!("!{}", fault.kind)),
            _ => unreachable!(),
        };
        for mut part in input.chunks(piece) {
            while !part.is_empty() {
                let (taken, whole) = splitter.advance(part);
                part = &part[taken..];
                if whole {
                    show(splitter.element());
                }
            }
        }
        splitter.end().into_iter().for_each(show);
        found
    }

    #[test]
    fn elements_are_found_in_any_pieces() {
        for (input, expected) in [
            (r#" [ {"a":"]}"} , {"b":[1,{"c":"\"}"}]}]"#, &[r#"{"a":"]}"}"#, r#"{"b":[1,{"c":"\"}"}]}"#][..]),
            ("{\n \"a\": 1\n}\n{\"b\":2}", &["{\n \"a\": 1\n}", "{\"b\":2}"]),
            ("[1, \"x\",{}]", &["1", "\"x\"", "{}"]),
            ("[]", &[]),
            ("[{}]]", &["{}", "]"]),
            ("]]1]", &["]", "]1", "]"]),
            ("", &[]),
            ("[{\"a\":\"cut", &["!truncated"]),
            ("[{\"a\":1},", &["{\"a\":1}", "!truncated"]),
            ("[{\"a\":\"no end\n},\n{\"b\":2}]", &["{\"a\":\"no end\n}", "{\"b\":2}"]),
        ] {
            for piece in [1, 2, 3, 7, 1000] {
                assert_eq!(split(input.as_bytes(), piece), expected, "{input} by {piece}");
            }
        }
        let long = format!("[{{\"a\":\"{}\"}},{{}}]", "x".repeat(100));
        assert_eq!(split(long.as_bytes(), 5), ["!too_large", "{}"]);
    }

    #[test]
    fn every_input_comes_to_an_end() {
        const BYTES: &[u8] = b"[]{}\",:a \n";
        for length in 0..=5 {
            for number in 0..BYTES.len().pow(length) {
                let input: Vec<u8> = (0..length).map(|at| BYTES[number / BYTES.len().pow(at) % BYTES.len()]).collect();
                for piece in [1, 5] {
                    let mut splitter = Splitter::new(60);
                    let mut elements = 0;
                    for mut part in input.chunks(piece) {
                        while !part.is_empty() {
                            let (taken, whole) = splitter.advance(part);
                            assert!(taken > 0 || whole, "{:?}", String::from_utf8_lossy(&input));
                            part = &part[taken..];
                            if whole {
                                splitter.element();
                                elements += 1;
                                assert!(elements <= input.len(), "{:?}", String::from_utf8_lossy(&input));
                            }
                        }
                    }
                }
            }
        }
    }
}
