//! The words of a name: where a run of them ends.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::words::{Class, Words};
use crate::{
    document::Document,
    token::{Gap, Kind, Token},
    vocabulary::WordId,
};

/// Names have no more words than this.
const MOST: usize = 7;
/// Nor does one word of a name have more hyphens.
const HYPHENS: usize = 4;

/// A run of words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub tokens: Range<usize>,
    /// The tokens that are words of the name: no marks, particles, initials or suffixes.
    pub words: Vec<usize>,
    /// Words and words joined by hyphens.
    pub elements: usize,
    /// Its last token is a possessive.
    pub possessive: bool,
}

/// A capitalised word that may be part of a name.
pub(crate) fn is_name_word(doc: &Document<'_>, words: &Words, i: usize) -> bool {
    let Some(token) = doc.tokens.get(i) else { return false };
    let text = token.core_text(doc.text);
    token.kind == Kind::Word
        && token.capital
        && text.len() > 1
        && (!token.caps || text.len() <= 3)
        && !text.contains('.')
        && !is_calendar(doc, words, i)
}

/// A run that begins at the token has it as its first word: it is no particle or initial.
pub(crate) fn is_first_word(doc: &Document<'_>, words: &Words, i: usize) -> bool {
    is_name_word(doc, words, i) && !is_particle(words, doc.word(i))
}

/// The run of name words that begins at a token; nothing if none does.
pub(crate) fn run(doc: &Document<'_>, words: &Words, start: usize) -> Option<Run> {
    // Most words begin no name, which a look at the first tells.
    let opens = doc.tokens.get(start).is_some_and(|t| t.capital) || is_particle(words, doc.word(start));
    if !opens {
        return None;
    }
    let mut run = Run { tokens: start..start, words: Vec::new(), elements: 0, possessive: false };
    let mut at = start;
    // In a headline the words around a name have capitals too.
    let most = if is_headline(doc, start) { 2 } else { MOST };
    for count in 0..MOST {
        if run.elements >= most || (count > 0 && title_begins(doc, words, at)) {
            break;
        }
        let Some(next) = element(doc, words, at, count > 0, &mut run) else { break };
        at = next;
        run.tokens.end = at;
        if run.possessive {
            break;
        }
    }
    if run.words.is_empty() {
        return None;
    }
    run.tokens.end = suffix(doc, words, run.tokens.end).unwrap_or(run.tokens.end);
    Some(run)
}

/// "Florida Gov. Jeb Bush", "Texas Senator Ted Cruz": a title inside a run begins another name.
fn title_begins(doc: &Document<'_>, words: &Words, at: usize) -> bool {
    let title = doc.names_of(at, Table::Title).next();
    title.is_some_and(|m| {
        let next = m.last as usize;
        let stop = doc.tokens.get(next).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".");
        let given = doc.has(at, Table::GivenName);
        !given && (stop || next > at + 1 || is_name_word(doc, words, next) && doc.tokens[next].gap == Gap::Space)
    })
}

/// The sentence is a line without a full stop most of whose words have capitals.
fn is_headline(doc: &Document<'_>, token: usize) -> bool {
    let Some(sentence) = doc.sentence_of(token).map(|s| &doc.sentences[s]).filter(|s| s.heading && s.tokens.len() <= 40) else { return false };
    let long = || doc.tokens[sentence.tokens.clone()].iter().filter(|t| t.kind == Kind::Word && t.end - t.start > 3);
    let capitals = long().filter(|t| t.capital).count();
    long().count() >= 4 && capitals * 10 >= long().count() * 7
}

/// Reads one element of a name at a token and gives the token after it.
fn element(doc: &Document<'_>, words: &Words, at: usize, inside: bool, run: &mut Run) -> Option<usize> {
    let token = doc.tokens.get(at)?;
    if inside && !matches!(token.gap, Gap::Space) {
        return None;
    }
    if let Some(next) = particle(doc, words, at, inside) {
        return element_word(doc, words, next, run);
    }
    if let Some(next) = initial(doc, at) {
        return name_follows(doc, words, next).then_some(next);
    }
    element_word(doc, words, at, run)
}

