//! Prose that is not the same in two revisions.

use serde::Serialize;

use crate::{
    language::Language,
    model::Prose,
    query::stats::words,
    text_comparison::{self, DiffPart},
    wording::identity_number::masked,
};

/// How many words are shown before and after those that changed.
const AROUND: usize = 6;

/// Holds a text that came, went or was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProseChange {
    /// Its file's name.
    pub file: String,
    /// Which text it is, such as `challenge` or `lede`; the path of any other text.
    pub topic: String,
    /// The language in its name; none for the original.
    pub language: Option<Language>,
    /// How many words it had; none where it was not there.
    pub before: Option<usize>,
    /// How many words it has; none where it is not there any more.
    pub after: Option<usize>,
    /// What changed, word by word, in stretches with a few words around.
    #[serde(skip)]
    pub stretches: Vec<Vec<Stretch>>,
}

/// Holds words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// In both.
    Kept(String),
    /// Only before.
    Gone(String),
    /// Only after.
    Come(String),
}

impl Stretch {
    /// Writes a stretch with the marks of what is gone and what came, as `git diff --word-diff` does.
    #[must_use]
    pub fn marked(&self) -> String {
        match self {
            Self::Kept(text) => text.clone(),
            Self::Gone(text) => format!("[-{text}-]"),
            Self::Come(text) => format!("{{+{text}+}}"),
        }
    }
}

/// Compares two versions of a text; none where they are the same.
pub fn change(prose: &Prose, before: Option<&str>, after: Option<&str>) -> Option<ProseChange> {
    told(prose.file_name(), Some(prose), before, after)
}

/// Compares two versions of a file; one that is not known to be about something goes by its path.
pub fn told(file: String, known: Option<&Prose>, before: Option<&str>, after: Option<&str>) -> Option<ProseChange> {
    if before == after {
        return None;
    }
    Some(ProseChange {
        topic: known.map_or_else(|| file.clone(), |known| known.topic.to_string()),
        language: known.and_then(|known| known.language),
        file,
        before: before.map(words),
        after: after.map(words),
        stretches: match (before, after) {
            (Some(before), Some(after)) => stretches(before, after),
            _ => Vec::new(),
        },
    })
}

/// Lists what changed from one text to another, word by word; nobody's national identity number is among the words.
#[must_use]
pub fn stretches(before: &str, after: &str) -> Vec<Vec<Stretch>> {
    let told = |part: DiffPart<'_>| match part {
        DiffPart::Common(words) => Stretch::Kept(words.concat()),
        DiffPart::Removed(words) => Stretch::Gone(words.concat()),
        DiffPart::Added(words) => Stretch::Come(words.concat()),
    };
    let (before, after) = (masked(before), masked(after));
    let found = text_comparison::words(&before, &after, AROUND);
    found.into_iter().map(|stretch| stretch.into_iter().map(told).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed_are_shown_among_others() {
        let prose = Prose::named("challenge.md").unwrap();
        let found = change(&prose, Some("a b c d e f g h i old j"), Some("a b c d e f g h i new words j\n")).unwrap();
        assert_eq!((found.before, found.after), (Some(11), Some(12)));
        let shown: String = found.stretches[0].iter().map(Stretch::marked).collect();
        assert!(shown.starts_with(" e f g h i") || shown.starts_with("d e f g h i"), "{shown}");
        assert!(shown.contains("[-old-]{+new words+}") || shown.contains("[-old-]{+new+} {+words "), "{shown}");
        assert_eq!(change(&prose, Some("a"), Some("a")), None);
        assert_eq!(change(&prose, None, Some("a b")).unwrap().before, None);
    }
}
