//! Finding names: one walk over the tokens of an article through the tries of all layers.

use std::cell::Cell;

use dateline_gazetteers::{
    Flags, Key, Lookup, Word,
    fold::{self, Case},
    schema::Table,
};

use super::{Layer, Layers, NameMatch, RowId};
use crate::{
    span::Span,
    token::{self, Gap, Kind, Token, Tokens},
};

/// No form of the Arabic article in ASCII has more letters.
const ARTICLE: usize = 3;

/// How many things are read one after another before the first is used: so the processor waits for several at a time.
const TOGETHER: usize = 32;

/// What a token is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nobody has looked.
    Unseen,
    /// Nobody has looked, and no name begins with it.
    Idle,
    /// A word of some name.
    Word(Word),
    /// In no name.
    None,
    /// A mark that may stand unseen between two words of a name.
    Soft,
}

impl From<Option<Word>> for Step {
    fn from(word: Option<Word>) -> Step {
        word.map_or(Step::None, Step::Word)
    }
}

impl Layers {
    /// Every reading of every run of tokens as a name, in order of the first token, the longest first; among equals, the user's own first.
    ///
    /// A run crosses hyphens, apostrophes and the full stops of abbreviations that touch their words, white space and one line break, and other marks only
    /// where the name has them. Left out are readings that the case excludes: a name flagged `case` in another case, such a name that is also a common word in a
    /// line of capitals (where capitals tell nothing), and a proper name whose first letter is lower case in the text.
    pub fn names(&self, text: &str, tokens: &[Token], keys: &[Key]) -> Vec<NameMatch> {
        let walks: Vec<Walk<'_>> = (0u8..).take(self.layers.len()).map(|number| Walk::new(self, number, text, tokens, keys)).collect();
        // About every word of news has a reading.
        let mut matches = Vec::with_capacity(tokens.len());
        let mut hits: Vec<Hit> = Vec::with_capacity(tokens.len() / 3);
        for first in 0..tokens.len() {
            let begin = hits.len();
            for walk in &walks {
                walk.from(first, &mut hits);
            }
            match walks[..] {
                _ if hits.len() < begin + 2 => {}
                // They come in order of their ends.
                [_] => hits[begin..].reverse(),
                _ => hits[begin..].sort_by(|a, b| b.end.cmp(&a.end).then(a.layer.cmp(&b.layer))),
            }
        }
        for hits in hits.chunks(TOGETHER) {
            hits.iter().for_each(|hit| walks[usize::from(hit.layer)].lookup.look_ahead(hit.node));
            hits.iter().for_each(|hit| walks[usize::from(hit.layer)].emit(hit, &mut matches));
        }
        matches
    }

    /// The names of a text by itself.
    pub fn names_in(&self, text: &str) -> Vec<NameMatch> {
        let Tokens { tokens, keys, .. } = token::read(text);
        self.names(text, &tokens, &keys)
    }
}

/// A run of tokens that is a name.
#[derive(Clone, Copy, Debug)]
struct Hit {
    node: u32,
    /// The first token.
    first: usize,
    /// One past the last token.
    last: usize,
    /// The byte where the name ends.
    end: usize,
    layer: u8,
}

struct Walk<'w> {
    layers: &'w Layers,
    layer: &'w Layer,
    number: u8,
    lookup: Lookup<'w>,
    text: &'w str,
    tokens: &'w [Token],
    keys: &'w [Key],
    /// One for each token, read when it is first asked for.
    steps: Vec<Cell<Step>>,
    article: Option<Word>,
    /// The marks of one ASCII character, as they have been looked up.
    marks: [Cell<Step>; 128],
}

