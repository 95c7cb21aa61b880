//! Views made from the portfolio: names instead of ids, texts in the document's language, nothing where nothing is known.

use std::collections::BTreeMap;

use comrak::Anchorizer;

use super::{
    parties::Names,
    picture::data_address,
    prose,
    view::{CitationView, ImageView, Links, PartiesView, ProjectView, ProseView, RoundView, Words},
};
use crate::{
    document::{At, decode},
    formats::Formats,
    language::Language,
    load::LARGEST,
    model::{Citation, Date, Image, Party, Portfolio, Project, Prose, Round, Text},
    order::Order,
    source::Source,
    texts::Texts,
};

/// Makes views in one language with one way of pointing at files.
struct Maker<'a> {
    portfolio: &'a Portfolio,
    source: &'a dyn Source,
    language: Language,
    links: Links<'a>,
    texts: Texts,
    formats: Formats,
}

impl RoundView {
    /// Makes the view of a year's call: its public projects that were selected, in Norwegian order of their headings.
    #[must_use]
    pub fn new(portfolio: &Portfolio, source: &dyn Source, year: i16, language: Language, links: Links<'_>) -> Self {
        let (texts, formats) = (Texts::of(language), Formats::of(language));
        let maker = Maker { portfolio, source, language, links, texts, formats };
        let unknown = Round { year, ..Round::default() };
        maker.round(portfolio.round(year).unwrap_or(&unknown))
    }
}

fn parties(names: Names<'_>, parties: &[At<Party>]) -> PartiesView {
    let count = parties.iter().filter(|party| party.organisation.is_some()).count();
    PartiesView { count, line: names.line(parties) }
}

