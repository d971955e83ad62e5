//! What stands right beside a name and settles its reading: "City, State", and class nouns.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::Table;

use super::context::Group;
use crate::{
    document::Document,
    mention::place::{
        Found, PlaceCandidate,
        evidence::is_dateline,
        facility::village::SETTLEMENT,
        sense::{Level, Sense, is_federal},
    },
};

/// What "City, State" settles, by the candidate's number.
#[derive(Default)]
pub(super) struct Pairs<'a> {
    /// The reading of the town, and the rule.
    pub inner: BTreeMap<usize, (usize, &'static str)>,
    /// The reading of what is said to hold it.
    pub outer: BTreeMap<usize, usize>,
    /// What is said to hold a town that the gazetteer does not know there.
    pub elsewhere: BTreeMap<usize, &'a Sense<'a>>,
}

impl Pairs<'_> {
    /// The reading and rule of one candidate.
    pub fn of(&self, candidate: usize) -> Option<(usize, &'static str)> {
        self.inner.get(&candidate).copied().or_else(|| self.outer.get(&candidate).map(|sense| (*sense, "place.holder")))
    }
}

pub(super) fn pairs<'a>(doc: &Document<'_>, found: &Found, groups: &[Group<'a>], group_of: &[usize]) -> Pairs<'a> {
    let candidates = &found.places;
    let mut pairs = Pairs::default();
    for i in (1..candidates.len()).rev() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        // "The village of Gouari in Mali": the gazetteer lacks it, but what holds it is said.
        let outer = &groups[group_of[i]];
        if a.in_next && a.rule == SETTLEMENT {
            pairs.elsewhere.extend(outer.sense(outer.best).map(|best| (i - 1, best)));
        }
        let Some(rule) = link(doc, a, b) else { continue };
        let (inner, outer) = (&groups[group_of[i - 1]], &groups[group_of[i]]);
        // Three in a row: what holds the middle one decides which middle one holds the first.
        let middle: Option<usize> = pairs.inner.get(&i).map(|p| p.0).or_else(|| state(doc, (found, b), outer));
        let held = outer
            .readings
            .iter()
            .enumerate()
            .filter(|(n, _)| middle.is_none_or(|m| m == *n))
            .flat_map(|(h, o)| {
                let held = inner.readings.iter().enumerate().filter(move |(_, r)| o.sense.holds(r.sense));
                held.map(move |(n, r)| (n, h, r.prior + o.prior))
            })
            .max_by(|x, y| x.2.total_cmp(&y.2).then(y.0.cmp(&x.0)));
        let small = held.is_none_or(|(sense, ..)| inner.readings[sense].sense.is_small());
        if small && middle.is_none() && is_list(doc, (candidates, groups, group_of), i, rule) {
            continue;
        }
        if let Some((sense, holder, _)) = held {
            pairs.inner.insert(i - 1, (sense, rule));
            pairs.outer.insert(i, holder);
        } else if rule == "place.within" {
            pairs.elsewhere.extend(whole(outer).filter(|_| is_small(inner)).map(|whole| (i - 1, whole)));
        } else if let Some(holder) = holder(doc, found, i, inner, outer) {
            pairs.elsewhere.insert(i - 1, outer.readings[holder].sense);
            pairs.outer.insert(i, holder);
        }
    }
    pairs
}

/// Whether two names stand in a list and the second does not hold the first, candidate `i - 1`, which a country or a state bears too: "California, Maryland
/// and Ohio", "Mexico in the United States"; not "Norway, Maine, and Poland, Maine".
fn is_list(doc: &Document<'_>, (candidates, groups, group_of): (&[PlaceCandidate], &[Group<'_>], &[usize]), i: usize, rule: &str) -> bool {
    let senses = |n: usize| groups[group_of[n]].senses();
    let household = |n: usize| senses(n).any(Sense::is_household_name);
    if !household(i - 1) {
        return false;
    }
    if rule == "place.within" {
        return senses(i).any(|s| s.level == Level::Country);
    }
    if !household(i) {
        return false;
    }
    let text = |token: usize| doc.tokens.get(token).map_or("", |t| t.text(doc.text));
    let follows = |n: usize, token: usize| candidates.get(n).is_some_and(|c| c.tokens.start == token && !c.adjectival);
    let comma = text(candidates[i].tokens.end) == ",";
    let end = candidates[i].tokens.end + usize::from(comma);
    let joined = matches!(text(end), "and" | "or" | "&");
    // What holds a name stands between commas.
    if joined && !comma {
        return true;
    }
    let goes_on = follows(i + 1, end + usize::from(joined)) && household(i + 1);
    let held = || {
        let next = candidates[i + 1].tokens.end;
        text(next) == "," && follows(i + 2, next + 1) && senses(i + 2).any(|s| s.level == Level::First)
    };
    let before = candidates[i - 1].tokens.start;
    let went_on = || i > 1 && candidates[i - 2].tokens.end + 1 == before && text(before - 1) == "," && household(i - 2);
    goes_on && !(joined && held()) || went_on()
}

