//! Patterns over tokens: what a rule of the grammar looks like.
//!
//! A pattern is a row of elements. A lower-case element is a word or mark (`of`, `the|a`), an upper-case one a class of the time words or one of the
//! [`Term`]s that take several tokens (`NUM`, `YEAR`); alternatives are parted by `|`, and `?` makes an element or a group in parentheses optional.
//! Square brackets hold the words of the expression where words outside it must stand, too.

use super::{
    lexicon::{Class, Code, Lexicon, Sense},
    term::{MARK, NUMBER, Term, Value},
    words::Words,
};
use crate::vocabulary::Numbering;

#[derive(Clone, Debug)]
enum Element {
    /// A word, class or term.
    One(Atom),
    /// Alternatives.
    Any(Box<[Atom]>),
    /// So many of the elements that follow are optional together.
    Optional(usize),
    Open,
    Close,
}

impl Element {
    /// What can stand at its place.
    fn atoms(&self) -> &[Atom] {
        match self {
            Element::One(atom) => std::slice::from_ref(atom),
            Element::Any(atoms) => atoms,
            Element::Optional(_) | Element::Open | Element::Close => &[],
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Atom {
    Word(Code),
    /// A mark that is written in several ways.
    Mark(u8),
    Class(Class),
    Term(Term),
}

/// The elements of a pattern, in order.
#[derive(Clone, Debug)]
pub(crate) struct Elements(Box<[Element]>);

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub elements: Elements,
    /// The classes of the tokens it can begin with.
    pub first: u128,
    /// The words it can begin with.
    pub first_words: Vec<Code>,
    /// The classes of which it needs at least one each, somewhere.
    pub needs: Vec<u128>,
    /// How many tokens it takes at most.
    pub longest: usize,
}

/// What may come next: one of these classes, or one of these words. Every class if anything may.
#[derive(Clone, Debug, Default)]
pub(crate) struct Follow {
    pub classes: u128,
    pub words: Vec<Code>,
}

impl Follow {
    fn add(&mut self, elements: &[Element], openers: &[Code]) {
        next(elements, openers, &mut self.classes, &mut self.words);
    }

    fn is_empty(&self) -> bool {
        self.classes == 0 && self.words.is_empty()
    }
}

/// What may follow the word with which a pattern begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opening {
    /// If the word begins it by one of its classes.
    pub by_class: Follow,
    /// If it begins it as the word that it is.
    pub by_word: Follow,
    /// What reads the words with which it begins, if only one term does, and what may follow them.
    pub lead: Option<(Term, Follow)>,
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Match<'l> {
    pub captures: Vec<Capture<'l>>,
    /// The tokens of the expression.
    pub first: usize,
    pub last: usize,
}

impl Pattern {
    /// Reads a pattern, whose words are numbered. Nothing if it is malformed.
    pub fn compile(source: &'static str, lexicon: &mut Lexicon, numbering: &mut Numbering) -> Option<Pattern> {
        let mut elements: Vec<Element> = Vec::new();
        // Where the open groups begin.
        let mut groups: Vec<usize> = Vec::new();
        for piece in source.split_whitespace() {
            let piece = match piece.strip_prefix('(').filter(|r| !r.is_empty()) {
                Some(rest) => {
                    groups.push(elements.len());
                    elements.push(Element::Optional(0));
                    rest
                }
                None => piece,
            };
            let (body, closes) = match piece.strip_suffix(")?") {
                Some(body) => (body, true),
                None => (piece, false),
            };
            match body {
                "" => {}
                "[" => elements.push(Element::Open),
                "]" => elements.push(Element::Close),
                _ => {
                    let (atoms, optional) = match body.strip_suffix('?') {
                        Some(atoms) if !atoms.is_empty() => (atoms, true),
                        _ => (body, false),
                    };
                    if optional {
                        elements.push(Element::Optional(1));
                    }
                    let atoms: Vec<Atom> = atoms.split('|').map(|atom| Atom::read(atom, lexicon, numbering)).collect::<Option<_>>()?;
                    elements.push(if let [atom] = atoms[..] { Element::One(atom) } else { Element::Any(atoms.into()) });
                }
            }
            if closes {
                let start = groups.pop()?;
                let length = elements.len().checked_sub(start + 1)?;
                *elements.get_mut(start)? = Element::Optional(length);
            }
        }
        if !groups.is_empty() {
            return None;
        }
        let (mut first, mut first_words) = (0, Vec::new());
        first_set(&elements, &mut first, &mut first_words, &mut |word| lexicon.know(numbering, word));
        let (needs, longest) = (needs(&elements, lexicon), longest(&elements, lexicon));
        Some(Pattern { elements: Elements(elements.into()), first, first_words, needs, longest })
    }

