//! Keys of words for hashing: eight bytes at a time, and for ordinary words straight from the text.

use crate::fold::Case;

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x80 * ONES;

/// The bit that tells the case of an ASCII letter, in each byte.
const SMALL: u64 = 0x20 * ONES;

/// The top bit of each byte that lies from `first` to `last`, all bytes being ASCII.
#[inline]
fn between(word: u64, first: u8, last: u8) -> u64 {
    (word + (0x80 - u64::from(first)) * ONES) & !(word + (0x7F - u64::from(last)) * ONES) & TOPS
}

/// Eight bytes of a text, the first one lowest; none near its end.
#[inline]
fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..at + 8).and_then(|chunk| chunk.try_into().ok()).map(u64::from_le_bytes)
}

/// The bits of the first `len` bytes of eight, of which there is one at least.
#[inline]
fn first_bytes(len: usize) -> u64 {
    u64::MAX >> (64usize.wrapping_sub(8 * len) & 63)
}

/// A folded word as hash tables see it: the word itself if it is ASCII of at most eight bytes, the first one lowest; of all others a hash, told by its top bit.
/// So the same key means the same word, unless it [is of a long one](Key::is_long).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// The key of no word.
    pub const NONE: Key = Key(0);

    const LONG: u64 = 1 << 63;

    /// The key of more than eight bytes, given eight at a time, the last ones filled up with zeros.
    #[inline(always)]
    fn long(eights: impl Iterator<Item = u64>) -> Key {
        Key(eights.fold(0, |state, eight| mix(state ^ eight)) | Key::LONG)
    }

    /// The key of a folded word.
    pub fn of(word: &[u8]) -> Key {
        let eight = |chunk: &[u8]| chunk.iter().rev().fold(0u64, |v, &b| v << 8 | u64::from(b));
        if word.len() <= 8 && word.iter().all(|byte| matches!(byte, 1..128)) { Key(eight(word)) } else { Key::long(word.chunks(8).map(eight)) }
    }

    /// The key of a piece of ASCII letters and digits in lower case, without a copy. `None` for any other piece, for long ones and near the end of the text;
    /// [`Key::of`] gives the same key where the piece is folded first.
    #[inline]
    pub fn of_plain(text: &[u8], start: usize, end: usize) -> Option<Key> {
        let len = end.checked_sub(start)?;
        let first = eight(text, start)?;
        if len == 0 || len > 24 {
            return None;
        }
        let first = plain(first, len)?;
        if len <= 8 {
            return Some(Key(first));
        }
        let second = plain(eight(text, start + 8)?, len - 8)?;
        if len <= 16 {
            return Some(Key::long([first, second].into_iter()));
        }
        Some(Key::long([first, second, plain(eight(text, start + 16)?, len - 16)?].into_iter()))
    }

    /// The key, unless it is [`Key::NONE`].
    #[inline]
    pub fn known(self) -> Option<Key> {
        (self != Key::NONE).then_some(self)
    }

    /// Whether another word might have the same key.
    #[inline]
    pub fn is_long(self) -> bool {
        self.0 & Key::LONG != 0
    }

    /// Whether the word of ASCII could be a form of the Arabic article: three letters at most, the first a vowel; a quick look.
    #[inline]
    pub fn may_be_article(self) -> bool {
        matches!(self.0 as u8, b'a' | b'e' | b'u') && self.0 >> 24 == 0
    }

    /// What tells it from all others.
    #[inline]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// A hash of the whole word.
    #[inline]
    pub fn hash(self) -> u64 {
        mix(self.0)
    }
}

/// A word of ASCII letters.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// Its key, as [`Key::of_plain`] gives it.
    pub key: Key,
    /// The bits of its case, and 8 if the first letter is upper case.
    shape: usize,
}

impl Letters {
    /// The longest word that can be read.
    pub const LONGEST: usize = 24;

    /// How many shapes there are.
    pub const SHAPES: usize = 16;

    /// The word of so many letters, one at least, that a piece of text begins with.
    #[inline(always)]
    pub fn of(text: &[u8; Letters::LONGEST], len: usize) -> Letters {
        if len <= 8 {
            let word = Chunk::read(text, 0, len);
            return Letters { key: Key(word.small), shape: word.shape(0, word.is_upper()) };
        }
        let (first, second) = (Chunk::read(text, 0, 8), Chunk::read(text, 8, len - 8));
        if len <= 16 {
            let key = Key::long([first.small, second.small].into_iter());
            return Letters { key, shape: first.shape(second.capitals, first.is_upper() & second.is_upper()) };
        }
        let third = Chunk::read(text, 16, len - 16);
        let key = Key::long([first.small, second.small, third.small].into_iter());
        let upper = first.is_upper() & second.is_upper() & third.is_upper();
        Letters { key, shape: first.shape(second.capitals | third.capitals, upper) }
    }