impl Maker<'_> {
    fn round(&self, round: &Round) -> RoundView {
        let portfolio = self.portfolio;
        let selected: Vec<&Project> =
            portfolio.projects_of(round.year).filter(|project| project.was_selected()).collect();
        let applications = round.applications.map(|count| count.value);
        // What was published counts; the portfolio may not hold every project of an old call.
        let chosen = round.selected.map_or(selected.len() as u64, |count| u64::from(count.value));
        let others = applications.and_then(|count| u64::from(count).checked_sub(chosen)).filter(|others| *others > 0);
        let programme = portfolio.settings.programme.as_ref().and_then(|programme| programme.name.as_ref());
        let site = portfolio.settings.site.as_ref();
        RoundView {
            years: round.years(),
            programme: programme.map_or("StimuLab", |name| name.in_language(self.language).text).to_owned(),
            language: self.language.code(),
            stylesheets: site
                .map(|site| site.stylesheets.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            applications,
            selected: round.selected.map(|count| count.value),
            others: others.filter(|_| !selected.is_empty()),
            grant_total: round.grant_total.map(|amount| amount.value.0).filter(|amount| *amount > 0),
            selected_by: round
                .selected_by
                .iter()
                .map(|id| {
                    self.names(round.announced.map(|date| date.value).or(Some(Date::of_year(round.year)))).plain(id)
                })
                .collect(),
            announced: round.announced.map(|date| self.formats.date(date.value)),
            kickoff: round.kickoff.map(|date| self.formats.date(date.value)),
            lede: self.lede(round),
            lede_themes: round.lede_themes.iter().map(|theme| self.words(theme, portfolio.language())).collect(),
            image: round.image.as_ref().and_then(|image| self.image(round, image)),
            about: self.about(),
            sources: round.sources.iter().filter_map(|source| self.citation(source)).collect(),
            projects: self.projects(&selected, &round.years()),
        }
    }

    /// Returns words with their language where it is not the document's; a plain string is in the language of `context`.
    fn words(&self, text: &Text, context: Language) -> Words {
        let found = text.in_language(self.language);
        let language = found.language.unwrap_or(context);
        Words { text: found.text.to_owned(), lang: self.marked(language) }
    }

    fn marked(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then_some(language.code())
    }

    fn projects(&self, selected: &[&Project], years: &str) -> Vec<ProjectView> {
        let mut projects: Vec<ProjectView> =
            selected.iter().filter(|project| project.is_public()).map(|project| self.project(project)).collect();
        let order = Order::norwegian();
        projects.sort_by(|a, b| order.compare(&a.heading.text, &b.heading.text).then_with(|| a.id.cmp(&b.id)));
        // The same anchors as GitHub gives to the headings of the Markdown page.
        let mut anchors = Anchorizer::new();
        anchors.anchorize(&self.texts.fill("announcement.title", &[("year", years)]));
        for project in &mut projects {
            project.anchor = anchors.anchorize(&project.heading.text);
        }
        projects
    }

    fn project(&self, project: &Project) -> ProjectView {
        let language = self.portfolio.language_of(project);
        let names = self.names(self.portfolio.time_of(project));
        let owners = parties(names, &project.owner);
        let title = project.title.as_ref().map(|title| self.words(title, language));
        let unnamed = || if owners.line.is_empty() { project.slug().to_owned() } else { owners.line.clone() };
        let is_titled = title.is_some();
        ProjectView {
            id: project.id.to_string(),
            anchor: String::new(),
            heading: title.unwrap_or_else(|| Words { text: unnamed(), lang: None }),
            is_titled,
            vendors: parties(names, &project.vendor),
            contact: self.contact(project),
            summary: project.summary.as_ref().map(|summary| self.words(summary, language)),
            challenge: self.prose_of(project, "challenge"),
            purpose: self.prose_of(project, "purpose"),
            assessment: self.prose_of(project, "assessment"),
            owners,
        }
    }

    fn names(&self, time: Option<Date>) -> Names<'_> {
        Names { portfolio: self.portfolio, texts: &self.texts, formats: &self.formats, time }
    }

    fn contact(&self, project: &Project) -> Option<String> {
        let contact = project.contact.as_ref()?;
        let organisation = contact.organisation.as_ref().map(|id| {
            let known = self.portfolio.organisation(id).and_then(|found| found.name.as_ref());
            known.map_or(id.value.to_string(), |name| name.in_language(self.language).text.to_owned())
        });
        let parts: Vec<String> = contact.name.as_deref().map(str::to_owned).into_iter().chain(organisation).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Returns a project's text on a topic: the translation into the document's language, else the original.
    fn prose_of(&self, project: &Project, topic: &str) -> Option<ProseView> {
        let on_topic = || project.prose.iter().filter(|prose| &*prose.topic == topic);
        let found: &Prose = on_topic()
            .find(|prose| prose.language == Some(self.language))
            .or_else(|| on_topic().find(|prose| prose.language.is_none()))
            .or_else(|| on_topic().next())?;
        let language = found.language.unwrap_or(self.portfolio.language_of(project));
        self.prose(&project.id, &found.file_name(), language)
    }

    fn about(&self) -> Option<ProseView> {
        let portfolio_language = self.portfolio.language();
        let known = |wanted| self.portfolio.about.contains(&wanted);
        let found = match Some(self.language).filter(|language| known(Some(*language))) {
            None if !known(None) => return None,
            found => found,
        };
        let name = found.map_or("about.md".to_owned(), |language| format!("about.{}.md", language.code()));
        self.prose("", &name, found.unwrap_or(portfolio_language))
    }

    /// Returns the opening paragraph that somebody wrote, if it is in the document's language.
    fn lede(&self, round: &Round) -> Option<ProseView> {
        let translated = format!("lede.{}.md", self.language.code());
        let has = |name: &str| round.files.iter().any(|file| &**file == name);
        let is_original = self.language == self.portfolio.language() && has("lede.md");
        let name = if has(&translated) { &translated } else { is_original.then_some("lede.md")? };
        self.prose(&round.year.to_string(), name, self.language)
    }

    fn prose(&self, folder: &str, name: &str, language: Language) -> Option<ProseView> {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let bytes = self.source.read(&path(name), LARGEST).ok()?;
        let markdown = decode(&bytes).ok().filter(|text| prose::says_something(text))?.replace("\r\n", "\n");
        let (folder, pictures) = match self.links {
            Links::To(base) => (Some(format!("{base}{}", path(""))), BTreeMap::new()),
            Links::Inside => {
                let inside = |address: String| data_address(self.source, &path(&address)).map(|data| (address, data));
                (None, prose::pictures(&markdown).into_iter().filter_map(inside).collect())
            }
        };
        Some(ProseView { text: markdown, lang: self.marked(language).map(str::to_owned), folder, pictures })
    }

    /// Returns the year's picture; none where its file is missing, since words about a picture nobody sees only confuse.
    fn image(&self, round: &Round, image: &Image) -> Option<ImageView> {
        let file = image.file.as_ref().filter(|file| round.files.contains(&file.value))?;
        let path = format!("{}/{}", round.year, &*file.value);
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.words(text, self.portfolio.language()));
        let src = match self.links {
            Links::To(base) => format!("{base}{path}"),
            Links::Inside => data_address(self.source, &path)?,
        };
        Some(ImageView { src, alt: words(&image.alt), caption: words(&image.caption), credit: words(&image.credit) })
    }

    fn citation(&self, citation: &Citation) -> Option<CitationView> {
        Some(CitationView {
            title: self.words(citation.title.as_ref()?, self.portfolio.language()),
            publisher: citation.publisher.as_deref().map(str::to_owned),
            published: citation.published.map(|date| self.formats.date(date)),
            url: citation
                .url
                .as_ref()
                .map(|url| url.value.to_string())
                .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        })
    }
}
