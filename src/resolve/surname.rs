//! Sources of one word: surnames of people whom the article names nowhere in full, and turns of a transcript.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::source::{Sources, entity};
use crate::{
    distinct::Texts,
    model::{Entity, EntityKind, Person},
    token::Kind,
};

impl<'a> Sources<'_, 'a> {
    /// "WALLACE: Let us start.": the turn of somebody whom the article names.
    pub(super) fn turn(&self, part: &Range<usize>) -> Option<Entity> {
        const MANY: usize = 64;
        let token = self.actors.doc.tokens.get(part.start).filter(|t| t.caps && part.len() == 1)?;
        let label = token.text(self.actors.doc.text);
        if label.len() < 3 || self.actors.word(part.end) != ":" {
            return None;
        }
        let named = |p: &&&Person| p.name.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(label));
        let person = self.firsts().iter().take(MANY).find(named)?;
        Some(Entity {
            person: Some(person.person),
            name: Some(person.name.clone().into()),
            affiliation: person.affiliation.clone(),
            ..entity(EntityKind::Person)
        })
    }

    /// "Okello said": a name that nothing else tells of. At the beginning of a sentence a capital proves nothing, unless the word has one elsewhere too.
    pub(super) fn surname(&self, part: &Range<usize>) -> Option<Entity> {
        let token = self.actors.doc.tokens.get(part.start)?;
        // "Noor, 54,", "Noor, who"
        let aside = part.len() > 1 && !matches!(self.actors.word(part.start + 1), "," | "(");
        let word = self.actors.word(part.start);
        let shape = !aside && token.capital && !token.caps && token.kind == Kind::Word && word.len() > 2;
        let actor =
            |t: Table| matches!(t, Table::Country | Table::Faction | Table::Outlet | Table::Title | Table::Generic | Table::Institution | Table::Cue);
        let known = || {
            let until = self.actors.places_before(token.start() + 1);
            let place = self.actors.places[..until].last().is_some_and(|p| p.span.contains(token.core_span()));
            place || self.actors.doc.names_at(part.start).iter().any(|m| m.same_case && actor(m.table))
        };
        let opens = self.opens(part.start);
        let elsewhere = || self.capitals.get_or_init(|| self.capitals()).find(word).is_some();
        // A noun that speaks alone, in the singular, without article: a name.
        let singular = !word.ends_with('s') && self.actors.words.class(self.actors.doc.word(part.start)).is_none();
        let named = shape && !known() && (!opens || singular || elsewhere());
        named.then(|| Entity { name: Some(word.to_owned().into()), ..entity(EntityKind::Person) })
    }

    /// Whether a capital at a token may be but that of a beginning.
    fn opens(&self, at: usize) -> bool {
        let doc = self.actors.doc;
        doc.sentence_of(at).is_some_and(|s| doc.sentences[s].tokens.start == at)
            || at.checked_sub(1).is_some_and(|b| doc.tokens[b].kind == Kind::Mark && self.actors.word(b) != ",")
    }

    /// The words that have a capital where nothing begins.
    fn capitals(&self) -> Texts<'a> {
        let mut capitals = Texts::new();
        for (at, token) in self.actors.doc.tokens.iter().enumerate() {
            if token.capital && !self.opens(at) {
                capitals.number(self.actors.word(at));
            }
        }
        capitals
    }
}
