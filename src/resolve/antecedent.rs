//! Whom pronouns and bare roles mean: what was named or spoke before.

use std::ops::Range;

use super::{affiliation::Actors, source};
use crate::{
    gazetteer::RowId,
    mention::person::Gender,
    model::{Affiliation, Entity, EntityKind, FactionKind, Person},
    span::Span,
    token::Gap,
};

/// How many sentences back a pronoun may reach.
const REACH: usize = 6;

/// How many earlier referents are looked at where sentences do not limit it.
const FAR: usize = 60;

/// How much likelier than anyone else a person must be meant by a description.
const MARGIN: i32 = 22;

/// How many tokens back a name is looked for that no table knows.
const BACK: usize = 1200;

/// What a referent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Animacy {
    /// A named person.
    Person,
    /// People by role or description.
    People,
    /// An organised actor or outlet.
    Group,
    /// A document.
    Thing,
}

/// Something a later word may mean.
#[derive(Clone, Debug)]
pub(crate) struct Referent {
    pub span: Span,
    pub entity: Entity,
    /// Of somebody who is no person of the article; [`Antecedents::gender`] knows those.
    pub gender: Option<Gender>,
    /// More than one; unknown for groups, which take both `it` and `they`.
    pub plural: Option<bool>,
    pub animacy: Animacy,
    /// The last word of a title as noun.
    pub title: Option<String>,
}

impl Referent {
    /// The entity for a word that stands for it: people without a name go by the words that first told of them ("three witnesses").
    fn told(&self, actors: &Actors<'_>) -> Entity {
        let mut entity = self.entity.clone();
        if entity.name.is_none() && self.animacy == Animacy::People {
            let text = actors.doc.slice(self.span);
            let head = text.split([',', '(']).next().unwrap_or_default().trim_end();
            let head = ["The ", "the ", "A ", "a ", "An ", "an "].iter().find_map(|article| head.strip_prefix(article)).unwrap_or(head);
            entity.name = (!head.is_empty()).then(|| head.to_owned().into());
        }
        entity
    }
}

/// What was named and who spoke, in order of the text.
pub(crate) struct Antecedents {
    named: Vec<Referent>,
    spoke: Vec<Referent>,
    genders: Vec<Option<Gender>>,
}

impl Antecedents {
    pub fn new(actors: &Actors<'_>, people: &[Person], genders: &[Option<Gender>]) -> Antecedents {
        let people = people.iter().map(|p| Referent {
            span: p.span,
            entity: Entity {
                person: Some(p.person),
                name: Some(p.name.clone().into()),
                affiliation: p.affiliation.clone(),
                ..source::entity(EntityKind::Person)
            },
            gender: None,
            plural: Some(false),
            animacy: Animacy::Person,
            title: None,
        });
        let factions = actors.factions.iter().filter(|f| f.name.is_some()).map(|f| Referent {
            span: f.span,
            entity: source::of_faction(f),
            gender: None,
            plural: (f.kind == FactionKind::Outlet).then_some(false),
            animacy: Animacy::Group,
            title: None,
        });
        let mut named: Vec<Referent> = people.chain(factions).collect();
        named.sort_by_key(|r| (r.span.start, r.span.end));
        Antecedents { named, spoke: Vec::new(), genders: genders.to_vec() }
    }

    /// Notes that a source spoke. Sources come in the order of the text.
    pub fn spoke(&mut self, referent: Referent) {
        self.spoke.push(referent);
    }

    pub fn gender(&self, person: u32) -> Option<Gender> {
        self.genders.get((person as usize).checked_sub(1)?).copied().flatten()
    }

    /// Notes the gender of a person of whom it was not known.
    pub fn learn(&mut self, person: u32, gender: Gender) {
        let Some(known) = (person as usize).checked_sub(1).and_then(|i| self.genders.get_mut(i)).filter(|g| g.is_none()) else { return };
        *known = Some(gender);
    }

    /// The gender of a referent: what is known by now of its person, where it is one.
    fn gender_of(&self, referent: &Referent) -> Option<Gender> {
        referent.entity.person.map_or(referent.gender, |person| self.gender(person))
    }

