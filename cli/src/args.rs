//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use dateline::jiff::civil::Date;

use crate::record;

const EXIT_CODES: &str = "\
Exit codes:
  0  everything was done
  1  it was done, but some input was wrong (each case is a line on standard error)
  2  nothing could be done: wrong arguments, a gazetteer that cannot be used, or an output that cannot be written";

/// Who said what, about whom, where and when: attributed claims from news articles.
#[derive(Parser)]
#[command(name = "dateline", version, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Extract(Extract),
    Show(Show),
    #[command(subcommand)]
    Gazetteer(Gazetteer),
    /// Print the JSON Schema (draft 2020-12) of the records that `dateline extract` writes
    Schema,
}

/// Work on gazetteers of your own
#[derive(Subcommand)]
pub enum Gazetteer {
    Check(Check),
    Build(Build),
}

/// Compile gazetteer files to an index that `--gazetteer` opens at once
///
/// A file is a gazetteer of your own (TSV, see gazetteers/README.md) or, with --geonames, a list of GeoNames in its own column format: cities500.txt,
/// allCountries.txt and the like, admin1CodesASCII.txt, admin2Codes.txt. Several lists of GeoNames become one index. Its places lie beneath the
/// built-in ones: only those are added that are not there. Only the version of dateline that has built an index reads it.
#[derive(ClapArgs)]
#[command(after_help = "Examples:
  dateline gazetteer build militias.tsv -o militias.index
  dateline gazetteer build --geonames cities500.txt admin2Codes.txt -o world.index
  dateline extract --gazetteer world.index articles.jsonl")]
pub struct Build {
    /// Gazetteer files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Read the files as lists of GeoNames
    #[arg(long)]
    pub geonames: bool,

    /// The index to write
    #[arg(short, long, value_name = "INDEX")]
    pub output: PathBuf,
}

/// Find every problem in gazetteer files
///
/// Prints each problem with its line and, where there is one, a hint how to mend it. Errors end with exit code 1; warnings do not. The columns of each
/// table are described in gazetteers/README.md.
#[derive(ClapArgs)]
#[command(after_help = "Example:
  dateline gazetteer check militias.tsv towns.tsv")]
pub struct Check {
    /// Gazetteer files (TSV), `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Extract everything from files of articles, as JSON lines
///
/// Writes one line of JSON an article (the contract dateline/1; see `dateline schema`), in the order of the input. An input is plain text (one article a
/// file) or JSON lines (one article a line); either may be compressed with gzip or zstd. A JSON article is an object with a string `text` and, where
/// known, `id`, `title`, `published` (ISO date or date-time), `publisher` (or `outlet`) and `url`; other fields are ignored.
#[derive(ClapArgs)]
#[command(after_help = concat!("Examples:
  dateline extract articles.jsonl.gz -o claims.jsonl
  dateline extract --published 2016-04-11 report.txt
  zcat news.jsonl.gz | dateline extract --gazetteer militias.tsv | jq '.claims[]'

A line that is not a valid article is named on standard error with the reason; the run goes on and ends with exit code 1. A day of publication that cannot be read is named too, and counts as unknown."))]
pub struct Extract {
    /// Text or JSONL files, `-` for standard input (the default)
    ///
    /// `.jsonl`, `.ndjson` and `.json` files hold one article a line, all others are plain text; standard input is JSONL if it begins with `{`.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How to write the records
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,

    /// How to read the inputs, instead of deciding by their names
    #[arg(long, value_enum, value_name = "KIND")]
    pub input: Option<Kind>,

    /// Number of threads [default: one for each core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,

    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Day of publication for articles that do not give theirs
    #[arg(long, value_name = "DATE", value_parser = record::day)]
    pub published: Option<Date>,

    /// Stop at the first input that is not a valid article
    #[arg(long)]
    pub strict: bool,

    #[command(flatten)]
    pub gazetteers: Gazetteers,
}

/// Show one article and what was found in it, for reading
///
/// Prints the text with factions, places, dates and people in colour and the content of each claim underlined and numbered, then a table of the claims: who,
/// via whom, said what, when, about whom and where. Without a terminal, or with NO_COLOR set, only the numbers remain.
#[derive(ClapArgs)]
#[command(after_help = "Examples:
  dateline show examples/articles/wire.txt
  dateline show --published 2016-04-11 --why report.txt
  dateline show --id a17 articles.jsonl.gz | less -R")]
pub struct Show {
    /// A text or JSONL file, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Day of publication [default: what the article gives, else the date line at the head of the text]
    #[arg(long, value_name = "DATE", value_parser = record::day)]
    pub published: Option<Date>,

    /// Which article of a JSONL file, by its id [default: the first]
    #[arg(long)]
    pub id: Option<String>,

    /// Name the rule behind each mention and claim
    #[arg(long)]
    pub why: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,

    /// Columns to wrap to [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,

    /// How to read the file, instead of deciding by its name
    #[arg(long, value_enum, value_name = "KIND")]
    pub input: Option<Kind>,

    #[command(flatten)]
    pub gazetteers: Gazetteers,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// The gazetteers of a run.
#[derive(ClapArgs)]
pub struct Gazetteers {
    /// Gazetteer of your own (TSV, or an index made by `dateline gazetteer build`) to lay over the built-in one: it adds, overrides and removes; may be given several times
    #[arg(long = "gazetteer", value_name = "FILE")]
    pub gazetteers: Vec<PathBuf>,
}

impl Gazetteers {
    /// An extractor with these gazetteers.
    pub fn extractor(&self) -> Result<dateline::Extractor, dateline::Error> {
        let mut builder = dateline::Extractor::builder();
        for file in &self.gazetteers {
            builder = builder.gazetteer(dateline::Gazetteer::from_path(file)?);
        }
        builder.build()
    }
}

/// How records are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Jsonl,
}

/// How an input is read.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// One JSON article a line
    Jsonl,
    /// One article of plain text
    Text,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        super::Args::command().debug_assert();
    }
}
