//! Date candidates: finds temporal expressions and reads them into a small typed form, without looking at a calendar.
//!
//! A scan for trigger words says where to look; there the [grammar](rules) is tried on the tokens, seen through the table of time words.

mod clock;
pub(crate) mod code;
mod compose;
pub(crate) mod expression;
mod form;
pub(crate) mod found;
mod length;
mod lexicon;
mod nth;
mod pattern;
mod quarter;
mod rules;
mod season;
mod set;
mod starts;
mod tense;
mod term;
mod words;

use dateline_gazetteers::schema::Table;
use jiff::civil::Date;

pub(crate) use self::tense::Tense;
use self::{
    compose::Grammar,
    expression::{Expression, Named, Shape, YearOf},
    form::Forms,
    lexicon::{Class, Code, Lexicon},
    pattern::{Elements, Pattern},
    rules::{Meaning, Rule},
    starts::{Near, Starts},
    term::Term,
    words::Words,
};
use crate::{
    document::Document,
    gazetteer::Layers,
    span::Span,
    token::{self, Gap, Kind, Token, Tokens},
    vocabulary::{Asked, Numbering, Read, Vocabulary, Word, WordId},
};

/// How many tokens before a trigger word an expression may begin, and how many after it are looked at.
const REACH: usize = 7;

/// How many tokens of a name stand before a date in it.
const NAME: usize = 3;

/// How far into a text a date line may stand.
const HEAD: usize = 1000;

/// What might be a date.
#[derive(Clone, Debug)]
pub(crate) struct DateCandidate {
    pub span: Span,
    /// Its first token.
    pub token: usize,
    pub expression: Expression,
    /// The tense of the words around it.
    pub tense: Tense,
    pub rule: &'static str,
    /// It ends what the candidate before begins: "from 8 p.m. to 6 a.m."
    pub closes: bool,
    /// It goes on with a list that the candidate before begins: "in December and January".
    pub listed: bool,
}

/// The rules with their patterns compiled.
#[derive(Default)]
pub(crate) struct Rules {
    /// What is asked of a rule before its pattern, of all of them in a few lines of the processor's cache.
    filters: Vec<Filter>,
    /// The sets of classes that rules need.
    needs: Vec<u128>,
    compiled: Vec<(Elements, Meaning)>,
}

/// The sets of classes of which a rule needs one each, by number, within so many words.
#[derive(Clone, Copy)]
struct Filter {
    needs: [u8; 2],
    within: u8,
}

impl Rules {
    fn add(&mut self, pattern: Pattern, meaning: Meaning) {
        // Numbers are near many words; what the last elements need tells most.
        let needs = [0, 1].map(|nth| self.need(pattern.needs.iter().rev().nth(nth).copied().unwrap_or(u128::MAX)));
        self.filters.push(Filter { needs, within: u8::try_from(pattern.longest).unwrap_or(u8::MAX) });
        self.compiled.push((pattern.elements, meaning));
    }

    /// The number of a set.
    fn need(&mut self, classes: u128) -> u8 {
        let known = self.needs.iter().position(|&known| known == classes).unwrap_or(self.needs.len());
        if known == self.needs.len() {
            self.needs.push(classes);
        }
        u8::try_from(known).unwrap_or(u8::MAX)
    }

    /// The rule of a number, if what stands near has what it needs.
    #[inline]
    fn fitting(&self, number: u16, near: &mut Near<'_, '_, '_>) -> Option<&(Elements, Meaning)> {
        let Filter { needs, within } = *self.filters.get(usize::from(number))?;
        let near = near.within(within);
        let has = |need: u8| self.needs.get(usize::from(need)).is_none_or(|classes| classes & near != 0);
        (has(needs[0]) & has(needs[1])).then(|| self.compiled.get(usize::from(number))).flatten()
    }
}

/// Finds date candidates; built once for an extractor.
pub(crate) struct Finder {
    lexicon: Lexicon,
    forms: Option<Forms>,
    rules: Rules,
    starts: Starts,
}

impl Finder {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Finder {
        let mut lexicon = Lexicon::new(layers, numbering);
        let compile = |(_, pattern, meaning): &Rule| Some((Pattern::compile(pattern, &mut lexicon, numbering)?, *meaning));
        let rules: Vec<(Pattern, Meaning)> = rules::RULES.iter().filter_map(compile).collect();
        let openers: Vec<Code> = Term::Qty.openers().iter().map(|word| lexicon.know(numbering, word)).collect();
        let the = lexicon.know(numbering, "the");
        let patterns: Vec<&Pattern> = rules.iter().map(|(pattern, _)| pattern).collect();
        let starts = Starts::new(&patterns, &lexicon, &openers, the);
        let mut compiled = Rules::default();
        rules.into_iter().for_each(|(pattern, meaning)| compiled.add(pattern, meaning));
        Finder { lexicon, forms: Forms::new(), rules: compiled, starts }
    }

