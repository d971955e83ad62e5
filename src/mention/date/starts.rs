//! Which rules of the grammar can begin with a word, by what follows it.

use std::collections::HashMap;

use super::{
    lexicon::{Class, Code, Lexicon, NONE, NUMBER_WITH_MARKS, PLAIN_APOSTROPHE, PLAIN_NUMBER},
    pattern::{Follow, Opening, Pattern},
    rules::Meaning,
    term::{ANY, ANY_NUMBER, APOSTROPHE, NUMBER, Term},
    words::Words,
};

/// The classes of the words that stand before what the rules find.
pub(crate) const OPENERS: u128 = Class::Edge.bit() | Class::Phase.bit() | Class::PhaseOuter.bit() | Class::Approx.bit() | Class::Part.bit();

/// The classes of words that can stand second in an expression only after "the", where no rule says so.
pub(crate) const SECOND: u128 = Class::Phase.bit() | Class::Part.bit() | Class::Unit.bit();

/// How many tokens an expression of one rule has at most; numbers in words are the longest.
const LONGEST: usize = 14;

/// A rule with its pattern compiled.
pub(crate) struct Compiled {
    pub name: &'static str,
    pub pattern: Pattern,
    pub meaning: Meaning,
}

/// A rule that can begin with a word.
#[derive(Clone)]
pub(crate) struct Start {
    pub rule: u16,
    /// The classes one of which the word must have, if it is not one of the rule's own words.
    first: u128,
    /// The classes of which it needs one each, within so many words.
    pub needs: [u128; 2],
    pub within: usize,
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
#[derive(Clone)]
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
#[derive(Clone)]
pub(crate) struct Starting {
    pub starts: Box<[Start]>,
    /// By the column of the next token, which of `fittings` are the rules that it may follow; the first of those is none.
    pairs: Box<[u8]>,
    fittings: Vec<Fitting>,
    /// The classes for which all of them have been chosen, and by class those that begin with it.
    mask: u128,
    first: Next,
    /// The rules by the next token.
    next: Next,
    /// The rules that begin with a term, by what follows what it reads.
    leads: Box<[(Term, Next)]>,
}

impl Starting {
    fn new(starts: &[(Start, Opening)], mask: u128) -> Starting {
        let sets = |nth: usize| (Fitting { by_class: 1 << nth, by_word: 0 }, Fitting { by_class: 0, by_word: 1 << nth });
        let plain = starts.iter().enumerate().filter(|(_, (_, opening))| opening.lead.is_none());
        let next = Next::new(plain.flat_map(|(nth, (_, o))| [(&o.by_class, sets(nth).0), (&o.by_word, sets(nth).1)]).map(parts));
        let led = || starts.iter().enumerate().filter_map(|(nth, (_, opening))| Some((nth, opening.lead.as_ref()?)));
        let mut terms: Vec<Term> = Vec::new();
        led().for_each(|(_, (term, _))| {
            if !terms.contains(term) {
                terms.push(*term)
            }
        });
        let after = |term: Term| Next::new(led().filter(move |(_, (t, _))| *t == term).map(|(nth, (_, follow))| parts((follow, sets(nth).0))));
        let leads = terms.into_iter().map(|term| (term, after(term))).collect();
        let first = Next::new(starts.iter().enumerate().map(|(nth, (start, _))| (start.first, &[][..], sets(nth).0)));
        let starts = starts.iter().map(|(start, _)| start.clone()).collect();
        Starting { starts, pairs: Box::default(), fittings: vec![Fitting::default()], mask, first, next, leads }
    }

    /// Tells for each column which rules may be followed by its tokens. Nothing is told if there are more sets of rules than a byte can number.
    fn pair(&mut self, columns: &[(u128, Code)]) {
        let place = |&(mask, word): &(u128, Code)| {
            let fitting = self.next.before(mask, word);
            let known = self.fittings.iter().position(|known| *known == fitting);
            let place = known.unwrap_or_else(|| {
                self.fittings.push(fitting);
                self.fittings.len() - 1
            });
            u8::try_from(place).ok()
        };
        self.pairs = columns.iter().map(place).collect::<Option<_>>().unwrap_or_default();
    }

