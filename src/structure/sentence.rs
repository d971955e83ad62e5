//! Sentence boundaries of news text.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use dateline_gazetteers::schema::{Table, abbreviation, cue};

use super::{Sentence, is_bullet, is_closer, is_dash, is_opener, is_stop};
use crate::{
    gazetteer::Layers,
    span::Span,
    token::{Gap, Kind, Token},
};

/// A paragraph without a full stop at its end is a heading or an item of a list up to this many words; beyond, the stop was forgotten.
const LONGEST_HEADING: usize = 30;

/// What an abbreviation says about the end of its sentence, if a capitalised word follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abbreviation {
    /// It needs the word after it: "Gen.", "e.g.".
    Never,
    /// It needs a number after it; else it is a word like any other: "No.", "vol.".
    Reference,
    /// It goes with a number after it; else it ends: "Sept.", "ft.".
    Number,
    /// It goes with a weekday or a time zone after it; else it ends: "p.m.".
    Time,
    /// It ends before a word that begins sentences and before a subject with its verb: "Inc.".
    Company,
    /// It ends before a word that begins sentences, or if it follows a city: "Calif.".
    Place,
    /// It ends before a word that begins sentences: "U.S.", "Jr.".
    Other,
}

impl Abbreviation {
    fn of_class(class: &str) -> Abbreviation {
        match class {
            "title" | "latin" => Abbreviation::Never,
            "reference" => Abbreviation::Reference,
            "month" | "weekday" | "unit" => Abbreviation::Number,
            "time" => Abbreviation::Time,
            "organisation" => Abbreviation::Company,
            "place" => Abbreviation::Place,
            _ => Abbreviation::Other,
        }
    }
}

/// What the splitter knows of abbreviations and of verbs that follow a quotation.
pub(crate) struct Splitter {
    /// By spelling, without the last full stop.
    abbreviations: HashMap<Box<str>, Abbreviation>,
    /// Forms of the verbs of saying.
    sayings: HashSet<Box<str>>,
}

impl Splitter {
    pub fn new(layers: &Layers) -> Splitter {
        let abbreviations = layers.rows(Table::Abbreviation).map(|(_, row)| (row.text(abbreviation::ID), row.text(abbreviation::CLASS)));
        let verbs = layers.rows(Table::Cue).map(|(_, row)| row);
        let verbs = verbs.filter(|row| row.text(cue::POS) == "verb" && row.text(cue::TYPE) == "communication");
        Splitter::from_parts(abbreviations, verbs.flat_map(|row| row.names(cue::FORMS).map(|(form, _)| form)))
    }

    fn from_parts<'a>(abbreviations: impl Iterator<Item = (&'a str, &'a str)>, sayings: impl Iterator<Item = &'a str>) -> Splitter {
        let spelling = |id: &'a str| id.strip_suffix('.').unwrap_or(id).into();
        Splitter {
            abbreviations: abbreviations.map(|(id, class)| (spelling(id), Abbreviation::of_class(class))).collect(),
            sayings: sayings.map(Into::into).collect(),
        }
    }
}

/// Finds the sentences of `text`.
pub(crate) fn find(splitter: &Splitter, text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + paragraphs.len());
    for (number, range) in paragraphs.iter().enumerate() {
        let paragraph = Paragraph { splitter, text, tokens, range: range.clone() };
        paragraph.split(number, &mut sentences);
    }
    sentences
}

struct Paragraph<'a> {
    splitter: &'a Splitter,
    text: &'a str,
    tokens: &'a [Token],
    range: Range<usize>,
}

