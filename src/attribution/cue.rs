//! Cues in an article: which words may attribute, in which form, with which auxiliaries before them.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    lexicon::{Entry, Lexicon, Part, class, lemmas, list, words},
    tag::Mark,
    view::View,
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
pub(super) struct Cues<'v, 'a, 'd, 'l> {
    lexicon: &'l Lexicon,
    view: &'v View<'a, 'd>,
    /// The number of the token at which to go on among those at which cues begin, and the first token that is part of none so far.
    next: usize,
    past: usize,
    sentence: usize,
    in_sentence: usize,
}

pub(super) fn find<'v, 'a, 'd, 'l>(lexicon: &'l Lexicon, view: &'v View<'a, 'd>) -> Cues<'v, 'a, 'd, 'l> {
    Cues { lexicon, view, next: 0, past: 0, sentence: usize::MAX, in_sentence: 0 }
}

impl<'l> Iterator for Cues<'_, '_, '_, 'l> {
    type Item = Hit<'l>;

    fn next(&mut self) -> Option<Hit<'l>> {
        loop {
            let at = *self.view.tags.cues.get(self.next)? as usize;
            self.next += 1;
            if at < self.past {
                continue;
            }
            if let Some(hit) = self.cue(at) {
                self.past = hit.tokens.end;
                return Some(hit);
            }
        }
    }
}

impl<'l> Cues<'_, '_, '_, 'l> {
    /// Gives the next cue and fills an empty list to its capacity with those after it, the last one first.
    #[inline(never)]
    pub fn next_batch(&mut self, batch: &mut Vec<Hit<'l>>) -> Option<Hit<'l>> {
        batch.extend(self.take(batch.capacity()));
        batch.reverse();
        batch.pop()
    }

    /// The cue at a token, if what begins there is one.
    fn cue(&mut self, at: usize) -> Option<Hit<'l>> {
        let (view, doc) = (self.view, self.view.doc);
        // "Rumours that" has its capital from the sentence it opens.
        let opens = || view.tag(at + 1).is(class::THAT) && doc.sentence_of(at).is_some_and(|s| doc.sentences[s].tokens.start == at);
        if view.tag(at).name && !view.doc.in_headline(at) && !opens() {
            return None;
        }
        let (end, entries) = Entries::at(self.lexicon, view, at)?;
        let entry = choose(self.lexicon, view, &(at..end), entries)?;
        let s = doc.sentence_of(at)?;
        if s != self.sentence {
            (self.sentence, self.in_sentence) = (s, 0);
        }
        self.in_sentence += 1;
        if self.in_sentence > MOST_IN_SENTENCE || end > doc.sentences[s].tokens.end {
            return None;
        }
        Some(hit(view, entry, at..end, s))
    }
}

/// The longest cues at a token: the first of each part of speech.
#[derive(Clone, Copy, Default)]
struct Entries<'l> {
    verb: Option<&'l Entry>,
    noun: Option<&'l Entry>,
    adjective: Option<&'l Entry>,
    preposition: Option<&'l Entry>,
}

impl<'l> Entries<'l> {
    /// With the token after them.
    fn at(lexicon: &'l Lexicon, view: &View<'_, '_>, at: usize) -> Option<(usize, Entries<'l>)> {
        let mut entries = Entries::default();
        // Cues of more words come first.
        let mut end = at;
        for m in view.doc.names_of(at, Table::Cue) {
            if end > at && m.last as usize != end {
                break;
            }
            end = m.last as usize;
            entries.add(lexicon.entry(m.row));
        }
        if end <= at + 1 {
            for row in view.doc.mere_words(at).iter().filter(|row| row.table == Table::Cue) {
                end = at + 1;
                entries.add(lexicon.entry(*row));
            }
        }
        (end > at).then_some((end, entries))
    }

    fn add(&mut self, entry: Option<&'l Entry>) {
        let Some(entry) = entry else { return };
        let first = match entry.part {
            Part::Verb => &mut self.verb,
            Part::Noun => &mut self.noun,
            Part::Adjective => &mut self.adjective,
            Part::Preposition => &mut self.preposition,
        };
        first.get_or_insert(entry);
    }
}

/// The cues that begin at a token, the longest first, with the token after them.
fn cues<'l>(lexicon: &'l Lexicon, view: &View<'_, '_>, at: usize) -> impl Iterator<Item = (usize, &'l Entry, Part)> {
    let entry = move |(row, end)| lexicon.entry(row).map(|entry| (end, entry, entry.part));
    view.doc.acting(at, Table::Cue).filter_map(entry)
}

