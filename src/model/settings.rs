//! The programme and its settings.

use super::{Citation, Contact, Doubt, Remark, Text};
use crate::{
    document::{At, Map, OneOrMany, SharedStr, choice, record},
    language::Language,
};

record! {
    /// Holds what `stimulab.yaml` says.
    pub struct Settings {
        /// The programme.
        programme: Option<Programme>,
        /// The language of documents and, where the system does not say, of messages.
        language: Option<At<Language>>,
        /// Languages in which every text is wanted besides its own.
        translations: Vec<At<Language>>,
        /// The id of the process model of projects that do not name another.
        process: Option<At<SharedStr>>,
        /// Names of the life events, by id.
        life_events: Map<Text>,
        /// Names of the assessment criteria, by id.
        criteria: Map<Text>,
        /// Where the documents are published.
        site: Option<Site>,
        /// The keys that stay as they are once a round is announced: of projects, and of rounds with `round.` in front.
        frozen: Vec<At<SharedStr>>,
        /// How much each rule matters, by the rule's name.
        rules: Map<Level>,
        /// Where these facts come from.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
}

record! {
    /// Holds what the programme is.
    pub struct Programme {
        /// Its name.
        name: Option<Text>,
        /// Other ways to write its name.
        aliases: Vec<SharedStr>,
        /// The ids of the organisations behind it.
        hosts: OneOrMany<At<SharedStr>>,
        /// Whom to ask.
        contact: Option<Contact>,
        /// What it is for.
        purpose: Vec<Remark>,
        /// Who may apply, and when.
        applicants: Vec<Remark>,
        /// What a project gets.
        support: Vec<Remark>,
        /// What a project must do.
        duties: Vec<Remark>,
        /// The strategy it serves.
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
        /// Style sheets to link besides the program's own.
        stylesheets: Vec<SharedStr>,
    }
}

choice! {
    /// Says how much a rule matters in this portfolio.
    pub enum Level {
        /// Not looked for.
        Off = "off",
        /// Worth knowing.
        Hint = "hint",
        /// Should be mended.
        Warning = "warning",
        /// Must be mended.
        Error = "error",
    }
}
