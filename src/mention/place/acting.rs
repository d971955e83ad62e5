//! Tells a place from those who act there, by the words beside it: "Damascus launched", but "in Damascus".

use super::words::{Marks, class};
use dateline_gazetteers::schema::Table;

use crate::{document::Document, token::Gap};

/// What the words beside a name say of its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acting {
    /// It acts or has what a state has.
    Yes,
    /// It stands after a preposition: where, not who.
    No,
    /// They say nothing.
    Open,
}

/// The use of the name of the tokens `first..last`.
pub(super) fn of(doc: &Document<'_>, marks: &Marks, first: usize, last: usize) -> Acting {
    if by_agent(doc, marks, first) {
        Acting::Yes
    } else if after_preposition(doc, marks, first) {
        Acting::No
    } else if does(doc, marks, first, last) || has(doc, marks, last) {
        Acting::Yes
    } else {
        Acting::Open
    }
}

/// "mediated by Turkey", "persuade Khartoum", "between Khartoum and".
fn by_agent(doc: &Document<'_>, marks: &Marks, first: usize) -> bool {
    let previous = first.checked_sub(1).map(|p| doc.tokens[p].text(doc.text));
    // "Between Damascus and Homs" is a road.
    let and_state = |n: usize| {
        let and = (n + 1..doc.tokens.len().min(n + 5)).find(|&t| doc.tokens[t].text(doc.text) == "and");
        and.is_some_and(|and| doc.has(and + 1, Table::Country))
    };
    // "Between Ankara and Athens": both.
    let second = previous == Some("and") && {
        let between = (first.saturating_sub(6)..first - 1).rev().find(|&t| doc.tokens[t].text(doc.text) == "between");
        between.is_some_and(|t| doc.has(t + 1, Table::Country)) && doc.has(first, Table::Country)
    };
    marks.ends(first, class::AGENT) || second || previous == Some("between") && and_state(first)
}

/// "in Damascus", "of Syria".
fn after_preposition(doc: &Document<'_>, marks: &Marks, first: usize) -> bool {
    let Some(previous) = first.checked_sub(1) else { return false };
    let place_before = marks.ends(first, class::NEAR | class::PLACE_OF) || doc.tokens[previous].text(doc.text).eq_ignore_ascii_case("of");
    place_before && doc.tokens[first].gap != Gap::None
}

/// The next word, or the one after auxiliaries, is a verb of a state's deeds or an attribution, and the name opens the clause.
fn does(doc: &Document<'_>, marks: &Marks, first: usize, last: usize) -> bool {
    let possessive = doc.tokens[last - 1].core() < doc.tokens[last - 1].end();
    let sentence = doc.sentence_of(first);
    let opens = first == 0 || {
        let previous = &doc.tokens[first - 1];
        doc.sentence_of(first - 1) != sentence
            || marks.ends(first, class::CUE | class::ACT)
            || marks.starts(first - 1, class::FUNCTION)
            || !previous.text(doc.text).starts_with(char::is_alphanumeric)
    };
    let word = |t: usize| doc.tokens.get(t).map_or("", |t| t.text(doc.text));
    let mut next = last;
    let mut be = false;
    while next < last + 3 && marks.starts(next, class::AUXILIARY) {
        be |= marks.starts(next, class::BE);
        next += 1;
    }
    // "Burma is called" is passive, "Turkey is planning" and "Iran is ready" are not.
    let passive = be && !word(next).ends_with("ing") && word(next) != "ready";
    // "The Paris attacks", "London attacks killed six": a noun.
    let noun = next == last && word(next).ends_with('s') && {
        let after = next + 1;
        let verb = marks.starts(after, class::AUXILIARY) || marks.starts(after, class::ACT) || word(after).ends_with("ed");
        marks.ends(first, class::DETERMINER) || verb && !matches!(word(next), "has" | "is" | "was" | "does" | "says")
    };
    let lower = doc.tokens.get(next).is_some_and(|t| !t.capital);
    !possessive && !passive && !noun && opens && lower && doc.sentence_of(next) == sentence && marks.starts(next, class::ACT | class::CUE)
}

/// "Russia's air force", "Moscow's ally".
fn has(doc: &Document<'_>, marks: &Marks, last: usize) -> bool {
    doc.tokens[last - 1].core() < doc.tokens[last - 1].end() && marks.starts(last, class::GOVERNMENT_NOUN)
}
