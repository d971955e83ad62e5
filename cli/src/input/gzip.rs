//! gzip files member by member, so that damage costs a member and not what comes after it.

use std::{
    error::Error,
    fmt,
    io::{self, BufRead, Read},
};

use flate2::bufread::GzDecoder;

/// So many bytes of a member are read again where it is damaged: those in which the next one may have begun.
const HISTORY: usize = 4 << 20;
/// Text is unpacked by so many bytes: what is unpacked with the damage is lost with it.
const STEP: usize = 4 << 10;
const HEADER: usize = 10;

/// Reads all members.
pub struct Members<R: BufRead>(State<R>);

enum State<R: BufRead> {
    Between(Tape<R>),
    /// A member, and the byte of the file that it begins at.
    Within(Box<GzDecoder<Tape<R>>>, u64),
    Over,
}

/// Bytes that could not be unpacked, after which reading goes on.
#[derive(Debug)]
pub struct Hole {
    why: String,
    from: u64,
    to: u64,
}

impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hole { why, from, to } = self;
        write!(
            f,
            "a gzip member is damaged ({why}): what was read of it may be wrong, and what comes after that in it is lost; bytes {from} to {to} of the file; reading goes on after them"
        )
    }
}

impl Error for Hole {}

impl<R: BufRead> Members<R> {
    pub fn new(inner: R) -> Members<R> {
        Members(State::Between(Tape { inner, position: 0, past: Vec::new(), again: Vec::new(), at: 0 }))
    }

    /// Looks for the next member after one that is damaged.
    fn resume(&mut self, mut tape: Tape<R>, from: u64, error: io::Error) -> io::Error {
        match tape.find() {
            Ok(true) => {
                let hole = Hole { why: error.to_string(), from, to: tape.position };
                self.0 = State::Between(tape);
                io::Error::new(io::ErrorKind::InvalidData, hole)
            }
            Ok(false) => io::Error::new(
                error.kind(),
                format!("{error}; nothing after byte {from} of the compressed file could be read but what came before this"),
            ),
            Err(other) => other,
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.0, State::Over) {
                State::Over => return Ok(0),
                State::Between(mut tape) => {
                    // Tapes and some tools fill up with zeros.
                    let zeros = match tape.fill_buf() {
                        Ok([]) => return Ok(0),
                        Ok(bytes) => bytes.iter().take_while(|byte| **byte == 0).count(),
                        Err(error) => {
                            self.0 = State::Between(tape);
                            return Err(error);
                        }
                    };
                    tape.consume(zeros);
                    tape.past.clear();
                    let start = tape.position;
                    self.0 = if zeros > 0 { State::Between(tape) } else { State::Within(Box::new(GzDecoder::new(tape)), start) };
                }
                State::Within(mut member, start) => {
                    let length = buffer.len().min(STEP);
                    match member.read(&mut buffer[..length]) {
                        Ok(0) if length > 0 => self.0 = State::Between(member.into_inner()),
                        Ok(read) => {
                            self.0 = State::Within(member, start);
                            return Ok(read);
                        }
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => self.0 = State::Within(member, start),
                        Err(error) if is_damage(&error) => return Err(self.resume(member.into_inner(), start, error)),
                        Err(error) => return Err(error),
                    }
                }
            }
        }
    }
}

fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof)
}

