//! Where clauses end: subordinate and relative ones before the main clause, a noun's clause before the verb of the sentence, and attributions that close one.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    claim::Found,
    content::Shape,
    lexicon::{Entry, class, list, words},
    tag::Mark,
    view::View,
};
use crate::model::{Act, AttributionType, Polarity};

/// The longest clause looked for, in tokens.
const LONGEST: usize = 60;

impl View<'_, '_> {
    /// Where the clause at whose beginning (`at`) a subject stands must end before the main clause begins; `from` is past the cue.
    pub(super) fn end_of_clause(&self, entry: &Entry, at: usize, from: usize, floor: usize, ceiling: usize) -> usize {
        let end = self.relative_end(at, from, ceiling);
        if end < ceiling { end } else { self.subordinate_end(entry, at, from, floor, ceiling) }
    }

    /// "the rebels, who claimed that the village was theirs, had fled": where the relative clause that opens at `at` ends.
    pub(super) fn relative_end(&self, at: usize, from: usize, ceiling: usize) -> usize {
        let relative = |at: usize| {
            self.tag(at).mark == Mark::None && self.tag(at).is(class::REL) && at.checked_sub(1).is_some_and(|c| self.tag(c).mark == Mark::Comma)
        };
        // "the bill, which he has promised to sign, is good": the pronoun stands before the subject.
        if !relative(at) && !at.checked_sub(1).is_some_and(relative) {
            return ceiling;
        }
        // The comma may stand within a quotation that ends with it.
        let past = |k: usize| k + 1 + usize::from(self.tag(k + 1).mark == Mark::Close);
        let main = |k: usize| self.tag(k).mark == Mark::Comma && (self.finite(past(k)) || self.tag(past(k)).is(class::AUX | class::ED));
        let end = (from..ceiling.min(from + LONGEST)).find(|&k| main(k));
        end.map_or(ceiling, |k| if self.tag(k + 1).mark == Mark::Close { k + 2 } else { k })
    }

    /// "Two days after the rebels said they had shot down a jet, the army …": where the clause ends that a conjunction before the subject at `at` opens.
    fn subordinate_end(&self, entry: &Entry, at: usize, from: usize, floor: usize, ceiling: usize) -> usize {
        // "While almost everyone agrees …, critics …"
        let at = (floor.max(at.saturating_sub(2))..at)
            .rev()
            .take_while(|&k| self.tag(k).is(class::ADV) && !self.tag(k).name && !self.is_in(k, list::OPENING))
            .last()
            .unwrap_or(at);
        let opens = |s: &usize| *s >= floor && self.is_in(*s, list::OPENING) && !self.tag(*s).quoted;
        // "When the envoy thanked the city and said it was good to be home, a man …"
        let joined = || {
            let and = at > floor + 3 && self.is_word(at - 1, words!["and"]) && opens(&floor);
            (and && !(floor..at).any(|k| self.tag(k).mark != Mark::None)).then_some(floor)
        };
        let Some(sub) = at.checked_sub(1).filter(opens).or_else(joined) else {
            return ceiling;
        };
        let apart = |k: &usize| {
            matches!(self.tag(*k).mark, Mark::Semicolon | Mark::Dash | Mark::Colon | Mark::Close)
                || self.tag(*k).mark == Mark::None && self.tag(*k).is(class::CONJ) && self.tag(k.wrapping_sub(1)).mark == Mark::Comma
        };
        let start = (floor..sub).rev().find(apart).map_or(floor, |k| k + 1);
        let after = self.skip_inserts(entry, from, ceiling).end;
        // "As Reuters noted, …" is no clause of its own.
        if self.clause_in(start, sub) || self.tag(after).mark == Mark::Comma {
            return ceiling;
        }
        let ends = |k: &usize| match self.tag(*k).mark {
            Mark::Comma => !self.tag(*k).quoted,
            Mark::Close => self.tag(k - 1).mark == Mark::Comma,
            _ => false,
        };
        let end = (after + 1..ceiling.min(after + LONGEST)).filter(ends).find(|&k| self.clause_starts(k + 1, ceiling));
        end.map_or(ceiling, |k| if self.tag(k).mark == Mark::Close { k + 1 } else { k })
    }

