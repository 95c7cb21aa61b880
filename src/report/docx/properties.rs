//! Writes the properties of the file: title, author and language, but no dates.

use super::meta::DocxMeta;
use crate::{document::html_marks::tag, report::xml::Xml};

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// Writes the core properties.
pub fn core(meta: &DocxMeta<'_>) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("cp:coreProperties", &[("xmlns:cp", CORE), ("xmlns:dc", DUBLIN_CORE)]);
    xml.text_element("dc:title", &[], meta.title);
    xml.text_element("dc:creator", &[], meta.author);
    xml.text_element("dc:language", &[], tag(meta.language.code()).as_deref().unwrap_or_default());
    xml.close("cp:coreProperties");
    xml.bytes()
}

/// Writes the name of the program.
pub fn extended() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("Properties", &[("xmlns", EXTENDED)]);
    xml.text_element("Application", &[], "stimulab");
    xml.close("Properties");
    xml.bytes()
}
