//! What a stranger may send: inputs that are nested, repeated or large beyond reason end in a finding or an error, in little
//! memory, and never in a crash.

mod lab;
mod objects;

use std::fmt::Write as _;

use lab::{Lab, PROJECT};
use objects::Objects;

#[test]
fn prose_that_is_nested_is_flattened_and_told() {
    let emphasis = "*a **b ".repeat(20_000) + &"c* d** ".repeat(20_000);
    for text in [
        "> ".repeat(20_000) + "innerst",
        ">".repeat(20_000) + "innerst",
        "- ".repeat(20_000) + "innerst",
        (0..500).fold(String::new(), |text, level| text + &"   ".repeat(level) + "1. x\n"),
        emphasis,
        "![".repeat(20_000) + &"](x.png)".repeat(20_000),
    ] {
        let lab = Lab::with(&[("2019/a/challenge.md", &text)]);
        assert!(lab.run(0, &["check", "--only", "deep-nesting"]).contains("deep-nesting"), "{}", &text[..20]);
        for file in ["a.html", "a.docx", "a.md"] {
            lab.run(0, &["render", "announcement", "2019", "-o", file]);
        }
        lab.run(0, &["show", "a"]);
        lab.run(0, &["stats", "--by", "language"]);
    }
}

#[test]
fn templates_are_bounded_in_depth_time_and_memory() {
    let doubled = |step: &str, end: &str| {
        format!("{{% set n = namespace(s=[1, 2], t=\"ab\") %}}{{% for i in range(60) %}}{step}{{% endfor %}}{end}")
    };
    let deep = "{% set n = namespace(s=[]) %}{% for i in range(90000) %}{% set n.s = [n.s] %}{% endfor %}";
    for text in [
        format!("{{{{ 1{} }}}}", "+1".repeat(30_000)),
        format!("{{{{ {}1{} }}}}", "(".repeat(30_000), ")".repeat(30_000)),
        "{% if 1 %}".repeat(30_000) + &"{% endif %}".repeat(30_000),
        format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(30_000)),
        format!("{{{{ \"a\"{} }}}}", "|upper".repeat(30_000)),
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}".into(),
        "{% include \"own.md.j2\" %}".into(),
        doubled("{% set n.t = n.t ~ n.t %}", "{{ n.t }}"),
        doubled("{% set n.s = n.s + n.s %}", "{{ n.s|length }}"),
        doubled("{% set n.s = [n.s, n.s] %}", "{{ n.s }}"),
        doubled("{% set n.s = [n.s, n.s] %}", "{{ n.s|tojson }}"),
        "{% set a = [1] %}".to_owned() + &"{% set a = a + a %}".repeat(60) + "{{ a }}",
        "{% macro m(x, n) %}{% if n %}{{ m(x + x, n - 1) }}{% endif %}{% endmacro %}{{ m([1], 60) }}".into(),
        "{% for x in [[1]] recursive %}{{ loop([x + x]) }}{% endfor %}".into(),
        deep.to_owned() + "{{ n.s }}",
        deep.replace("[n.s]", "{\"a\": n.s}"),
        "{% set n = namespace() %}{% set n.n = n %}{{ n }}".into(),
        "{{ \"a\nb\"|indent(1000000000) }}".into(),
        "{{ \"%1000000000d\"|format(1) }}".into(),
        "{{ \"x\" * 1000000000 }}".into(),
        "{{ [1]|batch(1000000000, 0)|list }}".into(),
        "{% set x = \"a\" * 10000 %}{{ x|replace(\"a\", x)|replace(\"a\", x) }}".into(),
        "{% set x = \"a\" * 1000000 %}{{ ([x] * 10000)|and }}".into(),
        format!(
            "{{% for i in range(100000) %}}{{% for j in range(1000) %}}{}{{% endfor %}}{{% endfor %}}",
            "x".repeat(999)
        ),
    ] {
        let lab = Lab::with(&[("templates/own.md.j2", &format!("{{# stimulab\nabout: year\n#}}\n{text}"))]);
        let said = lab.run(2, &["render", "own", "2019"]);
        assert!(
            said.contains("templates/own.md.j2") && !said.contains("fault of its own"),
            "{}",
            &said[..200.min(said.len())]
        );
    }
    let long = format!("{{# stimulab\nabout: year\n#}}\n{{{{ 1{} }}}}", "+1".repeat(30_000));
    let lab = Lab::with(&[("templates/own.md.j2", &long)]);
    assert!(lab.run(1, &["check"]).contains("own.md.j2:4:"));
    // What a template usually does with names goes on as before.
    let usual = "{# stimulab\nabout: year\n#}\n{% set n = namespace(s=[]) %}\n{% macro m(x, y=1) %}\n{{ x }}{{ y }}\n{% endmacro %}\n\
        {% for a, b in [[1, 2], [3, 4]] %}\n{% set n.s = n.s + [a + b] %}\n{% endfor %}\n{{ n.s|join(\", \") }} {{ m(\"x\") }}\n";
    let lab = Lab::with(&[("templates/own.md.j2", usual)]);
    assert_eq!(lab.run(0, &["render", "own", "2019"]), "3, 7 x1\n");
}

