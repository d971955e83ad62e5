//! Folding: how two spellings of a name meet without moving an offset.
//!
//! A name and a text are cut into the same pieces (words and marks of UAX #29). Each piece is folded to a key on its own, so a match is always a run of
//! whole pieces and its span is that of the text. What is folded away: case, diacritics, apostrophes with the marks for ʿayn and hamza, full stops inside
//! abbreviations, the difference between a hyphen and a space, and the forms of the Arabic article.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// What a piece that is no word does between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A hyphen or short dash: joins words when it touches both.
    Hyphen,
    /// An apostrophe or single quotation mark.
    Apostrophe,
    /// A full stop.
    Period,
    /// Anything else; it has a key of its own and is never skipped.
    Other,
}

/// The mark that a piece is.
pub fn mark(piece: &str) -> Mark {
    let mut chars = piece.chars();
    match (chars.next(), chars.next()) {
        (Some('.'), None) => Mark::Period,
        (Some('-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}'), None) => Mark::Hyphen,
        (Some(c), None) if is_apostrophe(c) => Mark::Apostrophe,
        _ => Mark::Other,
    }
}

/// Whether a mark between words may be skipped. `before` is the word it follows (nothing at the start); a full stop needs more than this: the word before
/// it must be one that takes a full stop.
pub fn is_soft(mark: Mark, before: Option<&str>, spaced_before: bool, spaced_after: bool) -> bool {
    match mark {
        Mark::Hyphen => before.is_some() && !spaced_before && !spaced_after,
        Mark::Apostrophe => !spaced_before || !spaced_after,
        Mark::Period => before.is_some() && !spaced_before,
        Mark::Other => false,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2035}' | '\u{FF07}')
}

/// Characters that leave no trace in a key: apostrophes, modifier letters (ʿ, ʾ, ʻ, ʼ, ˈ), soft hyphens, joiners and direction marks.
fn is_dropped(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '\'' | '`');
    }
    is_apostrophe(c)
        || is_combining_mark(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
            | '\u{2B9}'..='\u{2DF}' | '\u{640}')
}

/// Letters that NFKD leaves whole although news text writes them with plain ones.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'æ' => "ae",
        'Æ' => "Ae",
        'œ' => "oe",
        'Œ' => "Oe",
        'þ' => "th",
        'Þ' => "Th",
        'ħ' => "h",
        'Ħ' => "H",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ı' => "i",
        'ə' => "a",
        'Ə' => "A",
        _ => return None,
    })
}

fn push(out: &mut String, c: char, keep_case: bool) {
    if c.is_ascii() {
        out.push(if keep_case { c } else { c.to_ascii_lowercase() });
        return;
    }
    match plain(c) {
        Some(letters) if keep_case => out.push_str(letters),
        Some(letters) => out.extend(letters.chars().map(|c| c.to_ascii_lowercase())),
        None if keep_case => out.push(c),
        None => out.extend(c.to_lowercase()),
    }
}

fn fold(piece: &str, keep_case: bool, out: &mut String) {
    if piece == "&" {
        out.push_str("and");
        return;
    }
    let mut after_letter = false;
    let mut step = |c: char, out: &mut String| {
        // A full stop goes in "U.S", not in "3.5".
        let dropped = is_dropped(c) || (c == '.' && after_letter);
        if !dropped {
            after_letter = c.is_alphabetic();
            push(out, c, keep_case);
        }
    };
    if piece.is_ascii() {
        piece.chars().for_each(|c| step(c, out));
    } else {
        piece.nfkd().for_each(|c| step(c, out));
    }
}

/// Appends the key of one piece to `out`.
pub fn key(piece: &str, out: &mut String) {
    fold(piece, false, out);
}

