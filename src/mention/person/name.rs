//! The words of a name: where a run of them ends.

use std::{collections::BTreeMap, ops::Range};

use dateline_gazetteers::schema::Table;

use super::{
    NameWord,
    words::{Class, Words},
};
use crate::{
    document::Document,
    token::{Gap, Kind, Token},
};

/// Names have no more words than this.
const MOST: usize = 7;
/// Nor does one word of a name have more hyphens.
const HYPHENS: usize = 4;

/// A run of words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run<'r> {
    pub tokens: Range<usize>,
    /// The tokens that are words of the name: no marks, particles, initials or suffixes. Never empty.
    pub words: &'r [usize],
    /// Words and words joined by hyphens.
    pub elements: usize,
    /// Its last token is a possessive.
    pub possessive: bool,
}

impl Run<'_> {
    /// The last word of the name.
    pub fn last(&self) -> usize {
        self.words[self.words.len() - 1]
    }
}

/// The number of a word as it is written, the same wherever it stands in the article.
pub(crate) type Form = usize;

/// The runs of an article, read once.
pub(crate) struct Runs<'d> {
    shapes: Shapes<'d>,
    /// For each token one more than the number of the run that begins there, or 0.
    at: Vec<u32>,
    found: Vec<Found>,
    /// The words of all runs.
    words: Vec<usize>,
    /// For each token that is a word of a name its form and one more, or 0.
    forms: Vec<u32>,
    /// One more than the number of the last form.
    pub form_count: usize,
    /// The capitalised words that may be part of a name.
    named: Vec<usize>,
    /// The tokens at which a name or a title may begin.
    near: Vec<u32>,
}

/// A run, with where its words stand in `Runs::words`.
struct Found {
    tokens: Range<usize>,
    words: Range<usize>,
    elements: usize,
    possessive: bool,
}

impl<'d> Runs<'d> {
    pub fn new(doc: &'d Document<'d>, words: &'d Words) -> Runs<'d> {
        let (shapes, near) = Shapes::new(doc, words);
        let count = doc.tokens.len();
        let mut runs = Runs {
            shapes,
            at: vec![0; count],
            found: Vec::new(),
            words: Vec::new(),
            forms: vec![0; count],
            form_count: 0,
            named: Vec::with_capacity(near.len()),
            near: Vec::new(),
        };
        for token in near.iter().map(|&token| token as usize) {
            // Most words begin no name, which a look at the first tells.
            if runs.shapes.may_begin(token) {
                runs.read(token);
            }
            if runs.shapes.is_word(token) {
                runs.named.push(token);
            }
        }
        runs.near = near;
        // Parts after a hyphen need not be words that a name could begin with.
        let parts: Vec<usize> = runs.words.iter().copied().filter(|&token| !runs.shapes.is_word(token)).collect();
        runs.number(&parts);
        runs
    }

    /// The tokens at which a title or a name begins, in order, and whether a title does.
    pub fn begins(&self) -> impl Iterator<Item = (usize, bool)> {
        let begins = |&token: &u32| {
            let token = token as usize;
            let title = self.shapes.bits[token] & TITLE != 0;
            (title || self.at[token] != 0).then_some((token, title))
        };
        self.near.iter().filter_map(begins)
    }

    /// The capitalised words that may be part of a name, in order.
    pub fn name_words(&self) -> impl Iterator<Item = usize> {
        self.named.iter().copied()
    }

    /// Gives words that are spelled alike one number.
    fn number(&mut self, parts: &[usize]) {
        let mut forms = Forms::new(self.shapes.doc, self.named.len() + parts.len());
        for &token in self.named.iter().chain(parts) {
            self.forms[token] = forms.number(token);
        }
        self.form_count = forms.count as usize;
    }

    fn read(&mut self, start: usize) {
        let mut reader = Reader { words: std::mem::take(&mut self.words), elements: 0, possessive: false, from: 0 };
        reader.from = reader.words.len();
        let tokens = self.shapes.run(start, &mut reader);
        self.words = reader.words;
        if self.words.len() > reader.from {
            let words = reader.from..self.words.len();
            self.found.push(Found { tokens, words, elements: reader.elements, possessive: reader.possessive });
            self.at[start] = self.found.len() as u32;
        }
    }

    /// The run of name words that begins at a token; nothing if none does.
    #[inline]
    pub fn run(&self, start: usize) -> Option<Run<'_>> {
        let found = &self.found[(*self.at.get(start)? as usize).checked_sub(1)?];
        let Found { tokens, words, elements, possessive } = found;
        Some(Run { tokens: tokens.clone(), words: &self.words[words.clone()], elements: *elements, possessive: *possessive })
    }

