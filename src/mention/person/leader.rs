//! Who held which office: the table `leader`, by name, and the names in an article that it alone tells to be people.

use std::ops::Range;

use dateline_gazetteers::{
    fold,
    schema::{Table, leader},
};

use super::{
    Evidence, PersonCandidate, Scan,
    later::{Taken, insert, thing_follows},
    name,
};
use crate::{
    article::Article,
    distinct::{Distinct, hash},
    document::Document,
    gazetteer::Layers,
    model::Text,
    token::Gap,
    vocabulary::{Numbering, WordId, WordTable},
};

/// Years and months as the number `yyyymm`.
pub(crate) type Month = u32;

/// A person in office this long by the table, without a break and still, is taken to hold the office in an article without a date.
const LASTING: Month = 201_112;

/// One time in office.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Term {
    /// Its number in the table.
    number: u32,
    /// The places of country and office in their lists.
    country: u32,
    office: u32,
    from: Month,
    until: Month,
}

impl Term {
    fn holds(&self, month: Month) -> bool {
        (self.from..=self.until).contains(&month)
    }
}

/// The times in office of those who have a name.
#[derive(Debug)]
struct Known {
    /// Where the name stands among the keys.
    key: Range<u32>,
    /// Where the terms of those begin who have it as full name, as surname, and as a name that means a leader without a title; and where the last of them end.
    terms: [u32; 4],
}

/// The table `leader`, read once for an extractor.
#[derive(Debug, Default)]
pub(crate) struct Leaders {
    numbers: Distinct,
    known: Vec<Known>,
    keys: String,
    terms: Vec<Term>,
    countries: Vec<Text>,
    offices: Vec<Box<str>>,
    /// In which names each word stands: [`ANY`], [`ALONE`], [`WHOLE`].
    words: WordTable<u8>,
}

/// Some name of a leader has the word.
const ANY: u8 = 1;
/// Some name that means a leader without a title has the word.
const ALONE: u8 = 2;
/// The word is such a name.
const WHOLE: u8 = 4;

impl Leaders {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Leaders {
        let mut leaders = Leaders::default();
        // The name, the kind of name, and the term of each: one list, since many small ones would leave holes in the memory that articles are read in.
        let mut held: Vec<(u32, u8, Term)> = Vec::new();
        for (number, (_, row)) in (0..).zip(layers.rows(Table::Leader)) {
            let until = row.text(leader::UNTIL);
            let term = Term {
                number,
                country: place(&mut leaders.countries, row.cow(leader::COUNTRY)),
                office: place(&mut leaders.offices, row.text(leader::OFFICE).into()),
                from: month(row.text(leader::FROM), 1).unwrap_or(0),
                until: if until.is_empty() { Month::MAX } else { month(until, 12).unwrap_or(0) },
            };
            for (list, (column, kind)) in (0..).zip([(leader::NAMES, ANY), (leader::SURNAMES, ANY), (leader::ALONE, ANY | ALONE)]) {
                row.list(column).for_each(|name| {
                    let key = key(name);
                    let kind = if kind & ALONE != 0 && !key.contains(' ') { kind | WHOLE } else { kind };
                    key.split(' ').for_each(|word| *leaders.words.entry(numbering.word(word)) |= kind);
                    held.push((leaders.number(&key), list, term));
                });
            }
        }
        held.sort_by_key(|&(name, list, term)| (name, list, term.number));
        held.dedup();
        leaders.terms = held.iter().map(|&(.., term)| term).collect();
        for (name, known) in (0..).zip(&mut leaders.known) {
            known.terms =
                [(name, 0), (name, 1), (name, 2), (name + 1, 0)].map(|first| held.partition_point(|&(name, list, _)| (name, list) < first) as u32);
        }
        leaders
    }

    /// The number of a key, which is noted if it is new.
    fn number(&mut self, key: &str) -> u32 {
        let (known, keys) = (&self.known, &self.keys);
        let same = |n: u32| keys[known[n as usize].key.start as usize..known[n as usize].key.end as usize] == *key;
        let (number, new) = self.numbers.number(hash(key.as_bytes()), same);
        if new {
            let start = self.keys.len() as u32;
            self.keys.push_str(key);
            self.known.push(Known { key: start..self.keys.len() as u32, terms: [0; 4] });
        }
        number
    }

    /// What is known of a name.
    fn known(&self, name: &str) -> Option<&Known> {
        let key = key(name);
        self.numbers.find(hash(key.as_bytes()), |n| *self.key(n) == *key).map(|n| &self.known[n as usize])
    }

    fn key(&self, number: u32) -> &str {
        let key = &self.known[number as usize].key;
        &self.keys[key.start as usize..key.end as usize]
    }

    fn names(&self, known: &Known) -> &[Term] {
        &self.terms[known.terms[0] as usize..known.terms[1] as usize]
    }