    /// A clause with a subject of its own begins at `at`, after a date or adverb perhaps.
    pub(super) fn clause_starts(&self, at: usize, ceiling: usize) -> bool {
        let mut i = at;
        for _ in 0..3 {
            let preposition = usize::from(self.tag(i).is(class::PREP));
            i = match self.date_from(i).or_else(|| self.date_from(i + preposition)) {
                Some((date, _)) => date.end,
                None if self.tag(i).is(class::ADV) && !self.tag(i).name && !self.is_word(i, words!["there", "there's"]) => i + 1,
                None => break,
            };
            i += usize::from(self.tag(i).mark == Mark::Comma);
        }
        if i >= ceiling {
            return false;
        }
        if self.is_word(i, words!["there"]) {
            return self.tag(i + 1).is(class::AUX | class::FINITE);
        }
        // "they also say", "it's", "there's"
        let t = self.tag(i);
        if t.mark == Mark::None && t.is(class::SUBJ) && !t.name || self.is_contracted(i) || self.is_word(i, words!["there's"]) {
            return true;
        }
        let Some(end) = self.noun_phrase_after(i, ceiling) else { return false };
        let verb = (end..ceiling.min(end + 4)).find(|&k| !self.tag(k).is(class::ADV | class::NEG) || self.tag(k).is(class::AUX)).unwrap_or(ceiling);
        // "others say", "residents report": the plain form after a plural.
        let say = || self.is_spoken(verb) && self.is_base_cue(verb) && self.plural_end(&(i..end));
        if verb < ceiling && (self.verb_at(verb) || say()) {
            return true;
        }
        // "residents counted at least 30": what looks like a participle is the verb, if no other follows.
        let border = |k: &usize| matches!(self.tag(*k).mark, Mark::Comma | Mark::Semicolon | Mark::Dash) || self.tag(*k).is(class::REL);
        let until = (i..ceiling).find(border).unwrap_or(ceiling);
        let later = self.tag(until).mark == Mark::Comma && self.verb_at(until + 1);
        let acts = |k: usize| self.tag(k).is(class::ED) && !self.tag(k).name && !self.noun_context(k) || self.looks_present(k);
        !later && (i + 1..until).any(|k| self.tag(k).mark == Mark::None && acts(k))
    }

    /// "Officials believe relief is near and have asked for aid": what goes on with a verb of the speakers' number, which the clause has not, they do themselves.
    pub(super) fn end_by_number(&self, source: &Range<usize>, from: usize, end: usize) -> usize {
        let (one, many) = (words!["is", "was", "has"], words!["are", "were", "have"]);
        let verb = |k: usize| self.tag(k).mark == Mark::None && !self.tag(k).quoted;
        let joins = |k: &usize| self.is_word(*k, words!["and", "but"]) && (self.is_word(k + 1, one) || self.is_word(k + 1, many)) && verb(*k);
        let Some(and) = (from + 2..end.saturating_sub(2)).find(joins) else { return end };
        let (own, other) = if self.is_word(and + 1, many) { (many, one) } else { (one, many) };
        let alone = (from..and).any(|k| verb(k) && self.is_word(k, other)) && !(from..and).any(|k| verb(k) && self.is_word(k, own));
        let plural = self.plural(source);
        // A speaker of the verb's number.
        if alone && plural == self.is_word(and + 1, many) { and } else { end }
    }

    /// `"…," and many cheered`: the comma of a quotation, and a clause of its own.
    pub(super) fn anew_after_quotation(&self, and: usize) -> bool {
        self.closes_with_comma(and - 1) && self.clause_starts(and + 1, and + 40)
    }

    /// `“a moderate,” linking to a story`, `“a moderate,” a dig at him`: the comma of a quotation that ends at `end` ends what is said, too.
    pub(super) fn closed_by_comma(&self, end: usize) -> bool {
        let t = self.tag(end);
        let aside = t.mark == Mark::None && !t.name && (t.is(class::ING | class::REL | class::SUB) || self.is_in(end, list::INDEFINITE));
        let listed = || (end..end + 6).any(|k| self.tag(k).mark == Mark::Open);
        aside && self.closes_with_comma(end - 1) && !listed()
    }

