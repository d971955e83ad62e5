//! Countries: their institutions ("Russian air force", "Syria's army", "government of Sudan"), and the countries and seats that act themselves.

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, institution},
};

use super::{
    Acting, Actor, FactionCandidate, Finder, Reading,
    name::joined_after,
    view::{AUXILIARIES, View},
};
use crate::{
    gazetteer::{NameMatch, RowId},
    model::Form,
    span::Span,
    token::Kind,
};

/// Words that may stand between a country and its institution.
const BETWEEN: &[&str] = &[
    "new",
    "own",
    "elite",
    "main",
    "interim",
    "transitional",
    "current",
    "outgoing",
    "incoming",
    "minority",
    "fragile",
    "weak",
    "embattled",
    "powerful",
    "fledgling",
    "de",
    "facto",
    "official",
    "once-powerful",
    "former",
    "then",
    "ruling",
    "democratic",
    "internationally-recognised",
    "Shiite-led",
    "Islamist-led",
    "Hamas-led",
    "pro-Western",
    "military-backed",
    "US-backed",
    "UN-backed",
    "federal",
    "central",
    "caretaker",
    "elected",
];

/// Prepositions that make what follows a place, unless a verb says otherwise.
const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "into",
    "across",
    "around",
    "throughout",
    "over",
    "through",
    "within",
    "to",
    "of",
    "toward",
    "towards",
    "via",
    "off",
    "along",
    "beyond",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northwestern",
    "northeastern",
    "southeastern",
    "southwestern",
    "occupied",
    "downtown",
    "neighbouring",
    "neighboring",
    "post-war",
    "war-torn",
    "entire",
    "outskirts",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "nearby",
    "upper",
    "lower",
    "inner",
    "mainland",
    "rural",
];

pub(super) fn at(view: &View<'_>, finder: &Finder, first: usize, found: &mut Vec<FactionCandidate>) {
    of_country(view, first, found);
    local(view, finder, first, found);
    let all: Vec<&NameMatch> = view.matches(first, Table::Country).filter(|m| in_use(view, m)).collect();
    let Some(longest) = all.first() else { return };
    let same: Vec<&NameMatch> = all.iter().copied().filter(|m| m.last == longest.last).collect();
    if view.hyphen_before(first) {
        return;
    }
    institutions(view, &same, found);
    metonym(view, finder, &same, found);
    people(view, finder, &same, found);
}

fn in_use(view: &View<'_>, name: &NameMatch) -> bool {
    view.doc.article.get_published().is_none_or(|d| name.validity.contains(d.year().unsigned_abs(), d.month().unsigned_abs(), d.day().unsigned_abs()))
}

fn is_proper_noun(name: &NameMatch) -> bool {
    matches!(name.column as usize, country::NAME | country::ALIASES)
}

fn countries(names: &[&NameMatch]) -> Vec<RowId> {
    let mut rows: Vec<RowId> = names.iter().map(|m| m.row).collect();
    rows.dedup();
    rows
}

/// The longest noun of an institution at a token.
fn noun<'v>(view: &View<'v>, at: usize, weak: bool) -> Option<&'v NameMatch> {
    view.joined(at).and_then(|at| view.longest(at, Table::Institution, weak))
}

/// Opposition and ruling party: descriptions, whatever country stands before them.
fn is_description(view: &View<'_>, institution: RowId) -> bool {
    matches!(view.layers.row(institution).text(institution::ID), "opposition" | "rulingparty")
}

fn institutions(view: &View<'_>, names: &[&NameMatch], found: &mut Vec<FactionCandidate>) {
    let Some(name) = names.first() else { return };
    let mut at = view.after(name.last as usize);
    let mut noun_at = noun(view, at, true);
    for _ in 0..2 {
        if noun_at.is_none() && view.is(at, BETWEEN) {
            at += 1;
            noun_at = noun(view, at, true);
        }
    }
    let Some(noun_at) = noun_at else { return };
    let last = noun_at.last as usize;
    if view.hyphen_after(last) {
        return;
    }
    let readings = countries(names)
        .into_iter()
        .map(|country| Reading { actor: Actor::Institution { institution: noun_at.row, country: Some(country) }, weak: false })
        .collect();
    found.push(FactionCandidate {
        span: Span::new(name.span.start, noun_at.span.end),
        first: name.first as usize,
        last,
        readings,
        form: if view.is_possessive(name.last as usize - 1) || is_proper_noun(name) { Form::Name } else { Form::Adjectival },
        generic: is_description(view, noun_at.row),
        acting: Acting::Actor,
        member_noun: false,
        rule: "country + institution",
        confidence: 0.9,
    });
}

