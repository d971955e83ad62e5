//! Making room: what an earlier run left where an output of many files is to be.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::Target;
use crate::failure::Failure;

impl Target {
    /// Sees to it that no file of an earlier run stands among those of this one: refuses to begin, or takes them away if it is to overwrite. Files that never got their
    /// name go in any case. An output of one file needs nothing: it is replaced when the new one is complete.
    pub fn clear(&self, overwrite: bool) -> Result<(), Failure> {
        let (folder, found) = match self {
            Target::Stdout | Target::File(_) => return Ok(()),
            Target::Series { stem, suffix } => (stem.parent().unwrap_or(Path::new("")), parts(stem, &suffix.to_string_lossy())),
            Target::Folder(path) => (path.as_path(), notes(path)),
        };
        let found = found.map_err(|e| Failure::file(folder.display(), &e))?;
        let whole = |path: &&PathBuf| path.extension().is_none_or(|suffix| suffix != "part");
        if let Some(first) = found.iter().filter(whole).min().filter(|_| !overwrite) {
            let more = found.iter().filter(whole).count() - 1;
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let told =
                format!("{}{more}: left by an earlier run, and would stand among the files of this one: --overwrite removes them", first.display());
            return Err(Failure::Message(told));
        }
        for path in &found {
            fs::remove_file(path).map_err(|e| Failure::file(path.display(), &e))?;
            if let (Target::Folder(root), Some(shelf)) = (self, path.parent()) {
                // Goes when it is empty.
                let _ = if shelf == root { Ok(()) } else { fs::remove_dir(shelf) };
            }
        }
        Ok(())
    }
}

fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() >= digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The files of a series, complete or not.
fn parts(stem: &Path, suffix: &str) -> io::Result<Vec<PathBuf>> {
    let stem_name = stem.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ours = |name: &str| {
        let name = name.strip_suffix(".part").unwrap_or(name);
        let number = name.strip_prefix(&stem_name).and_then(|rest| rest.strip_prefix('-')).and_then(|rest| rest.strip_suffix(suffix));
        number.is_some_and(|number| is_number(number, 5))
    };
    Ok(files(stem.parent().unwrap_or(Path::new("")))?.into_iter().filter(|(name, _)| ours(name)).map(|(_, path)| path).collect())
}

/// Texts and annotations of brat, on their shelves, and its configuration.
fn notes(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for (name, shelf) in files(folder)? {
        if name == super::brat::CONFIGURATION_NAME {
            found.push(shelf);
        } else if is_number(&name, 5) && shelf.is_dir() {
            let ours =
                |name: &str| name.get(..8).is_some_and(|number| is_number(number, 8)) && [".txt", ".ann", ".part"].iter().any(|s| name.ends_with(s));
            found.extend(files(&shelf)?.into_iter().filter(|(name, _)| ours(name)).map(|(_, path)| path));
        }
    }
    Ok(found)
}
