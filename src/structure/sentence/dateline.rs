//! Datelines: the place, and perhaps day and agency, that a news story begins with.

use super::Paragraph;
use crate::{
    structure::mark::{is_dash, is_opener},
    token::Kind,
};

/// The length of the longest word in small letters within a dateline.
const LONGEST_LINK: usize = 4;

impl Paragraph<'_> {
    /// The end of a dateline at the paragraph's head: "ANKARA, Turkey (AP) —".
    #[inline]
    pub(super) fn dateline(&self) -> Option<usize> {
        let first = self.at(self.range.start)?;
        // Most paragraphs begin with a capital, and go on in small letters.
        let second = self.at(self.range.start + 1);
        let goes_on = second.is_none_or(|t| t.capital || t.kind != Kind::Word || t.end() - t.start() <= LONGEST_LINK);
        if (first.capital || first.mark() == '(') && goes_on { self.find_dateline() } else { None }
    }

    #[inline(never)]
    fn find_dateline(&self) -> Option<usize> {
        let first = self.range.start;
        let mut comma = false;
        for i in first..self.range.end.min(first + 24) {
            let token = self.at(i)?;
            let mark = token.mark();
            if (is_dash(mark) || mark == '_') && i > first && !(self.touches(i) && self.touches(i + 1) && mark != '—') {
                let end = if self.mark(i + 1) == mark && self.touches(i + 1) { i + 2 } else { i + 1 };
                let head = self.at(first).is_some_and(|t| t.caps && t.end() - t.start() > 2);
                let agency = self.mark(i - 1) == ')' && (self.mark(i.saturating_sub(3)) == '(' || self.mark(i.saturating_sub(4)) == '(');
                let next = (end..end + 3).find(|&k| !is_opener(self.mark(k)));
                let begins = next.and_then(|k| self.at(k)).is_some_and(|t| t.capital || t.kind == Kind::Number);
                return ((head || agency || comma) && begins).then_some(end);
            }
            comma |= mark == ',';
            let small = || match token.kind {
                Kind::Mark => matches!(mark, ',' | '.' | '/' | '(' | ')' | '-' | '\'' | '’'),
                _ => {
                    token.end() - token.start() <= 4
                        && matches!(self.word(i), "of" | "the" | "and" | "de" | "al" | "el" | "on" | "upon" | "du" | "near")
                }
            };
            if !(token.capital || token.kind == Kind::Number || small()) {
                return None;
            }
        }
        None
    }
}
