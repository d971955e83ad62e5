//! Names of places that stand beside each other so that one may tell where the other lies.

use super::{
    PlaceCandidate,
    sense::Senses,
    words::{Marks, class, is_mark},
};
use crate::document::Document;

/// How a name hangs together with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    None,
    /// After a comma or in brackets.
    Beside,
    /// After "in".
    Within,
}

/// How each candidate hangs together with the one before; enters whether "in" and the next one follow.
pub(super) fn links(doc: &Document<'_>, marks: &Marks, candidates: &mut [PlaceCandidate]) -> Vec<Link> {
    let mut links = vec![Link::None; candidates.len()];
    for i in 1..candidates.len() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        // The words of "in the far north-western", with a comma before.
        if b.adjectival || b.tokens.start.saturating_sub(a.tokens.end) > PARTS + 1 {
            continue;
        }
        if b.tokens.start == a.tokens.end + 1 && (is_mark(doc, a.tokens.end, ',') || is_mark(doc, a.tokens.end, '(')) {
            links[i] = Link::Beside;
        } else if !a.adjectival && joins_in(doc, marks, a.tokens.end, b.tokens.start) {
            links[i] = Link::Within;
            candidates[i - 1].in_next = true;
        }
    }
    links
}

/// What the next name says of where one lies.
#[derive(Clone, Copy, Default)]
pub(super) struct Held {
    /// The next one, after a comma or in brackets, holds it, or the one before is held by it.
    pub beside: bool,
    /// The next one, after "in", holds it.
    pub within: bool,
}

/// What the next name says of each candidate.
pub(super) fn holders(senses: &Senses<'_>, candidates: &[PlaceCandidate], links: &[Link]) -> Vec<Held> {
    let mut held = vec![Held::default(); candidates.len()];
    for (i, link) in links.iter().enumerate().filter(|(_, link)| **link != Link::None) {
        if !holds(senses, &candidates[i - 1], &candidates[i]) {
            continue;
        }
        if *link == Link::Within {
            held[i - 1].within = true;
        } else {
            (held[i - 1].beside, held[i].beside) = (true, true);
        }
    }
    held
}

/// Whether some reading of the one name lies in one of the other.
fn holds(senses: &Senses<'_>, inner: &PlaceCandidate, outer: &PlaceCandidate) -> bool {
    let (inner, outer) = (senses.of(inner.name), senses.of(outer.name));
    inner.iter().any(|inner| outer.iter().any(|o| o.holds(inner)))
}

/// Between "in" and the name that follows stand at most so many words, itself among them.
const PARTS: usize = 6;

/// "in", "in the", "in northern", "in the far north-western" and nothing else between two names.
fn joins_in(doc: &Document<'_>, marks: &Marks, from: usize, to: usize) -> bool {
    let from = if is_mark(doc, from, ',') { from + 1 } else { from };
    let part = |t: usize| marks.starts(t, class::PART) || is_mark(doc, t, '-');
    from < to
        && to - from <= PARTS
        && doc.tokens[from].text(doc.text) == "in"
        && (from + 1..to).all(part)
        && doc.sentence_of(from) == doc.sentence_of(to)
}
