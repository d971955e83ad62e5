//! From a cue to a claim: its source and its content.

use std::ops::Range;

use super::{
    content::Shape,
    cue::{Form, Hit},
    insert::Insert,
    lexicon::{Entry, Part, class, frame, lemmas, list, preposition, words},
    rule::Rule,
    tag::Mark,
    turn::Turn,
    view::View,
};
use crate::{
    model::{Act, AttributionType, Polarity},
    span::Span,
};

/// One attribution, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Found<'l> {
    pub entry: &'l Entry,
    pub sentence: usize,
    pub source: Option<Range<usize>>,
    pub cue: Range<usize>,
    pub addressee: Option<Range<usize>>,
    pub said: Option<Span>,
    /// In order, not overlapping.
    pub content: Vec<Range<usize>>,
    /// Source, cue and what belongs to them: no content of anyone.
    pub extent: Range<usize>,
    /// It shares the source of the cue before it.
    pub shared: bool,
    /// It is coordinated with that cue, or hangs on it after a comma: of one rank with it.
    pub joined: bool,
    /// Nothing but the bare verb: no modal, no infinitive.
    pub plain: bool,
    pub passive: bool,
    pub polarity: &'l Polarity,
    pub act: &'l Act,
    /// Who passes it on: source and cue, outermost first.
    pub via: Vec<Via<'l>>,
    /// The speaker stands in earlier text.
    pub inherited: bool,
    /// A quotation that no cue stands beside.
    pub cueless: bool,
    pub rule: Rule,
}

impl<'l> Found<'l> {
    /// What follows a speaker's name and a colon.
    pub fn labelled(entry: &'l Entry, sentence: usize, label: Range<usize>, content: Range<usize>) -> Found<'l> {
        Found {
            entry,
            sentence,
            cue: label.end..label.end + 1,
            extent: label.start..label.end + 1,
            source: Some(label),
            addressee: None,
            said: None,
            content: vec![content],
            shared: false,
            joined: false,
            plain: true,
            passive: false,
            polarity: &entry.manner.polarity,
            act: &entry.manner.act,
            via: Vec::new(),
            inherited: false,
            cueless: false,
            rule: Rule::LabelColon,
        }
    }
}

/// A reporter found together with the speaker.
#[derive(Clone, Debug)]
pub(super) struct Via<'l> {
    pub entry: &'l Entry,
    pub source: Range<usize>,
    pub cue: Range<usize>,
}

/// What the cues of one sentence before this one gave.
pub(super) struct Before<'f, 'l> {
    pub found: &'f [Found<'l>],
}

impl<'l> Before<'_, 'l> {
    /// The source that a coordinated or participial cue shares.
    pub(super) fn shared(&self, sentence: usize, at: usize) -> Option<&Found<'l>> {
        self.found
            .iter()
            .rev()
            .take(8)
            .find(|f| f.sentence == sentence && f.source.is_some() && f.cue.start < at && !f.passive && f.extent.start < at && f.rule != Rule::Noun)
    }
}

