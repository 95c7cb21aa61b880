//! The texts in Markdown: of projects, of the programme and of calls.

use super::{builder::ViewBuilder, words::ProseView};
use crate::{
    document::links::forbidden_addresses,
    language::Language,
    load::{LARGEST, closed_by_front_matter, links_to_unpublished},
    model::{Project, Prose, Round},
    report::body::says_something,
    text_encoding::decode,
};

impl ViewBuilder<'_> {
    /// Returns a project's text on a topic: the translation into the document's language, otherwise the original.
    pub fn prose_of(&self, project: &Project, topic: &str) -> Option<ProseView> {
        let on_topic = || project.prose.iter().filter(|prose| &*prose.topic == topic);
        let found: &Prose = on_topic()
            .find(|prose| prose.language == Some(self.language))
            .or_else(|| on_topic().find(|prose| prose.language.is_none()))
            .or_else(|| on_topic().next())?;
        let language = found.language.unwrap_or(self.portfolio.language_of(project));
        self.prose(&project.id, &found.file_name(), language)
    }

    /// Returns the text about the programme.
    pub(super) fn about(&self) -> Option<ProseView> {
        let has = |wanted| self.portfolio.about.contains(&wanted);
        if has(Some(self.language)) {
            return self.prose("", &format!("about.{}.md", self.language.code()), self.language);
        }
        has(None).then(|| self.prose("", "about.md", self.portfolio.language()))?
    }

    /// Returns the opening paragraph of a call, if there is one in the document's language.
    pub(super) fn lede(&self, round: &Round) -> Option<ProseView> {
        let translated = format!("lede.{}.md", self.language.code());
        let is_original = self.language == self.portfolio.language() && has_file(round, "lede.md");
        let name = if has_file(round, &translated) { &translated } else { is_original.then_some("lede.md")? };
        self.prose(&round.year.to_string(), name, self.language)
    }

    /// Returns the text about the projects of a call as a whole, in any language.
    pub(super) fn highlights(&self, round: &Round) -> Option<ProseView> {
        let translated = format!("highlights.{}.md", self.language.code());
        let folder = round.year.to_string();
        if has_file(round, &translated) {
            return self.prose(&folder, &translated, self.language);
        }
        has_file(round, "highlights.md").then(|| self.prose(&folder, "highlights.md", self.portfolio.language()))?
    }

    /// Reads a text; `None` if it has no words, or if its author says that it is not to be published.
    fn prose(&self, folder: &str, name: &str, language: Language) -> Option<ProseView> {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let bytes = self.source.read(&path(name), LARGEST).ok()?;
        let markdown =
            decode(&bytes).ok().filter(|text| says_something(text) && closed_by_front_matter(text).is_none())?;
        let kept_out = forbidden_addresses(markdown, &|url| links_to_unpublished(self.source, &path(name), url));
        let lang = self.marked(language).map(str::to_owned);
        let folder = Some(format!("{}{}", self.links.base(), path("")));
        Some(ProseView { text: markdown.to_owned(), lang, folder, file: Some(path(name)), kept_out })
    }
}

fn has_file(round: &Round, name: &str) -> bool {
    round.files.iter().any(|file| &**file == name)
}
