//! Which field of a record holds what: names given by the user or by a preset.

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::{args::Preset, input::Fault};

/// What is known of an article, in the order of [`Row`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Text,
    Id,
    Title,
    Published,
    Fetched,
    Outlet,
    Url,
}

/// The number of fields.
const FIELDS: usize = 7;
const ALL: [Field; FIELDS] = [Field::Text, Field::Id, Field::Title, Field::Published, Field::Fetched, Field::Outlet, Field::Url];

/// The cells of one row of a table, by field.
pub type Row = [Option<Vec<u8>>; FIELDS];

/// The names under which a record may have each field; the first that has a value counts.
#[derive(Clone)]
pub struct Fields {
    names: [Vec<String>; FIELDS],
    /// The names at the top of a JSON record that are worth reading.
    top: Vec<String>,
    /// The preset, as far as it decides more than names.
    preset: Option<Preset>,
}

/// What `trafilatura --csv` writes, without a header and parted by tabs (version 2).
const TRAFILATURA: &[&str] = &["url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype"];

/// A text as it was found.
pub struct Found<'f> {
    pub name: &'f str,
    pub value: Value,
    pub is_html: bool,
}

/// The values of a JSON record, by the places of their names in `top`.
pub struct Values(Vec<Option<Value>>);

impl Fields {
    /// The names of a preset, or those of dateline's own records.
    pub fn new(preset: Option<Preset>) -> Fields {
        let names: [&[&str]; FIELDS] = match preset {
            None => [&["text"], &["id"], &["title"], &["published"], &["fetched"], &["outlet", "publisher"], &["url"]],
            Some(Preset::NewsPlease) => {
                [&["maintext"], &["id", "filename", "url"], &["title"], &["date_publish"], &["date_download"], &["source_domain"], &["url"]]
            }
            Some(Preset::Trafilatura) => [
                &["text", "raw_text"],
                &["id", "fingerprint"],
                &["title"],
                &["date"],
                &["filedate"],
                &["sitename", "source-hostname", "hostname"],
                &["url", "source"],
            ],
            Some(Preset::CcNews) => [&["text"], &["id", "url"], &["title"], &["date"], &[], &["domain"], &["url"]],
            Some(Preset::AllTheNews) => [&["content", "article"], &["id", "url"], &["title"], &["date"], &[], &["publication"], &["url"]],
            Some(Preset::Ninjs) => [
                &["body_text", "bodies", "body_html", "body_xhtml"],
                &["uri"],
                &["headline", "headlines.0.value"],
                &["firstcreated", "versioncreated"],
                &[],
                &["provider", "source", "infosources.0.name", "copyrightholder"],
                &["url"],
            ],
        };
        Fields { names: names.map(|names| names.iter().map(|&name| name.to_owned()).collect()), top: Vec::new(), preset }.with_top()
    }

    /// With another name for a field.
    pub fn with(mut self, field: Field, name: Option<&String>) -> Fields {
        if let Some(name) = name {
            self.names[field as usize] = vec![name.clone()];
            if field == Field::Text && self.preset == Some(Preset::Ninjs) {
                self.preset = None;
            }
        }
        self.with_top()
    }

    fn with_top(mut self) -> Fields {
        self.top.clear();
        for name in self.names.iter().flatten() {
            for top in [name.as_str(), name.split('.').next().unwrap_or(name)] {
                if !self.top.iter().any(|t| t == top) {
                    self.top.push(top.to_owned());
                }
            }
        }
        self
    }

    /// The name of a field, for complaints.
    pub fn name(&self, field: Field) -> &str {
        self.names[field as usize].first().map_or("", String::as_str)
    }

    /// Where a table with this header has the fields.
    pub fn columns(&self, header: &[String]) -> Result<Columns, Fault> {
        let places = |field: Field| self.names[field as usize].iter().filter_map(|name| header.iter().position(|h| h == name)).collect();
        let twice = |name: &&String| header.iter().filter(|h| h == name).count() > 1;
        if let Some(name) = self.names.iter().flatten().find(twice) {
            return Err(Fault::new("wrong_type", format!("there are two columns `{name}`; rename one, or name another for the field")));
        }
        let columns = Columns { width: header.len(), places: ALL.map(places) };
        match columns.places[Field::Text as usize].is_empty() {
            true => Err(Fault::new("missing_text", format!("there is no column `{}` among {}; {HELP}", self.name(Field::Text), listed(header)))),
            false => Ok(columns),
        }
    }

