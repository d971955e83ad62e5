//! Descriptions that only the discourse identifies: "the regime", "opposition fighters", "Assad's government", "the group".

use dateline_gazetteers::{
    Flags,
    schema::{Table, country, institution, place},
};

use super::{
    Acting, Actor, FactionCandidate, Reading, class,
    definite::{definite, definite_before, spoken_of},
    institution_kind,
    name::has_member_noun,
    view::{Generic, Number, Part, Role, View},
};
use crate::{
    gazetteer::{NameMatch, RowId, TableSet},
    model::{FactionKind, Form},
    span::Span,
    token::Kind,
};

/// Candidates for the names that begin at a token; the next generic word stands at `generic`.
pub(super) fn at(view: &View<'_>, first: usize, generic: usize, found: &mut Vec<FactionCandidate>) {
    if view.hyphen_before(first) {
        return;
    }
    institution(view, first, found);
    const LOCATED: TableSet = TableSet::of(&[Table::Country, Table::Place]);
    if generic > first && !view.doc.has_any(first, LOCATED) {
        return;
    }
    // A generic word stands there, or right after the country or place.
    if generic <= super::end_of_names(view, first) {
        described(view, first, found);
    } else {
        own_fighters(view, first, found);
    }
}

fn push(found: &mut Vec<FactionCandidate>, span: Span, tokens: (usize, usize), actor: Actor, rule: &'static str, confidence: f32) {
    found.push(FactionCandidate {
        span,
        first: tokens.0,
        last: tokens.1,
        readings: vec![Reading { actor, weak: false }],
        form: Form::Description,
        generic: true,
        acting: Acting::Actor,
        member_noun: false,
        rule,
        confidence,
    });
}