/// The key of an ordinary piece (ASCII, with straight or curly apostrophes) in a buffer of zeros, and its length; nothing else is handled: `None` then, and
/// [`key`] must be asked.
#[inline]
pub fn short_key(piece: &str, buffer: &mut [u8; 24]) -> Option<usize> {
    let mut bytes = piece.as_bytes();
    let mut len = 0;
    while let [byte, rest @ ..] = bytes {
        bytes = rest;
        if !byte.is_ascii_alphanumeric() {
            match (byte, rest) {
                (b'\'' | b'`', _) => continue,
                (b'.', _) if len > 0 && buffer[len - 1].is_ascii_alphabetic() => continue,
                (0xE2, [0x80, 0x99, after @ ..]) => {
                    bytes = after;
                    continue;
                }
                (b'&' | 0x80.., _) => return None,
                _ => {}
            }
        }
        *buffer.get_mut(len)? = byte.to_ascii_lowercase();
        len += 1;
    }
    Some(len)
}

/// Which of the three usual cases a word could be written in: a set of `LOWER`, `TITLE` and `UPPER`, empty for any other mixture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case(pub u8);

impl Case {
    /// No letter is upper case.
    pub const LOWER: Case = Case(1);
    /// The first letter is upper case, no other.
    pub const TITLE: Case = Case(2);
    /// No letter is lower case.
    pub const UPPER: Case = Case(4);
    /// Nothing is known yet, or no letter has a case.
    pub const ANY: Case = Case(7);
    /// Another mixture.
    pub const MIXED: Case = Case(0);

    /// The case of a word.
    #[inline]
    pub fn of(word: &str) -> Case {
        if let [first @ b'a'..=b'z', rest @ ..] | [first @ b'A'..=b'Z', rest @ ..] = word.as_bytes() {
            if rest.iter().all(u8::is_ascii_alphabetic) {
                let upper = rest.iter().filter(|b| b.is_ascii_uppercase()).count();
                return Case::of_letters(first.is_ascii_uppercase(), upper > 0, upper < rest.len());
            }
        }
        let mut case = Case::ANY;
        let mut first = true;
        for c in word.chars() {
            let allowed = match (c.is_uppercase(), c.is_lowercase()) {
                (true, _) if first => 2 | 4,
                (true, _) => 4,
                (_, true) if first => 1,
                (_, true) => 1 | 2,
                _ => continue,
            };
            first = false;
            case.0 &= allowed;
        }
        case
    }

    /// The case of a word of ASCII letters: whether the first is upper case, and whether others are upper and lower case.
    #[inline]
    pub(crate) const fn of_letters(capital: bool, upper: bool, small: bool) -> Case {
        Case::of_others(upper, small).and(if capital { Case(2 | 4) } else { Case::LOWER })
    }

    /// The case that letters after the first allow.
    #[inline]
    pub(crate) const fn of_others(upper: bool, small: bool) -> Case {
        Case(if upper { 4 } else { 7 } & if small { 1 | 2 } else { 7 })
    }

    /// The case that a word of letters allows for what it is the rest of.
    #[inline]
    pub const fn of_rest(self) -> Case {
        match self {
            Case::LOWER => Case::of_others(false, true),
            Case(4 | 6) => Case::of_others(true, false),
            _ => Case::MIXED,
        }
    }

    /// The case that both can be.
    #[inline]
    pub const fn and(self, other: Case) -> Case {
        Case(self.0 & other.0)
    }
}

/// Words that may stand in lower case before a capitalised name ("the Hague", "los Zetas").
pub const PARTICLES: &[&str] = &["the", "al", "el", "la", "le", "les", "los", "las", "de"];

/// Whether a key is that of one of [`PARTICLES`].
pub fn is_particle(key: &str) -> bool {
    PARTICLES.contains(&key)
}

/// The key of every form of the Arabic article.
pub const ARTICLE: &str = "al";

/// Whether the word of key `word` is the Arabic article before the word of key `next`: joined by a hyphen, or both capitalised ("Ar Raqqah"). The
/// consonant of the article must be that of the word where it is assimilated (ar-R…, ash-Sh…), so "As Damascus fell" has none.
pub fn is_article(word: &str, next: &str, hyphen: bool, both_capital: bool) -> bool {
    if !hyphen && !both_capital {
        return false;
    }
    match word {
        "al" | "el" => true,
        "ul" => hyphen,
        _ => word
            .strip_prefix(['a', 'e'])
            .is_some_and(|sun| matches!(sun, "r" | "s" | "sh" | "d" | "dh" | "n" | "t" | "th" | "z") && next.starts_with(sun)),
    }
}

