//! Cues in an article: which words may attribute, in which form, with which auxiliaries before them.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    lexicon::{Entry, Lexicon, Part, class, list},
    phrase::View,
    tag::Mark,
};
use crate::{model::Act, span::Span};

/// A sentence with more cues than this is no prose, and the rest of them are left alone.
const MOST_IN_SENTENCE: usize = 64;

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Present,
    Past,
    Ing,
}

/// A word or run of words that may attribute.
#[derive(Clone, Debug)]
pub(super) struct Hit<'l> {
    pub entry: &'l Entry,
    pub tokens: Range<usize>,
    pub sentence: usize,
    pub form: Form,
    /// Where its auxiliaries and adverbs begin.
    pub group: usize,
    pub passive: bool,
    pub perfect: bool,
    pub auxiliary: bool,
    pub negated: bool,
    pub infinitive: bool,
    /// It may or will be said; "would only say" is said.
    pub modal: bool,
    /// A date between subject and verb ("Obama on Sunday said").
    pub said: Option<Span>,
}

/// The cues of the document, in order, none overlapping another.
pub(super) fn find<'l>(lexicon: &'l Lexicon, view: &View<'_, '_>) -> Vec<Hit<'l>> {
    let doc = view.doc;
    let mut hits: Vec<Hit<'l>> = Vec::new();
    let (mut past, mut sentence, mut in_sentence) = (0, usize::MAX, 0);
    for at in (0..doc.tokens.len()).filter(|&at| doc.has(at, Table::Cue)) {
        // "Rumours that" has its capital from the sentence it opens.
        let opens = || view.tag(at + 1).is(class::THAT) && doc.sentence_of(at).is_some_and(|s| doc.sentences[s].tokens.start == at);
        if at < past || (view.tag(at).name && !view.tag(at).headline && !opens()) {
            continue;
        }
        let cues = || doc.names_of(at, Table::Cue).filter_map(|m| Some((m.last as usize, lexicon.entry(m.row)?)));
        let Some(end) = cues().map(|(end, _)| end).max() else { continue };
        let Some(entry) = choose(view, at..end, cues().filter(|c| c.0 == end).map(|c| c.1)) else { continue };
        let Some(s) = doc.sentence_of(at) else { continue };
        if s != sentence {
            (sentence, in_sentence) = (s, 0);
        }
        in_sentence += 1;
        if in_sentence > MOST_IN_SENTENCE || end > doc.sentences[s].tokens.end {
            continue;
        }
        past = end;
        hits.push(hit(view, entry, at..end, s));
    }
    hits
}

/// The part of speech that the neighbours allow.
fn choose<'l>(view: &View<'_, '_>, tokens: Range<usize>, entries: impl Iterator<Item = &'l Entry> + Clone) -> Option<&'l Entry> {
    let of = |part: Part| entries.clone().find(|e| e.part == part);
    let before = tokens.start.checked_sub(1).map(|b| view.tag(b));
    if let Some(e) = of(Part::Preposition) {
        return Some(e);
    }
    if let (Some(e), Some(_)) = (of(Part::Adjective), before) {
        let copula = (tokens.start.saturating_sub(4)..tokens.start).rev().find(|&k| !view.tag(k).is(class::ADV | class::NEG));
        if copula.is_some_and(|k| view.tag(k).is(class::BE) || view.is_in(k, list::APPEARING)) {
            return Some(e);
        }
    }
    // "to report" is a verb, "according to reports" is not.
    let verb_after_to =
        before.is_some_and(|b| b.is(class::TO)) && entries.clone().any(|e| e.part == Part::Verb && form(view, e, tokens.start) == Form::Base);
    let another = || tokens.start > 0 && view.is_word(tokens.start - 1, &["another"]) && view.finite_form(tokens.start);
    let nominal = (view.noun_context(tokens.start) && !view.is_share(tokens.start) && !another()
        || view.noun_of_phrase(tokens.start) && !entries.clone().any(|e| e.lemma == "say"))
        && !verb_after_to
        && (!view.word(tokens.start).ends_with("ing") || of(Part::Noun).is_some() || view.is_graded(tokens.start));
    let first = before.is_none_or(|b| b.mark == Mark::Stop);
    let adjective_before = (first || before.is_some_and(|b| b.open_class() && !b.name && !b.genitive)) && view.tag(tokens.end).is(class::THAT);
    match (of(Part::Verb), of(Part::Noun)) {
        (Some(verb), None) => (!nominal).then_some(verb),
        (Some(verb), Some(noun)) => {
            let singular = view.is_word(tokens.start, &[&noun.lemma]) || first;
            Some(if nominal || (adjective_before && singular) { noun } else { verb })
        }
        (None, noun) => noun,
    }
}

