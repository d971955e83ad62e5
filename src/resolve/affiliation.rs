//! Whom a person or role speaks for: an organisation named in the noun phrase, or the institution of the title in the country that the text names.

mod held;
mod home;
mod owned;

use std::{
    cell::{Cell, OnceCell},
    ops::Range,
};

use dateline_gazetteers::{
    Flags, Row,
    schema::{Table, country, faction, institution, title},
};

use self::held::Held;
use super::country::Countries;
use crate::{
    document::{Document, Steps},
    gazetteer::{Layers, NameMatch, RowId},
    mention::person::{
        leader,
        words::{Class, Words},
    },
    model::{Affiliation, Faction, FactionKind, Place},
    span::Span,
    token::{Gap, Kind},
};

/// The actors of one article, as far as affiliations need them.
pub(crate) struct Actors<'a> {
    pub layers: &'a Layers,
    pub doc: &'a Document<'a>,
    pub words: &'a Words,
    pub factions: &'a [Faction],
    pub places: &'a [Place],
    faction_steps: Steps,
    place_steps: Steps,
    /// Gathered if they are asked for, as is what follows.
    countries: OnceCell<Countries<'a>>,
    /// In order of title and token.
    held: OnceCell<Vec<Held<'a>>>,
    /// Room for the titles of a phrase.
    titles: Cell<Vec<(RowId, Range<usize>)>>,
}

/// So many tokens are walked over before the end of a span is searched for.
const WALK: usize = 12;

/// How many actors before and after are looked at for whom "the rebels" are.
const REBELS: usize = 40;

/// Who holds a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// A person whom the article names.
    Named,
    /// "The president".
    Unnamed,
}

/// How an affiliation was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub affiliation: Affiliation,
    /// The text names the organisation or country; else it is that of the whole article.
    pub explicit: bool,
}

