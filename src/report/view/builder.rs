//! Views made from the portfolio: names instead of ids, texts in the document's language, nothing where nothing is known.

use serde_json::{Value, json};

use super::{
    frame::Frame,
    incoming::Incoming,
    links::Links,
    parties::PartyNames,
    round::RoundView,
    values::Values,
    words::{CitationView, ImageView, ProseView, TextView},
};
use crate::{
    collation::NorwegianOrder,
    date::Date,
    document::{At, SharedStr, links::forbidden_addresses},
    language::Language,
    load::{LARGEST, links_to_unpublished},
    model::{Citation, Image, Portfolio, Programme, Project, Prose, Requirements, Round, Text},
    number_format::Formats,
    report::{
        body::says_something,
        picture::data_address,
        stand_in::StandIn,
        view::{links::encoded, target::Target},
    },
    source::Source,
    text_encoding::decode,
    texts::Texts,
};

/// Makes views in one language with one way of pointing at files.
pub struct ViewBuilder<'a> {
    pub portfolio: &'a Portfolio,
    pub source: &'a dyn Source,
    pub language: Language,
    pub links: Links<'a>,
    pub incoming: Incoming<'a>,
    pub texts: Texts,
    pub formats: Formats,
    pub today: Option<Date>,
    /// Whether each project comes with its process model, which is larger than all else that is known of most.
    pub has_models: bool,
}

/// No year has as many projects: their numbers stay apart from those of the next year.
const MOST_IN_A_YEAR: usize = 1_000_000;

