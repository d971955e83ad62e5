//! Noun phrases: where one that ends or begins at a word has its other border.

use std::ops::Range;

use super::{
    lexicon::{class, list, words},
    tag::Mark,
    view::View,
};

/// The longest noun phrase looked for, in tokens.
pub(super) const LONGEST: usize = 45;
/// How far a relative pronoun may stand before its verb, in tokens.
const RELATIVE: usize = 14;

/// A noun phrase that precedes its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub tokens: Range<usize>,
    /// It is the antecedent of a relative pronoun.
    pub relative: bool,
}

impl View<'_, '_> {
    /// A verb that can be nothing but finite, or an auxiliary.
    #[inline]
    pub fn finite(&self, i: usize) -> bool {
        self.tag(i).is(class::FINITE | class::MODAL) && self.acts(i)
    }

    /// A word that may be finite is a verb.
    fn acts(&self, i: usize) -> bool {
        let t = self.tag(i);
        let word = t.mark == Mark::None && !t.genitive && !t.name;
        word && (!t.is(class::FINITE) || t.is(class::AUX) || !self.noun_context(i))
    }

    /// What precedes makes a noun of an ambiguous word.
    #[inline]
    pub fn noun_context(&self, i: usize) -> bool {
        // "Thousands fled": only "of" joins such a number to a noun.
        let many = |p: usize| self.tag(p).is(class::NUM) && self.ends(p, b"s");
        // "prosecutors' claims that"
        let owned = |p: usize| self.tag(p).mark == Mark::Joint && self.is_plural_apostrophe(p);
        i.checked_sub(1).is_some_and(|p| self.tag(p).makes_nouns() && !many(p) && !self.floats(p) || owned(p))
    }

    /// "have both argued", "they each say": a word that counts the subject stands after it.
    pub(super) fn floats(&self, i: usize) -> bool {
        let before = |p: usize| self.tag(p).mark == Mark::None && self.tag(p).is(class::AUX | class::SUBJ) && !self.tag(p).name;
        self.is_word(i, words!["both", "all", "each"]) && i > 0 && before(i - 1)
    }

    /// `a`, `the`, `this`, `no`: determiners that cannot stand alone before a verb.
    #[inline]
    pub fn article(&self, i: usize) -> bool {
        self.tag(i).article()
    }

    /// Ends a noun phrase, as far as one word can tell.
    #[inline(never)]
    pub fn noun_like(&self, i: usize) -> bool {
        let t = self.tag(i);
        match t.mark {
            Mark::None => {
                t.open_class()
                    || t.is(class::NUM)
                    || t.genitive
                    || (t.is(class::DET) && !self.article(i) && !t.is(class::POSS))
                    || (t.is(class::FINITE | class::ED | class::ING | class::BASE) && self.noun_context(i))
            }
            Mark::RightParen => true,
            Mark::Stop => self.is_abbreviated(i),
            Mark::Joint => self.word(i) == "%",
            _ => false,
        }
    }

    /// Whether a verb stands in a relative clause that opens within reach; the relative pronoun's place if so.
    pub(super) fn relative_before(&self, verb: usize, floor: usize) -> Option<usize> {
        let low = floor.max(verb.saturating_sub(RELATIVE));
        for j in (low..verb).rev() {
            let t = self.tag(j);
            if !matches!(t.mark, Mark::None | Mark::Joint) || t.quoted {
                return None;
            }
            if t.is(class::REL) && !t.name {
                // "who prayed there and who fled", "who ruled that the vote was void"
                let inner = j > floor
                    && (self.is_word(j - 1, words!["and"])
                        || t.is(class::THAT) && self.is_cue(j - 1) && self.tag(j - 1).is(class::ED | class::FINITE));
                if inner {
                    continue;
                }
                return (j > floor && self.noun_like(j - 1)).then_some(j);
            }
            if t.is(class::SUB) && !t.is(class::PREP) {
                return None;
            }
        }
        None
    }

