//! Which projects that came are which that went, although their folders have other names.

use std::collections::{BTreeSet, HashMap};

use crate::text_comparison::similarity;

/// From which share of equal lines two projects are one, as git does.
const ALIKE: f64 = 0.5;

/// The most projects that come and go at once and are each compared with each other; of more, those whose folders have the
/// same name are.
const MOST: usize = 64;

/// Holds what tells which project a folder is.
pub struct Known<'p> {
    /// Its path: year and name.
    pub id: &'p str,
    /// Its file, with the line ends of any system.
    pub text: String,
    /// The ids it says it had.
    pub former_ids: Vec<String>,
}

impl Known<'_> {
    fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }
}

/// Pairs projects that went with projects that came: by `former_ids`, else those that say the same, else the likest first.
pub fn renames(gone: &[Known<'_>], come: &[Known<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Pairs { found: Vec::new(), is_old: vec![false; gone.len()], is_new: vec![false; come.len()] };
    if gone.is_empty() || come.is_empty() {
        return pairs.found;
    }
    let ids: HashMap<&str, usize> = gone.iter().enumerate().map(|(old, known)| (known.id, old)).collect();
    for (new, known) in come.iter().enumerate() {
        let formers = known.former_ids.iter().filter_map(|former| ids.get(former.as_str()));
        formers.for_each(|old| pairs.add(*old, new));
    }
    pairs.same(gone, come, |known| Some((known.name(), plain(&known.text)?)));
    pairs.same(gone, come, |known| Some(("", plain(&known.text)?)));
    let (olds, news) = (free(&pairs.is_old), free(&pairs.is_new));
    let are_few = olds.len().max(news.len()) <= MOST;
    let mut names: HashMap<&str, Vec<usize>> = HashMap::new();
    for old in &olds {
        names.entry(if are_few { "" } else { gone[*old].name() }).or_default().push(*old);
    }
    let mut alike = Vec::new();
    for new in news.into_iter().filter(|new| plain(&come[*new].text).is_some()) {
        let name = if are_few { "" } else { come[new].name() };
        for old in names.get(name).into_iter().flatten() {
            let ratio = similarity(&gone[*old].text, &come[new].text);
            if ratio >= ALIKE {
                alike.push((ratio, *old, new));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    for (_, old, new) in alike {
        pairs.add(old, new);
    }
    pairs.found
}

/// Lists which of the projects that kept their names did so by name alone: one is what another was, and that one is not.
///
/// `marks` are what each was known by before and is known by now, such as its file or its title.
pub fn swapped<M: PartialEq>(marks: &[(M, M)]) -> Vec<usize> {
    let moved: Vec<usize> = (0..marks.len()).filter(|at| marks[*at].0 != marks[*at].1).collect();
    let taken = moved.iter().filter_map(|at| {
        let old = moved.iter().find(|old| *old != at && marks[**old].0 == marks[*at].1)?;
        Some([*at, *old])
    });
    let swapped: BTreeSet<usize> = taken.flatten().collect();
    swapped.into_iter().collect()
}

/// Returns whether two versions of a project's file are of the same project.
pub fn is_same(before: &str, after: &str) -> bool {
    similarity(before, after) >= ALIKE
}

/// Returns whether a project that says it had an id has taken it along, although the id is still in use: what goes by it now is
/// another project, or is less like what it was.
pub fn has_left(old: &str, stayed: &str, came: &str) -> bool {
    let (stayed, came) = (similarity(old, stayed), similarity(old, came));
    stayed < ALIKE || stayed < came
}

/// Returns a text with the line ends of git; none where it says nothing.
fn plain(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.replace("\r\n", "\n"))
}

fn free(is_taken: &[bool]) -> Vec<usize> {
    (0..is_taken.len()).filter(|at| !is_taken[*at]).collect()
}

/// Holds the pairs that were found, and which are taken.
struct Pairs {
    found: Vec<(usize, usize)>,
    is_old: Vec<bool>,
    is_new: Vec<bool>,
}

impl Pairs {
    fn add(&mut self, old: usize, new: usize) {
        if !self.is_old[old] && !self.is_new[new] {
            (self.is_old[old], self.is_new[new]) = (true, true);
            self.found.push((old, new));
        }
    }

    /// Pairs those that have the same of something, in their order.
    fn same<'k, K: std::hash::Hash + Eq>(
        &mut self,
        gone: &'k [Known<'_>],
        come: &'k [Known<'_>],
        key: impl Fn(&'k Known<'_>) -> Option<K>,
    ) {
        let mut olds: HashMap<K, Vec<usize>> = HashMap::new();
        for old in free(&self.is_old).into_iter().rev() {
            if let Some(key) = key(&gone[old]) {
                olds.entry(key).or_default().push(old);
            }
        }
        for new in free(&self.is_new) {
            let old = key(&come[new]).and_then(|key| olds.get_mut(&key)?.pop());
            if let Some(old) = old {
                self.add(old, new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'p>(id: &'p str, text: &str, former_ids: &[&str]) -> Known<'p> {
        let former_ids = former_ids.iter().map(|id| (*id).to_owned()).collect();
        Known { id, text: text.to_owned(), former_ids }
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
    fn any_number_that_say_the_same_are_the_same() {
        let ids: Vec<String> = (0..200).map(|at| format!("{}/p{}", 2019 + at % 2, at / 2)).collect();
        let of = |which: usize| -> Vec<Known<'_>> {
            let ids = ids.iter().skip(which).step_by(2).enumerate();
            // Some say the same, others nearly.
            ids.map(|(at, id)| known(id, &format!("title: {}\na\nb\n{}\n", at / 3, at % 2 * which), &[])).collect()
        };
        let found = renames(&of(0), &of(1));
        assert!(found.len() == 100 && found.iter().all(|(old, new)| old == new), "{found:?}");
    }
}
