//! Decides on person candidates: which are people, and which mentions are of one person.

use std::ops::Range;

use dateline_gazetteers::schema::{Table, title};

use super::affiliation::{Actors, Found, Holder};
use crate::{
    document::joined,
    few::Few,
    mention::person::{Evidence, Gender, NameWord, PersonCandidate, words::Class},
    model::Person,
    span::Span,
};

/// How many people of one surname, or names of one person, are told apart: the rest are one.
const NAMESAKES: usize = 32;
/// How many people who have a word in their names are looked at for whom the word alone means.
const BEARERS: usize = 512;

/// A person of the article, as the mentions tell of one.
#[derive(Debug, Default)]
struct Entry<'c, 'a> {
    /// The words of the first full name, and those of others.
    first_name: Option<&'c [NameWord]>,
    other_names: Vec<&'c [NameWord]>,
    /// The fullest name.
    name: String,
    gender: Option<Gender>,
    role: Option<String>,
    affiliation: Option<Found>,
    /// The classes of the titles that the article gives the person, as held now.
    roles: Few<&'a str, 2>,
    /// The article names the person in full as a king, queen or the like.
    reigns: bool,
    /// The article introduces the person as a relative of somebody: "his daughter, X".
    kin: bool,
    /// The article calls the person a former something.
    past: bool,
    /// The table of leaders may know the fullest name.
    may_lead: bool,
    /// The first mention by a full name, if there is one, and one more than the last mention so far.
    first_seen: Option<usize>,
    last_seen: usize,
    /// The number of the person, once there is one.
    number: Option<u32>,
}

/// Who has which word in the name.
#[derive(Debug, Default)]
struct Bearers {
    /// By the form of a word one more than the number of the link for whoever was entered last.
    last: Vec<u32>,
    /// An entry, and one more than the number of the link for whoever was entered before it.
    links: Vec<(u32, u32)>,
}

impl Bearers {
    /// For words of so many forms.
    fn new(forms: usize) -> Bearers {
        Bearers { last: vec![0; forms], links: Vec::with_capacity(forms) }
    }

    fn enter(&mut self, word: NameWord, entry: usize) {
        let last = &mut self.last[word.form()];
        self.links.push((entry as u32, *last));
        *last = self.links.len() as u32;
    }

    /// The entries with a word, those entered last first.
    fn of(&self, word: NameWord) -> impl Iterator<Item = usize> {
        let mut next = self.last.get(word.form()).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let (entry, before) = self.links[next.checked_sub(1)? as usize];
            next = before;
            Some(entry as usize)
        })
    }
}

/// The people of an article.
pub(crate) struct People {
    /// The mentions, in order, numbered 0 (`link` numbers them).
    pub mentions: Vec<Person>,
    /// The gender of each person, by the person's number less one.
    pub genders: Vec<Option<Gender>>,
}

