//! Text that nobody would write by hand, or only once: every part is still XML, and no word is lost.

use proptest::prelude::*;

use super::{between, document, parts};

#[test]
fn what_is_nested_too_deep_keeps_its_words() {
    for mark in [">", "- ", "*a **"] {
        let document = document(&(mark.repeat(2000) + "innerst"));
        assert!(document.contains("innerst</w:t>"), "{mark}");
    }
}

#[test]
fn large_documents_are_written_whole() {
    let headings: String =
        (0..2000).map(|at| format!("## H{at}\n\n[til](#h{at}) [ut](https://a.no/{at})\n\n")).collect();
    let headings = parts(&headings);
    assert_eq!(headings["word/document.xml"].matches("w:val=\"Heading2\"").count(), 2000);
    assert_eq!(headings["word/_rels/document.xml.rels"].matches("External").count(), 2000);
    let long = "ord \u{1f642} \u{5d0}\u{5d1} ".repeat(20_000);
    assert!(document(&long).contains(long.trim()));
    let rows = "| a | b |\n".repeat(2000);
    assert_eq!(document(&format!("| A | B |\n|---|---|\n{rows}")).matches("<w:tr>").count(), 2001);
}

#[test]
fn a_table_has_no_more_columns_than_word_takes() {
    let cells: String = (0..100).map(|at| format!("c{at} |")).collect();
    let table = document(&format!("| {cells}\n|{}\n", "-|".repeat(100)));
    let widths: Vec<usize> =
        between(&table, "<w:gridCol w:w=\"", "\"").into_iter().map(|width| width.parse().unwrap()).collect();
    assert_eq!((widths.len(), table.matches("<w:tc>").count()), (63, 63));
    assert!(widths.iter().all(|width| *width > 0) && widths.iter().sum::<usize>() <= 9070, "{widths:?}");
    assert!((0..100).all(|at| table.contains(&format!(">c{at}</w:t>"))), "{table}");
}

#[test]
fn a_column_has_room_for_its_longest_word() {
    let table =
        document("| Samhandling | B |\n|---|---|\n| ja | en lang tekst som fyller hele linja og enda mer enn det |\n");
    let widths = between(&table, "<w:gridCol w:w=\"", "\"");
    assert!(widths[0].parse::<u32>().unwrap() > 1300, "{widths:?}");
}

fn blocks() -> impl Strategy<Value = String> {
    let line = "[a-zæøå \u{5d0}-\u{5d4}\u{202e}\u{200d}🙂👩\u{0}\u{1b}\u{fffe}*_`<>&|]{0,30}";
    let leaf = prop_oneof![
        line.prop_map(|words| format!("{words}\n")),
        ("#{1,6} ", line).prop_map(|(marks, words)| format!("{marks}{words}\n")),
        (1_usize..70, 0_usize..4, line).prop_map(|(columns, rows, words)| {
            let row = format!("|{}\n", format!(" {} |", words.replace('|', " ")).repeat(columns));
            format!("{row}|{}\n{}", "-|".repeat(columns), row.repeat(rows))
        }),
        line.prop_map(|words| format!("![{words}](gone.png)\n")),
        Just("![a](dot.svg)\n\n*b*\n".to_owned()),
        "[a-z]{200}".prop_map(|word| word + "\n"),
        (line, line).prop_map(|(label, value)| format!("- **{label}:** {value}\n- **b:** c\n")),
        "- \\[[a-c]\\]\\(#[a-c]\\)\n- \\[[a-c]\\]\\(#[a-c]\\)\n",
    ];
    leaf.prop_recursive(12, 60, 4, |inner| {
        let inside = |first: &'static str, rest: &'static str| {
            move |parts: Vec<String>| {
                let text = parts.join("\n");
                let mut out = String::new();
                for (at, line) in text.lines().enumerate() {
                    out.push_str(if at == 0 { first } else { rest });
                    out.push_str(line);
                    out.push('\n');
                }
                out
            }
        };
        let some = proptest::collection::vec(inner, 1..4);
        prop_oneof![
            some.clone().prop_map(inside("- ", "  ")),
            some.clone().prop_map(inside("7. ", "   ")),
            some.clone().prop_map(inside("> ", "> ")),
            some.clone().prop_map(|parts| format!("<div lang=\"nn\">\n\n{}\n\n</div>\n", parts.join("\n"))),
            some.prop_map(|parts| parts.join("\n")),
        ]
    })
}

