//! GeoNames' own files: `cities*.txt`, `allCountries.txt` and those of single countries (19 columns), `admin1CodesASCII.txt` and `admin2Codes.txt` (4 columns).
//! The columns are those of the `readme.txt` beside them at download.geonames.org/export/dump.

mod line;
mod spelling;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use dateline_gazetteers::{
    Mode, Problem, Tables,
    schema::{Table, country},
};

use self::line::{Division, Feature, Line};
use super::{Gazetteer, Layers};
use crate::error::{Error, Kind};

/// The name of a place of fewer people counts only where the text supports it, if it is one word.
const SMALL: u32 = 15_000;
/// So many problems are told.
const TOLD: usize = 50;

impl Gazetteer {
    /// Reads files of GeoNames in its own column format: lists of features (`cities500.txt`, `allCountries.txt`, `SY.txt`: 19 columns) and of divisions
    /// (`admin1CodesASCII.txt`, `admin2Codes.txt`: 4 columns), together. It may take a while; [`Gazetteer::compile`] makes an index that opens at once.
    ///
    /// Of the features, populated places (class `P`, not those that are gone: `PPLH`, `PPLCH`, `PPLQ`, `PPLW`) and first- and second-level divisions
    /// (`ADM1`, `ADM2`) become places, all others are passed over. A division of a list of codes lies at the centre of the places of the same
    /// call, as the lists tell no coordinates. Of the alternate names those count that spell the name in another way, in Latin letters.
    ///
    /// The name of a place of fewer than 15,000 people is flagged `context` if it is one word: it counts after "in", "near", "village of" and the like.
    ///
    /// These places lie beneath the built-in gazetteer: what it has itself (by the GeoNames id) stays as it is, the others are added.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or has no lines, a line is not in GeoNames' format, has the id of an earlier line of the file, or the code of a country that
    /// is none: the message then names file, line and field.
    pub fn from_geonames<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Gazetteer, Error> {
        let mut reader = Reader::new()?;
        let mut name = String::new();
        for path in paths {
            name = path.as_ref().display().to_string();
            let io = |source| Error::new(Kind::Io { path: name.clone(), source });
            let file = File::open(&path).map_err(io)?;
            reader.read(&name, BufReader::with_capacity(1 << 16, file)).map_err(io)?;
        }
        Gazetteer::from_index(&name, reader.finish().map_err(|p| Error::new(Kind::Gazetteer(p)))?.compile_beneath())
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    /// A place table as text.
    table: String,
    /// The file and line of each of its rows.
    origins: Vec<(u32, u32)>,
    files: Vec<String>,
    /// The ids and the file that each was first seen in.
    ids: BTreeMap<u32, u32>,
    division_ids: BTreeMap<u32, u32>,
    /// The codes of countries; empty where the gazetteer knows none.
    countries: BTreeSet<String>,
    divisions: Vec<(Division, (u32, u32))>,
    centres: BTreeMap<String, Centre>,
    problems: Vec<Problem>,
}

/// The mean of populated places, each weighted by the square root of its population.
#[derive(Clone, Copy, Default)]
struct Centre {
    weight: f64,
    lat: f64,
    lon: f64,
}

impl Centre {
    fn add(&mut self, place: &Feature<'_>) {
        let weight = (f64::from(place.population) + 1.0).sqrt();
        self.weight += weight;
        self.lat += weight * place.lat;
        self.lon += weight * place.lon;
    }
}

const HEADER: &str = "place\tname\tlat\tlon\tcountry\tadmin1\tadmin2\tfeature\tpopulation\taliases\n";

/// Codes of countries that are no more and that GeoNames keeps.
const FORMER: [&str; 2] = ["AN", "CS"];

impl Reader {
    fn new() -> Result<Reader, Error> {
        let builtin = Layers::new(Vec::new())?;
        let mut countries: BTreeSet<String> = builtin.rows(Table::Country).map(|(_, row)| row.text(country::ID).to_owned()).collect();
        if !countries.is_empty() {
            countries.extend(FORMER.map(str::to_owned));
        }
        Ok(Reader { countries, ..Reader::default() })
    }

    fn read(&mut self, file: &str, mut reader: impl BufRead) -> std::io::Result<()> {
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(file.to_owned());
        let mut bytes = Vec::new();
        let mut at = 0u32;
        let mut empty = true;
        while reader.read_until(b'\n', &mut bytes)? > 0 {
            at = at.saturating_add(1);
            let line = match std::str::from_utf8(&bytes) {
                Ok(line) => line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{FEFF}'),
                Err(_) => {
                    self.problems.push(Problem::error(file, at as usize, "the text is not UTF-8").hint("GeoNames' files are UTF-8".to_owned()));
                    break;
                }
            };
            if !line.is_empty() && !line.starts_with('#') {
                empty = false;
                let read = line::read(line).and_then(|line| self.add(line, (number, at)));
                if let Err(problem) = read {
                    self.problems.push(at_line(problem, file, at));
                }
            }
            if self.problems.len() >= TOLD {
                self.problems.push(Problem::error(file, at as usize, "so many problems; what comes after this line was not read"));
                break;
            }
            bytes.clear();
        }
        if empty && self.problems.is_empty() {
            let hint = "a download may have been cut off; leave the file out if it is meant to be empty";
            self.problems.push(Problem::error(file, 0, "the file has no lines").hint(hint.to_owned()));
        }
        Ok(())
    }

