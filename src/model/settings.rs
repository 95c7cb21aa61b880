//! The settings: `stimulab.yaml`.

use super::{Citation, Contact, Doubt, Remark, Text};
use crate::{
    document::{At, Map, OneOrMany, SharedStr, choice, record},
    language::Language,
};

record! {
    /// Holds the content of `stimulab.yaml`.
    pub struct Settings {
        /// The programme.
        programme: Option<Programme>,
        /// The language of documents, and of messages unless the system sets another.
        language: Option<At<Language>>,
        /// The languages into which every text must be translated.
        translations: Vec<At<Language>>,
        /// The id of the default process model.
        process: Option<At<SharedStr>>,
        /// Names of the life events, by id.
        life_events: Map<Text>,
        /// Names of the assessment criteria, by id.
        criteria: Map<Text>,
        /// The site of the published documents.
        site: Option<Site>,
        /// The keys that must not change after a round is announced. Keys of rounds start with `round.`.
        frozen: Vec<At<SharedStr>>,
        /// The level of each rule, by the rule's name.
        rules: Map<Level>,
        /// The sources.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
}

record! {
    /// Describes the programme.
    pub struct Programme {
        /// Its name.
        name: Option<Text>,
        /// Other ways to write its name.
        aliases: Vec<SharedStr>,
        /// The ids of the organisations that run it.
        hosts: OneOrMany<At<SharedStr>>,
        /// The contact.
        contact: Option<Contact>,
        /// What it is for.
        purpose: Vec<Remark>,
        /// Who may apply, and when.
        applicants: Vec<Remark>,
        /// What a project gets.
        support: Vec<Remark>,
        /// What a project must do.
        duties: Vec<Remark>,
        /// The strategy it belongs to.
        strategy: Option<Text>,
    }
}

impl Programme {
    /// Lists the ids of the organisations it names.
    pub fn organisations(&self) -> impl Iterator<Item = &At<SharedStr>> {
        self.hosts.iter().chain(self.contact.as_ref().and_then(|contact| contact.organisation.as_ref()))
    }
}

record! {
    /// Holds where and how documents are published.
    pub struct Site {
        /// The address of the front page.
        url: Option<At<SharedStr>>,
        /// Additional style sheets.
        stylesheets: Vec<SharedStr>,
    }
}

choice! {
    /// Sets the severity of a rule.
    pub enum Level {
        /// The rule does not run.
        Off = "off",
        /// Worth knowing.
        Hint = "hint",
        /// Should be fixed.
        Warning = "warning",
        /// Must be fixed.
        Error = "error",
    }
}