/// "the government", "regime's military", "Assad's government", "Bush administration".
fn institution(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let Some(noun) = view.longest(first, Table::Institution, true) else { return };
    let last = noun.last as usize;
    if view.is_possessive(last - 1) {
        let at = view.after(last);
        if let Some(of) = view.joined(at).and_then(|at| view.longest(at, Table::Institution, true)) {
            if !view.hyphen_after(of.last as usize) && !noun.flags.has(Flags::CONTEXT) {
                let actor = Actor::Institution { institution: of.row, country: None };
                push(found, Span::new(noun.span.start, of.span.end), (first, of.last as usize), actor, "institution + institution", 0.7);
            }
        }
    }
    let served = is_served(view, first, last);
    if view.hyphen_after(last) || !(view.is_possessive(last - 1) || view.ends_phrase(last) || is_step(view, last) || served) {
        return;
    }
    if is_crowd(view, last) || is_stance(view, first, last) || is_office_of_state(view, first) {
        return;
    }
    let actor = Actor::Institution { institution: noun.row, country: None };
    if let Some(owner) = owner(view, first, noun) {
        let span = Span::new(view.doc.tokens[owner].start(), noun.span.end);
        push(found, span, (owner, last), actor, "leader + institution", 0.75);
        return;
    }
    if noun.flags.has(Flags::CONTEXT) || view.is_counted(first) && !served {
        if let Some(country) = from_country(view, first, last) {
            let actor = Actor::Institution { institution: noun.row, country: Some(country) };
            push(found, noun.span, (first, last), actor, "institution from country", 0.7);
            return;
        }
        // "its forces", "our troops"
        let own = view.before(first).is_some_and(|b| view.is(b, &["its", "their", "our"]));
        let the = view.before(first).is_some_and(|b| view.is(b, &["the"]));
        if own && view.has(first, class::FORCES) {
            push(found, noun.span, (first, last), Actor::Own { institution: None }, "own forces", 0.5);
        } else if (the || is_alone(view, first, last)) && view.has(first, class::SOLDIERS) {
            push(found, noun.span, (first, last), Actor::Own { institution: Some(noun.row) }, "institution", 0.5);
        }
        return;
    }
    let row = view.row(noun);
    if row.text(institution::SEAT) == "building" && is_building(view, first) {
        return;
    }
    // "The state Supreme Court", "the provincial parliament".
    let whole = matches!(row.text(institution::ID), "court" | "highcourt" | "parl" | "upper" | "lower");
    if whole && view.before(first).is_some_and(|b| view.has(b, class::SUBNATIONAL)) {
        return;
    }
    let first = compound(view, first).unwrap_or(first);
    let span = Span::new(view.doc.tokens[first].start(), noun.span.end);
    let before = view.before(first);
    let before =
        before.filter(|&b| view.has(b, class::ADJECTIVES) || view.word(b).ends_with("ised") || view.word(b).ends_with("ized")).map_or(before, |b| {
            let b = view.before(b).filter(|&b| view.word(b).ends_with("ly")).unwrap_or(b);
            view.before(b).filter(|&d| view.has(d, class::DEFINITE) || view.token(d).is_some_and(|t| t.core() < t.end())).or(before)
        });
    let definite = before.is_some_and(|b| view.has(b, class::DEFINITE) || view.token(b).is_some_and(|t| t.core() < t.end()) || view.is_apostrophe(b));
    let several = noun.last > noun.first + 1;
    let coordinated =
        before.is_some_and(|b| view.is(b, &["and", "or", "by", "with", "between", "against", "from", "to", "of", "that", "when", "as", "after"]));
    let opens = view.opens_sentence(first);
    let plural = view.word(last - 1).ends_with('s') && !view.is(last - 1, &["congress"]);
    let adjective = view.is(first, &["military"]) && !several;
    let free = !row.text(institution::BARE).is_empty() || plural || view.has(last - 1, class::UNBOUND) || several || opens;
    let capital_head = view.is_capital(first) && !opens && !definite;
    if !(definite || free || (coordinated && !adjective)) || capital_head && !several && !definite {
        return;
    }
    // "send ground troops": those that somebody may send.
    if !definite && institution_kind(view.layers, noun.row) == FactionKind::Military && before.is_some_and(|b| view.has(b, class::SENDING)) {
        return;
    }
    // "a government of", "military operations": described by other words on the left.
    if before.is_some_and(|b| barred_left(view, b)) && !served {
        return;
    }
    push(found, span, (first, last), actor, "institution", 0.7);
    // "the Defence Ministry", "National Guard soldiers": its name, of the country spoken of.
    let small = |i: usize| view.is(i, &["of", "the", "and", "for"]);
    if let Some(candidate) = found.last_mut().filter(|_| last > first + 1 && (first..last).all(|i| view.is_capital(i) || small(i))) {
        (candidate.generic, candidate.form) = (false, Form::Name);
    }
}

/// "troops from neighbouring Eritrea": whose they are.
fn from_country(view: &View<'_>, first: usize, last: usize) -> Option<RowId> {
    if !view.has(first, class::FORCES) || !view.is(last, &["from"]) || view.is_counted(first) {
        return None;
    }
    let near = view.is(last + 1, &["neighbouring", "neighboring"]);
    let at = last + 1 + usize::from(near || view.is(last + 1, &["the"]));
    let name = view.matches(at, Table::Country).find(|m| matches!(m.column as usize, country::NAME | country::ALIASES))?;
    let end = name.last as usize;
    // "withdrew its troops from Iraq"
    let acts = view.has(end, class::AUXILIARIES) || view.is_verb(end, "subject") && !view.is_bare(end);
    (!view.is_possessive(end - 1) && (near || acts)).then_some(name.row)
}

/// "Two nurses said soldiers turned them back": nothing before, and what they did after.
fn is_alone(view: &View<'_>, first: usize, last: usize) -> bool {
    let free = |b: usize| !view.is_word(b) || view.has(b, class::CONJUNCTIONS) || view.is_verb(b, "subject");
    let opens = view.opens_sentence(first) || view.before(first).is_some_and(|b| free(b) && !view.is_hyphen(b));
    // "soldiers captured during the war", "troops advising them": what they undergo or describes them.
    let described = view.word(last).ends_with("ing") || view.is_verb(last, "object");
    opens && !view.is_counted(first) && view.is_verb(last, "subject") && !view.is_bare(last) && !described
}

