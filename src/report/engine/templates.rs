//! The templates of the program and the portfolio.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    embedded,
    load::LARGEST_TEXT,
    model::template::{BUILT_IN, FOLDER},
    source::{FileKind, Source},
    text_encoding::decode,
};

/// Holds the portfolio's own templates by name, and finds those of the program.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    own: Arc<BTreeMap<String, String>>,
}

impl Templates {
    /// Reads the templates of a portfolio.
    #[must_use]
    pub fn read(source: &dyn Source) -> Self {
        let mut own = BTreeMap::new();
        // The folder may be missing.
        for entry in source.entries(FOLDER).unwrap_or_default() {
            if entry.kind != FileKind::File || entry.name.strip_suffix(".j2").is_none() {
                continue;
            }
            let text = source.read(&format!("{FOLDER}/{}", entry.name), LARGEST_TEXT);
            if let Some(text) = text.ok().and_then(|bytes| decode(&bytes).ok().map(str::to_owned)) {
                own.insert(entry.name, text.replace("\r\n", "\n"));
            }
        }
        Self { own: Arc::new(own) }
    }

    /// Returns the text of a template: the portfolio's, otherwise the program's; `!name` is always the program's.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        match name.strip_prefix(BUILT_IN) {
            Some(name) => embedded::template(name),
            None => self.own.get(name).map(String::as_str).or_else(|| embedded::template(name)),
        }
    }

    /// Returns whether the portfolio has a template of that name.
    #[must_use]
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// Lists the names of the portfolio's templates.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }
}