    /// What is [asked](crate::vocabulary::Asked) of a word.
    pub fn ask(&self, word: WordId, asked: &mut Asked) {
        asked.date = self.lexicon.mark(word).bits();
    }

    pub fn find(&self, doc: &Document<'_>) -> Vec<DateCandidate> {
        let mut candidates = self.scan(doc.vocabulary, doc.text, &doc.tokens, &doc.words);
        candidates.retain(|candidate| !in_a_name(doc, candidate) && !names_a_person(doc, candidate));
        candidates
    }

    /// The date on which an article says that it was published: a full date on a line of its own, or the first words, near the text's head.
    pub fn date_line(&self, vocabulary: &Vocabulary, text: &str) -> Option<(Date, Span)> {
        let mut end = text.len().min(HEAD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end)?;
        let Tokens { tokens, keys, .. } = token::read(head);
        let Read { words, .. } = vocabulary.words(head, &tokens, &keys);
        self.scan(vocabulary, head, &tokens, &words).into_iter().find_map(|candidate| {
            let shape = match candidate.expression.shape {
                Shape::At { on: Some(on), .. } => *on,
                shape => shape,
            };
            let Shape::Named { what: Named::Day { month, day }, year: YearOf::Given(year), .. } = shape else { return None };
            let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
            let before = head.get(..candidate.span.start)?;
            let after = head.get(candidate.span.end..)?;
            let (before_it, after_it) = (before.rsplit('\n').next().unwrap_or(""), after.split('\n').next().unwrap_or(""));
            let line = before_it.len() + candidate.span.len() + after_it.len();
            // Below a headline: "GENEVA, 11 April 2016 (Agency) - Rain fell".
            let heads_paragraph = before_it.len() <= 60 && after_it.trim_start().starts_with(['(', '-', '–', '—', ':', '|', '/']);
            (line <= 80 || before.len() <= 60 || heads_paragraph).then_some((date, candidate.span))
        })
    }

    fn scan(&self, vocabulary: &Vocabulary, text: &str, tokens: &[Token], read: &[Word]) -> Vec<DateCandidate> {
        let words = Words::new(text, tokens, read, vocabulary, (&self.lexicon, &self.starts.facts), self.forms.as_ref());
        let grammar = Grammar::new(&self.rules, &self.starts, &words);
        let mut candidates = Vec::with_capacity(words.triggers.len());
        // The tokens of the last expression.
        let mut closed = None;
        let (mut tense, mut in_clock) = (Tense::Unknown, false);
        let mut at = 0;
        for &trigger in &words.triggers {
            at = at.max(trigger.saturating_sub(REACH));
            while at <= trigger {
                let Some(parsed) = grammar.may_begin(at).then(|| grammar.parse(at)).flatten() else {
                    at += 1;
                    continue;
                };
                let next = parsed.last.max(at + 1);
                let mut also = Vec::new();
                while let Some(day) = grammar.also(also.last().unwrap_or(&parsed)) {
                    also.push(day);
                }
                at = also.last().map_or(next, |also| also.last);
                // "starting at 8 a.m. (0500 GMT) Saturday": what is true of the first is true of all.
                let goes_on = closed.is_some_and(|(_, last)| last + 1 == parsed.first && (words.is(last, "(") || words.is(last, ")")));
                let closes = closed.is_some_and(|(first, last)| closes(&words, first, last, parsed.first));
                let listed = closed.is_some_and(|(_, last)| listed(&words, last, parsed.first));
                // So it is of "at 2 p.m. on Friday and 8 p.m. on Sunday".
                let same = (goes_on && in_clock) || (listed && tense != Tense::Unknown && is_weekday(&parsed.expression.shape));
                tense = if same { tense } else { tense_of(&words, &parsed) };
                in_clock = matches!(parsed.expression.shape, Shape::At { .. });
                closed = Some((parsed.first, parsed.last));
                if let Some(candidate) = candidate(&words, parsed, tense) {
                    candidates.push(DateCandidate { closes, listed, ..candidate });
                }
                candidates.extend(also.into_iter().filter_map(|also| candidate(&words, also, tense)));
            }
        }
        candidates
    }
}

