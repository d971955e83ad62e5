//! Names of people, as far as places must be told from them: runs of capitalised words that a given name, a title or an initial opens, and the people whom
//! their own stage has found.

use dateline_gazetteers::schema::Table;

use super::words::{Marks, after, class};
use crate::{
    distinct::Texts,
    document::Document,
    gazetteer::{NameMatch, TableSet},
    mention::person::{Evidence, PersonCandidate},
    token::{Gap, Kind},
};

/// A run of a person's name has at most so many words.
const LONGEST: usize = 4;

const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);

/// The people of an article.
pub(super) struct Persons<'d> {
    /// For each token whether it stands in a person's name.
    inside: Vec<bool>,
    /// The tokens of names that the table of leaders has, in order.
    leaders: Vec<usize>,
    /// First and last words of people's names.
    words: Texts<'d>,
    /// By the number of the word, whether it is one of a name that was read here; else only the stage of people has found it.
    read: Vec<bool>,
}

impl<'d> Persons<'d> {
    /// A function of its own, as that of [`Marks`].
    #[inline(never)]
    pub fn new(doc: &Document<'d>, marks: &Marks, people: &[PersonCandidate]) -> Persons<'d> {
        let mut persons = Persons { inside: vec![false; doc.tokens.len()], leaders: Vec::new(), words: Texts::new(), read: Vec::with_capacity(64) };
        let mut from = 0;
        for &token in doc.openings() {
            let token = token as usize;
            if token < from {
                continue;
            }
            if let Some(end) = doc.has_any(token, PLACES).then(|| long_place(doc, token)).flatten() {
                from = end;
                continue;
            }
            let titled = || follows_title(doc, marks, token);
            let opens = doc.tokens[token].capital && (marks.starts(token, class::GIVEN) || titled() || is_initial(doc, token));
            if !opens || persons.inside[token] {
                continue;
            }
            let last = run(doc, marks, token);
            let alone = last == token + 1;
            if !alone || titled() {
                persons.inside[token..last].fill(true);
                persons.add(name(doc, last - 1), true);
                let given = !alone && marks.starts(token, class::GIVEN | class::PERHAPS_GIVEN);
                persons.add(name(doc, token).filter(|_| given), false);
            }
            from = last;
        }
        persons.enter(doc, marks, people);
        persons
    }

    /// Enters the people found by their own stage: a full name is one of a person wherever it stands.
    fn enter(&mut self, doc: &Document<'d>, marks: &Marks, people: &[PersonCandidate]) {
        for person in people {
            let (Some(first), Some(last)) = (person.words.first(), person.words.last()) else { continue };
            let (first, last) = (first.token(), last.token());
            let place = || doc.has_any(first, PLACES) && doc.names_at(first).iter().any(|m| m.last as usize > first + 1 && is_place(m));
            match person.evidence {
                Evidence::Short => self.add(name(doc, last), false),
                Evidence::Leader => self.leaders.extend(person.tokens.clone()),
                // "Uba Sani, the governor": of several words, of which the last is no place's.
                Evidence::Apposition if first < last && !ends_place(doc, first, last) => self.inside[person.tokens.clone()].fill(true),
                Evidence::Repeated | Evidence::Apposition => {}
                _ if first == last && person.titles.is_empty() || place() => {}
                _ => {
                    self.inside[person.tokens.clone()].fill(true);
                    let given = first < last && marks.starts(first, class::GIVEN | class::PERHAPS_GIVEN);
                    self.add(name(doc, last), false);
                    self.add(name(doc, first).filter(|_| given), false);
                }
            }
        }
    }

    fn add(&mut self, word: Option<&'d str>, read: bool) {
        let Some(number) = word.map(|word| self.words.number(word)) else { return };
        match self.read.get_mut(number) {
            Some(known) => *known |= read,
            None => self.read.push(read),
        }
    }

    pub fn holds(&self, token: usize) -> bool {
        self.inside.get(token).copied().unwrap_or(false)
    }

    /// Whether the token stands in a name that the table of leaders has.
    pub fn is_leader(&self, token: usize) -> bool {
        self.leaders.binary_search(&token).is_ok()
    }

    /// Whether the word is the first or last of a name that was read here.
    pub fn has_read(&self, word: &str) -> bool {
        self.words.find(word).is_some_and(|number| self.read[number])
    }

    /// Whether the word is the first or last of a person's name: one that only their own stage has found counts if `found` says so.
    pub fn has_name(&self, word: &str, found: impl Fn() -> bool) -> bool {
        self.words.find(word).is_some_and(|number| self.read[number] || found())
    }
}

/// A word of a person's name.
fn name<'d>(doc: &Document<'d>, token: usize) -> Option<&'d str> {
    Some(doc.tokens[token].core_text(doc.text)).filter(|name| name.len() > 2)
}

/// One past the last token of a name of several words that the gazetteer knows: "Sri Lanka", "San Antonio".
fn long_place(doc: &Document<'_>, token: usize) -> Option<usize> {
    let here = doc.names_at(token);
    // The longest stands first, full stops aside.
    let long = here.first().is_some_and(|m| m.last > m.first + 1) || super::words::is_mark(doc, token + 1, '.');
    let name = here.iter().find(|m| long && m.last > m.first + 1 && is_place(m))?;
    Some(name.last as usize)
}

/// From one token to another, the last words are those of a place.
fn ends_place(doc: &Document<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|at| doc.names_at(at).iter().any(|m| m.last as usize > last && is_place(m)))
}

fn is_place(m: &NameMatch) -> bool {
    PLACES.has(m.table)
}

/// One past the last word of the run of name words that begins at `first`.
fn run(doc: &Document<'_>, marks: &Marks, first: usize) -> usize {
    let mut last = first + 1;
    while last < doc.tokens.len() && last - first < 2 * LONGEST {
        let next = if is_initial(doc, last - 1) && super::words::is_mark(doc, last, '.') { last + 1 } else { last };
        let Some(word) = after(doc, next) else { break };
        let t = &doc.tokens[word];
        let possessive = doc.tokens[last - 1].core() < doc.tokens[last - 1].end();
        let other = class::STREET | class::FEATURE | class::ORGANISATION | class::FUNCTION | class::TITLE | class::PLACE_AFTER;
        if !t.capital || t.kind != Kind::Word || possessive || t.gap == Gap::None || marks.starts(word, other) {
            break;
        }
        last = word + 1;
    }
    last
}

/// A single capital letter with a full stop.
#[inline]
fn is_initial(doc: &Document<'_>, token: usize) -> bool {
    let t = &doc.tokens[token];
    t.capital && t.end() - t.start() == 1 && super::words::is_mark(doc, token + 1, '.') && doc.tokens[token + 1].gap == Gap::None
}

/// Whether a capitalised title stands right before.
#[inline]
fn follows_title(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    let perhaps = marks.ends(token, class::TITLE) || token > 0 && marks.ends(token - 1, class::TITLE);
    let Some(previous) = perhaps.then(|| super::words::before(doc, token)).flatten() else { return false };
    (marks.ends(previous + 1, class::TITLE) || marks.ends(token, class::TITLE)) && (doc.tokens[previous].capital || marks.starts(token, class::GIVEN))
}
