//! How much speaks for a name being a place here.

use dateline_gazetteers::{fold, schema::Table};

use super::{
    PlaceCandidate, Reading, division,
    link::{self, Held, Link},
    name::Names,
    other,
    persons::Persons,
    scene::{Scene, is_english},
    sense::{self, Level, Sense, Senses},
    words::{Marks, after, before, class, is_mark},
};
use crate::{
    distinct::Texts,
    document::Document,
    gazetteer::{Layers, RowId},
    token::{Gap, Kind},
};

/// A candidate with at least so much evidence is kept.
pub(super) const ENOUGH: f32 = 1.0;
/// One with less than that is a name in a name of something else if it has more than so much.
pub(super) const HINT: f32 = -1.5;

/// Fills in the evidence of every candidate. Gives what the gazetteer says of all names but those of people.
pub(super) fn weigh<'l>(layers: &'l Layers, mut article: Article<'_, '_>, candidates: &mut [PlaceCandidate], hints: &[PlaceCandidate]) -> Senses<'l> {
    let links = link::links(article.doc, article.marks, candidates);
    let senses = Senses::new(layers, article.names, &asked(&article, candidates, hints, &links));
    let holders = link::holders(&senses, candidates, &links);
    article.seen = Seen::new(&article, candidates, &holders);
    let mut priors = Priors::new(&article, &senses);
    let mut sure = vec![false; article.texts.len()];
    for i in 0..candidates.len() {
        let c = &candidates[i];
        let score = match c.rule {
            division::LISTED => 3.0,
            _ if c.facility => 2.0,
            _ => score(&article, i, c, holders[i], &mut priors) + if holders[i].within { 1.5 } else { 0.0 },
        };
        candidates[i].evidence = score;
        sure[candidates[i].text] |= score >= 3.0;
    }
    // Places stand in lists: "Sharon and Falls Village".
    for i in 1..candidates.len() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        let between = || matches!(article.doc.tokens[a.tokens.end].text(article.doc.text), "," | "and" | "or");
        let listed = b.tokens.start == a.tokens.end + 1 && !a.adjectival && !b.adjectival && between();
        if listed && a.evidence.max(b.evidence) >= 1.5 {
            let weaker = if a.evidence < b.evidence { i - 1 } else { i };
            if candidates[weaker].evidence > -1.5 {
                candidates[weaker].evidence += 1.0;
            }
        }
    }
    // What is surely a place once is more likely one elsewhere in the article.
    for c in candidates.iter_mut().filter(|c| c.evidence < ENOUGH && c.evidence > -1.5) {
        if sure[c.text] && !article.persons.holds(c.tokens.start) {
            c.evidence += 1.5;
        }
    }
    senses
}

/// The names that somebody may ask for what the gazetteer says of them: not those that are people's wherever they stand.
fn asked(article: &Article<'_, '_>, candidates: &[PlaceCandidate], hints: &[PlaceCandidate], links: &[Link]) -> Vec<bool> {
    let mut asked = vec![false; article.names.len()];
    hints.iter().for_each(|c| asked[c.name.index()] = true);
    let linked = |i: usize| links.get(i).is_some_and(|link| *link != Link::None);
    for (i, c) in candidates.iter().enumerate() {
        let asks = || c.facility || c.rule == division::LISTED || !is_person(article, c) || linked(i) || linked(i + 1) || is_abbreviation(article, c);
        asked[c.name.index()] = asked[c.name.index()] || asks();
    }
    asked
}

/// What of an article decides on each of its names.
pub(super) struct Article<'a, 'd> {
    pub doc: &'a Document<'d>,
    pub marks: &'a Marks,
    pub persons: &'a Persons<'d>,
    pub scene: &'a Scene<'a>,
    pub names: &'a Names,
    pub texts: &'a Texts<'d>,
    pub seen: Seen,
}

