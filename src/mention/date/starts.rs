//! Which rules of the grammar can begin with a word, by what follows it.

use std::collections::HashMap;

use super::{
    lexicon::{Class, Code, Lexicon, NONE, NUMBER_WITH_MARKS, PLAIN_APOSTROPHE, PLAIN_NUMBER},
    pattern::{Follow, Opening, Pattern},
    rules::Rule,
    term::{ANY, ANY_NUMBER, APOSTROPHE, NUMBER, Term},
    words::Words,
};

/// The classes of the words that stand before what the rules find.
pub(crate) const OPENERS: u128 = Class::Edge.bit() | Class::Phase.bit() | Class::PhaseOuter.bit() | Class::Approx.bit() | Class::Part.bit();

/// The classes of words that can stand second in an expression only after "the", where no rule says so.
pub(crate) const SECOND: u128 = Class::Phase.bit() | Class::Part.bit() | Class::Unit.bit();

/// How many tokens an expression of one rule has at most; numbers in words are the longest.
const LONGEST: usize = 14;

/// A rule that can begin with a word.
#[derive(Clone)]
pub(crate) struct Start {
    /// The classes of which it needs one each, within so many words.
    pub needs: [u128; 2],
    pub within: u8,
    pub rule: u16,
}

/// How many rules can begin with one word, as they are told apart by the bits of a set.
const SET: usize = 128;

/// Rules, as bits: those that a word begins by one of its classes, and those that it begins as the word that it is.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Fitting {
    pub by_class: u128,
    pub by_word: u128,
}

impl Fitting {
    fn add(&mut self, other: Fitting) {
        self.by_class |= other.by_class;
        self.by_word |= other.by_word;
    }
}

/// What may follow, taken apart.
fn parts((follow, fitting): (&Follow, Fitting)) -> (u128, &[Code], Fitting) {
    (follow.classes, &follow.words, fitting)
}

/// Rules by what comes next.
struct Next {
    /// What may come next, as classes, and by the number of each of those the rules that it may follow.
    classes: u128,
    by_class: Box<[Fitting]>,
    /// Where in `by_class` a class stands.
    places: [u8; 128],
    /// The rules that a word may follow.
    by_word: Box<[(Code, Fitting)]>,
    /// The rules that anything may follow.
    always: Fitting,
}

impl Next {
    fn new<'f>(follows: impl Iterator<Item = (u128, &'f [Code], Fitting)>) -> Next {
        let mut next = Next { classes: 0, by_class: Box::default(), places: [0; 128], by_word: Box::default(), always: Fitting::default() };
        let (mut by_class, mut by_word) = ([Fitting::default(); 128], HashMap::<Code, Fitting>::new());
        for (classes, words, fitting) in follows {
            if classes & ANY != 0 {
                next.always.add(fitting);
                continue;
            }
            next.classes |= classes;
            (0..128).filter(|class| classes >> class & 1 != 0).for_each(|class| by_class[class].add(fitting));
            words.iter().for_each(|word| by_word.entry(*word).or_default().add(fitting));
        }
        let used: Vec<usize> = (0..128).filter(|class| next.classes >> class & 1 != 0).collect();
        used.iter().zip(0..).for_each(|(class, place)| next.places[*class] = place);
        next.by_class = used.iter().map(|class| by_class[*class]).collect();
        let mut by_word: Vec<(Code, Fitting)> = by_word.into_iter().collect();
        by_word.sort_unstable_by_key(|(word, _)| *word);
        Next { by_word: by_word.into(), ..next }
    }

    /// The rules that a token may follow.
    #[inline]
    fn before(&self, mask: u128, word: Code) -> Fitting {
        let mut fitting = self.always;
        let mut classes = mask & self.classes;
        while classes != 0 {
            let class = classes.trailing_zeros() as usize;
            classes &= classes - 1;
            if let Some(more) = self.by_class.get(usize::from(self.places[class & 127])) {
                fitting.add(*more);
            }
        }
        if word != NONE && !self.by_word.is_empty() {
            if let Ok(found) = self.by_word.binary_search_by_key(&word, |(word, _)| *word) {
                fitting.add(self.by_word[found].1);
            }
        }
        fitting
    }
}

/// The rules that can begin with a word, in order; at most [`SET`].
pub(crate) struct Starting {
    pub starts: Box<[Start]>,
    /// The sets of rules that a token of some column may follow; the first is none.
    fittings: Vec<Fitting>,
    /// The classes for which all rules have been chosen.
    mask: u128,
    others: Box<Others>,
    /// The rules that begin with a term, by what follows what it reads.
    leads: Box<[(Term, Next)]>,
}

/// What is asked where a token has other classes than its word alone.
struct Others {
    /// By class the rules that begin with it.
    first: Next,
    /// The rules by the next token.
    next: Next,
}

