//! Lines that capitalise every word, as the titles of articles do: in them a capital makes no name.

use dateline_gazetteers::{fold, schema::Table};

use super::Sentence;
use crate::{
    gazetteer::{ACTING, Layers, TableSet},
    token::{Kind, Token},
};

/// Longer sentences are no headlines, in tokens.
const LONGEST: usize = 40;
/// A label before a colon has no more tokens ("Read more:").
const LABEL: usize = 4;

/// The numbers of the sentences that are headlines, given for each token the tables whose names begin there.
pub(crate) fn find(layers: &Layers, text: &str, tokens: &[Token], tables: &[TableSet], sentences: &[Sentence]) -> Vec<u32> {
    let headline = |&s: &usize| {
        let sentence = &sentences[s];
        let line = Line { layers, text, tokens: &tokens[sentence.tokens.clone()], tables: &tables[sentence.tokens.clone()] };
        let beside = |s: usize| sentences.get(s).is_some_and(|other| other.paragraph == sentence.paragraph);
        line.begins() && line.is_title_case(sentence.heading) && line.is_headline(|| sentence.heading || s == 0 || !beside(s + 1) && !beside(s - 1))
    };
    (0..sentences.len()).filter(headline).map(|s| s as u32).collect()
}

/// A sentence that may be a headline.
struct Line<'a> {
    layers: &'a Layers,
    text: &'a str,
    tokens: &'a [Token],
    tables: &'a [TableSet],
}

impl Line<'_> {
    /// Nearly all sentences are told from headlines by their second to fourth word: of a headline's one has a capital.
    #[inline]
    fn begins(&self) -> bool {
        self.tokens.iter().take(4).skip(1).any(|token| token.capital)
    }

    /// No long word lacks a capital but for prepositions and the like; one among ten is `forgiven`.
    #[inline(never)]
    fn is_title_case(&self, forgiven: bool) -> bool {
        let small = |token: &&Token| token.kind == Kind::Word && !token.capital && token.end() - token.start() > 3 && !self.stays_small(token);
        let mut rest = self.tokens.iter();
        rest.find(small).is_none() || self.label() > 0 || forgiven && rest.find(small).is_none() && self.tokens.len() > 9
    }

    /// A preposition or the like of more than three letters, which a headline may leave small.
    #[inline(never)]
    fn stays_small(&self, token: &Token) -> bool {
        matches!(
            token.text(self.text),
            "from" | "with" | "over" | "into" | "amid" | "after" | "than" | "that" | "upon" | "near" | "onto" | "until" | "against" | "between"
        )
    }

    /// One past the colon of a label.
    fn label(&self) -> usize {
        self.tokens.iter().take(LABEL + 1).position(|t| t.mark() == ':').map_or(0, |colon| colon + 1)
    }

    /// No verb lacks a capital, and words have one that are no names. Less is enough where the line `stands` alone or opens the text.
    #[inline(never)]
    fn is_headline(&self, stands: impl Fn() -> bool) -> bool {
        let label = self.label();
        if self.tokens.len() > LONGEST {
            return false;
        }
        let (mut words, mut long, mut small) = (0, 0, 0);
        for (token, tables) in self.tokens.iter().zip(self.tables).skip(label).filter(|(token, _)| token.kind == Kind::Word) {
            words += 1;
            let is_long = token.end() - token.start() > 3;
            long += usize::from(is_long);
            if !token.capital {
                let verb = matches!(
                    token.text(self.text),
                    "is" | "are"
                        | "was"
                        | "be"
                        | "been"
                        | "has"
                        | "had"
                        | "do"
                        | "did"
                        | "can"
                        | "may"
                        | "met"
                        | "won"
                        | "led"
                        | "ran"
                        | "hit"
                        | "got"
                );
                if verb || tables.meets(ACTING) {
                    return false;
                }
                small += usize::from(is_long && !self.stays_small(token));
            }
        }
        if long < 2 || words < 3 && label > 0 || small * 10 > long {
            return false;
        }
        match stands() {
            true => self.plain().any(|weight| weight > 0),
            false => small == 0 && long > 2 && words > 3 && self.plain().any(|weight| weight > 1) && self.plain().sum::<usize>() > 2,
        }
    }

    /// How much speaks for each word with a capital being no name: of small words and verbs more than of forms of common words.
    fn plain(&self) -> impl Iterator<Item = usize> {
        let words = self.tokens.iter().zip(self.tables).filter(|(token, _)| token.kind == Kind::Word);
        words.skip(1).filter(|(token, _)| token.capital).map(|(token, tables)| {
            let word = token.core_text(self.text);
            let form = word.ends_with(['s', 'S']) || word.ends_with("ed") || word.ends_with("ED");
            match () {
                () if !token.caps && is_function(word) || tables.meets(ACTING) && form => 2,
                () => usize::from(tables.meets(ACTING) || common(self.layers, word) == Some(Common::Form)),
            }
        })
    }
}

/// A small word that only a headline capitalises in mid-sentence.
fn is_function(word: &str) -> bool {
    const WORDS: [&str; 52] = [
        "To", "In", "Of", "For", "On", "At", "By", "As", "With", "From", "Over", "After", "Into", "Amid", "Under", "Against", "Before", "During",
        "Behind", "Inside", "Outside", "Through", "About", "Between", "Without", "Is", "Are", "Was", "Were", "Be", "Been", "Has", "Have", "Had",
        "Will", "Would", "Could", "Should", "May", "Might", "Must", "Not", "His", "Her", "Its", "Their", "Who", "What", "Why", "How", "If", "When",
    ];
    WORDS.contains(&word)
}

/// How a word is a common one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Common {
    Word,
    /// With an ending.
    Form,
}

/// Whether a word is a common one of the language, letter case aside.
pub(crate) fn common(layers: &Layers, word: &str) -> Option<Common> {
    let mut key = String::new();
    fold::key(word, &mut key);
    let known = |word: &str| layers.find(Table::CommonWord, word).is_some();
    if known(&key) {
        return Some(Common::Word);
    }
    let mut stems = ["s", "es", "d", "ed", "ing", "er", "ers"].iter().filter_map(|ending| key.strip_suffix(ending)).filter(|stem| stem.len() > 1);
    stems.any(|stem| known(stem) || known(&format!("{stem}e"))).then_some(Common::Form)
}
