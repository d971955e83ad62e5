//! Names of the gazetteers.

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, faction, institution, outlet},
};

use super::{
    Acting, Actor, FactionCandidate, Reading, class,
    description::is_crowd,
    view::{Number, Part, View},
};
use crate::{
    document::joined,
    gazetteer::NameMatch,
    model::{FactionKind, Form},
    span::Span,
    token::Kind,
};

/// Candidates for the names that begin at a token; `names` is room for them, used again.
pub(super) fn at<'v>(view: &View<'v>, first: usize, names: &mut Vec<&'v NameMatch>, found: &mut Vec<FactionCandidate>) {
    let all = view.doc.names_at(first);
    let named = |m: &&NameMatch| is_actor(m) && in_use(view, m) && !is_past_mission(view, m);
    // "PORT-AU-PRINCE"
    let inside = |m: &NameMatch| view.hyphen_before(first) && view.hyphen_after(m.last as usize);
    if !all.iter().any(|m| named(&m)) || joined_before(view, first) || all.iter().all(inside) {
        return;
    }
    names.clear();
    names.extend(all.iter().filter(named));
    keep_current(view, names);
    if names.iter().all(|m| m.flags.has(Flags::CONTEXT)) && is_shouted(view, first) {
        return;
    }
    // The span of "the Times" is "Times".
    let skip = usize::from(view.is(first, &["the"]));
    let before = found.len();
    let names = &names[..];
    for name in names {
        let span = trimmed(view, name, names);
        let done = found[before..].iter().any(|c| c.rule == "name" && c.span.end == span.span.end);
        if done || joined_after(view, span.last as usize) || are_individuals(view, span) || names_a_thing(view, span.last as usize) {
            continue;
        }
        let mut readings: Vec<Reading> = Vec::with_capacity(1);
        for m in names.iter().filter(|m| m.span.end == span.span.end || trimmed(view, m, names).span.end == span.span.end) {
            let weak = m.flags.has(Flags::CONTEXT);
            match readings.iter_mut().find(|known| known.actor == Actor::Row(m.row)) {
                Some(known) => known.weak &= weak,
                None => readings.push(Reading { actor: Actor::Row(m.row), weak }),
            }
        }
        let last = span.last as usize;
        if let Some(body) = elsewhere(view, (first, last), &readings) {
            // "South Korea's Joint Chiefs of Staff" is found as what every country has.
            if !view.matches(first, Table::Institution).any(|m| m.last as usize == last) {
                found.push(body);
            }
            continue;
        }
        mission(view, (first + skip, last), &readings, found);
        owned(view, (first + skip, span.span.start.max(view.token(first + skip).map_or(0, |t| t.start())), last), &readings, found);
        found.push(FactionCandidate {
            span: Span::new(view.token(first + skip).map_or(span.span.start, |t| t.start()), span.span.end),
            first: first + skip,
            last,
            readings,
            form: if is_acronym(view, first + skip, last) { Form::Acronym } else { Form::Name },
            generic: false,
            acting: Acting::Actor,
            member_noun: has_member_noun(view, last),
            rule: "name",
            confidence: 0.95,
        });
    }
}

/// "Kenya's Department of Justice", "the Philippine Drug Enforcement Administration": a body of a state that has the name of another's.
fn elsewhere(view: &View<'_>, (first, last): (usize, usize), readings: &[Reading]) -> Option<FactionCandidate> {
    const LONGEST: usize = 4;
    let before = view.before(first).map(|b| if view.is_apostrophe(b) { b } else { first })?;
    let named =
        |m: &&NameMatch| m.last as usize == before && m.same_case && m.column as usize != country::SEATS && m.column as usize != country::DEMONYMS;
    let tables = (first.saturating_sub(LONGEST)..before).rev().flat_map(|at| view.matches(at, Table::Country));
    let land = tables.filter(named).max_by_key(|m| m.last - m.first)?;
    // An adjective may say something else of a short name ("Russian CIA agent").
    let owned = view.is_possessive(before - 1) || land.column as usize == country::ADJECTIVES && last > first + 2;
    let code = view.row(land).text(country::ID);
    let body = |r: &Reading| {
        let Actor::Row(row) = r.actor else { return None };
        let row = view.layers.row(row);
        let state = row.table() == Table::Faction && matches!(row.text(faction::KIND), "government" | "military" | "police");
        let abroad = row.list(faction::COUNTRIES).next().is_some() && !row.list(faction::COUNTRIES).any(|c| c == code);
        (state && abroad).then(|| FactionKind::from(row.text(faction::KIND)))
    };
    let kind =
        readings.iter().map(body).collect::<Option<Vec<_>>>()?.into_iter().next().filter(|_| owned && !view.hyphen_before(land.first as usize))?;
    let span = Span::new(land.span.start, view.token(last - 1)?.core());
    Some(FactionCandidate {
        span,
        first: land.first as usize,
        last,
        readings: vec![Reading { actor: Actor::Unlisted { name: joined(view.doc.slice(span)), kind }, weak: false }],
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: has_member_noun(view, last),
        rule: "name",
        confidence: 0.7,
    })
}

