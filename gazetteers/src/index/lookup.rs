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
pub struct Word {
    /// The number and [`WORD_BITS`].
    bits: u32,
    /// The first posting, if the word alone is a name.
    posting: u32,
    /// Of the words that go on with a name, [`next_bit`].
    next: u64,
}

/// No word.
impl Default for Word {
    fn default() -> Word {
        Word { bits: u32::MAX, posting: 0, next: 0 }
    }
}

impl Word {
    /// The word, unless it is none.
    #[inline]
    pub fn known(self) -> Option<Word> {
        (self.bits != u32::MAX).then_some(self)
    }

    #[inline]
    fn number(self) -> u32 {
        self.bits & !WORD_BITS
    }

    /// The names that the word alone is.
    #[inline]
    pub fn names(self) -> Option<Names> {
        self.is_end().then_some(Names(self.posting))
    }

    /// Whether a word may go on with a name that begins with this one; a quick look.
    #[inline]
    pub fn may_go_on(self, next: Key) -> bool {
        self.next & next_bit(next.hash()) != 0
    }

    /// Whether it takes a full stop ("Gen", "St").
    #[inline]
    pub fn takes_period(self) -> bool {
        self.bits & PERIOD != 0
    }

    /// The node of the word alone, if names begin with it.
    #[inline]
    pub fn start(self) -> Option<u32> {
        (self.bits & STARTS != 0).then_some(self.number())
    }

    /// Whether the word alone is a name.
    #[inline]
    pub fn is_end(self) -> bool {
        self.bits & ENDS != 0
    }

    /// Whether a name may begin with the word in small letters.
    #[inline]
    pub fn may_begin_small(self) -> bool {
        self.bits & SMALL != 0
    }

    /// Whether the word alone is a name that a text may write in small letters.
    #[inline]
    pub fn may_be_lower(self) -> bool {
        self.bits & LOWER != 0
    }

    /// Whether names of more words begin with it.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.bits & GOES_ON != 0
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
    pub(super) offsets: &'i [u8],
    pub(super) bytes: &'i [u8],
    pub(super) node_word: &'i [u8],
    pub(super) node_first: &'i [u8],
    pub(super) postings: &'i [u8],
    pub(super) validity: &'i [u8],
    pub(super) longest: usize,
}

/// The names at a node, by the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names(u32);

/// A name at a node.
#[derive(Clone, Copy, Debug)]
pub struct Posting {
    /// The row.
    pub row: u32,
    spelling: u32,
    /// The length of the spelling, the flags with [`REPEATED`] and [`LAST`], and [`Marks`].
    bits: u32,
    number: u32,
}

impl Posting {
    /// The name's flags.
    #[inline]
    pub fn flags(&self) -> Flags {
        Flags((self.bits >> 8) as u8 & !(REPEATED | LAST))
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

    #[inline]
    fn is_last(&self) -> bool {
        (self.bits >> 8) as u8 & LAST != 0
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
        if filter_has(self.filter, key.hash()) { self.plain_word(self.slots, key, text, start, end) } else { None }
    }

    /// The word of a piece of which the key is known, if a name may begin with it; `small`: in small letters.
    #[inline]
    pub fn first_word(&self, key: Key, small: bool, text: &str, start: usize, end: usize) -> Option<Word> {
        self.plain_word(if small { self.small_slots } else { self.slots }, key, text, start, end)
    }

    #[inline]
    fn plain_word(&self, slots: &[u8], key: Key, text: &str, start: usize, end: usize) -> Option<Word> {
        find_word(slots, key, |word| self.spells(word, text, start, end))
    }

    /// Whether a piece of ASCII letters and digits is a word, letter case aside.
    #[inline(never)]
    fn spells(&self, word: u32, text: &str, start: usize, end: usize) -> bool {
        let piece = text.as_bytes().get(start..end).unwrap_or_default();
        // The bit that tells cases apart is set in all digits.
        let same = |word: &[u8]| word.len() == piece.len() && word.iter().zip(piece).fold(0, |differ, (a, b)| differ | a ^ (b | 0x20)) == 0;
        self.word_bytes(word).is_some_and(same)
    }

    fn word_bytes(&self, word: u32) -> Option<&'i [u8]> {
        self.bytes.get(u32_at(self.offsets, word as usize) as usize..u32_at(self.offsets, word as usize + 1) as usize)
    }