/// "government of Sudan", "armed forces of the Philippines".
fn of_country(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let Some(noun) = view.longest(first, Table::Institution, false) else { return };
    let mut at = noun.last as usize;
    if !view.is(at, &["of"]) || view.hyphen_before(first) {
        return;
    }
    at += 1;
    if view.is(at, &["the"]) {
        at += 1;
    }
    let names: Vec<&NameMatch> = view.matches(at, Table::Country).filter(|m| is_proper_noun(m)).collect();
    let Some(name) = names.first() else { return };
    let readings = countries(&names)
        .into_iter()
        .map(|country| Reading { actor: Actor::Institution { institution: noun.row, country: Some(country) }, weak: false })
        .collect();
    found.push(FactionCandidate {
        span: Span::new(noun.span.start, name.span.end),
        first,
        last: name.last as usize,
        readings,
        form: Form::Name,
        generic: is_description(view, noun.row),
        acting: Acting::Actor,
        member_noun: false,
        rule: "institution of country",
        confidence: 0.9,
    });
}

/// "Istanbul police": the police or government of a place that is no country.
fn local(view: &View<'_>, finder: &Finder, first: usize, found: &mut Vec<FactionCandidate>) {
    let Some(place) = view.longest(first, Table::Place, false).filter(|p| p.same_case && !view.hyphen_before(first)) else { return };
    let seat = view.matches(first, Table::Country).any(|m| m.column as usize == country::SEATS);
    if view.matches(first, Table::Country).any(|m| m.column as usize != country::SEATS) {
        return;
    }
    let Some(noun) = noun(view, view.after(place.last as usize), false) else { return };
    let fits = Some(noun.row) == finder.police || (Some(noun.row) == finder.government && !seat);
    if !fits || view.hyphen_after(noun.last as usize) {
        return;
    }
    found.push(FactionCandidate {
        span: Span::new(place.span.start, noun.span.end),
        first,
        last: noun.last as usize,
        readings: vec![Reading { actor: Actor::Local { place: place.span, institution: noun.row }, weak: false }],
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "place + institution",
        confidence: 0.7,
    });
}

/// Last words of the names of seats that are buildings, whatever town has the same name.
const BUILDINGS: &[&str] = &["House", "Palace", "Street", "Kremlin", "Office", "Dae"];

/// A country or its seat that may stand for its government.
fn metonym(view: &View<'_>, finder: &Finder, names: &[&NameMatch], found: &mut Vec<FactionCandidate>) {
    let Some(government) = finder.government else { return };
    let names: Vec<&NameMatch> = names.iter().copied().filter(|m| is_proper_noun(m) || m.column as usize == country::SEATS).collect();
    let Some(name) = names.first() else { return };
    let (first, last) = (name.first as usize, name.last as usize);
    if view.hyphen_after(last) || joined_after(view, last) {
        return;
    }
    let seat = name.column as usize == country::SEATS;
    // A seat that is a building and no town.
    let building = seat && (view.is(last - 1, BUILDINGS) || view.matches(first, Table::Place).all(|p| p.last != name.last));
    let acting = acting(view, first, last, building);
    if acting == Acting::Place {
        return;
    }
    let readings = countries(&names)
        .into_iter()
        .map(|country| Reading {
            actor: Actor::Institution { institution: government, country: Some(country) },
            weak: names.iter().all(|m| m.row != country || m.flags.has(Flags::CONTEXT)),
        })
        .collect();
    found.push(FactionCandidate {
        span: name.span,
        first,
        last,
        readings,
        form: Form::Metonym,
        generic: false,
        acting,
        member_noun: false,
        rule: if building { "building of government" } else { "country as actor" },
        confidence: 0.75,
    });
}

