//! The words of a name: where a run of them ends.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    headline,
    words::{Class, Words},
};
use crate::{
    document::Document,
    gazetteer::Layers,
    token::{Gap, Kind, Token},
};

/// Names have no more words than this.
const MOST: usize = 7;
/// In a headline the words around a name have capitals too.
const MOST_IN_HEADLINE: u8 = 2;
/// Nor do more particles stand one after another.
const PARTICLES: usize = 3;
/// Nor does one word of a name have more hyphens.
const HYPHENS: usize = 4;

/// A run of words that may be a name.
#[derive(Clone, Debug)]
pub(crate) struct Run<'r> {
    pub tokens: Range<usize>,
    /// The tokens that are words of the name: no marks, particles, initials or suffixes. Never empty.
    pub words: &'r [u32],
    /// Words and words joined by hyphens.
    pub elements: usize,
    /// Its last token is a possessive.
    pub possessive: bool,
}

impl Run<'_> {
    /// The first word of the name.
    #[inline]
    pub fn first(&self) -> usize {
        self.words[0] as usize
    }

    /// The last word of the name.
    #[inline]
    pub fn last(&self) -> usize {
        self.words[self.words.len() - 1] as usize
    }

    /// The words of the name from one on.
    #[inline]
    pub fn words_from(&self, nth: usize) -> impl Iterator<Item = usize> {
        self.words[nth..].iter().map(|&word| word as usize)
    }
}

/// The runs of an article, read once.
pub(crate) struct Runs<'d> {
    shapes: Shapes<'d>,
    /// In order of their first tokens.
    found: Vec<Found>,
    /// The words of all runs.
    words: Vec<u32>,
    /// The tokens at which a name or a title may begin.
    near: Vec<u32>,
}

/// A run, with where its words stand in `Runs::words`.
struct Found {
    tokens: Range<u32>,
    words: Range<u32>,
    elements: u8,
    possessive: bool,
}

impl<'d> Runs<'d> {
    pub fn new(layers: &Layers, doc: &'d Document<'d>, words: &'d Words) -> Runs<'d> {
        let (mut shapes, near) = Shapes::new(doc, words);
        headline::plain(layers, doc, words, |i| shapes.has(i, WORD)).into_iter().for_each(|i| shapes.bits[i] &= !WORD);
        let mut found = Vec::with_capacity(near.len());
        let mut reader = Reader::new(&shapes, near.len());
        for &token in &near {
            if let Some(run) = reader.run(token as usize) {
                found.push(run);
            }
        }
        Runs { found, words: reader.words, near, shapes }
    }

    /// The tokens at which a title or a name of more than one token begins, in order: whether a title does, and the run of the name.
    pub fn begins(&self) -> impl Iterator<Item = (usize, bool, Option<Run<'_>>)> {
        let mut found = self.found.iter().peekable();
        self.near.iter().filter_map(move |&token| {
            let run = found.next_if(|found| found.tokens.start == token).filter(|found| found.tokens.len() > 1);
            let title = self.shapes.has(token as usize, TITLE);
            (title || run.is_some()).then(|| (token as usize, title, run.map(|found| self.read(found))))
        })
    }

    /// The capitalised words that may be part of a name, in order.
    pub fn name_words(&self) -> impl Iterator<Item = usize> {
        self.near.iter().map(|&token| token as usize).filter(|&token| self.is_name_word(token))
    }

    /// The run of name words that begins at a token; nothing if none does.
    pub fn run(&self, start: usize) -> Option<Run<'_>> {
        let at = self.found.binary_search_by_key(&start, |found| found.tokens.start as usize).ok()?;
        Some(self.read(&self.found[at]))
    }

