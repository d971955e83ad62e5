//! What the text has told of time so far.

use jiff::civil::Date;

use super::calendar::Point;
use crate::{
    document::Document,
    mention::date::{
        DateCandidate,
        expression::{Base, Named, Shape, Shift, YearOf},
    },
};

/// What expressions resolve against.
pub(crate) struct State {
    /// The day of writing or speaking.
    pub now: Option<Date>,
    /// `now` is the day on which a quotation was said.
    pub said: bool,
    /// The article tells a story of the past: dates without a year follow the last one told.
    pub narrative: bool,
    /// The last stretch of the calendar that the text named, and its sentence.
    pub text: Option<(Point, usize)>,
    /// The quarter or the like that the text reports on.
    pub period: Option<Point>,
    /// The sentence of the expression at hand.
    pub sentence: usize,
}

impl State {
    pub fn new(published: Option<Date>, candidates: &[DateCandidate]) -> State {
        State { now: published, said: false, narrative: is_narrative(published, candidates), text: None, period: None, sentence: 0 }
    }

    /// Goes on to an expression.
    pub fn enter(&mut self, doc: &Document<'_>, candidate: &DateCandidate) {
        self.sentence = doc.sentence_of(candidate.token).unwrap_or(self.sentence);
    }

    /// Keeps what the text has just named.
    pub fn told(&mut self, point: Point) {
        self.text = Some((point, self.sentence));
    }

    /// The last stretch named.
    pub fn text_point(&self) -> Option<Point> {
        self.text.map(|(point, _)| point)
    }

    /// The last day named, if it was in this sentence or the one before.
    pub fn near_day(&self) -> Option<Date> {
        match self.text {
            Some((Point::Day(day), sentence)) if sentence + 1 >= self.sentence => Some(day),
            _ => None,
        }
    }
}

/// Whether full dates of earlier years outweigh what news is made of: weekdays, "today", "last week".
fn is_narrative(published: Option<Date>, candidates: &[DateCandidate]) -> bool {
    let earlier = |year: i64| published.is_none_or(|p| year < i64::from(p.year()));
    let (mut told, mut news) = (0, 0);
    for candidate in candidates {
        match &candidate.expression.shape {
            Shape::Named { what: Named::Day { .. } | Named::Month(_), year: YearOf::Given(year), .. } if earlier(*year) => told += 1,
            Shape::Named { what: Named::Weekday(_), .. } | Shape::Deictic(_) => news += 1,
            Shape::Period { shift: Shift { base: Base::Now, .. }, .. } => news += 1,
            Shape::Part { on: Some(on), .. } | Shape::At { on: Some(on), .. } if matches!(**on, Shape::Deictic(_)) => news += 1,
            _ => {}
        }
    }
    told >= 3 && told > 2 * news
}
