//! Whose a source is by the words of its phrase: "its chief, X", "X, the head of A", "a source in the army".

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::Sources;
use crate::{
    mention::person::words::Class,
    model::{Affiliation, EntityKind},
    resolve::affiliation::{Found, Holder},
    span::Span,
    token::Gap,
};

impl Sources<'_, '_> {
    /// "Its chief, X", "X, its chief": the actor that the possessive means.
    pub(super) fn owner(&self, part: &Range<usize>) -> Option<Affiliation> {
        let its = |i: &usize| ["its", "their"].iter().any(|w| w.eq_ignore_ascii_case(self.actors.word(*i)));
        // "X, its spokesman in Geneva"
        let apposed = || (part.start + 1..part.end).filter(|&i| self.actors.word(i - 1) == ",").find(its);
        let Some(at) = Some(part.start).filter(its).or_else(apposed) else { return self.patron(part) };
        let spoken = self.actors.roles(at + 1..part.end).flatten().any(|role| role != "other");
        let owner = spoken.then(|| self.antecedents.of_pronoun(self.actors, "its", self.actors.span(part).start)).flatten()?;
        (owner.kind == EntityKind::Faction).then_some(Affiliation { id: owner.id, name: owner.name? })
    }

    /// "His military spokesman, X": whom the person speaks for whose the office is; "his rival, the minister" is not his.
    fn patron(&self, part: &Range<usize>) -> Option<Affiliation> {
        let his = self.actors.word(part.start).to_ascii_lowercase();
        if !matches!(&*his, "his" | "her") {
            return None;
        }
        let end = (part.start + 1..part.end.min(part.start + 6)).find(|&i| self.actors.word(i) == ",").unwrap_or(part.end.min(part.start + 5));
        let apart = (part.start..end).any(|i| self.actors.words.is(self.actors.doc.word(i), Class::Apart));
        let office = self.actors.roles(part.start + 1..end).flatten().any(|role| matches!(role, "spokesperson" | "minister" | "military"));
        let owner = (office && !apart).then(|| self.antecedents.of_pronoun(self.actors, &his, self.actors.span(part).start)).flatten()?;
        owner.affiliation.filter(|_| owner.kind != EntityKind::Unnamed)
    }

    /// "Head of the regional administration (Oleh Syniehubov)": a title, and the body or place that it is of; not "lawyer for (X)", "lawyer for journalist (X)".
    pub(super) fn holds_office(&self, before: Range<usize>) -> bool {
        let small = |i: usize| {
            matches!(self.actors.word(i), "of" | "for" | "in" | "at" | "to" | "from" | "with" | "by" | "and" | "the" | "a" | "an" | "," | "-")
        };
        let Some(of) = (before.start + 1..before.end).find(|&i| matches!(self.actors.word(i), "of" | "for")) else { return false };
        let last = before.end - 1;
        let plain = (of..before.end).all(|i| self.actors.word(i) != ",") && !self.actors.doc.tokens[last].is_possessive();
        let title = self.title_ending(of - 1, before.start).is_some() && !self.is_plural_word(self.actors.word(of - 1));
        title && plain && last > of && !small(last) && self.title_ending(last, of).is_none()
    }

    /// Whom the words before a name and those up to the second comma after it say that the person speaks for: "X, the head of A, which tracks B".
    pub(super) fn affiliation(&self, part: &Range<usize>, name: Span) -> Option<Affiliation> {
        let after = self.actors.doc.token_at(name.end);
        let phrase = part.start..(after..part.end).filter(|&i| self.actors.word(i) == ",").nth(1).unwrap_or(part.end);
        // "The group's former spokesman, Colonel X" is in no army by his rank, and no longer speaks for the group.
        let mut roles = self.actors.roles(phrase.clone());
        let past = roles.any(|role| role.is_none());
        if past && self.actors.roles(phrase.clone()).flatten().all(|role| role == "military") {
            return None;
        }
        self.actors.of_phrase(phrase, name, Holder::Named).map(|f| f.affiliation)
    }

    /// "a Hezbollah source", "a source in the army"; "a source close to Hezbollah" is nobody's.
    pub(super) fn within(&self, part: &Range<usize>, title: &Range<usize>) -> Option<Found> {
        let inside = matches!(self.actors.word(title.end), "in" | "within" | "inside" | "at" | "from");
        let phrase = part.start..if inside { part.end } else { title.end };
        self.actors.of_phrase(phrase, Span::default(), Holder::Unnamed).filter(|found| found.explicit)
    }

    /// The phrase with the adjective of a country right before it.
    pub(super) fn with_adjective(&self, part: &Range<usize>) -> Range<usize> {
        let before = part.start.checked_sub(1).filter(|&b| {
            let touching = self.actors.doc.tokens.get(part.start).is_some_and(|t| t.gap == Gap::Space);
            touching && self.actors.doc.names_of(b, Table::Country).any(|m| m.last as usize == part.start)
        });
        before.unwrap_or(part.start)..part.end
    }

    /// "President X's envoy": whom the person speaks for who has the holder of a role.
    pub(super) fn possessor(&self, part: &Range<usize>, title: &Range<usize>, role: &str) -> Option<Found> {
        if !matches!(role, "spokesperson" | "diplomat" | "official" | "party" | "military") {
            return None;
        }
        let owner = self.people_in(self.actors.span(&(part.start..title.start))).last()?;
        let last = self.actors.doc.token_at(owner.span.end).checked_sub(1)?;
        let possessive = self.actors.doc.tokens[last].is_possessive() || matches!(self.actors.word(last + 1), "'" | "\u{2019}");
        let affiliation = owner.affiliation.clone().filter(|_| possessive)?;
        Some(Found { affiliation, explicit: true })
    }
}
