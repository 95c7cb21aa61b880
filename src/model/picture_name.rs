//! The name that a picture from elsewhere may have as a file of the portfolio.

use super::slug::slug;
use crate::document::link_target::split;

/// The most letters of a proposed name.
const LONGEST: usize = 60;

/// Returns a name for the file of a picture: that of its address, else one after its words.
#[must_use]
pub fn proposed_name(url: &str, alt: &str) -> String {
    const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];
    let (path, _) = split(url);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let of_address = name.rsplit_once('.').and_then(|(stem, ending)| {
        let ending = ending.to_lowercase();
        ENDINGS.contains(&ending.as_str()).then_some(())?;
        Some(format!("{}.{ending}", short(stem)?))
    });
    of_address.or_else(|| Some(short(alt)? + ".png")).unwrap_or_else(|| "bilde.png".to_owned())
}

/// Returns whether an address is a place on one machine, where no other reader gets.
#[must_use]
pub fn is_on_own_machine(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") || url.starts_with("\\\\")
}

/// Makes a short name of letters that every system knows.
fn short(words: &str) -> Option<String> {
    let name = slug(words)?;
    if name.len() <= LONGEST {
        return Some(name);
    }
    let cut = &name[..LONGEST];
    Some(cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_gets_the_name_of_its_address_or_of_its_words() {
        for (url, alt, name) in [
            ("https://x.no/a/Mitt%20Bilde.JPG?raw=1#x", "", "mitt-bilde.jpg"),
            ("https://github.com/user-attachments/assets/0a1b", "Skjema på nett", "skjema-pa-nett.png"),
            ("C:\\Users\\Kari\\bilde.png", "", "bilde.png"),
            ("https://x.no/", " ", "bilde.png"),
        ] {
            assert_eq!(proposed_name(url, alt), name, "{url}");
        }
        assert!(proposed_name("", &"ord ".repeat(40)).len() < 70);
    }

    #[test]
    fn places_on_one_machine_are_told_from_the_web() {
        assert!(["file:///C:/a.png", "C:\\a.png", "c:/a.png", "\\\\server\\a.png"].into_iter().all(is_on_own_machine));
        assert!(!is_on_own_machine("https://x.no/a.png") && !is_on_own_machine("//x.no/a.png"));
    }
}
