//! Whether a country or seat acts, by the words around it.

use dateline_gazetteers::schema::{Table, country};

use super::{
    Acting,
    view::{AUXILIARIES, View},
};
use crate::token::Kind;

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

/// What is done to towns and not to the governments in them.
const STRUCK: &[&str] =
    &["bombed", "bomb", "bombs", "hit", "hits", "attacked", "attack", "attacks", "invaded", "invade", "defended", "defend", "struck", "fight"];

/// What the words around a name of a place say of it; a `town` is a seat of government.
pub(super) fn acting(view: &View<'_>, first: usize, last: usize, building: bool, town: bool) -> Acting {
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
    // What is bombed is the town, not the government in it.
    let struck = town && before.is_some_and(|b| view.is(b, STRUCK));
    if before.is_some_and(|b| as_object(view, b)) && !place && !struck && !view.is_possessive(last - 1) {
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
    (end.saturating_sub(4)..end).find(|&from| {
        view.matches(from, Table::Country).any(|m| m.last as usize == end && matches!(m.column as usize, country::NAME | country::ALIASES))
    })
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
    view.is(before, &["between", "against", "with", "on", "from"]) && earlier.is_some_and(|e| had_between(view, e))
}

/// "talks", "agreement reached"
fn had_between(view: &View<'_>, i: usize) -> bool {
    view.is(i, TALKS) || is_participle(view, i) && view.before(i).is_some_and(|b| view.is(b, TALKS))
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
    "showdown",
    "tension",
    "tensions",
    "fighting",
    "clashes",
    "differences",
    "standoff",
    "confrontation",
    "rift",
    "rapprochement",
    "crisis",
    "alliances",
    "agreements",
    "deals",
    "treaties",
    "summit",
    "pact",
    "memorandum",
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

fn is_participle(view: &View<'_>, i: usize) -> bool {
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

/// Another country, faction or outlet after "and", "or" or a comma.
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
    let named = |table: Table| view.matches(next, table).filter(|m| m.same_case).map(|m| m.last as usize).max();
    let country = view.matches(next, Table::Country).find(|m| m.last as usize > next).map(|m| m.last as usize);
    country.or_else(|| named(Table::Faction)).or_else(|| named(Table::Outlet))
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
