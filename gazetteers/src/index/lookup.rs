//! The way from words to names in the compiled index.

use std::hint::black_box;

use super::{slice, u32_at, u64_at};
use crate::{
    fold::{self, Case},
    image::*,
    key::Key,
    name::{Flags, Validity},
    schema::Table,
};

/// A word of the vocabulary: a number with what must be known of it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(u32);

impl Word {
    #[inline]
    fn number(self) -> u32 {
        self.0 & !WORD_BITS
    }

    /// Whether it takes a full stop ("Gen", "St").
    #[inline]
    pub fn takes_period(self) -> bool {
        self.0 & PERIOD != 0
    }

    /// The node of the word alone, if names begin with it.
    #[inline]
    pub fn start(self) -> Option<u32> {
        (self.0 & STARTS != 0).then_some(self.number())
    }

    /// Whether the word alone is a name.
    #[inline]
    pub fn is_end(self) -> bool {
        self.0 & ENDS != 0
    }

    /// Whether the word alone is a name that a text may write in small letters.
    #[inline]
    pub fn may_be_lower(self) -> bool {
        self.0 & LOWER != 0
    }

    /// Whether names of more words begin with it.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.0 & GOES_ON != 0
    }
}

/// The way from words to names. A node is a run of words that some name begins with.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'i> {
    pub(super) strings: &'i [u8],
    pub(super) slots: &'i [u8],
    pub(super) filter: &'i [u8],
    pub(super) small_filter: &'i [u8],
    pub(super) way_filter: &'i [u8],
    pub(super) way_lines: &'i [u8],
    pub(super) offsets: &'i [u8],
    pub(super) bytes: &'i [u8],
    pub(super) node_word: &'i [u8],
    pub(super) node_first: &'i [u8],
    pub(super) postings: &'i [u8],
    pub(super) validity: &'i [u8],
    pub(super) longest: usize,
}

/// A name at a node.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'i> {
    /// The row.
    pub row: u32,
    /// The name's flags.
    pub flags: Flags,
    marks: Marks,
    number: u32,
    spelling: u32,
    len: u8,
    lookup: &'i Lookup<'i>,
}

impl<'i> Posting<'i> {
    /// The table of the row.
    #[inline]
    pub fn table(&self) -> Table {
        Table::ALL.get(usize::from(self.marks.table)).copied().unwrap_or(Table::ALL[0])
    }

    /// The column that holds the name.
    #[inline]
    pub fn column(&self) -> u8 {
        self.marks.column
    }

    /// The name's case, articles left out.
    #[inline]
    pub fn case(&self) -> Case {
        self.marks.case
    }

    /// Its first letter (after an article) is upper case.
    #[inline]
    pub fn capital(&self) -> bool {
        self.marks.capital
    }

    /// The spelling ends with a full stop.
    #[inline]
    pub fn ends_with_period(&self) -> bool {
        self.marks.ends_with_period
    }

    /// The gazetteer's spelling.
    pub fn spelling(&self) -> &'i str {
        slice(self.lookup.strings, self.spelling as usize, usize::from(self.len))
    }

    /// When the name was in use.
    #[inline]
    pub fn validity(&self) -> Validity {
        if self.marks.dated { self.dated() } else { Validity::ALWAYS }
    }

    #[cold]
    fn dated(&self) -> Validity {
        let (mut low, mut high) = (0, self.lookup.validity.len() / 12);
        while low < high {
            let middle = low + (high - low) / 2;
            if u32_at(self.lookup.validity, middle * 3) < self.number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Validity { from: u32_at(self.lookup.validity, low * 3 + 1), until: u32_at(self.lookup.validity, low * 3 + 2) }
    }
}

impl<'i> Lookup<'i> {
    /// The number of words of the longest name, at most 64.
    #[inline]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The number of the word that a piece of text folds to, if any name has it. `scratch` is for the unusual pieces.
    #[inline]
    pub fn word(&self, text: &str, start: usize, end: usize, scratch: &mut String) -> Option<Word> {
        match Key::of_plain(text.as_bytes(), start, end) {
            Some(key) => self.word_with_key(key, text, start, end),
            None => self.word_of_piece(text.get(start..end)?, scratch),
        }
    }

