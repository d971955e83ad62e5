//! The words of dates, as the table of time words gives them.

use dateline_gazetteers::schema::{Table, timeword};

use super::term::{APOSTROPHE, MARK, NUMBERS};
use crate::{
    gazetteer::Layers,
    token,
    vocabulary::{Numbering, Word, WordId, WordTable},
};

macro_rules! classes {
    ($($variant:ident $name:literal $trigger:literal,)*) => {
        /// What the grammar may do with a word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $($variant,)* }

        impl Class {
            /// The class of a table's name for it.
            pub fn from_name(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$variant),)* _ => None }
            }

            /// Whether its words tell that an expression may stand near.
            pub fn is_trigger(self) -> bool {
                match self { $(Class::$variant => $trigger,)* }
            }
        }
    };
}

classes! {
    Month "month" true,
    MonthWord "month_word" true,
    MonthShort "month_short" true,
    Weekday "weekday" true,
    WeekdayShort "weekday_short" true,
    Weekdays "weekdays" true,
    Unit "unit" true,
    Units "units" true,
    UnitLong "unit_long" true,
    Cardinal "cardinal" false,
    CardinalYear "cardinal_year" true,
    Tens "tens" false,
    Multiplier "multiplier" false,
    Ordinal "ordinal" false,
    OrdinalLast "ordinal_last" false,
    Vague "vague" false,
    Deictic "deictic" true,
    Part "part" true,
    PartAdverb "part_adverb" true,
    ClockWord "clock_word" true,
    Meridiem "meridiem" true,
    Oclock "oclock" true,
    Zone "zone" false,
    Season "season" true,
    SeasonWord "season_word" true,
    Seasons "seasons" true,
    Shift "shift" false,
    ShiftPast "shift_past" false,
    ShiftLatest "shift_latest" false,
    ShiftText "shift_text" false,
    Phase "phase" false,
    PhaseOuter "phase_outer" false,
    Edge "edge" false,
    EdgeNoun "edge_noun" false,
    Approx "approx" false,
    ApproxNone "approx_none" false,
    Ago "ago" true,
    Later "later" false,
    Earlier "earlier" false,
    Hence "hence" false,
    Reference "reference" true,
    ReferenceAdjective "reference_adjective" true,
    ReferenceDay "reference_day" true,
    Set "set" true,
    Every "every" false,
    EveryOther "every_other" false,
    Per "per" false,
    Times "times" false,
    Holiday "holiday" true,
    EventDay "event_day" true,
    DecadeWord "decade_word" true,
    Era "era" true,
    Fiscal "fiscal" false,
    Full "full" false,
    Half "half" true,
    Halves "halves" true,
    Span "span" true,
    Ended "ended" false,
    Counted "counted" false,
    Numbered "numbered" false,
    Tense "tense" false,
    Passive "passive" false,
    Modal "modal" false,
    Progressive "progressive" false,
    Determiner "determiner" false,
    Present "present" false,
    NoSubject "no_subject" false,
    Commits "commits" false,
    LengthCue "length_cue" false,
    BeforeDate "before_date" false,
    Person "person" false,
    NotDate "not_date" false,
    QuarterName "quarter_name" true,
    HalfName "half_name" true,
    FiscalName "fiscal_name" true,
    SetPlural "set_plural" true,
    PartPlural "part_plural" false,
    EventNoun "event_noun" false,
    Happening "happening" false,
    Sport "sport" false,
    Score "score" false,
    Scale "scale" false,
    YearCue "year_cue" false,
    NounEnd "noun_end" false,
    Owner "owner" false,
    Attack "attack" false,
    Degree "degree" false,
    EventDayAlone "event_day_alone" true,
    GroupNoun "group_noun" false,
    NameNoun "name_noun" false,
    Until "until" false,
    Lasting "lasting" false,
    InsertionStart "insertion_start" false,
    InsertionEnd "insertion_end" false,
    PointVerb "point_verb" false,
    Hours "hours" false,
    Will "will" false,
    NoVerb "no_verb" false,
    Match "match" false,
    Toll "toll" false,
    Road "road" false,
    Points "points" false,
    RateOf "rate_of" false,
    Adverb "adverb" false,
    Measure "measure" false,
    Business "business" false,
    Many "many" false,
    Condition "condition" false,
    Answers "answers" false,
    Ongoing "ongoing" false,
    Planned "planned" false,
    Proclaims "proclaims" false,
    Abbreviation "abbreviation" false,
    Extends "extends" false,
}

