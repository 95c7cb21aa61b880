//! What git would not commit of a work tree: ignored files, and what lies in other repositories.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use gix::{
    bstr::{BStr, ByteSlice},
    index::entry::{Flags, Mode},
    open::{Options, Permissions, permissions},
    sec::Permission,
    worktree::{Stack, stack::state::ignore},
};

use super::{conversions::Conversions, error::GitError};
use crate::source::{Entry, FileKind, join_path};

/// Knows which files of a portfolio on the disk are not git's: it ignores them, or another repository has them.
pub struct Uncommitted {
    index: gix::worktree::Index,
    /// The portfolio's folder in the repository.
    folder: String,
    /// One for each thread, since each remembers the folder that it read last.
    looks: Vec<Mutex<Look>>,
}

struct Look {
    repository: gix::Repository,
    stack: Stack,
}

impl Uncommitted {
    /// Opens the repository around a portfolio; none where there is no work tree.
    ///
    /// # Errors
    /// Fails if git's own files about the work tree cannot be read.
    pub fn of(portfolio: &Path) -> Result<Option<Self>, GitError> {
        let failed = |error: gix::Error| GitError::repository(&error);
        let portfolio = portfolio.canonicalize().unwrap_or_else(|_| portfolio.to_owned());
        let Ok((found, _)) = gix::discover::upwards(&portfolio) else { return Ok(None) };
        let (git, work_tree) = found.into_repository_and_work_tree_directories();
        let Some(work_tree) = work_tree else { return Ok(None) };
        let work_tree = work_tree.canonicalize().unwrap_or(work_tree);
        let Ok(folder) = portfolio.strip_prefix(&work_tree) else { return Ok(None) };
        let shared = gix::ThreadSafeRepository::open_opts(git, options()).map_err(failed)?;
        let repository = shared.to_thread_local();
        let index = repository.index_or_empty().map_err(failed)?;
        let look = || {
            let repository = shared.to_thread_local();
            let stack = repository.excludes(&index, None, ignore::Source::default()).map_err(failed)?.detach();
            Ok(Mutex::new(Look { repository, stack }))
        };
        let looks = (0..=rayon::current_num_threads()).map(|_| look()).collect::<Result<_, GitError>>()?;
        let folder = folder.display().to_string().replace('\\', "/");
        Ok(Some(Self { index, folder, looks }))
    }

    /// Returns whether git would not commit a file or folder of the portfolio.
    #[must_use]
    pub fn has(&self, path: &str, kind: FileKind) -> bool {
        let path = join_path(&self.folder, path);
        // What git has already it goes on with, whatever is ignored.
        !self.is_known(&path, kind) && self.is_ignored(&path, kind)
    }

    /// Removes the entries of a folder that git would not commit.
    pub fn remove_from(&self, folder: &str, entries: &mut Vec<Entry>) {
        if self.is_of_other_repository(folder, entries) {
            entries.clear();
        }
        entries.retain(|entry| !self.has(&join_path(folder, &entry.name), entry.kind));
    }

    /// Counts the files of the portfolio that git has, and that a sparse checkout leaves off the disk.
    #[must_use]
    pub fn count_absent(&self) -> usize {
        let Some(work_tree) = self.look().repository.workdir().map(Path::to_owned) else { return 0 };
        let prefix = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
        let is_absent = |entry: &&gix::index::Entry| {
            let path = entry.path(&self.index).to_string();
            let is_skipped = entry.flags.contains(Flags::SKIP_WORKTREE) && path.starts_with(&prefix);
            is_skipped && work_tree.join(path).symlink_metadata().is_err()
        };
        self.index.entries().iter().filter(is_absent).count()
    }

    /// Returns the files of the portfolio that git converts between a commit and the disk, by what converts them.
    #[must_use]
    pub fn converted(&self) -> BTreeMap<String, Vec<String>> {
        const NAME: &str = ".gitattributes";
        let look = self.look();
        let Some(work_tree) = look.repository.workdir().map(Path::to_owned) else { return BTreeMap::new() };
        let prefix = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
        let paths = || self.index.entries().iter().map(|entry| entry.path(&self.index));
        let around = Path::new(&self.folder).ancestors().map(|folder| folder.display().to_string().replace('\\', "/"));
        let mut folders: Vec<String> = around.collect();
        // Looking into every folder would take long; below the portfolio, those files count that git has.
        folders.extend(
            paths().filter_map(|path| Some(path.to_str().ok()?.strip_suffix(NAME)?.strip_suffix('/')?.to_owned())),
        );
        folders.sort();
        folders.dedup();
        let own = look.repository.common_dir().join("info").join("attributes");
        let named: Vec<_> = folders.iter().map(|folder| (work_tree.join(folder).join(NAME), folder.as_str())).collect();
        let files = named.iter().map(|(file, folder)| (file.as_path(), *folder)).chain([(own.as_path(), "")]);
        let Some(conversions) = Conversions::of(&work_tree, files) else { return BTreeMap::new() };
        let settings = look.repository.config_snapshot();
        let has_filter = |name: &str| {
            ["clean", "smudge", "process"]
                .iter()
                .any(|part| settings.string(&*format!("filter.{name}.{part}")).is_some())
        };
        conversions.among(paths().filter(|path| path.starts_with(prefix.as_bytes())), has_filter)
    }

    /// Returns whether a folder is another repository, of which git commits no files.
    fn is_of_other_repository(&self, folder: &str, entries: &[Entry]) -> bool {
        if folder.is_empty() || !entries.iter().any(|entry| entry.name == ".git") {
            return false;
        }
        let path = join_path(&self.folder, folder);
        let is_link = |entry: &gix::index::Entry| entry.mode == Mode::COMMIT;
        let known = self.index.entry_by_path(<&BStr>::from(path.as_str()));
        if known.is_some_and(is_link) {
            return true;
        }
        let git = self.look().repository.workdir().map(|work_tree| work_tree.join(&path).join(".git"));
        !self.is_known(&path, FileKind::Folder)
            && git.is_some_and(|git| git.is_file() || gix::discover::is_git(&git).is_ok())
    }

    fn is_known(&self, path: &str, kind: FileKind) -> bool {
        let path = <&BStr>::from(path);
        match kind {
            FileKind::Folder => self.index.path_is_directory(path),
            _ => self.index.entry_by_path(path).is_some(),
        }
    }

    fn is_ignored(&self, path: &str, kind: FileKind) -> bool {
        let mode = if kind == FileKind::Folder { Mode::DIR } else { Mode::FILE };
        let mut look = self.look();
        let Look { repository, stack } = &mut *look;
        // A path that cannot be looked up is none that git could ignore.
        stack.at_path(Path::new(path), Some(mode), &repository.objects).is_ok_and(|found| found.is_excluded())
    }

    fn look(&self) -> MutexGuard<'_, Look> {
        let thread = rayon::current_thread_index().map_or(0, |index| index + 1);
        // A panic in another thread does not make what is ignored wrong.
        self.looks[thread % self.looks.len()].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns what of the user's settings is read: only those in files, which name the files that are ignored everywhere.
fn options() -> Options {
    // Git finds the user's settings only by this variable.
    let home = if cfg!(windows) || std::env::var_os("HOME").is_some() { Permission::Allow } else { Permission::Deny };
    let isolated = Permissions::isolated();
    let env = permissions::Environment { home, xdg_config_home: home, ..isolated.env };
    let config = permissions::Config { system: true, git: true, user: true, includes: true, ..isolated.config };
    Options::isolated().permissions(Permissions { env, config, ..isolated })
}
