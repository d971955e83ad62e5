//! Quotation marks, paired.
//!
//! Two passes over each paragraph: the first finds the marks and says from their surroundings what each can be; the second pairs them with a stack.
//! Nothing that is open outlives its paragraph, so that one forgotten mark costs one paragraph.

use std::{iter::Peekable, ops::Range};

use super::{
    Quoted,
    mark::{is_dash, is_quote, may_begin_quote, may_follow_quote, may_precede_quote},
};
use crate::{
    span::Span,
    token::{Gap, Kind, Token, Tokens},
};

/// Deeper nesting is no writing but noise.
const DEEPEST: usize = 8;

/// Finds the quotations of `text`, in order of their opening marks.
pub(crate) fn find(text: &str, read: &Tokens, paragraphs: &[Range<usize>]) -> Vec<Quoted> {
    let tokens = &read.tokens;
    let mut quotations = Vec::new();
    // The quotation that the last paragraph left open.
    let mut open = None;
    let mut signs = read.signs.iter().map(|&sign| sign as usize).filter(|&i| is_quote(tokens[i].mark())).peekable();
    let (mut marks, mut stack) = (Vec::new(), Vec::new());
    for range in paragraphs {
        if signs.peek().is_none_or(|&i| i >= range.end) {
            open = None;
            continue;
        }
        let reader = Reader { text, tokens, range: range.clone() };
        reader.marks(&mut signs, &mut marks);
        let begin = quotations.len();
        Pairer { reader: &reader, quotations: &mut quotations, open_before: open, stack: &mut stack }.run(&marks);
        open = finish(&mut quotations[begin..], &tokens[range.end - 1]).map(|i| begin + i);
    }
    quotations
}

/// Puts the quotations of one paragraph in order; returns the one that is still open at its end.
fn finish(quotations: &mut [Quoted], last: &Token) -> Option<usize> {
    quotations.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    let mut outer = 0;
    for quotation in quotations.iter_mut() {
        quotation.nested |= quotation.span.start < outer;
        outer = outer.max(quotation.span.end);
    }
    quotations.iter().position(|q| !q.closed && !q.nested && q.span.end == last.end())
}

/// Marks that can pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `"`, “ ”, „ “, `` '' and mixtures of them, which typists make.
    Double,
    /// `'`, ‘ ’, ‚ ‘.
    Single,
    /// « », » «.
    Guillemet,
    /// ‹ ›.
    SingleGuillemet,
}

/// What a mark can be, after its form and what it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// Closes, but may as well be an apostrophe or inches.
    MayClose,
    /// The state decides.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    /// How many tokens it takes: two for doubled single marks.
    len: usize,
    family: Family,
    role: Role,
    /// A mark that certainly closes follows before one that opens.
    closer_ahead: bool,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    range: Range<usize>,
}

