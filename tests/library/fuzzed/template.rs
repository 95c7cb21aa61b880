//! What a fuzzer calls: any text as a template of the portfolio, filled for each format.

use stimulab::{
    language::Language,
    load::{Nothing, load},
    report::{Format, Request, Target, Templates, documents, render},
};

use crate::memory::Tree;

const HEADER: &str = "{# stimulab\nabout: year\n#}\n";

/// Takes the bytes for a template.
pub fn look(data: &[u8]) {
    let mut tree = Tree::of([
        ("stimulab.yaml", &b"programme: {name: StimuLab, hosts: [digdir]}\n"[..]),
        ("organisations.yaml", b"digdir: {name: Digdir, kind: state}\n"),
        ("2019/round.yaml", b"applications: 3\n"),
        ("2019/a/project.yaml", "title: Å\nowner: digdir\nphase: selected\n".as_bytes()),
        ("2019/a/challenge.md", b"## Tekst\n"),
    ]);
    tree.put("templates/own.md.j2", [HEADER.as_bytes(), data].concat());
    let portfolio = load(&tree, &Nothing).unwrap().portfolio;
    let templates = Templates::read(&tree);
    let Ok(known) = documents(&templates) else { return };
    let Some(document) = known.iter().find(|document| document.name == "own") else { return };
    for format in [Format::Markdown, Format::Html] {
        let (source, target, templates, language) = (&tree, Target::Year(2019), &templates, Language::BOKMAAL);
        let (portfolio, base, figures, today) = (&portfolio, "", None, None);
        let request =
            Request { portfolio, source, templates, document, target, format, language, base, figures, today };
        // A template that is wrong is refused, and one that is right gives no more than a document can hold.
        if let Ok(made) = render(&request) {
            assert!(made.document.len() < 1024 * 1024 * 1024);
        }
    }
}
