//! Whether a country or seat acts, by the words around it.

use dateline_gazetteers::schema::{Table, country, place};

use super::{Acting, class, view::View};
use crate::token::Kind;

/// What the words around a name of a place say of it; a `town` is a seat of government.
pub(super) fn acting(view: &View<'_>, first: usize, last: usize, building: bool, town: bool) -> Acting {
    let mut before = view.before_article(first);
    let place = before.is_some_and(|b| view.has(b, class::LOCATIVE));
    // "by Turkey and Russia": what is said of the first is said of the second.
    for _ in 0..3 {
        let Some(earlier) = before.filter(|&b| view.is(b, &["and", "or"]) || view.is_mark(b, ',')).and_then(|b| actor_before(view, b)) else {
            break;
        };
        before = view.before_article(earlier);
    }
    // What is bombed is the town, not the government in it.
    let struck = town && before.is_some_and(|b| view.has(b, class::STRUCK));
    // "prompting Tokyo to lodge a protest"
    if before.is_some_and(|b| view.has(b, class::PROMPTING)) && view.is(last, &["to"]) && view.is_word(last + 1) && !view.is_capital(last + 1) {
        return Acting::Actor;
    }
    if before.is_some_and(|b| as_object(view, b)) && !place && !struck && !view.is_possessive(last - 1) {
        return if is_compound(view, first, last) { Acting::Open } else { Acting::Actor };
    }
    if building {
        return if before.is_some_and(|b| view.is(b, &["in", "at", "near", "inside", "outside", "around", "to", "into"])) {
            Acting::Place
        } else {
            Acting::Actor
        };
    }
    // "students from Turkey sang"
    if place || before.is_some_and(|b| view.is(b, &["from"]) || view.is_mark(b, ',') && in_address(view, b, first)) {
        return Acting::Place;
    }
    match follows(view, first, last) {
        true => Acting::Actor,
        false => Acting::Open,
    }
}

/// "the Iran deal", "the Vietnam War": a noun follows that the name only tells apart; not "helped Ukraine defend itself", "drove the Turks back".
fn is_compound(view: &View<'_>, first: usize, last: usize) -> bool {
    const AFTER: class::Class = class::ADVERBS.or(class::TIMES).or(class::CALENDAR).or(class::PERSONS);
    let enabled = view.before(first).is_some_and(|b| view.has(b, class::ENABLING));
    let people = || view.matches(first, Table::Country).any(|m| m.column as usize == country::DEMONYMS);
    let noun = view.joined(last).is_some() && view.is_word(last) && !view.ends_phrase(last);
    noun && !enabled && !view.has(last, AFTER) && !view.word(last).ends_with("ly") && !people()
}

/// The first token of a country's name, or of an institution of one, that ends before a token.
fn actor_before(view: &View<'_>, end: usize) -> Option<usize> {
    let starting = |end: usize, table: Table, fits: &dyn Fn(usize) -> bool| {
        (end.saturating_sub(4)..end).find(|&from| view.matches(from, table).any(|m| m.last as usize == end && fits(m.column as usize)))
    };
    let named = |column: usize| matches!(column, country::NAME | country::ALIASES | country::SEATS);
    starting(end, Table::Country, &named).or_else(|| {
        let noun = starting(end, Table::Institution, &|_| true)?;
        starting(noun, Table::Country, &|_| true)
    })
}

/// "Aleppo, Syria": the comma parts a place from what it lies in; not "Daraa, Washington said".
fn in_address(view: &View<'_>, comma: usize, first: usize) -> bool {
    let Some(b) = comma.checked_sub(1) else { return false };
    let starts = || (0..3).filter_map(|back| b.checked_sub(back));
    let holds = |code: &str| {
        view.matches(first, Table::Country).any(|m| view.row(m).text(country::ID) == code)
            || view.matches(first, Table::Place).any(|m| view.row(m).text(place::COUNTRY) == code)
    };
    let within = |i: usize| view.matches(i, Table::Place).any(|m| m.last as usize == comma && holds(view.row(m).text(place::COUNTRY)));
    starts().any(within) && !starts().any(|i| view.matches(i, Table::Country).any(|m| m.last as usize == comma))
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
    if view.is(before, &["from"]) && earlier.is_some_and(|e| view.has(e, class::ANSWERS)) {
        return true;
    }
    view.is(before, &["between", "against", "with", "on", "from"]) && earlier.is_some_and(|e| had_between(view, e))
}

/// "talks", "agreement reached"
fn had_between(view: &View<'_>, i: usize) -> bool {
    view.has(i, class::TALKS) || is_participle(view, i) && view.before(i).is_some_and(|b| view.has(b, class::TALKS))
}

fn is_participle(view: &View<'_>, i: usize) -> bool {
    let word = view.word(i);
    view.is_word(i) && (word.ends_with("ed") || view.has(i, class::PARTICIPLES))
}

