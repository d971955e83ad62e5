//! Units of armies: "47th Mechanized Brigade", "US Eighth Army", "the 7th Battalion of the Gajaba Regiment", "Southern Command".

use std::collections::BTreeMap;

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, faction},
};

use super::{Acting, Actor, FactionCandidate, Finder, Reading, class, institution_kind, name::names_a_thing, view::View};
use crate::{
    document::joined,
    gazetteer::{NameMatch, RowId},
    model::{FactionKind, Form},
    span::Span,
    token::{Gap, Kind},
};

/// The most words between the number of a unit and its noun.
const LONGEST: usize = 5;

/// Where the words of a unit stand.
#[derive(Clone, Copy)]
struct Words {
    /// The number or the part of the country.
    first: usize,
    /// One past the last word.
    last: usize,
    /// Teams, courts and offices have such names too: it counts only where the article speaks of soldiers.
    weak: bool,
}

/// A candidate for the unit whose noun stands at a token.
pub(super) fn at(view: &View<'_>, finder: &Finder, head: usize, found: &mut Vec<FactionCandidate>) {
    if !view.has(head, class::UNITS) {
        return;
    }
    let Some(mut words) = numbered(view, head).or_else(|| placed(view, head)) else { return };
    // "New Fourth Army", "Royal 22nd Regiment"
    let opens = |i: usize| view.is_capital(i) && view.has(i, class::BRANCHES) && !view.opens_sentence(i);
    while let Some(before) = view.before(words.first).filter(|&b| opens(b)) {
        words.first = before;
    }
    let Some(institution) = finder.unit(view, head) else { return };
    let last = whole(view, words.last).unwrap_or(words.last);
    let (first, mut readings) = before(view, words.first, institution).unwrap_or((words.first, Vec::new()));
    if readings.is_empty() {
        readings = after(view, words.last, institution);
    }
    // "1st Canadian Division", "3rd Battalion of the Royal Australian Regiment"
    let adjective = |i: &usize| view.matches(*i, Table::Country).any(|m| m.last as usize == i + 1 && m.same_case && is_country(m.column));
    if let Some(at) = Some(words.first..last).filter(|_| readings.is_empty()).and_then(|mut own| own.find(adjective)) {
        readings = of_countries(view, at, at + 1, institution);
    }
    let weak = words.weak && readings.is_empty() && last == words.last;
    if !readings.iter().any(|r| !r.weak) {
        readings.push(Reading { actor: Actor::Unit { institution, country: None }, weak });
    }
    let (Some(begin), Some(close)) = (view.token(first), last.checked_sub(1).and_then(|l| view.token(l))) else { return };
    found.push(candidate(Span::new(begin.start(), close.core()), (first, last), readings, false));
}

fn candidate(span: Span, (first, last): (usize, usize), readings: Vec<Reading>, generic: bool) -> FactionCandidate {
    FactionCandidate {
        span,
        first,
        last,
        readings,
        form: if generic { Form::Description } else { Form::Name },
        generic,
        acting: Acting::Actor,
        member_noun: false,
        rule: "unit",
        confidence: if generic { 0.6 } else { 0.8 },
    }
}

impl Finder {
    /// The institution whose units the noun tells: "fleet" the navy, "wing" the air force.
    fn unit(&self, view: &View<'_>, head: usize) -> Option<RowId> {
        let [army, navy, air] = self.services;
        match () {
            () if view.has(head, class::UNITS_NAVAL) => navy,
            () if view.has(head, class::UNITS_AIR) => air,
            () => army,
        }
    }
}

