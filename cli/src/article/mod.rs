//! From an input's bytes to an article: its fields found, its date read, its text mended.

mod clean;
mod date;
mod fields;
mod web;

use dateline::{Article, jiff::civil::Date};
use serde_json::{Value, error::Category};

pub use self::{
    clean::Cleaning,
    date::day,
    fields::{Columns, Field, Fields, Row},
    web::NoArticle,
};
use crate::{
    args::Order,
    input::{Data, Fault, Item, STDIN},
};

/// An article and what is known of how it came.
pub struct Record {
    pub article: Article<'static>,
    /// The day on which it was fetched.
    pub fetched: Option<Date>,
    /// What of its text had to be mended.
    pub cleaned: Cleaning,
    /// What is not known though the record has it, such as the day of publication, and why.
    pub warning: Option<Fault>,
}

/// Reads items as articles.
pub struct Articles {
    pub fields: Fields,
    /// The order of day and month in dates such as 04/05/2016.
    pub order: Option<Order>,
}

/// The parts of an article before it is one.
#[derive(Default)]
struct Parts {
    text: String,
    id: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    outlet: Option<String>,
    url: Option<String>,
}

impl Parts {
    fn article(self) -> Article<'static> {
        let mut article = Article::new(self.text);
        // An empty id is none.
        if let Some(id) = self.id.filter(|id| !id.trim().is_empty()) {
            article = article.id(id);
        }
        if let Some(title) = self.title {
            article = article.title(clean::clean(title, &mut Cleaning::default()));
        }
        if let Some(published) = self.published {
            article = article.published(published);
        }
        if let Some(outlet) = self.outlet {
            article = article.outlet(outlet);
        }
        if let Some(url) = self.url {
            article = article.url(url);
        }
        article
    }
}

impl Articles {
    /// The article of an item, the reason why there is none, or that there is none to be had.
    pub fn read(&self, item: Item) -> Result<Result<Record, NoArticle>, Fault> {
        match item.data {
            Data::Json(line) => self.json(line).map(Ok),
            Data::Text(data) => Ok(Ok(plain(&item.origin.source, data))),
            Data::Row(row) => self.row(*row).map(Ok),
            Data::Web(capture) => web::read(*capture, self.order),
            Data::Bad(fault) => Err(fault),
        }
    }

    fn json(&self, line: Vec<u8>) -> Result<Record, Fault> {
        let mut cleaned = Cleaning::default();
        let line = clean::decode(line, &mut cleaned);
        let line = line.trim();
        if !line.starts_with('{') {
            return Err(Fault::new("not_json", "not a JSON object"));
        }
        let mut values = match self.fields.values(line) {
            Err(error) if ["surrogate", "hex escape"].iter().any(|why| error.to_string().contains(why)) => {
                cleaned.invalid_utf8 += 1;
                self.fields.values(&without_lone_surrogates(line))
            }
            read => read,
        }
        .map_err(|e| complaint(&e))?;
        let found = self.fields.text(&mut values);
        let mut warnings = Vec::new();
        let mut string = |field: Field| -> Result<Option<String>, Fault> {
            match self.fields.pick(field, &mut values) {
                None => Ok(None),
                Some((_, Value::String(text))) => Ok(Some(text)),
                Some((_, Value::Number(number))) if matches!(field, Field::Id | Field::Published | Field::Fetched) && !number.is_f64() => {
                    Ok(Some(number.to_string()))
                }
                Some((name, value)) => {
                    let fault = Fault::new("wrong_type", format!("field `{name}` must be a string, not {}", kind(&value)));
                    // An article must be found again; without the rest it can do.
                    if field == Field::Id {
                        return Err(fault);
                    }
                    warnings.push(fault);
                    Ok(None)
                }
            }
        };
        let text = match found {
            Some(fields::Found { name, value: Value::String(html), is_html: true }) => {
                cleaned.html += 1;
                web::text(&html).map_err(|why| Fault { reason: format!("field `{name}`: {}", why.reason), ..why })?
            }
            Some(fields::Found { value: Value::String(text), .. }) => text,
            Some(fields::Found { name, value, .. }) => {
                return Err(Fault::new("wrong_type", format!("field `{name}` must be a string, not {}", kind(&value))));
            }
            None => return Err(Fault::new("missing_text", format!("field `{}` is missing", self.fields.name(Field::Text)))),
        };
        let [id, title, published, fetched] = [string(Field::Id)?, string(Field::Title)?, string(Field::Published)?, string(Field::Fetched)?];
        let [outlet, url] = [string(Field::Outlet)?, string(Field::Url)?];
        Ok(self.record(Parts { text, id, title, published: None, outlet, url }, published, fetched, cleaned, warnings))
    }

