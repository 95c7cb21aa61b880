//! Faults in texts.

use super::{
    make::{Operator, changed, op, written},
    mutant::Mutant,
};
use crate::memory::Tree;

const HARD: &str = "\
Ressursallokeringsproblematikken vanskeliggjør implementeringen av tverrsektorielle samhandlingsløsninger, ettersom \
ansvarsforholdene, finansieringsordningene, dokumentasjonskravene og rapporteringsrutinene varierer betydelig mellom \
direktoratene, fylkeskommunene, kommunesektoren og interesseorganisasjonene, hvilket nødvendiggjør omfattende \
koordineringsaktiviteter, kompetansehevende opplæringstiltak, virksomhetsovergripende kvalitetssikringsprosesser og \
systematiserte gevinstrealiseringsplaner forut for igangsettelsen av eventuelle gjennomføringsprosjekter innenfor \
tjenesteområdene, herunder digitaliseringsinitiativer, organisasjonsutviklingstiltak, anskaffelsesprosesser, \
evalueringsopplegg, kunnskapsoppsummeringer, høringsrunder, styringsdokumenter, virksomhetsstrategier og handlingsplaner.";

/// A PNG of one dot.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82";

pub const OPERATORS: &[Operator] = &[
    op("broken-link", "a link to a file that is not there", |tree| {
        written(tree, 0, "Les mer i [vedlegget](vedlegg/kart.md).")
    }),
    op("broken-link", "a link with other capital letters than the file", |tree| {
        written(tree, 0, "Alt står i [prosjektfilen](Project.yaml).")
    }),
    op("broken-link", "a link to a heading that is not there", |tree| {
        written(tree, 0, "Se [lenger opp](#det-som-er-tapt).")
    }),
    op("broken-link", "a picture that is not there", |tree| {
        written(tree, 0, "![Kart over tjenestene.](../kart-over-tjenestene.png)")
    }),
    op("broken-link", "a link to a project that has moved", |tree| {
        written(tree, 0, "Bygger på [et annet prosjekt](../../2017/et-prosjekt-vi-ikke-har/challenge.md).")
    }),
    op("deep-nesting", "a quotation in a quotation, a hundred times", |tree| {
        written(tree, 0, &format!("{} En setning til.", ">".repeat(101)))
    }),
    op("heading-level", "a heading of the highest level", |tree| written(tree, 0, "# Bakgrunn\n\nEn setning til.")),
    op("heading-level", "a heading of the highest level, underlined", |tree| {
        written(tree, 0, "Bakgrunn\n========\n\nEn setning til.")
    }),
    op("heading-level", "a skipped level", |tree| {
        written(tree, 4, "## Bakgrunn\n\nEn setning til.\n\n#### Mer\n\nOg en til.")
    }),
    op("merge-conflict", "the marks of git in a text", |tree| {
        written(tree, 0, "<<<<<<< HEAD\nEn setning.\n=======\nTo setninger.\n>>>>>>> grein")
    }),
    op("missing-alt-text", "a picture that says nothing", |tree| pictured(tree, "", PICTURE)),
    op("missing-alt-text", "a picture that says the name of its file", |tree| pictured(tree, "kart.png", PICTURE)),
    op("missing-alt-text", "a round's picture that says nothing", |tree| {
        let mut made = Vec::new();
        for path in tree.paths("/round.yaml").filter(|path| tree.line(path, "image:").is_none()) {
            let (lines, picture) = (Mutant::of(tree).lines(path), path.replace("round.yaml", "kart.png"));
            let mutant = Mutant::of(tree).append(path, "image:\n  file: kart.png\n  caption: Kartet\n");
            made.push(mutant.file(&picture, PICTURE).at(path, lines + 2));
        }
        made
    }),
    op("broken-picture", "a note of Git LFS instead of a picture", |tree| {
        pictured(tree, "Kart over tjenestene.", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n")
    }),
    op("broken-picture", "a picture of which the end is missing", |tree| {
        pictured(tree, "Kart over tjenestene.", &PICTURE[..PICTURE.len() - 12])
    }),
    op("misnamed-picture", "a drawing with the name of another kind", |tree| {
        pictured(tree, "Kart over tjenestene.", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"/>")
    }),
    op("remote-picture", "a picture pasted on GitHub", |tree| {
        written(tree, 0, "![Skjemaet slik det var.](https://github.com/user-attachments/assets/0a1b2c3d)")
    }),
    op("remote-picture", "a picture of one's own machine", |tree| {
        written(tree, 0, "![Skjemaet slik det var.](file:///C:/Users/bilder/skjema.png)")
    }),
    op("raw-html", "a word made bold as on the web", |tree| written(tree, 0, "Dette er <b>viktig</b> for mange.")),
    op("raw-html", "a block of HTML", |tree| written(tree, 0, "<div class=\"boks\">\nDette er viktig.\n</div>")),
    op("raw-html", "a picture as on the web", |tree| written(tree, 1, "Dette\ner <img src=\"../kickoff.svg\"> nytt.")),
    op("broken-footnote", "a reference to a note that is missing", |tree| written(tree, 0, "Mye går tapt.[^1]")),
    op("broken-footnote", "a note that nothing refers to", |tree| written(tree, 2, "Mye går tapt.\n\n[^1]: Kilden.")),
    op("accidental-code", "a paragraph that is indented", |tree| {
        written(tree, 0, "    Dette er limt inn fra en e-post.")
    }),
    op("broken-emphasis", "bold words with spaces inside", |tree| written(tree, 0, "Dette er ** viktig ** for mange.")),
    op("broken-heading", "a heading without its space", |tree| written(tree, 0, "##Bakgrunn\n\nEn setning til.")),
    op("broken-heading", "a line right below a paragraph", |tree| {
        written(tree, 1, "Dette er et helt avsnitt.\n---\n\nEn setning til.")
    }),
    op("broken-list", "bullets of Word", |tree| written(tree, 1, "Slik er det:\n• mye å gjøre\n• lite tid")),
    op("broken-list", "a list without spaces", |tree| written(tree, 0, "-mye å gjøre\n-lite tid")),
    op("broken-table", "a table without its line", |tree| written(tree, 0, "| År | Saker |\n| 2018 | 12 |")),
    op("broken-table", "a table from a spreadsheet", |tree| written(tree, 0, "År\tSaker\n2018\t12")),
    op("foreign-markup", "a link of a wiki", |tree| written(tree, 0, "Mer står i [[Arkivplanen]].")),
    op("front-matter", "keys of another program", |tree| {
        let keyed = |path| {
            let text = format!("---\ntitle: Utfordringen\n---\n\n{}", tree.text(path));
            Mutant::of(tree).file(path, text).at(path, 1)
        };
        tree.prose().map(keyed).collect()
    }),
    op("malformed-link", "a link with a space", |tree| {
        written(tree, 0, "Se [nettstedet] (https://www.digdir.no/stimulab).")
    }),
    op("renumbered-list", "dates at the start of lines", |tree| {
        written(tree, 0, "17. mai 2020 åpnet den.\n\n5. juni 2020 kom den første klagen.")
    }),
    op("unclosed-block", "code without an end", |tree| written(tree, 0, "```\nnummer;år\n\nDette er viktig.")),
    op("unclosed-block", "a declaration without an end", |tree| written(tree, 0, "<?xml\n\nDette er viktig.")),
    op("unclosed-block", "a passage without an end", |tree| {
        written(tree, 0, "<div lang=\"en\">\n\nThis is important.")
    }),
    op("unclosed-comment", "a comment without an end", |tree| {
        written(tree, 0, "<!-- Spør arkivet\n\nDette er viktig.")
    }),
    op("unclosed-comment", "a comment in a comment", |tree| {
        written(tree, 0, "<!-- Spør arkivet\n\nDette er viktig.\n\n<!-- og Digdir -->")
    }),
    op("title-repeats", "the title as a heading", |tree| {
        let mut made = Vec::new();
        for path in tree.prose() {
            let project = format!("{}/project.yaml", path.rsplit_once('/').unwrap().0);
            if let Some(title) = tree.value(&project, "title") {
                let text = format!("## {}\n\n{}", title.trim_matches('"'), tree.text(path));
                made.push(Mutant::of(tree).file(path, text).at(path, 1));
            }
        }
        made
    }),
    op("title-repeats", "the name of the section in bold", |tree| {
        let mut made = Vec::new();
        for path in tree.prose() {
            let name = [("challenge.md", "Utfordringen"), ("purpose.md", "Formål"), ("assessment.md", "Vurdering")];
            let name = name.iter().find(|(file, _)| path.ends_with(file)).unwrap().1;
            let text = format!("**{name}**\n\n{}", tree.text(path));
            made.push(Mutant::of(tree).file(path, text).at(path, 1));
        }
        made
    }),
    op("placeholder-left", "a comment of a template left", |tree| {
        written(tree, 0, "<!-- placeholder: Hva skal prosjektet oppnå? -->")
    }),
    op("placeholder-left", "a word that means that more is to come", |tree| {
        written(tree, 0, "TODO: spør oppdragsgiveren.")
    }),
    op("placeholder-left", "Latin", |tree| written(tree, 0, "Lorem ipsum dolor sit amet.")),
    op("placeholder-left", "a word in a value that means that more is to come", |tree| {
        changed(tree, "/project.yaml", |line| {
            line.strip_prefix("    note: ")
                .filter(|rest| rest.starts_with(char::is_alphabetic))
                .map(|rest| format!("    note: FYLL INN {rest}"))
        })
    }),
    op("hard-to-read", "a text in the language of the ministries", |tree| {
        let has_form = |path: &&str| {
            tree.value(&format!("{}/project.yaml", path.rsplit_once('/').unwrap().0), "language") == Some("nb")
        };
        tree.prose()
            .filter(has_form)
            .map(|path| Mutant::of(tree).file(path, format!("Kort sagt: Det haster.\n\n{HARD} {HARD}\n")).at(path, 3))
            .collect()
    }),
    op("hard-to-read", "all full stops of a text left out", |tree| {
        let long = |path: &&str| tree.text(path).split_whitespace().count() > 80;
        let join = |path| {
            // One paragraph of one sentence is left.
            let joined = tree
                .text(path)
                .replace(['.', ':', '?', '!', '*', '#'], ",")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            Mutant::of(tree).file(path, joined + "\n").at(path, 1)
        };
        tree.prose().filter(long).map(join).collect()
    }),
    op("stale-translation", "a figure changed in a value and not in its translation", |tree| {
        changed(tree, "/round.yaml", |line| {
            let is_text = line.starts_with("      Kick-off: In February 2020")
                || line.starts_with("      Kick-off: I februar 2020 møttest");
            is_text.then(|| line.replacen("2020", "2021", 1))
        })
    }),
    op("stale-translation", "a paragraph added to a translation only", |tree| {
        let texts = [("about.en.md", "Since 1850 much has happened."), ("about.nn.md", "Sidan 1850 har mykje hendt.")];
        texts.map(|(path, text)| Mutant::of(tree).append(path, &format!("\n{text}\n")).at(path, 1)).into()
    }),
    op("stale-translation", "a figure added to the original only", |tree| {
        let mutant = Mutant::of(tree).append("about.md", "\nSiden 2016 har 45 prosjekter fått støtte.\n");
        vec![mutant.at("about.en.md", 1).at("about.nn.md", 1)]
    }),
    op("missing-translation", "settings that ask for a language", |tree| {
        let ask = |code: &str| {
            let mut mutant = Mutant::of(tree).append("stimulab.yaml", &format!("translations: [{code}]\n"));
            for path in tree.prose().chain(tree.paths("/procurement.md")) {
                let project = format!("{}/project.yaml", path.rsplit_once('/').unwrap().0);
                if tree.value(&project, "language") != Some(code) {
                    mutant = mutant.at(path, 1);
                }
            }
            mutant
        };
        vec![ask("en"), ask("nn"), ask("nb")]
    }),
    op("missing-translation", "a translation taken away", |tree| {
        let texts = tree.prose().filter(|path| tree.text(path).len() < 500).take(3);
        let all = |except: &str| {
            let mut mutant = Mutant::of(tree).append("stimulab.yaml", "translations: [en]\n");
            for path in tree.prose().chain(tree.paths("/procurement.md")).filter(|path| *path != except) {
                mutant = mutant.file(&path.replace(".md", ".en.md"), "<!-- Comes. -->\n");
            }
            mutant.at(except, 1)
        };
        texts.map(all).collect()
    }),
    op("wrong-language", "a nynorsk text in a bokmål project", |tree| in_other_form(tree, "nn", "nb")),
    op("wrong-language", "a bokmål text in a nynorsk project", |tree| in_other_form(tree, "nb", "nn")),
    op("wrong-language", "a Norwegian text named as English", |tree| {
        let name = |path: &str| {
            let new = path.replace(".md", ".en.md");
            Mutant::of(tree).file(&new, tree.text(path)).at(&new, 1)
        };
        tree.prose().filter(|path| begins_at_length(tree, path)).map(name).collect()
    }),
    op("wrong-language", "a value under the wrong language", |tree| {
        let path = "2019/round.yaml";
        let lines: Vec<&str> = tree.text(path).lines().collect();
        let nn = lines.iter().position(|line| *line == "    nn: >-").unwrap();
        let nb = lines.iter().position(|line| *line == "    nb: >-").unwrap();
        vec![
            Mutant::of(tree)
                .line(path, nn + 1, "    nb: >-")
                .line(path, nb + 1, "    nn: >-")
                // A folded text begins on the line below.
                .at(path, nb + 2)
                .at(path, nn + 2),
        ]
    }),
];

/// Shows a picture at the end of each text.
fn pictured<'t>(tree: &'t Tree, alt: &str, bytes: &[u8]) -> Vec<Mutant<'t>> {
    let show = |mutant: Mutant<'t>| {
        let picture = format!("{}/kart.png", mutant.places[0].0.rsplit_once('/').unwrap().0);
        mutant.file(&picture, bytes)
    };
    written(tree, 0, &format!("![{alt}](kart.png)")).into_iter().map(show).collect()
}

/// Puts texts of projects in one written form into projects in another.
fn in_other_form<'t>(tree: &'t Tree, from: &str, into: &str) -> Vec<Mutant<'t>> {
    let form = |path: &str| tree.value(&format!("{}/project.yaml", path.rsplit_once('/').unwrap().0), "language");
    let texts: Vec<&str> =
        tree.prose().filter(|path| form(path) == Some(from) && begins_at_length(tree, path)).collect();
    let places: Vec<&str> = tree.prose().filter(|path| form(path) == Some(into)).collect();
    let put = |(path, text): (&&str, &&str)| Mutant::of(tree).file(path, tree.text(text)).at(path, 1);
    places.iter().zip(texts.iter().cycle()).map(put).collect()
}

/// Returns whether the first paragraph is long enough to show the language; the finding points at the word that does.
fn begins_at_length(tree: &Tree, path: &str) -> bool {
    tree.text(path).lines().next().unwrap_or_default().split_whitespace().count() > 20
}
