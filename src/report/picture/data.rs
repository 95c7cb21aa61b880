//! Reads pictures of the portfolio, without metadata, as bytes or as data addresses for pages.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::metadata::without_metadata;
use crate::{
    document::link_target::decoded,
    load::is_file_unpublished,
    source::{FileKind, Source},
};

/// The largest picture in a document, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// Returns a picture of the portfolio as a data address; `None` if it is missing or no picture.
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

/// Returns the bytes of a picture of the portfolio, without metadata; `None` if it is missing, broken, too large, outside of the
/// portfolio, or unpublished.
pub fn picture_bytes(source: &dyn Source, path: &str) -> Option<Vec<u8>> {
    at(source, path).or_else(|| at(source, &decoded(path)).filter(|_| path.contains('%')))
}

fn at(source: &dyn Source, path: &str) -> Option<Vec<u8>> {
    let path = inside(path)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    if is_file_unpublished(source, &path) {
        return None;
    }
    // A symbolic link may lead out of the portfolio, so only a file in the listing of the folder is read.
    source.entries(folder).ok()?.iter().find(|entry| entry.name == name && entry.kind == FileKind::File)?;
    without_metadata(source.read(&path, LARGEST).ok()?)
}

/// Returns a path without `.` and `..`; `None` if it leads out of the portfolio.
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
