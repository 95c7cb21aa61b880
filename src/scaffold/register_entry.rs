//! A new entry of the register of organisations.

use std::borrow::Cow;

use crate::{
    document::{Choice, Faults, FromYaml, Map, quoted, yaml},
    model::{Organisation, OrganisationKind},
};

/// Holds a new entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
}

impl RegisterEntry {
    /// Returns its lines.
    #[must_use]
    pub fn lines(&self) -> String {
        format!("{}:\n  name: {}\n  kind: {}\n", self.id, yaml_text(&self.name), self.kind.word())
    }
}

/// Writes a text as YAML on one line.
#[must_use]
pub fn yaml_text(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    serde_yaml::to_string(&line).map_or_else(|_| quoted(&line), |written| written.trim_end().to_owned())
}

/// Returns the text of the register with entries at its end; none if they cannot be added with certainty.
#[must_use]
pub fn with_entries(register: &str, entries: &[RegisterEntry]) -> Option<String> {
    let lines: String = entries.iter().map(RegisterEntry::lines).collect();
    let lines =
        if register.contains("\r\n") { Cow::Owned(lines.replace('\n', "\r\n")) } else { Cow::Borrowed(&*lines) };
    let end = match register {
        "" => "",
        register if register.ends_with('\n') => "",
        register if register.contains("\r\n") => "\r\n",
        _ => "\n",
    };
    let text = format!("{register}{end}{lines}");
    let (before, after) = (ids(register)?, ids(&text)?);
    let expected: Vec<&str> = before.iter().map(String::as_str).chain(entries.iter().map(|entry| &*entry.id)).collect();
    (after == expected).then_some(text)
}

/// Lists the ids of a register; none if it cannot be read completely.
fn ids(register: &str) -> Option<Vec<String>> {
    let mut faults = Faults::default();
    let root = yaml::parse(register, &mut faults);
    let read = match &root {
        Some(root) => Map::<Organisation>::from_yaml(root, &mut faults)?,
        None => Map::default(),
    };
    let has_syntax_error = root.is_none() && !faults.into_list().is_empty();
    (!has_syntax_error).then(|| read.iter().map(|(id, _)| id.value.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_added_only_where_they_are_read_back() {
        let entries = [RegisterEntry {
            id: "as-kommune".into(),
            name: "Ås kommune: ny".into(),
            kind: OrganisationKind::Municipality,
        }];
        let lines = "as-kommune:\n  name: 'Ås kommune: ny'\n  kind: municipality\n";
        let added = |register: &str| with_entries(register, &entries);
        assert_eq!(added("").as_deref(), Some(lines));
        let before = "digdir: {name: Digdir, kind: state} # first";
        assert_eq!(added(before), Some(format!("{before}\n{lines}")));
        assert_eq!(
            added("digdir:\r\n  name: D\r\n"),
            Some(format!("digdir:\r\n  name: D\r\n{}", lines.replace('\n', "\r\n")))
        );
        for register in
            ["{digdir: {name: D}}\n", "digdir: [\n", "- digdir\n", "as-kommune: {name: Ås}\n", "  a: {name: A}\n"]
        {
            assert_eq!(added(register), None, "{register}");
        }
    }
}