/// What is seen somewhere in an article.
#[derive(Default)]
pub(super) struct Seen {
    /// For each candidate whether it stands where a place does.
    near: Vec<bool>,
    /// For each text whether it does so somewhere.
    placed: Vec<bool>,
    /// For each text whether it does so where people do not, or is said to lie in another.
    firm: Vec<bool>,
    /// For each text whether it is a team's somewhere.
    teams: Vec<bool>,
    /// For each text whether it is a company's or a pollster's somewhere.
    companies: Vec<bool>,
    /// The rows whose adjectives stand somewhere, sorted.
    adjectives: Vec<RowId>,
}

impl Seen {
    fn new(article: &Article<'_, '_>, candidates: &[PlaceCandidate], holders: &[Held]) -> Seen {
        let Article { doc, marks, names, texts, .. } = *article;
        let of_texts = || vec![false; texts.len()];
        let near = vec![false; candidates.len()];
        let mut seen = Seen { near, placed: of_texts(), firm: of_texts(), teams: of_texts(), companies: of_texts(), adjectives: Vec::new() };
        let mut entered = vec![false; names.len()];
        for ((c, near), held) in candidates.iter().zip(&mut seen.near).zip(holders) {
            if !c.adjectival {
                *near = is_near(doc, marks, c.tokens.start);
                seen.placed[c.text] |= *near;
                seen.firm[c.text] |= held.beside || *near && !marks.ends(c.tokens.start, class::EITHER);
                seen.teams[c.text] |= other::is_team(doc, marks, c);
                seen.companies[c.text] |= other::is_company(doc, marks, c);
            } else if !std::mem::replace(&mut entered[c.name.index()], true) {
                seen.adjectives.extend(names.of(c).iter().map(|r| r.row));
            }
        }
        seen.adjectives.sort_unstable();
        seen
    }
}

impl Article<'_, '_> {
    /// Whether the name stands somewhere where a place does.
    fn places(&self, text: &str) -> bool {
        self.texts.find(text).is_some_and(|text| self.seen.placed[text])
    }

    /// Whether the name stands somewhere where a place does, or its adjective is there.
    pub fn has_place(&self, text: &str, c: &PlaceCandidate) -> bool {
        self.places(text) || self.names.of(c).iter().any(|r| self.seen.adjectives.binary_search(&r.row).is_ok())
    }

    /// Whether the name stands somewhere where only a place does.
    pub fn is_firm(&self, c: &PlaceCandidate) -> bool {
        self.seen.firm[c.text]
    }

    /// Whether the name is a company's or a pollster's somewhere and nowhere stands where only a place does.
    pub fn is_company(&self, c: &PlaceCandidate) -> bool {
        self.seen.companies[c.text] && !self.is_firm(c)
    }

    /// Whether the name is a team's somewhere.
    pub fn has_team(&self, c: &PlaceCandidate) -> bool {
        self.seen.teams[c.text]
    }
}

/// Whether a word that only places follow stands before.
pub(super) fn is_near(doc: &Document<'_>, marks: &Marks, first: usize) -> bool {
    marks.ends(first, class::NEAR | class::PLACE_OF) || direction_after_near(doc, marks, first) || follows_age(doc, first)
}

/// "Ann Lee, 43, of McKee": where somebody lives.
fn follows_age(doc: &Document<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |t| doc.tokens[t].text(doc.text));
    text(1) == "of" && text(2) == "," && is_age(text(3))
}

fn is_age(text: &str) -> bool {
    text.parse().is_ok_and(|n: u32| (1..=110).contains(&n))
}

/// Whether the name stands in that of a person.
fn is_person(article: &Article<'_, '_>, c: &PlaceCandidate) -> bool {
    article.persons.holds(c.tokens.start) && !c.adjectival && !is_of_party(article, c.tokens.start)
}

/// "R-Austin", "DFL-Cook".
fn is_of_party(article: &Article<'_, '_>, first: usize) -> bool {
    let Article { doc, marks, .. } = *article;
    first > 1 && doc.tokens[first].gap == Gap::None && is_mark(doc, first - 1, '-') && marks.starts(first - 2, class::PARTY)
}

