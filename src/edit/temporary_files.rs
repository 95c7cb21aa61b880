//! Temporary files in a folder that git ignores; the next run removes what a killed run left.
//!
//! The folder contains a `.gitignore` with `*`, so that git ignores it in every repository. Each run that writes holds a shared
//! lock on that file. A run that gets an exclusive lock knows that no other run writes, and that all files are leftovers.

use std::{
    fs::File,
    io::{self, Write},
    time::Duration,
};

use crate::source::{ConfinedFolder, Refused};

/// The names of the folder; the later ones are used if another user owns the first, as may happen in `/tmp`.
const FOLDERS: [&str; 4] = [".stimulab-tmp", ".stimulab-tmp-1", ".stimulab-tmp-2", ".stimulab-tmp-3"];

/// The name of `.gitignore` until it is completely written: git ignores a file of this name.
const BEGUN: &str = ".git";

/// The ending of temporary files.
const ENDING: &str = ".tmp";

/// How often creating a file is retried if another run removes the folder meanwhile.
const TRIES: usize = 40;

/// How long to wait before the next try.
const WAIT: Duration = Duration::from_millis(2);

/// Holds a temporary file, which is removed on drop unless it was moved to its final path.
#[derive(Debug)]
pub struct Temporary<'b> {
    beneath: &'b ConfinedFolder,
    /// The folder of temporary files that it is in.
    folder: String,
    path: String,
    file: Option<File>,
    lock: Option<File>,
}

impl<'b> Temporary<'b> {
    /// Creates a temporary file below a folder; if `is_private`, only its owner can access it.
    ///
    /// # Errors
    /// Fails if it cannot be created.
    pub fn new(beneath: &'b ConfinedFolder, beside: &str, is_private: bool) -> Result<Self, Refused> {
        let mut made = Err(io::ErrorKind::NotFound.into());
        for folder in FOLDERS {
            made = Self::inside(beneath, joined(beside, folder), is_private);
            if !matches!(&made, Err(refused) if refused.kind() == Some(io::ErrorKind::PermissionDenied)) {
                break;
            }
        }
        made
    }