impl<'a> Paragraph<'a> {
    /// The token at an index, if it stands in the paragraph.
    fn at(&self, index: usize) -> Option<&'a Token> {
        if self.range.contains(&index) { self.tokens.get(index) } else { None }
    }

    /// The words of a token; empty outside of the paragraph.
    fn word(&self, index: usize) -> &'a str {
        self.at(index).map_or("", |t| t.text(self.text))
    }

    /// The token touches its predecessor.
    fn touches(&self, index: usize) -> bool {
        self.at(index).is_some_and(|t| t.gap == Gap::None && index > self.range.start)
    }

    fn split(&self, number: usize, sentences: &mut Vec<Sentence>) {
        let mut first = self.range.start;
        if let Some(after) = self.dateline() {
            sentences.push(self.sentence(first..after, number, true));
            first = after;
        }
        let mut i = first;
        // Whether a straight double quote is open.
        let mut quoting = false;
        while i < self.range.end {
            let token = &self.tokens[i];
            if token.kind != Kind::Mark && !(token.capital && self.touches(i + 1)) {
                i += 1;
                continue;
            }
            let word = token.text(self.text);
            if is_stop(word) {
                let stop = self.stop(i, quoting);
                quoting ^= self.tokens[i..stop.after].iter().filter(|t| t.text(self.text) == "\"").count() % 2 == 1;
                i = stop.after;
                if i < self.range.end && self.ends(first, &stop) {
                    sentences.push(self.sentence(first..i, number, false));
                    first = i;
                }
            } else {
                if i > first && !self.touches(i) && (is_bullet(word) || self.is_credit(i)) {
                    sentences.push(self.sentence(first..i, number, true));
                    first = i;
                }
                quoting ^= word == "\"" && !self.is_inch(i);
                i += 1;
            }
        }
        if first < self.range.end {
            let heading = self.is_heading(first);
            sentences.push(self.sentence(first..self.range.end, number, heading));
        }
    }

    fn sentence(&self, tokens: Range<usize>, paragraph: usize, heading: bool) -> Sentence {
        let (first, last) = (&self.tokens[tokens.start], &self.tokens[tokens.end - 1]);
        // A segment of UAX #29 may begin with spaces, if a combining mark stands on the last of them.
        let blank = first.text(self.text).len() - first.text(self.text).trim_start().len();
        Sentence { span: Span::new(first.start + blank, last.end), tokens, paragraph, heading }
    }

    /// Whether the sentence from `first` to the paragraph's end is a heading.
    fn is_heading(&self, first: usize) -> bool {
        let tokens = &self.tokens[first..self.range.end];
        let Some(last) = tokens.iter().rev().map(|t| t.text(self.text)).find(|w| !is_closer(w)) else { return true };
        let words = tokens.iter().filter(|t| t.kind != Kind::Mark).take(LONGEST_HEADING + 1).count();
        !is_stop(last) && words <= LONGEST_HEADING && !(last == ":" && words > 3)
    }

    /// "Image: Jane Doe." after a caption.
    fn is_credit(&self, i: usize) -> bool {
        matches!(self.word(i), "Image" | "Images" | "Photo" | "Photos" | "Photograph" | "Picture" | "Video" | "Audio" | "Credit")
            && self.word(i + 1) == ":"
            && i.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind != Kind::Mark || matches!(t.text(self.text), "." | ")"))
    }

    /// A straight quote that stands for inches: it touches a number and nothing after it.
    fn is_inch(&self, i: usize) -> bool {
        self.touches(i)
            && i.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind == Kind::Number && t.text(self.text).contains(['\'', '’']))
    }
}

/// Marks at which a sentence may end.
struct Stop {
    /// The first mark.
    start: usize,
    /// Past the last mark of the stop proper.
    end: usize,
    /// Past the marks that close after it.
    after: usize,
    /// The kind of stop.
    mark: StopMark,
    /// A quotation mark closes after it.
    quote: bool,
    /// A bracket closes after it.
    bracket: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopMark {
    Period,
    Ellipsis,
    /// `?`, `!`, and what other scripts end sentences with.
    Other,
}

impl Paragraph<'_> {
    /// Reads the stop that begins at a mark, with the marks that close after it.
    fn stop(&self, start: usize, quoting: bool) -> Stop {
        let mut end = start + 1;
        while is_stop(self.word(end)) && (self.touches(end) || self.spaced_dot(end)) {
            end += 1;
        }
        let marks = &self.tokens[start..end];
        let has = |test: fn(&str) -> bool| marks.iter().any(|t| test(t.text(self.text)));
        let mark = if has(|m| !matches!(m, "." | "…")) {
            StopMark::Other
        } else if marks.len() == 1 && !has(|m| m == "…") || marks.get(1).is_some_and(|t| t.gap != Gap::None && marks.len() > 2) && self.touches(start)
        {
            // Also the period before a spaced ellipsis: "the end. ... Then".
            StopMark::Period
        } else {
            StopMark::Ellipsis
        };
        let mut stop = Stop { start, end, after: end, mark, quote: false, bracket: false };
        let mut quoting = quoting;
        while let Some(len) = self.closes(stop.after, quoting) {
            match self.word(stop.after) {
                ")" | "]" | "}" | "[" => stop.bracket = true,
                mark => {
                    stop.quote = true;
                    quoting ^= mark == "\"";
                }
            }
            stop.after += len;
        }
        stop
    }

