//! Keys of words for hashing: eight bytes at a time, and for ordinary words straight from the text.

use crate::fold::Case;

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x80 * ONES;

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

/// A folded word as a table's hash sees it: its length and its bytes, eight at a time.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    state: u64,
    head: u64,
}

impl Key {
    /// The key of no word.
    pub const NONE: Key = Key { state: 0, head: 0 };

    const K: u64 = 0x9e37_79b9_7f4a_7c15;

    #[inline]
    fn new(len: usize, head: u64) -> Key {
        Key { state: (len as u64).wrapping_mul(Key::K), head }.add(head)
    }

    /// Adds the next eight bytes.
    #[inline]
    fn add(self, bytes: u64) -> Key {
        Key { state: (self.state.rotate_left(23) ^ bytes).wrapping_mul(Key::K), head: self.head }
    }

    /// The key of a folded word.
    pub fn of(word: &[u8]) -> Key {
        let eight = |chunk: &[u8]| chunk.iter().rev().fold(0u64, |v, &b| v << 8 | u64::from(b));
        let mut chunks = word.chunks(8).map(eight);
        let first = Key::new(word.len(), chunks.next().unwrap_or(0));
        chunks.fold(first, Key::add)
    }

    /// As [`Key::of`] for a word in a buffer that has zeros after it.
    pub(crate) fn of_padded(buffer: &[u8; 24], len: usize) -> Key {
        let mut chunks = buffer.chunks_exact(8).take(len.div_ceil(8)).map(|chunk| eight(chunk, 0).unwrap_or(0));
        let first = Key::new(len, chunks.next().unwrap_or(0));
        chunks.fold(first, Key::add)
    }

    /// The key of a piece of ASCII letters and digits in lower case, without a copy. `None` for any other piece, for long ones and near the end of the text;
    /// [`Key::of`] gives the same key where the piece is folded first.
    #[inline]
    pub fn of_plain(text: &[u8], start: usize, end: usize) -> Option<Key> {
        let len = end.checked_sub(start)?;
        if len == 0 || len > 24 {
            return None;
        }
        let mut key: Option<Key> = None;
        let mut at = 0;
        while at < len {
            let used = TOPS >> (8 * (8 - (len - at).min(8)));
            let word = eight(text, start + at)? & ((used >> 7) * 0xFF);
            if word & TOPS != 0 {
                return None;
            }
            let lower = word | between(word, b'A', b'Z') >> 2;
            if between(lower, b'a', b'z') | between(lower, b'0', b'9') != used {
                return None;
            }
            key = Some(key.map_or_else(|| Key::new(len, lower), |k| k.add(lower)));
            at += 8;
        }
        key
    }

    /// The key, unless it is [`Key::NONE`].
    #[inline]
    pub fn known(self) -> Option<Key> {
        (self.head != 0).then_some(self)
    }

    /// Whether the word of ASCII could be a form of the Arabic article: three letters at most, the first a vowel; a quick look.
    #[inline]
    pub fn may_be_article(self) -> bool {
        matches!(self.head as u8, b'a' | b'e' | b'u') && self.head >> 24 == 0
    }

    /// The first eight bytes of the word.
    #[inline]
    pub fn head(self) -> u64 {
        self.head
    }

    /// The hash of the whole word.
    #[inline]
    pub fn hash(self) -> u64 {
        self.state ^ self.state >> 29
    }
}

/// A run of ASCII letters in a text.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// How many they are.
    pub len: usize,
    /// Their key as a word, as [`Key::of_plain`] gives it.
    pub key: Key,
    /// Their case as a word's, as [`Case::of`] gives it.
    pub case: Case,
    /// The first is upper case.
    pub capital: bool,
}

