//! Checks that the files that a document names exist.

use super::observations::Observations;
use crate::{
    document::{At, Fault, FaultKind, SharedStr, link_target::is_on_a_machine},
    similar_name::closest,
    source::{Entry, FileKind, Source},
};

/// Folders whose files a project may name.
const FOLDERS: [&str; 2] = ["documents", "report"];

/// Endings of files; a value with another ending may be a title or a case number.
const ENDINGS: [&str; 24] = [
    "md", "txt", "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "htm", "html",
    "zip", "png", "jpg", "jpeg", "svg", "webp", "msg", "eml",
];

/// Returns whether a value is the name of a file in the portfolio, and not a title, a case number or a web address.
#[must_use]
pub fn is_file_name(value: &str) -> bool {
    let name = value.replace('\\', "/").to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let first = name.trim_start_matches("./").split_once('/').map_or("", |(first, _)| first);
    let is_path = name.is_empty()
        || name == "."
        || name == ".."
        || ["/", "./", "../"].iter().any(|start| name.starts_with(start));
    is_on_a_machine(value)
        || !name.contains("://") && (is_path || ENDINGS.contains(&ending) || FOLDERS.contains(&first))
}

/// Reports a file that the file `of` names, relative to its folder, and that does not exist.
pub fn report_missing(source: &dyn Source, of: &str, name: &At<SharedStr>, observations: &mut Observations) {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (suggestion, is_case) = match resolve_path(source, folder, name) {
        PathLookup::Exact | PathLookup::Unknown => return,
        PathLookup::OtherCase(path) => (Some(path), true),
        PathLookup::Missing(similar) => (similar.or_else(|| find_in_known_folders(source, folder, name)), false),
    };
    let kind = FaultKind::MissingFile { name: name.to_string(), suggestion, is_case };
    observations.faults.push((of.to_owned(), Fault { kind, span: Some(name.span) }));
}

enum PathLookup {
    Exact,
    /// The file exists, but its name is spelt differently.
    OtherCase(String),
    /// The file does not exist; another file in the folder has a similar name.
    Missing(Option<String>),
    /// A folder in the path cannot be listed.
    Unknown,
}

/// Resolves a path from a folder, both exactly as Linux does and ignoring case as Windows does.
fn resolve_path(source: &dyn Source, folder: &str, path: &str) -> PathLookup {
    let plain = path.replace('\\', "/");
    let mut at: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut written: Vec<String> = Vec::new();
    let mut is_exact = plain == path;
    let mut parts = plain.split('/').filter(|part| !part.is_empty() && *part != ".").peekable();
    if plain.starts_with('/') || is_on_a_machine(path) {
        return PathLookup::Missing(None);
    }
    while let Some(part) = parts.next() {
        if part == ".." {
            if at.pop().is_none() {
                return PathLookup::Missing(None);
            }
            written.push(part.to_owned());
            continue;
        }
        let Ok(entries) = source.entries(&at.join("/")) else { return PathLookup::Unknown };
        let is_last = parts.peek().is_none();
        let fits = |entry: &&Entry| is_last || entry.kind == FileKind::Folder;
        let exact = entries.iter().filter(fits).find(|entry| entry.name == part);
        let lenient = || entries.iter().filter(fits).find(|entry| entry.name.to_lowercase() == part.to_lowercase());
        let Some(entry) = exact.or_else(lenient) else {
            let names = entries.iter().map(|entry| entry.name.as_str());
            let similar = is_last.then(|| closest(part, names)).flatten();
            return PathLookup::Missing(
                similar.map(|similar| [written.as_slice(), &[similar.to_owned()]].concat().join("/")),
            );
        };
        is_exact &= entry.name == part;
        written.push(entry.name.clone());
        at.push(entry.name.clone());
    }
    // The folder `documents` itself is not a file.
    let own: Vec<&str> = folder.split('/').collect();
    if own.starts_with(&at.iter().map(String::as_str).collect::<Vec<_>>())
        || (written.len() == 1 && FOLDERS.contains(&&*written[0]))
    {
        return PathLookup::Missing(None);
    }
    if is_exact { PathLookup::Exact } else { PathLookup::OtherCase(written.join("/")) }
}

/// Finds a file of the same name in the folders that may be named.
fn find_in_known_folders(source: &dyn Source, folder: &str, path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let entries = source.entries(folder).ok()?;
    let folders =
        entries.iter().filter(|entry| entry.kind == FileKind::Folder && FOLDERS.contains(&entry.name.as_str()));
    folders.map(|below| format!("{}/{name}", below.name)).find_map(|path| match resolve_path(source, folder, &path) {
        PathLookup::Exact => Some(path),
        PathLookup::OtherCase(path) => Some(path),
        PathLookup::Missing(_) | PathLookup::Unknown => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Span, source::Folder};

    #[test]
    fn titles_case_numbers_and_addresses_are_no_files() {
        for file in [
            "C:\\x",
            "file:///C:/x",
            "documents/bilag",
            "Documents\\bilag",
            "bilag.docx",
            "../felles/avtale.pdf",
            "/etc/x",
            "..",
            "../../x",
            "",
        ] {
            assert!(is_file_name(file), "{file}");
        }
        for other in
            ["Endringsbilag v.2", "Sak 19/1234", "https://example.no/bilag.pdf", "bilag m.m.", "documentsbilag"]
        {
            assert!(!is_file_name(other), "{other}");
        }
    }

    #[test]
    fn paths_are_followed_exactly_and_leniently() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("2019/a/documents/vedlegg")).unwrap();
        for file in ["2019/kickoff.svg", "2019/a/documents/Behov.md", "2019/a/documents/vedlegg/bilag.md"] {
            std::fs::write(folder.path().join(file), "x").unwrap();
        }
        let found = |value: &str| {
            let (mut observations, name) = (Observations::default(), At { value: value.into(), span: Span::default() });
            report_missing(&Folder::new(folder.path()), "2019/a/project.yaml", &name, &mut observations);
            observations.faults.pop().map(|(_, fault)| match fault.kind {
                FaultKind::MissingFile { suggestion, is_case, .. } => (suggestion.unwrap_or_default(), is_case),
                other => panic!("{other:?}"),
            })
        };
        for there in ["documents/Behov.md", "./documents/vedlegg/bilag.md", "../kickoff.svg", "documents/vedlegg"] {
            assert_eq!(found(there), None, "{there}");
        }
        for (value, suggestion, is_case) in [
            ("documents/behov.md", "documents/Behov.md", true),
            ("documents\\vedlegg\\bilag.md", "documents/vedlegg/bilag.md", true),
            ("Behov.md", "documents/Behov.md", false),
            ("documents/Behv.md", "documents/Behov.md", false),
            ("documents/Behov.md/x", "", false),
            ("../../../etc/passwd", "", false),
            ("/etc/passwd", "", false),
            ("..", "", false),
            (".", "", false),
            ("", "", false),
            ("documents/", "", false),
            ("../../../../../etc/nope", "", false),
        ] {
            assert_eq!(found(value), Some((suggestion.to_owned(), is_case)), "{value}");
        }
    }
}