impl<'a> Reader<'a> {
    fn at(&self, index: usize) -> Option<&'a Token> {
        if self.range.contains(&index) { self.tokens.get(index) } else { None }
    }

    fn word(&self, index: usize) -> &'a str {
        self.at(index).map_or("", |t| t.text(self.text))
    }

    /// The token at an index touches its predecessor.
    fn touches(&self, index: usize) -> bool {
        index > self.range.start && self.at(index).is_some_and(|t| t.gap == Gap::None)
    }

    /// The mark that a token is; `'\0'` for words and outside of the paragraph.
    #[inline]
    fn mark(&self, index: usize) -> char {
        self.at(index).map_or('\0', Token::mark)
    }

    fn mark_before(&self, index: usize) -> char {
        if index > self.range.start { self.mark(index - 1) } else { '\0' }
    }

    fn word_before(&self, index: usize) -> &'a str {
        if index > self.range.start { self.word(index - 1) } else { "" }
    }

    /// All marks of the paragraph, of the signs that come next.
    fn marks(&self, signs: &mut Peekable<impl Iterator<Item = usize>>, marks: &mut Vec<Mark>) {
        marks.clear();
        let mut at = self.range.start;
        while let Some(i) = signs.next_if(|&i| i < self.range.end) {
            if i >= at {
                let mark = self.read(i);
                at = i + mark.map_or(1, |m| m.len);
                marks.extend(mark);
            }
        }
        let mut ahead = [false; 4];
        for mark in marks.iter_mut().rev() {
            let ahead = &mut ahead[mark.family as usize];
            mark.closer_ahead = *ahead;
            match mark.role {
                Role::Closes => *ahead = true,
                Role::Opens | Role::Either => *ahead = false,
                Role::MayClose => {}
            }
        }
    }

    fn read(&self, i: usize) -> Option<Mark> {
        let mark = self.mark(i);
        let doubled = matches!(mark, '\'' | '`' | '‘' | '’') && self.touches(i + 1) && self.mark(i + 1) == mark;
        // Three close a quotation within a quotation: the first is on its own.
        let doubled = doubled && !(self.touches(i + 2) && self.mark(i + 2) == mark && self.touches(i));
        let len = 1 + usize::from(doubled);
        let (opens, closes) = (self.opens(i, len), self.closes(i, len));
        let shape = match (opens, closes) {
            (true, false) => Role::Opens,
            (false, true) => Role::Closes,
            _ => Role::Either,
        };
        let (family, role) = match mark {
            '"' | '＂' if shape == Role::Closes && self.is_measure(i) => (Family::Double, Role::MayClose),
            '"' | '＂' => (Family::Double, shape),
            '“' | '‟' | '„' | '«' | '‹' => {
                // Some languages close with the mark that English opens with.
                let role = if shape == Role::Closes && mark != '„' { Role::Closes } else { Role::Opens };
                (family(mark), role)
            }
            '”' | '»' | '›' => (family(mark), if shape == Role::Opens { Role::Opens } else { Role::Closes }),
            '\'' if doubled => (Family::Double, shape),
            '`' | '‘' if doubled => (Family::Double, Role::Opens),
            '’' if doubled => (Family::Double, Role::Closes),
            '\'' | '‘' | '’' | '‚' | '‛' | '`' => (Family::Single, self.single(i, shape)?),
            _ => return None,
        };
        Some(Mark { token: i, len, family, role, closer_ahead: false })
    }

    /// What a single mark that stands alone can be; none for apostrophes.
    fn single(&self, i: usize, shape: Role) -> Option<Role> {
        match shape {
            Role::Opens if self.mark(i) == '’' || self.is_elision(i + 1) => None,
            Role::Opens => Some(Role::Opens),
            Role::Closes if self.mark(i) == '‚' => None,
            // The second apostrophe of "rock 'n' roll".
            Role::Closes
                if matches!(self.word_before(i), "n" | "N") && self.touches(i - 1) && matches!(self.mark_before(i - 1), '\'' | '’' | '‘') =>
            {
                None
            }
            Role::Closes => Some(if self.is_apostrophe_likely(i) { Role::MayClose } else { Role::Closes }),
            _ => None,
        }
    }

    /// The mark after a word may be that of a plural's possessive ("officials' claims"), of a dropped letter ("goin' home") or of feet.
    fn is_apostrophe_likely(&self, i: usize) -> bool {
        let before = self.word_before(i);
        let goes_on = self.at(i + 1).is_some_and(|t| t.kind != Kind::Mark);
        goes_on && (before.ends_with(['s', 'S', 'z', 'x']) || before.ends_with("in") || self.is_measure(i))
    }

    /// A mark that touches a number: feet, inches, minutes or seconds, if it does not close.
    fn is_measure(&self, i: usize) -> bool {
        self.touches(i) && i > self.range.start && self.tokens[i - 1].kind == Kind::Number
    }

    /// A word that an apostrophe begins: "'em", "’90s".
    fn is_elision(&self, i: usize) -> bool {
        let word = self.word(i);
        let decade = word.len() <= 3 && word.starts_with(|c: char| c.is_ascii_digit()) && (word.len() == 2 || word.ends_with('s'));
        decade || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
    }

    /// White space or an opening mark is before, and something to quote touches it.
    fn opens(&self, i: usize, len: usize) -> bool {
        if !self.touches(i + len) {
            return false;
        }
        let before = self.mark_before(i);
        // A straight mark that itself has white space before it.
        let straight = || matches!(before, '"' | '\'') && !self.touches(i - 1);
        let fresh = !self.touches(i) || may_precede_quote(before) || straight();
        let next = self.mark(i + len);
        let quotable = || match next {
            '.' => self.mark(i + len + 1) == '.' || self.at(i + len + 1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None),
            _ => may_begin_quote(next) && (!is_dash(next) || !self.touches(i)),
        };
        fresh && quotable()
    }

    /// Touches what is before, and white space or punctuation is after.
    fn closes(&self, i: usize, len: usize) -> bool {
        let free = || !self.touches(i + len) || may_follow_quote(self.mark(i + len));
        self.touches(i) && free() && !matches!(self.mark_before(i), '(' | '[' | '{')
    }
}

