//! The contents, read back: every line is a heading in its language, and made again they list the same.

use super::{between, document, pair, paragraphs};

#[test]
fn contents_are_made_where_a_document_has_none() {
    let long = document("# T\n\nx\n\n## A\n\n### B\n\n## C & D\n");
    let field = between(&long, "<w:sdt>", "</w:sdt>");
    assert_eq!(field.len(), 1);
    assert!(field[0].contains(" TOC \\o &quot;1-2&quot; \\h \\z \\u "), "{}", field[0]);
    let lines = [("TOCHeading", "Innhold"), ("TOC1", "A"), ("TOC2", "B"), ("TOC1", "C &amp; D")];
    assert_eq!(paragraphs(field[0]), lines.map(|(style, text)| pair(style, text)));
    assert!(long.find("<w:sdt>") < long.find("Heading1"));
    assert!(!document("# T\n\n## A\n\n## B\n").contains("w:sdt"));
}

#[test]
fn long_contents_list_the_highest_headings_alone() {
    let part = |name: &str, count: usize| format!("## {name}\n\n{}", "### Del\n\n".repeat(count));
    let lines = |text: String| document(&text).matches("w:val=\"TOC").count() - 1;
    assert_eq!(lines(format!("# T\n\n{}{}{}", part("A", 7), part("B", 7), part("C", 7))), 24);
    assert_eq!(lines(format!("# T\n\n{}{}{}", part("A", 7), part("B", 7), part("C", 8))), 3);
    // Of two lines nobody has use.
    assert_eq!(lines(format!("# T\n\n{}{}", part("A", 20), part("B", 20))), 42);
}

#[test]
fn contents_are_in_the_language_of_the_headings() {
    let text = "# T\n\n## A\n\n<div lang=\"nn\">\n\n## Eit\n\n</div>\n\n## B <span lang=\"en\">two</span>\n";
    let document = document(text);
    let field = between(&document, "<w:sdt>", "</w:sdt>")[0];
    let language_runs = |language: &str, words: &str| {
        field.contains(&format!("<w:lang w:val=\"{language}\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t>"))
    };
    assert!(language_runs("nn-NO", "Eit") && language_runs("en-GB", "two"), "{field}");
    assert_eq!(field.matches("<w:lang ").count(), 2);
}

#[test]
fn contents_made_again_list_what_the_author_listed() {
    let text = "# T\n\n## Hva\n\n- [A](#a)\n- [B](#b)\n\n## A\n\n### Deep\n\n## B\n\n### Deep\n\n## Om\n";
    let listed = document(text);
    assert!(listed.contains(" TOC \\o &quot;1-1&quot; \\b listed \\h \\z \\u "), "{listed}");
    let start = listed.split("w:name=\"listed\"").next().unwrap();
    let id = start.rsplit("w:id=\"").next().unwrap().split('"').next().unwrap();
    let inside = between(&listed, "w:name=\"listed\"/>", &format!("<w:bookmarkEnd w:id=\"{id}\"/>"))[0];
    let headings: Vec<_> = paragraphs(inside).into_iter().map(|(_, words)| words).collect();
    assert_eq!(headings, ["A", "Deep", "B", "Deep"]);
    // A section between that is left out: no stretch of the document holds just these.
    let gap = document("# T\n\n- [A](#a)\n- [C](#c)\n\n## A\n\n## B\n\n## C\n");
    assert!(gap.contains("w:sdt") && !gap.contains("listed"), "{gap}");
}

#[test]
fn an_own_list_of_links_becomes_the_contents() {
    let own = document("# T\n\n## Hva\n\n- [A](#a)\n- [*B* c](#b-c)\n\n## A\n\n## B c\n");
    let field = between(&own, "<w:sdt>", "</w:sdt>");
    assert_eq!(field.len(), 1);
    assert_eq!(paragraphs(field[0]), [pair("TOC1", "A"), pair("TOC1", "B c")]);
    for target in between(field[0], "w:anchor=\"", "\"") {
        assert!(own.contains(&format!("w:name=\"{target}\"")), "{target}");
    }
    // One link that leads nowhere, and it is a list like any other.
    assert!(!document("- [A](#a)\n- [B](#nowhere)\n\n# A\n").contains("w:sdt"));
}