/// Decides which candidates are people and groups them.
pub(crate) fn resolve<'a>(actors: &Actors<'a>, candidates: &[PersonCandidate]) -> People {
    let kept: Vec<&PersonCandidate> = candidates.iter().filter(|c| !is_actor(actors, c)).collect();
    // Most articles name fewer people.
    let mut entries: Vec<Entry<'_, 'a>> = Vec::with_capacity(16);
    let mut bearers = Bearers::new(kept.iter().flat_map(|c| c.words.iter()).map(|word| word.form() + 1).max().unwrap_or(0));
    let mut owner = vec![None; kept.len()];
    // Full names first, so that a short name before the first full one finds its person.
    for (i, candidate) in kept.iter().enumerate().filter(|(_, c)| c.words.len() > 1) {
        let last = candidate.words[candidate.words.len() - 1];
        let known = bearers.of(last).take(NAMESAKES).find(|&e| agrees(&entries[e], &candidate.words, candidate.gender));
        let entry = known.unwrap_or_else(|| {
            let new = entries.len();
            entries.push(Entry::default());
            candidate.words.iter().for_each(|&word| bearers.enter(word, new));
            new
        });
        entries[entry].take_name(actors, candidate);
        entries[entry].reigns |= reigns(actors, candidate);
        entries[entry].kin |= is_kin(actors, candidate);
        entries[entry].first_seen.get_or_insert(i);
        owner[i] = Some(entry);
    }
    for i in 0..kept.len() {
        let candidate = kept[i];
        let word = candidate.words[0];
        let entry = owner[i].or_else(|| {
            // "King Hussein" is not Saddam Hussein.
            let king = reigns(actors, candidate);
            let gendered = |e: usize| entries[e].gender.is_none() || candidate.gender.is_none() || entries[e].gender == candidate.gender;
            let fits = bearers.of(word).take(BEARERS).filter(|&e| gendered(e) && (!king || entries[e].reigns));
            let family = |e: usize| entries[e].names().any(|n| n.last().is_some_and(|last| last.form() == word.form()));
            let main = |e: usize| !entries[e].kin && entries[e].names().any(|name| name.len() > 1);
            // A surname before a first name; whom the article is about before relatives; the one named last before it, or the first named after it.
            fits.max_by_key(|&e| (family(e), main(e), entries[e].last_seen, std::cmp::Reverse(entries[e].first_seen)))
        });
        let entry = entry.unwrap_or_else(|| {
            let new = entries.len();
            entries.push(Entry::default());
            entries[new].take_name(actors, candidate);
            bearers.enter(word, new);
            entries[new].reigns = reigns(actors, candidate);
            entries[new].first_seen = Some(i);
            new
        });
        owner[i] = Some(entry);
        entries[entry].last_seen = i + 1;
        entries[entry].gender = entries[entry].gender.or(candidate.gender);
        describe(actors, candidate, &mut entries[entry]);
    }
    entries.iter_mut().for_each(|entry| entry.take_leader(actors));
    number(actors, &kept, &owner, &mut entries)
}

/// Numbers people in order of their first mention.
fn number(actors: &Actors<'_>, kept: &[&PersonCandidate], owner: &[Option<usize>], entries: &mut [Entry<'_, '_>]) -> People {
    let mut genders = Vec::with_capacity(entries.len());
    let mut mentions = Vec::with_capacity(kept.len());
    for (i, (candidate, entry)) in kept.iter().zip(owner).enumerate() {
        let Some(e) = *entry else { continue };
        let entry = &mut entries[e];
        // The last mention takes what the others have copies of.
        let last = entry.last_seen == i + 1;
        let person = *entry.number.get_or_insert_with(|| {
            genders.push(entry.gender);
            u32::try_from(genders.len()).unwrap_or(u32::MAX)
        });
        mentions.push(Person {
            n: 0,
            span: candidate.span,
            text: actors.doc.slice(candidate.span).to_owned(),
            person,
            name: if last { std::mem::take(&mut entry.name) } else { entry.name.clone() },
            role: if last { entry.role.take() } else { entry.role.clone() },
            affiliation: if last { entry.affiliation.take() } else { entry.affiliation.clone() }.map(|f| f.affiliation),
            rule: candidate.evidence.rule().into(),
            confidence: candidate.confidence,
        });
    }
    People { mentions, genders }
}

