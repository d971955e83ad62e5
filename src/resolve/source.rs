//! Who speaks: the words of a source, tied to people, actors and outlets of the article.

mod document;
mod whose;

use std::{cell::OnceCell, ops::Range};

use dateline_gazetteers::{
    Flags, Row,
    schema::{Table, country, faction, generic, outlet, title},
};

use super::{
    affiliation::{Actors, Holder},
    antecedent::{Animacy, Antecedents, Place, Referent, Who},
};
use crate::{
    distinct::Texts,
    document::Steps,
    gazetteer::{NameMatch, RowId},
    mention::person::{Gender, words::Class},
    model::{Affiliation, Entity, EntityKind, Faction, FactionKind, Person, Source},
    span::Span,
    token::Kind,
};

/// The row of titles of those who know something and go unnamed.
const SOURCE: &str = "source";

/// Resolves the sources of one article, which are asked for in the order of the text.
pub(crate) struct Sources<'s, 'a> {
    pub(super) actors: &'s Actors<'a>,
    people: &'s [Person],
    people_steps: Steps,
    antecedents: Antecedents<'s>,
    /// The first mention of each person, by number, gathered once if they are asked for.
    firsts: OnceCell<Vec<&'s Person>>,
    /// Words with a capital of their own, gathered once if they are asked for.
    pub(super) capitals: OnceCell<Texts<'a>>,
}

