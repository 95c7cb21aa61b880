//! Any bytes as any file of a portfolio: the path of YAML and Markdown from reading to showing and mending.
//!
//! `cargo +nightly fuzz run files` in the folder above. The first byte of an input chooses the file.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/memory/mod.rs"]
mod memory;

use libfuzzer_sys::fuzz_target;
use memory::Tree;
use stimulab::{
    document::decode,
    edit,
    finding::Finding,
    language::Language,
    load::load,
    model::Date,
    output::{Titles, human, place},
    rules::{Selection, check},
    source::Source,
    texts::Texts,
};

const FILES: [(&str, &str); 8] = [
    ("2019/a/project.yaml", "title: Å\nowner: digdir\nphase: selected\n"),
    ("2019/a/challenge.md", "Tekst.\n"),
    ("stimulab.yaml", "programme: {name: StimuLab, hosts: [digdir]}\n"),
    ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
    ("processes/oyane.yaml", "name: Øyane\nphases: [{id: utsikt, name: Utsikt}]\n"),
    ("2019/round.yaml", "applications: 3\n"),
    ("2019/a/results.yaml", "learnings: [{theme: Tid, text: Ta den.}]\n"),
    ("2019/a/challenge.en.md", "Text.\n"),
];

fn found(tree: &Tree) -> Vec<Finding> {
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    check(load(tree, &selection).unwrap(), &selection).1
}

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let path = FILES[usize::from(*first) % FILES.len()].0;
    let mut tree = Tree::of(FILES.map(|(path, text)| (path, text.as_bytes())));
    tree.put(path, bytes.to_vec());
    let findings = found(&tree);
    assert_eq!(findings, found(&tree), "the same twice");
    let length = decode(bytes).map_or(bytes.len(), str::len);
    let is_inside = |finding: &&Finding| finding.span.is_none_or(|span| span.end as usize <= length);
    assert!(findings.iter().filter(|finding| finding.file == path).all(|finding| is_inside(&finding)));
    let placed = place(&findings, &tree, &Titles::new(), str::to_owned);
    assert_eq!(human(&placed, &Texts::of(Language::BOKMAAL), 100).is_empty(), findings.is_empty());
    for (file, fixable) in edit::by_file(&findings) {
        let _ = edit::apply(&tree.read(file, usize::MAX).unwrap(), &fixable);
    }
});