fn score(article: &Article<'_, '_>, number: usize, c: &PlaceCandidate, held: Held, priors: &mut Priors<'_>) -> f32 {
    let Article { doc, marks, persons, .. } = *article;
    let (first, last) = (c.tokens.start, c.tokens.end);
    if held.beside {
        return priors.of(article, c).0.max(2.0) + 3.0;
    }
    if is_abbreviation(article, c) {
        return 3.0;
    }
    // Most names that are no places are people's: asked before what costs more.
    if !held.within && is_person(article, c) {
        return -3.0;
    }
    // "OK, that" is no dateline.
    let dateline = is_dateline(doc, first, last) && !article.names.of(c).iter().all(|r| r.context);
    if is_excluded(article, c, dateline) {
        return -3.0;
    }
    if is_of_party(article, first) {
        return 4.0;
    }
    let text = doc.tokens[first].core_text(doc.text);
    let near = article.seen.near[number] || c.adjectival && is_near(doc, marks, first);
    let single = last == first + 1;
    let (mut score, like) = priors.of(article, c);
    // "From Clinton to Obama": what stands before people too says little of a town of a surname.
    let firm = near && !(like.small && marks.ends(first, class::EITHER));
    if single && !firm && !c.adjectival && !persons.holds(first) && persons.has_read(text) {
        return -2.0;
    }
    let previous = before(doc, first);
    // What begins at the name and after it, and what ends before it.
    let (here, behind) = (marks.from(first), marks.until(first));
    let person = like.any && has_age(doc, last) || like.small && behind & class::KIN != 0;
    if single && !near && !dateline && person {
        return -2.0;
    }
    if like.small && !near && !dateline && here & class::BRAND != 0 {
        return -2.0;
    }
    // "Wagner chief", "Wagner mercenaries": a group that has a small town's name.
    let group = |n: usize| !doc.tokens[n].capital && marks.starts(n, class::GROUP | class::TITLE);
    let named = || doc.names_of(first, Table::Faction).any(|m| m.same_case && m.last as usize == last);
    if like.minor && !near && !dateline && !c.adjectival && after(doc, last).is_some_and(group) && named() {
        return -2.0;
    }
    let next = after(doc, last).filter(|_| doc.tokens[last - 1].core() == doc.tokens[last - 1].end());
    let ahead = next.map_or(0, |n| marks.from(n));
    let next_capital = next.is_some_and(|n| doc.tokens[n].capital && ahead & class::FUNCTION == 0);
    if persons.holds(first) && !c.adjectival {
        return -3.0;
    }
    if single && like.small && !firm && !c.adjectival && persons.is_leader(first) {
        return -2.0;
    }
    // "France" is a surname too, but it takes a title or given name right before to tell.
    let found = || like.small && !article.is_firm(c) || here & (class::GIVEN | class::PERHAPS_GIVEN) != 0 && !article.places(text);
    if single && !firm && !c.adjectival && persons.has_name(text, found) {
        return -2.0;
    }
    if c.adjectival && other::is_language(doc, marks, c) {
        return -3.0;
    }
    if !dateline && !c.adjectival && other::is_other(article, c, like, next, near) {
        return -3.0;
    }
    // In a headline any word has a capital.
    let running = |p: usize| !doc.tokens[p].capital && !doc.tokens[first].caps;
    let the = previous.is_some_and(|p| doc.tokens[p].text(doc.text).eq_ignore_ascii_case("the"));
    if like.relief > 0.0 && !the && previous.is_some_and(running) {
        score += like.relief;
    }
    // "To Come a Long Way".
    if near && (firm || !like.any || like.name) {
        score += 1.5;
        // "Village of", "in" and the like are what the name of a village waits for.
        if like.village {
            score += 1.0;
        }
    }
    if dateline {
        score += 2.0;
    }
    if !single {
        score += 0.5;
    }
    if !single && marks.starts(last - 1, class::DIVISION) {
        score += 1.5;
    }
    // "The Rafah crossing", but not "the Clinton camp".
    let noun = ahead & class::LOCAL != 0 || ahead & class::PLACE_AFTER != 0 && ahead & class::FEATURE == 0;
    let lower_noun = noun && next.is_some_and(|n| !doc.tokens[n].capital && doc.tokens[n].text(doc.text) != "camp");
    let compound = || is_mark(doc, last, '-') && doc.tokens[last].gap == Gap::None;
    if like.small && !c.adjectival && !lower_noun && !compound() && the {
        score -= 1.5;
    }
    // "East Bank" is no bank.
    if single && like.small && like.any && previous.is_some_and(|p| doc.tokens[p].capital && marks.starts(p, class::DIRECTION)) {
        score -= 2.0;
    }
    if like.small && ahead & class::PERSON_AFTER != 0 {
        score -= 2.0;
    }
    if single && next_capital && here & (class::PERHAPS_GIVEN | class::GIVEN) != 0 && ahead & other::NO_SURNAME == 0 {
        score -= 2.0;
    }
    // "Moria refugee camp": a class noun of two words is no surname's.
    if ahead & class::PLACE_AFTER != 0 || next.is_some_and(|n| marks.class_noun(n) > n + 1) {
        score += 1.0;
    }
    // "The Iraqi Air Force" is one of the country.
    let of_state = || ahead & class::CARRIER != 0 && next.is_some_and(|n| doc.has(n, Table::Institution));
    let organisation = || ahead & class::ORGANISATION != 0 || !like.small && next.is_some_and(|n| is_organisation(doc, marks, n));
    if next_capital && (if c.adjectival { ahead & class::CARRIER != 0 } else { organisation() }) && !of_state() {
        score -= 4.0;
    } else if ahead & class::CIVIC != 0 {
        score += 0.5;
    } else if next_capital && !c.adjectival && (like.any || score < 2.0 || like.tiny && single) {
        // "Miran Shah" is not Miran.
        score -= 1.0;
    }
    if next_capital && single && !near && !dateline && !c.adjectival && next.is_some_and(|n| other::is_surname(doc, marks, n)) {
        score -= 2.0;
    }
    // "Bala Baluk", "Kafr Naha": part of a name that the gazetteer lacks, and the place is of a country that the article does not name.
    if single && like.small && !like.scene && !like.english && !c.adjectival && is_part(doc, marks, (first, last), near) {
        score -= 1.5;
    }
    if behind & class::TEAM != 0 {
        score -= 3.0;
    }
    // "Jack London".
    let given = |p: usize| doc.tokens[p].capital && marks.starts(p, class::PERHAPS_GIVEN);
    if single && !c.adjectival && behind & class::PERHAPS_GIVEN != 0 && previous.is_some_and(given) {
        score -= 2.5;
    }
    if let Some(p) = previous {
        let of = || doc.tokens[p].text(doc.text).eq_ignore_ascii_case("of");
        if marks.ends(p, class::ORGANISATION_OF) && p > 0 && doc.tokens[p - 1].capital && of() {
            score -= 3.0;
        }
        if doc.tokens[p].capital
            && doc.tokens[p].core() == doc.tokens[p].end()
            && !marks.starts(p, class::FUNCTION | class::NEAR | class::DIRECTION | class::TITLE | class::PLACE_OF)
            && !c.adjectival
        {
            score -= if like.any || score < 2.0 { 1.5 } else { 0.3 };
        }
    }
    let hyphen_before = first > 0 && doc.tokens[first].gap == Gap::None && is_mark(doc, first - 1, '-');
    if hyphen_before && first > 1 && doc.tokens[first - 2].capital && like.any {
        score -= 1.5;
    }
    // "Hewlett-Packard".
    let double = || compound() && doc.tokens.get(last + 1).is_some_and(|t| t.capital && t.gap == Gap::None && !t.caps) && !doc.is_listed(last + 1);
    if single && like.small && !near && !c.adjectival && !article.is_firm(c) && double() {
        score -= 1.5;
    }
    if single && like.name && ahead & class::CUE != 0 && !near {
        score -= 1.0;
    }
    score
}

