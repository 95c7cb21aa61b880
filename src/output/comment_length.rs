//! Shortens a text in parts so that it fits into a comment on a pull request.

/// The most characters: GitHub accepts 65,536 in a comment, and the workflow that posts it may add some.
pub const LARGEST: usize = 60_000;

/// Holds a part that may be shortened.
#[derive(Debug)]
pub struct CommentPart {
    /// Its heading.
    pub title: String,
    /// Its pieces, which are left out whole.
    pub pieces: Vec<String>,
}

/// Returns the number of characters in a text.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// Returns whether all parts have room in a number of characters.
pub fn fits(parts: &[CommentPart], room: usize) -> bool {
    parts.iter().map(size).sum::<usize>() <= room
}

/// Leaves out pieces that have no room, and adds a text with their number, made by `more`.
///
/// Smaller parts get room first, so that a thousand new projects do not hide a change of the settings.
pub fn shorten(parts: &mut [CommentPart], mut room: usize, more: impl Fn(usize) -> String) {
    if fits(parts, room) {
        return;
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| size(&parts[*at]));
    for (done, at) in order.iter().enumerate() {
        let part = &mut parts[*at];
        let share = room / (order.len() - done);
        let all = part.pieces.len();
        if size(part) > share {
            let mut left = share.saturating_sub(length(&part.title) + length(&more(all)) + 2);
            let is_kept = |piece: &String| {
                let rest = left.checked_sub(length(piece));
                left = rest.unwrap_or(left);
                rest.is_some()
            };
            let kept = part.pieces.iter().map(is_kept).take_while(|is_kept| *is_kept).count();
            part.pieces.truncate(kept);
            part.pieces.push(format!("{}\n\n", more(all - kept)));
        }
        room = room.saturating_sub(size(part));
    }
}

fn size(part: &CommentPart) -> usize {
    length(&part.title) + part.pieces.iter().map(|piece| length(piece)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parts_get_room_before_large_ones() {
        let part = |title: &str, pieces: usize| CommentPart {
            title: title.to_owned(),
            pieces: vec!["0123456789".to_owned(); pieces],
        };
        let mut parts = [part("a", 100), part("b", 2)];
        shorten(&mut parts, 1_021 + 1, |_| unreachable!());
        shorten(&mut parts, 100, |count| format!("{count} more"));
        assert_eq!(parts[1].pieces.len(), 2);
        assert_eq!(parts[0].pieces.len(), 7);
        assert_eq!(parts[0].pieces[6], "94 more\n\n");
        assert!(fits(&parts, 100));
    }
}
