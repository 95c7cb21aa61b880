//! Lists the commits that references point to.

use crate::source::git::{error::GitError, verified::Sound};
use gix::ObjectId;

/// Lists the commits that references point to, each once.
pub fn tips(repository: &gix::Repository) -> Result<Vec<ObjectId>, GitError> {
    let failed = |error: gix::Error| GitError::repository(&error);
    let objects = Sound(repository);
    let mut tips = Vec::new();
    if let Some(head) = repository.head().map_err(failed)?.id() {
        tips.extend(objects.peeled(head.detach(), "HEAD")?);
    }
    for reference in repository.references().map_err(failed)?.all().map_err(failed)? {
        let reference = reference.map_err(failed)?;
        // A symbolic reference adds no commit: the reference it names is in the list too.
        if let Some(id) = reference.target().try_id() {
            tips.extend(objects.peeled(id.to_owned(), &reference.name().as_bstr().to_string())?);
        }
    }
    tips.sort_unstable();
    tips.dedup();
    if tips.is_empty() { Err(GitError::NoCommits) } else { Ok(tips) }
}
