//! Objects as git's database has them, each checked against its name.

use gix::{
    ObjectId,
    objs::{CommitRefIter, Data, Find, FindExt, Kind, TagRefIter},
    odb::find::Header,
    oid,
};

use super::error::GitError;

/// The largest file that is read only to find out whether it is damaged.
const LARGEST_CHECKED: u64 = 64 * 1024 * 1024;

/// Finds objects that are what their names say.
///
/// Git's library checks what lies in a pack and takes what lies in a file of its own as it comes: a file of which a part is
/// damaged may still unpack, to something else. The place that comes with each object tells which it is, so that those in a
/// pack cost no second look.
pub struct Sound<'r>(pub &'r gix::Repository);

impl Sound<'_> {
    /// Reads an object; `path` is what a damaged one is called.
    pub fn object<'b>(&self, id: &oid, path: &str, buffer: &'b mut Vec<u8>) -> Result<Data<'b>, GitError> {
        self.find(id, buffer).map_err(|error| GitError::object(path, id, &error))
    }

    /// Returns whether a file is larger than a limit; one that is, is not read as a rule.
    pub fn is_larger(&self, id: &oid, path: &str, limit: usize) -> Result<bool, GitError> {
        let header = self.0.find_header(id).map_err(|error| GitError::object(path, id, &error))?;
        let is_larger = header.size() > limit as u64;
        // What a damaged file says of its size may be wrong.
        if is_larger && matches!(header, Header::Loose { .. }) && header.size() <= LARGEST_CHECKED {
            self.object(id, path, &mut Vec::new())?;
        }
        Ok(is_larger)
    }

    /// Reads what a folder holds, as git keeps it.
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

    /// Reads the folder that a commit keeps.
    pub fn root(&self, commit: &oid, buffer: &mut Vec<u8>) -> Result<ObjectId, GitError> {
        self.commit(commit, buffer)?.tree_id().map_err(|error| GitError::object(&named(commit), commit, &error))
    }

    /// Follows tags to the commit they stand for; none where they stand for a file or a folder.
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
        // Git need not keep the empty folder.
        if id == ObjectId::empty_tree(id.kind()) {
            buffer.clear();
            return Ok(Some(Data::new(buffer, Kind::Tree, id.kind())));
        }
        let Some((data, pack)) = gix::odb::pack::Find::try_find(&*self.0.objects, id, buffer)? else { return Ok(None) };
        if pack.is_none()
            && let Err(error) = data.verify_checksum(id)
        {
            // `git replace` puts another object in the place of one.
            let stand_in = self.0.objects.store_ref().replacements().find(|(replaced, _)| *replaced == id);
            data.verify_checksum(&stand_in.ok_or(error)?.1)?;
        }
        Ok(Some(data))
    }
}

/// Returns what a commit is called.
pub fn named(commit: &oid) -> String {
    format!("commit {}", commit.to_hex_with_len(8))
}
