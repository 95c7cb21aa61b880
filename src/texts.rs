//! The texts of the program in one language, by key.

use std::borrow::Cow;

use icu_plurals::{PluralCategory, PluralRules};

use crate::{
    embedded::{self, LanguageFile},
    language::Language,
    wording::{control_characters::visible_line, identity_number::masked},
};

/// Names a text of the language files; a name that they do not have does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(&'static str);

impl Key {
    /// Makes a key of a name; use [`key!`](crate::key), which calls it when the program is compiled.
    ///
    /// # Panics
    /// Panics where the language files have no such name.
    #[must_use]
    pub const fn checked(name: &'static str) -> Self {
        assert!(embedded::has_key(name, ""), "the language files have no such key");
        Self(name)
    }

    /// Returns the name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Returns the last part of the name, behind the last full stop.
    #[must_use]
    pub fn last(self) -> &'static str {
        self.0.rsplit('.').next().unwrap_or_default()
    }
}

/// Names a text that differs by number: it has the forms `<name>.one` and `<name>.other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plural(&'static str);

impl Plural {
    /// Makes a key of a name; use [`plural!`](crate::plural), which calls it when the program is compiled.
    ///
    /// # Panics
    /// Panics where the language files do not have both forms.
    #[must_use]
    pub const fn checked(name: &'static str) -> Self {
        assert!(
            embedded::has_key(name, ".one") && embedded::has_key(name, ".other"),
            "the key does not have both forms"
        );
        Self(name)
    }
}

/// Makes the [`Key`](crate::texts::Key) of a text; a name that the language files do not have does not compile.
#[macro_export]
macro_rules! key {
    ($name:literal) => {
        const { $crate::texts::Key::checked($name) }
    };
}

/// Makes the [`Plural`](crate::texts::Plural) of a text; a name without both forms does not compile.
#[macro_export]
macro_rules! plural {
    ($name:literal) => {
        const { $crate::texts::Plural::checked($name) }
    };
}

/// Holds the texts of one language file.
#[derive(Debug)]
pub struct Texts {
    language: Language,
    by_key: LanguageFile,
    plurals: Option<PluralRules>,
}

impl Texts {
    /// Returns the texts of the embedded file of a language.
    ///
    /// A missing key is shown as the key itself; a test checks that no key is missing.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let file = embedded::languages().iter().find(|(code, _)| *code == language.code());
        let locale = language.code().parse::<icu_locale_core::Locale>().ok();
        Self {
            language,
            by_key: file.map(|(_, texts)| *texts).unwrap_or_default(),
            plurals: locale.and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok()),
        }
    }

    /// Returns the language of the texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Lists the keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.by_key.keys()
    }

    /// Returns the text of a name that is put together from data, if there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.by_key.find(key)
    }

    /// Returns the text of a name that is put together from data, or the name itself.
    #[must_use]
    pub fn named<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).unwrap_or(name)
    }

    /// Returns the text of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> &str {
        self.named(key.0)
    }

    /// Returns the text of a key with each `{name}` replaced by its argument.
    #[must_use]
    pub fn fill<V: AsRef<str>>(&self, key: Key, args: &[(&str, V)]) -> String {
        self.fill_named(key.0, args)
    }

    /// Fills the text of a name that is put together from data as [`fill`](Self::fill) does.
    #[must_use]
    pub fn fill_named<V: AsRef<str>>(&self, name: &str, args: &[(&str, V)]) -> String {
        fill(self.named(name), args)
    }

    /// Fills the plural form that a number takes as [`fill`](Self::fill) does.
    #[must_use]
    pub fn fill_plural<V: AsRef<str>>(&self, key: Plural, count: usize, args: &[(&str, V)]) -> String {
        self.fill_named(&self.plural_name(key.0, count), args)
    }

    /// Returns the name of the plural form for a number: `key.one` or `key.other`, by Unicode's plural rules.
    #[must_use]
    pub fn plural_name(&self, key: &str, count: usize) -> String {
        let one = self.plurals.as_ref().is_some_and(|rules| rules.category_for(count) == PluralCategory::One);
        format!("{key}.{}", if one { "one" } else { "other" })
    }

    /// Returns the text of a key for a number of things; `{count}` is the number in digits.
    #[must_use]
    pub fn count(&self, key: Plural, count: usize) -> String {
        self.fill_plural(key, count, &[("count", count.to_string())])
    }
}

/// Replaces each `{name}` in `text` by its argument; a name without an argument is kept.
pub(crate) fn fill<V: AsRef<str>>(text: &str, args: &[(&str, V)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match args.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value.as_ref()),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Prepares a value from a file to be shown on one line: shortened, with escaped control characters and masked national
/// identity numbers.
#[must_use]
pub fn shown(value: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    shown_up_to(value, LONGEST)
}

/// Prepares a value as [`shown`] does, with at most `longest` characters.
#[must_use]
pub fn shown_up_to(value: &str, longest: usize) -> Cow<'_, str> {
    match masked(value) {
        Cow::Borrowed(value) => shortened(value, longest),
        Cow::Owned(value) => Cow::Owned(shortened(&value, longest).into_owned()),
    }
}

fn shortened(value: &str, longest: usize) -> Cow<'_, str> {
    let Some((end, _)) = value.char_indices().nth(longest) else { return visible_line(value) };
    Cow::Owned(visible_line(&value[..end]).into_owned() + "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_in_once() {
        assert_eq!(fill("«{a}» {b} {c}", &[("a", "{b}"), ("b", "x")]), "«{b}» x {c}");
        assert_eq!(fill("open {", &[("a", "b")]), "open {}");
    }

    #[test]
    fn shown_values_are_short_and_harmless() {
        assert_eq!(shown("a\n\u{1b}[31mb"), "a\\n\\u{1b}[31mb");
        assert_eq!(shown(&"å".repeat(100)).chars().count(), 81);
        assert_eq!(shown("id 02829012041"), "id 02*********");
    }
}
