//! Pages: their contents, parts, facts and ids.

use comrak::Arena;
use proptest::prelude::*;

use super::page;
use crate::{
    language::Language,
    report::{
        Request,
        engine::{ShownTexts, Templates},
        figure::FigureStore,
        picture::DocumentPictures,
        view::{Links, Target, make_view},
    },
};

const MARKDOWN: &str = "# Tittel\n\nIngress.\n\n## Innhold\n\n- [En *del*](#en-del)\n- [To](#to)\n\n## En *del*\n\n\
    - **Eier:** A & B\n- **Kontakt:** <span lang=\"en\">C</span>\n\n<div lang=\"nn\">\n\n### Under\n\nEin.\n\n</div>\n\n\
    ## To\n\n<script>x</script>\n\n[fil](x.md) [nett](https://x.no)\n\n| a |\n| --- |\n| b |\n";

fn made(markdown: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let source = crate::source::Folder::new(folder.path());
    let portfolio = crate::model::Portfolio::default();
    let language = Language::BOKMAAL;
    let document = crate::report::engine::document(&Templates::default(), "news").unwrap();
    let view = make_view(&portfolio, &source, &document, Target::Year(2019), language, Links::To(""), None);
    let request = Request {
        portfolio: &portfolio,
        source: &source,
        templates: &Templates::default(),
        document: &document,
        target: Target::Year(2019),
        format: crate::report::Format::Html,
        language,
        base: "",
        figures: None,
        today: None,
    };
    let arena = Arena::new();
    let body = crate::report::body::compose(&arena, markdown, &ShownTexts::default(), language);
    let pictures = DocumentPictures::new(request.source, request.portfolio);
    page(&request, &body, &view, &FigureStore::default(), &pictures).unwrap()
}

#[test]
fn a_page_has_contents_parts_and_facts() {
    let page = made(MARKDOWN);
    for expected in [
        "<h1 id=\"tittel\">Tittel</h1>",
        "<a href=\"#en-del\">En <em>del</em></a>",
        "<h2 id=\"en-del\">En <em>del</em></h2>",
        "<div><dt>Eier</dt><dd>A &amp; B</dd></div>",
        "<dd><span lang=\"en\">C</span></dd>",
        "<div lang=\"nn\"><h3 id=\"under\">Under</h3>\n<p>Ein.</p>\n</div>",
        "&lt;script&gt;",
        "<p>fil <a href=\"https://x.no\">nett</a></p>",
        "<div class=\"scroll\" role=\"group\" aria-label=\"Tabell: a\" tabindex=\"0\">",
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
    assert!(!page.contains("id=\"innhold\"") && page.contains(">Innhold</h2>"), "{page}");
}

#[test]
fn a_passage_is_not_cut_by_a_heading() {
    let page = made("# T\n\n<div lang=\"nn\">\n\n## A\n\nb\n\n</div>\n\n</div>\n\n<div>\n\nc\n");
    assert!(page.contains("<h2 id=\"a\">A</h2>\n<p>b</p>\n</div>"), "{page}");
    assert!(page.contains("&lt;/div&gt;") && page.contains("&lt;div&gt;"), "{page}");
}

#[test]
fn a_heading_in_a_quote_or_an_item_has_the_id_that_links_lead_to() {
    let page = made("# T\n\n[a](#krav) [b](#punkt)\n\n> ## Krav\n>\n> c\n\n- ## Punkt *d*\n");
    for expected in ["<a href=\"#krav\">", "<h2 id=\"krav\">Krav</h2>", "<h2 id=\"punkt-d\">Punkt <em>d</em></h2>"] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
}

proptest! {
    #[test]
    fn any_text_becomes_a_page(text in "(<div lang=\"nn\">|</div>|<span lang=\"en\">|</span>|\n|\n\n|#|##|- |\\*\\*a:\\*\\* |b|main|contents|<a id=\"b\"></a>|\\[c\\]\\(#d\\)|!\\[e\\]\\(f\\)|\\|){0,14}") {
        let page = made(&text);
        let body = &page[page.find("<body").unwrap()..];
        prop_assert_eq!(body.matches("<div").count(), body.matches("</div>").count());
        prop_assert_eq!(body.matches("<span").count(), body.matches("</span>").count());
        let mut ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), count, "{}", page);
    }
}