    /// The columns of tables that have no header, and which of them is the text.
    pub fn bare(&self) -> Option<(Vec<String>, usize)> {
        let text = TRAFILATURA.iter().position(|&name| name == "text")?;
        (self.preset == Some(Preset::Trafilatura)).then(|| (TRAFILATURA.iter().map(|&name| name.to_owned()).collect(), text))
    }

    /// The text of a JSON record.
    pub fn text(&self, values: &mut Values) -> Option<Found<'_>> {
        if self.preset != Some(Preset::Ninjs) {
            return self.pick(Field::Text, values).map(|(name, value)| Found { name, value, is_html: false });
        }
        let mut empty = None;
        // Plain text is better than what must be made from HTML.
        for is_html in [false, true] {
            for name in &self.names[Field::Text as usize] {
                let found = match self.value(name, values) {
                    Some(Value::Array(bodies)) => bodies.iter_mut().filter(|body| has_markup(body) == is_html).find_map(|body| body.get_mut("value")),
                    other => other.filter(|_| name.contains("html") == is_html),
                };
                match found {
                    None | Some(Value::Null) => {}
                    Some(Value::String(text)) if text.trim().is_empty() => empty = empty.or(Some(name.as_str())),
                    Some(value) => return Some(Found { name, value: value.take(), is_html }),
                }
            }
        }
        empty.map(|name| Found { name, value: Value::String(String::new()), is_html: false })
    }

    /// Reads the fields that are worth it from a JSON object.
    pub fn values(&self, json: &str) -> Result<Values, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let values = Wanted(&self.top).deserialize(&mut reader)?;
        reader.end().map(|()| Values(values))
    }

    /// The value of a field and the name it was found under: the first that is neither null nor empty, else the first that is not null.
    pub fn pick(&self, field: Field, values: &mut Values) -> Option<(&str, Value)> {
        let found = |value: &Value, empty: bool| !value.is_null() && (empty || value.as_str().is_none_or(|text| !text.trim().is_empty()));
        for empty in [false, true] {
            for name in &self.names[field as usize] {
                if let Some(value) = self.value(name, values).filter(|value| found(value, empty)) {
                    // A short value may also be that of another field; a text is not copied.
                    return Some((name, if field == Field::Text { value.take() } else { value.clone() }));
                }
            }
        }
        None
    }

    fn value<'v>(&self, name: &str, values: &'v mut Values) -> Option<&'v mut Value> {
        let place = |name: &str| self.top.iter().position(|top| top == name);
        let whole = place(name).filter(|&at| values.0[at].is_some());
        if let Some(at) = whole {
            return values.0[at].as_mut();
        }
        let (first, path) = name.split_once('.')?;
        let pointer = format!("/{}", path.replace('.', "/"));
        values.0[place(first)?].as_mut()?.pointer_mut(&pointer)
    }
}

/// Whether a body of ninjs is HTML or XML, by its content type.
fn has_markup(body: &Value) -> bool {
    body.get("contenttype")
        .and_then(Value::as_str)
        .is_some_and(|kind| ["html", "xml"].iter().any(|markup| kind.to_ascii_lowercase().contains(markup)))
}

/// What to do about a missing field.
pub const HELP: &str = "name it with --text-field or --preset";

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(20).map(|name| format!("`{name}`")).collect();
    shown.join(", ") + if names.len() > 20 { ", …" } else { "" }
}

/// Where the columns of a table stand.
pub struct Columns {
    /// How many columns there are.
    pub width: usize,
    places: [Vec<usize>; FIELDS],
}

impl Columns {
    /// The cells of a row by field; of several columns for a field, the first that is neither empty nor `null`.
    pub fn row<'c>(&self, cell: impl Fn(usize) -> &'c [u8]) -> Row {
        std::array::from_fn(|field| {
            let cells = self.places[field].iter().map(|&column| cell(column));
            cells.clone().find(|cell| !matches!(**cell, [] | [b'n', b'u', b'l', b'l'])).or_else(|| cells.clone().next()).map(<[u8]>::to_vec)
        })
    }

    /// The columns that are needed, in order.
    #[cfg(feature = "parquet")]
    pub fn needed(&self) -> Vec<usize> {
        let mut needed: Vec<usize> = self.places.iter().flatten().copied().collect();
        needed.sort_unstable();
        needed.dedup();
        needed
    }
}

/// Reads some fields of an object, of any type, so that a wrong type can be told by the field's name.
struct Wanted<'a>(&'a [String]);

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Vec<Option<Value>>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Vec<Option<Value>>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = vec![None; self.0.len()];
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match self.0.iter().position(|name| *name == *key) {
                Some(at) if values[at].is_some() => return Err(A::Error::custom(format!("duplicate field `{key}`"))),
                Some(at) => values[at] = Some(map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(values)
    }
}
