//! What the text has told of time so far.

use jiff::civil::Date;

use super::calendar::{Point, days_between};
use crate::{
    document::Document,
    mention::date::{
        DateCandidate,
        expression::{Base, Named, Shape, Shift, YearOf},
    },
    model::Anchor,
    token::Gap,
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
    /// The last day that the text named, and its sentence.
    day: Option<(Date, usize)>,
    /// Where the story is: the last stretch named that was no aside.
    story: Option<Point>,
    /// The quarter or the like that the text reports on.
    pub period: Option<Point>,
    /// The sentence that last spoke of it as the latest one.
    pub reported: Option<usize>,
    /// The sentence of the expression at hand.
    pub sentence: usize,
    /// The expression at hand stands at the head of its sentence.
    leads: bool,
    /// The last clock time, and its day.
    pub clock: Option<(Date, i64)>,
    /// The last stretch named.
    aside: Option<Point>,
    /// What was last told of a year before that of now.
    past: Option<Passage>,
    /// The token of the last expression, and how many paragraphs have ended before it.
    token: usize,
    paragraph: usize,
    /// The year of an end of a range, told by the other end.
    pub range: Option<i64>,
}

/// A date with which a passage about an earlier year has come so far.
struct Passage {
    point: Point,
    sentence: usize,
    paragraph: usize,
    /// A date that opened its sentence began it.
    led: bool,
}

/// How many years ago what is told is far from the news, and how many years ago it is history.
const FAR: i64 = 3;
const HISTORY: i64 = 10;

/// How many years ago it goes on in the next paragraph.
const LONG_AGO: i64 = 30;

/// How many sentences after a day of an earlier year another one without a year still belongs to that year.
const PAST: usize = 3;

/// For how many days a day is told of as if it were now.
const RECENT: i64 = 180;

/// How many days after that of the story a day in mid-sentence goes on with it.
const FOLLOWS: i64 = 400;

/// From how many years after the story a year in mid-sentence is that of those who look back.
const LOOKS_BACK: i64 = 5;

/// How many tokens of a sentence stand at most before what opens it.
const LEAD: usize = 3;

impl State {
    pub fn new(published: Option<Date>, candidates: &[DateCandidate]) -> State {
        State {
            now: published,
            said: false,
            narrative: is_narrative(published, candidates),
            text: None,
            day: None,
            story: None,
            period: None,
            reported: None,
            sentence: 0,
            leads: false,
            clock: None,
            aside: None,
            past: None,
            token: 0,
            paragraph: 0,
            range: None,
        }
    }

    /// Goes on to an expression.
    pub fn enter(&mut self, doc: &Document<'_>, candidate: &DateCandidate) {
        let sentence = doc.sentence_of(candidate.token);
        self.sentence = sentence.unwrap_or(self.sentence);
        let between = doc.tokens.get(self.token + 1..=candidate.token).unwrap_or_default();
        self.paragraph += usize::from(between.iter().any(|token| token.gap == Gap::Paragraph));
        self.token = candidate.token;
        let start = sentence.and_then(|s| doc.sentences.get(s)).map_or(candidate.token, |s| s.tokens.start);
        self.leads = candidate.token.saturating_sub(start) <= LEAD;
        // After the sentence of an aside the story goes on where it was.
        if let Some((point, told)) = self.text {
            if self.narrative && told != self.sentence && self.is_aside(point) {
                self.text = self.story.map(|point| (point, told));
            }
        }
    }

    /// Keeps what the text has just named.
    pub fn told(&mut self, point: Point) {
        // "On December 7 (December 8 in Manila), 1941": the year adds nothing to the day.
        let known = |(told, sentence): (Point, usize)| sentence == self.sentence && told.month().is_some_and(|(year, _)| point == Point::Year(year));
        if self.text.is_some_and(known) {
            return;
        }
        self.text = Some((point, self.sentence));
        if let Point::Day(day) = point {
            self.day = Some((day, self.sentence));
        }
        // What opens a sentence, or stays in the year of an aside, is where the story is now.
        if self.leads || !self.is_aside(point) || self.goes_on(point) || self.aside.is_some_and(|aside| same_year(aside, point)) {
            self.story = Some(point);
        }
        self.aside = Some(point);
    }

    /// Keeps whether a passage tells of an earlier year: begun by a date with its year, ended by what is counted from now.
    pub fn pass(&mut self, point: Point, shape: &Shape, anchor: &Anchor) {
        let dated = matches!(point, Point::Day(_) | Point::Month(..));
        let given = matches!(shape, Shape::Named { year: YearOf::Given(_), .. });
        let earlier = point.year().is_some_and(|year| self.now.is_none_or(|now| year < i64::from(now.year())));
        let passage = Passage {
            point,
            sentence: self.sentence,
            paragraph: self.paragraph,
            led: self.leads || (*anchor == Anchor::Narrative && self.past.is_some()),
        };
        match anchor {
            Anchor::Dct => self.past = None,
            Anchor::Narrative if dated && earlier => self.past = Some(passage),
            Anchor::Narrative => {}
            _ if given && (dated || (self.leads && matches!(point, Point::Year(_)))) => self.past = earlier.then_some(passage),
            _ => {}
        }
    }

