//! Cues of which the writer quotes the very word: `China "firmly opposes" the sale`, `the ad "wrongly" suggests`.

use std::ops::Range;

use super::{
    cue::{Form, Hit},
    lexicon::{class, frame},
    tag::Mark,
    view::View,
};

/// No more adverbs are quoted before a verb.
const FEW: usize = 4;
/// No more tokens are quoted with a verb.
const MOST: usize = 14;

impl View<'_, '_> {
    /// `The ministry "categorically rejected" the report`, `The envoy "calls for the release" of`: the cue, if nothing but adverbs stands before it between the
    /// marks and its subject is before them.
    pub(super) fn out_of_quotation<'l>(&self, hit: &Hit<'l>) -> Option<Hit<'l>> {
        let quoted = self.doc.quotations.get(self.quotation(hit.tokens.start)?)?.tokens.clone();
        let (open, close) = (quoted.start, quoted.end.checked_sub(1)?);
        let floor = self.doc.sentences.get(hit.sentence)?.tokens.start;
        let adverbs = (open + 1..hit.tokens.start).all(|k| self.tag(k).is(class::ADV) && !self.tag(k).name);
        let plain = (open + 1..close).all(|k| matches!(self.tag(k).mark, Mark::None | Mark::Joint));
        let finite = matches!(hit.form, Form::Past | Form::Present) && !hit.auxiliary && !hit.negated;
        let before = self.tag(open.checked_sub(1).filter(|&b| b > floor)?);
        let subject = match before.mark {
            Mark::Comma => true,
            Mark::None => !before.genitive && !self.article(open - 1) && (before.is(class::CONJ) || !before.is(class::PREP | class::TO)),
            _ => false,
        };
        // A clause within the marks is all of it words that somebody was heard to say.
        let alone = hit.tokens.end == close || !hit.entry.takes(frame::BARE | frame::THAT);
        (adverbs && plain && alone && close - open <= MOST && finite && subject).then(|| Hit { group: open, ..hit.clone() })
    }

    /// Without the mark that closes a quotation which opened before the cue.
    pub(super) fn without_closing(&self, part: &Range<usize>) -> Range<usize> {
        let last = part.end.saturating_sub(1);
        let closes = last > part.start && self.tag(last).mark == Mark::Close;
        let opened = closes && self.quotation(last).is_some_and(|q| self.doc.quotations[q].tokens.start < part.start);
        part.start..if opened { last } else { part.end }
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
