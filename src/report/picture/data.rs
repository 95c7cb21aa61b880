//! Pictures as data inside a page, so that the page needs no other file.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::metadata::bare;
use crate::{
    document::link_target::decoded,
    load::is_file_unpublished,
    source::{FileKind, Source},
};

/// The largest picture that is put into a page, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// Returns a picture of the portfolio as a data address; none where it is missing or no picture.
pub fn data_address(source: &dyn Source, path: &str) -> Option<String> {
    let kind = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "svg" => "svg+xml",
        "jpg" | "jpeg" => "jpeg",
        "png" => "png",
        "gif" => "gif",
        "webp" => "webp",
        _ => return None,
    };
    Some(format!("data:image/{kind};base64,{}", STANDARD.encode(picture_bytes(source, path)?)))
}

/// Returns the bytes of a picture of the portfolio, without what is not seen of it; none where it is missing, broken, too large,
/// outside, or not to be published.
pub fn picture_bytes(source: &dyn Source, path: &str) -> Option<Vec<u8>> {
    at(source, path).or_else(|| at(source, &decoded(path)).filter(|_| path.contains('%')))
}

fn at(source: &dyn Source, path: &str) -> Option<Vec<u8>> {
    let path = inside(path)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    if is_file_unpublished(source, &path) {
        return None;
    }
    // A link may lead out of the portfolio, so only a file that the folder itself lists will do.
    source.entries(folder).ok()?.iter().find(|entry| entry.name == name && entry.kind == FileKind::File)?;
    bare(source.read(&path, LARGEST).ok()?)
}

/// Returns a path without `.` and `..`; none where it leads out of the portfolio.
fn inside(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ if part.contains(['\\', ':']) => return None,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stay_inside_the_portfolio() {
        assert_eq!(inside("2019/x/../kickoff.svg").as_deref(), Some("2019/kickoff.svg"));
        assert_eq!(inside("2019/../../etc/x.png"), None);
        assert_eq!(inside("C:\\x.png"), None);
    }
}