impl View<'_, '_> {
    /// The claims of one cue: none or one.
    pub fn claim<'l>(&self, hit: &Hit<'l>, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        if self.tag(hit.tokens.start).quoted {
            // What somebody is told to have said stays one statement.
            let told = before.found.last().is_some_and(|f| f.content.iter().any(|c| c.contains(&hit.tokens.start)));
            let hit = self.out_of_quotation(hit).filter(|hit| hit.entry.part == Part::Verb && !told)?;
            let mut found = self.verb(&hit, before)?;
            found.content.iter_mut().for_each(|part| *part = self.without_closing(part));
            return Some(found);
        }
        if let Some(group) = self.quoted_adverbs(hit.group) {
            return self.verb(&Hit { group, ..hit.clone() }, before).filter(|_| hit.entry.part == Part::Verb);
        }
        match hit.entry.part {
            Part::Verb => self.verb(hit, before),
            Part::Preposition => self.preposition(hit, before),
            Part::Adjective => self.adjective(hit, before),
            Part::Noun => self.noun(hit),
        }
    }

    fn verb<'l>(&self, hit: &Hit<'l>, before: &Before<'_, 'l>) -> Option<Found<'l>> {
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        if let Some(found) = self.quoted_as_saying(hit, floor) {
            return Some(found);
        }
        // "a man claiming to be a spokesman": who he is.
        if hit.form == Form::Ing && !hit.auxiliary && self.claims_to_be(hit.group, floor) {
            return None;
        }
        if let Some(found) = self.denied_by(hit, floor, before) {
            return Some(found);
        }
        if hit.passive {
            return self.passive(hit, floor, before);
        }
        if hit.entry.is(lemmas!["claim"]) {
            if let Some(found) = self.claimed_by(hit, floor) {
                return Some(found);
            }
        }
        // "the man, described by police as armed,"
        if hit.form == Form::Past && !hit.auxiliary && self.is_word(hit.tokens.end, words!["by"]) && hit.entry.takes(frame::PASSIVE) {
            return self.passive(&Hit { passive: true, ..hit.clone() }, floor, before).map(|mut found| {
                self.end_at_comma(&mut found);
                found
            });
        }
        // "when asked about it", "if pressed": whoever it is said of did not say it.
        if hit.form == Form::Past && !hit.auxiliary && hit.group > floor && self.is_reduced(hit.group - 1) {
            return None;
        }
        // "measures added by Republicans", but "replied by saying"
        let agent = self.tag(hit.tokens.end + 1);
        let done_by = || {
            let by =
                self.is_word(hit.tokens.end, words!["by"]) && (agent.name || agent.is(class::DET | class::POSS)) && self.noun_like(hit.group - 1);
            by && self.occasion(hit.tokens.end, hit.tokens.end + 4).is_none() && self.date_from(hit.tokens.end + 1).is_none()
        };
        if hit.form == Form::Past && !hit.auxiliary && hit.group > floor && !self.tag(hit.group - 1).name && done_by() {
            return None;
        }
        if self.opens_what_was_said(hit, before) {
            return None;
        }
        if let Some(found) = self.inverted(hit, floor) {
            return Some(found);
        }
        if hit.negated && !self.stands_negated(hit.entry) || self.withholds(hit, floor) {
            return None;
        }
        match self.denied_in_turn(hit, floor, before) {
            Turn::Denied(found) => return Some(*found),
            Turn::Remark => return None,
            Turn::None => {}
        }
        let cue = hit.tokens.clone();
        let ceiling = self.ceiling(hit.sentence);
        let ahead = if hit.form == Form::Ing { self.subject_ahead(hit, floor, ceiling) } else { None };
        let (source, shared, at, ceiling) = match ahead {
            Some((source, end)) => (source, false, hit.group, end),
            None => {
                let (source, shared, at) = self.subject(hit, floor, before)?;
                (source, shared, at, self.end_of_clause(hit.entry, at, cue.end, floor, ceiling))
            }
        };
        if self.is_no_speaker(&source, floor) || hit.modal && !self.first_person(&source) {
            return None;
        }
        if !shared && hit.form != Form::Ing && at == source.start && self.hangs_on_preposition(at, floor) {
            return None;
        }
        let insert = self.skip_inserts(hit.entry, self.past_cue(cue.end), ceiling);
        if self.observes_what_stands_before(hit, &source) || !hit.entry.takes(frame::ING) && self.is_word(insert.end, words!["using", "via"]) {
            return None;
        }
        // "the war crimes suspect Jan Kovac"
        let suspect = hit.entry.is(lemmas!["suspect"]) && hit.form == Form::Base;
        // "In the town, suspected rebels shot"
        let suspected = hit.entry.is(lemmas!["suspect"]) && hit.form == Form::Past && !hit.auxiliary && hit.group > floor;
        if suspected && self.tag(hit.group - 1).mark == Mark::Comma && self.tag(cue.end).open_class() {
            return None;
        }
        if suspect && self.people.binary_search_by_key(&cue.end, |p| p.start).is_ok() {
            return None;
        }
        // "fighting went on"
        if hit.entry.is(lemmas!["go on"]) && self.tag(source.start).is(class::ING) {
            return None;
        }
        // "identified different suspects in six cases": the object of another verb.
        if hit.form == Form::Present
            && source.len() == 1
            && source.start > floor
            && self.tag(source.start).open_class()
            && !self.tag(source.start).name
        {
            let verb = source.start - 1;
            let t = self.tag(verb);
            // "have fairly expansive plans"
            let adverb = t.is(class::ADV) && verb > floor && self.tag(verb - 1).is(class::AUX | class::ED) && !self.tag(verb - 1).name;
            if t.mark == Mark::None && !t.name && (t.is(class::ED) && !self.is_cue(verb) || t.is(class::AUX) || adverb) {
                return None;
            }
        }
        if self.is_said_so(insert.end, ceiling) {
            return None;
        }
        if hit.entry.is(lemmas!["tell"]) && self.tells_no_one(hit, insert.addressee.is_some(), &source) {
            return None;
        }
        let told = hit.entry.takes(frame::OBJTO);
        let base = hit.form == Form::Base && !hit.auxiliary && !hit.infinitive;
        let letters = base && (hit.entry.is(lemmas!["say"]) && self.is_acronym(source.end - 1) || self.is_group(hit.entry, &source, floor, ceiling));
        if base && !self.plural(&source) && !letters {
            return None;
        }
        let joint = hit.group.checked_sub(1).map(|p| self.tag(p));
        let joined = shared && joint.is_some_and(|p| p.mark != Mark::None || p.is(class::CONJ | class::ADV));
        // "told Reuters she was well and had asked for a meeting": what she had done is told, too.
        let backshifted = || shared && hit.perfect && self.is_word(hit.group, words!["had"]) && joint.is_some_and(|p| p.is(class::CONJ));
        let clause = |f: &&Found<'_>| matches!(f.rule, Rule::CueThat | Rule::CueClause) && !f.joined;
        let told_before = before.found.last().filter(clause).is_some_and(|f| f.content.iter().any(|c| c.contains(&hit.group)));
        if told_before && backshifted() {
            return None;
        }
        // "was like saying that …": a gerund within what someone said.
        if shared && !joined && before.found.iter().rev().take(4).any(|f| f.content.iter().any(|c| c.contains(&hit.tokens.start))) {
            return None;
        }
        let (source, reporter) = match self.quoted_by(&source) {
            Some((speaker, reporter, cue)) => (speaker, Some((reporter, cue))),
            None => (source, None),
        };
        let mut found = self.found(hit, Some(source.clone()), &insert, at.min(hit.group)..insert.end.max(cue.end));
        found.via.extend(reporter.map(|(source, cue)| Via { entry: hit.entry, source, cue }));
        found.shared = shared;
        found.joined = joined;
        if let Some(blamed) = self.blamed_on(hit, &source, insert.end, floor, ceiling) {
            found.source = Some(blamed.source);
            found.content.extend([blamed.deed, blamed.on]);
            return Some(found);
        }
        let left_edge = at.min(hit.group);
        let gap = if shared { None } else { self.relative_gap(hit.entry, &source, insert.end, floor, ceiling) };
        if let Some((pronoun, verb)) = gap {
            found.content.extend(pronoun.as_ref().map(|&k| k..k + 1));
            let end = self.content_end(Shape::That, verb, self.relative_end(source.start - 1, verb, ceiling));
            let another = |k: &usize| matches!(self.tag(*k).mark, Mark::Comma | Mark::Dash) && self.clause_starts(k + 1, ceiling);
            let restrictive = pronoun.is_some_and(|p| p > floor + 1 && self.tag(p - 1).mark == Mark::None && !self.clause_in(floor, p));
            let main = |k: &usize| self.tag(*k).mark == Mark::None && self.tag(*k).is(class::AUX) && self.noun_like(k - 1);
            let end = if restrictive { (verb + 2..end).find(main).unwrap_or(end) } else { end };
            let end = if source.start < floor + 4 { (verb + 1..end).find(another).unwrap_or(end) } else { end };
            found.content.push(verb..end);
            found.rule = Rule::RelativeGap;
            return (end > verb).then_some(found);
        }
        let right = self.opens_content(hit.entry, insert.end, ceiling, told);
        let quoted = || !shared && hit.entry.takes(frame::POST) && self.closed_before(at.min(hit.group), floor);
        let right = match self.that_ahead(hit.entry, insert.end, ceiling).filter(|_| right.is_none_or(|r| r.0 == Shape::Bare) && !quoted()) {
            Some(that) => Some((Shape::That, that + 1)),
            None => right,
        };
        let ahead = || (at.min(hit.group) == floor).then(|| self.quotation_ahead(hit.entry, insert.end, ceiling)).flatten();
        let right = right.or_else(|| ahead().map(|open| (Shape::Quote, open)));
        // "As Reuters noted, …" and "…, as Reuters noted": the conjunction belongs to the attribution.
        let as_clause = left_edge > floor && self.is_word(left_edge - 1, words!["as"]);
        let left_edge = if as_clause { left_edge - 1 } else { left_edge };
        let listed = (!shared && right.is_none() && hit.entry.takes(frame::POST) && source.start == at)
            .then(|| self.joint_speakers(&source, floor))
            .flatten()
            .filter(|_| insert.end >= ceiling || self.boundary(insert.end));
        let (source, left_edge) = match listed {
            Some(comma) => (comma + 1..source.end, comma + 1),
            None => (source, left_edge),
        };
        if listed.is_some() {
            found.source = Some(source.clone());
            found.extent.start = left_edge;
        }
        let left =
            || (!shared).then(|| self.left_content(hit.entry, left_edge, floor).or_else(|| self.previous_quotation(left_edge, floor))).flatten();
        // A quotation closes right before the source: what follows the cue is circumstance.
        let closed = || !shared && hit.entry.takes(frame::POST) && self.closed_before(left_edge, floor);
        // `"…," he told a crowd that spilled into the street`: told of the crowd.
        let of_another = |from: usize| (cue.end..from).any(|k| self.is_cue(k) && self.tag(k).is(class::ED | class::FINITE));
        let of_listener = |from: usize| (insert.addressee.is_some() && self.verb_at(from) || of_another(from)) && closed();
        // "told reporters after a meeting that was held in part, “…”"
        let listener_end = insert.addressee.as_ref().map_or(self.past_cue(cue.end), |a| a.end);
        let right = match right.filter(|&(_, from)| self.is_told_of_occasion(from, listener_end)) {
            Some((_, from)) => {
                let opens = |k: &usize| matches!(self.tag(*k).mark, Mark::Comma | Mark::Colon) && self.tag(k + 1).mark == Mark::Open;
                (from..ceiling).find(opens).and_then(|mark| self.opens_content(hit.entry, mark, ceiling, told))
            }
            None => right,
        };
        let right = right.filter(|&(shape, from)| shape != Shape::That || !of_listener(from));
        let right =
            right.filter(|(shape, _)| *shape == Shape::That || *shape == Shape::Quote && self.tag(insert.end).mark != Mark::Open || !closed());
        let hearsay = || (hit.group..cue.start).any(|k| self.is_in(k, list::HEARSAY));
        if *found.polarity == Polarity::Asserted && hearsay() {
            found.polarity = &Polarity::Unverified;
        }
        match right {
            // "allegedly ordered the killings": what no one stands by was said by no one either.
            Some((Shape::NounPhrase | Shape::Infinitive | Shape::Gerund | Shape::Preposition, _)) if hearsay() => return None,
            _ if self.may_claim_responsibility(hit) && self.claims_responsibility(&mut found, hit, insert.end, ceiling) => {}
            Some((Shape::NounPhrase, _)) if base && !self.plural_end(&source) && !letters => return None,
            // "finished near the bottom of the list for “health”"
            Some((Shape::Quote, _))
                if !hit.entry.takes(frame::THAT | frame::BARE | frame::NP)
                    && self.tag(insert.end).mark == Mark::Open
                    && insert.end > cue.end
                    && insert.said.is_none()
                    && insert.addressee.is_none() =>
            {
                return None;
            }
            // "responded “with air assets”": no words of theirs.
            Some((Shape::Quote, open))
                if self.tag(insert.end).mark == Mark::Open
                    && !hit.entry.takes(frame::BARE | frame::NP | frame::AS)
                    && self.tag(open + 1).is(class::PREP)
                    && !hit.entry.takes(preposition(self.tag(open + 1).small()))
                    && self.quote_end(open).is_some_and(|close| !self.clause_in(open, close)) =>
            {
                return None;
            }
            // "agreed “in principle” on a truce"
            Some((Shape::Quote, open))
                if self.tag(insert.end).mark == Mark::Open
                    && hit.entry.is(lemmas!["agree"])
                    && self.quote_end(open).is_some_and(|close| close - open < 7 && !self.boundary(close) && close < ceiling) =>
            {
                return None;
            }
            // "clashes were continuing “on its outskirts”": nobody speaks.
            Some((Shape::Quote, _))
                if self.tag(insert.end).mark == Mark::Open && hit.entry.prior() < 0.5 && !hit.entry.takes(!(frame::QUOTE | frame::POST)) =>
            {
                return None;
            }
            Some((shape, from)) if hit.entry.is(lemmas!["call"]) && self.only_names(hit, &source, shape, from, floor) => return None,
            Some((shape, from)) => {
                // A quotation before and one after: both belong to the cue that stands between them.
                let around = shape == Shape::Quote && self.tag(insert.end).mark == Mark::Comma;
                if around {
                    if let Some(left) = left().filter(|l| self.tag(l.end - 1).mark == Mark::Close) {
                        found.content.push(left);
                    }
                }
                let mut end = self.past_relative(hit.entry, shape, self.content_end(shape, from, ceiling), ceiling);
                if matches!(shape, Shape::Bare | Shape::That) {
                    end = self.end_by_number(&source, from, end);
                }
                // "A man who said he spoke for the group claimed …": the verb of the sentence ends a relative clause of its subject.
                let relative =
                    at > source.start && self.tag(at).is(class::REL) || self.is_word(source.start, words!["whose"]) && source.start > floor;
                if relative && self.tag(at - 1).mark == Mark::None && !self.clause_in(floor, source.start) {
                    let whole = end;
                    end = self.before_main_clause(floor, from, whole).unwrap_or_else(|| self.main_verb_after(from, whole, shape));
                    // "who denied the claims was fired": the one verb is the sentence's.
                    if end == whole && shape == Shape::Bare && hit.entry.takes(frame::NP) {
                        end = (from + 1..whole).find(|&k| self.finite(k)).unwrap_or(whole);
                    }
                }
                // "What he called a disaster has lasted for weeks"
                if shape == Shape::NounPhrase && source.start > floor && self.is_word(source.start - 1, words!["what"]) {
                    let verb = |k: &usize| !self.tag(*k).quoted && (self.finite(*k) || self.tag(*k).is(class::AUX));
                    end = (from + 1..end).find(verb).unwrap_or(end);
                }
                if end <= from {
                    return None;
                }
                if shape == Shape::NounPhrase
                    && hit.entry.takes(frame::PREDICATE)
                    && !self.is_word(from, words!["as"])
                    && !self.names_a_predicate(&source, from, end, floor)
                {
                    return None;
                }
                if shape == Shape::NounPhrase && hit.entry.takes(frame::DATED) && hit.form == Form::Past {
                    if let Some((cut, said)) = self.closing_date(from, end) {
                        end = cut;
                        found.said = found.said.or(Some(said));
                    }
                }
                if shape == Shape::NounPhrase || shape == Shape::Infinitive && hit.form == Form::Past {
                    end = self.end_of_phrase(from, end);
                }
                // "denied the charges through his lawyer"
                if shape == Shape::NounPhrase && hit.entry.manner.polarity == Polarity::Denied {
                    let agents = ["lawyer", "lawyers", "attorney", "attorneys", "spokesman", "spokeswoman", "spokesperson", "representative"];
                    let through = |k: &usize| self.is_word(*k, words!["through"]) && (k + 1..k + 4).any(|a| self.is_text(a, &agents));
                    end = (from + 1..end).find(through).unwrap_or(end);
                }
                // "for the attack in a message to reporters"
                if hit.entry.manner.act == Act::ClaimResponsibility {
                    if let Some(cut) = (from + 2..end).find(|&k| self.occasion(k, ceiling).is_some()) {
                        found.addressee = found.addressee.or_else(|| self.skip_inserts(hit.entry, cut, ceiling).addressee);
                        end = cut;
                    }
                }
                if self.appoints(hit, shape, &(from..end)) || self.says_nothing(hit, &source, shape, from, end) {
                    return None;
                }
                let directs =
                    told && found.addressee.is_none() && !hit.entry.ends_in_for() && hit.entry.manner.kind == AttributionType::Communication;
                let object = (shape == Shape::NounPhrase && directs).then(|| self.told_object(hit.entry, from, end)).flatten();
                let from = object.as_ref().map_or(from, |o| o.end);
                // "urged residents on Monday to leave"
                let object = object.map(|o| match self.date_until(o.end).filter(|(d, _)| d.start > o.start + 1) {
                    Some((date, said)) => {
                        found.said = found.said.or(Some(*said));
                        o.start..date.start - usize::from(self.is_in(date.start - 1, list::BEFORE_DATE))
                    }
                    None => o,
                });
                found.addressee = found.addressee.or(object);
                // "accused Ukraine on Monday of shelling": the date is the accusation's.
                let dated = (shape == Shape::NounPhrase && (hit.entry.takes(frame::OFING | frame::OBJTO) || hit.entry.is(lemmas!["blame"])))
                    .then(|| self.date_within(from, end))
                    .flatten();
                match dated {
                    Some((date, said)) => {
                        found.said = found.said.or(Some(said));
                        found.content.extend([from..date.start, date.end..end]);
                    }
                    None => found.content.push(from..end),
                }
                found.rule = rule(shape);
            }
            None => {
                if !hit.entry.takes(frame::POST) || hit.form == Form::Ing && shared {
                    return None;
                }
                if insert.end < ceiling
                    && !as_clause
                    && !closed()
                    && !self.boundary(insert.end)
                    && !self.tag(insert.end).is(class::PREP | class::SUB | class::ADV | class::TO | class::CONJ | class::ING)
                {
                    return None;
                }
                if as_clause && self.opens_clause(left_edge, floor) {
                    let ceiling = self.ceiling(hit.sentence);
                    if !hit.entry.takes(frame::THAT | frame::ENDS) {
                        return None;
                    }
                    let states = hit.entry.manner.act == Act::State;
                    let comma = self.comma_after(insert.end, ceiling).filter(|&c| c == insert.end || states && hit.entry.prior() >= 0.5)?;
                    let from = comma + 1;
                    if from >= ceiling {
                        return None;
                    }
                    found.content.push(from..self.content_end(Shape::That, from, ceiling));
                    found.rule = Rule::AsClause;
                    return Some(found);
                }
                let Some(content) = left() else {
                    found.content.push(self.clause_past_comma(hit, &source, insert.end, floor, ceiling)?);
                    found.rule = Rule::CueClause;
                    return Some(found);
                };
                found.rule = Rule::ContentSourceCue;
                self.resume(&mut found, &content, insert.end, ceiling);
                if found.content.len() == 1 && self.is_circumstance(&content) {
                    return None;
                }
            }
        }
        self.take_from_lead(&mut found, floor);
        Some(found)
    }

    /// "The office says at about 7 a.m., a car left the road": what was said begins after a comma.
    fn clause_past_comma(&self, hit: &Hit<'_>, source: &Range<usize>, comma: usize, floor: usize, ceiling: usize) -> Option<Range<usize>> {
        let from = comma + 1;
        let opens = comma > hit.tokens.end && self.tag(comma).mark == Mark::Comma && source.start == floor && hit.entry.takes(frame::BARE);
        (opens && from < ceiling && self.clause_starts(from, ceiling)).then(|| from..self.content_end(Shape::Bare, from, ceiling))
    }

    pub(super) fn found<'l>(&self, hit: &Hit<'l>, source: Option<Range<usize>>, insert: &Insert, extent: Range<usize>) -> Found<'l> {
        Found {
            entry: hit.entry,
            sentence: hit.sentence,
            source,
            cue: hit.tokens.clone(),
            addressee: insert.addressee.clone(),
            said: insert.said.or(hit.said),
            content: Vec::new(),
            extent,
            shared: false,
            joined: false,
            plain: !hit.infinitive && (!hit.auxiliary || hit.perfect),
            passive: hit.passive,
            polarity: &hit.entry.manner.polarity,
            act: &hit.entry.manner.act,
            via: Vec::new(),
            inherited: false,
            cueless: false,
            rule: Rule::CuePhrase,
        }
    }

    /// `"…,"` ends right before a token.
    pub(super) fn closed_before(&self, edge: usize, floor: usize) -> bool {
        let comma = edge.checked_sub(1).filter(|&p| p > floor && self.tag(p).mark == Mark::Comma);
        let last = comma.unwrap_or(edge).checked_sub(1).filter(|&l| l >= floor && self.tag(l).mark == Mark::Close);
        last.is_some_and(|l| !self.belongs_to_lead(l, floor))
    }

    /// "On the programme “Good Morning,” she said", "While Kyiv said that “…,” she said": what closes at `close` is part of a phrase or clause that opens
    /// the sentence.
    fn belongs_to_lead(&self, close: usize, floor: usize) -> bool {
        let Some(quoted) = self.quotation(close).map(|q| &self.doc.quotations[q]) else { return false };
        let open = quoted.tokens.start;
        if open <= floor + 2 {
            return false;
        }
        let word = |k: &usize| self.tag(*k).mark == Mark::None && (!self.tag(*k).is(class::CONJ | class::ADV) || self.is_in(*k, list::OPENING));
        let subordinate = (floor..open).find(word).is_some_and(|k| self.is_in(k, list::OPENING) && !self.tag(k).name);
        // "Asked why he had yet to sign on “Morning Show,” she said", "Walking in to chants of “Out!,” he said"
        let first = self.tag(floor);
        let participle =
            first.is(class::ED | class::ING) && !first.name && (floor..open).all(|k| matches!(self.tag(k).mark, Mark::None | Mark::Joint));
        participle && close - open < 10
            || subordinate && self.clause_in(floor, open)
            || self.is_title(open..close) && !self.clause_in(floor, open) && close - open < 10
    }

    /// "called the vote a farce", "what he called a coup"; not "called the police".
    fn names_a_predicate(&self, source: &Range<usize>, from: usize, end: usize, floor: usize) -> bool {
        if (from..end).any(|k| self.tag(k).quoted) || self.calls_that(from) {
            return true;
        }
        if source.start.checked_sub(1).is_some_and(|b| b >= floor && self.tag(b).is(class::WH | class::REL)) {
            return true;
        }
        let object = self.noun_phrase_after(from, end).unwrap_or(from);
        if object >= end {
            let last = end - 1;
            return end - from > 1 && (self.tag(last).is(class::REJECTING) || self.looks_adjectival(last));
        }
        let rest = self.tag(object);
        rest.mark == Mark::None && !rest.is(class::PREP | class::TO | class::CONJ | class::SUB) && self.date_from(object).is_none()
    }

    /// A word with the ending of an adjective.
    pub(super) fn looks_adjectival(&self, at: usize) -> bool {
        const ENDINGS: &[&str] = &["able", "ible", "ful", "less", "ous", "ive", "al", "ant", "ent", "ic", "ed", "ing", "false", "wrong", "ary"];
        ENDINGS.iter().any(|end| self.word(at).ends_with(end))
    }
}

fn rule(shape: Shape) -> Rule {
    match shape {
        Shape::That => Rule::CueThat,
        Shape::Bare => Rule::CueClause,
        Shape::Quote => Rule::CueQuotation,
        Shape::NounPhrase => Rule::CuePhrase,
        Shape::Infinitive => Rule::CueInfinitive,
        Shape::Question => Rule::CueQuestion,
        Shape::Gerund => Rule::CueGerund,
        Shape::Preposition => Rule::CuePreposition,
    }
}
