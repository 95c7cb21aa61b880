//! Finds renamed projects: pairs the removed folders with the added folders.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::{identity_index::IdentityIndex, project_identity::ProjectIdentity};
use crate::text_comparison::similarity;

/// The share of equal lines from which two files are the same project. Git uses the same share.
const MIN_LIKENESS: f64 = 0.5;

/// The most pairs of a removed and an added project of which every one is compared. If there are more, each added project
/// is compared with those it has the rarest lines in common with.
const MAX_PAIRS: usize = 64 * 64;

/// Pairs removed projects with added projects: first by `former_ids`, then by equal text, then the most similar first.
pub fn renames(removed: &[ProjectIdentity<'_>], added: &[ProjectIdentity<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Pairs::new(removed.len(), added.len());
    if removed.is_empty() || added.is_empty() {
        return pairs.found;
    }
    pairs.add_by_former_ids(removed, added);
    pairs.add_by_key(removed, added, |identity| Some((identity.name(), normalized(&identity.text)?)));
    pairs.add_by_key(removed, added, |identity| Some(("", normalized(&identity.text)?)));
    pairs.add_by_likeness(removed, added);
    pairs.found
}

/// Lists the names that projects exchanged: the project behind one name is now behind another.
///
/// `marks` identify the project of each name before and after, for example by its file or its title.
pub fn swapped<M: PartialEq>(marks: &[(M, M)]) -> Vec<usize> {
    let changed: Vec<usize> = (0..marks.len()).filter(|index| marks[*index].0 != marks[*index].1).collect();
    let taken = changed.iter().filter_map(|index| {
        let old = changed.iter().find(|old| *old != index && marks[**old].0 == marks[*index].1)?;
        Some([*index, *old])
    });
    let swapped: BTreeSet<usize> = taken.flatten().collect();
    swapped.into_iter().collect()
}

/// Returns whether two versions of a project's file are of the same project.
pub fn is_same(before: &str, after: &str) -> bool {
    similarity(before, after) >= MIN_LIKENESS
}

/// Returns whether an added project is the one that had an id before, although the id is still in use. This is so if the
/// project that has the id now is another project, or is less similar to the old one than the added project.
pub fn has_moved(old: &str, stayed: &str, added: &str) -> bool {
    let (stayed, added) = (similarity(old, stayed), similarity(old, added));
    stayed < MIN_LIKENESS || stayed < added
}

/// Keeps the items whose index is not among the paired ones.
pub fn unpaired<T>(items: Vec<T>, paired: &HashSet<usize>) -> Vec<T> {
    items.into_iter().enumerate().filter(|(index, _)| !paired.contains(index)).map(|(_, item)| item).collect()
}

/// Returns a text with the line ends of git; none if it is blank.
fn normalized(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.replace("\r\n", "\n"))
}

/// Holds the pairs found so far, and which projects are paired.
struct Pairs {
    found: Vec<(usize, usize)>,
    is_old_paired: Vec<bool>,
    is_new_paired: Vec<bool>,
}

impl Pairs {
    fn new(removed: usize, added: usize) -> Self {
        Self { found: Vec::new(), is_old_paired: vec![false; removed], is_new_paired: vec![false; added] }
    }

    fn add(&mut self, old: usize, new: usize) {
        if !self.is_old_paired[old] && !self.is_new_paired[new] {
            (self.is_old_paired[old], self.is_new_paired[new]) = (true, true);
            self.found.push((old, new));
        }
    }

    fn add_by_former_ids(&mut self, removed: &[ProjectIdentity<'_>], added: &[ProjectIdentity<'_>]) {
        let ids: HashMap<&str, usize> = removed.iter().enumerate().map(|(old, identity)| (identity.id, old)).collect();
        for (new, identity) in added.iter().enumerate() {
            let old = identity.former_ids.iter().filter_map(|former| ids.get(former.as_str()));
            old.for_each(|old| self.add(*old, new));
        }
    }