    /// What an earlier sentence of a passage about an earlier year has told, if the date at hand goes on from there: the passage was opened by a date, or a day
    /// opens its sentence.
    pub fn past(&self, day: bool) -> Option<Point> {
        let past = self.past.as_ref().filter(|past| past.sentence <= self.sentence)?;
        let years = self.now.zip(past.point.year()).map_or(FAR, |(now, year)| i64::from(now.year()) - year);
        // A year alone is mostly told in passing: "In 2009 the tariff was raised. In March a new one was announced."
        // In a paragraph about a year that is history nothing else is meant.
        let here = past.paragraph == self.paragraph;
        let history = years >= if here { HISTORY } else { LONG_AGO };
        let goes_on = match past.point {
            _ if self.now.is_none() => day && here && (past.led || self.leads),
            Point::Year(_) => history || (day && self.leads && past.sentence + 1 == self.sentence),
            _ => history || past.led || (self.leads && (day || (years >= FAR && here))),
        };
        (past.sentence + PAST >= self.sentence && goes_on).then_some(past.point)
    }

    /// The earlier year with which the sentence at hand opens.
    pub fn opening_year(&self) -> Option<i64> {
        let past = self.past.as_ref().filter(|past| past.led && past.sentence == self.sentence)?;
        if let Point::Year(year) = past.point { Some(year) } else { None }
    }

    /// A date at the head of its sentence began the passage about an earlier year.
    pub fn led(&self) -> bool {
        self.past.as_ref().is_some_and(|past| past.led)
    }

    /// A stretch of another year than that of the story: it may be mentioned in passing.
    fn is_aside(&self, point: Point) -> bool {
        self.story.is_some_and(|story| !same_year(story, point))
    }

    /// A day soon after that of the story or of an aside: "from November 1948 to 31 January 1949".
    fn goes_on(&self, point: Point) -> bool {
        let Point::Day(day) = point else { return false };
        let soon = |point: Point| point.interval().is_some_and(|(from, _)| (0..=FOLLOWS).contains(&days_between(from, day)));
        self.story.is_some_and(soon) || self.aside.is_some_and(soon)
    }

    /// The last stretch named.
    pub fn text_point(&self) -> Option<Point> {
        self.text.map(|(point, _)| point)
    }

    /// Where a day or month without a year goes on: after what was last named, unless that is a year long after the story ("papers of 2005 show that on 4 August").
    pub fn story_point(&self) -> Option<Point> {
        let ahead = |story: Point| matches!((self.text_point(), story.year()), (Some(Point::Year(year)), Some(told)) if year >= told + LOOKS_BACK);
        self.story.filter(|story| ahead(*story)).or(self.text_point())
    }

    /// The last stretch named, also in passing.
    pub fn last_named(&self) -> Option<Point> {
        self.aside.filter(|_| self.narrative)
    }

    /// The text has just spoken of the latest period, so that what follows is compared with it.
    pub fn compares(&self) -> bool {
        self.period.is_some() && self.reported.is_some_and(|sentence| sentence + 1 >= self.sentence)
    }

    /// The stretch ends after now.
    pub fn is_unfinished(&self, point: Point) -> bool {
        self.now.zip(point.interval()).is_some_and(|(now, (_, until))| until > now)
    }

    /// The day to which a time without one belongs. In news a day of long ago that opens no passage tells nothing of the next sentence.
    pub fn clock_day(&self) -> Option<Date> {
        let here = self.text.is_some_and(|(_, sentence)| sentence == self.sentence);
        let recent = |day: &Date| self.now.is_none_or(|now| days_between(*day, now) <= RECENT);
        self.near_day().filter(|day| here || self.narrative || self.led() || recent(day))
    }

    /// The day that "the same day" is, though something longer has been named since: of this sentence or one of the two before.
    pub fn same_day(&self) -> Option<Date> {
        self.day.filter(|(_, sentence)| sentence + 2 >= self.sentence).map(|(day, _)| day)
    }

    /// The last day named, if it was in this sentence or the one before.
    pub fn near_day(&self) -> Option<Date> {
        match self.text {
            Some((Point::Day(day), sentence)) if sentence + 1 >= self.sentence => Some(day),
            _ => None,
        }
    }
}

fn same_year(a: Point, b: Point) -> bool {
    let year = |point: Point| point.year().or_else(|| point.some_day().map(|d| d.year().into()));
    year(a).zip(year(b)).is_none_or(|(a, b)| a == b)
}

/// Whether full dates of earlier years outweigh what news is made of: weekdays, "today", "last week".
fn is_narrative(published: Option<Date>, candidates: &[DateCandidate]) -> bool {
    let earlier = |year: i64| published.is_none_or(|p| year < i64::from(p.year()));
    let (mut told, mut news) = (0, 0);
    for candidate in candidates {
        match &candidate.expression.shape {
            Shape::Named { what: Named::Day { .. } | Named::Month(_), year: YearOf::Given(year), .. } if earlier(*year) => told += 1,
            // Before Christ few dates are full.
            Shape::Named { what: Named::Year, year: YearOf::Given(year), .. } if *year < 1 => told += 1,
            Shape::Named { what: Named::Weekday(_), .. } | Shape::Deictic(_) => news += 1,
            Shape::Period { shift: Shift { base: Base::Now, .. }, .. } => news += 1,
            Shape::Part { on: Some(on), .. } | Shape::At { on: Some(on), .. } if matches!(**on, Shape::Deictic(_)) => news += 1,
            _ => {}
        }
    }
    told >= 3 && told > 6 * news
}
