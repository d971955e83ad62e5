//! "The claim could not be independently verified": what the article itself will not stand by.

use super::{claim::Found, lexicon::class, phrase::View, tag::Mark};
use crate::model::Polarity;

/// How far before the verb its negation stands, in tokens.
const REACH: usize = 6;

impl View<'_, '_> {
    /// Marks the claims of the sentence that such words follow. `claims` are in order of their cues.
    pub fn mark_unverified(&self, claims: &mut [Found<'_>]) {
        for s in 0..self.doc.sentences.len() {
            let Some(at) = self.doubt(s) else { continue };
            // "…, a claim that could not be verified" speaks of its own sentence, a sentence of its own of the one before.
            let from = claims.partition_point(|f| f.sentence < s);
            let own = claims[from..].iter_mut().take_while(|f| f.sentence == s).filter(|f| f.extent.start < at);
            let mut marked = false;
            for found in own {
                marked = true;
                unverify(found);
            }
            if !marked {
                let near = s.saturating_sub(1);
                claims[..from].iter_mut().rev().take_while(|f| f.sentence == near).for_each(unverify);
            }
        }
    }

    /// Where the sentence says that something could not be verified.
    fn doubt(&self, sentence: usize) -> Option<usize> {
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        tokens.clone().take(200).find(|&k| {
            let t = self.tag(k);
            if !t.is(class::VERIFYING) {
                return false;
            }
            let before = || (tokens.start.max(k.saturating_sub(REACH))..k).rev().take_while(|&b| self.tag(b).mark == Mark::None);
            let negated = || before().any(|b| self.tag(b).is(class::NEG) || self.is_word(b, &["unable", "impossible"]));
            let sure = || self.is_word(k, &["verify", "verified"]) || before().any(|b| self.is_word(b, &["independently", "immediately"]));
            t.quote.is_none() && sure() && negated()
        })
    }
}

fn unverify(found: &mut Found<'_>) {
    if found.polarity == Polarity::Asserted {
        found.polarity = Polarity::Unverified;
    }
}
