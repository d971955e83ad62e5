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
}
