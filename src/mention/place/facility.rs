//! Streets, airports, bridges, camps and the like, by the pattern of their names: the gazetteer does not know them.

pub(crate) mod village;

use super::{
    PlaceCandidate,
    name::{NameId, Names},
    persons::Persons,
    words::{Marks, after, class, is_mark},
};
use dateline_gazetteers::schema::{Table, place};

use crate::{
    distinct::Texts,
    document::Document,
    gazetteer::{Layers, NameMatch},
    span::Span,
    token::{Gap, Kind},
};

/// A facility's name has at most so many words before its class noun.
const LONGEST: usize = 4;

/// The rules of facilities and of camps, which lie where the town does that they are named for, however small.
const FACILITY: &str = "place.facility";
pub(crate) const CAMP: &str = "place.camp";

/// Where patterns are looked for.
pub(super) struct Site<'a, 'd> {
    pub layers: &'a Layers,
    pub doc: &'a Document<'d>,
    pub marks: &'a Marks,
    pub persons: &'a Persons<'d>,
    pub names: &'a Names,
    /// A country is named where hospitals are no matter of the local news.
    pub abroad: bool,
    /// What the gazetteer knows.
    pub candidates: &'a [PlaceCandidate],
}

impl<'d> Site<'_, 'd> {
    /// Streets, facilities and villages by pattern, in order.
    pub fn facilities(&self, texts: &mut Texts<'d>) -> Vec<PlaceCandidate> {
        let Site { doc, marks, candidates, .. } = *self;

        let mut found: Vec<PlaceCandidate> = Vec::new();
        for &token in marks.sites() {
            let pattern =
                numbered(doc, marks, token).or_else(|| named(doc, marks, token, self.abroad)).or_else(|| after_class_noun(doc, marks, token));
            let Some(f) = pattern.or_else(|| lower(self, token)) else {
                if marks.starts(token, class::VILLAGE) {
                    for f in village::around(self, token) {
                        if found.last().is_none_or(|last| last.tokens.end <= f.first) {
                            found.push(self.candidate(&f, None, texts));
                        }
                    }
                }
                continue;
            };
            // What the gazetteer knows by the same or a longer name stands.
            let known = candidates.iter().skip(candidates.partition_point(|c| c.tokens.end <= f.first)).take_while(|c| c.tokens.start < f.last);
            if known.clone().any(|c| c.tokens.start <= f.first && c.tokens.end >= f.last || c.tokens.end > f.last)
                || found.last().is_some_and(|last| last.tokens.end > f.first)
            {
                continue;
            }
            let town = known.clone().find(|c| f.local && c.tokens.start == f.first && !c.adjectival);
            found.push(self.candidate(&f, town, texts));
        }
        doc.drop_untold(
            &mut found,
            |c| Some(c.tokens.clone()),
            |c, first| {
                c.span.start = doc.tokens[first].start();
                c.text = texts.number(doc.slice(c.span));
                c.tokens.start = first;
                // The town that it is named for was cut off.
                (c.named, c.name) = (c.tokens.clone(), NameId::NONE);
            },
        );
        found
    }

    /// What was found, with the readings of the town it is named for.
    fn candidate(&self, f: &Found, town: Option<&PlaceCandidate>, texts: &mut Texts<'d>) -> PlaceCandidate {
        let doc = self.doc;
        let span = Span::new(doc.tokens[f.first].start(), doc.tokens[f.last - 1].core());
        let text = texts.number(doc.slice(span));
        let mut candidate = PlaceCandidate::new(span, f.first..f.last, (town.map_or(NameId::NONE, |c| c.name), false), text, f.rule);
        if let Some(town) = town {
            candidate.named = town.tokens.clone();
        }
        candidate
    }

    /// Whether the gazetteer knows the name as that of a camp.
    fn is_camp(&self, c: &PlaceCandidate) -> bool {
        self.names.of(c).iter().any(|r| r.table == Table::Place && self.layers.row(r.row).bytes(place::FEATURE) == b"CMPRF")
    }
}

/// What a pattern finds: the tokens, the rule, and whether the thing lies in the place it is named for.
struct Found {
    first: usize,
    last: usize,
    rule: &'static str,
    local: bool,
}