/// "the Russians" who do something.
fn people(view: &View<'_>, finder: &Finder, names: &[&NameMatch], found: &mut Vec<FactionCandidate>) {
    let Some(government) = finder.government else { return };
    let Some(name) = names.iter().find(|m| m.column as usize == country::DEMONYMS) else { return };
    let (first, last) = (name.first as usize, name.last as usize);
    let plural = view.word(last - 1).ends_with('s') && !view.is_possessive(last - 1);
    let the = view.before(first).is_some_and(|b| view.is(b, &["the"]));
    let with = view.before(first).and_then(|b| view.before(b)).is_some_and(|b| view.is(b, &["with", "by"]));
    if !plural || !the || !(with || acting(view, first, last, false) == Acting::Actor) {
        return;
    }
    found.push(FactionCandidate {
        span: name.span,
        first,
        last,
        readings: vec![Reading { actor: Actor::Institution { institution: government, country: Some(name.row) }, weak: false }],
        form: Form::Description,
        generic: true,
        acting: Acting::Actor,
        member_noun: false,
        rule: "people as actor",
        confidence: 0.5,
    });
}

/// What the words around a name of a place say of it.
fn acting(view: &View<'_>, first: usize, last: usize, building: bool) -> Acting {
    // The article of "the United States" is not counted.
    let mut before = view.before(first);
    if let Some(b) = before.filter(|&b| view.is(b, &["the"])) {
        before = view.before(b);
    }
    let place = before.is_some_and(|b| view.is(b, LOCATIVE));
    // "by Turkey and Russia": what is said of the first is said of the second.
    for _ in 0..3 {
        let Some(earlier) = before.filter(|&b| view.is(b, &["and", "or"]) || view.is_mark(b, ",")).and_then(|b| country_before(view, b)) else {
            break;
        };
        before = view.before(earlier);
    }
    if before.is_some_and(|b| as_object(view, b)) && !place && !view.is_possessive(last - 1) {
        return Acting::Actor;
    }
    if building {
        return if before.is_some_and(|b| view.is(b, &["in", "at", "near", "inside", "outside", "around", "to", "into"])) {
            Acting::Place
        } else {
            Acting::Actor
        };
    }
    if place || before.is_some_and(|b| view.is_mark(b, ",") && in_address(view, b)) {
        return Acting::Place;
    }
    match follows(view, first, last) {
        true => Acting::Actor,
        false => Acting::Open,
    }
}

/// The first token of a country's name that ends before a token.
fn country_before(view: &View<'_>, end: usize) -> Option<usize> {
    (end.saturating_sub(4)..end).find(|&from| view.matches(from, Table::Country).any(|m| m.last as usize == end && is_proper_noun(m)))
}

/// "Aleppo, Syria": the comma parts a place from what it lies in.
fn in_address(view: &View<'_>, comma: usize) -> bool {
    let Some(b) = comma.checked_sub(1) else { return false };
    (0..3).any(|back| b.checked_sub(back).is_some_and(|i| view.matches(i, Table::Place).any(|m| m.last as usize == comma)))
        && !(0..3).any(|back| b.checked_sub(back).is_some_and(|i| view.matches(i, Table::Country).any(|m| m.last as usize == comma)))
}

/// The word before makes the name the object of what is done to actors, or the doer of a passive.
fn as_object(view: &View<'_>, before: usize) -> bool {
    if view.is_verb(before, "object") {
        return true;
    }
    let mut earlier = view.before(before);
    if view.is(before, &["by"]) {
        // "mediated late Tuesday by"
        for _ in 0..3 {
            earlier = earlier.filter(|&e| is_participle(view, e)).or_else(|| earlier.and_then(|e| view.before(e)));
        }
        return earlier.is_some_and(|e| is_participle(view, e));
    }
    view.is(before, &["between", "against", "with", "on", "from"]) && earlier.is_some_and(|e| view.is(e, TALKS)) || view.is(before, &["between"])
}

/// What is had with, between, on or from actors.
const TALKS: &[&str] = &[
    "talks",
    "negotiations",
    "agreement",
    "deal",
    "ties",
    "relations",
    "alliance",
    "war",
    "dialogue",
    "treaty",
    "accord",
    "truce",
    "ceasefire",
    "sanctions",
    "pressure",
    "support",
    "backing",
    "cooperate",
    "cooperation",
    "negotiate",
    "threats",
    "directly",
    "aid",
    "approval",
    "along",
    "together",
    "row",
    "dispute",
    "contacts",
    "complaint",
    "accusations",
    "allegations",
    "resolution",
    "embargo",
    "partnership",
    "conflict",
    "criticism",
    "aggression",
    "charges",
    "protest",
    "independence",
    "help",
    "assistance",
    "demands",
    "condemnation",
];

