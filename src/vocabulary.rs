//! The words that stages know, numbered: the word of each token is looked up once for all stages, and each asks its own table by the number.

use dateline_gazetteers::{Key, frequent};

use crate::token::Token;

/// No word of a stage's is longer.
const LONGEST: usize = 32;

/// A power of two.
const FILTER: usize = 1024;

/// The number of a word, letter case aside; 0 for all words that no stage knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

impl WordId {
    /// Whether some stage knows the word.
    #[inline]
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// What a stage knows of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordTable<T>(Vec<T>);

impl<T: Clone + Default> WordTable<T> {
    /// What is known of a word, to be changed.
    pub fn entry(&mut self, word: WordId) -> &mut T {
        let at = word.0 as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, T::default());
        }
        &mut self.0[at]
    }
}

impl<T> WordTable<T> {
    /// What is known of a word, if anything.
    #[inline]
    pub fn row(&self, word: WordId) -> Option<&T> {
        self.0.get(word.0 as usize)
    }
}

impl<T: Copy + Default> WordTable<T> {
    /// What is known of a word; the default where nothing is.
    #[inline]
    pub fn of(&self, word: WordId) -> T {
        self.0.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Words being numbered, while the stages are built.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// A power of two, a quarter free at least.
    slots: Vec<(Key, u32)>,
    /// The words by number, folded.
    words: Words,
    /// Whether a stage wants to know the word of each number.
    wanted: Vec<bool>,
}

/// Words by number, one after another, so that comparing one with a text needs no way to a place of its own.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// Where each begins, and where the last one ends.
    starts: Vec<u32>,
}

impl Words {
    fn new() -> Words {
        Words { text: String::with_capacity(1 << 16), starts: vec![0] }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.starts.push(self.text.len() as u32);
    }

    #[inline]
    fn of(&self, number: u32) -> &str {
        let range = self.starts.get(number as usize..).and_then(|starts| Some(*starts.first()? as usize..*starts.get(1)? as usize));
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }
}

impl Default for Numbering {
    /// The commonest words have the first numbers, so that what is known of them lies close together in each table.
    fn default() -> Numbering {
        let mut numbering = Numbering { slots: vec![(Key::NONE, 0); 1 << 13], words: Words::new(), wanted: vec![false] };
        numbering.words.push("");
        for word in frequent() {
            numbering.number(word);
        }
        numbering
    }
}

impl Numbering {
    /// The number of a word that a stage wants to know. Words that are too long for any text are not told apart from unknown ones.
    pub fn word(&mut self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        let Some(folded) = fold(word, &mut buffer) else { return WordId(0) };
        let number = self.number(folded);
        self.wanted[number as usize] = true;
        WordId(number)
    }

    /// The number of a word that is folded.
    fn number(&mut self, word: &str) -> u32 {
        let key = Key::of(word.as_bytes());
        let same = |number: u32| !key.is_long() || self.words.of(number) == word;
        let mut at = self.place(key);
        while self.slots[at].1 != 0 {
            match self.slots[at] {
                (known, number) if known == key && same(number) => return number,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let number = self.words.len() as u32;
        self.slots[at] = (key, number);
        self.words.push(word);
        self.wanted.push(false);
        if self.words.len() > self.slots.len() / 4 * 3 {
            self.grow();
        }
        number
    }

    #[cold]
    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        for (key, number) in std::mem::replace(&mut self.slots, vec![(Key::NONE, 0); size]) {
            let mut at = self.place(key);
            while number != 0 && self.slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            if number != 0 {
                self.slots[at] = (key, number);
            }
        }
    }

    fn place(&self, key: Key) -> usize {
        key.hash() as usize & (self.slots.len() - 1)
    }

    /// All words that stages want to know so far, folded, with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (WordId, &str)> {
        (0..).zip(&self.wanted).filter(|(_, wanted)| **wanted).map(|(number, _)| (WordId(number), self.words.of(number)))
    }

