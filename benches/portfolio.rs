//! How fast a portfolio is read and checked, and how that grows: `cargo bench`.
//!
//! Times differ from machine to machine; what counts is the ratio of each to `read_bytes`, measured in the same run, and
//! that ten times the projects take ten times as long.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path, sync::LazyLock};

use divan::{Bencher, black_box};
use stimulab::{
    check::{Selection, check},
    date::Date,
    load::{Nothing, load},
    source::{FileKind, Folder, Source},
};

/// Numbers of projects that are measured.
const SIZES: [usize; 2] = [100, 1000];

/// Keeps the generated portfolios for as long as the benches run.
static FOLDERS: LazyLock<Vec<(usize, tempfile::TempDir)>> =
    LazyLock::new(|| SIZES.map(|size| (size, generate(size))).into());

fn main() {
    divan::main();
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder for the bench");
    fs::write(path, text).expect("a file for the bench");
}

/// Makes a portfolio of `size` copies of a real project, five files each.
fn generate(size: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("portfolio");
    for name in ["stimulab.yaml", "organisations.yaml"] {
        write(folder.path(), name, &fs::read_to_string(real.join(name)).expect("the real portfolio"));
    }
    let texts = ["project.yaml", "challenge.md", "purpose.md", "assessment.md"]
        .map(|name| (name, fs::read_to_string(real.join("2019/arkivfloken").join(name)).expect("the real project")));
    for number in 0..size {
        for (name, text) in &texts {
            write(folder.path(), &format!("{}/prosjekt-{number}/{name}", 2016 + number % 10), text);
        }
    }
    folder
}

fn source(size: usize) -> Folder {
    let (_, folder) = FOLDERS.iter().find(|(known, _)| *known == size).expect("a size that was generated");
    Folder::new(folder.path())
}

/// The floor: every file read, nothing else.
#[divan::bench(args = SIZES)]
fn read_bytes(bencher: Bencher<'_, '_>, size: usize) {
    fn read(source: &Folder, folder: &str) -> usize {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let entries = source.entries(folder).expect("a folder that was generated");
        entries
            .iter()
            .map(|entry| match entry.kind {
                FileKind::Folder => read(source, &path(&entry.name)),
                _ => source.read(&path(&entry.name), usize::MAX - 1).expect("a file that was generated").len(),
            })
            .sum()
    }
    let source = source(size);
    bencher.bench(|| black_box(read(&source, "")));
}

/// Facts alone, as `list` reads them.
#[divan::bench(args = SIZES)]
fn load_facts(bencher: Bencher<'_, '_>, size: usize) {
    let source = source(size);
    bencher.bench(|| black_box(load(&source, &Nothing).expect("a portfolio")));
}

/// Everything, with every rule.
#[divan::bench(args = SIZES)]
fn check_all(bencher: Bencher<'_, '_>, size: usize) {
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    let source = source(size);
    bencher.bench(|| black_box(check(load(&source, &selection).expect("a portfolio"), &selection)));
}
