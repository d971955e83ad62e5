//! Cues of which the writer quotes the very word: `China "firmly opposes" the sale`, `the ad "wrongly" suggests`.

use super::{
    cue::{Form, Hit},
    lexicon::class,
    tag::Mark,
    view::View,
};

/// No more words are quoted with a verb, or of its adverbs.
const FEW: usize = 4;

impl View<'_, '_> {
    /// `The ministry "categorically rejected" the report`: the cue, if nothing but adverbs stands with it between the marks and its subject is before them.
    pub(super) fn out_of_quotation<'l>(&self, hit: &Hit<'l>) -> Option<Hit<'l>> {
        let quoted = self.doc.quotations.get(self.quotation(hit.tokens.start)?)?.tokens.clone();
        let (open, close) = (quoted.start, quoted.end.checked_sub(1)?);
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        let adverbs = (open + 1..hit.tokens.start).all(|k| self.tag(k).is(class::ADV) && !self.tag(k).name);
        let alone = adverbs && hit.tokens.end == close && close - open <= FEW;
        let finite = matches!(hit.form, Form::Past | Form::Present) && !hit.auxiliary && !hit.negated;
        let subject = open > floor && self.tag(open - 1).mark == Mark::None && !self.tag(open - 1).genitive && !self.article(open - 1);
        (alone && finite && subject).then(|| Hit { group: open, ..hit.clone() })
    }

    /// The token after a cue, and after the mark that closes a quotation around it.
    pub(super) fn past_cue(&self, end: usize) -> usize {
        end + usize::from(end > 0 && self.tag(end - 1).quoted && self.tag(end).mark == Mark::Close)
    }

    /// `"unmistakably and wrongfully" suggests`: where the marks around nothing but adverbs open that close before `at`.
    pub(super) fn quoted_adverbs(&self, at: usize) -> Option<usize> {
        let close = at.checked_sub(1).filter(|&c| self.tag(c).mark == Mark::Close)?;
        let open = self.doc.quotations.get(self.quotation(close)?)?.tokens.start;
        let plain = (open + 1..close).all(|k| self.tag(k).mark == Mark::None && self.tag(k).is(class::ADV | class::CONJ) && !self.tag(k).name);
        (plain && close - open <= FEW && close > open + 1).then_some(open)
    }
}