    /// Whom a pronoun at a byte means.
    pub fn of_pronoun(&self, actors: &Actors<'_>, word: &str, at: usize) -> Option<Entity> {
        let wanted = match word {
            "he" | "him" | "his" | "himself" => Wanted { gender: Some(Gender::Male), plural: false, person: true, group: false },
            "she" | "her" | "herself" => Wanted { gender: Some(Gender::Female), plural: false, person: true, group: false },
            "it" | "its" | "itself" => Wanted { gender: None, plural: false, person: false, group: true },
            "they" | "their" | "them" | "themselves" => Wanted { gender: None, plural: true, person: false, group: true },
            "who" | "whom" | "which" | "that" => return self.nearest(at).map(|r| r.entity.clone()),
            _ => return None,
        };
        let best = self.best(actors, &wanted, at)?;
        // "The rebels and the government signed. They said": both, and no entity is both.
        (!(wanted.plural && best.animacy == Animacy::Group && is_coordinated(actors, best.span))).then(|| best.told(actors))
    }

    /// The referent that ends last before a byte.
    fn nearest(&self, at: usize) -> Option<&Referent> {
        let end = self.named.partition_point(|r| r.span.start < at);
        self.named[..end].iter().rev().take(3).find(|r| r.span.end <= at && at - r.span.end < 60)
    }

    fn best(&self, actors: &Actors<'_>, wanted: &Wanted, at: usize) -> Option<&Referent> {
        self.scores(actors, wanted, at).into_iter().max_by_key(|(score, _)| *score).map(|(_, r)| r)
    }

    /// What fits, with how likely it is meant and where it stands.
    fn scores(&self, actors: &Actors<'_>, wanted: &Wanted, at: usize) -> Vec<((i32, usize), &Referent)> {
        let Some(sentence) = sentence(actors, at) else { return Vec::new() };
        let quoted = in_quotation(actors, at);
        let score = |r: &Referent, spoke: bool| {
            let back = sentence.checked_sub(self::sentence(actors, r.span.start)?)?;
            if back > REACH || r.span.end > at || !wanted.fits(r) {
                return None;
            }
            let mut score = 100 - 22 * back as i32;
            score += if spoke { 35 } else { 0 };
            score += if is_subject(actors, r.span) { 20 } else { 0 };
            score -= if in_quotation(actors, r.span.start) && !quoted { 60 } else { 0 };
            score += match (wanted.gender, self.gender_of(r)) {
                (Some(w), Some(g)) if w == g => 12,
                (Some(_), Some(_)) => return None,
                _ => 0,
            };
            Some((score, r.span.start))
        };
        let until = |list: &[Referent]| list.partition_point(|r| r.span.start < at);
        let spoke = &self.spoke[..until(&self.spoke)];
        let named = &self.named[..until(&self.named)];
        let candidates = spoke.iter().rev().take(12).map(|r| (r, true)).chain(named.iter().rev().take(40).map(|r| (r, false)));
        candidates.filter_map(|(r, s)| Some((score(r, s)?, r))).collect()
    }

    /// Who issued "the statement": the actor or official that spoke last, or the last actor named.
    pub fn issuer(&self, actors: &Actors<'_>, at: usize) -> Option<Affiliation> {
        let sentence = sentence(actors, at)?;
        let near = |r: &&Referent| r.span.end <= at && self::sentence(actors, r.span.start).is_some_and(|s| sentence - s.min(sentence) <= REACH + 2);
        let spoke = self.spoke.iter().rev().take(FAR).filter(near).find_map(|r| speaks_for(&r.entity));
        spoke.or_else(|| {
            let named = &self.named[..self.named.partition_point(|r| r.span.start < at)];
            named
                .iter()
                .rev()
                .take(FAR)
                .filter(|r| r.animacy == Animacy::Group && r.entity.kind == EntityKind::Faction)
                .find(near)
                .and_then(|r| speaks_for(&r.entity))
        })
    }

