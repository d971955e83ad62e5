//! The words that stages know, numbered: the word of each token is looked up once for all stages, and each asks its own table by the number.

mod word;

use dateline_gazetteers::{Key, frequent};

pub(crate) use self::word::{Asked, Word};

use crate::{
    error::{self, Error},
    token::{Kind, Token},
};

/// No word of a stage's is longer.
const LONGEST: usize = 32;

/// Whether so many words can be told apart; the number of a word shares its place with what stages ask of it.
fn check_count(words: usize) -> Result<(), Error> {
    if words > Word::MOST { Err(Error::new(error::Kind::Words { words, most: Word::MOST })) } else { Ok(()) }
}

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

impl<T> WordTable<T> {
    /// The same, with other things known.
    pub fn map<U>(&self, known: impl FnMut(&T) -> U) -> WordTable<U> {
        WordTable(self.0.iter().map(known).collect())
    }

    /// What is known of each word, in the order of their numbers.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.iter_mut()
    }
}

impl<T: Copy + Default> WordTable<T> {
    /// What is known of a word and of the one with the next number, if there is one.
    #[inline]
    pub fn with_next(&self, word: WordId) -> (T, Option<T>) {
        (self.of(word), self.0.get(word.0 as usize + 1).copied())
    }

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

    /// The vocabulary, given for each word what stages ask of it and whether names may begin with it, and the marks of ASCII with which they do.
    ///
    /// # Errors
    ///
    /// If there are more words than a [`Word`] has numbers for.
    pub fn finish(self, asked: impl Fn(WordId) -> Asked, begins: impl Fn(WordId, &str) -> Begins, marks: u128) -> Result<Vocabulary, Error> {
        check_count(self.words.len())?;
        let buckets = (self.words().count() * 2 / 3).next_power_of_two();
        let mut vocabulary = Vocabulary {
            filter: Box::new([0; FILTER]),
            buckets: vec![[Slot::FREE; 2]; buckets],
            words: Words::default(),
            ascii: std::array::from_fn(|c| if marks >> c & 1 != 0 { Word::UNKNOWN } else { Word::default() }),
            marks: Vec::new(),
        };
        for (id, word) in self.words() {
            let found = Word::new(id, begins(id, word), asked(id));
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                vocabulary.add_character(c, found);
            }
            let key = Key::of(word.as_bytes());
            let mut at = vocabulary.place(key);
            while vocabulary.buckets[at].iter().all(|slot| !slot.word.is_nothing()) {
                vocabulary.buckets[at][0].word = vocabulary.buckets[at][0].word.overflowing();
                at = (at + 1) & (buckets - 1);
            }
            let bucket = &mut vocabulary.buckets[at];
            let (block, bit) = filter_bit(key);
            vocabulary.filter[block] |= 1 << bit;
            let free = usize::from(!bucket[0].word.is_nothing());
            bucket[free] = Slot { key, word: found };
        }
        vocabulary.words = self.words;
        Ok(vocabulary)
    }
}

/// The bit of a word in the filter: its block and its place there.
#[inline]
fn filter_bit(key: Key) -> (usize, u32) {
    let hash = key.hash() >> 40;
    ((hash >> 6) as usize & (FILTER - 1), hash as u32 & 63)
}

/// Whether names may begin with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Begins(u8);

impl Begins {
    /// `small`: in small letters too.
    pub fn new(any: bool, small: bool) -> Begins {
        Begins(u8::from(any | small) | u8::from(small) << 1)
    }

    pub fn or(self, other: Begins) -> Begins {
        Begins(self.0 | other.0)
    }
}

/// What the words of an article are, and at which tokens names may begin.
pub(crate) struct Read {
    pub words: Vec<Word>,
    /// Numbers of tokens.
    pub starts: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// Nothing where the slot is free.
    word: Word,
}

impl Slot {
    const FREE: Slot = Slot { key: Key::NONE, word: Word::NOTHING };

    /// The word if it has this key, else nothing.
    #[inline]
    fn word(&self, key: Key) -> Word {
        if self.key == key { self.word } else { Word::default() }
    }
}

/// All words that some stage knows.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// A bit for each word, so few and small that they stay in the first cache: most words that no stage knows are not looked for in the buckets.
    filter: Box<[u64; FILTER]>,
    /// A power of two, a quarter more slots than words at least.
    buckets: Vec<[Slot; 2]>,
    /// The words by number.
    words: Words,
    /// The numbers of words and marks of one ASCII character.
    ascii: [Word; 128],
    /// Other marks of one character.
    marks: Vec<(char, Word)>,
}

impl Vocabulary {
    /// The words of tokens, of which the keys are known, possessives aside, with the tokens at which names may begin: a quick look that refuses most words that some
    /// stage knows.
    pub fn words(&self, text: &str, tokens: &[Token], keys: &[Key]) -> Read {
        let mut words = vec![Word::default(); tokens.len()];
        let (mut starts, mut count) = (vec![0; tokens.len()], 0);
        for (i, ((token, &key), word)) in tokens.iter().zip(keys).zip(&mut words).enumerate() {
            let found = match key.known() {
                Some(key) => self.plain(key, text, token.start(), token.end()),
                None => self.other(text, token),
            };
            *word = found;
            // Without a branch, which no processor could foresee.
            starts[count] = i as u32;
            count += usize::from(found.begins(!token.capital & (token.kind == Kind::Word)));
        }
        starts.truncate(count);
        Read { words, starts }
    }

