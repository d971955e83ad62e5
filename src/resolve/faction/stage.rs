//! Of which country an institution is that the text names without one.

use dateline_gazetteers::schema::{Table, country};

use super::{Choice, discourse::Discourse};
use crate::{
    gazetteer::{NameMatch, RowId},
    mention::faction::{class, institution_kind},
    model::FactionKind,
};

/// How many countries are looked at on either side of an institution: a sentence may be as long as the article.
const CLOSE: usize = 128;

/// Which countries an institution may be of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// That of the story.
    Home,
    /// One that has an army.
    Army,
    Any,
}

impl Discourse<'_> {
    /// "the foreign ministry in Paris": the country of the place that follows.
    pub(super) fn located(&self, choice: &Choice<'_>) -> Option<RowId> {
        let preposition = choice.candidate.last;
        if self.text(preposition) != "in" {
            return None;
        }
        let at = preposition + 1 + usize::from(self.text(preposition + 1) == "the");
        let named = self.evidence.countries.partition_point(|(t, ..)| *t < at);
        self.evidence.countries.get(named).filter(|(t, ..)| *t == at).map(|(_, country, _)| *country)
    }

    /// "In Albania, the Democratic Party accused the government": the country that opens the sentence.
    pub(super) fn set_in(&self, first: usize) -> Option<RowId> {
        let start = self.doc.sentences.get(self.doc.sentence_of(first)?)?.tokens.start;
        if self.text(start) != "In" {
            return None;
        }
        let at = start + 1 + usize::from(self.text(start + 1) == "the");
        let named = self.evidence.countries.partition_point(|(t, ..)| *t < at);
        let &(_, country, _) = self.evidence.countries.get(named).filter(|(t, ..)| *t == at && *t < first)?;
        /// So many tokens its name may have at most.
        const LONGEST: usize = 4;
        (at + 1..first.min(at + 1 + LONGEST)).any(|i| self.text(i) == ",").then_some(country)
    }

    /// "Iraq has increased its armed forces in Kuwait": the country named before "its" in the sentence, if it is not where something happens; else the one that
    /// opens the sentence before.
    pub(super) fn possessor(&self, first: usize) -> Option<RowId> {
        let its = first.checked_sub(1).filter(|&b| matches!(self.text(b), "its" | "Its"))?;
        let sentence = self.doc.sentence_of(its)?;
        let from = self.doc.sentences.get(sentence)?.tokens.start;
        let countries = &self.evidence.countries;
        let here = &countries[countries.partition_point(|(t, ..)| *t < from)..countries.partition_point(|(t, ..)| *t < its)];
        let placed = |t: usize| {
            let before = t.checked_sub(1 + usize::from(t > 0 && self.text(t - 1) == "the"));
            before.is_some_and(|b| self.text(b) != "of" && self.evidence.has(b, class::PREPOSITIONS))
        };
        let named = here.iter().rev().take(CLOSE).find(|(t, ..)| !placed(*t)).map(|(_, country, _)| *country);
        named.or_else(|| self.opener(sentence.checked_sub(1).filter(|_| here.is_empty())?))
    }

    /// "Moscow has denied it.": the country that a sentence begins with, by a name or that of its capital.
    fn opener(&self, sentence: usize) -> Option<RowId> {
        let start = self.doc.sentences.get(sentence)?.tokens.start;
        let adjective = |m: &&NameMatch| usize::from(m.column) == country::ADJECTIVES;
        let countries = &self.evidence.countries;
        let (at, row, _) = countries.get(countries.partition_point(|(t, ..)| *t < start)).filter(|(t, ..)| *t == start)?;
        (!self.doc.names_of(*at, Table::Country).any(|m| adjective(&m))).then_some(*row)
    }

    /// Which countries an institution may be of: "the government", "government troops" are those of the country where the story is, whatever foreign
    /// soldiers are there, "the army" need not be.
    pub(super) fn stage(&self, choice: &Choice<'_>, institution: RowId) -> Stage {
        let head = self.doc.tokens[choice.candidate.first].core_text(self.doc.text);
        match institution_kind(self.layers, institution) {
            FactionKind::Military if head.eq_ignore_ascii_case("government") => Stage::Home,
            FactionKind::Military if Some(institution) == self.resolver.military => Stage::Army,
            FactionKind::Military => Stage::Any,
            _ => Stage::Home,
        }
    }

    /// The country whose institutions are meant at a token: the one the article speaks of most, those close by counting more. Nothing where two compete.
    pub(super) fn country(&self, token: usize, stage: Stage) -> Option<RowId> {
        let mut scores = if stage == Stage::Home { self.evidence.homes.clone() } else { self.evidence.counts.clone() };
        let sentence = self.doc.sentence_of(token)?;
        let from = self.doc.sentences.get(sentence.saturating_sub(1)).map_or(0, |s| s.tokens.start);
        let to = self.doc.sentences.get(sentence).map_or(token, |s| s.tokens.end);
        let until = |token: usize| self.evidence.countries.partition_point(|(t, ..)| *t < token);
        let here = until(token);
        let near = until(from).max(here.saturating_sub(CLOSE))..until(to).min(here + CLOSE);
        for (at, row, weight) in &self.evidence.countries[near] {
            let closer = if *at < token { 1.5 } else { 0.5 };
            scores.add(*row, closer * weight);
        }
        if stage == Stage::Army {
            // Territories that UCDP knows no government of have no army.
            scores.retain(|row| self.layers.row(row).integer(country::UCDP).is_some());
        }
        self.evidence.settled(&scores)
    }
}
