//! Reads one file without the rest of the portfolio.

use crate::{
    document::{Faults, FromYaml, remove_blanks, yaml},
    model::{Project, Results},
    text_encoding::decode,
};

/// Reads the text of a `project.yaml`, without the project's id and other files.
#[must_use]
pub fn project_of(bytes: &[u8]) -> Project {
    record_of(bytes).unwrap_or_else(|| Project { is_broken: true, ..Project::default() })
}

/// Reads the text of a `results.yaml`; none if it cannot be read.
#[must_use]
pub fn results_of(bytes: &[u8]) -> Option<Results> {
    record_of(bytes)
}

pub fn record_of<T: FromYaml>(bytes: &[u8]) -> Option<T> {
    let mut faults = Faults::default();
    let read = decode(bytes).ok().and_then(|text| {
        let mut root = yaml::parse(text, &mut faults)?;
        remove_blanks(&mut root, &mut faults);
        T::from_yaml(&root, &mut faults)
    });
    let is_hidden = faults.into_list().iter().any(|fault| fault.kind.hides_the_file());
    read.filter(|_| !is_hidden)
}
