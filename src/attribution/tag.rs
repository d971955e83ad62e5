//! The classes of every token, and where it stands: sentence and quotation.

use dateline_gazetteers::schema::Table;

use super::lexicon::{self, Lexicon, class, list, words};
use crate::{
    document::Document,
    gazetteer::TableSet,
    token::{Gap, Kind, Token},
    vocabulary::WordId,
};

/// Marks between words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word or number.
    #[default]
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

/// What the rules see of a token; 16 bytes, since they ask for all of it and look at few tokens as often.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tag {
    /// The [lists](lexicon::list) that have its word, letter case and possessive aside, and in the highest byte its number among the small words, or 0.
    pub lists: u64,
    pub bits: u32,
    pub mark: Mark,
    /// It stands in a quotation, marks included.
    pub quoted: bool,
    /// Capitalised, and not only because it opens a sentence.
    pub name: bool,
    /// The token is a possessive (`Syria's`).
    pub genitive: bool,
}

/// Where the number of a small word stands.
const SMALL: u32 = 56;

/// The tags of an article.
#[derive(Debug)]
pub(super) struct Tags {
    pub tags: Vec<Tag>,
    /// The numbers of the quotations that stand in no other, in order.
    pub outermost: Vec<u32>,
    /// The tokens at which a cue begins, in order.
    pub cues: Vec<u32>,
    /// The dashes and colons, in order, some of which may be marks of quotations.
    pub breaks: Vec<u32>,
    /// The tokens that may say that something was looked into, in order.
    pub verifying: Vec<u32>,
    /// The tokens that may say that something is or is not true, in order.
    pub rejecting: Vec<u32>,
}

impl Tag {
    pub const NONE: Tag = Tag { lists: 0, bits: 0, mark: Mark::None, quoted: false, name: false, genitive: false };
    pub const STOP: Tag = Tag { mark: Mark::Stop, ..Tag::NONE };

    /// Its number among the small words, or 0.
    #[inline]
    pub fn small(&self) -> u8 {
        (self.lists >> SMALL) as u8
    }

    pub fn set_small(&mut self, small: u8) {
        self.lists = self.lists << 8 >> 8 | u64::from(small) << SMALL;
    }

    /// Whether one of some [lists](lexicon::list) has its word.
    #[inline]
    pub fn is_in(&self, lists: u64) -> bool {
        self.lists & lists != 0
    }

    #[inline]
    pub fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// `a`, `the`, `this`, `no`: a determiner that cannot stand alone before a verb.
    #[inline]
    pub fn article(&self) -> bool {
        self.is(class::DET) && self.is_in(list::ARTICLE)
    }

