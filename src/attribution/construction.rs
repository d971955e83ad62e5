//! Attributions that are no active verb: "quoted as saying", "according to", adjectives and nouns.

use std::ops::Range;

use super::{
    claim::{Before, Found, Via},
    content::Shape,
    cue::Hit,
    insert::Insert,
    lexicon::{Entry, class, frame, lemmas, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::{
    model::{AttributionType, Polarity},
    token::{Gap, Kind},
};

/// Whom a medium cites: the comma before, the cue, and where the source ends.
struct Aside {
    comma: usize,
    cue: Range<usize>,
    end: usize,
}

impl View<'_, '_> {
    /// "SANA quoted the minister as saying X", "the minister was quoted as saying by SANA".
    pub(super) fn quoted_as_saying<'l>(&self, hit: &Hit<'l>, floor: usize) -> Option<Found<'l>> {
        if !hit.entry.is(lemmas!["quote", "cite", "report"]) {
            return None;
        }
        let ceiling = self.ceiling(hit.sentence);
        if let Some(found) = self.quoted_with_colon(hit, floor, ceiling) {
            return Some(found);
        }
        let cue = hit.tokens.clone();
        // "was quoted by the agency confirming that": "as" is left out.
        let without = |k: usize| {
            let told = self.is_in(k, list::AS_SAYING) && self.tag(k + 1).is(class::THAT);
            // "quoted a “high-ranking source” denying that"
            told && (hit.passive && self.noun_like(k - 1) || !hit.passive && hit.entry.is(lemmas!["quote"]) && self.names_who(cue.end, k))
        };
        let saying =
            (cue.end..ceiling.min(cue.end + 30)).find(|&k| self.is_word(k, words!["as"]) && self.is_in(k + 1, list::AS_SAYING) || without(k))?;
        let after = saying + 1 + usize::from(self.is_word(saying, words!["as"]));
        let direct = saying == cue.end;
        let insert = Insert { end: after, ..Insert::default() };
        if direct && !hit.passive {
            return None;
        }
        let by = self.is_word(cue.end, words!["by"]) && hit.passive;
        let reporter = if by {
            Some(cue.end + 1..saying)
        } else if direct {
            self.agent(after, ceiling)
        } else {
            self.subject(hit, floor, &Before { found: &[] }).map(|s| s.0)
        };
        let speaker = if direct || by {
            self.noun_phrase_before(hit.group, floor)?.tokens
        } else {
            cue.end..self.noun_phrase_after(cue.end, saying).filter(|_| !without(saying)).unwrap_or(saying)
        };
        let told = if self.is_word(after - 1, words!["telling"]) { self.told_as_well(after, ceiling) } else { None };
        let end = told.as_ref().map_or(reporter.as_ref().filter(|_| direct).map_or(after, |r| r.end), |t| t.end);
        let start = if direct || by { speaker.start } else { reporter.as_ref().map_or(hit.group, |r| r.start) };
        let insert = Insert { end: self.skip_inserts(hit.entry, end, ceiling).end, said: self.skip_inserts(hit.entry, end, ceiling).said, ..insert };
        let mut found = self.found(hit, Some(speaker), &insert, start..insert.end);
        found.cue = cue.start..after;
        if !direct {
            // The cue's parts stand around the speaker; the nearest part is named.
            found.cue = saying..after;
        }
        found.addressee = found.addressee.or(told);
        found.passive = false;
        if self.is_word(after - 1, words!["denying"]) {
            found.polarity = &Polarity::Denied;
        }
        found.rule = Rule::QuotedAsSaying;
        if let Some(source) = reporter {
            found.via.push(Via { entry: hit.entry, source, cue });
        }
        let content_from = if self.tag(insert.end).is(class::THAT) || self.tag(insert.end).mark == Mark::Colon { insert.end + 1 } else { insert.end };
        let closed = || hit.passive && self.tag(content_from).is(class::PREP | class::SUB) && self.closed_before(start, floor);
        let tail = content_from >= ceiling || matches!(self.tag(content_from).mark, Mark::Comma | Mark::Stop) || closed();
        let quote_next = self.tag(content_from).mark == Mark::Comma && self.tag(content_from + 1).mark == Mark::Open;
        if quote_next || !tail {
            let from = if quote_next { content_from + 1 } else { content_from };
            let shape = if self.tag(from).mark == Mark::Open { Shape::Quote } else { Shape::Bare };
            found.content.push(from..self.content_end(shape, from, ceiling));
        } else {
            let content = self.left_content(hit.entry, start, floor).or_else(|| self.left_clause(start, floor))?;
            self.resume(&mut found, &content, insert.end, ceiling);
        }
        found.content.retain(|c| !c.is_empty());
        (!found.content.is_empty()).then_some(found)
    }

    /// A noun phrase, quoted in part perhaps, fills the tokens.
    fn names_who(&self, from: usize, to: usize) -> bool {
        let open = (from..to).find(|&k| self.tag(k).mark == Mark::Open);
        let end = open.map_or_else(|| self.noun_phrase_after(from, to), |open| self.quote_end(open).filter(|_| open <= from + 1));
        end == Some(to)
    }

    /// "The agency quoted a witness: “…”"
    fn quoted_with_colon<'l>(&self, hit: &Hit<'l>, floor: usize, ceiling: usize) -> Option<Found<'l>> {
        let end = self.noun_phrase_after(hit.tokens.end, ceiling).filter(|_| !hit.passive && !hit.entry.is(lemmas!["report"]))?;
        if self.tag(end).mark != Mark::Colon || self.tag(end + 1).mark != Mark::Open {
            return None;
        }
        let reporter = self.subject(hit, floor, &Before { found: &[] })?.0;
        if !self.is_medium(&reporter) {
            return None;
        }
        let insert = Insert { end, ..Insert::default() };
        let mut found = self.found(hit, Some(hit.tokens.end..end), &insert, reporter.start..end + 1);
        found.via.push(Via { entry: hit.entry, source: reporter, cue: hit.tokens.clone() });
        found.content.push(end + 1..self.content_end(Shape::Quote, end + 1, ceiling));
        found.rule = Rule::QuotedAsSaying;
        Some(found)
    }

    /// A clause that a comma ends before `edge`.
    fn left_clause(&self, edge: usize, floor: usize) -> Option<Range<usize>> {
        let comma = edge.checked_sub(1).filter(|&c| c > floor && self.tag(c).mark == Mark::Comma)?;
        let start = self.clause_floor(floor, comma);
        (comma > start + 1).then_some(start..comma)
    }

    /// "According to Z, X"; "X, according to Z".
    pub(super) fn preposition<'l>(&self, hit: &Hit<'l>, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        let ceiling = self.ceiling(hit.sentence);
        let cue = hit.tokens.clone();
        let end = self.noun_phrase_after(cue.end, ceiling)?;
        // "reported that, according to the minister, the dam …"
        let comma = usize::from(cue.start > floor && self.tag(cue.start - 1).mark == Mark::Comma);
        let before_cue = (cue.start > floor + comma).then(|| self.tag(cue.start - comma - 1));
        let within = before_cue.is_some_and(|t| {
            t.is(class::THAT)
                || comma == 1 && t.mark == Mark::None && t.is(class::SUB) && !t.is(class::PREP)
                || comma == 0 && t.is(class::CONJ) && self.tag(cue.start.wrapping_sub(2)).mark == Mark::Comma
        });
        let opening = within || (floor..cue.start).all(|k| self.tag(k).mark != Mark::None || self.tag(k).is(class::CONJ | class::ADV));
        let aside = if opening { self.citing_aside(cue.end, ceiling) } else { None };
        let end = match &aside {
            Some(aside) => aside.end,
            None if opening => self.lead_end(cue.end, end, ceiling)?,
            None => end,
        };
        let name = (cue.end..end).any(|k| self.tag(k).name || self.tag(k).is(class::DOCUMENT | class::DET));
        if cue.len() == 1
            && hit.entry.is(lemmas!["per"])
            && !(name && (cue.start == floor || self.tag(cue.start.wrapping_sub(1)).mark == Mark::Comma))
            || hit.entry.is(lemmas!["per"]) && self.doc.tokens.get(cue.end).is_some_and(|t| t.kind == Kind::Number)
        {
            return None;
        }
        let insert = Insert { end, ..Insert::default() };
        let mut found = self.found(hit, Some(cue.end..end), &insert, cue.start..end);
        if hit.entry.is(lemmas!["citing", "quoting"]) {
            if cue.start > floor && self.tag(cue.start - 1).is(class::AVOIDING | class::NEG) {
                return None;
            }
            // What is cited is the content; a medium that cites passes it on instead, which the caller decides.
            let shared = before.shared(hit.sentence, cue.start)?;
            found.source = shared.source.clone();
            found.content.push(cue.end..end);
            found.shared = true;
            found.joined = true;
            found.rule = Rule::Citing;
            return Some(found);
        }
        if opening {
            let from = if self.tag(end).mark == Mark::Comma { end + 1 } else { end };
            let stop = self.content_end(Shape::That, from, ceiling);
            if stop <= from + 1 {
                return None;
            }
            if let Some(aside) = aside {
                found.via.push(Via { entry: hit.entry, source: cue.end..aside.comma, cue });
                found.source = Some(aside.cue.end..aside.end);
                found.cue = aside.cue;
            }
            found.content.push(from..stop);
            found.rule = Rule::PrepositionContent;
            return Some(found);
        }
        let mut edge = cue.start;
        while edge > floor && matches!(self.tag(edge - 1).mark, Mark::Comma | Mark::Dash) {
            edge -= 1;
        }
        let start = self.clause_floor(floor, edge);
        let content = self.left_content(hit.entry, cue.start, floor).unwrap_or(start..edge);
        if content.len() < 2 {
            return None;
        }
        found.rule = Rule::ContentPreposition;
        self.resume(&mut found, &content, end, ceiling);
        Some(found)
    }

    /// "According to Reuters, citing a diplomat, X", "…, which cited a diplomat, X": whom the medium from `from` on cites.
    fn citing_aside(&self, from: usize, ceiling: usize) -> Option<Aside> {
        let comma = (from + 1..ceiling.min(from + 16)).find(|&k| self.tag(k).mark == Mark::Comma)?;
        let relative = usize::from(self.tag(comma + 1).is(class::REL));
        let cue = comma + 1 + relative..comma + 2 + relative;
        let cites = self.is_in(cue.start, list::CITING) && (relative == 1 || self.ends(cue.start, b"ing"));
        let mut commas = (cue.end + 1..ceiling.min(cue.end + 40)).filter(|&k| self.tag(k).mark == Mark::Comma && !self.tag(k).quoted);
        let end = commas.clone().find(|&k| self.clause_starts(k + 1, ceiling)).or_else(|| commas.next());
        end.filter(|_| cites).map(|end| Aside { comma, cue, end })
    }

    /// "According to the ministry, the fire …": where the source that opens a sentence ends, `phrase` being where its noun phrase does.
    fn lead_end(&self, from: usize, phrase: usize, ceiling: usize) -> Option<usize> {
        let comma = |k: &usize| self.tag(*k).mark == Mark::Comma && !self.tag(*k).quoted;
        if self.is_word(phrase + 1, words!["as"]) && self.tag(phrase).mark == Mark::Comma {
            return Some(phrase);
        }
        // "According to residents the shelling began at dawn, …"
        let first = (from..ceiling).find(comma).unwrap_or(ceiling);
        if phrase < first && self.tag(phrase).mark == Mark::None && self.clause_in(phrase, first) {
            return Some(phrase);
        }
        let opens = |k: &usize| self.tag(k + 1).mark == Mark::Open || self.clause_starts(k + 1, ceiling);
        (from..ceiling.min(from + 45)).filter(comma).find(opens).or(
            if phrase >= ceiling || !self.clause_in(phrase, first) && self.tag(phrase).mark == Mark::None {
                Some(first).filter(|&f| f < ceiling)
            } else {
                Some(phrase)
            },
        )
    }

    /// "X is confident that Y".
    pub(super) fn adjective<'l>(&self, hit: &Hit<'l>, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        if hit.negated || !hit.auxiliary {
            return None;
        }
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        let ceiling = self.ceiling(hit.sentence);
        let (source, shared, at) = self.subject(hit, floor, before)?;
        if self.is_word(source.start, words!["it", "there", "this", "that"]) {
            return None;
        }
        let (shape, from) = self.opens_content(hit.entry, hit.tokens.end, ceiling, false)?;
        let insert = Insert { end: hit.tokens.end, ..Insert::default() };
        let mut found = self.found(hit, Some(source), &insert, at.min(hit.group)..hit.tokens.end);
        found.shared = shared;
        found.passive = false;
        found.rule = Rule::Adjective;
        let end = self.content_end(shape, from, ceiling);
        (end > from).then(|| {
            found.content.push(from..end);
            found
        })
    }

    /// "his claim that Y", "the ministry's denial of Y", "allegations that Y": by whoever owns the noun, or by no one.
    pub(super) fn noun<'l>(&self, hit: &Hit<'l>) -> Option<Found<'l>> {
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        let ceiling = self.ceiling(hit.sentence);
        // "accusations by the opposition that"
        let by = self.is_word(hit.tokens.end, words!["by"]) as usize;
        let agent = self.noun_phrase_after(hit.tokens.end + by, ceiling).filter(|_| by > 0).map(|end| hit.tokens.end + 1..end);
        let after = agent.as_ref().map_or(hit.tokens.end, |a| a.end);
        let predicate = self.is_that(hit.entry, after, ceiling);
        let (shape, from) = self
            .opens_content(hit.entry, after, ceiling, false)
            // "their claim in an interview that", "their demand is that"
            .or_else(|| {
                let that = Some(self.skip_inserts(hit.entry, after, ceiling).end).filter(|&that| that > after && self.tag(that).is(class::THAT))?;
                (hit.entry.takes(frame::THAT) && self.clause_in(that + 1, ceiling)).then_some((Shape::That, that + 1))
            })
            .or_else(|| predicate.map(|from| (Shape::That, from)))?;
        // "said in its evening report that"
        let occasion =
            (floor.max(hit.tokens.start.saturating_sub(5))..hit.tokens.start).find(|&k| k > floor && self.is_word(k, words!["in", "at", "on"]));
        if occasion.is_some_and(|k| self.is_cue(k - 1) && self.tag(k - 1).is(class::ED | class::FINITE) && !self.noun_context(k - 1)) {
            return None;
        }
        let owner = (floor.max(hit.tokens.start.saturating_sub(4))..hit.tokens.start)
            .rev()
            .take_while(|&k| self.tag(k).mark == Mark::None && !self.finite(k) || self.is_plural_apostrophe(k))
            .find(|&k| self.tag(k).is(class::POSS) || self.tag(k).genitive || self.is_plural_apostrophe(k));
        let source = match owner {
            _ if agent.is_some() => agent.clone(),
            Some(owner) if self.tag(owner).genitive => Some(self.genitive_phrase(owner, floor)),
            Some(mark) if self.is_plural_apostrophe(mark) && mark > floor => Some(self.genitive_phrase(mark - 1, floor)),
            Some(owner) => Some(owner..owner + 1),
            None if self.is_at_large(hit, floor) => None,
            None => return None,
        };
        let insert = Insert { end: hit.tokens.end, ..Insert::default() };
        let start = source.as_ref().map_or(hit.tokens.start, |s| s.start.min(hit.tokens.start));
        let mut found = self.found(hit, source, &insert, start..agent.as_ref().map_or(hit.tokens.end, |a| a.end));
        found.rule = Rule::Noun;
        found.passive = false;
        let end = self.content_end(shape, from, ceiling);
        let subject = !self.clause_in(floor, hit.tokens.start);
        let led = if subject || self.is_in(floor, list::OPENING) { self.before_main_clause(floor, from, end) } else { None };
        let end = match led {
            Some(comma) => comma,
            None if subject && predicate.is_none() => self.main_verb_after(from, end, shape),
            None => end,
        };
        (end > from).then(|| {
            found.content.push(from..end);
            found
        })
    }

    /// "(their demand) is that", "was still that": where the clause begins.
    fn is_that(&self, entry: &Entry, at: usize, ceiling: usize) -> Option<usize> {
        let is = self.tag(at).mark == Mark::None && self.tag(at).is(class::BE | class::HAVE) && entry.takes(frame::THAT);
        let that = (at + 1..ceiling.min(at + 4)).find(|&k| !self.tag(k).is(class::BE | class::ADV))?;
        (is && self.tag(that).is(class::THAT) && that + 2 < ceiling).then_some(that + 1)
    }

    /// "Rumours that the bank was insolvent", "There are unconfirmed reports that": a statement that no one in particular makes.
    fn is_at_large(&self, hit: &Hit<'_>, floor: usize) -> bool {
        let statement = hit.entry.manner.kind == AttributionType::Communication && self.tag(hit.tokens.end).is(class::THAT);
        let at = (floor.max(hit.tokens.start.saturating_sub(3))..hit.tokens.start)
            .rev()
            .take_while(|&k| {
                self.tag(k).mark == Mark::None
                    && (self.tag(k).open_class() && !self.tag(k).name || self.article(k) || self.tag(k).is(class::ED | class::DET))
            })
            .last()
            .unwrap_or(hit.tokens.start);
        let there = at > floor && self.tag(at - 1).is(class::BE) && (floor..at).any(|k| self.is_word(k, words!["there"]));
        statement && (at == floor || there) && !self.is_word(at, words!["no"])
    }

    /// The apostrophe of "the rebels' claim".
    pub(super) fn is_plural_apostrophe(&self, at: usize) -> bool {
        let touches = self.doc.tokens.get(at).is_some_and(|t| t.gap == Gap::None && matches!(t.mark(), '\'' | '\u{2019}'));
        touches && self.tag(at).mark == Mark::Joint && at > 0 && self.ends(at - 1, b"s") && self.tag(at - 1).mark == Mark::None
    }

    fn genitive_phrase(&self, owner: usize, floor: usize) -> Range<usize> {
        let start = (floor.max(owner.saturating_sub(8))..owner)
            .rev()
            .take_while(|&k| {
                let t = self.tag(k);
                t.mark == Mark::Joint
                    || t.mark == Mark::None
                        && !self.is_cue(k)
                        && (t.open_class() || t.is(class::DET) || t.is(class::NUM))
                        && !self.tag(k + 1).is(class::DET)
            })
            .last()
            .unwrap_or(owner);
        start..owner + 1
    }
}
