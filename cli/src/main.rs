//! The `dateline` command.
#![forbid(unsafe_code)]

mod args;
mod extract;
mod failure;
mod gazetteer;
mod input;
mod record;
mod show;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::{args::Command, failure::Failure};

fn main() -> ExitCode {
    let outcome = match args::Args::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Gazetteer(args::Gazetteer::Check(args)) => gazetteer::check(&args),
        Command::Gazetteer(args::Gazetteer::Build(args)) => gazetteer::build(&args),
        Command::Schema => schema(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure::Closed) => ExitCode::SUCCESS,
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
