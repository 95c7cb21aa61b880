//! Finds the commit that a revision names: what git understands by it, or nothing.

use gix::{
    ObjectId,
    bstr::BStr,
    hash::Prefix,
    revision::{
        Spec,
        spec::parse::{ObjectKindHint, Options},
    },
    traverse::commit::Simple,
};

use super::{GitError, commit_id::CommitId, date::commit_day, repository::Repository, verified::Sound};
use crate::{date::Date, similar_name::closest};

impl Repository {
    /// Finds the commit that a revision names: any revision that git understands, or a date.
    ///
    /// A date (`2020`, `2020-06`, `2020-06-01`) names the newest commit of the current branch that was made before the
    /// end of that date. Only first parents are followed, so merged work counts from the day of the merge. The day of a
    /// commit is the one in its committer's time zone. A branch or tag with the same name as a date is preferred.
    ///
    /// # Errors
    /// Fails if nothing has that name, and if this clone does not reach back so far.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        let repository = self.shared.to_thread_local();
        let refused = |error: fn(String) -> GitError| Err(error(revision.to_owned()));
        if !has_reference(&repository, revision) {
            match Date::parse(revision) {
                Some(date) => return newest_before_end(&repository, date),
                None if looks_like_date(revision) => return refused(|date| GitError::NoDate { date }),
                None => {}
            }
        }
        if is_reflog_date(revision) {
            return refused(|revision| GitError::Reflog { revision });
        }
        if names_several(revision) {
            return refused(|revision| GitError::Several { revision });
        }
        if searches_by_pattern(revision) {
            return refused(|revision| GitError::Pattern { revision });
        }
        let unknown = || unknown_revision(&repository, revision);
        let name = base(revision);
        if name.contains('-') && !is_describe_output(name) && !has_reference(&repository, name) {
            return Err(unknown());
        }
        // Git prefers the commit as well where the first digits are also those of a file.
        let options = Options { object_kind_hint: Some(ObjectKindHint::Committish), ..Options::default() };
        let found =
            Spec::from_bstr(<&BStr>::from(revision), &repository, options).ok().and_then(|found| found.single());
        let found = found.ok_or_else(unknown)?.detach();
        let commit =
            Sound(&repository).peeled(found, revision).map_err(|error| beyond(&repository, revision, error))?;
        commit.map(CommitId).ok_or_else(|| GitError::NotACommit { revision: revision.to_owned() })
    }
}

fn has_reference(repository: &gix::Repository, name: &str) -> bool {
    repository.try_find_reference(name).ok().flatten().is_some()
}

/// Returns the name that a revision begins with, before anything that leads from it to another commit.
fn base(revision: &str) -> &str {
    let end = revision.find(['~', '^', ':']).into_iter().chain(revision.find("@{")).min();
    &revision[..end.unwrap_or(revision.len())]
}

