//! The builder of views: names instead of ids, texts in the document's language, `null` for what is unknown.

use super::{
    incoming::Incoming,
    links::Links,
    parties::PartyNames,
    words::{CitationView, TextView},
};
use crate::{
    collation::NorwegianOrder,
    date::Date,
    language::Language,
    model::{Citation, Portfolio, Project, Round, Text},
    number_format::Formats,
    source::Source,
    texts::Texts,
};

/// Makes views in one language, with one kind of links to files.
pub struct ViewBuilder<'a> {
    pub portfolio: &'a Portfolio,
    pub source: &'a dyn Source,
    pub language: Language,
    pub links: Links<'a>,
    pub incoming: Incoming<'a>,
    pub texts: Texts,
    pub formats: Formats,
    pub today: Option<Date>,
    /// Whether the view of a project contains its process model, which is large.
    pub has_models: bool,
}

impl<'a> ViewBuilder<'a> {
    /// Returns a text with its language if that is not the document's; a plain string is in the language `context`.
    pub fn words(&self, text: &Text, context: Language) -> TextView {
        let found = text.in_language(self.language);
        let language = found.language.unwrap_or(context);
        TextView { text: found.text.to_owned(), lang: self.marked(language) }
    }

    /// Returns a text of the portfolio itself, not of a project.
    pub fn own_words(&self, text: &Text) -> TextView {
        self.words(text, self.portfolio.language())
    }

    /// Returns the code of a language if it is not the document's.
    pub fn marked(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then_some(language.code())
    }

    /// Returns the names of organisations as they were at a time.
    pub fn names(&self, time: Option<Date>) -> PartyNames<'_> {
        PartyNames { portfolio: self.portfolio, texts: &self.texts, formats: &self.formats, time, today: self.today }
    }

    /// Returns a source; `None` if it has no title.
    pub fn citation(&self, citation: &Citation) -> Option<CitationView> {
        Some(CitationView {
            title: self.own_words(citation.title.as_ref()?),
            publisher: citation.publisher.as_deref().map(str::to_owned),
            published: citation.published,
            url: citation.url.as_ref().map(|url| url.value.to_string()).filter(|url| is_web_address(url)),
        })
    }

    /// Lists the calls of some years, oldest first.
    pub fn rounds_of(&self, first: i16, last: i16) -> impl Iterator<Item = &'a Round> {
        self.portfolio.rounds.iter().filter(move |round| (first..=last).any(|year| round.covers(year)))
    }

    /// Sorts projects by their headings, and returns these, too.
    pub fn by_heading<'p>(&self, projects: impl Iterator<Item = &'p Project>) -> Vec<(TextView, &'p Project)> {
        let mut projects: Vec<_> = projects.map(|project| (self.heading(project), project)).collect();
        let order = NorwegianOrder::load();
        projects.sort_by(|(a, one), (b, other)| order.compare(&a.text, &b.text).then_with(|| one.id.cmp(&other.id)));
        projects
    }
}

/// Returns whether an address leads to the web.
pub fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
