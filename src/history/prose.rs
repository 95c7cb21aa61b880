//! Prose that is not the same in two revisions.

use serde::Serialize;

use super::{Pair, Side};
use crate::{
    comparison::{self, Part},
    document::decode,
    language::Language,
    load::LARGEST,
    model::{Project, Prose},
    query::stats::words,
};

/// How many words are shown before and after those that changed.
const AROUND: usize = 6;

/// Holds a text that came, went or was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProseChange {
    /// Its file's name.
    pub file: String,
    /// Which text it is, such as `challenge`; the path of a text that is none of the project's own.
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

/// Lists the texts of a project that are not the same.
pub fn changes(before: Side<'_>, after: Side<'_>, pair: Pair<'_>) -> Vec<ProseChange> {
    let of = |project: Option<&Project>| project.map(|project| project.prose.clone()).unwrap_or_default();
    let (old, new) = (of(pair.before), of(pair.after));
    let gone = old.iter().filter(|prose| !new.contains(prose));
    new.iter()
        .chain(gone)
        .filter_map(|prose| {
            let text = |side: Side<'_>, project: Option<&Project>, known: &[Prose]| {
                text(side, project.filter(|_| known.contains(prose))?, &prose.file_name())
            };
            change(prose, text(before, pair.before, &old).as_deref(), text(after, pair.after, &new).as_deref())
        })
        .collect()
}

/// Compares a text in a folder of a project, which goes by its path.
pub fn attached(
    before: Side<'_>,
    old: Option<&Project>,
    after: Side<'_>,
    new: Option<&Project>,
    file: &str,
) -> Option<ProseChange> {
    let text = |side: Side<'_>, project: Option<&Project>| text(side, project?, file);
    told(file.to_owned(), file.to_owned(), None, text(before, old).as_deref(), text(after, new).as_deref())
}

/// Reads a text of a project; the ends of its lines do not count.
fn text(side: Side<'_>, project: &Project, file: &str) -> Option<String> {
    let bytes = side.source.read(&format!("{}/{file}", project.id), LARGEST).ok()?;
    Some(decode(&bytes).map(str::to_owned).unwrap_or_default().replace("\r\n", "\n"))
}

/// Compares two versions of a text; none where they are the same.
pub fn change(prose: &Prose, before: Option<&str>, after: Option<&str>) -> Option<ProseChange> {
    told(prose.file_name(), prose.topic.to_string(), prose.language, before, after)
}

/// Compares two versions of a text in a folder of a project; none where they are the same.
pub fn change_of_attached(file: &str, before: Option<&str>, after: Option<&str>) -> Option<ProseChange> {
    told(file.to_owned(), file.to_owned(), None, before, after)
}

fn told(
    file: String,
    topic: String,
    language: Option<Language>,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<ProseChange> {
    if before == after {
        return None;
    }
    Some(ProseChange {
        file,
        topic,
        language,
        before: before.map(words),
        after: after.map(words),
        stretches: match (before, after) {
            (Some(before), Some(after)) => stretches(before, after),
            _ => Vec::new(),
        },
    })
}

fn stretches(before: &str, after: &str) -> Vec<Vec<Stretch>> {
    let told = |part: Part<'_>| match part {
        Part::Kept(words) => Stretch::Kept(words.concat()),
        Part::Gone(words) => Stretch::Gone(words.concat()),
        Part::Come(words) => Stretch::Come(words.concat()),
    };
    let found = comparison::words(before, after, AROUND);
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
        let shown: String = found.stretches[0]
            .iter()
            .map(|stretch| match stretch {
                Stretch::Kept(text) => text.clone(),
                Stretch::Gone(text) => format!("[-{text}-]"),
                Stretch::Come(text) => format!("{{+{text}+}}"),
            })
            .collect();
        assert!(shown.starts_with(" e f g h i") || shown.starts_with("d e f g h i"), "{shown}");
        assert!(shown.contains("[-old-]{+new words+}") || shown.contains("[-old-]{+new+} {+words "), "{shown}");
        assert_eq!(change(&prose, Some("a"), Some("a")), None);
        assert_eq!(change(&prose, None, Some("a b")).unwrap().before, None);
    }
}