    /// The one person named or heard in a sentence and the two before it, outside quotations; nothing if there are two.
    pub fn only_person(&self, actors: &Actors<'_>, at: usize) -> Option<Entity> {
        let sentence = sentence(actors, at)?;
        let near = |r: &&Referent| {
            let back = self::sentence(actors, r.span.start).and_then(|s| sentence.checked_sub(s));
            r.animacy == Animacy::Person && r.span.end <= at && back.is_some_and(|b| b <= 2) && !in_quotation(actors, r.span.start)
        };
        let until = |list: &[Referent]| list.partition_point(|r| r.span.start < at);
        let spoke = self.spoke[..until(&self.spoke)].iter().rev().take(12);
        let named = self.named[..until(&self.named)].iter().rev().take(40);
        let mut people = spoke.chain(named).filter(near).map(|r| &r.entity);
        let first = people.next()?;
        people.all(|e| e.person == first.person).then(|| first.clone())
    }

    /// The actor named last before a byte whose name holds a word among others: "the commission" of "Electoral Commission".
    pub fn with_word(&self, actors: &Actors<'_>, word: &str, at: usize) -> Option<Entity> {
        if word.len() < 4 {
            return None;
        }
        let holds = |r: &&Referent| {
            let text = actors.doc.slice(r.span);
            text.len() > word.len() + 2 && text.split([' ', '-']).any(|w| w.eq_ignore_ascii_case(word))
        };
        let before = &self.named[..self.named.partition_point(|r| r.span.start < at)];
        before
            .iter()
            .rev()
            .take(FAR)
            .filter(|r| r.animacy == Animacy::Group)
            .find(holds)
            .map(|r| r.entity.clone())
            .or_else(|| written_out(actors, word, at))
    }

    /// Whom "the nominee" means: the person in hand, if nobody else comes near.
    pub fn foremost_person(&self, actors: &Actors<'_>, at: usize) -> Option<Entity> {
        let wanted = Wanted { gender: None, plural: false, person: true, group: false };
        let first = self.best(actors, &wanted, at).filter(|r| r.animacy == Animacy::Person)?;
        let other =
            self.scores(actors, &wanted, at).into_iter().filter(|(_, r)| r.entity.person != first.entity.person).map(|((score, _), _)| score).max();
        let own = self
            .scores(actors, &wanted, at)
            .into_iter()
            .filter(|(_, r)| r.entity.person == first.entity.person)
            .map(|((score, _), _)| score)
            .max()?;
        other.is_none_or(|other| own >= other + MARGIN).then(|| first.entity.clone())
    }

    /// The outlet named or heard last before a byte.
    pub fn last_outlet(&self, at: usize) -> Option<Entity> {
        let outlet = |r: &&Referent| r.entity.kind == EntityKind::Outlet && r.entity.name.is_some() && r.span.end <= at;
        let spoke = self.spoke.iter().rev().take(FAR).find(outlet);
        let named = self.named[..self.named.partition_point(|r| r.span.start < at)].iter().rev().take(FAR).find(outlet);
        spoke.into_iter().chain(named).max_by_key(|r| r.span.start).map(|r| r.entity.clone())
    }

    /// Whom "the spokesman" means: who was called so before.
    pub fn of_role(&self, actors: &Actors<'_>, title: &Range<usize>, rows: &[RowId], affiliation: Option<&Affiliation>, at: usize) -> Option<Entity> {
        let word = actors.word(title.end - 1).to_ascii_lowercase();
        let agrees = |e: &Entity| affiliation.is_none() || e.affiliation.as_ref() == affiliation;
        let spoke = self
            .spoke
            .iter()
            .rev()
            .take(FAR)
            .filter(|r| r.span.start < at)
            .find(|r| r.title.as_deref() == Some(&word) && agrees(&r.entity) && r.entity.affiliation.is_some());
        let of_person = |r: &&Referent| {
            let role_before = actors.doc.token_at(r.span.start);
            let before = role_before.checked_sub(1).is_some_and(|b| actors.word(b).eq_ignore_ascii_case(&word));
            let titled = || {
                let near = actors.titles(role_before.saturating_sub(4)..role_before);
                near.iter().any(|(row, at)| rows.contains(row) && at.end + 1 >= role_before)
                    || actors.apposition(actors.doc.token_at(r.span.end)).is_some_and(|phrase| {
                        let head = phrase.start..phrase.end.min(phrase.start + 6);
                        actors.titles(head).iter().any(|(row, _)| rows.contains(row))
                    })
            };
            (before || titled()) && agrees(&r.entity)
        };
        let before = &self.named[..self.named.partition_point(|r| r.span.start < at)];
        let named = before.iter().rev().take(FAR).filter(|r| r.animacy == Animacy::Person).find(of_person);
        match (spoke, named) {
            (Some(s), Some(n)) if n.span.start >= s.span.start => Some(n.entity.clone()),
            (Some(s), _) => Some(s.told(actors)),
            (None, Some(n)) => Some(n.entity.clone()),
            (None, None) => None,
        }
    }
}

