//! The actors an article has spoken of so far, and whom a description stands for.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, country, faction, generic};

use super::{
    Choice, Evidence, Identity, Resolver,
    group::{Group, Groups},
    of_institution, of_local, of_row,
    stage::Stage,
};
use crate::{
    document::{Document, joined},
    gazetteer::{Layers, RowId},
    mention::{
        faction::{Actor, FactionCandidate, class, institution_kind},
        person::leader::Leaders,
    },
    model::FactionKind,
    span::Span,
    token::Gap,
};

/// How many sentences back "the group" looks.
pub(super) const REACH: usize = 3;
/// How many mentions back a description looks.
pub(super) const FAR: usize = 100;
/// Who was named or described so far.
pub(super) struct Said {
    pub sentence: usize,
    pub first: usize,
    pub identity: Identity,
    pub generic: bool,
    /// Which of the groups it is.
    pub group: Option<usize>,
}

/// What a description tells.
pub(super) struct Wanted<'d> {
    pub kind: &'d FactionKind,
    pub country: Option<RowId>,
    pub traits: Vec<&'d str>,
    pub opposed: bool,
}

pub(super) struct Discourse<'d> {
    pub(super) resolver: &'d Resolver,
    pub(super) leaders: &'d Leaders,
    pub(super) layers: &'d Layers,
    pub(super) doc: &'d Document<'d>,
    pub(super) evidence: &'d Evidence<'d>,
    pub(super) groups: Groups<'d>,
    /// The group that a noun of members follows ("M23 rebels"), by noun; none where it follows several.
    labels: BTreeMap<RowId, Option<usize>>,
    /// Names by their first tokens, in order.
    names: Vec<(usize, &'d FactionCandidate, &'d Actor)>,
    /// Who the rows of names are.
    known: BTreeMap<RowId, Identity>,
    /// The first explicit description of each sort of actors: "Syrian rebels", "Darfur rebels".
    explicit: Option<Identity>,
    pub(super) said: Vec<Said>,
    /// The police or government of a town that was named last.
    local: Option<(RowId, Identity)>,
    /// The countries whose armed forces or units the article names.
    pub(super) armies: Vec<RowId>,
    /// Which mission of a body is meant, worked out once for each country.
    pub(super) missions: BTreeMap<super::unit::Sought, Option<RowId>>,
}

