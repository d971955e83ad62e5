//! The classes of every token, and where it stands: sentence and quotation.

use super::lexicon::{Lexicon, class};
use crate::{
    document::Document,
    token::{Gap, Kind, Token},
    vocabulary::WordId,
};

/// Marks between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word or number.
    None,
    Comma,
    Colon,
    Semicolon,
    /// A dash between words, not a hyphen within one.
    Dash,
    Open,
    Close,
    LeftParen,
    RightParen,
    /// A full stop, question or exclamation mark.
    Stop,
    /// A hyphen or other mark within a word.
    Joint,
}

/// What the rules see of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub bits: u32,
    pub mark: Mark,
    /// The outermost quotation it stands in, marks included.
    pub quote: Option<u32>,
    /// Capitalised, and not only because it opens a sentence.
    pub name: bool,
    /// The token is a possessive (`Syria's`).
    pub genitive: bool,
    /// It stands in a headline that capitalises every word, so that a capital proves nothing.
    pub headline: bool,
}

impl Tag {
    #[inline]
    pub fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// A word that none of the closed classes or verb forms claims: a noun or adjective, most likely.
    #[inline]
    pub fn open_class(&self) -> bool {
        const KNOWN: u32 = class::DET
            | class::POSS
            | class::SUBJ
            | class::OBJ
            | class::PREP
            | class::CONJ
            | class::SUB
            | class::THAT
            | class::WH
            | class::AUX
            | class::NEG
            | class::TO
            | class::ADV
            | class::FINITE
            | class::ED
            | class::ING
            | class::PRON;
        self.mark == Mark::None && (self.name || !self.is(KNOWN))
    }
}

/// Tags every token of the document.
pub(super) fn tag(lexicon: &Lexicon, doc: &Document<'_>) -> Vec<Tag> {
    let text = doc.text.as_bytes();
    let first_look = |(i, (token, &word)): (usize, (&Token, &WordId))| {
        let genitive = token.core() < token.end();
        let mut tag = Tag { bits: 0, mark: Mark::None, quote: None, name: false, genitive, headline: false };
        match token.kind {
            Kind::Word => {
                tag.bits = lexicon.classes(doc.vocabulary, word, text.get(token.start()..token.core()).unwrap_or_default());
                // "it's" is a clause, not a possessive.
                tag.genitive &= tag.bits & (class::SUBJ | class::PRON | class::REL | class::WH) == 0;
                if tag.genitive {
                    let word = text.get(token.start()..token.core()).unwrap_or_default();
                    tag.genitive &= ![&b"there"[..], b"here"].iter().any(|w| w.eq_ignore_ascii_case(word));
                }
                tag.name = token.capital;
                // "David A. Ellwood": an initial.
                let initial = || {
                    let named = i.checked_sub(1).and_then(|p| doc.tokens.get(p)).is_some_and(|t| t.capital);
                    named && doc.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".")
                };
                if token.capital && token.end() - token.start() == 1 && initial() {
                    tag.bits = 0;
                }
            }
            Kind::Number => tag.bits = class::NUM,
            Kind::Mark => {
                let joined = token.gap == Gap::None && doc.tokens.get(i + 1).is_some_and(|next| next.gap == Gap::None);
                let capital = |at: Option<usize>| at.and_then(|at| doc.tokens.get(at)).is_some_and(|t| t.capital);
                // "the Council on American - Islamic Relations": the space is a typesetter's.
                let within = || {
                    let governed = i.checked_sub(2).and_then(|p| doc.tokens.get(p)).is_some_and(|t| matches!(t.text(doc.text), "of" | "on" | "for"));
                    governed && capital(i.checked_sub(1)) && capital(Some(i + 1)) && capital(Some(i + 2))
                };
                let mark_text = text.get(token.start()..token.end()).unwrap_or_default();
                // "a government- owned paper": the space is a typesetter's.
                let split = || {
                    let small = |at: usize| doc.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && !t.capital);
                    token.gap == Gap::None && small(i + 1) && i.checked_sub(1).is_some_and(small)
                };
                tag.mark = mark(mark_text, joined || mark_text == b"-" && (within() || split()));
            }
        }
        tag
    };
    let mut tags: Vec<Tag> = doc.tokens.iter().zip(&doc.words).enumerate().map(first_look).collect();
    // Only outermost quotations count; single marks are outermost where the paper quotes with them.
    let mut outer = 0;
    for (q, quoted) in doc.quotations.iter().enumerate() {
        if quoted.span.start < outer {
            continue;
        }
        outer = quoted.span.end;
        for i in quoted.tokens.clone() {
            let (Some(tag), Some(token)) = (tags.get_mut(i), doc.tokens.get(i)) else { break };
            tag.quote = Some(q as u32);
            if token.end() <= quoted.inner.start {
                tag.mark = Mark::Open;
            } else if token.start() >= quoted.inner.end {
                tag.mark = Mark::Close;
            }
        }
    }
    settle_compounds(doc, &mut tags);
    for sentence in &doc.sentences {
        settle_first_word(doc, &mut tags, sentence.tokens.clone());
    }
    tags
}

