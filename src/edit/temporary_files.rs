//! Temporary files in a folder that git ignores; the next run removes what a killed run left.
//!
//! The folder contains a `.gitignore` with `*`, so that git ignores it in every repository. Each run that writes holds
//! a shared lock on that file. A run that gets an exclusive lock knows that no other run writes, and that all files are
//! leftovers.

use std::{
    fs::File,
    io::{self, Write},
    time::Duration,
};

use crate::source::{ConfinedFolder, Refused, join_path};

/// The names of the folder; the later ones are used if another user owns the first, as may happen in `/tmp`.
const FOLDERS: [&str; 4] = [".stimulab-tmp", ".stimulab-tmp-1", ".stimulab-tmp-2", ".stimulab-tmp-3"];

/// The name of `.gitignore` until it is completely written: git ignores a file of this name.
const UNFINISHED: &str = ".git";

/// The ending of temporary files.
const ENDING: &str = ".tmp";

/// How often creating a file is retried if another run removes the folder meanwhile.
const MAX_TRIES: usize = 40;

/// How long to wait before the next try.
const WAIT: Duration = Duration::from_millis(2);

/// Holds a temporary file, which is removed on drop unless it was moved to its final path.
#[derive(Debug)]
pub struct TemporaryFile<'b> {
    confined: &'b ConfinedFolder,
    /// The folder of temporary files that it is in.
    folder: String,
    path: String,
    file: Option<File>,
    lock: Option<File>,
}

impl<'b> TemporaryFile<'b> {
    /// Creates a temporary file below a folder; if `is_private`, only its owner can access it.
    ///
    /// # Errors
    /// Fails if it cannot be created.
    pub fn new(confined: &'b ConfinedFolder, around: &str, is_private: bool) -> Result<Self, Refused> {
        let mut made = Err(io::ErrorKind::NotFound.into());
        for folder in FOLDERS {
            made = Self::create_in(confined, join_path(around, folder), is_private);
            if !matches!(&made, Err(refused) if refused.kind() == Some(io::ErrorKind::PermissionDenied)) {
                break;
            }
        }
        made
    }

    /// Creates one in a given folder of temporary files. The folder must not belong to another user, who could replace
    /// the file.
    fn create_in(confined: &'b ConfinedFolder, folder: String, is_private: bool) -> Result<Self, Refused> {
        let mut last = Refused::from(io::ErrorKind::NotFound);
        for attempt in 0..MAX_TRIES {
            confined.make_folder(&folder)?;
            let made = lock(confined, &folder, attempt > MAX_TRIES / 2)
                .and_then(|lock| Ok((lock, create_unique(confined, &folder, is_private)?)));
            match made {
                Ok((lock, (path, file))) => {
                    let is_ours = confined.has_same_owner(&folder, &file).unwrap_or(false);
                    let made = Self { confined, folder, path, file: Some(file), lock: Some(lock) };
                    return if is_ours { Ok(made) } else { Err(io::ErrorKind::PermissionDenied.into()) };
                }
                Err(refused) if refused.kind() == Some(io::ErrorKind::NotFound) => last = refused,
                Err(refused) => {
                    last = refused;
                    break;
                }
            }
        }
        // An incomplete file may be left, for example on a full disk.
        clear_one(confined, &folder);
        Err(last)
    }

    /// Returns the file for writing.
    ///
    /// # Errors
    /// Fails if it was moved to its final path already.
    pub fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Moves the file to its final path and replaces an existing file.
    ///
    /// # Errors
    /// Fails if it cannot be moved.
    pub fn persist(mut self, path: &str) -> Result<(), Refused> {
        // Windows cannot move an open file.
        self.file = None;
        self.confined.rename(&self.path, path)
    }
}

impl Drop for TemporaryFile<'_> {
    fn drop(&mut self) {
        self.file = None;
        // There is nothing to remove if the file was moved.
        let _ = self.confined.remove_file(&self.path);
        self.lock = None;
        clear_one(self.confined, &self.folder);
    }
}

/// Removes what killed runs left in a folder, unless another run is writing there; errors are ignored.
pub fn clear(confined: &ConfinedFolder, around: &str) {
    for folder in FOLDERS {
        clear_one(confined, &join_path(around, folder));
    }
}