    fn surnames(&self, known: &Known) -> &[Term] {
        &self.terms[known.terms[1] as usize..known.terms[2] as usize]
    }

    fn alone(&self, known: &Known) -> &[Term] {
        &self.terms[known.terms[2] as usize..known.terms[3] as usize]
    }

    fn office(&self, term: &Term) -> &str {
        &self.offices[term.office as usize]
    }

    /// For whom a person with a title speaks: who holds or held the office on the article's day. `roles` are those of the person's present titles.
    pub fn of_titled(&self, name: &str, roles: &[&str], published: Option<Month>) -> Option<&Text> {
        let known = self.known(name)?;
        let fits = |t: &&Term| roles.contains(&self.office(t));
        let leads = |t: &&Term| self.office(t) == "head_of_organisation";
        let names = self.names(known).iter();
        if names.as_slice().is_empty() {
            self.in_office(self.surnames(known).iter().filter(fits), published)
        } else if names.clone().any(|t| fits(&t)) {
            self.in_office(names.filter(fits), published)
        } else if names.clone().any(|t| leads(&t)) {
            // Those who lead organisations have titles of all kinds ("cleric Moqtada al-Sadr").
            self.in_office(names.filter(leads), published)
        } else {
            // The title of another office tells no more than none: "European commissioner" of a former foreign minister.
            self.untitled(known, published)
        }
    }

    /// For whom those speak who have or had an office.
    fn in_office<'t>(&self, terms: impl Iterator<Item = &'t Term> + Clone, published: Option<Month>) -> Option<&Text> {
        let Some(day) = published else { return self.only(terms) };
        let held = terms.clone().filter(|t| t.holds(day));
        if held.clone().next().is_some() {
            return self.only(held);
        }
        // Out of office: a name that others of another country have had too tells nothing.
        if terms.clone().any(|t| t.until < day) { self.only(terms) } else { None }
    }

    /// Whom the holder of an office leads on the article's day: a country or group.
    pub fn led_by(&self, name: &str, roles: &[&str], published: Option<Month>) -> Option<&Text> {
        let day = published?;
        self.only(self.terms_of(name).iter().filter(|t| t.holds(day) && roles.contains(&self.office(t))))
    }

    /// Two names are of one person.
    pub fn are_one(&self, name: &str, other: &str) -> bool {
        let others = self.terms_of(other);
        self.terms_of(name).iter().any(|t| others.contains(t))
    }

    /// The times in office of whoever has the name or surname.
    fn terms_of(&self, name: &str) -> &[Term] {
        match self.known(name) {
            Some(known) if self.names(known).is_empty() => self.surnames(known),
            Some(known) => self.names(known),
            None => &[],
        }
    }

    /// For whom a person named without a title speaks: only who is in office on the article's day, or beyond doubt if that is unknown.
    pub fn of_untitled(&self, name: &str, published: Option<Month>) -> Option<&Text> {
        self.untitled(self.known(name)?, published)
    }

    fn untitled(&self, known: &Known, published: Option<Month>) -> Option<&Text> {
        let terms = if self.names(known).is_empty() { self.alone(known) } else { self.names(known) };
        match published {
            Some(day) => self.only(terms.iter().filter(|t| t.holds(day))),
            None => self.only(terms.iter()).filter(|_| is_lasting(terms)),
        }
    }

    /// Whether some leader may have a name of these tokens: a look that spares the folding of most names.
    pub fn may_have(&self, doc: &Document<'_>, tokens: impl Iterator<Item = usize>) -> bool {
        self.may_stand(doc, tokens, ANY)
    }

    /// Whether names of some kinds may be of these words, those left aside that are too short to be compared.
    #[inline]
    fn may_stand(&self, doc: &Document<'_>, mut tokens: impl Iterator<Item = usize>, kinds: u8) -> bool {
        let short = |token: usize| doc.tokens[token].core() - doc.tokens[token].start() <= 2;
        tokens.all(|token| self.has(doc, token, kinds) || short(token))
    }

    /// The kinds of names in which a word stands.
    pub fn kinds(&self, word: WordId) -> u8 {
        self.words.of(word)
    }

    /// Whether a word may stand in a name of some kinds.
    #[inline]
    fn has(&self, doc: &Document<'_>, token: usize, kinds: u8) -> bool {
        // What is folded to several words, or left out, is not told here.
        doc.words[token].leaders() & kinds != 0 || !doc.is_folded_to_itself(token)
    }

    /// The full name of a leader.
    pub fn is_name(&self, name: &str) -> bool {
        self.known(name).is_some_and(|known| !self.names(known).is_empty())
    }

    fn is_alone(&self, name: &str) -> bool {
        self.known(name).is_some_and(|known| !self.alone(known).is_empty())
    }

    /// The country of all of the terms.
    fn only<'t>(&self, mut terms: impl Iterator<Item = &'t Term>) -> Option<&Text> {
        let country = terms.next()?.country;
        terms.all(|t| t.country == country).then(|| &self.countries[country as usize])
    }
}

