//! A file that gets its name when it is complete, compressed if its name says so.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use flate2::write::GzEncoder;

use super::target::{is_special, real};

const BUFFER: usize = 256 << 10;

/// How a file is compressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

/// The suffixes that ask for compression.
pub const SUFFIXES: &[(&str, Compression)] =
    &[(".gz", Compression::Gzip), (".zst", Compression::Zstd), (".zstd", Compression::Zstd), (".bz2", Compression::Bzip2), (".xz", Compression::Xz)];

/// A file in the making. Compressed files are made of members that stand for themselves, so they can be cut between two.
pub struct Part {
    raw: Raw,
    compression: Option<Compression>,
    member: Option<Member>,
    /// The bytes before the member.
    length: u64,
}

enum Raw {
    Stdout(BufWriter<io::Stdout>),
    File(BufWriter<File>),
    /// A device or a pipe, which is written to as it is and never replaced.
    Special(BufWriter<File>),
}

impl Part {
    pub fn stdout() -> Part {
        Part { raw: Raw::Stdout(BufWriter::with_capacity(64 << 10, io::stdout())), compression: None, member: None, length: 0 }
    }

    /// Opens a file for writing after its first bytes, which are kept. If it has got its final name already, it loses it again.
    pub fn open(part: &Path, finished: &Path, kept: u64) -> io::Result<Part> {
        let name = finished.to_string_lossy().to_ascii_lowercase();
        let compression = SUFFIXES.iter().find(|(suffix, _)| name.ends_with(suffix)).map(|(_, compression)| *compression);
        if is_special(finished) {
            let file = OpenOptions::new().write(true).open(finished)?;
            return Ok(Part { raw: Raw::Special(BufWriter::with_capacity(BUFFER, file)), compression, member: None, length: kept });
        }
        if kept > 0 && !part.exists() && finished.exists() {
            fs::rename(real(finished), part)?;
        }
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(part)?;
        if file.metadata()?.len() < kept {
            return Err(io::Error::other(format!("{} is shorter than it was; --overwrite starts anew", part.display())));
        }
        file.set_len(kept)?;
        file.seek(SeekFrom::Start(kept))?;
        Ok(Part { raw: Raw::File(BufWriter::with_capacity(BUFFER, file)), compression, member: None, length: kept })
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(compression) = self.compression else {
            self.length += bytes.len() as u64;
            return self.raw().write_all(bytes);
        };
        let member = match &mut self.member {
            Some(member) => member,
            none => none.insert(Member::new(compression)?),
        };
        member.writer().write_all(bytes)?;
        let ready = std::mem::take(member.output());
        self.length += ready.len() as u64;
        self.raw().write_all(&ready)
    }

    fn raw(&mut self) -> &mut dyn Write {
        match &mut self.raw {
            Raw::Stdout(out) => out,
            Raw::File(out) | Raw::Special(out) => out,
        }
    }

    /// Ends the member, if the file is compressed.
    pub fn boundary(&mut self) -> io::Result<()> {
        let Some(member) = self.member.take() else { return Ok(()) };
        let rest = member.finish()?;
        self.length += rest.len() as u64;
        self.raw().write_all(&rest)
    }

    /// Whether the file can be cut off here.
    pub fn is_safe(&self) -> bool {
        self.member.is_none()
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.raw().flush()
    }

    /// Forces the file to disk and says how long it is.
    pub fn sync(&mut self) -> io::Result<u64> {
        self.raw().flush()?;
        if let Raw::File(file) = &self.raw {
            file.get_ref().sync_data()?;
        }
        Ok(self.length)
    }

    /// Completes the file and gives it its name.
    pub fn finish(mut self, part: &Path, finished: &Path) -> io::Result<()> {
        self.boundary()?;
        self.sync()?;
        match self.raw {
            Raw::Stdout(_) | Raw::Special(_) => Ok(()),
            Raw::File(_) => fs::rename(part, real(finished)),
        }
    }
}

enum Member {
    Gzip(GzEncoder<Vec<u8>>),
    Zstd(zstd::Encoder<'static, Vec<u8>>),
    Bzip2(bzip2::write::BzEncoder<Vec<u8>>),
    Xz(Box<lzma_rust2::XzWriter<Vec<u8>>>),
}

impl Member {
    fn new(compression: Compression) -> io::Result<Member> {
        let out = Vec::new();
        Ok(match compression {
            Compression::Gzip => Member::Gzip(GzEncoder::new(out, flate2::Compression::new(4))),
            Compression::Zstd => Member::Zstd(zstd::Encoder::new(out, 3)?),
            Compression::Bzip2 => Member::Bzip2(bzip2::write::BzEncoder::new(out, bzip2::Compression::default())),
            Compression::Xz => Member::Xz(Box::new(lzma_rust2::XzWriter::new(out, lzma_rust2::XzOptions::with_preset(3))?)),
        })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Member::Gzip(writer) => writer,
            Member::Zstd(writer) => writer,
            Member::Bzip2(writer) => writer,
            Member::Xz(writer) => writer.as_mut(),
        }
    }

    /// What has come out of it so far.
    fn output(&mut self) -> &mut Vec<u8> {
        match self {
            Member::Gzip(writer) => writer.get_mut(),
            Member::Zstd(writer) => writer.get_mut(),
            Member::Bzip2(writer) => writer.get_mut(),
            Member::Xz(writer) => writer.inner_mut(),
        }
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Member::Gzip(writer) => writer.finish(),
            Member::Zstd(writer) => writer.finish(),
            Member::Bzip2(writer) => writer.finish(),
            Member::Xz(writer) => writer.finish(),
        }
    }
}
