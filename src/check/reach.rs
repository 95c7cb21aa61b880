//! Which rules look at texts that are not made into documents: reports, attachments and notes.

use crate::{load::Role, rule::Rule};

/// What must not lie in git at all, whoever reads it.
const ANYWHERE: &[&str] = &["national-identity-number"];
/// What others may read must hold no person's data, and its links must lead somewhere.
const ATTACHMENT: &[&str] = &["broken-link", "internal-leak", "merge-conflict", "personal-email", "phone-number"];
/// What is handed over must read well in every format, too. Its prompts are the program's, and so are most of its headings.
const REPORT: &[&str] = &[
    "deep-nesting",
    "heading-level",
    "missing-alt-text",
    "placeholder-left",
    "raw-html",
    "unclosed-block",
    "unclosed-comment",
    "word-paste",
];

/// Returns whether a rule looks at texts of this kind.
pub fn reaches(rule: &Rule, of: Role) -> bool {
    let lists: &[&[&str]] = match of {
        Role::Published => return true,
        Role::Report => &[ANYWHERE, ATTACHMENT, REPORT],
        Role::Attachment => &[ANYWHERE, ATTACHMENT],
        Role::Note | Role::Other => &[ANYWHERE],
    };
    lists.iter().any(|list| list.contains(&rule.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ALL;

    #[test]
    fn the_names_are_those_of_rules() {
        for name in [ANYWHERE, ATTACHMENT, REPORT].concat() {
            assert!(ALL.iter().any(|rule| rule.name == name), "{name}");
        }
    }
}