/// "fought the army street by street"
fn is_step(view: &View<'_>, at: usize) -> bool {
    view.is_word(at) && view.is(at + 1, &["by", "to"]) && view.word(at) == view.word(at + 2)
}

/// "an Interior Ministry officer", "National Guard troops": who serves there follows a name of several words.
fn is_served(view: &View<'_>, first: usize, last: usize) -> bool {
    let title = || view.matches(last, Table::Title).any(|m| m.last as usize == last + 1) && !view.is_capital(last);
    let tells = || view.has(last, class::SERVING);
    last > first + 1 && (first..last).all(|i| view.is_capital(i)) && (title() || has_member_noun(view, last) || tells())
}

/// "acting head of government": who heads one, and no government.
fn is_office_of_state(view: &View<'_>, first: usize) -> bool {
    let head = view.before(first).filter(|&of| view.is(of, &["of"])).and_then(|of| view.before(of));
    head.is_some_and(|head| view.has(head, class::HEADING)) && view.is(first, &["government", "state"])
}

/// "stormed the interior ministry", "outside parliament": the building is meant.
fn is_building(view: &View<'_>, first: usize) -> bool {
    let Some(mut before) = view.before(first) else { return false };
    if view.has(before, class::DEFINITE) {
        match view.before(before) {
            Some(b) => before = b,
            None => return false,
        }
    }
    // "set fire to"
    view.has(before, class::STORMED) || view.has(before, class::OUTSIDE) || view.is(before, &["to"]) && before > 0 && view.is(before - 1, &["fire"])
}

/// The first token of "military-run", "Muslim-led" before a government.
fn compound(view: &View<'_>, first: usize) -> Option<usize> {
    let participle = view.before(first).filter(|&b| view.has(b, class::LED) && view.hyphen_before(b))?;
    participle.checked_sub(2).filter(|&i| view.is_word(i))
}

/// "an army of fans", "the army of volunteers" are no army.
pub(super) fn is_crowd(view: &View<'_>, last: usize) -> bool {
    /// So many tokens before its end a verb may stand whose object the army is.
    const REACH: usize = 6;
    let of = view.is(last - 1, &["army", "armies"]) && view.is(last, &["of"]) && !view.is_capital(last + 1) && !view.has(last + 1, class::DEFINITE);
    // "accused the Rwandan army of backing the rebels", "cleared the army of war crimes"
    let charged = || (last.saturating_sub(REACH)..last).any(|i| view.has(i, class::CHARGING));
    of && !view.word(last + 1).ends_with("ing") && !charged()
}

/// "Russia's opposition to the treaty", "opposition against Huerta": a stance; not "Syrian opposition to attend talks".
pub(super) fn is_stance_to(view: &View<'_>, last: usize) -> bool {
    let what = last + 1;
    view.is(last - 1, &["opposition"])
        && view.is(last, &["to", "from", "against"])
        && (view.is_capital(what) || !view.is_word(what) || view.has(what, class::DETERMINERS.or(class::PERSONS).or(class::PREPOSITIONS)))
}

/// "his opposition", "opposition to war", "faced stiff opposition", "the opposition he met": what somebody has, not who opposes; but "told the opposition to
/// wait", "between government and opposition".
fn is_stance(view: &View<'_>, first: usize, last: usize) -> bool {
    if !view.is(last - 1, &["opposition"]) || view.is_possessive(last - 1) {
        return false;
    }
    let to = view.is(last, &["to", "against"]);
    let Some(before) = view.before(first) else { return to };
    let the = view.is(before, &["the"]);
    let known = view.is_possessive(before) || view.has(before, class::DEFINITE.or(class::ADJECTIVES));
    // "as opposition demands vote"
    let demands = || view.is(before, &["as", "after"]) && view.is_word(last) && !view.has(last, class::MOUNTING);
    let joined = view.opens_sentence(first) || view.has(before, class::CONJUNCTIONS) || view.is(before, &["between"]) || demands();
    view.is(before, &["his", "her", "my", "your"])
        || !(known || joined)
        || is_stance_to(view, last)
        || !the && to
        || the && view.has(last, class::PERSONS)
}