impl Class {
    /// The class as one bit of a set.
    #[inline]
    pub const fn bit(self) -> u128 {
        1 << (self as u8)
    }
}

/// The number of a word among those of dates, so that what is known of them lies close together.
pub(crate) type Code = u16;

/// The codes of tokens whose words are none of dates: any word, a mark, one that may begin a year, a number.
pub(crate) const NONE: Code = 0;
pub(crate) const PLAIN_MARK: Code = 1;
pub(crate) const PLAIN_APOSTROPHE: Code = 2;
/// The first of the codes of numbers, one for each of their kinds.
pub(crate) const PLAIN_NUMBER: Code = 3;
pub(crate) const NUMBER_UP_TO_31: Code = 4;
pub(crate) const NUMBER_OF_TIME: Code = 5;
pub(crate) const NUMBER_OF_YEAR: Code = 6;
pub(crate) const FOUR_DIGITS: Code = 7;
pub(crate) const EIGHT_DIGITS: Code = 8;
pub(crate) const NUMBER_WITH_MARKS: Code = 9;

/// One meaning of a word, or of a phrase that begins with it. Half a line of the processor's cache, since many are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub value: Box<str>,
    /// The value, if it is a whole number.
    number: Option<i32>,
    /// The codes of the second word, with and without a possessive; [`NONE`] if it begins with no letter.
    second: [Code; 2],
    /// Where in [`Lexicon::rests`] the words of the phrase after the first stand, and how many they are.
    rest: u16,
    pub more: u8,
    pub class: Class,
}

impl Sense {
    /// The value, if it is a whole number.
    #[inline]
    pub fn number(&self) -> Option<i64> {
        self.number.map(i64::from)
    }

    /// A word of this code may be the second of the phrase.
    #[inline]
    pub fn goes_on(&self, next: Code) -> bool {
        self.second == [NONE; 2] || self.second.contains(&next)
    }
}

/// What is known of a word.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// Those of the phrases of several words that it begins.
    phrases: u128,
    /// It begins with a digit.
    number: bool,
}

/// A word's code with what must be known of every token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark(u16);

impl Mark {
    const TRIGGER: u16 = 1 << 15;
    const PHRASE: u16 = 1 << 14;
    const SECOND: u16 = 1 << 13;
    const OWNS: u16 = 1 << 12;

    /// As the vocabulary keeps it.
    pub fn bits(self) -> u16 {
        self.0
    }

    #[inline]
    pub fn of(word: Word) -> Mark {
        Mark(word.date())
    }

    #[inline]
    pub fn code(self) -> Code {
        self.0 & !(Mark::TRIGGER | Mark::PHRASE | Mark::SECOND | Mark::OWNS)
    }

    /// An expression may stand near it.
    #[inline]
    pub fn is_trigger(self) -> bool {
        self.0 & Mark::TRIGGER != 0
    }

    /// The word is one of dates, or owns one.
    #[inline]
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// It is the second word of a phrase.
    #[inline]
    pub fn is_second(self) -> bool {
        self.0 & Mark::SECOND != 0
    }

    /// With a possessive ending it is a word of its own.
    #[inline]
    pub fn owns(self) -> bool {
        self.0 & Mark::OWNS != 0
    }

    /// What it means depends on the next word.
    #[inline]
    pub fn begins_phrase(self) -> bool {
        self.0 & Mark::PHRASE != 0
    }
}

/// All words and what they mean.
#[derive(Debug)]
pub(crate) struct Lexicon {
    marks: WordTable<Mark>,
    /// By code, the classes of the phrases that a word begins, and those that it has without another word, as bits.
    masks: Vec<[u128; 2]>,
    /// By code, the classes of the phrases in which it is the second word.
    seconds: Vec<u128>,
    entries: Vec<Entry>,
    /// By code, the classes of phrases as in `entries` and in `seconds`, by their number among all such classes.
    linked: Vec<[u32; 2]>,
    /// By code, where its senses stand, and how many they are.
    places: Vec<(u16, u8)>,
    /// The senses of all words, those of one together, the longest phrases first.
    senses: Vec<Sense>,
    /// The words of all phrases after their first.
    rests: Vec<Box<str>>,
    /// By class, the words of its longest phrase.
    longest: Vec<usize>,
}

