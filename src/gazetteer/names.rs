//! Finding names: one walk over the tokens of an article through the tries of all layers.

use dateline_gazetteers::{
    Flags, Key, Lookup, Names, Posting, Word,
    fold::{self, Case},
    schema::Table,
};

use super::{Layer, Layers, NameMatch, RowId, marks::Mark};
use crate::{
    span::Span,
    token::{self, Gap, Kind, Token, Tokens},
    vocabulary::{self, WordId},
};

/// How many things are read one after another before the first is used: so the processor waits for several at a time.
const TOGETHER: usize = 32;

/// How many tokens before its turn a word is read, for the same end.
const AHEAD: usize = 12;

impl Layers {
    /// Every reading of every run of tokens as a name, in order of the first token, the longest first; among equals, the user's own first.
    ///
    /// A run crosses hyphens, apostrophes and the full stops of abbreviations that touch their words, white space and one line break, and other marks only
    /// where the name has them. Left out are readings that the case excludes: a name flagged `case` in another case, such a name that is also a common word in a
    /// line of capitals (where capitals tell nothing), and a proper name whose first letter is lower case in the text.
    ///
    /// `keys` are those of the tokens, `words` their numbers, if these are there; names may begin at the tokens `starts`, in order, and nowhere else.
    pub fn names(&self, text: &str, tokens: &[Token], keys: &[Key], words: &[vocabulary::Word], starts: &[u32]) -> Vec<NameMatch> {
        let walk = |number| Walk::new(self, number, text, tokens, keys, words);
        let walks: Vec<Walk<'_>> = (0u8..).take(self.layers.len()).map(walk).collect();
        let mut hits: Vec<Hit> = Vec::with_capacity(tokens.len() / 3);
        walks.iter().for_each(|walk| walk.all(starts, &mut hits));
        if walks.len() > 1 {
            // Each layer's are in order.
            hits.sort_by(|a, b| a.first.cmp(&b.first).then(b.end.cmp(&a.end)));
        }
        let mut matches = Vec::with_capacity(hits.len() * 3);
        for hits in hits.chunks(TOGETHER) {
            hits.iter().for_each(|hit| walks[usize::from(hit.layer)].lookup.look_ahead_at(hit.names));
            hits.iter().for_each(|hit| walks[usize::from(hit.layer)].emit(hit, &mut matches));
        }
        matches
    }

    /// The names of a text by itself.
    pub fn names_in(&self, text: &str) -> Vec<NameMatch> {
        let Tokens { tokens, keys, .. } = token::read(text);
        let starts: Vec<u32> = (0..).take(tokens.len()).collect();
        self.names(text, &tokens, &keys, &[], &starts)
    }
}

/// A run of tokens that is a name.
#[derive(Clone, Copy, Debug)]
struct Hit {
    names: Names,
    /// The first token.
    first: usize,
    /// One past the last token.
    last: usize,
    /// The byte where the name ends.
    end: usize,
    layer: u8,
}

/// What of a run is asked for each of its readings.
struct Run {
    start: usize,
    case: Case,
    /// Whether the first letter of the name is lower case.
    lower: bool,
    /// "Cameroon's" is no "Cameroons": only a name that is spelled with an apostrophe ("Moody's") takes the possessive in.
    possessive: bool,
    /// As [`Walk::dotted`] tells.
    dotted: Option<bool>,
}

struct Walk<'w> {
    layers: &'w Layers,
    layer: &'w Layer,
    number: u8,
    lookup: Lookup<'w>,
    text: &'w str,
    tokens: &'w [Token],
    keys: &'w [Key],
    words: &'w [vocabulary::Word],
    article: Option<Word>,
}

