//! Each text of a document means the same as it does alone.

use std::collections::BTreeSet;

use comrak::{Arena, format_html, nodes::NodeValue};
use proptest::prelude::*;

use super::*;
use crate::{
    document::markdown::dialect,
    language::Language,
    report::{engine::ShownTexts, placeholder::Placeholder, view::ProseView},
};

fn shown_texts(texts: &[&str]) -> (ShownTexts, Vec<String>) {
    let shown_texts = ShownTexts::default();
    let prose = |text: &&str| ProseView {
        text: (*text).to_owned(),
        lang: None,
        folder: None,
        file: None,
        kept_out: Vec::new(),
    };
    let placeholders = texts.iter().map(|text| shown_texts.add(prose(text), 3)).collect();
    (shown_texts, placeholders)
}

fn template(placeholders: &[String]) -> String {
    let part = |(at, placeholder): (usize, &String)| format!("## Project {at}\n\n{placeholder}\n\n");
    "# Title\n\n".to_owned() + &placeholders.iter().enumerate().map(part).collect::<String>() + "## End\n"
}

/// Returns a document of texts as HTML, and as Markdown.
fn made(texts: &[&str]) -> (String, String) {
    let (shown_texts, placeholders) = shown_texts(texts);
    let template = template(&placeholders);
    let arena = Arena::new();
    let body = compose(&arena, &template, &shown_texts, Language::BOKMAAL);
    for node in body.root.descendants() {
        let is_heading = matches!(node.data().value, NodeValue::Heading(_));
        let id = body.anchors.of(node).filter(|_| is_heading).map(|id| format!("{{{id}}} "));
        if let Some(id) = id {
            node.prepend(new(&arena, NodeValue::Text(id.into())));
        }
    }
    (html(body.root), compose_markdown(&template, &shown_texts, false))
}

fn html(root: comrak::Node<'_>) -> String {
    let mut options = dialect();
    options.render.r#unsafe = true;
    let mut out = String::new();
    format_html(root, &options, &mut out).unwrap();
    out
}