/// A reader that can go back by some bytes.
struct Tape<R> {
    inner: R,
    /// The byte of the file that is read next.
    position: u64,
    /// What was read last.
    past: Vec<u8>,
    /// What is read again before more is read, and how far it has been.
    again: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Read for Tape<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() { Ok(&self.again[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.again.len() {
            self.past.extend_from_slice(&self.again[self.at..self.at + count]);
            self.at += count;
        } else {
            if let Ok(bytes) = self.inner.fill_buf() {
                self.past.extend_from_slice(&bytes[..count]);
            }
            self.inner.consume(count);
        }
        self.position += count as u64;
        if self.past.len() > 2 * HISTORY {
            self.past.drain(..self.past.len() - HISTORY);
        }
    }
}

impl<R: BufRead> Tape<R> {
    /// Goes to the next header of a member after the first byte of what was read last; false if there is none.
    fn find(&mut self) -> io::Result<bool> {
        let mut held = std::mem::take(&mut self.past);
        let mut first = self.position - held.len() as u64;
        let mut from = 1;
        loop {
            // A header is tried with what comes after it, so there must be some of that, if it does not end here.
            let more = self.fill_buf()?;
            let (count, last) = (more.len(), more.is_empty());
            held.extend_from_slice(more);
            self.consume(count);
            self.past.clear();
            let end = if last { held.len() } else { held.len().saturating_sub(STEP) };
            while let Some(found) = held.get(from..end).and_then(|rest| memchr::memchr(0x1f, rest)) {
                from += found;
                if begins(&held[from..]) {
                    // All that was held beyond this is read again.
                    let unread = self.again.split_off(self.at.min(self.again.len()));
                    held.drain(..from);
                    held.extend_from_slice(&unread);
                    (self.position, self.again, self.at) = (first + from as u64, held, 0);
                    return Ok(true);
                }
                from += 1;
            }
            if last {
                return Ok(false);
            }
            from = from.max(end);
            if from > HISTORY {
                held.drain(..from);
                first += from as u64;
                from = 0;
            }
        }
    }
}

/// Whether a member seems to begin here: its header is plausible, and what follows can be unpacked.
fn begins(bytes: &[u8]) -> bool {
    let [0x1f, 0x8b, 8, flags, _, _, _, _, speed, system] = bytes[..bytes.len().min(HEADER)] else { return false };
    if flags & 0xe0 != 0 || !matches!(speed, 0 | 2 | 4) || !(system <= 13 || system == 255) {
        return false;
    }
    let mut some = [0; 512];
    match GzDecoder::new(&bytes[..bytes.len().min(STEP)]).read(&mut some) {
        Ok(read) => read > 0,
        // Its first block goes beyond these bytes.
        Err(error) => error.kind() == io::ErrorKind::UnexpectedEof,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn member(text: &str, level: u32) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    }

    /// What is read, with `!` for a hole and `?` for an end that is none.
    fn read(file: &[u8], buffer: usize) -> String {
        let mut members = Members::new(io::BufReader::with_capacity(buffer, file));
        let (mut out, mut some) = (Vec::new(), [0; 100]);
        loop {
            match members.read(&mut some) {
                Ok(0) => return String::from_utf8_lossy(&out).into_owned(),
                Ok(count) => out.extend_from_slice(&some[..count]),
                Err(error) if error.get_ref().is_some_and(|e| e.is::<Hole>()) => out.push(b'!'),
                Err(_) => out.push(b'?'),
            }
        }
    }

    #[test]
    fn members_after_a_damaged_one_are_read() {
        let texts: Vec<String> = (0..4).map(|n| (0..900).map(|i| format!("{n}:{} ", i * i * 7919_u64 % 10007)).collect()).collect();
        for level in [0, 1, 6] {
            let members: Vec<Vec<u8>> = texts.iter().map(|text| member(text, level)).collect();
            for buffer in [64, 1 << 16] {
                assert!(read(&members.concat(), buffer) == texts.concat());
                assert!(read(&[members.concat(), vec![0; 700]].concat(), buffer) == texts.concat());
                for at in [0, 3, 12, 200, 1500, members[1].len() - 6] {
                    let mut damaged = members.clone();
                    damaged[1][at] ^= 0xff;
                    let found = read(&damaged.concat(), buffer);
                    let rest = [&texts[2][..], &texts[3]].concat();
                    assert!(found.starts_with(&texts[0]) && found.ends_with(&format!("!{rest}")), "{level} {at}: {}", found.len());
                    damaged[1].truncate(at);
                    let found = read(&damaged.concat(), buffer);
                    assert!(found.starts_with(&texts[0]) && found.ends_with(&rest) && (at == 0 || found.contains('!')), "{level} {at} cut");
                }
                let cut = members.concat();
                let found = read(&cut[..cut.len() - 5], buffer);
                assert!(found.starts_with(&texts[..3].concat()) && found.ends_with('?'));
                assert!(read(&[&members[0][..], b"no gzip"].concat(), buffer) == format!("{}?", texts[0]));
            }
        }
    }
}