/// A word on the left that makes the noun part of a longer phrase whose head this stage does not know: "former government", "local police" are kept.
fn barred_left(view: &View<'_>, before: usize) -> bool {
    view.has(before, class::BARRED_LEFT)
}

/// The first token of a possessor or leader before an institution: "Assad's", "President Fidel Ramos'", "Bush".
fn owner(view: &View<'_>, first: usize, noun: &NameMatch) -> Option<usize> {
    let mut at = view.before(first)?;
    if view.is_apostrophe(at) {
        at = view.before(at)?;
    }
    let possessive = view.is_possessive(at) || view.is_apostrophe(at + 1);
    // "Federal Aviation Administration" is a name of its own.
    if view.is_capital(first) {
        return None;
    }
    let bare = view.has(noun.first as usize, class::GOVERNING);
    if !view.is_capital(at) || !(possessive || bare) || view.matches_ending(at + 1, Table::Country) || view.has(at, class::PREPOSITIONS) {
        return None;
    }
    if view.opens_sentence(at) && !possessive && (view.is(at, &["The", "A", "An", "This", "That", "Its", "Their", "Any", "No"]) || view.is_plain(at))
    {
        return None;
    }
    // "Senior government officials": a capital that opens a sentence makes no leader.
    if !possessive && view.opens_sentence(at) && !view.matches(at, Table::Leader).any(|m| m.last as usize == at + 1) {
        return None;
    }
    if !possessive && (view.is(at, &["The"]) || view.token(at).is_some_and(|t| t.caps)) {
        return None;
    }
    let mut owner = at;
    for _ in 0..4 {
        match view.before(owner).filter(|&b| view.is_capital(b) && !view.is_possessive(b) && !view.opens_sentence(b) || view.is_title(b)) {
            Some(b) if view.is_capital(b) => owner = b,
            _ => break,
        }
    }
    if !possessive { Some(at) } else { Some(owner) }
}

struct Phrase<'v> {
    row: RowId,
    last: usize,
    end: usize,
    kind: &'v FactionKind,
    plural: bool,
    single: bool,
    class: bool,
}

/// The generic words that stand before the head of a description.
#[derive(Default)]
struct Modifiers {
    rows: [Option<RowId>; Modifiers::MOST],
    words: [Generic; Modifiers::MOST],
    count: usize,
}

impl Modifiers {
    const MOST: usize = 6;

    fn add(&mut self, row: RowId, word: Generic) {
        (self.rows[self.count], self.words[self.count]) = (Some(row), word);
        self.count += 1;
    }

    fn known(&self) -> &[Generic] {
        &self.words[..self.count]
    }

    fn has(&self, role: Role) -> bool {
        self.known().iter().any(|word| word.role == role)
    }
}

