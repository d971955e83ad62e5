//! Countries: their institutions ("Russian air force", "Syria's army", "government of Sudan"), and the countries and seats that act themselves.

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, faction, institution, place},
};

use super::{
    Acting, Actor, FactionCandidate, Finder, Reading,
    acting::acting,
    class,
    description::{is_crowd, is_stance_to},
    name::joined_after,
    view::{Part, View},
};
use crate::{
    gazetteer::{NameMatch, RowId, TableSet},
    model::Form,
    span::Span,
};

/// Candidates for the names of some tables that begin at a token; the next name of an institution stands at `institution`.
pub(super) fn at(view: &View<'_>, finder: &Finder, first: usize, tables: TableSet, institution: usize, found: &mut Vec<FactionCandidate>) {
    if tables.has(Table::Institution) {
        of_country(view, first, found);
    }
    if tables.has(Table::Place) && institution <= super::end_of_names(view, first) {
        local(view, finder, first, found);
    }
    if !tables.has(Table::Country) || view.hyphen_before(first) || view.is(first, &["the"]) {
        return;
    }
    if let Some(names) = Names::longest(view, first) {
        institutions(view, names, found);
        metonym(view, finder, names, found);
        people(view, finder, names, found);
    }
}

/// The longest readings of a token as a country, of those in use when the article was published.
#[derive(Clone, Copy)]
struct Names<'v> {
    first: &'v NameMatch,
    rest: &'v [NameMatch],
    day: Option<(u16, u8, u8)>,
}

impl<'v> Names<'v> {
    fn longest(view: &View<'v>, first: usize) -> Option<Names<'v>> {
        let names = view.doc.names_at(first);
        let at = names.iter().position(|m| m.table == Table::Country && in_use(m, view.day))?;
        Some(Names { first: &names[at], rest: &names[at..], day: view.day })
    }

    fn iter(self) -> impl Iterator<Item = &'v NameMatch> {
        let same = move |m: &&NameMatch| m.table == Table::Country && m.last == self.first.last && in_use(m, self.day);
        self.rest.iter().filter(same)
    }
}

fn in_use(name: &NameMatch, day: Option<(u16, u8, u8)>) -> bool {
    day.is_none_or(|(year, month, day)| name.validity.contains(year, month, day))
}

fn is_proper_noun(name: &NameMatch) -> bool {
    matches!(name.column as usize, country::NAME | country::ALIASES)
}

/// The readings of a name as an institution of one of the countries.
fn readings<'n>(institution: RowId, names: impl Iterator<Item = &'n NameMatch>) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::with_capacity(1);
    let mut last = None;
    for country in names.map(|m| m.row).filter(|&row| last.replace(row) != Some(row)) {
        readings.push(Reading { actor: Actor::Institution { institution, country: Some(country) }, weak: false });
    }
    readings
}

/// The longest noun of an institution at a token.
fn noun<'v>(view: &View<'v>, at: usize, weak: bool) -> Option<&'v NameMatch> {
    view.joined(at).and_then(|at| view.longest(at, Table::Institution, weak))
}

/// Opposition and ruling party: descriptions, whatever country stands before them.
fn is_description(view: &View<'_>, institution: RowId) -> bool {
    matches!(view.layers.row(institution).text(institution::ID), "opposition" | "rulingparty")
}