/// What a part of a source is about, by its head.
pub(super) enum Head<'s> {
    Person(&'s Person),
    Faction(&'s Faction),
    Outlet(Entity),
    Document,
    Medium,
    /// A title as noun: the tokens it stands on.
    Title(Range<usize>),
}

impl<'s, 'a> Sources<'s, 'a> {
    /// For an article whose claims have so many steps.
    pub fn new(actors: &'s Actors<'a>, people: &'s [Person], genders: Vec<Option<Gender>>, steps: usize) -> Sources<'s, 'a> {
        Sources {
            actors,
            people,
            people_steps: Steps::of_few(people.iter().map(|p| p.span.start)),
            antecedents: Antecedents::new(actors.doc, actors.factions, people, genders, steps),
            firsts: OnceCell::new(),
            capitals: OnceCell::new(),
        }
    }

    /// The sources that were resolved, by the numbers of their steps, and whom people turned out to speak for.
    pub fn into_sources(self) -> (Vec<Option<Source>>, Vec<Option<Affiliation>>) {
        self.antecedents.into_sources()
    }

    /// Resolves the source of a step, given with its number, at a span that begins with a token; nothing if the span holds no text.
    pub fn resolve(&mut self, step: u32, span: Span, first: usize) {
        let text = self.actors.doc.slice(span);
        if text.is_empty() {
            return;
        }
        let tokens = self.actors.tokens_from(first, span);
        let pronoun = self.is_pronoun(&tokens);
        let (mut entities, title) = self.entities(&tokens, pronoun);
        let joint = entities.len() > 1;
        if let [entity] = entities.as_mut_slice() {
            self.tie_to_role(entity, span);
        }
        for (person, affiliation) in entities.iter().filter_map(|e| Some((e.person?, e.affiliation.as_ref()?))) {
            if self.first_mention(person).is_some_and(|mention| mention.affiliation.is_none()) {
                self.antecedents.learn_role(person, affiliation.clone());
            }
        }
        // A pronoun that means nobody known is itself nobody whom another could mean.
        let unknown = |e: &Entity| pronoun && e.name.is_none() && e.id.is_none();
        let mut referent = None;
        if let Some([entity]) = Some(entities.as_slice()).filter(|e| !e.first().is_some_and(unknown)) {
            let gender = self.gender(entity, &tokens).or_else(|| self.pronoun_gender(span, &tokens));
            if let (Some(person), Some(gender)) = (entity.person, gender) {
                self.antecedents.learn(person, gender);
            }
            let plural = self.is_plural(entity, title);
            referent = Some(Referent { span, who: Who::Heard(step), gender, plural, animacy: animacy(entity), title, place: Place::default() });
        }
        if joint {
            // "They": all of them.
            let group = entities.iter().all(|e| animacy(e) == Animacy::Group);
            let animacy = if group { Animacy::Group } else { Animacy::People };
            referent =
                Some(Referent { span, who: Who::Heard(step), gender: None, plural: Some(true), animacy, title: None, place: Place::default() });
        }
        self.antecedents.hear(self.actors.doc, step, Source { span, text: text.to_owned(), entities }, referent);
    }

    /// "a NATO spokesman said. … said Jan Berg. … the NATO spokesman said": one voice, whom no title beside the name ties to whom it speaks for.
    fn tie_to_role(&mut self, entity: &mut Entity, span: Span) {
        let Some(number) = entity.person else { return };
        let mention = self.first_mention(number);
        let Some(mention) = mention.filter(|p| p.affiliation.is_none() && p.role.is_none()) else { return };
        let learnt = match entity.affiliation.take() {
            Some(told) => Some(told),
            None if mention.span == span => self.antecedents.of_nameless(self.actors, span.start).cloned(),
            None => None,
        };
        if let Some(affiliation) = &learnt {
            self.antecedents.learn_role(number, affiliation.clone());
        }
        entity.affiliation = learnt.or_else(|| self.antecedents.role_of(number).cloned());
    }

    /// Where a person is first named.
    fn first_mention(&self, number: u32) -> Option<&'s Person> {
        self.firsts().get((number as usize).checked_sub(1)?).copied()
    }

    /// The first mention of each person, by number.
    pub(super) fn firsts(&self) -> &[&'s Person] {
        self.firsts.get_or_init(|| {
            // People are numbered in order of their first mention.
            let mut firsts: Vec<&Person> = Vec::new();
            self.people.iter().for_each(|p| {
                if p.person as usize > firsts.len() {
                    firsts.push(p)
                }
            });
            firsts
        })
    }

    /// Whom it was told to, at a span.
    pub fn addressee(&self, span: Span) -> Option<Source> {
        let text = self.actors.doc.slice(span);
        let tokens = self.actors.tokens(span);
        (!text.is_empty()).then(|| Source { span, text: text.to_owned(), entities: self.entities(&tokens, self.is_pronoun(&tokens)).0 })
    }

    /// The entities of a source, and the last word of the title as noun that heads it, if it is one entity.
    fn entities(&self, tokens: &Range<usize>, pronoun: bool) -> (Vec<Entity>, Option<&'a str>) {
        let title = |head: &Option<Head<'s>>| match head {
            Some(Head::Title(title)) => Some(self.actors.word(title.end - 1)),
            _ => None,
        };
        if pronoun {
            let titled = tokens.clone().any(|i| self.actors.doc.has(i, Table::Title));
            return (self.pronoun(tokens), if titled { title(&self.head(tokens)) } else { None });
        }
        let whole = self.head_segment(tokens);
        let parts = self.parts(tokens.clone(), whole.clone());
        if !parts.is_empty() {
            let entities = self.joint(parts);
            // "Residents and officials" are no more than some people.
            let title = if entities.len() == 1 { title(&self.head_in(tokens, whole)) } else { None };
            return (entities, title);
        }
        let head = self.head_in(tokens, whole.clone());
        let title = title(&head);
        let mut entities = vec![self.entity(tokens, head)];
        if title.is_some() {
            self.add_joint(tokens, &mut entities);
        }
        (entities, title)
    }

    /// A pronoun's entities are its antecedent's, or nobody known.
    fn pronoun(&self, tokens: &Range<usize>) -> Vec<Entity> {
        let Some(token) = self.actors.doc.tokens.get(tokens.start) else { return vec![entity(EntityKind::Unnamed)] };
        let known = self.antecedents.all_of_pronoun(self.actors, self.actors.word(tokens.start), token.start());
        if known.is_empty() { vec![entity(EntityKind::Unnamed)] } else { known }
    }

    /// `he` and `she` tell the gender of whom they mean.
    fn pronoun_gender(&self, span: Span, tokens: &Range<usize>) -> Option<Gender> {
        let word = self.actors.word(tokens.start);
        let is = |pronoun: &str| word.eq_ignore_ascii_case(pronoun) && span.len() == word.len();
        if is("he") { Some(Gender::Male) } else { is("she").then_some(Gender::Female) }
    }

    fn is_pronoun(&self, tokens: &Range<usize>) -> bool {
        let alone = tokens.len() == 1 || (tokens.len() == 2 && self.actors.doc.tokens[tokens.end - 1].kind == Kind::Mark);
        alone && self.actors.words.is(self.actors.doc.word(tokens.start), Class::Pronoun)
    }

    /// The tokens of a noun phrase up to where what describes it begins.
    fn head_segment(&self, tokens: &Range<usize>) -> Range<usize> {
        // "The Free Aceh Movement (GAM) spokesman": letters in brackets end nothing.
        let in_brackets = |i: usize| {
            let close = || (i + 1..tokens.end.min(i + 4)).find(|&k| self.actors.word(k) == ")");
            self.actors.word(i) == "(" && close().is_some_and(|c| c + 1 < tokens.end && self.actors.doc.tokens[c + 1].kind == Kind::Word)
        };
        let stop = (tokens.start + 1..tokens.end).find(|&i| {
            if in_brackets(i) {
                return false;
            }
            let token = &self.actors.doc.tokens[i];
            let ends = matches!(
                self.actors.words.class(self.actors.doc.word(i)),
                Some(Class::Relation | Class::Heading | Class::Trailing | Class::Received)
            ) || matches!(token.core_text(self.actors.doc.text), "who" | "which" | "whose" | "that" | "(");
            let inside_name = || {
                self.person_over(token.core_span()).is_some_and(|p| p.span.start < token.start())
                    || self.actors.faction_over(token.core_span()).is_some_and(|f| f.span.start < token.start())
            };
            let inside_title = || {
                (i.saturating_sub(4)..i)
                    .any(|s| self.actors.doc.names_at(s).iter().any(|m| matches!(m.table, Table::Title | Table::Outlet) && m.last as usize > i))
            };
            ends && !inside_name() && !inside_title()
        });
        tokens.start..stop.unwrap_or(tokens.end)
    }

    /// What a noun phrase is about.
    pub(super) fn head(&self, part: &Range<usize>) -> Option<Head<'s>> {
        self.head_in(part, self.head_segment(part))
    }

    /// The same, of a phrase whose head segment is known.
    fn head_in(&self, part: &Range<usize>, whole: Range<usize>) -> Option<Head<'s>> {
        let comma = whole.clone().find(|&i| self.actors.word(i) == "," && !self.lists_countries(i));
        let first = self.last_item(whole.start..comma.unwrap_or(whole.end));
        // "The ambassador to the United Nations, John Smith": a title's holder, not whom the title is with.
        let aside = matches!(first, Some(Head::Faction(_) | Head::Outlet(_)));
        let to = comma.filter(|_| aside).and_then(|c| (whole.start + 1..c).find(|&i| matches!(self.actors.word(i), "to" | "at" | "for" | "of")));
        if let Some(person) = to.filter(|&t| self.title_ending(t - 1, whole.start).is_some()).and_then(|_| self.person_after(comma? + 1, part.end)) {
            return Some(Head::Person(person));
        }
        match first {
            Some(Head::Title(_)) | None => {
                // "The union's legal counsel, Nadia Okafor": the name may follow its role.
                let person = (part.start..part.end).filter(|&i| self.actors.word(i) == ",").find_map(|i| self.person_after(i + 1, part.end));
                person
                    .or_else(|| first.as_ref().and_then(|_| self.person_behind(part)))
                    .map(Head::Person)
                    .or(first)
                    .or_else(|| comma.and_then(|c| self.last_item(c + 1..whole.end)).filter(|h| matches!(h, Head::Faction(_) | Head::Outlet(_))))
            }
            other => other,
        }
    }

    /// "US special envoy for Syria Michael Ratney": the name at the end, after a country.
    fn person_behind(&self, part: &Range<usize>) -> Option<&'s Person> {
        let person = self.person_over(self.actors.doc.tokens.get(part.end.checked_sub(1)?)?.core_span())?;
        let start = self.actors.doc.token_at(person.span.start);
        let country = |at: usize| self.actors.doc.names_of(at, Table::Country).any(|m| m.last as usize == start);
        // "the commander of the front General X", not "opponents of President X"
        let title = (start > part.start && self.actors.doc.tokens[start - 1].capital).then(|| self.title_ending(start - 1, part.start)).flatten();
        let governed = |at: usize| at > part.start && self.actors.words.is(self.actors.doc.word(at - 1), Class::Relation);
        let titled = title.is_some_and(|t| t.start > part.start && !governed(t.start));
        let behind =
            || start > part.start + 2 && ((start.saturating_sub(4).max(part.start)..start).any(country) || self.holds_office(part.start..start));
        (titled || behind()).then_some(person)
    }

    /// The last thing of a head segment that can speak.
    fn last_item(&self, segment: Range<usize>) -> Option<Head<'s>> {
        let mut at = segment.end;
        while at > segment.start {
            at -= 1;
            let token = &self.actors.doc.tokens[at];
            let possessive = token.core() < token.end();
            let core = token.core_span();
            if !possessive || at + 1 == segment.end {
                if let Some(person) = self.person_over(core).filter(|p| !self.is_possessor(p, segment.end)) {
                    return Some(Head::Person(person));
                }
                if let Some(faction) = self.actors.faction_over(core) {
                    return Some(if faction.kind == FactionKind::Outlet { Head::Outlet(of_faction(faction)) } else { Head::Faction(faction) });
                }
                if let Some(entity) = self.outlet(at, segment.start) {
                    return Some(Head::Outlet(entity));
                }
                if let Some(title) = self.title_ending(at, segment.start) {
                    return Some(Head::Title(title));
                }
                match self.actors.words.class(self.actors.doc.word(at)) {
                    Some(Class::Document) => return Some(Head::Document),
                    Some(Class::Medium) if !self.named_before(segment.start..at) => return Some(Head::Medium),
                    _ => {}
                }
            }
        }
        None
    }

    /// "Atiku Abubakar's new party": the name is a possessive before something else.
    fn is_possessor(&self, person: &Person, end: usize) -> bool {
        let last = self.actors.doc.token_at(person.span.end).saturating_sub(1);
        let token = self.actors.doc.tokens.get(last);
        last + 1 < end && token.is_some_and(|t| t.core() < t.end() || self.actors.word(last + 1) == "'" || self.actors.word(last + 1) == "’")
    }

    /// An actor or outlet stands before "news agency", "newspaper".
    fn named_before(&self, range: Range<usize>) -> bool {
        let span = self.actors.span(&range);
        self.actors.factions_in(span).next().is_some() || range.clone().any(|i| self.outlet(i, range.start).is_some())
    }

    /// The outlet of the gazetteer whose name ends at a token.
    fn outlet(&self, at: usize, floor: usize) -> Option<Entity> {
        (floor.max(at.saturating_sub(6))..=at).find_map(|first| {
            // "Price Stern Sloan": a word that is an outlet's only where more speaks for it is none beside other words of a name.
            let capital = |i: usize| self.actors.doc.tokens[i].capital;
            let alone = || !(first > floor && capital(first - 1) && self.actors.word(first - 1) != "The");
            let known = |m: &&NameMatch| m.last as usize == at + 1 && m.same_case && (!m.flags.has(Flags::CONTEXT) || alone());
            let m = self.actors.doc.names_of(first, Table::Outlet).find(known)?;
            let row = self.actors.layers.row(m.row);
            Some(Entity { id: Some(row.cow(outlet::ID)), name: Some(row.cow(outlet::NAME)), ..entity(EntityKind::Outlet) })
        })
    }

    /// The longest title that ends at a token.
    fn title_ending(&self, at: usize, floor: usize) -> Option<Range<usize>> {
        (floor.max(at.saturating_sub(5))..=at)
            .find(|&first| self.actors.doc.names_of(first, Table::Title).any(|m| m.last as usize == at + 1))
            .map(|first| first..at + 1)
    }

    /// The person whose name, after titles and adjectives, begins at a token.
    fn person_after(&self, at: usize, end: usize) -> Option<&'s Person> {
        let span = self.actors.span(&(at..end));
        let person = self.people_in(span).next()?;
        let start = self.actors.doc.token_at(person.span.start);
        let clear = start <= at + 6
            && (at..start).all(|i| {
                self.actors.doc.tokens[i].capital
                    || self.title_ending(i, at).is_some()
                    || self.actors.doc.tokens[i].kind == Kind::Mark
                    || self.actors.words.is(self.actors.doc.word(i), Class::Modifier)
            });
        let possessive = self.actors.doc.tokens.get(self.actors.doc.token_at(person.span.end).saturating_sub(1)).is_some_and(|t| t.core() < t.end());
        (clear && !possessive).then_some(person)
    }

    /// The entity of a part of a source that has a head.
    pub(super) fn entity(&self, part: &Range<usize>, head: Option<Head<'s>>) -> Entity {
        match head {
            Some(Head::Person(person)) => Entity {
                person: Some(person.person),
                name: Some(person.name.clone().into()),
                affiliation: self.owner(part).or_else(|| person.affiliation.clone()).or_else(|| self.affiliation(part, person.span)),
                ..entity(EntityKind::Person)
            },
            Some(Head::Faction(faction)) => of_faction(faction),
            Some(Head::Outlet(outlet)) => outlet,
            Some(Head::Document) => self.document(part),
            Some(Head::Medium) => self.medium(part),
            Some(Head::Title(title)) => self.role(part, &title),
            None => {
                // "Moscow, which Western governments accuse of sending arms,"
                let relative = part.clone().find(|&i| self.actors.word(i) == "," && matches!(self.actors.word(i + 1), "which" | "whose" | "where"));
                let named = part.start > 0 && self.actors.word(part.start - 1) == "of";
                let end = relative.filter(|_| !named).unwrap_or(part.end);
                let known = self.government(&(part.start..end)).or_else(|| self.description(part));
                known.or_else(|| self.turn(part)).or_else(|| self.surname(part)).unwrap_or_else(|| entity(EntityKind::Unnamed))
            }
        }
    }

    /// "…, Kyiv said": a country or the seat of its government that speaks is the government.
    fn government(&self, part: &Range<usize>) -> Option<Entity> {
        let the = usize::from(matches!(self.actors.word(part.start), "the" | "The"));
        let names = self.actors.doc.names_of(part.start + the, Table::Country).filter(|m| m.last as usize == part.end && m.same_case);
        let mut codes: Vec<RowId> =
            names.filter(|m| matches!(usize::from(m.column), country::NAME | country::ALIASES | country::SEATS)).map(|m| m.row).collect();
        codes.dedup();
        let [row] = codes.as_slice() else { return None };
        let government = self.actors.institution("gov", self.actors.layers.row(*row).text(country::ID))?;
        Some(Entity { id: government.id, name: Some(government.name), ..entity(EntityKind::Faction) })
    }

    /// "The newspaper": the outlet in hand.
    fn medium(&self, part: &Range<usize>) -> Entity {
        let definite = matches!(self.actors.word(part.start), "the" | "The") && part.len() == 2;
        let outlet = || self.antecedents.last_outlet(self.actors.span(part).start);
        definite.then(outlet).flatten().unwrap_or_else(|| entity(EntityKind::Outlet))
    }

    /// "The group": the actor in hand.
    fn description(&self, part: &Range<usize>) -> Option<Entity> {
        // "the other side" is whoever has not been in hand.
        let other = self.actors.word(part.start + 1) == "other";
        let definite = matches!(self.actors.word(part.start), "the" | "The") && !other;
        let at = self.actors.span(part).start;
        let head = self.actors.word(part.end.saturating_sub(1));
        if definite && part.len() <= 3 {
            // "The commission": the one whose name has the word.
            if let Some(entity) = self.antecedents.with_word(self.actors, head, at) {
                return Some(entity);
            }
            let doer = ["man", "woman", "er", "or", "ist", "ian", "eon"].iter().any(|e| head.len() > 4 && head.ends_with(e));
            // "the arrested officer" is none of those who were named for what they said.
            let undergone = part.len() == 3 && self.actors.word(part.start + 1).ends_with("ed");
            if doer && !undergone && !head.starts_with(char::is_uppercase) && !self.is_generic(part) {
                let person = self.antecedents.only_person(self.actors, at);
                let gender = person.as_ref().and_then(|p| self.antecedents.gender(p.person?));
                let other = head == "man" && gender == Some(Gender::Female) || head == "woman" && gender == Some(Gender::Male);
                return person.filter(|_| !other);
            }
        }
        let state = |e: &Entity| e.id.as_deref().is_some_and(|id| id.contains(':'));
        let noun = if definite { self.group_noun(self.head_segment(part))? } else { return None };
        let known = self.antecedents.of_pronoun(self.actors, "it", at)?;
        (!state(&known) && known.kind == EntityKind::Faction && self.is_such(&known, noun, at)).then_some(known)
    }

    /// A noun of actors stands in the phrase.
    fn is_generic(&self, part: &Range<usize>) -> bool {
        self.head_segment(part).skip(1).any(|i| self.actors.doc.has(i, Table::Generic))
    }

    /// The noun of actors that ends a phrase in small letters: "the armed group", not "the Salvation Army".
    fn group_noun(&self, segment: Range<usize>) -> Option<Row<'a>> {
        let words = segment.start + 1..segment.end;
        if words.clone().any(|i| self.actors.doc.tokens[i].capital) {
            return None;
        }
        let noun = |m: &&NameMatch| m.last as usize == words.end && matches!(self.actors.layers.row(m.row).bytes(generic::PART), b"noun" | b"class");
        let noun = words.clone().find_map(|i| self.actors.doc.names_of(i, Table::Generic).find(noun))?;
        Some(self.actors.layers.row(noun.row))
    }

    /// An actor of the article is what a noun means: of its kind, or of one that any noun of groups fits; a body that has what the noun tells.
    fn is_such(&self, entity: &Entity, noun: Row<'_>, at: usize) -> bool {
        use FactionKind::{ArmedGroup, Communal, CriminalGroup, International, Party, Umbrella, Unknown};
        /// So many mentions back an actor may be named.
        const FAR: usize = 100;
        let before = &self.actors.factions[..self.actors.factions.partition_point(|f| f.span.start < at)];
        let Some(actor) = before.iter().rev().take(FAR).find(|f| f.id == entity.id && f.name == entity.name) else { return false };
        let row = || self.actors.layers.find(Table::Faction, entity.id.as_deref()?).map(|row| self.actors.layers.row(row));
        match FactionKind::from(noun.text(generic::KIND)) {
            Unknown => matches!(actor.kind, ArmedGroup | Communal | CriminalGroup | Party | Umbrella | Unknown),
            ArmedGroup => matches!(actor.kind, ArmedGroup | Umbrella),
            International => row().is_some_and(|row| row.list(faction::TRAITS).any(|t| t == noun.text(generic::TRAIT))),
            kind => actor.kind == kind,
        }
    }

    /// How many mentions of people begin before a byte.
    fn people_before(&self, byte: usize) -> usize {
        self.people_steps.before(byte, self.people, |p| p.span.start)
    }

    fn people_in(&self, span: Span) -> impl Iterator<Item = &'s Person> {
        let from = self.people_before(span.start);
        self.people[from..].iter().take_while(move |p| p.span.start < span.end).filter(move |p| span.contains(p.span))
    }

    /// The person mention that holds a word.
    fn person_over(&self, word: Span) -> Option<&'s Person> {
        let after = self.people_before(word.start + 1);
        self.people[..after].last().filter(|p| p.span.contains(word))
    }

    /// A role without a name: "Syria's prime minister", "officials".
    fn role(&self, part: &Range<usize>, title: &Range<usize>) -> Entity {
        let row = self.actors.titles(title.clone()).next().map(|(row, _)| self.actors.layers.row(row));
        let class = row.map_or("other", |r| r.text(title::ROLE));
        // "Opponents of President X" and "residents" speak for nobody else.
        let nobodys = class == "other" && row.is_some_and(|r| r.text(title::POSITION) == "noun");
        let found = match row {
            Some(row) if row.text(title::ID) == SOURCE => self.within(part, title),
            _ if nobodys => None,
            _ => self.actors.of_phrase(self.with_adjective(part), Span::default(), Holder::Unnamed),
        };
        let found = self.possessor(part, title, class).or(found);
        let definite = matches!(self.actors.word(part.start), "the" | "The");
        let at = self.actors.span(part).start;
        let serves = matches!(class, "spokesperson" | "military" | "police" | "diplomat");
        if definite {
            let explicit = found.as_ref().filter(|f| f.explicit).map(|f| &f.affiliation);
            // "said Jan Berg. … the NATO spokesman said"
            let one = serves && !self.is_plural_word(self.actors.word(title.end - 1)) && part.end == title.end;
            if let Some(affiliation) = explicit.filter(|_| one) {
                let person = self.antecedents.person_without_role(self.actors, affiliation, at);
                let untitled =
                    |p: &Entity| p.person.and_then(|number| self.first_mention(number)).is_some_and(|m| m.role.is_none() && m.affiliation.is_none());
                if let Some(person) = person.filter(untitled) {
                    return Entity { affiliation: Some(affiliation.clone()), ..person };
                }
            }
            let rows: Vec<RowId> = self.actors.titles(title.clone()).map(|(row, _)| row).collect();
            if let Some(entity) = self.antecedents.of_role(self.actors, title, &rows, explicit, at) {
                return entity;
            }
            // "The senator": the one person in hand. Offices, spokesmen and officials may be anyone's.
            let anyone = self.is_office(class) || serves || matches!(class, "official" | "rebel");
            if !anyone
                && !self.is_plural_word(self.actors.word(title.end - 1))
                && part.end == title.end
                && explicit.is_none_or(|_| class == "party" || class == "legislator")
            {
                let person = self.antecedents.only_person(self.actors, at);
                if let Some(entity) = person.or_else(|| self.antecedents.foremost_person(self.actors, at)) {
                    return entity;
                }
            }
        }
        let plural = self.is_plural_word(self.actors.word(title.end - 1));
        // "A spokesman" with no more than that speaks for the actor in hand.
        let spoken = || if class == "spokesperson" { self.antecedents.issuer(self.actors, at) } else { None };
        let kind = if plural || matches!(class, "other" | "activist" | "analyst") || !definite && !self.is_office(class) {
            EntityKind::Unnamed
        } else {
            EntityKind::Role
        };
        Entity { affiliation: self.owner(part).or_else(|| found.map(|f| f.affiliation)).or_else(spoken), ..entity(kind) }
    }

    /// A title that one person holds at a time.
    fn is_office(&self, class: &str) -> bool {
        matches!(class, "head_of_state" | "head_of_government" | "minister")
    }

    pub(super) fn is_plural_word(&self, word: &str) -> bool {
        word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || word.ends_with("people")
    }

    /// Whether a source is more than one; `title` is its last word where that is a title.
    fn is_plural(&self, entity: &Entity, title: Option<&str>) -> Option<bool> {
        match entity.kind {
            EntityKind::Person => Some(false),
            EntityKind::Unnamed | EntityKind::Role => title.map(|word| self.is_plural_word(word)),
            _ => None,
        }
    }

    fn gender(&self, entity: &Entity, tokens: &Range<usize>) -> Option<Gender> {
        match entity.person {
            Some(person) => self.antecedents.gender(person),
            None => self.actors.titles(tokens.clone()).find_map(|(row, _)| self.actors.words.title(row).gender),
        }
    }
}

/// An entity of a kind, of which nothing more is known.
pub(super) fn entity(kind: EntityKind) -> Entity {
    Entity { kind, id: None, person: None, name: None, affiliation: None }
}

pub(super) fn of_faction(faction: &Faction) -> Entity {
    let kind = if faction.kind == FactionKind::Outlet { EntityKind::Outlet } else { EntityKind::Faction };
    Entity { id: faction.id.clone(), name: faction.name.clone(), ..entity(kind) }
}

fn animacy(entity: &Entity) -> Animacy {
    match entity.kind {
        EntityKind::Person => Animacy::Person,
        EntityKind::Role | EntityKind::Unnamed => Animacy::People,
        EntityKind::Document => Animacy::Thing,
        _ => Animacy::Group,
    }
}