impl<'c> Entry<'c, '_> {
    /// The words of each full name.
    fn names(&self) -> impl Iterator<Item = &'c [NameWord]> {
        self.first_name.into_iter().chain(self.other_names.iter().copied())
    }

    /// What the table of leaders says, where the article names nobody whom the person speaks for.
    fn take_leader(&mut self, actors: &Actors<'_>) {
        let former = self.past && self.roles.is_empty();
        // "Opposition leader X" speaks for no government, whatever the table says of other days.
        let opposes = self.role.as_ref().is_some_and(|r| r.get(..10).is_some_and(|head| head.eq_ignore_ascii_case("opposition")));
        if !self.may_lead || former || opposes || self.affiliation.as_ref().is_some_and(|f| f.explicit) {
            return;
        }
        if let Some(affiliation) = actors.of_leader(&self.name, &self.roles) {
            self.affiliation = Some(Found { affiliation, explicit: false });
        }
    }

    fn take_name(&mut self, actors: &Actors<'_>, candidate: &'c PersonCandidate) {
        let text = actors.doc.slice(candidate.span);
        let words = &candidate.words[..];
        self.gender = self.gender.or(candidate.gender);
        let longest = self.names().map(<[NameWord]>::len).max().unwrap_or(0);
        if words.len() > longest || (words.len() == longest && text.len() > self.name.len()) {
            self.name = joined(text);
            self.may_lead = actors.words.leaders().may_have(actors.doc, words.iter().map(|word| word.token()));
        }
        let same = |name: &[NameWord]| name.len() == words.len() && name.iter().zip(words).all(|(one, other)| one.form() == other.form());
        if self.first_name.is_none() {
            self.first_name = Some(words);
        } else if self.other_names.len() + 1 < NAMESAKES && !self.names().any(same) {
            self.other_names.push(words);
        }
    }
}

/// The mention calls the person a king, queen or the like.
fn reigns(actors: &Actors<'_>, candidate: &PersonCandidate) -> bool {
    candidate.titles.last().is_some_and(|&row| actors.words.title(row).reigns)
}

/// "his daughter, Ann Berg", "Tom Berg's wife Ann", "Ann Berg, his mother": a relative of somebody.
fn is_kin(actors: &Actors<'_>, candidate: &PersonCandidate) -> bool {
    let kin = |i: usize| actors.words.is(actors.doc.word(i), Class::Kin);
    let owned = |i: usize| {
        let possessive = actors.doc.tokens.get(i).is_some_and(|t| t.is_possessive());
        possessive || matches!(actors.word(i), "his" | "His" | "her" | "Her" | "their" | "Their" | "whose")
    };
    // "his elder sister"
    let owner_before = |k: usize| (k.saturating_sub(2)..k).any(owned);
    let start = candidate.tokens.start;
    let before = start.checked_sub(1).map(|b| if actors.word(b) == "," { b.saturating_sub(1) } else { b });
    let after = candidate.tokens.end;
    before.is_some_and(|b| kin(b) && owner_before(b)) || actors.word(after) == "," && owned(after + 1) && (after + 2..after + 4).any(kin)
}

/// Two full names of one person: the words they share stand in the same order, and one has them all, initials and middle names aside.
fn agrees(entry: &Entry<'_, '_>, words: &[NameWord], gender: Option<Gender>) -> bool {
    let gendered = entry.gender.is_none() || gender.is_none() || entry.gender == gender;
    gendered
        && entry.names().any(|name| {
            let (short, long) = if name.len() <= words.len() { (name, words) } else { (words, name) };
            let mut rest = long.iter();
            short.iter().all(|word| rest.any(|other| other.form() == word.form()))
        })
}

/// A longer actor or place holds the name, or is the name itself and better attested.
fn is_actor(actors: &Actors<'_>, candidate: &PersonCandidate) -> bool {
    let span = candidate.span;
    let weak = !matches!(candidate.evidence, Evidence::Title | Evidence::Age);
    actors.factions[actors.factions_before(span.start.saturating_sub(120))..]
        .iter()
        .take_while(|f| f.span.start <= span.start)
        .any(|f| f.span.contains(span) && f.id.is_some() && (weak && (f.span != span || candidate.confidence < 0.8)))
}