    /// The tokens at which runs begin, in order.
    pub fn starts(&self) -> impl Iterator<Item = usize> {
        self.found.iter().map(|found| found.tokens.start)
    }

    /// A capitalised word that may be part of a name.
    #[inline]
    pub fn is_name_word(&self, token: usize) -> bool {
        self.shapes.is_word(token)
    }

    /// The words of a run with their forms.
    pub fn name(&self, run: &Run<'_>) -> Vec<NameWord> {
        run.words.iter().filter_map(|&token| Some(NameWord { token: token as u32, form: self.form(token)? as u32 })).collect()
    }

    /// The form of a word of a run, or of another capitalised word that may be part of a name.
    pub fn form(&self, token: usize) -> Option<Form> {
        (self.forms[token] as usize).checked_sub(1)
    }
}

/// Words being numbered by their spelling.
struct Forms<'d> {
    doc: &'d Document<'d>,
    /// Open addressing, a power of two: tokens with their numbers, 0 where a slot is free.
    slots: Vec<(u32, u32)>,
    /// Words for which no slot was found near the one that is theirs, as no article has them unless it is made for that.
    others: BTreeMap<&'d str, u32>,
    count: u32,
}

impl<'d> Forms<'d> {
    /// How many slots are looked at.
    const NEAR: usize = 16;

    fn new(doc: &'d Document<'d>, words: usize) -> Forms<'d> {
        Forms { doc, slots: vec![(0, 0); (words * 2).next_power_of_two()], others: BTreeMap::new(), count: 0 }
    }

    fn number(&mut self, token: usize) -> u32 {
        let text = |token: usize| self.doc.tokens[token].core_text(self.doc.text);
        let word = text(token);
        let (mask, hash) = (self.slots.len() - 1, self.doc.key(token).hash() as usize);
        for step in 0..Forms::NEAR {
            match &mut self.slots[(hash + step) & mask] {
                (_, 0) => {
                    self.count += 1;
                    self.slots[(hash + step) & mask] = (token as u32, self.count);
                    return self.count;
                }
                (known, number) if text(*known as usize) == word => return *number,
                _ => {}
            }
        }
        *self.others.entry(word).or_insert_with(|| {
            self.count += 1;
            self.count
        })
    }
}

/// A run as it is being read.
struct Reader {
    words: Vec<usize>,
    /// Where its own words begin.
    from: usize,
    elements: usize,
    possessive: bool,
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

impl<'d> Shapes<'d> {
    /// With the tokens at which a name or title may begin.
    fn new(doc: &'d Document<'d>, words: &'d Words) -> (Shapes<'d>, Vec<u32>) {
        let count = doc.tokens.len();
        let mut bits = vec![0; count];
        let mut near = Vec::with_capacity(count / 4);
        let (tokens, of_tokens) = (&doc.tokens[..count], &doc.words[..count]);
        for i in 0..count {
            let (token, class, title) = (&tokens[i], words.class(of_tokens[i]), doc.has(i, Table::Title));
            if !token.capital && class.is_none() && !title {
                continue;
            }
            let bits = &mut bits[i];
            let particle = if matches!(class, Some(Class::Particle | Class::Article)) { PARTICLE } else { 0 };
            *bits = particle | if title { TITLE } else { 0 };
            if token.capital {
                let name = is_name_word(doc, i, class == Some(Class::Calendar));
                *bits |= CAPITAL | if name { WORD } else { 0 } | if is_initial(doc, token) { INITIAL } else { 0 };
            }
            if *bits != 0 {
                near.push(i as u32);
            }
        }
        (Shapes { doc, words, bits }, near)
    }