impl<'w> Walk<'w> {
    fn new(layers: &'w Layers, number: u8, text: &'w str, tokens: &'w [Token], keys: &'w [Key], words: &'w [vocabulary::Word]) -> Walk<'w> {
        let layer = &layers.layers[usize::from(number)];
        let lookup = layer.index.lookup();
        Walk { layers, layer, number, lookup, text, tokens, keys, words, article: lookup.word_of_key(fold::ARTICLE.as_bytes()) }
    }

    /// All names, in order of the first token, the longest first.
    fn all(&self, starts: &[u32], hits: &mut Vec<Hit>) {
        for (nth, i) in starts.iter().map(|&i| i as usize).enumerate() {
            if let Some(later) = starts.get(nth + AHEAD).map(|&later| later as usize) {
                if self.tokens[later].capital && !self.number(later).is_known() {
                    self.lookup.look_ahead(self.keys[later]);
                }
            }
            self.begin(i, &self.tokens[i], self.keys[i], hits);
        }
    }

    /// All names that begin at a token; a quick look refuses most words in small letters and marks.
    #[inline(always)]
    fn begin(&self, i: usize, token: &Token, key: Key, hits: &mut Vec<Hit>) {
        let small = token.kind == Kind::Word && !token.capital;
        if key.known().is_none() {
            if self.may_begin_unusual(i) {
                self.begin_any(i, hits);
            }
        } else if key.may_be_article() && self.looks_like_article(i) {
            self.begin_any(i, hits);
        } else if let Some(word) = self.first_word(i, token, key, small) {
            self.begin_word(i, word, small, hits);
        }
    }

    /// The word of a token of which the key is known, if a name may begin with it; `small` if it is in small letters.
    #[inline(always)]
    fn first_word(&self, i: usize, token: &Token, key: Key, small: bool) -> Option<Word> {
        let number = self.number(i);
        if number.is_known() {
            return self.layer.known.of(number).known().filter(|word| !small || word.may_begin_small());
        }
        if small && !self.lookup.may_begin_small(key) {
            return None;
        }
        self.lookup.first_word(key, small, self.text, token.start(), token.end())
    }

    /// The number of the word that a token is.
    #[inline]
    fn number(&self, i: usize) -> WordId {
        self.words.get(i).copied().unwrap_or_default().id()
    }

    #[inline(never)]
    fn may_begin_unusual(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let piece = &self.text.as_bytes()[token.start()..token.end()];
        token.kind != Kind::Mark || self.layer.marks.may_begin(&self.lookup, piece) && !self.is_soft_mark(i)
    }

    /// All names that begin with an article, a mark, or a word of any characters.
    #[inline(never)]
    fn begin_any(&self, first: usize, hits: &mut Vec<Hit>) {
        let token = &self.tokens[first];
        let small = self.text.as_bytes()[token.start()].is_ascii_lowercase();
        let begin = hits.len();
        if let Some(word) = self.word(first) {
            self.begin_word(first, word, small, hits);
        }
        if token.core() < token.end() {
            // The shortest, and so the last.
            let names = self.core(token).filter(|word| !small || word.may_be_lower()).and_then(Word::names);
            hits.extend(names.map(|names| self.hit(names, first, first, token.core())));
        }
        debug_assert!(hits[begin..].is_sorted_by(|a, b| a.end > b.end));
    }

    /// All names that begin with a word that is the token `first`; `small` if it is in small letters.
    #[inline]
    fn begin_word(&self, first: usize, word: Word, small: bool, hits: &mut Vec<Hit>) {
        if word.goes_on() && self.may_go_on(word, first) {
            self.go_on(first, word, hits);
        }
        if let Some(names) = word.names().filter(|_| (!small || word.may_be_lower()) && !self.is_lone_article(first, word)) {
            hits.push(self.hit(names, first, first, self.tokens[first].end()));
        }
    }

    /// "El" alone is not the name "AL": only before its word an article is one.
    #[inline]
    fn is_lone_article(&self, first: usize, word: Word) -> bool {
        self.article == Some(word) && self.own(first) != Some(word)
    }

    /// Whether a name may go on after the word that is the token `at`; a quick look at the token after it.
    #[inline]
    fn may_go_on(&self, word: Word, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|next| next.gap < Gap::Paragraph) else { return false };
        match self.keys[at + 1].known() {
            Some(key) => word.may_go_on(key) && word.start().is_some_and(|node| self.lookup.may_lead_on(node, key)) || self.may_be_article(at + 1),
            None if next.kind == Kind::Mark => {
                let mark = self.mark(at + 1);
                mark.kind != fold::Mark::Other || mark.word.is_some() && word.may_go_on(mark.key)
            }
            None => true,
        }
    }

    /// All names of more words that begin with the token `first`, which is a word that names go on from.
    #[inline(never)]
    fn go_on(&self, first: usize, word: Word, hits: &mut Vec<Hit>) {
        let Some(mut node) = word.start() else { return };
        let begin = hits.len();
        let mut at = first;
        for _ in 1..self.lookup.longest() {
            let Some(next) = self.next_word(at).filter(|&next| self.may_lead_on(node, next)) else { break };
            at = next;
            let token = &self.tokens[at];
            let hit = |node: u32, end: usize| self.lookup.names(node).map(|names| self.hit(names, first, at, end));
            if token.core() < token.end() {
                let core = self.core(token).and_then(|word| self.lookup.next(node, word));
                hits.extend(core.and_then(|node| hit(node, token.core())));
            }
            let Some(reached) = self.word(at).and_then(|word| self.lookup.next(node, word)) else { break };
            hits.extend(hit(reached, token.end()));
            node = reached;
        }
        // The longest first.
        hits[begin..].reverse();
    }

    #[inline]
    fn hit(&self, names: Names, first: usize, at: usize, end: usize) -> Hit {
        Hit { names, first, last: at + 1, end, layer: self.number }
    }