impl Lexicon {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Lexicon {
        let masks: Vec<[u128; 2]> = [0, MARK, APOSTROPHE | MARK].into_iter().chain(NUMBERS).map(|mask| [mask; 2]).collect();
        let entries = vec![Entry::default(); masks.len()];
        let seconds = vec![0; masks.len()];
        let mut lexicon = Lexicon {
            marks: WordTable::default(),
            masks,
            seconds,
            entries,
            linked: Vec::new(),
            places: Vec::new(),
            senses: Vec::new(),
            rests: Vec::new(),
            longest: Vec::new(),
        };
        let mut senses: Vec<(Code, Sense)> = Vec::new();
        for (_, row) in layers.rows(Table::TimeWord) {
            let Some(class) = Class::from_name(row.text(timeword::CLASS)) else { continue };
            for name in row.list(timeword::NAMES) {
                senses.extend(lexicon.add(numbering, name, class, row.text(timeword::VALUE)));
            }
        }
        senses.sort_by_key(|(code, sense)| (*code, std::cmp::Reverse(sense.more)));
        lexicon.places = vec![(0, 0); lexicon.masks.len()];
        for (code, sense) in senses {
            let at = lexicon.senses.len() as u16;
            let (first, count) = &mut lexicon.places[usize::from(code)];
            (*first, *count) = if *count == 0 { (at, 1) } else { (*first, *count + 1) };
            lexicon.senses.push(sense);
        }
        // An apostrophe may begin a year ("'96"), so its word is one of dates.
        for apostrophe in ["'", "`", "‘", "’"] {
            let mark = lexicon.marks.entry(numbering.word(apostrophe));
            mark.0 |= if mark.code() == NONE { PLAIN_APOSTROPHE } else { 0 };
        }
        lexicon.link();
        lexicon
    }

    /// The code of a word, which it gets if it has none.
    pub fn know(&mut self, numbering: &mut Numbering, word: &str) -> Code {
        if let Some(owner) = word.strip_suffix("'s").filter(|owner| !owner.is_empty()) {
            self.marks.entry(numbering.word(owner)).0 |= Mark::OWNS;
        }
        let mark = self.marks.entry(numbering.word(word));
        if mark.code() == NONE {
            mark.0 |= self.masks.len() as u16;
            self.masks.push([0; 2]);
            self.seconds.push(0);
            self.entries.push(Entry { number: word.starts_with(|c: char| c.is_ascii_digit()), ..Entry::default() });
        }
        mark.code()
    }

