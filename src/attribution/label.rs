//! Labels of speakers: `Obama: "We will leave"`, and the turns of transcripts.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    claim::Found,
    content::Shape,
    lexicon::{Entry, class, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::token::Kind;

/// The longest label, in tokens.
const LONGEST: usize = 6;
/// The longest clause before a colon that opens what someone said, in tokens.
const PREDICATE: usize = 16;

impl View<'_, '_> {
    /// Claims whose cue is the colon after a speaker's name at the start of a sentence.
    pub fn labelled<'l>(&self, entry: &'l Entry) -> Vec<Found<'l>> {
        let labels: Vec<(usize, Range<usize>)> = self.breaks().filter_map(|(s, breaks)| Some((s, self.label(s, breaks)?))).collect();
        // One capital label may be a date line; two are a conversation.
        let turns = labels.iter().filter(|(_, label)| self.capitals(label)).count();
        let talk = self.is_conversation(&labels);
        let mut found = Vec::new();
        for (sentence, label) in labels {
            let colon = label.end;
            let quoted = self.tag(colon + 1).mark == Mark::Open;
            // `Quote: "…"` below "Source: the governor on Telegram"
            if quoted && self.is_quote_label(&label) {
                found.extend(self.quoted_of_source(entry, sentence, label));
                continue;
            }
            // A transcript may stand in quotation marks.
            let cited = self.tag(label.start).quoted;
            let headline = !quoted && !cited && self.is_headline_by(sentence, &label);
            let turn = turns > 1 && self.capitals(&label) || talk && self.names_someone(&label);
            if !(quoted && !cited || headline || turn) {
                continue;
            }
            let ceiling = self.ceiling(sentence);
            let end = if headline {
                ceiling
            } else if quoted && !cited {
                self.content_end(Shape::Quote, colon + 1, ceiling)
            } else {
                let end = self.paragraph_end(sentence);
                end - usize::from(cited && self.tag(end - 1).mark == Mark::Close)
            };
            if end > colon + 1 {
                found.push(Found::labelled(entry, sentence, label, colon + 1..end));
            }
        }
        found.extend(self.breaks().filter_map(|(s, breaks)| self.signed(entry, s, breaks)));
        let quoted = self.doc.quotations.iter().filter_map(|q| q.tokens.start.checked_sub(1)).filter(|&k| self.tag(k).mark == Mark::Colon);
        found.extend(quoted.filter_map(|colon| self.predicated(entry, colon)));
        found
    }

    /// The sentences with dashes or colons, and these.
    fn breaks(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let sentence = |&k: &u32| self.doc.sentence_of(k as usize);
        self.tags.breaks.chunk_by(move |one, next| sentence(one) == sentence(next)).filter_map(move |breaks| Some((sentence(&breaks[0])?, breaks)))
    }

    /// "Obama: troops to stay": a line of its own without a full stop, after the name of someone who speaks.
    fn is_headline_by(&self, sentence: usize, label: &Range<usize>) -> bool {
        let person = || self.names_someone(label) || label.len() == 1 && self.is_in(label.start, list::REPORT);
        (self.is_line(sentence, false) && self.speaks(label) || self.is_line(sentence, true) && person())
            && label.len() <= 4
            && label.end + 3 < self.doc.sentences[sentence].tokens.end
    }

    /// "Quote", "Direct quote"
    fn is_quote_label(&self, label: &Range<usize>) -> bool {
        self.is_text(label.end - 1, &["quote", "quotes"])
    }

    /// The quotation after a label, said by whom a line above names as the source.
    fn quoted_of_source<'l>(&self, entry: &'l Entry, sentence: usize, label: Range<usize>) -> Option<Found<'l>> {
        /// The source stands no more sentences above.
        const ABOVE: usize = 4;
        let named = |s: usize| {
            let tokens = self.doc.sentences.get(s)?.tokens.clone();
            let source = self.is_text(tokens.start, &["source", "sources"]) && self.tag(tokens.start + 1).mark == Mark::Colon;
            let end = if source { self.noun_phrase_after(tokens.start + 2, self.ceiling(s))? } else { return None };
            Some(tokens.start + 2..end)
        };
        let source = (sentence.saturating_sub(ABOVE)..sentence).rev().find_map(named)?;
        let content = label.end + 1..self.content_end(Shape::Quote, label.end + 1, self.ceiling(sentence));
        let mut found = Found::labelled(entry, sentence, label, content);
        found.source = Some(source);
        found.inherited = true;
        Some(found)
    }

    /// Someone speaks again after someone else has: the turns of a conversation, each in a paragraph of its own.
    fn is_conversation(&self, labels: &[(usize, Range<usize>)]) -> bool {
        let last = |label: &Range<usize>| self.word(label.end - 1);
        let opens = |s: usize| s == 0 || self.doc.sentences.get(s - 1).map(|b| b.paragraph) != self.doc.sentences.get(s).map(|b| b.paragraph);
        let named = labels.iter().filter(|(s, label)| opens(*s) && self.names_someone(label));
        let turns: Vec<&str> = named.map(|(_, label)| last(label)).take(8).collect();
        turns.len() > 2 && turns.iter().enumerate().any(|(i, name)| turns[..i].contains(name)) && turns.iter().any(|name| *name != turns[0])
    }

    /// The label is a person's name, or ends with one.
    fn names_someone(&self, label: &Range<usize>) -> bool {
        let person = self.people.partition_point(|p| p.start < label.start);
        self.people.get(person).is_some_and(|p| p.end == label.end)
    }

    /// The sentence that ends at a token is a line without a full stop.
    pub(super) fn is_line_end(&self, ceiling: usize) -> bool {
        ceiling.checked_sub(1).and_then(|k| self.doc.sentence_of(k)).is_some_and(|s| {
            let tokens = self.doc.sentences[s].tokens.clone();
            tokens.end == ceiling && tokens.len() <= 24
        })
    }

    /// A paragraph of one sentence that no full stop ends, or only one after words that all have capitals.
    fn is_line(&self, sentence: usize, capitals: bool) -> bool {
        let paragraph = |s: usize| self.doc.sentences.get(s).map(|s| s.paragraph);
        let alone = sentence.checked_sub(1).and_then(paragraph) != paragraph(sentence) && paragraph(sentence + 1) != paragraph(sentence);
        let tokens = self.doc.sentences[sentence].tokens.clone();
        // The full stop after a line in capitals proves nothing.
        let open = self.tag(tokens.end - 1).mark != Mark::Stop || capitals && self.doc.in_headline(tokens.start);
        alone && tokens.len() <= 24 && open && !(tokens.start..tokens.end).any(|k| self.is_attributing(k))
    }

    /// "said", "told": the line names its speaker itself.
    fn is_attributing(&self, at: usize) -> bool {
        self.is_word(at, words!["said", "says", "say", "told", "tells"])
    }

    /// An actor, a country or a title of the tables; not a place or topic ("Weather:").
    fn speaks(&self, label: &Range<usize>) -> bool {
        let person = self.people.partition_point(|p| p.start < label.start);
        self.people.get(person).is_some_and(|p| p.end <= label.end)
            || label.clone().any(|k| {
                self.doc.names_at(k).iter().any(|m| {
                    (m.last as usize) <= label.end
                        && matches!(m.table, Table::Faction | Table::Outlet | Table::Country | Table::Title | Table::Leader | Table::Generic)
                })
            })
            || label.len() == 1 && self.is_in(label.start, list::REPORT)
    }

    /// "Peace deal within reach – Norwegian envoy": the speaker stands after the last dash of a line.
    fn signed<'l>(&self, entry: &'l Entry, sentence: usize, breaks: &[u32]) -> Option<Found<'l>> {
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        let mut breaks = breaks.iter().map(|&k| k as usize).filter(|&k| matches!(self.tag(k).mark, Mark::Dash | Mark::Colon));
        // Nothing else divides the line.
        let dash = breaks.next().filter(|&k| k + LONGEST >= tokens.end && breaks.next().is_none())?;
        let label = dash + 1..tokens.end;
        let digits = |k: usize| self.doc.tokens.get(k).is_some_and(|t| t.kind == Kind::Number);
        let words = (1..=5).contains(&label.len()) && !digits(dash + 1) && !digits(dash.saturating_sub(1));
        let plain = label
            .clone()
            .all(|k| self.tag(k).mark == Mark::None && !self.tag(k).is(class::AUX | class::FINITE | class::SUBJ) && self.date_from(k).is_none());
        // "– Santos hails vote" is a clause, "– UN report" is not.
        let clause = label.clone().skip(1).any(|k| k + 1 < label.end && self.is_cue(k));
        if !(self.is_line(sentence, false) && words && plain && !clause && dash > tokens.start + 2 && self.speaks(&label)) {
            return None;
        }
        let mut found = Found::labelled(entry, sentence, label.clone(), tokens.start..dash);
        found.cue = dash..dash + 1;
        found.extent = dash..label.end;
        found.rule = Rule::LabelDash;
        Some(found)
    }

    /// `The prime minister was defiant: "I will not resign."`: a clause about someone, and then what they said.
    fn predicated<'l>(&self, entry: &'l Entry, colon: usize) -> Option<Found<'l>> {
        let sentence = self.doc.sentence_of(colon)?;
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        let quiet = || {
            (tokens.start..colon).all(|k| {
                matches!(self.tag(k).mark, Mark::None | Mark::Joint | Mark::Stop)
                    && !self.tag(k).quoted
                    && (!self.is_cue(k) || self.noun_context(k) || !self.tag(k).is(class::ED | class::FINITE) && self.is_noun_of_article(k))
            })
        };
        if !(2..PREDICATE).contains(&(colon - tokens.start)) || !quiet() || self.tag(colon + 1).mark != Mark::Open {
            return None;
        }
        let end = self.noun_phrase_after(tokens.start, colon).filter(|&e| self.verb_at(e))?;
        let source = tokens.start..end;
        let pronoun = source.len() == 1 && self.tag(source.start).is(class::SUBJ);
        let owned = source.clone().any(|k| self.tag(k).genitive || self.tag(k).is(class::ING) && !self.tag(k).name);
        if !(pronoun || self.speaks(&source) && !owned) {
            return None;
        }
        let content = colon + 1..self.content_end(Shape::Quote, colon + 1, self.ceiling(sentence));
        let mut found = Found::labelled(entry, sentence, source, content);
        found.cue = colon..colon + 1;
        found.extent = tokens.start..colon + 1;
        Some(found)
    }

    /// The capitalised words before a colon that opens a sentence.
    fn label(&self, sentence: usize, breaks: &[u32]) -> Option<Range<usize>> {
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        let mut colons = breaks.iter().map(|&k| k as usize).filter(|&k| k > tokens.start && self.tag(k).mark == Mark::Colon);
        let colon = colons.next().filter(|&k| k <= tokens.start + LONGEST)?;
        let start = tokens.start + usize::from(self.tag(tokens.start).mark == Mark::Open);
        let cited = start > tokens.start;
        // `Rebel commander: "We will fight"`
        let titled = || {
            let plain = (start..colon).all(|k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.finite(k) && !self.tag(k).quoted);
            let head = || self.doc.acting(colon - 1, Table::Title).next().is_some();
            self.tag(colon + 1).mark == Mark::Open && colon <= start + 4 && plain && head()
        };
        let capitals = || {
            (start..colon).all(|k| {
                let t = self.tag(k);
                let capital = self.doc.tokens.get(k).is_some_and(|t| t.capital);
                matches!(t.mark, Mark::Joint | Mark::Stop)
                    || t.mark == Mark::None && (capital || self.is_word(k, words!["of", "and"])) && (!t.quoted || cited)
            })
        };
        let named = start < colon && (titled() || capitals());
        // "The Pentagon: …"
        let named_after = self.is_word(start, words!["the"]) && colon > start + 1 && self.tag(start + 1).name;
        let opens = named_after || !self.tag(start).is(class::DET | class::SUBJ | class::PREP | class::WH | class::ADV | class::POSS);
        // "Source: Civil Aviation Authority", "Photo: Reuters", but "Source: Talks Have Failed"
        let credit = (start..colon).any(|k| self.is_in(k, list::CREDIT)) && !self.clause_in(colon + 1, tokens.end);
        (named && opens && !credit && colon + 1 < tokens.end).then_some(start..colon)
    }

    fn capitals(&self, label: &Range<usize>) -> bool {
        label.clone().any(|k| self.doc.tokens.get(k).is_some_and(|t| t.caps))
            && label.clone().all(|k| self.doc.tokens.get(k).is_some_and(|t| t.caps || !t.capital))
    }

    fn paragraph_end(&self, sentence: usize) -> usize {
        let paragraph = self.doc.sentences.get(sentence).map(|s| s.paragraph);
        let last = (sentence..self.doc.sentences.len().min(sentence + 30))
            .take_while(|&s| self.doc.sentences.get(s).map(|s| s.paragraph) == paragraph)
            .last();
        self.ceiling(last.unwrap_or(sentence))
    }
}
