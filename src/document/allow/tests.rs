//! Tests of finding comments that allow findings.

use proptest::prelude::*;

use super::*;
use crate::document::{Faults, yaml};

fn yaml_allows(text: &str) -> Vec<(Vec<String>, bool, String)> {
    let root = yaml::parse(text, &mut Faults::default());
    plain(text, in_yaml(text, root.as_ref()))
}

fn plain(text: &str, found: Vec<Allow>) -> Vec<(Vec<String>, bool, String)> {
    let slice = |span: Span| text[span.start as usize..span.end as usize].to_owned();
    found
        .into_iter()
        .map(|allow| {
            let names: Vec<String> = allow.rules.iter().map(|(name, _)| name.clone()).collect();
            assert!(allow.rules.iter().all(|(name, span)| *name == slice(*span)));
            (names, allow.has_reason, slice(allow.covers))
        })
        .collect()
}

fn one(name: &str, covers: &str) -> Vec<(Vec<String>, bool, String)> {
    vec![(vec![name.to_owned()], true, covers.to_owned())]
}

#[test]
fn a_comment_behind_a_value_covers_its_line() {
    let text = "a: 1\nb: 2 # stimulab: allow(x) fordi\nc: 3\n";
    assert_eq!(yaml_allows(text), one("x", "b: 2 # stimulab: allow(x) fordi"));
}

#[test]
fn a_comment_on_its_own_line_covers_the_entry_that_follows() {
    let text = "# stimulab: allow(x) fordi\n# mer\n\nb:\n  c: 1\n\n  d: 2\ne: 3\n";
    assert_eq!(yaml_allows(text), one("x", "b:\n  c: 1\n\n  d: 2"));
    let text = "a: 1\n#stimulab:allow( x ) fordi\r\nb:\r\n- 1\r\n- 2\r\nc: 2\r\n";
    assert_eq!(yaml_allows(text), one("x", "b:\r\n- 1\r\n- 2"));
    let text = "a:\n  # stimulab: allow(x) fordi\n  - b: 1\n    c: 2\n  - d: 1\n";
    assert_eq!(yaml_allows(text), one("x", "  - b: 1\n    c: 2"));
    assert_eq!(yaml_allows("a: 1\n# stimulab: allow(x) fordi"), one("x", ""));
}

#[test]
fn the_name_may_be_written_as_elsewhere() {
    for start in ["Stimulab: allow", "StimuLab: allow", "STIMULAB:ALLOW", "stimulab allow", "Stimulab : Allow "] {
        let text = format!("b: 2 # {start}(x) fordi");
        assert_eq!(yaml_allows(&text), one("x", &text), "{text}");
        let text = format!("To. <!-- {start}(x) fordi -->");
        assert_eq!(plain(&text, in_markdown(&text)), one("x", &text), "{text}");
    }
    for words in ["Stimulab er ei ordning", "StimuLab allow", "stimulabben: allow(x)"] {
        assert_eq!(yaml_allows(&format!("b: 2 # {words}\n")), vec![], "{words}");
    }
}

#[test]
fn text_is_no_comment() {
    assert_eq!(yaml_allows("a: \"# stimulab: allow(x) y\"\nb: |\n  # stimulab: allow(x) y\n"), vec![]);
    assert_eq!(yaml_allows("a: b#stimulab: allow(x)\n"), vec![]);
    assert_eq!(plain("", in_markdown("`<!-- stimulab: allow(x) y -->` og stimulab: allow(x)\n")), vec![]);
}

#[test]
fn several_rules_and_no_reason_are_read() {
    let found = yaml_allows("a: 1 # stimulab: allow(x, y) –\n");
    assert_eq!(found[0].0, ["x", "y"]);
    assert!(!found[0].1);
    assert_eq!(yaml_allows("a: 1 # stimulab: ignore x\n")[0].0, Vec::<String>::new());
}

#[test]
fn a_comment_in_markdown_covers_its_paragraph_or_the_next() {
    let text = "En.\n\n<!-- stimulab: allow(x) fordi -->\n\nTo\nlinjer.\n\nTre.\n";
    assert_eq!(plain(text, in_markdown(text)), one("x", "To\nlinjer."));
    let text = "En.\n\nTo <!-- stimulab: allow(x) fordi -->\nlinjer.\n\nTre.\n";
    assert_eq!(plain(text, in_markdown(text)), one("x", "To <!-- stimulab: allow(x) fordi -->\nlinjer."));
    let text = "<!-- stimulab: allow(x) fordi -->\nTo.\n";
    assert_eq!(plain(text, in_markdown(text)), one("x", text.trim_end()));
}

proptest! {
    #[test]
    fn any_text_is_read(parts in proptest::collection::vec(proptest::sample::select(vec![
        "#", " ", "stimulab:", "StimuLab", "allow", "(", ")", ",", "x", "\n", "\r\n", "<!--", "-->", "- ", "a: ", "æ", "`", "|", "  ",
    ]), 0..20)) {
        let text = parts.concat();
        let root = yaml::parse(&text, &mut Faults::default());
        for allow in in_yaml(&text, root.as_ref()).into_iter().chain(in_markdown(&text)) {
            for span in [allow.span, allow.covers].into_iter().chain(allow.rules.iter().map(|(_, span)| *span)) {
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            }
        }
    }
}
