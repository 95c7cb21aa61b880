//! Pairs the items of two versions of a list.

/// Returns, for each item of the old list, the index of the same item in the new list.
///
/// Items with the same name are paired: first those with equal values, then those with similar values, then the rest in
/// order.
pub(crate) fn pair_items<N: PartialEq, V: PartialEq>(
    old: &[(N, V)],
    new: &[(N, V)],
    is_similar: impl Fn(&V, &V) -> bool,
) -> Vec<Option<usize>> {
    let (mut pairs, mut is_paired) = (vec![None; old.len()], vec![false; new.len()]);
    for round in 0..3 {
        let is_match = |old: &V, new: &V| match round {
            0 => old == new,
            1 => is_similar(old, new),
            _ => true,
        };
        for (pair, (name, value)) in pairs.iter_mut().zip(old).filter(|(pair, _)| pair.is_none()) {
            let fits = |index: &usize| !is_paired[*index] && new[*index].0 == *name && is_match(value, &new[*index].1);
            *pair = (0..new.len()).find(fits);
            if let Some(index) = *pair {
                is_paired[index] = true;
            }
        }
    }
    pairs
}
