//! Removes placeholder values such as `NA` from a tree, so that they are not used as facts.

use super::{
    FaultKind, Faults,
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

/// Removes every placeholder value, with its key, and reports it.
///
/// Empty values are kept, since the fields handle them.
pub fn remove_blanks(root: &mut Node<'_>, faults: &mut Faults) {
    match &mut root.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.retain_mut(|item| has_content(item, faults)),
        Value::Mapping(entries) => {
            entries.retain_mut(|(key, value)| key.scalar().is_some_and(is_verbatim) || has_content(value, faults));
        }
    }
}

/// Returns whether a key, perhaps misspelt, is one of [`VERBATIM`].
fn is_verbatim(key: &str) -> bool {
    let is_near = |known: &str| key.len().abs_diff(known.len()) <= 2 && key.starts_with(&known[..2]);
    VERBATIM.contains(&key)
        || VERBATIM.iter().any(|known| is_near(known) && closest(key, std::iter::once(*known)).is_some())
}

/// Returns whether a value is still there after placeholders are removed from it.
fn has_content(node: &mut Node<'_>, faults: &mut Faults) -> bool {
    match &node.value {
        Value::Scalar { text, plain } if is_blank(text, *plain) => {
            faults.push(Some(node.span), || FaultKind::EmptyValue { value: text.trim().to_owned() });
            false
        }
        Value::Scalar { .. } => true,
        Value::List(items) if items.is_empty() => true,
        Value::Mapping(entries) if entries.is_empty() => true,
        _ => {
            remove_blanks(node, faults);
            !matches!(&node.value, Value::List(items) if items.is_empty())
                && !matches!(&node.value, Value::Mapping(entries) if entries.is_empty())
        }
    }
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
    fn what_a_source_says_and_what_an_organisation_is_called_is_kept() {
        let text =
            "doubts: [{key: grant, values: [{value: ukjent}]}]\nna: {name: Norsk akkreditering, aliases: [NA]}\n";
        assert_eq!(taken(text), ("grant|ukjent|Norsk akkreditering|NA".to_owned(), vec![]));
    }
}
