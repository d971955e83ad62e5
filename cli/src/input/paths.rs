//! The inputs that the user names: files, directories and patterns.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use glob::{MatchOptions, Pattern};
use walkdir::WalkDir;

use super::kind;

/// What the names lead to.
#[derive(Default)]
pub struct Inputs {
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// What was passed over, and why.
    pub left: Vec<(PathBuf, &'static str)>,
}

/// The files that are named, in order; the files of a directory or pattern by their names. What a name does not lead to is read, and complained of, in its place.
///
/// Of a directory, files of a known kind are taken, or all if a kind is given. Links to files are followed; links to directories only where they are named, so that no
/// file is read twice and no walk is endless.
pub fn expand(named: &[PathBuf], any_kind: bool) -> Inputs {
    let mut inputs = Inputs::default();
    for path in named {
        if path.is_dir() {
            inputs.walk(path, any_kind, None);
        } else if path.exists() || path.as_os_str() == "-" {
            inputs.files.push(path.clone());
        } else {
            let before = inputs.files.len();
            inputs.pattern(path, any_kind);
            if inputs.files.len() == before {
                inputs.files.push(path.clone());
            }
        }
    }
    inputs
}

impl Inputs {
    fn pattern(&mut self, path: &Path, any_kind: bool) {
        let Some(text) = path.to_str() else { return };
        let deep = path.components().position(|part| part.as_os_str() == "**");
        if let (Some(_), Ok(pattern)) = (deep, Pattern::new(text.strip_prefix("./").unwrap_or(text))) {
            let fixed = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
            let folder: PathBuf = path.components().take_while(fixed).collect();
            // A pattern that ends with `**` names directories.
            let any_kind = any_kind || path.file_name().is_none_or(|name| name != "**");
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
            return self.walk(&folder, any_kind, Some(&pattern));
        }
        for found in glob::glob(text).into_iter().flatten().filter_map(Result::ok) {
            match found.is_dir() {
                true => self.walk(&found, any_kind, None),
                false => self.files.push(found),
            }
        }
    }

    fn walk(&mut self, folder: &Path, any_kind: bool, pattern: Option<&Pattern>) {
        let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                // A folder that cannot be read is told when it is read.
                Err(error) => {
                    self.files.extend(error.path().map(Path::to_path_buf));
                    continue;
                }
            };
            let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
            let wanted = pattern.is_none_or(|pattern| pattern.matches_path_with(path, options));
            if entry.file_type().is_dir() {
                continue;
            }
            if entry.path_is_symlink() && fs::metadata(path).is_ok_and(|there| there.is_dir()) {
                self.left.push((path.to_owned(), "a link to a directory, which is read only where it is named"));
            } else if wanted && (any_kind || kind::by_name(path).is_some()) {
                self.files.push(path.to_owned());
            } else if wanted {
                self.left.push((path.to_owned(), "its name does not tell its kind (--input tells)"));
            }
        }
    }
}
