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

/// How many rules are told apart by the bits of one set.
const SET: usize = 128;

/// Rules, as bits: those that a word begins by one of its classes, and those that it begins as the word that it is.
#[derive(Clone, Copy, Default)]
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

/// Some rules that can begin with a word, in order.
#[derive(Clone)]
pub(crate) struct Starting {
    pub starts: Box<[Start]>,
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
        Starting { starts: starts.iter().map(|(start, _)| start.clone()).collect(), mask, first, next, leads }
    }

    /// The rules that begin with a token of these classes and to which the words after it may belong, as bits.
    pub fn fitting(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> u128 {
        let mut fitting = self.next.before(words.mask(at + 1), words.code(at + 1));
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

/// The rules that can begin with a token.
#[derive(Default)]
pub(crate) struct Starts {
    /// By code, which row of `rows`; 0 for words that begin nothing.
    words: Vec<u16>,
    /// Rules that begin with the same words, in sets of at most [`SET`].
    rows: Vec<Box<[Starting]>>,
    /// By code, whether an expression may begin with it.
    pub begins: Vec<bool>,
}

impl Starts {
    pub fn new(rules: &[Compiled], lexicon: &Lexicon, openers: &[Code]) -> Starts {
        let that = |mask: u128, word: Option<Code>| {
            let numbered = (0u16..).zip(rules.iter().map(|r| &r.pattern));
            let start = |(rule, pattern): (u16, &Pattern)| {
                let by_word = word.is_some_and(|word| pattern.first_words.contains(&word));
                let fits = pattern.first & mask != 0 || by_word;
                let need = |nth: usize| pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX);
                // Numbers are near many words; what the last elements need tells most.
                let needs = [need(0), need(1)];
                let start = Start { rule, first: pattern.first, needs, within: pattern.longest };
                fits.then(|| (start, pattern.opening(word, mask, lexicon, openers)))
            };
            let starts: Vec<(Start, Opening)> = numbered.filter_map(start).collect();
            starts.chunks(SET).map(|starts| Starting::new(starts, mask)).collect::<Box<[Starting]>>()
        };
        let mut starts = Starts { words: Vec::new(), rows: vec![Box::default()], begins: Vec::new() };
        // Words of the same classes begin the same rules.
        let mut known: HashMap<(u128, u128, Option<Code>), u16> = HashMap::new();
        for code in lexicon.codes() {
            let number = if lexicon.is_number(code) { ANY_NUMBER } else { 0 };
            let of_rule = rules.iter().any(|rule| rule.pattern.first_words.contains(&code)) || openers.contains(&code);
            let (mask, word) = match code {
                PLAIN_APOSTROPHE => (APOSTROPHE, None),
                PLAIN_NUMBER..=NUMBER_WITH_MARKS => (lexicon.mask(code), None),
                _ if lexicon.mask(code) == 0 && !of_rule => (0, None),
                _ => (lexicon.mask(code) | number, Some(code)),
            };
            let key = (mask, lexicon.phrases(code), word.filter(|_| of_rule));
            let row = *known.entry(key).or_insert_with(|| {
                let row = that(mask, word);
                if row.is_empty() {
                    return 0;
                }
                starts.rows.push(row);
                (starts.rows.len() - 1) as u16
            });
            starts.words.push(row);
            starts.begins.push(row != 0 || lexicon.mask(code) & OPENERS != 0);
        }
        starts
    }

    /// Whether some rule can begin with a token.
    #[inline]
    pub fn any(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> bool {
        self.words.get(usize::from(words.code(at))).is_some_and(|row| *row != 0) || mask & (NUMBER | APOSTROPHE) != 0
    }

    #[inline]
    pub fn at(&self, words: &Words<'_, '_>, at: usize, mask: u128) -> &[Starting] {
        let row = |code: Code| self.words.get(usize::from(code)).copied().unwrap_or(0);
        let row = match row(words.code(at)) {
            0 if mask & NUMBER != 0 => row(NUMBER_WITH_MARKS),
            0 if mask & APOSTROPHE != 0 => row(PLAIN_APOSTROPHE),
            row => row,
        };
        self.rows.get(usize::from(row)).map_or(&[], |row| row)
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
