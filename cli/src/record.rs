//! Reading one article.

use dateline::{Article, jiff::civil::Date};
use serde::Deserialize;
use serde_json::{Value, error::Category};

/// The fields of an article, of any type, so that a wrong type can be told by the field's name.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    text: Value,
    id: Value,
    title: Value,
    published: Value,
    outlet: Value,
    publisher: Value,
    url: Value,
}

/// Bytes as text.
pub fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|e| format!("not UTF-8 (byte {})", e.valid_up_to() + 1))
}

/// An article, and what of its record had to be left out.
pub struct Record {
    pub article: Article<'static>,
    /// Why the day of publication is not known, though the record has one.
    pub warning: Option<String>,
}

/// Reads a line of JSON as an article. A day of publication that cannot be read is no reason to lose the article: it counts as unknown, with a warning.
pub fn parse(line: &[u8]) -> Result<Record, String> {
    let line = utf8(line)?.trim();
    if !line.starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    let fields: Fields = serde_json::from_str(line).map_err(|e| complaint(&e))?;
    let text = string("text", fields.text)?.ok_or("field `text` is missing")?;
    let mut article = Article::new(text);
    if let Some(id) = string("id", fields.id)? {
        article = article.id(id);
    }
    if let Some(title) = string("title", fields.title)? {
        article = article.title(title);
    }
    let mut warning = None;
    if let Some(published) = string("published", fields.published)? {
        match day(&published) {
            Ok(day) => article = article.published(day),
            Err(reason) => warning = Some(format!("field `published`: {reason}")),
        }
    }
    let (outlet, publisher) = (string("outlet", fields.outlet)?, string("publisher", fields.publisher)?);
    if let Some(outlet) = outlet.or(publisher) {
        article = article.outlet(outlet);
    }
    if let Some(url) = string("url", fields.url)? {
        article = article.url(url);
    }
    Ok(Record { article, warning })
}

/// The calendar day of an ISO 8601 date or date-time; of a time with an offset, the day in that offset.
pub fn day(text: &str) -> Result<Date, String> {
    // A trailing Z says only that the clock is UTC; it does not change which day was written.
    let local = text.strip_suffix(['Z', 'z']).filter(|t| t.contains(['T', 't', ' '])).unwrap_or(text);
    local.parse().map_err(|_| format!("\"{text}\" is not a date (write it as 2016-04-11)"))
}

fn string(field: &str, value: Value) -> Result<Option<String>, String> {
    let found = match value {
        Value::Null => return Ok(None),
        Value::String(text) => return Ok(Some(text)),
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    Err(format!("field `{field}` must be a string, not {found}"))
}

/// What is wrong with the JSON. The parser counts lines within the record, which would be mistaken for lines of the file.
fn complaint(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    match error.classify() {
        Category::Data => text.to_owned(),
        _ => format!("not valid JSON at column {}: {text}", error.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read() {
        let line = br#"{"id":"a","text":"T","title":"H","published":"2016-04-11","publisher":"P","url":"u","other":{"x":[1]}}"#;
        let article = parse(line).unwrap().article;
        let read = (article.get_id(), article.text(), article.get_title(), article.get_outlet(), article.get_url());
        assert_eq!(read, (Some("a"), "T", Some("H"), Some("P"), Some("u")));
        assert_eq!(article.get_published().unwrap().to_string(), "2016-04-11");
    }

    #[test]
    fn null_is_absent_and_outlet_is_publisher() {
        let article = parse(br#" {"text":"","id":null,"title":null,"published":null,"outlet":"O","publisher":null}"#).unwrap().article;
        assert_eq!((article.get_id(), article.get_published(), article.get_outlet()), (None, None, Some("O")));
    }

    #[test]
    fn errors_name_the_field() {
        for (line, reason) in [
            (r#"{"id":"a"}"#, "field `text` is missing"),
            (r#"{"text":null}"#, "field `text` is missing"),
            (r#"{"text":5}"#, "field `text` must be a string, not a number"),
            (r#"{"text":"t","id":7}"#, "field `id` must be a string, not a number"),
            (r#"{"text":"t","title":["x"]}"#, "field `title` must be a string, not an array"),
            (r#"{"text":"t","url":{}}"#, "field `url` must be a string, not an object"),
            (r#"{"text":"t","published":true}"#, "field `published` must be a string, not a boolean"),
            (r#"{"text":"t","text":"u"}"#, "duplicate field `text`"),
            (r#"["text"]"#, "not a JSON object"),
            ("said", "not a JSON object"),
            (r#"{"text":"t""#, "not valid JSON at column 11: EOF while parsing an object"),
        ] {
            assert_eq!(parse(line.as_bytes()).err().as_deref(), Some(reason), "{line}");
        }
    }

    #[test]
    fn an_unreadable_day_is_unknown_with_a_warning() {
        for text in ["April 11", "2016-02-30", "25 Novembe", ""] {
            let record = parse(format!(r#"{{"text":"t","published":"{text}"}}"#).as_bytes()).unwrap();
            assert_eq!(record.article.get_published(), None);
            assert_eq!(record.warning.as_deref(), Some(&*format!("field `published`: \"{text}\" is not a date (write it as 2016-04-11)")));
        }
    }

    #[test]
    fn days() {
        for text in ["2016-04-11", "20160411", "2016-04-11T23:59", "2016-04-11 23:59:59.5", "2016-04-11T23:59:59Z", "2016-04-11T23:59:59+03:00"] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Ok("2016-04-11"), "{text}");
        }
        for text in ["", "Z", "2016", "2016-04", "11/04/2016", "2016-04-11Z", "2016-04-11T25:00", "2016-04-11 soon", "2016-04-1é"] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
