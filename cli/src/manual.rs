//! Man pages and shell completions, made from the command line's own definition.

use std::{
    fs,
    io::{self, Write},
};

use clap::CommandFactory;

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

/// Writes a man page for the command and each of its subcommands, or prints the command's own.
pub fn man(args: &Man) -> Result<bool, Failure> {
    let Some(folder) = &args.output else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page).map_err(|e| Failure::write(&e))?;
        io::stdout().write_all(&page).map_err(|e| Failure::write(&e))?;
        return Ok(true);
    };
    fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder)).map_err(|e| Failure::file(folder.display(), &e))?;
    Ok(true)
}
