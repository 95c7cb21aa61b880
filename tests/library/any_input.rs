//! What the fuzzers in `fuzz/` call, with inputs of this test's own, so that it stays whole without them.

use proptest::{collection::vec, prelude::*, sample::select};

use crate::fuzzed::{fix, history, merge, template};

/// Makes a text of parts that get far, and of anything else.
fn text(parts: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let known = select(parts.to_vec()).prop_map(|part| part.as_bytes().to_vec());
    vec(prop_oneof![8 => known, 1 => vec(any::<u8>(), 0..4)], 0..24).prop_map(|parts| parts.concat())
}

const REPORT: &[&str] = &[
    "<!-- stimulab: report 2019/a nb -->\n",
    "<!-- stimulab: begin facts -->\n",
    "<!-- stimulab: begin facts 0123456789ab -->\n",
    "<!-- stimulab: end facts -->\n",
    "<!-- stimulab: ask purpose -->\n",
    "<!-- stimulab: end purpose -->\n",
    "<!-- stimulab: without method -->\n",
    "<!-- stimulab: kept facts -->\n",
    "# Tittel\n",
    "## Formål\n",
    "## Metode\n",
    "- **Eier:** Digdir\n",
    "> Skriv her.\n",
    "Ord.\n",
    "\n",
    "\r\n",
    "\0",
    "```\n",
    "\u{feff}",
];

const YAML: &[&str] = &[
    "title: ",
    "owner: ",
    "phase: ",
    "on: ",
    "3.12.2019",
    "1 500 000",
    "budget: {grant: ",
    "}",
    "\n",
    "  ",
    "- ",
    "\"",
    "“",
    "\u{a0}",
    "\u{ad}",
    "\t",
    "# ",
    ": ",
    ",",
    "NA",
    "æ",
    "[",
    "]",
    "|\n",
    "former_titles: ",
    "Digdir",
];

const TEMPLATE: &[&str] = &[
    "{{ ",
    " }}",
    "{% set a = ",
    " %}",
    "{% for x in ",
    "{% endfor %}",
    "{% if ",
    "{% endif %}",
    "{% macro m(x) %}",
    "{% endmacro %}",
    "m(x)",
    "[a, a]",
    "a ~ a",
    "a + a",
    "rounds",
    "year",
    "x",
    "range(9)",
    "namespace(a=1)",
    "{% set n.a = ",
    "|indent(1000000000)",
    "|join",
    "|upper",
    "|tojson",
    "{% block b %}",
    "{% endblock %}",
    "{% extends \"!news.md.j2\" %}",
    "{% include \"own.md.j2\" %}",
    "{# ",
    " #}",
    "'",
    "\"",
    "**9",
    "*1000000000",
    " recursive %}",
    "loop(x)",
    "-%}",
    "{%-",
];

const GIT: &[&str] = &[
    "ref: ",
    "refs/heads/main",
    "HEAD",
    "\n",
    "0123456789012345678901234567890123456789",
    "# pack-refs with: peeled",
    "^",
    "[core]\n",
    "[include]\n\tpath = config\n",
    "repositoryformatversion = ",
    "1",
    "tree ",
    "parent ",
    "author ",
    "\0",
    "40000 ",
    "100644 ",
    "a",
    "..",
    "/",
    "objects",
    " <> 1 +0000\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_report_is_made_anew(text in text(REPORT)) {
        merge::look(&text);
    }

    #[test]
    fn any_project_is_mended(first: u8, text in text(YAML)) {
        fix::look(&[&[first], &*text].concat());
    }

    #[test]
    fn any_template_is_filled_or_refused(text in text(TEMPLATE)) {
        template::look(&text);
    }

    #[test]
    fn any_repository_is_read_or_refused(first: u8, text in text(GIT)) {
        history::look(&[&[first], &*text].concat());
    }
}