fn with_notes_at_its_end(root: comrak::Node<'_>) -> comrak::Node<'_> {
    super::notes::gather(root);
    root
}

#[test]
fn what_a_text_leaves_open_ends_with_it() {
    for open in [
        "```\na",
        "~~~~\na",
        "<pre>\na",
        "<script>\na",
        "<!-- a",
        "<?a",
        "<![CDATA[\na",
        "<!A a",
        "<div>\na",
        "> ```\n> a",
        "- ```\n  a",
        "<div lang=\"nn\">\n\na",
    ] {
        let (page, markdown) = made(&[open, "b\n\n### Own"]);
        let part = "<h2>{project-1} Project 1</h2>\n<p>b</p>\n<h3>{own} Own</h3>\n<h2>{end} End</h2>";
        assert!(page.contains(part), "{open:?}: {page}");
        assert!(markdown.ends_with("## Project 1\n\nb\n\n### Own\n\n## End\n"), "{open:?}: {markdown}");
        let arena = Arena::new();
        let again = html(comrak::parse_document(&arena, &markdown, &dialect()));
        assert!(again.contains("<h2>Project 1</h2>\n<p>b</p>\n<h3>Own</h3>\n<h2>End</h2>"), "{open:?}: {again}");
    }
}

#[test]
fn the_definitions_of_one_text_lead_nobody_else() {
    let (page, markdown) = made(&[
        "[a][1] [b]\n\n[1]: https://a.no \"T\"\n[b]:\n  <https://b.no/x y>\n",
        "[c][1] [b]\n\n[1]: https://c.no\n",
        "[1] [b]",
    ]);
    assert!(
        page.contains("<p><a href=\"https://a.no\" title=\"T\">a</a> <a href=\"https://b.no/x%20y\">b</a></p>"),
        "{page}"
    );
    assert!(page.contains("<p><a href=\"https://c.no\">c</a> [b]</p>") && page.contains("<p>[1] [b]</p>"), "{page}");
    assert!(markdown.contains("[a](https://a.no \"T\") [b](<https://b.no/x y>)\n\n## Project 1"), "{markdown}");
    assert!(markdown.contains("[c](https://c.no) [b]\n\n## Project 2\n\n[1] [b]\n"), "{markdown}");
}

#[test]
fn links_inside_a_text_lead_to_its_own_headings() {
    let text = "[a](#bakgrunn) [b](#end) [c](#her)\n\n## Bakgrunn\n\n<a id=\"her\"></a>x\n";
    let (page, markdown) = made(&[text, text]);
    for id in ["bakgrunn", "bakgrunn-1"] {
        assert!(page.contains(&format!("<a href=\"#{id}\">a</a> b <a href=\"#her")), "{page}");
        assert!(page.contains(&format!("<h3>{{{id}}} Bakgrunn</h3>")), "{page}");
        assert!(markdown.contains(&format!("[a](#{id}) b [c](#her")), "{markdown}");
    }
    assert_eq!(page.matches("<a id=\"her\">").count() + page.matches("<a id=\"her-1\">").count(), 2, "{page}");
    assert!(markdown.contains("<a id=\"her\"></a>x") && markdown.contains("<a id=\"her-1\"></a>x"), "{markdown}");
}

#[test]
fn the_heading_of_a_subject_is_found_whatever_else_has_its_name() {
    let (shown_texts, placeholders) = shown_texts(&["### Arkiv\n"]);
    let (heading, link) = (Placeholder::Heading(7).to_text(), Placeholder::Link(7).to_text());
    let template =
        format!("# Arkiv\n\n## Contents\n\n- [Arkiv{heading}](#{link})\n\n{}\n\n## Arkiv{heading}\n", placeholders[0]);
    let arena = Arena::new();
    let page = html(compose(&arena, &template, &shown_texts, Language::BOKMAAL).root);
    assert!(page.contains("<a href=\"#arkiv-2\">Arkiv</a>"), "{page}");
    let markdown = compose_markdown(&template, &shown_texts, false);
    assert!(markdown.contains("- [Arkiv](#arkiv-2)\n\n### Arkiv\n\n## Arkiv\n"), "{markdown}");
}

#[test]
fn texts_stand_in_quotes_items_cells_and_sentences() {
    let (shown_texts, texts) = shown_texts(&["a\n\n- b\n- c", "d", "| e |\n| --- |\n| f |", "g"]);
    let template =
        format!("> {}\n\n- {}\n\n| x |\n| --- |\n| {} |\n\nWord: {} more\n", texts[0], texts[2], texts[1], texts[3]);
    let markdown = compose_markdown(&template, &shown_texts, false);
    let expected =
        "> a\n>\n> - b\n> - c\n\n- | e |\n  | --- |\n  | f |\n\n| x |\n| --- |\n| d |\n\nWord:\n\ng\n\nmore\n";
    assert_eq!(markdown, expected);
    let arena = Arena::new();
    let (body, again) = (
        compose(&arena, &template, &shown_texts, Language::BOKMAAL),
        comrak::parse_document(&arena, expected, &dialect()),
    );
    assert_eq!(html(body.root), html(again));
}

#[test]
fn lists_of_two_texts_stay_two_lists() {
    let (shown_texts, texts) = shown_texts(&["1. a", "1. b"]);
    let markdown = compose_markdown(&format!("{}\n\n{}\n", texts[0], texts[1]), &shown_texts, false);
    assert_eq!(markdown, "1. a\n\n<!-- -->\n\n1. b\n");
}

#[test]
fn addresses_and_html_are_written_so_that_they_mean_what_they_did() {
    let markdown = single_text_markdown(
        "[a](b.md) ![c](<d e.png>) [f](https://g.no) `[h](i)` <b>j</b> <https://k.no>",
        Setting { number: 0, level: 3, folder: "p/", kept_out: &[] },
    );
    assert_eq!(markdown, "[a](p/b.md) ![c](<p/d e.png>) [f](https://g.no) `[h](i)` \\<b>j\\</b> <https://k.no>");
    assert_eq!(
        single_text_markdown(
            "Sub\n---\n\n### Deep #\n\n\n\nx",
            Setting { number: 0, level: 4, folder: "", kept_out: &[] }
        ),
        "#### Sub\n\n##### Deep #\n\nx"
    );
    assert_eq!(
        single_text_markdown("a\n<div>\n# b\n</div>\n\nc", Setting { number: 0, level: 1, folder: "", kept_out: &[] }),
        "a\n\n\\<div>\\\n\\# b\\\n\\</div>\n\nc"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_leaves_the_others_alone(text in text()) {
        let (page, markdown) = made(&[&text, "[a](#own) [1]\n\n### Own"]);
        let other = "<a href=\"#own";
        prop_assert!(page.contains(other) && page.contains("Own</h3>\n<h2>"), "{page}");
        let arena = Arena::new();
        let again = html(with_notes_at_its_end(comrak::parse_document(&arena, &markdown, &dialect())));
        prop_assert!(again.contains("<h2>Project 1</h2>\n<p><a href=\"#own"), "{markdown}\n\n{again}");
        prop_assert!(again.contains("a</a> [1]</p>\n<h3>Own</h3>\n<h2>End</h2>\n"), "{markdown}\n\n{again}");
    }

    #[test]
    fn no_two_places_have_one_id(texts in proptest::collection::vec(text(), 3)) {
        let (shown_texts, placeholders) = shown_texts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let arena = Arena::new();
        let body = compose(&arena, &template(&placeholders), &shown_texts, Language::BOKMAAL);
        let mut known = BTreeSet::new();
        for node in body.root.descendants() {
            if let Some(id) = body.anchors.of(node) {
                prop_assert!(known.insert(id.to_owned()), "{id}");
            }
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = "(# |## |\n|\n\n|- |1\\. |> |    |a|Own|b c|\\[1\\]|\\[1\\]: x\n|\\[a\\]\\(#own\\)|!\\[e\\]\\(f\\)|<div lang=\"nn\">|</div>|<b>|</pre>|<pre>|<!--|-->|<\\?|<!A|```|~~~|`|\\*|_|\\||---|\\| - \\||\\\\|&lt;|<a id=\"own\"></a>|<https://g\\.no>|https://h\\.no|\\t|\\{|ø|\\[\\^1\\]|\\[\\^1\\]: n|> \\[!NOTE\\]\n|- \\[x\\] ){0,16}";
    piece.prop_map(|text| text)
}