    pub fn finish(self) -> Vocabulary {
        let buckets = self.words().count().next_power_of_two();
        let mut vocabulary = Vocabulary {
            filter: Box::new([0; FILTER]),
            buckets: vec![[Slot::FREE; 2]; buckets],
            words: Words::default(),
            ascii: [0; 128],
            marks: Vec::new(),
        };
        for (WordId(number), word) in self.words() {
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                vocabulary.add_character(c, number);
            }
            let key = Key::of(word.as_bytes());
            let mut at = vocabulary.place(key);
            while vocabulary.buckets[at].iter().all(|slot| slot.number != 0) {
                vocabulary.buckets[at][0].overflows = true;
                at = (at + 1) & (buckets - 1);
            }
            let bucket = &mut vocabulary.buckets[at];
            let (block, bit) = filter_bit(key);
            vocabulary.filter[block] |= 1 << bit;
            let free = usize::from(bucket[0].number != 0);
            bucket[free] = Slot { key, number, overflows: false };
        }
        vocabulary.words = self.words;
        vocabulary
    }
}

/// The bit of a word in the filter: its block and its place there.
#[inline]
fn filter_bit(key: Key) -> (usize, u32) {
    let hash = key.hash() >> 40;
    ((hash >> 6) as usize & (FILTER - 1), hash as u32 & 63)
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// 0 where the slot is free.
    number: u32,
    /// In the first slot of a bucket: more words of this bucket are in the next one.
    overflows: bool,
}

impl Slot {
    const FREE: Slot = Slot { key: Key::NONE, number: 0, overflows: false };

    /// The number of the word if it has this key, else 0.
    #[inline]
    fn number(&self, key: Key) -> u32 {
        if self.key == key { self.number } else { 0 }
    }
}

/// All words that some stage knows.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// A bit for each word, so few and small that they stay in the first cache: most words that no stage knows are not looked for in the buckets.
    filter: Box<[u64; FILTER]>,
    /// A power of two, twice as many slots as words at least.
    buckets: Vec<[Slot; 2]>,
    /// The words by number.
    words: Words,
    /// The numbers of words and marks of one ASCII character.
    ascii: [u32; 128],
    /// The numbers of other marks of one character.
    marks: Vec<(char, u32)>,
}

impl Vocabulary {
    /// The numbers of the words of tokens, of which the keys are known, possessives aside.
    pub fn words(&self, text: &str, tokens: &[Token], keys: &[Key]) -> Vec<WordId> {
        let word = |(token, &key): (&Token, &Key)| match key.known() {
            Some(key) => self.plain(key, text, token.start(), token.end()),
            None if token.mark() != '\0' => self.character(token.mark()),
            None => self.piece(text, token.start(), token.core()),
        };
        tokens.iter().zip(keys).map(word).collect()
    }

    /// The number of a word that is folded, as ASCII letters and digits in lower case are.
    pub fn folded(&self, word: &[u8]) -> WordId {
        self.find(Key::of(word), |known| known == word)
    }

    /// The number of a word.
    pub fn word(&self, word: &str) -> WordId {
        self.piece(word, 0, word.len())
    }

    #[inline(never)]
    fn piece(&self, text: &str, start: usize, end: usize) -> WordId {
        match (Key::of_plain(text.as_bytes(), start, end), text.as_bytes().get(start..end)) {
            (Some(key), _) => self.plain(key, text, start, end),
            (None, Some(&[byte @ 0..128])) => WordId(self.ascii[usize::from(byte)]),
            (None, _) => self.unusual(text.get(start..end).unwrap_or_default()),
        }
    }

    /// The number of a mark; marks have no case.
    #[inline]
    fn character(&self, c: char) -> WordId {
        let other = || self.marks.iter().find(|known| known.0 == c).map_or(0, |known| known.1);
        WordId(self.ascii.get(c as usize).copied().unwrap_or_else(other))
    }

    fn add_character(&mut self, c: char, number: u32) {
        if !c.is_ascii() {
            return self.marks.push((c, number));
        }
        self.ascii[c as usize] = number;
        self.ascii[c.to_ascii_uppercase() as usize] = number;
        if c == '\'' {
            self.marks.push(('\u{2019}', number));
        }
    }