impl<'d> Discourse<'d> {
    pub fn new(resolver: &'d Resolver, leaders: &'d Leaders, evidence: &'d Evidence<'d>, choices: &[Choice<'d>]) -> Discourse<'d> {
        let mut discourse = Discourse {
            resolver,
            leaders,
            layers: evidence.layers,
            doc: evidence.doc,
            evidence,
            groups: Groups::default(),
            labels: BTreeMap::new(),
            names: Vec::with_capacity(choices.len()),
            known: BTreeMap::new(),
            explicit: None,
            said: Vec::with_capacity(choices.len()),
            local: None,
            armies: Vec::new(),
            missions: BTreeMap::new(),
        };
        for choice in choices.iter().filter(|c| !c.candidate.generic) {
            discourse.names.push((choice.candidate.first, choice.candidate, choice.actor));
            discourse.add_group(choice);
            discourse.add_army(choice);
        }
        for choice in choices {
            discourse.add_foretold(choice);
        }
        discourse.explicit = choices.iter().find_map(|c| match c.actor {
            Actor::Described { country, region, opposed: true, words, .. } if country.is_some() || region.is_some() => {
                let wanted = discourse.wanted(c.actor, words);
                discourse.described(c.actor, &wanted).filter(|i| i.name.is_some())
            }
            _ => None,
        });
        discourse
    }

    /// The identity of a row, worked out once.
    fn of_row(&mut self, row: RowId) -> &Identity {
        self.known.entry(row).or_insert_with(|| of_row(self.layers, row))
    }

    /// Who is named at a token.
    fn named_at(&self, first: usize) -> Option<&'d Actor> {
        self.name_at(first).map(|(_, actor)| actor)
    }

    /// The name that begins at a token, and who bears it.
    pub fn name_at(&self, first: usize) -> Option<(&'d FactionCandidate, &'d Actor)> {
        self.names.binary_search_by_key(&first, |&(known, ..)| known).ok().map(|at| (self.names[at].1, self.names[at].2))
    }

    /// Counts the group that a name stands for, and the noun of members that follows it.
    fn add_group(&mut self, choice: &Choice<'d>) {
        let identity = match choice.actor {
            Actor::Row(row) if row.table == Table::Faction => self.of_row(*row).clone(),
            Actor::Unlisted { name, kind } => Identity { name: Some(name.clone().into()), ..Identity::unknown(kind.clone()) },
            _ => return,
        };
        if matches!(identity.kind, FactionKind::Government | FactionKind::Military | FactionKind::Police | FactionKind::Outlet) {
            return;
        }
        let at = match self.groups.iter().position(|g| g.actor == choice.actor) {
            Some(at) => at,
            None if self.groups.is_full() => return,
            None => {
                let row = match choice.actor {
                    Actor::Row(row) => Some(self.layers.row(*row)),
                    _ => None,
                };
                self.groups.push(choice.actor, identity, row, 0)
            }
        };
        self.groups[at].count += 1;
        let mut after = choice.candidate.last;
        // "Blue Valley Front (BVF) rebels"
        if self.doc.tokens.get(after).is_some_and(|t| t.text(self.doc.text) == ")") {
            after += 1;
        }
        if self.doc.tokens.get(after).is_some_and(|t| t.gap < Gap::Paragraph) {
            let noun = self.doc.names_at(after).iter().find(|m| m.table == Table::Generic && self.is_noun(m.row));
            if let Some(noun) = noun {
                self.labels.entry(noun.row).and_modify(|known| *known = known.filter(|g| *g == at)).or_insert(Some(at));
            }
        }
    }

    /// A group that the traits of a description name ("Maoist rebels") counts from the beginning, as one that is named later does.
    fn add_foretold(&mut self, choice: &Choice<'d>) {
        let Actor::Described { words, .. } = choice.actor else { return };
        let wanted = self.wanted(choice.actor, words);
        let Some(identity) = self.world(&wanted) else { return };
        match self.groups.iter().position(|g| g.identity.id == identity.id) {
            Some(at) => self.groups[at].count += 1,
            None => {
                self.add_described(choice, &identity);
            }
        }
    }

    /// A listed group that only a description means ("Maoist rebels") is spoken of from there on.
    fn add_described(&mut self, choice: &Choice<'d>, identity: &Identity) -> Option<usize> {
        let armed = matches!(choice.actor, Actor::Described { .. }) && matches!(identity.kind, FactionKind::ArmedGroup | FactionKind::Umbrella);
        let id = identity.id.as_deref().filter(|id| armed && !id.contains(':') && !self.groups.is_full())?;
        let row = self.layers.row(self.layers.find(Table::Faction, id)?);
        Some(self.groups.push(choice.actor, identity.clone(), Some(row), 1))
    }

    fn is_noun(&self, row: RowId) -> bool {
        matches!(self.layers.row(row).text(generic::PART), "noun" | "class")
    }

    /// Says who is meant, at the end of `said`; false where the words then are no mention.
    pub fn identify(&mut self, choice: &Choice<'d>) -> bool {
        let Some(identity) = self.identity(choice) else { return false };
        let known = |g: &Group<'d>| g.actor == choice.actor || identity.name.is_some() && g.identity.name == identity.name;
        let group = self.groups.iter().position(known).or_else(|| self.add_described(choice, &identity));
        let first = choice.candidate.first;
        self.said.push(Said { sentence: self.doc.sentence_of(first).unwrap_or(0), first, identity, generic: choice.candidate.generic, group });
        true
    }

    /// Who is meant; nothing where the words then are no mention.
    fn identity(&mut self, choice: &Choice<'d>) -> Option<Identity> {
        let first = choice.candidate.first;
        let sentence = self.doc.sentence_of(first).unwrap_or(0);
        if choice.candidate.generic && self.evidence.is_team(choice.candidate) {
            return None;
        }
        if let Actor::Institution { .. } | Actor::Described { .. } = choice.actor {
            if let Some(identity) = self.apposed(choice) {
                return Some(identity);
            }
        }
        if let Some(part) = self.part_of_people(choice) {
            return Some(part);
        }
        Some(match choice.actor {
            Actor::Row(row) => self.of_another_country(choice, *row).unwrap_or_else(|| self.of_row(*row).clone()),
            Actor::Institution { institution, country: Some(country) } => match self.namesake(choice, *country) {
                Some((place, None)) => self.of_place(place, *institution),
                Some((_, Some(country))) => of_institution(self.layers, *institution, country),
                None => of_institution(self.layers, *institution, *country),
            },
            Actor::Institution { institution, country: None } => self.institution(choice, *institution),
            Actor::Unit { institution, country } => {
                match country.or_else(|| self.army_beside(first)).or_else(|| self.its_army(first, sentence)).or_else(|| self.only_army(first)) {
                    Some(country) => of_institution(self.layers, *institution, country),
                    None => Identity { name: Some(joined(self.doc.slice(choice.candidate.span)).into()), ..Identity::unknown(FactionKind::Military) },
                }
            }
            Actor::Mission { body, country, armed } => match self.mission(choice, *body, *country, *armed) {
                Some(mission) => self.of_row(mission).clone(),
                None => self.of_row(*body).clone(),
            },
            Actor::Unlisted { name, kind } => Identity { name: Some(name.clone().into()), ..Identity::unknown(kind.clone()) },
            Actor::Local { place, institution } => self.ruler(choice, *institution).unwrap_or_else(|| self.of_place(*place, *institution)),
            // "rebels from the Blue Valley Front": the name is the mention.
            Actor::Described { .. } if self.linked(choice) => return None,
            Actor::Described { kind, words, .. } => {
                let wanted = self.wanted(choice.actor, words);
                // "The terrorists": of an article that names one group only.
                if *kind == FactionKind::ArmedGroup && words.len() == 1 && self.is_weak(choice) {
                    return self.main_group(&wanted).map(|g| g.identity.clone());
                }
                self.referent(choice, &wanted, sentence).unwrap_or_else(|| Identity::unknown(kind.clone()))
            }
            Actor::Antecedent { kind, words } => match self.antecedent(choice, kind, words, sentence) {
                Some(identity) => identity,
                // "the aid agency" is an actor even where it was not named; "the group" may be anything.
                None if *kind == FactionKind::International && !self.is_weak(choice) => Identity::unknown(kind.clone()),
                // "the guerrilla group"
                None if words.len() > 1 => Identity::unknown(kind.clone()),
                None => return None,
            },
            Actor::Camp { .. } => self.resolver.camp(self.layers, self.leaders, self.doc, choice.actor)?,
            Actor::Own { institution: None } if self.is_speakers(first) => {
                let army =
                    self.resolver.military.filter(|military| self.speaks(*military, sentence, first) || self.speaks_for_state(sentence, first));
                let army = army.and_then(|military| Some(of_institution(self.layers, military, self.country(first, Stage::Army)?)));
                army.or_else(|| self.own(None, first, sentence, true)).unwrap_or_else(|| Identity::unknown(FactionKind::Military))
            }
            Actor::Own { institution } => self.own(*institution, first, sentence, false)?,
        })
    }

    /// An institution that is named without a country: that of the town or ruler in hand, of a group, or of the country that the article settles.
    fn institution(&mut self, choice: &Choice<'d>, institution: RowId) -> Identity {
        if let Some((_, identity)) = self.local.as_ref().filter(|(local, _)| *local == institution) {
            return identity.clone();
        }
        if let Some(identity) = self.ruler(choice, institution) {
            return identity;
        }
        let unknown = || Identity::unknown(institution_kind(self.layers, institution));
        if self.evidence.is_figure(choice.candidate) || self.is_of_part(choice, institution) {
            return unknown();
        }
        if let Some(identity) = self.of_group(choice) {
            return identity;
        }
        let first = choice.candidate.first;
        let stage = self.stage(choice, institution);
        // Armies act abroad.
        let set_in = || if stage == Stage::Home { self.set_in(first) } else { None };
        let told = self.possessor(first).or_else(|| self.located(choice)).or_else(set_in);
        let country = told.or_else(|| self.country(first, stage));
        country.map_or_else(unknown, |country| of_institution(self.layers, institution, country))
    }

    /// An institution of a town, of which it is spoken from there on.
    fn of_place(&mut self, place: Span, institution: RowId) -> Identity {
        let identity = of_local(self.layers, self.doc, place, institution);
        self.local = Some((institution, identity.clone()));
        identity
    }

    /// The place for which an institution is named that bears a country's name and lies elsewhere, or is another country.
    fn namesake(&self, choice: &Choice<'_>, country: RowId) -> Option<(Span, Option<RowId>)> {
        self.evidence.ground.namesake(self.doc, choice.candidate, country)
    }

    pub(super) fn wanted<'w>(&self, actor: &'w Actor, words: &[RowId]) -> Wanted<'w>
    where
        'd: 'w,
    {
        let traits = words.iter().map(|w| self.layers.row(*w).text(generic::TRAIT)).filter(|t| !t.is_empty()).collect();
        match actor {
            Actor::Described { kind, country, opposed, .. } => Wanted { kind, country: *country, traits, opposed: *opposed },
            Actor::Antecedent { kind, .. } => Wanted { kind, country: None, traits, opposed: false },
            _ => Wanted { kind: &FactionKind::Unknown, country: None, traits, opposed: false },
        }
    }

