//! Pictures fit into their place, stand upright, and say what they show.

use super::{DocxMeta, Language, between, docx, is_well_formed};
use crate::report::{body::compose, engine::ShownTexts};

/// A photograph of 600 by 400 dots, as far as its size is told; the camera was held on its side.
const TURNED: &[u8] =
    b"\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\
    \xff\xc0\0\x0b\x08\x01\x90\x02\x58\x01\x11\0\0\xff\xda\0\x02\xff\xd9";
const WIDE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x58\x08\0\0\0\0";

/// The EMUs in a twentieth of a point.
const EMUS: u32 = 635;

fn document(markdown: &str) -> (String, Vec<String>) {
    let meta = DocxMeta { title: "Bilder", language: Language::BOKMAAL, author: "StimuLab" };
    let arena = comrak::Arena::new();
    let blocks = compose(&arena, markdown, &ShownTexts::default(), Language::BOKMAAL);
    let find = |address: &str| match address {
        "turned.jpg" => Some(TURNED.to_vec()),
        "wide.png" => Some(WIDE.to_vec()),
        "dots.webp" => Some(include_bytes!("dots.webp").to_vec()),
        "broken.webp" => Some(include_bytes!("dots.webp")[..30].to_vec()),
        _ => None,
    };
    let made = docx(&blocks, &meta, &find).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.file)).unwrap();
    let text = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    is_well_formed("word/document.xml", &text);
    (text, made.unshown)
}

/// Lists the extents of the pictures, in EMUs.
fn extents(document: &str) -> Vec<(u32, u32)> {
    let sides = between(document, "<wp:extent ", "/>").into_iter();
    sides.map(|extent| (side(extent, "cx"), side(extent, "cy"))).collect()
}

fn side(extent: &str, name: &str) -> u32 {
    between(extent, &format!("{name}=\""), "\"")[0].parse().unwrap()
}

#[test]
fn a_picture_is_never_wider_than_its_place() {
    let (text, _) = document(
        "![a](wide.png)\n\n| b | c | d |\n|---|---|---|\n| ![b](wide.png) | ![c](wide.png) | ord |\n\n- e\n  - f\n\n    ![f](wide.png)\n\n\
         > Ord ![g](wide.png) ord\n\n- **h:** ![h](wide.png)\n- **i:** ord\n",
    );
    let columns: Vec<u32> =
        between(&text, "<w:gridCol w:w=\"", "\"").iter().map(|width| width.parse().unwrap()).collect();
    let found = extents(&text);
    let widths: Vec<u32> = found.iter().map(|(width, _)| width / EMUS).collect();
    assert!(widths[0] > 9000 && widths[0] <= 9070, "{widths:?}");
    assert!(widths[1] <= columns[0] - 170 && widths[2] <= columns[1] - 170, "{widths:?} in {columns:?}");
    assert!(widths[3] <= 9070 - 2 * 397 && widths[4] <= 9070 - 794 && widths[5] < 9070, "{widths:?}");
    assert!(found.iter().all(|(width, height)| width.abs_diff(height * 2) < 10_000), "{found:?}");
}

#[test]
fn a_photograph_stands_upright() {
    let (text, _) = document("![a](turned.jpg)");
    assert_eq!(extents(&text), [(600 * 9525, 400 * 9525)]);
    assert!(text.contains("<a:xfrm rot=\"5400000\">"), "{text}");
    let over = (100 * 9525).to_string();
    assert!(text.contains(&format!("<wp:effectExtent l=\"0\" t=\"{over}\" r=\"0\" b=\"{over}\"/>")), "{text}");
}

#[test]
fn what_a_picture_shows_and_its_title_are_kept() {
    let (text, unshown) = document("![a](dots.webp \"Tittel\") ![b](broken.webp) ![](none.png)");
    assert!(text.contains("name=\"picture 1\" descr=\"a\" title=\"Tittel\"/>"), "{text}");
    assert!(text.contains("[Bilde: b]") && text.contains("[Bilde mangler]"), "{text}");
    assert_eq!(unshown, ["broken.webp"]);
}
