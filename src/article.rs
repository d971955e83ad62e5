//! What comes in.

use std::borrow::Cow;

use jiff::civil::Date;

/// One news article: its text and what is known about it.
///
/// ```
/// use dateline::{Article, jiff::civil::date};
///
/// let article = Article::new("The ministry denied the report on Thursday.")
///     .id("a1")
///     .title("Ministry denies report")
///     .published(date(2016, 4, 11))
///     .outlet("TASS");
/// assert_eq!(article.text(), "The ministry denied the report on Thursday.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article<'a> {
    text: Cow<'a, str>,
    id: Option<Cow<'a, str>>,
    title: Option<Cow<'a, str>>,
    published: Option<Date>,
    outlet: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
}

impl<'a> Article<'a> {
    /// An article with this text. All spans of its extraction refer to the text exactly as given.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Article<'a> {
        Article { text: text.into(), id: None, title: None, published: None, outlet: None, url: None }
    }

    /// Sets the identifier, which the extraction repeats.
    pub fn id(mut self, id: impl Into<Cow<'a, str>>) -> Article<'a> {
        self.id = Some(id.into());
        self
    }

    /// Sets the headline: context for resolution, never the source of a span.
    pub fn title(mut self, title: impl Into<Cow<'a, str>>) -> Article<'a> {
        self.title = Some(title.into());
        self
    }

    /// Sets the day of publication (the document creation time of TimeML), against which "Thursday" and "last week" resolve.
    pub fn published(mut self, date: Date) -> Article<'a> {
        self.published = Some(date);
        self
    }

    /// Sets the publisher.
    pub fn outlet(mut self, outlet: impl Into<Cow<'a, str>>) -> Article<'a> {
        self.outlet = Some(outlet.into());
        self
    }

    /// Sets the address it was published at.
    pub fn url(mut self, url: impl Into<Cow<'a, str>>) -> Article<'a> {
        self.url = Some(url.into());
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The identifier, if one was given.
    pub fn get_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The headline, if one was given.
    pub fn get_title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The day of publication, if one was given.
    pub fn get_published(&self) -> Option<Date> {
        self.published
    }

    /// The publisher, if one was given.
    pub fn get_outlet(&self) -> Option<&str> {
        self.outlet.as_deref()
    }

    /// The address, if one was given.
    pub fn get_url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}
