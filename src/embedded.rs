//! The files that travel inside the program: templates, language files, process models.

use include_dir::{Dir, include_dir};

/// Holds everything below `templates/` as it was when the program was built.
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Holds the process models that come with the program: those of the programme's own portfolio.
static PROCESSES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/portfolio/processes");

/// Returns the text of an embedded template, named by its path below `templates/`.
#[must_use]
pub fn template(path: &str) -> Option<&'static str> {
    TEMPLATES.get_file(path)?.contents_utf8()
}

/// Lists the letters that drawings are set in, as the bytes of font files.
pub fn fonts() -> impl Iterator<Item = &'static [u8]> {
    let files = TEMPLATES.get_dir("fonts").into_iter().flat_map(Dir::files);
    files.filter(|file| file.path().extension().is_some_and(|ending| ending == "ttf")).map(include_dir::File::contents)
}

/// Lists the files of an embedded folder with an ending, as (name without ending, text), in order of name.
fn files(dir: &'static Dir<'static>, ending: &str) -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<_> = dir
        .files()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?.strip_suffix(ending)?;
            Some((name, file.contents_utf8()?))
        })
        .collect();
    found.sort_unstable();
    found
}

/// Holds the texts of a language by key, in order of key.
pub type LanguageFile = &'static [(&'static str, &'static str)];

/// Holds the language files as the build read them.
static LANGUAGES: &[(&str, LanguageFile)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Lists the language files as (code, texts), in order of code.
#[must_use]
pub fn languages() -> &'static [(&'static str, LanguageFile)] {
    LANGUAGES
}

/// Lists the built-in process models as (id, text).
#[must_use]
pub fn processes() -> Vec<(&'static str, &'static str)> {
    files(&PROCESSES, ".yaml")
}

/// Lists the names of the documents: the templates that end in `.md.j2`.
#[must_use]
pub fn documents() -> Vec<&'static str> {
    files(&TEMPLATES, ".md.j2").into_iter().map(|(name, _)| name).collect()
}

/// Lists the names of the templates that stand in no folder below `templates/`.
pub fn templates() -> impl Iterator<Item = &'static str> {
    TEMPLATES.files().filter_map(|file| file.path().to_str())
}
