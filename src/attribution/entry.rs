//! One cue as the rules see it.

use std::sync::Arc;

use super::small::Lemmas;
use crate::{
    model::{Act, AttributionType, Polarity},
    vocabulary::WordId,
};

/// The part of speech of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Verb,
    Noun,
    Adjective,
    Preposition,
}

/// What a cue does in speaking.
#[derive(Debug, PartialEq)]
pub(super) struct Manner {
    pub kind: AttributionType,
    pub act: Act,
    pub polarity: Polarity,
}

impl Manner {
    /// The one of those known that is the same, or else this one, known from now on.
    pub fn shared(known: &mut Vec<Arc<Manner>>, manner: Manner) -> Arc<Manner> {
        if let Some(same) = known.iter().find(|same| ***same == manner) {
            return same.clone();
        }
        let new = Arc::new(manner);
        known.push(new.clone());
        new
    }
}

/// One row of the table of cues. It is small, since all of them are to stay in the processor's cache.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub part: Part,
    /// The lemma's place in the list of those that rules ask for and one more, or 0.
    pub number: u8,
    pub traits: u8,
    /// Share of the word's uses that attribute, in hundredths.
    pub prior: u8,
    pub frames: u32,
    /// The lemma's first word.
    pub head: WordId,
    /// The lemma's place in the lexicon.
    pub lemma: u32,
    /// The same for many cues.
    pub manner: Arc<Manner>,
}

/// The past of a cue looks like the base (`read`).
pub(super) const PAST_LIKE_BASE: u8 = 1;
/// What follows the lemma is asked for (`call for`).
pub(super) const ENDS_IN_FOR: u8 = 2;

impl Entry {
    /// Whether a word is the first one of the lemma.
    #[inline]
    pub fn is_base(&self, word: WordId) -> bool {
        self.head == word && word.is_known()
    }

    /// Whether the past looks like the base (`read`).
    #[inline]
    pub fn past_like_base(&self) -> bool {
        self.traits & PAST_LIKE_BASE != 0
    }

    /// Whether the lemma ends in "for" (`call for`).
    pub fn ends_in_for(&self) -> bool {
        self.traits & ENDS_IN_FOR != 0
    }

    /// Share of the word's uses that attribute, from 0 to 1.
    pub fn prior(&self) -> f32 {
        f32::from(self.prior) / 100.0
    }

    /// Whether the lemma is one of some.
    #[inline]
    pub fn is(&self, lemmas: Lemmas) -> bool {
        lemmas.has(self.number)
    }

    #[inline]
    pub fn takes(&self, frames: u32) -> bool {
        self.frames & frames != 0
    }
}