/// "47th Mechanized Brigade", "58 Division", "Eighth Army", "XXV Corps", "101st Airborne", "Unit 8200".
fn numbered(view: &View<'_>, head: usize) -> Option<Words> {
    let capital = view.is_capital(head);
    let numbered = |i: usize| view.token(i).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::Space && t.core() >= t.start() + 3);
    if capital && view.has(head, class::UNITS_BEFORE) && numbered(head + 1) {
        return Some(Words { first: head, last: head + 2, weak: false });
    }
    let (mut at, mut branches, mut others) = (head, 0, 0);
    let first = loop {
        let before = view.before(at).filter(|_| branches + others <= LONGEST)?;
        if is_number(view, before, head) {
            break before;
        }
        match () {
            () if view.has(before, class::BRANCHES) && (capital || !view.is_capital(before)) => branches += 1,
            () if capital && view.is_capital(before) && !view.is_possessive(before) => others += 1,
            () if view.is_hyphen(before) && view.token(at).is_some_and(|t| t.gap == Gap::None) => {}
            () => return None,
        }
        at = before;
    };
    const MOST_DIGITS: usize = 3;
    let (ordinal, digits) = (view.word(first), view.token(first)?.kind == Kind::Number);
    let suffixed = ordinal.ends_with(|c: char| c.is_ascii_alphabetic());
    let strict = view.has(head, class::UNITS_STRICT);
    let fits = match () {
        // "the 47th brigade"
        () if !capital => digits && suffixed && strict && others == 0,
        // "58 Division", "20 Squadron", "45 Commando"
        () if digits && !suffixed => {
            (strict || view.has(head, class::UNITS_COUNTED)) && others == 0 && ordinal.len() <= MOST_DIGITS && !view.is_counted(first)
        }
        () if others > 0 => digits && strict && !view.is(head, &["Division"]),
        () => true,
    };
    let last = head + 1;
    let short = view.has(head, class::UNITS_SHORT) && (branches + others > 0 || view.is_capital(last) && view.joined(last).is_some());
    let bare = view.has(head, class::UNITS_BRANCHED) && branches == 0;
    let team = view.is(last, &["Combat"]) && view.is(last + 1, &["Team"]);
    let thing = !team && names_a_thing(view, last) || view.is_capital(last) && view.has(last, class::UNITS_OFFICE);
    if !fits || short || bare || thing || view.hyphen_after(last) || view.hyphen_before(first) {
        return None;
    }
    // Leagues have no 58 Division, and no twentieth.
    let many = ordinal.len() > 3 && digits && capital && !ordinal.starts_with('1') || !suffixed;
    let weak = branches + others == 0 && !many && (view.has(head, class::UNITS_WEAK) || !capital);
    Some(Words { first, last: if team { last + 2 } else { last }, weak })
}

/// The token is the number of a unit: "47th", "First", "58", of corps and armies also "XXV".
fn is_number(view: &View<'_>, i: usize, head: usize) -> bool {
    const LONGEST: usize = 5;
    let Some(token) = view.token(i) else { return false };
    let word = view.word(i);
    match token.kind {
        Kind::Number => word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_alphanumeric()),
        Kind::Word if token.caps || word == "I" => view.has(head, class::UNITS_ROMAN) && view.is_capital(head) && is_roman(word),
        Kind::Word => token.capital && view.has(i, class::ORDINALS),
        Kind::Mark => false,
    }
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b"IVXL".contains(&b))
}

/// "Southern Command", "Western Military District": commands that are named for a part of the country.
fn placed(view: &View<'_>, head: usize) -> Option<Words> {
    if !view.is_capital(head) || !view.has(head, class::UNITS_PLACED) || names_a_thing(view, head + 1) {
        return None;
    }
    let military = || view.before(head).filter(|&b| view.is(b, &["military"]) && view.is_capital(b));
    let at = if view.is(head, &["district"]) { military()? } else { head };
    let side = view.before(at).filter(|&b| view.is_capital(b) && view.has(b, class::SIDES))?;
    let longer = view.before(side).is_some_and(|b| view.is_capital(b) && !view.opens_sentence(b) && !view.matches_ending(side, Table::Country))
        || view.is_capital(head + 1) && view.joined(head + 1).is_some();
    (!longer && !view.hyphen_before(side) && !view.hyphen_after(head + 1)).then_some(Words { first: side, last: head + 1, weak: false })
}

/// "of the Gajaba Regiment", "of the 24th Infantry Division" after a unit: one past what it is part of.
fn whole(view: &View<'_>, last: usize) -> Option<usize> {
    if !view.is(last, &["of"]) || view.joined(last).is_none() {
        return None;
    }
    let from = last + 1 + usize::from(view.is(last + 1, &["the"]));
    let named = |i: usize| view.is_capital(i) || view.token(i).is_some_and(|t| t.kind == Kind::Number) || view.is_hyphen(i);
    let end = (from..from + LONGEST + 1).take_while(|&i| view.joined(i).is_some() && named(i)).find(|&i| view.has(i, class::UNITS_STRICT))?;
    (end > from && !view.matches(from, Table::Country).any(|m| m.last as usize <= end)).then_some(end + 1)
}