    /// A mark of an ellipsis that is written with spaces.
    fn spaced_dot(&self, i: usize) -> bool {
        let dots = |i| matches!(self.word(i), "." | "…");
        let number_follows = self.at(i + 1).is_some_and(|t| t.gap == Gap::None && t.kind != Kind::Mark);
        dots(i) && !number_follows && (self.word(i) == "…" || dots(i + 1) || i.checked_sub(1).is_some_and(dots))
    }

    /// How many tokens at `i` close what came before the stop.
    fn closes(&self, i: usize, quoting: bool) -> Option<usize> {
        let free = !self.touches(i + 1) || self.at(i + 1).is_some_and(|t| t.kind == Kind::Mark);
        match (self.word(i), self.touches(i)) {
            (")" | "]" | "}" | "”" | "»" | "›", true) => Some(1),
            ("\"", true) => (quoting || free).then_some(1),
            ("'" | "’" | "“", true) => free.then_some(1),
            ("”" | "»", false) => free.then_some(1),
            ("\"", false) => (quoting && free && !self.touches(i + 1)).then_some(1),
            // A reference to a note: "the end.[3]"
            ("[", true) => (self.at(i + 1).is_some_and(|t| t.kind == Kind::Number) && self.word(i + 2) == "]").then_some(3),
            _ => None,
        }
    }

    /// Whether a sentence that began at `first` ends with this stop; more of the paragraph follows.
    fn ends(&self, first: usize, stop: &Stop) -> bool {
        let before = if self.touches(stop.start) { stop.start.checked_sub(1).filter(|&i| i >= first) } else { None };
        if stop.start == first && !stop.quote && self.touches(stop.after) {
            return false; // ".50 caliber"
        }
        let abbreviation = before.and_then(|i| self.abbreviation(first, i, stop));
        let Some(lead) = self.lead(stop, abbreviation) else { return false };
        let token = &self.tokens[lead];
        if before.is_none() && stop.mark == StopMark::Period && self.touches(lead) {
            return false; // " .50 caliber"
        }
        match token.kind {
            Kind::Mark => abbreviation.is_none() && stop.mark != StopMark::Ellipsis,
            Kind::Number => self.ends_before_number(abbreviation, stop),
            Kind::Word if token.text(self.text).starts_with(char::is_lowercase) => {
                abbreviation.is_none() && !stop.quote && stop.mark != StopMark::Ellipsis && self.is_lower_case_name(lead)
            }
            Kind::Word => self.ends_before_capital(first, abbreviation, stop, lead),
        }
    }

    /// The token that shows how what follows the stop begins; none if it cannot begin a sentence.
    fn lead(&self, stop: &Stop, abbreviation: Option<Abbreviation>) -> Option<usize> {
        let mut i = stop.after;
        if self.touches(i) && !self.glued(stop, abbreviation) {
            return None;
        }
        let dash = is_dash(self.word(i)) || matches!(self.word(i), "*" | "_");
        if dash {
            if abbreviation.is_some() || stop.quote || stop.bracket || stop.mark == StopMark::Ellipsis {
                return None;
            }
            i += 1;
        }
        // No opening of a sentence has more marks than a few.
        for _ in 0..4 {
            if !is_opener(self.word(i)) && !is_bullet(self.word(i)) {
                break;
            }
            if abbreviation.is_some() && matches!(self.word(i), "(" | "[" | "{") {
                return None;
            }
            i += 1;
        }
        let mark = self.word(i);
        let goes_on = matches!(mark, "," | ";" | ":" | "/" | "%" | "&" | "+" | "=" | ")" | "]" | "}" | "") || is_dash(mark) || is_stop(mark);
        (!goes_on).then_some(i)
    }