/// Takes role and affiliation from the words around a mention.
fn describe<'a>(actors: &Actors<'a>, candidate: &PersonCandidate, entry: &mut Entry<'_, 'a>) {
    let titled = candidate.titles.iter().any(|&row| !actors.words.title(row).honorific);
    let apposition = actors.apposition(candidate.tokens.end);
    if entry.role.is_none() && titled {
        let mut start = candidate.title_tokens.start;
        while start > candidate.lead && matches!(actors.words.class(actors.doc.word(start - 1)), Some(Class::Modifier | Class::Past)) {
            start -= 1;
        }
        // "former Austrian chancellor": what is past must not read as present.
        start = (candidate.lead..start).find(|&i| actors.words.is(actors.doc.word(i), Class::Past)).unwrap_or(start);
        entry.role = text_of(actors, start, candidate.title_tokens.end);
    }
    if let (None, Some(phrase)) = (&entry.role, &apposition) {
        entry.role = apposed_role(actors, phrase);
    }
    if entry.affiliation.as_ref().is_some_and(|f| f.explicit) {
        return;
    }
    let before = (candidate.lead < candidate.tokens.start).then_some(candidate.lead..candidate.tokens.start);
    let ahead = actors.apposition_before(candidate.lead);
    // Most mentions are names alone.
    let beside = [apposition, before, ahead];
    let found = if beside.iter().any(Option::is_some) { of_phrases(actors, candidate, entry, beside) } else { None };
    let found = match found {
        Some(Found { explicit: true, .. }) => found,
        found => actors
            .organisation_after(candidate.tokens.end)
            .or_else(|| actors.organisation_led(candidate.tokens.end))
            .map(|affiliation| Found { affiliation, explicit: true })
            .or(found),
    };
    // "The group's former spokesman, Colonel X" is in no army by his rank.
    let rank = || candidate.titles.iter().all(|&row| actors.layers.row(row).text(title::ROLE) == "military");
    if let Some(found) = found.filter(|f| f.explicit || !(entry.past && rank())) {
        if entry.affiliation.is_none() || found.explicit {
            entry.affiliation = Some(found);
        }
    }
}

/// Takes the titles that the phrases beside a mention give, and whom these speak for: what the text names comes first, of that what was looked for last.
fn of_phrases<'a>(actors: &Actors<'a>, candidate: &PersonCandidate, entry: &mut Entry<'_, 'a>, beside: [Option<Range<usize>>; 3]) -> Option<Found> {
    for role in beside.iter().flatten().flat_map(|phrase| actors.roles(phrase.clone())) {
        match role {
            Some(role) => entry.roles.push(role),
            None => entry.past = true,
        }
    }
    let mut found: Option<Found> = None;
    for phrase in beside.into_iter().flatten().rev() {
        match actors.of_phrase(phrase, candidate.span, Holder::Named) {
            Some(named) if named.explicit => return Some(named),
            other => found = found.or(other),
        }
    }
    found
}

/// "a local media activist", "head of surgery in northern Gaza": the words of an apposition up to the last title before a preposition.
fn apposed_role(actors: &Actors<'_>, phrase: &Range<usize>) -> Option<String> {
    let head =
        phrase.clone().find(|&i| i > phrase.start && actors.words.is(actors.doc.word(i), Class::Relation) && actors.has_title(phrase.start..i));
    let (_, title) = actors.titles(phrase.start..head.unwrap_or(phrase.end)).last()?;
    let article = usize::from(matches!(actors.word(phrase.start), "a" | "an" | "the" | "its" | "their" | "his" | "her"));
    let start = phrase.start + article;
    let clean = (start..title.start).all(|i| {
        let class = actors.words.class(actors.doc.word(i));
        !matches!(class, Some(Class::Pronoun | Class::Function | Class::Relation)) && !actors.doc.has(i, Table::Cue)
    });
    let short = title.end - start <= 7;
    (clean && short).then(|| text_of(actors, start, title.end)).flatten()
}

fn text_of(actors: &Actors<'_>, start: usize, end: usize) -> Option<String> {
    let (first, last) = (actors.doc.tokens.get(start)?, actors.doc.tokens.get(end.checked_sub(1)?)?);
    let text = joined(actors.doc.slice(Span::new(first.start(), last.core())));
    (!text.is_empty()).then_some(text)
}
