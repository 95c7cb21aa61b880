//! What projects are counted by.

use crate::{
    document::{Choice, choice},
    model::field,
    query::{Column, name_lookup::plain, value_names::in_all_languages},
};

choice! {
    /// Says what projects are counted by.
    pub enum By {
        /// The round.
        Year = "year",
        /// The phase they are in.
        Phase = "phase",
        /// The vendors.
        Vendor = "vendor",
        /// The owners.
        Owner = "owner",
        /// The kind of the owner's organisation.
        Kind = "kind",
        /// The themes.
        Theme = "theme",
        /// The life event.
        LifeEvent = "life-event",
        /// The process model.
        Process = "process",
        /// The language of the prose.
        Language = "language",
        /// The assessment.
        Criterion = "criterion",
    }
}

impl By {
    /// Finds a key by its word, or by a title of the field in any language, such as `Eier`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let column = || Column::find(word).map(|column| column.name);
        let of_column = || {
            let name = column()?;
            Self::from_word(field::listed().find(|field| field.name == name)?.group?)
        };
        let is_called = |(key, _): &&(&str, Self)| {
            in_all_languages(&format!("column.{key}")).iter().any(|title| plain(title) == plain(word))
        };
        let of_title = || Self::ALL.iter().find(is_called).map(|(_, by)| *by);
        Self::from_word(word).or_else(of_column).or_else(of_title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_by_word_or_title() {
        for (word, by) in [
            ("owner", By::Owner),
            ("eier", By::Owner),
            ("Fase", By::Phase),
            ("År", By::Year),
            ("Tema", By::Theme),
            ("themes", By::Theme),
            ("Kriterium", By::Criterion),
            ("Life event", By::LifeEvent),
            ("Type virksomhet", By::Kind),
        ] {
            assert_eq!(By::named(word), Some(by), "{word}");
        }
        assert_eq!(By::named("Støtte"), None);
    }
}
