//! One sentence's claims set against each other: content ends where another attribution of the same rank begins.

use super::{
    claim::Found,
    lexicon::{class, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};

impl View<'_, '_> {
    /// Cuts the contents of earlier claims of the sentence where `new` shows them to end, and the other way round.
    pub fn trim<'l>(&self, earlier: &mut [Found<'l>], new: &mut Found<'l>) {
        for old in earlier.iter_mut().rev().take_while(|f| f.sentence == new.sentence) {
            let postposed = new.content.first().is_some_and(|c| c.start < new.extent.start);
            if new.source.as_ref().is_some_and(|s| s.contains(&old.cue.start)) {
                // The earlier cue stands in a relative clause of this one's subject.
                self.end_before(old, new.source.as_ref().map_or(new.extent.start, |s| s.end));
            } else if new.joined {
                self.end_before(old, self.joint_before(new.extent.start));
            } else if postposed && new.content.first().is_some_and(|c| c.start <= old.extent.start) {
                cut_out(old, new.extent.start, new.extent.end);
                // "…, he said after talks in Belgrade": what follows is content of both or of neither.
                let own = |p: &std::ops::Range<usize>| new.content.iter().any(|c| c.start < p.end && p.start < c.end);
                // "…, an agency reported, citing sources": no more of it.
                let cited = |p: &std::ops::Range<usize>| self.is_in(p.start + 1, list::CITING) && self.tag(p.start).mark == Mark::Comma;
                // "…, according to an official, who added that"
                let of_source = |p: &std::ops::Range<usize>| {
                    self.is_word(p.start + 1, words!["who"]) && (p.start + 2..p.start + 5).any(|k| self.is_cue(k)) && !own(p)
                };
                old.content.retain(|p| p.start < new.extent.end || self.tag(p.start).mark != Mark::None && !of_source(p) && !cited(p) || own(p));
            } else if self.clause_joint(new.extent.start) && !self.is_embedded(new) {
                self.end_before(old, self.joint_before(new.extent.start));
            }
            // Content before a later cue starts anew where the earlier attribution ended, unless it covers all of it.
            if postposed && old.content.iter().any(|c| c.end <= old.extent.start) {
                for part in &mut new.content {
                    if part.start < old.extent.end && part.end > old.extent.end {
                        part.start = old.extent.end;
                    }
                }
            }
        }
        for old in earlier.iter_mut().rev().take_while(|f| f.sentence == new.sentence) {
            self.tidy(old);
        }
        self.tidy(new);
    }

    /// "…, and", "…, while", ";": the words before a cue's subject that join clauses of one rank.
    fn clause_joint(&self, at: usize) -> bool {
        let Some(p) = at.checked_sub(1) else { return false };
        let t = self.tag(p);
        if t.mark == Mark::Semicolon {
            return true;
        }
        // ", which she called"
        let relative = t.mark == Mark::None && t.is(class::REL) && !t.is(class::THAT);
        let comma = p.checked_sub(1).is_some_and(|b| self.tag(b).mark == Mark::Comma || self.tag(b).mark == Mark::Close);
        // ", and when asked about it, he said"
        if t.mark == Mark::Comma {
            return self.joined_clause_before(p).is_some();
        }
        t.mark == Mark::None
            && (relative && comma
                || (self.is_in(p, list::CONTRAST) || self.is_word(p, words!["but"]))
                || comma && (t.is(class::CONJ) || self.is_word(p, words!["as", "after", "before", "when"])))
    }

    /// "the bill, which he has promised to sign, is good": a relative clause after which the clause it stands in goes on with its verb.
    fn is_embedded(&self, found: &Found<'_>) -> bool {
        let relative = found.extent.start.checked_sub(1).is_some_and(|p| self.tag(p).mark == Mark::None && self.tag(p).is(class::REL));
        let end = found.content.last().map_or(0, |c| c.end);
        relative
            && found.rule != Rule::RelativeGap
            && self.tag(end).mark == Mark::Comma
            && (self.finite(end + 1) || self.tag(end + 1).is(class::AUX | class::ED))
    }

    /// ", and when asked about it,": the comma before the conjunction, if a clause that one opens ends at the comma `end`.
    fn joined_clause_before(&self, end: usize) -> Option<usize> {
        (end.saturating_sub(18).max(2)..end)
            .rev()
            .take_while(|&k| !matches!(self.tag(k).mark, Mark::Comma | Mark::Stop | Mark::Semicolon))
            .find(|&k| {
                let opens = self.is_in(k, list::OPENING) || self.is_word(k, words!["asked", "pressed"]);
                opens && self.tag(k - 1).is(class::CONJ) && self.tag(k - 2).mark == Mark::Comma
            })
            .map(|k| k - 2)
    }

    /// The first token of what joins a clause to the one before: comma, conjunction, or both.
    fn joint_before(&self, at: usize) -> usize {
        let mut start = at;
        if let Some(comma) = at.checked_sub(1).filter(|&p| self.tag(p).mark == Mark::Comma).and_then(|p| self.joined_clause_before(p)) {
            return comma;
        }
        let mut joining = class::CONJ | class::SUB | class::ADV | class::REL;
        for _ in 0..3 {
            let Some(p) = start.checked_sub(1) else { break };
            let t = self.tag(p);
            let joins = matches!(t.mark, Mark::Comma | Mark::Semicolon | Mark::Dash)
                || t.mark == Mark::None && (t.is(joining) && !t.is(class::THAT) && !t.name);
            if !joins {
                break;
            }
            // "20 drones were shot down; Moscow said", but "; however, Moscow said"
            if t.mark != Mark::None && start.checked_sub(3).is_some_and(|b| self.tag(b).mark == Mark::None) {
                return p;
            }
            // "said a device went off and suggested": the adverb belongs to what was said.
            if self.is_word(p, words!["and", "or", "but", "while"]) {
                joining &= !class::ADV;
            }
            start = p;
        }
        start
    }

    fn end_before(&self, found: &mut Found<'_>, at: usize) {
        let Some(last) = found.content.last_mut() else { return };
        if last.start < at && at < last.end {
            last.end = at;
        }
    }

    /// No part is empty, begins with a comma or ends with one.
    fn tidy(&self, found: &mut Found<'_>) {
        for part in &mut found.content {
            while part.start < part.end && matches!(self.tag(part.start).mark, Mark::Comma | Mark::Semicolon | Mark::Dash | Mark::Colon) {
                part.start += 1;
            }
            while part.start < part.end && matches!(self.tag(part.end - 1).mark, Mark::Comma | Mark::Semicolon | Mark::Dash | Mark::Colon) {
                part.end -= 1;
            }
        }
        found.content.retain(|c| !c.is_empty());
    }
}

/// Takes the tokens of another attribution out of content.
fn cut_out(found: &mut Found<'_>, start: usize, end: usize) {
    let mut parts = Vec::with_capacity(found.content.len() + 1);
    for part in found.content.drain(..) {
        if part.start < start && end < part.end {
            parts.push(part.start..start);
            parts.push(end..part.end);
        } else if part.start < start && start < part.end {
            parts.push(part.start..start);
        } else if start <= part.start && part.end <= end {
        } else if part.start < end && end < part.end && start <= part.start {
            parts.push(end..part.end);
        } else {
            parts.push(part);
        }
    }
    found.content = parts;
}