    /// All runs, in order of their first tokens.
    pub fn all(&self) -> impl Iterator<Item = Run<'_>> {
        self.found.iter().map(|found| self.read(found))
    }

    #[inline]
    fn read(&self, found: &Found) -> Run<'_> {
        Run {
            tokens: found.tokens.start as usize..found.tokens.end as usize,
            words: &self.words[found.words.start as usize..found.words.end as usize],
            elements: usize::from(found.elements),
            possessive: found.possessive,
        }
    }

    /// A capitalised word that may be part of a name.
    #[inline]
    pub fn is_name_word(&self, token: usize) -> bool {
        self.shapes.has(token, WORD)
    }

    /// A token may stand in a name or begin a title.
    #[inline]
    pub fn may_stand(&self, token: usize) -> bool {
        self.shapes.has(token, ANY)
    }

    /// A title begins at a token.
    #[inline]
    pub fn is_title(&self, token: usize) -> bool {
        self.shapes.has(token, TITLE)
    }
}

/// The runs as they are being read.
struct Reader<'r, 'd> {
    shapes: &'r Shapes<'d>,
    words: Vec<u32>,
    /// Where the words of the run begin.
    from: usize,
    elements: u8,
    possessive: bool,
    /// The sentence of the last run of which it was asked, and whether it is a headline.
    headline: Option<(usize, bool)>,
}

impl<'r, 'd> Reader<'r, 'd> {
    fn new(shapes: &'r Shapes<'d>, runs: usize) -> Reader<'r, 'd> {
        Reader { shapes, words: Vec::with_capacity(runs * 2), from: 0, elements: 0, possessive: false, headline: None }
    }

    /// The run that begins at a token, if one does.
    fn run(&mut self, start: usize) -> Option<Found> {
        let shapes = self.shapes;
        if !shapes.has(start, WORD | PARTICLE | INITIAL) {
            return None;
        }
        if shapes.is_lone(start) {
            let at = self.words.len() as u32;
            self.words.push(start as u32);
            let possessive = !is_whole(shapes.doc, start);
            return Some(Found { tokens: start as u32..start as u32 + 1, words: at..at + 1, elements: 1, possessive });
        }
        (self.from, self.elements, self.possessive) = (self.words.len(), 0, false);
        let mut end = start;
        for count in 0..MOST {
            if count > 0 && (!shapes.has(end, ANY) || self.elements >= MOST_IN_HEADLINE && self.in_headline(start) || shapes.title_begins(end)) {
                break;
            }
            let Some(next) = self.element(end, count > 0) else { break };
            end = next;
            if self.possessive {
                break;
            }
        }
        let words = self.from as u32..self.words.len() as u32;
        if words.is_empty() {
            return None;
        }
        end = shapes.suffix(end).unwrap_or(end);
        Some(Found { tokens: start as u32..end as u32, words, elements: self.elements, possessive: self.possessive })
    }

    fn in_headline(&mut self, token: usize) -> bool {
        let doc = self.shapes.doc;
        let Some(sentence) = doc.sentence_of(token) else { return false };
        match self.headline {
            Some((known, is)) if known == sentence => is,
            _ => self.headline.insert((sentence, doc.in_headline(token) || is_headline(doc, sentence))).1,
        }
    }

    /// Reads one element of a name at a token and gives the token after it.
    #[inline]
    fn element(&mut self, at: usize, inside: bool) -> Option<usize> {
        let shapes = self.shapes;
        let token = shapes.doc.tokens.get(at)?;
        if inside && token.gap != Gap::Space {
            return None;
        }
        if shapes.has(at, PARTICLE | INITIAL) {
            if let Some(next) = shapes.particle(at, inside) {
                return self.element_word(next);
            }
            if let Some(next) = shapes.initial(at) {
                return shapes.name_follows(next).then_some(next);
            }
        }
        self.element_word(at)
    }

    /// A capitalised word with the parts that hyphens join to it.
    #[inline]
    fn element_word(&mut self, at: usize) -> Option<usize> {
        let shapes = self.shapes;
        if !shapes.has(at, WORD) || self.words.len() > self.from && shapes.has(at, SUFFIX) && is_whole(shapes.doc, at) {
            return None;
        }
        self.words.push(at as u32);
        self.elements += 1;
        let last = if shapes.doc.tokens.get(at + 1).is_some_and(is_hyphen) { self.parts(at) } else { at };
        self.possessive = !is_whole(shapes.doc, last);
        Some(last + 1)
    }

