//! Reads git objects and verifies their checksums.

use gix::{
    ObjectId,
    objs::{CommitRefIter, Data, Find, FindExt, Kind, TagRefIter},
    odb::find::Header,
    oid,
};

use super::error::GitError;

/// The largest file that is read only to verify its checksum.
const LARGEST_CHECKED: u64 = 64 * 1024 * 1024;

/// Reads objects whose content has the checksum that is their id.
///
/// Git's library verifies objects in packs, but not loose objects: a damaged loose object may still decompress to other
/// content. The location that comes with each object tells whether it is in a pack, so that no object is verified
/// twice.
pub struct Sound<'r>(pub &'r gix::Repository);

impl Sound<'_> {
    /// Reads an object; `path` is used in error messages.
    pub fn object<'b>(&self, id: &oid, path: &str, buffer: &'b mut Vec<u8>) -> Result<Data<'b>, GitError> {
        self.find(id, buffer).map_err(|error| self.unread(id, path, &error))
    }

    /// Returns the error for an object that cannot be read: a partial clone need not have it.
    fn unread(&self, id: &oid, path: &str, error: &gix::Error) -> GitError {
        if !self.0.has_object(id) && is_partial(self.0) {
            return GitError::Partial { path: path.to_owned(), id: id.to_hex_with_len(12).to_string() };
        }
        GitError::object(path, id, error)
    }

    /// Returns whether a file is larger than a limit, in most cases without reading it.
    pub fn is_larger(&self, id: &oid, path: &str, limit: usize) -> Result<bool, GitError> {
        let header = self.0.find_header(id).map_err(|error| self.unread(id, path, &error))?;
        let is_larger = header.size() > limit as u64;
        // The size in a damaged object may be wrong.
        if is_larger && matches!(header, Header::Loose { .. }) && header.size() <= LARGEST_CHECKED {
            self.object(id, path, &mut Vec::new())?;
        }
        Ok(is_larger)
    }

    /// Reads a folder, in git's format.
    pub fn tree<'b>(&self, id: &oid, path: &str, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], GitError> {
        let data = self.object(id, path, buffer)?;
        if data.kind == Kind::Tree { Ok(data.data) } else { Err(GitError::kind(path, id, Kind::Tree, data.kind)) }
    }

    /// Reads a commit.
    pub fn commit<'b>(&self, id: &oid, buffer: &'b mut Vec<u8>) -> Result<CommitRefIter<'b>, GitError> {
        let path = named(id);
        let data = self.object(id, &path, buffer)?;
        data.try_into_commit_iter().ok_or_else(|| GitError::kind(&path, id, Kind::Commit, data.kind))
    }

    /// Returns the id of a commit's root folder.
    pub fn root(&self, commit: &oid, buffer: &mut Vec<u8>) -> Result<ObjectId, GitError> {
        self.commit(commit, buffer)?.tree_id().map_err(|error| GitError::object(&named(commit), commit, &error))
    }

    /// Follows tags to a commit; none where they lead to a file or a folder.
    pub fn peeled(&self, id: ObjectId, path: &str) -> Result<Option<ObjectId>, GitError> {
        let (mut id, mut buffer) = (id, Vec::new());
        loop {
            let data = self.object(&id, path, &mut buffer)?;
            match data.kind {
                Kind::Commit => return Ok(Some(id)),
                Kind::Tag => {
                    let target = TagRefIter::from_bytes(data.data, id.kind()).target_id();
                    id = target.map_err(|error| GitError::object(path, &id, &error))?;
                }
                Kind::Tree | Kind::Blob => return Ok(None),
            }
        }
    }
}

impl Find for Sound<'_> {
    fn try_find<'a>(&self, id: &oid, buffer: &'a mut Vec<u8>) -> gix::Result<Option<Data<'a>>> {
        // The empty tree need not be in the database.
        if id == ObjectId::empty_tree(id.kind()) {
            buffer.clear();
            return Ok(Some(Data::new(buffer, Kind::Tree, id.kind())));
        }
        let Some((data, pack)) = gix::odb::pack::Find::try_find(&*self.0.objects, id, buffer)? else { return Ok(None) };
        if pack.is_none()
            && let Err(error) = data.verify_checksum(id)
        {
            // `git replace` substitutes another object.
            let stand_in = self.0.objects.store_ref().replacements().find(|(replaced, _)| *replaced == id);
            data.verify_checksum(&stand_in.ok_or(error)?.1)?;
        }
        Ok(Some(data))
    }
}

/// Returns whether a repository was cloned with a filter, so that objects are fetched only when git needs them.
fn is_partial(repository: &gix::Repository) -> bool {
    let config = repository.config_snapshot();
    config.string("extensions.partialClone").is_some()
        || config
            .sections_by_name("remote")
            .is_some_and(|mut remotes| remotes.any(|remote| remote.value("promisor").is_some()))
}

/// Returns the name of a commit in messages.
pub fn named(commit: &oid) -> String {
    format!("commit {}", commit.to_hex_with_len(8))
}
