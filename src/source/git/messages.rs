//! Reads the messages and authors of commits and tags.

use std::collections::HashSet;

use gix::{
    ObjectId,
    objs::{Kind, TagRefIter},
};

use super::{
    GitError, Repository,
    tips::tips,
    verified::{Sound, named},
};
use crate::text_encoding::readable;

/// Holds the message of a commit or a tag, followed by the names and addresses of its authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionMessage {
    /// Its name: `commit 1a2b3c4d`, `tag v1`, or the name of a branch.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Repository {
    /// Lists the messages of all commits that can be reached from a reference, the messages of tags, and the names of
    /// references, if `is_wanted` returns true for the text; and returns how many there are in all.
    ///
    /// # Errors
    /// Fails if an object is missing or damaged.
    pub fn past_messages(&self, is_wanted: fn(&str) -> bool) -> Result<(usize, Vec<RevisionMessage>), GitError> {
        let repository = self.handle();
        let mut collector = MessageCollector { repository: &repository, is_wanted, count: 0, found: Vec::new() };
        collector.add_commits()?;
        collector.add_references()?;
        Ok((collector.count, collector.found))
    }
}

/// Counts all messages and collects the wanted ones.
struct MessageCollector<'r> {
    repository: &'r gix::Repository,
    is_wanted: fn(&str) -> bool,
    count: usize,
    found: Vec<RevisionMessage>,
}

impl MessageCollector<'_> {
    fn add(&mut self, name: String, text: String) {
        self.count += 1;
        if (self.is_wanted)(&text) {
            self.found.push(RevisionMessage { name, text });
        }
    }

    fn add_commits(&mut self) -> Result<(), GitError> {
        let failed = |error: gix::Error| GitError::repository(&error);
        let mut commits = Vec::new();
        for commit in self.repository.rev_walk(tips(self.repository)?).all().map_err(failed)? {
            commits.push(commit.map_err(failed)?.id);
        }
        let mut buffer = Vec::new();
        for commit in commits.into_iter().rev() {
            let name = named(&commit);
            let text = message_and_authors(Sound(self.repository).object(&commit, &name, &mut buffer)?.data);
            self.add(name, text);
        }
        Ok(())
    }

    /// Adds the names of references, and the messages of the tags that they point to.
    fn add_references(&mut self) -> Result<(), GitError> {
        let failed = |error: gix::Error| GitError::repository(&error);
        let (mut seen, mut buffer) = (HashSet::<ObjectId>::new(), Vec::new());
        for reference in self.repository.references().map_err(failed)?.all().map_err(failed)? {
            let reference = reference.map_err(failed)?;
            let name = reference.name().shorten().to_string();
            // The name of a reference is a text of its own.
            if (self.is_wanted)(&name) {
                self.add(reference.name().as_bstr().to_string(), name.clone());
            }
            let mut next = reference.target().try_id().map(ToOwned::to_owned);
            while let Some(id) = next.take().filter(|id| seen.insert(*id)) {
                let data = Sound(self.repository).object(&id, &name, &mut buffer)?;
                if data.kind == Kind::Tag {
                    next = TagRefIter::from_bytes(data.data, id.kind()).target_id().ok();
                    self.add(format!("tag {name}"), message_and_authors(data.data));
                }
            }
        }
        Ok(())
    }
}

/// Returns the message and the authors of a commit or a tag. The message comes first, so that its line numbers are
/// those that git shows.
fn message_and_authors(data: &[u8]) -> String {
    let text = readable(data);
    let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
    let by = |line: &&str| ["author ", "committer ", "tagger "].iter().any(|who| line.starts_with(who));
    // The time and its zone follow the address.
    let people = head.lines().filter(by).map(|line| line.split_inclusive('>').next().unwrap_or_default());
    people.fold(format!("{}\n\n", message.trim_end()), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_comes_first() {
        let commit =
            b"tree 1a\nparent 2b\nauthor A <a@b.no> 1733000000 +0200\ncommitter B <b@b.no> 1 +0200\n\nOne\n\nTwo\n";
        assert_eq!(message_and_authors(commit), "One\n\nTwo\n\nauthor A <a@b.no>\ncommitter B <b@b.no>\n");
        assert_eq!(message_and_authors(b"tree 1a"), "\n\n");
    }
}