/// Whether a piece could be the Arabic article; a quick look that tells most words from it.
#[inline]
pub fn may_be_article(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'b'..=b'd' | b'f'..=b't' | b'v'..=b'z' | b'B'..=b'D' | b'F'..=b'T' | b'V'..=b'Z', ..] => false,
        [b'a' | b'e' | b'A' | b'E' | b'u' | b'U', b'l' | b'L'] => true,
        [b'a' | b'e' | b'A' | b'E', b'r' | b's' | b'd' | b'n' | b't' | b'z' | b'R' | b'S' | b'D' | b'N' | b'T' | b'Z'] => true,
        [b'a' | b'e' | b'A' | b'E', b's' | b'd' | b't' | b'S' | b'D' | b'T', b'h' | b'H'] => true,
        bytes => bytes.len() <= 6 && !bytes.is_ascii(),
    }
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'n> {
    /// As the name has it.
    pub text: &'n str,
    /// Its key.
    pub key: String,
    /// A full stop follows it, and a further word.
    pub period: bool,
}

/// The case of a run of words: that of all that are neither an article nor a particle at the start.
pub fn case_of(words: &[Word<'_>]) -> Case {
    let counted = words.iter().enumerate().filter(|(i, w)| words.len() == 1 || w.key != ARTICLE && (*i > 0 || !is_particle(&w.key)));
    counted.fold(Case::ANY, |case, (_, word)| case.and(Case::of(word.text)))
}

/// Cuts a name into words with their keys.
pub fn words(name: &str) -> Vec<Word<'_>> {
    words_with(name, false)
}

/// The words of a name as [`words`] has them, but with their case.
pub fn cased_words(name: &str) -> Vec<Word<'_>> {
    words_with(name, true)
}

struct Piece<'n> {
    text: &'n str,
    spaced: bool,
}

fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut spaced = true;
    let mut pieces = Vec::new();
    for text in name.split_word_bounds() {
        if text.chars().all(char::is_whitespace) {
            spaced = true;
        } else {
            pieces.push(Piece { text, spaced });
            spaced = false;
        }
    }
    pieces
}

fn is_capital(word: &str) -> bool {
    first_cased(word).is_some_and(char::is_uppercase)
}

/// The first letter that has a case.
pub fn first_cased(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_uppercase() || c.is_lowercase())
}

fn words_with(name: &str, keep_case: bool) -> Vec<Word<'_>> {
    let pieces = pieces(name);
    let mut words: Vec<Word<'_>> = Vec::with_capacity(pieces.len());
    // Whether the last word is joined to the one to come by a hyphen, and whether a full stop stands between.
    let (mut hyphen, mut period) = (false, false);
    for (i, piece) in pieces.iter().enumerate() {
        let spaced_after = pieces.get(i + 1).is_none_or(|next| next.spaced);
        let kind = mark(piece.text);
        if is_soft(kind, words.last().map(|w| w.text), piece.spaced, spaced_after) {
            hyphen |= kind == Mark::Hyphen;
            period |= kind == Mark::Period;
            continue;
        }
        let mut key = String::with_capacity(piece.text.len());
        match kind {
            Mark::Hyphen => key.push('-'),
            _ => fold(piece.text, keep_case, &mut key),
        }
        if key.is_empty() {
            continue;
        }
        if let Some(last) = words.last_mut() {
            last.period = period;
            let both = is_capital(last.text) && is_capital(piece.text) && !period && !hyphen;
            if is_article(&last.key.to_lowercase(), &key.to_lowercase(), hyphen && !period, both) {
                last.key = ARTICLE.to_owned();
            }
        }
        (hyphen, period) = (false, false);
        words.push(Word { text: piece.text, key, period: false });
    }
    words
}
