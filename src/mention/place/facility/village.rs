//! Villages that the gazetteer lacks, by the class noun beside their names: "the villages of Karou and Daoutegeft", "Chaung Ma village".

use dateline_gazetteers::schema::Table;

use super::{
    super::words::{after, class, is_mark},
    Found, LONGEST, Site, run,
};
use crate::{
    gazetteer::TableSet,
    token::{Gap, Kind},
};

/// The rule of settlements by pattern.
pub(crate) const SETTLEMENT: &str = "place.settlement";
/// A list after "villages of" has at most so many names.
const LISTED: usize = 8;

/// What a name before "village" may be instead: of its people or of those who hold it.
const PEOPLE: TableSet =
    TableSet::of(&[Table::Country, Table::Place, Table::Faction, Table::Institution, Table::Outlet, Table::Generic, Table::TimeWord]);

/// The settlements named right after or before the class noun at the token.
pub(super) fn around(site: &Site<'_, '_>, token: usize) -> Vec<Found> {
    let of = site.doc.tokens.get(token + 1).is_some_and(|t| t.text(site.doc.text) == "of");
    if of { listed(site, token + 2) } else { before(site, token).into_iter().collect() }
}

fn is_known(site: &Site<'_, '_>, first: usize, last: usize) -> bool {
    let at = site.candidates.partition_point(|c| c.tokens.end <= first);
    site.candidates.get(at).is_some_and(|c| c.tokens.start < last)
}

/// "Of Karou, Ouatagouna and Daoutegeft": those of the list that the gazetteer lacks.
fn listed(site: &Site<'_, '_>, from: usize) -> Vec<Found> {
    let doc = site.doc;
    let (mut found, mut first) = (Vec::new(), from);
    for _ in 0..LISTED {
        let Some(last) = name(site, first) else { break };
        if !is_known(site, first, last) {
            found.push(Found { first, last, rule: SETTLEMENT, local: false });
        }
        let comma = usize::from(is_mark(doc, last, ','));
        let and = usize::from(doc.tokens.get(last + comma).is_some_and(|t| t.text(doc.text) == "and"));
        if comma + and == 0 {
            break;
        }
        first = last + comma + and;
    }
    found
}

/// One past the last word of the name that begins at the token.
fn name(site: &Site<'_, '_>, first: usize) -> Option<usize> {
    let doc = site.doc;
    let is_word = |t: usize| {
        let token = &doc.tokens[t];
        token.kind == Kind::Word && token.capital && !site.marks.starts(t, class::FUNCTION | class::ORGANISATION | class::TITLE)
    };
    after(doc, first).filter(|&t| is_word(t))?;
    let mut last = first + 1;
    while last < doc.tokens.len() && last - first < 2 * LONGEST && doc.tokens[last - 1].core() == doc.tokens[last - 1].end() {
        let joined = is_mark(doc, last, '-') && doc.tokens[last].gap == Gap::None && doc.tokens.get(last + 1).is_some_and(|t| t.gap == Gap::None);
        if joined && doc.tokens[last + 1].kind == Kind::Word {
            last += 2;
        } else if after(doc, last).is_some_and(is_word) {
            last += 1;
        } else {
            break;
        }
    }
    Some(last)
}

/// "Chaung Ma village": a name of one word must not begin its sentence, where any word has a capital.
fn before(site: &Site<'_, '_>, token: usize) -> Option<Found> {
    let Site { doc, marks, persons, .. } = *site;
    if !matches!(doc.tokens[token].core_text(doc.text), "village" | "Village" | "hamlet" | "commune") {
        return None;
    }
    let first = run(doc, marks, token, false);
    let opens = first == 0 || doc.sentence_of(first - 1) != doc.sentence_of(first) || doc.tokens[first].gap > Gap::Line;
    // "Alawite village", "Kurdish village".
    let word = doc.tokens[token - 1].text(doc.text);
    let people = ["ite", "ish", "ian", "ese", "ic", "ist"].iter().any(|ending| word.ends_with(ending));
    let other = (first..token).any(|t| doc.has_any(t, PEOPLE) || persons.holds(t) || marks.starts(t, class::DIRECTION | class::FEATURE));
    let goes_on = after(doc, token + 1).is_some_and(|n| doc.tokens[n].capital);
    let alone = opens && token == first + 1;
    let named = first < token && !people && !other && !goes_on && !alone;
    (named && !is_known(site, first, token)).then_some(Found { first, last: token, rule: SETTLEMENT, local: false })
}