/// Adds facilities to `candidates` in order; each takes the place of the names inside it, which are given back.
pub(super) fn lay_over(mut found: Vec<PlaceCandidate>, candidates: &mut Vec<PlaceCandidate>) -> Vec<PlaceCandidate> {
    if found.is_empty() {
        return Vec::new();
    }
    let (inside, mut standing): (Vec<_>, Vec<_>) = candidates.drain(..).partition(|c| {
        let at = found.partition_point(|f| f.tokens.end <= c.tokens.start);
        found.get(at).is_some_and(|f| f.tokens.start < c.tokens.end)
    });
    standing.append(&mut found);
    standing.sort_by_key(|c| c.tokens.start);
    *candidates = standing;
    inside
}

/// "Highway 61", "Interstate 45", "I-95".
fn numbered(doc: &Document<'_>, marks: &Marks, token: usize) -> Option<Found> {
    if !doc.tokens[token].capital || !marks.starts(token, class::NUMBERED) {
        return None;
    }
    let mut next = token + 1;
    if is_mark(doc, next, '-') || is_mark(doc, next, '.') {
        next += 1;
    } else if doc.tokens[token].end() - doc.tokens[token].start() < 3 {
        return None;
    }
    let number = doc.tokens.get(next)?;
    (number.kind == Kind::Number && number.gap <= Gap::Line).then_some(Found { first: token, last: next + 1, rule: "place.road", local: false })
}

/// "Hertford Road", "Pearson International Airport": capitalised words and a capitalised class noun that ends the run.
fn named(doc: &Document<'_>, marks: &Marks, token: usize, abroad: bool) -> Option<Found> {
    let t = &doc.tokens[token];
    let last = marks.class_noun(token).max(token + 1);
    let site = abroad && marks.starts(token, class::SITE);
    if !t.capital || t.caps || !site && !marks.starts(token, class::STREET | class::FEATURE) || continues(doc, marks, last - 1) {
        return None;
    }
    let first = run(doc, marks, token, marks.starts(token, class::LOCAL | class::SITE));
    // "Natasha Marsh said": a given name and a surname.
    let bare = first + 2 == token + 1 && !marks.ends(first, class::NEAR | class::PLACE_OF);
    // "Tyrone Woods", "Leonard Hill's widow": what a surname may be.
    let somebody = first < token
        && marks.starts(token - 1, class::GIVEN | class::PERHAPS_GIVEN)
        && !marks.starts(token, class::LOCAL | class::SITE | class::STREET);
    if somebody
        && !marks.ends(first, class::NEAR | class::PLACE_OF)
        && (token > first + 1 || last > token && doc.tokens[token].core() < doc.tokens[token].end())
    {
        return None;
    }
    let speaks = marks.starts(last, class::CUE) || is_mark(doc, last, ',') && doc.tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number);
    if bare && (marks.ends(first, class::KIN | class::TITLE) || speaks && marks.starts(first, class::GIVEN)) {
        return None;
    }
    // "The Syrian Arab Red Crescent": an organisation's name.
    let society = |m: &NameMatch| m.table == Table::Institution && m.last as usize == last;
    if marks.starts(token, class::STREET) && (first..token).any(|t| doc.names_at(t).iter().any(society)) {
        return None;
    }
    let rule = if marks.starts(token, class::STREET) { "place.street" } else { FACILITY };
    (first < token).then_some(Found { first, last, rule, local: marks.starts(last - 1, class::LOCAL) })
}

