//! Sorts texts in Norwegian order: … x y z æ ø å, and `aa` as å.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

/// Compares texts in Norwegian order, in documents of any language, since the titles are Norwegian.
pub struct NorwegianOrder(Option<CollatorBorrowed<'static>>);

impl NorwegianOrder {
    /// Loads the collation data.
    #[must_use]
    pub fn load() -> Self {
        Self(Collator::try_new(locale!("nb").into(), CollatorOptions::default()).ok())
    }

    /// Compares two texts.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.as_ref().map_or_else(|| a.cmp(b), |order| order.compare(a, b)).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aa_stands_last() {
        let mut names = ["Aarhus", "Ål", "Øystre", "Ærø", "Zeta", "Asker"];
        let order = NorwegianOrder::load();
        names.sort_by(|a, b| order.compare(a, b));
        assert_eq!(names, ["Asker", "Zeta", "Ærø", "Øystre", "Ål", "Aarhus"]);
    }
}
