//! The words of dates, as the table of time words gives them.

use dateline_gazetteers::schema::{Table, timeword};

use crate::{
    gazetteer::Layers,
    token,
    vocabulary::{Numbering, WordId, WordTable},
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
    WeekdayShort "weekday_short" false,
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
}

impl Class {
    /// The class as one bit of a set.
    pub const fn bit(self) -> u128 {
        1 << (self as u8)
    }
}

/// One meaning of a word, or of a phrase that begins with it.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub class: Class,
    /// The words of the phrase after the first.
    pub rest: Box<[Box<str>]>,
    pub value: Box<str>,
}

/// The classes of a word, as bits.
#[derive(Clone, Copy, Debug, Default)]
struct Classes {
    /// Those of the phrases that it begins.
    first: u128,
    /// Those that it has without another word.
    alone: u128,
    /// Those of the phrases in which it is the second word.
    second: u128,
}

/// All words and what they mean.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// The first words of all phrases.
    words: Vec<(Box<str>, WordId)>,
    senses: WordTable<Vec<Sense>>,
    classes: WordTable<Classes>,
    /// By class, the words of its longest phrase.
    longest: Vec<usize>,
}

impl Lexicon {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (_, row) in layers.rows(Table::TimeWord) {
            let Some(class) = Class::from_name(row.text(timeword::CLASS)) else { continue };
            for name in row.list(timeword::NAMES) {
                lexicon.add(numbering, name, class, row.text(timeword::VALUE));
            }
        }
        lexicon
    }

    /// Adds a phrase, split into words as articles are.
    pub fn add(&mut self, numbering: &mut Numbering, phrase: &str, class: Class, value: &str) {
        let mut words = token::tokenize(phrase).into_iter().map(|t| fold(t.text(phrase)).into_boxed_str()).collect::<Vec<_>>().into_iter();
        let Some(first) = words.next() else { return };
        let word = numbering.word(&first);
        let classes = self.classes.entry(word);
        if classes.first == 0 {
            self.words.push((first, word));
        }
        classes.first |= class.bit();
        match words.as_slice().first() {
            None => classes.alone |= class.bit(),
            Some(second) => {
                // In an article it is known by its word without the possessive.
                for second in [&**second, second.strip_suffix("'s").unwrap_or(second)] {
                    self.classes.entry(numbering.word(second)).second |= class.bit();
                }
            }
        }
        let longest = self.longest(class).max(1 + words.len());
        self.longest.resize(self.longest.len().max(class as usize + 1), 0);
        if let Some(slot) = self.longest.get_mut(class as usize) {
            *slot = longest;
        }
        let senses = self.senses.entry(word);
        senses.push(Sense { class, rest: words.collect(), value: value.into() });
        // The longest phrase is tried first.
        senses.sort_by_key(|s| std::cmp::Reverse(s.rest.len()));
    }

    /// The classes of the phrases that a word begins.
    #[inline]
    pub fn mask(&self, word: WordId) -> u128 {
        self.classes.of(word).first
    }

    /// The classes that a word may have before another.
    #[inline]
    pub fn mask_before(&self, word: WordId, next: impl FnOnce() -> WordId) -> u128 {
        let Classes { first, alone, .. } = self.classes.of(word);
        if first == alone { first } else { alone | (first & self.classes.of(next()).second) }
    }

    pub fn senses(&self, word: WordId) -> &[Sense] {
        self.senses.get(word).map_or(&[], Vec::as_slice)
    }

    /// How many words the longest phrase of a class has.
    pub fn longest(&self, class: Class) -> usize {
        self.longest.get(class as usize).copied().unwrap_or(0)
    }

    /// The first words of all phrases.
    pub fn words(&self) -> &[(Box<str>, WordId)] {
        &self.words
    }

    /// The words that tell where to look: of a phrase the last one.
    pub fn triggers(&self, numbering: &mut Numbering) -> WordTable<bool> {
        let mut triggers = WordTable::default();
        for (word, id) in &self.words {
            for sense in self.senses(*id).iter().filter(|s| s.class.is_trigger()) {
                let trigger = sense.rest.iter().rev().find(|w| w.len() > 2).unwrap_or(word);
                *triggers.entry(numbering.word(trigger)) = true;
            }
        }
        triggers
    }
}

/// Lower case, with straight apostrophes.
pub(crate) fn fold(word: &str) -> String {
    word.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect()
}
