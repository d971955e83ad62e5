//! Groups that no gazetteer lists, by the nouns that organisations are named with: "Blue Valley Liberation Front", "Movement for the Future of X".

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, faction, generic},
};

use super::{
    Acting, Actor, FactionCandidate, Reading, class,
    name::names_a_thing,
    view::{Part, View},
};
use crate::{
    document::joined,
    gazetteer::{NameMatch, RowId, TableSet},
    model::{FactionKind, Form},
    span::Span,
};

/// The most words a name may have.
pub(super) const LONGEST: usize = 12;

/// The rule of candidates whose names the pattern finds.
const RULE: &str = "pattern";

const PLACES: TableSet = TableSet::of(&[Table::Country, Table::Place]);

/// How far from where a name may begin its noun stands: it may begin up to three words later.
pub(super) const FARTHEST: usize = LONGEST + 2;

/// Candidates for what a generic noun names or is called.
pub(super) fn at_noun(view: &View<'_>, noun: usize, found: &mut Vec<FactionCandidate>) {
    classed(view, noun, found);
    called(view, noun, found);
}

/// A candidate for the organisation whose name begins at a token.
pub(super) fn at(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    if !view.is_capital(first) || view.hyphen_before(first) || continues(view, first) || after_initial(view, first) {
        return;
    }
    let mut start =
        if view.is(first, &["The", "A", "An", "This", "That"]) || view.opens_sentence(first) && is_function(view, first) { first + 1 } else { first };
    // "Probably the Interior Ministry", "On Monday the army", "In Syria the Popular Front".
    let country = view.matches(start, Table::Country).map(|m| m.last as usize).find(|&last| view.is(last, &["the"]));
    if let Some(last) = country {
        start = last;
    } else if view.has(start + 1, class::CALENDAR) && view.is(start + 2, &["the"]) {
        start += 2;
    } else if view.is(start + 1, &["the"])
        && (view.has(start, class::CALENDAR) || start == first && view.opens_sentence(first) && is_adverb(view, first))
    {
        start += 1;
    }
    if view.is(start, &["According"]) && view.is(start + 1, &["to"]) {
        start += 2;
    }
    // "Members of the Blue Valley Front": of whom is said what follows.
    if view.has(start, class::PEOPLE) && view.has(start + 1, class::PREPOSITIONS) {
        start += 2;
    }
    // "Spokesperson for the Foreign Ministry": a title, which only the sentence's beginning writes with a capital.
    if start == first && view.opens_sentence(first) {
        let title = view.doc.acting(start, Table::Title).map(|(_, end)| end).find(|&end| view.is(end, &["for", "of"]) && view.is(end + 1, &["the"]));
        start = title.map_or(start, |end| end + 1);
    }
    if view.is(start, &["the"]) {
        start += 1;
    }
    let Some((last, kind)) = end(view, start).filter(|&(last, _)| !names_a_thing(view, last)) else { return };
    // "the Defence Ministry" is that of the country spoken of.
    if view.matches(start, Table::Institution).any(|m| m.last as usize == last) || ends_listed(view, start, last) || is_no_actor(view, start, last) {
        return;
    }
    // "the Rally of Forces for Change of Tom Berg"
    let whole = |m: &NameMatch| (m.last as usize) < last && m.last as usize > start + 3 && view.is(m.last as usize, &["of", "for"]);
    if view.matches(start, Table::Faction).any(whole) {
        return;
    }
    push(view, (start, last), kind, 0.6, found);
    // "United States Department of Homeland Security", "Human Rights League of France": a country and a name that it has.
    if let (Some(row), Some(candidate)) = (listed_of_country(view, start, last), found.last_mut()) {
        candidate.readings = vec![Reading { actor: Actor::Row(row), weak: false }];
    }
}

/// The actor of a country that the words name.
fn listed_of_country(view: &View<'_>, start: usize, last: usize) -> Option<RowId> {
    let of = |country: &NameMatch, m: &NameMatch| m.last as usize == last && is_of(view, country, m);
    let countries = view.matches(start, Table::Country);
    let first = countries.flat_map(|c| view.matches(c.last as usize, Table::Faction).filter(move |m| of(c, m))).next();
    first.or_else(|| view.matches(start, Table::Faction).find(|m| is_of_own(view, m, last))).map(|m| m.row)
}

/// "Human Rights League of France": a name before its own country.
fn is_of_own(view: &View<'_>, name: &NameMatch, last: usize) -> bool {
    let of = name.last as usize;
    let country = |at: usize| view.matches(at, Table::Country).any(|c| c.last as usize == last && is_of(view, c, name));
    view.is(of, &["of"]) && country(of + if view.is(of + 1, &["the"]) { 2 } else { 1 })
}