    /// What may follow a word of these classes with which it begins; it begins longer phrases of the classes `phrases`. `openers` are the words that begin quantities.
    pub fn opening(&self, word: Option<Code>, mask: u128, phrases: u128, openers: &[Code]) -> Opening {
        let single = |class: Class| word.is_some() && phrases & class.bit() == 0;
        let mut ways = Vec::new();
        ways_to_begin(&self.elements.0, word, mask, openers, &mut ways);
        let mut opening = Opening::default();
        for (atom, rest) in &ways {
            match atom {
                Atom::Word(_) => opening.by_word.add(rest, openers),
                Atom::Mark(_) => {}
                Atom::Class(class) if single(*class) => opening.by_class.add(rest, openers),
                Atom::Class(_) => opening.by_class.classes = u128::MAX,
                Atom::Term(term) => {
                    // "a dozen"
                    if word.is_some_and(|word| !term.openers().is_empty() && openers.contains(&word)) {
                        opening.by_word.classes |= Class::Multiplier.bit();
                    }
                    match term.classes() {
                        _ if term.first() & mask == 0 => {}
                        Some(classes) if mask & NUMBER == 0 && classes.iter().all(|class| single(*class)) => {
                            // The full stop of an abbreviation.
                            opening.by_class.classes |= MARK;
                            opening.by_class.add(rest, openers);
                        }
                        _ if ways.len() == 1 => {
                            let mut follow = Follow::default();
                            follow.add(rest, openers);
                            opening.lead = Some((*term, follow));
                            opening.by_class.classes = u128::MAX;
                        }
                        _ => opening.by_class.classes = u128::MAX,
                    }
                }
            }
        }
        if !opening.by_word.is_empty() {
            opening.lead = None;
        }
        opening
    }
}

impl Elements {
    /// Matches from a token on, each optional element taken where it can be. `matched` holds then what has been found.
    pub fn matches<'l>(&self, words: &Words<'_, 'l>, from: usize, matched: &mut Match<'l>) -> bool {
        matched.captures.clear();
        let mut state = State { captures: &mut matched.captures, open: None, close: None };
        let Some(end) = step(&self.0, words, from, &mut state) else { return false };
        let (first, last) = (state.open.unwrap_or(from), state.close.unwrap_or(end));
        (matched.first, matched.last) = (first, last);
        first < last
    }
}

impl Atom {
    fn read(atom: &'static str, lexicon: &mut Lexicon, numbering: &mut Numbering) -> Option<Atom> {
        if let [mark] = atom.as_bytes() {
            if mark.is_ascii_punctuation() {
                return Some(Atom::Mark(*mark));
            }
        }
        if !atom.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Some(Atom::Word(lexicon.know(numbering, atom)));
        }
        if let Some(term) = Term::from_name(atom) {
            return Some(Atom::Term(term));
        }
        Class::from_name(&atom.to_ascii_lowercase()).map(Atom::Class)
    }
}

/// Adds what `elements` can begin with. No pattern begins with a mark.
fn first_set(elements: &[Element], first: &mut u128, words: &mut Vec<Code>, know: &mut impl FnMut(&'static str) -> Code) {
    let mut rest = elements;
    while let Some((element, after)) = rest.split_first() {
        rest = after;
        match element {
            Element::Open | Element::Close => {}
            Element::Optional(length) => {
                first_set(after.get(..*length).unwrap_or(&[]), first, words, know);
                rest = after.get(*length..).unwrap_or(&[]);
            }
            Element::One(_) | Element::Any(_) => {
                for atom in element.atoms() {
                    match atom {
                        Atom::Word(word) => words.push(*word),
                        Atom::Mark(_) => {}
                        Atom::Class(class) => *first |= class.bit(),
                        Atom::Term(term) => {
                            *first |= term.first();
                            words.extend(term.openers().iter().map(|word| know(word)));
                        }
                    }
                }
                return;
            }
        }
    }
}

/// Adds the atoms with which the elements can begin at a word, and the elements after each.
fn ways_to_begin<'p>(elements: &'p [Element], word: Option<Code>, mask: u128, openers: &[Code], ways: &mut Vec<(&'p Atom, &'p [Element])>) {
    match elements.split_first() {
        None => {}
        Some((Element::Open | Element::Close, rest)) => ways_to_begin(rest, word, mask, openers, ways),
        Some((Element::Optional(length), rest)) => {
            ways_to_begin(rest, word, mask, openers, ways);
            ways_to_begin(rest.get(*length..).unwrap_or(&[]), word, mask, openers, ways);
        }
        Some((element @ (Element::One(_) | Element::Any(_)), rest)) => {
            let begins = |atom: &&Atom| match atom {
                Atom::Word(w) => word == Some(*w),
                Atom::Mark(_) => false,
                Atom::Class(class) => class.bit() & mask != 0,
                Atom::Term(term) => term.first() & mask != 0 || (!term.openers().is_empty() && word.is_some_and(|word| openers.contains(&word))),
            };
            ways.extend(element.atoms().iter().filter(begins).map(|atom| (atom, rest)));
        }
    }
}