    /// The last of the words that hyphens join to a token.
    fn parts(&mut self, at: usize) -> usize {
        let mut last = at;
        for _ in 0..HYPHENS {
            let Some(next) = self.shapes.hyphened(last) else { break };
            last = next;
            if self.shapes.doc.tokens[next].capital {
                self.words.push(next as u32);
            }
        }
        last
    }
}

/// For each token whether it may stand in a name.
struct Shapes<'d> {
    doc: &'d Document<'d>,
    words: &'d Words,
    bits: Vec<u8>,
}

/// A capitalised word that may be part of a name.
const WORD: u8 = 1;
/// A particle, perhaps.
const PARTICLE: u8 = 2;
/// "J.", "J", "J.R": letters with full stops between them.
const INITIAL: u8 = 4;
/// A title begins there.
const TITLE: u8 = 8;
/// A word with a capital.
const CAPITAL: u8 = 16;
/// "Jr.", perhaps, with a capital.
const SUFFIX: u8 = 32;
/// Whatever may stand in a name.
const ANY: u8 = u8::MAX;

/// Of the [`shape`] of a word, beside [`PARTICLE`]: it is the word of a suffix, or that of a weekday or month.
const ENDS: u8 = 1;
const CALENDAR: u8 = 4;

/// What is asked of the class of every word: three bits.
pub(super) fn shape(class: Option<Class>) -> u8 {
    match class {
        Some(Class::Particle | Class::Article) => PARTICLE,
        Some(Class::Suffix) => ENDS,
        Some(Class::Calendar) => CALENDAR,
        _ => 0,
    }
}

impl<'d> Shapes<'d> {
    /// With the tokens at which a name or title may begin.
    fn new(doc: &'d Document<'d>, words: &'d Words) -> (Shapes<'d>, Vec<u32>) {
        let mut shapes = Shapes { doc, words, bits: vec![0; doc.tokens.len()] };
        let openings = doc.openings();
        let mut near = Vec::with_capacity(openings.len() + 8);
        for &token in openings {
            let i = token as usize;
            let title = if doc.has(i, Table::Title) { TITLE } else { 0 };
            let mut bits = title;
            if doc.tokens[i].capital {
                bits |= shapes.capital(i, doc.words[i].shape());
                shapes.particles_before(i, &mut near);
            }
            if bits != 0 {
                shapes.bits[i] |= bits;
                near.push(token);
            }
        }
        (shapes, near)
    }

    /// Enters the particles in small letters before a word with a capital: others begin no name and are in none.
    #[inline]
    fn particles_before(&mut self, word: usize, near: &mut Vec<u32>) {
        let mut at = word;
        for _ in 0..PARTICLES {
            let hyphen = at > 0 && is_hyphen(&self.doc.tokens[at - 1]);
            let Some(before) = at.checked_sub(1 + usize::from(hyphen)) else { break };
            if self.doc.tokens[before].capital || self.doc.words[before].shape() & PARTICLE == 0 {
                break;
            }
            let known = self.bits[before];
            self.bits[before] = known | PARTICLE;
            // The words of a title are there already.
            if known == 0 {
                let place = near.iter().rposition(|&known| (known as usize) < before).map_or(0, |last| last + 1);
                near.insert(place, before as u32);
            }
            at = before;
        }
    }

    /// The bits of a token with a capital and a word of that [`shape`], titles aside.
    #[inline]
    fn capital(&self, i: usize, shape: u8) -> u8 {
        let doc = self.doc;
        let token = &doc.tokens[i];
        let (suffix, calendar) = (if shape & ENDS != 0 { SUFFIX } else { 0 }, shape & CALENDAR != 0);
        let (name, initial) = match token.core() - token.start() {
            len if doc.is_plain(i) && token.kind == Kind::Word && !calendar => ((len > 1) & (!token.caps | (len <= 3)), len == 1),
            _ => (is_name_word(doc, i, calendar), is_initial(doc, token)),
        };
        CAPITAL | suffix | shape & PARTICLE | if name { WORD } else { 0 } | if initial { INITIAL } else { 0 }
    }

