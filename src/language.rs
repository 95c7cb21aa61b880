//! The written forms that the program supports: one for each language file.

use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use crate::embedded;

static CODES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| embedded::languages().iter().map(|(code, _)| *code).collect());

/// A written form: `nb`, `nn`, `en`, or any other with a file in `templates/lang/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl Language {
    /// Bokmål, the default language of a portfolio.
    pub const BOKMAAL: Self = Self("nb");

    /// Lists the languages, sorted by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().copied().map(Self)
    }

    /// Finds the language with exactly this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        CODES.iter().find(|known| **known == code).copied().map(Self)
    }

    /// Finds the language of a system locale such as `nn_NO.UTF-8`; `no` is read as bokmål.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        match locale.split(['_', '-', '.', '@']).next()? {
            "no" => Some(Self::BOKMAAL),
            code => Self::from_code(code),
        }
    }

    /// Returns the code, as in `<html lang>` and in file names.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_read_by_their_language() {
        assert_eq!(Language::from_locale("nn_NO.UTF-8").map(Language::code), Some("nn"));
        assert_eq!(Language::from_locale("no-NO").map(Language::code), Some("nb"));
        assert_eq!(Language::from_locale("de_DE"), None);
        assert_eq!(Language::from_locale("C"), None);
    }
}
