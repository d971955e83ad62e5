//! Class nouns beside a name that tell a division from its seat.

use std::ops::Range;

use dateline_gazetteers::schema::{Table, place};

use super::{
    PlaceCandidate, Reading,
    name::{NameId, Names},
    reading,
    words::{Marks, class, is_mark},
};
use crate::{
    distinct::Texts,
    document::Document,
    gazetteer::Layers,
    span::Span,
    token::{Gap, Kind},
};

/// The rule of a name that is one of a division only with the class noun of a list.
pub(crate) const LISTED: &str = "place.division";

/// The longest list of names before the class noun of all of them, in tokens.
const LIST: usize = 16;

/// "Aleppo province", "the province of Aleppo", "Douglas and Wyandotte counties": the division and not its seat.
pub(super) fn is_one(doc: &Document<'_>, marks: &Marks, names: &Names, c: &PlaceCandidate) -> bool {
    let after = c.tokens.end;
    if c.name == NameId::NONE || c.rule == LISTED {
        return c.rule == LISTED;
    }
    // "County Durham", "Essex County".
    let named = c.tokens.len() > 1 && (marks.starts(c.tokens.start, class::DIVISION) || marks.starts(after - 1, class::DIVISION));
    named || of(doc, marks, names, c) || marks.starts(after, class::DIVISION) || lists_to(doc, marks, after)
}

/// "The province of Aleppo". "The Kayes region of Mali", "a region of Georgia": the country holds a region.
fn of(doc: &Document<'_>, marks: &Marks, names: &Names, c: &PlaceCandidate) -> bool {
    let Some(noun) = c.tokens.start.checked_sub(2) else { return false };
    let noun_of = || marks.starts(noun, class::DIVISION | class::DIVISIONS) && doc.tokens[noun + 1].text(doc.text) == "of";
    let whole = || names.of(c).iter().any(|r| r.table == Table::Country);
    let bears_name =
        |t: usize| doc.tokens[t].capital && doc.tokens[t].kind == Kind::Word && !doc.tokens[t].text(doc.text).eq_ignore_ascii_case("the");
    noun_of() && !whole() && !noun.checked_sub(1).is_some_and(bears_name)
}

/// "Alachua and Gilchrist counties": adds what the list names, or what a name of it can mean besides, where the gazetteer has "Gilchrist County" only.
pub(super) fn listed<'d>(
    layers: &Layers,
    doc: &Document<'d>,
    marks: &Marks,
    texts: &mut Texts<'d>,
    names: &mut Names,
    candidates: &mut Vec<PlaceCandidate>,
) {
    let divisions = marks.divisions().iter().copied().filter(|&t| t > 0 && !doc.tokens[t].capital);
    let mut added: Vec<PlaceCandidate> = Vec::new();
    for noun in divisions {
        let class = singular(doc.tokens[noun].core_text(doc.text));
        let items = items(doc, marks, noun);
        let states = items.last().map_or(Vec::new(), |first| states(layers, doc, names, candidates, first.start, noun));
        for item in items {
            let (Some(first), Some(last)) = (doc.tokens.get(item.start), doc.tokens.get(item.end - 1)) else { continue };
            let span = Span::new(first.start(), last.end());
            let mut readings = divisions_of(layers, &format!("{} {class}", doc.slice(span)));
            if readings.iter().any(|r| states.contains(&layers.row(r.row).text(place::ADMIN1))) {
                readings.retain(|r| states.contains(&layers.row(r.row).text(place::ADMIN1)));
            }
            let at = candidates.partition_point(|c| c.tokens.end <= item.start);
            let known = candidates.get(at).filter(|c| c.tokens.start < item.end);
            let has = |c: &PlaceCandidate| readings.iter().all(|r| names.of(c).iter().any(|known| known.row == r.row));
            if readings.is_empty() || known.is_some_and(|c| c.tokens.start < item.start || c.tokens.end > item.end || c.tokens == item && has(c)) {
                continue;
            }
            let candidate = PlaceCandidate::new(span, item, (names.enter(&readings), false), texts.number(doc.slice(span)), LISTED);
            added.push(PlaceCandidate { facility: false, ..candidate });
        }
    }
    if !added.is_empty() {
        added.sort_by_key(|c| c.tokens.start);
        let over =
            |c: &PlaceCandidate| added.get(added.partition_point(|a| a.tokens.end <= c.tokens.start)).is_some_and(|a| a.tokens.start < c.tokens.end);
        candidates.retain(|c| !over(c));
        candidates.append(&mut added);
        candidates.sort_by_key(|c| c.tokens.start);
    }
}

