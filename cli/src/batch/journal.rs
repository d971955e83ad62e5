//! How far a run has come, beside its output, so that it can go on after any end.
//!
//! The journal is one JSON object. It is replaced, never changed: written to a new file, forced to disk and renamed, after the outputs it tells of were forced to
//! disk. At any moment it therefore describes a state that can be had again by cutting the outputs to the lengths it gives. It goes when the run is complete.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use twox_hash::XxHash3_128;

use super::summary::Summary;
use crate::{
    args::Extract,
    failure::Failure,
    output::{OutputState, is_folder, is_special, real},
};

const VERSION: u32 = 2;
/// So much of the beginning and of the end of an input is compared.
const ENDS: u64 = 64 << 10;

/// Numbers of items, as ranges in order that do not touch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    pub fn contains(&self, number: u64) -> bool {
        let after = self.0.partition_point(|&(start, _)| start <= number);
        after > 0 && number < self.0[after - 1].1
    }

    /// Adds the numbers from `start` up to but not with `end`.
    pub fn add(&mut self, start: u64, end: u64) {
        let from = self.0.partition_point(|&(_, e)| e < start);
        let to = self.0.partition_point(|&(s, _)| s <= end);
        let touched = &self.0[from..to];
        let start = touched.first().map_or(start, |r| r.0.min(start));
        let end = touched.last().map_or(end, |r| r.1.max(end));
        self.0.splice(from..to, [(start, end)]);
    }

    /// The number after the last in it.
    pub fn end(&self) -> u64 {
        self.0.last().map_or(0, |range| range.1)
    }

    /// Everything before this number is in it.
    pub fn frontier(&self) -> u64 {
        self.0.first().filter(|range| range.0 == 0).map_or(0, |range| range.1)
    }
}

/// How far a run has come.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct State {
    /// The items that are done.
    pub done: Ranges,
    /// The input before which all is done, and the number of its first item.
    pub file: usize,
    pub file_start: u64,
    /// What of each output is right.
    pub outputs: Vec<OutputState>,
    /// The bytes of the file of errors that are right.
    pub errors: u64,
    pub summary: Summary,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    dateline_journal: u32,
    /// What the run was asked to do.
    plan: Map<String, Value>,
    state: State,
}

/// The journal of a run; without a place for it, nothing is kept.
pub struct Journal {
    path: Option<PathBuf>,
    plan: Map<String, Value>,
}

/// Where the journal of a run is: beside its first output.
pub fn place(args: &Extract) -> Option<PathBuf> {
    let output = args.output.first().map(|output| &output.path).filter(|path| path.as_os_str() != "-" && !is_special(path))?;
    if is_folder(output) {
        return Some(output.join("dateline.journal"));
    }
    let mut name = output.as_os_str().to_owned();
    name.push(".journal");
    Some(name.into())
}

/// What an input is known by: its length, the time it was changed (nanoseconds), and its beginning and end. Dumps are too large to be read for this; nothing is known of what is no file.
fn mark(path: &Path) -> io::Result<Option<Value>> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut ends = Vec::new();
    (&file).take(ENDS).read_to_end(&mut ends)?;
    file.seek(SeekFrom::Start(about.len().saturating_sub(ENDS)))?;
    file.take(ENDS).read_to_end(&mut ends)?;
    let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_nanos().to_string());
    Ok(Some(json!([about.len(), changed, format!("{:032x}", XxHash3_128::oneshot(&ends))])))
}

/// What a gazetteer is known by: all of it.
fn content(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|content| format!("{:032x}", XxHash3_128::oneshot(&content)))
}

/// Everything that decides what is written. A run goes on only with the same.
pub fn plan(args: &Extract, files: &[PathBuf], gazetteers: &str) -> Map<String, Value> {
    let inputs: Vec<Value> = files.iter().map(|path| json!([path.to_string_lossy(), mark(path).ok().flatten()])).collect();
    let day = |day: Option<dateline::jiff::civil::Date>| day.map(|day| day.to_string());
    let debug = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let names = |paths: &[PathBuf]| paths.iter().map(|path| json!([path.to_string_lossy(), content(path)])).collect::<Vec<_>>();
    let reading = &args.reading;
    let fields = [
        &reading.text_field,
        &reading.id_field,
        &reading.title_field,
        &reading.date_field,
        &reading.fetched_field,
        &reading.publisher_field,
        &reading.url_field,
    ];
    let plan = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "inputs": inputs,
        "outputs": args.output.iter().map(|output| format!("{:?}:{}", output.format, output.path.display())).collect::<Vec<_>>(),
        "errors": args.errors.as_ref().map(|path| path.to_string_lossy().into_owned()),
        "--format": debug(&args.format),
        "--input": debug(&args.input),
        "--preset": debug(&reading.preset),
        "fields": fields,
        "--date-order": debug(&reading.date_order),
        "--max-record": reading.max_record,
        "--published": day(args.published),
        "--since": day(args.since),
        "--until": day(args.until),
        "--sample": args.sample,
        "--limit": args.limit,
        "--strict": args.strict,
        "--unordered": args.unordered,
        "--dedupe": debug(&args.dedupe),
        "--split": args.split,
        "--with-text": args.with_text,
        "--gazetteer": names(&args.gazetteers.gazetteers),
        "gazetteers": gazetteers,
    });
    match plan {
        Value::Object(plan) => plan,
        _ => Map::new(),
    }
}