impl<'w> Walk<'w> {
    fn new(layers: &'w Layers, number: u8, text: &'w str, tokens: &'w [Token], keys: &'w [Key]) -> Walk<'w> {
        let layer = &layers.layers[usize::from(number)];
        let lookup = layer.index.lookup();
        let walk = Walk {
            layers,
            layer,
            number,
            lookup,
            text,
            tokens,
            keys,
            steps: vec![Cell::new(Step::Unseen); tokens.len()],
            article: lookup.word_of_key(fold::ARTICLE.as_bytes()),
            marks: [const { Cell::new(Step::Unseen) }; 128],
        };
        walk.look_ahead();
        walk
    }

    /// Looks up the words that may begin names. Most words in small letters begin none; no
    /// more is asked of them unless they go on with one.
    fn look_ahead(&self) {
        let mut asked: Vec<usize> = Vec::with_capacity(self.tokens.len() / 3);
        for (i, (token, key)) in self.tokens.iter().zip(self.keys).enumerate() {
            let Some(key) = key.known() else { continue };
            if token.capital || self.lookup.may_begin_small(key) {
                if token.end() - token.start() > ARTICLE {
                    asked.push(i);
                }
            } else if self.text.as_bytes()[token.start()].is_ascii_lowercase() && !self.may_be_article(i) {
                self.steps[i].set(Step::Idle);
            }
        }
        let mut there = [false; TOGETHER];
        for asked in asked.chunks(TOGETHER) {
            there.iter_mut().zip(asked).for_each(|(there, &i)| *there = self.lookup.may_have(self.keys[i]));
            for (&i, there) in asked.iter().zip(there) {
                let token = &self.tokens[i];
                let word = || self.lookup.word_with_key(self.keys[i], self.text, token.start(), token.end());
                self.steps[i].set(there.then(word).flatten().into());
            }
            asked.iter().for_each(|&i| self.look_on(i));
        }
    }

    /// Reads whether names go on with the next word, which is soon asked for.
    #[inline]
    fn look_on(&self, i: usize) {
        let Step::Word(word) = self.steps[i].get() else { return };
        if let (true, Some(node), Some(&next)) = (word.goes_on(), word.start(), self.keys.get(i + 1)) {
            self.lookup.look_on(node, next);
        }
    }

    /// What a token is.
    #[inline]
    fn step(&self, i: usize) -> Step {
        match self.steps[i].get() {
            Step::Unseen => {
                let step = self.read(i);
                self.steps[i].set(step);
                step
            }
            // Its place tells that no name begins with it.
            Step::Idle => self.read(i),
            known => known,
        }
    }

    fn read(&self, i: usize) -> Step {
        let token = &self.tokens[i];
        if token.kind == Kind::Mark {
            return self.mark(i, token.text(self.text));
        }
        if self.may_be_article(i) && is_article(self.text, self.tokens, i) {
            return self.article.into();
        }
        self.own(i).into()
    }

    /// The word of a token, whatever stands beside it.
    fn own(&self, i: usize) -> Option<Word> {
        let token = &self.tokens[i];
        match self.keys[i].known() {
            Some(key) => self.lookup.word_with_key(key, self.text, token.start(), token.end()),
            None => self.lookup.word(self.text, token.start(), token.end(), &mut String::new()),
        }
    }

    /// Whether a token could be the Arabic article; a quick look.
    #[inline(always)]
    fn may_be_article(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let vowel = || matches!(self.text.as_bytes()[token.start()] | 0x20, b'a' | b'e' | b'u');
        (self.keys[i].known().is_none() || token.end() - token.start() <= ARTICLE && vowel()) && self.looks_like_article(i)
    }

    fn looks_like_article(&self, i: usize) -> bool {
        self.article.is_some() && fold::may_be_article(self.tokens[i].text(self.text))
    }

    fn mark(&self, i: usize, piece: &str) -> Step {
        // Most marks are never soft.
        if matches!(piece.as_bytes(), [b',' | b'"' | b';' | b':' | b'(' | b')' | b'?' | b'!']) {
            return self.mark_word(piece);
        }
        let kind = fold::mark(piece);
        let touches = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let before = i.checked_sub(1).map(|b| self.tokens[b].text(self.text));
        if fold::is_soft(kind, before, !touches(i), !touches(i + 1)) && (kind != fold::Mark::Period || self.takes_period(i)) {
            return Step::Soft;
        }
        self.mark_word(piece)
    }

    /// The word that a mark is where it is not soft.
    fn mark_word(&self, piece: &str) -> Step {
        let known = match *piece.as_bytes() {
            [mark @ 0..128] => Some(&self.marks[usize::from(mark)]),
            _ => None,
        };
        if let Some(step) = known.map(Cell::get).filter(|&step| step != Step::Unseen) {
            return step;
        }
        let word = match fold::mark(piece) {
            fold::Mark::Hyphen => self.lookup.word_of_key(b"-"),
            _ => self.lookup.word_of_piece(piece, &mut String::new()),
        };
        known.inspect(|known| known.set(word.into()));
        word.into()
    }

    /// Whether the full stop `i` belongs to an abbreviation and not to the end of a sentence.
    fn takes_period(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let piece = self.tokens[before].text(self.text);
        piece.contains('.') || piece.chars().nth(1).is_none() || matches!(self.step(before), Step::Word(word) if word.takes_period())
    }

    fn is_article_step(&self, i: usize) -> bool {
        matches!((self.step(i), self.article), (Step::Word(word), Some(article)) if word == article)
    }

    /// All names that begin at a token.
    #[inline]
    fn from(&self, first: usize, hits: &mut Vec<Hit>) {
        if self.steps[first].get() == Step::Idle {
            return;
        }
        let token = &self.tokens[first];
        let byte = self.text.as_bytes()[token.start()];
        // No name begins with most marks.
        if token.kind == Kind::Mark && byte.is_ascii() && self.mark_word(token.text(self.text)) == Step::None {
            return;
        }
        let small = byte.is_ascii_lowercase();
        let is_name = |word: &Word| word.is_end() && (!small || word.may_be_lower());
        if token.core() < token.end() {
            let core = self.core(token).filter(is_name).and_then(Word::start);
            hits.extend(core.map(|node| Hit { node, first, last: first + 1, end: token.core(), layer: self.number }));
        }
        let Step::Word(word) = self.step(first) else { return };
        let Some(node) = word.start() else { return };
        // "El" alone is not the name "AL": only before its word an article is one.
        let lone_article = || self.article == Some(word) && self.own(first) != Some(word);
        if is_name(&word) && !lone_article() {
            hits.push(Hit { node, first, last: first + 1, end: token.end(), layer: self.number });
        }
        if word.goes_on() {
            self.go_on(first, node, hits);
        }
    }

    /// All names of more words that begin with the token `first`, which leads to `node`.
    fn go_on(&self, first: usize, mut node: u32, hits: &mut Vec<Hit>) {
        let mut at = first;
        for _ in 1..self.lookup.longest() {
            let Some(next) = self.next_word(at).filter(|&next| self.may_lead_on(node, next)) else { return };
            at = next;
            let token = &self.tokens[at];
            let mut hit = |node: u32, end: usize| {
                if self.lookup.is_end(node) {
                    hits.push(Hit { node, first, last: at + 1, end, layer: self.number });
                }
            };
            if token.core() < token.end() {
                let core = self.core(token).and_then(|word| self.lookup.next(node, word));
                core.into_iter().for_each(|node| hit(node, token.core()));
            }
            let Step::Word(word) = self.step(at) else { return };
            let Some(reached) = self.lookup.next(node, word) else { return };
            hit(reached, token.end());
            node = reached;
        }
    }

    /// The word of a token without its possessive.
    fn core(&self, token: &Token) -> Option<Word> {
        self.lookup.word(self.text, token.start(), token.core(), &mut String::new())
    }

    /// The token of the next word of the same run.
    fn next_word(&self, at: usize) -> Option<usize> {
        (at + 1..self.tokens.len().min(at + 4)).take_while(|&i| self.tokens[i].gap < Gap::Paragraph).find(|&i| !self.is_soft(i))
    }

    #[inline]
    fn is_soft(&self, i: usize) -> bool {
        self.tokens[i].kind == Kind::Mark && self.step(i) == Step::Soft
    }

    /// Whether the token may lead on from a node; a quick look that spares most words that follow a name their own.
    #[inline]
    fn may_lead_on(&self, node: u32, i: usize) -> bool {
        self.keys[i].known().is_none_or(|key| self.lookup.may_lead_on(node, key)) || self.may_be_article(i)
    }

    fn emit(&self, hit: &Hit, matches: &mut Vec<NameMatch>) {
        let first = hit.first;
        let start = self.tokens[first].start();
        let dotted = self.dotted(hit);
        let begin = matches.len();
        let mut lower = None;
        let case = self.case(first, hit.last);
        // "Cameroon's" is no "Cameroons": only a name that is spelled with an apostrophe ("Moody's") takes the possessive in.
        let possessive = self.tokens[hit.last - 1].core() < hit.end;
        for posting in self.lookup.postings(hit.node) {
            if !self.layer.shows(posting.row) {
                continue;
            }
            let table = posting.table();
            if posting.capital() && table.is_proper() && *lower.get_or_insert_with(|| self.is_lower(first, hit.last)) {
                continue;
            }
            if possessive && !posting.spelling().contains(['\'', '\u{2019}']) {
                continue;
            }
            let same_case = case == posting.case() && (case != Case::MIXED || same_case(posting.spelling(), &self.text[start..hit.end]));
            if posting.flags.has(Flags::CASE) && (!same_case || (hit.last == first + 1 && self.in_capitals(first) && self.is_common(first))) {
                continue;
            }
            let with_period = dotted.is_some_and(|inner| inner || posting.ends_with_period());
            let found = NameMatch {
                first: first as u32,
                last: (hit.last + usize::from(with_period)) as u32,
                span: Span::new(start, hit.end + usize::from(with_period)),
                table,
                row: RowId { layer: self.number, row: posting.row, table },
                column: posting.column(),
                flags: posting.flags,
                same_case,
                validity: posting.validity(),
            };
            // "US" and "U.S." of one row are one reading.
            match matches[begin..].last_mut().filter(|m| m.row == found.row && m.column == found.column) {
                Some(known) if !known.same_case && found.same_case => *known = found,
                Some(_) => {}
                None => matches.push(found),
            }
        }
    }

    /// If a full stop touches the end of the name: whether the last word has full stops inside too ("U.S" before ".").
    #[inline]
    fn dotted(&self, hit: &Hit) -> Option<bool> {
        let next = self.tokens.get(hit.last)?;
        let is_period = next.gap == Gap::None && next.start() == hit.end && next.end() == hit.end + 1 && self.text.as_bytes()[hit.end] == b'.';
        is_period.then(|| self.tokens[hit.last - 1].text(self.text).contains('.'))
    }

    /// Whether the first letter of the name is lower case in the text, a particle before it not counted.
    fn is_lower(&self, first: usize, last: usize) -> bool {
        match self.text.as_bytes()[self.tokens[first].start()] {
            letter if last == first + 1 && letter.is_ascii_alphabetic() => return letter.is_ascii_lowercase(),
            _ => {}
        }
        let mut words = (first..last).filter(|&i| !self.is_soft(i));
        let head = words.clone().find(|&i| !self.is_article_step(i) && !self.is_particle(i));
        let head = head.or_else(|| words.next()).map_or("", |i| self.tokens[i].text(self.text));
        fold::first_cased(head).is_some_and(char::is_lowercase)
    }

    /// The case of a run, reckoned as [`Posting::case`](dateline_gazetteers::Posting::case) is.
    #[inline]
    fn case(&self, first: usize, last: usize) -> Case {
        if last == first + 1 {
            return self.tokens[first].case;
        }
        let mut case = Case::ANY;
        for i in (first..last).filter(|&i| !self.is_soft(i)) {
            let token = &self.tokens[i];
            let whole = i + 1 == last || token.core() == token.end();
            let left_out = (self.is_article_step(i) && last > first + 1) || (i == first && last > first + 1 && self.is_particle(i));
            if !left_out {
                case = case.and(if whole { token.case } else { Case::of(token.text(self.text)) });
            }
        }
        case
    }

    fn is_particle(&self, i: usize) -> bool {
        let piece = self.tokens[i].text(self.text);
        if piece.len() > 4 {
            return false;
        }
        if piece.bytes().all(|b| b.is_ascii_alphabetic()) {
            return fold::PARTICLES.iter().any(|particle| particle.eq_ignore_ascii_case(piece));
        }
        let mut key = String::new();
        fold::key(piece, &mut key);
        fold::is_particle(&key)
    }

    fn is_common(&self, i: usize) -> bool {
        let mut key = String::new();
        fold::key(self.tokens[i].core_text(self.text), &mut key);
        self.layers.find(Table::CommonWord, &key).is_some()
    }

    /// Whether the words around a token are all in capitals, at least two of them: there, capitals do not tell a name from a word.
    fn in_capitals(&self, i: usize) -> bool {
        let line = |t: &&Token| t.gap <= Gap::Space;
        let before = (0..i).rev().zip(0..6).map_while(|(b, _)| (self.tokens[b + 1].gap <= Gap::Space).then(|| &self.tokens[b]));
        let after = self.tokens[i + 1..].iter().take(6).take_while(line);
        let mut capitals = 0;
        for token in before.chain(after).filter(|t| t.kind == Kind::Word) {
            let letters = token.core_text(self.text).chars().filter(|c| c.is_alphabetic()).count();
            if token.caps {
                capitals += 1;
            } else if letters > 1 {
                return false;
            }
        }
        capitals >= 2
    }
}