/// The part of speech that the neighbours allow.
fn choose<'l>(lexicon: &'l Lexicon, view: &View<'_, '_>, tokens: &Range<usize>, entries: Entries<'l>) -> Option<&'l Entry> {
    let at = tokens.start;
    let before = at.checked_sub(1).map(|b| view.tag(b));
    if entries.preposition.is_some() {
        return entries.preposition;
    }
    if let (Some(e), Some(_)) = (entries.adjective, before) {
        let copula = (at.saturating_sub(4)..at).rev().find(|&k| !view.tag(k).is(class::ADV | class::NEG));
        if copula.is_some_and(|k| view.tag(k).is(class::BE) || view.is_in(k, list::APPEARING)) {
            return Some(e);
        }
    }
    let Some(verb) = entries.verb else { return entries.noun };
    // "There were claims that"
    let there = || at > 1 && view.tag(at - 1).is(class::BE) && view.is_word(at - 2, words!["there"]);
    // "the main demand is that"
    let predicate = || view.tag(tokens.end).is(class::BE) && view.tag(tokens.end + 1).is(class::THAT);
    let nominal = is_nominal(lexicon, view, tokens, entries.noun.is_some()) || entries.noun.is_some() && (there() || predicate());
    let Some(noun) = entries.noun else { return (!nominal).then_some(verb) };
    let first = before.is_none_or(|b| b.mark == Mark::Stop);
    // "Diplomats fear that": a plural before is who does.
    let plural = || view.ends(at - 1, b"s") || view.is_in(at - 1, list::PLURAL);
    let adjective_before =
        || (first || before.is_some_and(|b| b.open_class() && !b.name && !b.genitive) && !plural()) && view.tag(tokens.end).is(class::THAT);
    let singular = || view.is_text(at, &[lexicon.lemma(noun)]) || first;
    Some(if nominal || adjective_before() && singular() { noun } else { verb })
}

/// A word that may be a verb is a noun, or stands for one.
fn is_nominal(lexicon: &Lexicon, view: &View<'_, '_>, tokens: &Range<usize>, noun: bool) -> bool {
    let at = tokens.start;
    if !noun && view.ends(at, b"ing") && !view.is_graded(at) {
        return false;
    }
    let same = || cues(lexicon, view, at).filter(|(end, ..)| *end == tokens.end);
    // "to report" is a verb, "according to reports" is not.
    let after_to = at.checked_sub(1).is_some_and(|b| view.tag(b).is(class::TO));
    if after_to && same().any(|(_, e, part)| part == Part::Verb && form(view, e, at) == Form::Base) {
        return false;
    }
    let another = || at > 0 && view.is_word(at - 1, words!["another"]) && view.finite_form(at);
    let owned = || noun && at > 1 && view.is_plural_apostrophe(at - 1);
    (view.noun_context(at) || owned()) && !view.is_share(at) && !another() || view.noun_of_phrase(at) && !same().any(|(_, e, _)| e.is(lemmas!["say"]))
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
    let stands =
        entry.manner.act == Act::Accuse && hit.form == Form::Past && !hit.auxiliary && hit.group > floor && view.is_in(hit.group - 1, list::STANDING);
    if stands {
        hit.group -= 1;
        hit.passive = true;
        hit.auxiliary = true;
    }
    hit
}

fn form(view: &View<'_, '_>, entry: &Entry, at: usize) -> Form {
    let word = view.word(at).as_bytes();
    let base = view.is_base(entry, at);
    match word {
        // "the leaflet read", "the ministry forecast": the past looks like the base.
        _ if base && entry.past_like_base() && !view.plain_plural_before(at) => Form::Past,
        _ if base => Form::Base,
        [.., b'i' | b'I', b'n' | b'N', b'g' | b'G'] => Form::Ing,
        [.., b's' | b'S'] => Form::Present,
        _ => Form::Past,
    }
}

/// Takes in what stands between subject and verb: adverbs, auxiliaries, a date.
fn extend_group(view: &View<'_, '_>, hit: &mut Hit<'_>, floor: usize) {
    let mut first_auxiliary = true;
    for _ in 0..10 {
        let Some(p) = hit.group.checked_sub(1).filter(|&p| p >= floor) else { return };
        let t = view.tag(p);
        // "all but accused"
        if p > floor && view.is_word(p, words!["but"]) && view.is_word(p - 1, words!["all"]) && hit.form == Form::Past {
            hit.group = p - 1;
            continue;
        }
        // "have both argued"
        if p > floor && view.floats(p) && view.tag(p - 1).is(class::AUX) {
            hit.group = p;
            continue;
        }
        // Most cues stand right after their subject.
        if t.bits & (class::ADV | class::AUX | class::NEG | class::TO | class::SUBJ | class::PRON | class::REL) == 0 && !view.date_ends(hit.group) {
            return;
        }
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
            let only = (p + 1..hit.tokens.end + 1).any(|k| view.is_word(k, words!["only"]));
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
