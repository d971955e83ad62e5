//! Keys of words for hashing: eight bytes at a time, and for ordinary words straight from the text.

/// A folded word as a table's hash sees it: its length and its bytes, eight at a time.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    state: u64,
    head: u64,
}

impl Key {
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

    /// The key of a piece of ASCII letters and digits in lower case, without a copy. `None` for any other piece, for long ones and near the end of the text;
    /// [`Key::of`] gives the same key where the piece is folded first.
    #[inline]
    pub fn of_plain(text: &[u8], start: usize, end: usize) -> Option<Key> {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const TOPS: u64 = 0x80 * ONES;
        // The top bit of each byte that lies from `first` to `last`, all bytes being ASCII.
        let between = |word: u64, first: u8, last: u8| (word + (0x80 - u64::from(first)) * ONES) & !(word + (0x7F - u64::from(last)) * ONES) & TOPS;
        let len = end.checked_sub(start)?;
        if len == 0 || len > 24 {
            return None;
        }
        let mut key: Option<Key> = None;
        let mut at = 0;
        while at < len {
            let chunk = text.get(start + at..start + at + 8)?;
            let used = TOPS >> (8 * (8 - (len - at).min(8)));
            let word = u64::from_le_bytes(chunk.try_into().ok()?) & ((used >> 7) * 0xFF);
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
