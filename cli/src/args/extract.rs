//! The arguments of `dateline extract`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use dateline::jiff::civil::Date;

use super::{Gazetteers, Kind, Reading, day};

/// Extract everything from dumps of articles
///
/// Writes one record an article (JSON lines of the contract dateline/1, see `dateline schema`, or the format asked for), in the order of the input. An input is
/// plain text (one article a file), JSON lines, a JSON array, CSV or TSV with a header, Parquet, WET or WARC; each may be compressed with gzip, zstd, bzip2 or
/// xz. Objects of JSON may also stand one after another, on one line or over several. Directories and patterns are read file by file in the order of their names. A record needs a text; without other names for them its fields are `text`,
/// `id`, `title`, `published`, `fetched`, `publisher` (or `outlet`) and `url`.
#[derive(ClapArgs)]
#[command(after_help = concat!("Examples:
  dateline extract articles.jsonl.gz -o claims.jsonl.zst
  dateline extract --preset all-the-news articles1.csv articles2.csv -o claims.jsonl --errors errors.jsonl
  dateline extract 'CC-NEWS-201611*.warc.gz' -o records/ --split 100000 --resume
  dateline extract news/ -o claims.csv -o csv-mentions:mentions.csv -o geojson-places:places.geojson
  zcat news.jsonl.gz | dateline extract --gazetteer militias.tsv | jq '.claims[]'

A record that is not a valid article is named on standard error, or in the file of --errors, with the reason; the run goes on and ends with exit code 1. A day of
publication that cannot be read is named too, and counts as unknown."))]
pub struct Extract {
    /// Files, directories or patterns, `-` for standard input (the default)
    ///
    /// The kind is decided by the name before the suffix of the compression: .jsonl, .ndjson, .jsonlines, .jl, .json, .csv, .tsv, .parquet, .warc, .wet, .txt.
    /// Standard input and files of other names are told by their first line: a table is one with a header of several columns and one for the text; what is
    /// neither JSON, a table nor an archive is plain text, unless it is HTML or binary, which is rejected. Of a directory, files of other names are passed
    /// over and counted, and links to other directories; hidden files are not taken.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How to read the inputs, instead of deciding by their names
    #[arg(long, value_enum, value_name = "KIND")]
    pub input: Option<Kind>,

    /// Day of publication for articles that do not give theirs
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,

    /// Stop at the first input that is not a valid article; outputs that are not complete keep the name NAME.part
    #[arg(long)]
    pub strict: bool,

    /// Number of threads [default: one for each core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,

    /// Write to a file or directory instead of standard output; may be given several times
    ///
    /// A format before the path, as in `brat:notes/`, is for this output alone. A suffix .gz, .zst, .bz2 or .xz compresses. A file gets its name when it is
    /// complete; until then it is called NAME.part.
    #[arg(short, long, value_name = "[FORMAT:]PATH", value_parser = output, help_heading = "Output")]
    pub output: Vec<Output>,

    /// How to write the records [default: by the suffix of each output, else jsonl]
    #[arg(long, value_enum, help_heading = "Output")]
    pub format: Option<Format>,

    /// Begin a new file after this many articles
    #[arg(long, value_name = "ARTICLES", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Output")]
    pub split: Option<u64>,

    /// Give every record its text, not only those whose text had to be mended
    #[arg(long, help_heading = "Output")]
    pub with_text: bool,

    /// Write records as they are ready instead of in the order of the input
    #[arg(long, help_heading = "Output")]
    pub unordered: bool,

    /// Write what was rejected, and what was warned of, to a file of JSON lines instead of standard error
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub errors: Option<PathBuf>,

    /// Write a summary of the run to a file as JSON, or to standard output (`-`) if the records go elsewhere
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,

    /// How to tell how far it is
    #[arg(long, value_enum, default_value_t = ProgressKind::Auto, value_name = "HOW", help_heading = "Output")]
    pub progress: ProgressKind,

    /// Extract no more than this many articles
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Selection")]
    pub limit: Option<u64>,

