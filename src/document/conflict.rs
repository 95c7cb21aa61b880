//! Finds conflict markers of git.

/// Returns the offset of the first conflict marker.
#[must_use]
pub fn conflict(text: &str) -> Option<usize> {
    let is_mark = |at: &usize| {
        let line = &text[*at..];
        let word = line.strip_prefix("<<<<<<<").or_else(|| line.strip_prefix(">>>>>>>"));
        word.is_some_and(|rest| rest.starts_with(' '))
    };
    // The characters are rare, so this is fast for most texts.
    let starts = memchr::memchr2_iter(b'<', b'>', text.as_bytes());
    starts.filter(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n').find(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_marks_at_the_start_of_a_line_are_found() {
        assert_eq!(conflict("a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\n"), Some(3));
        assert_eq!(conflict("a\n>>>>>>> main\n"), Some(2));
        assert_eq!(conflict("a <<<<<<< HEAD\n<<<<<<<\n> sitat\n=======\n"), None);
    }
}
