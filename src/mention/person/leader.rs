//! Who held which office: the table `leader`, by name, and the names in an article that it alone tells to be people.

use std::collections::HashMap;

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
    document::Document,
    gazetteer::Layers,
    model::Text,
    token::Gap,
    vocabulary::{Numbering, WordTable},
};

/// Years and months as the number `yyyymm`.
pub(crate) type Month = u32;

/// A person in office this long by the table, without a break and still, is taken to hold the office in an article without a date.
const LASTING: Month = 201_112;

/// One time in office.
#[derive(Debug)]
struct Term {
    country: Text,
    office: Box<str>,
    from: Month,
    until: Month,
}

impl Term {
    fn holds(&self, month: Month) -> bool {
        (self.from..=self.until).contains(&month)
    }
}

/// The table `leader`, read once for an extractor.
#[derive(Debug, Default)]
pub(crate) struct Leaders {
    terms: Vec<Term>,
    names: HashMap<String, Vec<usize>>,
    surnames: HashMap<String, Vec<usize>>,
    alone: HashMap<String, Vec<usize>>,
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
        for (_, row) in layers.rows(Table::Leader) {
            let term = leaders.terms.len();
            let until = row.text(leader::UNTIL);
            leaders.terms.push(Term {
                country: row.cow(leader::COUNTRY),
                office: row.text(leader::OFFICE).into(),
                from: month(row.text(leader::FROM), 1).unwrap_or(0),
                until: if until.is_empty() { Month::MAX } else { month(until, 12).unwrap_or(0) },
            });
            for (column, names, kind) in [
                (leader::NAMES, &mut leaders.names, ANY),
                (leader::SURNAMES, &mut leaders.surnames, ANY),
                (leader::ALONE, &mut leaders.alone, ANY | ALONE),
            ] {
                row.list(column).for_each(|name| {
                    let key = key(name);
                    let kind = if kind & ALONE != 0 && !key.contains(' ') { kind | WHOLE } else { kind };
                    key.split(' ').for_each(|word| *leaders.words.entry(numbering.word(word)) |= kind);
                    let terms = names.entry(key).or_default();
                    if terms.last() != Some(&term) {
                        terms.push(term);
                    }
                });
            }
        }
        leaders
    }

    /// For whom a person with a title speaks: who holds or held the office on the article's day. `roles` are those of the person's present titles.
    pub fn of_titled(&self, name: &str, roles: &[&str], published: Option<Month>) -> Option<&Text> {
        let key = key(name);
        let fits = |t: &&usize| roles.iter().any(|r| *r == &*self.terms[**t].office);
        let leads = |t: &usize| &*self.terms[*t].office == "head_of_organisation";
        let terms: Vec<usize> = match self.names.get(&key) {
            Some(terms) if terms.iter().any(|t| fits(&t)) => terms.iter().filter(fits).copied().collect(),
            // Those who lead organisations have titles of all kinds ("cleric Moqtada al-Sadr").
            Some(terms) if terms.iter().any(leads) => terms.iter().filter(|t| leads(t)).copied().collect(),
            // The title of another office tells no more than none: "European commissioner" of a former foreign minister.
            Some(_) => return self.of_untitled(name, published),
            None => self.surnames.get(&key)?.iter().filter(fits).copied().collect(),
        };
        let Some(day) = published else { return self.only(&terms) };
        let held: Vec<usize> = terms.iter().copied().filter(|&t| self.terms[t].holds(day)).collect();
        if !held.is_empty() {
            return self.only(&held);
        }
        // Out of office: a name that others of another country have had too tells nothing.
        let ended = terms.iter().any(|&t| self.terms[t].until < day);
        if ended { self.only(&terms) } else { None }
    }

    /// Whom the holder of an office leads on the article's day: a country or group.
    pub fn led_by(&self, name: &str, roles: &[&str], published: Option<Month>) -> Option<&Text> {
        let day = published?;
        let held: Vec<usize> =
            self.terms_of(name).iter().copied().filter(|&t| self.terms[t].holds(day) && roles.contains(&&*self.terms[t].office)).collect();
        self.only(&held)
    }

    /// Two names are of one person.
    pub fn are_one(&self, name: &str, other: &str) -> bool {
        let others = self.terms_of(other);
        self.terms_of(name).iter().any(|t| others.contains(t))
    }

    /// The times in office of whoever has the name or surname.
    fn terms_of(&self, name: &str) -> &[usize] {
        let key = key(name);
        self.names.get(&key).or_else(|| self.surnames.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// For whom a person named without a title speaks: only who is in office on the article's day, or beyond doubt if that is unknown.
    pub fn of_untitled(&self, name: &str, published: Option<Month>) -> Option<&Text> {
        let key = key(name);
        let terms = self.names.get(&key).or_else(|| self.alone.get(&key))?;
        match published {
            Some(day) => self.only(&terms.iter().copied().filter(|&t| self.terms[t].holds(day)).collect::<Vec<_>>()),
            None => self.only(terms).filter(|_| self.is_lasting(terms)),
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

    /// Whether a word may stand in a name of some kinds.
    #[inline]
    fn has(&self, doc: &Document<'_>, token: usize, kinds: u8) -> bool {
        // What is folded to several words, or left out, is not told here.
        self.words.of(doc.word(token)) & kinds != 0 || !doc.is_folded_to_itself(token)
    }

    /// The full name of a leader.
    pub fn is_name(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    fn is_alone(&self, name: &str) -> bool {
        self.alone.contains_key(&key(name))
    }

    /// The country of all of the terms.
    fn only(&self, terms: &[usize]) -> Option<&Text> {
        let country = &self.terms[*terms.first()?].country;
        terms.iter().all(|&t| self.terms[t].country == *country).then_some(country)
    }

    /// The terms have no gap between them, and the last has not ended.
    fn is_lasting(&self, terms: &[usize]) -> bool {
        let mut spans: Vec<(Month, Month)> = terms.iter().map(|&t| (self.terms[t].from, self.terms[t].until)).collect();
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
