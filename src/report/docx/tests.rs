//! Reads Word documents back: every part is XML, and headings, languages, lists, tables, links and pictures are right.

use std::{collections::BTreeMap, io::Read, path::Path};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::{DocxMeta, docx, footer};
use crate::language::Language;

mod contents;
mod pictures;
mod strange;

const DOT: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><circle r=\"1\"/></svg>";

fn made(markdown: &str) -> Vec<u8> {
    let meta = DocxMeta { title: "Tittel & <mer>", language: Language::BOKMAAL, author: "StimuLab" };
    let arena = comrak::Arena::new();
    let blocks = crate::report::body::compose(
        &arena,
        markdown,
        &crate::report::engine::ShownTexts::default(),
        crate::language::Language::BOKMAAL,
    );
    docx(&blocks, &meta, &|address| (address == "dot.svg").then(|| DOT.to_vec())).unwrap().file
}

/// Unpacks a document and reads every part that is XML to its end.
fn parts(markdown: &str) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(made(markdown))).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if Path::new(&name).extension().is_some_and(|ending| ending == "png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        is_well_formed(&name, &text);
        parts.insert(name, text);
    }
    parts
}

fn is_well_formed(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}")) {
            Event::Start(start) => {
                open += 1;
                start.attributes().for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::End(_) => open -= 1,
            Event::Eof => break,
            Event::Empty(start) => start.attributes().for_each(|attribute| drop(attribute.unwrap())),
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name}");
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_allowed), "{name}");
}

/// Lists the paragraphs as (style, text).
fn paragraphs(document: &str) -> Vec<(String, String)> {
    let paragraphs = document.split("<w:p>").skip(1).map(|rest| rest.split("</w:p>").next().unwrap());
    let style = |paragraph: &str| {
        between(paragraph, "<w:pStyle w:val=\"", "\"").first().copied().unwrap_or("Normal").to_owned()
    };
    paragraphs.map(|paragraph| (style(paragraph), words(paragraph))).collect()
}

fn words(xml: &str) -> String {
    between(xml, "<w:t xml:space=\"preserve\">", "</w:t>").concat()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

fn document(markdown: &str) -> String {
    parts(markdown).remove("word/document.xml").unwrap()
}

fn plain(markdown: &str) -> Vec<(String, String)> {
    paragraphs(&document(markdown))
}

fn pair(style: &str, text: &str) -> (String, String) {
    (style.to_owned(), text.to_owned())
}

#[test]
fn headings_are_headings_and_the_first_paragraph_opens() {
    let found = plain("# T\n\nOpens.\n\nGoes on.\n\n## A\n\n#### C\n\n> Said.\n\n```\nx\ny\n```\n\n---\n");
    let expected = [
        ("Title", "T"),
        ("Lede", "Opens."),
        ("Normal", "Goes on."),
        ("Heading1", "A"),
        ("Heading3", "C"),
        ("Quote", "Said."),
        ("Code", "xy"),
        ("Rule", ""),
    ];
    assert_eq!(found, expected.map(|(style, text)| pair(style, text)));
    // Two of the highest: neither is a title.
    assert_eq!(plain("# A\n\n# B\n"), [pair("Heading1", "A"), pair("Heading1", "B")]);
}

#[test]
fn labels_stand_beside_their_values() {
    let document = document("- **Eier:** A og B\n- **Kontakt:** <span lang=\"en\">C</span>\n\nSlik.\n");
    let facts = between(&document, "<w:p>", "</w:p>");
    assert_eq!(
        paragraphs(&document),
        [pair("Fact", "Eier:A og B"), pair("Fact", "Kontakt:C"), pair("Normal", "Slik.")]
    );
    for fact in &facts[..2] {
        assert_eq!((fact.matches("<w:tab/>").count(), fact.matches("<w:keepNext/>").count()), (1, 1), "{fact}");
        assert!(fact.contains("<w:ind w:left=\"1232\" w:hanging=\"1232\"/>"), "{fact}");
    }
    assert!(!document.contains("w:numPr"));
    let long = "x".repeat(40);
    for other in
        ["- **A:** b\n- c\n", "- **A** b\n", "- **A:** b\n\n  c\n", &format!("- **{long}:** b\n"), "- **A:**\n"]
    {
        assert!(!plain(other).iter().any(|(style, _)| style == "Fact"), "{other}");
    }
}

#[test]
fn words_below_a_picture_are_its_caption_when_they_end_in_emphasis() {
    let styles = |text: &str| plain(text).into_iter().map(|(style, _)| style).collect::<Vec<_>>();
    assert_eq!(styles("![a](dot.svg)\n\nVist. *Foto: A*\n\n*B*\n"), ["Picture", "Caption", "Normal"]);
    assert_eq!(styles("![a](dot.svg)\n\nMer tekst.\n"), ["Picture", "Normal"]);
    // A picture stays with its caption alone: many that follow each other would not fit on a page.
    let keeps = |text: &str| document(text).matches("<w:keepNext/>").count();
    assert_eq!((keeps("![a](dot.svg)\n\n*Foto: A*\n"), keeps("![a](dot.svg)\n\n![a](dot.svg)\n\nMer.\n")), (1, 0));
}

#[test]
fn no_page_ends_between_what_opens_a_list_and_the_list() {
    let keeps = |text: &str| document(text).matches("<w:keepNext/>").count();
    assert_eq!((keeps("Disse:\n\n- a\n- b\n"), keeps("Disse:\n\nTo.\n"), keeps("Disse.\n\n- a\n")), (1, 0, 0));
}

#[test]
fn the_foot_counts_the_pages() {
    let foot = parts("# T\n").remove("word/footer.xml").unwrap();
    assert_eq!(between(&foot, "<w:instrText xml:space=\"preserve\">", "</w:instrText>"), [" PAGE ", " NUMPAGES "]);
    assert_eq!(words(&foot), "Tittel &amp; &lt;mer&gt;Side 1 av 1");
    let title = "Læring fra prosjektet Eksperimentering med bedre tverrsektoriell tilbakemeldingssløyfe mellom stat";
    let meta = DocxMeta { title, language: Language::BOKMAAL, author: "StimuLab" };
    let foot = String::from_utf8(footer::footer(&meta, "{page}")).unwrap();
    assert_eq!(words(&foot), "Læring fra prosjektet Eksperimentering med bedre tverrsektoriell …1");
}

#[test]
fn lists_count_from_where_they_start() {
    let parts = parts("1. a\n2. b\n   - c\n\n     d\n\ntext\n\n7. e\n");
    let document = &parts["word/document.xml"];
    let numbers: Vec<_> = between(document, "<w:numPr>", "</w:numPr>");
    let number = |level: u8, list: u8| format!("<w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/>");
    assert_eq!(numbers, [number(0, 2), number(0, 2), number(1, 1), number(0, 3)]);
    // The second paragraph of an item is moved in and has no mark of its own.
    assert!(document.contains("<w:ind w:left=\"794\"/>"), "{document}");
    let starts = between(&parts["word/numbering.xml"], "<w:startOverride w:val=\"", "\"");
    assert_eq!(starts, ["1", "7"]);
}

#[test]
fn passages_have_their_language_and_the_rest_the_documents() {
    let parts =
        parts("# T\n\n<div lang=\"nn\">\n\nIkkje <span lang=\"en\">never</span> her.\n\n- Heller\n\n</div>\n\nIkke.\n");
    let document = &parts["word/document.xml"];
    let language = |words: &str| {
        let run = document.split("<w:r>").find(|run| run.contains(words)).unwrap();
        between(run, "<w:lang w:val=\"", "\"").first().copied()
    };
    assert_eq!(language("Ikkje"), Some("nn-NO"));
    assert_eq!(language("never"), Some("en-GB"));
    assert_eq!(language("her."), Some("nn-NO"));
    assert_eq!(language("Heller"), Some("nn-NO"));
    assert_eq!(language("Ikke."), None);
    assert!(!document.contains("&lt;"), "{document}");
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"nb-NO\""));
    assert!(parts["docProps/core.xml"].contains("<dc:language>nb-NO</dc:language>"));
    assert!(parts["docProps/core.xml"].contains("<dc:title>Tittel &amp; &lt;mer&gt;</dc:title>"));
}