    /// Creates one in a given folder of temporary files. The folder must not belong to another user, who could replace the file.
    fn inside(beneath: &'b ConfinedFolder, folder: String, is_private: bool) -> Result<Self, Refused> {
        let mut last = Refused::from(io::ErrorKind::NotFound);
        for attempt in 0..TRIES {
            beneath.make_folder(&folder)?;
            let made = lock(beneath, &folder, attempt > TRIES / 2)
                .and_then(|lock| Ok((lock, fresh(beneath, &folder, is_private)?)));
            match made {
                Ok((lock, (path, file))) => {
                    let is_ours = beneath.is_of_same_owner(&folder, &file).unwrap_or(false);
                    let made = Self { beneath, folder, path, file: Some(file), lock: Some(lock) };
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
        clear_one(beneath, &folder);
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
        self.beneath.rename(&self.path, path)
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        self.file = None;
        // There is nothing to remove if the file was moved.
        let _ = self.beneath.remove_file(&self.path);
        self.lock = None;
        clear_one(self.beneath, &self.folder);
    }
}

/// Removes what killed runs left in a folder, unless another run is writing there; errors are ignored.
pub fn clear(beneath: &ConfinedFolder, beside: &str) {
    for folder in FOLDERS {
        clear_one(beneath, &joined(beside, folder));
    }
}

fn clear_one(beneath: &ConfinedFolder, folder: &str) {
    let ignore = joined(folder, ".gitignore");
    let lock = match beneath.open_to_append(&ignore) {
        Ok((lock, _)) => lock,
        Err(refused) if refused.kind() == Some(io::ErrorKind::NotFound) => {
            // A run was killed before it created the first file, or there is no such folder.
            let _ = beneath.remove_file(&joined(folder, BEGUN));
            let _ = beneath.remove_folder(folder);
            return;
        }
        Err(_) => return,
    };
    if lock.try_lock().is_err() {
        return;
    }
    for (name, _) in beneath.list(folder).unwrap_or_default() {
        if let Some(name) = name.to_str().filter(|name| name.ends_with(ENDING) || *name == BEGUN) {
            let _ = beneath.remove_file(&joined(folder, name));
        }
    }
    // Windows cannot remove a locked file.
    let held = (!cfg!(windows)).then_some(lock);
    let _ = beneath.remove_file(&ignore);
    let _ = beneath.remove_folder(folder);
    drop(held);
}

/// Locks the folder of temporary files together with other runs.
fn lock(beneath: &ConfinedFolder, folder: &str, is_late: bool) -> Result<File, Refused> {
    let ignore = joined(folder, ".gitignore");
    if beneath.kind(&ignore)?.is_none() {
        let begun = joined(folder, BEGUN);
        let mut file = match beneath.create(&begun, false) {
            Err(refused) if refused.kind() == Some(io::ErrorKind::AlreadyExists) => {
                // Another run is creating the file; if it still exists after a while, that run was killed.
                std::thread::sleep(WAIT);
                if is_late {
                    beneath.remove_file(&begun)?;
                }
                return Err(io::ErrorKind::NotFound.into());
            }
            made => made?,
        };
        // Only this run has the unfinished file, but another run may have finished earlier.
        if beneath.kind(&ignore)?.is_none() {
            file.write_all(b"*\n")?;
            beneath.rename(&begun, &ignore)?;
        } else {
            beneath.remove_file(&begun)?;
        }
    }
    let (file, _) = beneath.open_to_append(&ignore)?;
    match file.lock_shared() {
        // Some file systems have no locks; leftovers must then be removed by hand.
        Err(error) if error.kind() != io::ErrorKind::Unsupported && error.kind() != io::ErrorKind::Interrupted => {
            return Err(error.into());
        }
        _ => {}
    }
    // A run with an exclusive lock may have removed the file meanwhile.
    if is_same(&file, &beneath.open(&ignore)?.0) { Ok(file) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Creates a file with an unused name.
fn fresh(beneath: &ConfinedFolder, folder: &str, is_private: bool) -> Result<(String, File), Refused> {
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let path = joined(folder, &format!("{process}-{number}{ENDING}"));
        match beneath.create(&path, is_private) {
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

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_killed_runs_left_is_taken_away_and_what_lives_stays() {
        let folder = tempfile::tempdir().unwrap();
        let beneath = ConfinedFolder::new(folder.path());
        let left = folder.path().join(FOLDERS[0]);
        fs::create_dir(&left).unwrap();
        fs::write(left.join(".gitignore"), "*\n").unwrap();
        fs::write(left.join("1-0.tmp"), "half").unwrap();
        fs::write(left.join("notat.md"), "Mitt.").unwrap();
        let mut living = Temporary::new(&beneath, "", false).unwrap();
        living.file().unwrap().write_all(b"x").unwrap();
        clear(&beneath, "");
        assert_eq!(fs::read_dir(&left).unwrap().count(), 4, "somebody is writing");
        living.persist("a").unwrap();
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"x");
        let names: Vec<_> = fs::read_dir(&left).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["notat.md"], "what a person put there stays");
        fs::remove_file(left.join("notat.md")).unwrap();
        clear(&beneath, "");
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
        let beneath = ConfinedFolder::new(folder.path());
        let made = Temporary::new(&beneath, "", false).unwrap();
        assert!(made.path.starts_with(FOLDERS[1]), "{}", made.path);
        drop(made);
        clear(&beneath, "");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn many_runs_at_once_do_not_harm_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |run: usize| {
            let beneath = ConfinedFolder::new(folder.path());
            for number in 0..25 {
                crate::edit::atomic_write::write(&beneath, &format!("{run}-{number}"), b"whole").unwrap();
            }
        };
        std::thread::scope(|scope| {
            (0..4).for_each(|run| drop(scope.spawn(move || write(run))));
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 100);
    }
}