    /// The token is a word with which no other makes a name, as most are; a quick look that misses some.
    #[inline]
    fn is_lone(&self, i: usize) -> bool {
        self.bits[i] & (WORD | PARTICLE | INITIAL) == WORD
            && !self.has(i + 1, ANY)
            && !self.has(i + 2, SUFFIX)
            && !self.doc.tokens.get(i + 1).is_some_and(is_hyphen)
    }

    /// Some of the bits are those of a token.
    #[inline]
    fn has(&self, i: usize, bits: u8) -> bool {
        self.bits.get(i).is_some_and(|known| known & bits != 0)
    }

    /// "Florida Gov. Jeb Bush", "Texas Senator Ted Cruz": a title inside a run begins another name.
    fn title_begins(&self, at: usize) -> bool {
        let doc = self.doc;
        self.has(at, TITLE)
            && doc.names_of(at, Table::Title).next().is_some_and(|m| {
                let next = m.last as usize;
                let stop = doc.tokens.get(next).is_some_and(|t| t.gap == Gap::None && t.mark() == '.');
                let given = doc.has(at, Table::GivenName);
                !given && (stop || next > at + 1 || self.has(next, WORD) && doc.tokens[next].gap == Gap::Space)
            })
    }

    /// "J." or "J": the token after it, which must go on with the name.
    fn initial(&self, at: usize) -> Option<usize> {
        if !self.has(at, INITIAL) {
            return None;
        }
        let stop = self.doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.text(self.doc.text) == ".");
        Some(if stop { at + 2 } else { at + 1 })
    }

    /// Initials alone are no name: a word of one must come within the next few.
    fn name_follows(&self, mut at: usize) -> bool {
        for _ in 0..3 {
            let Some(token) = self.doc.tokens.get(at).filter(|t| t.gap == Gap::Space) else { return false };
            if let Some(next) = self.initial(at) {
                at = next;
                continue;
            }
            return self.has(at, WORD) || token.kind == Kind::Word && self.particle(at, true).is_some_and(|w| self.has(w, WORD));
        }
        false
    }

    /// The word that a hyphen joins to a token.
    fn hyphened(&self, at: usize) -> Option<usize> {
        let doc = self.doc;
        doc.tokens.get(at + 1).filter(|hyphen| is_hyphen(hyphen))?;
        let word = doc.tokens.get(at + 2)?;
        let joins = word.gap == Gap::None && word.kind == Kind::Word && is_whole(doc, at);
        // "Damascus-based" is no name; "Ki-moon" and "Jong-un" are.
        let part = word.capital || (word.core() - word.start() <= 5 && !self.words.is(doc.word(at + 2), Class::Compound));
        (joins && part).then_some(at + 2)
    }

    /// A particle (`bin`, `al-`, `de la`): the token of the word it belongs to.
    fn particle(&self, at: usize, inside: bool) -> Option<usize> {
        let doc = self.doc;
        let mut at = at;
        for count in 0..PARTICLES {
            let token = doc.tokens.get(at)?;
            if !self.has(at, PARTICLE) {
                return (count > 0).then_some(at);
            }
            let text = token.text(doc.text);
            let hyphen = doc.tokens.get(at + 1).is_some_and(is_hyphen) && doc.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None);
            let class = self.words.class(doc.word(at)).filter(|_| is_whole(doc, at));
            // Most articles double as English words, so they count only with a hyphen.
            let known = class == Some(Class::Particle) || class == Some(Class::Article) && hyphen;
            if !(token.kind == Kind::Word && (count == 0 || token.gap <= Gap::Space) && known) {
                return (count > 0).then_some(at);
            }
            if !(inside || hyphen || token.capital || text.len() > 1 && doc.sentence_of(at).is_none_or(|s| doc.sentences[s].tokens.start != at)) {
                return None;
            }
            if token.capital && !hyphen {
                // "Abu Jaafar", "De Gaulle": a word of the name like any other.
                return None;
            }
            at += if hyphen { 2 } else { 1 };
        }
        Some(at)
    }

    /// ", Jr." after a name: the token after it.
    fn suffix(&self, end: usize) -> Option<usize> {
        let doc = self.doc;
        let at = match self.has(end, SUFFIX) {
            true => end,
            false if self.has(end + 1, SUFFIX) && doc.tokens[end].mark() == ',' => end + 1,
            false => return None,
        };
        let token = &doc.tokens[at];
        if token.gap > Gap::Space || token.core_text(doc.text) == "MP" {
            return None;
        }
        let stop = matches!(token.text(doc.text), "Jr" | "Sr") && doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.mark() == '.');
        // The full stop of "Jr." is the sentence's own at its end.
        let inner = stop && doc.sentence_of(at + 1).is_some_and(|s| doc.sentences[s].tokens.end > at + 2);
        Some(if inner { at + 2 } else { at + 1 })
    }
}

