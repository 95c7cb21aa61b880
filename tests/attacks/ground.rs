//! A small portfolio beside a folder that nobody may touch, and the program run on it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
    time::{Duration, Instant},
};

use crate::support::program::program;

/// How long a command may take before it counts as one that hangs.
const LONGEST: Duration = Duration::from_mins(1);

/// A small portfolio that every document can be made of, with something to mend in it.
pub const FILES: [(&str, &str); 14] = [
    ("stimulab.yaml", "programme: {name: StimuLab}\n"),
    ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
    ("about.md", "Om programmet.\n"),
    ("2019/round.yaml", "opens: 2019-01-15\nimage: {file: bilde.svg, alt: Et bilde}\n"),
    ("2019/lede.md", "Ingressen.\n"),
    ("2019/bilde.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>a</title></svg>\n"),
    ("2019/a/project.yaml", "title: A\u{ad}rkiv\nowner: digdir\nphase: selected\n"),
    ("2019/a/challenge.md", "Utfordringen.\n\n![En tegning](tegning.svg)\n"),
    ("2019/a/tegning.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>b</title></svg>\n"),
    ("2019/a/purpose.md", "Formålet.\n"),
    ("2019/a/results.yaml", "spent: 100000\n"),
    ("2019/a/documents/bilag.md", "Et bilag.\n"),
    ("templates/eget.md.j2", "{# about: project #}\n# {{ project.title }}\n"),
    ("README.md", "Les dette.\n"),
];

/// Holds a portfolio, and a folder outside it that nobody may touch.
pub struct Ground {
    pub folder: tempfile::TempDir,
}

impl Ground {
    pub fn new() -> Self {
        let ground = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in FILES {
            ground.write(path, text);
        }
        fs::create_dir(ground.outside()).unwrap();
        ground
    }

    pub fn portfolio(&self) -> PathBuf {
        self.folder.path().join("portfolio")
    }

    pub fn outside(&self) -> PathBuf {
        self.folder.path().join("outside")
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.portfolio().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a command in the folder that the portfolio lies in; one that hangs is ended and told.
    pub fn run(&self, words: &[&str]) -> Output {
        self.run_in(self.folder.path(), words)
    }

    pub fn run_in(&self, folder: &Path, words: &[&str]) -> Output {
        let said = self.folder.path().join(format!("said-{:?}", std::thread::current().id()));
        let file = |name: &str| fs::File::create(said.with_extension(name)).unwrap();
        let mut command = program(folder, words);
        let mut child = command.stdout(file("out")).stderr(file("err")).spawn().unwrap();
        let start = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() > LONGEST => {
                    child.kill().unwrap();
                    panic!("hangs: stimulab {}", words.join(" "));
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let read = |name: &str| fs::read(said.with_extension(name)).unwrap();
        Output { status, stdout: read("out"), stderr: read("err") }
    }
}

/// Returns everything below a folder: paths, and what files hold; links as what they point at.
pub fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let content = |entry: walkdir::DirEntry| {
        let kind = entry.file_type();
        let bytes = match () {
            () if kind.is_file() => fs::read(entry.path()).unwrap(),
            () if kind.is_symlink() => fs::read_link(entry.path()).unwrap().display().to_string().into_bytes(),
            () => Vec::new(),
        };
        (entry.into_path(), bytes)
    };
    entries.map(content).collect()
}
