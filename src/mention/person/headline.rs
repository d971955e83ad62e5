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
/// given name or the surname after one, nor does it follow a title and speak.
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
        let titled = || headline.follows_title(i) && !headline.is_plain(i);
        let by_title = !told && !surname && first.is_none() && titled();
        let name = told || first.is_some_and(|m| !words.given(m.row).word) || surname && !headline.is_plain(i) || by_title;
        given = Some(i).filter(|_| by_title || name && !surname && first.is_some());
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

    /// "Says Rebel Chief Ag Gali", "UN Chief Guterres Says": a title ends before the token, and one or two words that are no others end at a verb of saying
    /// or, after one, at the end of the line.
    fn follows_title(&self, i: usize) -> bool {
        let title = (i.saturating_sub(3)..i).rev().any(|k| self.doc.in_headline(k) && self.doc.acting(k, Table::Title).any(|(_, end)| end == i));
        let says = |k: usize| self.doc.in_headline(k) && self.doc.has(k, Table::Cue);
        let ends = |k: usize| self.doc.tokens.get(k).is_none_or(|t| t.kind == Kind::Mark) || !self.doc.in_headline(k);
        let last = || (i + 1..i + 3).find(|&k| ends(k) || self.is_plain(k));
        title && last().is_some_and(|k| if ends(k) { (i.saturating_sub(5)..i).any(says) } else { says(k) })
    }

    /// Nothing but initials and hyphens stand between two words.
    fn follows(&self, first: usize, next: usize) -> bool {
        next <= first + 5
            && (first + 1..next).all(|i| self.doc.tokens[i].kind == Kind::Mark || self.doc.tokens[i].end() - self.doc.tokens[i].start() == 1)
    }
}