/// "opposition fighters", "Syrian rebels", "Shiite militias", "rebels".
fn described(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    let (mut at, mut country, mut region) = (first, None, None);
    let mut words = Modifiers::default();
    let mut best: Option<(Phrase<'_>, usize)> = None;
    for step in 0..Modifiers::MOST {
        if step > 0 && view.joined(at).is_none() {
            break;
        }
        if let Some(head) = head(view, at, &words, country.is_some() || region.is_some()) {
            best = Some((head, words.count));
        }
        let Some((next, modifier)) = modifier(view, at, step == 0 || country.is_none() && region.is_none() && is_country(view, at)) else { break };
        match modifier {
            Modifier::Country(row) => country = Some(row),
            Modifier::Region(span) => region = Some(span),
            Modifier::Word(row) => words.add(row, view.generic(row)),
        }
        at = view.after(next);
        if view.is(at, &["and", ","]) || view.is_hyphen(at) {
            break;
        }
    }
    let Some((head, modifiers)) = best.or_else(|| of_leader(view, first)) else {
        own_fighters(view, first, found);
        return;
    };
    // "its militia": of whoever the sentence is about.
    if modifiers == 0
        && first + 1 == head.last
        && view.has(first, class::BANDS)
        && view.before(first).is_some_and(|b| view.is(b, &["its", "their", "our"]))
    {
        own_fighters(view, first, found);
        return;
    }
    let span = Span::new(view.doc.tokens[first].start(), head.end);
    let token = view.token(head.last - 1);
    let span = token.map_or(span, |t| Span::new(span.start, head.end.min(t.core())));
    if view.hyphen_after(head.last) || !(head.plural || view.is_possessive(head.last - 1) || view.ends_phrase(head.last)) {
        return;
    }
    let named = !head.plural && is_named_next(view, head.last);
    if counted(view, first) && !named || !head.plural && !named && view.before(first).is_some_and(|b| view.has(b, class::SINGULAR_BARRED)) {
        return;
    }
    if is_stance_to(view, head.last) {
        return;
    }
    // "armed forces chief"
    if view.matches(first, Table::Institution).any(|m| m.last as usize == head.last && !m.flags.has(Flags::CONTEXT)) {
        return;
    }
    let opposed = words.has(Role::Opposed) || rebels(view, head.last - 1);
    let mut kinds = words.known().iter().map(|word| view.kind(*word)).filter(|kind| **kind != FactionKind::Military);
    let kind = if head.class { kinds.next() } else { None }.unwrap_or(head.kind).clone();
    let bare = country.is_none() && region.is_none();
    let rows = || words.rows[..modifiers].iter().copied().chain([Some(head.row)]).flatten().collect();
    let actor = if bare && head.single {
        Actor::Antecedent { kind, words: rows() }
    } else {
        Actor::Described {
            kind,
            country,
            region,
            opposed,
            plural: head.plural,
            words: rows(),
            // "government militiamen" are no rebels.
            settles: !view.has(head.last - 1, class::MANY)
                && !words.has(Role::State)
                && !view.before(first).is_some_and(|b| view.is(b, &["other", "all", "various", "several"])),
        }
    };
    let alone = first + 1 == head.last;
    // "Kwalik's group": with its leader's name it is one phrase.
    let (first, span) = match leader(view, first) {
        Some(owner) if bare && modifiers == 0 => (owner, Span::new(view.doc.tokens[owner].start(), span.end)),
        _ => (first, span),
    };
    if !alone && !head.plural && bare && !named && !definite(view, first) {
        return;
    }
    push(found, span, (first, head.last), actor, "description", if alone { 0.7 } else { 0.8 });
}

/// "an earlier rebel group, the BVF,": a name closes the apposition.
fn is_named_next(view: &View<'_>, last: usize) -> bool {
    if !view.is_mark(last, ',') {
        return false;
    }
    let at = last + 1 + usize::from(view.is(last + 1, &["the"]));
    let known = view.matches(at, Table::Faction).filter(|m| m.same_case).map(|m| m.last as usize).next();
    let end = known.or_else(|| view.token(at).filter(|t| t.caps && t.kind == Kind::Word).map(|_| at + 1));
    end.is_some_and(|end| [',', '.', ';', ')'].iter().any(|&mark| view.is_mark(end, mark)) && !view.is(end + 1, &["and", "or"]))
}

/// "its fighters": of whoever the sentence is about.
#[inline]
fn own_fighters(view: &View<'_>, first: usize, found: &mut Vec<FactionCandidate>) {
    if !view.doc.words.get(first).is_some_and(|word| word.fights()) {
        return;
    }
    let fighters = view.is(first, &["fighters", "gunmen"]);
    if (fighters || view.has(first, class::BANDS))
        && view.before(first).is_some_and(|b| view.is(b, &["its", "their", "our"]))
        && (fighters || view.ends_phrase(first + 1))
        && !view.hyphen_after(first + 1)
    {
        if let Some(token) = view.token(first) {
            push(found, token.core_span(), (first, first + 1), Actor::Own { institution: None }, "own forces", 0.5);
        }
    }
}

/// A head that stands alone only with a leader before it: "Kwalik's group", "his fighters".
fn of_leader<'v>(view: &View<'v>, at: usize) -> Option<(Phrase<'v>, usize)> {
    leader(view, at)?;
    view.matches(at, Table::Generic).find_map(|m| {
        let word = view.generic(m.row);
        let weak = word.part == Part::Noun && m.flags.has(Flags::CONTEXT) && word.number == Number::Singular;
        let plural = word.part == Part::Class && view.has(at, class::LED_BY);
        let kind = if plural { &FactionKind::ArmedGroup } else { view.kind(word) };
        (weak || plural).then(|| {
            let phrase = Phrase { row: m.row, last: m.last as usize, end: m.span.end, kind, plural, single: !plural, class: false };
            (phrase, 0)
        })
    })
}

