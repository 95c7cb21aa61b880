//! Words that name nothing in the portfolio, or several things.

use super::{name_lookup::plain, value_names::ValueNames};
use crate::{language::Language, model::Portfolio, similar_name::probable};

/// Holds a word that names nothing in the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What it should name: `phase`, `organisation`, `theme`, `life-event` or `value`.
    pub kind: &'static str,
    /// The word.
    pub word: String,
    /// A similar known name.
    pub suggestion: Option<String>,
    /// The known ids, each with its names, that of the reader's language first; empty if there are very many.
    pub known: Vec<(String, Vec<String>)>,
}

/// The most values that a message lists.
const MOST_LISTED: usize = 30;

impl UnknownWord {
    /// Makes it, with the values that may be meant.
    pub(super) fn of(kind: ValueNames, word: &str, portfolio: &Portfolio, language: Language) -> Self {
        let mut known = kind.values(portfolio, language);
        let names: Vec<&str> =
            known.iter().flat_map(|(id, names)| std::iter::once(id).chain(names)).map(String::as_str).collect();
        let suggestion = probable(word, &names).map(str::to_owned);
        if known.len() > MOST_LISTED {
            known.clear();
        }
        Self { kind: kind.name(), word: word.to_owned(), suggestion, known }
    }
}

/// Holds a word that is the name of several organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousWord {
    /// The word.
    pub word: String,
    /// The ids of the organisations.
    pub ids: Vec<String>,
}

/// Returns the word if it is the name of several organisations, and the id of none.
pub(super) fn ambiguous_organisation(portfolio: &Portfolio, word: &str) -> Option<AmbiguousWord> {
    let ids: Vec<String> = portfolio.organisations_named(word).map(|found| found.id.value.to_string()).collect();
    let is_id = ids.iter().any(|id| plain(id) == plain(word));
    (ids.len() > 1 && !is_id).then(|| AmbiguousWord { word: word.to_owned(), ids })
}
