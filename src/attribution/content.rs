//! Where content begins.

use std::ops::Range;

use super::{
    lexicon::{Entry, class, frame, lemmas, list, preposition, words},
    tag::{Mark, Tag},
    view::View,
};
use crate::token::Kind;

/// How content after a cue is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    That,
    Bare,
    Quote,
    NounPhrase,
    Infinitive,
    Question,
    Gerund,
    Preposition,
}

impl View<'_, '_> {
    /// Past the last word of a sentence: a full stop at its end is left out.
    pub fn ceiling(&self, sentence: usize) -> usize {
        let Some(s) = self.doc.sentences.get(sentence) else { return 0 };
        let mut end = s.tokens.end;
        while end > s.tokens.start && self.tag(end - 1).mark == Mark::Stop {
            end -= 1;
        }
        end
    }

    /// A quotation that names a programme or book: every word of weight has a capital.
    pub(super) fn is_title(&self, quoted: Range<usize>) -> bool {
        let small = class::DET | class::PREP | class::CONJ | class::TO;
        quoted.clone().all(|k| {
            self.tag(k).mark != Mark::None || self.tag(k).is(small) || self.doc.tokens.get(k).is_some_and(|t| t.capital || t.kind == Kind::Number)
        })
    }

    /// A place where a clause may end.
    pub fn boundary(&self, i: usize) -> bool {
        let t = self.tag(i);
        t.is(class::THAT) || matches!(t.mark, Mark::Comma | Mark::Stop | Mark::Colon | Mark::Semicolon | Mark::Dash | Mark::Open | Mark::Close)
    }