/// Initials alone are no name: a word of one must come within the next few.
fn name_follows(doc: &Document<'_>, words: &Words, mut at: usize) -> bool {
    for _ in 0..3 {
        let Some(token) = doc.tokens.get(at).filter(|t| t.gap == Gap::Space) else { return false };
        if let Some(next) = initial(doc, at) {
            at = next;
            continue;
        }
        return is_name_word(doc, words, at)
            || token.kind == Kind::Word && particle(doc, words, at, true).is_some_and(|w| is_name_word(doc, words, w));
    }
    false
}

/// A capitalised word with the parts that hyphens join to it.
fn element_word(doc: &Document<'_>, words: &Words, at: usize, run: &mut Run) -> Option<usize> {
    if !is_name_word(doc, words, at) || is_whole(doc, at) && words.is(doc.word(at), Class::Suffix) && !run.words.is_empty() {
        return None;
    }
    run.words.push(at);
    run.elements += 1;
    let mut last = at;
    for _ in 0..HYPHENS {
        let Some(next) = hyphened(doc, words, last) else { break };
        last = next;
        if doc.tokens[next].capital {
            run.words.push(next);
        }
    }
    run.possessive = doc.tokens[last].core < doc.tokens[last].end;
    Some(last + 1)
}

/// The word that a hyphen joins to a token.
fn hyphened(doc: &Document<'_>, words: &Words, at: usize) -> Option<usize> {
    let (hyphen, word) = (doc.tokens.get(at + 1)?, doc.tokens.get(at + 2)?);
    let joins = hyphen.gap == Gap::None
        && word.gap == Gap::None
        && is_hyphen(hyphen, doc.text)
        && word.kind == Kind::Word
        && doc.tokens[at].core == doc.tokens[at].end;
    // "Damascus-based" is no name; "Ki-moon" and "Jong-un" are.
    let part = word.capital || (word.core - word.start <= 5 && !words.is(doc.word(at + 2), Class::Compound));
    (joins && part).then_some(at + 2)
}

/// The word may be a particle.
fn is_particle(words: &Words, word: WordId) -> bool {
    matches!(words.class(word), Some(Class::Particle | Class::Article))
}

/// The token is no possessive.
fn is_whole(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens.get(at).is_some_and(|t| t.core == t.end)
}

fn is_hyphen(token: &Token, text: &str) -> bool {
    matches!(token.text(text), "-" | "\u{2010}" | "\u{2011}")
}

/// A particle (`bin`, `al-`, `de la`): the token of the word it belongs to.
fn particle(doc: &Document<'_>, words: &Words, at: usize, inside: bool) -> Option<usize> {
    let mut at = at;
    for count in 0..3 {
        let token = doc.tokens.get(at)?;
        if !is_particle(words, doc.word(at)) {
            return (count > 0).then_some(at);
        }
        let text = token.text(doc.text);
        let hyphen = doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && is_hyphen(t, doc.text))
            && doc.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None);
        let class = words.class(doc.word(at)).filter(|_| is_whole(doc, at));
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

/// "J." or "J": the token after it, which must go on with the name.
fn initial(doc: &Document<'_>, at: usize) -> Option<usize> {
    let token = doc.tokens.get(at)?;
    let text = token.text(doc.text);
    let letters = token.kind == Kind::Word && token.capital && text.len() <= 6 && text.split('.').all(|part| part.chars().count() == 1);
    if !letters {
        return None;
    }
    let stop = doc.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".");
    Some(if stop { at + 2 } else { at + 1 })
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

/// A weekday or month that is not a name: "May" and "April" are names before a word that is none of a date's.
fn is_calendar(doc: &Document<'_>, words: &Words, i: usize) -> bool {
    if !words.is(doc.word(i), Class::Calendar) {
        return false;
    }
    let text = doc.tokens[i].core_text(doc.text);
    let number = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let doubtful = matches!(text, "May" | "April" | "June" | "August" | "March" | "Jan" | "Jun" | "Sat" | "Sun" | "Mar" | "Wed" | "Mon");
    !doubtful || number(i + 1) || i.checked_sub(1).is_some_and(number)
}
