//! The way from words to names in the compiled index.

use std::hint::black_box;

use super::{slice, u32_at};
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
    pub(super) small_slots: &'i [u8],
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
pub struct Posting {
    /// The row.
    pub row: u32,
    spelling: u32,
    /// The length of the spelling, the flags with [`REPEATED`], and [`Marks`].
    bits: u32,
    number: u32,
}

impl Posting {
    /// The name's flags.
    #[inline]
    pub fn flags(&self) -> Flags {
        Flags((self.bits >> 8) as u8 & !REPEATED)
    }

    /// Whether the name is like the one before it in all but the row.
    #[inline]
    pub fn is_repeated(&self) -> bool {
        (self.bits >> 8) as u8 & REPEATED != 0
    }

    #[inline(always)]
    fn marks(&self) -> Marks {
        Marks::unpack((self.bits >> 16) as u16)
    }

    /// The table of the row.
    #[inline]
    pub fn table(&self) -> Table {
        Table::ALL.get(usize::from(self.marks().table)).copied().unwrap_or(Table::ALL[0])
    }

    /// The column that holds the name.
    #[inline]
    pub fn column(&self) -> u8 {
        self.marks().column
    }

    /// The name's case, articles left out.
    #[inline]
    pub fn case(&self) -> Case {
        self.marks().case
    }

    /// A text must have its first letter (after an article) in upper case.
    #[inline]
    pub fn needs_capital(&self) -> bool {
        self.marks().needs_capital
    }

    /// The spelling ends with a full stop.
    #[inline]
    pub fn ends_with_period(&self) -> bool {
        self.marks().ends_with_period
    }

    /// Whether the name was not always in use.
    #[inline]
    pub fn is_dated(&self) -> bool {
        self.marks().dated
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
        if self.may_have(key) { self.likely_word(key, text, start, end) } else { None }
    }

    /// As [`Lookup::word_with_key`] where [`Lookup::may_have`] has been asked.
    #[inline]
    pub fn likely_word(&self, key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        self.plain_word(self.slots, key, text, start, end)
    }

    /// The word of a piece of which the key is known, if a name may begin with it in small letters.
    #[inline]
    pub fn small_word(&self, key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        self.plain_word(self.small_slots, key, text, start, end)
    }

    #[inline]
    fn plain_word(&self, slots: &[u8], key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        find_word(slots, key, |word| end - start <= 8 || self.spells(word, text.as_bytes().get(start..end).unwrap_or_default()))
    }

    /// Whether a piece of ASCII letters and digits is a word, letter case aside.
    #[inline(never)]
    fn spells(&self, word: u32, piece: &[u8]) -> bool {
        // The bit that tells cases apart is set in all digits.
        let same = |word: &[u8]| word.len() == piece.len() && word.iter().zip(piece).fold(0, |differ, (a, b)| differ | a ^ (b | 0x20)) == 0;
        self.word_bytes(word).is_some_and(same)
    }