/// What follows is what actors do or have.
fn follows(view: &View<'_>, first: usize, last: usize) -> bool {
    let possessive = view.is_possessive(last - 1);
    let at = view.after(last);
    if view.joined(at).is_none() {
        return false;
    }
    if possessive {
        // "Syria's continued interference"
        return (at..at + 3).take_while(|&i| view.joined(i).is_some() && view.is_word(i)).any(|i| view.is_verb(i, "possessor"));
    }
    // "The dispute with Iran resumed": what is told is not told of what a preposition stands before.
    let governed = view.before_article(first).is_some_and(|b| {
        // "a spokesman for Jordan said"
        let speaks = || view.is(b, &["for", "of"]) && view.before(b).is_some_and(|t| view.matches(t, Table::Title).next().is_some());
        view.has(b, class::PREPOSITIONS) && !view.is(b, &["as", "after", "before", "since", "until", "than", "like"]) && !speaks()
    });
    // ", which", ", whose troops"
    if view.is_mark(at, ',') && view.is(at + 1, &["which", "who", "whose", "where"]) {
        // "Moscow, which borders Ukraine, denied"
        let main = || !governed && clause_end(view, at).is_some_and(|main| acts_at(view, (first, last), main));
        let clause = (at + 2..at + 6).take_while(|&i| view.joined(i).is_some() && view.is_word(i));
        // "Paris, whose force left"
        if view.is(at + 1, &["whose"]) {
            let own = class::FIGHTERS.or(class::MISSIONS).or(class::GOVERNING);
            return clause.into_iter().any(|i| view.has(i, own) || view.is_verb(i, "possessor")) || main();
        }
        // "Moscow, which Western governments accuse of it"
        if clause.skip(1).any(|i| view.is_verb(i, "object") && view.is_bare(i) && !view.has(i, class::STRUCK)) {
            return true;
        }
        return !view.is(at + 1, &["where"]) && acts_at(view, (first, last), at + 2) || main();
    }
    !governed && acts_at(view, (first, last), at)
}

/// What a country does of which more may be told first, or others that do the same.
fn acts_at(view: &View<'_>, (first, last): (usize, usize), mut at: usize) -> bool {
    // The rest of a list of actors: "Turkey and Russia say"; a people: "the Russians say".
    let mut several = view.word(last - 1).ends_with('s') && view.matches(first, Table::Country).any(|m| m.column as usize == country::DEMONYMS);
    for _ in 0..4 {
        let Some(next) = list_item(view, at) else { break };
        at = next;
        several = true;
    }
    // "Turkey and Russia, which have"
    if view.is_mark(at, ',') && view.is(at + 1, &["which", "who"]) {
        at += 2;
    }
    at = after_apposition(view, at).unwrap_or(at);
    while view.is_word(at) && (view.word(at).ends_with("ly") && !view.is_verb(at, "subject") || view.has(at, class::ADVERBS)) {
        at += 1;
    }
    if view.joined(at).is_none() {
        return false;
    }
    if view.has(at, class::AUXILIARIES) {
        return acts_after(view, at);
    }
    // "The U.S. Open said": of a name, and no verb.
    if view.is_capital(at) && view.is_word(at + 1) && !view.is_capital(at + 1) && !view.has(at + 1, class::PREPOSITIONS.or(class::DETERMINERS)) {
        return false;
    }
    let that = view.before(first).is_some_and(|b| view.is(b, &["that", "and", "will"]));
    view.is_verb(at, "subject") && (!view.is_bare(at) || that || several) && !passive(view, at)
}

/// "France, the former colonial power, dismissed it": past the second comma.
fn after_apposition(view: &View<'_>, comma: usize) -> Option<usize> {
    let determined = || view.has(comma + 1, class::DEFINITE.or(class::SINGULAR_BARRED));
    // "Chad, host to 200,000 refugees, accused"
    let bare = || view.is(comma + 2, &["to", "of"]) && view.is_word(comma + 1) && !view.is_capital(comma + 1);
    let opens = view.is_mark(comma, ',') && (determined() || bare());
    // A clause with an auxiliary is a sentence of its own.
    let plain = |end: &usize| !(comma + 2..*end).any(|at| view.has(at, class::AUXILIARIES));
    clause_end(view, comma).filter(|_| opens).filter(plain)
}

/// Past the second of two commas with words between.
fn clause_end(view: &View<'_>, comma: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    for at in comma + 2..comma + LONGEST {
        let token = view.token(at)?;
        view.joined(at)?;
        if view.is_mark(at, ',') {
            return Some(at + 1);
        }
        if token.kind == Kind::Mark && !view.is_hyphen(at) && !view.is_apostrophe(at) {
            return None;
        }
    }
    None
}

/// Another country, faction or outlet after "and", "or" or a comma.
fn list_item(view: &View<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    if view.is_mark(next, ',') {
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
    let mut passive = false;
    for at in auxiliary..auxiliary + 6 {
        if view.joined(at).is_none() || view.token(at).is_none_or(|t| t.kind != Kind::Word) {
            return false;
        }
        if view.has(at, class::READY) {
            return true;
        }
        if view.has(at, class::AUXILIARIES) {
            passive = view.is(at, &["is", "are", "was", "were", "be", "been"]);
        } else if passive && view.is(at + 1, &["to"]) && view.has(at, class::EXPECTED) || view.is(at, &["to"]) {
            // "is expected to discuss", "are to meet"
            passive = false;
        } else if view.word(at).ends_with("ing") && !view.is(at, &["being", "going"]) {
            return true;
        } else if view.is_verb(at, "subject") {
            return !passive || view.is_verb(at, "object") && view.word(at).ends_with("ed");
        } else if !view.has(at, class::ADVERBS) && !view.word(at).ends_with("ly") {
            // "had a", "has its"
            return view.is(auxiliary, &["has", "had"]) && at == auxiliary + 1 && is_participle(view, at) && !view.has(at, class::INERT);
        }
    }
    false
}

/// A participle that is no finite verb: "Syria torn by".
fn passive(view: &View<'_>, at: usize) -> bool {
    view.is(at + 1, &["by"]) && is_participle(view, at)
}
