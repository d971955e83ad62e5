//! Paragraphs: which line breaks end one, and which only wrap a line.

use std::ops::Range;

use super::mark::{is_bullet, is_closer, is_stop};
use crate::token::{Gap, Token, Tokens};

/// A text with longer lines than this is not hard-wrapped.
const WIDEST: usize = 160;

/// So many columns a line may have more than those that break in mid-sentence, and be wrapped all the same.
const WORD: usize = 10;

/// The token ranges of the paragraphs of `text`, in order; together they hold every token.
///
/// A blank line ends a paragraph. A single line break does so unless the lines are hard-wrapped, which old newswire and scraped pages are.
pub(crate) fn find(text: &str, read: &Tokens) -> Vec<Range<usize>> {
    let tokens = &read.tokens;
    let lines = Lines { text, tokens, firsts: &read.lines };
    let wrapping = lines.wrapping();
    let mut paragraphs = Vec::with_capacity(read.lines.len());
    let mut first = 0;
    for next in 1..read.lines.len() {
        let begin = read.lines[next] as usize;
        let wraps = tokens[begin].gap == Gap::Line && lines.wraps(next, wrapping.as_ref());
        if !wraps {
            paragraphs.push(first..begin);
            first = begin;
        }
    }
    if first < tokens.len() {
        paragraphs.push(first..tokens.len());
    }
    paragraphs
}

/// The lines of a text that are not blank.
struct Lines<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The first token of each.
    firsts: &'a [u32],
}

/// How one line is laid out.
struct Layout {
    /// White space before the first token, in characters.
    indent: usize,
    /// Characters from the line's begin to the end of its last token.
    columns: usize,
}

/// How the lines of a hard-wrapped text are laid out.
struct Wrapping {
    columns: usize,
    indent: usize,
    lines: Vec<Layout>,
}

impl<'a> Lines<'a> {
    /// The tokens of a line.
    fn tokens(&self, line: usize) -> &'a [Token] {
        let end = self.firsts.get(line + 1).map_or(self.tokens.len(), |&next| next as usize);
        &self.tokens[self.firsts[line] as usize..end]
    }

    fn first(&self, line: usize) -> &'a Token {
        &self.tokens[self.firsts[line] as usize]
    }

    /// The layout of a line, unless it is wider than any of a wrapped text.
    fn layout(&self, line: usize) -> Option<Layout> {
        let (first, last) = (self.firsts[line] as usize, self.tokens(line).last()?);
        let begin = first.checked_sub(1).map_or(0, |before| {
            let (from, to) = (self.tokens[before].end(), self.tokens[first].start());
            let breaks = |c| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let last_break = self.text[from..to].char_indices().rev().find(|&(_, c)| breaks(c));
            last_break.map_or(to, |(at, c)| from + at + c.len_utf8())
        });
        if last.end() - begin > 4 * WIDEST {
            return None;
        }
        let indent = self.text[begin..self.tokens[first].start()].chars().count();
        let columns = indent + self.text[self.tokens[first].start()..last.end()].chars().count();
        (columns <= WIDEST).then_some(Layout { indent, columns })
    }

    /// The layout of a hard-wrapped text; `None` where lines are paragraphs.
    ///
    /// In a wrapped text lines break in mid-sentence, and nearly all that do so are so long that the next word would not have fitted. A few longer lines,
    /// each a paragraph, may stand between them.
    fn wrapping(&self) -> Option<Wrapping> {
        if !(1..self.firsts.len()).any(|line| self.first(line).gap == Gap::Line) {
            return None;
        }
        let lines = (0..self.firsts.len()).map(|line| self.layout(line)).collect::<Option<Vec<_>>>()?;
        let indent = lines.iter().skip(1).map(|l| l.indent).min()?;
        let breaks = (1..self.firsts.len()).filter(|&next| self.first(next).gap == Gap::Line);
        let cut: Vec<usize> = breaks.clone().filter(|&next| self.runs_on(next)).collect();
        let widest_cut = cut.iter().map(|&next| lines[next - 1].columns).max()?;
        let columns = lines.iter().map(|l| l.columns).filter(|&c| c <= widest_cut + WORD).max()?;
        let few = lines.iter().filter(|l| l.columns > columns).count() * 8 <= lines.len();
        let wrapping = Wrapping { columns, indent, lines };
        let forced = cut.iter().filter(|&&next| !self.fits(next, &wrapping, columns)).count();
        (few && forced * 10 >= cut.len() * 7 && (forced >= 2 || cut.len() * 5 >= breaks.count())).then_some(wrapping)
    }

    /// The line break before a line is within a sentence: what is before does not end like one, and the line begins in lower case.
    fn runs_on(&self, next: usize) -> bool {
        self.first(next).text(self.text).starts_with(char::is_lowercase) && !self.ends_like_sentence(next - 1)
    }

    fn ends_like_sentence(&self, line: usize) -> bool {
        let last = self.tokens(line).iter().rev().map(Token::mark).find(|&mark| !is_closer(mark));
        last.is_some_and(|mark| is_stop(mark) || matches!(mark, ':' | ';'))
    }

    /// A line's first word, up to white space, would have fitted on the line before it.
    fn fits(&self, next: usize, wrapping: &Wrapping, columns: usize) -> bool {
        let rest = &self.text[self.first(next).start()..];
        let word = rest.chars().take(columns).take_while(|c| !c.is_whitespace()).count();
        wrapping.lines[next - 1].columns + 1 + word <= columns
    }

    /// A line goes on with the paragraph of the line before it.
    fn wraps(&self, next: usize, wrapping: Option<&Wrapping>) -> bool {
        if is_bullet(self.first(next).mark()) || self.is_dash_item(next) {
            return false;
        }
        if self.runs_on(next) {
            return true;
        }
        let Some(wrapping) = wrapping else { return false };
        let line = &wrapping.lines[next - 1];
        if wrapping.lines[next].indent > wrapping.indent + 1 || line.columns > wrapping.columns {
            return false;
        }
        // The first line of a scraped page has lost its indent.
        let columns = if next == 1 && line.indent == 0 { wrapping.columns.saturating_sub(wrapping.indent) } else { wrapping.columns };
        !self.fits(next, wrapping, columns) || (!self.ends_like_sentence(next - 1) && line.columns * 4 >= columns * 3)
    }

    /// `- item`, `* item`.
    fn is_dash_item(&self, line: usize) -> bool {
        matches!(self.first(line).mark(), '-' | '*' | '–' | '—') && self.tokens(line).get(1).is_some_and(|t| t.gap == Gap::Space)
    }
}

