//! What a text of the portfolio is for, according to its path.

use crate::model::ReportFile;

/// Says what a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Facts, or prose that documents are made from.
    Published,
    /// A project's report, which people write and submit.
    Report,
    /// A document that a gate requires, in any form.
    Attachment,
    /// An internal note, which is never published but is kept in the same repository.
    Note,
    /// A file that the format does not have, or that another program wrote, such as a table, a web page or a drawing.
    Other,
}

impl Role {
    /// Returns the role of a path in the portfolio.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let mut parts = path.split('/');
        let third = parts.nth(2);
        let is_deeper = parts.next().is_some();
        if is_note(path) {
            return Self::Note;
        }
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_text = ["md", "txt"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        match third {
            Some(ATTACHMENTS) if is_deeper && is_text => Self::Attachment,
            Some(ReportFile::FOLDER) if is_deeper && is_text => Self::Report,
            Some(ATTACHMENTS | ReportFile::FOLDER) if is_deeper => Self::Other,
            _ if is_text || ending == "yaml" => Self::Published,
            _ => Self::Other,
        }
    }
}

/// The folder of a project with the documents that its gates require.
pub(super) const ATTACHMENTS: &str = "documents";
/// How the name of a note ends.
pub const NOTE: &str = ".internal.md";

/// Returns whether a file is an internal note, also if its name is in upper case or Norwegian, or has a language code
/// before or after `internal`.
#[must_use]
pub fn is_note(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem =
        name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).or_else(|| name.strip_suffix(".txt"));
    stem.is_some_and(is_marked_internal)
}

/// Returns whether one of the parts of a name between full stops is `internal`, in English or Norwegian.
pub(crate) fn is_marked_internal(name: &str) -> bool {
    name.split('.').any(|part| {
        ["internal", "intern", "internt", "interne"].iter().any(|word| part.trim().eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_text_is_for() {
        for (path, role) in [
            ("2019/a/challenge.md", Role::Published),
            ("2019/documents/project.yaml", Role::Published),
            ("2019/a/documents/vedlegg/b.md", Role::Attachment),
            ("2019/a/report/report.nn.md", Role::Report),
            ("2019/a/report/x.internal.md", Role::Note),
            ("notes.internal.md", Role::Note),
            ("2019/a/x.Internal.md", Role::Note),
            ("2019/a/x.INTERNAL.MD", Role::Note),
            ("2019/a/x.internal.nn.md", Role::Note),
            ("2019/a/challenge.nn.internal.md", Role::Note),
            ("2019/a/internal.md", Role::Note),
            ("2019/a/x.intern.md", Role::Note),
            ("2019/a/internal-notes.md", Role::Published),
            ("about.md", Role::Published),
            ("2019/a/documents/deltakere.csv", Role::Other),
            ("2019/a/documents/data.yaml", Role::Other),
            ("2019/kart.svg", Role::Other),
        ] {
            assert_eq!(Role::of(path), role, "{path}");
        }
    }
}