    /// A name may begin at a token.
    fn may_begin(&self, i: usize) -> bool {
        self.bits[i] & (CAPITAL | PARTICLE) != 0
    }

    #[inline]
    fn is_word(&self, i: usize) -> bool {
        self.bits.get(i).is_some_and(|bits| bits & WORD != 0)
    }

    #[inline]
    fn is_particle(&self, i: usize) -> bool {
        self.bits.get(i).is_some_and(|bits| bits & PARTICLE != 0)
    }

    /// Reads the run that begins at a token and gives its tokens; `reader` has no words of it if none begins there.
    fn run(&self, start: usize, reader: &mut Reader) -> Range<usize> {
        let mut end = start;
        // In a headline the words around a name have capitals too.
        let most = if is_headline(self.doc, start) { 2 } else { MOST };
        for count in 0..MOST {
            if reader.elements >= most || (count > 0 && self.title_begins(end)) {
                break;
            }
            let Some(next) = self.element(end, count > 0, reader) else { break };
            end = next;
            if reader.possessive {
                break;
            }
        }
        if reader.words.len() > reader.from {
            end = suffix(self.doc, self.words, end).unwrap_or(end);
        }
        start..end
    }

    /// "Florida Gov. Jeb Bush", "Texas Senator Ted Cruz": a title inside a run begins another name.
    fn title_begins(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.has(at, Table::Title)
            && doc.names_of(at, Table::Title).next().is_some_and(|m| {
                let next = m.last as usize;
                let stop = doc.tokens.get(next).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".");
                let given = doc.has(at, Table::GivenName);
                !given && (stop || next > at + 1 || self.is_word(next) && doc.tokens[next].gap == Gap::Space)
            })
    }

    /// Reads one element of a name at a token and gives the token after it.
    fn element(&self, at: usize, inside: bool, reader: &mut Reader) -> Option<usize> {
        let token = self.doc.tokens.get(at)?;
        if inside && !matches!(token.gap, Gap::Space) {
            return None;
        }
        if self.is_particle(at) {
            if let Some(next) = self.particle(at, inside) {
                return self.element_word(next, reader);
            }
        }
        if let Some(next) = self.initial(at) {
            return self.name_follows(next).then_some(next);
        }
        self.element_word(at, reader)
    }

    /// "J." or "J": the token after it, which must go on with the name.
    fn initial(&self, at: usize) -> Option<usize> {
        self.bits.get(at).filter(|bits| **bits & INITIAL != 0)?;
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
            return self.is_word(at) || token.kind == Kind::Word && self.particle(at, true).is_some_and(|w| self.is_word(w));
        }
        false
    }

    /// A capitalised word with the parts that hyphens join to it.
    fn element_word(&self, at: usize, reader: &mut Reader) -> Option<usize> {
        if !self.is_word(at) || reader.words.len() > reader.from && is_whole(self.doc, at) && self.words.is(self.doc.word(at), Class::Suffix) {
            return None;
        }
        reader.words.push(at);
        reader.elements += 1;
        let mut last = at;
        for _ in 0..HYPHENS {
            let Some(next) = self.hyphened(last) else { break };
            last = next;
            if self.doc.tokens[next].capital {
                reader.words.push(next);
            }
        }
        reader.possessive = self.doc.tokens[last].core() < self.doc.tokens[last].end();
        Some(last + 1)
    }

    /// The word that a hyphen joins to a token.
    fn hyphened(&self, at: usize) -> Option<usize> {
        let doc = self.doc;
        let hyphen = doc.tokens.get(at + 1).filter(|hyphen| hyphen.gap == Gap::None)?;
        let word = doc.tokens.get(at + 2)?;
        let joins = hyphen.gap == Gap::None
            && word.gap == Gap::None
            && is_hyphen(hyphen, doc.text)
            && word.kind == Kind::Word
            && doc.tokens[at].core() == doc.tokens[at].end();
        // "Damascus-based" is no name; "Ki-moon" and "Jong-un" are.
        let part = word.capital || (word.core() - word.start() <= 5 && !self.words.is(doc.word(at + 2), Class::Compound));
        (joins && part).then_some(at + 2)
    }

    /// A particle (`bin`, `al-`, `de la`): the token of the word it belongs to.
    fn particle(&self, at: usize, inside: bool) -> Option<usize> {
        let doc = self.doc;
        let mut at = at;
        for count in 0..3 {
            let token = doc.tokens.get(at)?;
            if !self.is_particle(at) {
                return (count > 0).then_some(at);
            }
            let text = token.text(doc.text);
            let hyphen = doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && is_hyphen(t, doc.text))
                && doc.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None);
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
}

