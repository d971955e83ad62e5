//! Nouns that have meant somebody else since an actor was named.

use super::{
    Choice,
    discourse::{Discourse, FAR, Said},
};
use crate::{mention::faction::class, token::Kind};

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

    /// "a union", "the teachers' union", where the noun ends its phrase: "a tea party activist" and "a party's platform" introduce none.
    fn introduces(&self, noun: usize) -> bool {
        /// How many tokens stand between an article and the noun at most, and the noun with them.
        const FROM: usize = 3;
        let tokens = &self.doc.tokens;
        let owns = |i: usize| tokens[i].core() < tokens[i].end() || matches!(self.text(i), "'" | "\u{2019}");
        let new = (noun.saturating_sub(FROM)..noun).any(|i| self.evidence.has(i, class::SINGULAR_BARRED)) || noun > 0 && owns(noun - 1);
        let after = class::PREPOSITIONS.or(class::AUXILIARIES).or(class::CONJUNCTIONS).or(class::PASTS);
        let ends =
            tokens.get(noun + 1).is_none_or(|t| t.kind == Kind::Mark) || self.text(noun + 1).ends_with("ed") || self.evidence.has(noun + 1, after);
        new && ends && !tokens[noun].capital && !owns(noun)
    }
}
