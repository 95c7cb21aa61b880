//! National identity numbers in every revision of every file, and in the messages of commits and tags.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{run::check, selection::Selection};
use crate::{
    document::{Fault, FaultKind, Faults, yaml},
    finding::Finding,
    load::{DocumentBody, Inspect, InspectedDocument, LARGEST_DATA, Loaded, Observations, Role},
    model::Settings,
    source::git::{AllRevisions, GitError, Repository, RevisionFile},
    text_encoding::text_of_any_kind,
    wording::identity_number::{find, masked_path},
};

/// The rule that is looked for.
const RULE: &str = "national-identity-number";

/// Holds what was found in the past.
pub struct PersonalData {
    /// How many contents of files were looked at.
    pub files: usize,
    /// How many are larger than what is looked at.
    pub large: usize,
    /// How many messages of commits and tags.
    pub messages: usize,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Where to read it.
    pub past: AllRevisions,
}

/// Looks for national identity numbers in every content that a file ever had, each once; a file goes by what git calls it,
/// such as `1a2b3c4d:portfolio/2019/round.yaml`, and a message by its commit or tag.
///
/// # Errors
/// Fails where an object is missing or damaged, or the clone is shallow.
pub fn personal_data(repository: &Repository, settings: Settings) -> Result<PersonalData, GitError> {
    let (mut files, names) = repository.past_files(|name| find(name).next().is_some())?;
    // What names a file is shown wherever something is found in it.
    for file in &mut files {
        file.path = masked_path(&file.path);
    }
    let blobs: Vec<_> = files.iter().map(|file| (file.blob, file.name())).collect();
    let large = AtomicUsize::new(0);
    let with_numbers = repository.read_all(&blobs, LARGEST_DATA, |_, bytes| {
        if bytes.is_none() {
            large.fetch_add(1, Ordering::Relaxed);
        }
        let text = text_of_any_kind(bytes?)?;
        let has_one = find(&text).next().is_some();
        has_one.then(|| text.into_owned())
    })?;
    let selection = Selection { only: vec![RULE], ..Selection::default() };
    let mut observations = Observations::default();
    let past = repository.past(Vec::new());
    let large = large.into_inner();
    let looked = files.len() - large;
    let found = files.into_iter().zip(with_numbers).filter_map(|(file, text)| Some((file, text?)));
    let found: Vec<(RevisionFile, String)> = found.collect();
    for (file, text) in &found {
        inspect(&file.name(), text, &selection, &settings, &past, &mut observations);
    }
    for (commit, path) in names {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let fault = Fault { kind: FaultKind::NumberInName { name }, span: None };
        observations.faults.push((format!("{}:{}", commit.short(), masked_path(&path)), fault));
    }
    let (said, mut messages) = repository.past_messages(|text| find(text).next().is_some())?;
    for message in &mut messages {
        // What names it is shown, too.
        message.name = masked_path(&message.name);
        inspect(&message.name, &message.text, &selection, &settings, &past, &mut observations);
    }
    let mut loaded = Loaded { observations, ..Loaded::default() };
    loaded.portfolio.settings = settings;
    let (_, findings) = check(loaded, &selection);
    let past = repository.past(found.into_iter().map(|(file, _)| file).collect()).with_messages(messages);
    Ok(PersonalData { files: looked, large, messages: said, findings, past })
}

/// Looks at one text as the rule does, and at the comments that silence it.
fn inspect(
    path: &str,
    text: &str,
    selection: &Selection,
    settings: &Settings,
    source: &AllRevisions,
    observations: &mut Observations,
) {
    let ending = path.rsplit('.').next().unwrap_or_default();
    let tree = if ending == "yaml" { yaml::parse(text, &mut Faults::default()) } else { None };
    let body = match (&tree, ending) {
        (Some(tree), _) => DocumentBody::Yaml(tree),
        (None, "md") => DocumentBody::Markdown(text),
        _ => DocumentBody::Unread,
    };
    let role = Role::Other;
    selection.inspect(InspectedDocument { path, text, body, role, project: None, settings, source }, observations);
}
