//! Removes blank texts, and placeholder values such as `NA`, from a tree, so that they are not used as facts.

use super::{
    FaultKind, Faults, is_null,
    node::{Node, Value},
};
use crate::similar_name::closest;

/// Placeholders for an unknown value, in lower case.
const WORDS: [&str; 20] = [
    "na",
    "n/a",
    "n.a.",
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    "??",
    "???",
    "…",
    "...",
    "tbd",
    "tba",
    "tbc",
    "ukjent",
    "ukjend",
    "unknown",
    "ikke oppgitt",
];

/// Keys below which such a word may be a real value: quotations from sources, and names of organisations.
const VERBATIM: [&str; 2] = ["doubts", "aliases"];

/// Removes every blank text and placeholder value, with its key, and reports it.
///
/// A key without a value is kept, since the fields handle it.
pub fn remove_blanks(root: &mut Node<'_>, faults: &mut Faults) {
    remove(root, false, faults);
}

fn remove(node: &mut Node<'_>, is_quotation: bool, faults: &mut Faults) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.retain_mut(|item| {
            let is_nothing = matches!(&item.value, Value::Scalar { text, plain: true } if is_null(text));
            !report_if(is_nothing, item, faults) && has_content(item, is_quotation, faults)
        }),
        Value::Mapping(entries) => {
            entries.retain_mut(|(key, value)| {
                let is_quotation = is_quotation || key.scalar().is_some_and(is_verbatim);
                has_content(value, is_quotation, faults)
            });
        }
    }
}

/// Returns whether a key, perhaps misspelt, is one of [`VERBATIM`].
fn is_verbatim(key: &str) -> bool {
    let is_near = |known: &str| key.len().abs_diff(known.len()) <= 2 && key.starts_with(&known[..2]);
    VERBATIM.contains(&key)
        || VERBATIM.iter().any(|known| is_near(known) && closest(key, std::iter::once(*known)).is_some())
}

/// Returns whether a value is still there after blanks are removed from it; a quotation may be such a word.
fn has_content(node: &mut Node<'_>, is_quotation: bool, faults: &mut Faults) -> bool {
    match &node.value {
        Value::Scalar { text, plain } => {
            let is_word = !is_quotation && is_blank(text, *plain);
            let is_nothing = *plain && text.is_empty();
            !report_if(is_word || (is_invisible(text) && !is_nothing), node, faults)
        }
        Value::List(items) if items.is_empty() => true,
        Value::Mapping(entries) if entries.is_empty() => true,
        _ => {
            remove(node, is_quotation, faults);
            !matches!(&node.value, Value::List(items) if items.is_empty())
                && !matches!(&node.value, Value::Mapping(entries) if entries.is_empty())
        }
    }
}

/// Reports a value that is read as nothing; returns whether it is.
fn report_if(is_blank: bool, node: &Node<'_>, faults: &mut Faults) -> bool {
    if is_blank {
        let value = node.scalar().unwrap_or_default();
        // The parser gives the sign for null where nothing is written.
        let value = if is_invisible(value) || value == "~" { "" } else { value.trim() };
        faults.push(Some(node.span), || FaultKind::EmptyValue { value: value.to_owned() });
    }
    is_blank
}

/// Returns whether a text has no sign that can be seen.
fn is_invisible(text: &str) -> bool {
    let has_no_width = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().all(|c| c.is_whitespace() || has_no_width(c))
}

/// Returns whether a text is a placeholder for an unknown value.
#[must_use]
pub fn is_blank(text: &str, plain: bool) -> bool {
    const LONGEST: usize = "ikke oppgitt".len();
    let text = text.trim();
    // «Null» is also Norwegian for zero; without quotes, it is YAML's null in any case.
    let is_null = || text == "null" || (plain && text.eq_ignore_ascii_case("null"));
    text.len() <= LONGEST && (is_null() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::yaml;

    fn taken(text: &str) -> (String, Vec<String>) {
        let mut faults = Faults::default();
        let mut root = yaml::parse(text, &mut faults).unwrap();
        remove_blanks(&mut root, &mut faults);
        let mut left = Vec::new();
        root.each_scalar(&mut |text, _| left.push(text.to_owned()));
        let blanks = faults.into_list().into_iter().map(|fault| match fault.kind {
            FaultKind::EmptyValue { value } => value,
            other => panic!("{other:?}"),
        });
        (left.join("|"), blanks.collect())
    }

    #[test]
    fn words_for_nothing_are_taken_out_and_others_are_kept() {
        let (left, blanks) =
            taken("title: NA\nvendor: [\"-\", pwc]\ncontact: {name: ukjent}\nsummary: Ukjent marked\nx: null\n");
        assert_eq!(left, "pwc|Ukjent marked");
        assert_eq!(blanks, ["NA", "-", "ukjent", "null"]);
        assert_eq!(taken("a: ~\nb:\nc: []\nd: NAV\ne: No\nf: \"Null\"\n").1, [""; 0]);
    }

    #[test]
    fn blank_texts_and_empty_items_are_taken_out() {
        let (left, blanks) = taken(
            "owner: \"\"\ntitle: \"  \"\nvendor: [\"\u{a0}\", pwc, ~, null]\ncontact: {name: '', unit: \"\u{200b}\"}\n\
             themes:\n  -\n  - x\naliases: [\"\", NA]\n",
        );
        assert_eq!(left, "pwc|x|NA");
        assert_eq!(blanks, ["", "", "", "", "null", "", "", "", ""]);
    }

    #[test]
    fn what_a_source_says_and_what_an_organisation_is_called_is_kept() {
        let text =
            "doubts: [{key: grant, values: [{value: ukjent}]}]\nna: {name: Norsk akkreditering, aliases: [NA]}\n";
        assert_eq!(taken(text), ("grant|ukjent|Norsk akkreditering|NA".to_owned(), vec![]));
    }
}