    fn word_bytes(&self, word: u32) -> Option<&'i [u8]> {
        self.bytes.get(u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize)
    }

    /// Whether some name may have the word of a key; a quick look that tells most words from those in names.
    #[inline]
    pub fn may_have(&self, key: Key) -> bool {
        filter_has(self.filter, key.hash())
    }

    /// Whether a name may begin with a word in small letters; as quick.
    #[inline]
    pub fn may_begin_small(&self, key: Key) -> bool {
        filter_has(self.small_filter, key.hash())
    }

    /// Reads where a word would stand, for nothing but that the processor has it at hand when it is asked for.
    #[inline]
    pub fn touch(&self, key: Key) {
        let at = key.hash() as usize & (self.slots.len() / 16).wrapping_sub(1);
        black_box(u32_at(self.slots, at * 4));
    }

    /// Whether a word may lead on from a node; as quick.
    #[inline]
    pub fn may_lead_on(&self, node: u32, key: Key) -> bool {
        has_bit(self.way_lines, way_bit(node, key.hash(), self.way_lines.len())) && filter_has(self.way_filter, way(node, key.hash()))
    }

    /// As [`Lookup::word`] for a piece by itself.
    pub fn word_of_piece(&self, piece: &str, scratch: &mut String) -> Option<Word> {
        let mut buffer = [0; 24];
        if let Some(len) = fold::short_key(piece, &mut buffer) {
            return self.word_of_hash(Key::of_padded(&buffer, len), &buffer[..len]);
        }
        scratch.clear();
        fold::key(piece, scratch);
        self.word_of_key(scratch.as_bytes())
    }

    /// The number of the word with this key.
    pub fn word_of_key(&self, key: &[u8]) -> Option<Word> {
        self.word_of_hash(Key::of(key), key)
    }

    fn word_of_hash(&self, hash: Key, key: &[u8]) -> Option<Word> {
        if !self.may_have(hash) {
            return None;
        }
        find_word(self.slots, hash, |word| self.word_bytes(word) == Some(key))
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
    pub fn postings(&self, node: u32) -> impl Iterator<Item = Posting> {
        let node = node as usize;
        let (mut number, end) = (u32_at(self.node_first, node * 2 + 1), u32_at(self.node_first, node * 2 + 3));
        let mut rest = self.postings.get((number as usize).saturating_mul(12)..(end as usize).saturating_mul(12)).unwrap_or_default();
        std::iter::from_fn(move || {
            let (bytes, after) = rest.split_first_chunk::<12>()?;
            rest = after;
            number = number.wrapping_add(1);
            Some(Posting { row: u32_at(bytes, 0), spelling: u32_at(bytes, 1), bits: u32_at(bytes, 2), number: number.wrapping_sub(1) })
        })
    }

    /// The gazetteer's spelling of a name.
    pub fn spelling(&self, posting: Posting) -> &'i str {
        slice(self.strings, posting.spelling as usize, posting.bits as usize & 0xFF)
    }

    /// When a name was in use.
    #[inline]
    pub fn validity(&self, posting: Posting) -> Validity {
        if posting.is_dated() { self.dated(posting.number) } else { Validity::ALWAYS }
    }

    #[cold]
    fn dated(&self, posting: u32) -> Validity {
        let (mut low, mut high) = (0, self.validity.len() / 12);
        while low < high {
            let middle = low + (high - low) / 2;
            if u32_at(self.validity, middle * 3) < posting {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Validity { from: u32_at(self.validity, low * 3 + 1), until: u32_at(self.validity, low * 3 + 2) }
    }

    /// Reads the first name at a node, for nothing but that the processor has it at hand when it is asked for.
    #[inline]
    pub fn look_ahead(&self, node: u32) {
        let first = u32_at(self.node_first, node as usize * 2 + 1) as usize;
        black_box(u32_at(self.postings, first.saturating_mul(3)));
    }
}

/// The word of a key in a hash table; `same` is asked of one whose hash and first bytes are the same.
#[inline]
fn find_word(slots: &[u8], key: Key, same: impl Fn(u32) -> bool) -> Option<Word> {
    let (head, hash) = (key.head(), key.hash());
    let size = slots.len() / 16;
    let mask = size.wrapping_sub(1);
    let mut at = hash as usize & mask;
    for _ in 0..size {
        let slot: &[u8; 16] = slots.get(at * 16..at * 16 + 16)?.try_into().ok()?;
        let slot = u128::from_le_bytes(*slot);
        let word = Word(((slot >> 96) as u32).checked_sub(1)?);
        if slot as u64 == head && (slot >> 64) as u32 == (hash >> 32) as u32 && same(word.number()) {
            return Some(word);
        }
        at = (at + 1) & mask;
    }
    None
}

#[inline]
fn filter_has(filter: &[u8], hash: u64) -> bool {
    has_bit(filter, filter_bit(hash, filter.len()))
}

#[inline]
fn has_bit(filter: &[u8], bit: usize) -> bool {
    filter.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
}