#[test]
fn raw_html_is_shown_and_comments_are_not() {
    let found = plain("<script>x</script>\n\na <b>c</b><br>d <!-- e --> f\n\n<!-- g -->\n\n</div>\n");
    let expected = ["&lt;script&gt;x&lt;/script&gt;", "a &lt;b&gt;c&lt;/b&gt;d  f", "&lt;/div&gt;"];
    assert_eq!(found, expected.map(|text| pair("Normal", text)));
}

#[test]
fn tables_have_a_header_row_on_every_page() {
    let document = document("| A | B |\n|---|--:|\n| en lang tekst her | 1 |\n| y | 2 |\n");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert!(document.find("<w:tblHeader/>") < document.find("en lang"));
    assert_eq!(document.matches("<w:tr>").count(), 3);
    assert_eq!(document.matches("<w:jc w:val=\"right\"/>").count(), 3);
    let widths: Vec<u32> =
        between(&document, "<w:gridCol w:w=\"", "\"").into_iter().map(|w| w.parse().unwrap()).collect();
    assert!(widths[0] > widths[1] && widths[1] > 1500 && widths.iter().sum::<u32>() <= 9070, "{widths:?}");
}

#[test]
fn links_lead_somewhere_or_are_words() {
    let parts = parts("## Ærlig\n\n[a](https://a.no/ø) [b](#ærlig) [c](x/y.md) [d](#nowhere) [e](javascript:x)\n");
    let document = &parts["word/document.xml"];
    assert_eq!(document.matches("<w:hyperlink ").count(), 2);
    assert!(document.contains("<w:hyperlink w:anchor=\"section_1\""), "{document}");
    let relationships = &parts["word/_rels/document.xml.rels"];
    assert_eq!(between(relationships, "TargetMode=\"", "\""), ["External"]);
    assert!(relationships.contains("Target=\"https://a.no/%C3%B8\""), "{relationships}");
    assert_eq!(plain("[c](x/y.md) [d](#no)"), [pair("Normal", "c d")]);
}

#[test]
fn pictures_have_words_and_a_picture_in_dots() {
    let parts = parts("![En \"runding\"](dot.svg) ![igjen](dot.svg)\n\n![Borte](gone.png)\n");
    let document = &parts["word/document.xml"];
    assert_eq!(between(document, "<wp:docPr id=\"1\" name=\"picture 1\" descr=\"", "\""), ["En &quot;runding&quot;"]);
    assert_eq!(between(document, "<wp:docPr id=\"2\" name=\"picture 2\" descr=\"", "\""), ["igjen"]);
    assert!(document.contains("<wp:extent cx=\"30480\" cy=\"15240\"/>"), "{document}");
    assert!(document.contains("[Bilde: Borte]"));
    let relationships = &parts["word/_rels/document.xml.rels"];
    // The picture is there once, as a drawing and in dots.
    assert_eq!(relationships.matches("media/").count(), 2);
    assert_eq!(parts["word/media/picture2.svg"].as_bytes(), DOT);
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let text = "# T\n\n![x](dot.svg)\n\n1. a\n\n[b](https://b.no)\n";
    assert_eq!(made(text), made(text));
}