/// The first file of a list that has the same names as it had, but is not what it was.
fn changed_file(now: &Value, before: &Value) -> Option<String> {
    let (now, before) = (now.as_array()?, before.as_array()?);
    let same_names = now.len() == before.len() && now.iter().zip(before).all(|(now, before)| now[0] == before[0]);
    let (changed, _) = now.iter().zip(before).find(|(now, before)| same_names && now != before)?;
    changed[0].as_str().map(str::to_owned)
}

impl Journal {
    /// A run from the beginning.
    pub fn start(path: Option<PathBuf>, plan: Map<String, Value>) -> Result<(Journal, State), Failure> {
        if let Some(path) = &path {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::file(path.display(), &error)),
                _ => {}
            }
        }
        Ok((Journal { path, plan }, State::default()))
    }

    /// The run that was cut off; nothing if there was none or it is to be forgotten.
    pub fn open(path: Option<PathBuf>, plan: Map<String, Value>, resume: bool, overwrite: bool) -> Result<Option<(Journal, State)>, Failure> {
        let Some(place) = &path else {
            return match resume {
                true => Err(Failure::Message("--resume needs an --output that is a file or directory".to_owned())),
                false => Ok(None),
            };
        };
        let content = match fs::read(place) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::file(place.display(), &error)),
        };
        if overwrite {
            return Ok(None);
        }
        if !resume {
            let hint = "a run to this output was cut off: --resume goes on with it, --overwrite starts anew";
            return Err(Failure::Message(format!("{}: {hint}", place.display())));
        }
        let entry: Entry = serde_json::from_slice(&content)
            .ok()
            .filter(|entry: &Entry| entry.dateline_journal == VERSION)
            .ok_or_else(|| Failure::Message(format!("{}: not a journal of this version; --overwrite starts anew", place.display())))?;
        for key in ["inputs", "--gazetteer"] {
            if let Some(file) = changed_file(&plan[key], entry.plan.get(key).unwrap_or(&Value::Null)) {
                let told = format!("{file}: it has changed since the run was cut off, so that cannot go on; --overwrite starts anew");
                return Err(Failure::Message(told));
            }
        }
        let changed: Vec<&str> = plan.iter().filter(|(key, value)| entry.plan.get(*key) != Some(value)).map(|(key, _)| key.as_str()).collect();
        if !changed.is_empty() {
            let hint = "give the same arguments, or --overwrite to start anew";
            return Err(Failure::Message(format!("{}: the run that was cut off differs in {}: {hint}", place.display(), changed.join(", "))));
        }
        Ok(Some((Journal { path, plan }, entry.state)))
    }

    pub fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    /// Writes down how far it has come.
    pub fn write(&self, state: &State) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let entry = Entry { dateline_journal: VERSION, plan: self.plan.clone(), state: state.clone() };
        replace(path, &serde_json::to_vec(&entry)?)
    }

    /// The run is complete.
    pub fn finish(self) -> io::Result<()> {
        match self.path.map(fs::remove_file) {
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Whether a file could be replaced, found out without touching it.
pub fn replaceable(path: &Path) -> io::Result<()> {
    if is_special(path) {
        return Ok(());
    }
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let new = new_of(path);
    File::create(&new)?;
    fs::remove_file(new)
}

fn new_of(path: &Path) -> PathBuf {
    let mut new = real(path).into_os_string();
    new.push(".new");
    new.into()
}

/// Replaces a file at once, or not at all; a device or pipe is written to.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    if is_special(path) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(content);
    }
    let new = new_of(path);
    let mut file = File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, real(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join() {
        let mut ranges = Ranges::default();
        for (start, end, expected) in
            [(5, 9, vec![(5, 9)]), (0, 2, vec![(0, 2), (5, 9)]), (9, 12, vec![(0, 2), (5, 12)]), (2, 5, vec![(0, 12)]), (3, 4, vec![(0, 12)])]
        {
            ranges.add(start, end);
            assert_eq!(ranges.0, expected);
        }
        assert_eq!((ranges.frontier(), ranges.contains(0), ranges.contains(11), ranges.contains(12)), (12, true, true, false));
    }
}