    /// Whether a name may begin with a word in small letters; a quick look that tells most words from those that do.
    #[inline]
    pub fn may_begin_small(&self, key: Key) -> bool {
        filter_has(self.small_filter, key.hash())
    }

    /// Reads where [`Lookup::first_word`] will look for a word that is not in small letters, for nothing but that the processor has it at hand then.
    #[inline]
    pub fn look_ahead(&self, key: Key) {
        let at = key.hash() as usize & (self.slots.len() / SLOT).wrapping_sub(1);
        black_box(self.slots.get(at * SLOT).copied());
    }

    /// Whether a word may lead on from a node; a quick look that tells most words from those that do.
    #[inline]
    pub fn may_lead_on(&self, node: u32, key: Key) -> bool {
        filter_has(self.way_filter, way(node, key.hash()))
    }

    /// As [`Lookup::word`] for a piece by itself.
    pub fn word_of_piece(&self, piece: &str, scratch: &mut String) -> Option<Word> {
        let mut buffer = [0; 24];
        if let Some(len) = fold::short_key(piece, &mut buffer) {
            return self.word_of_hash(Key::of(&buffer[..len]), &buffer[..len]);
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
        if !filter_has(self.filter, hash.hash()) {
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

    /// The names that end at a node.
    #[inline]
    pub fn names(&self, node: u32) -> Option<Names> {
        let node = node as usize;
        let first = u32_at(self.node_first, node * 2 + 1);
        (first < u32_at(self.node_first, node * 2 + 3)).then_some(Names(first))
    }

    /// The names one by one.
    #[inline]
    pub fn postings(&self, names: Names) -> impl Iterator<Item = Posting> {
        let mut number = names.0;
        let mut rest = self.postings.get((number as usize).saturating_mul(12)..).unwrap_or_default();
        std::iter::from_fn(move || {
            let (bytes, after) = rest.split_first_chunk::<12>()?;
            let posting = Posting { row: u32_at(bytes, 0), spelling: u32_at(bytes, 1), bits: u32_at(bytes, 2), number };
            number = number.wrapping_add(1);
            rest = if posting.is_last() { &[] } else { after };
            Some(posting)
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

    /// As [`Lookup::look_ahead`] for names.
    #[inline]
    pub fn look_ahead_at(&self, names: Names) {
        black_box(self.postings.get((names.0 as usize).saturating_mul(12)).copied());
    }
}

/// The word of a key in a hash table; `same` is asked of one that has the key of a long word.
#[inline]
fn find_word(slots: &[u8], key: Key, same: impl Fn(u32) -> bool) -> Option<Word> {
    let size = slots.len() / SLOT;
    let mask = size.wrapping_sub(1);
    let mut at = key.hash() as usize & mask;
    for _ in 0..size {
        let slot: &[u8; SLOT] = slots.get(at * SLOT..at * SLOT + SLOT)?.first_chunk()?;
        let bits = u32_at(slot, 4).checked_sub(1)?;
        if u64_at(slot, 0) == key.bits() && (!key.is_long() || same(bits & !WORD_BITS)) {
            return Some(Word { bits, posting: u32_at(slot, 5), next: u64_at(slot, 8) });
        }
        at = (at + 1) & mask;
    }
    None
}

#[inline]
fn filter_has(filter: &[u8], hash: u64) -> bool {
    let bit = filter_bit(hash, filter.len());
    filter.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
}
