//! Only one run at a time writes an output.
//!
//! The lock is on a file beside the output, which goes with the run. The operating system gives it up however the run ends, so what a killed run leaves does not
//! stand in the way of the next.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use fs4::{FileExt, TryLockError};
use same_file::Handle;

use crate::{
    args::Extract,
    failure::Failure,
    output::{is_folder, is_special, real},
};

pub struct Lock {
    path: PathBuf,
    // Held, not used.
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is taken away while it is locked: whoever has opened it meanwhile sees that it is gone, and makes it anew.
        let _ = fs::remove_file(&self.path);
    }
}

/// Locks everything that a run writes bit by bit.
pub fn all(args: &Extract) -> Result<Vec<Lock>, Failure> {
    let mut locks: Vec<Lock> = Vec::new();
    for path in args.output.iter().map(|output| &output.path).chain(&args.errors) {
        if path.as_os_str() == "-" || is_special(path) {
            continue;
        }
        let place = place(path);
        // Two outputs may lie in one folder.
        if locks.iter().all(|lock| lock.path != place) {
            locks.extend(lock(&place, path)?);
        }
    }
    Ok(locks)
}

fn place(path: &Path) -> PathBuf {
    if is_folder(path) {
        return path.join("dateline.lock");
    }
    let mut name = real(path).into_os_string();
    name.push(".lock");
    name.into()
}

/// Nothing where the file system has no locks.
fn lock(place: &Path, output: &Path) -> Result<Option<Lock>, Failure> {
    let failed = |error: &io::Error| Failure::file(output.display(), error);
    loop {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(place).map_err(|e| failed(&e))?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Failure::Message(format!("{}: another run is writing to it", output.display()))),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
        }
        let ours = file.try_clone().and_then(Handle::from_file).map_err(|e| failed(&e))?;
        if Handle::from_path(place).is_ok_and(|there| there == ours) {
            return Ok(Some(Lock { path: place.to_owned(), _file: file }));
        }
    }
}