/// "Hill Dairy" of "Turkey Hill Dairy": a capitalised word that no table knows but as that of a street or feature, and the noun of an organisation.
fn is_organisation(doc: &Document<'_>, marks: &Marks, next: usize) -> bool {
    let noun = next + 1;
    let name = doc.tokens[next].kind == Kind::Word && doc.tokens[next].core() == doc.tokens[next].end() && !doc.tokens[next].caps;
    let known = marks.starts(next, class::TITLE | class::FUNCTION | class::NEAR | class::CUE | class::ACT | class::GIVEN | class::CIVIC)
        || doc.is_listed(next);
    name && (!known || marks.starts(next, class::FEATURE))
        && after(doc, noun).is_some_and(|n| doc.tokens[n].capital && marks.starts(n, class::ORGANISATION))
        && after(doc, noun + 1).is_none_or(|n| !doc.tokens[n].capital)
}

/// Whether a capitalised word that is no known name stands right before or after, or an article with a hyphen after ("Rahad al-Berdi").
fn is_part(doc: &Document<'_>, marks: &Marks, (first, last): (usize, usize), near: bool) -> bool {
    const OTHER: u64 =
        class::FUNCTION | class::NEAR | class::DIRECTION | class::TITLE | class::PLACE_OF | class::PLACE_AFTER | class::CIVIC | class::TIME;
    let unknown = |t: usize| {
        let token = &doc.tokens[t];
        token.capital && !token.caps && token.kind == Kind::Word && token.core() == token.end() && !marks.starts(t, OTHER) && !doc.is_listed(t)
    };
    let inside = |t: usize| t > 0 && doc.sentence_of(t - 1) == doc.sentence_of(t);
    let joined = |n: usize| fold::may_be_article(doc.tokens[n].text(doc.text)) && is_mark(doc, n + 1, '-') && doc.tokens[n + 1].gap == Gap::None;
    before(doc, first).is_some_and(|p| unknown(p) && inside(p)) || after(doc, last).is_some_and(|n| !near && unknown(n) || joined(n))
}

