//! Person candidates: a title or a given name with capitalised words after it, a name that its age or role follows, then the surnames alone.

pub(crate) mod leader;
pub(crate) mod name;
pub(crate) mod words;

mod form;
mod headline;
mod later;

use std::{
    cell::{OnceCell, RefCell},
    ops::Range,
};

use dateline_gazetteers::schema::Table;

use self::{
    form::Forms,
    name::{Run, Runs},
    words::{Class, Words, bridged, reading, title_at},
};
use crate::{
    document::Document,
    few::Few,
    gazetteer::{Layers, NameMatch, RowId, TableSet},
    span::Span,
    token::{Gap, Kind},
    vocabulary::{Asked, Numbering, WordId},
};

/// Tables whose names are not people's.
const ACTORS: TableSet = TableSet::of(&[Table::Faction, Table::Outlet, Table::Institution, Table::Place, Table::Country]);

/// What speaks for a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// A title stands before it.
    Title,
    /// It begins with a given name.
    Given,
    /// Its age follows.
    Age,
    /// A role follows in apposition, or precedes it.
    Apposition,
    /// Its last word alone speaks elsewhere in the article.
    Repeated,
    /// The table of leaders has it.
    Leader,
    /// It is part of a fuller name of the article.
    Short,
}

impl Evidence {
    /// The rule as the output names it.
    pub fn rule(self) -> &'static str {
        match self {
            Evidence::Title => "person:title",
            Evidence::Given => "person:given-name",
            Evidence::Age => "person:age",
            Evidence::Apposition => "person:apposition",
            Evidence::Repeated => "person:repeated",
            Evidence::Leader => "person:leader",
            Evidence::Short => "person:short-name",
        }
    }
}

/// What might be a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonCandidate {
    /// The name alone, without title and possessive.
    pub span: Span,
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The words of the name, in order.
    pub words: Few<NameWord, 3>,
    /// The titles right before the name: rows and the tokens from the first title to the name.
    pub titles: Vec<RowId>,
    pub title_tokens: Range<usize>,
    /// Where the noun phrase before name and titles begins: adjectives, institutions.
    pub lead: usize,
    /// The gender of the given name or title, where one tells.
    pub gender: Option<Gender>,
    pub evidence: Evidence,
    pub confidence: f32,
}

/// A word of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameWord {
    token: u32,
    form: u32,
}

impl NameWord {
    pub fn token(self) -> usize {
        self.token as usize
    }

    /// A number that words spelled alike have in common in an article, as low as their count allows.
    pub fn form(self) -> usize {
        self.form as usize
    }
}

/// Grammatical gender, as `he` and `she` tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

impl Gender {
    pub fn of(cell: &[u8]) -> Option<Gender> {
        match cell {
            b"m" => Some(Gender::Male),
            b"f" => Some(Gender::Female),
            _ => None,
        }
    }
}

/// Finds person candidates; built once for an extractor.
pub(crate) struct Finder {
    words: Words,
}

impl Finder {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Finder {
        Finder { words: Words::new(layers, numbering) }
    }

    /// The words around names that the table `nameword` lists.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What is [asked](crate::vocabulary::Asked) of a word.
    pub fn ask(&self, word: WordId, asked: &mut Asked) {
        asked.shape = name::shape(self.words.class(word));
        asked.leaders = self.words.leaders().kinds(word);
    }

    pub fn find(&self, layers: &Layers, doc: &Document<'_>) -> Vec<PersonCandidate> {
        let scan = Scan { layers, doc, words: &self.words, runs: Runs::new(layers, doc, &self.words), forms: RefCell::new(Forms::new(doc)) };
        let mut found = scan.full();
        later::add_short(&scan, &mut found);
        leader::add_alone(&scan, &mut found);
        found
    }
}

/// One article under the finder.
struct Scan<'s, 'd> {
    layers: &'s Layers,
    doc: &'s Document<'d>,
    words: &'s Words,
    runs: Runs<'s>,
    /// The words of all candidates.
    forms: RefCell<Forms<'s>>,
}