/// "UN mission", "African Union peacekeeping force in Somalia": what an international body sends.
fn mission(view: &View<'_>, (first, last): (usize, usize), readings: &[Reading], found: &mut Vec<FactionCandidate>) {
    const LONGEST: usize = 3;
    if view.is_possessive(last - 1) || !view.has(last, class::MISSIONS.or(class::MISSIONARY)) {
        return;
    }
    let Some(noun) = (last..last + LONGEST).find(|&i| !view.has(i, class::MISSIONARY)).filter(|&i| view.joined(i).is_some()) else { return };
    let armed = !view.is(noun, &["mission"]);
    if !view.has(noun, class::MISSIONS) || view.is_capital(noun) || view.hyphen_after(noun + 1) || view.is(noun + 1, &["to"]) {
        return;
    }
    let at = noun + 2 + usize::from(view.is(noun + 2, &["the"]));
    let country = if view.is(noun + 1, &["in"]) { view.matches(at, Table::Country).next().map(|m| m.row) } else { None };
    let body = |r: &&Reading| matches!(r.actor, Actor::Row(row) if row.table == Table::Faction && view.layers.row(row).text(faction::KIND) == "international");
    let Some(Reading { actor: Actor::Row(body), weak }) = readings.iter().find(body) else { return };
    // "African Union-UN peacekeeping force": of neither alone.
    let international = |m: &NameMatch| view.row(m).text(faction::KIND) == "international";
    let other = |i: &usize| view.matches(*i, Table::Faction).any(|m| m.last as usize + 1 == first && international(m));
    let both = if view.hyphen_before(first) { (first.saturating_sub(LONGEST)..first).find(other) } else { None };
    let first = both.unwrap_or(first);
    let (Some(begin), Some(end)) = (view.token(first), view.token(noun)) else { return };
    let span = Span::new(begin.start(), end.core());
    let of_both = Actor::Unlisted { name: joined(view.doc.slice(span)), kind: FactionKind::International };
    found.push(FactionCandidate {
        span,
        first,
        last: noun + 1,
        readings: vec![Reading { actor: if both.is_some() { of_both } else { Actor::Mission { body: *body, country, armed } }, weak: *weak }],
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "name + mission",
        confidence: 0.8,
    });
}

/// "the Houthis' forces", "Hamas's police": a name that owns an institution is one span with it.
fn owned(view: &View<'_>, (first, start, last): (usize, usize, usize), readings: &[Reading], found: &mut Vec<FactionCandidate>) {
    if !view.is_possessive(last - 1) {
        return;
    }
    let Some(noun) = view.joined(view.after(last)).and_then(|at| view.longest(at, Table::Institution, true)) else { return };
    let end = noun.last as usize;
    let plural = view.word(end - 1).ends_with('s') || view.is(end - 1, &["police"]);
    if view.hyphen_after(end) || !(plural || view.ends_phrase(end)) || is_crowd(view, end) {
        return;
    }
    let military = view.row(noun).text(institution::KIND) == "military";
    let readings: Vec<Reading> = readings
        .iter()
        .filter_map(|r| {
            match r.actor {
                // The government of a country has its institutions; the forces of an armed group are the group.
                Actor::Row(row) => {
                    let owner = view.layers.row(row);
                    let country = owner.text(faction::ID).strip_prefix("gov:").and_then(|code| view.layers.find(Table::Country, code));
                    let armed = matches!(owner.text(faction::KIND), "armed_group" | "umbrella" | "government" | "party" | "international");
                    match country {
                        _ if owner.table() != Table::Faction => None,
                        Some(country) => Some(Actor::Institution { institution: noun.row, country: Some(country) }),
                        None => (military && armed).then_some(Actor::Row(row)),
                    }
                }
                _ => None,
            }
            .map(|actor| Reading { actor, weak: r.weak })
        })
        .collect();
    if readings.is_empty() {
        return;
    }
    found.push(FactionCandidate {
        span: Span::new(start, noun.span.end),
        first,
        last: end,
        readings,
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "name + institution",
        confidence: 0.8,
    });
}

/// "the Third Army Hospital", "82nd Airborne Division Museum": the name of a building or a band goes on with the words that end before a token.
pub(super) fn names_a_thing(view: &View<'_>, last: usize) -> bool {
    let word = view.joined(last).is_some() && view.is_capital(last) && !view.opens_sentence(last) && !view.doc.in_headline(last);
    // "Third Army Marching Band"
    let thing = |i: usize| view.has(i, class::THINGS);
    word && !view.is_possessive(last - 1) && (thing(last) || view.is_capital(last + 1) && thing(last + 1) && view.joined(last + 1).is_some())
}

