//! Nouns that have meant somebody else since an actor was named.

use super::{
    Choice,
    discourse::{Discourse, FAR, Said},
};
use crate::{mention::faction::class, resolve::introduced::introduces};

impl Discourse<'_> {
    /// "The European Union met. The teachers' union went on strike. The union said": another of that noun was introduced since, in a sentence that does
    /// not speak of the first.
    pub(super) fn is_newer(&self, choice: &Choice<'_>, known: &Said) -> bool {
        /// How many tokens are looked at.
        const NEAR: usize = 80;
        let noun = choice.candidate.last - 1;
        let word = self.doc.words[noun].id();
        let spoken = |sentence: usize| {
            let said = self.said.iter().rev().take(FAR).take_while(|s| s.sentence >= sentence);
            said.filter(|s| s.sentence == sentence).any(|s| s.identity == known.identity)
        };
        let mut others = (known.first.max(noun.saturating_sub(NEAR))..choice.candidate.first).rev();
        others.any(|i| {
            let newer = || self.doc.sentence_of(i).is_some_and(|sentence| sentence > known.sentence && !spoken(sentence));
            self.doc.words[i].id() == word && self.introduces(i) && newer()
        })
    }

    fn introduces(&self, noun: usize) -> bool {
        let after = class::PREPOSITIONS.or(class::AUXILIARIES).or(class::CONJUNCTIONS).or(class::PASTS).or(class::TIMES);
        introduces(self.doc, noun, |i| self.evidence.has(i, class::SINGULAR_BARRED), |i| self.evidence.has(i, after))
    }
}