/// "Zaatari refugee camp", "Bab al-Hawa crossing": capitalised words and a class noun in lower case. What the gazetteer knows by that name is the town, which is
/// meant ("Kunduz hospital"), but for a camp of refugees.
fn lower(site: &Site<'_, '_>, token: usize) -> Option<Found> {
    let Site { doc, marks, persons, abroad, .. } = *site;
    if doc.tokens[token].capital || !marks.starts(token, class::LOCAL) {
        return None;
    }
    let first = run(doc, marks, token, false);
    if first == token {
        return None;
    }
    let last = marks.class_noun(token).max(token + 1);
    let word = |t: usize| doc.tokens[t].text(doc.text);
    let single = token == first + 1;
    let camp = word(last - 1) == "camp";
    // "The Erez crossing" is nobody's.
    let the = first.checked_sub(1).is_some_and(|t| word(t).eq_ignore_ascii_case("the"));
    let near = marks.ends(if the { first - 1 } else { first }, class::NEAR);
    let somebody = persons.has_name(doc.tokens[first].core_text(doc.text), || true);
    let here = || site.candidates.iter().skip(site.candidates.partition_point(|c| c.tokens.end <= first)).take_while(|c| c.tokens.start < token);
    if let Some(town) = here().find(|c| c.tokens == (first..token)) {
        let refugees = last > token + 1 || abroad && !somebody && !the;
        return (camp && refugees && !town.adjectival && !site.is_camp(town)).then_some(Found { first, last, rule: CAMP, local: true });
    }
    // "Clinton camp" is no place, and a "Tuareg base" has no name.
    let sure = last > token + 1 || !single || marks.starts(token, class::FEATURE) && !camp || abroad && (near || marks.starts(token, class::SITE));
    // "Nur Shams camp" may be somebody's, a refugee camp is not.
    let person = last == token + 1 && (somebody || marks.ends(first, class::TITLE) || marks.starts(first, class::GIVEN) && !the && !near);
    let other = |m: &NameMatch| matches!(m.table, Table::Faction | Table::Outlet | Table::Institution | Table::Country);
    let named_for = (first..token).any(|t| doc.tokens[t].caps || doc.names_at(t).iter().any(other));
    let known = here().count() > 0 && !(camp && last > token + 1);
    (sure && !person && !named_for && !known).then_some(Found { first, last, rule: FACILITY, local: false })
}

/// "Camp Ashraf", "Jebel Marra", "Lake Qarun": a class noun and the name it goes before.
fn after_class_noun(doc: &Document<'_>, marks: &Marks, token: usize) -> Option<Found> {
    let t = &doc.tokens[token];
    if !t.capital || !marks.starts(token, class::BEFORE_NAME) {
        return None;
    }
    let mut name = after(doc, marks.class_noun(token).max(token + 1))?;
    // "Platte River Networks".
    if token > 0 && t.gap == Gap::Space && doc.tokens[token - 1].capital && !marks.starts(token - 1, class::FUNCTION | class::NEAR) {
        return None;
    }
    // In a line of capitals nobody can tell, but "FOB Salerno".
    if t.caps && doc.tokens[name].caps {
        return None;
    }
    // "Jabal al-Zawiya".
    if is_mark(doc, name + 1, '-') && doc.tokens[name + 1].gap == Gap::None && doc.tokens.get(name + 2).is_some_and(|t| t.gap == Gap::None) {
        name += 2;
    }
    let n = &doc.tokens[name];
    let other = class::FUNCTION | class::ORGANISATION | class::TITLE | class::STREET | class::FEATURE | class::TIME;
    let is_name = n.capital && n.kind == Kind::Word && !marks.starts(name, other) && !continues(doc, marks, name);
    is_name.then_some(Found { first: token, last: name + 1, rule: FACILITY, local: false })
}

/// The first token of the run of capitalised words before a class noun, titles among them if it is `titled` ("Prince Sultan Air Base").
fn run(doc: &Document<'_>, marks: &Marks, token: usize, titled: bool) -> usize {
    let mut first = token;
    while let Some(word) = joined(doc, first).filter(|_| token - first < LONGEST) {
        let w = &doc.tokens[word];
        // "R-Elbow Lake": the letter is that of a party.
        let party = marks.starts(word, class::PARTY) && doc.tokens[first].gap == Gap::None;
        let other = class::FUNCTION | class::NEAR | if titled { 0 } else { class::TITLE };
        let is_article = !w.capital && first < token && doc.tokens[first].gap == Gap::None && w.end() - w.start() <= 3;
        if w.kind != Kind::Word || party || w.core() < w.end() || marks.starts(word, other) || !w.capital && !is_article {
            break;
        }
        first = word;
    }
    first
}

/// The word before, with nothing but white space or a hyphen between.
fn joined(doc: &Document<'_>, token: usize) -> Option<usize> {
    let previous = token.checked_sub(1)?;
    let t = &doc.tokens[token];
    match t.gap {
        Gap::Space => (doc.tokens[previous].kind == Kind::Word).then_some(previous),
        Gap::None => (is_mark(doc, previous, '-') && doc.tokens[previous].gap == Gap::None).then(|| previous.checked_sub(1)).flatten(),
        _ => None,
    }
}

/// Whether the name runs on ("Street" in "Wall Street Journal", "Lake" in "Lake City").
fn continues(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    after(doc, token + 1)
        .is_some_and(|next| doc.tokens[next].capital && !marks.starts(next, class::FUNCTION) && doc.tokens[token].core() == doc.tokens[token].end())
}
