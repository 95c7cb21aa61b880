//! The rules, one file each, and their list.

use crate::rule::Rule;

/// Declares the modules of the rules, and lists the rules.
macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(pub(crate) mod $module;)+
        /// Every rule, in order of name.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),+];
    };
}

rules![
    accidental_code,
    allow_without_reason,
    broken_emphasis,
    broken_footnote,
    broken_heading,
    broken_link,
    broken_list,
    broken_picture,
    broken_table,
    cut_value,
    damaged_marker,
    deep_nesting,
    dissemination_share_exceeded,
    duplicate_id,
    duplicate_key,
    duplicate_organisation,
    earmarks_exceed_grant,
    empty_file,
    empty_value,
    foreign_markup,
    front_matter,
    future_milestone,
    gate_not_met,
    grants_exceed_round,
    hard_to_read,
    heading_level,
    history_rewritten,
    illegal_transition,
    immutable_field,
    internal_leak,
    invalid_address,
    invalid_amount,
    invalid_date,
    invalid_organisation_number,
    invalid_slug,
    invalid_template,
    invalid_unknown,
    invalid_value,
    invalid_yaml,
    lineage_cycle,
    lost_project,
    malformed_link,
    merge_conflict,
    milestones_out_of_order,
    misnamed_file,
    misnamed_picture,
    missing_alt_text,
    missing_document,
    missing_field,
    missing_translation,
    national_identity_number,
    own_funding_missing,
    personal_email,
    phase_disagrees,
    phone_number,
    placeholder_left,
    raw_html,
    remote_picture,
    renumbered_list,
    selected_disagrees,
    skipped_phase,
    spent_exceeds_budget,
    stale_project,
    stale_report,
    stale_translation,
    stray_file,
    succeeded_organisation,
    suspicious_amount,
    title_repeats,
    unclear_visibility,
    unclosed_block,
    unclosed_comment,
    unfinished_report,
    unknown_criterion,
    unknown_key,
    unknown_life_event,
    unknown_organisation,
    unknown_part,
    unknown_phase,
    unknown_process,
    unknown_project,
    unportable_name,
    unreadable_file,
    unused_allow,
    unused_organisation,
    word_paste,
    wrong_language,
    wrong_type,
];

/// Finds a rule by its name or code.
#[must_use]
pub fn find(word: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.name == word || rule.code.eq_ignore_ascii_case(word)).copied()
}

#[cfg(test)]
mod tests {
    use comrak::Arena;
    use proptest::prelude::*;

    use super::*;
    use crate::{
        document::Markdown,
        load::{DocumentBody, InspectedDocument, Role},
        model::Settings,
        rule::Check,
        source::Folder,
    };

    fn texts() -> impl Strategy<Value = String> {
        let parts = [
            "# A",
            "## B",
            "### C",
            "#### D",
            "Utfordring",
            "**Utfordring**",
            "a",
            "\n",
            "\n\n",
            "===",
            "---",
            "> ",
            "- ",
            "1. ",
            "![",
            "](",
            ")",
            "[",
            "]",
            "<b>",
            "<!--",
            "-->",
            "`",
            "\\n",
            "x.md",
            "#a",
            ".",
            " ",
            "    ",
            "\t",
            "\r\n",
            "|",
            "&amp;",
            "17. mai",
            "5) a",
            "• a",
            "– a",
            "-a",
            "o\ta",
            "** ",
            "_",
            "##B",
            "] (",
            "(https://a.no/b)",
            "http//",
            "<www.a.no>",
            "[[a]]",
            "==a==",
            "~2~",
            "$x^2$",
            ":smile:",
            "title: a",
            "+--+",
            "Dette er en hel setning.",
        ];
        proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_rule_finds_nothing_if_its_first_function_returns_false(text in texts()) {
            let (settings, source) = (Settings::default(), Folder::new(env!("CARGO_MANIFEST_DIR")));
            let body = DocumentBody::Markdown(&text);
            let path = "2019/a/challenge.md";
            let (role, project) = (Role::of(path), None);
            let document = InspectedDocument { path, text: &text, body, role, project, settings: &settings, source: &source };
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, &text);
            for rule in ALL {
                for check in rule.checks {
                    let mut findings = Vec::new();
                    let mut sink = rule.sink(None, &mut findings);
                    let may_hold = match check {
                        Check::Markdown(may_hold, look) => {
                            look(&markdown, document, &mut sink);
                            may_hold
                        }
                        Check::Passages(may_hold, look) => {
                            look(markdown.passages(), document, &mut sink);
                            may_hold
                        }
                        _ => continue,
                    };
                    prop_assert!(findings.is_empty() || may_hold(&text, document), "{} in {:?}", rule.name, text);
                }
            }
        }
    }
}