impl Starting {
    fn new(starts: &[(Start, u128, Opening)], mask: u128) -> Starting {
        let sets = |nth: usize| (Fitting { by_class: 1 << nth, by_word: 0 }, Fitting { by_class: 0, by_word: 1 << nth });
        let plain = starts.iter().enumerate().filter(|(_, (.., opening))| opening.lead.is_none());
        let next = Next::new(plain.flat_map(|(nth, (.., o))| [(&o.by_class, sets(nth).0), (&o.by_word, sets(nth).1)]).map(parts));
        let led = || starts.iter().enumerate().filter_map(|(nth, (.., opening))| Some((nth, opening.lead.as_ref()?)));
        let mut terms: Vec<Term> = Vec::new();
        led().for_each(|(_, (term, _))| {
            if !terms.contains(term) {
                terms.push(*term)
            }
        });
        let after = |term: Term| Next::new(led().filter(move |(_, (t, _))| *t == term).map(|(nth, (_, follow))| parts((follow, sets(nth).0))));
        let leads = terms.into_iter().map(|term| (term, after(term))).collect();
        let first = Next::new(starts.iter().enumerate().map(|(nth, (_, first, _))| (*first, &[][..], sets(nth).0)));
        let starts = starts.iter().map(|(start, ..)| start.clone()).collect();
        Starting { starts, fittings: vec![Fitting::default()], mask, others: Box::new(Others { first, next }), leads }
    }

    /// Which of `fittings` are the rules that a token of a column may follow.
    fn place(&mut self, &(mask, word): &(u128, Code)) -> u8 {
        let fitting = self.others.next.before(mask, word);
        let known = self.fittings.iter().position(|known| *known == fitting);
        let place = known.unwrap_or_else(|| {
            self.fittings.push(fitting);
            self.fittings.len() - 1
        });
        debug_assert!(place <= usize::from(u8::MAX));
        place as u8
    }
}

/// Whether an expression may begin with a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Never,
    /// If the next token fits.
    Paired,
    Always,
}

/// What the grammar asks of every token's word, in one line of the processor's cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(crate) struct Fact {
    /// Its classes.
    pub mask: u128,
    /// Which row of rules it begins; 0 for words that begin none.
    row: u16,
    /// Its column in the pairs of all rows.
    column: u16,
    begins: Begins,
}

/// The rules that can begin with a token.
pub(crate) struct Starts {
    /// By twice the code, one more for a word with which no phrase begins.
    pub facts: Vec<Fact>,
    rows: Vec<Starting>,
    /// By row and column, which of the row's fittings are the rules that the column's words may follow.
    pairs: Vec<u8>,
    columns: usize,
    the: Code,
}

