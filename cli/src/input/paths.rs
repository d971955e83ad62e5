//! The inputs that the user names: files, directories and patterns.

use std::path::{Path, PathBuf};

use super::kind;

/// The files that are named, in order; the files of a directory or pattern by their names. What a name does not lead to is read, and complained of, in its place.
///
/// Of a directory, files of a known kind are taken, or all if a kind is given; the second list has those that are not.
pub fn expand(named: &[PathBuf], any_kind: bool) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut files, mut left) = (Vec::new(), Vec::new());
    for path in named {
        if path.is_dir() {
            walk(path, any_kind, &mut files, &mut left);
        } else if path.exists() || path.as_os_str() == "-" {
            files.push(path.clone());
        } else {
            let matches: Vec<PathBuf> = path.to_str().and_then(|p| glob::glob(p).ok()).into_iter().flatten().filter_map(Result::ok).collect();
            for found in &matches {
                match found.is_dir() {
                    true => walk(found, any_kind, &mut files, &mut left),
                    false => files.push(found.clone()),
                }
            }
            if matches.is_empty() {
                files.push(path.clone());
            }
        }
    }
    (files, left)
}

fn walk(folder: &Path, any_kind: bool, files: &mut Vec<PathBuf>, left: &mut Vec<PathBuf>) {
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if any_kind || kind::by_name(entry.path()).is_some() => files.push(entry.into_path()),
            Ok(entry) => left.push(entry.into_path()),
            // A folder that cannot be read is told when it is read.
            Err(error) => files.extend(error.path().map(Path::to_path_buf)),
        }
    }
}
