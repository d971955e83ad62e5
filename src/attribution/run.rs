//! Quotations that no cue stands beside: they go on from the one before, or take its speaker.

use std::ops::Range;

use super::{
    claim::{Found, Via},
    lexicon::{Entry, class, lemmas},
    rule::Rule,
    tag::Mark,
    view::View,
};

/// A quotation of fewer words than this is a term, not an utterance.
const UTTERANCE: usize = 2;

impl View<'_, '_> {
    /// Gives every whole-sentence quotation that has no cue to the speaker before it. `claims` are in order of their cues.
    pub fn run_on<'l>(&self, claims: &mut Vec<Found<'l>>, state: &'l Entry) {
        let doc = self.doc;
        let mut owner: Vec<Option<usize>> = vec![None; doc.quotations.len()];
        for (c, found) in claims.iter_mut().enumerate() {
            for part in &mut found.content {
                let closing = part.end.checked_sub(1).and_then(|k| self.quotation(k));
                let opening = self.quotation(part.start);
                for q in [opening, closing].into_iter().flatten() {
                    let quoted = &doc.quotations[q];
                    // `"BERG: We will leave.`
                    let labelled = quoted.tokens.start + 1 == found.extent.start && self.tag(found.extent.start).quoted;
                    if labelled {
                        owner[q] = Some(c);
                    }
                    if part.contains(&quoted.tokens.start) {
                        owner[q] = Some(c);
                        part.end = part.end.max(quoted.tokens.end);
                    }
                }
            }
        }
        // One that is not closed goes on in the next paragraph, where its speaker may be named.
        for pair in self.tags.outermost.windows(2).rev() {
            let (q, next) = (pair[0] as usize, pair[1] as usize);
            if let Some(c) = owner[next].filter(|_| owner[q].is_none() && doc.quotations[q].continues) {
                owner[q] = Some(c);
                claims[c].content.push(doc.quotations[q].tokens.clone());
            }
        }
        // The parts, so that no quotation inside one is taken for a free one.
        let mut taken: Vec<(usize, usize)> = Vec::new();
        if self.tags.outermost.iter().any(|&q| owner[q as usize].is_none()) {
            taken.extend(claims.iter().flat_map(|f| f.content.iter().map(|p| (p.start, p.end))));
            taken.sort_unstable();
        }
        let inside = |at: usize| {
            let i = taken.partition_point(|&(start, _)| start <= at);
            taken[..i].iter().rev().take(6).any(|&(_, end)| at < end)
        };
        let mut last: Option<(usize, usize)> = None;
        let (mut more, mut free) = (Vec::new(), Vec::new());
        let mut cue = 0;
        let mut previous: Option<usize> = None;
        for q in self.tags.outermost.iter().map(|&q| q as usize) {
            let quoted = &doc.quotations[q];
            while cue < claims.len() && claims[cue].cue.start < quoted.tokens.start {
                let end = claims[cue].content.iter().map(|p| p.end).max().unwrap_or(0).max(claims[cue].extent.end);
                last = Some((cue, end));
                cue += 1;
            }
            let continued = previous.filter(|&p| doc.quotations[p].continues).and_then(|p| owner[p]);
            previous = Some(q);
            if owner[q].is_some() || inside(quoted.tokens.start) {
                continue;
            }
            if let Some(c) = continued {
                owner[q] = Some(c);
                claims[c].content.push(quoted.tokens.clone());
                continue;
            }
            let words = quoted.tokens.clone().filter(|&k| self.tag(k).mark == Mark::None).count();
            let Some(sentence) = doc.sentence_of(quoted.tokens.start) else { continue };
            let opens = doc.sentences[sentence].tokens.start == quoted.tokens.start;
            let whole = self.whole_sentences(quoted.tokens.end);
            let lead = doc.sentences[sentence].tokens.start..quoted.tokens.start;
            if words < UTTERANCE || !opens && !self.is_short_lead(&lead) || !whole {
                continue;
            }
            let Some((c, _)) = last.filter(|(_, end)| doc.sentence_of(end.saturating_sub(1)).is_some_and(|s| s + 1 >= sentence)) else {
                free.extend(Some(q).filter(|_| opens));
                continue;
            };
            let c = outermost(claims, c);
            let same = doc.sentence_of(claims[c].cue.start).is_some_and(|s| doc.sentences[s].paragraph == doc.sentences[sentence].paragraph);
            let direct = claims[c].content.last().is_some_and(|p| self.tag(p.end - 1).quoted);
            let (c, direct) = match self.direct_beside(claims, c).filter(|_| same && !direct) {
                Some(beside) => (beside, true),
                None => (c, direct),
            };
            // `"…," she said.` and a paragraph that is nothing but her next words.
            let utterance = claims[c].source.is_some() && self.is_direct(&claims[c]) && !self.may_be_answered(&claims[c]);
            if !same && self.asks(&claims[c]) {
                continue;
            }
            if !same && !self.whole_paragraph(sentence, quoted.tokens.end) || !(opens || same && direct) {
                continue;
            }
            owner[q] = Some(c);
            last = Some((c, quoted.tokens.end));
            if same && direct || utterance {
                claims[c].content.push(lead.start..quoted.tokens.end);
            } else if claims[c].source.is_some() {
                let mut follows = alone(state, &claims[c], sentence, quoted.tokens.clone());
                follows.inherited = true;
                follows.rule = Rule::QuotationAfter;
                more.push(follows);
            }
        }
        if !free.is_empty() {
            let mut starts: Vec<(usize, usize)> =
                claims.iter().enumerate().filter_map(|(c, found)| Some((found.content.first()?.start, c))).collect();
            starts.sort_unstable();
            for q in free {
                let after = doc.quotations[q].tokens.end;
                let first = starts.get(starts.partition_point(|&(start, _)| start < after)).filter(|&&(start, _)| start == after);
                more.extend(first.and_then(|&(_, next)| self.speaker_after(&claims[next], state, q)));
            }
        }
        if !more.is_empty() {
            claims.append(&mut more);
            claims.sort_by_key(|f| f.cue.start);
        }
        for found in claims.iter_mut().filter(|found| found.content.len() > 1) {
            found.content.sort_by_key(|p| p.start);
            // A part that took in the rest of a quotation may reach into the next one.
            found.content.dedup_by(|next, part| {
                let overlaps = next.start < part.end;
                part.end = if overlaps { part.end.max(next.end) } else { part.end };
                overlaps
            });
        }
    }

    /// A quotation that is a paragraph, before one that names its speaker after a quotation of its own: that of `next`, whose content follows it.
    fn speaker_after<'l>(&self, next: &Found<'l>, state: &'l Entry, q: usize) -> Option<Found<'l>> {
        let quoted = &self.doc.quotations[q];
        let sentence = self.doc.sentence_of(quoted.tokens.start)?;
        let direct = next.content.first().is_some_and(|p| self.tag(p.start).quoted && p.end <= next.extent.start);
        if !direct || next.source.is_none() || next.inherited || !self.whole_paragraph(sentence, quoted.tokens.end) {
            return None;
        }
        let mut before = alone(state, next, sentence, quoted.tokens.clone());
        before.rule = Rule::QuotationBefore;
        Some(before)
    }

    /// `"…," she said, adding that they had left.`: the claim of the same sentence and speaker that is a direct quotation.
    fn direct_beside(&self, claims: &[Found<'_>], c: usize) -> Option<usize> {
        let (sentence, source) = (claims[c].sentence, claims[c].source.as_ref()?);
        let same = |f: &Found<'_>| f.source.as_ref().is_some_and(|s| s.start == source.start) && f.via.len() == claims[c].via.len();
        (c.saturating_sub(4)..c).rev().take_while(|&b| claims[b].sentence == sentence).find(|&b| same(&claims[b]) && self.is_direct(&claims[b]))
    }

    /// `"Did they shoot?" he asked.`: what follows is the answer.
    fn asks(&self, found: &Found<'_>) -> bool {
        let last = found.content.iter().map(|p| p.end).max().unwrap_or(0);
        found.entry.is(lemmas!["ask"]) || (last.saturating_sub(2)..last).any(|k| self.word(k) == "?")
    }

    /// `"Leave," they told Mariam.`, `"He is dead," she said, as Ali wept.`: somebody else is there who may speak next.
    fn may_be_answered(&self, found: &Found<'_>) -> bool {
        let Some(end) = self.doc.sentences.get(found.sentence).map(|s| s.tokens.end) else { return false };
        let after = found.source.as_ref().map_or(found.cue.end, |s| s.end.max(found.cue.end));
        self.people.get(self.people.partition_point(|p| p.start < after)).is_some_and(|p| p.end <= end)
    }

    /// What is said begins and ends as a quotation; of the parts between, of which there may be many, none was added that is not.
    fn is_direct(&self, found: &Found<'_>) -> bool {
        let opens = found.content.first().is_some_and(|p| self.tag(p.start).quoted);
        opens && found.content.last().is_some_and(|p| self.tag(p.end - 1).quoted)
    }

    /// The quotation from the start of a sentence to `end` is its whole paragraph.
    fn whole_paragraph(&self, sentence: usize, end: usize) -> bool {
        let paragraph = |s: usize| self.doc.sentences.get(s).map(|s| s.paragraph);
        let last = end.checked_sub(1).and_then(|k| self.doc.sentence_of(k)).unwrap_or(sentence);
        let first = sentence.checked_sub(1).and_then(paragraph) != paragraph(sentence);
        first && paragraph(last) == paragraph(sentence) && paragraph(last + 1) != paragraph(sentence)
    }

    /// `Now, "we wait."`, `But "nobody came."`: the few words before a quotation that goes on are the speaker's too.
    fn is_short_lead(&self, lead: &Range<usize>) -> bool {
        let plain = |k: usize| {
            let t = self.tag(k);
            matches!(t.mark, Mark::None | Mark::Comma)
                && !t.name
                && !t.is(class::SUBJ | class::OBJ | class::POSS)
                && !self.finite(k)
                && !self.is_cue(k)
        };
        lead.len() <= 4 && lead.clone().all(plain) && self.doc.tokens.get(lead.start).is_some_and(|t| t.capital)
    }

    /// A quotation that ends at `end` is followed by nothing more in its sentence.
    fn whole_sentences(&self, end: usize) -> bool {
        match end.checked_sub(1).and_then(|k| self.doc.sentence_of(k)) {
            Some(s) => (end..self.doc.sentences[s].tokens.end).all(|k| self.tag(k).mark == Mark::Stop || self.tag(k).mark == Mark::Close),
            None => true,
        }
    }

    /// A direct quotation with nothing but a medium beside it is the medium's report of the speaker before it.
    pub fn inherit(&self, claims: &mut [Found<'_>], is_medium: &dyn Fn(&Range<usize>) -> bool) {
        for c in 1..claims.len() {
            let (head, tail) = claims.split_at_mut(c);
            let found = &mut tail[0];
            let Some(source) = found.source.clone() else { continue };
            let direct = found.content.iter().all(|p| self.tag(p.start).quoted && self.tag(p.end - 1).quoted);
            if !direct || !found.via.is_empty() || found.content.first().is_none_or(|p| p.start > found.extent.start) || !is_medium(&source) {
                continue;
            }
            let first = found.content[0].start;
            let Some(sentence) = self.doc.sentence_of(first) else { continue };
            let earlier = head.iter().rev().take(4).find(|f| {
                !f.cue.start.checked_sub(1).is_some_and(|b| self.tag(b).is(class::HAVE))
                    && f.sentence < sentence
                    && f.sentence + 1 >= sentence
                    && f.source.as_ref().is_some_and(|s| !is_medium(s))
            });
            let Some(speaker) = earlier.and_then(|f| f.source.clone()) else { continue };
            found.via.push(Via { entry: found.entry, source, cue: found.cue.clone() });
            found.source = Some(speaker);
            found.inherited = true;
            found.rule = Rule::InheritedSpeaker;
        }
    }
}

/// A claim of its own by the speaker of `found`.
fn alone<'l>(state: &'l Entry, found: &Found<'l>, sentence: usize, content: Range<usize>) -> Found<'l> {
    let end = content.end..content.end;
    Found {
        entry: state,
        polarity: &state.manner.polarity,
        act: &state.manner.act,
        sentence,
        content: vec![content],
        cue: end.clone(),
        extent: end,
        cueless: true,
        said: None,
        addressee: None,
        ..found.clone()
    }
}

/// The claim in whose content the claim `c` stands, or itself.
fn outermost(claims: &[Found<'_>], c: usize) -> usize {
    let within =
        |outer: &Found<'_>, inner: &Found<'_>| outer.sentence == inner.sentence && outer.content.iter().any(|p| p.contains(&inner.cue.start));
    (c.saturating_sub(6)..c).find(|&o| within(&claims[o], &claims[c])).unwrap_or(c)
}
