//! Reports names that Windows or macOS cannot hold.

use std::collections::HashMap;

use super::observations::Observations;
use crate::{
    document::{FaultKind, Unportable},
    portable_name::{MAX_PATH, defect, folded, is_plain, portable},
    source::{Entry, join_path},
};

/// Reports the entries of a folder that cannot be checked out on every system, each once.
pub fn report(folder: &str, entries: &[Entry], observations: &mut Observations) {
    let mut reported = |name: &str, why: Unportable, suggestion: Option<String>| {
        let (path, name) = (join_path(folder, name), name.to_owned());
        observations.fault(path, FaultKind::Unportable { name, why, suggestion });
    };
    // Only the shortest path that is too long is reported, not everything below it.
    let before = folder.chars().count();
    let is_too_long = |name: &str| before <= MAX_PATH && before + 1 + name.chars().count() > MAX_PATH;
    let mut first: HashMap<String, &str> = HashMap::new();
    for Entry { name, .. } in entries {
        let other = if is_plain(name) {
            None
        } else {
            let key = folded(name);
            let plain = entries.binary_search_by(|entry| entry.name.cmp(&key)).ok().map(|at| entries[at].name.as_str());
            plain.filter(|plain| plain != name).or_else(|| first.insert(key, name))
        };
        if let Some(defect) = defect(name) {
            reported(name, Unportable::Name(defect), Some(portable(name)));
        } else if let Some(other) = other {
            reported(name, Unportable::SameAs(other.to_owned()), None);
        } else if is_too_long(name) {
            reported(name, Unportable::Path(before + 1 + name.chars().count()), None);
        }
    }
}
