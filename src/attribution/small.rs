//! The words, most of them small, that rules ask for by name: numbered, so that no text is compared.

/// At most 127 words.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "about", "according", "after", "against", "all", "although", "amid", "and", "another", "are", "as", "asked", "at", "be", "because", "before", "believe", "both",
    "but", "by", "came", "cited", "citing", "condition", "contrary", "course", "denying", "despite", "each", "either", "evidence", "few", "find", "finds", "first", "following",
    "for", "found", "from", "had", "half", "has", "have", "having", "how", "however", "i", "if", "immediately", "impossible", "in", "independently", "is", "it", "it's", "least", "like",
    "little", "more", "most", "much", "neither", "no", "nor", "not", "of", "on", "only", "or", "out", "over", "people", "percent", "pressed", "proof", "put",
    "quoted", "quoting", "said", "say", "says", "second", "so", "some", "something", "speaking", "such", "talking", "telling", "tells", "than",
    "that", "the", "there", "there's", "these", "think", "third", "this", "those", "though", "through", "to", "told", "too", "took", "true", "truth",
    "unable", "unless", "using", "very", "via", "was", "we", "went", "were", "what", "when", "where", "which", "while", "who", "whose", "why",
    "with", "without",
];

const _: () = assert!(SMALL.len() < 128, "their numbers are bits of a set");

/// The lemmas of cues that rules ask for by name, at most 63.
#[rustfmt::skip]
const LEMMAS: &[&str] = &[
    "agree", "allege", "announce", "appeal", "argue", "as cited by", "as quoted by", "as reported by", "as told to", "ask", "assure", "believe", "blame", "brand", "brief", "call",
    "characterise", "characterize", "cite", "citing", "claim", "concede", "confirm", "consider", "contend", "decide", "declare", "decline", "deny", "describe",
    "expect", "fear", "find", "go on", "hear", "hope", "inform", "insist", "know", "label", "maintain", "notify", "per", "presume", "put", "question",
    "quote", "quoting", "recall", "refuse", "remind", "report", "require", "rumor", "rumour", "say", "show", "suspect", "tell", "term", "think", "threaten",
    "understand",
];

const _: () = assert!(LEMMAS.len() < 64, "their numbers are bits of a set");

/// The place of a word in the list of small words and one more, or 0.
pub(super) const fn small(word: &str) -> u8 {
    place(word, SMALL)
}

/// The place of a lemma in the list of lemmas and one more, or 0.
pub(super) const fn lemma(lemma: &str) -> u8 {
    place(lemma, LEMMAS)
}

const fn place(word: &str, list: &[&str]) -> u8 {
    let word = word.as_bytes();
    let mut i = 0;
    while i < list.len() {
        let known = list[i].as_bytes();
        let mut same = 0;
        while same < word.len() && same < known.len() && word[same] == known[same] {
            same += 1;
        }
        i += 1;
        if same == word.len() && same == known.len() {
            return i as u8;
        }
    }
    0
}

/// A set of small words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(u128);

impl Words {
    /// The set of some words, all of them in the list.
    pub const fn of(words: &[&str]) -> Words {
        let (mut set, mut i) = (0, 0);
        while i < words.len() {
            let small = small(words[i]);
            assert!(small > 0, "the list of small words lacks the word");
            set |= 1 << small;
            i += 1;
        }
        Words(set)
    }

    /// Whether the word of that number is one of them.
    #[inline(always)]
    pub const fn has(self, small: u8) -> bool {
        // One word, or words of one half of the list, are told in fewer instructions; the set is known when the program is compiled.
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        if self.0.is_power_of_two() {
            small == self.0.trailing_zeros() as u8
        } else if high == 0 {
            (small < 64) & (low >> (small & 63) & 1 != 0)
        } else if low == 0 {
            (small >= 64) & (high >> (small & 63) & 1 != 0)
        } else {
            let half = if small & 64 == 0 { low } else { high };
            half >> (small & 63) & 1 != 0
        }
    }
}

/// A set of lemmas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lemmas(u64);

impl Lemmas {
    /// The set of some lemmas, all of them in the list.
    pub const fn of(lemmas: &[&str]) -> Lemmas {
        let (mut set, mut i) = (0, 0);
        while i < lemmas.len() {
            let number = lemma(lemmas[i]);
            assert!(number > 0, "the list of lemmas lacks the lemma");
            set |= 1 << number;
            i += 1;
        }
        Lemmas(set)
    }

    /// Whether the lemma of that number is one of them.
    #[inline]
    pub const fn has(self, lemma: u8) -> bool {
        self.0 >> (lemma & 63) & 1 != 0
    }
}

/// The set of some small words, made when the program is compiled.
macro_rules! words {
    [$($word:literal),+ $(,)?] => { const { $crate::attribution::small::Words::of(&[$($word),+]) } };
}
pub(super) use words;

/// The set of some lemmas, made when the program is compiled.
macro_rules! lemmas {
    [$($lemma:literal),+ $(,)?] => { const { $crate::attribution::small::Lemmas::of(&[$($lemma),+]) } };
}
pub(super) use lemmas;