    /// A sentence may begin right after the stop, where a space was forgotten.
    fn glued(&self, stop: &Stop, abbreviation: Option<Abbreviation>) -> bool {
        if abbreviation.is_some() {
            return false;
        }
        let i = stop.after;
        let capital = |i| self.at(i).is_some_and(|t| t.kind == Kind::Word && t.capital && t.end - t.start > 1);
        match self.word(i) {
            "“" | "‘" | "\"" | "«" => self.touches(i + 1) && self.at(i + 1).is_some_and(|t| t.kind == Kind::Word && t.capital),
            _ if !capital(i) => false,
            _ => {
                let number = stop.start.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind == Kind::Number && t.end - t.start > 1);
                stop.quote || stop.bracket || stop.mark != StopMark::Period || (number && !self.tokens[i].caps)
            }
        }
    }

    fn ends_before_number(&self, abbreviation: Option<Abbreviation>, stop: &Stop) -> bool {
        match abbreviation {
            None => stop.mark != StopMark::Ellipsis || self.touches(stop.start),
            Some(Abbreviation::Company | Abbreviation::Time) => true,
            // "U.S. 1", "N.Y. 10017": roads and postal codes.
            Some(_) => false,
        }
    }

    fn ends_before_capital(&self, first: usize, abbreviation: Option<Abbreviation>, stop: &Stop, lead: usize) -> bool {
        if stop.quote && self.is_attribution(lead, stop) {
            return false;
        }
        if stop.mark == StopMark::Ellipsis {
            return self.touches(stop.start) || self.is_starter(lead);
        }
        let Some(abbreviation) = abbreviation else {
            return !(self.word(stop.after.wrapping_sub(1)) == ")" && self.is_aside(stop));
        };
        match abbreviation {
            Abbreviation::Never => false,
            Abbreviation::Reference => !self.is_label(lead),
            Abbreviation::Number => !self.is_month(lead),
            Abbreviation::Time => self.is_starter(lead) || !self.is_time_word(lead),
            Abbreviation::Company => self.is_starter(lead) || (self.has_verb(first, stop.start) && self.is_subject(lead)),
            Abbreviation::Place => self.is_starter(lead) || self.follows_city(stop, lead),
            Abbreviation::Other => self.is_starter(lead),
        }
    }

    /// "(?)", "(!)": an aside of the writer within a sentence.
    fn is_aside(&self, stop: &Stop) -> bool {
        stop.start.checked_sub(1).is_some_and(|i| self.word(i) == "(")
    }

    /// What the word before a stop is an abbreviation of, if it is one.
    fn abbreviation(&self, first: usize, i: usize, stop: &Stop) -> Option<Abbreviation> {
        let token = self.at(i)?;
        let word = token.text(self.text);
        if stop.mark == StopMark::Other {
            // "Yahoo!"
            let known = stop.end == stop.start + 1 && !stop.quote;
            return if known { self.splitter.abbreviations.get(&*format!("{word}{}", self.word(stop.start))).copied() } else { None };
        }
        if stop.mark != StopMark::Period || stop.quote {
            return None;
        }
        let found = match token.kind {
            Kind::Mark => None,
            // "1. The first item"
            Kind::Number => (i == first && word.len() <= 3).then_some(Abbreviation::Never),
            Kind::Word if i == first && word.chars().count() == 1 => Some(Abbreviation::Never),
            Kind::Word => self.known_abbreviation(first, i, word).or_else(|| unknown_abbreviation(token, word)),
        };
        // "Schumer (D-N.Y.) President": brackets close after abbreviations in mid-sentence.
        if stop.bracket { found.map(|_| Abbreviation::Never) } else { found }
    }

    fn known_abbreviation(&self, first: usize, i: usize, word: &str) -> Option<Abbreviation> {
        let get = |word: &str| self.splitter.abbreviations.get(word).copied();
        if let Some(found) = get(word) {
            return Some(found);
        }
        let token = self.at(i)?;
        if token.caps && self.at(i + 2).is_some_and(|t| t.caps || t.kind == Kind::Number) {
            let mut letters = word.chars();
            let capitalised = letters.next()?.to_string() + &letters.as_str().to_lowercase();
            return get(&capitalised);
        }
        if i == first && token.capital { get(&word.to_lowercase()) } else { None }
    }

    fn is_starter(&self, i: usize) -> bool {
        let word = self.word(i);
        let starter =
            STARTERS.binary_search(&word).is_ok() || word.split_once(['\'', '’']).is_some_and(|(head, _)| STARTERS.binary_search(&head).is_ok());
        // "J. A. Smith", but "Plan B. A man".
        let letter = word.len() == 1;
        starter && (!letter || self.at(i + 1).is_some_and(|t| t.gap != Gap::None && t.text(self.text).starts_with(char::is_lowercase)))
    }

    /// "in Lodi, N.J. Police said": within a sentence another comma would close "N.J.".
    fn follows_city(&self, stop: &Stop, lead: usize) -> bool {
        let city = stop.start.checked_sub(3).is_some_and(|i| self.word(i + 1) == "," && self.at(i).is_some_and(|t| t.capital));
        city && self.at(lead + 1).is_some_and(|t| t.text(self.text).starts_with(|c: char| c.is_lowercase() || c == ','))
    }

    /// "Microsoft said", "Microsoft, which", "Mr. Gates", after "Apple Inc."
    fn is_subject(&self, i: usize) -> bool {
        let next = self.word(i + 1);
        let titled = next == "." && self.splitter.abbreviations.get(self.word(i)) == Some(&Abbreviation::Never);
        titled || next == "," || AUXILIARIES.binary_search(&next).is_ok()
    }

    /// The sentence so far holds a word in lower case that is no particle of a name: nothing but a company's name is no sentence.
    fn has_verb(&self, first: usize, end: usize) -> bool {
        // Longer names than this are none.
        end - first > 12 || (first..end).any(|i| self.word(i).len() > 3 && self.word(i).starts_with(char::is_lowercase))
    }

    /// "Vol. II", "Fig. A"
    fn is_label(&self, i: usize) -> bool {
        let word = self.word(i);
        word.len() == 1 || word.bytes().all(|b| b"IVXLC".contains(&b))
    }

    fn is_month(&self, i: usize) -> bool {
        let word = self.word(i);
        MONTHS.iter().any(|m| word == *m || (word.len() >= 3 && m.starts_with(word)))
    }

    /// "5 p.m. Monday", "10 a.m. EST", "3 p.m. Eastern time"
    fn is_time_word(&self, i: usize) -> bool {
        let word = self.word(i);
        let zone = self.at(i).is_some_and(|t| t.caps && (2..=5).contains(&word.len()));
        let next = self.word(i + 1);
        let named = matches!(word, "Eastern" | "Central" | "Mountain" | "Pacific" | "Atlantic" | "Greenwich" | "Local")
            || matches!(next, "time" | "Time")
            || (matches!(next, "Standard" | "Daylight" | "Summer"));
        zone || named || WEEKDAYS.iter().any(|d| word == *d || (word.len() >= 3 && d.starts_with(word))) || self.is_month(i)
    }

    /// "al-Shabab", "bin Laden", "iPhone": names that stay in lower case at the head of a sentence.
    fn is_lower_case_name(&self, i: usize) -> bool {
        let word = self.word(i);
        if self.word(i + 1) == "-" && matches!(word, "al" | "el" | "ar" | "as" | "an" | "ad" | "at" | "ash") {
            return self.touches(i + 1) && self.touches(i + 2) && self.at(i + 2).is_some_and(|t| t.capital);
        }
        let mut letters = word.chars().skip(1);
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// Who asked follows the quotation: `"Why?" Mr. Smith asked.`
    fn is_attribution(&self, lead: usize, stop: &Stop) -> bool {
        // Names are short; a pronoun begins a sentence of its own.
        if stop.mark == StopMark::Ellipsis || self.is_starter(lead) {
            return false;
        }
        let name = |i: usize| {
            self.at(i).is_some_and(|t| t.capital || matches!(t.text(self.text), "." | "-" | "de" | "bin" | "al" | "van" | "von" | "of" | "der"))
        };
        let Some(verb) = (lead + 1..lead + 9).find(|&i| !name(i)) else { return false };
        if !self.splitter.sayings.contains(self.word(verb)) {
            return false;
        }
        let next = self.word(verb + 1);
        if matches!(next, "." | "") {
            return true;
        }
        let when_or_how = AFTER_ATTRIBUTION.binary_search(&next).is_ok() || next.ends_with("ly") || WEEKDAYS.contains(&next);
        // "Haddad told the BBC."
        let clause = matches!(next, "whether" | "if" | "why" | "how" | "what" | "when" | "where" | "who" | "that" | "for" | "to");
        let addressed = matches!(self.word(verb), "told" | "asked") && !clause && (verb + 2..verb + 6).any(|i| matches!(self.word(i), "." | ","));
        stop.mark == StopMark::Other && (when_or_how || addressed)
    }

    /// The end of a dateline at the paragraph's head: "ANKARA, Turkey (AP) —".
    fn dateline(&self) -> Option<usize> {
        let first = self.range.start;
        if !self.at(first).is_some_and(|t| t.capital || t.text(self.text) == "(") {
            return None;
        }
        let mut comma = false;
        for i in first..self.range.end.min(first + 24) {
            let (token, word) = (self.at(i)?, self.word(i));
            if (is_dash(word) || word == "_") && i > first && !(self.touches(i) && self.touches(i + 1) && word != "—") {
                let end = if self.word(i + 1) == word && self.touches(i + 1) { i + 2 } else { i + 1 };
                let head = self.at(first).is_some_and(|t| t.caps && t.end - t.start > 2);
                let agency = self.word(i - 1) == ")" && (self.word(i.saturating_sub(3)) == "(" || self.word(i.saturating_sub(4)) == "(");
                let next = (end..end + 3).find(|&k| !is_opener(self.word(k)));
                let begins = next.and_then(|k| self.at(k)).is_some_and(|t| t.capital || t.kind == Kind::Number);
                return ((head || agency || comma) && begins).then_some(end);
            }
            comma |= word == ",";
            let small = matches!(
                word,
                "," | "." | "/" | "(" | ")" | "-" | "'" | "’" | "of" | "the" | "and" | "de" | "al" | "el" | "on" | "upon" | "du" | "near"
            );
            if !(small || token.capital || token.kind == Kind::Number) {
                return None;
            }
        }
        None
    }
}