impl ViewBuilder<'_> {
    pub(super) fn frame(&self, document: &str, target: Target<'_>) -> Frame {
        let settings = &self.portfolio.settings;
        let nothing = Programme::default();
        let programme = settings.programme.as_ref().unwrap_or(&nothing);
        let names = self.names(None);
        let event = |(id, name): &(At<SharedStr>, Text)| (id.value.to_string(), json!(self.own_words(name)));
        Frame {
            document: document.to_owned(),
            programme: programme.name.as_ref().map_or("StimuLab", |name| name.in_language(self.language).text).into(),
            language: self.language.code(),
            stylesheets: settings
                .site
                .as_ref()
                .map(|site| site.stylesheets.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            about: self.about(),
            programme_facts: Values::of::<Programme>(names, self.portfolio.language()).record(programme),
            hosts: programme.hosts.iter().map(|id| names.plain(id)).collect(),
            life_events: settings.life_events.iter().map(event).collect(),
            criteria: self.criteria_in_order(),
            calls: self.calls(target),
        }
    }

    /// Returns a call with its public projects that were selected.
    pub(super) fn round(&self, round: &Round) -> RoundView {
        let projects = self.portfolio.projects_of(round.year).filter(|project| project.was_selected());
        self.call(round, &projects.collect::<Vec<_>>())
    }

    pub(super) fn call(&self, round: &Round, selected: &[&Project]) -> RoundView {
        let portfolio = self.portfolio;
        let applications = round.applications.map(|count| count.value);
        // How many did not get through is known where it is known how many did, and the portfolio may not hold all of them.
        let chosen = round.selected.map(|count| count.value);
        let others = applications.zip(chosen).and_then(|(all, chosen)| all.checked_sub(chosen));
        let shown = selected.iter().filter(|project| project.is_public()).count();
        let is_whole = shown == 0 || chosen.is_some_and(|chosen| chosen as usize == shown);
        let requires = round.requires.clone().unwrap_or_default();
        RoundView {
            year: round.year,
            years: round.years(),
            applications,
            selected: chosen,
            others: others.filter(|others| *others > 0 && !selected.is_empty()).map(u64::from),
            grant_total: round.grant_total.map(|amount| amount.value.0).filter(|amount| *amount > 0),
            support_total: round.support_of_selected().filter(|_| is_whole),
            selected_by: round
                .selected_by
                .iter()
                .map(|id| {
                    self.names(round.announced.map(|date| date.value).or(Some(Date::of_year(round.year)))).plain(id)
                })
                .collect(),
            deadline: round.deadline.map(|date| date.value),
            announced: round.announced.map(|date| date.value),
            kickoff: round.kickoff.map(|date| date.value),
            requires: Values::of::<Requirements>(self.names(None), portfolio.language()).record(&requires),
            lede: self.lede(round),
            highlights: self.highlights(round),
            lede_themes: round.lede_themes.iter().map(|theme| self.words(theme, portfolio.language())).collect(),
            image: round.image.as_ref().and_then(|image| self.image(round, image)),
            sources: round.sources.iter().filter_map(|source| self.citation(source)).collect(),
            projects: self.projects(selected, round.year),
        }
    }

    /// Returns words with their language where it is not the document's; a plain string is in the language of `context`.
    pub fn words(&self, text: &Text, context: Language) -> TextView {
        let found = text.in_language(self.language);
        let language = found.language.unwrap_or(context);
        TextView { text: found.text.to_owned(), lang: self.marked(language) }
    }

    pub fn marked(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then_some(language.code())
    }

    pub(super) fn projects(&self, selected: &[&Project], year: i16) -> Vec<Value> {
        let shown = selected.iter().filter(|project| project.is_public());
        let mut projects: Vec<(TextView, &Project)> = shown.map(|project| (self.heading(project), *project)).collect();
        let order = NorwegianOrder::load();
        projects.sort_by(|(a, one), (b, other)| order.compare(&a.text, &b.text).then_with(|| one.id.cmp(&other.id)));
        let view = |(at, (_, project)): (usize, (TextView, &Project))| {
            let mut view = self.project(project);
            // Which name the heading gets is known when the document is whole.
            let number = usize::from(year.unsigned_abs()) * MOST_IN_A_YEAR + at;
            view["heading"]["subject"] = json!(number);
            view["anchor"] = json!(StandIn::Link(number).written());
            view
        };
        projects.into_iter().enumerate().map(view).collect()
    }

    pub fn names(&self, time: Option<Date>) -> PartyNames<'_> {
        PartyNames { portfolio: self.portfolio, texts: &self.texts, formats: &self.formats, time, today: self.today }
    }

    pub fn contact(&self, project: &Project) -> Option<String> {
        let contact = project.contact.as_ref()?;
        let organisation = contact.organisation.as_ref().map(|id| {
            let known = self.portfolio.organisation(id).and_then(|found| found.name.as_ref());
            known.map_or(id.value.to_string(), |name| name.in_language(self.language).text.to_owned())
        });
        let parts: Vec<String> = contact.name.as_deref().map(str::to_owned).into_iter().chain(organisation).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Returns a project's text on a topic: the translation into the document's language, else the original.
    pub fn prose_of(&self, project: &Project, topic: &str) -> Option<ProseView> {
        let on_topic = || project.prose.iter().filter(|prose| &*prose.topic == topic);
        let found: &Prose = on_topic()
            .find(|prose| prose.language == Some(self.language))
            .or_else(|| on_topic().find(|prose| prose.language.is_none()))
            .or_else(|| on_topic().next())?;
        let language = found.language.unwrap_or(self.portfolio.language_of(project));
        self.prose(&project.id, &found.file_name(), language)
    }

    pub(super) fn about(&self) -> Option<ProseView> {
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
    pub(super) fn lede(&self, round: &Round) -> Option<ProseView> {
        let translated = format!("lede.{}.md", self.language.code());
        let has = |name: &str| round.files.iter().any(|file| &**file == name);
        let is_original = self.language == self.portfolio.language() && has("lede.md");
        let name = if has(&translated) { &translated } else { is_original.then_some("lede.md")? };
        self.prose(&round.year.to_string(), name, self.language)
    }

    /// Returns what somebody wrote about the projects of a year taken together, in whatever language it is.
    pub(super) fn highlights(&self, round: &Round) -> Option<ProseView> {
        let translated = format!("highlights.{}.md", self.language.code());
        let has = |name: &str| round.files.iter().any(|file| &**file == name);
        let folder = round.year.to_string();
        if has(&translated) {
            return self.prose(&folder, &translated, self.language);
        }
        has("highlights.md").then(|| self.prose(&folder, "highlights.md", self.portfolio.language()))?
    }

    pub(super) fn prose(&self, folder: &str, name: &str, language: Language) -> Option<ProseView> {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let bytes = self.source.read(&path(name), LARGEST).ok()?;
        let markdown = decode(&bytes).ok().filter(|text| says_something(text))?;
        let kept_out = forbidden_addresses(markdown, &|url| links_to_unpublished(self.source, &path(name), url));
        let base = if let Links::To(base) = self.links { base } else { "" };
        let folder = Some(format!("{base}{}", path("")));
        let lang = self.marked(language).map(str::to_owned);
        Some(ProseView { text: markdown.to_owned(), lang, folder, kept_out })
    }

    /// Returns the year's picture; none where its file is missing, since words about a picture nobody sees only confuse.
    pub(super) fn image(&self, round: &Round, image: &Image) -> Option<ImageView> {
        let file = image.file.as_ref().filter(|file| round.files.contains(&file.value))?;
        let path = format!("{}/{}", round.year, &*file.value);
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.words(text, self.portfolio.language()));
        let src = match self.links {
            Links::To(base) => format!("{base}{}", encoded(&path)),
            Links::Inside => data_address(self.source, &path)?,
        };
        Some(ImageView { src, alt: words(&image.alt), caption: words(&image.caption), credit: words(&image.credit) })
    }

    pub fn citation(&self, citation: &Citation) -> Option<CitationView> {
        Some(CitationView {
            title: self.words(citation.title.as_ref()?, self.portfolio.language()),
            publisher: citation.publisher.as_deref().map(str::to_owned),
            published: citation.published,
            url: citation
                .url
                .as_ref()
                .map(|url| url.value.to_string())
                .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        })
    }
}