/// A capitalised word that may be part of a name.
fn is_name_word(doc: &Document<'_>, i: usize, calendar: bool) -> bool {
    let token = &doc.tokens[i];
    if token.kind != Kind::Word || !token.capital {
        return false;
    }
    let len = token.core() - token.start();
    len > 1 && (!token.caps || len <= 3) && (doc.is_plain(i) || !token.core_text(doc.text).contains('.')) && !(calendar && is_calendar(doc, i))
}

/// The sentence is a line most of whose words have capitals: without a full stop, or else a paragraph of its own with hardly a small word.
fn is_headline(doc: &Document<'_>, token: usize) -> bool {
    let Some(s) = doc.sentence_of(token).filter(|&s| doc.sentences[s].tokens.len() <= 40) else { return false };
    let sentence = &doc.sentences[s];
    let beside = |s: usize| doc.sentences.get(s).is_some_and(|other| other.paragraph == sentence.paragraph);
    let alone = || !beside(s + 1) && !s.checked_sub(1).is_some_and(beside);
    let least = match () {
        () if sentence.heading => 7,
        () if alone() => 9,
        () => return false,
    };
    let long = || doc.tokens[sentence.tokens.clone()].iter().filter(|t| t.kind == Kind::Word && t.end() - t.start() > 3);
    let capitals = long().filter(|t| t.capital).count();
    long().count() >= 4 && capitals * 10 >= long().count() * least
}

/// The token is no possessive.
fn is_whole(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens.get(at).is_some_and(|t| t.core() == t.end())
}

fn is_hyphen(token: &Token, text: &str) -> bool {
    matches!(token.text(text), "-" | "\u{2010}" | "\u{2011}")
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

/// ", Jr." after a name: the token after it.
fn suffix(doc: &Document<'_>, words: &Words, end: usize) -> Option<usize> {
    let word = |i: usize| doc.tokens.get(i).map(|t| t.text(doc.text));
    let at = if word(end) == Some(",") { end + 1 } else { end };
    let token = doc.tokens.get(at)?;
    if token.gap > Gap::Space || !token.capital || !words.is(doc.word(at), Class::Suffix) || token.core_text(doc.text) == "MP" {
        return None;
    }
    let stop = matches!(token.text(doc.text), "Jr" | "Sr") && doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".");
    // The full stop of "Jr." is the sentence's own at its end.
    let inner = stop && doc.sentence_of(at + 1).is_some_and(|s| doc.sentences[s].tokens.end > at + 2);
    Some(if inner { at + 2 } else { at + 1 })
}

/// Whether a weekday or month is not a name: "May" and "April" are names before a word that is none of a date's.
fn is_calendar(doc: &Document<'_>, i: usize) -> bool {
    let text = doc.tokens[i].core_text(doc.text);
    let number = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let doubtful = matches!(text, "May" | "April" | "June" | "August" | "March" | "Jan" | "Jun" | "Sat" | "Sun" | "Mar" | "Wed" | "Mon");
    !doubtful || number(i + 1) || i.checked_sub(1).is_some_and(number)
}