/// "to" or the like stands between two expressions.
fn closes(words: &Words<'_, '_>, first: usize, last: usize, next: usize) -> bool {
    let between = || words.is(last, "and") && first.checked_sub(1).is_some_and(|at| words.is(at, "between"));
    last + 1 == next && (words.has(last, Class::Until) || words.is(last, "-") || between())
}

/// The tense of the words around an expression that may hang on it.
fn tense_of(words: &Words<'_, '_>, parsed: &compose::Parsed) -> Tense {
    if !is_tensed(&parsed.expression.shape) {
        return Tense::Unknown;
    }
    let tense = tense::around(words, parsed.first, parsed.last);
    match parsed.expression.shape {
        Shape::Named { what: Named::Day { .. } | Named::Month(_), shift: None, .. } => tense::of_plan(words, parsed.first, parsed.last, tense),
        _ => tense,
    }
}

/// Nothing but "and", "or" or a comma stands between two expressions.
fn listed(words: &Words<'_, '_>, last: usize, next: usize) -> bool {
    let links = |at: usize| ["and", "or", ","].iter().any(|word| words.is(at, word));
    (1..=2).contains(&next.wrapping_sub(last)) && (last..next).all(|at| links(at) && words.joined(at))
}

/// The shape is a day of the week, or a time on one.
fn is_weekday(shape: &Shape) -> bool {
    match shape {
        Shape::Named { what: Named::Weekday(_), year: YearOf::Open, shift: None } => true,
        Shape::At { on: Some(on), .. } | Shape::Part { on: Some(on), .. } => is_weekday(on),
        _ => false,
    }
}

/// Where it lies may hang on the tense of what is said.
fn is_tensed(shape: &Shape) -> bool {
    match shape {
        Shape::Length { .. }
        | Shape::Long { .. }
        | Shape::Repeat { .. }
        | Shape::Reference(_)
        | Shape::Deictic(_)
        | Shape::Offset { .. }
        | Shape::Same { .. } => false,
        Shape::Named { what: Named::Quarter(_) | Named::Half(_), .. } => true,
        Shape::Named { year: YearOf::Given(_), shift: None, .. } => false,
        Shape::At { on, .. } | Shape::Part { on, .. } => on.as_deref().is_some_and(is_tensed),
        _ => true,
    }
}

fn candidate(words: &Words<'_, '_>, parsed: compose::Parsed, tense: Tense) -> Option<DateCandidate> {
    if names_an_event(words, &parsed) {
        return None;
    }
    let (first, span) = (words.tokens.get(parsed.first)?, bytes(words, &parsed)?);
    debug_assert!(first.start() == span.start);
    Some(DateCandidate { span, token: parsed.first, tense, expression: parsed.expression, rule: parsed.rule, closes: false, listed: false })
}

/// "the October Revolution", "the Six-Day War", "the March 23 Movement": the words are part of an event's or a group's name.
fn names_an_event(words: &Words<'_, '_>, parsed: &compose::Parsed) -> bool {
    let day = matches!(parsed.expression.shape, Shape::Named { what: Named::Day { .. }, year: YearOf::Open, .. });
    // "the November 17 group", "the 1 April movement"
    if day
        && words.joined(parsed.last)
        && words.has(parsed.last, Class::GroupNoun)
        && parsed.first.checked_sub(1).is_some_and(|at| words.is(at, "the"))
    {
        return true;
    }
    if names_a_weekday(words, parsed) {
        return true;
    }
    let length = matches!(parsed.expression.shape, Shape::Length { side: 0, .. });
    let named = match &parsed.expression.shape {
        Shape::Named { what: Named::Day { .. } | Named::Month(_) | Named::Season(_) | Named::Holiday(_), year: YearOf::Open, shift: None } => true,
        Shape::Part { on: Some(on), .. } => matches!(**on, Shape::Named { what: Named::Weekday(_), .. }),
        _ => length,
    };
    // "In October Coalition forces struck"
    let article = |at: usize| ["the", "a", "an"].iter().any(|w| words.is(at, w));
    let introduced = article(parsed.first) || parsed.first.checked_sub(1).is_some_and(article);
    let last = parsed.last.wrapping_sub(1);
    if !named || !(introduced || length) || !(words.capital(last) || words.kind(last) == Some(Kind::Number)) {
        return false;
    }
    let noun = |at: usize| words.capital(at) && words.joined(at) && words.mask(at) & Class::EventNoun.bit() != 0;
    // "the Hundred Years' War"
    let next = parsed.last + usize::from(words.is(parsed.last, "'") && words.touches(parsed.last));
    // "the April 6 Youth Movement", "the May Fourth Movement"
    let between = words.capital(next) && words.joined(next) && (day || words.has(next, Class::Ordinal));
    noun(next) || (between && noun(next + 1))
}

