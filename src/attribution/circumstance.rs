//! When and to whom something was said, where that stands before the source or within the phrase of the content.

use std::ops::Range;

use super::{
    claim::Found,
    lexicon::{Entry, class, frame, lemmas, list, words},
    tag::Mark,
    view::View,
};
use crate::span::Span;

impl View<'_, '_> {
    /// "On Wednesday, the ministry said", "In an interview with CNN, she said": the date and the listener of a phrase that opens the sentence.
    pub(super) fn take_from_lead(&self, found: &mut Found<'_>, floor: usize) {
        let (Some(source), Some(content)) = (&found.source, found.content.first()) else { return };
        let at = source.start;
        if content.start < at || at <= floor || found.shared || at > floor + 14 {
            return;
        }
        let lead = floor..if self.tag(at - 1).mark == Mark::Comma { at - 1 } else { at };
        let preposition = usize::from(self.tag(floor).is(class::PREP) && self.date_from(floor).is_none());
        let date = self.date_from(floor + preposition).filter(|(d, _)| d.end == lead.end);
        found.said = found.said.or(date.map(|d| d.1));
        let speaking = self.is_word(floor, words!["speaking", "talking"]) as usize;
        if found.addressee.is_none() && self.tag(floor + speaking).is(class::PREP | class::TO) && lead.end > floor + 1 {
            let told = lead.clone().find(|&k| {
                self.is_word(k, words!["with", "to"])
                    && (speaking > 0 || lead.clone().take_while(|&b| b < k).any(|b| self.tag(b).is(class::DOCUMENT)))
            });
            // "to reporters after his release", "with a paper published on Sunday"
            let carried = |k: &usize| {
                self.tag(*k).is(class::ED) && !self.tag(*k).name && self.tag(k + 1).is(class::PREP)
                    || self.tag(*k).mark == Mark::None && self.tag(*k).is(class::SUB) && self.tag(*k).is(class::PREP)
                    || self.date_from(*k).is_some()
                    || self.is_word(*k, words!["on"]) && self.is_word(k + 1, words!["condition"])
                    || self.date_from(k + 1).is_some() && self.tag(*k).is(class::PREP)
            };
            let lead = lead.start..told.and_then(|k| (k + 2..lead.end).find(carried)).unwrap_or(lead.end);
            found.addressee =
                told.filter(|&k| k + 1 < lead.end && (k + 1..lead.end).all(|b| self.tag(b).mark == Mark::None)).map(|k| k + 1..lead.end);
        }
    }

    /// "announced a partial withdrawal in March": the date at the end of a plain phrase is when it was announced.
    pub(super) fn closing_date(&self, from: usize, end: usize) -> Option<(usize, Span)> {
        // "declared a curfew on Sunday after gangs stormed"
        let turned = || (from + 2..end).find(|&k| self.is_in(k, list::TURNING) && self.date_ends(k)).and_then(|k| self.date_until(k));
        let (date, span) = self.date_until(end).or_else(turned)?;
        let preposition = date.start.checked_sub(1).filter(|&p| p > from && self.is_word(p, words!["in", "on"]))?;
        let ahead = date.clone().any(|k| self.is_text(k, &["next", "coming", "this", "tomorrow", "later"]));
        let plain = !self.clause_in(from, preposition) && (from..preposition).all(|k| matches!(self.tag(k).mark, Mark::None | Mark::Joint));
        (plain && !ahead).then_some((preposition, *span))
    }

    /// "Ukraine on Monday of shelling": a date between an object and what is said of it.
    pub(super) fn date_within(&self, from: usize, end: usize) -> Option<(Range<usize>, Span)> {
        let what = (from + 2..end.min(from + 20))
            .find(|&k| self.is_word(k, words!["of", "for", "to"]) && self.date_until(k).is_some_and(|(d, _)| d.start > from))?;
        let (date, span) = self.date_until(what)?;
        let preposition = usize::from(date.start > from + 1 && self.is_in(date.start - 1, list::BEFORE_DATE));
        Some((date.start - preposition..date.end, *span))
    }

    /// "urged Ghana to cut", "warned India against it": who is asked, where an infinitive or that preposition follows.
    pub(super) fn told_object(&self, entry: &Entry, from: usize, end: usize) -> Option<Range<usize>> {
        let to = (from + 1..end.min(from + 12)).find(|&k| {
            let asks = entry.is(lemmas!["ask"]) && self.is_word(k, words!["for"]) && !self.is_text(k - 1, &["question", "questions"]);
            asks || entry.takes(frame::AGAINST) && self.is_word(k, words!["against"]) || self.is_infinitive(k)
        })?;
        let plain = (from..to).all(|k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).quoted);
        let to = if self.is_word(to - 1, words!["not"]) { to - 1 } else { to };
        (plain && to > from).then_some(from..to)
    }

    /// "to liberate", `to "liberate`: no "to" of a place or person.
    pub(super) fn is_infinitive(&self, to: usize) -> bool {
        let verb = self.tag(to + 1 + usize::from(self.tag(to + 1).mark == Mark::Open));
        self.tag(to).is(class::TO) && verb.mark == Mark::None && !verb.name && !verb.is(class::DET | class::POSS | class::OBJ | class::NUM)
    }

    /// "During the visit,": a phrase without a verb that tells no more than when or where.
    pub(super) fn is_circumstance(&self, content: &Range<usize>) -> bool {
        let lead = self.tag(content.start);
        let plain = content.clone().all(|k| !self.tag(k).quoted && !self.tag(k).is(class::NUM) && self.tag(k).mark == Mark::None);
        plain && lead.is(class::PREP | class::ADV) && !lead.is(class::NEG) && !lead.name && !self.clause_in(content.start, content.end)
    }
}
