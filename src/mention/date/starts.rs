//! Which rules of the grammar can begin with a word, by what follows it.

use std::collections::{HashMap, HashSet};

use super::{
    lexicon::{Class, Code, Lexicon, NONE, NUMBER_WITH_MARKS, PLAIN_APOSTROPHE, PLAIN_NUMBER},
    pattern::{Follow, Opening, Pattern},
    term::{ANY, ANY_NUMBER, APOSTROPHE, NUMBER, Term},
    words::Words,
};

/// The classes of the words that stand before what the rules find.
pub(crate) const OPENERS: u128 = Class::Edge.bit() | Class::Phase.bit() | Class::PhaseOuter.bit() | Class::Approx.bit() | Class::Part.bit();

/// The classes of words that can stand second in an expression only after "the", where no rule says so.
pub(crate) const SECOND: u128 = Class::Phase.bit() | Class::Part.bit() | Class::Unit.bit();

/// How many tokens an expression of one rule has at most; numbers in words are the longest.
const LONGEST: usize = 14;

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

/// The rules that can begin with a word, at most [`SET`].
#[derive(Clone, Copy)]
struct Row {
    /// The classes for which all of them have been chosen.
    mask: u128,
    /// Where in [`Starts::rules`] they stand, in order.
    rules: u32,
    /// Those that begin with a term: where in [`Starts::leads`] they stand, and how many terms there are.
    leads: (u16, u16),
}

/// Whether an expression may begin with a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Never,
    /// If the next token fits.
    Paired,
    Always,
}

/// What the grammar asks of every token's word, so small that that of most words of an article lies together.
#[derive(Clone, Copy)]
pub(crate) struct Fact {
    /// The number of the set of its classes.
    set: u16,
    /// Which row of rules it begins; 0 for words that begin none.
    row: u16,
    /// Its column in the pairs of all rows.
    column: u16,
    /// Where its senses stand, and how many they are.
    senses: (u16, u8),
    begins: Begins,
}

/// What is known of words.
#[derive(Default)]
pub(crate) struct Facts {
    /// By twice the code, one more for a word with which no phrase begins.
    of: Vec<Fact>,
    /// The sets of classes that words have: some three hundred.
    sets: Vec<u128>,
}

impl Facts {
    /// What is known of a word by twice its code; nothing beyond the last code.
    #[inline]
    pub fn get(&self, code: u32) -> Option<&Fact> {
        self.of.get(code as usize)
    }

    /// The classes of a word by twice its code.
    #[inline]
    pub fn mask(&self, code: u32) -> u128 {
        self.get(code).map_or(0, |fact| self.mask_of(fact))
    }

    /// The senses of a word by twice its code: where they stand, and how many they are.
    #[inline]
    pub fn senses(&self, code: u32) -> (u16, u8) {
        self.get(code).map_or((0, 0), |fact| fact.senses)
    }

    #[inline]
    fn mask_of(&self, fact: &Fact) -> u128 {
        self.sets[usize::from(fact.set)]
    }

    /// The number of a set.
    fn set(&mut self, mask: u128) -> u16 {
        let known = self.sets.iter().position(|&set| set == mask).unwrap_or(self.sets.len());
        if known == self.sets.len() {
            self.sets.push(mask);
        }
        known as u16
    }
}

/// The rules that can begin with a token.
pub(crate) struct Starts {
    pub facts: Facts,
    rows: Vec<Row>,
    rules: Vec<u16>,
    /// The terms with which the rules of a row begin, and the row of `pairs` for what follows them.
    leads: Vec<(Term, u16)>,
    /// By row and column, which of `fittings` are the rules that the column's words may follow. After the rows of rules come those of leads.
    pairs: Vec<u16>,
    columns: usize,
    /// By row, a bit for each column that has some: asked of most words, of which few begin an expression.
    fits: Vec<u64>,
    /// The first is empty.
    fittings: Vec<Fitting>,
    /// The same as `pairs`, and by class the rules that begin with it: for tokens that have other classes than their word alone.
    nexts: Vec<Next>,
    firsts: Vec<Next>,
    the: Code,
}

/// A rule that can begin with a word: its number, the classes it can begin with, and what may follow.
type Start = (u16, u128, Opening);

