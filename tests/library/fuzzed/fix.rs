//! What a fuzzer calls: any text as a project, mended until nothing is left to mend.

use stimulab::{
    check::{Selection, check},
    date::Date,
    edit,
    load::load,
    source::Source,
    text_encoding::decode,
};

use crate::memory::Tree;

const START: &str = "title: Å\nowner: Digdir\nphase: selected\nmilestones:\n  - {phase: selected, on: 3.12.2019}\n";

/// Takes the first byte for how much of a project with faults stands in front of the others.
pub fn look(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let start = START.as_bytes().get(..usize::from(*first) % (START.len() + 1)).unwrap_or_default();
    let mut tree = Tree::of([
        ("stimulab.yaml", &b"programme: {name: StimuLab, hosts: [digdir]}\n"[..]),
        ("organisations.yaml", b"digdir: {name: Digdir, kind: state}\n"),
    ]);
    tree.put("2019/a/project.yaml", [start, bytes].concat());
    tree.put("2019/a/challenge.md", bytes.to_vec());
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    // What is mended may show what could not be seen before, but not for ever.
    for _ in 0..4 {
        let findings = check(load(&tree, &selection).unwrap(), &selection).1;
        let mut mended = Vec::new();
        for (file, fixable) in edit::by_file(&findings) {
            let before = tree.read(file, usize::MAX).unwrap();
            if let Some(done) = edit::apply(&before, &fixable) {
                assert!(decode(&done.bytes).is_ok(), "what is mended is text");
                mended.push((file.to_owned(), done.bytes));
            }
        }
        if mended.is_empty() {
            return;
        }
        for (file, bytes) in mended {
            tree.put(&file, bytes);
        }
    }
}
