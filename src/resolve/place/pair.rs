//! What stands right beside a name and settles its reading: "City, State", and class nouns.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::Table;

use super::context::{Group, prior};
use crate::{
    document::Document,
    mention::place::{
        PlaceCandidate,
        evidence::is_dateline,
        facility::village::SETTLEMENT,
        sense::{Level, Sense, is_federal},
    },
};

/// What "City, State" settles, by the candidate's number.
#[derive(Default)]
pub(super) struct Pairs<'l> {
    /// The reading of the town, and the rule.
    pub inner: BTreeMap<usize, (usize, &'static str)>,
    /// The reading of what is said to hold it.
    pub outer: BTreeMap<usize, usize>,
    /// What is said to hold a town that the gazetteer does not know there.
    pub elsewhere: BTreeMap<usize, Sense<'l>>,
}

impl Pairs<'_> {
    /// The reading and rule of one candidate.
    pub fn of(&self, candidate: usize) -> Option<(usize, &'static str)> {
        self.inner.get(&candidate).copied().or_else(|| self.outer.get(&candidate).map(|sense| (*sense, "place.holder")))
    }
}

pub(super) fn pairs<'l>(doc: &Document<'_>, candidates: &[PlaceCandidate], groups: &[Group<'l>], group_of: &[usize]) -> Pairs<'l> {
    let mut pairs = Pairs::default();
    for i in (1..candidates.len()).rev() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        // "The village of Gouari in Mali": the gazetteer lacks it, but what holds it is said.
        let outer = &groups[group_of[i]];
        if a.rule == SETTLEMENT && a.in_next && !outer.senses.is_empty() {
            pairs.elsewhere.insert(i - 1, outer.senses[outer.best]);
        }
        let Some(rule) = link(doc, a, b) else { continue };
        let (inner, outer) = (&groups[group_of[i - 1]], &groups[group_of[i]]);
        // Three in a row: what holds the middle one decides which middle one holds the first.
        let middle: Option<usize> = pairs.inner.get(&i).map(|p| p.0).or_else(|| state(doc, b, outer));
        let found = outer
            .senses
            .iter()
            .enumerate()
            .filter(|(n, _)| middle.is_none_or(|m| m == *n))
            .flat_map(|(h, o)| {
                inner
                    .senses
                    .iter()
                    .enumerate()
                    .filter(move |(_, s)| o.holds(s))
                    .map(move |(n, s)| (n, h, prior(&inner.senses, s) + prior(&outer.senses, o)))
            })
            .max_by(|x, y| x.2.total_cmp(&y.2).then(y.0.cmp(&x.0)));
        if let Some((sense, holder, _)) = found {
            pairs.inner.insert(i - 1, (sense, rule));
            pairs.outer.insert(i, holder);
        } else if rule == "place.within" {
            let whole = outer.senses.len() == 1 && matches!(outer.senses[0].level, Level::First | Level::Country);
            if whole && is_small(inner) {
                pairs.elsewhere.insert(i - 1, outer.senses[0]);
            }
        } else if let Some(holder) = holder(doc, candidates, i, inner, outer) {
            pairs.elsewhere.insert(i - 1, outer.senses[holder]);
            pairs.outer.insert(i, holder);
        }
    }
    pairs
}

/// The reading as a state of one that can be the abbreviation of a state ("La." is no Los Angeles), if it is spelled like one: that for which the article
/// speaks most, else that of the largest country ("WA").
pub(super) fn state(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let abbreviation = || c.span.of(doc.text).is_some_and(|t| t.ends_with('.')) || c.readings.iter().all(|r| r.context);
    let short = !c.readings.is_empty() && (c.span.end - c.span.start <= 2 || abbreviation());
    let states = (0..group.senses.len()).filter(|&n| short && group.senses[n].context && group.senses[n].level == Level::First);
    states.max_by(|&a, &b| {
        let of_union = |n: usize| group.senses[n].country == b"US";
        group.scores[a].total_cmp(&group.scores[b]).then_with(|| of_union(a).cmp(&of_union(b))).then(b.cmp(&a))
    })
}

