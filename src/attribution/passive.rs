//! Passives: "X was accused of Y by Z", "it was announced that", "they were told to", "he is believed to have".

use std::ops::Range;

use super::{
    claim::{Before, Found},
    content::Shape,
    cue::Hit,
    lexicon::{class, frame, lemmas, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::model::{Act, AttributionType};

impl View<'_, '_> {
    /// The claim of a passive: its source is the agent, or no one.
    pub(super) fn passive<'l>(&self, hit: &Hit<'l>, floor: usize, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        if hit.negated || hit.modal {
            return None;
        }
        if hit.entry.is(lemmas!["claim"]) {
            if let Some(found) = self.claimed_by(hit, floor) {
                return Some(found);
            }
        }
        let ceiling = self.ceiling(hit.sentence);
        // "The claim that … was rejected": the noun's own clause ends at the verb.
        let noun = before.found.last().filter(|f| f.rule == Rule::Noun && f.content.last().is_some_and(|c| c.end == hit.group));
        let subject = match noun {
            Some(f) => f.extent.start..hit.group,
            None => {
                let comma = hit.group.checked_sub(1).filter(|&c| c > floor && !hit.auxiliary && self.tag(c).mark == Mark::Comma);
                // "That the army fired first is denied by": the clause.
                let clause = comma.is_none() && self.tag(floor).is(class::THAT) && hit.group > floor + 2 && self.clause_in(floor + 2, hit.group);
                let aux = (hit.group..hit.tokens.start).find(|&k| self.tag(k).is(class::AUX)).unwrap_or(hit.group);
                if clause { floor..aux } else { self.noun_phrase_before(comma.unwrap_or(hit.group), floor)?.tokens }
            }
        };
        let agent = self.agent(hit.tokens.end, ceiling);
        // "was blamed by the army for the attack"
        let blames = matches!(hit.entry.manner.act, Act::Accuse | Act::Condemn | Act::Praise);
        let agent = agent.map(|a| {
            match a
                .clone()
                .skip(1)
                .find(|&k| blames && (self.is_word(k, words!["for", "over"]) || hit.entry.is(lemmas!["blame"]) && self.is_word(k, words!["on"])))
            {
                Some(of_what) => a.start..of_what,
                None => a,
            }
        });
        // "was accused by police of torture"
        let agent = agent.map(|a| {
            let of = a.clone().skip(1).rev().find(|&k| self.is_word(k, words!["of"]));
            let bare = a.start == hit.tokens.end + 1 && !self.tag(a.end).is(class::PREP);
            match of.filter(|_| hit.entry.takes(frame::OFING) && bare) {
                Some(of) => a.start..of,
                None => a,
            }
        });
        // "was urged by the council to stop"
        let agent = agent.map(|a| {
            let to = a.clone().skip(1).find(|&k| self.tells(hit) && self.goes_on_with_infinitive(k));
            a.start..to.unwrap_or(a.end)
        });
        let after = agent.as_ref().map_or(hit.tokens.end, |a| a.end);
        let insert = self.skip_inserts(hit.entry, after, ceiling);
        let mut found = self.found(hit, agent, &insert, hit.group..insert.end.max(after));
        found.rule = if found.source.is_some() { Rule::PassiveBy } else { Rule::PassiveAgentless };
        let rest = insert.end;
        if self.is_expletive(&subject) {
            found.extent.start = subject.start;
            // "The order came from above, it is alleged", "The order, it is alleged, came from above"
            let closed = rest >= ceiling || self.boundary(rest) && !self.tag(rest).is(class::THAT);
            if closed && subject.start > floor && self.tag(subject.start - 1).mark == Mark::Comma && self.is_thought(hit) {
                let content = self.left_content(hit.entry, subject.start, floor)?;
                self.resume(&mut found, &content, rest, ceiling);
                return Some(found);
            }
            return self.announced(found, rest, ceiling);
        }
        if self.tells(hit) && (self.tag(rest).is(class::THAT) || self.goes_on_with_infinitive(rest) || hit.entry.takes(frame::TELL)) {
            let (shape, from) = self.told_content(hit, rest, ceiling)?;
            found.addressee = Some(subject);
            let mut end = self.content_end(shape, from, ceiling);
            if let Some(by) = self.agent_at_the_end(from, end).filter(|_| shape == Shape::Infinitive && found.source.is_none()) {
                found.source = Some(by + 1..end);
                found.rule = Rule::PassiveBy;
                end = by;
            }
            found.content.push(from..end);
            return found.content.first().is_some_and(|c| !c.is_empty()).then_some(found);
        }
        // "is reported to have told …": the next verb attributes.
        let speaks = (rest + 1..rest + 4).any(|k| self.is_cue(k));
        if !speaks && self.goes_on_with_infinitive(rest) && self.is_thought(hit) && !self.tag(hit.group - 1).is(class::REL) {
            found.content.push(rest..self.content_end(Shape::Infinitive, rest, ceiling));
            return Some(found);
        }
        // "was denied by", "was announced by": with an agent, what was said is the subject.
        let refused = found.source.is_some()
            && hit.entry.takes(frame::NP)
            && hit.entry.manner.kind == AttributionType::Communication
            && (matches!(hit.entry.manner.act, Act::Deny | Act::Confirm | Act::Condemn | Act::Praise)
                || hit.entry.is(lemmas!["announce", "declare"]));
        if !refused && !hit.entry.takes(frame::PASSIVE) {
            return None;
        }
        let t = self.tag(rest);
        let complement =
            rest < ceiling && t.mark == Mark::None && t.is(class::PREP | class::TO) || t.mark == Mark::Open || rest < ceiling && t.is(class::DET);
        // "were called to the scene"
        let names = |at: usize| self.tag(at).mark == Mark::Open || self.tag(at).is(class::DET);
        let summoned = hit.entry.is(lemmas!["call"]) && !names(rest) && !(found.source.is_some() && names(hit.tokens.end));
        // "a strike called by the unions"
        if found.source.is_none() && !complement || summoned {
            return None;
        }
        found.content.push(subject);
        // "accused of torture by survivors", "called a fraud by critics", "confirmed dead by the army"
        let called = |b: &Range<usize>| hit.entry.takes(frame::PREDICATE) || b.len() < 3 && b.clone().all(|k| self.tag(k).open_class());
        let between =
            found.source.as_ref().map(|a| hit.tokens.end..a.start - 1).filter(|b| !b.is_empty() && (self.tag(b.start).is(class::PREP) || called(b)));
        found.content.extend(between.filter(|b| self.date_from(b.start).is_none() && self.date_from(b.start + 1).is_none()));
        if complement && (!refused || self.is_word(rest, words!["as"]) || blames && self.is_word(rest, words!["for", "over"])) {
            let end = self.content_end(Shape::Preposition, rest, ceiling);
            if end > rest {
                found.content.push(rest..end);
            }
        }
        found.content.retain(|c| !c.is_empty());
        (!found.content.is_empty()).then_some(found)
    }

    /// "It was announced that": the clause alone.
    fn announced<'l>(&self, mut found: Found<'l>, from: usize, ceiling: usize) -> Option<Found<'l>> {
        let clause = self.tag(from).is(class::THAT) && found.entry.takes(frame::THAT) && from + 1 < ceiling;
        let known = matches!(found.entry.manner.kind, AttributionType::Knowledge | AttributionType::Intention);
        if !clause || known {
            return None;
        }
        found.content.push(from + 1..self.content_end(Shape::That, from + 1, ceiling));
        Some(found)
    }

    fn is_expletive(&self, subject: &Range<usize>) -> bool {
        subject.len() == 1 && self.is_word(subject.start, words!["it", "it's"])
    }

    /// Its subject is who was told.
    fn tells(&self, hit: &Hit<'_>) -> bool {
        hit.entry.manner.kind == AttributionType::Communication
            && hit.entry.takes(frame::TELL | frame::OBJTO)
            && !matches!(hit.entry.manner.act, Act::Accuse)
            && !hit.entry.is(lemmas!["require"])
    }

    fn told_content(&self, hit: &Hit<'_>, rest: usize, ceiling: usize) -> Option<(Shape, usize)> {
        if self.goes_on_with_infinitive(rest) {
            return Some((Shape::Infinitive, rest));
        }
        self.opens_content(hit.entry, rest, ceiling, true)
    }

    /// "to have fled", "to leave": an infinitive, not a preposition with its noun.
    fn goes_on_with_infinitive(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        let noun = next.is(class::DET | class::POSS | class::OBJ | class::NUM | class::LISTENER) || next.name || next.mark != Mark::None;
        self.tag(at).is(class::TO) && !noun
    }

    /// "is believed to", "are said to": what no one in particular holds true.
    fn is_thought(&self, hit: &Hit<'_>) -> bool {
        hit.entry.is(lemmas!["believe", "think", "say", "report", "allege", "understand", "rumor", "rumour", "fear", "presume", "suspect"])
    }

    /// "(were told to leave) by soldiers": where "by" stands, if whoever it names ends the sentence.
    fn agent_at_the_end(&self, from: usize, end: usize) -> Option<usize> {
        let by = (from + 2..end).rev().take(12).find(|&k| self.is_word(k, words!["by"]))?;
        let t = self.tag(by + 1);
        let someone = t.name || t.is(class::DET | class::POSS) || self.plural_end(&(by + 1..end)) && !self.ends(end - 1, b"us");
        let whole = self.noun_phrase_after(by + 1, end) == Some(end) && end >= self.ceiling(self.doc.sentence_of(by)?);
        (someone && whole && self.date_from(by + 1).is_none() && !t.is(class::ING)).then_some(by)
    }

    /// "by the ministry", in the ten words after a passive.
    pub(super) fn agent(&self, from: usize, ceiling: usize) -> Option<Range<usize>> {
        let by = (from..ceiling.min(from + 10))
            .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).is(class::TO | class::THAT))
            .find(|&k| self.is_word(k, words!["by"]))?;
        let t = self.tag(by + 1);
        if t.is(class::ING) && !t.name || self.date_from(by + 1).is_some() {
            return None;
        }
        let end = self.noun_phrase_after(by + 1, ceiling)?;
        // "by the regulator of spoofing orders"
        let end = (by + 2..end)
            .find(|&k| self.is_word(k, words!["as"]) || self.is_word(k, words!["of", "for"]) && self.tag(k + 1).is(class::ING))
            .unwrap_or(end);
        Some(by + 1..end)
    }
}