fn institutions(view: &View<'_>, names: Names<'_>, found: &mut Vec<FactionCandidate>) {
    let name = names.first;
    // "Bosnian Serb forces", "Turkish Cypriot police": a people, not the country of the second word.
    if !is_proper_noun(name) && view.before(name.first as usize).is_some_and(|b| is_adjective(view, b) && !view.is_possessive(b)) {
        return;
    }
    let mut at = view.after(name.last as usize);
    coordinated(view, names, at, found);
    let mut noun_at = noun(view, at, true);
    for _ in 0..2 {
        if noun_at.is_none() && view.has(at, class::BETWEEN) {
            at += 1;
            noun_at = noun(view, at, true);
        }
    }
    let Some(noun_at) = noun_at else { return };
    let last = noun_at.last as usize;
    if view.hyphen_after(last) || is_crowd(view, last) || is_stance_to(view, last) {
        return;
    }
    // "Georgian Court University"
    if view.matches(noun_at.first as usize, Table::Generic).any(|m| m.same_case && m.last > noun_at.last && view.part(m) == Part::Other) {
        return;
    }
    // "Israel's Army Radio"
    if view.is_capital(last - 1) && view.is_capital(last) && view.matches(last, Table::Generic).any(|m| m.same_case && view.part(m) == Part::Name) {
        return;
    }
    // "Myanmar's National Unity Government", "Saba news agency": a name of its own.
    let own = |m: &&NameMatch| m.last == noun_at.last && m.same_case && m.first != m.last && view.is_capital(m.first as usize);
    let of_country = |m: &NameMatch| view.row(m).list(faction::COUNTRIES).any(|c| c == view.layers.row(name.row).text(country::ID));
    if view.matches(noun_at.first as usize, Table::Faction).filter(own).any(of_country)
        || view.matches(name.first as usize, Table::Outlet).any(|m| own(&m))
    {
        return;
    }
    // "Syrian warplanes struck" is the air force, "the downed Syrian warplanes" are things.
    if view.has(last - 1, class::WEAPONS) && (view.is_counted(name.first as usize) || !view.is_verb(last, "subject")) {
        return;
    }
    // "The US embassy urged" is the government, "outside the US embassy" is a building.
    let placed = || view.before_article(name.first as usize).is_some_and(|b| view.has(b, class::PREPOSITIONS));
    if view.has(last - 1, class::LEGATIONS) && (!view.is_verb(last, "subject") || placed()) {
        return;
    }
    let readings = readings(noun_at.row, names.iter());
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

/// The token is the adjective of a country.
fn is_adjective(view: &View<'_>, i: usize) -> bool {
    view.matches(i, Table::Country).any(|m| m.last as usize == i + 1 && m.column as usize == country::ADJECTIVES && m.same_case)
}

/// "Zimbabwean and Angolan troops", "French, Malian and Chadian soldiers": of several adjectives of one noun, all but the last.
fn coordinated(view: &View<'_>, names: Names<'_>, next: usize, found: &mut Vec<FactionCandidate>) {
    let name = names.first;
    if is_proper_noun(name) && !view.token(name.first as usize).is_some_and(|t| t.caps) {
        return;
    }
    let (mut at, mut ended) = (next, false);
    for _ in 0..4 {
        let joint = if view.is_mark(at, ',') && view.is(at + 1, &["and", "or"]) { at + 2 } else { at + 1 };
        if !(view.is(at, &["and", "or"]) || view.is_mark(at, ',')) || !is_adjective(view, joint) {
            break;
        }
        ended = !view.is_mark(at, ',') || joint == at + 2;
        at = joint + 1;
    }
    if !ended {
        return;
    }
    let Some(noun) = noun(view, at, true).filter(|n| !view.hyphen_after(n.last as usize)) else { return };
    let readings = readings(noun.row, names.iter());
    found.push(FactionCandidate {
        span: name.span,
        first: name.first as usize,
        last: name.last as usize,
        readings,
        form: Form::Adjectival,
        generic: false,
        acting: Acting::Actor,
        member_noun: false,
        rule: "country + institution",
        confidence: 0.7,
    });
}

/// "government of Sudan", "armed forces of the Philippines", "the foreign ministries of Qatar and Egypt".
fn of_country(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let Some(noun) = view.longest(first, Table::Institution, true) else { return };
    let mut at = noun.last as usize;
    if !view.is(at, &["of"]) || view.hyphen_before(first) {
        return;
    }
    at += 1;
    if view.is(at, &["the"]) {
        at += 1;
    }
    let names = || view.matches(at, Table::Country).filter(|m| is_proper_noun(m));
    let Some(name) = names().next() else { return };
    let several = are_several(view, noun) && listed(view, noun, name.last as usize, found);
    if noun.flags.has(Flags::CONTEXT) && !several {
        return;
    }
    let readings = readings(noun.row, names());
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

/// The noun is a plural of what a country has one of: "governments", "foreign ministries", "armies".
fn are_several(view: &View<'_>, noun: &NameMatch) -> bool {
    let last = noun.last as usize - 1;
    view.word(last).ends_with("ies") || view.word(last).ends_with("ments")
}

/// Of "the armies of Rwanda, Burundi and Uganda" all countries after the first; false if it is no such list.
fn listed(view: &View<'_>, noun: &NameMatch, mut at: usize, found: &mut Vec<FactionCandidate>) -> bool {
    /// The most that are read.
    const MOST: usize = 6;
    let before = found.len();
    for _ in 0..MOST {
        let comma = usize::from(view.is_mark(at, ','));
        let last = view.is(at + comma, &["and", "or"]);
        if comma == 0 && !last {
            break;
        }
        let next = at + comma + usize::from(last);
        let next = next + usize::from(view.is(next, &["the"]));
        let names = || view.matches(next, Table::Country).filter(|m| is_proper_noun(m) && m.same_case);
        let Some(name) = names().next().filter(|m| !view.is_possessive(m.last as usize - 1)) else { break };
        at = name.last as usize;
        found.push(FactionCandidate {
            span: name.span,
            first: next,
            last: at,
            readings: readings(noun.row, names()),
            form: Form::Name,
            generic: false,
            acting: Acting::Actor,
            member_noun: false,
            rule: "institution of country",
            confidence: 0.7,
        });
        if last {
            return true;
        }
    }
    found.truncate(before);
    false
}

/// "Istanbul police": the police or government of a place that is no country.
fn local(view: &View<'_>, finder: &Finder, first: usize, found: &mut Vec<FactionCandidate>) {
    let Some(place) = view.longest(first, Table::Place, false).filter(|p| p.same_case && !view.hyphen_before(first)) else { return };
    let Some(noun) = noun(view, view.after(place.last as usize), false) else { return };
    // "As police proceeded".
    if view.opens_sentence(first) && (view.is_plain(first) || view.has(first, class::CONJUNCTIONS)) {
        return;
    }
    let seat = view.matches(first, Table::Country).any(|m| m.column as usize == country::SEATS);
    if view.matches(first, Table::Country).any(|m| m.column as usize != country::SEATS) {
        return;
    }
    // "Bush administration" and "Saleh regime" are a leader's.
    let leaders = view.is(noun.last as usize - 1, &["administration", "regime", "junta"]);
    // "the Nagorno-Karabakh defence ministry", "the Punjab High Court"
    let last = noun.last as usize;
    let owned = view.is_possessive(place.last as usize - 1)
        && !matches!(view.row(noun).bytes(institution::KIND), b"military" | b"outlet" | b"party" | b"umbrella");
    let own =
        || !seat && (view.row(noun).bytes(institution::SEAT) == b"building" || owned) && (view.is_possessive(last - 1) || view.ends_phrase(last));
    let region = || view.row(place).bytes(place::FEATURE).starts_with(b"RGN") || view.row(place).bytes(place::FEATURE).starts_with(b"ADM");
    let fits = Some(noun.row) == finder.police || (Some(noun.row) == finder.government && !seat && !leaders) || own() && (region() || owned);
    if !fits || view.hyphen_after(last) {
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

/// A country or its seat that may stand for its government.
fn metonym(view: &View<'_>, finder: &Finder, names: Names<'_>, found: &mut Vec<FactionCandidate>) {
    let Some(government) = finder.government else { return };
    let named = || names.iter().filter(|m| is_proper_noun(m) || m.column as usize == country::SEATS);
    let Some(name) = named().next() else { return };
    let (first, last) = (name.first as usize, name.last as usize);
    if view.hyphen_after(last) || joined_after(view, last) || is_branch(view, first) {
        return;
    }
    // "Kremlin" is a name of the country and its seat.
    let seats = || named().any(|m| m.column as usize == country::SEATS);
    let seat = name.column as usize == country::SEATS || view.has(last - 1, class::BUILDINGS) && seats();
    // A seat that is a building and no town.
    let building = seat && (view.has(last - 1, class::BUILDINGS) || view.matches(first, Table::Place).all(|p| p.last != name.last));
    let acting = acting(view, first, last, building, seat);
    if acting == Acting::Place {
        return;
    }
    let mut readings = readings(government, named());
    for reading in &mut readings {
        let of = |m: &NameMatch| matches!(reading.actor, Actor::Institution { country: Some(country), .. } if country == m.row);
        reading.weak = named().all(|m| !of(m) || m.flags.has(Flags::CONTEXT));
    }
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

/// "Amnesty International Indonesia", "Save the Children Yemen": the country of a branch of those who help or watch.
fn is_branch(view: &View<'_>, first: usize) -> bool {
    const LONGEST: usize = 4;
    let Some(before) = view.before(first).filter(|&b| view.is_capital(b) && !view.is_possessive(b)) else { return false };
    let civil = |m: &NameMatch| {
        m.last as usize == first
            && view.row(m).bytes(faction::KIND) == b"international"
            && view.row(m).list(faction::TRAITS).any(|t| matches!(t, "aid" | "rights"))
    };
    (before.saturating_sub(LONGEST)..=before).any(|at| view.matches(at, Table::Faction).any(civil))
}

/// "the Russians" who do something.
fn people(view: &View<'_>, finder: &Finder, names: Names<'_>, found: &mut Vec<FactionCandidate>) {
    let Some(government) = finder.government else { return };
    let Some(name) = names.iter().find(|m| m.column as usize == country::DEMONYMS) else { return };
    let (first, last) = (name.first as usize, name.last as usize);
    let plural = view.word(last - 1).ends_with('s') && !view.is_possessive(last - 1);
    let the = view.before(first).is_some_and(|b| view.is(b, &["the"]));
    let with = view.before(first).and_then(|b| view.before(b)).is_some_and(|b| view.is(b, &["with", "by"]));
    if !plural || !the || !(with || acting(view, first, last, false, false) == Acting::Actor) {
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