/// "Holliday, Mo.", "Cairo, MS": an abbreviation after a comma and a capitalised word.
fn is_abbreviation(article: &Article<'_, '_>, c: &PlaceCandidate) -> bool {
    let (doc, first) = (article.doc, c.tokens.start);
    let after_comma = first > 1 && is_mark(doc, first - 1, ',') && doc.tokens[first].gap == Gap::Space && doc.tokens[first - 2].capital;
    after_comma && article.names.of(c).iter().all(|r| r.context && r.same_case)
}

/// Whether the shape of the name or the marks right around it exclude a place.
fn is_excluded(article: &Article<'_, '_>, c: &PlaceCandidate, dateline: bool) -> bool {
    let Article { doc, marks, .. } = *article;
    let (first, last) = (c.tokens.start, c.tokens.end);
    let t = &doc.tokens[first];
    let single = last == first + 1;
    // "Sens. John McCain".
    let titled = || marks.starts(first, class::TITLE) && is_mark(doc, last, '.');
    if single && (marks.starts(first, class::TIME | class::FUNCTION) || titled() || is_mark(doc, last, '$') && doc.tokens[last].gap == Gap::None) {
        return true;
    }
    // "UN" is no town of that name; in a line of capitals nobody can tell.
    if marks.starts(last - 1, class::DIRECTION)
        && (single || marks.starts(first, class::DIRECTION) || t.core_text(doc.text).eq_ignore_ascii_case("far"))
    {
        return true;
    }
    // "Chapter VII".
    let numeral = |t: &crate::token::Token| t.caps && t.text(doc.text).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    // "Al-Baghdadi": the article of a name that the gazetteer lacks.
    let al = || fold::may_be_article(t.text(doc.text)) && is_mark(doc, last, '-') && doc.tokens[last].gap == Gap::None;
    // "612 BC".
    let era = || t.caps && matches!(t.text(doc.text), "BC" | "AD") && first > 0 && doc.tokens[first - 1].kind == Kind::Number;
    if single && (numeral(t) || al()) || era() {
        return true;
    }
    let initials =
        t.caps && (single || t.core_text(doc.text).contains('.')) && doc.tokens[first..last].iter().all(|t| t.caps || t.kind == Kind::Mark);
    initials && !dateline && !article.names.of(c).iter().any(|r| r.same_case) && !in_capitals(doc, first)
}