    /// The rules that begin with a token of these classes and to which the words after it may belong, as bits.
    pub fn fitting(&self, words: &Words<'_, '_>, at: usize, mask: u128, column: Option<usize>) -> u128 {
        let paired = column.and_then(|column| self.fittings.get(usize::from(*self.pairs.get(column)?)));
        let mut fitting = paired.copied().unwrap_or_else(|| self.next.before(words.mask(at + 1), words.code(at + 1)));
        let leads = if words.is_mere_number(at) { &[] } else { &self.leads[..] };
        for (term, next) in leads {
            if let Some((_, end)) = term.read(words, at) {
                fitting.add(next.before(words.mask(end), words.code(end)));
            }
        }
        // Of the phrases that a word may begin the next one leaves few.
        let begun = if mask == self.mask { u128::MAX } else { self.first.before(mask, NONE).by_class };
        (fitting.by_class & begun) | fitting.by_word
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

/// The rules that can begin with a token.
pub(crate) struct Starts {
    /// By twice the code, one more for a word with which no phrase begins: which row of `rows`; 0 for words that begin nothing.
    words: Vec<u16>,
    rows: Vec<Starting>,
    /// So as well.
    begins: Vec<Begins>,
    /// The column of a word in the pairs of all rows.
    columns: Vec<u16>,
    the: Code,
}

impl Starts {
    pub fn new(rules: &[Compiled], lexicon: &Lexicon, openers: &[Code], the: Code) -> Starts {
        let that = |mask: u128, phrases: u128, word: Option<Code>| {
            let numbered = (0u16..).zip(rules.iter().map(|r| &r.pattern));
            let start = |(rule, pattern): (u16, &Pattern)| {
                let by_word = word.is_some_and(|word| pattern.first_words.contains(&word));
                let fits = pattern.first & mask != 0 || by_word;
                let need = |nth: usize| pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX);
                // Numbers are near many words; what the last elements need tells most.
                let needs = [need(0), need(1)];
                let start = Start { rule, first: pattern.first, needs, within: pattern.longest };
                fits.then(|| (start, pattern.opening(word, mask, phrases, openers)))
            };
            let starts: Vec<(Start, Opening)> = numbered.filter_map(start).collect();
            debug_assert!(starts.len() <= SET);
            Starting::new(&starts, mask)
        };
        let mut starts = Starts { words: Vec::new(), rows: vec![Starting::new(&[], 0)], begins: Vec::new(), columns: Vec::new(), the };
        // Words of the same classes begin the same rules.
        let mut known: HashMap<(u128, u128, Option<Code>), u16> = HashMap::new();
        for code in lexicon.codes() {
            let number = if lexicon.is_number(code) { ANY_NUMBER } else { 0 };
            let of_rule = rules.iter().any(|rule| rule.pattern.first_words.contains(&code)) || openers.contains(&code);
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
                starts.words.push(row);
                let leads = starts.rows.get(usize::from(row)).is_some_and(|row| !row.leads.is_empty());
                starts.begins.push(match row {
                    _ if leads || own & OPENERS != 0 => Begins::Always,
                    0 => Begins::Never,
                    _ => Begins::Paired,
                });
            }
        }
        starts.pair(lexicon);
        starts
    }

    /// Numbers the columns, one for all words that may follow the same, and tells each row of them.
    fn pair(&mut self, lexicon: &Lexicon) {
        let mut named = vec![false; lexicon.codes().len()];
        self.rows.iter().flat_map(|row| row.next.by_word.iter()).for_each(|(word, _)| named[usize::from(*word)] = true);
        let asked = self.rows.iter().fold(0, |all, row| all | row.next.classes);
        let mut columns: Vec<(u128, Code)> = Vec::new();
        let mut known: HashMap<(u128, Code), u16> = HashMap::new();
        for code in lexicon.codes() {
            for mask in lexicon.masks(code) {
                let column = (mask & asked, if named[usize::from(code)] { code } else { NONE });
                let place = *known.entry(column).or_insert_with(|| {
                    columns.push(column);
                    (columns.len() - 1) as u16
                });
                self.columns.push(place);
            }
        }
        self.rows.iter_mut().for_each(|row| row.pair(&columns));
    }

    /// Whether an expression may begin at a token.
    #[inline]
    pub fn may_begin(&self, words: &Words<'_, '_>, at: usize) -> bool {
        let Some(known) = words.known(at) else { return true };
        match self.begins.get(known).copied().unwrap_or(Begins::Never) {
            Begins::Never => false,
            Begins::Always if !words.is_mere_number(at) => true,
            _ => {
                let row = self.row(words, at, words.mask(at));
                let paired = self.column(words, at + 1).and_then(|column| row.pairs.get(column));
                // After "the" words of these classes can stand second in other ways than rules tell.
                paired.is_none_or(|fitting| *fitting != 0) || (words.code(at) == self.the && words.mask(at + 1) & SECOND != 0)
            }
        }
    }

    /// The column of a token, if its word has no other classes than its own.
    #[inline]
    pub fn column(&self, words: &Words<'_, '_>, at: usize) -> Option<usize> {
        self.columns.get(words.known(at)?).copied().map(usize::from)
    }

    /// Whether some rule can begin with a token.
    #[inline]
    pub fn any(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> bool {
        self.place(words, at) != 0 || mask & (NUMBER | APOSTROPHE) != 0
    }

    /// The rules that can begin with a token.
    #[inline]
    pub fn row(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> &Starting {
        let of = |code: Code| self.words[usize::from(code) * 2];
        let row = match self.place(words, at) {
            0 if mask & NUMBER != 0 => of(NUMBER_WITH_MARKS),
            0 if mask & APOSTROPHE != 0 => of(PLAIN_APOSTROPHE),
            row => row,
        };
        &self.rows[usize::from(row)]
    }

    #[inline]
    fn place(&self, words: &Words<'_, '_>, at: usize) -> u16 {
        let known = words.known(at).unwrap_or_else(|| usize::from(words.code(at)) * 2);
        self.words.get(known).copied().unwrap_or(0)
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
    pub fn within(&mut self, words: usize) -> u128 {
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