    fn row(&self, mut row: Row) -> Result<Record, Fault> {
        let mut cleaned = Cleaning::default();
        let mut string = |field: Field| {
            let cell = row[field as usize].take().map(|bytes| clean::decode(bytes, &mut cleaned));
            // Tables cannot tell what is empty from what is missing; pandas writes what it misses as a word.
            cell.filter(|text| field == Field::Text || !matches!(text.trim(), "" | "nan" | "NaN" | "NaT" | "None" | "null" | "NULL"))
        };
        let Some(text) = string(Field::Text) else {
            return Err(Fault::new("missing_text", format!("column `{}` is empty", self.fields.name(Field::Text))));
        };
        // Where there is no header, this word stands for what is not there.
        let text = if self.fields.bare().is_some() && text == "null" { String::new() } else { text };
        let [id, title, published, fetched] = [string(Field::Id), string(Field::Title), string(Field::Published), string(Field::Fetched)];
        let [outlet, url] = [string(Field::Outlet), string(Field::Url)];
        Ok(self.record(Parts { text, id, title, published: None, outlet, url }, published, fetched, cleaned, Vec::new()))
    }

    fn record(
        &self,
        mut parts: Parts,
        published: Option<String>,
        fetched: Option<String>,
        mut cleaned: Cleaning,
        mut warnings: Vec<Fault>,
    ) -> Record {
        let mut day = |field: Field, text: Option<String>| {
            let text = text.filter(|text| !text.trim().is_empty())?;
            let warning = |why| Fault::new("date", format!("field `{}`: {why}", self.fields.name(field)));
            date::day(&text, self.order).map_err(|why| warnings.push(warning(why))).ok()
        };
        let fetched = day(Field::Fetched, fetched);
        parts.published = day(Field::Published, published);
        parts.text = clean::clean(parts.text, &mut cleaned);
        Record { article: parts.article(), fetched, cleaned, warning: joined(warnings) }
    }
}

/// Several warnings as one, of the kind of the first.
fn joined(warnings: Vec<Fault>) -> Option<Fault> {
    warnings.into_iter().reduce(|first, next| Fault { reason: format!("{}; {}", first.reason, next.reason), ..first })
}

/// A file of plain text; its name is its id.
fn plain(source: &str, data: Vec<u8>) -> Record {
    let mut cleaned = Cleaning::default();
    let text = clean::clean(clean::decode(data, &mut cleaned), &mut cleaned);
    let id = (source != STDIN).then(|| source.to_owned());
    Record { article: Parts { text, id, ..Parts::default() }.article(), fetched: None, cleaned, warning: None }
}