    /// Whether a group may be what the words tell.
    pub(super) fn fits(&self, group: &Group<'_>, wanted: &Wanted<'_>) -> bool {
        use FactionKind::{ArmedGroup, Communal, CriminalGroup, International, Party, Umbrella, Unknown};
        let kind = match wanted.kind {
            ArmedGroup | Umbrella => matches!(group.identity.kind, ArmedGroup) || *wanted.kind == Umbrella && group.identity.kind == Umbrella,
            Unknown => matches!(group.identity.kind, ArmedGroup | Party | CriminalGroup | Unknown | Communal | Umbrella),
            International => group.identity.kind == International || is_alliance(group, wanted),
            kind => group.identity.kind == *kind,
        };
        let traits = match wanted.kind {
            // "foreign troops", "coalition forces": those of a mission, not of the United Nations.
            International if wanted.traits.is_empty() => group.traits.contains(&"peacekeeping"),
            International => wanted.traits.iter().all(|t| group.traits.contains(t)) || is_alliance(group, wanted),
            _ => group.traits.is_empty() || wanted.traits.iter().all(|t| group.traits.contains(t)),
        };
        let country = match (wanted.country, group.actor) {
            (Some(country), Actor::Row(row)) => {
                let code = self.layers.row(country).text(country::ID);
                self.layers.row(*row).list(faction::COUNTRIES).any(|c| c == code)
            }
            _ => true,
        };
        kind && traits && country && !(wanted.opposed && group.traits.contains(&"progov"))
    }

