//! Where content ends.

use super::{
    content::Shape,
    lexicon::{class, list, words},
    tag::Mark,
    view::View,
};

impl View<'_, '_> {
    /// Where content of that shape ends.
    pub fn content_end(&self, shape: Shape, from: usize, ceiling: usize) -> usize {
        let mut i = from;
        if shape == Shape::Quote {
            if let Some(end) = self.quote_end(from) {
                let more = end < ceiling
                    && self.tag(end).mark == Mark::None
                    && !self.closed_by_comma(end)
                    && self.occasion(end, ceiling).is_none()
                    && self.date_from(end).is_none()
                    && (!self.tag(end).is(class::CONJ | class::SUB)
                        || self.is_subject(from, end, ceiling)
                        // "signs reading “No” and “Home”"
                        || self.is_word(end, words!["and", "or"]) && self.quote_end(end + 1).is_some_and(|e| e >= ceiling || self.boundary(e)))
                    && !self.attribution_at(end, ceiling);
                if !more {
                    return end;
                }
                i = end;
            }
        }
        while i < ceiling {
            let t = self.tag(i);
            // Most words end no content of any shape.
            if t.mark == Mark::None && !t.is(class::CONJ | class::SUB) && !self.is_word(i, words!["and", "but"]) {
                i += 1;
                continue;
            }
            if t.mark == Mark::Open {
                i = self.quotation(i).map_or(i + 1, |q| self.doc.quotations[q].tokens.end).max(i + 1);
                if shape == Shape::NounPhrase && (self.closed_by_comma(i) || self.anew_after_quotation(i) || self.said_in(i, ceiling)) {
                    break;
                }
                continue;
            }
            if self.ends_content(shape, i, from) {
                break;
            }
            i += 1;
        }
        i.max(from)
    }