/// Returns whether a name has the form that `git describe` prints, such as `v1-3-gabc1234`. Git's library would also take
/// any name whose part before a hyphen consists of the digits of a commit, such as `2016-13`.
fn is_describe_output(name: &str) -> bool {
    let digits = name.rsplit_once("-g").map(|(_, digits)| digits);
    digits.is_some_and(|digits| digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Returns whether a text was probably meant as a date: a year and other numbers.
fn looks_like_date(revision: &str) -> bool {
    let mut parts = revision.split('-');
    let is_number = |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = parts.next().is_some_and(|year| year.len() == 4 && is_number(year, 4));
    let rest: Vec<&str> = parts.collect();
    is_year && (1..=2).contains(&rest.len()) && rest.iter().all(|part| is_number(part, 2))
}

/// Returns whether a revision selects a reflog entry by date, as `main@{yesterday}` does; `main@{1}` and
/// `main@{upstream}` do not.
fn is_reflog_date(revision: &str) -> bool {
    let Some((_, rest)) = revision.split_once("@{") else { return false };
    let inside = rest.split('}').next().unwrap_or_default();
    let digits = inside.strip_prefix('-').unwrap_or(inside);
    // Git takes a number of nine digits for a time.
    let is_number = (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_branch = ["u", "upstream", "push"].iter().any(|word| inside.eq_ignore_ascii_case(word));
    !is_number && !is_branch
}

/// Returns whether a revision names several commits, such as `a..b` or all parents of one.
fn names_several(revision: &str) -> bool {
    let is_of_parents = || {
        let end = revision.rsplit_once('^').map(|(_, end)| end);
        end.is_some_and(|end| end == "!" || end == "@" || end.starts_with('-'))
    };
    // A path and the words of a message that is searched for may hold anything.
    let end = revision.find(':').into_iter().chain(revision.find("^{/")).min();
    let names = &revision[..end.unwrap_or(revision.len())];
    names.contains("..") || revision.starts_with('^') || is_of_parents()
}

/// Returns whether a revision searches messages of commits by a pattern; only plain words are searched for.
fn searches_by_pattern(revision: &str) -> bool {
    let searched = revision.strip_prefix(":/").or_else(|| revision.split_once("^{/")?.1.split('}').next());
    searched.is_some_and(|searched| {
        searched.contains(['\\', '^', '$', '.', '|', '?', '*', '+', '(', ')', '[', ']', '{', '}'])
    })
}

/// Returns the commit that HEAD points to.
fn head(repository: &gix::Repository) -> Result<ObjectId, GitError> {
    let head = repository.head().map_err(|error| GitError::repository(&error))?;
    let Some(id) = head.id().map(gix::Id::detach) else { return Err(GitError::NoCommits) };
    Sound(repository).object(&id, "HEAD", &mut Vec::new()).map(|_| id)
}

/// Returns the error for a commit that is known by its id and cannot be read: a shallow clone lacks the older ones.
fn beyond(repository: &gix::Repository, revision: &str, error: GitError) -> GitError {
    match error {
        GitError::Object { .. } if is_shallow(repository) => shallow(repository, revision),
        error => error,
    }
}

fn is_shallow(repository: &gix::Repository) -> bool {
    repository.is_shallow().unwrap_or(false)
}

fn shallow(repository: &gix::Repository, revision: &str) -> GitError {
    GitError::Shallow { revision: revision.to_owned(), suggestion: similar_reference(repository, revision) }
}

/// Returns the most precise error for a revision that could not be resolved.
fn unknown_revision(repository: &gix::Repository, revision: &str) -> GitError {
    if let Ok(Some(found)) = repository.try_find_reference(revision)
        && let Some(id) = found.target().try_id()
        && let Err(error) = Sound(repository).object(id, revision, &mut Vec::new())
    {
        return beyond(repository, revision, error);
    }
    if let Err(error) = head(repository) {
        return error;
    }
    let revision = revision.to_owned();
    if is_ambiguous(repository, &revision) {
        return GitError::Ambiguous { revision };
    }
    // Any name may be that of a commit or a tag that a shallow clone does not have.
    if is_shallow(repository) {
        return shallow(repository, &revision);
    }
    if let Some(error) = damage_behind(repository, &revision) {
        return error;
    }
    let suggestion = similar_reference(repository, &revision);
    GitError::UnknownRevision { revision, suggestion }
}

/// Returns whether a revision starts with the first digits of several commits.
fn is_ambiguous(repository: &gix::Repository, revision: &str) -> bool {
    let Ok(prefix) = Prefix::from_hex(base(revision)) else { return false };
    matches!(repository.objects.lookup_prefix(prefix, None), Ok(Some(Err(()))))
}

/// Returns the branch of a remote with that name, otherwise a reference with a similar name.
fn similar_reference(repository: &gix::Repository, revision: &str) -> Option<String> {
    let references = repository.references().ok()?;
    let names = references.all().ok()?.flatten().map(|found| found.name().shorten().to_string());
    let names: Vec<String> = names.collect();
    let is_of_remote = |name: &&String| name.split_once('/').is_some_and(|(_, branch)| branch == revision);
    let of_remote = names.iter().find(is_of_remote).map(String::as_str);
    of_remote.or_else(|| closest(revision, names.iter().map(String::as_str))).map(str::to_owned)
}

/// Finds a damaged ancestor of the commit that a revision such as `main~3` counts back from.
fn damage_behind(repository: &gix::Repository, revision: &str) -> Option<GitError> {
    let from = revision.split(['~', '^']).next().filter(|from| *from != revision)?;
    let from = repository.rev_parse_single(<&BStr>::from(from)).ok()?.detach();
    match Sound(repository).peeled(from, revision) {
        Ok(from) => {
            Simple::new(from, Sound(repository)).find_map(Result::err).map(|error| GitError::repository(&error))
        }
        Err(error) => Some(error),
    }
}

/// Follows the current branch back to the newest commit that was made before the end of a date.
fn newest_before_end(repository: &gix::Repository, date: Date) -> Result<CommitId, GitError> {
    let edge = repository.shallow_commits().map_err(|error| GitError::repository(&error))?;
    let (mut id, mut buffer) = (head(repository)?, Vec::new());
    loop {
        let commit = Sound(repository).commit(&id, &mut buffer)?;
        let made = commit_day(&commit, &id)?;
        if made.is_some_and(|made| !date.is_before(made)) {
            return Ok(CommitId(id));
        }
        let is_edge = edge.as_ref().is_some_and(|edge| edge.contains(&id));
        let parent = commit.parent_ids().next();
        match parent {
            Some(_) if is_edge => return Err(GitError::Shallow { revision: date.to_string(), suggestion: None }),
            Some(parent) => id = parent,
            None => {
                let first = made.map_or_else(|| "?".to_owned(), |made| made.to_string());
                return Err(GitError::BeforeHistory { date: date.to_string(), first });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_clone_are_refused() {
        for fine in ["main", "main@{1}", "@{-1}", "HEAD@{0}", "main@{upstream}", "@{u}", "v1^{commit}"] {
            assert!(!is_reflog_date(fine), "{fine}");
        }
        for refused in ["main@{2015-01-01}", "@{yesterday}", "HEAD@{1 week ago}", "HEAD@{+1}", "@{}", "@{ 1 }"] {
            assert!(is_reflog_date(refused), "{refused}");
        }
    }

    #[test]
    fn a_name_ends_where_the_way_from_it_begins() {
        let bases = ["main~3", "v1^{}", "HEAD:a-b", "main@{1}~2", ":/a", "a@b", "@{-1}", "æ"].map(base);
        assert_eq!(bases, ["main", "v1", "HEAD", "main", "", "a@b", "", "æ"]);
    }

    #[test]
    fn digits_before_a_hyphen_name_no_commit() {
        for name in ["2016-13", "abc1234-foo", "abc1234-dirty", "v1-3-gabc1234-dirty", "v1-gabc", "x-gxyz1"] {
            assert!(!is_describe_output(name), "{name}");
        }
        assert!(is_describe_output("v1-3-gabc1234") && is_describe_output("v1-gABC1"));
    }

    #[test]
    fn days_that_do_not_exist_look_like_dates() {
        for date in ["2016-13", "2016-1", "2016-02-30", "2016-00-00", "2016-"] {
            assert!(looks_like_date(date), "{date}");
        }
        for name in ["main", "2016-13-x", "v1-3", "201-1", "2016-013", "2016-1-2-3", "abcd-1", ""] {
            assert!(!looks_like_date(name), "{name}");
        }
    }

    #[test]
    fn one_commit_is_not_several() {
        for several in ["a..b", "feature/a...b", "..", "^a", "a^!", "a^@", "a^-", "a^-1"] {
            assert!(names_several(several), "{several}");
        }
        for one in ["a", "a^", "a^2", "a^{/..}", ":/a..b", "@", "a~1^0", "a^{commit}", "HEAD:a..b/c"] {
            assert!(!names_several(one), "{one}");
        }
        for pattern in [":/a.b", "HEAD^{/[ab]}", ":/^a"] {
            assert!(searches_by_pattern(pattern), "{pattern}");
        }
        for plain in [":/Number 3", "HEAD^{/first words}", "a.b", "v1.0^2"] {
            assert!(!searches_by_pattern(plain), "{plain}");
        }
    }
}