    /// Take a part of the articles, such as 0.01 or 1%: the same ones at every run
    #[arg(long, value_name = "PART", value_parser = part, help_heading = "Selection")]
    pub sample: Option<f64>,

    /// Only articles published on this day or later; those without a day are left out
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    pub since: Option<Date>,

    /// Only articles published on this day or earlier; those without a day are left out
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    pub until: Option<Date>,

    /// Leave out articles that came before, by id or by text
    #[arg(long, value_enum, value_name = "BY", help_heading = "Selection")]
    pub dedupe: Option<Dedupe>,

    /// Go on where a run with the same arguments, inputs and gazetteers was cut off; start if there was none
    ///
    /// What has changed is told, and nothing is done. An output that is complete already is refused: nothing tells what it was made from.
    #[arg(long, help_heading = "Going on")]
    pub resume: bool,

    /// Start anew although a run to the same output was cut off, or left parts of its own, which are removed
    #[arg(long, conflicts_with = "resume", help_heading = "Going on")]
    pub overwrite: bool,

    /// Seconds between the points from which --resume can go on; each is forced to disk
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds, help_heading = "Going on")]
    pub checkpoint: f64,

    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub gazetteers: Gazetteers,
}

/// Where records are written.
#[derive(Clone, Debug)]
pub struct Output {
    pub format: Option<Format>,
    pub path: PathBuf,
}

fn output(text: &str) -> Result<Output, String> {
    let named = text.split_once(':').filter(|(name, _)| name.len() > 1 && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    let (format, path) = match named {
        Some((name, path)) => {
            (Some(Format::from_str(name, false).map_err(|_| format!("there is no format {name} (./{text} is a file of that name)"))?), path)
        }
        None => (None, text),
    };
    if path.is_empty() {
        return Err("it has no name".to_owned());
    }
    Ok(Output { format, path: path.into() })
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line: the whole record (dateline/1)
    Jsonl,
    /// One row a claim
    CsvClaims,
    /// One row a mention of a faction, place, date or person
    CsvMentions,
    /// The whole record in nested columns (needs the feature `parquet`)
    Parquet,
    /// Points: every mention of a place
    GeojsonPlaces,
    /// Points: every claim at each place in it
    GeojsonClaims,
    /// Standoff annotation for brat, two files an article; needs a directory
    Brat,
}

/// By what articles are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dedupe {
    /// The id, or the address where there is none
    Id,
    /// The text, but for case, white space and punctuation
    Text,
}

/// How progress is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressKind {
    /// A bar on a terminal, else a line every 30 seconds; a summary at the end, which in a pipe is a line, and only if articles were left out
    Auto,
    /// A line every 30 seconds, and the summary at the end
    Plain,
    /// Not at all, and no summary at the end
    None,
}

/// A size in bytes.
pub fn size(text: &str) -> Result<usize, String> {
    let wrong = || format!("\"{text}\" is not a size (write it as 500K, 16M or 2G)");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        _ => return Err(wrong()),
    };
    digits.parse::<usize>().ok().and_then(|number| number.checked_mul(unit)).filter(|&size| size > 0).ok_or_else(wrong)
}

fn part(text: &str) -> Result<f64, String> {
    let number = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|n| n / 100.0),
        None => text.parse(),
    };
    number.ok().filter(|n| *n > 0.0 && *n <= 1.0).ok_or_else(|| format!("\"{text}\" is not a part (write it as 0.01 or 1%)"))
}

fn seconds(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0).ok_or_else(|| format!("\"{text}\" is not a number of seconds"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_parts() {
        assert_eq!(["7", "3K", "16m", "2GiB"].map(|s| size(s).unwrap()), [7, 3072, 16 << 20, 2 << 30]);
        assert!(["", "M", "0", "-1", "16T", "99999999999G"].iter().all(|s| size(s).is_err()));
        assert_eq!(["0.5", "1%", "1"].map(|s| part(s).unwrap()), [0.5, 0.01, 1.0]);
        assert!(["0", "101%", "2", "x"].iter().all(|s| part(s).is_err()));
    }
}
