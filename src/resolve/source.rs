//! Who speaks: the words of a source, tied to people, actors and outlets of the article.

use crate::{
    document::Document,
    gazetteer::Layers,
    model::{Entity, EntityKind, Extraction, Faction, FactionKind, Person, Source},
    span::Span,
};

/// Resolves the sources of one article.
pub(crate) struct Sources<'a> {
    text: &'a str,
    factions: Vec<Faction>,
    people: Vec<Person>,
}

impl<'a> Sources<'a> {
    pub fn new(_layers: &Layers, doc: &Document<'a>, extraction: &Extraction) -> Sources<'a> {
        Sources { text: doc.text, factions: extraction.factions.clone(), people: extraction.people.clone() }
    }

    /// The source at a span; nothing if the span holds no text.
    pub fn source(&mut self, span: Span) -> Option<Source> {
        let text = span.of(self.text).filter(|t| !t.is_empty())?;
        Some(Source { span, text: text.to_owned(), entities: self.entities(span) })
    }

    /// Whom it was told to, at a span.
    pub fn addressee(&mut self, span: Span) -> Option<Source> {
        self.source(span)
    }

    fn entities(&self, span: Span) -> Vec<Entity> {
        if let Some(person) = self.people.iter().find(|p| span.contains(p.span)) {
            return vec![Entity {
                kind: EntityKind::Person,
                id: None,
                person: Some(person.person),
                name: Some(person.name.clone().into()),
                affiliation: person.affiliation.clone(),
            }];
        }
        let faction = self.factions.iter().find(|f| span.contains(f.span));
        faction.map(entity_of).into_iter().collect()
    }
}

fn entity_of(faction: &Faction) -> Entity {
    let kind = if faction.kind == FactionKind::Outlet { EntityKind::Outlet } else { EntityKind::Faction };
    Entity { kind, id: faction.id.clone(), person: None, name: faction.name.clone(), affiliation: None }
}
