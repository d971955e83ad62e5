//! Opening files and standard input, and undoing their compression.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use super::{BUFFER, Reader, gzip::Members, utf16::Utf8};

/// Counts the bytes read from disk, before decompression.
#[derive(Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }

    pub fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Relaxed);
    }
}

struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A zstd stream may begin with a skippable frame, whose last four bits are free.
const ZSTD_SKIPPABLE: &[u8] = &[0x2a, 0x4d, 0x18];
const BZIP2: &[u8] = b"BZh";
const XZ: &[u8] = &[0xfd, b'7', b'z', b'X', b'Z', 0];

/// Opens a file or standard input and undoes its compression, which the first bytes tell. All members of a file of several are read.
pub fn open(path: &Path, meter: &Meter) -> io::Result<Reader> {
    let raw: Box<dyn Read + Send> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path)?),
    };
    let mut raw = Metered { inner: raw, meter: meter.clone() };
    let mut head = Vec::new();
    raw.by_ref().take(6).read_to_end(&mut head)?;
    let first = head.clone();
    let raw = Cursor::new(head).chain(raw);
    let buffered = |raw| BufReader::with_capacity(BUFFER, raw);
    let plain: Box<dyn Read + Send> = if first.starts_with(GZIP) {
        Box::new(Members::new(buffered(raw)))
    } else if first.starts_with(ZSTD) || (first.get(1..4) == Some(ZSTD_SKIPPABLE) && first[0] >> 4 == 5) {
        let mut decoder = zstd::Decoder::new(raw)?;
        // Archives of news are often packed with `--long`.
        decoder.window_log_max(31)?;
        Box::new(decoder)
    } else if first.starts_with(BZIP2) {
        Box::new(bzip2::read::MultiBzDecoder::new(buffered(raw)))
    } else if first.starts_with(XZ) {
        Box::new(lzma_rust2::XzReader::new(buffered(raw), true))
    } else {
        Box::new(raw)
    };
    Ok(BufReader::with_capacity(BUFFER, Box::new(Utf8::new(plain))))
}