impl<'a> Actors<'a> {
    pub fn new(layers: &'a Layers, doc: &'a Document<'a>, words: &'a Words, factions: &'a [Faction], places: &'a [Place]) -> Actors<'a> {
        let faction_steps = Steps::of_few(factions.iter().map(|f| f.span.start));
        let place_steps = Steps::of_few(places.iter().map(|p| p.span.start));
        let (countries, held, titles) = (OnceCell::new(), OnceCell::new(), Cell::default());
        Actors { layers, doc, words, factions, places, faction_steps, place_steps, countries, held, titles }
    }

    /// Whom the holder of the titles in a noun phrase speaks for. `skip` is the name itself; without one (`Holder::Unnamed`) "the president" is that of
    /// the country in hand.
    pub fn of_phrase(&self, phrase: Range<usize>, skip: Span, holder: Holder) -> Option<Found> {
        let phrase = phrase.start..self.relative_in(&phrase);
        let mut current = self.titles.take();
        // "Michael Seaman": a word of the name is no title.
        let titles = self.titles(phrase.clone()).filter(|(_, at)| !self.span(at).overlaps(skip) && self.may_be_his(at.start, skip));
        current.extend(titles.filter(|(_, at)| !self.is_past(at.start, phrase.start) && !self.is_against(at.start)));
        let found = self.of_titles(&current, phrase, skip, holder);
        current.clear();
        self.titles.set(current);
        found
    }

    /// A title before a name, or after the mark that follows the name; not "X Under Pressure To Repudiate General".
    fn may_be_his(&self, title: usize, name: Span) -> bool {
        let Some(start) = self.doc.tokens.get(title).map(|t| t.start()) else { return false };
        if name.is_empty() || start < name.end {
            return true;
        }
        let after = self.doc.token_at(name.end);
        self.doc.tokens.get(after).is_none_or(|t| t.kind == Kind::Mark)
    }

    /// The same, of a phrase whose present titles are known.
    fn of_titles(&self, current: &[(RowId, Range<usize>)], phrase: Range<usize>, skip: Span, holder: Holder) -> Option<Found> {
        if let Some(found) = self.of_owner(&phrase, skip).filter(|_| current.is_empty()) {
            return Some(found);
        }
        if current.is_empty() {
            // "the former chancellor heading the mission of the OSCE"
            let heads = phrase.clone().find(|&i| self.words.is(self.doc.word(i), Class::Heading))?;
            return self.organisation(heads..phrase.end, skip, &[]).map(|affiliation| Found { affiliation, explicit: true });
        }
        if self.names_a_people(&phrase) {
            return self.organisation(phrase, skip, current).map(|affiliation| Found { affiliation, explicit: true });
        }
        let by_title = current.iter().find_map(|(row, _)| {
            let known = self.words.title(*row).institution;
            known.then(|| self.layers.row(*row)).map(|row| (row.text(title::INSTITUTION), row))
        });
        // "Coastguard spokesman X", "electoral commission chairman X": what stands right before the title.
        let noun = |at: &Range<usize>| {
            let ends = |m: &&NameMatch| m.last as usize == at.start && !m.flags.has(Flags::CONTEXT);
            (phrase.start..at.start).find_map(|i| self.doc.names_of(i, Table::Institution).find(ends))
        };
        let by_noun = || current.iter().find_map(|(row, at)| Some((self.layers.row(noun(at)?.row).text(institution::ID), self.layers.row(*row))));
        let by_title = by_title.or_else(by_noun);
        // "vice president of Public Policy": of a company or the like.
        let elsewhere = |at: &Range<usize>| {
            let the = usize::from(self.word(at.end + 1) == "the");
            let name = at.end + 1 + the;
            let country = self.doc.names_of(name, Table::Country).next().is_some();
            matches!(self.word(at.end), "of" | "at" | "for")
                && self.doc.tokens.get(name).is_some_and(|t| t.capital)
                && !country
                && !self.doc.has(name, Table::Title)
        };
        let by_title = by_title.filter(|(key, _)| *key != "gov" || !current.iter().all(|(_, at)| elsewhere(at)));
        let listed = |row: &Row<'_>, column: usize, code: &str| row.list(column).any(|c| c == code);
        let has = |row: &Row<'_>, code: &str| row.text(title::ONLY).is_empty() || listed(row, title::ONLY, code);
        let holds = |code: &str| by_title.as_ref().is_some_and(|(_, row)| !listed(row, title::EXCEPT, code) && has(row, code));
        let named = by_title.as_ref().and_then(|_| self.country(phrase.clone(), skip));
        if let (Some((key, _)), Some((code, whole))) = (&by_title, named) {
            // "the Chechen president" is of no government of Russia, nor is "a Chechen commander" of its army.
            if holds(code) && (whole || !matches!(*key, "gov" | "mil")) {
                if let Some(affiliation) = self.institution(key, code) {
                    return Some(Found { affiliation, explicit: true });
                }
            }
        }
        if let Some(affiliation) = self.organisation(phrase.clone(), skip, current) {
            return Some(Found { affiliation, explicit: true });
        }
        if let Some(found) = self.of_its(&phrase).or_else(|| self.of_sender(current, &phrase)) {
            return Some(found);
        }
        // "General X, commander of operations" need be no rebel.
        if current.iter().any(|(row, _)| self.words.title(*row).rebel) && by_title.as_ref().is_none_or(|(key, _)| *key != "mil") {
            let at = self.span(&phrase).start;
            return self.rebels(at).map(|affiliation| Found { affiliation, explicit: false });
        }
        let (key, _) = by_title.as_ref()?;
        let beside = |at: usize| self.doc.names_of(at, Table::Country).next().is_some_and(|m| self.is_beside(at, m.last as usize, phrase.start));
        if phrase.clone().any(beside) {
            return None;
        }
        // "His military spokesman, X": of whose army, he tells.
        if *key == "mil" && matches!(self.word(phrase.start), "His" | "his" | "Her" | "her") {
            return None;
        }
        let titled = current.iter().map(|(_, at)| at.end).max().unwrap_or(phrase.start);
        // Bare "officials" may be anyone's.
        let bare = current.iter().all(|(row, at)| at.len() == 1 && self.words.title(*row).official);
        let code = match holder {
            // "The governor" without a word of which.
            Holder::Unnamed if current.iter().all(|(row, _)| self.words.title(*row).regional) && !self.names_a_place(&phrase) => None,
            Holder::Unnamed => current.iter().find_map(|(row, at)| self.held_near(*row, at.start)).or_else(|| self.home_at(phrase.start, 2)),
            Holder::Named => current.iter().find_map(|(row, _)| self.held_unnamed(*row)).or_else(|| {
                // A name with such a title is of no country by that alone, nor is a veteran's rank.
                let travels = current.iter().any(|(row, _)| self.words.title(*row).travels);
                let veteran = || phrase.clone().any(|i| matches!(self.word(i), "veteran" | "retired"));
                // "Armed forces chief General X" is at home.
                let serves = || phrase.clone().any(|i| i < titled && self.doc.has(i, Table::Institution));
                match () {
                    () if *key == "mil" && self.is_beside_body(phrase.start) => None,
                    () if travels || veteran() => None,
                    () if serves() || *key == "gov" => self.dominant_at(phrase.start, key).or_else(|| self.home_alone(phrase.start)),
                    () => self.dominant_at(phrase.start, key),
                }
            }),
        };
        let code = code.filter(|code| named.is_none() && !bare && holds(code))?;
        self.institution(key, code).map(|affiliation| Found { affiliation, explicit: false })
    }

    /// "a mother whose village was attacked by troops", "X, who served as army chief": where a relative clause begins that tells what was done to someone or
    /// what someone did, or else the end of the phrase.
    fn relative_in(&self, phrase: &Range<usize>) -> usize {
        let holds = |i: usize| {
            let now = matches!(
                self.word(i),
                "is" | "are" | "serves" | "serve" | "works" | "work" | "sits" | "sit" | "speaks" | "also" | "now" | "currently"
            );
            now || self.words.is(self.doc.word(i), Class::Leads)
        };
        let told = |i: usize| match self.word(i) {
            "whose" | "whom" => i > phrase.start,
            "who" => !holds(i + 1),
            _ => false,
        };
        phrase.clone().find(|&i| told(i)).unwrap_or(phrase.end)
    }

    /// The classes of the titles in a phrase, honorifics left out, and nothing for each that is past.
    pub fn roles(&self, phrase: Range<usize>) -> impl Iterator<Item = Option<&'a str>> + use<'_, 'a> {
        let start = phrase.start;
        let class = move |(row, at): (RowId, Range<usize>)| match self.is_past(at.start, start) {
            true => Some(None),
            false => (!self.words.title(row).honorific).then(|| Some(self.layers.row(row).text(title::ROLE))),
        };
        self.titles(phrase).filter_map(class)
    }

    /// Whom a leader of the table speaks for, by name; `roles` are the present titles the article gives.
    pub fn of_leader(&self, name: &str, roles: &[&str]) -> Option<Affiliation> {
        let published = leader::published(self.doc.article);
        let leaders = self.words.leaders();
        let speaks_for = if roles.is_empty() { leaders.of_untitled(name, published) } else { leaders.of_titled(name, roles, published) }?;
        match self.layers.find(Table::Faction, speaks_for) {
            Some(row) => Some(Affiliation { id: Some(speaks_for.clone()), name: self.layers.row(row).cow(faction::NAME) }),
            None => self.institution("gov", speaks_for),
        }
    }

    /// The armed group that "the rebels" are, named last before a byte, or first after it.
    pub fn rebels(&self, at: usize) -> Option<Affiliation> {
        let armed = |f: &&Faction| f.generic && matches!(f.kind, FactionKind::ArmedGroup | FactionKind::Umbrella);
        let named = |f: &Faction| Some(Affiliation { id: f.id.clone(), name: f.name.clone()? });
        let from = self.factions_before(at);
        let before = self.factions[..from].iter().rev().take(REBELS).filter(armed).find_map(named);
        before.or_else(|| self.factions[from..].iter().take(REBELS).filter(armed).find_map(named))
    }

    fn countries(&self) -> &Countries<'a> {
        self.countries.get_or_init(|| Countries::new(self.factions, self.places))
    }

    /// The institution of a country: `gov` of `SY` is "Government of Syria".
    pub fn institution(&self, key: &str, code: &str) -> Option<Affiliation> {
        let id = format!("{key}:{code}");
        if let Some(row) = self.layers.find(Table::Faction, &id) {
            return Some(Affiliation { id: Some(id.into()), name: self.layers.row(row).cow(faction::NAME) });
        }
        let row = self.layers.find(Table::Institution, key)?;
        let land = self.layers.find(Table::Country, code)?;
        let name = super::faction::canonical(self.layers.row(row).text(institution::CANONICAL), self.layers.row(land));
        Some(Affiliation { id: Some(id.into()), name: name.into() })
    }

    /// The titles in a run of tokens, longest first where they overlap.
    pub fn titles(&self, tokens: Range<usize>) -> impl Iterator<Item = (RowId, Range<usize>)> + use<'_, 'a> {
        let mut left = tokens;
        std::iter::from_fn(move || self.next_title(&mut left))
    }

    /// The first title in a run of tokens, which goes on after it.
    #[inline(never)]
    fn next_title(&self, left: &mut Range<usize>) -> Option<(RowId, Range<usize>)> {
        for first in left.clone() {
            if !self.doc.has(first, Table::Title) {
                continue;
            }
            left.start = first + 1;
            let Some(m) = self.doc.names_of(first, Table::Title).find(|m| m.last as usize <= left.end) else { continue };
            let at = m.last as usize;
            // "Deputy Foreign Minister": no deputy of a parliament.
            let modifies = at == first + 1 && self.words.is(self.doc.word(first), Class::Modifier) && self.doc.has(at, Table::Title);
            if !modifies {
                left.start = at;
                return Some((m.row, first..at));
            }
        }
        left.start = left.end;
        None
    }

    /// Whether a title begins at one of some tokens.
    fn begins_title(&self, tokens: Range<usize>) -> bool {
        self.doc.all_tables().get(tokens).is_some_and(|tables| tables.iter().any(|t| t.has(Table::Title)))
    }

    /// Whether a token is a mark.
    fn is_mark(&self, i: usize, mark: char) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| t.mark() == mark)
    }

    /// Whether a run of tokens holds a title.
    pub fn has_title(&self, tokens: Range<usize>) -> bool {
        self.titles(tokens).next().is_some()
    }

    /// "Bosnian Serb general", "Turkish Cypriot leader": a people, and neither of the two states.
    fn names_a_people(&self, phrase: &Range<usize>) -> bool {
        let country = |at: usize| self.doc.names_of(at, Table::Country).find(|m| m.same_case && (m.last as usize) < phrase.end);
        phrase.clone().any(|at| {
            let next = country(at).and_then(|m| Some((m.row, country(m.last as usize)?.row)));
            next.is_some_and(|(one, other)| one != other)
        })
    }

    /// The country a phrase names: "Syrian", "Syria's", "of Syria"; or where a place of it stands, and then not the whole country.
    fn country(&self, phrase: Range<usize>, skip: Span) -> Option<(&'a str, bool)> {
        let named = phrase.clone().find_map(|at| {
            let m = self.doc.names_of(at, Table::Country).find(|m| m.last as usize <= phrase.end && !m.span.overlaps(skip))?;
            // A name inside a longer one of an actor or title is not the country's own.
            let longer = self.doc.names_at(at).iter().any(|o| o.last > m.last && matches!(o.table, Table::Faction | Table::Outlet));
            // "of the Free Syrian Army"
            let of_actor = self.faction_over(m.span).is_some_and(|f| {
                f.span.start < m.span.start && f.id.as_ref().is_some_and(|id| id.split_once(':').is_none_or(|(_, code)| code.len() != 2))
            });
            // "the New Jersey governor"
            let until = self.places_before(m.span.start);
            let of_place = self.places[..until].last().is_some_and(|p| p.span.end >= m.span.end);
            let plain = !longer && !of_actor && !of_place && !self.is_beside(at, m.last as usize, phrase.start) && !self.is_aside(at, phrase.start);
            plain.then(|| (self.layers.row(m.row).text(country::ID), true))
        });
        // "Rep. X (D-N.Y.), an advocate for human rights in Burma": what stands nearer to the name counts.
        let nearer = |at: usize| {
            let after = Span::new(skip.end, self.doc.tokens.get(at).map_or(skip.end, |t| t.start().max(skip.end)));
            let from = self.places.partition_point(|p| p.span.start < after.start);
            !skip.is_empty() && self.places[from..].iter().take_while(|p| p.span.end <= after.end).any(|p| p.country.is_some())
        };
        let first = phrase.clone().find(|&at| self.doc.names_of(at, Table::Country).any(|m| m.span.start >= skip.end));
        let named = named.filter(|_| !first.is_some_and(nearer));
        named.or_else(|| {
            let span = self.span(&phrase);
            let from = self.places_before(span.start);
            let within = self.places[from..].iter().take_while(|p| p.span.start < span.end);
            let beside = |p: &Place| self.is_beside(self.doc.token_at(p.span.start), self.doc.token_at(p.span.end), phrase.start);
            within.filter(|p| span.contains(p.span) && !p.span.overlaps(skip) && !beside(p)).find_map(|p| Some((p.country.as_deref()?, false)))
        })
    }

    /// "Colonel X of the Free Syrian Army": the organisation that "of" puts after a name.
    pub fn organisation_after(&self, end: usize) -> Option<Affiliation> {
        if self.word(end) != "of" {
            return None;
        }
        let first = self.doc.tokens.get(end + 1 + usize::from(self.word(end + 1) == "the"))?.core_span();
        let faction = self.faction_over(first).filter(|f| f.span.start <= first.start && f.kind != FactionKind::Outlet)?;
        let country = faction.id.as_ref().is_some_and(|id| id.starts_with("gov:"));
        (!country).then_some(Affiliation { id: faction.id.clone(), name: faction.name.clone()? })
    }

    /// "X, who heads the Syrian Observatory": the organisation that a relative clause after a name says the person leads.
    pub fn organisation_led(&self, end: usize) -> Option<Affiliation> {
        if !self.is_mark(end, ',') {
            return None;
        }
        // ", the former policeman who leads the alliance"
        let leads = |i: usize| self.words.is(self.doc.word(i + 1), Class::Leads) && self.word(i) == "who";
        let who = (end + 1..end + 7).take_while(|&i| !self.is_mark(i, ',')).find(|&i| leads(i))?;
        let stop = (who + 2..who + 11).find(|&i| matches!(self.word(i), "," | "." | "in" | "and"))?;
        let span = self.span(&(who + 2..stop));
        let fits = |f: &&Faction| !f.id.as_ref().is_some_and(|id| id.starts_with("gov:"));
        self.factions_in(span).filter(fits).find_map(|f| Some(Affiliation { id: f.id.clone(), name: f.name.clone()? }))
    }

    /// The organisation a phrase names beside a title.
    fn organisation(&self, phrase: Range<usize>, skip: Span, titles: &[(RowId, Range<usize>)]) -> Option<Affiliation> {
        let span = self.span(&phrase);
        let media = titles.iter().any(|(row, _)| self.words.title(*row).media);
        let fits = |f: &&Faction| {
            let at = self.doc.token_at(f.span.start);
            let of_it = !self.is_apart(at, self.doc.token_at(f.span.end), phrase.start) && !self.is_past(at, phrase.start);
            // "Hezbollah expert", "al-Qaida analyst", but "UN expert".
            let studied = || {
                let armed = matches!(f.kind, FactionKind::ArmedGroup | FactionKind::CriminalGroup | FactionKind::Umbrella);
                let next = self.doc.token_at(f.span.end);
                armed && (self.words.is(self.doc.word(next), Class::Watching) || matches!(self.word(next), "analyst" | "analysts" | "researcher"))
            };
            of_it
                && !studied()
                && !f.span.overlaps(skip)
                && (media || f.kind != FactionKind::Outlet)
                && !self.is_aside_of_actor(at, phrase.start)
                && !self.is_against(at)
        };
        self.factions_in(span).filter(fits).filter_map(|f| Some(Affiliation { id: f.id.clone(), name: f.name.clone()? })).next()
    }

    /// How many faction mentions begin before a byte.
    pub fn factions_before(&self, byte: usize) -> usize {
        self.faction_steps.before(byte, self.factions, |f| f.span.start)
    }

    /// How many place mentions begin before a byte.
    pub fn places_before(&self, byte: usize) -> usize {
        self.place_steps.before(byte, self.places, |p| p.span.start)
    }

    /// The faction mentions within a span, in order.
    pub fn factions_in(&self, span: Span) -> impl Iterator<Item = &'a Faction> {
        let from = self.factions_before(span.start);
        self.factions[from..].iter().take_while(move |f| f.span.start < span.end).filter(move |f| span.contains(f.span))
    }

    /// The faction mention that holds a word.
    pub fn faction_over(&self, word: Span) -> Option<&'a Faction> {
        let after = self.factions_before(word.start + 1);
        self.factions[..after].iter().rev().take(4).find(|f| f.span.contains(word))
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.doc.tokens.get(i).map_or("", |t| t.core_text(self.doc.text))
    }

    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let start = self.doc.tokens.get(tokens.start).map_or(0, |t| t.start());
        let end = tokens.end.checked_sub(1).and_then(|i| self.doc.tokens.get(i)).map_or(start, |t| t.end());
        Span::new(start, end.max(start))
    }

    /// The tokens that begin within a span.
    pub fn tokens(&self, span: Span) -> Range<usize> {
        self.tokens_from(self.doc.token_at(span.start), span)
    }

    /// The same, where the first of them is known.
    pub fn tokens_from(&self, start: usize, span: Span) -> Range<usize> {
        // Most spans are short, and a search for the end would take longer than a walk.
        let tokens = &self.doc.tokens[start..];
        let walked = tokens.iter().take(WALK).take_while(|t| t.start() < span.end).count();
        start..if walked < WALK { start + walked } else { self.doc.token_at(span.end) }
    }

    /// The noun phrase before a comma that a name follows ("the chief negotiator for the government, Major General X"), if it holds a title.
    pub fn apposition_before(&self, lead: usize) -> Option<Range<usize>> {
        let comma = lead.checked_sub(1).filter(|&c| self.is_mark(c, ','))?;
        let floor = self.doc.sentence_of(comma).map_or(0, |s| self.doc.sentences[s].tokens.start).max(comma.saturating_sub(16));
        if !self.begins_title(floor..comma) {
            return None;
        }
        let start = (floor..comma).rev().find(|&i| {
            let token = &self.doc.tokens[i];
            let mark = token.kind == Kind::Mark && !matches!(token.text(self.doc.text), "-" | "'" | "’" | ".");
            mark || self.doc.has(i, Table::Cue) && self.titles(i..comma).next().is_none_or(|(_, at)| at.start > i)
        });
        let phrase = self.noun_phrase(start.map_or(floor, |s| s + 1)..comma)?;
        // "A reporter was exchanged for two soldiers, President X's aide said"
        if phrase.clone().any(|i| is_auxiliary(self.word(i))) {
            return None;
        }
        // "Told the minister, Mr X": the title belongs to the phrase's head, not to its end alone. Several officials are not one person.
        let several = |at: &Range<usize>| self.word(at.end.saturating_sub(1)).ends_with('s');
        let mut titles = self.titles(phrase.clone());
        let one = titles.next().is_some_and(|(_, at)| !several(&at)) && !titles.any(|(_, at)| several(&at));
        one.then_some(phrase)
    }

    /// What of `phrase` is one noun phrase at its end: from its last article or possessive that no preposition governs; nothing if it begins like an adverbial
    /// ("Speaking with visiting officials").
    fn noun_phrase(&self, phrase: Range<usize>) -> Option<Range<usize>> {
        let opens = |i: &usize| {
            matches!(self.word(*i), "the" | "The" | "a" | "A" | "an" | "An" | "his" | "His" | "her" | "Her" | "its" | "Its" | "their" | "Their")
        };
        let governed = |i: usize| i > phrase.start && is_preposition(self.word(i - 1));
        if let Some(start) = phrase.clone().rev().find(|&i| opens(&i) && !governed(i)) {
            return Some(start..phrase.end);
        }
        let first = self.word(phrase.start);
        (!first.ends_with("ing") && !is_preposition(&first.to_ascii_lowercase())).then_some(phrase)
    }

    /// The noun phrase that follows a name in apposition ("…, the deputy head of the Red Cross,"), if one does.
    pub fn apposition(&self, end: usize) -> Option<Range<usize>> {
        let until = (end + 24).min(self.doc.tokens.len());
        if !self.is_mark(end, ',') || !self.begins_title(end + 1..until.min(end + 9)) {
            return None;
        }
        let stop = (end + 1..until).find(|&i| {
            let token = &self.doc.tokens[i];
            match (token.kind, token.text(self.doc.text)) {
                (Kind::Mark, ".") => self.doc.sentence_of(i) != self.doc.sentence_of(i + 1),
                (Kind::Mark, mark) => !matches!(mark, "-" | "'" | "’" | "(" | ")" | "&" | "/"),
                (_, word) => {
                    matches!(word, "who" | "whose" | "which" | "that" | "said" | "told" | "says" | "was" | "is" | "has" | "had" | "were" | "are")
                }
            }
        });
        let phrase = end + 1..stop.unwrap_or(until);
        let head = phrase.start..phrase.end.min(phrase.start + 8);
        // ", Kenyan President X" is the next of a list, or who says it; ", the Kenyan president" and ", President X's adviser" are not.
        let named =
            |end: usize| end < phrase.end && self.doc.tokens.get(end).is_some_and(|t| t.capital && t.kind == Kind::Word && t.gap == Gap::Space);
        let article = matches!(self.word(phrase.start), "a" | "an" | "the" | "its" | "their" | "his" | "her");
        // "leader of the opposition Greens"
        let of_the = |at: &Range<usize>| at.clone().any(|i| self.word(i) == "of" && self.word(i + 1) == "the");
        let mut titles = self.titles(head).peekable();
        (article && titles.peek().is_some() || titles.any(|(_, at)| !named(at.end) || of_the(&at))).then_some(phrase)
    }
}

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would")
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "in"
            | "on"
            | "at"
            | "to"
            | "from"
            | "with"
            | "by"
            | "after"
            | "before"
            | "during"
            | "under"
            | "against"
            | "over"
            | "near"
            | "outside"
    )
}