/// What a pronoun asks for.
struct Wanted {
    gender: Option<Gender>,
    plural: bool,
    person: bool,
    group: bool,
}

impl Wanted {
    fn fits(&self, r: &Referent) -> bool {
        let kind = match r.animacy {
            Animacy::Person => self.person,
            Animacy::People => self.person && r.title.is_some() || self.plural,
            Animacy::Group => self.group,
            Animacy::Thing => self.group && !self.plural,
        };
        let number = r.plural.is_none_or(|plural| plural == self.plural);
        kind && number
    }
}

/// The actor an entity is or speaks for.
fn speaks_for(entity: &Entity) -> Option<Affiliation> {
    match entity.kind {
        EntityKind::Faction => Some(Affiliation { id: entity.id.clone(), name: entity.name.clone()? }),
        EntityKind::Outlet => None,
        _ => entity.affiliation.clone(),
    }
}

fn sentence(actors: &Actors<'_>, byte: usize) -> Option<usize> {
    actors.doc.sentences.partition_point(|s| s.span.start <= byte).checked_sub(1)
}

fn in_quotation(actors: &Actors<'_>, byte: usize) -> bool {
    let before = actors.doc.quotations.partition_point(|q| q.span.start <= byte);
    actors.doc.quotations[..before].iter().rev().take(3).any(|q| byte < q.span.end)
}

/// "A and B": another name is joined to this one.
fn is_coordinated(actors: &Actors<'_>, span: Span) -> bool {
    let (first, end) = (actors.doc.token_at(span.start), actors.doc.token_at(span.end));
    let article = usize::from(first > 0 && matches!(actors.word(first - 1), "the" | "The"));
    let before = first > article && actors.word(first - article - 1) == "and";
    let the = usize::from(actors.word(end + 1) == "the");
    let after = actors.word(end) == "and" && actors.doc.tokens.get(end + 1 + the).is_some_and(|t| the == 1 || t.capital);
    before || after
}

/// The words begin their sentence, after titles and the like.
fn is_subject(actors: &Actors<'_>, span: Span) -> bool {
    let Some(s) = sentence(actors, span.start) else { return false };
    let first = actors.doc.sentences[s].tokens.start;
    actors.doc.token_at(span.start).saturating_sub(first) <= 6
}

/// "The department" of the "Labor Department": the name in capitals, known to no table, that holds the word.
fn written_out(actors: &Actors<'_>, word: &str, at: usize) -> Option<Entity> {
    let tokens = &actors.doc.tokens;
    let end = actors.doc.token_at(at);
    let found = (end.saturating_sub(BACK)..end)
        .rev()
        .find(|&i| tokens[i].capital && tokens[i].end() - tokens[i].start() == word.len() && actors.word(i).eq_ignore_ascii_case(word))?;
    let mut range = found..found + 1;
    while range.start > 0 && tokens[range.start - 1].capital && tokens[range.start].gap == Gap::Space && !is_article(actors.word(range.start - 1)) {
        range.start -= 1;
    }
    if matches!(actors.word(range.end), "of" | "on" | "for") {
        let from = range.end + 1 + usize::from(actors.word(range.end + 1) == "the");
        let more = (from..tokens.len().min(from + 4)).take_while(|&i| tokens[i].capital).last();
        range.end = more.map_or(range.end, |last| last + 1);
    }
    let span = actors.span(&range);
    (range.len() > 1).then(|| Entity { name: Some(actors.doc.slice(span).to_owned().into()), ..source::entity(EntityKind::Faction) })
}

fn is_article(word: &str) -> bool {
    matches!(word, "The" | "A" | "An" | "the")
}