    /// Content that begins at `i`, if the cue takes its kind.
    pub fn opens_content(&self, entry: &Entry, i: usize, ceiling: usize, told: bool) -> Option<(Shape, usize)> {
        if i >= ceiling {
            return None;
        }
        // "said on condition of anonymity because he feared reprisals"
        if self.is_word(i, words!["on"]) && self.is_word(i + 1, words!["condition"]) {
            return None;
        }
        let t = self.tag(i);
        match t.mark {
            Mark::None => {}
            Mark::Open => return entry.takes(frame::QUOTE | frame::BARE | frame::NP).then_some((Shape::Quote, i)),
            // What is quoted may be the next paragraph.
            Mark::Colon => {
                let goes_on = i + 1 < ceiling || i + 1 == ceiling && self.tag(i + 1).mark == Mark::Open;
                return (entry.takes(frame::QUOTE | frame::BARE) && goes_on).then_some((Shape::Quote, i + 1));
            }
            Mark::Comma if self.tag(i + 1).mark == Mark::Open => return entry.takes(frame::QUOTE).then_some((Shape::Quote, i + 1)),
            Mark::Comma if self.tag(i + 1).is(class::THAT) && self.is_word(i.wrapping_sub(1), words!["however"]) => {
                return Some((Shape::That, i + 2));
            }
            _ => return None,
        }
        if t.is(class::THAT) && entry.takes(frame::THAT) {
            // "said that was not true": a pronoun.
            if self.tag(i + 1).is(class::AUX) && !self.tag(i + 1).name && i + 2 < ceiling {
                return Some((Shape::That, i));
            }
            // "rejecting that as “disinformation”"
            if entry.takes(frame::AS) && self.is_word(i + 1, words!["as"]) {
                return Some((Shape::NounPhrase, i));
            }
            // "disputes that figure": what it points to, and no clause.
            if entry.takes(frame::NP) && self.is_in(i + 1, list::TAKING_UP) && (i + 2 >= ceiling || self.boundary(i + 2)) {
                return Some((Shape::NounPhrase, i));
            }
            let comma = self.tag(i + 1).mark == Mark::Comma;
            // "rejected that, too": a pronoun again.
            if comma && entry.takes(frame::NP) && !self.clause_in(i + 2, ceiling) {
                return Some((Shape::NounPhrase, i));
            }
            return (i + 1 < ceiling).then_some((Shape::That, if comma { i + 2 } else { i + 1 }));
        }
        if t.is(class::TO) && (entry.takes(frame::TO) || told && entry.takes(frame::OBJTO)) {
            // "appealed to younger voters"
            let voters = entry.is(lemmas!["appeal"])
                && self.tag(i.wrapping_sub(1)).is(class::ED | class::FINITE | class::ING)
                && !self.tag(i + 1).is(class::BASE | class::AUX);
            return (self.is_infinitive(i) && !voters && i + 1 < ceiling).then_some((Shape::Infinitive, i));
        }
        if self.is_word(i, words!["not"]) && self.tag(i + 1).is(class::TO) && entry.takes(frame::TO | frame::OBJTO) {
            return Some((Shape::Infinitive, i));
        }
        if t.is(class::WH) && !t.name && !self.is_word(i, words!["while", "when"]) {
            return entry.takes(frame::WH).then_some((Shape::Question, i));
        }
        if entry.takes(preposition(t.small())) {
            let rest = i + 1 < ceiling && self.tag(i + 1).mark != Mark::Comma;
            return rest.then_some((Shape::Preposition, i));
        }
        // "denied stabbing", "admitted repeatedly lying"
        let gerund = if t.is(class::ADV) && !t.name { i + 1 } else { i };
        if gerund < ceiling
            && (self.tag(gerund).is(class::ING) || self.is_word(gerund, words!["having"]))
            && !self.tag(gerund).name
            && entry.takes(frame::ING)
            && !self.is_in(gerund, list::CITING)
        {
            return Some((Shape::Gerund, i));
        }
        // A clause, or what must be one because the verb takes nothing else.
        let clause_only = entry.is(lemmas!["say"]);
        let clause = |i: usize| if clause_only { self.clause_at(i, ceiling) } else { self.subject_and_verb_at(i, ceiling) };
        // "UN says 40 killed in raid": a headline.
        let line = clause_only
            && ceiling > i + 2
            && (self.tag(ceiling).mark != Mark::Stop || ceiling >= self.doc.tokens.len())
            && self.tag(i - 1).is(class::FINITE)
            && self.is_line_end(ceiling);
        // "warned Eritrea against any incursion and the prime minister …": no clause.
        let against = entry.takes(frame::AGAINST).then(|| (i + 1..ceiling.min(i + 8)).find(|&k| self.is_word(k, words!["against"]))).flatten();
        if against.is_some_and(|k| !self.clause_in(i, k) && (i..k).all(|b| matches!(self.tag(b).mark, Mark::None | Mark::Joint))) {
            return Some((Shape::NounPhrase, i));
        }
        // "denied the charge and the agency reported that …": no clause either.
        let anew = entry.takes(frame::NP).then(|| (i + 1..ceiling.min(i + 8)).find(|&k| self.is_word(k, words!["and", "but"]))).flatten();
        if anew.is_some_and(|k| !self.clause_in(i, k) && (i..k).all(|b| self.tag(b).mark == Mark::None) && self.reports_after(k + 1)) {
            return Some((Shape::NounPhrase, i));
        }
        // "says about one in three would", "said having a deal was better"
        // "told aides as he left": when it was said, unless another clause follows.
        let circumstance = self.is_in(i, list::OPENING)
            && !t.name
            && entry.takes(frame::BARE)
            && !(i + 1..ceiling).any(|k| matches!(self.tag(k).mark, Mark::Comma | Mark::Dash) && self.clause_starts(k + 1, ceiling));
        if circumstance || !t.name && t.is(class::PREP) && !t.is(class::DET) && self.precedes_attribution(i, ceiling) {
            return None;
        }
        let counted = usize::from(self.is_in(i, list::ROUGHLY) && self.tag(i + 1).is(class::NUM));
        let gerund = clause_only && (t.is(class::ING) || self.is_word(i, words!["having"])) && !t.name && ceiling > i + 3;
        // "says despite the losses, she will stay"
        let led = || t.is(class::PREP) && !t.name && self.comma_after(i, ceiling).is_some_and(|c| c > i + 1 && self.clause_starts(c + 1, ceiling));
        // "insist any ceasefire include prisoners": a verb in the subjunctive, which looks like a noun; nothing but a clause is insisted without "on".
        let insisted = || entry.is(lemmas!["insist"]) && ceiling > i + 3 && self.noun_phrase_after(i, ceiling).is_some();
        if entry.takes(frame::BARE)
            && (gerund
                || line
                || clause_only && self.counts_who_acted(i, ceiling)
                || clause_only && led()
                || clause(i)
                || insisted()
                || clause_only && ceiling > i + 4 && self.noun_phrase_after(i + counted, ceiling).is_some_and(|e| e + 1 < ceiling))
        {
            return Some((Shape::Bare, i));
        }
        // "claims capture of the town", "claimed victory"
        if entry.is(lemmas!["claim"]) && self.noun_phrase_after(i, ceiling).is_some_and(|end| self.is_claimed(i, end)) {
            return Some((Shape::NounPhrase, i));
        }
        if !entry.takes(frame::OBJTO | frame::NP | frame::OFING | frame::AS | frame::PREDICATE) {
            return None;
        }
        // "ruled out talks with": not the verb.
        let noun = t.is(class::FINITE)
            && !t.is(class::AUX)
            && self.ends(i, b"s")
            && (i + 1 >= ceiling || self.boundary(i + 1) || self.tag(i + 1).is(class::PREP | class::TO | class::CONJ));
        let phrase = self.noun_phrase_after(i, ceiling);
        let object = t.is(class::OBJ) && !t.is(class::POSS) || noun || phrase.is_some();
        if entry.takes(frame::OBJTO) && object {
            let end = phrase.unwrap_or(i + 1);
            if self.tag(end).is(class::TO) || self.is_word(end, words!["not"]) {
                return Some((Shape::NounPhrase, i));
            }
        }
        // "dismissed as propaganda a report that"
        let named = entry.takes(frame::AS) && entry.takes(frame::NP) && self.is_word(i, words!["as"]);
        // "dismissed as “baseless” claims that", "described as false reports that"
        let taken_up = || {
            let object = if self.tag(i + 1).mark == Mark::Open { self.quote_end(i + 1).unwrap_or(i + 1) } else { i + 2 };
            (object..ceiling.min(object + 6))
                .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).is(class::THAT))
                .find(|&k| self.is_in(k, list::STATEMENTS))
        };
        let what =
            entry.takes(frame::AS) && self.is_word(i, words!["as"]) && taken_up().is_some_and(|k| self.tag(k + 1).is(class::THAT | class::PREP));
        if what {
            return Some((Shape::NounPhrase, i));
        }
        let called = || if self.tag(i + 1).mark == Mark::Open { self.quote_end(i + 1) } else { self.noun_phrase_after(i + 1, ceiling) };
        if let Some(object) = if named { called().filter(|&e| e < ceiling) } else { None } {
            return self.tag(object).is(class::DET | class::POSS).then_some((Shape::NounPhrase, i));
        }
        if entry.takes(frame::PREDICATE) && self.calls_that(i) {
            return Some((Shape::NounPhrase, i));
        }
        let as_phrase = entry.takes(frame::AS) && (i..ceiling.min(i + 14)).any(|k| self.is_word(k, words!["as"]));
        if object && (entry.takes(frame::NP | frame::OFING) || as_phrase) {
            return Some((Shape::NounPhrase, i));
        }
        None
    }

    /// "(said) 20 died", "at least nine fled in the raid": a number and what they did or suffered.
    fn counts_who_acted(&self, i: usize, ceiling: usize) -> bool {
        let number = (i..ceiling.min(i + 3)).find(|&k| self.tag(k).is(class::NUM));
        let counted = |n: usize| (i..n).all(|k| self.is_in(k, list::ROUGHLY) || self.is_word(k, words!["at", "least", "more", "than", "only"]));
        number.filter(|&n| counted(n)).is_some_and(|n| {
            let (verb, next) = (self.tag(n + 1), self.tag(n + 2));
            let ends = n + 2 >= ceiling || self.boundary(n + 2) || next.is(class::PREP | class::CONJ);
            n + 1 < ceiling && verb.mark == Mark::None && verb.is(class::ED) && !verb.name && ends
        })
    }

    /// "said after talks in Belgrade, the agency reported": the phrase that the preposition at `i` opens ends where another attribution begins.
    fn precedes_attribution(&self, i: usize, ceiling: usize) -> bool {
        let comma = (i + 1..ceiling.min(i + 16)).find(|&k| self.tag(k).mark == Mark::Comma);
        let attributed = |c: &usize| self.attribution_at(c + 1, ceiling) || self.is_word(c + 1, words!["according"]);
        comma.filter(attributed).is_some_and(|c| !self.verb_in(i, c))
    }

    /// "which officials said will go", "a decision they say allowed": the clause of a relative pronoun, or of none, that the attribution interrupts; where its verb stands.
    pub(super) fn relative_gap(
        &self,
        entry: &Entry,
        source: &Range<usize>,
        at: usize,
        floor: usize,
        ceiling: usize,
    ) -> Option<(Option<usize>, usize)> {
        let before = source.start.checked_sub(1).filter(|&b| b > floor)?;
        let t = self.tag(before);
        let pronoun = t.mark == Mark::None
            && !t.name
            && t.is(class::REL | class::WH)
            && !self.is_in(before, list::OPENING | list::CONDITION)
            && !self.is_word(before, words!["how", "why", "where"]);
        let bare = source.len() == 1 && self.tag(source.start).is(class::SUBJ) && t.mark == Mark::None && self.noun_like(before);
        let thought = entry
            .is(lemmas!["say", "believe", "think", "claim", "argue", "contend", "hope", "fear", "allege", "insist", "maintain", "know", "suspect"]);
        if !thought || !(pronoun || bare) {
            return None;
        }
        let preposition = self.tag(at).mark == Mark::None && self.tag(at).is(class::PREP);
        let verb = match self.noun_phrase_after(at + 1, ceiling) {
            Some(end) if preposition => end,
            _ => at,
        };
        let adverb = (verb..ceiling.min(verb + 3)).find(|&k| !self.tag(k).is(class::ADV) || self.tag(k).is(class::AUX))?;
        // "moves that he said improved security", but "that he said improved security would bring"
        let has_object = |k: usize| pronoun && self.noun_phrase_after(k + 1, ceiling).is_some_and(|end| end >= ceiling || !self.verb_at(end));
        let acts = |k: usize| {
            self.finite(k)
                || self.tag(k).is(class::MODAL)
                || self.tag(k).is(class::ED) && !self.tag(k).name && (bare || !self.tag(k + 1).open_class() || has_object(k))
        };
        (adverb < ceiling && self.tag(adverb).mark == Mark::None && acts(adverb)).then_some((pronoun.then_some(before), verb))
    }

    /// "seemed to suggest that": the cue after the "to" at `at` has what follows.
    pub(super) fn governs_a_cue(&self, at: usize) -> bool {
        self.tag(at).is(class::TO) && self.is_cue(at + 1)
    }

    /// "said at a rally ahead of the vote that": past phrases of place and time to the conjunction.
    pub(super) fn that_ahead(&self, entry: &Entry, from: usize, ceiling: usize) -> Option<usize> {
        let t = self.tag(from);
        if !entry.takes(frame::THAT) || t.mark != Mark::None || t.name || !t.is(class::PREP | class::ADV | class::TO) || t.is(class::THAT) {
            return None;
        }
        if self.governs_a_cue(from) {
            return None;
        }
        (from + 2..ceiling.min(from + 20))
            .take_while(|&k| {
                matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.finite(k) && !self.tag(k).is(class::SUBJ | class::REL)
                    || self.tag(k).is(class::THAT)
            })
            .find(|&k| self.tag(k).is(class::THAT) && self.tag(k).mark == Mark::None)
            .filter(|&k| self.noun_like(k - 1) && !self.verb_at(k + 1) && self.clause_in(k + 1, ceiling))
    }

    /// A clause without "that": a phrase that can be a subject, and a finite verb after it.
    fn clause_at(&self, i: usize, ceiling: usize) -> bool {
        let t = self.tag(i);
        if t.mark != Mark::None
            || t.is(class::CONJ | class::AUX | class::TO) && !t.name
            || self.is_word(i, words!["of", "by", "than", "like"])
            || (t.is(class::ED) && !self.tag(i + 1).open_class())
        {
            return false;
        }
        let subject = t.is(class::SUBJ);
        // "it controls the town": what follows such a pronoun is its verb.
        let next = self.tag(i + 1);
        if t.is(class::SUBJ | class::PRON)
            && !t.is(class::POSS)
            && next.open_class()
            && !next.name
            && self.ends(i + 1, b"s")
            && self.tag(i + 2).is(class::DET | class::POSS)
        {
            return true;
        }
        let reach = ceiling.min(i + if subject { 8 } else { 40 });
        (i + 1..reach).any(|k| {
            let t = self.tag(k);
            t.mark == Mark::None
                && (self.finite(k) || (t.is(class::ED | class::BASE | class::MODAL) && !self.noun_context(k)) || self.looks_present(k))
        })
    }

    /// A clause whose verb follows its subject: not "claimed 12 lives and left", "reports directly to", "observed a silence before it began".
    fn subject_and_verb_at(&self, i: usize, ceiling: usize) -> bool {
        let first = self.tag(i);
        let counted = || self.tag(i + 1).is(class::NUM) || self.is_word(i, words!["there", "as", "at", "in", "on", "only", "after"]);
        let opens = !first.is(class::PREP | class::SUB | class::ADV | class::NEG)
            || first.name
            || first.is(class::DET)
            || self.date_from(i).is_some()
            || counted();
        let joint = |k: usize| {
            let t = self.tag(k);
            let aside = || self.attribution_at(k + 1, ceiling) || self.in_a_statement(k);
            if t.mark == Mark::Comma && aside() || k > i && self.is_word(k, words!["but"]) {
                return true;
            }
            let turns = k > i && t.is(class::SUB) && !t.is(class::THAT | class::DET) && !t.name && self.is_in(k, list::TURNING);
            turns || t.mark != Mark::None && !matches!(t.mark, Mark::Joint | Mark::Comma | Mark::RightParen | Mark::Stop | Mark::Close)
        };
        let follows = |k: usize| {
            let mut p = k - 1;
            while p > i && (self.tag(p).is(class::ADV | class::AUX | class::NEG) && !self.tag(p).name) {
                p -= 1;
            }
            let t = self.tag(p);
            !(t.mark == Mark::None && t.is(class::CONJ | class::TO) && !t.name)
        };
        let verb = |k: usize| {
            let t = self.tag(k);
            t.mark == Mark::None
                && (self.finite(k)
                    || t.is(class::ED | class::BASE | class::MODAL)
                        && !self.noun_context(k)
                        && !(t.is(class::BASE) && !t.is(class::ED) && self.is_noun_of_article(k))
                    || self.looks_present(k))
        };
        let reach = ceiling.min(i + if first.is(class::SUBJ) { 8 } else { 40 });
        // "the claims, which were made in March", "the week, known as Golden because the days overlapped": no verb of a clause.
        let opens_relative = |t: &Tag| t.is(class::REL) && !t.is(class::THAT) || t.is(class::ED) && !t.name;
        let relative = (i + 1..reach).find(|&k| self.tag(k).mark == Mark::Comma && opens_relative(self.tag(k + 1)));
        let reach = match relative {
            Some(comma) if !(comma + 1..reach).any(|k| self.tag(k).mark == Mark::Comma) => comma,
            _ => reach,
        };
        let clause = self.clause_at(i, ceiling) || (i + 1..reach).any(|k| self.looks_present(k));
        // `claimed the attack "failed"`
        let quoted = || (i + 1..reach).find(|&k| joint(k)).is_some_and(|k| self.quotes_verb(k) && self.noun_like(k - 1));
        opens && (clause && (i + 1..reach).take_while(|&k| !joint(k)).any(|k| verb(k) && follows(k)) || quoted())
    }

    /// "a late win": what could be the base of a verb is a noun after an article and adjectives; "the rebels win" is a verb.
    pub(super) fn is_noun_of_article(&self, at: usize) -> bool {
        let plural = at.checked_sub(1).is_some_and(|p| self.ends(p, b"s") || self.is_in(p, list::PLURAL));
        (at.saturating_sub(4)..at)
            .rev()
            .take_while(|&k| self.tag(k).mark == Mark::None && !self.tag(k).name)
            .find(|&k| !(self.tag(k).open_class() || self.tag(k).is(class::ADV)))
            .is_some_and(|k| !plural && (self.article(k) || self.tag(k).is(class::POSS)))
    }

    /// "the exhibit identifies and features", "the senator opposes the plan": a word in `-s` after a singular noun and before an object.
    pub(super) fn looks_present(&self, at: usize) -> bool {
        let (t, next) = (self.tag(at), self.tag(at + 1));
        let plain = t.open_class()
            && !t.name
            && !t.genitive
            && self.ends(at, b"s")
            && !self.ends(at, b"ss")
            && !self.ends(at, b"us")
            && self.word(at).len() > 4;
        let singular = at.checked_sub(1).is_some_and(|p| self.tag(p).open_class() && !self.tag(p).genitive && !self.ends(p, b"s"));
        let object = next.is(class::DET | class::POSS | class::OBJ | class::NUM | class::THAT) && next.mark == Mark::None
            || next.is(class::CONJ) && self.ends(at + 2, b"s") && self.tag(at + 3).open_class();
        // "rebels roam the streets"
        let plural = || {
            let before = at.checked_sub(1).map(|p| self.tag(p)).filter(|p| p.open_class() && !p.genitive && !p.name);
            t.open_class() && !t.name && !t.genitive && !self.ends(at, b"s") && before.is_some() && self.ends(at - 1, b"s") && next.is(class::DET)
        };
        plain && singular && object || next.mark == Mark::None && plural()
    }

    /// "capture of Toretsk", "a major victory": the head of the phrase is what one says one has or did.
    fn is_claimed(&self, from: usize, end: usize) -> bool {
        let head = (from + 1..end).find(|&k| self.tag(k).mark != Mark::None || self.tag(k).is(class::PREP | class::TO | class::REL)).unwrap_or(end);
        self.is_in(head - 1, list::CLAIMED)
    }

    /// "called that a lie", "called this nonsense", "calling that an “excuse”": a pronoun, and what it is called.
    pub(super) fn calls_that(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        self.is_word(at, words!["that", "this", "these"]) && (self.article(at + 1) || next.is(class::REJECTING) || next.mark == Mark::Open)
    }

    /// Past the closing mark of the quotation that opens at `i`.
    pub fn quote_end(&self, i: usize) -> Option<usize> {
        if self.tag(i).mark != Mark::Open {
            return None;
        }
        self.quotation(i).map(|q| self.doc.quotations[q].tokens.end)
    }
}
