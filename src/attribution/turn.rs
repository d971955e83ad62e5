//! Denials of what was just said: ", a claim the rebels denied", ", which Ukraine denies", ", a charge rejected by Moscow".

use std::ops::Range;

use super::{
    claim::{Before, Found},
    cue::{Form, Hit},
    lexicon::{frame, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::model::Polarity;

/// What a verb after ", a claim" does with what was said before it.
pub(super) enum Turn<'l> {
    Denied(Box<Found<'l>>),
    /// It says something of it that is no statement on its own.
    Remark,
    None,
}

impl View<'_, '_> {
    /// ", a claim the rebels denied", ", which Ukraine denies": the denial's content is what was said before the comma.
    pub(super) fn denied_in_turn<'l>(&self, hit: &Hit<'l>, floor: usize, before: &Before<'_, 'l>) -> Turn<'l> {
        let Some((comma, noun)) = self.taken_up_before(hit.group, floor) else { return Turn::None };
        // "…, a claim police deny, she said": the cue of another clause.
        let apart = (noun..hit.group).any(|k| matches!(self.tag(k).mark, Mark::Comma | Mark::Dash));
        if apart || noun >= hit.group || hit.form == Form::Ing || self.clause_in(noun, hit.group) {
            return Turn::None;
        }
        let relative = self.is_word(comma + 1, words!["which"]);
        let ceiling = self.ceiling(hit.sentence);
        let insert = self.skip_inserts(hit.entry, hit.tokens.end, ceiling);
        // "rejected as propaganda"
        let plain = |k: usize| self.tag(k).quoted || !self.finite(k);
        let apart = |k: &usize| matches!(self.tag(*k).mark, Mark::Comma | Mark::Dash | Mark::Semicolon) && !self.tag(*k).quoted;
        let stop = (insert.end + 1..ceiling).find(apart).unwrap_or(ceiling);
        let called = || hit.entry.takes(frame::AS) && self.is_word(insert.end, words!["as"]) && (insert.end + 1..stop).all(plain);
        let closed = insert.end >= ceiling || self.boundary(insert.end) || called();
        if hit.entry.manner.polarity != Polarity::Denied || hit.negated || !closed {
            return if relative || hit.entry.manner.polarity == Polarity::Denied { Turn::None } else { Turn::Remark };
        }
        let found = self.found(hit, Some(noun..hit.group), &insert, noun..insert.end.max(hit.tokens.end));
        self.takes_up(found, comma, floor, before).map_or(Turn::None, |found| Turn::Denied(Box::new(found)))
    }

    /// ", a charge denied by Moscow"
    pub(super) fn denied_by<'l>(&self, hit: &Hit<'l>, floor: usize, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        let denied =
            hit.form == Form::Past && hit.entry.manner.polarity == Polarity::Denied && (!hit.auxiliary || hit.passive) && !hit.negated && !hit.modal;
        let agent = if denied { self.by_after(hit.tokens.end)? + 1 } else { return None };
        let (comma, _) = self.taken_up_before(hit.group, floor).filter(|&(_, after)| after == hit.group)?;
        let ceiling = self.ceiling(hit.sentence);
        let end = self.noun_phrase_after(agent, ceiling).filter(|&end| end >= ceiling || self.boundary(end) || self.is_word(end, words!["as"]))?;
        let insert = self.skip_inserts(hit.entry, end, ceiling);
        let found = self.found(hit, Some(agent..end), &insert, hit.group..insert.end.max(end));
        self.takes_up(found, comma, floor, before)
    }

    /// Gives a denial what was said before a comma.
    fn takes_up<'l>(&self, mut found: Found<'l>, comma: usize, floor: usize, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        // "Amnesty said soldiers had threatened to kill him, charges the army denied": all of it.
        let mut said = before.found.iter().rev().take_while(|f| f.sentence == found.sentence).peekable();
        let last = said.peek().copied();
        let reaching = said.filter(|f| f.content.last().is_some_and(|c| c.end >= comma));
        let told = reaching.min_by_key(|f| f.content.first().map(|c| c.start)).or(last);
        // "They sought talks, an offer he rebuffed": nor here.
        let asked = self.is_text(comma + 2, &["demand", "offer", "plan", "proposal", "request", "ultimatum"]);
        if told.is_none() && (asked || self.is_in(comma + 1, list::TAKING_UP)) {
            // "He faces charges, charges he denies": nobody said so.
            return None;
        }
        // `"…," a claim police deny`: the closing mark is part of it.
        let end = comma + usize::from(self.tag(comma).mark == Mark::Close);
        let whole = || -> Vec<Range<usize>> { std::iter::once(self.clause_floor(floor, end)..end).collect() };
        let mut content = told.map_or_else(whole, |f| f.content.clone());
        content.iter_mut().for_each(|part| part.end = part.end.min(end));
        content.retain(|part| !part.is_empty());
        found.content = content;
        found.rule = Rule::DeniedInTurn;
        (!found.content.is_empty()).then_some(found)
    }
}
