//! The command line.

mod extract;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use dateline::jiff::civil::Date;

pub use self::extract::{Dedupe, Extract, Format, Output, ProgressKind};
use crate::article::{Field, Fields};

const EXIT_CODES: &str = "\
Exit codes:
  0    everything was done
  1    it was done, but some input was wrong (each case is a line on standard error, or in the file of --errors)
  2    it could not be done: wrong arguments, a gazetteer that cannot be used, or an output that cannot be written
  130  stopped by Ctrl-C or SIGTERM; `extract` says where, and --resume goes on";

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
    Stats(Stats),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// Count what is most frequent in the records that `dateline extract` wrote
///
/// Prints the most frequent factions, sources, places, cues and acts, each with the number of articles it is in, and articles and claims by month.
#[derive(ClapArgs)]
#[command(after_help = "Examples:
  dateline stats claims.jsonl.zst
  dateline stats --top 50 --json records/ > stats.json")]
pub struct Stats {
    /// JSON lines or Parquet of records, directories or patterns, `-` for standard input with JSON lines (the default)
    ///
    /// CSV, GeoJSON and brat do not hold whole records; in a directory they are passed over.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How many of each to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,

    /// Print JSON instead of tables
    #[arg(long)]
    pub json: bool,
}

/// Print the JSON Schema (draft 2020-12) of the records that `dateline extract` writes
#[derive(ClapArgs)]
pub struct Schema {
    /// Print the columns of the Parquet output instead
    #[cfg(feature = "parquet")]
    #[arg(long)]
    pub parquet: bool,
}

/// Print the completions of a shell
#[derive(ClapArgs)]
#[command(after_help = "Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Print the man page, or write those of all commands into a directory
#[derive(ClapArgs)]
#[command(after_help = "Example:
  dateline man -o ~/.local/share/man/man1")]
pub struct Man {
    /// Write the page of every command here
    #[arg(short, long, value_name = "DIRECTORY")]
    pub output: Option<PathBuf>,
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
    /// A file of articles, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Day of publication [default: what the article gives, else the date line at the head of the text]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,

    /// Which article, by its id [default: the first]
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
    pub reading: Reading,

    #[command(flatten)]
    pub gazetteers: Gazetteers,
}

/// How the records of an input are read.
#[derive(ClapArgs)]
#[command(next_help_heading = "Reading records")]
pub struct Reading {
    /// Whose names of fields the records have
    #[arg(long, value_enum, value_name = "NAME")]
    pub preset: Option<Preset>,

    /// The field or column with the text [default: text]; in JSON, `a.b.0` is a field within
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,

    /// The field with the identifier [default: id]
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,

    /// The field with the headline [default: title]
    #[arg(long, value_name = "FIELD")]
    pub title_field: Option<String>,

    /// The field with the day of publication [default: published]
    #[arg(long, value_name = "FIELD")]
    pub date_field: Option<String>,

    /// The field with the day it was fetched, which is never taken for that of publication [default: fetched]
    #[arg(long, value_name = "FIELD")]
    pub fetched_field: Option<String>,

    /// The field with the publisher [default: outlet or publisher]
    #[arg(long, value_name = "FIELD")]
    pub publisher_field: Option<String>,

    /// The field with the address [default: url]
    #[arg(long, value_name = "FIELD")]
    pub url_field: Option<String>,

    /// The order of day and month in dates such as 04/05/2016, which count as unknown without it
    #[arg(long, value_enum, value_name = "ORDER")]
    pub date_order: Option<Order>,

    /// Refuse records larger than this, in bytes or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = extract::size)]
    pub max_record: usize,
}

impl Reading {
    /// Where the fields are.
    pub fn fields(&self) -> Fields {
        Fields::new(self.preset)
            .with(Field::Text, self.text_field.as_ref())
            .with(Field::Id, self.id_field.as_ref())
            .with(Field::Title, self.title_field.as_ref())
            .with(Field::Published, self.date_field.as_ref())
            .with(Field::Fetched, self.fetched_field.as_ref())
            .with(Field::Outlet, self.publisher_field.as_ref())
            .with(Field::Url, self.url_field.as_ref())
    }
}

/// Whose names of fields records have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// JSON files of news-please: maintext, date_publish, date_download, source_domain
    NewsPlease,
    /// trafilatura: its JSON (text, date, filedate, hostname, fingerprint), or its CSV, which has tabs and no header
    Trafilatura,
    /// The CC-News data set of Hugging Face: text, date, domain, url
    CcNews,
    /// All the News, versions 1 and 2: content or article, date, publication
    AllTheNews,
    /// ninjs of the IPTC: body_text, bodies or body_html (needs the feature `html`), headline, firstcreated, provider
    Ninjs,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

/// A date given on the command line.
fn day(text: &str) -> Result<Date, String> {
    crate::article::day(text, None)
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

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// One JSON article a line
    Jsonl,
    /// A JSON array of articles, or JSON objects one after another
    Json,
    /// One article of plain text
    Text,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
    /// Parquet (needs the feature `parquet`)
    Parquet,
    /// Web archives: WET, and WARC with HTML (needs the feature `html`)
    Warc,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        super::Args::command().debug_assert();
    }
}
