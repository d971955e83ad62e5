//! The `dateline` command.
#![forbid(unsafe_code)]

mod args;
mod article;
mod batch;
mod counted;
mod failure;
mod gazetteer;
mod input;
mod manual;
mod output;
mod show;
mod stats;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::{args::Command, failure::Failure};

fn main() -> ExitCode {
    let outcome = match args::Args::parse().command {
        Command::Extract(args) => batch::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Gazetteer(args::Gazetteer::Check(args)) => gazetteer::check(&args),
        Command::Gazetteer(args::Gazetteer::Build(args)) => gazetteer::build(&args),
        Command::Stats(args) => stats::run(&args),
        Command::Schema(args) => schema(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::man(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Stopped(place)) => {
            failure::complain(&format!("dateline: stopped {place}; the same command with --resume goes on"));
            ExitCode::from(130)
        }
        Err(Failure::Message(message)) => {
            failure::complain(&format!("dateline: {message}"));
            ExitCode::from(2)
        }
    }
}

fn schema(args: &args::Schema) -> Result<bool, Failure> {
    #[cfg(feature = "parquet")]
    let text = if args.parquet { output::parquet_columns() } else { dateline::JSON_SCHEMA.to_owned() };
    #[cfg(not(feature = "parquet"))]
    let args::Schema {} = args;
    #[cfg(not(feature = "parquet"))]
    let text = dateline::JSON_SCHEMA;
    io::stdout().write_all(text.as_bytes()).map_err(|e| Failure::write(&e))?;
    Ok(true)
}