    fn add(&mut self, line: Line<'_>, origin: (u32, u32)) -> Result<(), Problem> {
        match line {
            Line::Feature(feature) => {
                self.check_country("country code", feature.country)?;
                // Larger and smaller lists hold the same places.
                if first(&mut self.ids, feature.id, origin.0)? {
                    self.feature(&feature, origin);
                }
            }
            Line::Division(division) => {
                self.check_country("code", division.code.split('.').next().unwrap_or_default())?;
                if first(&mut self.division_ids, division.id, origin.0)? {
                    self.divisions.push((division, origin));
                }
            }
            Line::Other => {}
        }
        Ok(())
    }

    fn check_country(&self, field: &str, code: &str) -> Result<(), Problem> {
        if code.is_empty() || self.countries.is_empty() || self.countries.contains(code) {
            return Ok(());
        }
        Err(Problem::error("", 0, format!("`{}` is the code of no country", code.escape_debug())).column(field))
    }

    fn feature(&mut self, feature: &Feature<'_>, origin: (u32, u32)) {
        if feature.is_settlement {
            for code in [&feature.admin1, &feature.admin2] {
                if !code.is_empty() {
                    self.centres.entry(code.clone()).or_default().add(feature);
                }
            }
        }
        let population = if feature.population > 0 { feature.population.to_string() } else { String::new() };
        // A small place's name of one word is often something else ("Bank", "Nurse").
        let weak = feature.is_settlement && feature.population < SMALL && !feature.name.contains(' ');
        let name = if weak { format!("{}{{context}}", clean(feature.name)) } else { clean(feature.name) };
        let place = (Some((feature.lat, feature.lon)), feature.country, feature.admin1.as_str(), feature.admin2.as_str());
        self.row(feature.id, &name, place, feature.code, &population, &feature.names(), origin);
    }

    #[allow(clippy::too_many_arguments)]
    fn row(
        &mut self,
        id: u32,
        name: &str,
        (at, country, admin1, admin2): (Option<(f64, f64)>, &str, &str, &str),
        code: &str,
        population: &str,
        names: &[String],
        origin: (u32, u32),
    ) {
        use std::fmt::Write;
        if self.table.is_empty() {
            self.table.push_str(HEADER);
        }
        let (lat, lon) = at.map_or((String::new(), String::new()), |(lat, lon)| (format!("{lat:.5}"), format!("{lon:.5}")));
        let names = names.iter().map(|n| clean(n)).collect::<Vec<_>>().join("|");
        let _ = writeln!(self.table, "geonames:{id}\t{name}\t{lat}\t{lon}\t{country}\t{admin1}\t{admin2}\t{code}\t{population}\t{names}");
        self.origins.push(origin);
    }

    fn finish(mut self) -> Result<Tables, Vec<Problem>> {
        for (division, origin) in std::mem::take(&mut self.divisions) {
            if self.ids.contains_key(&division.id) {
                continue;
            }
            let at = self.centres.get(&division.code).map(|c| (c.lat / c.weight, c.lon / c.weight));
            let country = division.code.split('.').next().unwrap_or_default().to_owned();
            let first = division.code.match_indices('.').nth(1).map_or(division.code.as_str(), |(end, _)| &division.code[..end]).to_owned();
            let second = if first.len() < division.code.len() { division.code.as_str() } else { "" };
            let code = if second.is_empty() { "ADM1" } else { "ADM2" };
            self.row(division.id, &clean(&division.name), (at, &country, &first, second), code, "", &division.names(), origin);
        }
        let (tables, found) = if self.table.is_empty() {
            (Tables::default(), Vec::new())
        } else {
            Tables::parse_with_problems([("", self.table.as_bytes())], Mode::BuiltIn)
        };
        // The lines of the table are those of the files after its header.
        for problem in found.into_iter().take(TOLD) {
            let (file, line) = problem.line.checked_sub(2).and_then(|row| self.origins.get(row)).copied().unwrap_or_default();
            self.problems.push(at_line(problem, self.files.get(file as usize).map_or("", String::as_str), line));
        }
        if self.problems.is_empty() { Ok(tables) } else { Err(self.problems) }
    }
}

fn at_line(mut problem: Problem, file: &str, line: u32) -> Problem {
    problem.file = file.to_owned();
    problem.line = line as usize;
    problem
}

/// The characters that separate cells, names and flags have no place in a name.
fn clean(name: &str) -> String {
    name.replace(['|', '{', '}', '\t'], " ").trim().to_owned()
}

/// Whether no file before had the id; twice in one file is a fault.
fn first(ids: &mut BTreeMap<u32, u32>, id: u32, file: u32) -> Result<bool, Problem> {
    match ids.insert(id, file) {
        None => Ok(true),
        Some(before) if before == file => {
            Err(Problem::error("", 0, format!("`{id}` is the id of an earlier line of this file too")).column("geonameid"))
        }
        Some(_) => Ok(false),
    }
}

#[cfg(test)]
mod tests;
