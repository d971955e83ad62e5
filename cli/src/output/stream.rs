//! Outputs that are a stream of pieces: JSON lines, CSV, GeoJSON.

use std::io;

use super::{Chunk, OutputState, Part, Sink, Target, part_of};

/// What stands around the pieces of a file.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    pub head: &'static str,
    /// Stands before every piece that is not empty but the first.
    pub between: &'static str,
    pub tail: &'static str,
}

pub struct Stream {
    target: Target,
    frame: Frame,
    part: Part,
    number: u32,
    started: bool,
}

impl Stream {
    /// Opens the output as it was at this state.
    pub fn open(target: Target, frame: Frame, state: OutputState) -> io::Result<Stream> {
        let part = target.open(state.part, state.bytes)?;
        let mut stream = Stream { target, frame, part, number: state.part, started: state.started };
        if state.bytes == 0 {
            stream.begin()?;
        }
        Ok(stream)
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.frame.head.is_empty() {
            self.part.write(self.frame.head.as_bytes())?;
        }
        self.part.boundary()
    }

    /// Completes the file and gives it its name.
    fn complete(mut part: Part, target: &Target, number: u32, frame: Frame) -> io::Result<()> {
        if !frame.tail.is_empty() {
            part.write(frame.tail.as_bytes())?;
        }
        let path = target.path(number);
        part.finish(&part_of(&path), &path)
    }
}

impl Sink for Stream {
    fn write(&mut self, chunk: &mut Chunk, from: usize, keep: &[bool]) -> io::Result<u64> {
        let Chunk::Bytes(pieces) = chunk else { return Ok(0) };
        let mut bytes = 0;
        let mut start = from.checked_sub(1).map_or(0, |before| pieces.ends[before]);
        for (&end, &keep) in pieces.ends[from..].iter().zip(keep) {
            let piece = &pieces.data[start..end];
            start = end;
            if !keep || piece.is_empty() {
                continue;
            }
            if self.started && !self.frame.between.is_empty() {
                self.part.write(self.frame.between.as_bytes())?;
            }
            self.started = true;
            self.part.write(piece)?;
            bytes += piece.len() as u64;
        }
        Ok(bytes)
    }

    fn boundary(&mut self) -> io::Result<()> {
        self.part.boundary()
    }

    fn is_safe(&self) -> bool {
        self.part.is_safe()
    }

    fn rotate(&mut self) -> io::Result<()> {
        let next = self.target.open(self.number + 1, 0)?;
        Stream::complete(std::mem::replace(&mut self.part, next), &self.target, self.number, self.frame)?;
        (self.number, self.started) = (self.number + 1, false);
        self.begin()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }

    fn sync(&mut self) -> io::Result<OutputState> {
        Ok(OutputState { part: self.number, bytes: self.part.sync()?, started: self.started, ..OutputState::default() })
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        // The last file of a series may have been begun for nothing.
        if self.number > 0 && !self.started {
            return std::fs::remove_file(part_of(&self.target.path(self.number)));
        }
        Stream::complete(self.part, &self.target, self.number, self.frame)
    }
}