/// The first token of the name of a person who owns what follows: "Kwalik's", "Moqtada al-Sadr's".
fn leader(view: &View<'_>, at: usize) -> Option<usize> {
    let mut last = view.before(at)?;
    if view.is_apostrophe(last) {
        last = view.before(last)?;
    }
    let listed =
        |i: usize| {
            view.doc.names_at(i).iter().any(|m| {
                matches!(m.table, Table::Country | Table::Faction | Table::Outlet | Table::Institution | Table::Generic) && m.last as usize > i
            }) || view.matches(i, Table::Place).any(|m| m.same_case && !view.layers.row(m.row).text(place::LIKE).contains("name"))
        };
    if !view.is_capital(last) || !view.is_possessive(last) || listed(last) || view.has(last, class::CALENDAR) {
        return None;
    }
    let mut first = last;
    for _ in 0..4 {
        let hyphen = view.hyphen_before(first);
        let Some(before) = first.checked_sub(if hyphen { 2 } else { 1 }).filter(|_| view.joined(first).is_some()) else { break };
        let opens =
            view.opens_sentence(before) && (view.is_plain(before) || view.has(before, class::DEFINITE) || view.has(before, class::SINGULAR_BARRED));
        if !(view.is_word(before) && (view.is_capital(before) || hyphen) && !view.is_possessive(before) && !opens) {
            break;
        }
        first = before;
    }
    Some(first)
}

/// Whether what goes on at `first` is counted: "three Shiite militias".
fn counted(view: &View<'_>, first: usize) -> bool {
    let mut at = first;
    for _ in 0..3 {
        if view.is_counted(at) {
            return true;
        }
        match view.before(at).filter(|&b| modifier(view, b, true).is_some_and(|(last, _)| last == at)) {
            Some(before) => at = before,
            None => return false,
        }
    }
    false
}

fn rebels(view: &View<'_>, last: usize) -> bool {
    view.is(last, &["rebels", "insurgents", "rebel", "opposition", "guerrillas", "guerillas"])
}

fn is_country(view: &View<'_>, at: usize) -> bool {
    view.matches(at, Table::Country).next().is_some()
}

enum Modifier {
    Country(RowId),
    Region(Span),
    Word(RowId),
}

