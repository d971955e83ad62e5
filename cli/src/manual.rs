//! Man pages and shell completions, made from the command line's own definition.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use clap::{Command, CommandFactory};

use crate::{
    args::{Args, Completions, Man},
    failure::Failure,
};

/// Prints the completions of a shell.
pub fn completions(args: &Completions) -> Result<bool, Failure> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "dateline", &mut out);
    io::stdout().write_all(&out).map_err(|e| Failure::write(&e))?;
    Ok(true)
}

/// The date of the pages: no page should differ from build to build.
const DATE: &str = "November 2026";

/// Writes a man page for the command and each of its subcommands, or prints the command's own.
pub fn man(args: &Man) -> Result<bool, Failure> {
    let mut command = Args::command();
    // Gives the subcommands their whole names.
    command.build();
    let Some(folder) = &args.output else {
        let page = page(&command).map_err(|e| Failure::write(&e))?;
        io::stdout().write_all(&page).map_err(|e| Failure::write(&e))?;
        return Ok(true);
    };
    fs::create_dir_all(folder).and_then(|()| pages(&command, folder)).map_err(|e| Failure::file(folder.display(), &e))?;
    Ok(true)
}

fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        pages(subcommand, folder)?;
    }
    fs::write(folder.join(format!("{}.1", name(command))), page(command)?)
}

fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name(command).to_uppercase())
        .section("1")
        .date(DATE)
        .source(concat!("dateline ", env!("CARGO_PKG_VERSION")))
        .manual("dateline")
        .render(&mut page)?;
    Ok(page)
}
