//! Whom pronouns and bare roles mean: what was named or spoke before.

use std::ops::Range;

use super::{affiliation::Actors, introduced::introduces, source};
use crate::{
    document::{Document, Steps, joined},
    gazetteer::RowId,
    mention::person::{Gender, words::Class},
    model::{Affiliation, Entity, EntityKind, Faction, FactionKind, Person, Source},
    span::Span,
    structure::Quoted,
    token::{Gap, Token},
};

/// How many sentences back a pronoun may reach.
const REACH: usize = 6;

/// How many words of its sentence, titles and the like, may stand before a subject.
const SUBJECT: usize = 6;

/// How many earlier referents are looked at where sentences do not limit it.
const FAR: usize = 60;

/// How much likelier than anyone else a person must be meant by a description.
const MARGIN: i32 = 22;

/// How many sentences may stand between what one voice says under a name and under a role.
const SAME_VOICE: usize = 3;

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
#[derive(Debug)]
pub(crate) struct Referent<'s> {
    pub span: Span,
    pub who: Who<'s>,
    /// Of somebody who is no person of the article; [`Antecedents::gender`] knows those.
    pub gender: Option<Gender>,
    /// More than one; unknown for groups, which take both `it` and `they`.
    pub plural: Option<bool>,
    pub animacy: Animacy,
    /// The last word of a title as noun.
    pub title: Option<&'s str>,
    pub place: Place,
}

/// Where something stands, which is found once and asked for by every later word that may mean it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The sentence that it stands in or after.
    sentence: Option<usize>,
    quoted: bool,
}

/// What an entity is made of if a later word means it.
#[derive(Debug)]
pub(crate) enum Who<'s> {
    Person(&'s Person),
    Actor(&'s Faction),
    /// The number of a source that was heard and is one entity.
    Heard(u32),
}

/// The sources of an article by the numbers of their steps, as far as they are known.
#[derive(Debug)]
struct Heard(Vec<Option<Source>>);

impl Heard {
    fn entity_of(&self, number: u32) -> Option<&Entity> {
        self.0.get(number as usize)?.as_ref()?.entities.first()
    }

    fn all_of(&self, number: u32) -> Option<&[Entity]> {
        Some(&self.0.get(number as usize)?.as_ref()?.entities)
    }

    fn entity(&self, referent: &Referent<'_>) -> Entity {
        match referent.who {
            Who::Person(p) => Entity {
                person: Some(p.person),
                name: Some(p.name.clone().into()),
                affiliation: p.affiliation.clone(),
                ..source::entity(EntityKind::Person)
            },
            Who::Actor(f) => source::of_faction(f),
            Who::Heard(number) => self.entity_of(number).cloned().unwrap_or_else(|| source::entity(EntityKind::Unnamed)),
        }
    }

    fn person(&self, referent: &Referent<'_>) -> Option<u32> {
        match referent.who {
            Who::Person(p) => Some(p.person),
            Who::Actor(_) => None,
            Who::Heard(number) => self.entity_of(number)?.person,
        }
    }

    fn is_outlet(&self, referent: &Referent<'_>) -> bool {
        match referent.who {
            Who::Person(_) => false,
            Who::Actor(f) => f.kind == FactionKind::Outlet,
            Who::Heard(number) => self.entity_of(number).is_some_and(|e| e.kind == EntityKind::Outlet),
        }
    }

    fn is_named(&self, referent: &Referent<'_>) -> bool {
        match referent.who {
            Who::Heard(number) => self.entity_of(number).is_some_and(|e| e.name.is_some()),
            _ => true,
        }
    }

    fn affiliation<'h>(&'h self, referent: &Referent<'h>) -> Option<&'h Affiliation> {
        match referent.who {
            Who::Person(p) => p.affiliation.as_ref(),
            Who::Actor(_) => None,
            Who::Heard(number) => self.entity_of(number)?.affiliation.as_ref(),
        }
    }

    /// The actor that it is or speaks for.
    fn speaks_for(&self, referent: &Referent<'_>) -> Option<Affiliation> {
        let actor = match referent.who {
            _ if self.is_outlet(referent) => return None,
            Who::Person(_) => None,
            Who::Actor(f) => Some((&f.id, &f.name)),
            // Several that spoke together issue nothing alone.
            Who::Heard(number) if self.all_of(number).is_some_and(|all| all.len() > 1) => return None,
            Who::Heard(number) => self.entity_of(number).filter(|e| e.kind == EntityKind::Faction).map(|e| (&e.id, &e.name)),
        };
        match actor {
            Some((id, name)) => Some(Affiliation { id: id.clone(), name: name.clone()? }),
            None => self.affiliation(referent).cloned(),
        }
    }

    /// The entity for a word that stands for it: people without a name go by the words that first told of them ("three witnesses").
    fn told(&self, actors: &Actors<'_>, referent: &Referent<'_>) -> Entity {
        let mut entity = self.entity(referent);
        if entity.name.is_none() && referent.animacy == Animacy::People {
            let text = actors.doc.slice(referent.span);
            let head = text.split([',', '(']).next().unwrap_or_default().trim_end();
            let head = ["The ", "the ", "A ", "a ", "An ", "an "].iter().find_map(|article| head.strip_prefix(article)).unwrap_or(head);
            entity.name = (!head.is_empty()).then(|| joined(head).into());
        }
        entity
    }
}

/// What was named and who spoke, in order of the text.
pub(crate) struct Antecedents<'s> {
    named: Vec<Referent<'s>>,
    named_steps: Steps,
    sentence_steps: Steps,
    quotation_steps: Steps,
    spoke: Vec<Referent<'s>>,
    heard: Heard,
    genders: Vec<Option<Gender>>,
    /// Whom people speak for of whom only a role beside them tells it, by the person's number less one; as long as it needs to be.
    roles: Vec<Option<Affiliation>>,
}