    /// The token of the next word of the same run.
    #[inline]
    fn next_word(&self, at: usize) -> Option<usize> {
        (at + 1..self.tokens.len().min(at + 4)).take_while(|&i| self.tokens[i].gap < Gap::Paragraph).find(|&i| !self.is_soft(i))
    }

    /// Whether the token may lead on from a node; a quick look that spares most words that follow a name their own.
    #[inline]
    fn may_lead_on(&self, node: u32, i: usize) -> bool {
        match self.keys[i].known() {
            Some(key) => self.lookup.may_lead_on(node, key) || self.may_be_article(i),
            None if self.tokens[i].kind == Kind::Mark => {
                let mark = self.mark(i);
                mark.word.is_some() && self.lookup.may_lead_on(node, mark.key)
            }
            None => true,
        }
    }

    /// The word that a token is where it is not soft.
    #[inline]
    fn word(&self, i: usize) -> Option<Word> {
        if self.tokens[i].kind == Kind::Mark {
            return self.mark(i).word;
        }
        if self.may_be_article(i) && is_article(self.text, self.tokens, i) { self.article } else { self.own(i) }
    }

    /// The word of a token, whatever stands beside it.
    #[inline]
    fn own(&self, i: usize) -> Option<Word> {
        let token = &self.tokens[i];
        match self.keys[i].known() {
            Some(_) if self.number(i).is_known() => self.layer.known.of(self.number(i)).known(),
            Some(key) => self.lookup.word_with_key(key, self.text, token.start(), token.end()),
            None => self.lookup.word_of_piece(token.text(self.text), &mut String::new()),
        }
    }

    /// The word of a token without its possessive.
    #[inline(never)]
    fn core(&self, token: &Token) -> Option<Word> {
        self.lookup.word(self.text, token.start(), token.core(), &mut String::new())
    }

    /// Whether a token could be the Arabic article; a quick look.
    #[inline]
    fn may_be_article(&self, i: usize) -> bool {
        self.keys[i].known().is_none_or(Key::may_be_article) && self.looks_like_article(i)
    }

    #[inline(never)]
    fn looks_like_article(&self, i: usize) -> bool {
        self.article.is_some() && self.stands_before_word(i) && fold::may_be_article(self.tokens[i].text(self.text))
    }

    /// Whether a token stands as the Arabic article does: a mark joins it to its word, or it has a capital too.
    fn stands_before_word(&self, i: usize) -> bool {
        self.tokens[i].capital || self.tokens.get(i + 1).is_some_and(|next| next.kind == Kind::Mark)
    }

    #[inline]
    fn mark(&self, i: usize) -> Mark {
        let token = &self.tokens[i];
        self.layer.marks.of(&self.lookup, &self.text.as_bytes()[token.start()..token.end()])
    }

    /// Whether a token is a mark that may stand unseen between two words of a name.
    #[inline]
    fn is_soft(&self, i: usize) -> bool {
        self.tokens[i].kind == Kind::Mark && self.is_soft_mark(i)
    }

    fn is_soft_mark(&self, i: usize) -> bool {
        let kind = self.mark(i).kind;
        if kind == fold::Mark::Other {
            return false;
        }
        let touches = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let before = i.checked_sub(1).map(|b| self.tokens[b].text(self.text));
        fold::is_soft(kind, before, !touches(i), !touches(i + 1)) && (kind != fold::Mark::Period || self.takes_period(i))
    }

    /// Whether the full stop `i` belongs to an abbreviation and not to the end of a sentence.
    fn takes_period(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let piece = self.tokens[before].text(self.text);
        piece.as_bytes().contains(&b'.') || piece.chars().nth(1).is_none() || self.is_takes_period_word(before)
    }

    fn is_takes_period_word(&self, i: usize) -> bool {
        !self.is_soft(i) && self.word(i).is_some_and(Word::takes_period)
    }

    fn is_article_step(&self, i: usize) -> bool {
        self.article.is_some() && self.keys[i].known().is_none_or(Key::may_be_article) && !self.is_soft(i) && self.word(i) == self.article
    }

    fn emit(&self, hit: &Hit, matches: &mut Vec<NameMatch>) {
        let run = self.run(hit);
        let begin = matches.len();
        let all_shown = self.layer.hidden.is_empty();
        // Whether the posting before is the last of the matches, if that is known.
        let mut taken = None;
        for posting in self.lookup.postings(hit.names) {
            if !all_shown && !self.layer.shows(posting.row) {
                taken = None;
                continue;
            }
            if let (true, Some(taken)) = (posting.is_repeated(), taken) {
                if let (true, Some(&like)) = (taken, matches.last()) {
                    matches.push(NameMatch { row: RowId { row: posting.row, ..like.row }, ..like });
                }
                continue;
            }
            taken = Some(false);
            let Some(found) = self.reading(hit, &run, posting) else { continue };
            taken = Some(true);
            // "US" and "U.S." of one row are one reading.
            match matches[begin..].last_mut().filter(|known| known.row == found.row && known.column == found.column) {
                Some(known) if !known.same_case && found.same_case => *known = found,
                Some(_) => taken = None,
                None => matches.push(found),
            }
        }
    }