    /// Whom a description stands for, where the article settles it.
    fn referent(&self, choice: &Choice<'d>, wanted: &Wanted<'_>, sentence: usize) -> Option<Identity> {
        let Actor::Described { country, region, settles, words, .. } = choice.actor else { return None };
        if country.is_some() || region.is_some() {
            return self.described(choice.actor, wanted);
        }
        if self.is_backed(choice) {
            return None;
        }
        if let Some(led) = self.resolver.military.and_then(|military| self.ruler(choice, military)) {
            return Some(led);
        }
        if !matches!(wanted.kind, FactionKind::ArmedGroup | FactionKind::Umbrella | FactionKind::CriminalGroup | FactionKind::International) {
            return None;
        }
        let several = self.are_several(choice);
        if !settles {
            return if several {
                None
            } else {
                self.recent(choice, wanted, sentence).filter(|_| !wanted.traits.is_empty()).or_else(|| self.world(wanted))
            };
        }
        if self.is_of_others(choice) {
            return None;
        }
        if let Some(coalition) = self.coalition(choice) {
            return Some(coalition);
        }
        if let Some(explicit) = self.explicit.as_ref().filter(|_| wanted.opposed && wanted.traits.is_empty()) {
            return Some(explicit.clone());
        }
        if several {
            return self.described(choice.actor, wanted);
        }
        self.labelled(words, wanted)
            .or_else(|| {
                self.main_group(wanted)
                    .filter(|g| g.count > 1 || g.identity.kind == FactionKind::International || self.is_definite(choice))
                    .map(|g| g.identity.clone())
            })
            .or_else(|| self.recent(choice, wanted, sentence))
            .or_else(|| self.world(wanted))
            .or_else(|| self.described(choice.actor, wanted))
    }

