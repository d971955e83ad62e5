//! The country that a title belongs to where the text gives it none.

use super::Actors;
use crate::{resolve::country::add, span::Span};

/// A country with this share of what speaks for any is the one that "the police" and "the president" belong to.
const HOME_SHARE: f64 = 0.45;
/// A country with this share of an article's mentions is the one that a named general or police chief serves, if nothing near says otherwise.
const DOMINANT_SHARE: f64 = 0.6;
/// The share of a country beside which others are hardly spoken of.
const SOLE_SHARE: f64 = 0.75;
/// How often it must be named for that.
const SOLE_LEAST: usize = 4;
/// A country with this share, and so many times that of the next, is where those are at home who have an office of a state.
const FOREMOST_SHARE: f64 = 0.35;
const FOREMOST_LEAD: f64 = 1.5;
/// What the countries of a sentence and of those before it add to the shares in the whole article.
const NEARNESS: [f64; 3] = [0.6, 0.4, 0.2];
/// What the country gains whose actor began the nearest of these sentences.
const ACTING: f64 = 1.0;

impl<'a> Actors<'a> {
    /// The country that "the president" belongs to at a token: the one that the article names most, what stands near counting more.
    pub(super) fn home_at(&self, token: usize, least: usize) -> Option<&'a str> {
        let sentence = self.doc.sentence_of(token)?;
        let byte = self.doc.tokens.get(token)?.start();
        let countries = self.countries();
        let span = |s: usize| self.doc.sentences[s].span;
        // What follows in the sentence is spoken of, and no sign of who speaks: "the minister said Turkey".
        let told = countries.from(byte.clamp(span(sentence).start, span(sentence).end), span(sentence).end);
        let mut scores = countries.shares_without(told);
        for (back, weight) in NEARNESS.iter().enumerate() {
            let near = sentence.checked_sub(back).map(span).unwrap_or_default();
            let near = countries.until(near.start, near.end.min(byte.max(near.start)));
            for (_, code) in near {
                add(&mut scores, code, weight / near.len() as f64);
            }
        }
        let acting = self.acting_before(sentence, token);
        if let Some(code) = acting {
            add(&mut scores, code, ACTING);
        }
        let total: f64 = scores.iter().map(|(_, score)| score).sum();
        let (code, score) = scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        // One mention alone is no sign of whose office it is, if its holder has no name.
        let home = score >= HOME_SHARE * total && countries.count_without(code, told) >= least || acting == Some(code);
        home.then_some(code)
    }

    /// The country in hand at a token, if it has most of the article to itself and no other is named in this sentence or the one before; in the one before
    /// another may be named where the article is hardly about any other, except of members of parliament, who speak of all countries.
    pub(super) fn dominant_at(&self, token: usize, institution: &str) -> Option<&'a str> {
        let code = self.home_at(token, 1)?;
        let sentence = self.doc.sentence_of(token)?;
        let byte = self.doc.tokens.get(token)?.start();
        let countries = self.countries();
        let alone_from = |sentence: usize, end: usize| {
            let near = [countries.until(self.doc.sentences[sentence].span.start, byte), countries.from(byte, end)];
            near.into_iter().flatten().all(|(_, other)| *other == code)
        };
        let (share, end) = (countries.share(code), self.doc.sentences[sentence].span.end);
        // Police officers speak at home.
        let enough = if institution == "police" { HOME_SHARE } else { DOMINANT_SHARE };
        // "Defence Minister X accused Chad": what he speaks of says nothing of whose he is.
        let opens = token <= self.doc.sentences[sentence].tokens.start + 1 && institution == "gov";
        let alone = share >= enough && alone_from(sentence.saturating_sub(1), if opens { byte } else { end })
            || share >= SOLE_SHARE && institution != "parl" && alone_from(sentence, end) && self.home_at(token, SOLE_LEAST).is_some();
        // Of soldiers, what comes only later tells nothing, unless the article is about it.
        let known = institution != "mil" || countries.is_named_before(code, end) || countries.count_without(code, &[]) >= SOLE_LEAST;
        (alone && known).then_some(code)
    }

    /// The country that the article names most, if the sentence of a token names no other.
    pub(super) fn home_alone(&self, token: usize) -> Option<&'a str> {
        let (code, share, next) = self.countries().foremost()?;
        if share < FOREMOST_SHARE || share < FOREMOST_LEAD * next || self.countries().count_without(code, &[]) < 2 {
            return None;
        }
        let span = self.doc.sentences[self.doc.sentence_of(token)?].span;
        self.countries().from(span.start, span.end).iter().all(|(_, other)| *other == code).then_some(code)
    }

    /// The country whose government or institution began the nearest of the last sentences: it is in hand.
    fn acting_before(&self, sentence: usize, token: usize) -> Option<&'a str> {
        let byte = self.doc.tokens.get(token)?.start();
        (sentence.saturating_sub(NEARNESS.len())..=sentence).rev().find_map(|s| {
            let tokens = &self.doc.sentences[s].tokens;
            let head = Span::new(self.doc.sentences[s].span.start, self.doc.tokens.get(tokens.start + 4).map_or(0, |t| t.start()).min(byte));
            let id = self.factions_in(head).find_map(|f| f.id.as_ref()?.split_once(':').map(|(_, code)| code))?;
            (id.len() == 2).then_some(id)
        })
    }
}
