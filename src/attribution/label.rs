//! Labels of speakers: `Obama: "We will leave"`, and the turns of transcripts.

use std::ops::Range;

use super::{
    claim::Found,
    content::Shape,
    lexicon::{Entry, class},
    phrase::View,
    tag::Mark,
};

/// The longest label, in tokens.
const LONGEST: usize = 6;

impl View<'_, '_> {
    /// Claims whose cue is the colon after a speaker's name at the start of a sentence.
    pub fn labelled<'l>(&self, entry: &'l Entry) -> Vec<Found<'l>> {
        let labels: Vec<(usize, Range<usize>)> = (0..self.doc.sentences.len()).filter_map(|s| Some((s, self.label(s)?))).collect();
        // One capital label may be a date line; two are a conversation.
        let turns = labels.iter().filter(|(_, label)| self.capitals(label)).count();
        let mut found = Vec::new();
        for (sentence, label) in labels {
            let colon = label.end;
            let quoted = self.tag(colon + 1).mark == Mark::Open;
            if !(quoted || turns > 1 && self.capitals(&label)) {
                continue;
            }
            let ceiling = self.ceiling(sentence);
            let end = if quoted { self.content_end(Shape::Quote, colon + 1, ceiling) } else { self.paragraph_end(sentence) };
            if end > colon + 1 {
                found.push(Found::labelled(entry, sentence, label, colon + 1..end));
            }
        }
        found
    }

    /// The capitalised words before a colon that opens a sentence.
    fn label(&self, sentence: usize) -> Option<Range<usize>> {
        let tokens = self.doc.sentences.get(sentence)?.tokens.clone();
        let colon = (tokens.start + 1..tokens.end.min(tokens.start + LONGEST + 1)).find(|&k| self.tag(k).mark == Mark::Colon)?;
        let named = (tokens.start..colon).all(|k| {
            let t = self.tag(k);
            let capital = self.doc.tokens.get(k).is_some_and(|t| t.capital);
            matches!(t.mark, Mark::Joint | Mark::Stop) || t.mark == Mark::None && (capital || self.is_word(k, &["of", "and"])) && t.quote.is_none()
        });
        let opens = !self.tag(tokens.start).is(class::DET | class::SUBJ | class::PREP | class::WH | class::ADV | class::POSS);
        (named && opens && colon + 1 < tokens.end).then_some(tokens.start..colon)
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