    /// The noun phrase that ends before token `end` and does not reach before `floor`.
    pub fn noun_phrase_before(&self, end: usize, floor: usize) -> Option<Subject> {
        let last = end.checked_sub(1).filter(|&l| l >= floor)?;
        let t = self.tag(last);
        if t.mark == Mark::None && t.is(class::REL) && !t.name && !t.is(class::POSS) {
            let comma = last > floor && self.tag(last - 1).mark == Mark::Comma;
            let tokens = self.core_before(if comma { last - 1 } else { last }, floor)?;
            return Some(Subject { tokens, relative: true });
        }
        // "the governor, Ali Berg, and the mayor, both said"
        if self.is_word(last, words!["both", "all", "each"]) && last > floor && self.tag(last - 1).mark == Mark::Comma {
            if let Some(subject) = self.noun_phrase_before(last, floor).filter(|s| self.plural(&s.tokens)) {
                return Some(subject);
            }
        }
        // "who, after trading insults, said"
        if let Some(relative) = (t.mark == Mark::Comma).then(|| self.relative_with_insert(last, floor)).flatten() {
            return self.noun_phrase_before(relative + 1, floor);
        }
        let tokens = match t.mark {
            Mark::Comma => self.with_insert(last, floor).or_else(|| self.with_stray_comma(last, floor))?,
            Mark::Dash => self.with_aside(last, floor)?,
            // "Mr. Berg, citing “the weather,” said"
            Mark::Close if last > floor + 1 && (self.tag(last - 1).mark == Mark::Comma || self.tag(last - 2).mark == Mark::Comma) => {
                self.with_quoted_insert(last, floor)?
            }
            _ => self.core_before(end, floor)?,
        };
        Some(Subject { tokens, relative: false })
    }