/// "Ohio's Lake and Stark counties", "Lake and Stark counties, Ohio": the first-level divisions that hold them.
fn states<'l>(layers: &'l Layers, doc: &Document<'_>, names: &Names, candidates: &[PlaceCandidate], first: usize, noun: usize) -> Vec<&'l str> {
    let before = candidates.partition_point(|c| c.tokens.end < first);
    let owner = candidates.get(before).filter(|c| c.tokens.end == first && doc.tokens[first - 1].is_possessive());
    let joins = doc.tokens.get(noun + 1).is_some_and(|t| matches!(t.text(doc.text), "," | "in" | "of"));
    let after = candidates.partition_point(|c| c.tokens.start < noun + 2);
    let holder = candidates.get(after).filter(|c| joins && c.tokens.start == noun + 2);
    let rows = owner.into_iter().chain(holder).flat_map(|c| names.of(c)).map(|r| layers.row(r.row));
    rows.filter(|row| row.table() == Table::Place && row.bytes(place::FEATURE) == b"ADM1").map(|row| row.text(place::ADMIN1)).collect()
}

/// The names of a list that ends before the class noun of all, where it has two and more.
fn items(doc: &Document<'_>, marks: &Marks, noun: usize) -> Vec<Range<usize>> {
    const MOST: usize = 8;
    let name = |t: usize| {
        let token = &doc.tokens[t];
        token.capital
            && token.kind == Kind::Word
            && token.core() == token.end()
            && !marks.starts(t, class::FUNCTION | class::NEAR | class::DIVISION | class::DIRECTION)
    };
    let (mut found, mut end) = (Vec::new(), noun);
    while found.len() < MOST {
        let start = (end.saturating_sub(3)..end).rev().take_while(|&t| name(t) && (t + 1 == end || doc.tokens[t + 1].gap == Gap::Space)).last();
        let Some(mut start) = start else { break };
        // "Miami-Dade"
        let hyphen = |t: usize| is_mark(doc, t, '-') && doc.tokens[t].gap == Gap::None && doc.tokens[t + 1].gap == Gap::None;
        while start > 1 && hyphen(start - 1) && name(start - 2) {
            start -= 2;
        }
        found.push(start..end);
        if start == 0 {
            break;
        }
        let joins = |t: usize| matches!(doc.tokens[t].text(doc.text), "and" | "or" | "to" | "&");
        end = if joins(start - 1) { start - 1 } else { start };
        end = if end > 0 && is_mark(doc, end - 1, ',') { end - 1 } else { end };
        if end == start {
            break;
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// "County" of "counties".
fn singular(plural: &str) -> String {
    let stem = plural.strip_suffix("ies").map_or_else(|| plural.strip_suffix('s').unwrap_or(plural).to_owned(), |stem| format!("{stem}y"));
    let mut letters = stem.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The divisions of that very name.
fn divisions_of(layers: &Layers, name: &str) -> Vec<Reading> {
    let division = |row| matches!(layers.row(row).bytes(place::FEATURE), b"ADM1" | b"ADM2");
    let whole = layers.names_in(name).into_iter().filter(|m| m.span == Span::new(0, name.len()) && m.table == Table::Place && division(m.row));
    let mut readings: Vec<Reading> = whole.filter_map(|m| reading(&m)).filter(|r| !r.adjectival).collect();
    readings.sort_by_key(|r| r.row);
    readings.dedup_by_key(|r| r.row);
    readings
}

/// Whether a list of capitalised names runs from `token` to a word that is the class noun of all of them.
fn lists_to(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    for at in token..doc.tokens.len().min(token + LIST) {
        let t = &doc.tokens[at];
        if marks.starts(at, class::DIVISIONS) && t.core() == t.end() {
            return true;
        }
        if !t.capital && !is_mark(doc, at, ',') && !matches!(t.text(doc.text), "and" | "or") {
            return false;
        }
    }
    false
}