    /// Makes a noun of an ambiguous word after it.
    #[inline]
    pub fn makes_nouns(&self) -> bool {
        self.mark == Mark::None
            && (self.is(class::POSS)
                || self.genitive
                || self.is(class::NUM) && !self.is(class::PRON)
                || self.is(class::PREP) && !self.name
                || self.article())
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
pub(super) fn tag(lexicon: &Lexicon, doc: &Document<'_>) -> Tags {
    let (tags, others) = tag_words(lexicon, doc);
    let mut all = Tags { tags, outermost: Vec::new(), cues: Vec::new(), breaks: Vec::new(), verifying: Vec::new(), rejecting: Vec::new() };
    let tags = &mut all.tags[..];
    // Hyphens and the like that may join words.
    let mut joints = Vec::new();
    for i in others.iter().map(|&i| i as usize) {
        let (token, word) = (&doc.tokens[i], doc.words[i].id());
        // All that is known of these words is their ending.
        if word == WordId::default() && token.kind == Kind::Word && !token.is_possessive() && doc.is_plain(i) {
            tags[i].bits = lexicon::by_ending(token.text(doc.text).as_bytes());
            continue;
        }
        first_look(lexicon, doc, i, &mut tags[i]);
        match tags[i].mark {
            Mark::None => {}
            Mark::Joint => joints.push(i),
            Mark::Dash | Mark::Colon => all.breaks.push(i as u32),
            _ => {}
        }
        if tags[i].is(class::VERIFYING) {
            all.verifying.push(i as u32);
        }
        if tags[i].is(class::REJECTING) || words!["true", "truth"].has(tags[i].small()) {
            all.rejecting.push(i as u32);
        }
    }
    all.outermost = tag_quotations(doc, tags);
    joints.into_iter().for_each(|i| settle_compound(doc, tags, i));
    // The tokens with a capital, and some others that nothing is to be settled of.
    let mut rest = doc.openings();
    for (s, sentence) in doc.sentences.iter().enumerate() {
        let before = rest.iter().take_while(|&&i| (i as usize) < sentence.tokens.start).count();
        let within = rest[before..].iter().take_while(|&&i| (i as usize) < sentence.tokens.end).count();
        let here = &rest[before..before + within];
        rest = &rest[before + within..];
        settle_first_word(doc, tags, sentence.tokens.clone());
        if doc.is_headline(s) {
            here.iter().for_each(|&i| tags[i as usize].name &= tags[i as usize].bits == 0);
        } else {
            here.iter().for_each(|&i| settle_name(doc, tags, i as usize));
        }
    }
    all.cues = tag_cues(doc, tags);
    all
}

/// So many tokens have a bit each in a number, so that the few that matter are gone through, and the rest passed over without a branch.
const MANY: usize = 64;

/// Marks cues, when all else is settled, and gives the tokens at which they begin.
fn tag_cues(doc: &Document<'_>, tags: &mut [Tag]) -> Vec<u32> {
    let mut cues = Vec::with_capacity(tags.len() / 12 + 8);
    for (first, tables) in (0..).step_by(MANY).zip(doc.all_tables().chunks(MANY)) {
        let begins = tables.iter().rev().fold(0, |bits, tables| bits << 1 | u64::from(tables.meets(TableSet::NONE.with(Table::Cue))));
        for i in ones(begins).map(|i| first + i) {
            cues.push(i as u32);
            tags[i].lists |= if tags[i].name { 0 } else { list::CUE };
        }
    }
    cues
}

/// The places of the bits that are set, in order.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}

/// What the vocabulary tells of each token, and the numbers of the tokens that need a closer look. Nothing here depends on a word but what is stored: no
/// processor could foresee it.
#[inline(never)]
fn tag_words(lexicon: &Lexicon, doc: &Document<'_>) -> (Vec<Tag>, Vec<u32>) {
    // The rows lie anywhere: the less is done beside reading them, the more of them the processor reads at once.
    let mut tags: Vec<Tag> = doc.words.iter().map(|word| *lexicon.tag(word.id())).collect();
    let mut others = Vec::with_capacity(tags.len() / 4 + 8);
    for (first, (tags, tokens)) in (0..).step_by(MANY).zip(tags.chunks_mut(MANY).zip(doc.tokens.chunks(MANY))) {
        let mut other = 0;
        for (i, (tag, token)) in tags.iter_mut().zip(tokens).enumerate() {
            tag.name = token.capital;
            other |= u64::from(!tag.is_in(list::USUAL) | token.is_possessive()) << i;
        }
        others.extend(ones(other).map(|i| (first + i) as u32));
    }
    (tags, others)
}

/// The tag of a token by itself.
#[inline(never)]
fn first_look(lexicon: &Lexicon, doc: &Document<'_>, i: usize, tag: &mut Tag) {
    let (token, text) = (&doc.tokens[i], doc.text.as_bytes());
    (tag.bits, tag.mark, tag.genitive) = (0, Mark::None, token.is_possessive());
    if tag.genitive {
        tag.set_small(lexicon.small_possessive(doc.words[i].id()));
    }
    match token.kind {
        Kind::Word => {
            let word = text.get(token.start()..token.core()).unwrap_or_default();
            tag.bits = lexicon.classes(doc.vocabulary, doc.word(i), word);
            if tag.genitive {
                // "it's" is a clause, not a possessive.
                let clause = tag.is(class::SUBJ | class::PRON | class::REL | class::WH);
                tag.genitive = !clause && ![&b"there"[..], b"here"].iter().any(|w| w.eq_ignore_ascii_case(word));
            }
            // "David A. Ellwood": an initial.
            let initial = || {
                let named = i.checked_sub(1).and_then(|p| doc.tokens.get(p)).is_some_and(|t| t.capital);
                named && doc.tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.text(doc.text) == ".")
            };
            if token.capital && token.end() - token.start() == 1 && initial() {
                tag.bits = 0;
            }
        }
        Kind::Number => (tag.bits, tag.name) = (class::NUM, false),
        Kind::Mark => (tag.mark, tag.name) = (mark(doc, i, token), false),
    }
}

/// Only outermost quotations count; single marks are outermost where the paper quotes with them. Gives their numbers.
fn tag_quotations(doc: &Document<'_>, tags: &mut [Tag]) -> Vec<u32> {
    let mut outermost = Vec::new();
    let mut outer = 0;
    for (q, quoted) in (0..).zip(&doc.quotations) {
        if quoted.span.start < outer {
            continue;
        }
        outer = quoted.span.end;
        outermost.push(q);
        let (Some(tags), Some(tokens)) = (tags.get_mut(quoted.tokens.clone()), doc.tokens.get(quoted.tokens.clone())) else { continue };
        tags.iter_mut().for_each(|tag| tag.quoted = true);
        let opening = tokens.iter().take_while(|token| token.end() <= quoted.inner.start).count();
        tags[..opening].iter_mut().for_each(|tag| tag.mark = Mark::Open);
        let closing = tokens[opening..].iter().rev().take_while(|token| token.start() >= quoted.inner.end).count();
        tags[tokens.len() - closing..].iter_mut().for_each(|tag| tag.mark = Mark::Close);
    }
    outermost
}

/// The parts of "state-run" and "pro-government" are neither verbs nor prepositions; `i` may be the hyphen.
fn settle_compound(doc: &Document<'_>, tags: &mut [Tag], i: usize) {
    let joined = |i: usize| doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    let Some([before, joint, after]) = i.checked_sub(1).and_then(|b| tags.get_mut(b..b + 3)) else { return };
    // "are $40" is no compound.
    if joint.mark == Mark::Joint && before.mark == Mark::None && after.mark == Mark::None && joined(i) && joined(i + 1) {
        const NOUNS: u32 = class::DOCUMENT | class::LISTENER | class::MEDIUM | class::NUM;
        before.bits &= NOUNS;
        after.bits &= NOUNS;
    }
}

/// The capital of a sentence's first word proves nothing: it is a name only if no class claims the word.
fn settle_first_word(doc: &Document<'_>, tags: &mut [Tag], range: std::ops::Range<usize>) {
    let Some(first) = range.clone().find(|&i| tags.get(i).is_some_and(|t| t.mark == Mark::None)) else { return };
    let (tag, next) = (tags[first], tags.get(first + 1).copied());
    // Most first words are nouns, articles or the like.
    if tag.is(class::ING | class::ED | class::ADV | class::REL | class::OBJ) {
        let after = || doc.tokens.get(first + 1).map(|t| t.text(doc.text));
        // "Boeing acknowledged": only its ending makes a verb form of the word.
        let acts = next.is_some_and(|t| t.mark == Mark::None && t.is(class::ED | class::FINITE | class::MODAL));
        // "Repeated calls went unheard": what could be a noun is one.
        let noun = || after().is_some_and(|word| word.ends_with('s') && word != "says");
        // "Kelly said": no adverb stands alone before the verb.
        let says = || next.is_some_and(|t| t.is(class::FINITE) && !t.is(class::AUX));
        // "WHO said": letters, not the pronoun.
        let letters = || doc.tokens.get(first).is_some_and(|t| t.caps && t.end() - t.start() > 1);
        let name = match tag.bits {
            class::ING => acts,
            class::ED => acts && !noun(),
            class::ADV => acts && says(),
            _ => false,
        };
        if name || tag.is(class::REL | class::OBJ) && !tag.is(class::DET | class::POSS) && letters() {
            tags[first].bits = 0;
        }
    }
    tags[first].name &= tags[first].bits == 0;
}

/// "I" and capitalised function words ("The", "That") inside titles are no names.
fn settle_name(doc: &Document<'_>, tags: &mut [Tag], i: usize) {
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
    let tag = &mut tags[i];
    if !tag.name || tag.bits == 0 {
        return;
    }
    if tag.is(FUNCTION) && !doc.tokens[i].caps {
        tag.name = false;
    } else if tag.is(class::ADV | class::ED | class::ING | class::FINITE | class::BASE | class::MODAL | class::NUM) {
        // A capitalised "Said" or "Hoping" in mid-sentence is part of a name.
        tag.bits &= class::DOCUMENT | class::LISTENER;
    }
}

impl Mark {
    /// The kind of a mark of one character; of a hyphen or dash, as if it stood between words.
    pub fn of(mark: char) -> Mark {
        match mark {
            ',' => Mark::Comma,
            '.' | '?' | '!' | '…' => Mark::Stop,
            ':' => Mark::Colon,
            ';' => Mark::Semicolon,
            '(' | '[' => Mark::LeftParen,
            ')' | ']' => Mark::RightParen,
            '—' | '―' | '-' | '–' | '−' => Mark::Dash,
            _ => Mark::Joint,
        }
    }
}

fn mark(doc: &Document<'_>, i: usize, token: &Token) -> Mark {
    match token.mark() {
        '-' if is_joined(doc, i) || is_apart(doc, i) => Mark::Joint,
        '–' | '−' if is_joined(doc, i) => Mark::Joint,
        mark => Mark::of(mark),
    }
}

/// The mark touches what stands on both sides.
fn is_joined(doc: &Document<'_>, i: usize) -> bool {
    let touches = |i: usize| doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    touches(i) && touches(i + 1)
}

/// A hyphen that only a typesetter's space sets apart.
fn is_apart(doc: &Document<'_>, i: usize) -> bool {
    let token = |at: Option<usize>| at.and_then(|at| doc.tokens.get(at));
    let capital = |at: Option<usize>| token(at).is_some_and(|t| t.capital);
    let small = |at: Option<usize>| token(at).is_some_and(|t| t.kind == Kind::Word && !t.capital);
    let before = i.checked_sub(1);
    // "the Council on American - Islamic Relations"
    let governed = || token(i.checked_sub(2)).is_some_and(|t| matches!(t.text(doc.text), "of" | "on" | "for"));
    // "a government- owned paper"
    let split = || token(Some(i)).is_some_and(|t| t.gap == Gap::None) && small(Some(i + 1)) && small(before);
    capital(before) && capital(Some(i + 1)) && capital(Some(i + 2)) && governed() || split()
}