fn family(mark: char) -> Family {
    match mark {
        '«' | '»' => Family::Guillemet,
        '‹' | '›' => Family::SingleGuillemet,
        _ => Family::Double,
    }
}

/// Words written with an apostrophe for their dropped beginning.
const ELISIONS: &[&str] = &[
    "n", "em", "tis", "twas", "twere", "til", "till", "cause", "cuz", "cos", "bout", "round", "neath", "gainst", "ere", "nuff", "kay", "ol", "fraid",
    "s", "d", "ll", "re", "ve", "m", "t",
];

/// An opening mark that has not been closed yet.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Where the first quotation of the same family within begins, or what holds it.
    inner: Option<usize>,
}

struct Pairer<'a, 'r, 'q> {
    reader: &'r Reader<'a>,
    quotations: &'q mut Vec<Quoted>,
    /// The quotation that the paragraph before left open.
    open_before: Option<usize>,
    /// Empty at begin and end.
    stack: &'q mut Vec<Open>,
}

impl Pairer<'_, '_, '_> {
    fn run(mut self, marks: &[Mark]) {
        for &mark in marks {
            match mark.role {
                Role::Opens => self.open(mark),
                Role::Either if self.is_open(mark.family) => self.close(mark),
                Role::Either => self.open(mark),
                // `said," we won"`: a straight mark on the wrong side of the space.
                Role::Closes if mark.family == Family::Double && self.is_misplaced(mark) => self.open(mark),
                Role::MayClose if mark.closer_ahead => {}
                Role::MayClose | Role::Closes => self.close(mark),
            }
        }
        self.end();
    }

    fn is_open(&self, family: Family) -> bool {
        self.stack.iter().any(|o| o.mark.family == family)
    }

    /// A straight mark after a comma or colon where nothing is open that it could close.
    fn is_misplaced(&self, mark: Mark) -> bool {
        let closes = !self.stack.is_empty() || self.open_before.is_some();
        !closes && mark.closer_ahead && self.reader.mark(mark.token) == '"' && matches!(self.reader.mark_before(mark.token), ',' | ':')
    }

    fn open(&mut self, mark: Mark) {
        if mark.family == Family::Double && mark.token == self.reader.range.start {
            self.reopen();
        }
        self.forget_before(mark.family);
        let top = self.stack.last().map(|o| o.mark.family);
        if mark.family == Family::Single && top == Some(Family::Single) {
            // The earlier one was an apostrophe after all.
            self.stack.pop();
        }
        if let Some(depth) = self.stack.iter().rposition(|o| o.mark.family == mark.family) {
            let cut = self.stack.get(depth + 1).map_or(mark.token, |o| o.mark.token);
            self.stack[depth].inner.get_or_insert(cut);
        }
        if self.stack.len() < DEEPEST {
            self.stack.push(Open { mark, inner: None });
        }
    }

    /// The paragraph begins with a mark, so that a quotation left open before goes on here.
    fn reopen(&mut self) {
        if let Some(before) = self.open_before.take() {
            self.quotations[before].continues = true;
        }
    }

    fn forget_before(&mut self, family: Family) {
        if family == Family::Double {
            self.open_before = None;
        }
    }

    fn close(&mut self, mark: Mark) {
        let depth = match mark.family {
            // An apostrophe within double marks closes nothing outside of them.
            Family::Single => self.stack.len().checked_sub(1).filter(|&d| self.stack[d].mark.family == Family::Single),
            family => self.stack.iter().rposition(|o| o.mark.family == family),
        };
        if let Some(depth) = depth {
            let open = self.stack[depth].mark;
            self.stack.truncate(depth);
            self.push(open.token..mark.token + mark.len, open.len, mark.len, open.family, true);
        } else if mark.family == Family::Double && mark.role == Role::Closes {
            if let Some(before) = self.open_before {
                // The paragraph before opened it, and this one did not repeat the mark.
                self.quotations[before].continues = true;
                self.stack.clear();
                self.push(self.reader.range.start..mark.token + mark.len, 0, mark.len, Family::Double, true);
            }
        }
        self.forget_before(mark.family);
    }

    /// What is open at the paragraph's end ends with it, or before the next mark that opens.
    fn end(&mut self) {
        let mut ends: Vec<usize> = Vec::new();
        for at in 0..self.stack.len() {
            let open = self.stack[at];
            let token = open.mark.token;
            if open.mark.family == Family::Single && !(ends.is_empty() && self.is_speech(open.mark)) {
                continue;
            }
            let outer = ends.iter().copied().filter(|&end| token < end).min();
            let end = open.inner.unwrap_or(self.reader.range.end).min(outer.unwrap_or(usize::MAX));
            ends.push(end);
            self.push(token..end, open.mark.len, 0, open.mark.family, false);
        }
        self.stack.clear();
    }

    /// A single mark that nothing closes is taken for more than an apostrophe only where speech begins.
    fn is_speech(&self, mark: Mark) -> bool {
        let place = mark.token == self.reader.range.start || matches!(self.reader.mark_before(mark.token), ',' | ':');
        place && self.reader.at(mark.token + 1).is_some_and(|t| t.capital)
    }

    /// Adds a quotation of some tokens, of which `opening` and `closing` are marks.
    fn push(&mut self, tokens: Range<usize>, opening: usize, closing: usize, family: Family, closed: bool) {
        let all = self.reader.tokens;
        let span = Span::new(all[tokens.start].start(), all[tokens.end - 1].end());
        let begin = if opening == 0 { span.start } else { all[tokens.start + opening - 1].end() };
        let end = if closing == 0 { span.end } else { all[tokens.end - closing].start() };
        let inner = trim(self.reader.text, begin, end.max(begin));
        self.quotations.push(Quoted { span, tokens, inner, nested: family == Family::Single, closed, continues: false });
    }
}

