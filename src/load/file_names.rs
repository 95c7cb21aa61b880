//! File names that have a meaning in every folder.

/// Returns the year that a folder name stands for.
#[must_use]
pub fn year_of(name: &str) -> Option<i16> {
    let digits = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}

/// The settings file, which makes a folder a portfolio.
pub const SETTINGS: &str = "stimulab.yaml";

/// Returns whether a name does not belong to the portfolio: hidden files, `README` and `LICENSE`, and files that
/// Windows and word processors create.
pub fn is_ignored(name: &str) -> bool {
    let is_left_behind =
        || name.starts_with("~$") || ["thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let starts_with = |known: &&str| name.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
    name.starts_with('.') || is_left_behind() || ["readme", "license", "licence"].iter().any(starts_with)
}

/// The endings of pictures: first of those that documents show, then of others that people take for such.
const PICTURES: [&str; 20] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "svg", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "heif", "ico",
    "jxl", "emf", "wmf", "eps", "svgz",
];

/// Returns whether a file is a picture, by its name.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    PICTURES.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_passed_over() {
        for name in [".DS_Store", "Thumbs.db", "desktop.ini", "~$rapport.docx", "README.md", "licence.txt"] {
            assert!(is_ignored(name), "{name}");
        }
        assert!(!is_ignored("rapport.docx") && !is_ignored("thumbs.md"));
    }
}