    /// The number of a word of ASCII letters and digits.
    #[inline(always)]
    fn plain(&self, key: Key, text: &str, start: usize, end: usize) -> WordId {
        self.find(key, |word| text.as_bytes().get(start..end).is_some_and(|piece| piece.eq_ignore_ascii_case(word)))
    }

    fn unusual(&self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        fold(word, &mut buffer).map_or(WordId(0), |folded| self.folded(folded.as_bytes()))
    }

    /// Where the search for a word begins.
    #[inline]
    fn place(&self, key: Key) -> usize {
        key.hash() as usize & (self.buckets.len() - 1)
    }

    #[inline(always)]
    fn find(&self, key: Key, same: impl Fn(&[u8]) -> bool) -> WordId {
        let (block, bit) = filter_bit(key);
        if self.filter[block] >> bit & 1 == 0 {
            return WordId(0);
        }
        let mut at = self.place(key);
        // Asked before the bucket is read, which may take long.
        if key.is_long() {
            return self.find_long(at, key, same);
        }
        loop {
            let [first, second] = &self.buckets[at];
            let found = first.number(key) | second.number(key);
            if !first.overflows | (found != 0) {
                return WordId(found);
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
    }

    /// Compares words of which the key tells not all.
    fn find_long(&self, mut at: usize, key: Key, same: impl Fn(&[u8]) -> bool) -> WordId {
        loop {
            let bucket = &self.buckets[at];
            match bucket.iter().find(|slot| slot.number(key) != 0 && same(self.words.of(slot.number).as_bytes())) {
                Some(slot) => return WordId(slot.number),
                None if !bucket[0].overflows => return WordId(0),
                None => at = (at + 1) & (self.buckets.len() - 1),
            }
        }
    }
}

/// Lower case, with straight apostrophes; nothing if it is too long.
fn fold<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    let mut rest = word.as_bytes();
    while let [byte, after @ ..] = rest {
        let (folded, after) = match (byte, after) {
            (0..=0x7F, _) => (byte.to_ascii_lowercase(), after),
            (0xE2, [0x80, 0x99, after @ ..]) => (b'\'', after),
            _ => return fold_characters(word, buffer),
        };
        *buffer.get_mut(len)? = folded;
        len += 1;
        rest = after;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

fn fold_characters<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    let mut push = |c: char| {
        let c = if c == '\u{2019}' { '\'' } else { c };
        c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?);
        len += c.len_utf8();
        Some(())
    };
    word.chars().flat_map(char::to_lowercase).try_for_each(&mut push)?;
    std::str::from_utf8(&buffer[..len]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{Tokens, read};

    #[test]
    fn words_are_found_in_any_case_and_others_are_not() {
        let mut numbering = Numbering::default();
        let known = ["the", "a", "-", "'", "—", "didn't", "throughout", "internationally", "o'clock", "élan", "u.s"];
        let numbers: Vec<WordId> = known.iter().map(|word| numbering.word(word)).collect();
        assert_eq!(numbering.word("THE"), numbers[0]);
        assert_eq!(numbering.word(&"x".repeat(LONGEST + 1)), WordId(0));
        let vocabulary = numbering.finish();
        let text = "The A - ’ — DIDN’T Throughout internationally o'clock Élan U.S internationals throughou they xé b throughout's the";
        let Tokens { tokens, keys, .. } = read(text);
        let found = vocabulary.words(text, &tokens, &keys);
        let none = WordId(0);
        let expected = [&numbers[..], &[none, none, none, none, none, numbers[6], numbers[0]]].concat();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_empty_vocabulary_knows_nothing() {
        let vocabulary = Numbering::default().finish();
        assert_eq!(vocabulary.word("word"), WordId(0));
        assert_eq!(vocabulary.word(""), WordId(0));
    }

    #[test]
    fn a_table_holds_what_was_entered() {
        let mut numbering = Numbering::default();
        let (one, two) = (numbering.word("one"), numbering.word("two"));
        let mut table = WordTable::<u32>::default();
        *table.entry(one) = 7;
        assert_eq!((table.of(one), table.of(two), table.of(WordId(0))), (7, 0, 0));
    }
}