#[test]
fn conditions_are_bounded_in_depth_and_memory() {
    let lab = Lab::with(&[]);
    let terms: Vec<String> = (0..3_000).map(|year| format!("year == {year}")).collect();
    for condition in [
        terms.join(" or "),
        "not ".repeat(30_000) + "year",
        "(".repeat(3_000) + "1" + &")".repeat(3_000),
        format!("1{}", "+1".repeat(30_000)),
        "slug|indent(1000000000) == 'x'".into(),
        "'%1000000000d'|format(1) == 'x'".into(),
        "[1]|batch(100000000, 0)|list|length == 1".into(),
        "'ab'".to_owned() + &"|list|join('abcdefgh')".repeat(30) + " == 'x'",
        format!("slug{} == 'x'", format!("|replace('a', '{}')", "a".repeat(3_000)).repeat(5)),
    ] {
        assert!(lab.run(2, &["list", "--where", &condition]).contains("--where"), "{}", &condition[..20]);
    }
    lab.run(0, &["list", "--where", &("not ".repeat(1_000) + "year == 2019")]);
}

#[test]
fn drawings_are_bounded_before_they_are_drawn() {
    let mut uses = "<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>".to_owned();
    for level in 1..20 {
        write!(uses, "<g id=\"a{level}\">{}</g>", format!("<use href=\"#a{}\"/>", level - 1).repeat(10)).unwrap();
    }
    let filter =
        |inside: &str| format!("<filter id=\"f\">{inside}</filter><rect filter=\"url(#f)\" width=\"9\" height=\"9\"/>");
    let usual = "width=\"9\" height=\"9\"";
    for (sides, inside) in [
        ("width=\"1\" height=\"100000000\"", "<rect/>".to_owned()),
        ("width=\"1000000000\" height=\"1000000000\"", "<rect/>".into()),
        ("width=\"inf\" height=\"NaN\"", "<rect/>".into()),
        (usual, uses),
        (usual, filter("<feTurbulence numOctaves=\"100000000\"/>")),
        (usual, filter("<feOffset dx=\"1e20\" dy=\"1e20\"/>")),
        (usual, filter("<feGaussianBlur stdDeviation=\"1000000\"/>")),
        (usual, "<g opacity=\"0.9\">".repeat(60) + &"</g>".repeat(60)),
        (usual, "<g>".repeat(50_000)),
        (usual, format!("<text>{}</text>", "ab ".repeat(300_000))),
        (usual, "<pattern id=\"p\" width=\"1e8\" height=\"1e8\" patternUnits=\"userSpaceOnUse\"><rect width=\"9\" height=\"9\"/>\
            </pattern><rect fill=\"url(#p)\" width=\"9\" height=\"9\"/>".into()),
        (usual, "<rect width=\"9\" height=\"9\" opacity=\"0.5\"/>".repeat(60_000)),
    ] {
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {sides}>{inside}</svg>");
        let lab = Lab::with(&[("2019/a/kart.svg", &drawing), ("2019/a/challenge.md", "Tekst.\n\n![Et kart](kart.svg)\n")]);
        lab.run(0, &["render", "announcement", "2019", "-o", "a.docx"]);
        assert!(lab.size("a.docx") < 1024 * 1024, "{}", &drawing[..90.min(drawing.len())]);
    }
}