    /// A number for what its case is and whether the first letter is upper case; less than [`Letters::SHAPES`].
    #[inline(always)]
    pub fn shape(self) -> usize {
        self.shape % Letters::SHAPES
    }

    /// The case of words of a shape, as [`Case::of`] gives it.
    #[inline]
    pub const fn case(shape: usize) -> Case {
        Case((shape & 7) as u8)
    }

    /// Whether the first letter of words of a shape is upper case.
    #[inline]
    pub const fn is_capital(shape: usize) -> bool {
        shape & 8 != 0
    }
}

/// Up to eight letters of a text.
#[derive(Clone, Copy)]
struct Chunk {
    /// In lower case.
    small: u64,
    /// The bit that tells the case, of all letters.
    letters: u64,
    /// That bit of those in upper case.
    capitals: u64,
}

impl Chunk {
    #[inline(always)]
    fn read(text: &[u8; Letters::LONGEST], at: usize, len: usize) -> Chunk {
        let used = first_bytes(len.min(8));
        let bytes = text[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk)) & used;
        let letters = SMALL & used;
        Chunk { small: bytes | letters, letters, capitals: !bytes & letters }
    }

    #[inline(always)]
    fn is_upper(self) -> bool {
        self.capitals == self.letters
    }

    /// The shape of a word that begins with these letters, given the capitals after them, and whether all are capitals.
    #[inline(always)]
    fn shape(self, rest: u64, upper: bool) -> usize {
        let (none, first) = (self.capitals | rest == 0, (self.capitals == 0x20) & (rest == 0));
        usize::from(none) | usize::from(first) << 1 | usize::from(upper) << 2 | (self.capitals & 0x20) as usize >> 2
    }
}

/// All bits of a number, each one depending on all.
#[inline(always)]
fn mix(bits: u64) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(bits ^ 0x2545_f491_4f6c_dd1d) * u128::from(K);
    product as u64 ^ (product >> 64) as u64
}

/// The first bytes of eight in lower case, if they are ASCII letters and digits; zeros after them.
#[inline]
fn plain(eight: u64, len: usize) -> Option<u64> {
    let used = first_bytes(len.min(8));
    let word = eight & used;
    if word & TOPS != 0 {
        return None;
    }
    let lower = word | between(word, b'A', b'Z') >> 2;
    let all = between(lower, b'a', b'z') | between(lower, b'0', b'9');
    (all == used & TOPS).then_some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_pieces_are_those_of_words() {
        let words = [
            "a",
            "B",
            "US",
            "DAMASCUS",
            "WASHINGTON",
            "WASHINGTOn",
            "ABCDEFGHIJKLMNOPQRS",
            "iPhone",
            "internationaL",
            "Of",
            "said",
            "Damascus",
            "McDonald",
            "Washington",
            "RESOLUTIONs",
            "Abcdefghijklmnop",
            "antidisestablishments",
            "Abcdefghijklmnopqrstuvwx",
        ];
        for word in words {
            let text = format!("{word}'{:24}", "");
            let key = Key::of(word.to_lowercase().as_bytes());
            let letters = Letters::of(text.as_bytes().first_chunk().expect("long enough"), word.len());
            assert_eq!((letters.key, Letters::case(letters.shape())), (key, Case::of(word)), "{word}");
            assert_eq!(Letters::is_capital(letters.shape()), word.starts_with(char::is_uppercase), "{word}");
            assert_eq!(Key::of_plain(text.as_bytes(), 0, word.len()), Some(key), "{word}");
            assert_eq!(key.is_long(), word.len() > 8);
        }
        assert_eq!(Key::of_plain(b"1970s and more", 0, 5), Some(Key::of(b"1970s")));
        for piece in ["a.b", "a b", "[", "`", "{", "@", "/", ":", "\u{e9}a", "x23456789-"] {
            assert_eq!(Key::of_plain(format!("{piece}{:24}", "").as_bytes(), 0, piece.len()), None, "{piece}");
        }
        assert_eq!(Key::of_plain(b"abc", 0, 3), None, "near the end of the text");
        assert_eq!(Key::of_plain("x".repeat(40).as_bytes(), 0, 25), None, "long");
    }

    #[test]
    fn only_short_words_of_ascii_are_their_own_keys() {
        for word in ["\u{0}", "a\u{0}", "\u{e9}", "иран", "abcdefghi"] {
            assert!(Key::of(word.as_bytes()).is_long(), "{word:?}");
        }
        assert_eq!(Key::of(b""), Key::NONE);
    }
}