/// The parts of "state-run" and "pro-government" are neither verbs nor prepositions.
fn settle_compounds(doc: &Document<'_>, tags: &mut [Tag]) {
    let joined = |i: usize| doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    for i in 1..tags.len().saturating_sub(1) {
        let joint = tags[i].mark == Mark::Joint && tags[i - 1].mark == Mark::None && tags[i + 1].mark == Mark::None;
        // "are $40" is no compound.
        if joint && tags[i].bits == 0 && joined(i) && joined(i + 1) {
            const NOUNS: u32 = class::DOCUMENT | class::LISTENER | class::MEDIUM | class::NUM;
            tags[i - 1].bits &= NOUNS;
            tags[i + 1].bits &= NOUNS;
        }
    }
}

/// Four words or more, nearly all of them capitalised.
fn is_headline(doc: &Document<'_>, tags: &[Tag], range: std::ops::Range<usize>) -> bool {
    const READ: usize = 40;
    let (mut words, mut long, mut small) = (0, 0, 0);
    let read = range.start..range.end.min(range.start + READ);
    let (Some(tags), Some(tokens)) = (tags.get(read.clone()), doc.tokens.get(read)) else { return false };
    for (_, token) in tags.iter().zip(tokens).filter(|(tag, _)| tag.mark == Mark::None) {
        words += 1;
        if token.end() - token.start() > 3 {
            long += 1;
            small += usize::from(!token.capital);
        }
        // Too many even if all others had capitals.
        if small > READ / 10 {
            return false;
        }
    }
    words >= 4 && long >= 3 && small * 10 <= long
}

/// The capital of a sentence's first word proves nothing: it is a name only if no class claims the word.
fn settle_first_word(doc: &Document<'_>, tags: &mut [Tag], range: std::ops::Range<usize>) {
    let first = range.clone().find(|&i| tags.get(i).is_some_and(|t| t.mark == Mark::None));
    // "Boeing acknowledged": only its ending makes a verb form of the word.
    let acts = first.and_then(|i| tags.get(i + 1)).is_some_and(|t| t.mark == Mark::None && t.is(class::ED | class::FINITE | class::MODAL));
    // "Repeated calls went unheard": what could be a noun is one.
    let noun = first.and_then(|i| doc.tokens.get(i + 1)).is_some_and(|t| t.text(doc.text).ends_with('s'))
        && first.is_none_or(|i| doc.tokens.get(i + 1).is_none_or(|t| t.text(doc.text) != "says"));
    // "Kelly said": no adverb stands alone before the verb.
    let says = first.and_then(|i| tags.get(i + 1)).is_some_and(|t| t.is(class::FINITE) && !t.is(class::AUX));
    // "WHO said": letters, not the pronoun.
    let letters = first.and_then(|i| doc.tokens.get(i)).is_some_and(|t| t.caps && t.end() - t.start() > 1);
    if let Some(tag) = first.and_then(|i| tags.get_mut(i)) {
        if acts && (tag.bits == class::ING || tag.bits == class::ED && !noun || tag.bits == class::ADV && says)
            || letters && tag.is(class::REL | class::OBJ) && !tag.is(class::DET | class::POSS)
        {
            tag.bits = 0;
        }
        tag.name &= tag.bits == 0;
    }
    let headline = is_headline(doc, tags, range.clone());
    for i in range {
        // "I" and capitalised function words ("The", "That") inside titles are no names.
        let Some(tag) = tags.get_mut(i) else { break };
        if !tag.name && !headline {
            continue;
        }
        let caps = doc.tokens.get(i).is_some_and(|t| t.caps);
        const FUNCTION: u32 = class::DET
            | class::POSS
            | class::SUBJ
            | class::OBJ
            | class::PREP
            | class::CONJ
            | class::SUB
            | class::THAT
            | class::TO
            | class::BE
            | class::PRON
            | class::WH;
        if tag.name && !caps && tag.is(FUNCTION) {
            tag.name = false;
        }
        if headline {
            tag.headline = true;
            tag.name &= tag.bits == 0;
            continue;
        }
        // A capitalised "Said" or "Hoping" in mid-sentence is part of a name.
        if tag.name && tag.is(class::ADV | class::ED | class::ING | class::FINITE | class::BASE | class::MODAL | class::NUM) {
            tag.bits &= class::DOCUMENT | class::LISTENER;
        }
    }
}

fn mark(text: &[u8], joined: bool) -> Mark {
    match text {
        b"," => return Mark::Comma,
        b":" => return Mark::Colon,
        b";" => return Mark::Semicolon,
        b"(" | b"[" => return Mark::LeftParen,
        b")" | b"]" => return Mark::RightParen,
        b"." | b"?" | b"!" => return Mark::Stop,
        _ => {}
    }
    match std::str::from_utf8(text).unwrap_or_default() {
        "…" => Mark::Stop,
        "—" | "―" => Mark::Dash,
        "-" | "–" | "‐" | "‑" | "−" if joined => Mark::Joint,
        "-" | "–" | "−" => Mark::Dash,
        _ => Mark::Joint,
    }
}
