//! The folders that are not the same in two versions of a folder.

use gix::{
    ObjectId,
    bstr::BStr,
    objs::{TreeRefIter, tree::EntryRef},
};

/// How many bytes name an object.
const NAME: usize = 20;

/// How many bytes are compared at a time.
const BLOCK: usize = 64;

/// Finds a folder by its name.
pub fn find(tree: &[u8], name: &[u8]) -> Option<ObjectId> {
    entries(tree).find(|entry| entry.mode.is_tree() && entry.filename == name).map(|entry| entry.oid.to_owned())
}

/// Calls `tell` with each folder that is not the same in two versions of the one around it: its name, before and after.
///
/// It is a fast path past what is the same at both ends; a test holds it against the way through the whole folders.
pub fn unlike(before: &[u8], after: &[u8], tell: impl FnMut(&BStr, Option<ObjectId>, Option<ObjectId>)) {
    let (before, after) = middle(before, after);
    unlike_in_all(before, after, tell);
}

fn unlike_in_all(before: &[u8], after: &[u8], mut tell: impl FnMut(&BStr, Option<ObjectId>, Option<ObjectId>)) {
    differing(before, after, |old, new| {
        let folder =
            |entry: Option<&EntryRef<'_>>| entry.filter(|entry| entry.mode.is_tree()).map(|entry| entry.oid.to_owned());
        let ids = (folder(old), folder(new));
        if let (Some(entry), (Some(_), _) | (_, Some(_))) = (old.or(new), ids) {
            tell(entry.filename, ids.0, ids.1);
        }
    });
}

fn entries(tree: &[u8]) -> impl Iterator<Item = EntryRef<'_>> {
    TreeRefIter::from_bytes(tree, gix::hash::Kind::Sha1).flatten()
}

/// Leaves out the entries at the beginning and the end of two versions that are the same, byte for byte: of a thousand
/// folders a commit changes a few.
fn middle<'t>(before: &'t [u8], after: &'t [u8]) -> (&'t [u8], &'t [u8]) {
    let head = same_head(before, after);
    let shorter = before.len().min(after.len());
    let tail = same_tail(before, after).min(shorter - head);
    // Both have the same entries as far as their bytes are the same.
    let start = edges(before, 0).take_while(|edge| *edge <= head).last().unwrap_or(0);
    let end = |tree: &[u8]| edges(tree, start).find(|edge| *edge >= tree.len() - tail);
    match (end(before), end(after)) {
        // An entry may end in the middle of what only looks the same.
        (Some(old), Some(new)) if before.len() - old == after.len() - new => (&before[start..old], &after[start..new]),
        _ => (&before[start..], &after[start..]),
    }
}

fn same_head(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let same = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    same + one[same..].iter().zip(&other[same..]).take_while(|(a, b)| a == b).count()
}

fn same_tail(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK));
    let same = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    let rest = |tree: &'_ [u8]| tree.len() - same;
    let (one, other) = (&one[..rest(one)], &other[..rest(other)]);
    same + one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Lists where entries begin and end.
fn edges(tree: &[u8], start: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(start), |edge| {
        let name = memchr::memchr(0, tree.get(*edge..)?)?;
        Some(edge + name + 1 + NAME).filter(|edge| *edge <= tree.len())
    })
}

/// Calls `tell` with each entry that is not the same in two folders; both are in git's order.
fn differing(before: &[u8], after: &[u8], mut tell: impl FnMut(Option<&EntryRef<'_>>, Option<&EntryRef<'_>>)) {
    let (mut old, mut new) = (entries(before), entries(after));
    let (mut left, mut right) = (old.next(), new.next());
    loop {
        match (&left, &right) {
            (None, None) => return,
            (Some(a), Some(b)) if a.filename == b.filename && a.mode.is_tree() == b.mode.is_tree() => {
                if a.oid != b.oid {
                    tell(Some(a), Some(b));
                }
                (left, right) = (old.next(), new.next());
            }
            (Some(a), b) if b.as_ref().is_none_or(|b| a < b) => {
                tell(Some(a), None);
                left = old.next();
            }
            (_, Some(b)) => {
                tell(None, Some(b));
                right = new.next();
            }
            (Some(a), None) => {
                tell(Some(a), None);
                left = old.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::btree_map, option, prelude::*, sample::select};

    use super::*;

    /// Makes a folder of folders, each by its name and what fills the name of its content.
    fn tree(folders: &[(&str, u8)]) -> Vec<u8> {
        folders
            .iter()
            .flat_map(|(name, fill)| [format!("40000 {name}\0").into_bytes(), vec![*fill; NAME]].concat())
            .collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let told = |before: &[(&str, u8)], after: &[(&str, u8)]| {
            let mut told = Vec::new();
            unlike(&tree(before), &tree(after), |name, old, new| {
                let fill = |id: Option<ObjectId>| id.map(|id| id.as_bytes()[0]);
                told.push((name.to_string(), fill(old), fill(new)));
            });
            told
        };
        let folders = [("a", 1), ("b", 2), ("c", 3), ("d", 4)];
        assert_eq!(told(&folders, &folders), []);
        assert_eq!(told(&[], &folders[..1]), [("a".into(), None, Some(1))]);
        assert_eq!(told(&folders[1..2], &[]), [("b".into(), Some(2), None)]);
        let mut changed = folders;
        changed[2].1 = 9;
        assert_eq!(told(&folders, &changed), [("c".into(), Some(3), Some(9))]);
        assert_eq!(told(&folders, &folders[1..]), [("a".into(), Some(1), None)]);
        assert_eq!(told(&folders[..3], &folders), [("d".into(), None, Some(4))]);
        let renamed = [("a", 1), ("bb", 2), ("c", 3), ("d", 4)];
        assert_eq!(told(&folders, &renamed), [("b".into(), Some(2), None), ("bb".into(), None, Some(2))]);
        // The names of contents hold every byte, also those that look like an entry.
        assert_eq!(told(&[("a", 0), ("b", 0)], &[("a", 0), ("aa", 0), ("b", 0)]), [("aa".into(), None, Some(0))]);
        let like_a_mode = b'4';
        assert_eq!(
            told(&[("a", like_a_mode), ("b", 1)], &[("a", 2), ("ab", like_a_mode), ("b", 1)]),
            [("a".into(), Some(like_a_mode), Some(2)), ("ab".into(), None, Some(like_a_mode))]
        );
    }

    proptest! {
        #[test]
        fn the_fast_path_tells_what_the_slow_one_does(
            before in btree_map("[a4-]{1,3}", select(vec![0, 1, b'4', b'0', b' ']), 0..12),
            changes in btree_map("[a4-]{1,3}", option::of(select(vec![0, 2, b'4'])), 0..4),
        ) {
            let mut after = before.clone();
            for (name, fill) in changes {
                match fill {
                    Some(fill) => drop(after.insert(name, fill)),
                    None => drop(after.remove(&name)),
                }
            }
            let folders = |fills: &BTreeMap<String, u8>| {
                let mut folders: Vec<_> = fills.iter().map(|(name, fill)| (name.as_str(), *fill)).collect();
                // Git sorts folders as if a slash stood behind their names.
                folders.sort_by_key(|(name, _)| format!("{name}/"));
                tree(&folders)
            };
            let (before, after) = (folders(&before), folders(&after));
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            unlike(&before, &after, |name, old, new| fast.push((name.to_string(), old, new)));
            unlike_in_all(&before, &after, |name, old, new| slow.push((name.to_string(), old, new)));
            prop_assert_eq!(fast, slow);
        }
    }
}
