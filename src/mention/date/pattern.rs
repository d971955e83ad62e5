//! Patterns over tokens: what a rule of the grammar looks like.
//!
//! A pattern is a row of elements. A lower-case element is a word or mark (`of`, `the|a`), an upper-case one a class of the time words or one of the
//! [`Term`]s that take several tokens (`NUM`, `YEAR`); alternatives are parted by `|`, and `?` makes an element or a group in parentheses optional.
//! Square brackets hold the words of the expression where words outside it must stand, too.

use super::{
    lexicon::{Class, Lexicon, Sense},
    term::{Term, Value},
    words::Words,
};

#[derive(Clone, Debug)]
enum Element {
    /// Alternatives: words, classes, terms.
    One(Vec<Atom>),
    Optional(Vec<Element>),
    Open,
    Close,
}

#[derive(Clone, Debug)]
enum Atom {
    Word(&'static str),
    Class(Class),
    Term(Term),
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
    /// The classes of the tokens it can begin with.
    pub first: u128,
}

/// What an element has matched.
#[derive(Clone, Debug)]
pub(crate) struct Capture<'l> {
    pub what: What<'l>,
}

#[derive(Clone, Debug)]
pub(crate) enum What<'l> {
    Sense(&'l Sense),
    Term(Term, Value),
}

/// Where a pattern has matched.
#[derive(Clone, Debug)]
pub(crate) struct Match<'l> {
    pub captures: Vec<Capture<'l>>,
    /// The tokens of the expression.
    pub first: usize,
    pub last: usize,
}

impl Pattern {
    /// Reads a pattern; words in it are made known to the lexicon. Nothing if it is malformed.
    pub fn compile(source: &'static str, lexicon: &mut Lexicon) -> Option<Pattern> {
        let mut stack: Vec<Vec<Element>> = vec![Vec::new()];
        for piece in source.split_whitespace() {
            let (mut piece, mut group) = (piece, false);
            if let Some(rest) = piece.strip_prefix('(').filter(|r| !r.is_empty()) {
                piece = rest;
                group = true;
            }
            if group {
                stack.push(Vec::new());
            }
            let (body, closes) = match piece.strip_suffix(")?") {
                Some(body) => (body, true),
                None => (piece, false),
            };
            let top = stack.last_mut()?;
            match body {
                "" => {}
                "[" => top.push(Element::Open),
                "]" => top.push(Element::Close),
                _ => {
                    let (atoms, optional) = match body.strip_suffix('?') {
                        Some(atoms) if !atoms.is_empty() => (atoms, true),
                        _ => (body, false),
                    };
                    let atoms = atoms.split('|').map(|a| Atom::read(a, lexicon)).collect::<Option<Vec<_>>>()?;
                    top.push(if optional { Element::Optional(vec![Element::One(atoms)]) } else { Element::One(atoms) });
                }
            }
            if closes {
                let group = stack.pop()?;
                stack.last_mut()?.push(Element::Optional(group));
            }
        }
        let elements = stack.pop().filter(|_| stack.is_empty())?;
        let mut first = 0;
        first_set(&elements, &mut first);
        Some(Pattern { elements, first })
    }

    /// Matches from a token on, each optional element taken where it can be.
    pub fn matches<'l>(&self, words: &Words<'_, 'l>, from: usize) -> Option<Match<'l>> {
        let mut state = State { captures: Vec::new(), open: None, close: None };
        let elements: Vec<&Element> = self.elements.iter().collect();
        let end = step(&elements, words, from, &mut state)?;
        let (first, last) = (state.open.unwrap_or(from), state.close.unwrap_or(end));
        (first < last).then_some(Match { captures: state.captures, first, last })
    }
}

impl Atom {
    fn read(atom: &'static str, lexicon: &mut Lexicon) -> Option<Atom> {
        if !atom.starts_with(|c: char| c.is_ascii_uppercase()) {
            lexicon.add(atom, Class::Literal, "");
            return Some(Atom::Word(atom));
        }
        if let Some(term) = Term::from_name(atom) {
            return Some(Atom::Term(term));
        }
        Class::from_name(&atom.to_ascii_lowercase()).map(Atom::Class)
    }
}

/// Adds what `elements` can begin with; returns whether they can be empty.
fn first_set(elements: &[Element], first: &mut u128) -> bool {
    for element in elements {
        match element {
            Element::Open | Element::Close => {}
            Element::Optional(inner) => {
                first_set(inner, first);
            }
            Element::One(atoms) => {
                for atom in atoms {
                    *first |= match atom {
                        Atom::Word(_) => Class::Literal.bit(),
                        Atom::Class(class) => class.bit(),
                        Atom::Term(term) => term.first(),
                    };
                }
                return false;
            }
        }
    }
    true
}

struct State<'l> {
    captures: Vec<Capture<'l>>,
    open: Option<usize>,
    close: Option<usize>,
}

fn step<'l>(elements: &[&Element], words: &Words<'_, 'l>, at: usize, state: &mut State<'l>) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    match element {
        Element::Open => {
            state.open = Some(at);
            step(rest, words, at, state)
        }
        Element::Close => {
            state.close = Some(at);
            step(rest, words, at, state)
        }
        Element::Optional(inner) => {
            let (kept, open, close) = (state.captures.len(), state.open, state.close);
            let with: Vec<&Element> = inner.iter().chain(rest.iter().copied()).collect();
            if let Some(end) = step(&with, words, at, state) {
                return Some(end);
            }
            state.captures.truncate(kept);
            (state.open, state.close) = (open, close);
            step(rest, words, at, state)
        }
        Element::One(atoms) => {
            let kept = state.captures.len();
            for atom in atoms {
                state.captures.truncate(kept);
                let next = match atom {
                    Atom::Word(word) => words.is(at, word).then_some(at + 1),
                    Atom::Class(class) => words.sense(at, *class).map(|(sense, end)| {
                        state.captures.push(Capture { what: What::Sense(sense) });
                        end
                    }),
                    Atom::Term(term) => term.read(words, at).map(|(value, end)| {
                        state.captures.push(Capture { what: What::Term(*term, value) });
                        end
                    }),
                };
                if let Some(end) = next.and_then(|next| step(rest, words, next, state)) {
                    return Some(end);
                }
            }
            state.captures.truncate(kept);
            None
        }
    }
}
