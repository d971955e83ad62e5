//! Headlines in the text: there every word has a capital, and only what else is known of one makes it part of a name.

use dateline_gazetteers::schema::Table;

use super::{
    form::Forms,
    words::{Words, reading},
};
use crate::{
    document::Document,
    gazetteer::{Layers, TableSet},
    structure::common,
    token::Kind,
};

/// The tables of words that are no names by themselves.
const PLAIN: TableSet = TableSet::of(&[Table::Verb, Table::Cue, Table::Generic, Table::Institution, Table::Title]);

/// Of the tokens of headlines that `may` be words of a name, those that are none: neither does the running text have the word with a capital of its own, nor is it a
/// given name or the surname after one.
pub(super) fn plain(layers: &Layers, doc: &Document<'_>, words: &Words, may: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut plain: Vec<usize> = doc.headlines().flatten().filter(|&i| may(i)).collect();
    if plain.is_empty() {
        return plain;
    }
    let headline = Headlines { layers, doc, words };
    let mut asked = Forms::new(doc);
    let forms: Vec<usize> = plain.iter().map(|&i| asked.number(i).form()).collect();
    let mut told = vec![false; asked.len()];
    // Most words begin with another letter than any of those that are asked about.
    let letter = |i: usize| 1u64 << (doc.text.as_bytes()[doc.tokens[i].start()] & 63);
    let letters = plain.iter().fold(0, |letters, &i| letters | letter(i));
    for i in doc.openings().iter().map(|&i| i as usize).filter(|&i| doc.tokens[i].capital && letters & letter(i) != 0) {
        if let Some(word) = asked.find(i).filter(|word| !told[word.form()]) {
            told[word.form()] = !(doc.in_headline(i) || headline.opens(i) && headline.is_plain(i));
        }
    }
    // The given name that the last name began with.
    let mut given: Option<usize> = None;
    let mut forms = forms.into_iter();
    plain.retain(|&i| {
        let told = forms.next().is_some_and(|form| told[form]);
        let first = reading(doc, i, Table::GivenName);
        let surname = given.is_some_and(|given| headline.follows(given, i));
        // What is another word too ("Mark", "Will") makes no name here.
        let name = told || first.is_some_and(|m| !words.given(m.row).word) || surname && !headline.is_plain(i);
        given = first.filter(|_| name && !surname).map(|_| i);
        !name
    });
    plain
}

struct Headlines<'a, 'd> {
    layers: &'a Layers,
    doc: &'a Document<'d>,
    words: &'a Words,
}

impl Headlines<'_, '_> {
    /// A sentence or quotation begins with the token, so that its capital proves nothing.
    fn opens(&self, i: usize) -> bool {
        let start = self.doc.sentence_of(i).is_none_or(|s| self.doc.sentences[s].tokens.start == i);
        start || i.checked_sub(1).is_some_and(|b| self.doc.tokens[b].kind == Kind::Mark && !matches!(self.doc.tokens[b].mark(), ',' | '(' | '-'))
    }

    /// A word of the language that is no name by itself, or has the ending of a verb.
    fn is_plain(&self, i: usize) -> bool {
        let word = self.doc.tokens[i].core_text(self.doc.text);
        self.doc.has_any(i, PLAIN)
            || self.words.class(self.doc.word(i)).is_some()
            || word.ends_with("ing")
            || word.ends_with("ed")
            || common(self.layers, word).is_some()
    }

    /// Nothing but initials and hyphens stand between two words.
    fn follows(&self, first: usize, next: usize) -> bool {
        next <= first + 5
            && (first + 1..next).all(|i| self.doc.tokens[i].kind == Kind::Mark || self.doc.tokens[i].end() - self.doc.tokens[i].start() == 1)
    }
}