/// Whether token `i` is the Arabic article of the word after it, if it is one at all.
pub(crate) fn is_article(text: &str, tokens: &[Token], i: usize) -> bool {
    if !fold::may_be_article(tokens[i].text(text)) {
        return false;
    }
    let (mut at, mut hyphen) = (i + 1, false);
    while let Some(mark) = tokens.get(at).filter(|t| t.kind == Kind::Mark) {
        match fold::mark(mark.text(text)) {
            _ if at > i + 2 => return false,
            fold::Mark::Hyphen if mark.gap == Gap::None => hyphen = true,
            fold::Mark::Apostrophe if mark.gap < Gap::Paragraph => {}
            _ => return false,
        }
        at += 1;
    }
    let Some(next) = tokens.get(at).filter(|t| t.gap < if hyphen { Gap::Space } else { Gap::Paragraph }) else { return false };
    let both_capital = !hyphen && tokens[i].capital && next.capital;
    if !hyphen && !both_capital {
        return false;
    }
    let (mut word, mut after) = (String::new(), String::new());
    fold::key(tokens[i].text(text), &mut word);
    fold::key(next.text(text), &mut after);
    fold::is_article(&word, &after, hyphen, both_capital)
}

/// Whether two spellings of a name in mixed case have the same case, a particle before it not counted.
fn same_case(spelling: &str, text: &str) -> bool {
    if text == spelling {
        return true;
    }
    let (ours, theirs) = (fold::cased_words(text), fold::cased_words(spelling));
    let same = |i: usize, a: &str, b: &str| {
        a == b || (i == 0 && theirs.len() > 1 && fold::is_particle(&a.to_lowercase()) && fold::is_particle(&b.to_lowercase()))
    };
    ours.len() == theirs.len() && ours.iter().zip(&theirs).enumerate().all(|(i, (a, b))| same(i, &a.key, &b.key))
}
