//! What words say about the ends of sentences: abbreviations, words that begin a sentence, verbs that show a subject.

use super::{
    Paragraph,
    stop::{Stop, StopMark},
};
use crate::token::{Gap, Kind, Token};

/// What an abbreviation says about the end of its sentence, if a capitalised word follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
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
    pub(super) fn of_class(class: &str) -> Abbreviation {
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

impl Paragraph<'_> {
    /// What the word before a stop is an abbreviation of, if it is one.
    pub(super) fn abbreviation(&self, first: usize, i: usize, stop: &Stop) -> Option<Abbreviation> {
        let token = self.at(i)?;
        let word = token.text(self.text);
        if stop.mark == StopMark::Other {
            // "Yahoo!"
            let known = stop.end == stop.start + 1 && !stop.quote;
            return if known { self.splitter.abbreviation(&format!("{word}{}", self.word(stop.start))) } else { None };
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
        let get = |word: &str| self.splitter.abbreviation(word);
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

    pub(super) fn is_starter(&self, i: usize) -> bool {
        let word = self.word(i);
        let starter =
            STARTERS.binary_search(&word).is_ok() || word.split_once(['\'', '’']).is_some_and(|(head, _)| STARTERS.binary_search(&head).is_ok());
        // "J. A. Smith", but "Plan B. A man".
        let letter = word.len() == 1;
        starter && (!letter || self.at(i + 1).is_some_and(|t| t.gap != Gap::None && t.text(self.text).starts_with(char::is_lowercase)))
    }

    /// "in Lodi, N.J. Police said": within a sentence another comma would close "N.J.".
    pub(super) fn follows_city(&self, stop: &Stop, lead: usize) -> bool {
        let city = stop.start.checked_sub(3).is_some_and(|i| self.mark(i + 1) == ',' && self.at(i).is_some_and(|t| t.capital));
        city && self.at(lead + 1).is_some_and(|t| t.text(self.text).starts_with(|c: char| c.is_lowercase() || c == ','))
    }

    /// "Microsoft said", "Microsoft, which", "Mr. Gates", after "Apple Inc."
    pub(super) fn is_subject(&self, i: usize) -> bool {
        let next = self.mark(i + 1);
        let titled = next == '.' && self.splitter.abbreviation(self.word(i)) == Some(Abbreviation::Never);
        titled || next == ',' || AUXILIARIES.binary_search(&self.word(i + 1)).is_ok()
    }

    /// The sentence so far holds a word in lower case that is no particle of a name: nothing but a company's name is no sentence.
    pub(super) fn has_verb(&self, first: usize, end: usize) -> bool {
        // Longer names than this are none.
        end - first > 12 || (first..end).any(|i| self.word(i).len() > 3 && self.word(i).starts_with(char::is_lowercase))
    }

    /// "Vol. II", "Fig. A"
    pub(super) fn is_label(&self, i: usize) -> bool {
        let word = self.word(i);
        word.len() == 1 || word.bytes().all(|b| b"IVXLC".contains(&b))
    }

    pub(super) fn is_month(&self, i: usize) -> bool {
        self.splitter.months.contains(&*self.word(i).to_lowercase())
    }

    fn is_weekday(&self, i: usize) -> bool {
        self.splitter.weekdays.contains(&*self.word(i).to_lowercase())
    }

    /// "5 p.m. Monday", "10 a.m. EST", "9 a.m. E.T.", "3 p.m. Eastern time"
    pub(super) fn is_time_word(&self, i: usize) -> bool {
        let zone = matches!(self.word(i + 1), "time" | "Time") || self.splitter.zones.contains(&*self.word(i).to_lowercase().replace('.', ""));
        zone || self.is_weekday(i) || self.is_month(i)
    }

    /// "al-Shabab", "bin Laden", "iPhone": names that stay in lower case at the head of a sentence.
    pub(super) fn is_lower_case_name(&self, i: usize) -> bool {
        let word = self.word(i);
        if self.mark(i + 1) == '-' && matches!(word, "al" | "el" | "ar" | "as" | "an" | "ad" | "at" | "ash") {
            return self.touches(i + 1) && self.touches(i + 2) && self.at(i + 2).is_some_and(|t| t.capital);
        }
        let mut letters = word.chars().skip(1);
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// Who asked follows the quotation: `"Why?" Mr. Smith asked.`
    pub(super) fn is_attribution(&self, lead: usize, stop: &Stop) -> bool {
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
        let when_or_how = AFTER_ATTRIBUTION.binary_search(&next).is_ok() || next.ends_with("ly") || self.is_weekday(verb + 1);
        // "Haddad told the BBC."
        let clause = matches!(next, "whether" | "if" | "why" | "how" | "what" | "when" | "where" | "who" | "that" | "for" | "to");
        let addressed = matches!(self.word(verb), "told" | "asked") && !clause && (verb + 2..verb + 6).any(|i| matches!(self.word(i), "." | ","));
        stop.mark == StopMark::Other && (when_or_how || addressed)
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
#[rustfmt::skip]
pub(super) const STARTERS: &[&str] = &[
    "A", "About", "According", "After", "Again", "All", "Also", "Although", "Among", "An", "And", "Another", "Any", "Are", "As", "At", "Because",
    "Before", "Both", "But", "By", "Can", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Earlier", "Either", "Even", "Every",
    "Everyone", "Few", "For", "From", "Given", "Had", "Has", "Have", "He", "Her", "Here", "His", "How", "However", "I", "If", "In", "Indeed",
    "Instead", "Is", "It", "Its", "Just", "Last", "Later", "Like", "Many", "Meanwhile", "More", "Moreover", "Most", "Much", "My", "Neither",
    "Nevertheless", "No", "Nobody", "None", "Nonetheless", "Not", "Nothing", "Now", "Of", "On", "Once", "One", "Only", "Or", "Other", "Others",
    "Our", "Out", "Over", "Perhaps", "Rather", "She", "Should", "Since", "So", "Some", "Someone", "Still", "Such", "That", "The", "Their", "Then",
    "There", "Therefore", "These", "They", "This", "Those", "Though", "Through", "Thus", "To", "Today", "Under", "Unlike", "Until", "Was", "We",
    "Were", "What", "When", "Where", "Whether", "Which", "While", "Who", "Whoever", "Why", "Will", "With", "Within", "Without", "Would", "Yes",
    "Yesterday", "Yet", "You", "Your",
];

/// Verbs that show that the word before them is a subject; sorted.
pub(super) const AUXILIARIES: &[&str] = &[
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might", "must", "said", "says", "shall", "should", "was", "were",
    "will", "would",
];

/// What may follow the verb of saying after a quotation; sorted.
pub(super) const AFTER_ATTRIBUTION: &[&str] =
    &[",", "after", "again", "aloud", "as", "at", "before", "during", "from", "in", "into", "on", "over", "through", "via", "when", "while", "with"];