    pub(super) fn core_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|&l| l >= floor)?;
        let t = self.tag(last);
        // "residents who have seen it"
        let object = || {
            let governed =
                last > floor && t.is(class::PRON) && self.tag(last - 1).is(class::ED | class::ING | class::PREP) && !self.tag(last - 1).name;
            let relative = if governed { self.relative_before(last, floor)? } else { return None };
            let relative = Some(relative).filter(|&r| self.is_word(r, words!["who"]))?;
            Some(self.core_before(relative, floor)?.start..end)
        };
        if let Some(whole) = object() {
            return Some(whole);
        }
        if t.mark == Mark::None && !t.name && (t.is(class::SUBJ | class::PRON) && !t.is(class::OBJ) || self.is_word(last, words!["another"])) {
            return Some(last..end);
        }
        // "They all"
        if last > floor && self.floats(last) && self.tag(last - 1).is(class::SUBJ) {
            return Some(last - 1..end);
        }
        // "the army itself"
        if self.is_in(last, list::REFLEXIVE) && last > floor && self.noun_like(last - 1) {
            return Some(self.core_before(last, floor)?.start..end);
        }
        if !self.noun_like(last) || (t.genitive && !t.name) {
            // "a diplomat who asked not to be identified"
            let passive = t.mark == Mark::None && t.is(class::ED) && last > floor && self.tag(last - 1).is(class::BE | class::HAVE | class::ADV);
            // "those surveyed", "friends who have seen him"
            let asked = self.is_in(last, list::ASKED) && last > floor && self.noun_like(last - 1);
            if t.is(class::ED) && !t.name && last > floor && (self.is_word(last - 1, words!["those"]) || asked) {
                return Some(self.core_before(last, floor)?.start..end);
            }
            // "a source close to him"
            if t.mark == Mark::None && t.is(class::OBJ) && last > floor + 1 && self.tag(last - 1).is(class::TO) && self.tag(last - 2).open_class() {
                return Some(self.core_before(last - 1, floor)?.start..end);
            }
            let whole = passive || t.mark == Mark::None && t.is(class::OBJ | class::ADV) && !t.is(class::NEG);
            let relative = self.relative_before(last, floor).filter(|&r| whole && self.is_word(r, words!["who", "whose"]))?;
            return Some(self.core_before(relative, floor)?.start..end);
        }
        let floor = floor.max(end.saturating_sub(LONGEST));
        let (mut i, mut cut, mut lead) = (end, None, None);
        while i > floor {
            let Some(next) = self.step_before(i, end, floor, &mut cut, &mut lead) else { break };
            i = next;
        }
        let start = lead.unwrap_or(i);
        let start = (start..end).find(|&k| {
            let t = self.tag(k);
            // "First Security Corp."
            if k + 1 < end
                && self.tag(k + 1).name
                && self.doc.tokens.get(k).is_some_and(|t| t.capital)
                && self.is_word(k, words!["first", "second", "third"])
            {
                return true;
            }
            // "About four in 10", "nearly all"
            let number = || self.tag(k + 1).is(class::NUM) && !self.tag(k + 1).is(class::PRON) || self.is_share_of_some(k + 1);
            let counted = k + 1 < end && self.is_in(k, list::ROUGHLY) && number();
            counted
                || t.mark == Mark::None && !(t.is(class::ADV | class::CONJ | class::NEG | class::SUB | class::PREP) && !t.is(class::DET) && !t.name)
        })?;
        let start = self.with_given_name(start, floor);
        // "Last week the bank reported": the date is no part of the subject.
        let past_date = |at: usize| self.date_from(at).map(|(d, _)| d.end).filter(|&d| d < end && !self.tag(d - 1).genitive);
        let start = past_date(start).filter(|&d| self.tag(d).name || self.tag(d).is(class::DET | class::POSS)).unwrap_or(start);
        // "…, killing dozens of people, army and rebels": the list begins after the participle's clause.
        if start > floor && self.tag(start).is(class::ING) && !self.tag(start).name && self.tag(start - 1).mark == Mark::Comma {
            if let Some(comma) = (start + 1..end).find(|&k| self.tag(k).mark == Mark::Comma) {
                return Some(comma + 1..end);
            }
        }
        Some(start..end)
    }

    /// "a man claiming to be": the participle stands at `at`.
    pub(super) fn claims_to_be(&self, at: usize, floor: usize) -> bool {
        let identity = self.tag(at + 1).is(class::TO) && self.is_in(at + 2, list::IDENTITY);
        at > floor && self.tag(at).is(class::ING) && identity && (self.noun_like(at - 1) || self.is_someone(at - 1))
    }

    /// "someone", "anyone"
    fn is_someone(&self, at: usize) -> bool {
        self.tag(at).is(class::PRON) && self.tag(at).mark == Mark::None && self.ends(at, b"one")
    }

    /// "a man claiming to be", "a caller identifying himself as" before what he says he is, which begins at `at`: where the participle stands.
    fn claiming_to_be(&self, at: usize, floor: usize) -> Option<usize> {
        let himself_as = |c: usize| {
            let named = self.is_in(c + 1, list::REFLEXIVE) && self.is_word(c + 2, words!["as"]);
            c > floor && named && self.tag(c).is(class::ING) && (self.noun_like(c - 1) || self.is_someone(c - 1))
        };
        let before = at.checked_sub(1)?;
        // "a group calling itself the Lions"
        if self.is_in(before, list::REFLEXIVE) {
            return at.checked_sub(2).filter(|&c| c > floor && self.tag(c).is(class::ING) && self.noun_like(c - 1));
        }
        at.checked_sub(3).filter(|_| self.is_in(before, list::IDENTITY)).filter(|&c| self.claims_to_be(c, floor) || himself_as(c))
    }

    /// One step to the left inside a noun phrase, or nothing where it begins. `cut` remembers a conjunction that may turn out to join clauses.
    fn step_before(&self, i: usize, end: usize, floor: usize, cut: &mut Option<usize>, lead: &mut Option<usize>) -> Option<usize> {
        let at = i - 1;
        let t = self.tag(at);
        let before = at.checked_sub(1).filter(|&b| b >= floor);
        let noun_before = || before.is_some_and(|b| self.noun_like(b));
        match t.mark {
            Mark::None | Mark::Joint => {}
            Mark::RightParen => return (floor.max(at.saturating_sub(24))..at).rev().find(|&k| self.tag(k).mark == Mark::LeftParen),
            // "killed 12 people, police and witnesses": if a verb comes, the sources began after this comma.
            Mark::Comma => {
                let listed = cut.is_some() && noun_before() && !self.article(i) && !self.ends_lead(at, floor);
                *cut = if listed { Some(i) } else { *cut };
                return listed.then_some(at);
            }
            Mark::Stop => return (self.is_abbreviated(at) && noun_before()).then_some(at),
            _ => return None,
        }
        if t.quoted && !self.tag(end - 1).quoted {
            return None;
        }
        // "a man claiming to be a spokesman", "to be from the movement"; "someone" stands alone.
        if let Some(claiming) = self.claiming_to_be(at, floor) {
            let alone = Some(claiming - 1).filter(|&k| self.is_someone(k));
            *lead = lead.or(alone);
            return alone.is_none().then_some(claiming);
        }
        if t.mark == Mark::Joint || t.name || t.genitive || t.is(class::NUM) {
            return Some(at);
        }
        // Most nouns and adjectives are of no class, and nothing below is about them.
        if t.bits == 0 && t.small() == 0 && !self.tag(i).is(class::NUM) {
            return Some(at);
        }
        // "India and Pakistan both"
        if i == end && self.is_word(at, words!["both", "all", "each"]) && noun_before() {
            return Some(at);
        }
        if t.is(class::POSS | class::DET) {
            let onward = before.is_some_and(|b| {
                let p = self.tag(b);
                p.mark == Mark::None && p.is(class::PREP | class::DET | class::CONJ | class::TO) || p.mark == Mark::Comma && cut.is_some()
            });
            // "the men who guarded the gate"
            let verb = before.filter(|&b| self.finite(b) || self.tag(b).is(class::ED | class::BE) && !self.tag(b).name);
            if let Some(relative) = verb.and_then(|v| self.relative_before(v, floor)) {
                return Some(relative);
            }
            // "a soldier manning a checkpoint"
            let doing = before.filter(|&b| b > floor && self.tag(b).is(class::ING) && !self.tag(b).is(class::PREP) && !self.tag(b).name);
            if let Some(b) = doing.filter(|&b| self.tag(b - 1).open_class() && !self.is_cue(b) && self.is_one_of_some(b, floor)) {
                return Some(b);
            }
            // "a spokesman for rebel group the Lions"
            let named_group = self.tag(at + 1).name && before.is_some_and(|b| self.is_in(b, list::BODY) && !self.tag(b).name);
            if !onward && !named_group {
                // "nearly a third"
                let roughly = before.filter(|&b| self.is_in(b, list::ROUGHLY) && self.is_share_of_some(at));
                *lead = Some(roughly.unwrap_or(at));
                return None;
            }
            return Some(at);
        }
        // "a group calling itself the Lions"
        if t.is(class::OBJ) && before.is_some_and(|b| self.tag(b).is(class::ING)) && self.is_in(at, list::REFLEXIVE) {
            return Some(at);
        }
        if t.is(class::SUBJ | class::OBJ | class::PRON | class::THAT | class::WH | class::NEG) {
            *lead = Some(cut.unwrap_or(i));
            return None;
        }
        if t.is(class::CONJ) {
            let joins = i < end && self.is_word(at, words!["and", "or"]) && noun_before();
            if joins {
                *cut = Some(i);
            }
            return joins.then_some(at);
        }
        // "officials say early indications": what follows is the clause that is said.
        if !t.name && self.is_word(at, words!["say", "think", "believe"]) && noun_before() && !self.noun_context(at) {
            *lead = Some(i);
            return None;
        }
        if self.finite(at) || (t.is(class::ED) && self.ed_is_verb(at, before)) {
            let relative = self.relative_before(at, floor).filter(|&r| !self.ends_relative(r, at));
            if relative.is_none() {
                *lead = Some(cut.unwrap_or(i));
            }
            return relative;
        }
        if t.is(class::ING) {
            let fits = before.is_some_and(|b| noun_before() || self.noun_context(at) || self.tag(b).is(class::ADV)) || self.tag(i).open_class();
            if !fits {
                *lead = Some(cut.unwrap_or(i));
            }
            return fits.then_some(at);
        }
        // "had been given the baskets by a trader": the agent is a phrase of its own.
        let given = || {
            (at.saturating_sub(6).max(floor + 1)..at)
                .rev()
                .take_while(|&k| self.tag(k).mark != Mark::Comma)
                .any(|k| self.tag(k).is(class::ED) && self.tag(k - 1).is(class::BE))
        };
        if self.is_word(at, words!["by"]) && given() {
            // "was hit by a missile, the army and police said": they began after this comma.
            *lead = cut.filter(|&c| self.tag(c - 1).mark == Mark::Comma).or(Some(i));
            return None;
        }
        // "nine out of 10"
        if self.is_word(at, words!["out"]) && before.is_some_and(|b| self.tag(b).is(class::NUM)) {
            return Some(at);
        }
        // "more than half", "over a third", "fewer than 20"
        let share = self.is_share_of_some(i) || self.is_word(at, words!["than"]) && self.tag(i).is(class::NUM);
        if self.is_word(at, words!["than", "over"]) && share {
            *lead = Some(if self.is_word(at, words!["than"]) { before.unwrap_or(at) } else { at });
            return None;
        }
        // "about four in 10"
        if self.tag(i).is(class::NUM) && i < end && self.is_in(at, list::ROUGHLY) {
            *lead = Some(at);
            return None;
        }
        // "an inside source"
        if t.is(class::PREP) && before.is_some_and(|b| self.is_in(b, list::INDEFINITE) || self.is_word(b, words!["the"])) {
            return Some(at);
        }
        if self.is_share(at + 2) {
            return Some(at);
        }
        if t.is(class::PREP | class::TO) {
            // "contrary to rebel claims"
            let fixed = before.is_some_and(|b| self.is_word(b, words!["contrary"]));
            let attaches = !fixed && before.is_some_and(|b| noun_before() || self.tag(b).is(class::ED | class::ING)) && !t.is(class::SUB);
            // "A woman who gave her name as Svitlana"
            let named =
                self.is_word(at, words!["as"]) && before.is_some_and(|b| self.is_in(b, list::REFLEXIVE) || self.is_text(b, &["name", "names"]));
            if let Some(relative) = before.filter(|_| named).and_then(|b| self.relative_before(b, floor)) {
                return Some(relative);
            }
            // "the men who were in the room", "who have seen him in prison", "who spoke anonymously to a paper"
            let inner = |b: &usize| {
                self.finite(*b) || self.tag(*b).is(class::OBJ | class::ADV | class::BE) && !self.tag(*b).name && !self.tag(*b).is(class::NEG)
            };
            if let Some(relative) = before.filter(|b| !attaches && inner(b)).and_then(|b| self.relative_before(b, floor)) {
                return Some(relative);
            }
            // "broke up after four hours and Ukraine's envoy": the conjunction joins clauses.
            if !attaches {
                let counted = self.date_from(i).is_some() || (i..end.min(i + 4)).any(|k| self.tag(k).is(class::NUM));
                // "went to Paris, friends and relatives": they began after this comma.
                let apart = |c: usize| counted && t.is(class::SUB) && at > floor + 2 || self.tag(c - 1).mark == Mark::Comma;
                let joins = cut.filter(|&c| apart(c) && self.verb_in(floor, at));
                *lead = Some(joins.unwrap_or_else(|| self.past_leading_phrase(i, end)));
            }
            return attaches.then_some(at);
        }
        if t.is(class::SUB) {
            *lead = Some(i);
            return None;
        }
        Some(at)
    }

    /// "Residents who fled the town said rebels told them": the verb of saying at `at` follows the clause of the pronoun `relative`, which has a verb of its own.
    fn ends_relative(&self, relative: usize, at: usize) -> bool {
        let verb = |k: usize| self.tag(k).mark == Mark::None && self.tag(k).is(class::FINITE | class::ED) && !self.tag(k).name && !self.is_cue(k);
        let spoken = self.is_cue(at) && self.tag(at).is(class::ED | class::FINITE) && self.noun_like(at - 1);
        let joined = |k: usize| self.is_in(k, list::OPENING) || self.tag(k).is(class::SUBJ | class::THAT) || self.is_word(k, words!["and"]);
        spoken && (relative + 1..at).any(verb) && !(relative + 1..at).any(joined)
    }

    /// "Willy Ngoma": a name of which the first word looks like an adverb where it opens the sentence.
    fn with_given_name(&self, start: usize, floor: usize) -> usize {
        let Some(before) = start.checked_sub(1).filter(|&b| b == floor && self.tag(b).is(class::ADV) && self.tag(start).name) else { return start };
        let person = self.people.partition_point(|p| p.end <= start);
        if self.people.get(person).is_some_and(|p| p.start == before) { before } else { start }
    }

    /// "half", "a third": a share of some people.
    fn is_share_of_some(&self, at: usize) -> bool {
        self.is_word(at + usize::from(self.is_in(at, list::INDEFINITE)), words!["half", "third"])
    }

    /// "a soldier manning", "two men wearing": an article or number, and nothing but nouns from there to the participle at `at`.
    fn is_one_of_some(&self, at: usize, floor: usize) -> bool {
        let first = (floor.max(at.saturating_sub(5))..at).rev().find(|&k| !self.tag(k).open_class());
        first.is_some_and(|k| self.is_in(k, list::INDEFINITE) || self.tag(k).is(class::NUM) && self.tag(k).mark == Mark::None)
    }

    /// "As the nation grapples with it, politicians and activists": the first comma of a sentence that opens with a clause or circumstance.
    fn ends_lead(&self, comma: usize, floor: usize) -> bool {
        let Some(first) = self.doc.sentence_of(comma).and_then(|s| self.doc.sentences.get(s)).map(|s| s.tokens.start) else { return false };
        let t = self.tag(first.max(floor));
        t.mark == Mark::None && !t.name && t.is(class::SUB | class::ING | class::PREP) && !(first..comma).any(|k| self.tag(k).mark == Mark::Comma)
    }

    /// An `-ed` word is a verb unless it stands as an adjective or opens a reduced relative clause.
    pub(super) fn ed_is_verb(&self, at: usize, before: Option<usize>) -> bool {
        let next = self.tag(at + 1);
        let adjective = match before {
            None => next.open_class(),
            Some(b) => {
                let p = self.tag(b);
                // "had earlier cited rules"
                let after_auxiliary = p.is(class::ADV) && b > 0 && (self.tag(b - 1).is(class::AUX) || self.noun_like(b - 1));
                !after_auxiliary
                    && next.mark != Mark::Comma
                    && (p.is(class::DET | class::POSS | class::CONJ | class::PREP | class::ADV)
                        // "a local elected official"
                        || self.is_in(b, list::RANK) && next.open_class() && !next.name
                        // "a speech that included Trump", "said that wounded men"
                        || p.is(class::THAT) && !(b > 0 && self.noun_like(b - 1))
                        || p.genitive
                        || p.mark != Mark::None)
            }
        };
        let reduced = before.is_some_and(|b| self.noun_like(b)) && (next.is(class::PREP | class::TO) || self.date_from(at + 1).is_some());
        !adjective && !reduced
    }

    /// "In Baghdad a spokesman", "On Sunday officials": where the subject begins after a phrase that opens the clause.
    fn past_leading_phrase(&self, first: usize, end: usize) -> usize {
        if let Some((date, _)) = self.date_from(first).filter(|(d, _)| d.end < end) {
            return date.end;
        }
        let fresh = (first + 1..end).find(|&k| {
            let t = self.tag(k);
            t.mark == Mark::None
                && t.is(class::DET | class::POSS)
                && !t.name
                && !self.tag(k - 1).is(class::PREP | class::DET | class::CONJ | class::TO)
        });
        fresh.unwrap_or(first)
    }

    /// Where the noun phrase that begins at `start` ends, at the latest at `ceiling`.
    pub fn noun_phrase_after(&self, start: usize, ceiling: usize) -> Option<usize> {
        let ceiling = ceiling.min(start + LONGEST);
        let first = self.tag(start);
        if start >= ceiling || first.mark != Mark::None {
            return None;
        }
        if !first.name && first.is(class::SUBJ | class::OBJ | class::PRON) && !first.is(class::POSS | class::NUM) {
            return Some(start + 1);
        }
        let opens = first.open_class()
            || first.is(class::DET | class::POSS | class::NUM)
            || first.is(class::ED | class::ING) && self.tag(start + 1).open_class();
        if !opens {
            return None;
        }
        let (mut i, mut relative) = (start, false);
        while i < ceiling {
            let Some(next) = self.step_after(i, start, ceiling, &mut relative) else { break };
            i = next;
        }
        (i > start).then_some(i)
    }

    fn step_after(&self, i: usize, start: usize, ceiling: usize, relative: &mut bool) -> Option<usize> {
        let t = self.tag(i);
        let next = self.tag(i + 1);
        match t.mark {
            Mark::None | Mark::Joint => {}
            Mark::LeftParen => return (i + 1..ceiling.min(i + 12)).find(|&k| self.tag(k).mark == Mark::RightParen).map(|k| k + 1),
            Mark::Stop => return (self.is_abbreviated(i) && i + 1 < ceiling && i > start).then_some(i + 1),
            Mark::Comma => {
                *relative = false;
                return self.insert_after(i, ceiling);
            }
            _ => return None,
        }
        if i > start && !*relative && self.date_from(i).is_some() && !self.tag(i - 1).is(class::PREP | class::DET | class::POSS) {
            return None;
        }
        if t.mark == Mark::Joint || t.name || t.bits == 0 || t.is(class::NUM) || t.genitive || *relative {
            return Some(i + 1);
        }
        if t.is(class::REL) && !t.is(class::THAT) && i > start {
            *relative = true;
            return Some(i + 1);
        }
        if self.finite(i) || t.is(class::MODAL | class::SUBJ | class::THAT | class::SUB | class::WH | class::NEG) && !t.is(class::PREP | class::DET) {
            return None;
        }
        // "residents say rebels": the plain form after a plural.
        if i > start && self.is_word(i, words!["say", "think", "believe"]) && self.plural_end(&(start..i)) && !self.noun_context(i) {
            return None;
        }
        // "told AFP it was": a phrase of its own.
        if i > start && t.is(class::OBJ | class::PRON) && !t.is(class::POSS) && !self.is_in(i, list::REFLEXIVE) {
            return None;
        }
        if t.is(class::DET | class::POSS) {
            let after = i == start || self.tag(i - 1).is(class::PREP | class::DET | class::CONJ | class::TO);
            return after.then_some(i + 1);
        }
        if t.is(class::ED) {
            // "figures released recently by the bank", "released on Monday by"
            let dated =
                self.date_from(i + 1).or_else(|| self.date_from(i + 2)).map(|(d, _)| d.end).filter(|&d| self.is_word(d, words!["by"]) && d < ceiling);
            if let Some(by) = dated.filter(|_| i > start && self.noun_like(i - 1)) {
                return Some(by + 1);
            }
            let counted = i == start + 1 && self.tag(start).is(class::NUM) && next.open_class() && !next.name;
            let modifies = i == start || counted || self.noun_context(i) || self.tag(i - 1).is(class::ADV | class::CONJ) || next.is(class::PREP);
            return modifies.then_some(i + 1);
        }
        if t.is(class::ING) {
            // "Chilean mining minister Rodrigo Lagos"
            let within = i > start && self.tag(i - 1).name && next.open_class() && !next.name && !self.is_cue(i);
            // "a local monitoring group"
            let described = i > start && next.open_class() && (self.is_in(i - 1, list::RANK) || self.looks_adjectival(i - 1)) && self.article(start);
            return (i == start || self.noun_context(i) || next.is(class::PREP) || within || described).then_some(i + 1);
        }
        if t.is(class::PREP | class::TO) {
            return self.preposition_attaches(i, ceiling).then_some(i + 1);
        }
        if t.is(class::CONJ) {
            let nominal = next.open_class() || next.is(class::DET | class::POSS | class::NUM);
            let clause = (i + 1..ceiling.min(i + 12))
                .take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).is(class::THAT))
                .any(|k| self.finite(k) || self.tag(k).is(class::ED));
            return (nominal && !clause && self.is_word(i, words!["and", "or"])).then_some(i + 1);
        }
        if t.is(class::ADV) {
            return (i + 1 < ceiling && (next.open_class() || next.is(class::ED)) && self.noun_context(i)).then_some(i + 1);
        }
        Some(i + 1)
    }

    /// "a spokesman for the ministry" goes on, "the minister in a statement", "on Sunday" and "to reporters" do not.
    fn preposition_attaches(&self, i: usize, ceiling: usize) -> bool {
        let infinitive = self.tag(i).is(class::TO) && self.is_word(i + 1, words!["be", "have"]);
        // "of recent polls": a date that modifies a noun.
        let dated = self.date_from(i + 1).is_some_and(|(d, _)| !(d.end < ceiling && self.tag(d.end).open_class() && !self.tag(d.end).name));
        if infinitive || dated || self.occasion(i, ceiling).is_some() {
            return false;
        }
        self.is_in(i, list::ATTACHING)
    }
}