/// The longest modifier at a token; among equals the generic word.
fn modifier(view: &View<'_>, at: usize, opens: bool) -> Option<(usize, Modifier)> {
    let word = view.matches(at, Table::Generic).find(|m| view.part(m) == Part::Modifier && !view.doc.is_apart(m));
    let country = || view.matches(at, Table::Country).find(|m| m.column as usize != country::SEATS && !m.flags.has(Flags::CONTEXT));
    // "As opposition mounts" has nothing to do with a town of that name.
    let small = || view.opens_sentence(at) && view.has(at, class::PREPOSITIONS.or(class::CONJUNCTIONS));
    let region = || view.matches(at, Table::Place).find(|m| m.same_case && !m.flags.has(Flags::CONTEXT) && !small());
    match (word, if opens { country() } else { None }) {
        (Some(word), country) if country.is_none_or(|country| country.last <= word.last) => Some((word.last as usize, Modifier::Word(word.row))),
        (_, Some(country)) => Some((country.last as usize, Modifier::Country(country.row))),
        _ if opens => region().map(|region| (region.last as usize, Modifier::Region(region.span))),
        _ => None,
    }
}

/// "parties", "Seven", "8": what a group is made of.
fn is_many(view: &View<'_>, i: usize) -> bool {
    view.word(i).ends_with('s') || view.is(i, &["people"]) || view.has(i, class::NUMBERS) || view.token(i).is_some_and(|t| t.kind == Kind::Number)
}

/// The longest head of a description at a token, given the generic words that stand before it.
fn head<'v>(view: &View<'v>, at: usize, before: &Modifiers, located: bool) -> Option<Phrase<'v>> {
    // "ethnic group", "interest groups": no actors.
    if view.has(at, class::COMMUNITIES) && view.before(at).is_some_and(|b| view.has(b, class::SORTS)) {
        return None;
    }
    let bare = before.count == 0;
    view.matches(at, Table::Generic).find_map(|m| {
        let word = view.generic(m.row);
        let class = word.part == Part::Class;
        if !class && word.part != Part::Noun {
            return None;
        }
        let kind = view.kind(word);
        let (plural, single) = (word.number == Number::Plural, word.number == Number::Singular);
        let weak = m.flags.has(Flags::CONTEXT);
        let state_only = || !bare && before.known().iter().all(|word| matches!(word.role, Role::State | Role::International));
        let stands = match word.part {
            // "the movement", "the monitors": only with an article, and nothing between; not "the force of the blast".
            Part::Noun if weak && *kind == FactionKind::International && view.is(m.last as usize, &["of"]) => false,
            // "the group of parties", "the movement of goods", but "accused the group of looting".
            Part::Noun if weak && view.is(at, &["group", "movement"]) && view.is(m.last as usize, &["of"]) && is_many(view, m.last as usize + 1) => {
                false
            }
            // "The terrorists": the only group that the article names.
            Part::Noun if weak && plural && *kind == FactionKind::ArmedGroup => {
                bare && !located && view.word(at).ends_with('s') && view.before(at).is_some_and(|b| view.is(b, &["the"]))
            }
            Part::Noun if weak && plural => bare && !located && *kind == FactionKind::International && definite_before(view, at),
            Part::Noun if weak => bare && !located && single && spoken_of(view, at, m.last as usize),
            Part::Class if state_only() => *kind != FactionKind::Unknown && *kind != FactionKind::ArmedGroup && before.has(Role::International),
            Part::Class => !bare || located && *kind == FactionKind::ArmedGroup,
            _ => true,
        };
        stands.then_some(Phrase { row: m.row, last: m.last as usize, end: m.span.end, kind, plural, single: single || weak, class })
    })
}

impl View<'_> {
    /// Whether a name of that table ends before token `i`.
    pub(super) fn matches_ending(&self, i: usize, table: Table) -> bool {
        (i.saturating_sub(4)..i).any(|from| self.matches(from, table).any(|m| m.last as usize == i))
    }

    /// The word is one of the closed classes or a modifier of descriptions.
    pub(super) fn is_plain(&self, i: usize) -> bool {
        self.has(i, class::PREPOSITIONS) || self.matches(i, Table::Generic).next().is_some()
    }

    fn is_title(&self, i: usize) -> bool {
        self.matches(i, Table::Title).next().is_some()
    }
}