/// How two neighbouring candidates hang together, if they do.
fn link(doc: &Document<'_>, a: &PlaceCandidate, b: &PlaceCandidate) -> Option<&'static str> {
    if a.is_adjectival() || b.is_adjectival() || a.is_facility() || b.is_facility() {
        return None;
    }
    if a.in_next {
        return Some("place.within");
    }
    if b.tokens.start != a.tokens.end + 1 {
        return None;
    }
    let between = &doc.tokens[a.tokens.end];
    match between.text(doc.text) {
        "," | "(" => Some("place.holder"),
        _ => None,
    }
}

/// The reading of candidate `i`, after a comma, that tells where the one before lies, if it is not the next of a list: the abbreviation of a state, or the
/// name of a state or country between commas or at the end. A state is obeyed however well known a namesake of the town is, a country if that is small.
fn holder(doc: &Document<'_>, candidates: &[PlaceCandidate], i: usize, inner: &Group<'_>, outer: &Group<'_>) -> Option<usize> {
    let c = &candidates[i];
    if let Some(state) = state(doc, c, outer) {
        return Some(state);
    }
    let mark = |token: usize, marks: &[&str]| doc.tokens.get(token).is_none_or(|t| marks.contains(&t.text(doc.text)));
    let listed = i > 1 && candidates[i - 2].tokens.end + 1 == candidates[i - 1].tokens.start && mark(candidates[i - 2].tokens.end, &[","]);
    let goes_on = candidates.get(i + 1).is_some_and(|next| next.tokens.start == c.tokens.end + 1 && !next.is_adjectival());
    if listed || goes_on || !mark(c.tokens.end, &[",", ".", ";", ")", "(", "-", "\u{2013}", "\u{2014}"]) {
        return None;
    }
    let town = inner.senses.iter().all(|s| s.level <= Level::First);
    let state = outer
        .senses
        .first()
        .is_some_and(|s| s.level == Level::First && is_federal(s.country) || c.division && matches!(s.level, Level::First | Level::Second));
    let whole = outer.senses.len() == 1 && matches!(outer.senses[0].level, Level::First | Level::Country);
    (state && town && !inner.senses.is_empty() || whole && is_small(inner)).then_some(0)
}

/// Whether no reading is better known by that name than a small town: another place of that name may well be meant.
fn is_small(group: &Group<'_>) -> bool {
    !group.senses.is_empty() && group.senses.iter().all(|s| matches!(s.level, Level::City | Level::Second) && (s.population < 200_000 || s.alias))
}

/// "NEW YORK (Reuters)": news comes from the city of a state's name that lies in it.
pub(super) fn by_dateline(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let best = group.senses.get(group.best).filter(|s| s.level == Level::First && !c.is_adjectival())?;
    let city = |s: &Sense<'_>| s.level == Level::City && s.admin1 == best.admin1 && s.population >= LARGE;
    let town = group.senses.iter().position(city)?;
    is_dateline(doc, c.tokens.start, c.tokens.end).then_some(town)
}

/// "PARIS (AP)": agencies leave out the state or country of cities known to all the world.
pub(super) fn by_agency(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let bracket = doc.tokens.get(c.tokens.end).is_some_and(|t| t.text(doc.text) == "(") && doc.has(c.tokens.end + 1, Table::Outlet);
    if !bracket || c.is_adjectival() || !is_dateline(doc, c.tokens.start, c.tokens.end) {
        return None;
    }
    let known = |s: &Sense<'_>| s.level == Level::City && (s.feature == b"PPLC" || s.population >= 1_000_000);
    let best = (0..group.senses.len()).max_by(|&a, &b| group.senses[a].fame().total_cmp(&group.senses[b].fame()).then(b.cmp(&a)))?;
    known(&group.senses[best]).then_some(best)
}

/// So many people make a city from which news is sent.
const LARGE: u32 = 100_000;

/// "Aleppo province", "the province of Aleppo", "Douglas and Wyandotte counties": the division and not its seat.
pub(super) fn by_class_noun(c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let best = group.senses.get(group.best).filter(|_| c.division)?;
    let division = |s: &Sense<'_>| matches!(s.level, Level::First | Level::Second);
    let here = |s: &Sense<'_>| s.country == best.country && division(s);
    let top = |fits: &dyn Fn(&Sense<'_>) -> bool| {
        (0..group.senses.len()).filter(|&n| fits(&group.senses[n])).max_by(|&a, &b| group.scores[a].total_cmp(&group.scores[b]))
    };
    // "The San Francisco district": no division of another country.
    let city = best.level == Level::City && best.population >= LARGE;
    top(&here).or_else(|| if city { None } else { top(&division) })
}