impl<'s> Antecedents<'s> {
    /// For an article whose claims have so many steps.
    pub fn new(doc: &Document<'_>, factions: &'s [Faction], people: &'s [Person], genders: Vec<Option<Gender>>, steps: usize) -> Antecedents<'s> {
        let people = people.iter().map(|p| Referent {
            span: p.span,
            who: Who::Person(p),
            gender: None,
            plural: Some(false),
            animacy: Animacy::Person,
            title: None,
            place: Place::default(),
        });
        let factions = factions.iter().filter(|f| f.name.is_some()).map(|f| Referent {
            span: f.span,
            who: Who::Actor(f),
            gender: None,
            plural: (f.kind == FactionKind::Outlet).then_some(false),
            animacy: Animacy::Group,
            title: None,
            place: Place::default(),
        });
        // Both are in order; of two of one span the person comes first.
        let mut people = people.peekable();
        let place = |r: &Referent<'_>| (r.span.start, r.span.end);
        let mut named = Vec::with_capacity(people.len() + factions.size_hint().1.unwrap_or_default());
        for actor in factions {
            while let Some(person) = people.next_if(|person| place(person) <= place(&actor)) {
                named.push(person);
            }
            named.push(actor);
        }
        named.extend(people);
        place_all(doc, &mut named);
        let mut heard = Vec::new();
        heard.resize_with(steps, || None);
        Antecedents {
            named_steps: Steps::of_few(named.iter().map(|r| r.span.start)),
            sentence_steps: Steps::of_few(doc.sentences.iter().map(|s| s.span.start)),
            quotation_steps: Steps::of_few(doc.quotations.iter().map(|q| q.span.start)),
            named,
            spoke: Vec::with_capacity(steps),
            heard: Heard(heard),
            genders,
            roles: Vec::new(),
        }
    }

    /// Notes the source of a step, and as whom a later word may mean it. Sources come in the order of the text.
    pub fn hear(&mut self, doc: &Document<'_>, number: u32, source: Source, referent: Option<Referent<'s>>) {
        self.heard.0[number as usize] = Some(source);
        self.spoke.extend(referent.map(|r| Referent { place: self.place(doc, r.span.start), ..r }));
    }

    /// The sources by the numbers of their steps, and whom people turned out to speak for, by the person's number less one.
    pub fn into_sources(mut self) -> (Vec<Option<Source>>, Vec<Option<Affiliation>>) {
        if !self.roles.is_empty() {
            for entity in self.heard.0.iter_mut().flatten().flat_map(|source| &mut source.entities) {
                let known = |person: u32| self.roles.get(person as usize - 1).cloned().flatten();
                entity.affiliation = entity.affiliation.take().or_else(|| known(entity.person?));
            }
        }
        (self.heard.0, self.roles)
    }

    /// Notes whom a person speaks for.
    pub fn learn_role(&mut self, person: u32, affiliation: Affiliation) {
        let place = (person as usize).saturating_sub(1);
        if self.roles.len() <= place {
            self.roles.resize(place + 1, None);
        }
        self.roles[place].get_or_insert(affiliation);
    }

    /// Whom a person was learnt to speak for.
    pub fn role_of(&self, person: u32) -> Option<&Affiliation> {
        self.roles.get((person as usize).checked_sub(1)?)?.as_ref()
    }

    /// How many named things begin before a byte.
    fn named_before(&self, byte: usize) -> usize {
        self.named_steps.before(byte, &self.named, |r| r.span.start)
    }

    /// The sentence that a byte stands in or after.
    fn sentence(&self, doc: &Document<'_>, byte: usize) -> Option<usize> {
        self.sentence_steps.before(byte + 1, &doc.sentences, |s| s.span.start).checked_sub(1)
    }

    fn place(&self, doc: &Document<'_>, byte: usize) -> Place {
        let before = self.quotation_steps.before(byte + 1, &doc.quotations, |q| q.span.start);
        Place { sentence: self.sentence(doc, byte), quoted: is_within(&doc.quotations[..before], byte) }
    }

    /// Who spoke last before a byte, if that is not long ago.
    fn spoke_last(&self, actors: &Actors<'_>, at: usize) -> Option<&Referent<'s>> {
        let last = self.spoke.last().filter(|r| r.span.end <= at)?;
        let back = self.sentence(actors.doc, at)?.checked_sub(last.place.sentence?)?;
        (back <= SAME_VOICE).then_some(last)
    }

    /// Whom "a NATO spokesman" spoke for, who spoke last before a byte.
    pub fn of_nameless(&self, actors: &Actors<'_>, at: usize) -> Option<&Affiliation> {
        let last = self.spoke_last(actors, at)?;
        let text = actors.doc.slice(last.span);
        let indefinite = ["a ", "A ", "an ", "An "].iter().any(|article| text.starts_with(article));
        let nameless = last.animacy == Animacy::People && last.plural == Some(false) && !text.contains(',');
        self.heard.affiliation(last).filter(|_| indefinite && nameless)
    }

    /// The person who spoke last before a byte under a bare name, if no more is known of whom that person speaks for.
    pub fn person_without_role(&self, actors: &Actors<'_>, affiliation: &Affiliation, at: usize) -> Option<Entity> {
        let last = self.spoke_last(actors, at)?;
        let entity = self.heard.entity(last);
        let bare = entity.name.as_ref().is_some_and(|name| name.contains(actors.doc.slice(last.span)));
        let known = entity.affiliation.as_ref().or_else(|| self.role_of(entity.person?));
        (bare && entity.person.is_some() && known.is_none_or(|known| known == affiliation)).then_some(entity)
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
    fn gender_of(&self, referent: &Referent<'_>) -> Option<Gender> {
        self.heard.person(referent).map_or(referent.gender, |person| self.gender(person))
    }

    /// All whom a pronoun at a byte means.
    pub fn all_of_pronoun(&self, actors: &Actors<'_>, word: &str, at: usize) -> Vec<Entity> {
        let plural = ["they", "them"].iter().any(|form| form.eq_ignore_ascii_case(word));
        let joint = || match self.best(actors, &Wanted::THEY, at)?.who {
            Who::Heard(number) => self.heard.all_of(number).filter(|all| all.len() > 1),
            _ => None,
        };
        match plural.then(joint).flatten() {
            Some(all) => all.to_vec(),
            None => self.of_pronoun(actors, word, at).into_iter().collect(),
        }
    }

    /// Whom a pronoun at a byte means.
    pub fn of_pronoun(&self, actors: &Actors<'_>, word: &str, at: usize) -> Option<Entity> {
        let is = |forms: &[&str]| forms.iter().any(|form| form.eq_ignore_ascii_case(word));
        let wanted = match () {
            () if is(&["he", "him", "his", "himself"]) => Wanted { gender: Some(Gender::Male), plural: false, person: true, group: false },
            () if is(&["she", "her", "herself"]) => Wanted { gender: Some(Gender::Female), plural: false, person: true, group: false },
            () if is(&["it", "its", "itself"]) => Wanted { gender: None, plural: false, person: false, group: true },
            () if is(&["they", "their", "them", "themselves"]) => Wanted::THEY,
            () if is(&["who", "whom", "which", "that"]) => return self.nearest(at).map(|r| self.heard.entity(r)),
            () => return None,
        };
        let best = self.best(actors, &wanted, at)?;
        // "The rebels and the government signed. They said": both, and no entity is both.
        (!(wanted.plural && best.animacy == Animacy::Group && is_coordinated(actors, best.span))).then(|| self.heard.told(actors, best))
    }

    /// The referent that ends last before a byte.
    fn nearest(&self, at: usize) -> Option<&Referent<'s>> {
        let end = self.named_before(at);
        self.named[..end].iter().rev().take(3).find(|r| r.span.end <= at && at - r.span.end < 60)
    }

    fn best<'w>(&'w self, actors: &'w Actors<'_>, wanted: &'w Wanted, at: usize) -> Option<&'w Referent<'s>> {
        self.scores(actors, wanted, at).max_by_key(|(score, _)| *score).map(|(_, r)| r)
    }

    /// What fits, with how likely it is meant and where it stands.
    fn scores<'w>(&'w self, actors: &'w Actors<'_>, wanted: &'w Wanted, at: usize) -> impl Iterator<Item = ((i32, usize), &'w Referent<'s>)> {
        // The sentences in reach; nothing before them can be meant.
        let sentences = &actors.doc.sentences;
        let Place { sentence, quoted } = self.place(actors.doc, at);
        let reach = sentence.map_or(0..0, |s| s.saturating_sub(REACH)..s + 1);
        let floor = sentences.get(reach.clone()).and_then(|s| s.first()).map_or(usize::MAX, |s| s.span.start);
        let score = move |r: &Referent<'_>, spoke: bool| {
            if r.span.end > at || !wanted.fits(r) {
                return None;
            }
            let gender = match (wanted.gender, self.gender_of(r)) {
                (Some(w), Some(g)) if w == g => 12,
                (Some(_), Some(_)) => return None,
                _ => 0,
            };
            let own = r.place.sentence?;
            let mut score = 100 - 22 * (reach.end - 1 - own) as i32 + gender;
            score += if spoke { 35 } else { 0 };
            // Whether few words stand before it; past the last token there is none.
            let subject = actors.doc.tokens.get(sentences[own].tokens.start + SUBJECT).is_none_or(|t| t.start() >= r.span.start);
            score += if subject { 20 } else { 0 };
            score -= if !quoted && r.place.quoted { 60 } else { 0 };
            Some((score, r.span.start))
        };
        let near = move |list: &'w [Referent<'s>], most: usize| {
            list[..list.partition_point(|r| r.span.start < at)].iter().rev().take(most).take_while(move |r| r.span.start >= floor)
        };
        let candidates = near(&self.spoke, 12).map(|r| (r, true)).chain(near(&self.named, 40).map(|r| (r, false)));
        candidates.filter_map(move |(r, spoke)| Some((score(r, spoke)?, r)))
    }

    /// Who issued "the statement": the actor or official that spoke last, or the last actor named.
    pub fn issuer(&self, actors: &Actors<'_>, at: usize) -> Option<Affiliation> {
        let sentence = self.sentence(actors.doc, at)?;
        let near = |r: &&Referent<'_>| r.span.end <= at && r.place.sentence.is_some_and(|s| sentence - s.min(sentence) <= REACH + 2);
        let spoke = self.spoke.iter().rev().take(FAR).filter(near).find_map(|r| self.heard.speaks_for(r));
        spoke.or_else(|| {
            let named = &self.named[..self.named_before(at)];
            let actor = |r: &&Referent<'_>| r.animacy == Animacy::Group && !self.heard.is_outlet(r);
            named.iter().rev().take(FAR).filter(actor).find(near).and_then(|r| self.heard.speaks_for(r))
        })
    }

    /// The one person named or heard in a sentence and the two before it, outside quotations; nothing if there are two.
    pub fn only_person(&self, actors: &Actors<'_>, at: usize) -> Option<Entity> {
        let sentence = self.sentence(actors.doc, at)?;
        let near = |r: &&Referent<'_>| {
            let back = r.place.sentence.and_then(|s| sentence.checked_sub(s));
            r.animacy == Animacy::Person && r.span.end <= at && back.is_some_and(|b| b <= 2) && !r.place.quoted
        };
        let until = |list: &[Referent<'_>]| list.partition_point(|r| r.span.start < at);
        let spoke = self.spoke[..until(&self.spoke)].iter().rev().take(12);
        let named = self.named[..until(&self.named)].iter().rev().take(40);
        let mut people = spoke.chain(named).filter(near);
        let first = people.next()?;
        let person = self.heard.person(first);
        people.all(|r| self.heard.person(r) == person).then(|| self.heard.entity(first))
    }

    /// The actor named last before a byte whose name holds a word among others: "the commission" of "Electoral Commission".
    pub fn with_word(&self, actors: &Actors<'_>, word: &str, at: usize) -> Option<Entity> {
        if word.len() < 4 {
            return None;
        }
        let holds = |r: &&Referent<'_>| {
            let text = actors.doc.slice(r.span).as_bytes();
            text.len() > word.len() + 2 && is_among(word.as_bytes(), text)
        };
        let before = &self.named[..self.named_before(at)];
        before
            .iter()
            .rev()
            .take(FAR)
            .filter(|r| r.animacy == Animacy::Group)
            .find(holds)
            .map(|r| (r.span.end, self.heard.entity(r)))
            .or_else(|| written_out(actors, word, at))
            .filter(|&(named, _)| !is_introduced(actors, word, named..at))
            .map(|(_, entity)| entity)
    }

    /// Whom "the nominee" means: the person in hand, if nobody else comes near.
    pub fn foremost_person(&self, actors: &Actors<'_>, at: usize) -> Option<Entity> {
        let wanted = Wanted { gender: None, plural: false, person: true, group: false };
        let scores: Vec<_> = self.scores(actors, &wanted, at).collect();
        let first = scores.iter().max_by_key(|(score, _)| *score).map(|(_, r)| *r).filter(|r| r.animacy == Animacy::Person)?;
        let person = self.heard.person(first);
        let best = |own: bool| scores.iter().filter(|(_, r)| (self.heard.person(r) == person) == own).map(|((score, _), _)| *score).max();
        let own = best(true)?;
        best(false).is_none_or(|other| own >= other + MARGIN).then(|| self.heard.entity(first))
    }

    /// The outlet named or heard last before a byte.
    pub fn last_outlet(&self, at: usize) -> Option<Entity> {
        let outlet = |r: &&Referent<'_>| self.heard.is_outlet(r) && self.heard.is_named(r) && r.span.end <= at;
        let spoke = self.spoke.iter().rev().take(FAR).find(outlet);
        let named = self.named[..self.named_before(at)].iter().rev().take(FAR).find(outlet);
        spoke.into_iter().chain(named).max_by_key(|r| r.span.start).map(|r| self.heard.entity(r))
    }

    /// Whom "the spokesman" means: who was called so before.
    pub fn of_role(&self, actors: &Actors<'_>, title: &Range<usize>, rows: &[RowId], affiliation: Option<&Affiliation>, at: usize) -> Option<Entity> {
        let word = actors.word(title.end - 1);
        let agrees = |r: &Referent<'_>| affiliation.is_none() || self.heard.affiliation(r) == affiliation;
        let spoke = self
            .spoke
            .iter()
            .rev()
            .take(FAR)
            .filter(|r| r.span.start < at)
            .find(|r| r.title.is_some_and(|title| title.eq_ignore_ascii_case(word)) && agrees(r) && self.heard.affiliation(r).is_some());
        let of_person = |r: &&Referent<'_>| {
            let role_before = actors.doc.token_at(r.span.start);
            let before = role_before.checked_sub(1).is_some_and(|b| actors.word(b).eq_ignore_ascii_case(word));
            let titled = || {
                let mut near = actors.titles(role_before.saturating_sub(4)..role_before);
                let next = role_before + usize::from(!actors.doc.in_headline(role_before));
                near.any(|(row, at)| rows.contains(&row) && at.end + 1 >= next)
                    || actors.apposition(actors.doc.token_at(r.span.end)).is_some_and(|phrase| {
                        let head = phrase.start..phrase.end.min(phrase.start + 6);
                        actors.titles(head).any(|(row, _)| rows.contains(&row))
                    })
            };
            agrees(r) && (before || titled())
        };
        let before = &self.named[..self.named_before(at)];
        let named = before.iter().rev().take(FAR).filter(|r| r.animacy == Animacy::Person).find(of_person);
        match (spoke, named) {
            (Some(s), Some(n)) if n.span.start >= s.span.start => Some(self.heard.entity(n)),
            (Some(s), _) => Some(self.heard.told(actors, s)),
            (None, Some(n)) => Some(self.heard.entity(n)),
            (None, None) => None,
        }
    }
}

