//! The marks of a text as words of names.

use dateline_gazetteers::{Key, Lookup, Word, fold};

/// What a mark is to names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub kind: fold::Mark,
    /// The word that it is where it is not soft.
    pub word: Option<Word>,
    /// The key of that word.
    pub key: Key,
}

impl Mark {
    fn of(lookup: &Lookup<'_>, piece: &str) -> Mark {
        let kind = fold::mark(piece);
        let mut folded = String::new();
        match kind {
            fold::Mark::Hyphen => folded.push('-'),
            _ => fold::key(piece, &mut folded),
        }
        Mark { kind, word: lookup.word_of_key(folded.as_bytes()), key: Key::of(folded.as_bytes()) }
    }

    fn is_start(&self) -> bool {
        self.word.is_some_and(|word| word.start().is_some())
    }
}

/// The marks that news is full of, looked up once: those of ASCII, and the dashes and quotation marks of general punctuation.
#[derive(Debug)]
pub(super) struct Marks {
    ascii: Box<[Mark]>,
    /// Those of ASCII with which names begin.
    starts: u128,
    general: Box<[Mark]>,
}

impl Marks {
    pub fn new(lookup: &Lookup<'_>) -> Marks {
        let marks = |chars: std::ops::RangeInclusive<char>| chars.map(|c| Mark::of(lookup, c.encode_utf8(&mut [0; 4]))).collect();
        let ascii: Box<[Mark]> = marks('\0'..='\x7F');
        let starts = (0..128).filter(|&byte: &usize| ascii[byte].is_start()).fold(0, |all, byte| all | 1 << byte);
        Marks { ascii, starts, general: marks('\u{2000}'..='\u{203F}') }
    }

    /// Those of ASCII with which names begin.
    pub fn starts(&self) -> u128 {
        self.starts
    }

    /// Whether a name may begin with a mark; a quick look.
    #[inline]
    pub fn may_begin(&self, lookup: &Lookup<'_>, piece: &[u8]) -> bool {
        match *piece {
            [byte @ 0..128] => self.starts >> byte & 1 != 0,
            _ => self.of(lookup, piece).is_start(),
        }
    }

    /// The mark that a piece is.
    #[inline]
    pub fn of(&self, lookup: &Lookup<'_>, piece: &[u8]) -> Mark {
        match *piece {
            [byte @ 0..128] => self.ascii[usize::from(byte)],
            [0xE2, 0x80, last] => self.general[usize::from(last & 63)],
            _ => Mark::of(lookup, std::str::from_utf8(piece).unwrap_or_default()),
        }
    }
}