/// Initials, dotted acronyms ("P.L.O") and capitalised words without a vowel ("Ltn") that no table knows.
fn unknown_abbreviation(token: &Token, word: &str) -> Option<Abbreviation> {
    let initials = token.capital && word.split('.').all(|part| part.chars().count() == 1);
    let no_vowel = token.capital
        && !token.caps
        && word.is_ascii()
        && word.len() > 1
        && !word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y']);
    (initials || no_vowel).then_some(Abbreviation::Other)
}

/// Words of grammar that begin a sentence rather than go on after an abbreviation; sorted.
const STARTERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "Again",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Can",
    "Could",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Either",
    "Even",
    "Every",
    "Everyone",
    "Few",
    "For",
    "From",
    "Given",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Indeed",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Like",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "Much",
    "My",
    "Neither",
    "Nevertheless",
    "No",
    "Nobody",
    "None",
    "Nonetheless",
    "Not",
    "Nothing",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Out",
    "Over",
    "Perhaps",
    "Rather",
    "She",
    "Should",
    "Since",
    "So",
    "Some",
    "Someone",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Today",
    "Under",
    "Unlike",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Whoever",
    "Why",
    "Will",
    "With",
    "Within",
    "Without",
    "Would",
    "Yes",
    "Yesterday",
    "Yet",
    "You",
    "Your",
];