#[cfg(test)]
mod tests {
    use crate::token::read;

    /// The paragraphs of a text, their lines joined by a slash.
    fn paragraphs(text: &str) -> Vec<String> {
        let read = read(text);
        let tokens = &read.tokens;
        let joined = |range: std::ops::Range<usize>| text[tokens[range.start].start()..tokens[range.end - 1].end()].to_owned();
        let lines = |paragraph: String| paragraph.lines().map(str::trim).collect::<Vec<_>>().join("/");
        super::find(text, &read).into_iter().map(joined).map(lines).collect()
    }

    #[test]
    fn blank_lines_end_paragraphs() {
        assert_eq!(paragraphs("One.\n\nTwo\n \t \nThree"), ["One.", "Two", "Three"]);
        assert_eq!(paragraphs("One.\r\n\r\nTwo"), ["One.", "Two"]);
        assert_eq!(paragraphs("\n\n  One.\n\n"), ["One."]);
        assert!(paragraphs(" \n\n ").is_empty());
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_not_wrapped() {
        assert_eq!(
            paragraphs("The army took the town of Harr.\nThe rebels fled.\nWho rules?"),
            ["The army took the town of Harr.", "The rebels fled.", "Who rules?"]
        );
        assert_eq!(paragraphs("Getty Images\nThe army took the town"), ["Getty Images", "The army took the town"]);
    }

    #[test]
    fn a_line_that_breaks_in_mid_sentence_goes_on() {
        assert_eq!(paragraphs("Note: the mayor\nregularly\nlies.\nHe is old."), ["Note: the mayor/regularly/lies.", "He is old."]);
    }

    #[test]
    fn in_wrapped_text_a_short_line_ends_the_paragraph() {
        let wrapped = "The army entered the town of Harr on\nMonday and met no one, said the mayor\nof the town.\nThe rebels had fled to the hills of\nthe north, he said.\nSunday's talks were put off.";
        assert_eq!(
            paragraphs(wrapped),
            [
                "The army entered the town of Harr on/Monday and met no one, said the mayor/of the town.",
                "The rebels had fled to the hills of/the north, he said.",
                "Sunday's talks were put off."
            ]
        );
    }

    #[test]
    fn in_wrapped_text_an_indent_begins_a_paragraph() {
        let wrapped = "   The army entered the town of Harr on\nMonday and met no one, said the mayor.\n   The rebels had fled to the hills of\nthe north, he said, as they always do.";
        assert_eq!(
            paragraphs(wrapped),
            [
                "The army entered the town of Harr on/Monday and met no one, said the mayor.",
                "The rebels had fled to the hills of/the north, he said, as they always do."
            ]
        );
    }

    #[test]
    fn an_indent_that_all_lines_share_but_the_first_is_none() {
        let wrapped = "The army entered the town\n     of Harr on Monday and met no\n     one there, said the mayor.\n     He had fled.";
        assert_eq!(paragraphs(wrapped), ["The army entered the town/of Harr on Monday and met no/one there, said the mayor.", "He had fled."]);
    }

    #[test]
    fn a_longer_line_than_the_wrapped_ones_is_a_paragraph() {
        let rest = "     The men had come by night,\n     said the wife of the mayor\n     Anna Dorn, a teacher whom\n     Dorn had married in June.\n     He said they had spoken to\n     no one, and she believed it\n     too.";
        let wrapped = format!("The mayor of Harr was taken from his house, which stands by the river\n{rest}");
        let rest = rest.trim().lines().map(str::trim).collect::<Vec<_>>().join("/");
        assert_eq!(paragraphs(&wrapped), ["The mayor of Harr was taken from his house, which stands by the river".to_owned(), rest]);
    }

    #[test]
    fn items_of_a_list_stay_apart() {
        assert_eq!(paragraphs("They want\n- peace\n- bread\n• work"), ["They want", "- peace", "- bread", "• work"]);
    }
}