/// Whose unit it is, and where that begins: "US", "Ukraine's", "the Israeli army's", "the FSA's".
fn before(view: &View<'_>, first: usize, institution: RowId) -> Option<(usize, Vec<Reading>)> {
    let end = view.before(first).map(|b| if view.is_apostrophe(b) { b } else { first })?;
    let starts = || (end.saturating_sub(LONGEST)..end).filter(|&i| (i + 1..end + 1).all(|k| view.joined(k).is_some()));
    let country = |end: usize| starts().find(|&i| view.matches(i, Table::Country).any(|m| m.last as usize == end && is_country(m.column)));
    // "the Israeli army's"
    let army = || starts().find(|&i| view.matches(i, Table::Institution).any(|m| m.last as usize == end && is_military(view, m.row)));
    if let Some((at, end)) = country(end).map(|at| (at, end)).or_else(|| army().and_then(|noun| Some((country(noun)?, noun)))) {
        return Some((at, of_countries(view, at, end, institution)));
    }
    let at = starts().find(|&i| view.matches(i, Table::Faction).any(|m| m.last as usize == end))?;
    let readings = of_factions(view, at, Some(end), institution);
    (!readings.is_empty()).then_some((at + usize::from(view.is(at, &["the"])), readings))
}

/// Whose unit it is by what follows: "of the Ukrainian army", "of the FSA".
fn after(view: &View<'_>, last: usize, institution: RowId) -> Vec<Reading> {
    if !view.is(last, &["of"]) {
        return Vec::new();
    }
    let at = last + 1 + usize::from(view.is(last + 1, &["the"]));
    let factions = of_factions(view, at, None, institution);
    match view.matches(at, Table::Country).find(|m| is_country(m.column)) {
        Some(name) if factions.is_empty() => of_countries(view, at, name.last as usize, institution),
        _ => factions,
    }
}

fn is_country(column: u8) -> bool {
    matches!(column as usize, country::NAME | country::ALIASES | country::ADJECTIVES)
}

fn is_military(view: &View<'_>, institution: RowId) -> bool {
    institution_kind(view.layers, institution) == FactionKind::Military
}

fn of_countries(view: &View<'_>, at: usize, end: usize, institution: RowId) -> Vec<Reading> {
    let mut rows: Vec<RowId> = view.matches(at, Table::Country).filter(|m| m.last as usize == end && is_country(m.column)).map(|m| m.row).collect();
    rows.dedup();
    rows.into_iter().map(|row| Reading { actor: Actor::Unit { institution, country: Some(row) }, weak: false }).collect()
}

/// The armed actors whose names begin at a token, and end at another if that is given.
fn of_factions(view: &View<'_>, at: usize, end: Option<usize>, institution: RowId) -> Vec<Reading> {
    let names = view.matches(at, Table::Faction).filter(|m| end.is_none_or(|end| m.last as usize == end));
    let reading = |m: &NameMatch| {
        let row = view.row(m);
        let country = row.text(faction::ID).strip_prefix("gov:").and_then(|code| view.layers.find(Table::Country, code));
        let armed = matches!(row.text(faction::KIND), "armed_group" | "umbrella" | "military" | "party" | "international");
        let actor = match country {
            Some(_) => Actor::Unit { institution, country },
            None => Some(Actor::Row(m.row)).filter(|_| armed)?,
        };
        Some(Reading { actor, weak: m.flags.has(Flags::CONTEXT) })
    };
    names.filter_map(reading).collect()
}

/// Lets go of names that only soldiers elsewhere would make units, gives a unit named again the readings of its fuller name, and finds "the brigade".
pub(super) fn finish(view: &View<'_>, found: &mut Vec<FactionCandidate>) {
    if !found.iter().any(is_unit) {
        return;
    }
    let weak = |c: &FactionCandidate| is_unit(c) && c.readings.iter().all(|r| r.weak);
    let soldiers = |c: &FactionCandidate| match c.readings[0].actor {
        Actor::Institution { institution, .. } => is_military(view, institution),
        Actor::Unit { .. } => !weak(c),
        Actor::Row(row) => row.table == Table::Faction && matches!(view.layers.row(row).bytes(faction::KIND), b"armed_group" | b"military"),
        Actor::Described { ref kind, .. } => *kind == FactionKind::ArmedGroup,
        _ => false,
    };
    if found.iter().any(weak) {
        let fought = found.iter().any(soldiers);
        found.retain(|c| !weak(c) || fought && !plays(view, c));
    }
    // "II Corps and III Corps" are two, and no name that nobody knows.
    let mut spans: Vec<Span> = found.iter().filter(|c| is_unit(c)).map(|c| c.span).collect();
    spans.sort_unstable();
    let over = |c: &FactionCandidate| {
        let until = spans.partition_point(|s| s.start < c.span.end);
        let unit = spans[..until].iter().rev().take(2).find(|s| s.end > c.span.start);
        // "the Blue Valley Division of the Third Army" is one.
        let of = |at: usize| at > c.first && view.before_article(at).is_some_and(|b| view.is(b, &["of"]));
        unit.is_some_and(|unit| !of(view.doc.token_at(unit.start)))
    };
    found.retain(|c| c.rule != "pattern" || !over(c));
    fuller(view, found);
    spoken_of(view, found);
}

