//! The fields whose values have names, and what a word stands for in them: an id, or a name in any language.

use super::name_lookup::{all_phases, life_events, organisations, phases, plain, themes};
use crate::{
    document::{Choice, Map},
    language::Language,
    model::{
        Portfolio, Strength, Text, Visibility,
        field::{self, Accessor},
    },
    texts::Texts,
};

/// Names a kind of values that have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ValueNames {
    Phase,
    Organisation,
    LifeEvent,
    Theme,
    Process,
    Language,
    Visibility,
    Strength,
}

impl ValueNames {
    /// Returns the kind of the values at a path in the view of a project.
    pub(super) fn of_path(path: &[&str]) -> Option<Self> {
        let field = field::listed().find(|field| path.starts_with(&field.path()))?;
        let rest = &path[field.path().len()..];
        Some(match (field.read, rest) {
            (Accessor::Phase(_), []) => Self::Phase,
            (Accessor::Parties(_), []) | (Accessor::Person(_), ["organisation"]) => Self::Organisation,
            (Accessor::LifeEvent(_), []) => Self::LifeEvent,
            (Accessor::Process(_), []) => Self::Process,
            (Accessor::Language(_), []) => Self::Language,
            (Accessor::Visibility(_), []) => Self::Visibility,
            (Accessor::Assessment(_), [_]) => Self::Strength,
            (Accessor::Words(_), []) if field.name == "themes" => Self::Theme,
            _ => return None,
        })
    }

    /// Returns the last part of the key `unknown.<name>` of the text about a word that stands for nothing.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Organisation => "organisation",
            Self::LifeEvent => "life-event",
            Self::Theme => "theme",
            Self::Process | Self::Language | Self::Visibility | Self::Strength => "value",
        }
    }

    /// Returns the ids that a word stands for; none if it stands for nothing.
    pub(super) fn ids(self, portfolio: &Portfolio, word: &str) -> Vec<String> {
        match self {
            Self::Phase => phases(portfolio, word).ids(portfolio),
            Self::Organisation => organisations(portfolio, word),
            Self::LifeEvent => life_events(portfolio, word),
            Self::Theme => themes(portfolio).filter(|theme| plain(theme) == plain(word)).map(str::to_owned).collect(),
            _ => {
                let word = plain(word);
                let values = self.values(portfolio, portfolio.language()).into_iter();
                let called = values.filter(|(id, names)| plain(id) == word || names.iter().any(|n| plain(n) == word));
                called.map(|(id, _)| id).collect()
            }
        }
    }

    /// Lists the values that may be meant, each with its names, that of the language first; for organisations, those of the
    /// register.
    pub(super) fn values(self, portfolio: &Portfolio, language: Language) -> Vec<(String, Vec<String>)> {
        let with_names = |id: &str, name: Option<&Text>| with_names(id, name, language);
        let of_map = |map: &Map<Text>| map.iter().map(|(id, name)| with_names(&id.value, Some(name))).collect();
        match self {
            Self::Phase => {
                let mut all: Vec<(String, Vec<String>)> = Vec::new();
                // The built-in models that no project follows would only be in the way.
                let is_used = |process: &str| portfolio.projects.iter().any(|p| portfolio.process_id_of(p) == process);
                let used = all_phases(portfolio).filter(|(process, _)| process.is_none_or(is_used));
                for (id, phase) in used.filter_map(|(_, phase)| Some((phase.id.as_ref()?, phase))) {
                    // Process models share some phases.
                    if all.iter().all(|(known, _)| *known != *id.value) {
                        let (id, mut names) = with_names(&id.value, phase.name.as_ref());
                        names.extend(
                            phase
                                .steps
                                .iter()
                                .filter_map(|step| step.name.as_ref())
                                .flat_map(Text::wordings)
                                .map(str::to_owned),
                        );
                        all.push((id, names));
                    }
                }
                all
            }
            Self::Organisation => {
                let of_register = portfolio.organisations.iter();
                of_register.map(|one| (one.id.value.to_string(), one.names().map(str::to_owned).collect())).collect()
            }
            Self::LifeEvent => of_map(&portfolio.settings.life_events),
            Self::Theme => themes(portfolio).map(|theme| with_names(theme, None)).collect(),
            Self::Process => {
                portfolio.processes.iter().map(|process| with_names(&process.id, process.name.as_ref())).collect()
            }
            Self::Language => Language::all()
                .map(Language::code)
                .map(|code| (code.to_owned(), own_first(&format!("language.{code}"), language)))
                .collect(),
            Self::Visibility => choices::<Visibility>("visibility", language),
            Self::Strength => choices::<Strength>("strength", language),
        }
    }
}

fn with_names(id: &str, name: Option<&Text>, language: Language) -> (String, Vec<String>) {
    let own = name.iter().map(|name| name.in_language(language).text);
    (id.to_owned(), own.chain(name.into_iter().flat_map(Text::wordings)).map(str::to_owned).collect())
}

/// Lists the words of a choice with their names.
fn choices<C: Choice>(of: &str, language: Language) -> Vec<(String, Vec<String>)> {
    let named = |(word, _): &(&str, C)| ((*word).to_owned(), own_first(&format!("value.{of}.{word}"), language));
    C::ALL.iter().map(named).collect()
}

fn own_first(key: &str, language: Language) -> Vec<String> {
    Texts::of(language).find(key).map(str::to_owned).into_iter().chain(in_all_languages(key)).collect()
}

/// Lists the wordings of a text in all languages.
pub(super) fn in_all_languages(key: &str) -> Vec<String> {
    Language::all().filter_map(|language| Texts::of(language).find(key).map(str::to_owned)).collect()
}