/// The actor is one of that country.
fn is_of(view: &View<'_>, country: &NameMatch, actor: &NameMatch) -> bool {
    let code = view.row(country).text(country::ID);
    view.row(actor).list(faction::COUNTRIES).any(|c| c == code)
}

/// A gazetteer has the name that ends the pattern: "Moderate Free Syrian Army". What makes it another group's is not said of it ("Real Blue Valley Front").
fn ends_listed(view: &View<'_>, start: usize, last: usize) -> bool {
    let listed = |i: usize| {
        let names = [Table::Faction, Table::Outlet].into_iter().flat_map(|table| view.matches(i, table));
        // "Paramilitary Frontier Corps troops"
        let described = i == start + 1 && view.opens_sentence(start) && view.matches(start, Table::Generic).any(|m| view.part(m) == Part::Modifier);
        names.filter(|m| m.last > m.first + 1 && m.last as usize >= last && (described || !m.flags.has(Flags::CONTEXT))).count() > 0
    };
    !view.has(start, class::SPLINTERS) && (start + 1..last).any(listed)
}

/// "Salvation Army", "Premier League", "the Western Front": named as organisations of other kinds are.
fn is_no_actor(view: &View<'_>, start: usize, last: usize) -> bool {
    let other = |i: usize| view.matches(i, Table::Generic).any(|m| m.same_case && view.part(m) == Part::Other);
    (start..last).any(|i| view.has(i, class::SPORTS) || other(i))
}

fn push(view: &View<'_>, (first, last): (usize, usize), kind: FactionKind, confidence: f32, found: &mut Vec<FactionCandidate>) {
    let Some(begin) = view.token(first) else { return };
    let Some(close) = last.checked_sub(1).and_then(|l| view.token(l)) else { return };
    let span = Span::new(begin.start(), close.core());
    let name = joined(view.doc.slice(span));
    found.push(FactionCandidate {
        span,
        first,
        last,
        readings: vec![Reading { actor: Actor::Unlisted { name, kind }, weak: false }],
        form: Form::Name,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: RULE,
        confidence,
    });
}

/// "the Kestrel militia", "Red Hand gang members": a name that no table knows before a noun of armed or criminal groups.
fn classed(view: &View<'_>, noun: usize, found: &mut Vec<FactionCandidate>) {
    if !view.has(noun, class::BANDS) || view.is_capital(noun) || view.hyphen_before(noun) || view.hyphen_after(noun + 1) {
        return;
    }
    let mut first = noun;
    while let Some(before) = view.before(first).filter(|&b| first + 4 > noun && view.is_capital(b) && !view.is_possessive(b)) {
        if view.hyphen_before(before) && before >= 2 && view.is_capital(before - 2) {
            // "the Mbogi-Luba militia"
            first = before - 2;
            break;
        }
        if view.hyphen_before(before) || view.is(before, &["The", "A", "An", "This", "That", "Both", "Some"]) || is_function(view, before) {
            break;
        }
        first = before;
    }
    if first == noun
        || view.opens_sentence(first) && first + 1 == noun
        || (first..noun).any(|i| !view.hyphen_before(i) && !view.hyphen_after(i + 1) && is_listed(view, i))
    {
        return;
    }
    let kind = if view.is(noun, &["gang", "cartel"]) { FactionKind::CriminalGroup } else { FactionKind::ArmedGroup };
    push(view, (first, noun), kind, 0.5, found);
}

/// Some table knows what begins at the token: it is no name of its own.
fn is_listed(view: &View<'_>, i: usize) -> bool {
    view.doc.names_at(i).iter().any(|m| {
        matches!(
            m.table,
            Table::Country | Table::Faction | Table::Outlet | Table::Institution | Table::Generic | Table::Title | Table::Place | Table::GivenName
        )
    }) || view.has(i, class::CALENDAR)
}

