//! One name of a names cell: the surface form and its flags.

use crate::{fold, key::Letters, schema::Table, text::nearest};

/// The flags of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// The text must have the very case of the name (`IS`).
    pub const CASE: Flags = Flags(1);
    /// The name counts only where something else in the article speaks for it.
    pub const CONTEXT: Flags = Flags(2);

    /// Whether all of `other` is set.
    #[inline]
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

/// When a name was in use: days as the number `yyyymmdd`, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first day; 0 where none is known.
    pub from: u32,
    /// The last day; `u32::MAX` where none is known.
    pub until: u32,
}

impl Validity {
    /// No limit.
    pub const ALWAYS: Validity = Validity { from: 0, until: u32::MAX };

    /// Whether the name was in use on a day.
    pub fn contains(self, year: u16, month: u8, day: u8) -> bool {
        let day = u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day);
        (self.from..=self.until).contains(&day)
    }
}

impl Default for Validity {
    fn default() -> Validity {
        Validity::ALWAYS
    }
}

/// A surface form with its flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'c> {
    /// The name itself.
    pub text: &'c str,
    /// Its flags.
    pub flags: Flags,
    /// When it was in use.
    pub validity: Validity,
}

impl Name<'_> {
    /// Whether it is a mere word: one of small ASCII letters among the words around the names of places, the verbs and the cues. Half of all words of news are such
    /// words, so they are not found as names are; who wants them asks for the word.
    pub fn is_mere_word(&self, table: Table) -> bool {
        let plain = || self.flags == Flags(0) && self.validity == Validity::ALWAYS && self.text.bytes().all(|b| b.is_ascii_lowercase());
        match table {
            Table::PlaceWord => plain(),
            // What could be an article is one in "as-Salam".
            Table::Verb | Table::Cue => plain() && self.text.len() <= Letters::LONGEST && !fold::may_be_article(self.text),
            _ => false,
        }
    }
}

/// What is wrong with the flags of a name.
pub(crate) struct BadFlags {
    pub message: String,
    pub hint: Option<String>,
}

const FLAGS: &[&str] = &["case", "context", "from=YYYY-MM-DD", "until=YYYY-MM-DD"];

/// Reads `text{flag,flag}`.
pub(crate) fn parse(raw: &str) -> Result<Name<'_>, BadFlags> {
    let (text, braces) = split(raw);
    let mut name = Name { text, flags: Flags::default(), validity: Validity::ALWAYS };
    let Some(braces) = braces else {
        return if text.contains(['{', '}']) {
            let message = format!("a brace in `{raw}` that opens or closes no flags");
            Err(BadFlags { message, hint: Some("flags stand at the end of a name: `IS{case,context}`".into()) })
        } else {
            Ok(name)
        };
    };
    for flag in braces.split(',').map(str::trim) {
        match flag.split_once('=') {
            None if flag == "case" => name.flags.0 |= Flags::CASE.0,
            None if flag == "context" => name.flags.0 |= Flags::CONTEXT.0,
            Some(("from", date)) => name.validity.from = day(date, 1, 1).ok_or_else(|| bad_date(flag))?,
            Some(("until", date)) => name.validity.until = day(date, 12, 31).ok_or_else(|| bad_date(flag))?,
            _ => {
                let near = nearest(flag, FLAGS.iter().copied());
                let hint = near.map_or_else(|| format!("flags are {}", FLAGS.join(", ")), |near| format!("did you mean `{near}`?"));
                return Err(BadFlags { message: format!("unknown flag `{flag}` of the name `{text}`"), hint: Some(hint) });
            }
        }
    }
    if name.validity.from > name.validity.until {
        return Err(BadFlags { message: format!("the name `{text}` ends before it begins"), hint: None });
    }
    Ok(name)
}

/// The name without its braces, and what is in them.
pub(crate) fn split(raw: &str) -> (&str, Option<&str>) {
    match raw.strip_suffix('}').and_then(|s| s.split_once('{')) {
        Some((text, braces)) if !braces.contains(['{', '}']) => (text.trim_end(), Some(braces)),
        _ => (raw, None),
    }
}

/// The names of a cell with their flags; bad flags are left out (the loader has refused them before).
pub fn names(cell: &str) -> impl Iterator<Item = Name<'_>> {
    cell.split('|')
        .map(str::trim)
        .filter(|raw| !raw.is_empty())
        .map(|raw| parse(raw).unwrap_or_else(|_| Name { text: split(raw).0, flags: Flags::default(), validity: Validity::ALWAYS }))
}

fn bad_date(flag: &str) -> BadFlags {
    BadFlags { message: format!("`{flag}` holds no date"), hint: Some("dates are YYYY, YYYY-MM or YYYY-MM-DD".into()) }
}

fn day(date: &str, month: u32, day: u32) -> Option<u32> {
    let mut parts = date.split('-');
    let mut next = |digits: usize, limit: u32| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<u32>().ok().filter(|n| (1..=limit).contains(n)).map(Some)
        }
        Some(_) => None,
    };
    let year = next(4, 9999)??;
    let month = next(2, 12)?.unwrap_or(month);
    // The last day of a month is the 31st for every comparison that matters here.
    let day = next(2, 31)?.unwrap_or(if day == 1 { 1 } else { 31 });
    parts.next().is_none().then_some(year * 10_000 + month * 100 + day)
}