fn is_unit(candidate: &FactionCandidate) -> bool {
    candidate.rule == "unit"
}

/// Words of sport stand near: a team of a division.
fn plays(view: &View<'_>, candidate: &FactionCandidate) -> bool {
    const REACH: usize = 30;
    let sentence = view.doc.sentence_of(candidate.first).and_then(|s| view.doc.sentences.get(s));
    sentence.is_some_and(|s| {
        let near = s.tokens.start.max(candidate.first.saturating_sub(REACH))..s.tokens.end.min(candidate.last + REACH);
        near.into_iter().any(|i| view.has(i, class::SPORTS.or(class::LEAGUES)))
    })
}

/// Gives a unit of nobody known the readings that it has where more is said of it: "the FSA's 13th Division ... the 13th Division".
fn fuller(view: &View<'_>, found: &mut [FactionCandidate]) {
    let settled = |c: &FactionCandidate| c.readings.iter().any(|r| !matches!(r.actor, Actor::Unit { country: None, .. }));
    // The name without whose it is: from its number or side on.
    let core = |c: &FactionCandidate| {
        let opens = |i: &usize| {
            let number = view.token(*i).is_some_and(|t| t.kind == Kind::Number) || is_roman(view.word(*i));
            number || view.has(*i, class::ORDINALS.or(class::SIDES))
        };
        let first = (c.first..c.last).find(opens).unwrap_or(c.first);
        view.token(first).map(|t| joined(view.doc.slice(Span::new(t.start(), c.span.end))))
    };
    let mut known: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for candidate in found.iter().filter(|c| is_unit(c) && settled(c)) {
        if let Some(name) = core(candidate) {
            known.entry(name).or_insert_with(|| candidate.readings.clone());
        }
    }
    for candidate in found.iter_mut().filter(|c| is_unit(c)) {
        if !settled(candidate) && !known.is_empty() {
            if let Some(readings) = core(candidate).and_then(|name| known.get(&name)) {
                candidate.readings.clone_from(readings);
            }
        }
        candidate.readings.iter_mut().for_each(|r| r.weak &= matches!(r.actor, Actor::Row(_)));
    }
}

/// "the brigade": the unit of that noun that was named last.
fn spoken_of(view: &View<'_>, found: &mut Vec<FactionCandidate>) {
    let head = |c: &FactionCandidate| (c.first..c.last).rev().find(|&i| view.has(i, class::UNITS_STRICT));
    let mut units: Vec<(usize, usize)> = found.iter().enumerate().filter(|(_, c)| is_unit(c)).filter_map(|(i, c)| Some((head(c)?, i))).collect();
    units.sort_unstable();
    let Some(&(first, _)) = units.first() else { return };
    // The last unit of each noun; there are few nouns.
    let mut last: Vec<(&str, usize)> = Vec::new();
    let mut units = units.into_iter().peekable();
    for at in first + 1..view.doc.tokens.len() {
        while let Some((head, unit)) = units.next_if(|(head, _)| *head < at) {
            let word = view.word(head);
            match last.iter_mut().find(|(noun, _)| noun.eq_ignore_ascii_case(word)) {
                Some(known) => known.1 = unit,
                None => last.push((word, unit)),
            }
        }
        if !view.has(at, class::UNITS_STRICT) || view.is_capital(at) || !view.is(at - 1, &["the"]) {
            continue;
        }
        if view.is(at + 1, &["of"]) || !(view.is_possessive(at) || view.ends_phrase(at + 1)) {
            continue;
        }
        let named = last.iter().find(|(noun, _)| noun.eq_ignore_ascii_case(view.word(at)));
        if let (Some(&(_, unit)), Some(token)) = (named, view.token(at)) {
            let readings = found[unit].readings.clone();
            found.push(candidate(token.core_span(), (at, at + 1), readings, true));
        }
    }
}
