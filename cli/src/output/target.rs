//! Where an output goes: standard output, a file, a series of files, or a directory.

use std::{
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use crate::{
    args::{Extract, Format, Output},
    failure::Failure,
};

/// Where an output goes.
#[derive(Clone)]
pub enum Target {
    Stdout,
    File(PathBuf),
    /// Files `STEM-00000SUFFIX`, `STEM-00001SUFFIX` and so on.
    Series {
        stem: PathBuf,
        suffix: OsString,
    },
    Folder(PathBuf),
}

/// The outputs that were asked for.
pub fn targets(args: &Extract) -> Result<Vec<(Format, Target)>, Failure> {
    let standard = [Output { format: None, path: "-".into() }];
    let outputs = if args.output.is_empty() { &standard[..] } else { &args.output };
    let mut targets = Vec::new();
    for Output { format, path } in outputs {
        let format = format.or(args.format).map_or_else(|| super::format_by_name(path), Ok)?;
        targets.push((format, target(format, path, args.split)?));
    }
    if targets.len() > 1 && targets.iter().any(|(_, target)| matches!(target, Target::Stdout)) {
        return Err(Failure::Message("standard output cannot be one of several outputs".to_owned()));
    }
    Ok(targets)
}

fn target(format: Format, path: &Path, split: Option<u64>) -> Result<Target, Failure> {
    let folder = is_folder(path);
    let need = |what: &str| Failure::Message(format!("{}: {what}", path.display()));
    if path.as_os_str() == "-" {
        return match format {
            Format::Parquet | Format::Brat => Err(Failure::Message("this format cannot go to standard output: give --output".to_owned())),
            _ if split.is_some() => Err(Failure::Message("--split needs an --output".to_owned())),
            _ => Ok(Target::Stdout),
        };
    }
    if format == Format::Brat {
        return match folder || path.extension().is_none() {
            true => create(path).map(|()| Target::Folder(path.to_owned())),
            false => Err(need("brat needs a directory")),
        };
    }
    if folder {
        create(path)?;
        let suffix = format!(".{}", super::suffix(format)).into();
        return Ok(Target::Series { stem: path.join("part"), suffix });
    }
    if split.is_none() {
        return Ok(Target::File(path.to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let at = name[1.min(name.len())..].find('.').map_or(name.len(), |at| at + 1);
    Ok(Target::Series { stem: path.with_file_name(&name[..at]), suffix: name[at..].into() })
}

fn create(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|e| Failure::file(folder.display(), &e))
}

/// Whether a path is meant as a directory: it is one, or ends like one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

/// What a file is called until it is complete.
pub fn part_of(path: &Path) -> PathBuf {
    let mut name = real(path).into_os_string();
    name.push(".part");
    name.into()
}

/// The file that a path leads to: a link is written through, not replaced.
pub fn real(path: &Path) -> PathBuf {
    if !path.is_symlink() {
        return path.to_owned();
    }
    // What a link leads to need not exist yet.
    let led = || fs::read_link(path).map(|to| path.parent().unwrap_or(Path::new("")).join(to));
    fs::canonicalize(path).or_else(|_| led()).unwrap_or_else(|_| path.to_owned())
}

/// Whether it is there and neither a file nor a directory: a device, a pipe.
pub fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

impl Target {
    /// The file of this number.
    pub fn path(&self, part: u32) -> PathBuf {
        match self {
            Target::Stdout => "-".into(),
            Target::File(path) | Target::Folder(path) => path.clone(),
            Target::Series { stem, suffix } => {
                let mut name = stem.as_os_str().to_owned();
                name.push(format!("-{part:05}"));
                name.push(suffix);
                name.into()
            }
        }
    }

    /// Whether the output stands under its name.
    pub fn is_finished(&self) -> bool {
        match self {
            Target::Stdout => false,
            Target::Folder(path) => path.join(super::brat::CONFIGURATION_NAME).exists(),
            _ => self.path(0).exists() && !is_special(&self.path(0)),
        }
    }

    /// Where it is, or its first file, until it is complete, if it has a name of its own until then.
    pub fn unfinished(&self) -> Option<String> {
        let path = self.path(0);
        match self {
            Target::File(_) if !is_special(&path) => Some(part_of(&path).display().to_string()),
            Target::Series { .. } => Some(part_of(&path).display().to_string().replace("-00000", "-*")),
            _ => None,
        }
    }

    /// Opens the file of this number at so many bytes.
    pub fn open(&self, part: u32, bytes: u64) -> io::Result<super::Part> {
        match self {
            Target::Stdout => Ok(super::Part::stdout()),
            _ => super::Part::open(&part_of(&self.path(part)), &self.path(part), bytes),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path(0).display())
    }
}