/// Verbs that show that the word before them is a subject; sorted.
const AUXILIARIES: &[&str] = &[
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might", "must", "said", "says", "shall", "should", "was", "were",
    "will", "would",
];

/// What may follow the verb of saying after a quotation; sorted.
const AFTER_ATTRIBUTION: &[&str] =
    &[",", "after", "again", "aloud", "as", "at", "before", "during", "from", "in", "into", "on", "over", "through", "via", "when", "while", "with"];

const MONTHS: &[&str] = &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{structure::paragraphs, token::tokenize};

    static SPLITTER: std::sync::LazyLock<Splitter> = std::sync::LazyLock::new(|| {
        let rows = include_str!("../../gazetteers/abbreviations.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let rows = rows.filter_map(|l| l.split_once('\t')).map(|(id, rest)| (id, rest.split('\t').next().unwrap_or_default()));
        Splitter::from_parts(rows, ["said", "asked"].into_iter())
    });

    fn sentences(text: &str) -> Vec<Sentence> {
        let tokens = tokenize(text);
        find(&SPLITTER, text, &tokens, &paragraphs(text, &tokens))
    }

    #[test]
    fn headings_end_without_a_stop() {
        for (text, headings) in [
            ("Army retakes Harr\n\nThe town fell.", vec![true, false]),
            ("The town fell", vec![true]),
            ("By Ana Ruiz\nThe town fell.\n• One\n• Two", vec![true, false, true, true]),
            ("HARR (AP) — The town fell.", vec![true, false]),
            ("The minister said at a press conference in Harr:\n\n\"We won.\"", vec![false, false]),
            ("Background:\n\nThe town fell.", vec![true, false]),
            ("(Reporting by Ana Ruiz)", vec![true]),
            ("The town fell. It has", vec![false, true]),
        ] {
            assert_eq!(sentences(text).iter().map(|s| s.heading).collect::<Vec<_>>(), headings, "{text:?}");
        }
        let long = "and the town fell ".repeat(20);
        assert!(!sentences(&long)[0].heading, "a sentence that lost its stop");
    }

    #[test]
    fn who_asked_belongs_to_the_question() {
        for (text, expected) in [
            ("\"Who did this?\" Haddad asked. His aides said nothing.", 2),
            ("\"Who did this?\" Gen. Omar al-Haddad asked during the visit. No one spoke.", 2),
            ("\"Who did this?\" Haddad asked whether they knew.", 2),
            ("\"We won.\" Haddad said. He smiled.", 2),
            ("\"We won.\" Haddad said in May that he would.", 2),
        ] {
            assert_eq!(sentences(text).len(), expected, "{text:?}");
        }
    }

    #[test]
    fn paragraphs_are_counted() {
        let numbers = |text: &str| sentences(text).iter().map(|s| s.paragraph).collect::<Vec<_>>();
        assert_eq!(numbers("One. Two.\n\nThree.\nFour."), [0, 0, 1, 2]);
        assert_eq!(numbers("The army entered the\ntown of Harr early on\nMonday. It met no one.\nThe rebels had fled."), [0, 0, 0]);
    }

    #[test]
    fn lists_of_words_are_sorted() {
        for list in [STARTERS, AUXILIARIES, AFTER_ATTRIBUTION] {
            assert!(list.is_sorted());
        }
    }

    /// Linear, this takes a fraction of a second; were anything quadratic, minutes.
    #[test]
    fn hostile_text_takes_linear_time() {
        for piece in [
            ".", ". ", "?!", "...", " . ", ".\"", "\"", "A. ", "A.", "U.S. ", "a\n", "\n", "• ", "A,", "(A) -", "a—", ".)", "'", "Mr. ", "? \"",
            "1. ",
        ] {
            let text = piece.repeat(100_000 / piece.len());
            let begin = std::time::Instant::now();
            sentences(&text);
            assert!(begin.elapsed().as_secs() < 10, "{piece:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn sentences_hold_every_token_once(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            check(&pieces.concat())?;
        }

        #[test]
        fn sentences_of_any_string_hold_every_token_once(text in any::<String>()) {
            check(&text)?;
        }
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let tokens = tokenize(text);
        let mut token = 0;
        let mut paragraph = 0;
        for sentence in sentences(text) {
            prop_assert_eq!(sentence.tokens.start, token, "in {:?}", text);
            prop_assert!(sentence.tokens.end > token, "in {:?}", text);
            prop_assert_eq!(sentence.span.end, tokens[sentence.tokens.end - 1].end);
            let slice = text.get(sentence.span.start..sentence.span.end);
            prop_assert!(slice.is_some_and(|s| !s.is_empty() && s == s.trim()), "{:?} in {:?}", sentence, text);
            prop_assert!(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1, "in {:?}", text);
            paragraph = sentence.paragraph;
            token = sentence.tokens.end;
        }
        prop_assert_eq!(token, tokens.len(), "in {:?}", text);
        Ok(())
    }

    const PIECES: &[&str] = &[
        "The", "said", "a", "Haddad", "Mr", "Inc", "U.S", "J", "No", "p.m", "Jan", "5", "2012", "al", "-", "—", "•", "Photo", ":", ".", ".", ".",
        "!", "?", "…", ",", "\"", "\"", "'", "”", "“", "’", "(", ")", "[", "]", " ", " ", " ", " ", "\n", "\r\n", "\n\n", "\u{A0}", "\u{301}",
        " \u{301}", "é", "中", "。", "\u{2029}",
    ];
}