/// A capitalised word that may be part of a name.
#[inline(never)]
fn is_name_word(doc: &Document<'_>, i: usize, calendar: bool) -> bool {
    let token = &doc.tokens[i];
    if token.kind != Kind::Word || !token.capital {
        return false;
    }
    let len = token.core() - token.start();
    len > 1 && (!token.caps || len <= 3) && (doc.is_plain(i) || !token.core_text(doc.text).contains('.')) && !(calendar && is_calendar(doc, i))
}

/// The sentence is a line most of whose words have capitals: without a full stop, or else a paragraph of its own with hardly a small word.
fn is_headline(doc: &Document<'_>, s: usize) -> bool {
    let sentence = &doc.sentences[s];
    if sentence.tokens.len() > 40 {
        return false;
    }
    let beside = |s: usize| doc.sentences.get(s).is_some_and(|other| other.paragraph == sentence.paragraph);
    let alone = || !beside(s + 1) && !s.checked_sub(1).is_some_and(beside);
    let least = match () {
        () if sentence.heading => 7,
        () if alone() => 9,
        () => return false,
    };
    let (mut long, mut capitals) = (0, 0);
    for token in doc.tokens[sentence.tokens.clone()].iter().filter(|t| t.kind == Kind::Word && t.end() - t.start() > 3) {
        long += 1;
        capitals += usize::from(token.capital);
    }
    long >= 4 && capitals * 10 >= long * least
}

/// The token is no possessive.
fn is_whole(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens.get(at).is_some_and(|t| t.core() == t.end())
}

/// A hyphen that touches the token before it.
fn is_hyphen(token: &Token) -> bool {
    token.gap == Gap::None && matches!(token.mark(), '-' | '\u{2010}' | '\u{2011}')
}

/// "J.", "J", "J.R": a word of single letters.
fn is_initial(doc: &Document<'_>, token: &Token) -> bool {
    let text = token.text(doc.text);
    // Most words have a second letter and no full stop before it.
    if matches!(text.as_bytes(), [0..128, second, ..] if *second != b'.') {
        return false;
    }
    token.kind == Kind::Word && token.capital && text.len() <= 6 && text.split('.').all(|part| part.chars().count() == 1)
}

/// Whether a weekday or month is not a name: "May" and "April" are names before a word that is none of a date's.
fn is_calendar(doc: &Document<'_>, i: usize) -> bool {
    let text = doc.tokens[i].core_text(doc.text);
    let number = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let doubtful = matches!(text, "May" | "April" | "June" | "August" | "March" | "Jan" | "Jun" | "Sat" | "Sun" | "Mar" | "Wed" | "Mon");
    !doubtful || number(i + 1) || i.checked_sub(1).is_some_and(number)
}