    fn ends_content(&self, shape: Shape, i: usize, from: usize) -> bool {
        let t = self.tag(i);
        let next = self.tag(i + 1);
        let phrase = matches!(shape, Shape::NounPhrase | Shape::Gerund | Shape::Preposition | Shape::Infinitive);
        match t.mark {
            Mark::Comma => {
                self.others_say(from, i + 1)
                    || (phrase && self.asked_before(from) && self.clause_starts(i + 1, i + 40))
                    || phrase
                        && next.is(class::ING | class::SUB | class::REL | class::CONJ | class::WH)
                        && !next.name
                        && !self.is_listed(from, i)
                        && !self.goes_on_with_of(from, i)
                    // ", most of whom had fled"
                    || phrase && shape != Shape::Infinitive && self.is_word(i + 2, words!["of"]) && self.is_text(i + 3, &["whom", "which"])
                    || phrase && self.is_time_of_another(i + 1)
                    || self.in_a_statement(i) && (phrase || self.ends_with_circumstance(i))
                    || shape == Shape::Question && self.is_word(i + 1, words!["but"]) && self.clause_starts(i + 2, i + 40)
                    || self.is_in(i + 1, list::CONTRAST) && (phrase || !self.is_word(i + 1, words!["while"]) || self.is_told(i + 2))
                    || self.is_word(i + 1, words!["though", "although"]) && self.is_withheld(i + 2)
                    || shape == Shape::NounPhrase && self.remarks_on(from, i)
                    // ", as has the speaker"
                    || self.is_word(i + 1, words!["as"]) && self.tag(i + 2).is(class::HAVE | class::DO) && !self.tag(i + 2).name
                    || self.is_in(i + 1, list::INDEFINITE)
                        && (self.is_in(i + 2, list::REMARK) || self.tag(i + 2).open_class() && self.is_in(i + 3, list::REMARK))
                    || self.is_named_in_turn(i)
                    || !self.is_word(i + 1, words!["which"])
                        && self.taken_up(i).is_some_and(|noun| self.cue_follows(noun) || self.is_cue(noun) && self.by_after(noun + 1).is_some())
            }
            Mark::Semicolon => phrase || self.clause_starts(i + 1, i + 40),
            // "— a play on words": a dash that no other answers opens a remark of the writer's.
            Mark::Dash => {
                // "--" is one mark; "- and that he will stay", "- without a word" go on.
                let past = i + 1 + usize::from(next.mark == Mark::Dash);
                let goes_on = self.tag(past).is(class::REL | class::CONJ | class::SUB | class::PREP) && !self.tag(past).name;
                let end = self.doc.sentence_of(i).and_then(|s| self.doc.sentences.get(s)).map_or(i, |s| s.tokens.end.min(i + 40));
                i > from
                    && !goes_on
                    && !(from.max(i.saturating_sub(40))..i).any(|k| self.tag(k).mark == Mark::Dash)
                    && !(past..end).any(|k| self.tag(k).mark == Mark::Dash)
            }
            // `"constructive," though he declined to give details`
            Mark::None if self.is_word(i, words!["though", "although"]) && i > from && self.tag(i - 1).mark == Mark::Close => self.is_withheld(i + 1),
            // `"good enough," while 73 percent said the same of him`
            Mark::None if self.is_word(i, words!["while"]) && i > from && self.tag(i - 1).mark == Mark::Close => phrase || self.is_told(i + 1),
            // "a starchy but edible food"
            Mark::None if self.is_word(i, words!["but"]) && next.open_class() && self.looks_adjectival(i + 1) && self.tag(i + 2).open_class() => {
                false
            }
            Mark::None if self.is_word(i, words!["but"]) && i > from + 1 => {
                let told = |k: usize| self.is_cue(k) || self.tag(k).is(class::RETICENT);
                let subject = next.is(class::SUBJ) && self.tag(i + 2).is(class::DO);
                let withheld = self.is_in(i + 1, list::WITHHELD) && self.is_word(i + 2, words!["no", "few", "little", "neither"]);
                withheld
                    || self.is_revised(i + 1)
                    || self.keeps_silent(i + 1)
                    || phrase
                    || next.is(class::DO)
                    || subject
                    || next.is(class::AUX) && (i + 2..i + 4).any(|k| told(k) && !self.is_planned(i + 1, k)) && !self.is_backshifted(i + 1)
            }
            // "warned Eritrea against it and the prime minister told parliament"
            Mark::None if phrase && i > from && self.is_word(i, words!["and", "but"]) && self.reports_after(i + 1) => true,
            // "believed to have died and scores more are feared trapped"
            Mark::None if shape == Shape::Infinitive && i > from && self.is_word(i, words!["and"]) && self.is_main_clause(i + 1) => {
                !(from..i).any(|k| self.is_in(k, list::OPENING) || self.tag(k).is(class::THAT | class::WH))
            }
            Mark::None if i > from + 1 && self.others_say(from, i) => true,
            // `to fight the "agents," and many cheered`, "calling for talks and carrying flags"
            Mark::None
                if phrase
                    && i > from + 1
                    && self.is_word(i, words!["and", "but"])
                    && (self.anew_after_quotation(i) || self.joins_participle(from, i)) =>
            {
                true
            }
            // "called him a hero before explaining why"
            Mark::None if shape == Shape::NounPhrase && self.is_word(i, words!["before", "after"]) && self.acts_beside(from, i) => true,
            Mark::None if phrase && t.is(class::CONJ) && next.is(class::THAT) && self.tag(i + 2).mark == Mark::None => true,
            Mark::None => phrase && i > from + 1 && (t.is(class::SUB) && !t.is(class::PREP) && self.is_in(i, list::PARTING)),
            _ => false,
        }
    }

    /// "but later revised the figure", "but has since withdrawn the statement": what was done about what had been said.
    fn is_revised(&self, at: usize) -> bool {
        let verb = (at..at + 4).find(|&k| !self.tag(k).is(class::ADV | class::HAVE | class::SUBJ | class::SUB)).unwrap_or(at);
        let object = verb + 1 + usize::from(self.tag(verb + 1).is(class::DET | class::POSS));
        let what = |k: usize| self.is_in(k, list::TAKING_UP | list::TOLL) || self.is_word(k, words!["it"]);
        self.is_in(verb, list::REVISING) && (what(object) || self.tag(object).open_class() && what(object + 1))
    }

    /// "said he had been told of the plan but had rejected it": what had been done is told, too.
    fn is_backshifted(&self, at: usize) -> bool {
        self.is_word(at, words!["had"]) && (at..at + 3).all(|k| !self.tag(k).is(class::RETICENT | class::NEG))
    }

    /// "but would eventually add $84 billion": what will be done, and no word of what was said.
    fn is_planned(&self, auxiliary: usize, verb: usize) -> bool {
        let plain = !self.tag(verb).is(class::ED | class::FINITE | class::RETICENT);
        self.tag(auxiliary).is(class::MODAL) && plain && !(auxiliary..verb).any(|k| self.tag(k).is(class::NEG))
    }