/// Checks what Word demands of the document beyond XML.
fn holds(text: &str) {
    let document = document(text);
    // Every cell ends in a paragraph; no link stands in a link; every place has a name of its own.
    assert!(!document.contains("<w:tc></w:tc>") && !document.contains("</w:tbl></w:tc>"));
    for link in between(&document, "<w:hyperlink ", "</w:hyperlink>") {
        assert!(!link.contains("<w:hyperlink "), "{link}");
    }
    let mut names = between(&document, "<w:bookmarkStart w:id=\"", "/>");
    let count = names.len();
    names.sort_by_key(|name| name.split("w:name=").nth(1).map(str::to_owned));
    names.dedup_by_key(|name| name.split("w:name=").nth(1).map(str::to_owned));
    assert_eq!(names.len(), count, "{names:?}");
    assert_eq!(document.matches("<w:bookmarkEnd ").count(), count);
    for target in between(&document, "w:anchor=\"", "\"") {
        assert!(document.contains(&format!("w:name=\"{target}\"")), "{target}");
    }
    let begun = document.matches("w:fldCharType=\"begin\"").count();
    assert_eq!(document.matches("w:fldCharType=\"end\"").count(), begun);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_blocks_give_what_word_takes(text in blocks()) {
        holds(&text);
    }

    #[test]
    fn any_text_gives_well_formed_parts(text in "(?s).{0,80}") {
        parts(&text);
    }

    #[test]
    fn any_marks_give_well_formed_parts(text in "([-#=<!>\\[\\]()|a`*\\\\&;:\t\n .ø\u{0}\u{b}\u{fffe}~1]|<div lang=\"nn\">\n\n|</div>\n\n|<span lang=\"en\">|</span>|<a id=\"x\">|!\\[a\\]\\(dot.svg\\)|\\[a\\]\\(#a\\)|\n# a\n|https://a.no|\n\\| a \\|\n\\|-\\|\n){0,40}") {
        parts(&text);
    }
}

#[test]
fn notes_are_footnotes_with_their_own_links_and_languages() {
    let text = "# T\n\na[^1] b[^1]\n\n<div lang=\"nn\">\n\n## c[^2]\n\n[^2]: [d](https://d.no)[^1]\n\n</div>\n\n\
        [^1]: e\n\n    | f |\n    | - |\n    | g |\n";
    let parts = parts(text);
    let (document, notes) = (&parts["word/document.xml"], &parts["word/footnotes.xml"]);
    assert_eq!(document.matches("<w:footnoteReference ").count(), 2, "{document}");
    assert!(document.contains(" NOTEREF note_1 \\f \\h "), "{document}");
    assert_eq!(notes.matches("<w:footnoteRef/>").count(), 2, "{notes}");
    assert!(
        notes.contains("(e fg)") && notes.contains("</w:tbl><w:p>") && !notes.contains("<w:footnoteReference"),
        "{notes}"
    );
    assert!(parts["word/_rels/footnotes.xml.rels"].contains("Target=\"https://d.no\""));
    assert!(parts["[Content_Types].xml"].contains("footnotes+xml"));
    let without = super::parts("# T\n\na[^1]\n");
    assert!(!without.contains_key("word/footnotes.xml") && !without["[Content_Types].xml"].contains("footnotes"));
}

#[test]
fn tasks_and_alerts_are_said_in_words() {
    let document = &parts("# T\n\n- [x] **a:** b\n- [ ] c\n\n> [!NOTE]\n> - d\n")["word/document.xml"];
    for words in [">☑ <", ">☐ <", ">Merk<"] {
        assert!(document.contains(words), "{words}: {document}");
    }
    assert!(document.contains("<w:pStyle w:val=\"Quote\"/><w:keepNext/>"), "{document}");
}
