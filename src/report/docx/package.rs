//! Packs the parts into a ZIP file, with their content types and relationships.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::report::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Holds the relationships of the document to its other parts, to pictures and to addresses.
pub struct Relationships {
    rows: Vec<Relationship>,
    known: BTreeMap<Relationship, usize>,
}

/// The kind of a relationship, its target, and whether the target is outside the file.
type Relationship = (&'static str, String, bool);

impl Relationships {
    /// Starts with the parts that every document has.
    pub fn new() -> Self {
        let parts = ["styles", "settings", "numbering", "theme", "footer"];
        let rows: Vec<Relationship> = parts.into_iter().map(|kind| (kind, format!("{kind}.xml"), false)).collect();
        Self { known: rows.iter().cloned().zip(0..).collect(), rows }
    }

    /// Starts with no parts.
    pub fn none() -> Self {
        Self { known: BTreeMap::new(), rows: Vec::new() }
    }

    /// Returns the id of a relationship to a part inside the file.
    pub fn inside(&mut self, kind: &'static str, target: &str) -> String {
        self.add(kind, target, false)
    }

    /// Returns the id of a relationship to an address outside.
    pub fn outside(&mut self, address: &str) -> String {
        self.add("hyperlink", address, true)
    }

    fn add(&mut self, kind: &'static str, target: &str, is_outside: bool) -> String {
        let relation = (kind, target.to_owned(), is_outside);
        let at = *self.known.entry(relation).or_insert_with_key(|relation| {
            self.rows.push(relation.clone());
            self.rows.len() - 1
        });
        format!("rId{}", at + 1)
    }

    pub(super) fn xml(&self) -> Vec<u8> {
        let rows =
            self.rows.iter().map(|(kind, target, is_outside)| (format!("{OFFICE}/{kind}"), &**target, *is_outside));
        relationships_part(rows)
    }
}

/// Packs parts and pictures into a file; the same parts always give the same bytes.
pub fn package(
    parts: Vec<(&str, Vec<u8>)>,
    pictures: Vec<(String, Vec<u8>)>,
    relationships: &Relationships,
) -> Result<Vec<u8>, ZipError> {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    let roots = [
        (format!("{OFFICE}/officeDocument"), "word/document.xml", false),
        (core, "docProps/core.xml", false),
        (format!("{OFFICE}/extended-properties"), "docProps/app.xml", false),
    ];
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types(&parts)),
        ("_rels/.rels".to_owned(), relationships_part(roots.into_iter())),
        ("word/_rels/document.xml.rels".to_owned(), relationships.xml()),
    ];
    files.extend(parts.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    files.extend(pictures.into_iter().map(|(name, bytes)| (format!("word/{name}"), bytes)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn relationships_part<'a>(rows: impl Iterator<Item = (String, &'a str, bool)>) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (at, (kind, target, is_outside)) in rows.enumerate() {
        let id = format!("rId{}", at + 1);
        let mode: &[(&str, &str)] = if is_outside { &[("TargetMode", "External")] } else { &[] };
        let attributes = [&[("Id", &*id), ("Type", &kind), ("Target", target)], mode].concat();
        xml.empty("Relationship", &attributes);
    }
    xml.close("Relationships");
    xml.bytes()
}

fn content_types(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    for (ending, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
        ("gif", "image/gif"),
        ("svg", "image/svg+xml"),
    ] {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    for (part, kind) in [
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/numbering.xml", format!("{WORD}.numbering+xml")),
        ("/word/footer.xml", format!("{WORD}.footer+xml")),
        ("/word/footnotes.xml", format!("{WORD}.footnotes+xml")),
        ("/word/theme.xml", "application/vnd.openxmlformats-officedocument.theme+xml".to_owned()),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
    ] {
        if parts.iter().any(|(name, _)| part.strip_prefix('/') == Some(name)) {
            xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
        }
    }
    xml.close("Types");
    xml.bytes()
}
