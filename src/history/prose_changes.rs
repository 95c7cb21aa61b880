//! Texts that differ between two revisions, compared word by word.

use serde::Serialize;

use crate::{
    language::Language,
    model::Prose,
    query::stats::words,
    text_comparison::{self, DiffPart},
    wording::identity_number::masked,
};

/// The number of unchanged words shown before and after a change.
const AROUND: usize = 6;

/// Holds a text that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProseChange {
    /// The name of its file.
    pub file: String,
    /// The topic, such as `challenge` or `lede`; the path if the text has no topic.
    pub topic: String,
    /// The language in the file's name; none for the original.
    pub language: Option<Language>,
    /// The number of words before; none if it was added.
    pub before: Option<usize>,
    /// The number of words after; none if it was removed.
    pub after: Option<usize>,
    /// The changed passages, each with a few words around it.
    #[serde(skip)]
    pub word_changes: Vec<Vec<WordChange>>,
}

/// Holds words that are the same, were removed or were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordChange {
    /// In both versions.
    Unchanged(String),
    /// Only in the old version.
    Removed(String),
    /// Only in the new version.
    Added(String),
}

impl WordChange {
    /// Marks removed and added words as `git diff --word-diff` does.
    #[must_use]
    pub fn marked(&self) -> String {
        match self {
            Self::Unchanged(text) => text.clone(),
            Self::Removed(text) => format!("[-{text}-]"),
            Self::Added(text) => format!("{{+{text}+}}"),
        }
    }
}

/// Compares two versions of a prose file; none if they are equal.
pub fn prose_change(prose: &Prose, before: Option<&str>, after: Option<&str>) -> Option<ProseChange> {
    text_change(prose.file_name(), Some(prose), before, after)
}

/// Compares two versions of a text file; none if they are equal. Without `known`, the path is the topic.
pub fn text_change(
    file: String,
    known: Option<&Prose>,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<ProseChange> {
    if before == after {
        return None;
    }
    Some(ProseChange {
        topic: known.map_or_else(|| file.clone(), |known| known.topic.to_string()),
        language: known.and_then(|known| known.language),
        file,
        before: before.map(words),
        after: after.map(words),
        word_changes: match (before, after) {
            (Some(before), Some(after)) => word_changes(before, after),
            _ => Vec::new(),
        },
    })
}

/// Lists the changed passages between two texts, word by word. National identity numbers are masked.
#[must_use]
pub fn word_changes(before: &str, after: &str) -> Vec<Vec<WordChange>> {
    let word_change = |part: DiffPart<'_>| match part {
        DiffPart::Common(words) => WordChange::Unchanged(words.concat()),
        DiffPart::Removed(words) => WordChange::Removed(words.concat()),
        DiffPart::Added(words) => WordChange::Added(words.concat()),
    };
    let (before, after) = (masked(before), masked(after));
    let found = text_comparison::words(&before, &after, AROUND);
    found.into_iter().map(|passage| passage.into_iter().map(word_change).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed_are_shown_among_others() {
        let prose = Prose::named("challenge.md").unwrap();
        let found =
            prose_change(&prose, Some("a b c d e f g h i old j"), Some("a b c d e f g h i new words j\n")).unwrap();
        assert_eq!((found.before, found.after), (Some(11), Some(12)));
        let shown: String = found.word_changes[0].iter().map(WordChange::marked).collect();
        assert!(shown.starts_with(" e f g h i") || shown.starts_with("d e f g h i"), "{shown}");
        assert!(shown.contains("[-old-]{+new words+}") || shown.contains("[-old-]{+new+} {+words "), "{shown}");
        assert_eq!(prose_change(&prose, Some("a"), Some("a")), None);
        assert_eq!(prose_change(&prose, None, Some("a b")).unwrap().before, None);
    }
}
