//! Lists the commits that can be reached from one.

use std::collections::{BinaryHeap, HashMap};

use gix::{ObjectId, revision::walk::Sorting, traverse::commit::simple::CommitTimeOrder};

use super::{GitError, date::earliest, verified::named};
use crate::date::Date;

/// How many commits in a row must be older than the day asked for before all others are taken to be older as well. Clocks
/// may have been wrong, so that a commit is newer than some of those that came after it.
const MARGIN: usize = 1_000;

/// Holds commits with their parents, none after one of its parents.
pub struct Reachable {
    /// The commits.
    pub commits: Vec<(ObjectId, Vec<ObjectId>)>,
    /// Whether all are there, also the older ones.
    pub is_whole: bool,
}

impl Reachable {
    /// Lists the commits behind one, and the commit itself; with a day, perhaps without those made before it.
    pub fn from(repository: &gix::Repository, tip: ObjectId, since: Option<Date>) -> Result<Self, GitError> {
        let failed = |error: gix::Error| GitError::object(&named(&tip), &tip, &error);
        let order = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
        let since = since.map(earliest);
        let (mut commits, mut wanted, mut is_whole) = (Vec::new(), 0, true);
        for commit in repository.rev_walk([tip]).sorting(order).all().map_err(failed)? {
            let commit = commit.map_err(failed)?;
            commits.push((commit.id, commit.parent_ids.to_vec()));
            let is_old = since.zip(commit.commit_time).is_some_and(|(since, time)| time < since);
            if !is_old {
                wanted = commits.len();
            } else if commits.len() - wanted > MARGIN {
                commits.truncate(wanted);
                is_whole = false;
                break;
            }
        }
        Ok(Self { commits: newest_first(commits), is_whole })
    }
}

/// Orders commits so that none stands after one of its parents, and else as they are: a clock may be wrong.
///
/// Git's library has that order as well, `traverse::commit::topo`; but it fails at the edge of a shallow clone, whose commits
/// it looks behind, and it reads each commit several times.
fn newest_first(commits: Vec<(ObjectId, Vec<ObjectId>)>) -> Vec<(ObjectId, Vec<ObjectId>)> {
    let places: HashMap<ObjectId, usize> = commits.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let parents_of = |at: usize| commits[at].1.iter().filter_map(|parent| places.get(parent).copied());
    let mut children = vec![0_usize; commits.len()];
    (0..commits.len()).flat_map(parents_of).for_each(|parent| children[parent] += 1);
    let first = |at: usize| std::cmp::Reverse(at);
    let mut free: BinaryHeap<_> = (0..commits.len()).filter(|at| children[*at] == 0).map(first).collect();
    let mut order = Vec::with_capacity(commits.len());
    while let Some(std::cmp::Reverse(at)) = free.pop() {
        order.push(at);
        for parent in parents_of(at) {
            children[parent] -= 1;
            if children[parent] == 0 {
                free.push(first(parent));
            }
        }
    }
    let mut commits: Vec<_> = commits.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| commits[at].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_clock_puts_no_commit_before_its_parents() {
        let id = |digit: u8| ObjectId::from_bytes_or_panic(&[digit; 20]);
        let commit = |own: u8, parents: &[u8]| (id(own), parents.iter().map(|parent| id(*parent)).collect::<Vec<_>>());
        let order = |commits: &[(ObjectId, Vec<ObjectId>)]| -> Vec<u8> {
            newest_first(commits.to_vec()).iter().map(|(id, _)| id.as_bytes()[0]).collect()
        };
        // 1 is the parent of 2 and 3, and by its clock newer than 2.
        let told = [commit(4, &[3, 2]), commit(3, &[1]), commit(1, &[0]), commit(2, &[1]), commit(0, &[])];
        assert_eq!(order(&told), [4, 3, 2, 1, 0]);
        // What lies behind the edge of a shallow clone is not there.
        assert_eq!(order(&[commit(4, &[3]), commit(3, &[9])]), [4, 3]);
    }
}
