//! Stops, and whether a sentence ends there.

use super::{Paragraph, words::Abbreviation};
use crate::{
    structure::mark::{goes_on, is_bullet, is_dash, is_opener, is_stop},
    token::{Gap, Kind},
};

/// Marks at which a sentence may end.
pub(super) struct Stop {
    /// The first mark.
    pub(super) start: usize,
    /// Past the last mark of the stop proper.
    pub(super) end: usize,
    /// Past the marks that close after it.
    pub(super) after: usize,
    /// The kind of stop.
    pub(super) mark: StopMark,
    /// A quotation mark closes after it.
    pub(super) quote: bool,
    /// A bracket closes after it.
    pub(super) bracket: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StopMark {
    Period,
    Ellipsis,
    /// `?`, `!`, and what other scripts end sentences with.
    Other,
}

impl Paragraph<'_> {
    /// Reads the stop that begins at a mark, with the marks that close after it.
    pub(super) fn stop(&self, start: usize, quoting: bool) -> Stop {
        let mut end = start + 1;
        while is_stop(self.mark(end)) && (self.touches(end) || self.spaced_dot(end)) {
            end += 1;
        }
        let marks = &self.tokens[start..end];
        let has = |test: fn(char) -> bool| marks.iter().any(|t| test(t.mark()));
        let mark = if has(|m| !matches!(m, '.' | '…')) {
            StopMark::Other
        } else if marks.len() == 1 && !has(|m| m == '…') || marks.get(1).is_some_and(|t| t.gap != Gap::None && marks.len() > 2) && self.touches(start)
        {
            // Also the period before a spaced ellipsis: "the end. ... Then".
            StopMark::Period
        } else {
            StopMark::Ellipsis
        };
        let mut stop = Stop { start, end, after: end, mark, quote: false, bracket: false };
        let mut quoting = quoting;
        while let Some(len) = self.closes(stop.after, quoting) {
            match self.mark(stop.after) {
                ')' | ']' | '}' | '[' => stop.bracket = true,
                mark => {
                    stop.quote = true;
                    quoting ^= mark == '"';
                }
            }
            stop.after += len;
        }
        stop
    }

    /// A mark of an ellipsis that is written with spaces.
    fn spaced_dot(&self, i: usize) -> bool {
        let dots = |i| matches!(self.mark(i), '.' | '…');
        let number_follows = self.at(i + 1).is_some_and(|t| t.gap == Gap::None && t.kind != Kind::Mark);
        dots(i) && !number_follows && (self.mark(i) == '…' || dots(i + 1) || i.checked_sub(1).is_some_and(dots))
    }

    /// How many tokens at `i` close what came before the stop.
    fn closes(&self, i: usize, quoting: bool) -> Option<usize> {
        let free = || !self.touches(i + 1) || self.at(i + 1).is_some_and(|t| t.kind == Kind::Mark);
        match (self.mark(i), self.touches(i)) {
            (')' | ']' | '}' | '”' | '»' | '›', true) => Some(1),
            ('"', true) => (quoting || free()).then_some(1),
            ('\'' | '’' | '“', true) => free().then_some(1),
            ('”' | '»', false) => free().then_some(1),
            ('"', false) => (quoting && free() && !self.touches(i + 1)).then_some(1),
            // A reference to a note: "the end.[3]"
            ('[', true) => (self.at(i + 1).is_some_and(|t| t.kind == Kind::Number) && self.mark(i + 2) == ']').then_some(3),
            _ => None,
        }
    }

    /// Whether a sentence that began at `first` ends with this stop; more of the paragraph follows.
    #[inline(never)]
    pub(super) fn ends(&self, first: usize, stop: &Stop) -> bool {
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
        if self.at(i)?.kind != Kind::Mark {
            return Some(i);
        }
        let dash = is_dash(self.mark(i)) || matches!(self.mark(i), '*' | '_');
        if dash {
            if abbreviation.is_some() || stop.quote || stop.bracket || stop.mark == StopMark::Ellipsis {
                return None;
            }
            i += 1;
        }
        // No opening of a sentence has more marks than a few.
        for _ in 0..4 {
            if !is_opener(self.mark(i)) && !is_bullet(self.mark(i)) {
                break;
            }
            if abbreviation.is_some() && matches!(self.mark(i), '(' | '[' | '{') {
                return None;
            }
            i += 1;
        }
        (!goes_on(self.at(i)?.mark())).then_some(i)
    }

    /// A sentence may begin right after the stop, where a space was forgotten.
    fn glued(&self, stop: &Stop, abbreviation: Option<Abbreviation>) -> bool {
        if abbreviation.is_some() {
            return false;
        }
        let i = stop.after;
        let capital = |i| self.at(i).is_some_and(|t| t.kind == Kind::Word && t.capital && t.end() - t.start() > 1);
        match self.mark(i) {
            '“' | '‘' | '"' | '«' => self.touches(i + 1) && self.at(i + 1).is_some_and(|t| t.kind == Kind::Word && t.capital),
            _ if !capital(i) => false,
            _ => {
                let number = stop.start.checked_sub(1).and_then(|p| self.at(p)).is_some_and(|t| t.kind == Kind::Number && t.end() - t.start() > 1);
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
            return !(self.mark(stop.after.wrapping_sub(1)) == ')' && self.is_aside(stop));
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
        stop.start.checked_sub(1).is_some_and(|i| self.mark(i) == '(')
    }
}
