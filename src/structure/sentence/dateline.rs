//! Datelines: the place, and perhaps day and agency, that a news story begins with.

use super::Paragraph;
use crate::{
    structure::{is_dash, is_opener},
    token::Kind,
};

impl Paragraph<'_> {
    /// The end of a dateline at the paragraph's head: "ANKARA, Turkey (AP) —".
    pub(super) fn dateline(&self) -> Option<usize> {
        let first = self.range.start;
        if !self.at(first).is_some_and(|t| t.capital || t.text(self.text) == "(") {
            return None;
        }
        let mut comma = false;
        for i in first..self.range.end.min(first + 24) {
            let (token, word) = (self.at(i)?, self.word(i));
            if (is_dash(word) || word == "_") && i > first && !(self.touches(i) && self.touches(i + 1) && word != "—") {
                let end = if self.word(i + 1) == word && self.touches(i + 1) { i + 2 } else { i + 1 };
                let head = self.at(first).is_some_and(|t| t.caps && t.end() - t.start() > 2);
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