/// A span without white space at its ends.
fn trim(text: &str, start: usize, end: usize) -> Span {
    let inner = text.get(start..end).unwrap_or_default();
    if let [first, .., last] = inner.as_bytes() {
        if first.is_ascii_graphic() && last.is_ascii_graphic() {
            return Span::new(start, end);
        }
    }
    let start = end - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{structure::paragraphs, token::read};

    fn quotations(text: &str) -> Vec<Quoted> {
        let read = read(text);
        find(text, &read, &paragraphs(text, &read))
    }

    #[test]
    fn quotations_are_those_of_the_table() {
        let mut wrong = Vec::new();
        let mut cases = 0;
        for (number, line) in include_str!("../../tests/data/quotations.jsonl").lines().enumerate() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let text = case["text"].as_str().expect("a text");
            let flag = |q: &serde_json::Value, name: &str, default| q[name].as_bool().unwrap_or(default);
            let expected: Vec<_> = case["quotations"].as_array().expect("a list").iter().collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|q| (q["text"].as_str().unwrap_or_default(), flag(q, "nested", false), flag(q, "closed", true), flag(q, "continues", false)))
                .collect();
            let found = quotations(text);
            let found: Vec<_> = found.iter().map(|q| (&text[q.span.start..q.span.end], q.nested, q.closed, q.continues)).collect();
            if found != expected {
                wrong.push(format!("line {} ({}): {text:?}\n  expected {expected:?}\n  found    {found:?}", number + 1, case["about"]));
            }
            cases += 1;
        }
        assert!(cases >= 60, "the table has {cases} cases");
        assert!(wrong.is_empty(), "{} of {cases} cases are wrong\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn what_is_quoted_stands_between_the_marks() {
        for (text, inner) in [
            ("He said: \"We won.\"", "We won."),
            ("``We won,'' he said.", "We won,"),
            ("« Nous partons », dit-il.", "Nous partons"),
            ("“We won.\n\nThe town", "We won."),
            ("\"\"", ""),
            ("„“", ""),
        ] {
            let found = quotations(text);
            assert_eq!(found.len(), 1, "{text:?}");
            assert_eq!(&text[found[0].inner.start..found[0].inner.end], inner, "{text:?}");
        }
    }

    /// Linear, this takes a fraction of a second; were anything quadratic, minutes.
    #[test]
    fn hostile_text_takes_linear_time() {
        for piece in ["\"", "'", "a'a ", "\"a ", " 'a", "“", "”", "‘a ", "a’ ", "``", "''", "'''", "«", "5\" ", "s' ", "\"\n\n", "\"a\n", "\"'a "]
        {
            let text = piece.repeat(100_000 / piece.len());
            let begin = std::time::Instant::now();
            quotations(&text);
            assert!(begin.elapsed().as_secs() < 10, "{piece:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn quotations_nest_and_stay_within_their_paragraph(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            let text = pieces.concat();
            let read = read(&text);
            let tokens = &read.tokens;
            let paragraphs = paragraphs(&text, &read);
            let found = find(&text, &read, &paragraphs);
            let mut open: Vec<&Quoted> = Vec::new();
            for quotation in &found {
                prop_assert_eq!((quotation.span.start, quotation.span.end), (tokens[quotation.tokens.start].start(), tokens[quotation.tokens.end - 1].end()));
                prop_assert!(quotation.span.start <= quotation.inner.start && quotation.inner.start <= quotation.inner.end && quotation.inner.end <= quotation.span.end);
                prop_assert!(text.is_char_boundary(quotation.inner.start) && text.is_char_boundary(quotation.inner.end));
                prop_assert!(paragraphs.iter().any(|p| p.start <= quotation.tokens.start && quotation.tokens.end <= p.end), "{:?} in {:?}", quotation, text);
                prop_assert!(!quotation.continues || !quotation.closed);
                while open.last().is_some_and(|o| o.span.end <= quotation.span.start) {
                    open.pop();
                }
                if let Some(outer) = open.last() {
                    prop_assert!(outer.span.start <= quotation.span.start && quotation.span.end <= outer.span.end && quotation.nested, "{:?} in {:?}", quotation, text);
                }
                open.push(quotation);
            }
        }
    }

    const PIECES: &[&str] = &[
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "„",
        "«",
        "»",
        "‹",
        "›",
        "`",
        "``",
        "''",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "a",
        "We",
        "officials",
        "n",
        "90s",
        "5",
        ".",
        ",",
        "?",
        "(",
        ")",
        "-",
        "—",
        "é",
        "\u{301}",
    ];
}
