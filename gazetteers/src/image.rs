//! The layout of the compiled index: one little-endian byte image.
//!
//! A header (magic, hash of the schema, hash of the content, longest name in words), a directory of sections, and the sections: arrays of 32-bit numbers
//! and two blobs. The trie's nodes are numbered breadth first, so the children of a node are neighbours and an edge needs no target.

use crate::{fold::Case, key::Key, schema::Table};

pub(crate) const MAGIC: [u8; 8] = *b"DLGAZ\0\0\x08";

/// Magic, schema hash, content hash, longest name, and the directory.
pub(crate) const HEADER: usize = 8 + 8 + 8 + 8 + 8 * SECTIONS;

pub(crate) const SECTIONS: usize = 17;

/// For each table: the first row, the number of rows, the first cell, the number of columns.
pub(crate) const TABLES: usize = 0;
/// One number a cell: an offset into `STRINGS`, an integer, or 1/100,000 degrees.
pub(crate) const CELLS: usize = 1;
/// Texts, each with its length before it (one byte, or 255 and four bytes).
pub(crate) const STRINGS: usize = 2;
/// For each table, its rows in the order of their ids.
pub(crate) const BY_ID: usize = 3;
/// Open addressing, in slots of [`SLOT`] bytes: the word's key, a bit for each word that goes on with a name ([`next_bit`]), its number plus one with
/// [`WORD_BITS`], its first posting, and eight bytes that are free. All that is asked of most words lies in one place.
pub(crate) const WORD_SLOTS: usize = 4;
/// Where each word begins in `WORD_BYTES`, and where the last one ends.
pub(crate) const WORD_OFFSETS: usize = 5;
pub(crate) const WORD_BYTES: usize = 6;
/// For each node the word that leads to it. The words that names begin with come first, and the node of such a word has its number.
pub(crate) const NODE_WORD: usize = 7;
/// For each node its first child and its first posting, and one more pair for the end.
pub(crate) const NODE_FIRST: usize = 8;
/// Row, offset of the spelling in `STRINGS`, its length and the flags with [`REPEATED`] and [`LAST`] (a byte each), and 16 bits of [`Marks`].
pub(crate) const POSTINGS: usize = 9;
/// Posting, from, until: for names that were not always in use.
pub(crate) const VALIDITY: usize = 10;
/// Bits that are set for the hash of each word: most words of a text are in no name, and this much stays in the processor's cache.
pub(crate) const FILTER: usize = 11;
/// Such bits for the words with which a name may begin in small letters: few enough to be always at hand.
pub(crate) const SMALL_FILTER: usize = 16;
/// As `WORD_SLOTS`, of the words with which a name may begin in small letters: few enough to stay near.
pub(crate) const SMALL_SLOTS: usize = 13;
/// Such bits for the ways from a node to the next, by [`way`]: most words that follow the beginning of a name do not go on with it.
pub(crate) const WAY_FILTER: usize = 14;
/// Open addressing: a part of the hash of a row's table and id ([`id_hash`]), and the row's number plus one.
pub(crate) const ID_SLOTS: usize = 15;
/// How the index lies over others: a byte that is 1 if it lies beneath the built-in one, then the ids it removes from those below, each as its table's number
/// and its text with a line break.
pub(crate) const LAYING: usize = 12;

/// The bytes of one element of each section.
pub(crate) const SIZES: [usize; SECTIONS] = [16, 4, 1, 4, SLOT, 4, 1, 4, 8, 12, 12, 1, 1, SLOT, 1, 8, 1];

/// Sections begin at multiples of it: then a slot lies in one line of the processor's cache, where the image itself begins so.
pub(crate) const ALIGN: usize = 64;

/// The bytes of a slot of the hash tables of words.
pub(crate) const SLOT: usize = 32;

/// A name may begin with the word in small letters.
pub(crate) const SMALL: u32 = 1 << 26;
/// The word alone is a name that a text may write in small letters.
pub(crate) const LOWER: u32 = 1 << 27;
/// The word takes a full stop ("St").
pub(crate) const PERIOD: u32 = 1 << 28;
/// Names begin with the word.
pub(crate) const STARTS: u32 = 1 << 29;
/// Names of more words begin with the word.
pub(crate) const GOES_ON: u32 = 1 << 30;
/// The word is a name.
pub(crate) const ENDS: u32 = 1 << 31;
/// What a word is, beside its number.
pub(crate) const WORD_BITS: u32 = SMALL | LOWER | PERIOD | STARTS | GOES_ON | ENDS;

/// Beside the flags of a posting: it is like the one before it in all but the row, so that what was found of that one holds for it ("Springfield").
pub(crate) const REPEATED: u8 = 1 << 7;

/// Beside the flags of a posting: it is the last one at its node.
pub(crate) const LAST: u8 = 1 << 6;

/// What a posting says of its name besides the flags, in 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    pub table: u8,
    pub column: u8,
    pub case: Case,
    /// It is a proper name whose first letter is upper case: a text may not have it in small letters.
    pub needs_capital: bool,
    /// The spelling ends with a full stop.
    pub ends_with_period: bool,
    /// The name has an entry in `VALIDITY`.
    pub dated: bool,
}

const _: () = {
    assert!(Table::ALL.len() <= 32);
    let mut table = 0;
    while table < Table::ALL.len() {
        assert!(Table::ALL[table].columns().len() <= 32);
        table += 1;
    }
};

impl Marks {
    pub fn pack(self) -> u16 {
        let bits =
            u16::from(self.needs_capital) | u16::from(self.ends_with_period) << 1 | u16::from(self.dated) << 2 | u16::from(self.case.0 & 7) << 3;
        bits | u16::from(self.column & 31) << 6 | u16::from(self.table & 31) << 11
    }

    #[inline]
    pub fn unpack(bits: u16) -> Marks {
        Marks {
            table: (bits >> 11) as u8,
            column: (bits >> 6 & 31) as u8,
            case: Case((bits >> 3 & 7) as u8),
            needs_capital: bits & 1 != 0,
            ends_with_period: bits & 2 != 0,
            dated: bits & 4 != 0,
        }
    }
}

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

/// The hash that finds a row of a table by its id.
pub(crate) fn id_hash(table: Table, id: &str) -> u64 {
    Key::of(id.as_bytes()).hash().wrapping_add(u64::from(table as u8).wrapping_mul(0xff51_afd7_ed55_8ccd))
}

/// A hash of the way from a node to the next by the word of that hash. All ways from a node have their bits in a few lines of the processor's cache, so that those from
/// the commonest words stay near.
#[inline]
pub(crate) fn way(node: u32, word: u64) -> u64 {
    const NEAR: u32 = 11;
    let node = u64::from(node).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 33;
    (node << NEAR | word >> 26 & ((1 << NEAR) - 1)) << FILTER_SHIFT
}

/// The bit of the next word of a name among 64.
#[inline]
pub(crate) fn next_bit(word: u64) -> u64 {
    1 << (word >> 20 & 63)
}

/// Where the bits of a hash begin that filters read.
const FILTER_SHIFT: u32 = 20;

/// The bit of a hash in a filter of `len` bytes, a power of two.
#[inline]
pub(crate) fn filter_bit(hash: u64, len: usize) -> usize {
    (hash >> FILTER_SHIFT) as usize & (len * 8).wrapping_sub(1)
}