    /// A subject and its auxiliary or finite verb begin at `at`.
    fn is_main_clause(&self, at: usize) -> bool {
        let first = self.tag(at);
        let opens = first.name || first.is(class::DET | class::POSS | class::NUM | class::SUBJ) || self.ends(at, b"s");
        let ceiling = self.doc.sentence_of(at).map_or(at, |s| self.ceiling(s));
        let verb = self.noun_phrase_after(at, ceiling.min(at + 12)).filter(|&v| opens && v < ceiling);
        let verb = verb.map(|v| if self.tag(v).is(class::ADV | class::DET) { v + 1 } else { v });
        verb.is_some_and(|v| {
            self.tag(v).mark == Mark::None && self.tag(v).is(class::AUX | class::FINITE) && !self.tag(v).name && !self.noun_context(v)
        })
    }

    /// "accused Congo of arming it, a group that …, and of preparing an attack"
    fn goes_on_with_of(&self, from: usize, comma: usize) -> bool {
        let of = |k: usize| self.is_word(k, words!["of"]) && self.tag(k + 1).is(class::ING);
        self.is_word(comma + 1, words!["and"]) && of(comma + 2) && (from..comma).any(of)
    }

    /// "(while) residents spoke of 20 dead": a clause that reports, up to the next comma.
    fn is_told(&self, from: usize) -> bool {
        let mut clause = (from..from + 20).take_while(|&k| !matches!(self.tag(k).mark, Mark::Comma | Mark::Semicolon | Mark::Stop));
        clause.any(|k| self.is_cue(k) && self.tag(k).is(class::ED | class::FINITE) && !self.noun_context(k))
    }

    /// `"budget reforms" and the taxes would pay for it`: a quotation of a few words that is no more than part of what a clause is about.
    fn is_subject(&self, open: usize, end: usize, ceiling: usize) -> bool {
        let inner = open + 1..end - 1;
        let short = inner.len() <= 4 && inner.clone().all(|k| self.tag(k).mark == Mark::None) && !self.verb_in(inner.start, inner.end);
        let phrase =
            || self.noun_phrase_after(end + 1, ceiling).is_some_and(|verb| self.finite(verb) || self.tag(verb).is(class::AUX | class::MODAL));
        short && self.is_word(end, words!["and", "or"]) && phrase()
    }

    /// "Holm, Berg, and Lee": the last comma of a list of names.
    fn is_listed(&self, from: usize, comma: usize) -> bool {
        let name = |k: usize| self.tag(k).name && self.tag(k).mark == Mark::None;
        let before = (from..comma).rev().take_while(|&k| name(k)).last();
        before.is_some_and(|first| first > from && self.tag(first - 1).mark == Mark::Comma)
            && self.is_word(comma + 1, words!["and"])
            && name(comma + 2)
    }

    /// "he declined to", "the group gave no": someone says less than was wanted.
    fn is_withheld(&self, at: usize) -> bool {
        self.keeps_silent(at) || self.declines(self.verb_of(at))
    }

    /// "the group gave no", "the Kremlin made no mention", "he declined to comment"
    fn keeps_silent(&self, at: usize) -> bool {
        let verb = self.verb_of(at);
        let declined = self.declines(verb) && self.tag(verb + 2).is(class::RETICENT);
        let gave = self.is_in(verb, list::WITHHELD) && self.is_word(verb + 1, words!["no", "few", "little", "neither"]);
        let silent = self.is_text(verb, &["made", "makes"]) && self.is_word(verb + 1, words!["no"]);
        gave || declined || silent && self.is_text(verb + 2, &["comment", "mention", "reference", "statement"])
    }

    /// The token after the noun phrase at `at`.
    fn verb_of(&self, at: usize) -> usize {
        self.noun_phrase_after(at, at + 8).unwrap_or(at + 1)
    }

    fn declines(&self, verb: usize) -> bool {
        self.is_text(verb, &["declined", "declines", "refused", "refuses"])
    }

    /// ", in a statement on Friday": where it was said.
    pub(super) fn in_a_statement(&self, comma: usize) -> bool {
        let end = self.occasion(comma + 1, comma + 8).filter(|_| self.is_word(comma + 1, words!["in"]));
        end.is_some_and(|e| self.tag(e - 1).is(class::DOCUMENT) && !self.tag(e - 1).name)
    }

    /// ", in a joint statement read out on Tuesday": no other comma divides the rest of the sentence.
    fn ends_with_circumstance(&self, comma: usize) -> bool {
        let ceiling = self.doc.sentence_of(comma).map_or(comma, |s| self.ceiling(s));
        !(comma + 1..ceiling).any(|k| self.tag(k).mark != Mark::None && self.tag(k).mark != Mark::Joint || self.tag(k).is(class::AUX | class::SUBJ))
    }
}
