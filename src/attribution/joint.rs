//! Speakers who are named together after a clause, into which the noun phrase before their verb reaches.

use std::ops::Range;

use super::{
    lexicon::{class, words},
    tag::Mark,
    view::View,
};

impl View<'_, '_> {
    /// "… of the unions, teachers and officials told the paper", "killing 12 and wounding 30, army and hospital sources said": the comma after the clause.
    pub(super) fn joint_speakers(&self, source: &Range<usize>, floor: usize) -> Option<usize> {
        let is_and = |k: usize| self.is_word(k, words!["and"]);
        let last = source.clone().rev().find(|&k| is_and(k))?;
        let object = |k: usize| self.tag(k).is(class::NUM | class::DET | class::POSS);
        // "a village, killing 30 people, officials and survivors", "Hassan, accused of spying,": no speaker begins there.
        let participle = |k: usize| {
            let t = self.tag(k);
            !t.name && (t.is(class::ED | class::ING | class::REL) || self.ends(k, b"ing") && object(k + 1))
        };
        let speaks = |comma: &usize| !participle(comma + 1) && !self.tag(comma + 1).is(class::CONJ) && !self.article(comma + 1);
        let mut commas = (source.start + 1..last).filter(|&k| self.tag(k).mark == Mark::Comma).filter(speaks);
        let first = commas.next()?;
        // "his wife and two sons, residents and police": an "and" has ended the list before.
        let ended = Some(commas.next_back().unwrap_or(first)).filter(|&comma| (source.start..comma).any(is_and));
        let comma = ended.unwrap_or(first);
        let goes_on = match source.start.checked_sub(1).filter(|_| source.start > floor).map(|before| self.tag(before).mark) {
            None | Some(Mark::None) => true,
            Some(Mark::Comma) => ended.is_some() || participle(source.start),
            Some(_) => false,
        };
        // "Clashes erupted in Goma, police and residents said": no list of three.
        let acts = |k: usize| self.tag(k).mark == Mark::None && self.tag(k).is(class::ED) && !self.tag(k).name;
        let clause = || if source.start > floor { self.verb_in(floor, source.start) } else { (floor + 1..comma).any(acts) };
        let quoted = || (floor..comma).any(|k| self.tag(k).quoted);
        (goes_on && clause() && !quoted()).then_some(comma)
    }

    /// "The UN, the EU and NATO said": where the list begins whose later members the phrase `source` is; an article after its commas had ended the phrase.
    pub(super) fn list_before(&self, source: &Range<usize>, floor: usize) -> usize {
        let joined = source.clone().any(|k| self.is_word(k, words!["and"]));
        let mut start = source.start;
        while joined && start > floor + 1 && self.tag(start - 1).mark == Mark::Comma && self.article(start) {
            let Some(member) = self.member_before(start - 1, floor) else { break };
            start = member;
        }
        start
    }

    /// The first token of a name or of a noun with its article that stands between a comma and what opens the clause, a quotation or another comma.
    fn member_before(&self, comma: usize, floor: usize) -> Option<usize> {
        /// A member has no more tokens.
        const LONGEST: usize = 6;
        let noun = |k: usize| {
            let t = self.tag(k);
            t.mark == Mark::Joint || t.mark == Mark::None && !t.quoted && (t.name || self.article(k) || t.open_class() && !self.finite(k))
        };
        let first = (floor.max(comma.saturating_sub(LONGEST))..comma).rev().take_while(|&k| noun(k)).last()?;
        let opens = first == floor || matches!(self.tag(first - 1).mark, Mark::Close | Mark::Comma);
        let last = self.tag(comma - 1);
        (opens && (self.tag(first).name || self.article(first)) && (last.name || last.open_class()) && self.date_from(first).is_none())
            .then_some(first)
    }
}
