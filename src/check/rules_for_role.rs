//! The rules for texts that are not published as documents: reports, attachments and notes.

use crate::{load::Role, rule::Rule};

/// For every text, because this must not be in git at all.
const ANYWHERE: &[&str] = &["national-identity-number"];
/// For texts that other people may read: no personal data, and no broken links.
const ATTACHMENT: &[&str] = &["broken-link", "internal-leak", "merge-conflict", "personal-email", "phone-number"];
/// For reports, which must also be readable in every format. The program writes their prompts and most of their headings.
const REPORT: &[&str] = &[
    "accidental-code",
    "broken-emphasis",
    "broken-heading",
    "broken-list",
    "broken-picture",
    "broken-table",
    "deep-nesting",
    "foreign-markup",
    "front-matter",
    "heading-level",
    "malformed-link",
    "misnamed-picture",
    "missing-alt-text",
    "placeholder-left",
    "raw-html",
    "remote-picture",
    "renumbered-list",
    "unclosed-block",
    "unclosed-comment",
    "word-paste",
];

/// Returns whether a rule checks texts with a role.
pub fn applies(rule: &Rule, of: Role) -> bool {
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
    fn every_name_is_the_name_of_a_rule() {
        for name in [ANYWHERE, ATTACHMENT, REPORT].concat() {
            assert!(ALL.iter().any(|rule| rule.name == name), "{name}");
        }
    }
}
