//! Names of people, as far as places must be told from them: runs of capitalised words that a given name, a title or an initial opens.

use std::collections::BTreeSet;

use dateline_gazetteers::schema::Table;

use super::words::{Marks, after, class};
use crate::{
    document::Document,
    gazetteer::TableSet,
    token::{Gap, Kind},
};

/// A run of a person's name has at most so many words.
const LONGEST: usize = 4;

const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);

/// The people of an article.
pub(super) struct Persons<'d> {
    /// For each token whether it stands in a person's name.
    inside: Vec<bool>,
    /// Last words of people's names.
    surnames: BTreeSet<&'d str>,
}

impl<'d> Persons<'d> {
    pub fn new(doc: &Document<'d>, marks: &Marks) -> Persons<'d> {
        let mut persons = Persons { inside: vec![false; doc.tokens.len()], surnames: BTreeSet::new() };
        let mut token = 0;
        while token < doc.tokens.len() {
            let t = &doc.tokens[token];
            if !t.capital && !doc.has_any(token, PLACES) {
                token += 1;
                continue;
            }
            let names = if doc.has_any(token, PLACES) { doc.names_at(token) } else { &[] };
            let known = names.iter().find(|m| matches!(m.table, Table::Country | Table::Place) && m.last > m.first + 1);
            if let Some(name) = known {
                // "Sri Lanka", "San Antonio": a name of several words that the gazetteer knows.
                token = name.last as usize;
                continue;
            }
            let opens = t.capital && (marks.starts(token, class::GIVEN) || follows_title(doc, marks, token) || is_initial(doc, token));
            if !opens || persons.inside[token] {
                token += 1;
                continue;
            }
            let last = run(doc, marks, token);
            let alone = last == token + 1;
            if !alone || follows_title(doc, marks, token) {
                (token..last).for_each(|i| persons.inside[i] = true);
                let surname = doc.tokens[last - 1].core_text(doc.text);
                if surname.len() > 2 {
                    persons.surnames.insert(surname);
                }
            }
            token = last;
        }
        persons
    }

    pub fn holds(&self, token: usize) -> bool {
        self.inside.get(token).copied().unwrap_or(false)
    }

    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }
}

/// One past the last word of the run of name words that begins at `first`.
fn run(doc: &Document<'_>, marks: &Marks, first: usize) -> usize {
    let mut last = first + 1;
    while last < doc.tokens.len() && last - first < 2 * LONGEST {
        let next = if is_initial(doc, last - 1) && super::words::is_mark(doc, last, ".") { last + 1 } else { last };
        let Some(word) = after(doc, next) else { break };
        let t = &doc.tokens[word];
        let possessive = doc.tokens[last - 1].core < doc.tokens[last - 1].end;
        let other = class::STREET | class::FEATURE | class::ORGANISATION | class::FUNCTION | class::TITLE | class::PLACE_AFTER;
        if !t.capital || t.kind != Kind::Word || possessive || t.gap == Gap::None || marks.starts(word, other) {
            break;
        }
        last = word + 1;
    }
    last
}

/// A single capital letter with a full stop.
fn is_initial(doc: &Document<'_>, token: usize) -> bool {
    let t = &doc.tokens[token];
    t.capital && t.end - t.start == 1 && super::words::is_mark(doc, token + 1, ".") && doc.tokens[token + 1].gap == Gap::None
}

/// Whether a capitalised title stands right before.
fn follows_title(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    let Some(previous) = super::words::before(doc, token) else { return false };
    (marks.ends(previous + 1, class::TITLE) || marks.ends(token, class::TITLE)) && (doc.tokens[previous].capital || marks.starts(token, class::GIVEN))
}