    /// Pairs the projects with equal keys, in order.
    fn add_by_key<'k, K: std::hash::Hash + Eq>(
        &mut self,
        removed: &'k [ProjectIdentity<'_>],
        added: &'k [ProjectIdentity<'_>],
        key: impl Fn(&'k ProjectIdentity<'_>) -> Option<K>,
    ) {
        let mut by_key: HashMap<K, Vec<usize>> = HashMap::new();
        for old in unpaired_indexes(&self.is_old_paired).into_iter().rev() {
            if let Some(key) = key(&removed[old]) {
                by_key.entry(key).or_default().push(old);
            }
        }
        for new in unpaired_indexes(&self.is_new_paired) {
            let old = key(&added[new]).and_then(|key| by_key.get_mut(&key)?.pop());
            if let Some(old) = old {
                self.add(old, new);
            }
        }
    }

    /// Pairs the most similar projects first.
    fn add_by_likeness(&mut self, removed: &[ProjectIdentity<'_>], added: &[ProjectIdentity<'_>]) {
        let (old, new) = (unpaired_indexes(&self.is_old_paired), unpaired_indexes(&self.is_new_paired));
        let index = (old.len() * new.len() > MAX_PAIRS).then(|| IdentityIndex::of(removed, &old));
        let similar_to = |new: usize| {
            let text = &added[new].text;
            let candidates = match &index {
                _ if text.trim().is_empty() => Vec::new(),
                Some(index) => index.candidates(&added[new]),
                None => old.clone(),
            };
            let likeness = |old: usize| (similarity(&removed[old].text, text), old, new);
            candidates.into_iter().map(likeness).filter(|(likeness, ..)| *likeness >= MIN_LIKENESS).collect::<Vec<_>>()
        };
        let mut similar: Vec<(f64, usize, usize)> = new.into_par_iter().flat_map_iter(similar_to).collect();
        similar.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in similar {
            self.add(old, new);
        }
    }
}

fn unpaired_indexes(is_paired: &[bool]) -> Vec<usize> {
    (0..is_paired.len()).filter(|index| !is_paired[*index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'p>(id: &'p str, text: &str, former_ids: &[&str]) -> ProjectIdentity<'p> {
        let former_ids = former_ids.iter().map(|id| (*id).to_owned()).collect();
        ProjectIdentity { id, text: text.to_owned(), former_ids }
    }

    #[test]
    fn what_came_is_known_by_what_it_says() {
        let gone = [known("2019/a", "x\ny\n", &[]), known("2019/b", "x\ny\n", &[]), known("2019/c", "v\nw\n", &[])];
        let come = [
            known("2020/d", "v\r\nz\r\n", &[]),
            known("2020/b", "x\r\ny\r\n", &[]),
            known("2020/e", "nothing like it", &["2018/a", "2019/a"]),
        ];
        assert_eq!(renames(&gone, &come), [(0, 2), (1, 1), (2, 0)]);
        assert_eq!(renames(&[known("2019/a", "", &[])], &[known("2020/a", " \n", &[])]), []);
    }

    #[test]
    fn names_may_go_round() {
        assert_eq!(swapped(&[("a", "b"), ("b", "a"), ("c", "c")]), [0, 1]);
        assert_eq!(swapped(&[("a", "b"), ("b", "c"), ("c", "a new text"), ("d", "e")]), [0, 1, 2]);
        assert!(swapped(&[("a", "b"), ("b", "b")]).is_empty(), "a copy");
    }

    #[test]
    fn a_project_is_found_among_any_number() {
        let ids: Vec<String> = (0..3000).map(|at| format!("{}/p{at}", 2019 + at % 3)).collect();
        let text = |at: usize, title: &str| {
            format!("title: {title} {at}\nowner: o{}\nphase: applied\nsummary: Nummer {at}.\n", at % 40)
        };
        // Every project got another folder and another title.
        let gone: Vec<_> = (0..1000).map(|at| known(&ids[at], &text(at, "Gammel"), &[])).collect();
        let mut come: Vec<_> = (0..1000).map(|at| known(&ids[1000 + at], &text(at, "Ny"), &[])).collect();
        // As many are new.
        come.extend((2000..3000).map(|at| known(&ids[at], &text(at, "Annen"), &[])));
        let found = renames(&gone, &come);
        assert!(found.iter().all(|(old, new)| old == new), "{found:?}");
        assert_eq!(found.len(), 1000);
    }

    #[test]
    fn any_number_that_say_the_same_are_the_same() {
        let ids: Vec<String> = (0..200).map(|at| format!("{}/p{}", 2019 + at % 2, at / 2)).collect();
        let of = |which: usize| -> Vec<ProjectIdentity<'_>> {
            let ids = ids.iter().skip(which).step_by(2).enumerate();
            // Some say the same, others nearly.
            ids.map(|(at, id)| known(id, &format!("title: {}\na\nb\n{}\n", at / 3, at % 2 * which), &[])).collect()
        };
        let found = renames(&of(0), &of(1));
        assert!(found.len() == 100 && found.iter().all(|(old, new)| old == new), "{found:?}");
    }
}
