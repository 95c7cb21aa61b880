//! Tests of the spans of Markdown nodes.

use proptest::prelude::*;

use super::*;

#[test]
fn comments_are_found_even_when_never_closed() {
    let found: Vec<_> = comments("a <!-- b --> c <!-- d").map(|span| (span.start, span.end)).collect();
    assert_eq!(found, [(2, 12), (15, 21)]);
}

#[test]
fn comments_in_code_are_none() {
    let text = "Skriv `<!--` eller \\<!-- først <!-- a -->.\n\n```\n<!-- b\n```\n\n<!-- c";
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let found: Vec<_> = markdown.comments().into_iter().map(|span| markdown.slice(span)).collect();
    assert_eq!(found, ["<!-- a -->", "<!-- c"]);
}

#[test]
fn comments_in_code_are_none_wherever_it_stands() {
    let mut wrong = Vec::new();
    for around in [
        "{}",
        "> {}",
        "- {}",
        "1. a\n\n   {}",
        "- > {}",
        "# {}",
        "| a | b |\n| - | - |\n| å | {} |",
        "a | b\n- | -\nå | {}",
        "> | a | b |\n> | - | - |\n> | x \\| y | {} |",
        "- | a | b |\n  | - | - |\n  | {} | c |",
        "   {}",
        "| {} |\n| - |",
        "a\n\tb {}",
        "å\r\n{}\r\n",
        "[x]: y\n{}",
        "[x]: y\n[z]: y\n  \"t\"\n{}",
        "**{}**",
        "[{}](x)",
        "~~a~~ {}\n===",
        "- [ ] {}",
    ] {
        for before in ["", "å ", "**b** ", "\\| ", "&amp; ", "`c` ", "\t", "https://x.no ", "a\u{a0}"] {
            for code in [
                "`<!-- a`",
                "``<!-- a``",
                "`` ` <!-- a ``",
                "`a <!--` b",
                "`<!--`, `-->`",
                "`a\\|<!--`",
                "``` <!-- ```",
                "`a\nb <!-- c`",
            ] {
                if code.contains('\n') && (before == "\t" || around.contains(['|', '>', '#', '1', '-', '\r'])) {
                    continue;
                }
                let text = around.replace("{}", &format!("{before}{code}"));
                let arena = Arena::new();
                let markdown = Markdown::parse(&arena, &text);
                if !markdown.comments().is_empty() {
                    wrong.push(text);
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{}", wrong.len());
}

#[test]
fn comments_in_a_table_end_in_their_row() {
    let text = "| a | b |\n| - | - |\n| <code><!--</code> | c |\n| <!-- d --> | <!-- e |\n\nf <!-- g -->\n";
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let found: Vec<_> = markdown.comments().into_iter().map(|span| markdown.slice(span)).collect();
    assert_eq!(found, ["<!-- d -->", "<!-- g -->"]);
}

#[test]
fn parts_have_their_places_whatever_the_line_breaks() {
    for text in
        ["# Ærlig\n\nSe [blå](å.md) her.\n", "# Ærlig\r\n\r\nSe [blå](å.md) her.\r\n", "# Ærlig\r\rSe [blå](å.md) her."]
    {
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, text);
        assert_eq!(markdown.slice(markdown.span(markdown.headings[0])), "# Ærlig");
        assert_eq!(markdown.slice(markdown.span(markdown.links[0])), "[blå](å.md)");
    }
}

proptest! {
    #[test]
    fn every_part_has_a_place(text in "[-#=<!>\\[\\]()|a`*\\\\&;\t\r\n .ø\u{0}]{0,60}") {
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, &text);
        for node in markdown.root.descendants() {
            let span = markdown.span(node);
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
        }
        for passage in markdown.passages() {
            for (at, _) in passage.text.char_indices() {
                prop_assert!(text.is_char_boundary(passage.place(at)));
            }
        }
    }
}
