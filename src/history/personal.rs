//! National identity numbers in every revision of every file.

use crate::{
    document::{Faults, yaml},
    finding::Finding,
    load::{Body, Document, Inspect, Loaded, Observations},
    model::Settings,
    rules::{self, Selection},
    source::git::{GitError, Past, PastFile, Repository},
    wording::identity::find,
};

/// The rule that is looked for.
const RULE: &str = "national-identity-number";

/// How much of a file git looks at to tell whether it is text.
const SNIFFED: usize = 8000;

/// Looks for national identity numbers in every content that a file ever had, each once; a file goes by what git calls it,
/// such as `1a2b3c4d:portfolio/2019/round.yaml`. Returns how many were looked at, what was found, and where to read it.
///
/// # Errors
/// Fails where an object is missing or damaged, or the clone is shallow.
pub fn personal_data(repository: &Repository, settings: Settings) -> Result<(usize, Vec<Finding>, Past), GitError> {
    let files = repository.past_files()?;
    let blobs: Vec<_> = files.iter().map(|file| (file.blob, file.name())).collect();
    let with_numbers = repository.read_all(&blobs, |_, bytes| {
        let is_text = !bytes[..bytes.len().min(SNIFFED)].contains(&0);
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        (is_text && find(&text).next().is_some()).then(|| text.into_owned())
    })?;
    let selection = Selection { only: vec![RULE], ..Selection::default() };
    let mut observations = Observations::default();
    let past = repository.past(Vec::new());
    let count = files.len();
    let found = files.into_iter().zip(with_numbers).filter_map(|(file, text)| Some((file, text?)));
    let found: Vec<(PastFile, String)> = found.collect();
    for (file, text) in &found {
        inspect(&file.name(), text, &selection, &settings, &past, &mut observations);
    }
    let mut loaded = Loaded { observations, ..Loaded::default() };
    loaded.portfolio.settings = settings;
    let (_, findings) = rules::check(loaded, &selection);
    Ok((count, findings, repository.past(found.into_iter().map(|(file, _)| file).collect())))
}

/// Looks at one text as the rule does, and at the comments that silence it.
fn inspect(
    path: &str,
    text: &str,
    selection: &Selection,
    settings: &Settings,
    source: &Past,
    observations: &mut Observations,
) {
    let ending = path.rsplit('.').next().unwrap_or_default();
    let tree = if ending == "yaml" { yaml::parse(text, &mut Faults::default()) } else { None };
    let body = match (&tree, ending) {
        (Some(tree), _) => Body::Yaml(tree),
        (None, "md") => Body::Markdown(text),
        _ => Body::Unread,
    };
    selection.inspect(Document { path, text, body, project: None, settings, source }, observations);
}
