//! Structural faults of a file, which do not depend on the model.

use super::{
    misnamed::Misnamed, rewritten::Rewritten, span::Span, template_blocks::StrayBlock, value_kind::YamlKind,
    yaml_defect::YamlDefect,
};
use crate::{
    picture::{PictureFault, PictureKind},
    portable_name::NameDefect,
    source::Unreadable,
    text_encoding::NotText,
};

/// Holds one fault and its span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Its span; none for the whole file.
    pub span: Option<Span>,
}

/// Says why a template cannot be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateDefect {
    /// Something in it is never closed.
    Unclosed,
    /// A syntax error, as the template engine describes it.
    Grammar(String),
    /// An expression or a chain of branches is too long.
    TooLong,
    /// It has no header, which says what the document is about.
    NoHeader,
    /// Its header cannot be read.
    BadHeader,
    /// It has a block that the extended template does not have.
    StrayBlock(StrayBlock),
}

/// Says what is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// The file is not UTF-8 text.
    NotText(NotText),
    /// The file is not valid YAML.
    InvalidYaml(YamlDefect),
    /// A mapping has the same key twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// The span of the first one.
        first: Span,
    },
    /// A key that the mapping does not have.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that it stands for, or one with a similar name.
        suggestion: Option<String>,
        /// Whether it certainly stands for that key, and the mapping does not have the key yet.
        is_certain: bool,
        /// The key that belongs around the suggested one, if it was written too far out.
        around: Option<&'static str>,
        /// All known keys.
        known: Vec<String>,
    },
    /// A value of the wrong kind.
    WrongType {
        /// The allowed kinds.
        expected: &'static [YamlKind],
        /// The actual kind.
        found: YamlKind,
        /// How the value should be written.
        rewritten: Option<Rewritten>,
        /// The key of the value; none for an item of a list.
        key: Option<String>,
    },
    /// The file is a list or a text, not a mapping.
    NotAMapping {
        /// What it is.
        found: YamlKind,
        /// A line as the file should have it.
        example: String,
    },
    /// A value that a comma between braces or brackets splits.
    CutValue {
        /// The whole value.
        value: String,
        /// Whether there is no space around the comma, so that it can only be part of the value.
        is_sure: bool,
    },
    /// A value that is not among the allowed ones.
    InvalidValue {
        /// The value.
        value: String,
        /// The allowed value that it stands for, or one with a similar name.
        suggestion: Option<String>,
        /// Whether it certainly stands for that value.
        is_certain: bool,
        /// All allowed values.
        allowed: Vec<String>,
    },
    /// A text that is not a date.
    InvalidDate {
        /// The text.
        value: String,
        /// The date that was probably meant, in the format's notation.
        suggestion: Option<String>,
        /// Whether only a year can stand here.
        is_year: bool,
    },
    /// A text or number that is not an amount in whole kroner.
    InvalidAmount {
        /// The text.
        value: String,
        /// The amount that was probably meant, in digits.
        suggestion: Option<String>,
    },
    /// A list item that starts with another sign than a hyphen; it is read as an item all the same.
    WordDash {
        /// The sign.
        sign: char,
    },
    /// A placeholder for an unknown value.
    EmptyValue {
        /// The value.
        value: String,
    },
    /// An empty file.
    EmptyFile {
        /// Its name.
        name: String,
    },
    /// A value that names a file that does not exist.
    MissingFile {
        /// The value.
        name: String,
        /// The file that was probably meant, as the value should name it.
        suggestion: Option<String>,
        /// Whether it differs from that file's name only in upper and lower case.
        is_case: bool,
    },
    /// A value that names a picture whose file cannot be shown.
    BrokenPicture {
        /// The value.
        name: String,
        /// What is wrong with the file.
        fault: PictureFault,
    },
    /// A value that names a picture of another kind than the name says.
    MisnamedPicture {
        /// The value.
        name: String,
        /// The kind that it is.
        kind: PictureKind,
    },
    /// A value that names a file of which there is only a note of Git LFS.
    FilePointer {
        /// The value.
        name: String,
    },
    /// A file or folder that the format does not have.
    Stray {
        /// Its name.
        name: String,
        /// A name of the format that is similar.
        suggestion: Option<String>,
        /// Why it is stray.
        why: Stray,
    },
    /// A name because of which a part of the portfolio is not read.
    Misnamed(Misnamed),
    /// A file or folder whose name contains a national identity number.
    NumberInName {
        /// Its name.
        name: String,
    },
    /// A file or folder that not every system can hold.
    Unportable {
        /// Its name.
        name: String,
        /// Why.
        why: Unportable,
        /// A similar name that every system can hold; none if the name itself is one.
        suggestion: Option<String>,
    },
    /// A template that cannot be rendered.
    Template(TemplateDefect),
    /// Further faults, which are not listed.
    More {
        /// Their number.
        count: usize,
    },
}

impl FaultKind {
    /// Returns whether the file could not be read at all.
    #[must_use]
    pub fn hides_the_file(&self) -> bool {
        matches!(
            self,
            Self::Unreadable(_)
                | Self::NotText(_)
                | Self::InvalidYaml(_)
                | Self::NotAMapping { .. }
                | Self::EmptyFile { .. }
        )
    }

    /// Returns whether some data could not be read and are therefore missing from the portfolio.
    #[must_use]
    pub fn loses_something(&self) -> bool {
        !matches!(
            self,
            Self::EmptyValue { .. }
                | Self::WordDash { .. }
                | Self::MissingFile { .. }
                | Self::BrokenPicture { .. }
                | Self::MisnamedPicture { .. }
                | Self::FilePointer { .. }
                | Self::NumberInName { .. }
                | Self::Unportable { .. }
                | Self::Template(_)
        )
    }
}

/// Says why not every system can hold a file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unportable {
    /// Its name is refused.
    Name(NameDefect),
    /// Windows and macOS take its name for that of another entry of the folder.
    SameAs(String),
    /// Its path has too many characters; holds their number.
    Path(usize),
}

/// Says why a file or folder is stray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// A file with a name that the format does not have.
    File,
    /// A folder with a name that the format does not have.
    Folder,
    /// A folder in a year without `project.yaml`.
    NoProject,
    /// A translation into a language that the program does not support.
    Language,
}

pub fn invalid(defect: YamlDefect, span: Span) -> Fault {
    Fault { kind: FaultKind::InvalidYaml(defect), span: Some(span) }
}