impl Starts {
    pub fn new(patterns: &[&Pattern], lexicon: &Lexicon, openers: &[Code], the: Code) -> Starts {
        let mut starts = Starts {
            facts: Facts::default(),
            rows: Vec::new(),
            rules: Vec::new(),
            leads: Vec::new(),
            pairs: Vec::new(),
            columns: 0,
            fits: Vec::new(),
            fittings: vec![Fitting::default()],
            nexts: Vec::new(),
            firsts: Vec::new(),
            the,
        };
        let mut leads = Vec::new();
        starts.add(&[], 0, &mut leads);
        // Words of the same classes begin the same rules.
        let mut known: HashMap<(u128, u128, Option<Code>), u16> = HashMap::new();
        let named: HashSet<Code> = patterns.iter().flat_map(|pattern| &pattern.first_words).chain(openers).copied().collect();
        for code in lexicon.codes() {
            let number = if lexicon.is_number(code) { ANY_NUMBER } else { 0 };
            let of_rule = named.contains(&code);
            for (own, phrases) in lexicon.masks(code).into_iter().zip([lexicon.phrases(code), 0]) {
                let (mask, word) = match code {
                    PLAIN_APOSTROPHE => (APOSTROPHE, None),
                    PLAIN_NUMBER..=NUMBER_WITH_MARKS => (own, None),
                    _ if own == 0 && !of_rule => (0, None),
                    _ => (own | number, Some(code)),
                };
                let row = *known.entry((mask, phrases, word.filter(|_| of_rule))).or_insert_with(|| {
                    let fits = |pattern: &Pattern| pattern.first & mask != 0 || word.is_some_and(|word| pattern.first_words.contains(&word));
                    let begun = patterns.iter().zip(0..).filter(|(pattern, _)| fits(pattern));
                    let start = |(pattern, rule): (&&Pattern, u16)| (rule, pattern.first, pattern.opening(word, mask, phrases, openers));
                    starts.add(&begun.map(start).collect::<Vec<Start>>(), mask, &mut leads)
                });
                let begins = match row {
                    _ if starts.rows[usize::from(row)].leads.1 > 0 || own & OPENERS != 0 => Begins::Always,
                    0 => Begins::Never,
                    _ => Begins::Paired,
                };
                let set = starts.facts.set(own);
                starts.facts.of.push(Fact { set, row, column: 0, senses: lexicon.place(code), begins });
            }
        }
        // The rows of leads come after those of rules.
        let rows = starts.rows.len() as u16;
        starts.leads.iter_mut().for_each(|(_, row)| *row += rows);
        starts.nexts.extend(leads);
        starts.pair();
        starts
    }

    /// Adds a row of rules and, apart, what may follow their leads; gives its number.
    fn add(&mut self, starts: &[Start], mask: u128, after: &mut Vec<Next>) -> u16 {
        debug_assert!(starts.len() <= SET);
        if starts.is_empty() && !self.rows.is_empty() {
            return 0;
        }
        let sets = |nth: usize| (Fitting { by_class: 1 << nth, by_word: 0 }, Fitting { by_class: 0, by_word: 1 << nth });
        let plain = starts.iter().enumerate().filter(|(_, (.., opening))| opening.lead.is_none());
        self.nexts.push(Next::new(plain.flat_map(|(nth, (.., o))| [(&o.by_class, sets(nth).0), (&o.by_word, sets(nth).1)]).map(parts)));
        self.firsts.push(Next::new(starts.iter().enumerate().map(|(nth, (_, first, _))| (*first, &[][..], sets(nth).0))));
        let led = || starts.iter().enumerate().filter_map(|(nth, (.., opening))| Some((nth, opening.lead.as_ref()?)));
        let first = self.leads.len();
        for (_, (term, _)) in led() {
            if !self.leads[first..].iter().any(|(known, _)| known == term) {
                self.leads.push((*term, after.len() as u16));
                after.push(Next::new(led().filter(|(_, (t, _))| t == term).map(|(nth, (_, follow))| parts((follow, sets(nth).0)))));
            }
        }
        let leads = (first as u16, (self.leads.len() - first) as u16);
        self.rows.push(Row { mask, rules: self.rules.len() as u32, leads });
        self.rules.extend(starts.iter().map(|(rule, ..)| *rule));
        (self.rows.len() - 1) as u16
    }