/// "VOTERS SAY WHO IS FEELING THE HEAT": among words all in capitals no short one is an acronym by itself.
fn is_shouted(view: &View<'_>, first: usize) -> bool {
    const REACH: usize = 3;
    const SHORTEST: usize = 4;
    let shouted = |i: &usize| view.token(*i).is_some_and(|t| t.caps && t.kind == Kind::Word) && view.word(*i).len() >= SHORTEST;
    view.word(first).len() < SHORTEST && (first.saturating_sub(REACH)..=first + REACH).filter(shouted).nth(1).is_some()
}

/// "nine Kashmiri rebels": members that are counted are no actor.
fn are_individuals(view: &View<'_>, name: &NameMatch) -> bool {
    let head = name.last as usize - 1;
    head > name.first as usize
        && !view.is_capital(head)
        && view.is_counted(name.first as usize)
        && view.matches(head, Table::Generic).any(|m| view.generic(m.row).number == Number::Plural)
}

fn is_actor(name: &NameMatch) -> bool {
    match name.table {
        Table::Faction => matches!(name.column as usize, faction::NAME | faction::ALIASES | faction::MEMBERS),
        Table::Outlet => matches!(name.column as usize, outlet::NAME | outlet::ALIASES),
        _ => false,
    }
}

/// Whether the actor and the name existed when the article was published. What has ended may still be spoken of.
fn in_use(view: &View<'_>, name: &NameMatch) -> bool {
    let Some((year, month, day)) = view.day else { return true };
    // A people is an actor only in its war ("Bosnian Serbs").
    if name.table == Table::Faction && name.column as usize == faction::MEMBERS && !name.validity.contains(year, month, day) {
        return false;
    }
    // A name that tells when it was begun to be used may be older than the row's own ("National Resistance Army" for Uganda's).
    let unfounded = name.table == Table::Faction && name.validity.from == 0 && !view.years(name.row).began(year);
    !unfounded && name.validity.from <= u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
}

/// "the UN mission in Congo" years after the mission of that name ended: its small letters tell what it is, and not its name.
fn is_past_mission(view: &View<'_>, name: &NameMatch) -> bool {
    if name.same_case || name.table != Table::Faction || !(name.first..name.last).any(|i| view.is(i as usize, &["mission"])) {
        return false;
    }
    view.day.is_some_and(|(year, ..)| view.years(name.row).ended(year))
}

/// Leaves out those whose time is over, or is not known to have begun, where the same words name another now ("Taliban").
fn keep_current(view: &View<'_>, names: &mut Vec<&NameMatch>) {
    let now = |m: &NameMatch| match view.day {
        Some((year, month, day)) => m.validity.contains(year, month, day),
        None => m.validity.from == 0,
    };
    let rivalled = |m: &&NameMatch| names.iter().any(|other| other.span == m.span && now(other)) || is_institution(view, m);
    if !names.iter().all(|m| now(m)) {
        *names = names.iter().copied().filter(|m| now(m) || !rivalled(m)).collect();
    }
}

/// The words are also those of an institution of a country ("Yugoslav army").
fn is_institution(view: &View<'_>, name: &NameMatch) -> bool {
    let country = view.matches(name.first as usize, Table::Country).find(|m| m.last < name.last);
    country.is_some_and(|m| view.matches(m.last as usize, Table::Institution).any(|i| i.last == name.last))
}

/// The name without lower-case class nouns at its end ("Xinhua" in "Xinhua news agency") where the row also has the shorter name.
fn trimmed<'m>(view: &View<'_>, name: &'m NameMatch, all: &[&'m NameMatch]) -> &'m NameMatch {
    let lower = |from: u32, to: u32| (from as usize..to as usize).all(|i| view.token(i).is_some_and(|t| t.kind == Kind::Word && !t.capital));
    all.iter().rev().find(|s| s.row == name.row && s.last < name.last && lower(s.last, name.last)).copied().unwrap_or(name)
}

fn joined_before(view: &View<'_>, first: usize) -> bool {
    view.hyphen_before(first) && first >= 2 && (view.has(first - 2, class::JOINED_BEFORE) || view.has(first - 2, class::ARTICLES))
}

pub(super) fn joined_after(view: &View<'_>, last: usize) -> bool {
    view.hyphen_after(last) && view.has(last + 1, class::JOINED_AFTER)
}

pub(super) fn is_acronym(view: &View<'_>, first: usize, last: usize) -> bool {
    let mut words = (first..last).filter(|&i| view.is_word(i));
    words.next().is_some_and(|i| {
        let word = view.word(i);
        word.chars().filter(|c| c.is_uppercase()).count() >= 2 && word.chars().filter(|c| c.is_lowercase()).count() <= 2 && word.len() <= 10
    }) && words.next().is_none()
}

/// Nouns of members and of the kind, which follow a name and belong to no span.
pub(super) fn has_member_noun(view: &View<'_>, last: usize) -> bool {
    view.joined(last).is_some() && view.matches(last, Table::Generic).any(|m| !matches!(view.part(m), Part::Modifier | Part::Other))
}
