//! What stages ask of every word of an article, kept beside its number: a table for each stage would have to be waited for.

use super::{Begins, WordId};

/// What the stages have in tables of their own, to be kept in a [`Word`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked {
    /// Of dates: code and marks.
    pub date: u16,
    /// Of places: the number of the set of classes.
    pub place: u8,
    /// Of names of people: three bits.
    pub shape: u8,
    /// Of the names of leaders: three bits.
    pub leaders: u8,
    /// The tables of a [mere word](crate::gazetteer::MereWords): two bits.
    pub tables: u8,
    /// A mention may begin with it although no table has it as a name.
    pub opens: bool,
    /// Of factions: a noun of units, and one of those who fight.
    pub is_unit: bool,
    pub fights: bool,
}

/// The word of a token: its number, whether names may begin with it, and what stages ask of it; nothing of words that no stage knows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word(u64);

/// Where the parts stand, from the lowest bit on; the number has those below.
const LEADERS: u32 = 24;
const FIGHTS: u32 = 27;
const OVERFLOWS: u32 = 29;
const BEGINS: u32 = 30;
const PLACE: u32 = 32;
const SHAPE: u32 = 40;
const TABLES: u32 = 43;
const OPENS: u32 = 45;
const UNIT: u32 = 46;
const DATE: u32 = 48;

impl Word {
    /// So many words have numbers that fit.
    pub const MOST: usize = 1 << LEADERS;

    pub const NOTHING: Word = Word(0);

    /// A word that no stage knows, with which a name may begin.
    pub const UNKNOWN: Word = Word(3 << BEGINS);

    pub fn new(id: WordId, begins: Begins, asked: Asked) -> Word {
        let Asked { date, place, shape, leaders, tables, opens, is_unit, fights } = asked;
        debug_assert!(id.0 >> LEADERS == 0 && shape < 8 && leaders < 8 && tables < 4);
        let low = u64::from(id.0) | u64::from(leaders) << LEADERS | u64::from(fights) << FIGHTS | u64::from(begins.0) << BEGINS;
        let high = u64::from(place) << PLACE | u64::from(shape) << SHAPE | u64::from(tables) << TABLES;
        Word(low | high | u64::from(opens) << OPENS | u64::from(is_unit) << UNIT | u64::from(date) << DATE)
    }

    #[inline]
    pub fn id(self) -> WordId {
        WordId(self.0 as u32 & ((1 << LEADERS) - 1))
    }

    /// Whether a name may begin with the word, `small` letters being all that it has.
    #[inline]
    pub fn begins(self, small: bool) -> bool {
        self.0 >> (BEGINS + u32::from(small)) & 1 != 0
    }

    /// The same, with which a name may begin.
    pub fn begun(self) -> Word {
        Word(self.0 | Word::UNKNOWN.0)
    }

    /// The same, of which is not said here whether names begin with it.
    pub fn unbegun(self) -> Word {
        Word(self.0 & !Word::UNKNOWN.0)
    }

    /// The same, in a bucket of which more words are in the next one.
    pub fn overflowing(self) -> Word {
        Word(self.0 | 1 << OVERFLOWS)
    }

    #[inline]
    pub fn overflows(self) -> bool {
        self.0 >> OVERFLOWS & 1 != 0
    }

    /// Whether nothing is known of it, not even its number.
    #[inline]
    pub fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// What is known of either, one of which is nothing.
    #[inline]
    pub fn or(self, other: Word) -> Word {
        Word(self.0 | other.0)
    }

    #[inline]
    pub fn date(self) -> u16 {
        (self.0 >> DATE) as u16
    }

    #[inline]
    pub fn place(self) -> u8 {
        (self.0 >> PLACE) as u8
    }

    #[inline]
    pub fn shape(self) -> u8 {
        (self.0 >> SHAPE) as u8 & 7
    }

    #[inline]
    pub fn leaders(self) -> u8 {
        (self.0 >> LEADERS) as u8 & 7
    }

    #[inline]
    pub fn tables(self) -> u8 {
        (self.0 >> TABLES) as u8 & 3
    }

    #[inline]
    pub fn opens(self) -> bool {
        self.0 >> OPENS & 1 != 0
    }

    #[inline]
    pub fn is_unit(self) -> bool {
        self.0 >> UNIT & 1 != 0
    }

    #[inline]
    pub fn fights(self) -> bool {
        self.0 >> FIGHTS & 1 != 0
    }
}
