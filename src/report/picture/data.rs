//! Reads pictures of the portfolio, without metadata, as bytes or as data addresses for pages.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::left_out::WhyLeftOut;
use crate::{
    document::link_target::{is_relative, split},
    load::is_file_unpublished,
    picture::{LARGEST_PICTURE, PictureFault, PictureKind, judge, without_metadata},
    source::{FileKind, Source, Unreadable},
};

/// Holds a picture that a document shows.
pub struct ShownPicture {
    /// Its kind, by its bytes.
    pub kind: PictureKind,
    /// Its bytes, without metadata.
    pub bytes: Vec<u8>,
}

impl ShownPicture {
    /// Returns the picture as an address that holds all of it.
    pub fn data_address(&self) -> String {
        format!("data:{};base64,{}", self.kind.media_type(), STANDARD.encode(&self.bytes))
    }
}

/// Returns a picture of the portfolio as a data address; `None` if it cannot be shown.
pub fn data_address(source: &dyn Source, path: &str) -> Option<String> {
    load_picture(source, path).ok().map(|picture| picture.data_address())
}

/// Reads a picture of the portfolio by its address, without metadata.
///
/// # Errors
/// Says why it cannot be shown.
pub fn load_picture(source: &dyn Source, address: &str) -> Result<ShownPicture, WhyLeftOut> {
    if !is_relative(address) {
        return Err(elsewhere(address));
    }
    // A name may hold signs that mean something in an address.
    match at(source, address) {
        Err(WhyLeftOut::Missing) => match split(address).0 {
            path if path == address => Err(WhyLeftOut::Missing),
            path => at(source, &path),
        },
        found => found,
    }
}

/// Returns the path of a picture in the portfolio, for messages; the address where it is no such path.
pub fn shown_address(address: &str) -> String {
    let path = is_relative(address).then(|| inside(&split(address).0).ok()).flatten();
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| address.to_owned())
}

/// Says why a picture with an address that is no path cannot be shown.
fn elsewhere(address: &str) -> WhyLeftOut {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    if lower.starts_with("data:") {
        WhyLeftOut::InText
    } else if ["http:", "https:", "//"].iter().any(|start| lower.starts_with(start)) {
        WhyLeftOut::Remote
    } else if address.is_empty() || address.starts_with('#') {
        WhyLeftOut::Missing
    } else {
        WhyLeftOut::Elsewhere
    }
}

fn at(source: &dyn Source, path: &str) -> Result<ShownPicture, WhyLeftOut> {
    let path = inside(path)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    if is_file_unpublished(source, &path) {
        return Err(WhyLeftOut::Unpublished);
    }
    // A symbolic link may lead out of the portfolio, so only a file in the listing of the folder is read.
    let entries = source.entries(folder).unwrap_or_default();
    match entries.iter().find(|entry| entry.name == name).map(|entry| entry.kind) {
        None => return Err(WhyLeftOut::Missing),
        Some(FileKind::File) => {}
        Some(_) => return Err(WhyLeftOut::Unreadable),
    }
    let bytes = source.read(&path, LARGEST_PICTURE).map_err(|error| match error {
        Unreadable::TooLarge { .. } => WhyLeftOut::Fault(PictureFault::TooLarge),
        _ => WhyLeftOut::Unreadable,
    })?;
    let kind = judge(&bytes).map_err(WhyLeftOut::Fault)?;
    let bytes = without_metadata(bytes).ok_or(WhyLeftOut::Fault(PictureFault::Damaged))?;
    Ok(ShownPicture { kind, bytes })
}

/// Returns a path without `.` and `..`.
fn inside(path: &str) -> Result<String, WhyLeftOut> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or(WhyLeftOut::Outside)?),
            _ if part.contains(['\\', ':']) => return Err(WhyLeftOut::Elsewhere),
            _ => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stay_inside_the_portfolio() {
        assert_eq!(inside("2019/x/../kickoff.svg").as_deref(), Ok("2019/kickoff.svg"));
        assert_eq!(inside("2019/../../etc/x.png"), Err(WhyLeftOut::Outside));
        assert_eq!(inside("C:\\x.png"), Err(WhyLeftOut::Elsewhere));
    }

    #[test]
    fn pictures_elsewhere_are_told_apart() {
        for (address, why) in [
            ("https://x.no/a.png", WhyLeftOut::Remote),
            ("HTTP://x.no/a.png", WhyLeftOut::Remote),
            ("//x.no/a.png", WhyLeftOut::Remote),
            ("data:image/png;base64,AAAA", WhyLeftOut::InText),
            ("file:///C:/a.png", WhyLeftOut::Elsewhere),
            ("C:\\a.png", WhyLeftOut::Elsewhere),
            ("/a.png", WhyLeftOut::Elsewhere),
            ("", WhyLeftOut::Missing),
        ] {
            assert_eq!(elsewhere(address), why, "{address}");
        }
    }
}