/// "a group calling itself Sons of the Hill", "an organisation known as the Red Hand": the capitalised words that follow.
fn called(view: &View<'_>, noun: usize, found: &mut Vec<FactionCandidate>) {
    const CALLED: &[&[&str]] = &[&["calling", "itself"], &["called"], &["known", "as"], &["naming", "itself"], &["named"], &["dubbed"]];
    let Some(row) = view.matches(noun, Table::Generic).find(|m| matches!(view.part(m), Part::Class | Part::Noun)) else { return };
    let mut at = row.last as usize;
    let kind = view.kind(view.generic(row.row)).clone();
    let Some(words) = CALLED.iter().find(|words| words.iter().enumerate().all(|(i, w)| view.is(at + i, &[*w]))) else { return };
    at += words.len();
    if view.is(at, &["the"]) {
        at += 1;
    }
    if ['"', '\u{201c}', '\'', '\u{2018}'].iter().any(|&quote| view.is_mark(at, quote)) {
        at += 1;
        if view.is(at, &["The", "the"]) {
            at += 1;
        }
    }
    let mut last = at;
    while last < at + LONGEST
        && view.joined(last).is_some()
        && (view.is_capital(last)
            || last > at
                && view.has(last, class::INSIDE)
                && (view.is_capital(last + 1) || view.has(last + 1, class::INSIDE) && view.is_capital(last + 2)))
    {
        last += 1;
    }
    let known = view.doc.names_at(at).iter().any(|m| m.last as usize >= last && matches!(m.table, Table::Faction | Table::Outlet));
    if last > at && !known {
        push(view, (at, last), if kind == FactionKind::Unknown { FactionKind::ArmedGroup } else { kind }, 0.5, found);
    }
}

fn is_adverb(view: &View<'_>, i: usize) -> bool {
    view.word(i).ends_with("ly") && !view.doc.is_listed(i) || view.has(i, class::ADVERBS.or(class::CONJUNCTIONS).or(class::TIMES))
}

fn is_function(view: &View<'_>, i: usize) -> bool {
    view.has(i, class::PREPOSITIONS)
        || view.is(i, &["But", "And", "When", "While", "Both", "Some", "Many", "Other", "Its", "Their", "His", "Her", "If"])
}

/// The token is within a run of capitalised words that began before it.
fn continues(view: &View<'_>, first: usize) -> bool {
    let Some(before) = view.before(first).filter(|&b| view.is_capital(b) && !view.is_possessive(b)) else { return false };
    let article = view.is(before, &["The", "A", "An", "This", "That"]);
    !(article || view.opens_sentence(before) && is_function(view, before))
}

/// "Richard A. Posner of the Court": the last name of a person.
fn after_initial(view: &View<'_>, first: usize) -> bool {
    let Some(before) = view.before(first) else { return false };
    let initial = if view.is_mark(before, '.') { view.before(before).unwrap_or(before) } else { before };
    view.token(initial).is_some_and(|t| t.capital && t.core() <= t.start() + 2 && view.word(initial).trim_end_matches('.').len() == 1)
        && view.word(before).ends_with('.')
        && !view.opens_sentence(first)
}

/// Lets go of what only headlines have.
pub(super) fn drop_headlines(view: &View<'_>, found: &mut Vec<FactionCandidate>) {
    let doc = view.doc;
    let range = |c: &FactionCandidate| (c.rule == RULE).then_some(c.first..c.last);
    doc.drop_untold(found, range, |c, first| {
        (c.first, c.span.start) = (first, doc.tokens[first].start());
        for reading in &mut c.readings {
            if let Actor::Unlisted { name, .. } = &mut reading.actor {
                *name = joined(doc.slice(c.span));
            }
        }
    });
}