impl<'s> Scan<'s, '_> {
    /// Names that carry their own evidence.
    fn full(&self) -> Vec<PersonCandidate> {
        let alone = OnceCell::new();
        let mut found = Vec::with_capacity(32);
        let mut past = 0;
        for (at, titled, run) in self.runs.begins() {
            if at < past || self.doc.tokens[at].kind != Kind::Word {
                continue;
            }
            let hit = if titled { self.titled(at) } else { None };
            if let Some(candidate) = hit.or_else(|| self.untitled(run?, &alone)) {
                past = candidate.tokens.end.max(at + 1);
                found.push(candidate);
            }
        }
        found
    }

    /// "Prime Minister Omar al-Mansur": a name with titles before it, the first of which begins at `at`.
    fn titled(&self, at: usize) -> Option<PersonCandidate> {
        const MOST: usize = 4;
        // Most titles stand alone: a look at what follows spares reading their rows.
        let goes_on = |next: usize| self.runs.may_stand(next) || matches!(self.word(next), "." | "and" | "&");
        if !self.doc.names_of(at, Table::Title).any(|m| goes_on(m.last as usize)) {
            return None;
        }
        let first = title_at(self.words, self.doc, at, true)?;
        let (mut titles, mut count, mut next) = ([first.row; MOST], 0, at);
        let mut title = Some(first);
        while let Some(m) = title.filter(|_| count < MOST) {
            titles[count] = m.row;
            count += 1;
            next = self.past_stop(m.last as usize);
            title = title_at(self.words, self.doc, next, true);
            if title.is_none() && matches!(self.word(next), "and" | "&") {
                title = title_at(self.words, self.doc, next + 1, true);
                next += usize::from(title.is_some());
            }
        }
        let titles = &titles[..count];
        if self.doc.tokens.get(next).is_none_or(|t| t.gap != Gap::Space) {
            return None;
        }
        let run = self.runs.run(next)?;
        let honorific = titles.iter().any(|&row| self.words.title(row).honorific);
        let plural = !honorific && !self.doc.tokens[at].capital && self.doc.tokens[next - 1].core_text(self.doc.text).ends_with('s');
        if plural && run.words.len() < 2 || self.is_thing(&run) && !honorific || bridged(self.doc, next, ACTORS) {
            return None;
        }
        // "who heads Amnesty International"
        if run.words.len() > 1 && !honorific && self.is_actor(&run) {
            return None;
        }
        if run.words.len() == 1 && !honorific {
            let word = run.first();
            // "the judge Trump was referring to"
            let the = (at.saturating_sub(2)..at)
                .rev()
                .take_while(|&i| i + 1 == at || !self.doc.tokens[i + 1].capital)
                .any(|i| matches!(self.word(i), "the" | "The"));
            let small = the && !self.doc.tokens[at].capital && !titles.iter().any(|&row| self.words.title(row).reigns);
            let verb = self.words.class(self.doc.word(run.tokens.end)) == Some(Class::Function);
            if small && verb {
                return None;
            }
            // "a rival Islamist group"
            if self.doc.has(word, Table::Generic) && self.doc.tokens.get(word + 1).is_some_and(|t| t.kind == Kind::Word && !t.capital) {
                return None;
            }
            // "President France", "spokesman Hamas": not the name of a person.
            if reading(self.doc, word, Table::GivenName).is_none() && self.is_actor(&run) {
                return None;
            }
            // "chief executive BP": an acronym alone is no surname.
            if self.doc.tokens[word].caps {
                return None;
            }
        }
        let gender = titles.iter().rev().find_map(|&row| self.words.title(row).gender);
        Some(self.candidate(run, titles.to_vec(), at..next, gender, Evidence::Title, 0.95))
    }

    /// A name without a title.
    fn untitled(&self, run: Run<'_>, alone: &OnceCell<later::Alone<'s>>) -> Option<PersonCandidate> {
        // One word alone is told by others of the article, if at all.
        if run.tokens.len() < 2 {
            return None;
        }
        let at = run.tokens.start;
        let (evidence, confidence) = self.named(&run, alone).or_else(|| self.leader(&run))?;
        Some(self.candidate(run, Vec::new(), at..at, None, evidence, confidence))
    }

    /// What speaks for a run being a name, and how much.
    fn named(&self, run: &Run<'_>, alone: &OnceCell<later::Alone<'s>>) -> Option<(Evidence, f32)> {
        let (at, first) = (run.tokens.start, run.first());
        if run.words.len() < 2 || run.elements < 2 && at == first || self.is_thing(run) || self.is_phrase(run) || self.covered(run) {
            return None;
        }
        let doubtful = self.has_role_word(run) || self.is_actor_part(run);
        let age = || self.age_follows(run.tokens.end);
        let role = || self.role_follows(run.tokens.end) || self.role_precedes(run);
        let repeated = || alone.get_or_init(|| later::Alone::new(self)).speaks(run.last());
        Some(match reading(self.doc, first, Table::GivenName) {
            Some(m) => {
                let word = || run.words.len() > 2 && self.words.given(m.row).word && self.sentence_starts(at);
                match () {
                    () if !doubtful && !word() && !self.place_at(first) => (Evidence::Given, 0.9),
                    () if age() => (Evidence::Age, 0.9),
                    () if role() => (Evidence::Apposition, 0.8),
                    () if !doubtful && repeated() => (Evidence::Given, 0.7),
                    () => return None,
                }
            }
            None if doubtful => return None,
            None if age() => (Evidence::Age, 0.9),
            None if role() && !self.sentence_starts_with_other(run) => (Evidence::Apposition, 0.8),
            None => {
                let initial = at < first && self.doc.tokens[at].capital;
                let lone = (initial || self.speaks_beside(run)) && !self.sentence_starts(at) && !self.place_at(first);
                return (lone && repeated()).then_some((Evidence::Repeated, 0.6));
            }
        })
    }

    /// A word of the run is a role, and no given name.
    fn has_role_word(&self, run: &Run<'_>) -> bool {
        run.words_from(0).any(|w| {
            self.runs.is_title(w)
                && w + 1 < self.doc.tokens.len()
                && title_at(self.words, self.doc, w, false).is_some()
                && reading(self.doc, w, Table::GivenName).is_none()
        })
    }

    fn candidate(
        &self,
        run: Run<'_>,
        titles: Vec<RowId>,
        title_tokens: Range<usize>,
        gender: Option<Gender>,
        evidence: Evidence,
        confidence: f32,
    ) -> PersonCandidate {
        let start = self.doc.tokens[run.tokens.start].start();
        let last = &self.doc.tokens[run.tokens.end - 1];
        let lead = self.lead(title_tokens.start.min(run.tokens.start));
        let given = run.words.len() > 1;
        let gender = gender.or_else(|| {
            let m = if given { reading(self.doc, run.first(), Table::GivenName) } else { None }?;
            self.words.given(m.row).gender
        });
        let end = if run.possessive { last.core() } else { last.end() };
        PersonCandidate {
            span: Span::new(start, end),
            words: self.name(&run),
            tokens: run.tokens,
            titles,
            title_tokens,
            lead,
            gender,
            evidence,
            confidence,
        }
    }

    /// The words of a name with their forms.
    fn name(&self, run: &Run<'_>) -> Few<NameWord, 3> {
        let mut forms = self.forms.borrow_mut();
        run.words_from(0).map(|word| forms.number(word)).collect()
    }

    /// Where the noun phrase that ends at a token begins: modifiers, titles and names of actors or places before it, joined by "of" at most. Verbs,
    /// conjunctions and other prepositions end it: what stands before them belongs to somebody else.
    fn lead(&self, end: usize) -> usize {
        let sentence = self.doc.sentence_of(end).map_or(0, |s| self.doc.sentences[s].tokens.start);
        let floor = sentence.max(end.saturating_sub(12));
        let mut at = end;
        while let Some(before) = self.lead_step(sentence, floor, at, end) {
            at = before;
        }
        at
    }

    /// The token that the noun phrase going on at `at` has before it.
    fn lead_step(&self, sentence: usize, floor: usize, at: usize, end: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&b| b >= floor)?;
        let token = &self.doc.tokens[before];
        let text = token.core_text(self.doc.text);
        match token.kind {
            Kind::Mark => {
                let hyphen = matches!(token.text(self.doc.text), "-" | "'" | "’" | ".") && token.gap == Gap::None;
                return (hyphen && before > floor).then_some(before);
            }
            Kind::Number => return None,
            Kind::Word => {}
        }
        if let Some(first) = (floor..=before).find(|&first| self.noun_name(first, before, at)) {
            return Some(first);
        }
        match self.words.class(self.doc.word(before)) {
            Some(Class::Modifier | Class::Past) => return Some(before),
            Some(Class::Calendar | Class::Function) => return None,
            _ => {}
        }
        // "head of the army General X": "of" joins what has words on both sides.
        let of = if text == "the" { before.checked_sub(1).filter(|&b| b > floor)? } else { before };
        if at < end
            && of > floor
            && self.word(of) == "of"
            && (self.doc.tokens[of - 1].capital || (floor..of).any(|first| self.noun_name(first, of - 1, of)))
        {
            return Some(of);
        }
        // "its foreign minister": a possessor begins the phrase.
        let possessor = matches!(text, "its" | "his" | "her" | "their" | "our") || token.core() < token.end();
        let named = token.capital && before > sentence && !matches!(text, "The" | "A" | "An") && !self.is_cue(before);
        (possessor || named).then_some(before)
    }

    /// A title, actor, institution, place or description begins at `first`, holds `inside` and ends before `until`.
    fn noun_name(&self, first: usize, inside: usize, until: usize) -> bool {
        const NOUNS: TableSet = ACTORS.with(Table::Title).with(Table::Generic);
        self.doc.has_any(first, NOUNS)
            && self.doc.names_at(first).iter().any(|m| {
                let last = m.last as usize;
                NOUNS.has(m.table)
                    && last > inside
                    && last <= until
                    && !(m.table == Table::Generic && self.doc.is_apart(m))
                    && (m.table == Table::Title || m.table == Table::Generic || m.table == Table::Institution || self.doc.tokens[first].capital)
            })
    }

    fn is_cue(&self, i: usize) -> bool {
        self.doc.has(i, Table::Cue)
    }

    fn word(&self, i: usize) -> &str {
        self.doc.tokens.get(i).map_or("", |t| t.core_text(self.doc.text))
    }

    /// The token after the full stop of an abbreviated title.
    fn past_stop(&self, at: usize) -> usize {
        let stop = self.doc.tokens.get(at).is_some_and(|t| t.gap == Gap::None && t.text(self.doc.text) == ".");
        let inside =
            stop && self.doc.tokens[at - 1].capital && self.doc.sentence_of(at).is_some_and(|s| self.doc.sentences[s].tokens.contains(&(at + 1)));
        if inside { at + 1 } else { at }
    }

    /// "In Bavaria", "Follow This": a small word with a capital begins or ends the run.
    fn is_phrase(&self, run: &Run<'_>) -> bool {
        let given = |w: usize| reading(self.doc, w, Table::GivenName).is_some();
        let small = |w: usize| matches!(self.words.class(self.doc.word(w)), Some(Class::Function | Class::Relation | Class::Pronoun)) && !given(w);
        let (first, last) = (run.first(), run.last());
        small(first) || small(last) && !given(first)
    }

    /// The run ends in a word like "University".
    fn is_thing(&self, run: &Run<'_>) -> bool {
        run.words_from(usize::from(run.words.len() > 1)).any(|w| self.words.is_thing(self.doc.word(w)))
    }

    /// One name of an actor or place is all of the run or more.
    fn covered(&self, run: &Run<'_>) -> bool {
        let (first, last) = (run.first(), run.last());
        let covers = |m: &NameMatch| ACTORS.has(m.table) && m.last as usize > last && m.last - m.first > 1;
        (first.saturating_sub(5)..=first).any(|at| self.doc.has_any(at, ACTORS) && self.doc.names_at(at).iter().any(covers))
    }

    /// The run is the name of an actor or country.
    fn is_actor(&self, run: &Run<'_>) -> bool {
        self.doc
            .names_at(run.first())
            .iter()
            .any(|m| matches!(m.table, Table::Faction | Table::Outlet | Table::Country) && m.last as usize >= run.tokens.end)
    }

    /// A word of the run after the first names an actor or a country.
    fn is_actor_part(&self, run: &Run<'_>) -> bool {
        const PARTS: TableSet = TableSet::of(&[Table::Faction, Table::Outlet, Table::Country, Table::Institution]);
        run.words_from(1).any(|w| self.doc.has_any(w, PARTS) && reading(self.doc, w, Table::GivenName).is_none())
    }

    /// The name of a country or of a large place begins at a token.
    fn place_at(&self, token: usize) -> bool {
        const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);
        self.doc.has_any(token, PLACES)
            && self.doc.names_at(token).iter().any(|m| m.table == Table::Country || (m.table == Table::Place && m.same_case && self.large(m.row)))
    }

    /// A place known enough that its name means it first.
    fn large(&self, row: RowId) -> bool {
        self.layers.row(row).integer(dateline_gazetteers::schema::place::POPULATION).is_some_and(|n| n >= 400_000)
    }

    fn sentence_starts(&self, token: usize) -> bool {
        self.doc.sentence_of(token).is_none_or(|s| {
            let start = self.doc.sentences[s].tokens.start;
            start == token || (start..token).all(|i| self.doc.tokens[i].kind == Kind::Mark)
        })
    }

    /// The run begins a sentence with a word that may be capitalised for that alone.
    fn sentence_starts_with_other(&self, run: &Run<'_>) -> bool {
        self.sentence_starts(run.tokens.start) && run.words.len() > 2
    }

    /// ", 45," or " (45)" follows.
    fn age_follows(&self, end: usize) -> bool {
        let age = self.doc.tokens.get(end + 1).filter(|t| t.kind == Kind::Number).and_then(|t| t.text(self.doc.text).parse::<u8>().ok());
        age.is_some_and(|n| (5..=115).contains(&n)) && matches!((self.word(end), self.word(end + 2)), (",", "," | "." | ";") | ("(", ")"))
    }

    /// ", a doctor" or ", the group's deputy head" follows.
    fn role_follows(&self, end: usize) -> bool {
        if self.word(end) != "," {
            return false;
        }
        for i in end + 1..(end + 9).min(self.doc.tokens.len()) {
            let token = &self.doc.tokens[i];
            if token.gap == Gap::Paragraph || (token.kind == Kind::Mark && !matches!(token.text(self.doc.text), "-" | "'" | "’" | ".")) {
                return false;
            }
            if let Some(m) = title_at(self.words, self.doc, i, false) {
                // ", Prime Minister X" is the next of a list.
                let next = m.last as usize;
                return i > end + 1 || !self.runs.is_name_word(next);
            }
            let opens = i > end + 1
                || matches!(self.word(i), "a" | "an" | "the" | "its" | "his" | "her" | "their" | "who")
                || token.capital
                || self.words.class(self.doc.word(i)).is_some();
            let small = || !token.capital && self.doc.acting(i, Table::Cue).any(|(_, last)| last == i + 1);
            let verb = (self.doc.names_of(i, Table::Cue).any(|m| m.same_case) || small()) && self.words.class(self.doc.word(i)).is_none();
            if !opens || (verb && i > end + 1) {
                return false;
            }
        }
        false
    }

    /// "The union's legal counsel, Nadia Okafor, said": a role and a comma before, a comma or verb of saying after.
    fn role_precedes(&self, run: &Run<'_>) -> bool {
        let Some(comma) = run.tokens.start.checked_sub(1).filter(|&c| self.word(c) == ",") else { return false };
        let role = (comma.saturating_sub(4)..comma).any(|at| title_at(self.words, self.doc, at, false).is_some_and(|m| m.last as usize == comma));
        (role || self.is_described(comma)) && (self.word(run.tokens.end) == "," || self.speaks_beside(run))
    }

    /// "A farmer who lives near the town, Eliecer Pinto, said": a sentence that begins with a role and a relative clause up to a comma.
    fn is_described(&self, comma: usize) -> bool {
        let Some(start) = self.doc.sentence_of(comma).map(|s| self.doc.sentences[s].tokens.start).filter(|&s| s + 24 > comma) else { return false };
        let article = matches!(self.word(start), "A" | "An" | "One" | "Another");
        let role = (start + 1..comma.min(start + 4)).find_map(|at| title_at(self.words, self.doc, at, false));
        let clear = || (start..comma).all(|i| self.word(i) != ",");
        article && role.is_some_and(|m| self.word(m.last as usize) == "who") && clear()
    }

    /// A verb of saying touches the run.
    fn speaks_beside(&self, run: &Run<'_>) -> bool {
        let cue = |i: usize| self.doc.has(i, Table::Cue);
        cue(run.tokens.end) || run.tokens.start.checked_sub(1).is_some_and(cue)
    }
}
