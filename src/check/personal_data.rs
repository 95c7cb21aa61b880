//! Finds national identity numbers in every revision of every file, and in the messages of commits and tags.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{run::check, selection::Selection};
use crate::{
    document::{Fault, FaultKind, Faults, yaml},
    finding::Finding,
    load::{DocumentBody, Inspect, InspectedDocument, LARGEST_DATA, Loaded, Observations, Role},
    model::Settings,
    progress::Progress,
    source::git::{AllRevisions, GitError, Repository, RevisionFile},
    text_encoding::text_of_any_kind,
    wording::identity_number::{find, masked_path},
};

/// The rule that runs.
const RULE: &str = "national-identity-number";

/// Holds what was found in the history.
pub struct PersonalData {
    /// The number of file contents that were checked.
    pub files: usize,
    /// The number of file contents that were too large to check.
    pub large: usize,
    /// The number of messages of commits and tags.
    pub messages: usize,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The source of the texts that have findings.
    pub past: AllRevisions,
}

/// Looks for national identity numbers in every content that a file ever had, each content once.
///
/// A file is named as in git, such as `1a2b3c4d:portfolio/2019/round.yaml`. A message is named by its commit or tag.
///
/// # Errors
/// Fails if an object is missing or damaged, or the clone is shallow.
pub fn personal_data(
    repository: &Repository,
    settings: Settings,
    progress: &dyn Progress,
) -> Result<PersonalData, GitError> {
    let (mut files, names) = repository.past_files(|name| find(name).next().is_some())?;
    // Findings show the path, so a number in it must be masked.
    for file in &mut files {
        file.path = masked_path(&file.path);
    }
    let (found, large) = texts_with_numbers(repository, &files, progress)?;
    let checked = files.len() - large;
    let found: Vec<(RevisionFile, String)> =
        files.into_iter().zip(found).filter_map(|(file, text)| Some((file, text?))).collect();
    let selection = Selection { only: vec![RULE], ..Selection::default() };
    let mut observations = Observations::default();
    let past = repository.past(Vec::new());
    for (file, text) in &found {
        inspect(&file.name(), text, &selection, &settings, &past, &mut observations);
    }
    for (commit, path) in names {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let fault = Fault { kind: FaultKind::NumberInName { name }, span: None };
        observations.faults.push((format!("{}:{}", commit.short(), masked_path(&path)), fault));
    }
    let (message_count, mut messages) = repository.past_messages(|text| find(text).next().is_some())?;
    for message in &mut messages {
        // Findings show the name of the tag, too.
        message.name = masked_path(&message.name);
        inspect(&message.name, &message.text, &selection, &settings, &past, &mut observations);
    }
    let mut loaded = Loaded { observations, ..Loaded::default() };
    loaded.portfolio.settings = settings;
    let (_, findings) = check(loaded, &selection);
    let past = repository.past(found.into_iter().map(|(file, _)| file).collect()).with_messages(messages);
    Ok(PersonalData { files: checked, large, messages: message_count, findings, past })
}

/// Reads all files. Returns the texts that contain a number, and how many files were too large.
fn texts_with_numbers(
    repository: &Repository,
    files: &[RevisionFile],
    progress: &dyn Progress,
) -> Result<(Vec<Option<String>>, usize), GitError> {
    let blobs: Vec<_> = files.iter().map(|file| (file.blob, file.name())).collect();
    let large = AtomicUsize::new(0);
    let texts = repository.read_all(&blobs, LARGEST_DATA, |_, bytes| {
        progress.advance();
        if bytes.is_none() {
            large.fetch_add(1, Ordering::Relaxed);
        }
        let text = text_of_any_kind(bytes?)?;
        let has_number = find(&text).next().is_some();
        has_number.then(|| text.into_owned())
    })?;
    Ok((texts, large.into_inner()))
}

/// Runs the rule on one text, and reads the comments that silence it.
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
