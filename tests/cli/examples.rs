//! The rendered documents in `examples/` are what the program renders, whatever the machine's language and time zone.
//!
//! After a change that is meant to show there, render them again as `examples/README.md` says.

use std::{fs, io::Read, path::Path};

use rayon::prelude::*;

use crate::support::{
    copy,
    program::{printed, program, text},
    root,
};

/// The documents, each with what it is about and the start of its files' name.
const DOCUMENTS: [(&str, &str, &str); 6] = [
    ("announcement", "2019", "announcement-2019"),
    ("briefs", "2019", "briefs-2019"),
    ("news", "2021", "news-2021"),
    ("overview", "2019..2021", "overview-2019-2021"),
    ("learning", "2023/tilbakemeldingssloyfe", "learning-tilbakemeldingssloyfe"),
    ("report", "2020/pasientens-helsetjeneste", "report-pasientens-helsetjeneste"),
];

fn render(into: &Path, [document, target, name]: [&str; 3], locale: &str, zone: &str) {
    let root = root();
    let output = format!("examples/{name}");
    let done = program(into, ["render", document, target, "-o", &output])
        .envs([("LC_ALL", locale), ("LANG", locale), ("TZ", zone)])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    let figures = |folder: &Path| figures(&folder.join("examples").join(name).with_extension("figures"));
    let is_markdown = Path::new(name).extension().is_some_and(|ending| ending == "md");
    assert!(!is_markdown || figures(root) == figures(into), "the figures of examples/{name} are not what is rendered");
    let kept = texts(&root.join("examples").join(name));
    let rendered = texts(&into.join("examples").join(name));
    assert!(
        kept == rendered,
        "examples/{name} is not what the program renders in {locale}; render it again and look at the difference"
    );
}

/// Reads the figures that lie beside a document, by name.
fn figures(folder: &Path) -> Vec<(std::ffi::OsString, String)> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.unwrap()).map(|file| (file.file_name(), file.path())).collect();
    files.sort();
    files.into_iter().map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

/// Reads a document; of one in Word, all parts but the dots of pictures, which may differ a little between processors.
fn texts(path: &Path) -> Vec<(String, String)> {
    if path.extension().unwrap() != "docx" {
        return vec![(String::new(), fs::read_to_string(path).unwrap())];
    }
    let mut parts = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut texts = Vec::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        texts.push((
            name.clone(),
            if name.rsplit_once('.').is_some_and(|(_, ending)| ending == "png") {
                String::new()
            } else {
                String::from_utf8(text).unwrap()
            },
        ));
    }
    texts
}

#[test]
fn documents_are_as_rendered() {
    // The same neighbours as in the repository, so that links lead the same way.
    let folder = tempfile::tempdir().unwrap();
    let portfolio = root().join("portfolio");
    copy::folder(&portfolio, &folder.path().join("portfolio"));
    let files = DOCUMENTS.into_iter().flat_map(|document| ["md", "html", "docx"].map(|ending| (document, ending)));
    files.collect::<Vec<_>>().into_par_iter().for_each(|((document, target, name), ending)| {
        let name = format!("{name}.{ending}");
        render(folder.path(), [document, target, &name], "C", "UTC");
        render(folder.path(), [document, target, &name], "nn_NO.UTF-8", "Pacific/Kiritimati");
        render(folder.path(), [document, target, &name], "en_US.UTF-8", "America/Los_Angeles");
    });
}

#[test]
fn the_first_portfolio_is_clean() {
    printed(&root().join("examples/first-portfolio"), &["check", "--deny", "warnings"]);
}