/// "ALEPPO, Syria (AP) -", "BANTAM -", "BEIRUT/AMMAN (Reuters)": capitals at the head of a paragraph, and a comma, bracket, dash, colon or bar.
pub(crate) fn is_dateline(doc: &Document<'_>, first: usize, last: usize) -> bool {
    let capitals = |from: usize, to: usize| doc.tokens[from..to].iter().all(|t| t.caps || t.kind == Kind::Mark);
    if !capitals(first, last) {
        return false;
    }
    let slash = |token: usize| is_mark(doc, token, '/') && doc.tokens[token].gap == Gap::None;
    // The towns of a dateline are few.
    let head = (first.saturating_sub(DATELINE)..=first).rev().take_while(|&t| capitals(t, first)).find(|&t| opens(doc, t)).unwrap_or(first);
    let tail = if slash(last) {
        (last..doc.tokens.len().min(last + DATELINE)).take_while(|&t| capitals(t, t + 1)).find(|&t| ends_dateline(doc, t))
    } else {
        Some(last)
    };
    (head == first || slash(first - 1)) && opens(doc, head) && tail.is_some_and(|t| ends_dateline(doc, t))
}

/// The towns of a dateline and the marks between them have at most so many tokens.
const DATELINE: usize = 10;

fn opens(doc: &Document<'_>, token: usize) -> bool {
    token == 0 || matches!(doc.tokens[token].gap, Gap::Paragraph | Gap::Line) || doc.sentence_of(token) != doc.sentence_of(token - 1)
}

fn ends_dateline(doc: &Document<'_>, token: usize) -> bool {
    doc.tokens.get(token).is_some_and(|t| {
        matches!(t.text(doc.text), "," | "(" | "-" | "\u{2013}" | "\u{2014}" | ":" | "|") && (t.gap != Gap::None || t.text(doc.text) != "-")
    })
}

/// "Paris, 20, said": an age between commas.
fn has_age(doc: &Document<'_>, last: usize) -> bool {
    let age = |t: &crate::token::Token| t.kind == Kind::Number && is_age(t.text(doc.text));
    is_mark(doc, last, ',') && doc.tokens.get(last + 1).is_some_and(age) && is_mark(doc, last + 2, ',')
}

/// Whether the words beside it are in capitals too.
fn in_capitals(doc: &Document<'_>, token: usize) -> bool {
    let caps = |t: Option<usize>| t.and_then(|t| doc.tokens.get(t)).is_some_and(|t| t.caps && t.kind == Kind::Word && t.end() - t.start() > 3);
    caps(token.checked_sub(1)) || caps(Some(token + 1)) || caps(token.checked_sub(2)) && caps(Some(token + 2))
}

/// "in northern X", "near the X".
fn direction_after_near(doc: &Document<'_>, marks: &Marks, first: usize) -> bool {
    // The word before is the last token, or the one before a full stop.
    let perhaps = (first.saturating_sub(2)..first).any(|t| marks.starts(t, class::DIRECTION));
    let Some(p) = perhaps.then(|| before(doc, first)).flatten() else { return false };
    marks.starts(p, class::DIRECTION) && (marks.ends(p, class::NEAR | class::PLACE_OF) || marks.starts(p, class::DIRECTION))
}

/// What else a name may be.
#[derive(Clone, Copy, Default)]
pub(super) struct Like {
    /// Another word, or a name of people.
    any: bool,
    pub name: bool,
    /// At best a country.
    pub country: bool,
    /// What is given back in mid-sentence where the article names the country.
    relief: f32,
    /// At best a town.
    pub small: bool,
    /// At best a small town.
    pub tiny: bool,
    /// At best a town that news seldom names without its country.
    pub minor: bool,
    /// The country of some reading is named.
    pub scene: bool,
    /// Some reading is in a country where the names of places are English words.
    english: bool,
    /// The name is but that of settlements too small to be known by it, and of nothing else.
    village: bool,
}

