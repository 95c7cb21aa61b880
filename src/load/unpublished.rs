//! Which projects and files must not be published.

use super::{
    file_names::{SETTINGS, year_of},
    inspect::{Inspection, Nothing},
    project,
    role::is_marked_internal,
    visibility,
};
use crate::{
    document::link_target::{is_relative, resolve, split},
    model::{Portfolio, Settings},
    source::Source,
};

/// Returns whether a project is clearly internal; false if it does not exist or its visibility is doubtful.
#[must_use]
pub fn is_internal(source: &dyn Source, id: &str) -> bool {
    let inspection = Inspection { source, inspect: &Nothing, settings: &Settings::default() };
    let project = project::read_alone(inspection, id);
    project.is_some_and(|project| !project.is_doubtful() && !project.is_public())
}

/// Returns whether a folder is a project that must not be published: one that is internal or doubtful.
#[must_use]
pub fn is_unpublished(source: &dyn Source, id: &str) -> bool {
    let inspection = Inspection { source, inspect: &Nothing, settings: &Settings::default() };
    let year = id.split('/').next().unwrap_or_default();
    project::read_alone(inspection, id).is_some_and(|project| {
        let has_no_visibility = project.visibility.is_none();
        !project.is_public() || has_no_visibility && visibility::doubt_in_shared_files(source, year).is_some()
    })
}

/// Returns whether a file must not be published: a name in its path is marked as internal, or its project must not be
/// published.
#[must_use]
pub fn is_file_unpublished(source: &dyn Source, path: &str) -> bool {
    let mut parts = path.split('/');
    if parts.clone().any(is_marked_internal) {
        return true;
    }
    match (parts.next().and_then(year_of), parts.next(), parts.next()) {
        (Some(year), Some(slug), Some(_)) => is_unpublished(source, &format!("{year}/{slug}")),
        _ => false,
    }
}

/// Returns whether a link in a text leads to a file that must not be published. The visibility of the text's own
/// project does not count.
#[must_use]
pub fn links_to_unpublished(source: &dyn Source, from: &str, url: &str) -> bool {
    // A leading slash means the root of the repository, which may be the root of the portfolio.
    let rooted = url.strip_prefix('/').filter(|rest| !rest.starts_with('/'));
    if rooted.is_none() && !is_relative(url) {
        return false;
    }
    let (from, url) = rooted.map_or((from, url), |rest| ("", rest));
    let (path, _) = split(url);
    let Some(parts) = resolve(from, &path.replace('\\', "/")) else { return false };
    let path = parts.join("/");
    let is_own = from.split('/').count() > 2 && from.split('/').take(2).eq(parts.iter().take(2).map(String::as_str));
    if is_own { path.split('/').any(is_marked_internal) } else { is_file_unpublished(source, &path) }
}

/// Marks projects without visibility as doubtful if a file for several projects says that they are internal.
pub fn mark_doubtful_projects(source: &dyn Source, portfolio: &mut Portfolio) {
    let by_settings = visibility::doubt_in_file(source, SETTINGS);
    for round in &portfolio.rounds {
        let doubt = visibility::doubt_in_file(source, &round.file()).or_else(|| by_settings.clone());
        let Some(doubt) = doubt else { continue };
        let projects = portfolio.projects.iter_mut().filter(|project| project.year() == round.year);
        for project in projects.filter(|project| project.visibility.is_none() && !project.is_doubtful()) {
            project.unclear = Some(Box::new(doubt.clone()));
        }
    }
}