    /// "paramilitary groups", "terror organisations": more than one.
    fn are_several(&self, choice: &Choice<'_>) -> bool {
        self.evidence.has(choice.candidate.last - 1, class::SEVERAL)
    }

    /// "coalition forces": those of the only coalition that the article names.
    fn coalition(&self, choice: &Choice<'_>) -> Option<Identity> {
        let head = self.doc.tokens[choice.candidate.first].core_text(self.doc.text);
        if !head.eq_ignore_ascii_case("coalition") {
            return None;
        }
        let mut named = self.groups.iter().filter(|g| g.identity.name.as_deref().is_some_and(|n| has_word(n, head)));
        named.next().filter(|_| named.next().is_none()).map(|g| g.identity.clone())
    }

    /// "Red Hand-aligned militants": of somebody whom a compound names and no table knows.
    fn is_of_others(&self, choice: &Choice<'_>) -> bool {
        let Some(before) = choice.candidate.first.checked_sub(1) else { return false };
        let joined = |i: usize| self.doc.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let word = self.doc.tokens[before].core_text(self.doc.text);
        before > 1 && word.ends_with("ed") && joined(before) && joined(before - 1) && self.doc.tokens[before - 1].text(self.doc.text) == "-"
    }

    /// "rebels of the Blue Valley Front", "jihadists from the Red Hand".
    fn linked(&self, choice: &Choice<'d>) -> bool {
        let mut at = choice.candidate.last;
        if !matches!(self.text(at), "of" | "from") {
            return false;
        }
        at += 1;
        if matches!(self.text(at), "the") {
            at += 1;
        }
        if matches!(self.text(at), "\"" | "\u{201c}" | "'") {
            at += 1;
        }
        self.named_at(at).is_some_and(|actor| self.groups.iter().any(|g| g.actor == actor))
    }

    /// "the military police of the West African force": an institution of a body or group that is named.
    fn of_group(&self, choice: &Choice<'d>) -> Option<Identity> {
        let (_, group) = self.group_after(choice, "of")?;
        matches!(group.identity.kind, FactionKind::International | FactionKind::ArmedGroup).then(|| group.identity.clone())
    }

    /// The word or mark at a token; empty outside of the text.
    pub fn text(&self, i: usize) -> &str {
        self.doc.tokens.get(i).map_or("", |t| t.core_text(self.doc.text))
    }

    /// The group whose members the same noun named: "M23 rebels ... the rebels".
    fn labelled(&self, words: &[RowId], wanted: &Wanted<'_>) -> Option<Identity> {
        let group = self.groups.get((*self.labels.get(words.last()?)?)?)?;
        self.fits(group, wanted).then(|| group.identity.clone())
    }