#[test]
fn what_git_holds_is_bounded() {
    let lab = Lab::with(&[]);
    let git = Objects::of(&lab);
    let file = git.object("blob", b"Tekst.\n");
    // A folder in a folder, 20,000 times.
    let deep = (0..20_000).fold(git.tree(&[("100644", "x.md", file)]), |tree, _| git.tree(&[("40000", "a", tree)]));
    // Twenty folders that each hold the same twenty folders, twelve times over.
    let names: Vec<String> = (0..20).map(|number| format!("d{number:02}")).collect();
    let bomb = (0..12).fold(git.tree(&[("100644", "x.md", file)]), |tree, _| {
        git.tree(&names.iter().map(|name| ("40000", name.as_str(), tree)).collect::<Vec<_>>())
    });
    // More than is looked at for numbers.
    let large = git.object("blob", &vec![b'a'; 40 * 1024 * 1024]);
    for (place, tree) in [("documents", deep), ("documents", bomb), ("report", bomb)] {
        git.commit(&[(place, tree)], large);
        assert!(lab.run(1, &["--at", "HEAD", "check", "--format", "short"]).contains("unreadable-file"));
        assert!(lab.run(0, &["check", "--history"]).contains("16 MB"));
        for words in [&["log"][..], &["log", "a"], &["diff", "HEAD~1", "HEAD"], &["--at", "HEAD", "list"]] {
            lab.run(0, words);
        }
    }
    for (edge, code) in [("\n", 2), ("x\n", 2), ("1111111111111111111111111111111111111111\n\n", 2), ("", 0)] {
        lab.write(".git/shallow", edge);
        let said = lab.run(code, &["--at", "HEAD", "list"]);
        assert!(code == 0 || said.contains("shallow: line"), "{said}");
    }
}

#[test]
fn long_lists_are_looked_at_once() {
    let mut register = "digdir: {name: Digdir, kind: state}\n".to_owned();
    for number in 0..10_000 {
        let next = (number + 1) % 10_000;
        writeln!(register, "o{number}: {{name: O{number}, kind: state, succeeded_by: {{organisation: o{next}}}}}")
            .unwrap();
    }
    let owned = PROJECT.replace("digdir", "o5");
    let ring = Lab::with(&[("organisations.yaml", &register), ("2019/a/project.yaml", &owned)]);
    assert!(ring.run(1, &["check"]).contains("lineage-cycle"));
    assert!(ring.run(0, &["list", "--owner", "o9", "--format", "ids"]).contains("2019/a"));
    ring.run(0, &["render", "announcement", "2019"]);
    let milestones = PROJECT.to_owned() + "milestones:\n" + &"  - {phase: selected, on: 2019-12}\n".repeat(50_000);
    let relations = PROJECT.to_owned() + "related:\n" + &"  - {kind: builds-on, project: 2018/b}\n".repeat(40_000);
    let dates = PROJECT.to_owned() + "milestones:\n" + &"  - {phase: selected, on: 3.12.2019}\n".repeat(12_000);
    for (project, code) in [(milestones, 0), (relations, 1), (dates, 1)] {
        let lab = Lab::with(&[("2019/a/project.yaml", &project)]);
        lab.run(code, &["check", "--format", "short"]);
        lab.run(0, &["show", "a"]);
    }
    for text in [
        "22 45 10 00 ".repeat(40_000),
        "12345678 ".repeat(50_000),
        "154908 10150 ".repeat(40_000),
        "a.".repeat(200_000) + "@c.no",
    ] {
        let lab = Lab::with(&[("2019/a/challenge.md", &text)]);
        lab.run_any(&["check", "--format", "short"]);
    }
}