/// The only reading of a name, if it is a country or a first-level division.
fn whole<'a>(group: &Group<'a>) -> Option<&'a Sense<'a>> {
    group.sense(0).filter(|s| group.readings.len() == 1 && matches!(s.level, Level::First | Level::Country))
}

/// The reading as a state of one that can be the abbreviation of a state ("La." is no Los Angeles), if it is spelled like one: that for which the article
/// speaks most, else that of the largest country ("WA").
pub(super) fn state(doc: &Document<'_>, (found, c): (&Found, &PlaceCandidate), group: &Group<'_>) -> Option<usize> {
    let readings = found.names.of(c);
    let abbreviation = || c.span.of(doc.text).is_some_and(|t| t.ends_with('.')) || readings.iter().all(|r| r.context);
    let short = !readings.is_empty() && (c.span.end - c.span.start <= 2 || abbreviation());
    let readings = group.readings.iter().enumerate();
    let states = readings.filter(|(_, r)| short && r.sense.context && r.sense.level == Level::First);
    let best = states.max_by(|(a, x), (b, y)| {
        let of_union = |s: &Sense<'_>| s.country == b"US";
        x.score.total_cmp(&y.score).then_with(|| of_union(x.sense).cmp(&of_union(y.sense))).then(b.cmp(a))
    });
    best.map(|(n, _)| n)
}

/// How two neighbouring candidates hang together, if they do.
fn link(doc: &Document<'_>, a: &PlaceCandidate, b: &PlaceCandidate) -> Option<&'static str> {
    if a.adjectival || b.adjectival || a.facility || b.facility {
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
fn holder(doc: &Document<'_>, found: &Found, i: usize, inner: &Group<'_>, outer: &Group<'_>) -> Option<usize> {
    let candidates = &found.places;
    let c = &candidates[i];
    if let Some(state) = state(doc, (found, c), outer) {
        return Some(state);
    }
    let mark = |token: usize, marks: &[&str]| doc.tokens.get(token).is_none_or(|t| marks.contains(&t.text(doc.text)));
    let listed = i > 1 && candidates[i - 2].tokens.end + 1 == candidates[i - 1].tokens.start && mark(candidates[i - 2].tokens.end, &[","]);
    let goes_on = candidates.get(i + 1).is_some_and(|next| next.tokens.start == c.tokens.end + 1 && !next.adjectival);
    if listed || goes_on || !mark(c.tokens.end, &[",", ".", ";", ")", "(", "-", "\u{2013}", "\u{2014}"]) {
        return None;
    }
    let town = !inner.readings.is_empty() && inner.senses().all(|s| s.level <= Level::First);
    let state = outer
        .sense(0)
        .is_some_and(|s| s.level == Level::First && is_federal(s.country) || c.division && matches!(s.level, Level::First | Level::Second));
    (state && town || whole(outer).is_some() && is_small(inner)).then_some(0)
}

/// Whether no reading is better known by that name than a small town: another place of that name may well be meant.
fn is_small(group: &Group<'_>) -> bool {
    let small = |s: &Sense<'_>| matches!(s.level, Level::City | Level::Second) && (s.population < 200_000 || s.alias);
    !group.readings.is_empty() && group.senses().all(small)
}

/// "NEW YORK (Reuters)": news comes from the city of a state's name that lies in it.
pub(super) fn by_dateline(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let best = group.sense(group.best).filter(|s| s.level == Level::First && !c.adjectival)?;
    let city = |s: &Sense<'_>| s.level == Level::City && s.admin1 == best.admin1 && s.population >= LARGE;
    let town = group.senses().position(city)?;
    is_dateline(doc, c.tokens.start, c.tokens.end).then_some(town)
}

/// "PARIS (AP)": agencies leave out the state or country of cities known to all the world.
pub(super) fn by_agency(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let bracket = doc.tokens.get(c.tokens.end).is_some_and(|t| t.text(doc.text) == "(") && doc.has(c.tokens.end + 1, Table::Outlet);
    if !bracket || c.adjectival || !is_dateline(doc, c.tokens.start, c.tokens.end) {
        return None;
    }
    let known = |s: &Sense<'_>| s.level == Level::City && (s.feature == b"PPLC" || s.population >= 1_000_000);
    let fame = group.senses().map(Sense::fame).enumerate();
    let (best, _) = fame.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    known(group.readings[best].sense).then_some(best)
}

/// So many people make a city from which news is sent.
const LARGE: u32 = 100_000;

/// "Aleppo province", "the province of Aleppo", "Douglas and Wyandotte counties": the division and not its seat.
pub(super) fn by_class_noun(c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    let best = group.sense(group.best).filter(|_| c.division)?;
    let division = |s: &Sense<'_>| matches!(s.level, Level::First | Level::Second);
    let here = |s: &Sense<'_>| s.country == best.country && division(s);
    let top = |fits: &dyn Fn(&Sense<'_>) -> bool| {
        let fitting = group.readings.iter().enumerate().filter(|(_, r)| fits(r.sense));
        fitting.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score)).map(|(n, _)| n)
    };
    // "The San Francisco district": no division of another country.
    let city = best.level == Level::City && best.population >= LARGE;
    top(&here).or_else(|| if city { None } else { top(&division) })
}
