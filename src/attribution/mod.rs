//! Who says what: source, cue and content of every attributed statement, as spans. Who the source is, is decided later.

mod apposition;
mod chain;
mod circumstance;
mod claim;
mod clause;
mod construction;
mod content;
mod cue;
mod doubt;
mod ending;
mod entry;
mod insert;
mod joint;
mod label;
mod lexicon;
mod lookalike;
mod passive;
mod phrase;
mod postposed;
mod quoted;
mod relative;
mod responsibility;
mod rule;
mod run;
mod small;
mod subject;
mod tag;
mod trim;
mod turn;
mod view;

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use self::{
    claim::{Before, Found, Via},
    cue::Hit,
    lexicon::{Lexicon, lemmas, words},
    rule::Rule,
    view::View,
};
use crate::{
    document::Document,
    gazetteer::Layers,
    mention::Candidates,
    model::{Act, AttributionType, Polarity, Quotation, StepRole, Text},
    span::Span,
    vocabulary::Numbering,
};

/// One step of a chain, in spans.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'l> {
    pub role: &'static StepRole,
    pub source: Option<Span>,
    /// The first token of the source.
    pub source_at: u32,
    pub cue: Option<Span>,
    pub lemma: &'l Text,
    pub addressee: Option<Span>,
    pub kind: &'l AttributionType,
    pub act: &'l Act,
    pub polarity: &'l Polarity,
    /// The span of the date candidate that says when it was said.
    pub said: Option<Span>,
    /// The source stands in earlier text.
    pub inherited: bool,
}

/// One attributed statement, in spans.
#[derive(Clone, Debug)]
pub(crate) struct Attributed<'l> {
    /// Who passes it on, outermost first.
    pub outer: Vec<Step<'l>>,
    /// The step of whoever said it.
    pub speaker: Step<'l>,
    /// In order, not overlapping. Never empty.
    pub content: Vec<Span>,
    pub quotation: Quotation,
    /// The index in the list of the statement in whose content this one stands.
    pub within: Option<usize>,
    pub rule: &'static str,
    pub confidence: f32,
}

impl<'l> Attributed<'l> {
    /// Outermost first, the speaker last.
    pub fn steps(&self) -> impl Iterator<Item = &Step<'l>> {
        self.outer.iter().chain([&self.speaker])
    }
}

/// How many cues are found before claims are made of them.
const BATCH: usize = 32;

/// Finds attributed statements; built once for an extractor.
pub(crate) struct Attributor {
    lexicon: Lexicon,
}

impl Attributor {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Attributor {
        Attributor { lexicon: Lexicon::new(layers, numbering) }
    }

    /// The attributed statements, in order of the content.
    pub fn find<'l>(&'l self, _layers: &Layers, doc: &'l Document<'_>, candidates: &Candidates) -> Vec<Attributed<'l>> {
        let view = View::new(doc, &self.lexicon, tag::tag(&self.lexicon, doc), candidates);
        // Few articles make claims of more cues; the rest have them moved.
        let mut claims: Vec<Found<'l>> = Vec::with_capacity(4 + view.tags.cues.len() / 2);
        let mut past = 0;
        let mut cited = None;
        // Some cues are found before claims are made of them, since the code for either drives that for the other out of the processor's cache.
        let mut cues = cue::find(&self.lexicon, &view);
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(hit) = batch.pop().or_else(|| cues.next_batch(&mut batch)) {
            // Part of the cue or source of the claim before ("was quoted as saying").
            if hit.tokens.start < past {
                continue;
            }
            let Some(mut found) = view.claim(&hit, &Before { found: &claims }) else {
                if hit.entry.is(lemmas!["citing", "quoting"]) {
                    cited = view.cited_ahead(&hit).or(cited);
                }
                continue;
            };
            if let Some((_, source, cue)) = cited.take().filter(|c| c.0 == found.sentence) {
                view.pass_on(&mut found, source, cue);
            }
            if let Some((source, cue)) = view.cited_within(&found) {
                view.pass_on(&mut found, source, cue);
            }
            view.trim(&mut claims, &mut found);
            if view.is_relayed(&mut claims, &found) {
                continue;
            }
            if found.content.is_empty() {
                continue;
            }
            past = found.cue.end;
            claims.push(found);
        }
        claims.retain(|f| !f.content.is_empty());
        let labelled = view.labelled(self.lexicon.colon());
        if !labelled.is_empty() {
            claims.extend(labelled);
            claims.sort_by_key(|f| f.cue.start);
        }
        view.mark_unverified(&mut claims);
        view.run_on(&mut claims, self.lexicon.colon());
        view.inherit(&mut claims, &|source| view.is_medium(source));
        view.chains(claims)
    }
}

impl View<'_, '_> {
    /// "Citing a statement, Reuters reported …": sentence, source and cue of what the claim that follows goes back to.
    fn cited_ahead(&self, hit: &Hit<'_>) -> Option<(usize, Range<usize>, Range<usize>)> {
        let opens = self.doc.sentences.get(hit.sentence)?.tokens.start == hit.tokens.start
            || hit.tokens.start.checked_sub(1).is_some_and(|c| self.tag(c).mark == tag::Mark::Comma);
        if !opens {
            return None;
        }
        let end = self.noun_phrase_after(hit.tokens.end, self.ceiling(hit.sentence))?;
        // The last comma's phrase is the clause that reports.
        let comma = (hit.tokens.end..end + 1).find(|&k| self.tag(k).mark == tag::Mark::Comma)?;
        Some((hit.sentence, hit.tokens.end..comma, hit.tokens.clone()))
    }

