//! The files, folders and projects that `stimulab check` reports on.

use std::path::Path;

use anyhow::Result;
use stimulab::{
    finding::Finding,
    key,
    model::Portfolio,
    query::{NotFound, Subject},
};

use super::{context::Context, failure::Failure, portfolio_files::PortfolioFiles, relative_path::relative_path};

/// Holds paths in the portfolio; without any, all files are included.
pub struct Targets(Vec<String>);

impl Targets {
    /// Finds the paths of project ids, files and folders.
    pub fn find(words: &[String], context: &Context, source: &PortfolioFiles, portfolio: &Portfolio) -> Result<Self> {
        Ok(Self(words.iter().map(|word| target(word, context, source, portfolio)).collect::<Result<_>>()?))
    }

    /// Returns whether a file is included.
    pub fn include(&self, path: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|target| is_in(path, target))
    }

    /// Returns whether a finding is in an included file, or refers to one.
    pub fn include_finding(&self, finding: &Finding) -> bool {
        self.include(&finding.file) || finding.related.as_ref().is_some_and(|related| self.include(&related.file))
    }

    /// Counts the projects that are included, wholly or in part.
    pub fn count_projects(&self, portfolio: &Portfolio) -> usize {
        let is_included = |id: &str, file: &str| self.include(file) || self.0.iter().any(|target| is_in(target, id));
        portfolio.projects.iter().filter(|project| is_included(&project.id, &project.file())).count()
    }
}

/// Returns the path of a project id, a file or a folder; the empty path is the whole portfolio.
fn target(word: &str, context: &Context, source: &PortfolioFiles, portfolio: &Portfolio) -> Result<String> {
    let id = word.replace('\\', "/");
    let id = id.trim_start_matches("./").trim_end_matches('/');
    if let Some(project) = portfolio.project(id) {
        return Ok(project.id.to_string());
    }
    // A path starts in the current folder or, as ids do, in the portfolio.
    let paths = [context.folder().join(word), source.root().join(word)];
    if let Some(path) = paths.iter().find_map(|path| path_inside(path, source)) {
        return Ok(path);
    }
    let suggestion = match Subject::find(portfolio, word) {
        Ok(Subject::Project(project)) => return Ok(project.id.to_string()),
        Ok(_) => None,
        Err(NotFound::Several(ids)) => {
            return Err(Failure::new(key!("failure.several")).with("word", word).with("ids", ids.join(", ")).into());
        }
        Err(NotFound::Nothing(suggestion)) => suggestion,
    };
    Err(Failure::new(key!("failure.no-target")).with("target", word).suggesting(suggestion.as_deref()).into())
}

/// Returns the path in the portfolio of an existing file or folder; none where it is outside.
fn path_inside(path: &Path, source: &PortfolioFiles) -> Option<String> {
    let metadata = path.symlink_metadata().ok();
    let inside = match (path.parent(), path.file_name()) {
        // A link stands for itself, not for its target.
        (Some(folder), Some(name)) if metadata.as_ref().is_some_and(|metadata| metadata.file_type().is_symlink()) => {
            let folder = relative_path(source.root(), folder);
            format!("{folder}/{}", name.to_string_lossy()).trim_start_matches('/').to_owned()
        }
        _ => relative_path(source.root(), path),
    };
    let exists = match source {
        PortfolioFiles::Folder(_) => metadata.is_some(),
        PortfolioFiles::Commit(..) | PortfolioFiles::Nothing(_) => source.has(&inside),
    };
    // A folder above the portfolio contains all of it.
    let is_above = inside.split('/').all(|part| part == "..");
    match inside {
        _ if !exists => None,
        _ if is_above => Some(String::new()),
        inside if inside.starts_with("..") || inside.starts_with('/') => None,
        inside => Some(inside),
    }
}

/// Returns whether a path is a target or below it.
fn is_in(path: &str, target: &str) -> bool {
    target.is_empty() || path.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
