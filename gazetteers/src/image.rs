//! The layout of the compiled index: one little-endian byte image.
//!
//! A header (magic, hash of the schema, hash of the content, longest name in words), a directory of sections, and the sections: arrays of 32-bit numbers
//! and two blobs. The trie's nodes are numbered breadth first, so the children of a node are neighbours and an edge needs no target.

use crate::schema::Table;

pub(crate) const MAGIC: [u8; 8] = *b"DLGAZ\0\0\x01";

/// Magic, schema hash, content hash, longest name, and the directory.
pub(crate) const HEADER: usize = 8 + 8 + 8 + 8 + 8 * SECTIONS;

pub(crate) const SECTIONS: usize = 12;

/// For each table: the first row, the number of rows, the first cell, the number of columns.
pub(crate) const TABLES: usize = 0;
/// One number a cell: an offset into `STRINGS`, an integer, or 1/100,000 degrees.
pub(crate) const CELLS: usize = 1;
/// Texts, each with its length before it (one byte, or 255 and four bytes).
pub(crate) const STRINGS: usize = 2;
/// For each table, its rows in the order of their ids.
pub(crate) const BY_ID: usize = 3;
/// Open addressing: a tag of the hash and the word's number plus one.
pub(crate) const WORD_SLOTS: usize = 4;
/// Where each word begins in `WORD_BYTES`, and where the last one ends.
pub(crate) const WORD_OFFSETS: usize = 5;
pub(crate) const WORD_BYTES: usize = 6;
/// For each word: the node it leads to from the root, plus one; the top bit says that it takes a full stop.
pub(crate) const WORD_ROOT: usize = 7;
/// For each node the word that leads to it.
pub(crate) const NODE_WORD: usize = 8;
/// For each node its first child and its first posting, and one more pair for the end.
pub(crate) const NODE_FIRST: usize = 9;
/// Row, offset of the spelling in `STRINGS`, and a byte each: its length, column, flags, marks.
pub(crate) const POSTINGS: usize = 10;
/// Posting, from, until: for names that were not always in use.
pub(crate) const VALIDITY: usize = 11;

/// The bytes of one element of each section.
pub(crate) const SIZES: [usize; SECTIONS] = [16, 4, 1, 4, 8, 4, 1, 4, 4, 8, 12, 12];

pub(crate) const PERIOD: u32 = 1 << 31;

/// Marks of a posting: the first letter of the spelling is upper case.
pub(crate) const CAPITAL: u8 = 1;
/// The spelling ends with a full stop.
pub(crate) const ENDS_WITH_PERIOD: u8 = 2;
/// The name has an entry in `VALIDITY`.
pub(crate) const DATED: u8 = 4;

pub(crate) const NO_INTEGER: u32 = u32::MAX;
pub(crate) const NO_DEGREES: i32 = i32::MIN;

/// FNV-1a, for hashes that are written down.
pub(crate) fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

pub(crate) const FNV_SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// What an index of another schema would be told by.
pub(crate) fn schema_hash() -> u64 {
    let mut hash = FNV_SEED;
    for table in Table::ALL {
        for column in table.columns() {
            hash = fnv(hash, column.name.as_bytes());
            hash = fnv(hash, &[column.kind as u8, 0]);
        }
        hash = fnv(hash, &[0xff]);
    }
    hash
}

/// The hash of a word's key in the vocabulary.
#[inline]
pub(crate) fn word_hash(key: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = (key.len() as u64).wrapping_mul(K);
    let mut chunks = key.chunks_exact(8);
    for chunk in &mut chunks {
        let value = chunk.iter().rev().fold(0u64, |v, &b| v << 8 | u64::from(b));
        hash = (hash.rotate_left(23) ^ value).wrapping_mul(K);
    }
    let value = chunks.remainder().iter().rev().fold(0u64, |v, &b| v << 8 | u64::from(b));
    hash = (hash.rotate_left(23) ^ value).wrapping_mul(K);
    hash ^ hash >> 29
}