fn hit<'l>(view: &View<'_, '_>, entry: &'l Entry, tokens: Range<usize>, sentence: usize) -> Hit<'l> {
    let floor = view.doc.sentences[sentence].tokens.start;
    let mut hit = Hit {
        entry,
        form: form(view, entry, tokens.start),
        group: tokens.start,
        tokens,
        sentence,
        passive: false,
        perfect: false,
        auxiliary: false,
        negated: false,
        infinitive: false,
        modal: false,
        said: None,
    };
    if entry.part != Part::Preposition {
        extend_group(view, &mut hit, floor);
    }
    let stands = hit.group > floor && view.is_in(hit.group - 1, list::STANDING);
    if stands && hit.form == Form::Past && !hit.auxiliary && entry.act == Act::Accuse {
        hit.group -= 1;
        hit.passive = true;
        hit.auxiliary = true;
    }
    hit
}

fn form(view: &View<'_, '_>, entry: &Entry, at: usize) -> Form {
    let word = view.word(at);
    let lemma = entry.lemma.split(' ').next().unwrap_or_default();
    let base = word.eq_ignore_ascii_case(lemma);
    let ends = |end: &str| word.len().checked_sub(end.len()).is_some_and(|from| word.as_bytes()[from..].eq_ignore_ascii_case(end.as_bytes()));
    match () {
        // "the leaflet read", "the ministry forecast": the past looks like the base.
        () if base && matches!(lemma, "read" | "put" | "forecast" | "broadcast") && !view.plain_plural_before(at) => Form::Past,
        () if base => Form::Base,
        () if ends("ing") => Form::Ing,
        () if ends("s") => Form::Present,
        () => Form::Past,
    }
}

/// Takes in what stands between subject and verb: adverbs, auxiliaries, a date.
fn extend_group(view: &View<'_, '_>, hit: &mut Hit<'_>, floor: usize) {
    let mut first_auxiliary = true;
    for _ in 0..10 {
        let Some(p) = hit.group.checked_sub(1).filter(|&p| p >= floor) else { return };
        let t = view.tag(p);
        if let Some((date, span)) = view.date_until(hit.group).filter(|(d, _)| d.start > floor && !view.tag(d.start - 1).is(class::ED | class::ING)) {
            let preposition = view.is_in(date.start - 1, list::BEFORE_DATE) && date.start - 1 > floor;
            hit.group = if preposition { date.start - 1 } else { date.start };
            hit.said = Some(*span);
            continue;
        }
        if t.mark != Mark::None || t.name || t.genitive {
            return;
        }
        // "he's" carries subject and auxiliary in one.
        if t.is(class::SUBJ | class::PRON | class::REL) {
            let contracted = view.word(p).contains(['\'', '\u{2019}']);
            hit.auxiliary |= contracted;
            hit.perfect |= contracted && hit.form == Form::Past;
            return;
        }
        if t.is(class::AUX) {
            if first_auxiliary {
                hit.passive = t.is(class::BE) && hit.form == Form::Past;
                hit.perfect = t.is(class::HAVE);
                first_auxiliary = false;
            }
            hit.auxiliary = true;
            let only = (p + 1..hit.tokens.end + 1).any(|k| view.is_word(k, &["only"]));
            hit.modal |= t.is(class::MODAL) && !t.is(class::HAVE) && !only;
            hit.negated |= t.is(class::NEG);
        } else if t.is(class::NEG) && !view.article(p) {
            hit.negated = true;
        } else if t.is(class::TO) && hit.form == Form::Base && !hit.auxiliary {
            hit.infinitive = true;
        } else if !t.is(class::ADV) {
            return;
        }
        hit.group = p;
        if hit.infinitive {
            return;
        }
    }
}