/// The terms have no gap between them, and the last has not ended.
fn is_lasting(terms: &[Term]) -> bool {
    let mut spans: Vec<(Month, Month)> = terms.iter().map(|t| (t.from, t.until)).collect();
    spans.sort_unstable();
    let Some(&(first, mut reached)) = spans.first() else { return false };
    for (from, until) in spans {
        // December to January is a step of 89 in this count.
        if from > reached.saturating_add(89) {
            return false;
        }
        reached = reached.max(until);
    }
    first <= LASTING && reached == Month::MAX
}

/// The place of something in a list, to which it is added if it is new.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> u32 {
    let at = list.iter().rposition(|known| *known == item).unwrap_or(list.len());
    if at == list.len() {
        list.push(item);
    }
    at as u32
}

/// A word that is folded to itself in small letters.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric()) && !fold::may_be_article(word)
}

/// The words of a name as they are compared: folded, without initials.
fn key(name: &str) -> String {
    let compared = |word: &&str| word.chars().nth(1).is_some() && !word.eq_ignore_ascii_case("jr");
    if name.split(' ').all(|word| !word.is_empty() && is_plain(word)) {
        let mut key = String::with_capacity(name.len());
        for word in name.split(' ').filter(compared) {
            key.push_str(if key.is_empty() { "" } else { " " });
            key.push_str(word);
        }
        key.make_ascii_lowercase();
        return key;
    }
    let words = fold::words(name);
    let long: Vec<&str> = words.iter().map(|w| w.key.as_str()).filter(compared).collect();
    long.join(" ")
}

/// The month in which an article was published.
pub(crate) fn published(article: &Article<'_>) -> Option<Month> {
    article.get_published().map(|d| Month::from(d.year().unsigned_abs()) * 100 + Month::from(d.month().unsigned_abs()))
}

/// `2009-01` or `2009`, of which the month is then `default`.
fn month(text: &str, default: Month) -> Option<Month> {
    let (year, month) = text.split_once('-').map_or((text, None), |(y, m)| (y, Some(m)));
    Some(year.parse::<Month>().ok()? * 100 + month.map_or(Some(default), |m| m.parse().ok())?)
}

impl Scan<'_, '_> {
    /// "Xi Jinping": the run is the full name of a leader.
    pub(super) fn leader(&self, run: &name::Run<'_>) -> Option<(Evidence, f32)> {
        let known = run.tokens.len() > 1 && self.may_lead(run, ANY) && self.words.leaders().is_name(self.text(run));
        (known && !self.covered(run)).then_some((Evidence::Leader, 0.9))
    }

    /// Whether the names of some kinds that leaders have may be of the words of a run; a look that spares the folding of most runs.
    #[inline]
    fn may_lead(&self, run: &name::Run<'_>, kinds: u8) -> bool {
        let leaders = self.words.leaders();
        leaders.has(self.doc, run.first(), kinds) && leaders.may_stand(self.doc, run.words_from(1), kinds)
    }

    /// The words of a run, without a possessive.
    fn text(&self, run: &name::Run<'_>) -> &str {
        let (first, last) = (&self.doc.tokens[run.tokens.start], &self.doc.tokens[run.tokens.end - 1]);
        self.doc.text.get(first.start()..last.core()).unwrap_or_default()
    }

    /// "Putin": a surname that means a leader without any title.
    fn leader_alone(&self, run: name::Run<'_>) -> Option<PersonCandidate> {
        let at = run.tokens.start;
        let hyphen = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.mark() == '-');
        let joined = hyphen(run.tokens.end) || at > 0 && hyphen(at - 1);
        let before = at.checked_sub(1).is_some_and(|b| {
            let name = self.runs.is_name_word(b) && self.doc.tokens[at].gap == Gap::Space && !self.sentence_starts(b);
            name || matches!(self.word(b), "the" | "The" | "a" | "A" | "an" | "An")
        });
        let clear = !joined && !before && !self.covered(&run) && !thing_follows(self, run.tokens.end);
        let known = clear && self.words.leaders().is_alone(self.text(&run));
        known.then(|| self.candidate(run, Vec::new(), at..at, None, Evidence::Leader, 0.8))
    }
}

/// Adds the leaders whom the article names by surname alone, in order of the text.
pub(super) fn add_alone(scan: &Scan<'_, '_>, found: &mut Vec<PersonCandidate>) {
    let mut taken = Taken::new(found);
    let mut alone = Vec::new();
    for run in scan.runs.all() {
        if run.words.len() > 2 {
            continue;
        }
        let kind = if run.tokens.len() == 1 { WHOLE } else { ALONE };
        if scan.may_lead(&run, kind) && scan.doc.tokens[run.tokens.start].capital && !taken.meets(run.tokens.clone()) {
            alone.extend(scan.leader_alone(run));
        }
    }
    insert(found, alone);
}
