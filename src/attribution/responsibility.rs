//! Claims of responsibility: "claimed the attack", "was claimed by", "claimed responsibility in a call".

use std::ops::Range;

use super::{
    claim::Found,
    cue::{Form, Hit},
    insert::Insert,
    lexicon::{class, lemmas, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::model::Act;

impl View<'_, '_> {
    /// "Islamic State claimed the attack", "The group has claimed responsibility": fills in the content. `from` is past the cue and what follows it.
    pub(super) fn claims_responsibility<'l>(&self, found: &mut Found<'l>, hit: &Hit<'l>, from: usize, ceiling: usize) -> bool {
        if hit.entry.is(lemmas!["claim"]) {
            let Some(end) = self.noun_phrase_after(from, ceiling).filter(|&e| self.is_attack(from..e) && !self.verb_at(e) && !self.quotes_verb(e))
            else {
                return false;
            };
            let border =
                |k: &usize| self.tag(*k).mark == Mark::Comma || self.occasion(*k, ceiling).is_some() || self.is_word(*k, words!["through", "via"]);
            let end = (from + 1..end).find(border).unwrap_or(end);
            found.content.push(from..end);
        } else if hit.entry.manner.act == Act::ClaimResponsibility && hit.tokens.len() > 1 {
            // "claimed responsibility" alone: the noun is what was claimed.
            if self.opens_content(hit.entry, from, ceiling, false).is_some() {
                return false;
            }
            let verb = hit.tokens.start;
            found.cue = verb..verb + 1;
            found.content.push(verb + 1..hit.tokens.end);
        } else {
            return false;
        }
        let told = self.skip_inserts(hit.entry, found.content[0].end, ceiling);
        found.addressee = found.addressee.take().or(told.addressee);
        let dated = !self.is_word(found.content[0].end, words!["in"]);
        found.said = found.said.or(told.said.filter(|_| dated));
        found.act = &Act::ClaimResponsibility;
        found.rule = Rule::Responsibility;
        true
    }

    /// `the attack "failed"`: the verb of a clause is quoted at `at`.
    pub(super) fn quotes_verb(&self, at: usize) -> bool {
        self.tag(at).mark == Mark::Open && self.tag(at + 1).mark == Mark::None && self.tag(at + 1).is(class::ED | class::AUX)
    }

    /// Whether the cue is one of those with which responsibility is claimed.
    #[inline]
    pub(super) fn may_claim_responsibility(&self, hit: &Hit<'_>) -> bool {
        hit.entry.is(lemmas!["claim"]) || hit.entry.manner.act == Act::ClaimResponsibility
    }

    /// "The blast was claimed by Islamic State", "the attack, claimed by Islamic State,", "Responsibility was claimed by": the claim of the agent.
    pub(super) fn claimed_by<'l>(&self, hit: &Hit<'l>, floor: usize) -> Option<Found<'l>> {
        let claims = hit.form == Form::Past && !hit.negated && !hit.modal;
        let ceiling = self.ceiling(hit.sentence);
        if !claims || !(hit.passive || self.is_word(hit.tokens.end, words!["by"])) {
            return None;
        }
        let agent = self.agent(hit.tokens.end, ceiling)?;
        let insert = Insert { end: self.skip_inserts(hit.entry, agent.end, ceiling).end, ..Insert::default() };
        let comma = hit.group.checked_sub(1).filter(|&c| c > floor && !hit.passive && self.tag(c).mark == Mark::Comma);
        let subject = self.noun_phrase_before(comma.unwrap_or(hit.group), floor)?.tokens;
        if !self.is_attack(subject.clone()) && !self.is_text(subject.start, &["responsibility", "credit"]) {
            return None;
        }
        let mut agent = agent;
        while agent.len() > 1 && self.tag(agent.end - 1).mark == Mark::Comma {
            agent.end -= 1;
        }
        if self.is_in(agent.start, list::NO_ONE) {
            return None;
        }
        let mut found = self.found(hit, Some(agent), &insert, hit.group..insert.end);
        found.content.push(subject);
        found.passive = true;
        found.act = &Act::ClaimResponsibility;
        found.rule = Rule::Responsibility;
        Some(found)
    }

    /// A noun phrase whose head is something violent that someone did.
    fn is_attack(&self, phrase: Range<usize>) -> bool {
        let border =
            |k: &usize| self.tag(*k).mark != Mark::None && self.tag(*k).mark != Mark::Joint || self.tag(*k).is(class::PREP | class::TO | class::REL);
        let head = phrase.clone().skip(1).find(border).unwrap_or(phrase.end);
        // "the attack on the camp", "the attack Sunday"
        let date = (phrase.start + 1..head).find(|&k| self.date_from(k).is_some()).unwrap_or(head);
        date > phrase.start && self.is_in(date - 1, list::ATTACK) || head > phrase.start && self.is_in(head - 1, list::ATTACK)
    }
}
