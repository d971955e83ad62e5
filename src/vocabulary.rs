//! The words that stages know, numbered: the word of each token is looked up once for all stages, and each asks its own table by the number.

use std::collections::HashMap;

use dateline_gazetteers::Key;

use crate::token::Token;

/// No word of a stage's is longer.
const LONGEST: usize = 32;

/// The number of a word, letter case aside; 0 for all words that no stage knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

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

impl<T: Copy + Default> WordTable<T> {
    /// What is known of a word; the default where nothing is.
    #[inline]
    pub fn of(&self, word: WordId) -> T {
        self.0.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Words being numbered, while the stages are built.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    numbers: HashMap<Box<str>, u32>,
}

impl Numbering {
    /// The number of a word that a stage wants to know. Words that are too long for any text are not told apart from unknown ones.
    pub fn word(&mut self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        let Some(key) = fold(word, &mut buffer) else { return WordId(0) };
        let next = self.numbers.len() as u32 + 1;
        WordId(*self.numbers.entry(key.into()).or_insert(next))
    }

    /// All words so far, folded, with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (WordId, &str)> {
        self.numbers.iter().map(|(word, &number)| (WordId(number), &**word))
    }

    pub fn finish(self) -> Vocabulary {
        let size = (self.numbers.len() * 2).next_power_of_two().max(2);
        let mut vocabulary = Vocabulary { slots: vec![Slot::default(); size], words: vec![Box::default(); self.numbers.len() + 1], single: [0; 128] };
        for (word, number) in self.numbers {
            if let [byte @ 0..128] = *word.as_bytes() {
                vocabulary.single[usize::from(byte)] = number;
                vocabulary.single[usize::from(byte.to_ascii_uppercase())] = number;
            }
            let key = Key::of(word.as_bytes());
            let mut at = key.hash() as usize & (size - 1);
            while vocabulary.slots[at].number != 0 {
                at = (at + 1) & (size - 1);
            }
            vocabulary.slots[at] = Slot { head: key.head(), len: word.len() as u32, number };
            vocabulary.words[number as usize] = word;
        }
        vocabulary
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The first eight bytes of the word.
    head: u64,
    len: u32,
    /// 0 where the slot is free.
    number: u32,
}

/// All words that some stage knows.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Open addressing; a power of two, at least half of them free.
    slots: Vec<Slot>,
    words: Vec<Box<str>>,
    /// The numbers of words and marks of one ASCII character.
    single: [u32; 128],
}

impl Vocabulary {
    /// The numbers of the words of tokens, of which the keys are known, possessives aside.
    pub fn words(&self, text: &str, tokens: &[Token], keys: &[Key]) -> Vec<WordId> {
        const TOGETHER: usize = 16;
        let mut words = Vec::with_capacity(tokens.len());
        let mut slots = [Slot::default(); TOGETHER];
        for (tokens, keys) in tokens.chunks(TOGETHER).zip(keys.chunks(TOGETHER)) {
            // Read one after another: so the processor waits for several at a time.
            slots.iter_mut().zip(keys).for_each(|(slot, &key)| *slot = self.slots[self.place(key)]);
            words.extend(tokens.iter().zip(keys).zip(&slots).map(|((token, key), &slot)| match key.known() {
                Some(key) => self.plain(key, slot, text, token.start(), token.end()),
                None => self.piece(text, token.start(), token.core()),
            }));
        }
        words
    }

    /// The number of a word that is folded: ASCII letters and digits in lower case.
    pub fn folded(&self, word: &[u8]) -> WordId {
        let key = Key::of(word);
        self.find(key, self.slots[self.place(key)], word.len(), |known| known == word)
    }

    /// The number of a word.
    pub fn word(&self, word: &str) -> WordId {
        self.piece(word, 0, word.len())
    }

    #[inline]
    fn piece(&self, text: &str, start: usize, end: usize) -> WordId {
        if end - start == 1 {
            return WordId(text.as_bytes().get(start).and_then(|&byte| self.single.get(usize::from(byte))).copied().unwrap_or(0));
        }
        match Key::of_plain(text.as_bytes(), start, end) {
            Some(key) => self.plain(key, self.slots[self.place(key)], text, start, end),
            None => self.unusual(text.get(start..end).unwrap_or_default()),
        }
    }

    /// The number of a word of ASCII letters and digits, of which the slot at its place is read.
    #[inline(always)]
    fn plain(&self, key: Key, slot: Slot, text: &str, start: usize, end: usize) -> WordId {
        let len = end - start;
        // The head of a short word's key is the whole word.
        self.find(key, slot, len, |word| text.as_bytes().get(start..end).is_some_and(|piece| piece.eq_ignore_ascii_case(word)))
    }

    fn unusual(&self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        let Some(folded) = fold(word, &mut buffer) else { return WordId(0) };
        let key = Key::of(folded.as_bytes());
        self.find(key, self.slots[self.place(key)], folded.len(), |word| word == folded.as_bytes())
    }

    /// Where the search for a word begins.
    #[inline]
    fn place(&self, key: Key) -> usize {
        key.hash() as usize & (self.slots.len() - 1)
    }

    #[inline(always)]
    fn find(&self, key: Key, mut slot: Slot, len: usize, same: impl Fn(&[u8]) -> bool) -> WordId {
        let mut at = self.place(key);
        loop {
            let found = || slot.head == key.head() && slot.len == len as u32 && (len <= 8 || same(self.words[slot.number as usize].as_bytes()));
            if slot.number == 0 || found() {
                return WordId(slot.number);
            }
            at = (at + 1) & (self.slots.len() - 1);
            slot = self.slots[at];
        }
    }
}

/// Lower case, with straight apostrophes; nothing if it is too long.
fn fold<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    let mut push = |c: char| {
        let c = if c == '\u{2019}' { '\'' } else { c };
        c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?);
        len += c.len_utf8();
        Some(())
    };
    for c in word.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase())?;
        } else {
            c.to_lowercase().try_for_each(&mut push)?;
        }
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{Tokens, read};

    #[test]
    fn words_are_found_in_any_case_and_others_are_not() {
        let mut numbering = Numbering::default();
        let known = ["the", "a", "-", "didn't", "throughout", "internationally", "o'clock", "élan", "u.s"];
        let numbers: Vec<WordId> = known.iter().map(|word| numbering.word(word)).collect();
        assert_eq!(numbering.word("THE"), numbers[0]);
        assert_eq!(numbering.word(&"x".repeat(LONGEST + 1)), WordId(0));
        let vocabulary = numbering.finish();
        let text = "The A - DIDN’T Throughout internationally o'clock Élan U.S internationals throughou they xé b throughout's the";
        let Tokens { tokens, keys, .. } = read(text);
        let found = vocabulary.words(text, &tokens, &keys);
        let none = WordId(0);
        let expected = [&numbers[..], &[none, none, none, none, none, numbers[4], numbers[0]]].concat();
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