    /// `“rigged” in a tweet on Tuesday`: where it was said ends what was.
    pub(super) fn said_in(&self, end: usize, ceiling: usize) -> bool {
        let occasion =
            self.occasion(end, ceiling).filter(|_| self.is_word(end, words!["in", "on", "at", "via"]) && self.tag(end - 1).mark == Mark::Close);
        occasion.is_some_and(|e| e >= ceiling || self.boundary(e) || (e..e + 2).any(|k| self.date_from(k).is_some()))
    }

    /// "themselves as conservative, a group that has grown": a remark of the writer's on what is said, and neither an apposition to a name nor part of a list. A clause hangs
    /// on its noun, and it ends the sentence.
    pub(super) fn remarks_on(&self, from: usize, comma: usize) -> bool {
        let remark = self.is_in(comma + 1, list::INDEFINITE) && !self.tag(comma - 1).name && !self.is_in(from, list::INDEFINITE);
        if !remark || recent(from, comma).any(|k| self.tag(k).mark == Mark::Comma) {
            return false;
        }
        let noun = |k: &usize| self.tag(*k).mark == Mark::None && !self.tag(*k).name && (self.tag(*k).open_class() || self.tag(*k).is(class::ADV));
        let head = (comma + 2..comma + 7).take_while(noun).last();
        let clause = head.is_some_and(|h| {
            let t = self.tag(h + 1);
            t.mark == Mark::None
                && (t.is(class::REL | class::SUBJ | class::ING) || t.name && self.verb_at(h + 2) || self.is_word(h + 1, words!["than"]))
        });
        let stop = |k: &usize| matches!(self.tag(*k).mark, Mark::Stop | Mark::Semicolon);
        clause && !(comma + 1..comma + 30).take_while(|k| !stop(k)).any(|k| self.tag(k).mark == Mark::Comma)
    }

    /// "calling for talks and carrying flags": the participle after "and" is of one rank with the cue before `from`.
    pub(super) fn joins_participle(&self, from: usize, and: usize) -> bool {
        let participle = |k: usize| self.tag(k).is(class::ING) && !self.tag(k).name && self.tag(k).mark == Mark::None;
        let cue = from.checked_sub(1).is_some_and(|k| participle(k) || self.tag(k).is(class::PREP) && k > 0 && participle(k - 1));
        let object =
            self.tag(and + 2).mark == Mark::None && (self.tag(and + 2).is(class::DET | class::POSS | class::NUM) || self.tag(and + 2).open_class());
        cue && participle(and + 1) && object && !recent(from, and).any(participle)
    }

    /// "before explaining": what the speaker did beside it, unless what is said has an act or a clause of its own.
    pub(super) fn acts_beside(&self, from: usize, at: usize) -> bool {
        let participle = |k: usize| self.tag(k).is(class::ING) && !self.tag(k).name;
        at > from + 1 && participle(at + 1) && !recent(from, at).any(participle) && !self.verb_in(recent(from, at).start, at)
    }

    /// Nothing but conjunctions, adverbs and "that" stands between the beginning of the clause and `at`: "But as Reuters noted,", "that, as Reuters noted,".
    pub(super) fn opens_clause(&self, at: usize, floor: usize) -> bool {
        let mut k = at;
        while k > floor && self.tag(k - 1).mark == Mark::None && self.tag(k - 1).is(class::CONJ | class::ADV) && !self.tag(k - 1).name {
            k -= 1;
        }
        let that = || k > floor + 1 && self.tag(k - 1).mark == Mark::Comma && self.tag(k - 2).is(class::THAT) && self.tag(k - 2).mark == Mark::None;
        k == floor || k < at && self.tag(k - 1).mark == Mark::Comma || that()
    }

    /// "Asked how the company hopes to grow, Mr. Berg said": a participle or preposition opens the sentence, and no main clause has begun before `at`.
    pub(super) fn asked_before(&self, at: usize) -> bool {
        let Some(first) = self.doc.sentence_of(at).and_then(|s| self.doc.sentences.get(s)).map(|s| s.tokens.start) else { return false };
        let t = self.tag(first);
        let opens = t.mark == Mark::None && !t.name && (t.is(class::ED | class::PREP) || self.is_in(first, list::OPENING));
        opens && !(first..at).any(|k| self.tag(k).mark == Mark::Comma)
    }

    /// The comma at `from` or after a phrase without a verb that begins there.
    pub(super) fn comma_after(&self, from: usize, ceiling: usize) -> Option<usize> {
        (from..ceiling.min(from + 16))
            .take_while(|&k| !matches!(self.tag(k).mark, Mark::Stop | Mark::Semicolon | Mark::Open | Mark::Close) && !self.finite(k))
            .find(|&k| self.tag(k).mark == Mark::Comma)
    }