pub(super) fn is_participle(view: &View<'_>, i: usize) -> bool {
    let word = view.word(i);
    view.is_word(i)
        && (word.ends_with("ed")
            || view.is(
                i,
                &[
                    "led",
                    "held",
                    "made",
                    "taken",
                    "given",
                    "sent",
                    "built",
                    "fought",
                    "shot",
                    "won",
                    "run",
                    "set",
                    "put",
                    "hit",
                    "struck",
                    "seen",
                    "begun",
                    "broken",
                    "brought",
                    "paid",
                    "sold",
                    "done",
                    "driven",
                    "known",
                    "chosen",
                    "shown",
                    "sought",
                    "overthrown",
                    "withdrawn",
                    "cut",
                    "kept",
                    "lost",
                    "met",
                    "laid",
                    "fed",
                    "undertaken",
                    "written",
                    "spent",
                    "bought",
                    "thrown",
                    "torn",
                    "caught",
                    "born",
                    "told",
                ],
            ))
}

/// What follows is what actors do or have.
fn follows(view: &View<'_>, first: usize, last: usize) -> bool {
    let possessive = view.is_possessive(last - 1);
    let mut at = view.after(last);
    if view.joined(at).is_none() {
        return false;
    }
    if possessive {
        // "Syria's continued interference"
        return (at..at + 3).take_while(|&i| view.joined(i).is_some() && view.is_word(i)).any(|i| view.is_verb(i, "possessor"));
    }
    // ", which", ", whose troops"
    if view.is_mark(at, ",") && view.is(at + 1, &["which", "who"]) {
        at += 2;
    }
    // The rest of a list of actors: "Turkey and Russia said".
    for _ in 0..4 {
        let Some(next) = list_item(view, at) else { break };
        at = next;
    }
    while view.is_word(at) && (view.word(at).ends_with("ly") && !view.is_verb(at, "subject") || view.is(at, ADVERBS)) {
        at += 1;
    }
    if view.joined(at).is_none() {
        return false;
    }
    if view.is(at, AUXILIARIES) {
        return acts_after(view, at);
    }
    let that = view.before(first).is_some_and(|b| view.is(b, &["that", "and", "will"]));
    view.is_verb(at, "subject") && (!view.is_bare(at) || that) && !passive(view, at)
}

const ADVERBS: &[&str] = &[
    "also",
    "still",
    "never",
    "always",
    "not",
    "too",
    "on",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "later",
    "earlier",
    "again",
    "now",
    "then",
    "itself",
    "both",
    "just",
    "today",
    "yesterday",
    "once",
    "often",
    "since",
    "alone",
    "meanwhile",
];

/// Another country after "and", "or" or a comma.
fn list_item(view: &View<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    if view.is_mark(next, ",") {
        next += 1;
    }
    if view.is(next, &["and", "or"]) {
        next += 1;
    }
    if next == at {
        return None;
    }
    if view.is(next, &["the"]) {
        next += 1;
    }
    view.matches(next, Table::Country).find(|m| m.last as usize > next).map(|m| m.last as usize)
}

/// The words after an auxiliary are those of an actor: "has been fighting", "would not allow", "is ready to".
fn acts_after(view: &View<'_>, auxiliary: usize) -> bool {
    const READY: &[&str] = &[
        "ready",
        "willing",
        "determined",
        "committed",
        "prepared",
        "eager",
        "reluctant",
        "unwilling",
        "keen",
        "confident",
        "concerned",
        "responsible",
        "behind",
        "opposed",
        "convinced",
        "entitled",
        "obliged",
        "guilty",
    ];
    let mut passive = false;
    for at in auxiliary..auxiliary + 6 {
        if view.joined(at).is_none() || view.token(at).is_none_or(|t| t.kind != Kind::Word) {
            return false;
        }
        if view.is(at, READY) {
            return true;
        }
        if view.is(at, AUXILIARIES) {
            passive = view.is(at, &["is", "are", "was", "were", "be", "been"]);
        } else if view.is_verb(at, "subject") {
            return !passive || view.is_verb(at, "object") && view.word(at).ends_with("ed");
        } else if view.word(at).ends_with("ing") {
            return true;
        } else if !view.is(at, ADVERBS) && !view.word(at).ends_with("ly") {
            // "had a", "has its"
            return view.is(auxiliary, &["has", "had"]) && at == auxiliary + 1 && is_participle(view, at);
        }
    }
    false
}

/// A participle that is no finite verb: "Syria torn by".
fn passive(view: &View<'_>, at: usize) -> bool {
    view.is(at + 1, &["by"]) && is_participle(view, at)
}
