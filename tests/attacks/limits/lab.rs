//! A small portfolio on the disk, and the program run on it with little memory.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::support::program::{PROGRAM, in_clean_environment, text};

/// A project without faults.
pub const PROJECT: &str = "title: Å\nowner: digdir\nphase: selected\n";

/// Holds a portfolio.
pub struct Lab(TempDir);

impl Lab {
    /// Makes a portfolio of the usual files and of these, which may take their place.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let lab = Self(tempfile::tempdir().unwrap());
        let usual = [
            ("stimulab.yaml", "programme: {name: StimuLab, hosts: [digdir]}\n"),
            ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
            ("2019/round.yaml", "applications: 3\n"),
            ("2019/a/project.yaml", PROJECT),
            ("2019/a/challenge.md", "Tekst.\n"),
        ];
        usual.iter().chain(files).for_each(|(path, text)| lab.write(path, text));
        lab
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Returns the size of a file.
    pub fn size(&self, path: &str) -> u64 {
        self.path().join(path).metadata().unwrap().len()
    }

    /// Runs the program, which must end with this code, and returns what it said.
    pub fn run(&self, code: i32, words: &[&str]) -> String {
        let done = self.output(words);
        let said = said(&done);
        let start = &said[..said.floor_char_boundary(500)];
        assert_eq!(done.status.code(), Some(code), "{:?}: {start}", words.first());
        said
    }

    /// Runs the program, which must end with a code of its own.
    pub fn run_any(&self, words: &[&str]) {
        let done = self.output(words);
        assert!(matches!(done.status.code(), Some(0 | 1)), "{:?}: {}", done.status, &said(&done)[..500]);
    }

    fn output(&self, words: &[&str]) -> Output {
        // Other systems have no such limit for a program.
        let mut command = if cfg!(target_os = "linux") {
            let mut shell = Command::new("sh");
            shell.args(["-c", "ulimit -v 2500000; exec \"$0\" \"$@\"", PROGRAM]);
            shell
        } else {
            Command::new(PROGRAM)
        };
        command.args(words);
        // The room for each thread counts, used or not.
        in_clean_environment(command, self.path())
            .env("RAYON_NUM_THREADS", "2")
            .env("STIMULAB_LANG", "en")
            .output()
            .unwrap()
    }
}

fn said(done: &Output) -> String {
    text(&done.stdout) + &text(&done.stderr)
}