    pub(super) fn verb_at(&self, at: usize) -> bool {
        let t = self.tag(at);
        t.mark == Mark::None && (self.finite(at) || t.is(class::AUX) || t.is(class::ED) && !t.name || self.looks_present(at))
    }

    /// "says", "said": a form that is nothing but a finite verb.
    pub(super) fn finite_form(&self, i: usize) -> bool {
        self.tag(i).is(class::FINITE) && !self.tag(i).is(class::AUX)
    }

    /// What a participle between commas takes ends at the second one.
    pub(super) fn end_at_comma(&self, found: &mut Found<'_>) {
        for part in &mut found.content {
            part.end = part.clone().find(|&k| self.tag(k).mark == Mark::Comma).unwrap_or(part.end);
            // "residents described by officials as terrorists fled"
            if self.tag(part.start).is(class::PREP) {
                let phrase = self.noun_phrase_after(part.start + 1, part.end);
                part.end = phrase.filter(|&e| self.verb_at(e)).unwrap_or(part.end);
            }
        }
        found.content.retain(|part| !part.is_empty());
    }

    /// "the daily Expreso said": a source and its cue stand at `at`, and nothing that the cue could take follows.
    pub(super) fn attribution_at(&self, at: usize, ceiling: usize) -> bool {
        if self.tag(at).mark != Mark::None || self.tag(at).is(class::CONJ | class::PREP | class::SUB | class::ING | class::REL) {
            return false;
        }
        let cue = (at + 1..ceiling.min(at + 16))
            .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).is(class::REL | class::THAT))
            .find(|&k| self.is_cue(k) && !self.noun_context(k) && self.tag(k).is(class::ED | class::FINITE));
        cue.is_some_and(|k| {
            let subject = self.noun_like(k - 1) || self.tag(k - 1).is(class::SUBJ | class::PRON | class::ADV | class::AUX);
            let after = k + 1;
            let closed = after >= ceiling
                || matches!(self.tag(after).mark, Mark::Comma | Mark::Semicolon | Mark::Dash | Mark::Stop)
                || self.date_from(after).or_else(|| self.date_from(after + 1)).is_some_and(|(d, _)| d.end >= ceiling || self.boundary(d.end));
            subject && closed
        })
    }

    /// "His claim that the vote was rigged has split the party": where the verb of the sentence ends the clause.
    pub(super) fn main_verb_after(&self, from: usize, end: usize, shape: Shape) -> usize {
        // "armed" and the like are adjectives too.
        let acts =
            |k: usize| self.ends(k, b"ed") && !self.tag(k).name && self.noun_like(k - 1) && self.tag(k + 1).is(class::OBJ | class::DET | class::POSS);
        let verb = |k: usize| self.finite(k) || self.tag(k).is(class::ED) && !self.tag(k).name && !self.noun_context(k) || acts(k);
        let auxiliary = |k: usize| self.tag(k - 1).is(class::AUX | class::ADV | class::NEG);
        let joined = |k: usize| {
            self.tag(k - 1).mark != Mark::None
                || self.tag(k - 1).is(class::CONJ | class::REL | class::SUBJ | class::SUB | class::PRON | class::PREP | class::TO)
                    && !self.tag(k - 1).name
        };
        let mut verbs = (from + 1..end).filter(|&k| verb(k) && !auxiliary(k));
        match shape {
            Shape::Infinitive | Shape::Preposition => verbs.find(|&k| !joined(k)).unwrap_or(end),
            _ => {
                let Some(first) = verbs.next() else { return end };
                match verbs.find(|&k| !joined(k)) {
                    Some(second) => second,
                    None if first > from + 3 && !joined(first) => first,
                    None => end,
                }
            }
        }
    }

    /// "To critics who say the law is harsh, the minister replied", "Despite his claims that the town is safe, they left": the comma before the main clause,
    /// if a preposition or conjunction opens the sentence.
    pub(super) fn before_main_clause(&self, floor: usize, from: usize, end: usize) -> Option<usize> {
        let opens = (self.tag(floor).is(class::PREP | class::TO) || self.is_in(floor, list::OPENING)) && !self.tag(floor).name;
        let main = |k: &usize| self.tag(*k).mark == Mark::Comma && !self.tag(*k).quoted && self.clause_starts(k + 1, end);
        if opens { (from..end).find(main) } else { None }
    }

    /// ", a claim the rebels", ", allegations they", ", something Kyiv", ", which Ukraine": where the phrase begins after the noun that takes up what was said.
    pub(super) fn taken_up(&self, comma: usize) -> Option<usize> {
        if !matches!(self.tag(comma).mark, Mark::Comma | Mark::Dash) && !self.closes_with_comma(comma) {
            return None;
        }
        let first = comma + 1;
        let after = match () {
            () if self.is_word(first, words!["something", "which"]) => first + 1,
            () if self.is_in(first, list::INDEFINITE) && self.is_in(first + 1, list::TAKING_UP) => first + 2,
            () if self.is_in(first, list::TAKING_UP) && self.word(first).ends_with('s') => first + 1,
            () => return None,
        };
        Some(after + usize::from(self.is_word(after, words!["that", "which"])))
    }

    /// The same, looked for a few tokens back from `end`, with its comma or dash.
    pub(super) fn taken_up_before(&self, end: usize, floor: usize) -> Option<(usize, usize)> {
        for comma in (floor.max(end.saturating_sub(12))..end).rev() {
            match self.tag(comma).mark {
                Mark::Open | Mark::Stop => return None,
                Mark::Comma | Mark::Dash | Mark::Close => match self.taken_up(comma) {
                    Some(noun) => return Some((comma, noun)),
                    None if self.tag(comma).mark == Mark::Close => return None,
                    None => {}
                },
                _ => {}
            }
        }
        None
    }

    /// `…,"`: the closing mark of a quotation that ends with a comma.
    fn closes_with_comma(&self, close: usize) -> bool {
        self.tag(close).mark == Mark::Close && close > 0 && self.tag(close - 1).mark == Mark::Comma
    }

    /// "by the army", "as baseless by the army" after a participle: where "by" stands.
    pub(super) fn by_after(&self, at: usize) -> Option<usize> {
        if self.is_word(at, words!["by"]) {
            return Some(at);
        }
        let called = |k: &usize| self.tag(*k).quoted || matches!(self.tag(*k).mark, Mark::None | Mark::Joint) && !self.finite(*k);
        let by = (at + 2..at + 9).take_while(called).find(|&k| self.is_word(k, words!["by"]) && !self.tag(k).quoted);
        by.filter(|_| self.is_word(at, words!["as"]))
    }

    /// "…, a claim police deny" before `end`: where what is denied ends, if a denial of it stands between.
    pub(super) fn before_denial(&self, end: usize, floor: usize) -> Option<usize> {
        let (mark, noun) = self.taken_up_before(end, floor)?;
        let cue = (noun..end).rev().find(|&k| self.is_cue(k))?;
        let agent = |by: usize| self.noun_phrase_after(by + 1, end).is_some_and(|e| e >= end);
        let closed = || (cue + 1..end).all(|k| self.tag(k).is(class::ADV) && !self.tag(k).name) || self.by_after(cue + 1).is_some_and(agent);
        (self.is_denial(cue) && closed()).then_some(mark + usize::from(self.tag(mark).mark == Mark::Close))
    }

    /// A cue with which something is denied.
    fn is_denial(&self, at: usize) -> bool {
        let denies = |row| self.lexicon.entry(row).is_some_and(|e| e.manner.polarity == Polarity::Denied);
        self.is_cue(at) && self.doc.acting(at, Table::Cue).any(|(row, _)| denies(row))
    }

    /// "denied media reports that", "rejected rebel claims that": the object of a denial.
    pub(super) fn is_denied_noun(&self, at: usize) -> bool {
        let plain = |k: &usize| self.tag(*k).open_class() && !self.tag(*k).name;
        let before = (at.saturating_sub(3)..at).rev().find(|k| !plain(k));
        before.is_some_and(|k| k + 1 < at && self.is_denial(k) && self.tag(k).is(class::ED | class::FINITE))
    }

    /// ", charges that Moscow has always denied": what looks like a verb takes up what was said, and a denial without an object closes its clause.
    pub(super) fn is_taken_up_by_denial(&self, at: usize) -> bool {
        let after = at + 1 + usize::from(self.is_word(at + 1, words!["that", "which"]));
        let apart = at.checked_sub(1).is_some_and(|c| matches!(self.tag(c).mark, Mark::Comma | Mark::Dash | Mark::Close));
        let subject = self.noun_phrase_after(after, after + 20).filter(|_| apart && self.is_in(at, list::TAKING_UP) && self.ends(at, b"s"));
        let verb = subject.map(|e| (e..e + 4).find(|&k| !self.tag(k).is(class::ADV | class::AUX)).unwrap_or(e));
        verb.is_some_and(|v| self.is_denial(v) && (self.boundary(v + 1) || self.tag(v + 1).is(class::ADV) && self.boundary(v + 2)))
    }

    /// A noun phrase and its reporting verb begin at `from`.
    pub(super) fn cue_follows(&self, from: usize) -> bool {
        (from..from + 10)
            .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint))
            .find(|&k| k > from && self.is_cue(k) && !self.noun_context(k))
            .is_some_and(|k| self.tag(k - 1).is(class::AUX | class::ADV | class::SUBJ) || self.noun_like(k - 1))
    }

    /// "the prime minister told": a noun phrase with its article, pronoun or name begins at `from`, and a verb of saying ends it.
    pub(super) fn reports_after(&self, from: usize) -> bool {
        let first = self.tag(from);
        let subject = first.mark == Mark::None && (first.name || self.article(from) || first.is(class::POSS | class::SUBJ));
        let verb = if subject { self.verb_of_subject(from, class::ADV | class::AUX) } else { None };
        verb.is_some_and(|k| self.is_spoken(k) && self.tag(k).is(class::ED | class::FINITE) && self.tag(k + 1).mark == Mark::None)
    }

    /// "(said it had left) and the rebels said": what somebody else says after a conjunction is not told by the first, if what stands before is a clause of its own.
    pub(super) fn others_say(&self, from: usize, and: usize) -> bool {
        let first = self.tag(and + 1);
        if !self.is_word(and, words!["and", "but", "while"]) || first.mark != Mark::None || first.is(class::THAT | class::WH) {
            return false;
        }
        let verb = self.verb_of_subject(and + 1, class::ADV);
        let plain = |k: usize| self.tag(k).mark == Mark::None && self.tag(k + 1).mark == Mark::None;
        let says = |k: usize| self.is_word(k, words!["said", "say", "says", "told", "tells"]) || self.denies(k);
        if !verb.is_some_and(|k| plain(k) && says(k)) {
            return false;
        }
        // "if troops left and the rebels said", "people who fled and officials said", "the driver and the guard said"
        let hangs = |k: usize| {
            let t = self.tag(k);
            t.mark == Mark::None
                && !t.name
                && (t.is(class::REL | class::WH) || t.is(class::SUB) && !t.is(class::PREP) || self.is_in(k, list::CONDITION))
        };
        !recent(from, and).any(hangs) && self.verb_in(recent(from, and).start, and)
    }

    /// A verb of denial in a finite form.
    fn denies(&self, at: usize) -> bool {
        let denial = |row| self.lexicon.entry(row).is_some_and(|e| e.manner.act == Act::Deny);
        let finite = self.tag(at).is(class::ED | class::FINITE | class::BASE) && !self.noun_context(at);
        finite && self.is_cue(at) && self.doc.acting(at, Table::Cue).any(|(row, _)| denial(row))
    }

    /// Where the verb of a noun phrase that begins at `from` may stand: past a word or two of the classes `small`.
    fn verb_of_subject(&self, from: usize, small: u32) -> Option<usize> {
        let end = self.noun_phrase_after(from, from + 20)?;
        Some((end..end + 3).find(|&k| !self.tag(k).is(small)).unwrap_or(end))
    }

    /// A cue of communication.
    pub(super) fn is_spoken(&self, at: usize) -> bool {
        let spoken = |row| self.lexicon.entry(row).is_some_and(|e| e.manner.kind == AttributionType::Communication);
        self.is_cue(at) && self.doc.acting(at, Table::Cue).any(|(row, _)| spoken(row))
    }
}

/// The tokens from `from` on before `at`, the last of them if they are many: what is far away decides nothing.
fn recent(from: usize, at: usize) -> Range<usize> {
    from.max(at.saturating_sub(LONGEST))..at
}