impl Letters {
    /// The letters that a text begins with, up to the first byte that is none; nothing for long runs and near the end of the text.
    ///
    /// Inlined, lest they pass through memory.
    #[inline(always)]
    pub fn first(text: &[u8]) -> Option<Letters> {
        let (&head, rest) = text.split_first_chunk()?;
        let head = Chunk::read(head);
        let capital = head.upper & 0x80 != 0;
        let case = match head.upper {
            0 => Case::LOWER,
            0x80 if head.len > 1 => Case::TITLE,
            _ => Case::of_letters(capital, head.upper & !0x80 != 0, head.small() & !0x80 != 0),
        };
        match head.len {
            0 => None,
            8 => Letters::long(rest, Letters { len: 8, key: Key { state: 0, head: head.lower }, case, capital }),
            len => Some(Letters { len, key: Key::new(len, head.lower), case, capital }),
        }
    }

    /// Letters of which the first eight are read.
    #[inline(always)]
    fn long(text: &[u8], head: Letters) -> Option<Letters> {
        let (&second, rest) = text.split_first_chunk()?;
        let second = Chunk::read(second);
        let case = head.case.and(Case::of_others(second.upper != 0, second.small() != 0));
        let key = |len| Key::new(len, head.key.head);
        let len = 8 + second.len;
        match second.len {
            0 => Some(Letters { key: key(len), ..head }),
            8 => {
                let third = Chunk::read(*rest.first_chunk()?);
                let case = case.and(Case::of_others(third.upper != 0, third.small() != 0));
                let len = 16 + third.len;
                let key = key(len).add(second.lower);
                let key = if third.len == 0 { key } else { key.add(third.lower) };
                (third.len < 8).then_some(Letters { len, key, case, ..head })
            }
            _ => Some(Letters { len, key: key(len).add(second.lower), case, ..head }),
        }
    }
}

/// What is known of eight bytes of a text, of which the first ones are letters.
struct Chunk {
    len: usize,
    /// The letters in lower case.
    lower: u64,
    /// The top bits of all letters.
    letters: u64,
    /// The top bits of the upper case ones.
    upper: u64,
}

impl Chunk {
    #[inline]
    fn read(bytes: [u8; 8]) -> Chunk {
        let word = u64::from_le_bytes(bytes);
        let letters = between((word | (0x20 * ONES)) & !TOPS, b'a', b'z') & !word;
        let stop = !letters & TOPS;
        let len = stop.trailing_zeros() as usize / 8;
        // The bytes before the first that is no letter.
        let used = ((stop & stop.wrapping_neg()) >> 7).wrapping_sub(1);
        let letters = letters & used;
        // The bit that tells the cases apart, moved to the top of each byte.
        let upper = letters & !(word << 2);
        Chunk { len, lower: (word | upper >> 2) & used, letters, upper }
    }

    /// The top bits of the lower case ones.
    #[inline]
    fn small(&self) -> u64 {
        self.letters ^ self.upper
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_words_are() {
        let words = [
            "a",
            "B",
            "Of",
            "US",
            "said",
            "Friday",
            "Damascus",
            "DAMASCUS",
            "McDonald",
            "Washington",
            "iPhone",
            "National",
            "RESOLUTIONs",
            "antidisestablishment",
            "Responsibilities",
            "Abcdefghijklmnopqrstuvw",
        ];
        for word in words {
            for after in [" ", ".", "'", "1", "@", "[", "`", "{", "\u{e9}", "\u{2019}"] {
                let text = format!("{word}{after}{:24}", "");
                let letters = Letters::first(text.as_bytes()).unwrap_or_else(|| panic!("{word:?}"));
                let key = Key::of(word.to_lowercase().as_bytes());
                assert_eq!((letters.len, letters.key.hash(), letters.key.head()), (word.len(), key.hash(), key.head()), "{text:?}");
                assert_eq!(letters.case, Case::of(word), "{text:?}");
            }
        }
        assert!(Letters::first(b"1234567890").is_none());
        assert!(Letters::first(b"abc").is_none(), "near the end of the text");
        assert!(Letters::first("x".repeat(40).as_bytes()).is_none(), "long");
    }
}
