//! Streets, airports, bridges, camps and the like, by the pattern of their names: the gazetteer does not know them.

use super::{
    Acting, PlaceCandidate,
    words::{Marks, after, class, is_mark},
};
use crate::{
    document::Document,
    span::Span,
    token::{Gap, Kind},
};

/// A facility's name has at most so many words before its class noun.
const LONGEST: usize = 4;

/// Adds facilities to `candidates` in order; each takes the place of the names inside it.
pub(super) fn lay_over(doc: &Document<'_>, marks: &Marks, candidates: &mut Vec<PlaceCandidate>) {
    let mut found: Vec<PlaceCandidate> = Vec::new();
    for token in 0..doc.tokens.len() {
        if let Some((first, last, rule)) = numbered(doc, marks, token).or_else(|| named(doc, marks, token)) {
            // What the gazetteer knows by the same or a longer name stands.
            let known = candidates.iter().skip(candidates.partition_point(|c| c.tokens.end <= first)).take_while(|c| c.tokens.start < last);
            if known.clone().any(|c| c.tokens.start <= first && c.tokens.end >= last || c.tokens.end > last)
                || found.last().is_some_and(|f| f.tokens.end > first)
            {
                continue;
            }
            let span = Span::new(doc.tokens[first].start, doc.tokens[last - 1].core);
            found.push(PlaceCandidate { span, tokens: first..last, readings: Vec::new(), evidence: 0.0, acting: Acting::Open, rule });
        }
    }
    if found.is_empty() {
        return;
    }
    candidates.retain(|c| {
        let at = found.partition_point(|f| f.tokens.end <= c.tokens.start);
        found.get(at).is_none_or(|f| f.tokens.start >= c.tokens.end)
    });
    candidates.append(&mut found);
    candidates.sort_by_key(|c| c.tokens.start);
}

/// "Highway 61", "Interstate 45", "I-95".
fn numbered(doc: &Document<'_>, marks: &Marks, token: usize) -> Option<(usize, usize, &'static str)> {
    if !doc.tokens[token].capital || !marks.starts(token, class::NUMBERED) {
        return None;
    }
    let mut next = token + 1;
    if is_mark(doc, next, "-") || is_mark(doc, next, ".") {
        next += 1;
    } else if doc.tokens[token].end - doc.tokens[token].start < 3 {
        return None;
    }
    let number = doc.tokens.get(next)?;
    (number.kind == Kind::Number && number.gap <= Gap::Line).then_some((token, next + 1, "place.road"))
}

/// "Hertford Road", "Pearson International Airport": capitalised words and a capitalised class noun that ends the run.
fn named(doc: &Document<'_>, marks: &Marks, token: usize) -> Option<(usize, usize, &'static str)> {
    let t = &doc.tokens[token];
    if !t.capital || t.caps || !marks.starts(token, class::STREET | class::FEATURE) || continues(doc, marks, token) {
        return None;
    }
    let mut first = token;
    while let Some(word) = joined(doc, first).filter(|_| token - first < LONGEST) {
        let w = &doc.tokens[word];
        if w.kind != Kind::Word || !w.capital || w.core < w.end || marks.starts(word, class::FUNCTION | class::NEAR | class::TITLE) {
            break;
        }
        first = word;
    }
    // "Natasha Marsh said": a given name and a surname.
    let bare = first + 2 == token + 1 && !marks.ends(first, class::NEAR | class::PLACE_OF);
    let speaks =
        marks.starts(token + 1, class::CUE) || is_mark(doc, token + 1, ",") && doc.tokens.get(token + 2).is_some_and(|t| t.kind == Kind::Number);
    if bare && (marks.ends(first, class::KIN | class::TITLE) || speaks && marks.starts(first, class::GIVEN)) {
        return None;
    }
    let rule = if marks.starts(token, class::STREET) { "place.street" } else { "place.facility" };
    (first < token).then_some((first, token + 1, rule))
}

/// The word before, with nothing but white space or a hyphen between.
fn joined(doc: &Document<'_>, token: usize) -> Option<usize> {
    let previous = token.checked_sub(1)?;
    let t = &doc.tokens[token];
    match t.gap {
        Gap::Space => (doc.tokens[previous].kind == Kind::Word).then_some(previous),
        Gap::None => (is_mark(doc, previous, "-") && doc.tokens[previous].gap == Gap::None).then(|| previous.checked_sub(1)).flatten(),
        _ => None,
    }
}

/// Whether the name runs on ("Street" in "Wall Street Journal", "Lake" in "Lake City").
fn continues(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    after(doc, token + 1)
        .is_some_and(|next| doc.tokens[next].capital && !marks.starts(next, class::FUNCTION) && doc.tokens[token].core == doc.tokens[token].end)
}
