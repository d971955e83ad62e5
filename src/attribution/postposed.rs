//! Content that stands before its cue: inverted attributions, and what resumes after one.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    claim::Found,
    content::Shape,
    cue::{Form, Hit},
    lexicon::{Entry, class, frame, lemmas, list, words},
    phrase::Subject,
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::token::Kind;

impl View<'_, '_> {
    /// "…," said Y.
    pub(super) fn inverted<'l>(&self, hit: &Hit<'l>, floor: usize) -> Option<Found<'l>> {
        if !hit.entry.takes(frame::POST) || hit.auxiliary || hit.form == Form::Ing || hit.group != hit.tokens.start || hit.entry.is(lemmas!["tell"]) {
            return None;
        }
        let prev = hit.group.checked_sub(1).filter(|&p| p >= floor)?;
        let mark = self.tag(prev).mark;
        // "Norton Co. said": the full stop of an abbreviation.
        if !matches!(mark, Mark::Comma | Mark::Close | Mark::Stop | Mark::Dash) || self.is_abbreviated(prev) {
            return None;
        }
        // "…," the minister, a Shiite, said: the comma closes an apposition of the subject.
        let insert = (mark == Mark::Comma).then(|| self.noun_phrase_before(hit.group, floor)).flatten();
        let apposed = |s: &Subject| s.tokens.end >= prev || !self.tag(s.tokens.end + 1).is(class::PREP);
        if insert.is_some_and(|s| s.tokens.start > floor && matches!(self.tag(s.tokens.start - 1).mark, Mark::Close | Mark::Comma) && apposed(&s)) {
            return None;
        }
        let ceiling = self.ceiling(hit.sentence);
        let cue = hit.tokens.clone();
        let from = self.date_from(cue.end).map_or(cue.end, |(d, _)| d.end);
        let end = self.noun_phrase_after(from, ceiling)?;
        if self.is_in(from, list::NOTHING) {
            return None;
        }
        // "said 20 died": what was said.
        let counted = self.tag(from).is(class::NUM) && !self.tag(from).is(class::PRON) && self.tag(end - 1).is(class::ED);
        if counted || self.finite(end) || self.tag(end).is(class::THAT) || self.tag(from).is(class::OBJ) && !self.tag(from).is(class::POSS) {
            return None;
        }
        // "…, says he's fine", "said she would": the pronoun opens what was said.
        let pronoun = self.tag(from).is(class::SUBJ | class::PRON) && !self.tag(from).name && !self.tag(from).is(class::POSS);
        if pronoun
            && (self.is_contracted(from)
                || self.tag(end).is(class::CONJ)
                || self.verb_at(end)
                || self.tag(end).is(class::ADV) && self.verb_at(end + 1))
        {
            return None;
        }
        if hit.form == Form::Base && !self.plural(&(from..end)) {
            return None;
        }
        if mark == Mark::Comma && self.is_subject_with_insert(floor, prev) {
            return None;
        }
        let content = self.left_content(hit.entry, hit.group, floor)?;
        let insert = self.skip_inserts(hit.entry, end, ceiling);
        // "Recipients, said Mauer, are required to …": the verb of the clause follows the attribution.
        let goes_on = || {
            let comma = insert.end.max(end);
            let closed = self.tag(comma).mark == Mark::Comma || self.tag(comma - 1).mark == Mark::Comma;
            let next = if self.tag(comma).mark == Mark::Comma { comma + 1 } else { comma };
            closed && hit.entry.is(lemmas!["say"]) && (self.finite(next) || self.tag(next).is(class::AUX))
        };
        if mark == Mark::Comma && self.tag(content.end - 1).mark != Mark::Close && !self.clause_in(content.start, content.end) && !goes_on() {
            return None;
        }
        // "His former manager, Corey Lima, said the man who followed him, Paul Berg, should go": a person has been named, and no one speaks after the verb.
        let named = || self.people.binary_search_by_key(&prev, |p| p.end).is_ok() && content.len() > 3;
        if mark == Mark::Comma
            && !self.tag(from).name
            && self.tag(from).is(class::DET | class::POSS)
            && !self.clause_in(content.start, content.end)
            && named()
        {
            return None;
        }
        let mut source = from..end;
        while source.len() > 1 && self.tag(source.end - 1).mark == Mark::Comma {
            source.end -= 1;
        }
        let mut found = self.found(hit, Some(source), &insert, cue.start..insert.end.max(end));
        found.rule = Rule::ContentCueSource;
        self.resume(&mut found, &content, insert.end.max(end), ceiling);
        Some(found)
    }

    /// "Hamas, which runs Gaza,": a phrase without a verb, and one relative clause or participle that ends at the comma `close`.
    fn is_subject_with_insert(&self, floor: usize, close: usize) -> bool {
        let comma = |k: &usize| self.tag(*k).mark == Mark::Comma;
        let Some(open) = (floor..close).find(comma) else { return false };
        let first = self.tag(open + 1);
        let relative = first.is(class::REL) && !first.is(class::THAT);
        // ", first obtained by the Guardian,"
        let verb = open + 1 + usize::from(first.is(class::ADV | class::NUM));
        let participle = self.tag(verb).is(class::ED | class::ING) && {
            let next = self.tag(verb + 1);
            // "considered close to the army", not "armed men were killed"
            next.is(class::PREP | class::TO) || self.is_cue(verb) && next.open_class()
        };
        // ", an oncologist who advised him,"
        let who = (open + 2..close.min(open + 10)).find(|&k| self.tag(k).is(class::REL) && !self.tag(k).is(class::THAT) && !self.tag(k).name);
        // ", a force the UN says recruits children,": its relative clause has no pronoun.
        let bare = |k: usize| self.tag(k).open_class() && !self.tag(k).name && (self.article(k + 1) || self.tag(k + 1).name);
        let apposed =
            self.article(open + 1) && (who.is_some_and(|who| !self.verb_in(open + 1, who)) || bare(open + 2) && self.verb_in(open + 3, close));
        first.mark == Mark::None
            && !first.name
            && (relative || participle || apposed)
            && !self.tag(open - usize::from(open > floor)).quoted
            && !(open + 1..close).any(|k| comma(&k))
            && !self.verb_in(floor, open)
    }

    /// Content before the source or cue that begins at `edge`: the quotation that closes there, or the clause before a comma.
    pub(super) fn left_content(&self, entry: &Entry, edge: usize, floor: usize) -> Option<Range<usize>> {
        let mut end = edge;
        let prev = end.checked_sub(1).filter(|&p| p >= floor)?;
        if !matches!(self.tag(prev).mark, Mark::Comma | Mark::Close | Mark::Dash | Mark::Stop) {
            return None;
        }
        let mut comma = false;
        while end > floor && matches!(self.tag(end - 1).mark, Mark::Comma | Mark::Dash) {
            end -= 1;
            comma = true;
        }
        // `"…," a claim police deny, she said`
        end = if comma { self.before_denial(end, floor).unwrap_or(end) } else { end };
        let last = self.tag(end.checked_sub(1)?);
        if last.mark == Mark::Close {
            let quoted = &self.doc.quotations[self.quotation(end - 1)?];
            let start = quoted.tokens.start;
            if start <= floor {
                return Some(start..end);
            }
            // Words before the quotation belong to the content unless they are themselves a cue with a colon or comma.
            let before = self.tag(start - 1);
            // `Guzman replied: "…," the paper said`: what the paper said is all of it.
            let passed_on = || self.clause_in(floor, start - 1) && (floor + 1..start - 1).any(|k| self.is_cue(k) && !self.noun_context(k));
            let own = matches!(before.mark, Mark::Colon) && !passed_on()
                || matches!(before.mark, Mark::Comma) && start - floor < 8 && !self.clause_in(floor, start) && !self.is_apposed(floor, start - 1);
            return Some(if own { start..end } else { self.clause_floor(floor, start)..end });
        }
        if !comma && last.mark != Mark::Stop || !entry.takes(frame::BARE | frame::SENTENCE | frame::ENDS) {
            return None;
        }
        let start = self.clause_floor(floor, end);
        // "Egypt said it was against it; Ethiopia agreed, according to Cairo": what stands before the semicolon is attributed already.
        let told = |semicolon: &usize| (start..*semicolon).any(|k| self.is_cue(k) && self.is_spoken(k) && !self.noun_context(k));
        let semicolon = (start..end).rev().find(|&k| self.tag(k).mark == Mark::Semicolon && !self.tag(k).quoted).filter(told);
        let start = semicolon.map_or(start, |semicolon| semicolon + 1);
        // "After the vote, the court heard": a phrase or subordinate clause is no statement.
        let lead = self.tag(start);
        if !entry.takes(frame::BARE | frame::SENTENCE) && (lead.is(class::PREP | class::SUB | class::WH) && !lead.name || !self.clause_in(start, end))
        {
            return None;
        }
        (end > start).then_some(start..end)
    }

    /// `The detainee, a Russian national, "confessed"`: a subject with an apposition that ends at the comma `close`.
    fn is_apposed(&self, floor: usize, close: usize) -> bool {
        let open = (floor + 1..close).find(|&k| self.tag(k).mark == Mark::Comma);
        open.is_some_and(|open| (self.article(floor) || self.tag(floor).name) && self.article(open + 1) && self.noun_like(open - 1))
    }

    /// `"Who knows?" Trump told …`: a quotation whose own mark ends the sentence before, in the same paragraph.
    pub(super) fn previous_quotation(&self, edge: usize, floor: usize) -> Option<Range<usize>> {
        let last = edge.checked_sub(1).filter(|_| edge == floor)?;
        let t = self.tag(last);
        let quoted = &self.doc.quotations[self.quotation(last).filter(|_| t.mark == Mark::Close)?];
        let paragraph = |k: usize| self.doc.sentence_of(k).and_then(|s| self.doc.sentences.get(s)).map(|s| s.paragraph);
        // `?’”`
        let inner = usize::from(self.tag(last.checked_sub(2)?).mark == Mark::Stop && matches!(self.tag(last - 1).mark, Mark::Joint | Mark::Close));
        let asks = self.tag(last - 1 - inner).mark == Mark::Stop && !self.is_abbreviated(last - 1 - inner);
        (asks && paragraph(last) == paragraph(edge)).then(|| quoted.tokens.clone())
    }

    /// As [`Self::clause_in`], but "the arrested officer" has no verb.
    pub(super) fn verb_in(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 60)).any(|k| self.finite(k) || self.tag(k).is(class::ED) && !self.tag(k).name && !self.noun_context(k))
    }

    pub(super) fn clause_in(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 60))
            .any(|k| self.finite(k) || self.tag(k).mark == Mark::None && self.tag(k).is(class::ED | class::MODAL) || self.is_contracted(k))
    }

    /// ", but the rebels denied it", ", and the army accused", ", but 43 were buried, villagers said": a clause with a source and a cue of its own.
    fn is_attributed_anew(&self, next: usize, ceiling: usize) -> bool {
        if !self.is_in(next, list::CONTRAST) && !self.is_word(next, words!["but", "and", "however"]) {
            return false;
        }
        if !self.clause_starts(next + 1, ceiling) {
            return false;
        }
        let subject = (next + 2..ceiling.min(next + 12))
            .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint))
            .find(|&k| self.verb_at(k) && !self.tag(k).is(class::AUX));
        let own = subject.is_some_and(|k| {
            self.is_spoken(k) && !self.noun_context(k) && self.tag(k).is(class::ED | class::FINITE) || self.is_word(k, words!["put"])
        });
        let commas = (next + 2..ceiling.min(next + 40)).filter(|&k| self.tag(k).mark == Mark::Comma && !self.tag(k).quoted);
        own || commas.take(4).any(|k| self.attribution_at(k + 1, ceiling))
    }

    /// "hours after", "a day after", "just days before": the words at `at` measure the time from another clause.
    pub(super) fn is_time_of_another(&self, at: usize) -> bool {
        let plain = |k: &usize| {
            self.tag(*k).open_class() && !self.tag(*k).name || self.tag(*k).is(class::NUM | class::ADV) || self.is_in(*k, list::INDEFINITE)
        };
        let turn = (at..at + 5).find(|k| !plain(k)).filter(|&k| k > at && self.tag(k).mark == Mark::None);
        let unit =
            |k: usize| self.is_text(k, &["minutes", "hours", "days", "weeks", "months", "years", "minute", "hour", "day", "week", "month", "year"]);
        turn.is_some_and(|k| self.is_in(k, list::TURNING) && unit(k - 1))
    }

    /// "we're", "who's": a pronoun that carries its verb.
    pub(super) fn is_contracted(&self, at: usize) -> bool {
        let t = self.tag(at);
        t.mark == Mark::None && t.is(class::SUBJ | class::PRON | class::REL) && self.word(at).contains(['\'', '\u{2019}'])
    }

    /// Where the sentence's content may begin: past opening marks of lists.
    pub(super) fn clause_floor(&self, floor: usize, end: usize) -> usize {
        let from = self.past_dateline(floor, end);
        (from..end).find(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Open | Mark::LeftParen)).unwrap_or(from)
    }

    /// "LONDON: Two people …": the place of writing is nobody's content.
    fn past_dateline(&self, floor: usize, end: usize) -> usize {
        let capitals = |k: usize| self.doc.tokens.get(k).is_some_and(|t| t.caps || t.kind == Kind::Mark);
        let colon = (floor + 1..end.min(floor + 5)).find(|&k| matches!(self.tag(k).mark, Mark::Colon | Mark::Dash));
        // "Aden: Two soldiers", "Kabul - A bomb": a place, and a sentence after it.
        let place = colon.filter(|&c| {
            let named = self.doc.names_at(floor).iter().any(|m| m.last as usize == c && matches!(m.table, Table::Place | Table::Country));
            named && self.doc.tokens.get(c + 1).is_some_and(|t| t.capital) && self.clause_in(c + 1, end)
        });
        // "11:42 GMT: Sirens are sounding"
        let time = self.date_from(floor).map(|(d, _)| d.end).filter(|&e| e < end && matches!(self.tag(e).mark, Mark::Colon | Mark::Dash));
        if let Some(mark) = place.or(time) {
            return mark + 1;
        }
        let colon = colon.filter(|&k| self.tag(k).mark == Mark::Colon);
        colon.filter(|&c| self.is_acronym(floor) && (floor..c).all(capitals)).map_or(floor, |c| c + 1)
    }

    /// `"The road," he said, pointing at the hills, "is closed."`: where the quotation goes on after a participle's phrase.
    fn goes_on_quoted(&self, left: &Range<usize>, from: usize, ceiling: usize) -> Option<usize> {
        let broken = left.len() > 2 && self.tag(left.end - 2).mark == Mark::Comma;
        let participle = self.tag(from).is(class::ING | class::ED | class::ADV) && !self.tag(from).name;
        let comma = (from + 1..ceiling.min(from + 16)).find(|&k| self.tag(k).mark == Mark::Comma).filter(|_| broken && participle)?;
        let own = !self.is_cue(from) || !self.tag(from).is(class::ING);
        (own && self.tag(comma + 1).mark == Mark::Open).then_some(comma + 1)
    }

    /// Content that goes on after the attribution: `"We," he said, "will"` and "The officer, sources said, claimed".
    pub(super) fn resume(&self, found: &mut Found<'_>, left: &Range<usize>, from: usize, ceiling: usize) {
        let quoted = self.tag(left.end.saturating_sub(1)).mark == Mark::Close;
        found.content.push(left.clone());
        // "The tower, she said from the bridge, was burning"
        let phrase = from < ceiling && self.tag(from).mark == Mark::None && self.tag(from).is(class::PREP);
        let from = if phrase && !quoted && !self.clause_in(left.start, left.end) { self.comma_after(from, ceiling).unwrap_or(from) } else { from };
        // "…, he said during a visit to Baku, the agency reported": the circumstance is his.
        if let Some(comma) = self.comma_after(from, ceiling).filter(|&c| phrase && c > from && self.attribution_at(c + 1, ceiling)) {
            found.extent.end = found.extent.end.max(comma);
        }
        if from >= ceiling || !matches!(self.tag(from).mark, Mark::Comma | Mark::Dash | Mark::Colon) {
            return;
        }
        // "…, the report says, something the government denies"
        if self.taken_up(from).is_some() {
            return;
        }
        let next = from + 1;
        if self.tag(next).mark == Mark::Open {
            let end = self.content_end(Shape::Quote, next, ceiling);
            found.content.push(next..end);
            return;
        }
        let t = self.tag(next);
        if next >= ceiling || t.mark != Mark::None {
            return;
        }
        // `"I trust him," he said, but "when it comes to his men, …"`
        if quoted && self.is_word(next, words!["but", "and"]) && self.tag(next + 1).mark == Mark::Open {
            let end = self.content_end(Shape::Quote, next + 1, ceiling);
            let attributed = self.attribution_at(end + usize::from(self.tag(end).mark == Mark::Comma), ceiling);
            if !attributed {
                found.content.push(next + 1..end);
            }
            return;
        }
        if let Some(open) = self.goes_on_quoted(left, next, ceiling).filter(|_| quoted) {
            found.content.push(open..self.content_end(Shape::Quote, open, ceiling));
            return;
        }
        // `"It is bad luck," he said, that …`, `"Only you," he said, would …`
        let goes_on = !t.name
            && (t.is(class::THAT | class::MODAL)
                // Not "he said, to loud cheers".
                || t.is(class::TO)
                    && !self.tag(next + 1).is(class::DET | class::POSS)
                    && !(next + 1..next + 4).any(|k| self.is_in(k, list::REACTION))
                || self.finite(next) && !t.is(class::ED));
        if quoted && !goes_on {
            return;
        }
        if self.is_attributed_anew(next, ceiling) {
            return;
        }
        let incomplete = !self.clause_in(left.start, left.end);
        // "…, he added, because …": the reason is part of what was said.
        let apart = t.is(class::ING | class::SUB | class::WH) && !t.name && !self.is_word(next, words!["because", "unless"])
            || self.is_word(next, words!["without"]) && self.tag(next + 1).is(class::ING)
            // "…, he said, on condition of anonymity"
            || self.is_word(next, words!["on"]) && self.is_word(next + 1, words!["condition"])
            // "…, officials said, in what the governor called the worst attack", "…, hours after the army said"
            || self.is_word(next, words!["in"]) && self.is_word(next + 1, words!["what"])
            || self.is_time_of_another(next)
            // "…, officials said, the latest in a series of attacks"
            || self.is_word(next, words!["the"]) && (self.ends(next + 1, b"est") || self.is_word(next + 1, words!["first", "second", "third"]));
        // "While the law is old, she added, repealing it …": the main clause is still to come.
        let opening = (left.start..left.end).find(|&k| self.tag(k).mark == Mark::None && !self.tag(k).is(class::CONJ));
        let subordinate = opening.is_some_and(|k| self.is_in(k, list::OPENING | list::CONDITION) && !self.tag(k).name);
        if incomplete || subordinate || !apart {
            // "a fine - proof, the lawyer said, of": the clause before the dash is not his.
            let dash = left.clone().rev().find(|&k| self.tag(k).mark == Mark::Dash).filter(|&d| d + 1 < left.end && !self.clause_in(d + 1, left.end));
            if let (Some(dash), Some(first)) = (dash.filter(|&d| self.clause_in(left.start, d)), found.content.last_mut()) {
                first.start = dash + 1;
            }
            let end = self.content_end(Shape::That, next, ceiling);
            found.content.push(next..end);
        }
    }
}
