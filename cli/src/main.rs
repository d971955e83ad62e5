//! The `dateline` command.
#![forbid(unsafe_code)]

mod args;
mod article;
mod batch;
mod failure;
mod gazetteer;
mod input;
mod output;
mod show;

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
        Command::Schema => schema(),
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

fn schema() -> Result<bool, Failure> {
    io::stdout().write_all(dateline::JSON_SCHEMA.as_bytes()).map_err(|e| Failure::write(&e))?;
    Ok(true)
}
