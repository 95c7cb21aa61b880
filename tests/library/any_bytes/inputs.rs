//! What is tried: any bytes in a file of a small portfolio, and damage to the files of the real one.

use proptest::prelude::*;
use stimulab::source::Source;

use crate::memory::Tree;

/// A small portfolio that keeps every rule; one file of each kind.
pub const FILES: [(&str, &str); 14] = [
    (
        "stimulab.yaml",
        "programme: {name: StimuLab, hosts: [digdir]}\ncriteria: {anchoring: Forankring}\nlife_events: {barn: Sykt barn}\n",
    ),
    (
        "organisations.yaml",
        "digdir: {name: Digdir, kind: state, number: \"991825827\"}\npwc: {name: PwC, kind: company}\n",
    ),
    ("about.md", "Om programmet.\n"),
    ("about.en.md", "About the programme.\n"),
    ("processes/oyane.yaml", "name: Øyane\nphases:\n  - {id: utsikt, name: Utsikt, gate: {requires: [title]}}\n"),
    ("2019/round.yaml", "applications: 3\ngrant_total: 1000000\nsources: [{title: Kilde, published: 2020-02}]\n"),
    ("2019/lede.md", "Én setning.\n"),
    ("2019/a/project.yaml", "title: Å\nowner: digdir\nvendor: pwc\nphase: selected\nassessment: {anchoring: strong}\n"),
    ("2019/a/results.yaml", "learnings: [{theme: Tid, text: Ta den.}]\n"),
    ("2019/a/challenge.md", "## Tekst\n\nMed [lenke](https://example.no).\n"),
    ("2019/a/challenge.nn.md", "## Tekst\n\nMed [lenkje](https://example.no).\n"),
    ("2019/a/purpose.md", "Det skal gå bra.\n"),
    ("2019/a/documents/behov.md", "Behov.\n"),
    ("2019/a/notes.internal.md", "Hemmelig.\n"),
];

pub fn small() -> Tree {
    Tree::of(FILES.map(|(path, text)| (path, text.as_bytes())))
}

/// Parts that are likely to get far: of YAML, of Markdown, of what rules look for, and anything else.
pub const PARTS: [&str; 80] = [
    "title",
    "owner",
    "phase",
    "budget",
    "grant",
    "number",
    "name",
    "unknown",
    "milestones",
    "sources",
    "rules",
    ": ",
    ":\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "- ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!x ",
    "| ",
    ">-\n",
    "---\n",
    "...\n",
    "? ",
    "%",
    "@",
    "`",
    "<!--",
    "-->",
    "![x](",
    "](",
    ")",
    "TODO",
    "æ",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "😀",
    "\u{0}",
    "\u{1b}",
    "\u{ad}",
    "\u{a0}",
    "\u{200b}",
    "“",
    "”",
    "2019-02-30",
    "11.02.2020",
    "1e9",
    "null",
    "NA",
    "12",
    "2 500 000",
    "```\n",
    "===\n",
    "# ",
    "#### ",
    "<b>",
    "stimulab: allow(",
    "raw-html) x",
    "kari.nordmann@etat.no",
    "412 34 567",
    "02829012041",
    "028290 12041",
    "2019/a",
    ".internal.md",
    "[lenke](Challenge.md#x)",
    "\\n",
    "* * *\n",
    "> ",
];

pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(PARTS.to_vec()).prop_map(|part| part.as_bytes().to_vec());
    let part = prop_oneof![4 => known, 1 => prop::collection::vec(any::<u8>(), 0..4)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// Returns the small portfolio with other bytes in one of its files.
pub fn any_file() -> impl Strategy<Value = (String, Tree)> {
    (0..FILES.len(), bytes(), any::<bool>()).prop_map(|(at, bytes, keeps_start)| {
        let start = if keeps_start { FILES[at].1.as_bytes() } else { &[] };
        let mut tree = small();
        let whole = [start, &bytes].concat();
        let shown = format!("{}: {:?}", FILES[at].0, String::from_utf8_lossy(&whole));
        tree.put(FILES[at].0, whole);
        (shown, tree)
    })
}

/// Says how a real file is damaged.
#[derive(Debug, Clone)]
enum Damage {
    Flip(u8),
    Cut,
    WithoutLine,
    LineTwice,
    Indented,
    Insert(&'static str),
}

/// Returns a part of the real portfolio in which a real file is damaged in a few places.
pub fn damaged() -> impl Strategy<Value = (String, Tree)> {
    let real = Tree::real();
    let paths: Vec<String> =
        real.paths("").filter(|path| path.ends_with(".yaml") || path.ends_with(".md")).map(str::to_owned).collect();
    let damage = prop_oneof![
        any::<u8>().prop_map(Damage::Flip),
        Just(Damage::Cut),
        Just(Damage::WithoutLine),
        Just(Damage::LineTwice),
        Just(Damage::Indented),
        prop::sample::select(PARTS.to_vec()).prop_map(Damage::Insert),
    ];
    let damages = prop::collection::vec((damage, any::<prop::sample::Index>()), 1..4);
    (prop::sample::select(paths), damages).prop_map(move |(path, damages)| {
        let mut bytes = real.read(&path, usize::MAX).unwrap();
        for (damage, at) in &damages {
            bytes = apply(bytes, damage, *at);
        }
        let shown = format!("{path} {damages:?}");
        // The one project, and what it needs: the others only take time.
        let project = path.splitn(3, '/').take(2).collect::<Vec<_>>().join("/");
        let mut tree =
            real.only(|other| !other.starts_with("20") || other.starts_with(&project) || other[5..] == *"round.yaml");
        tree.put(&path, bytes);
        (shown, tree)
    })
}

fn apply(bytes: Vec<u8>, damage: &Damage, at: prop::sample::Index) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let place = at.index(bytes.len());
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = at.index(lines.len());
    match damage {
        Damage::Flip(with) => {
            let mut bytes = bytes;
            bytes[place] ^= with;
            return bytes;
        }
        Damage::Insert(part) => return [&bytes[..place], part.as_bytes(), &bytes[place..]].concat(),
        Damage::Cut => return bytes[..place].to_vec(),
        Damage::WithoutLine => drop(lines.remove(line)),
        Damage::LineTwice => lines.insert(line, lines[line].clone()),
        Damage::Indented => lines[line].splice(0..0, *b"  ").for_each(drop),
    }
    lines.concat()
}
