//! The `dateline` command.
#![forbid(unsafe_code)]

mod args;
mod extract;
mod failure;
mod input;
mod record;
mod show;

use std::process::ExitCode;

use clap::Parser;

use crate::{args::Command, failure::Failure};

fn main() -> ExitCode {
    let outcome = match args::Args::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Show(args) => show::run(&args),
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