fn clear_one(confined: &ConfinedFolder, folder: &str) {
    let ignore = join_path(folder, ".gitignore");
    let lock = match confined.open_to_append(&ignore) {
        Ok((lock, _)) => lock,
        Err(refused) if refused.kind() == Some(io::ErrorKind::NotFound) => {
            // A run was killed before it created the first file, or there is no such folder.
            let _ = confined.remove_file(&join_path(folder, UNFINISHED));
            let _ = confined.remove_folder(folder);
            return;
        }
        Err(_) => return,
    };
    if lock.try_lock().is_err() {
        return;
    }
    for (name, _) in confined.list(folder).unwrap_or_default() {
        if let Some(name) = name.to_str().filter(|name| name.ends_with(ENDING) || *name == UNFINISHED) {
            let _ = confined.remove_file(&join_path(folder, name));
        }
    }
    // Windows cannot remove a locked file.
    let lock = (!cfg!(windows)).then_some(lock);
    let _ = confined.remove_file(&ignore);
    let _ = confined.remove_folder(folder);
    drop(lock);
}

/// Locks the folder of temporary files together with other runs.
fn lock(confined: &ConfinedFolder, folder: &str, is_late: bool) -> Result<File, Refused> {
    let ignore = join_path(folder, ".gitignore");
    if confined.kind(&ignore)?.is_none() {
        let unfinished = join_path(folder, UNFINISHED);
        let mut file = match confined.create(&unfinished, false) {
            Err(refused) if refused.kind() == Some(io::ErrorKind::AlreadyExists) => {
                // Another run is creating the file; if it still exists after a while, that run was killed.
                std::thread::sleep(WAIT);
                if is_late {
                    confined.remove_file(&unfinished)?;
                }
                return Err(io::ErrorKind::NotFound.into());
            }
            made => made?,
        };
        // Only this run has the unfinished file, but another run may have finished earlier.
        if confined.kind(&ignore)?.is_none() {
            file.write_all(b"*\n")?;
            confined.rename(&unfinished, &ignore)?;
        } else {
            confined.remove_file(&unfinished)?;
        }
    }
    let (file, _) = confined.open_to_append(&ignore)?;
    match file.lock_shared() {
        // Some file systems have no locks; leftovers must then be removed by hand.
        Err(error) if error.kind() != io::ErrorKind::Unsupported && error.kind() != io::ErrorKind::Interrupted => {
            return Err(error.into());
        }
        _ => {}
    }
    // A run with an exclusive lock may have removed the file meanwhile.
    if is_same(&file, &confined.open(&ignore)?.0) { Ok(file) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Creates a file with an unused name.
fn create_unique(confined: &ConfinedFolder, folder: &str, is_private: bool) -> Result<(String, File), Refused> {
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let path = join_path(folder, &format!("{process}-{number}{ENDING}"));
        match confined.create(&path, is_private) {
            Err(refused) if refused.kind() == Some(io::ErrorKind::AlreadyExists) && number < u32::MAX => number += 1,
            made => return Ok((path, made?)),
        }
    }
}

#[cfg(unix)]
fn is_same(one: &File, other: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |file: &File| file.metadata().map(|about| (about.dev(), about.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &File) -> bool {
    // On this system, an open file cannot be replaced.
    true
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_killed_runs_left_is_taken_away_and_what_lives_stays() {
        let folder = tempfile::tempdir().unwrap();
        let confined = ConfinedFolder::new(folder.path());
        let left = folder.path().join(FOLDERS[0]);
        fs::create_dir(&left).unwrap();
        fs::write(left.join(".gitignore"), "*\n").unwrap();
        fs::write(left.join("1-0.tmp"), "half").unwrap();
        fs::write(left.join("notat.md"), "Mitt.").unwrap();
        let mut living = TemporaryFile::new(&confined, "", false).unwrap();
        living.file().unwrap().write_all(b"x").unwrap();
        clear(&confined, "");
        assert_eq!(fs::read_dir(&left).unwrap().count(), 4, "somebody is writing");
        living.persist("a").unwrap();
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"x");
        let names: Vec<_> = fs::read_dir(&left).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["notat.md"], "what a person put there stays");
        fs::remove_file(left.join("notat.md")).unwrap();
        clear(&confined, "");
        assert!(!left.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_somebody_elses_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join(FOLDERS[0]);
        fs::create_dir(&theirs).unwrap();
        // Only a superuser gives folders away.
        if std::os::unix::fs::chown(&theirs, Some(12_345), None).is_err() {
            return;
        }
        let confined = ConfinedFolder::new(folder.path());
        let made = TemporaryFile::new(&confined, "", false).unwrap();
        assert!(made.path.starts_with(FOLDERS[1]), "{}", made.path);
        drop(made);
        clear(&confined, "");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn many_runs_at_once_do_not_harm_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |run: usize| {
            let confined = ConfinedFolder::new(folder.path());
            for number in 0..25 {
                crate::edit::atomic_write::write(&confined, &format!("{run}-{number}"), b"whole").unwrap();
            }
        };
        std::thread::scope(|scope| {
            (0..4).for_each(|run| drop(scope.spawn(move || write(run))));
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 100);
    }
}