/// What the gazetteer alone says of each name, when it has been asked for: an article has the same names again and again.
struct Priors<'a> {
    senses: &'a Senses<'a>,
    known: Vec<Option<(f32, Like)>>,
}

impl<'a> Priors<'a> {
    fn new(article: &Article<'_, '_>, senses: &'a Senses<'_>) -> Priors<'a> {
        Priors { senses, known: vec![None; article.names.len()] }
    }

    fn of(&mut self, article: &Article<'_, '_>, c: &PlaceCandidate) -> (f32, Like) {
        let senses = self.senses.of(c.name);
        *self.known[c.name.index()].get_or_insert_with(|| prior(article.scene, senses, article.names.of(c)))
    }
}

/// What the gazetteer alone says.
fn prior(scene: &Scene<'_>, senses: &[Sense<'_>], readings: &[Reading]) -> (f32, Like) {
    let (mut best, mut relieved) = (f32::MIN, f32::MIN);
    // Most of the places of one name are of one country.
    let (mut last, mut named) = (&b""[..], false);
    let mut like = Like { small: true, tiny: true, minor: true, village: true, ..Like::default() };
    for (r, sense) in readings.iter().zip(senses) {
        let mut score = match sense.level {
            _ if r.adjectival => 3.0,
            Level::Country | Level::Region => 3.0,
            Level::First => 2.5,
            Level::Second => 1.5,
            Level::City if sense.population >= 1_000_000 => 2.5,
            Level::City if sense.population >= 100_000 => 2.0,
            Level::City if sense.population >= 15_000 || sense.is_seat() => 1.5,
            Level::City => 1.0,
        };
        like.country |= sense.level == Level::Country;
        like.small &= matches!(sense.level, Level::City | Level::Second) && sense.population < 1_000_000;
        like.tiny &= like.small && sense.population < 50_000;
        like.minor &= like.small && sense.population < 200_000;
        if r.context {
            score -= 2.5;
        }
        let mut relief: f32 = 0.0;
        like.village &= r.table == Table::Place;
        if r.table == Table::Place {
            let country = sense.country;
            // The same text stands once in an index.
            if !std::ptr::eq(country, last) {
                (last, named) = (country, scene.has(country));
                like.scene |= named;
                like.english |= is_english(country);
            }
            let kinds = sense.like();
            like.village &= kinds.is_empty() && sense.level == Level::City && r.context && r.same_case;
            // Most are nothing else.
            if !kinds.is_empty() {
                for (off, back) in likenesses(kinds, sense, &mut like) {
                    score -= off;
                    relief += if named { back } else { 0.0 };
                }
            }
        }
        best = best.max(score);
        relieved = relieved.max(score + relief);
    }
    like.relief = relieved - best;
    (best, like)
}

/// What a reading loses for each of the kinds of things that its names can be too, and what of it the country's name gives back.
fn likenesses(kinds: &[u8], sense: &Sense<'_>, like: &mut Like) -> impl Iterator<Item = (f32, f32)> {
    let country = sense.country;
    let kinds = kinds.split(|&b| b == b'|').map(<[u8]>::trim_ascii).filter(|kind| !kind.is_empty());
    kinds.map(move |kind| {
        like.any = true;
        like.name |= kind != b"word";
        match (kind, sense.level) {
            // "Sake", "Mocha": a place of the country that the article is about.
            (b"word", Level::City | Level::Second | Level::First) => (2.0, if is_english(country) { 0.0 } else { 1.5 }),
            // "Mary", "Diana", "Michael": divisions that few know.
            (b"given", Level::First) if !sense::is_federal(country) => (2.0, 0.5),
            (b"given", Level::City | Level::Second) if sense.population < 500_000 && !is_english(country) => (1.2, 0.5),
            (_, Level::City | Level::Second) if sense.population < 500_000 => (0.7, 0.0),
            _ => (0.0, 0.0),
        }
    })
}
