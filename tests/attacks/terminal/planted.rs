//! What is planted: commands to terminals and logs, wherever a portfolio has a place for text.

/// Colours, a bell, the older form of the same, marks of direction, and breaks of lines with commands to GitHub and Azure.
pub const PLANTED: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}31m\u{8}\u{7f}\u{85}\u{90}\u{202e}\u{2066}\u{200e}\u{200f}\u{61c}\u{2028}\
    \u{2029}\r\n::error::PWNED\n ::set-output name=a::PWNED\n##[error]PWNED ##vso[task.setvariable variable=a]PWNED";

/// The same as Markdown reads it.
const ENTITIES: &str =
    "&#27;[31m&#155;31m&#7;&#133;&#x202e;&#x2066;&#8206;&#8232;&#10;::error::PWNED&#13;&#10;&#35;#[error]PWNED";

/// Returns the planted text between quotation marks, as JSON and YAML write it.
fn quoted(before: &str) -> String {
    serde_json::to_string(&format!("{before}{PLANTED}")).unwrap()
}

/// Fills every place that a portfolio has for text.
#[expect(clippy::too_many_lines, reason = "one place a line")]
pub fn fill(write: &dyn Fn(&str, &str)) {
    let q = quoted;
    write(
        "stimulab.yaml",
        &format!(
            "programme: {{name: {}, contact: {{name: {}, role: {}}}}}\nlife_events: {{barn: {{nb: {}}}}}\ncriteria: {{anchoring: {{nb: \
             {}}}}}\n{}: 1\nrules: {{{}: off}}\n",
            q("Program"),
            q("Navn"),
            q("Rolle"),
            q("Barn"),
            q("Forankring"),
            q("noekkel"),
            q("regel"),
        ),
    );
    write(
        "organisations.yaml",
        &format!(
            "digdir: {{name: {}, kind: state, aliases: [{}]}}\n{}: {{name: X, kind: state}}\n",
            q("Digdir"),
            q("Alias"),
            q("org")
        ),
    );
    write(
        "2019/round.yaml",
        &format!("grant_total: 1000000\nlede_themes: [{}]\nsources: [{{title: {}}}]\n", q("tema"), q("Kilde")),
    );
    write(
        "2019/a/project.yaml",
        &format!(
            "title: {}\nformer_titles: [{}]\nformer_ids: [{}]\nsummary: {}\nowner: digdir\npartners: [{}]\nvendor: [{}]\ncontact: \
             {{name: {}, email: {}}}\ntarget_group: {}\nlife_event: {}\nthemes: [{}]\nbudget: {{grant: {}, earmarks: [{{purpose: \
             {}}}]}}\nprocess: {}\nphase: {}\nmilestones: [{{phase: {}, on: {}, document: {}, approved_by: {}, reason: \
             {}}}]\nassessment: {{{}: strong}}\nrelated: [{{kind: draws-on, title: {}, url: {}, note: {}}}, {{kind: draws-on, \
             project: {}}}]\nsources: [{{title: {}, publisher: {}, url: {}}}]\nunknown: [{}]\ndoubts: [{{key: title, note: \
             {}}}]\n{}: {}\n",
            q("Tittel"),
            q("Gammel"),
            q("2018/"),
            q("Sammendrag"),
            q("partner"),
            q("vendor"),
            q("Kari"),
            q("post@"),
            q("Alle"),
            q("hendelse"),
            q("tema"),
            q("1 000 000 kr"),
            q("Til"),
            q("prosess"),
            q("fase"),
            q("fase"),
            q("i går"),
            q("documents/x.md"),
            q("Styret"),
            q("Fordi"),
            q("kriterium"),
            q("Annet"),
            q("https://example.com/"),
            q("Merknad"),
            q("2018/"),
            q("Kilde"),
            q("Utgiver"),
            q("https://example.com/"),
            q("nøkkel"),
            q("Tvil"),
            q("nokkel"),
            q("verdi"),
        ),
    );
    write(
        "2019/b/project.yaml",
        "title: B\nowner: digdir\nphase: diagnose\nmilestones: [{phase: diagnose, on: 2019-05}]\n",
    );
    write(
        "2019/a/results.yaml",
        &format!(
            "insights: [{{title: {}, text: {}}}]\nlearnings: [{{text: {}}}]\n",
            q("Innsikt"),
            q("Tekst"),
            q("Læring")
        ),
    );
    let prose = format!(
        "Tekst{PLANTED}\n\n::warning::PWNED\n\n{ENTITIES}\n\n## Overskrift {ENTITIES}\n\n- `kode{PLANTED}`\n\n```\n{PLANTED}\n```\n\n\
         [{ENTITIES}](https://example.com/{ENTITIES} \"{ENTITIES}\") ![{ENTITIES}](x.png)\n\n| {ENTITIES} |\n| --- |\n| {ENTITIES} |\n"
    );
    for path in [
        "about.md",
        "2019/lede.md",
        "2019/a/challenge.md",
        "2019/a/notat.md",
        "2019/a/documents/x.md",
        "2019/b/purpose.md",
    ] {
        write(path, &prose);
    }
    write("2019/a/report/report.md", &format!("# {ENTITIES}\n\n<!-- stimulab: begin{PLANTED} -->\n{prose}"));
    write(
        "templates/eget.md.j2",
        &format!("{{# stimulab\nabout: year\nsummary: {}\n#}}\n{{{{ {} }}}}\n", q("Om"), q("verdi")),
    );
    write("templates/feil.md.j2", &format!("{{# stimulab\nabout: year\n#}}\n{{{{ finnes_ikke }}}} {PLANTED}\n"));
    write("templates/arv.md.j2", &format!("{{# stimulab\nabout: year\n#}}\n{{% extends {} %}}\n", q("!x")));
    write("processes/egen.yaml", &format!("name: {}\nphases: [{{id: {}, name: {}}}]\n", q("Egen"), q("id"), q("Fase")));
}