    /// Numbers the columns, one for all words that may follow the same, and pairs them with the rows.
    fn pair(&mut self) {
        let named: HashSet<Code> = self.nexts.iter().flat_map(|next| next.by_word.iter().map(|(word, _)| *word)).collect();
        let asked = self.nexts.iter().fold(0, |all, next| all | next.classes);
        let mut columns: Vec<(u128, Code)> = Vec::new();
        let mut known: HashMap<(u128, Code), u16> = HashMap::new();
        let Facts { of, sets } = &mut self.facts;
        for (fact, code) in of.iter_mut().zip((0..).flat_map(|code| [code, code])) {
            let column = (sets[usize::from(fact.set)] & asked, if named.contains(&code) { code } else { NONE });
            fact.column = *known.entry(column).or_insert_with(|| {
                columns.push(column);
                (columns.len() - 1) as u16
            });
        }
        let mut places = HashMap::from([(Fitting::default(), 0)]);
        for next in &self.nexts {
            self.pairs.extend(columns.iter().map(|(mask, word)| {
                let fitting = next.before(*mask, *word);
                // Most words may follow no rule of a row.
                if fitting == Fitting::default() {
                    return 0;
                }
                *places.entry(fitting).or_insert_with(|| {
                    self.fittings.push(fitting);
                    (self.fittings.len() - 1) as u16
                })
            }));
        }
        self.columns = columns.len();
        let bits = |part: &[u16]| part.iter().rev().fold(0, |bits, &fitting| bits << 1 | u64::from(fitting != 0));
        self.fits = self.pairs.chunks(self.columns.max(1)).flat_map(|row| row.chunks(64).map(bits)).collect();
    }

    /// Which of the fittings are the rules of a row that a word may follow.
    #[inline]
    fn paired(&self, row: u16, next: &Fact) -> usize {
        usize::from(self.pairs[usize::from(row) * self.columns + usize::from(next.column)])
    }

    /// Whether a word may follow some rule of a row.
    #[inline]
    fn fits(&self, row: u16, next: &Fact) -> bool {
        let column = usize::from(next.column);
        self.fits[usize::from(row) * self.columns.div_ceil(64) + column / 64] >> (column % 64) & 1 != 0
    }

    /// The rules of a row that a token may follow.
    #[inline]
    fn before(&self, row: u16, words: &Words<'_, '_>, next: usize) -> Fitting {
        match words.fact(next) {
            Some(fact) => self.fittings[self.paired(row, fact)],
            None => self.nexts[usize::from(row)].before(words.mask(next), words.code(next)),
        }
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
                self.fits(fact.row, next) || (words.code(at) == self.the && self.facts.mask_of(next) & SECOND != 0)
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
    pub fn at(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> (&[u16], u128) {
        let of = |code: Code| self.facts.of[usize::from(code) * 2].row;
        let number = match self.row_of(words, at) {
            0 if mask & NUMBER != 0 => of(NUMBER_WITH_MARKS),
            0 if mask & APOSTROPHE != 0 => of(PLAIN_APOSTROPHE),
            row => row,
        };
        let row = self.rows[usize::from(number)];
        let mut fitting = self.before(number, words, at + 1);
        if row.leads.1 > 0 && !words.is_mere_number(at) {
            let (first, count) = (usize::from(row.leads.0), usize::from(row.leads.1));
            for &(term, after) in &self.leads[first..first + count] {
                if let Some((_, end)) = term.read(words, at) {
                    fitting.add(self.before(after, words, end));
                }
            }
        }
        // Of the phrases that a word may begin the next one leaves few.
        let begun = if mask == row.mask { u128::MAX } else { self.firsts[usize::from(number)].before(mask, NONE).by_class };
        (&self.rules[row.rules as usize..], (fitting.by_class & begun) | fitting.by_word)
    }

    #[inline]
    fn row_of(&self, words: &Words<'_, '_>, at: usize) -> u16 {
        match words.fact(at) {
            Some(fact) => fact.row,
            None => self.facts.of[usize::from(words.code(at)) * 2].row,
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
            self.classes[self.known] = self.classes[self.known.saturating_sub(1)] | self.words.masks(next);
            self.known += 1;
        }
        self.classes[size]
    }
}