/// Where the name ends and what it names.
fn end(view: &View<'_>, start: usize) -> Option<(usize, FactionKind)> {
    if view.is_possessive(start) && !view.has(start, class::OWNED) {
        return None;
    }
    // "Navy and Air Force", "United States and Soviet Union" are two.
    let single = [Table::Institution, Table::Country, Table::Faction, Table::Outlet]
        .into_iter()
        .flat_map(|t| view.matches(start, t))
        .any(|m| view.is(m.last as usize, &["and"]));
    let mut best = None;
    let mut at = start;
    let mut capitals = 0;
    while at < start + LONGEST && (at == start || view.joined(at).is_some()) {
        if at > start && best.is_none() && is_headline_word(view, at) {
            return None;
        }
        if view.is_capital(at) {
            // "President Tom Berg's Blue Valley Party": another name begins.
            if best.is_none() && at > start && view.token(at).is_some_and(|t| t.core() < t.end()) && is_persons(view, start, at) {
                return None;
            }
            capitals += 1;
            let possessive = view.token(at).is_some_and(|t| t.core() < t.end());
            // "Association of Blue Valley Scholars": the words after "of" count.
            let on = view.is(at + 1, &["on"]) && view.has(at, class::TOPICAL);
            let words = if at == start || on || view.is(at + 1, &["of"]) && is_office(view, at) {
                capitals + complement(view, at + 1).map_or(0, |more| more.saturating_sub(at + 2))
            } else {
                capitals
            };
            if let Some(kind) = noun(view, start, at, words) {
                // "X Front", or "Front for X" once more words have come.
                if at > start {
                    // "Patriotic Alliance for Change", "Ohio Department of Health", "Select Committee on Trade"
                    let country = view.matches(start, Table::Country).any(|m| m.last as usize == at);
                    let plain = |m: &NameMatch| m.last as usize == at + 1 && !m.flags.has(Flags::CONTEXT);
                    let listed = view.matches(start, Table::Faction).any(plain)
                        || !country && view.matches(at, Table::Faction).any(|m| m.last as usize > at + 1);
                    let purpose = complement(view, at + 1).filter(|&to| {
                        let of = !listed && (is_office(view, at) || is_of_country(view, at + 2, to));
                        view.is(at + 1, &["for"]) || view.is(at + 1, &["of"]) && of || on
                    });
                    let cut = |i: &usize| single && view.is(*i, &["and"]) || is_placed(view, at, *i);
                    let purpose = purpose.map(|to| (at + 1..to).find(cut).unwrap_or(to));
                    best = Some((purpose.unwrap_or(at + 1), kind));
                } else if prefix(view, at) && view.is_capital(at + 1) && view.joined(at + 1).is_some() {
                    best = Some((at + 2, kind));
                } else if let Some(more) = complement(view, at + 1).filter(|_| !view.opens_sentence(at) && (on || !view.is(at + 1, &["on"]))) {
                    let more = (at + 1..more).find(|&i| is_placed(view, at, i)).unwrap_or(more);
                    best = Some((more, kind));
                    capitals += 1;
                    at = more;
                    continue;
                }
            }
            if possessive && !view.is(at, &["People's", "Workers'"]) && best.as_ref().is_some_and(|(last, _)| *last == at + 1) {
                break;
            }
        } else if !(view.is_hyphen(at)
            || view.is_apostrophe(at)
            || view.has(at, class::INSIDE) && view.is_capital(at + 1)
            || view.has(at, class::INSIDE) && view.has(at + 1, class::INSIDE) && view.is_capital(at + 2))
            || view.is(at, &["and"]) && (single || view.is(at + 1, &["the"]))
            || view.is(at, &["in", "on"])
            || best.is_none() && (after_person(view, start, at, capitals) || after_other(view, start, at))
            || (best.is_some() && view.is(at, &["and", "to", "against"]))
        {
            break;
        }
        at += 1;
    }
    if capitals >= 2 { best } else { None }
}

/// "Rosa Lindqvist of the Blue Valley Party": what "of" joins to a person's name, or to several words of which none names an organisation, is another name.
fn after_person(view: &View<'_>, start: usize, at: usize, capitals: usize) -> bool {
    capitals >= 2 && view.has(at, class::INSIDE) && (view.is(at + 1, &["the"]) || view.matches(start, Table::GivenName).next().is_some())
}

/// "Photos Of the Blue Party's Rally", "Judge Gave Her Some Of The News": a small word with a capital, as in the titles of articles, is no part of a name.
fn is_headline_word(view: &View<'_>, at: usize) -> bool {
    let small = class::DETERMINERS.or(class::PERSONS).or(class::AUXILIARIES);
    let alone = view.token(at).is_some_and(|t| t.capital && !t.caps) && !view.hyphen_before(at) && !view.hyphen_after(at + 1);
    alone && (view.has(at, small) || view.is(at, &["Of", "To", "By", "At", "From", "With", "In", "On", "For", "Over", "As"]))
}

/// "He and House Judiciary Committee", "CGI and Blue Valley Foundation", "Coordinator Ann Lee and Ohio Department of Health", "Accra for Blue Party voters":
/// what stands before is another name, or none.
fn after_other(view: &View<'_>, start: usize, at: usize) -> bool {
    let alone = at == start + 1;
    if view.is(at, &["and"]) {
        let short = alone
            && (view.has(start, class::PERSONS.or(class::DETERMINERS)) || view.token(start).is_some_and(|t| t.caps && t.core() > t.start() + 1));
        return short || !alone && (start..at - 1).any(|i| view.matches(i, Table::Title).next().is_some());
    }
    // "Clerk of Superior Court"
    let titled = view.is(at, &["of"]) && view.matches(start, Table::Title).any(|m| m.last as usize == at);
    titled || view.is(at, &["for", "to", "against"]) && view.matches(start, Table::Place).any(|m| m.same_case && m.last as usize == at)
}