    /// The only group of that kind that the article speaks of; for rebels, one that it speaks of far more than of others. Groups of the country where
    /// the story is come before others, and an armed wing counts as its party.
    pub(super) fn main_group(&self, wanted: &Wanted<'_>) -> Option<&Group<'d>> {
        let mut fitting = self.groups.which(|g| self.fits(g, wanted));
        if fitting.count_ones() > 1 {
            if let Some(country) = self.evidence.settled(&self.evidence.homes) {
                let code = self.layers.row(country).text(country::ID);
                let here = self.groups.which(|g| g.is_of(code).unwrap_or(true));
                if self.groups.among(fitting & here).any(|g| g.is_of(code).is_some()) {
                    fitting &= here;
                }
            }
        }
        let (best, count, total) = self.groups.main(fitting)?;
        let enough = if wanted.opposed { count * 3 >= total * 2 } else { count == total };
        enough.then_some(best)
    }

    /// "the insurgents": the only group of that kind that was named in this sentence or the one before.
    fn recent(&self, choice: &Choice<'_>, wanted: &Wanted<'_>, sentence: usize) -> Option<Identity> {
        let the = self.is_definite(choice);
        let mut near = self
            .said
            .iter()
            .rev()
            .take(FAR)
            .take_while(|s| s.sentence + 1 >= sentence)
            .filter_map(|s| s.group.map(|g| &self.groups[g]))
            .filter(|g| self.fits(g, wanted));
        let group = near.next().filter(|_| the)?;
        near.all(|g| g.actor == group.actor).then(|| group.identity.clone())
    }

    /// An article stands before the description.
    fn is_definite(&self, choice: &Choice<'_>) -> bool {
        choice.candidate.first.checked_sub(1).is_some_and(|b| self.doc.tokens[b].core_text(self.doc.text).eq_ignore_ascii_case("the"))
    }

    /// The one group of the country the article is about that the words fit: "Maoist rebels" in Nepal. One that the article names comes before all others.
    pub(super) fn world(&self, wanted: &Wanted<'_>) -> Option<Identity> {
        // "Italy's communists" are no group that fights.
        if wanted.traits.is_empty() || *wanted.kind == FactionKind::Party {
            return None;
        }
        let country = wanted.country.or_else(|| self.evidence.settled(&self.evidence.homes))?;
        let code = self.layers.row(country).text(country::ID);
        let armed = |g: &Group<'_>| matches!(g.identity.kind, FactionKind::ArmedGroup | FactionKind::Umbrella);
        let here = |g: &Group<'_>| matches!(g.actor, Actor::Row(_)) && g.is_of(code) == Some(true);
        let named = || self.groups.iter().filter(|g| armed(g) && here(g) && wanted.traits.iter().all(|t| g.traits.contains(t)));
        let main = || named().filter(|g| g.traits.contains(&"main"));
        for fitting in [&mut named() as &mut dyn Iterator<Item = &Group<'d>>, &mut main()] {
            if let (Some(group), None) = (fitting.next(), fitting.next()) {
                return Some(group.identity.clone());
            }
        }
        self.resolver.only(self.layers, country, &wanted.traits, self.doc.article.get_published()).map(|row| of_row(self.layers, row))
    }

    /// The name that a description itself gives: "Syrian rebels".
    fn described(&self, actor: &Actor, wanted: &Wanted<'_>) -> Option<Identity> {
        let Actor::Described { kind, country, region, opposed, plural, .. } = actor else { return None };
        if let Some(region) = region {
            let name = opposed.then(|| format!("{} rebels", self.doc.slice(*region)));
            return Some(Identity { name: name.map(Into::into), ..Identity::unknown(kind.clone()) });
        }
        if country.is_some() {
            if let Some(known) =
                self.world(wanted).or_else(|| if *plural && *opposed { None } else { self.main_group(wanted).map(|g| g.identity.clone()) })
            {
                return Some(known);
            }
        }
        if !opposed || !wanted.traits.is_empty() && country.is_none() {
            return None;
        }
        let named = self.groups.iter().any(|g| g.identity.kind == FactionKind::ArmedGroup);
        let country = country.or_else(|| if named { None } else { self.evidence.settled(&self.evidence.homes) })?;
        let row = self.layers.row(country);
        let id = format!("rebels:{}", row.text(country::ID));
        if let Some(known) = self.layers.find(Table::Faction, &id) {
            return Some(Identity { kind: FactionKind::from(self.layers.row(known).text(faction::KIND)), ..of_row(self.layers, known) });
        }
        let adjective = row.names(country::ADJECTIVES).next()?;
        Some(Identity { id: Some(id.into()), name: Some(format!("{} rebels", adjective.0).into()), ..Identity::unknown(kind.clone()) })
    }

    /// The noun means an actor only where one was named.
    fn is_weak(&self, choice: &Choice<'_>) -> bool {
        const WEAK: dateline_gazetteers::Flags = dateline_gazetteers::Flags::CONTEXT;
        let at = choice.candidate.last - 1;
        self.doc.names_at(at).iter().any(|m| m.table == Table::Generic && m.last as usize == at + 1 && m.flags.has(WEAK))
    }
}

/// "the alliance", "the bloc": one of groups that fight.
fn is_alliance(group: &Group<'_>, wanted: &Wanted<'_>) -> bool {
    let asked = matches!(wanted.traits[..], ["alliance" | "bloc"]);
    asked && (group.identity.kind == FactionKind::Umbrella || group.identity.kind == FactionKind::ArmedGroup && group.traits.contains(&"alliance"))
}

pub(super) fn has_word(name: &str, word: &str) -> bool {
    name.len() >= word.len() && name.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}
