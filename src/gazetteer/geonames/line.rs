//! One line of a file of GeoNames.

use dateline_gazetteers::Problem;

use super::spelling;

/// What a line tells.
pub(super) enum Line<'l> {
    Feature(Feature<'l>),
    Division(Division),
    /// A feature that no place is made of.
    Other,
}

/// A populated place, or a division with coordinates.
pub(super) struct Feature<'l> {
    pub id: u32,
    pub name: &'l str,
    ascii: &'l str,
    alternates: &'l str,
    pub lat: f64,
    pub lon: f64,
    /// The feature code (`PPLA`).
    pub code: &'l str,
    pub is_settlement: bool,
    pub country: &'l str,
    /// The whole codes (`SY.09`), empty where there is none.
    pub admin1: String,
    pub admin2: String,
    pub population: u32,
}

/// A division of a list of codes.
pub(super) struct Division {
    pub id: u32,
    pub code: String,
    pub name: String,
    ascii: String,
}

/// Where English names are the local ones, other spellings are those of other languages.
const ENGLISH: [&str; 6] = ["US", "GB", "CA", "AU", "NZ", "IE"];

impl Feature<'_> {
    /// Its other names: those in ASCII, and other spellings.
    pub fn names(&self) -> Vec<String> {
        let limit = if ENGLISH.contains(&self.country) { 0 } else { 8 };
        let mut names: Vec<String> = if self.is_settlement { Vec::new() } else { spelling::without_class(self.name).into_iter().collect() };
        names.extend(spelling::others(self.name, [self.ascii].into_iter().chain(self.alternates.split(',')), limit));
        names
    }
}

impl Division {
    /// Its other names: without its class noun, and the one in ASCII.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = spelling::without_class(&self.name).into_iter().collect();
        names.extend(spelling::others(&self.name, [self.ascii.as_str()].into_iter(), 1));
        names
    }
}

/// Settlements that are no longer there.
const GONE: [&str; 4] = ["PPLH", "PPLCH", "PPLQ", "PPLW"];

/// Reads one line; a problem names no file and no line.
pub(super) fn read(line: &str) -> Result<Line<'_>, Problem> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields.len() {
        19 => feature(&fields),
        4 => division(&fields).map(Line::Division),
        n => {
            let hint = "a list of features has 19 (cities500.txt, allCountries.txt), a list of divisions 4 (admin1CodesASCII.txt, admin2Codes.txt)";
            Err(Problem::error("", 0, format!("{n} fields parted by tabs")).hint(hint.to_owned()))
        }
    }
}

fn feature<'l>(fields: &[&'l str]) -> Result<Line<'l>, Problem> {
    let (class, code) = (fields[6].trim(), fields[7].trim());
    let is_settlement = class == "P" && !GONE.contains(&code);
    let is_division = class == "A" && matches!(code, "ADM1" | "ADM2");
    if !is_settlement && !is_division {
        // A line of garbage is told from one that is passed over by its id.
        number("geonameid", fields[0])?;
        return Ok(Line::Other);
    }
    let country = fields[8].trim();
    if !(country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())) {
        return Err(wrong("country code", format!("`{}` is not a code of ISO 3166", country.escape_debug())));
    }
    let name = fields[1].trim();
    if name.is_empty() {
        return Err(wrong("name", "the name is empty".to_owned()));
    }
    let admin = |code: &str, above: &str| match code.trim() {
        "" | "0" | "00" => String::new(),
        _ if above.is_empty() => String::new(),
        code => format!("{above}.{code}"),
    };
    let admin1 = admin(fields[10], country);
    let admin2 = admin(fields[11], &admin1);
    Ok(Line::Feature(Feature {
        id: number("geonameid", fields[0])?,
        name,
        ascii: fields[2].trim(),
        alternates: fields[3],
        lat: degrees("latitude", fields[4], 90.0)?,
        lon: degrees("longitude", fields[5], 180.0)?,
        code: if code.is_empty() { "PPL" } else { code },
        is_settlement,
        country,
        admin1,
        admin2,
        population: if fields[14].trim().is_empty() { 0 } else { number("population", fields[14])? },
    }))
}

fn division(fields: &[&str]) -> Result<Division, Problem> {
    let code = fields[0].trim();
    let mut parts = code.split('.');
    let country = parts.next().unwrap_or_default();
    let rest = parts.clone().count();
    if country.len() != 2 || !(1..=2).contains(&rest) || parts.any(str::is_empty) {
        return Err(wrong("code", format!("`{}` is not the code of a division, as in `SY.09`", code.escape_debug())));
    }
    let name = fields[1].trim();
    if name.is_empty() {
        return Err(wrong("name", "the name is empty".to_owned()));
    }
    Ok(Division { id: number("geonameid", fields[3])?, code: code.to_owned(), name: name.to_owned(), ascii: fields[2].trim().to_owned() })
}

fn wrong(field: &str, message: String) -> Problem {
    Problem::error("", 0, message).column(field)
}

/// The largest number of the index is kept for what is absent.
fn number(field: &str, text: &str) -> Result<u32, Problem> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // A population may be larger than the index can hold; no place's is.
    text.parse().ok().filter(|&n| digits && n < u32::MAX).ok_or_else(|| wrong(field, format!("`{}` is not a number", text.escape_debug())))
}

fn degrees(field: &str, text: &str, limit: f64) -> Result<f64, Problem> {
    let value = text.trim().parse().ok().filter(|d: &f64| (-limit..=limit).contains(d));
    value.ok_or_else(|| wrong(field, format!("`{}` is not a number of degrees from -{limit} to {limit}", text.escape_debug())))
}