    /// What is known of a token that is more than ASCII letters and digits.
    #[inline]
    fn other(&self, text: &str, token: &Token) -> Word {
        match token.mark() {
            '\0' => self.piece(text, token.start(), token.core()).begun(),
            mark => self.character(mark),
        }
    }

    /// The number of a word that is folded, as ASCII letters and digits in lower case are.
    pub fn folded(&self, word: &[u8]) -> WordId {
        self.find_folded(word).id()
    }

    /// The number of a word.
    pub fn word(&self, word: &str) -> WordId {
        self.piece(word, 0, word.len()).id()
    }

    fn find_folded(&self, word: &[u8]) -> Word {
        self.find(Key::of(word), |known| known == word)
    }

    #[inline(never)]
    fn piece(&self, text: &str, start: usize, end: usize) -> Word {
        match (Key::of_plain(text.as_bytes(), start, end), text.as_bytes().get(start..end)) {
            (Some(key), _) => self.plain(key, text, start, end),
            (None, Some(&[byte @ 0..128])) => self.ascii[usize::from(byte)],
            (None, _) => self.unusual(text.get(start..end).unwrap_or_default()),
        }
    }

    /// What is known of a mark; marks have no case.
    #[inline]
    fn character(&self, c: char) -> Word {
        let other = || self.marks.iter().find(|known| known.0 == c).map_or(Word::UNKNOWN, |known| known.1.begun());
        self.ascii.get(c as usize).copied().unwrap_or_else(other)
    }

    fn add_character(&mut self, c: char, found: Word) {
        // Whether names begin with a mark is told apart.
        let found = found.unbegun();
        if !c.is_ascii() {
            return self.marks.push((c, found));
        }
        self.ascii[c as usize] = self.ascii[c as usize].or(found);
        self.ascii[c.to_ascii_uppercase() as usize] = self.ascii[c as usize];
        if c == '\'' {
            self.marks.push(('\u{2019}', found));
        }
    }

    /// The number of a word of ASCII letters and digits.
    #[inline(always)]
    fn plain(&self, key: Key, text: &str, start: usize, end: usize) -> Word {
        self.find(key, |word| text.as_bytes().get(start..end).is_some_and(|piece| piece.eq_ignore_ascii_case(word)))
    }

    fn unusual(&self, word: &str) -> Word {
        let mut buffer = [0; LONGEST];
        fold(word, &mut buffer).map_or(Word::UNKNOWN, |folded| self.find_folded(folded.as_bytes()))
    }

    /// Where the search for a word begins.
    #[inline]
    fn place(&self, key: Key) -> usize {
        key.hash() as usize & (self.buckets.len() - 1)
    }

    #[inline(always)]
    fn find(&self, key: Key, same: impl Fn(&[u8]) -> bool) -> Word {
        let (block, bit) = filter_bit(key);
        if self.filter[block] >> bit & 1 == 0 {
            return Word::UNKNOWN;
        }
        let mut at = self.place(key);
        // Asked before the bucket is read, which may take long.
        if key.is_long() {
            return self.find_long(at, key, same);
        }
        loop {
            let [first, second] = &self.buckets[at];
            let found = first.word(key).or(second.word(key));
            if !first.word.overflows() | !found.is_nothing() {
                return if found.is_nothing() { Word::UNKNOWN } else { found };
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
    }

    /// Compares words of which the key tells not all.
    fn find_long(&self, mut at: usize, key: Key, same: impl Fn(&[u8]) -> bool) -> Word {
        loop {
            let bucket = &self.buckets[at];
            let found = bucket.iter().map(|slot| slot.word(key)).find(|found| !found.is_nothing() && same(self.words.of(found.id().0).as_bytes()));
            match found {
                Some(found) => return found,
                None if !bucket[0].word.overflows() => return Word::UNKNOWN,
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
    fn more_words_than_numbers_are_an_error() {
        assert!(check_count(Word::MOST).is_ok());
        let error = check_count(Word::MOST + 1).unwrap_err();
        assert!(error.is_gazetteer() && error.to_string() == "the tables have 16777217 different words, of which 16777216 can be told apart");
    }

    #[test]
    fn words_are_found_in_any_case_and_others_are_not() {
        let mut numbering = Numbering::default();
        let known = ["the", "a", "-", "'", "—", "didn't", "throughout", "internationally", "o'clock", "élan", "u.s"];
        let numbers: Vec<WordId> = known.iter().map(|word| numbering.word(word)).collect();
        assert_eq!(numbering.word("THE"), numbers[0]);
        assert_eq!(numbering.word(&"x".repeat(LONGEST + 1)), WordId(0));
        let vocabulary = numbering.finish(|_| Asked::default(), |_, _| Begins::default(), 0).unwrap();
        let text = "The A - ’ — DIDN’T Throughout internationally o'clock Élan U.S internationals throughou they xé b throughout's the";
        let Tokens { tokens, keys, .. } = read(text);
        let found: Vec<WordId> = vocabulary.words(text, &tokens, &keys).words.into_iter().map(Word::id).collect();
        let none = WordId(0);
        let expected = [&numbers[..], &[none, none, none, none, none, numbers[6], numbers[0]]].concat();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_empty_vocabulary_knows_nothing() {
        let vocabulary = Numbering::default().finish(|_| Asked::default(), |_, _| Begins::default(), 0).unwrap();
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