    /// As [`Lookup::word`] for a piece whose key is known.
    #[inline]
    pub fn word_with_key(&self, key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        self.find_word(key, end - start <= 8, |word| {
            let range = u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize;
            text.as_bytes().get(start..end).zip(self.bytes.get(range)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
        })
    }

    /// Whether some name may have the word of a key: a first look at where it would stand.
    #[inline]
    pub fn may_have(&self, key: Key) -> bool {
        let at = key.hash() as usize & (self.slots.len() / 16).wrapping_sub(1);
        filter_has(self.filter, key.hash()) && u64_at(self.slots, at * 16 + 8) != 0
    }

    /// Whether a name may begin with a word in small letters; a quick look that tells most words from those that do.
    #[inline]
    pub fn may_begin_small(&self, key: Key) -> bool {
        filter_has(self.small_filter, key.hash())
    }

    /// Whether a word may lead on from a node; as quick.
    #[inline]
    pub fn may_lead_on(&self, node: u32, key: Key) -> bool {
        has_bit(self.way_lines, way_bit(node, key.hash(), self.way_lines.len())) && filter_has(self.way_filter, way(node, key.hash()))
    }

    /// Reads what [`Lookup::may_lead_on`] will, for nothing but that the processor has it at hand then.
    #[inline]
    pub fn look_on(&self, node: u32, key: Key) {
        black_box(has_bit(self.way_lines, way_bit(node, key.hash(), self.way_lines.len())));
    }

    /// As [`Lookup::word`] for a piece by itself.
    pub fn word_of_piece(&self, piece: &str, scratch: &mut String) -> Option<Word> {
        let mut buffer = [0; 24];
        if let Some(key) = fold::short_key(piece, &mut buffer) {
            return self.word_of_key(key);
        }
        scratch.clear();
        fold::key(piece, scratch);
        self.word_of_key(scratch.as_bytes())
    }

    /// The number of the word with this key.
    pub fn word_of_key(&self, key: &[u8]) -> Option<Word> {
        self.find_word(Key::of(key), false, |word| {
            let range = u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize;
            self.bytes.get(range) == Some(key)
        })
    }

    /// `short`: the head of the key is the whole word.
    #[inline]
    fn find_word(&self, key: Key, short: bool, same: impl Fn(u32) -> bool) -> Option<Word> {
        let (head, hash) = (key.head(), key.hash());
        if !filter_has(self.filter, hash) {
            return None;
        }
        let size = self.slots.len() / 16;
        let mask = size.wrapping_sub(1);
        let mut at = hash as usize & mask;
        for _ in 0..size {
            let slot: &[u8; 16] = self.slots.get(at * 16..at * 16 + 16)?.try_into().ok()?;
            let slot = u128::from_le_bytes(*slot);
            let word = Word(((slot >> 96) as u32).checked_sub(1)?);
            if slot as u64 == head && (slot >> 64) as u32 == (hash >> 32) as u32 && (short || same(word.number())) {
                return Some(word);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The node one word further.
    #[inline]
    pub fn next(&self, node: u32, word: Word) -> Option<u32> {
        let word = word.number();
        let node = node as usize;
        let mut low = u32_at(self.node_first, node * 2) as usize;
        let end = (u32_at(self.node_first, node * 2 + 2) as usize).min(self.node_word.len() / 4);
        let mut high = end;
        while low < high {
            let middle = low + (high - low) / 2;
            if u32_at(self.node_word, middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < end && u32_at(self.node_word, low) == word).then_some(low as u32)
    }

    /// Whether names end at a node.
    #[inline]
    pub fn is_end(&self, node: u32) -> bool {
        let node = node as usize;
        u32_at(self.node_first, node * 2 + 1) < u32_at(self.node_first, node * 2 + 3)
    }

    /// The names that end at a node.
    #[inline]
    pub fn postings(&self, node: u32) -> impl Iterator<Item = Posting<'_>> {
        let node = node as usize;
        (u32_at(self.node_first, node * 2 + 1)..u32_at(self.node_first, node * 2 + 3)).map_while(|number| self.posting(number))
    }

    /// Reads the first name at a node, for nothing but that the processor has it at hand when it is asked for.
    #[inline]
    pub fn look_ahead(&self, node: u32) {
        let first = u32_at(self.node_first, node as usize * 2 + 1) as usize;
        black_box(u32_at(self.postings, first.saturating_mul(3)));
    }

    #[inline]
    fn posting(&self, number: u32) -> Option<Posting<'_>> {
        let at = number as usize * 12;
        let &[r0, r1, r2, r3, s0, s1, s2, s3, len, flags, low, high] = self.postings.get(at..at + 12)?.first_chunk()?;
        Some(Posting {
            row: u32::from_le_bytes([r0, r1, r2, r3]),
            flags: Flags(flags),
            number,
            marks: Marks::unpack(u16::from_le_bytes([low, high])),
            spelling: u32::from_le_bytes([s0, s1, s2, s3]),
            len,
            lookup: self,
        })
    }
}

#[inline]
fn filter_has(filter: &[u8], hash: u64) -> bool {
    has_bit(filter, filter_bit(hash, filter.len()))
}

#[inline]
fn has_bit(filter: &[u8], bit: usize) -> bool {
    filter.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
}
