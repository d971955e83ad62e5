//! Text in UTF-16, which its byte-order mark tells, as UTF-8.

use std::io::{self, Read};

/// Hands on what is not UTF-16 as it is.
pub struct Utf8<R> {
    inner: R,
    order: Order,
    /// Bytes that are no whole character yet.
    half: Vec<u8>,
    /// Text that waits to be read, and how far it has been.
    ready: Vec<u8>,
    at: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Unknown,
    NotUtf16,
    Little,
    Big,
}

impl<R: Read> Utf8<R> {
    pub fn new(inner: R) -> Utf8<R> {
        Utf8 { inner, order: Order::Unknown, half: Vec::new(), ready: Vec::new(), at: 0 }
    }

    /// Makes text of the bytes that are there.
    fn convert(&mut self, last: bool) {
        if self.order == Order::Unknown && (self.half.len() >= 2 || last) {
            self.order = match self.half.get(..2) {
                Some([0xff, 0xfe]) => Order::Little,
                Some([0xfe, 0xff]) => Order::Big,
                _ => Order::NotUtf16,
            };
        }
        (self.ready, self.at) = (Vec::new(), 0);
        if matches!(self.order, Order::Unknown | Order::NotUtf16) {
            if self.order == Order::NotUtf16 {
                self.ready = std::mem::take(&mut self.half);
            }
            return;
        }
        let unit =
            |pair: &[u8]| if self.order == Order::Little { u16::from_le_bytes([pair[0], pair[1]]) } else { u16::from_be_bytes([pair[0], pair[1]]) };
        let mut units: Vec<u16> = self.half.chunks_exact(2).map(unit).collect();
        // The first half of a character outside the basic plane waits for the second.
        if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            units.pop();
        }
        self.half.drain(..2 * units.len());
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready = text.into_bytes();
        if last && !self.half.is_empty() {
            self.half.clear();
            self.ready.extend_from_slice("\u{fffd}".as_bytes());
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.at < self.ready.len() {
                let read = (&self.ready[self.at..]).read(buffer)?;
                self.at += read;
                return Ok(read);
            }
            if self.order == Order::NotUtf16 {
                return self.inner.read(buffer);
            }
            let mut some = [0; 16 << 10];
            let read = self.inner.read(&mut some)?;
            self.half.extend_from_slice(&some[..read]);
            self.convert(read == 0);
            if read == 0 && self.ready.is_empty() {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    #[test]
    fn utf16_becomes_utf8() {
        let text = "\u{feff}Rain fell – 😀\n";
        let bytes = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let half = [&bytes(u16::to_le_bytes)[..], &[0x3d, 0xd8, 0x41]].concat();
        for (input, expected) in [
            (bytes(u16::to_le_bytes), text.to_owned()),
            (bytes(u16::to_be_bytes), text.to_owned()),
            (half, format!("{text}\u{fffd}\u{fffd}")),
            (text.as_bytes().to_vec(), text.to_owned()),
            (b"x".to_vec(), "x".to_owned()),
            (Vec::new(), String::new()),
        ] {
            for piece in [1, 3, 1000] {
                let mut out = String::new();
                Utf8::new(Pieces(&input, piece)).read_to_string(&mut out).unwrap();
                assert_eq!(out, expected, "by {piece}");
            }
        }
    }
}
