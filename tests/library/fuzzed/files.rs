//! What a fuzzer calls: any bytes as any file of a small portfolio, from reading to showing and mending.

use stimulab::{
    check::{Selection, check},
    date::Date,
    edit,
    finding::Finding,
    language::Language,
    load::load,
    output::{Titles, human, place},
    source::Source,
    text_encoding::decode,
    texts::Texts,
    wording::identity_number,
};

use crate::memory::Tree;

const FILES: [(&str, &str); 10] = [
    ("2019/a/project.yaml", "title: Å\nowner: digdir\nphase: selected\n"),
    ("2019/a/challenge.md", "Tekst.\n"),
    ("stimulab.yaml", "programme: {name: StimuLab, hosts: [digdir]}\n"),
    ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
    ("processes/oyane.yaml", "name: Øyane\nphases: [{id: utsikt, name: Utsikt}]\n"),
    ("2019/round.yaml", "applications: 3\n"),
    ("2019/a/results.yaml", "learnings: [{theme: Tid, text: Ta den.}]\n"),
    ("2019/a/challenge.en.md", "Text.\n"),
    ("2019/a/report/report.md", "Rapport.\n"),
    ("2019/a/documents/liste.csv", "Nr;Navn\n"),
];

fn found(tree: &Tree) -> Vec<Finding> {
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    check(load(tree, &selection).unwrap(), &selection).1
}

/// Takes the first byte for the number of a file and the others for what it holds.
pub fn look(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let path = FILES[usize::from(*first) % FILES.len()].0;
    let mut tree = Tree::of(FILES.map(|(path, text)| (path, text.as_bytes())));
    tree.put(path, bytes.to_vec());
    let findings = found(&tree);
    assert_eq!(findings, found(&tree), "the same twice");
    if let Ok(text) = decode(bytes) {
        let is_inside = |finding: &&Finding| finding.span.is_none_or(|span| span.end as usize <= text.len());
        assert!(findings.iter().filter(|finding| *finding.file == *path).all(|finding| is_inside(&finding)));
    }
    let placed = place(&findings, &tree, &Titles::new(), str::to_owned);
    let shown = human(&placed, &Texts::of(Language::BOKMAAL), Some(100));
    assert_eq!(shown.is_empty(), findings.is_empty());
    assert_eq!(identity_number::find(&shown).count(), 0, "the number of a person is shown: {shown}");
    for (file, fixable) in edit::by_file(&findings) {
        let _ = edit::apply(&tree.read(file, usize::MAX).unwrap(), &fixable);
    }
}