    /// Adds a phrase, split into words as articles are.
    fn add(&mut self, numbering: &mut Numbering, phrase: &str, class: Class, value: &str) -> Option<(Code, Sense)> {
        let words: Vec<Box<str>> = token::tokenize(phrase).into_iter().map(|t| fold(t.text(phrase)).into_boxed_str()).collect();
        let (first, rest) = words.split_first()?;
        let code = self.know(numbering, first);
        let [begun, alone] = &mut self.masks[usize::from(code)];
        *begun |= class.bit();
        let mut second = [NONE; 2];
        match rest.first() {
            None => *alone |= class.bit(),
            Some(word) => {
                self.entries[usize::from(code)].phrases |= class.bit();
                // In an article it is known by its word without the possessive.
                let codes = [&**word, word.strip_suffix("'s").unwrap_or(word)].map(|word| {
                    let code = self.know(numbering, word);
                    self.seconds[usize::from(code)] |= class.bit();
                    self.marks.entry(numbering.word(word)).0 |= Mark::SECOND;
                    code
                });
                if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    second = codes;
                }
            }
        }
        let [begun, alone] = self.masks[usize::from(code)];
        let mark = self.marks.entry(numbering.word(first));
        mark.0 = if begun != alone { mark.0 | Mark::PHRASE } else { mark.0 & !Mark::PHRASE };
        if class.is_trigger() {
            // Of a phrase the last word.
            let trigger = rest.iter().rev().find(|w| w.len() > 2).unwrap_or(first);
            self.know(numbering, trigger);
            self.marks.entry(numbering.word(trigger)).0 |= Mark::TRIGGER;
        }
        let longest = self.longest(class).max(words.len());
        self.longest.resize(self.longest.len().max(class as usize + 1), 0);
        if let Some(slot) = self.longest.get_mut(class as usize) {
            *slot = longest;
        }
        let more = rest.len() as u8;
        let place = self.rests.len() as u16;
        self.rests.extend(rest.iter().cloned());
        Some((code, Sense { value: value.into(), number: value.parse().ok(), second, rest: place, more, class }))
    }

    /// Gives each class of phrases a bit; classes beyond the last bit share it.
    fn link(&mut self) {
        let all = self.entries.iter().fold(0, |all, entry| all | entry.phrases);
        let used: Vec<u128> = (0..128).map(|class| 1 << class).filter(|class| all & class != 0).collect();
        let bits =
            |classes: u128| used.iter().zip(0u32..).filter(|(class, _)| classes & *class != 0).fold(0, |bits, (_, bit)| bits | 1 << bit.min(31));
        self.linked = self.entries.iter().zip(&self.seconds).map(|(entry, second)| [bits(entry.phrases), bits(*second)]).collect();
    }

    /// The words of a sense's phrase after the first.
    pub fn rest(&self, sense: &Sense) -> &[Box<str>] {
        let first = usize::from(sense.rest);
        self.rests.get(first..first + usize::from(sense.more)).unwrap_or_default()
    }

    #[inline]
    pub fn mark(&self, word: WordId) -> Mark {
        self.marks.of(word)
    }

    /// The classes of the phrases that a word begins.
    #[inline]
    pub fn mask(&self, code: Code) -> u128 {
        self.masks(code)[0]
    }

    /// The classes of the phrases that a word begins, and those that it has without another word.
    #[inline]
    pub fn masks(&self, code: Code) -> [u128; 2] {
        self.masks.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The classes that a word may have before another.
    #[inline]
    pub fn mask_before(&self, code: Code, next: Code) -> u128 {
        let second = self.seconds.get(usize::from(next)).copied().unwrap_or(0);
        let [begun, alone] = self.masks(code);
        alone | (begun & second)
    }

    /// Another word goes on with a phrase that a word begins, or with one that is like it.
    #[inline]
    pub fn goes_on(&self, code: Code, next: Code) -> bool {
        let linked = |code: Code| self.linked.get(usize::from(code)).copied().unwrap_or_default();
        linked(code)[0] & linked(next)[1] != 0
    }

    /// The classes of which a word begins phrases of several words.
    #[inline]
    pub fn phrases(&self, code: Code) -> u128 {
        self.entries.get(usize::from(code)).map_or(0, |e| e.phrases)
    }

    /// The word begins with a digit.
    pub fn is_number(&self, code: Code) -> bool {
        self.entries.get(usize::from(code)).is_some_and(|e| e.number)
    }

    /// Where the senses of a word stand, and how many they are.
    pub fn place(&self, code: Code) -> (u16, u8) {
        self.places.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The senses that stand there, the longest phrases first.
    #[inline]
    pub fn senses(&self, (first, count): (u16, u8)) -> &[Sense] {
        self.senses.get(usize::from(first)..usize::from(first) + usize::from(count)).unwrap_or_default()
    }

    /// The values of all words of a class.
    pub fn values(&self, class: Class) -> impl Iterator<Item = &str> {
        self.senses.iter().filter(move |s| s.class == class).map(|s| &*s.value)
    }

    /// How many words the longest phrase of a class has.
    pub fn longest(&self, class: Class) -> usize {
        self.longest.get(class as usize).copied().unwrap_or(0)
    }

    /// All codes there are.
    pub fn codes(&self) -> std::ops::Range<Code> {
        0..self.masks.len() as Code
    }
}

/// Lower case, with straight apostrophes.
pub(crate) fn fold(word: &str) -> String {
    word.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect()
}