    #[inline]
    fn run(&self, hit: &Hit) -> Run {
        let token = &self.tokens[hit.first];
        let first = self.text.as_bytes()[token.start()];
        if hit.last > hit.first + 1 || !first.is_ascii_alphabetic() || token.core() < token.end() {
            return self.unusual_run(hit);
        }
        Run { start: token.start(), case: token.case, lower: first.is_ascii_lowercase(), possessive: false, dotted: self.dotted(hit) }
    }

    #[inline(never)]
    fn unusual_run(&self, hit: &Hit) -> Run {
        Run {
            start: self.tokens[hit.first].start(),
            case: self.case(hit.first, hit.last),
            lower: self.is_lower(hit.first, hit.last),
            possessive: self.tokens[hit.last - 1].core() < hit.end,
            dotted: self.dotted(hit),
        }
    }

    /// A run as the name of a posting, if it may be that.
    #[inline(always)]
    fn reading(&self, hit: &Hit, run: &Run, posting: Posting) -> Option<NameMatch> {
        if run.lower && posting.needs_capital() || run.possessive && !self.has_apostrophe(posting) {
            return None;
        }
        let same_case = run.case == posting.case() && (run.case != Case::MIXED || self.spells(hit, posting));
        if posting.flags().has(Flags::CASE) && (!same_case || self.is_word_in_capitals(hit)) {
            return None;
        }
        let period = run.dotted.is_some_and(|inner| inner || posting.ends_with_period() && self.ends_shortened(posting));
        let table = posting.table();
        Some(NameMatch {
            first: hit.first as u32,
            last: (hit.last + usize::from(period)) as u32,
            span: Span::new(run.start, hit.end + usize::from(period)),
            table,
            row: RowId { layer: self.number, row: posting.row, table },
            column: posting.column(),
            flags: posting.flags(),
            same_case,
            validity: self.lookup.validity(posting),
        })
    }

    #[inline(never)]
    fn has_apostrophe(&self, posting: Posting) -> bool {
        self.lookup.spelling(posting).contains(['\'', '\u{2019}'])
    }

    /// "Calif." takes the full stop after "Calif", "U.S." not the one after "US".
    #[inline(never)]
    fn ends_shortened(&self, posting: Posting) -> bool {
        let last = self.lookup.spelling(posting).trim_end_matches('.');
        !last[last.rfind(' ').map_or(0, |space| space + 1)..].contains('.')
    }

    /// Whether a run of mixed case has the case of a name's spelling.
    #[inline(never)]
    fn spells(&self, hit: &Hit, posting: Posting) -> bool {
        same_case(self.lookup.spelling(posting), &self.text[self.tokens[hit.first].start()..hit.end])
    }

    /// If a full stop touches the end of the name: whether the last word has full stops inside too ("U.S" before ".").
    #[inline]
    fn dotted(&self, hit: &Hit) -> Option<bool> {
        let next = self.tokens.get(hit.last).filter(|next| next.mark() == '.' && next.gap == Gap::None && next.start() == hit.end)?;
        let last = &self.text.as_bytes()[self.tokens[hit.last - 1].start()..next.start()];
        Some(last.contains(&b'.'))
    }

    /// Whether the first letter of the name is lower case in the text, a particle before it not counted.
    fn is_lower(&self, first: usize, last: usize) -> bool {
        match self.text.as_bytes()[self.tokens[first].start()] {
            letter if last == first + 1 && letter.is_ascii_alphabetic() => letter.is_ascii_lowercase(),
            _ => self.has_lower_head(first, last),
        }
    }

    fn has_lower_head(&self, first: usize, last: usize) -> bool {
        let mut words = (first..last).filter(|&i| !self.is_soft(i));
        let head = words.clone().find(|&i| !self.is_article_step(i) && !self.is_particle(i));
        let head = head.or_else(|| words.next()).map_or("", |i| self.tokens[i].text(self.text));
        fold::first_cased(head).is_some_and(char::is_lowercase)
    }

    /// The case of a run, reckoned as [`Posting::case`] is.
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

    /// Whether the run is a common word where all is in capitals, which tell nothing there.
    #[cold]
    fn is_word_in_capitals(&self, hit: &Hit) -> bool {
        hit.last == hit.first + 1 && self.in_capitals(hit.first) && self.is_common(hit.first)
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
