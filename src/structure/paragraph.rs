//! Paragraphs: which line breaks end one, and which only wrap a line.

use std::ops::Range;

use crate::token::{Gap, Kind, Token};

/// A text with longer lines than this is not hard-wrapped.
const WIDEST: usize = 160;

/// The token ranges of the paragraphs of `text`, in order; together they hold every token.
///
/// A blank line ends a paragraph. A single line break does so unless the lines are hard-wrapped, which old newswire and scraped pages are.
pub(crate) fn find(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let lines = lines(text, tokens);
    let width = width(text, tokens, &lines);
    let mut paragraphs = Vec::new();
    let mut first = 0;
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let wraps = tokens[next.tokens.start].gap == Gap::Line && wraps(text, tokens, line, next, width.as_ref());
        if !wraps {
            paragraphs.push(first..next.tokens.start);
            first = next.tokens.start;
        }
    }
    if first < tokens.len() {
        paragraphs.push(first..tokens.len());
    }
    paragraphs
}

/// One line that is not blank.
struct Line {
    tokens: Range<usize>,
    /// White space before the first token, in characters.
    indent: usize,
    /// Characters from the line's begin to the end of its last token.
    columns: usize,
}

/// How the lines of a hard-wrapped text are laid out.
struct Wrapping {
    columns: usize,
    indent: usize,
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut first = 0;
    let mut begin = 0;
    while first < tokens.len() {
        let i = first + tokens[first + 1..].iter().position(|t| t.gap >= Gap::Line).unwrap_or(tokens.len() - first - 1);
        let after = tokens.get(i + 1);
        let indent = text[begin..tokens[first].start()].chars().count();
        let columns = indent + text[tokens[first].start()..tokens[i].end()].chars().count();
        lines.push(Line { tokens: first..i + 1, indent, columns });
        if let Some(after) = after {
            let between = &text[tokens[i].end()..after.start()];
            let last_break =
                between.char_indices().rev().find(|(_, c)| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'));
            begin = last_break.map_or(after.start(), |(at, c)| tokens[i].end() + at + c.len_utf8());
        }
        first = i + 1;
    }
    lines
}

/// The layout of a hard-wrapped text; `None` where lines are paragraphs.
///
/// In a wrapped text lines break in mid-sentence, and nearly all that do so are so long that the next word would not have fitted.
fn width(text: &str, tokens: &[Token], lines: &[Line]) -> Option<Wrapping> {
    let columns = lines.iter().map(|l| l.columns).max().filter(|&c| c <= WIDEST)?;
    let indent = lines.iter().skip(1).map(|l| l.indent).min()?;
    let (mut breaks, mut cut, mut forced) = (0, 0, 0);
    for pair in lines.windows(2) {
        if tokens[pair[1].tokens.start].gap != Gap::Line {
            continue;
        }
        breaks += 1;
        if runs_on(text, tokens, &pair[0], &pair[1]) {
            cut += 1;
            forced += usize::from(!fits(text, tokens, &pair[0], &pair[1], columns));
        }
    }
    (forced * 10 >= cut * 7 && (forced >= 2 || (forced == 1 && cut * 5 >= breaks))).then_some(Wrapping { columns, indent })
}

/// The line breaks within a sentence: it does not end like one, and the next begins in lower case.
fn runs_on(text: &str, tokens: &[Token], line: &Line, next: &Line) -> bool {
    !ends_like_sentence(text, tokens, line) && tokens[next.tokens.start].text(text).starts_with(char::is_lowercase)
}

fn ends_like_sentence(text: &str, tokens: &[Token], line: &Line) -> bool {
    let last = tokens[line.tokens.clone()].iter().rev().find(|t| !super::is_closer(t.text(text)));
    last.is_some_and(|t| super::is_stop(t.text(text)) || matches!(t.text(text), ":" | ";"))
}

/// The next line's first word, up to white space, would have fitted on this one.
fn fits(text: &str, tokens: &[Token], line: &Line, next: &Line, columns: usize) -> bool {
    let rest = &text[tokens[next.tokens.start].start()..];
    let word = rest.chars().take(columns).take_while(|c| !c.is_whitespace()).count();
    line.columns + 1 + word <= columns
}

fn wraps(text: &str, tokens: &[Token], line: &Line, next: &Line, wrapping: Option<&Wrapping>) -> bool {
    let first = &tokens[next.tokens.start];
    if super::is_bullet(first.text(text)) || (first.kind == Kind::Mark && is_dash_item(text, tokens, next)) {
        return false;
    }
    if runs_on(text, tokens, line, next) {
        return true;
    }
    let Some(wrapping) = wrapping else { return false };
    if next.indent > wrapping.indent + 1 {
        return false;
    }
    // The first line of a scraped page has lost its indent.
    let columns = if line.tokens.start == 0 && line.indent == 0 { wrapping.columns.saturating_sub(wrapping.indent) } else { wrapping.columns };
    !fits(text, tokens, line, next, columns) || (!ends_like_sentence(text, tokens, line) && line.columns * 4 >= columns * 3)
}

/// `- item`, `* item`.
fn is_dash_item(text: &str, tokens: &[Token], line: &Line) -> bool {
    let item = &tokens[line.tokens.clone()];
    matches!(item[0].text(text), "-" | "*" | "–" | "—") && item.get(1).is_some_and(|t| t.gap == Gap::Space)
}

#[cfg(test)]
mod tests {
    use crate::token::tokenize;

    /// The paragraphs of a text, their lines joined by a slash.
    fn paragraphs(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let joined = |range: std::ops::Range<usize>| text[tokens[range.start].start()..tokens[range.end - 1].end()].to_owned();
        let lines = |paragraph: String| paragraph.lines().map(str::trim).collect::<Vec<_>>().join("/");
        super::find(text, &tokens).into_iter().map(joined).map(lines).collect()
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
    fn items_of_a_list_stay_apart() {
        assert_eq!(paragraphs("They want\n- peace\n- bread\n• work"), ["They want", "- peace", "- bread", "• work"]);
    }
}