/// "Saturday Night Live", "The Friday Times", "the Monday Club"
fn names_a_weekday(words: &Words<'_, '_>, parsed: &compose::Parsed) -> bool {
    let part = match &parsed.expression.shape {
        Shape::Named { what: Named::Weekday(_), year: YearOf::Open, shift: None } => false,
        Shape::Part { on: Some(on), .. } if matches!(**on, Shape::Named { what: Named::Weekday(_), shift: None, .. }) => true,
        _ => return false,
    };
    let last = parsed.last;
    let follows = words.joined(last) && words.capital(last) && words.kind(last) == Some(Kind::Word) && !words.possessive(last - 1);
    if !follows || !words.has(last, Class::NameNoun) {
        return false;
    }
    // "On Monday Times reporters", "Monday Night Football"
    let article = parsed.first.checked_sub(1).is_some_and(|at| words.is(at, "the"));
    article || (part && words.capital(last - 1))
}

/// A longer name holds the words: "Sunday Times", "March 14 Alliance".
fn in_a_name(doc: &Document<'_>, candidate: &DateCandidate) -> bool {
    (candidate.token.saturating_sub(NAME)..=candidate.token).any(|at| {
        let mut names = doc.names_at(at).iter().filter(|m| matches!(m.table, Table::Faction | Table::Outlet));
        names.any(|m| m.span.contains(candidate.span) && m.span.len() > candidate.span.len())
    })
}

/// "Friday Okoro was shot", "the Wednesday Addams series": the weekday opens its sentence, or follows an article, and a name that is none of those known follows.
fn names_a_person(doc: &Document<'_>, candidate: &DateCandidate) -> bool {
    if !matches!(candidate.expression.shape, Shape::Named { what: Named::Weekday(_), year: YearOf::Open, shift: None }) {
        return false;
    }
    let at = candidate.token;
    let token = |at: usize| doc.tokens.get(at);
    let (Some(day), Some(name), Some(verb)) = (token(at), token(at + 1), token(at + 2)) else { return false };
    let joined = |token: &Token| token.gap == Gap::Space && token.kind == Kind::Word;
    let named = name.capital && !name.caps && joined(name) && joined(verb) && !verb.capital && name.core() == name.end() && day.core() == day.end();
    if !named || doc.is_listed(at + 1) {
        return false;
    }
    let opens = || doc.sentence_of(at).and_then(|s| doc.sentences.get(s)).is_some_and(|s| s.tokens.start == at);
    opens() || at.checked_sub(1).and_then(token).is_some_and(|before| before.text(doc.text).eq_ignore_ascii_case("the"))
}

/// The bytes of an expression: without a possessive at its end, and without the full stop of an abbreviated month.
fn bytes(words: &Words<'_, '_>, parsed: &compose::Parsed) -> Option<Span> {
    let last = parsed.last.checked_sub(1)?;
    let (first, last_token) = (words.tokens.get(parsed.first)?, words.tokens.get(last)?);
    let decade = matches!(parsed.expression.shape, Shape::Named { what: Named::Decade, .. });
    let month_stop = words.is(last, ".") && last > parsed.first && !words.text(last - 1).contains('.');
    let end = match (decade, month_stop) {
        (true, _) => last_token.end(),
        (false, true) => words.tokens.get(last - 1)?.end(),
        (false, false) => last_token.core(),
    };
    (first.start() < end).then(|| Span::new(first.start(), end))
}

#[cfg(test)]
mod tests {
    use super::{Finder, rules::RULES};
    use crate::{gazetteer::Layers, vocabulary::Numbering};

    #[test]
    fn every_rule_compiles() {
        let finder = Finder::new(&Layers::new(Vec::new()).unwrap(), &mut Numbering::default());
        assert_eq!(finder.rules.compiled.len(), RULES.len());
    }

    #[cfg(feature = "builtin")]
    #[test]
    fn every_class_of_the_table_is_known() {
        use dateline_gazetteers::schema::{Table, timeword};

        use super::lexicon::Class;

        let layers = Layers::new(Vec::new()).unwrap();
        let unknown: Vec<_> =
            layers.rows(Table::TimeWord).map(|(_, row)| row.text(timeword::CLASS)).filter(|c| Class::from_name(c).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}