/// Finds where things stand that are in order, as sentences and quotations are.
fn place_all(doc: &Document<'_>, named: &mut [Referent<'_>]) {
    let (mut sentences, mut quotations) = (0, 0);
    for r in named {
        let byte = r.span.start;
        sentences += doc.sentences[sentences..].iter().take_while(|s| s.span.start <= byte).count();
        quotations += doc.quotations[quotations..].iter().take_while(|q| q.span.start <= byte).count();
        r.place = Place { sentence: sentences.checked_sub(1), quoted: is_within(&doc.quotations[..quotations], byte) };
    }
}

/// Whether a byte stands in one of the last of some quotations.
fn is_within(quotations: &[Quoted], byte: usize) -> bool {
    quotations.iter().rev().take(3).any(|q| byte < q.span.end)
}

/// What a pronoun asks for.
struct Wanted {
    gender: Option<Gender>,
    plural: bool,
    person: bool,
    group: bool,
}

impl Wanted {
    const THEY: Wanted = Wanted { gender: None, plural: true, person: false, group: true };

    fn fits(&self, r: &Referent<'_>) -> bool {
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

/// "A and B": another name is joined to this one.
fn is_coordinated(actors: &Actors<'_>, span: Span) -> bool {
    let (first, end) = (actors.doc.token_at(span.start), actors.doc.token_at(span.end));
    let article = usize::from(first > 0 && matches!(actors.word(first - 1), "the" | "The"));
    let before = first > article && actors.word(first - article - 1) == "and";
    let the = usize::from(actors.word(end + 1) == "the");
    let after = actors.word(end) == "and" && actors.doc.tokens.get(end + 1 + the).is_some_and(|t| the == 1 || t.capital);
    before || after
}

/// "The department" of the "Labor Department": the name in capitals, known to no table, that holds the word.
fn written_out(actors: &Actors<'_>, word: &str, at: usize) -> Option<(usize, Entity)> {
    let tokens = &actors.doc.tokens;
    let end = actors.doc.token_at(at);
    let from = end.saturating_sub(BACK);
    let same = |t: &Token| t.capital && t.end() - t.start() == word.len() && t.core_text(actors.doc.text).eq_ignore_ascii_case(word);
    let found = from + tokens.get(from..end)?.iter().rposition(same)?;
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
    (range.len() > 1).then(|| (span.end, Entity { name: Some(joined(actors.doc.slice(span)).into()), ..source::entity(EntityKind::Faction) }))
}

/// "Farm workers formed a union. The union said": another of the noun has been introduced between two bytes, since one was named.
fn is_introduced(actors: &Actors<'_>, word: &str, between: Range<usize>) -> bool {
    /// How many tokens are looked at.
    const NEAR: usize = 80;
    let end = actors.doc.token_at(between.end);
    let from = actors.doc.token_at(between.start).max(end.saturating_sub(NEAR));
    let indefinite = |i: usize| matches!(actors.word(i), "a" | "an" | "A" | "An" | "another" | "Another");
    let goes_on = |i: usize| matches!(actors.words.class(actors.doc.word(i)), Some(Class::Relation | Class::Function | Class::Heading));
    let sentence = actors.doc.sentence_of(actors.doc.token_at(between.start));
    (from..end).any(|i| actors.word(i) == word && actors.doc.sentence_of(i) != sentence && introduces(actors.doc, i, indefinite, goes_on))
}

/// Whether a word stands between blanks or hyphens of a text, letter case aside.
fn is_among(word: &[u8], text: &[u8]) -> bool {
    let ends = |at: usize| matches!(text.get(at), None | Some(b' ' | b'-'));
    let first = word.first().map(u8::to_ascii_lowercase);
    (0..text.len()).any(|at| {
        let may = text.get(at).map(u8::to_ascii_lowercase) == first && ends(at + word.len());
        may && ends(at.wrapping_sub(1)) && text.get(at..at + word.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(word))
    })
}

fn is_article(word: &str) -> bool {
    matches!(word, "The" | "A" | "An" | "the")
}
