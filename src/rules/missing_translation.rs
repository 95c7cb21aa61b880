//! `missing-translation`: a text that is not in a language the settings ask for.

use crate::{
    finding::Message,
    language::Language,
    model::{Portfolio, Prose},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds texts that are not in a language the settings ask for.
    ///
    /// # Why
    ///
    /// A project has one written form, and nobody has to translate it. Where a portfolio wants all of its texts in another
    /// language too, `translations: [en]` in `stimulab.yaml` says so, and this rule names each text that has no such file beside
    /// it: `challenge.en.md` beside `challenge.md`. Internal projects are left out.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # stimulab.yaml
    /// programme: {name: StimuLab, hosts: [arkivverket]}
    /// translations: [en]
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mye blir borte.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # stimulab.yaml
    /// programme: {name: StimuLab, hosts: [arkivverket]}
    /// translations: [en]
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mye blir borte.
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.en.md -->
    /// Much is lost.
    /// ```
    "missing-translation", "SL308", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for wanted in &portfolio.settings.translations {
        let wanted = wanted.value;
        for project in portfolio.projects.iter().filter(|project| project.is_public()) {
            let own = portfolio.language_of(project);
            let texts = project.prose.iter().map(|prose| (&*prose.topic, prose.language));
            check_folder(&texts, own, wanted, &format!("{}/", project.id), sink);
        }
        let own = portfolio.language();
        check_folder(&portfolio.about.iter().map(|language| ("about", *language)), own, wanted, "", sink);
        for round in &portfolio.rounds {
            let ledes =
                round.files.iter().filter_map(|file| Prose::named(file)).filter(|prose| &*prose.topic == "lede");
            let ledes: Vec<Prose> = ledes.collect();
            let texts = ledes.iter().map(|prose| (&*prose.topic, prose.language));
            check_folder(&texts, own, wanted, &format!("{}/", round.year), sink);
        }
    }
}

/// Reports the texts of a folder without a translation into a language.
fn check_folder<'t>(
    texts: &(impl Iterator<Item = (&'t str, Option<Language>)> + Clone),
    own: Language,
    wanted: Language,
    folder: &str,
    sink: &mut Sink<'_>,
) {
    let originals = texts.clone().filter(|(_, language)| language.is_none() && own != wanted);
    for (topic, _) in originals {
        if !texts.clone().any(|(other, language)| other == topic && language == Some(wanted)) {
            let file = Prose { topic: topic.into(), language: Some(wanted) }.file_name();
            let message = Message::new(text!("message")).with("language", wanted).with("file", file);
            sink.add(format!("{folder}{topic}.md"), None, message);
        }
    }
}