/// "for the X Y", "of X" after the noun; one past its last token.
fn complement(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.is(at, &["of", "for", "to", "against", "on"]) {
        return None;
    }
    let mut end = None;
    for i in at + 1..at + LONGEST {
        view.joined(i)?;
        // "Council of Ministers and Norway's envoy on Friday"
        if view.has(i, class::CALENDAR) || view.is_possessive(i) && !view.has(i, class::OWNED) || view.is(i, &["and"]) && view.is(i + 1, &["the"]) {
            break;
        }
        // "Department of Health Director Ann Lee"
        let titled = |m: &NameMatch| view.is_capital(m.last as usize) && view.joined(m.last as usize).is_some();
        if end == Some(i) && view.matches(i, Table::Title).any(titled) {
            break;
        }
        if view.is_capital(i) {
            end = Some(i + 1);
        } else if !view.has(i, class::INSIDE) {
            break;
        }
    }
    end
}

/// A title or given name stands before the end of a possessor.
fn is_persons(view: &View<'_>, start: usize, end: usize) -> bool {
    const PERSONS: TableSet = TableSet::of(&[Table::Title, Table::GivenName]);
    let institution = (start..=end).any(|i| view.doc.has(i, Table::Institution));
    (start..end).any(|i| view.doc.has_any(i, PERSONS)) && !institution && !view.has(end, class::OWNED)
}

/// "Department of Justice in Manila": the token after the noun of an office says where it is.
fn is_placed(view: &View<'_>, noun: usize, at: usize) -> bool {
    view.is(at, &["in"]) && is_office(view, noun) && view.doc.has_any(at + 1, PLACES)
}

/// A noun of offices of a state: "Ohio Department of Health".
fn is_office(view: &View<'_>, at: usize) -> bool {
    nouns(view, at).any(|m| view.row(m).bytes(generic::ID) == b"n-state") && !view.is(at, &["Court", "Tribunal"])
}

/// The tokens are the name of a country: "Democratic Party of Moldova".
fn is_of_country(view: &View<'_>, from: usize, to: usize) -> bool {
    let from = if view.is(from, &["the"]) { from + 1 } else { from };
    view.matches(from, Table::Country).any(|m| m.last as usize == to && matches!(m.column as usize, country::NAME | country::ALIASES))
}

/// A noun that the rest of the name may follow at once ("Liwa al-Haq").
fn prefix(view: &View<'_>, at: usize) -> bool {
    view.matches(at, Table::Generic).any(|m| m.same_case && view.part(m) == Part::Prefix)
}

/// Whether a noun that organisations are named with stands at a token.
pub(super) fn is_noun(view: &View<'_>, at: usize) -> bool {
    nouns(view, at).next().is_some()
}

fn nouns<'v>(view: &View<'v>, at: usize) -> impl Iterator<Item = &'v NameMatch> {
    let names = view.matches(at, Table::Generic).filter(move |m| m.last as usize == at + 1 && m.same_case);
    names.filter(|m| matches!(view.part(m), Part::Name | Part::Prefix))
}

fn noun(view: &View<'_>, start: usize, at: usize, words: usize) -> Option<FactionKind> {
    let found = nouns(view, at).find(|m| words > 2 || !m.flags.has(Flags::CONTEXT))?;
    // "Voice of Tigers"
    let begins = view.matches(start, Table::Generic).find(|m| m.same_case && m.last as usize == start + 2 && view.part(m) == Part::Prefix);
    if let Some(begins) = begins {
        return Some(view.kind(view.generic(begins.row)).clone());
    }
    // "Kavkaz News Agency", "Ohio Highway Patrol": two words that say more than the last.
    let pair = at
        .checked_sub(1)
        .filter(|&before| before > start)
        .and_then(|before| view.matches(before, Table::Generic).find(|m| m.last as usize == at + 1 && m.same_case && view.part(m) == Part::Name));
    if let Some(pair) = pair {
        return Some(view.kind(view.generic(pair.row)).clone());
    }
    // "Planning and Zoning Division" is no part of an army, "4th Armoured Division" is.
    let numbered = |i: usize| view.has(i, class::NUMBERS) || view.word(i).starts_with(|c: char| c.is_ascii_digit());
    if view.row(found).bytes(generic::ID) == b"n-division" && !(start..at).any(numbered) {
        return Some(FactionKind::Unknown);
    }
    Some(view.kind(view.generic(found.row)).clone())
}
