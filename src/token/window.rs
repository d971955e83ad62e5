//! A stretch of text at once: which of its bytes are letters, marks and white space.

/// So many bytes are classified together.
pub(super) const WIDTH: usize = 64;

/// Of each byte of a stretch one bit, the first one lowest.
pub(super) struct Window {
    /// ASCII letters.
    pub letters: u64,
    /// The first bytes of tokens: letters after something else, and all marks.
    pub starts: u64,
    /// Bytes before which no token may end that is read by these bits alone: digits, underscores, white space but spaces and line feeds, all that is not ASCII,
    /// and marks between letters, which may join them; and the last byte, since nobody knows what comes after it.
    pub limits: u64,
}

impl Window {
    #[inline]
    pub fn read(bytes: &[u8; WIDTH]) -> Window {
        // Bytes of 0 and 1 first, which processors make many at a time.
        let [mut letters, mut white, mut marks] = [[0; WIDTH]; 3];
        for i in 0..WIDTH {
            let byte = bytes[i];
            let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            letters[i] = u8::from(letter);
            white[i] = u8::from((byte == b' ') | (byte == b'\n'));
            marks[i] = u8::from((byte.wrapping_sub(b'!') < 94) & !letter & (byte.wrapping_sub(b'0') >= 10) & (byte != b'_'));
        }
        let (letters, white, marks) = (bits(&letters), bits(&white), bits(&marks));
        let others = !(letters | white | marks);
        let joins = marks & letters << 1 & (letters | others) >> 1;
        Window { letters, starts: letters & !(letters << 1) | marks, limits: others | joins | 1 << (WIDTH - 1) }
    }

    /// The number of letters from a byte on.
    #[inline]
    pub fn run(&self, start: usize) -> usize {
        (!(self.letters >> start)).trailing_zeros() as usize
    }

    /// Forgets all before a byte.
    pub fn pass(&mut self, done: usize) {
        let rest = u64::MAX << done;
        self.starts &= rest;
        self.limits &= rest;
    }
}

/// A bit for each byte that is 1; the others are 0.
#[inline(always)]
fn bits(bytes: &[u8; WIDTH]) -> u64 {
    let mut bits = 0;
    for (i, eight) in bytes.chunks_exact(8).enumerate() {
        // The product gathers the bits of eight bytes in the last one.
        bits |= eight.try_into().map_or(0, |eight| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    bits
}