    /// "Reuters reported, citing three officials, that": source and cue of the aside.
    fn cited_within(&self, found: &Found<'_>) -> Option<(Range<usize>, Range<usize>)> {
        let (comma, citing) = (found.cue.end, found.cue.end + 1);
        let content = found.content.first()?.start;
        let cites = self.tag(comma).mark == tag::Mark::Comma && self.is_word(citing, words!["citing", "quoting"]);
        let close = (citing + 2..content).find(|&k| self.tag(k).mark == tag::Mark::Comma).filter(|_| cites)?;
        Some((citing + 1..close, citing..citing + 1))
    }

    /// A medium that names its source passes on what that source says.
    fn pass_on(&self, found: &mut Found<'_>, source: Range<usize>, cue: Range<usize>) {
        let Some(mut medium) = found.source.clone() else { return };
        // "Reuters, citing a statement, reported": the outlet alone.
        if medium.contains(&cue.start) {
            medium.end = cue.start;
            while medium.len() > 1 && self.tag(medium.end - 1).mark == tag::Mark::Comma {
                medium.end -= 1;
            }
        }
        if !self.is_medium(&medium) || !found.via.is_empty() {
            return;
        }
        found.via.push(Via { entry: found.entry, source: medium, cue: found.cue.clone() });
        found.source = Some(source);
        found.cue = cue;
    }

    /// "X, Reuters reported, citing Y" and "Y said X, as quoted by Reuters": the second attribution is a step of the first one's chain. True if it was taken in.
    fn is_relayed<'l>(&self, claims: &mut [Found<'l>], found: &Found<'l>) -> bool {
        let Some(old) = claims.last_mut().filter(|f| f.sentence == found.sentence) else { return false };
        let (Some(outer), Some(cited)) = (old.source.clone(), found.content.first().cloned()) else { return false };
        if found.rule == Rule::Citing && (found.entry.is(lemmas!["quoting"]) || self.is_medium(&outer)) && old.via.is_empty() {
            old.via.push(Via { entry: old.entry, source: outer, cue: old.cue.clone() });
            old.source = Some(cited);
            old.cue = found.cue.clone();
            old.extent.end = old.extent.end.max(found.extent.end);
            return true;
        }
        // "…, a diplomat said, Al Jazeera reported, according to the Daily Star": what it passes on is the attribution before it.
        let within =
            |k: usize| old.extent.contains(&k) || old.source.as_ref().is_some_and(|s| s.contains(&k)) || old.content.iter().any(|p| p.contains(&k));
        let last = old.via.first().map_or(old.cue.end, |v| v.cue.end.max(old.cue.end));
        let passes = found.content.iter().any(|p| p.contains(&(last - 1)))
            && found
                .content
                .iter()
                .flat_map(|p| p.clone())
                .all(|k| within(k) || old.via.iter().any(|v| v.source.contains(&k) || v.cue.contains(&k)) || self.tag(k).mark != tag::Mark::None);
        let denied = *found.polarity == Polarity::Denied;
        if passes && !denied && matches!(found.rule, Rule::ContentSourceCue | Rule::ContentCueSource | Rule::ContentPreposition) && !found.passive {
            if let Some(source) = found.source.clone() {
                old.via.insert(0, Via { entry: found.entry, source, cue: found.cue.clone() });
                old.extent.end = old.extent.end.max(found.extent.end);
                return true;
            }
        }
        // "according to Al Arabiya, which cited officials", "Al Arabiya reported; it cited officials"
        if found.entry.is(lemmas!["cite"])
            && found.rule == Rule::CuePhrase
            && (found.source.as_ref() == Some(&outer) || found.source.as_ref().is_some_and(|s| s.len() == 1 && self.is_word(s.start, words!["it"])))
            && self.is_medium(&outer)
            && old.via.is_empty()
        {
            old.via.push(Via { entry: old.entry, source: outer, cue: old.cue.clone() });
            old.source = Some(cited);
            old.cue = found.cue.clone();
            return true;
        }
        if found.entry.is(lemmas!["as quoted by", "as reported by", "as told to", "as cited by"]) {
            if let Some(source) = found.source.clone() {
                old.via.insert(0, Via { entry: found.entry, source, cue: found.cue.clone() });
                return true;
            }
        }
        false
    }

    /// The source is a medium: an outlet of the gazetteer, or a phrase headed by a word for one.
    fn is_medium(&self, source: &Range<usize>) -> bool {
        // "a BBC reporter", "newspaper editor Ann Lee": people.
        let heads = |end: usize| end >= source.end || !self.tag(end).open_class() || self.tag(end).is(lexicon::class::MEDIUM);
        let person = self.people.get(self.people.partition_point(|p| p.start < source.start)).is_some_and(|p| p.end <= source.end);
        let outlet = |k: usize| self.doc.names_of(k, Table::Outlet).any(|m| m.last as usize <= source.end && heads(m.last as usize));
        !person && source.clone().any(|k| outlet(k) || self.tag(k).is(lexicon::class::MEDIUM) && heads(k + 1))
    }
}