/// Python writes halves of surrogate pairs into JSON, which no text can hold; U+FFFD stands in for them.
fn without_lone_surrogates(json: &str) -> String {
    let escape = |at: usize| json.get(at..at + 6).filter(|e| e.starts_with("\\u")).and_then(|e| u16::from_str_radix(&e[2..], 16).ok());
    let mut out = String::with_capacity(json.len());
    let mut at = 0;
    while let Some(next) = json[at..].find('\\').map(|n| at + n) {
        out.push_str(&json[at..next]);
        let pair = match (escape(next), escape(next + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => Some(12),
            (Some(0xd800..=0xdfff), _) => None,
            (Some(_), _) => Some(6),
            (None, _) => Some(1 + json[next + 1..].chars().next().map_or(0, char::len_utf8)),
        };
        out.push_str(pair.map_or("\\ufffd", |length| &json[next..next + length]));
        at = next + pair.unwrap_or(6);
    }
    out.push_str(&json[at..]);
    out
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// What is wrong with the JSON. The parser counts lines within the record, which would be mistaken for lines of the file.
fn complaint(error: &serde_json::Error) -> Fault {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    match error.classify() {
        Category::Data => Fault::new("wrong_type", text),
        _ => Fault::new("not_json", format!("not valid JSON at column {}: {text}", error.column())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Preset;

    fn parse(preset: Option<Preset>, line: &str) -> Result<Record, Fault> {
        Articles { fields: Fields::new(preset), order: None }.json(line.as_bytes().to_vec())
    }

    fn shown(record: &Record) -> [Option<&str>; 5] {
        let article = &record.article;
        [article.get_id(), Some(article.text()), article.get_title(), article.get_outlet(), article.get_url()]
    }

    #[test]
    fn every_field_is_read() {
        let line = r#"{"id":"a","text":"T","title":"H","published":"2016-04-11","publisher":"P","url":"u","fetched":"2016-05-01T00:00:00Z","other":{"x":[1]}}"#;
        let record = parse(None, line).unwrap();
        assert_eq!(shown(&record), [Some("a"), Some("T"), Some("H"), Some("P"), Some("u")]);
        assert_eq!(record.article.get_published().unwrap().to_string(), "2016-04-11");
        assert_eq!(record.fetched.unwrap().to_string(), "2016-05-01");
    }

    #[test]
    fn null_is_absent_and_outlet_is_publisher() {
        let record = parse(None, r#" {"text":"","id":null,"title":null,"published":null,"outlet":"O","publisher":null}"#).unwrap();
        assert_eq!(shown(&record), [None, Some(""), None, Some("O"), None]);
        assert_eq!(record.article.get_published(), None);
    }

    #[test]
    fn presets_know_the_fields_of_their_kind() {
        for (preset, line) in [
            (
                Preset::NewsPlease,
                r#"{"maintext":"T","title":"H","date_publish":"2016-11-29 07:58:00","date_download":"2017-01-02 00:00:00","source_domain":"P","url":"u","filename":"f.json"}"#,
            ),
            (
                Preset::Trafilatura,
                r#"{"text":"T","raw_text":"R","title":"H","date":"2016-11-29","filedate":"2017-01-02","source-hostname":"P","source":"u","fingerprint":"f.json"}"#,
            ),
            (Preset::CcNews, r#"{"text":"T","title":"H","date":"2016-11-29 07:58:00","domain":"P","url":"u","description":"d"}"#),
            (Preset::AllTheNews, r#"{"id":17283,"content":"T","title":"H","date":"2016-11-29","year":2016.0,"publication":"P","url":"u"}"#),
            (
                Preset::Ninjs,
                r#"{"uri":"urn:a","bodies":[{"contenttype":"text/plain","value":"T"}],"headline":"H","firstcreated":"2016-11-29T07:58:00Z","provider":"P","url":"u"}"#,
            ),
        ] {
            let record = parse(Some(preset), line).unwrap();
            let [id, text, title, outlet, url] = shown(&record);
            assert_eq!((text, title, outlet, url), (Some("T"), Some("H"), Some("P"), Some("u")), "{line}");
            assert!(id.is_some() && record.article.get_published().unwrap().to_string() == "2016-11-29", "{line}");
        }
    }

    #[test]
    fn errors_name_the_field() {
        for (line, kind, reason) in [
            (r#"{"id":"a"}"#, "missing_text", "field `text` is missing"),
            (r#"{"text":null}"#, "missing_text", "field `text` is missing"),
            (r#"{"text":5}"#, "wrong_type", "field `text` must be a string, not a number"),
            (r#"{"text":"t","id":7.5}"#, "wrong_type", "field `id` must be a string, not a number"),
            (r#"{"text":"t","text":"u"}"#, "wrong_type", "duplicate field `text`"),
            (r#"["text"]"#, "not_json", "not a JSON object"),
            ("said", "not_json", "not a JSON object"),
            (r#"{"text":"t""#, "not_json", "not valid JSON at column 11: EOF while parsing an object"),
            (r#"{"text":"t"} x"#, "not_json", "not valid JSON at column 14: trailing characters"),
        ] {
            assert_eq!(parse(None, line).err(), Some(Fault::new(kind, reason)), "{line}");
        }
    }

    #[test]
    fn metadata_of_a_wrong_type_costs_only_itself() {
        for (line, kind, reason) in [
            (r#"{"text":"t","title":["x"]}"#, "wrong_type", "field `title` must be a string, not an array"),
            (r#"{"text":"t","title":1984}"#, "wrong_type", "field `title` must be a string, not a number"),
            (r#"{"text":"t","url":{}}"#, "wrong_type", "field `url` must be a string, not an object"),
            (
                r#"{"text":"t","published":1.5,"fetched":"May"}"#,
                "wrong_type",
                "field `published` must be a string, not a number; field `fetched`: \"May\" has no day and no year",
            ),
        ] {
            let record = parse(None, line).unwrap();
            assert_eq!((record.warning, record.article.get_title()), (Some(Fault::new(kind, reason)), None), "{line}");
        }
    }

    #[test]
    fn an_empty_id_is_none() {
        assert_eq!(parse(None, r#"{"text":"t","id":" "}"#).unwrap().article.get_id(), None);
        let line = r#"{"maintext":"t","filename":"","url":"u"}"#;
        assert_eq!(parse(Some(Preset::NewsPlease), line).unwrap().article.get_id(), Some("u"));
    }

    #[test]
    fn halves_of_surrogate_pairs_are_replaced() {
        let record = parse(None, r#"{"text":"a \ud83d b \ud83d\ude00 \\ud83d \" c"}"#).unwrap();
        assert_eq!((record.article.text(), record.cleaned.invalid_utf8), ("a \u{fffd} b 😀 \\ud83d \" c", 1));
    }

    #[test]
    fn an_unreadable_day_is_unknown_with_a_warning() {
        for (text, warning) in [("Wed Nov 23", Some("field `published`: \"Wed Nov 23\" has no year")), (" ", None)] {
            let record = parse(None, &format!(r#"{{"text":"t","published":"{text}"}}"#)).unwrap();
            assert_eq!((record.article.get_published(), record.warning.as_ref().map(|warning| warning.reason.as_str())), (None, warning));
        }
    }
}