impl Starts {
    pub fn new(rules: &[(Pattern, Rule)], lexicon: &Lexicon, openers: &[Code], the: Code) -> Starts {
        let that = |mask: u128, phrases: u128, word: Option<Code>| {
            let numbered = (0u16..).zip(rules.iter().map(|(pattern, _)| pattern));
            let start = |(rule, pattern): (u16, &Pattern)| {
                let by_word = word.is_some_and(|word| pattern.first_words.contains(&word));
                let fits = pattern.first & mask != 0 || by_word;
                let need = |nth: usize| pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX);
                // Numbers are near many words; what the last elements need tells most.
                let start = Start { rule, needs: [need(0), need(1)], within: u8::try_from(pattern.longest).unwrap_or(u8::MAX) };
                fits.then(|| (start, pattern.first, pattern.opening(word, mask, phrases, openers)))
            };
            let starts: Vec<(Start, u128, Opening)> = numbered.filter_map(start).collect();
            debug_assert!(starts.len() <= SET);
            Starting::new(&starts, mask)
        };
        let mut starts = Starts { facts: Vec::new(), rows: vec![Starting::new(&[], 0)], pairs: Vec::new(), columns: 0, the };
        // Words of the same classes begin the same rules.
        let mut known: HashMap<(u128, u128, Option<Code>), u16> = HashMap::new();
        for code in lexicon.codes() {
            let number = if lexicon.is_number(code) { ANY_NUMBER } else { 0 };
            let of_rule = rules.iter().any(|(pattern, _)| pattern.first_words.contains(&code)) || openers.contains(&code);
            for (own, phrases) in lexicon.masks(code).into_iter().zip([lexicon.phrases(code), 0]) {
                let (mask, word) = match code {
                    PLAIN_APOSTROPHE => (APOSTROPHE, None),
                    PLAIN_NUMBER..=NUMBER_WITH_MARKS => (own, None),
                    _ if own == 0 && !of_rule => (0, None),
                    _ => (own | number, Some(code)),
                };
                let row = *known.entry((mask, phrases, word.filter(|_| of_rule))).or_insert_with(|| {
                    let row = that(mask, phrases, word);
                    if row.starts.is_empty() {
                        return 0;
                    }
                    starts.rows.push(row);
                    (starts.rows.len() - 1) as u16
                });
                let leads = starts.rows.get(usize::from(row)).is_some_and(|row| !row.leads.is_empty());
                let begins = match row {
                    _ if leads || own & OPENERS != 0 => Begins::Always,
                    0 => Begins::Never,
                    _ => Begins::Paired,
                };
                starts.facts.push(Fact { mask: own, row, column: 0, begins });
            }
        }
        starts.pair(lexicon);
        starts
    }

    /// Numbers the columns, one for all words that may follow the same, and pairs them with the rows.
    fn pair(&mut self, lexicon: &Lexicon) {
        let mut named = vec![false; lexicon.codes().len()];
        self.rows.iter().flat_map(|row| row.others.next.by_word.iter()).for_each(|(word, _)| named[usize::from(*word)] = true);
        let asked = self.rows.iter().fold(0, |all, row| all | row.others.next.classes);
        let mut columns: Vec<(u128, Code)> = Vec::new();
        let mut known: HashMap<(u128, Code), u16> = HashMap::new();
        for (place, fact) in self.facts.iter_mut().enumerate() {
            let column = (fact.mask & asked, if named[place / 2] { (place / 2) as Code } else { NONE });
            fact.column = *known.entry(column).or_insert_with(|| {
                columns.push(column);
                (columns.len() - 1) as u16
            });
        }
        self.pairs = self.rows.iter_mut().flat_map(|row| columns.iter().map(|column| row.place(column))).collect();
        self.columns = columns.len();
    }

    /// Which of a row's fittings are the rules that a word may follow.
    #[inline]
    fn fitting_of(&self, row: u16, next: &Fact) -> usize {
        usize::from(self.pairs[usize::from(row) * self.columns + usize::from(next.column)])
    }

    /// Whether an expression may begin at a token.
    #[inline]
    pub fn may_begin(&self, words: &Words<'_, '_>, at: usize) -> bool {
        let Some(fact) = words.fact(at) else { return true };
        match fact.begins {
            Begins::Never => false,
            Begins::Always if !words.is_mere_number(at) => true,
            _ => {
                let Some(next) = words.fact(at + 1) else { return true };
                // After "the" words of these classes can stand second in other ways than rules tell.
                self.fitting_of(fact.row, next) != 0 || (next.mask & SECOND != 0 && words.code(at) == self.the)
            }
        }
    }

    /// Whether some rule can begin with a token.
    #[inline]
    pub fn any(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> bool {
        self.row_of(words, at) != 0 || mask & (NUMBER | APOSTROPHE) != 0
    }

    /// The rules that can begin with a token, and those of them to which the words after it may belong, as bits.
    #[inline]
    pub fn at(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> (&[Start], u128) {
        let of = |code: Code| self.facts[usize::from(code) * 2].row;
        let row = match self.row_of(words, at) {
            0 if mask & NUMBER != 0 => of(NUMBER_WITH_MARKS),
            0 if mask & APOSTROPHE != 0 => of(PLAIN_APOSTROPHE),
            row => row,
        };
        let starting = &self.rows[usize::from(row)];
        let mut fitting = match words.fact(at + 1) {
            Some(next) => starting.fittings[self.fitting_of(row, next)],
            None => starting.others.next.before(words.mask(at + 1), words.code(at + 1)),
        };
        let leads = if words.is_mere_number(at) { &[] } else { &starting.leads[..] };
        for (term, next) in leads {
            if let Some((_, end)) = term.read(words, at) {
                fitting.add(next.before(words.mask(end), words.code(end)));
            }
        }
        // Of the phrases that a word may begin the next one leaves few.
        let begun = if mask == starting.mask { u128::MAX } else { starting.others.first.before(mask, NONE).by_class };
        (&starting.starts, (fitting.by_class & begun) | fitting.by_word)
    }

    #[inline]
    fn row_of(&self, words: &Words<'_, '_>, at: usize) -> u16 {
        match words.fact(at) {
            Some(fact) => fact.row,
            None => self.facts[usize::from(words.code(at)) * 2].row,
        }
    }
}

/// The classes of the next words, as far as they have been asked for.
pub(crate) struct Near<'w, 'a, 'l> {
    pub words: &'w Words<'a, 'l>,
    pub at: usize,
    /// How many of the sizes are known.
    pub known: usize,
    /// The classes of the first words, by size.
    pub classes: [u128; 3],
}

impl Near<'_, '_, '_> {
    /// How many words are looked at together; the first is known from the start.
    const SIZES: [usize; 4] = [1, 4, 7, LONGEST];

    /// The classes of at least as many words, where there are rules that long.
    #[inline]
    pub fn within(&mut self, words: u8) -> u128 {
        let words = usize::from(words);
        let size = usize::from(words > Self::SIZES[1]) + usize::from(words > Self::SIZES[2]);
        while self.known <= size {
            let next = self.at + Self::SIZES[self.known]..self.at + Self::SIZES[self.known + 1];
            let before = self.classes[self.known.saturating_sub(1)];
            self.classes[self.known] = next.fold(before, |classes, at| classes | self.words.mask(at));
            self.known += 1;
        }
        self.classes[size]
    }
}
