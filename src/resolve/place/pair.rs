//! What stands right beside a name and settles its reading: "City, State", and class nouns.

use std::collections::BTreeMap;

use super::context::{Group, prior};
use crate::{
    document::Document,
    mention::place::{
        PlaceCandidate,
        sense::{Level, Sense},
    },
};

/// "City, State": for the candidate's number its group, the reading that the next candidate holds, and the rule. Where the next candidate can only be a
/// holder and holds no reading, the group is told so.
pub(super) fn pairs<'l>(
    doc: &Document<'_>,
    candidates: &[PlaceCandidate],
    groups: &mut [Group<'l>],
    group_of: &[usize],
) -> BTreeMap<usize, (usize, usize, &'static str)> {
    let mut pairs = BTreeMap::new();
    for i in (1..candidates.len()).rev() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        let Some(rule) = link(doc, a, b) else { continue };
        let (inner, outer) = (&groups[group_of[i - 1]], &groups[group_of[i]]);
        // Three in a row: what holds the middle one decides which middle one holds the first.
        let middle: Option<usize> = pairs.get(&i).map(|p: &(usize, usize, &str)| p.1);
        let found = outer
            .senses
            .iter()
            .enumerate()
            .filter(|(n, _)| middle.is_none_or(|m| m == *n))
            .flat_map(|(_, o)| inner.senses.iter().enumerate().filter(move |(_, s)| o.holds(s)).map(move |(n, s)| (n, prior(s) + prior(o))))
            .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        if let Some((sense, _)) = found {
            pairs.insert(i - 1, (group_of[i - 1], sense, rule));
        } else if is_holder(doc, candidates, i, outer) && is_small(inner) {
            let outer = outer.senses.first().copied();
            groups[group_of[i - 1]].elsewhere = outer;
        }
    }
    pairs
}

/// How two neighbouring candidates hang together, if they do.
fn link(doc: &Document<'_>, a: &PlaceCandidate, b: &PlaceCandidate) -> Option<&'static str> {
    if a.is_adjectival() || b.is_adjectival() || a.is_facility() || b.is_facility() || b.tokens.start != a.tokens.end + 1 {
        return None;
    }
    let between = &doc.tokens[a.tokens.end];
    match between.text(doc.text) {
        "," | "(" => Some("place.holder"),
        _ => None,
    }
}

/// Whether candidate `i`, after a comma, tells where the one before lies and is not the next of a list: the abbreviation of a state, or the name of a state
/// or country between commas or at the end.
fn is_holder(doc: &Document<'_>, candidates: &[PlaceCandidate], i: usize, outer: &Group<'_>) -> bool {
    let c = &candidates[i];
    let abbreviation = !c.readings.is_empty() && c.readings.iter().all(|r| r.context);
    let mark = |token: usize, marks: &[&str]| doc.tokens.get(token).is_none_or(|t| marks.contains(&t.text(doc.text)));
    let listed = i > 1 && candidates[i - 2].tokens.end + 1 == candidates[i - 1].tokens.start && mark(candidates[i - 2].tokens.end, &[","]);
    let whole = outer.senses.len() == 1 && matches!(outer.senses[0].level, Level::First | Level::Country);
    let goes_on = candidates.get(i + 1).is_some_and(|next| next.tokens.start == c.tokens.end + 1 && !next.is_adjectival());
    abbreviation || whole && !listed && !goes_on && mark(c.tokens.end, &[",", ".", ";", ")", "(", "-", "\u{2013}", "\u{2014}"])
}

/// Whether no reading is better known than a small town: another place of that name may well be meant.
fn is_small(group: &Group<'_>) -> bool {
    !group.senses.is_empty() && group.senses.iter().all(|s| matches!(s.level, Level::City | Level::Second) && s.population < 200_000)
}

/// "Aleppo province", "the province of Aleppo", "Douglas and Wyandotte counties": the division and not its seat.
pub(super) fn by_class_noun(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    const ONE: [&str; 8] = ["province", "governorate", "state", "region", "oblast", "county", "prefecture", "department"];
    const MANY: [&str; 8] = ["provinces", "governorates", "states", "regions", "oblasts", "counties", "prefectures", "departments"];
    let is =
        |token: usize, nouns: &[&str]| doc.tokens.get(token).is_some_and(|t| nouns.iter().any(|d| t.core_text(doc.text).eq_ignore_ascii_case(d)));
    let of = c.tokens.start.checked_sub(2).is_some_and(|t| (is(t, &ONE) || is(t, &MANY)) && doc.tokens[t + 1].text(doc.text) == "of");
    if !of && !is(c.tokens.end, &ONE) && !lists_to(doc, c.tokens.end, |t| is(t, &MANY)) {
        return None;
    }
    let best = group.senses.get(group.best)?;
    let division = |s: &Sense<'_>| matches!(s.level, Level::First | Level::Second);
    let here = |s: &Sense<'_>| s.country == best.country && division(s);
    let top = |fits: &dyn Fn(&Sense<'_>) -> bool| {
        (0..group.senses.len()).filter(|&n| fits(&group.senses[n])).max_by(|&a, &b| group.scores[a].total_cmp(&group.scores[b]))
    };
    top(&here).or_else(|| top(&division))
}

/// Whether a list of capitalised names runs from `token` to a word that is the class noun of all of them.
fn lists_to(doc: &Document<'_>, token: usize, is_noun: impl Fn(usize) -> bool) -> bool {
    for at in token..doc.tokens.len().min(token + 16) {
        if is_noun(at) {
            return true;
        }
        let t = &doc.tokens[at];
        if !t.capital && !matches!(t.text(doc.text), "," | "and" | "or") {
            return false;
        }
    }
    false
}