/// Adds what the elements can begin with; every class if that is nothing.
fn next(elements: &[Element], openers: &[Code], classes: &mut u128, words: &mut Vec<Code>) {
    match elements.split_first() {
        None => *classes = u128::MAX,
        Some((Element::Open | Element::Close, rest)) => next(rest, openers, classes, words),
        Some((Element::Optional(length), rest)) => {
            next(rest, openers, classes, words);
            next(rest.get(*length..).unwrap_or(&[]), openers, classes, words);
        }
        Some((element @ (Element::One(_) | Element::Any(_)), _)) => {
            for atom in element.atoms() {
                match atom {
                    Atom::Word(word) => words.push(*word),
                    Atom::Mark(_) => *classes |= MARK,
                    Atom::Class(class) => *classes |= class.bit(),
                    Atom::Term(term) => {
                        *classes |= term.first();
                        words.extend(openers.iter().filter(|_| !term.openers().is_empty()));
                    }
                }
            }
        }
    }
}

/// How many tokens the elements take at most.
fn longest(elements: &[Element], lexicon: &Lexicon) -> usize {
    let of = |atom: &Atom| match atom {
        Atom::Word(_) | Atom::Mark(_) => 1,
        Atom::Class(class) => lexicon.longest(*class),
        Atom::Term(term) => term.longest(),
    };
    elements.iter().map(|element| element.atoms().iter().map(of).max().unwrap_or(0)).sum()
}

/// The classes of each element that must match; a word counts by the classes that it always has.
fn needs(elements: &[Element], lexicon: &Lexicon) -> Vec<u128> {
    let classes = |atom: &Atom| match atom {
        Atom::Word(word) => Some(lexicon.masks(*word)[1]).filter(|classes| *classes != 0),
        Atom::Mark(_) => None,
        Atom::Class(class) => Some(class.bit()),
        Atom::Term(term) => Some(term.first()),
    };
    let mut needs = Vec::new();
    let mut rest = elements;
    while let Some((element, after)) = rest.split_first() {
        rest = after;
        match element {
            Element::Open | Element::Close => {}
            Element::Optional(length) => rest = after.get(*length..).unwrap_or(&[]),
            Element::One(_) | Element::Any(_) => needs.extend(element.atoms().iter().map(classes).try_fold(0, |all, classes| Some(all | classes?))),
        }
    }
    needs
}

struct State<'m, 'l> {
    captures: &'m mut Vec<Capture<'l>>,
    open: Option<usize>,
    close: Option<usize>,
}

fn step<'l>(elements: &[Element], words: &Words<'_, 'l>, mut at: usize, state: &mut State<'_, 'l>) -> Option<usize> {
    let mut rest = elements;
    while let Some((element, after)) = rest.split_first() {
        rest = after;
        match element {
            Element::Open => state.open = Some(at),
            Element::Close => state.close = Some(at),
            Element::One(atom) => at = atom.take(words, at, state)?,
            Element::Optional(length) => {
                if !matches!(rest.first(), Some(Element::One(atom)) if !atom.may_stand(words, at)) {
                    let kept = (state.captures.len(), state.open, state.close);
                    if let Some(end) = step(rest, words, at, state) {
                        return Some(end);
                    }
                    state.captures.truncate(kept.0);
                    (state.open, state.close) = (kept.1, kept.2);
                }
                rest = rest.get(*length..)?;
            }
            Element::Any(atoms) => {
                let kept = state.captures.len();
                let mut may = atoms.iter().filter(|atom| atom.may_stand(words, at));
                return may.find_map(|atom| {
                    state.captures.truncate(kept);
                    let next = atom.take(words, at, state)?;
                    step(rest, words, next, state)
                });
            }
        }
    }
    Some(at)
}

impl Atom {
    /// Whether it could stand at a token.
    #[inline]
    fn may_stand(self, words: &Words<'_, '_>, at: usize) -> bool {
        match self {
            Atom::Word(word) => words.code(at) == word,
            Atom::Mark(_) => words.mask(at) & MARK != 0,
            Atom::Class(class) => words.mask(at) & class.bit() != 0,
            Atom::Term(term) => term.may_begin(words.mask(at)),
        }
    }

    /// The token after what it matches.
    #[inline]
    fn take<'l>(self, words: &Words<'_, 'l>, at: usize, state: &mut State<'_, 'l>) -> Option<usize> {
        match self {
            Atom::Word(word) => words.is_word(at, word).then_some(at + 1),
            Atom::Mark(mark) => (words.mask(at) & MARK != 0 && words.is_mark(at, mark)).then_some(at + 1),
            Atom::Class(class) => words.sense(at, class).map(|(sense, end)| {
                state.captures.push(Capture { what: What::Sense(sense) });
                end
            }),
            Atom::Term(term) if !term.may_begin(words.mask(at)) => None,
            Atom::Term(term) => term.read(words, at).map(|(value, end)| {
                state.captures.push(Capture { what: What::Term(term, value) });
                end
            }),
        }
    }
}
