//! Structural faults: what can be wrong with a document without knowing what it is about.

use super::{span::Span, template_blocks::StrayBlock, value_kind::YamlKind};
use crate::{source::Unreadable, text_encoding::NotText};

/// States one fault and its place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where; none for the whole file.
    pub span: Option<Span>,
}

/// Names the usual causes of YAML that cannot be read; each has its own remedy in the language files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlDefect {
    /// A tab where only spaces may stand.
    Tab,
    /// Lines that belong together start in different columns.
    Indentation,
    /// A quotation mark or bracket that is never closed.
    Unclosed,
    /// A colon followed by a space inside a value without quotes.
    ColonInValue {
        /// The key and the value, where it is sure where the value ends.
        line: Option<(String, String)>,
    },
    /// A second colon right behind the one of the key.
    TwoColons,
    /// No space behind the dash of a list item.
    Dash,
    /// A line that git left where two people changed the same lines.
    Conflict,
    /// A character that nobody sees and no text may hold.
    Control,
    /// A value that starts with a character that YAML keeps for itself.
    ReservedStart,
    /// A line without the colon that makes it a key and a value.
    NoColon,
    /// A key with its value right behind the colon, or with a space that is none to YAML.
    NoSpace {
        /// The key.
        key: String,
        /// The value as it should stand.
        value: String,
    },
    /// No-break spaces where a line is indented.
    HardSpace,
    /// A comment without a space in front, or in the middle of a text.
    Comment,
    /// Something on the line of the `|` or `>` that begins a text.
    BlockStart,
    /// Something behind the quotation mark that closes a value.
    AfterQuote,
    /// A bracket that closes nothing, or another one than was opened.
    Bracket,
    /// A wrong escape inside double quotes, such as `\d`.
    Escape,
    /// An anchor, an alias or a tag: nothing in a portfolio needs them.
    Reference,
    /// More levels of nesting than any real file has.
    TooDeep,
    /// More than one document in the file.
    SeveralDocuments,
    /// A key that is a list or a mapping.
    KeyNotText,
    /// Anything else, in the parser's words.
    Other(String),
}

/// Says why no document can be made from a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateDefect {
    /// It ends before what it opened is closed.
    Unclosed,
    /// It breaks the grammar of templates, in the engine's words.
    Grammar(String),
    /// It has an expression or a row of branches that is longer than anybody writes.
    TooLong,
    /// It does not say what its document is about.
    NoHeader,
    /// What it says of its document cannot be read.
    BadHeader,
    /// It has a block that the template it extends has not.
    StrayBlock(StrayBlock),
}

/// Says what is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// The file's bytes are no UTF-8 text.
    NotText(NotText),
    /// The file is no YAML.
    InvalidYaml(YamlDefect),
    /// A key stands twice in one mapping.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Span,
    },
    /// A key that no mapping of this kind has.
    UnknownKey {
        /// The key.
        key: String,
        /// A known key that is spelled much like it.
        suggestion: Option<String>,
        /// All known keys.
        known: Vec<String>,
    },
    /// A value of another kind than the key takes.
    WrongType {
        /// The kinds that would do.
        expected: &'static [YamlKind],
        /// What stands there.
        found: YamlKind,
        /// The value as written, if it is one word.
        value: Option<String>,
    },
    /// The file as a whole is a list or a text, so that none of its keys can be read.
    NotAMapping {
        /// What it is.
        found: YamlKind,
    },
    /// A value that a comma between braces or brackets cuts in pieces.
    CutValue {
        /// All of it.
        value: String,
        /// Whether the comma touches what stands in front and behind, so that it can only be part of the value.
        is_sure: bool,
    },
    /// A value that is not among those the key takes.
    InvalidValue {
        /// The value.
        value: String,
        /// An allowed value that is spelled much like it.
        suggestion: Option<String>,
        /// All allowed values.
        allowed: Vec<String>,
    },
    /// A text that is no date.
    InvalidDate {
        /// The text.
        value: String,
        /// The date that was probably meant, as the format writes it.
        suggestion: Option<String>,
    },
    /// A text or number that is no amount of whole kroner.
    InvalidAmount {
        /// The text.
        value: String,
        /// The amount that was probably meant, in digits.
        suggestion: Option<String>,
    },
    /// A value that only says that there is none.
    EmptyValue {
        /// The value.
        value: String,
    },
    /// A file with nothing in it.
    EmptyFile {
        /// Its name.
        name: String,
    },
    /// A value that names a file which is not there.
    MissingFile {
        /// The value.
        name: String,
        /// The file that was probably meant, as the value should name it.
        suggestion: Option<String>,
        /// Whether it differs from that file's name in upper and lower case alone.
        is_case: bool,
    },
    /// A file or folder that the format has no place for.
    Stray {
        /// Its name.
        name: String,
        /// A name the format knows that is spelled much like it.
        suggestion: Option<String>,
        /// Why it is stray.
        why: Stray,
    },
    /// A name that keeps a part of the portfolio from being read.
    Misnamed(Misnamed),
    /// A file or folder that is named by a person's number.
    NumberInName {
        /// Its name.
        name: String,
    },
    /// A template that no document can be made from.
    Template(TemplateDefect),
    /// There were more faults of this kind of document than are worth listing.
    More {
        /// How many are not listed.
        count: usize,
    },
}

impl FaultKind {
    /// Returns whether nothing of the file could be read.
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

    /// Returns whether something that was written could not be read, so that what it says is missing elsewhere.
    #[must_use]
    pub fn loses_something(&self) -> bool {
        !matches!(
            self,
            Self::EmptyValue { .. } | Self::MissingFile { .. } | Self::NumberInName { .. } | Self::Template(_)
        )
    }
}

/// Says what is not read for the sake of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misnamed {
    /// A folder in a year that holds what belongs to a project, and no `project.yaml`.
    Project {
        /// The file that was probably meant to be it.
        near: Option<String>,
    },
    /// A folder in a year that holds projects in folders of its own.
    Deep {
        /// Its name.
        name: String,
    },
    /// A project that lies in no year.
    Outside {
        /// The name of its folder.
        name: String,
    },
    /// A project in a folder that is passed over, or too deep.
    Elsewhere {
        /// The name of its folder.
        name: String,
    },
    /// A project whose folder has a name that begins with a point.
    Hidden {
        /// The name of its folder.
        name: String,
    },
    /// A project whose `project.yaml` is a folder.
    Folder,
    /// A folder of projects that is not named by a year.
    Year {
        /// Its name.
        name: String,
        /// The year in its name.
        suggestion: Option<String>,
    },
    /// A file of data, where the one that it was probably meant to be is missing.
    File {
        /// Its name.
        name: String,
        /// The name it should have.
        suggestion: String,
    },
}

/// Says why a file or folder is stray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// A file with a name the format does not know.
    File,
    /// A folder with a name the format does not know.
    Folder,
    /// A folder in a year that holds no `project.yaml`.
    NoProject,
    /// A translation in a language the program does not know.
    Language,
}

pub fn invalid(defect: YamlDefect, span: Span) -> Fault {
    Fault { kind: FaultKind::InvalidYaml(defect), span: Some(span) }
}
