//! "The claim could not be independently verified": what the article itself will not stand by.

use super::{
    claim::Found,
    lexicon::{class, list, words},
    tag::Mark,
    view::View,
};
use crate::model::Polarity;

/// How far before the verb its negation stands, in tokens.
const REACH: usize = 6;
/// How far a sentence is read, in tokens.
const FAR: usize = 200;

impl View<'_, '_> {
    /// Marks the claims of the sentence that such words follow, and takes the words out of what was claimed. `claims` are in order of their cues.
    pub fn mark_unverified(&self, claims: &mut [Found<'_>]) {
        let mut verifying = &self.tags.verifying[..];
        while let Some(&first) = verifying.first() {
            let Some(s) = self.doc.sentence_of(first as usize) else {
                verifying = &verifying[1..];
                continue;
            };
            let tokens = &self.doc.sentences[s].tokens;
            let (here, rest) = verifying.split_at(verifying.partition_point(|&k| (k as usize) < tokens.end));
            verifying = rest;
            let here = &here[..here.partition_point(|&k| (k as usize) < tokens.start + FAR)];
            let Some(at) = self.doubt(s, here) else { continue };
            // "…, a claim that could not be verified" speaks of its own sentence, a sentence of its own of the one before.
            let from = claims.partition_point(|f| f.sentence < s);
            let remark = self.remark_around(at, self.doc.sentences[s].tokens.start);
            let mut marked = false;
            for found in claims[from..].iter_mut().take_while(|f| f.sentence == s) {
                // "in a claim that could not be verified," stands between cue and content.
                let before = found.content.iter().all(|p| p.start > at);
                if found.extent.start < at && (!before || found.extent.end > at || self.joins_content(found, at)) {
                    marked = true;
                    unverify(found);
                    cut(found, remark);
                }
            }
            if !marked {
                let near = s.saturating_sub(1);
                claims[..from].iter_mut().rev().take_while(|f| f.sentence == near).for_each(unverify);
            }
        }
    }

    /// The content begins with the first words after what was inserted.
    fn joins_content(&self, found: &Found<'_>, at: usize) -> bool {
        found.content.first().is_some_and(|p| p.start > at && !(at..p.start).any(|k| self.tag(k).mark == Mark::Stop))
    }

    /// Where the clause begins in which the doubt stands: after a semicolon, ", which", ", a claim that", ", but".
    fn remark_around(&self, at: usize, floor: usize) -> Option<usize> {
        let opens = |k: usize| {
            let next = k + 1;
            match self.tag(k).mark {
                Mark::Semicolon | Mark::Dash => true,
                Mark::Comma => {
                    self.is_word(next, words!["which", "but", "although", "though", "and"])
                        || self.taken_up(k).is_some()
                        || self.is_in(next, list::INDEFINITE)
                        || self.tag(next).is(class::DET | class::ADV)
                }
                _ => false,
            }
        };
        (floor + 1..at).rev().find(|&k| opens(k))
    }

    /// Where the sentence says that something could not be verified, in one of some words.
    fn doubt(&self, sentence: usize, verifying: &[u32]) -> Option<usize> {
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        verifying.iter().map(|&k| k as usize).filter(|&k| self.tag(k).is(class::VERIFYING) && !self.tag(k).quoted).find(|&k| {
            let before = || (tokens.start.max(k.saturating_sub(REACH))..k).rev().take_while(|&b| self.tag(b).mark == Mark::None);
            if self.is_in(k, list::PROOF) {
                // "There was no independent confirmation", "without providing evidence".
                let absent = before()
                    .any(|b| self.is_word(b, words!["without"]) || self.is_word(b, words!["no"]) && !self.is_word(k, words!["proof", "evidence"]));
                return absent
                    && !before().any(|b| {
                        self.is_word(b, words!["found", "finds", "find", "is", "said", "says"]) && self.is_word(k, words!["evidence", "proof"])
                    });
            }
            let negated = || before().any(|b| self.tag(b).is(class::NEG) || self.is_word(b, words!["unable", "impossible"]));
            let can = || before().any(|b| self.is_in(b, list::ABILITY));
            // What others could not confirm: "could not be established", "AFP could not confirm"; not "could not confirm his age".
            let passive = self.tag(k - usize::from(k > 0)).is(class::BE) || k > 1 && self.tag(k - 1).is(class::ADV) && self.tag(k - 2).is(class::BE);
            let of_it = || self.tag(k + 1).mark != Mark::None || self.is_word(k + 1, words!["this", "these", "those", "the", "that", "it", "either"]);
            let sure = self.is_in(k, list::VERIFYING)
                || before().any(|b| self.is_word(b, words!["independently", "immediately"]))
                || can() && (passive || of_it() && self.is_text(k, &["confirm", "confirmed", "substantiate"]));
            sure && negated()
        })
    }
}

/// Takes what follows `from` out of the content.
fn cut(found: &mut Found<'_>, from: Option<usize>) {
    let Some(from) = from else { return };
    for part in found.content.iter_mut().filter(|p| p.start < from) {
        part.end = part.end.min(from);
    }
}

fn unverify(found: &mut Found<'_>) {
    if *found.polarity == Polarity::Asserted {
        found.polarity = &Polarity::Unverified;
    }
}
