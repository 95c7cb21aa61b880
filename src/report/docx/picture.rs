//! Writes a picture with its size and its text alternative.

use super::body::DocxBody;

/// The EMUs of a pixel: the unit of length in drawings.
const PIXEL: f64 = 9525.0;

impl DocxBody<'_> {
    /// Writes a picture; returns whether it was found.
    pub(super) fn picture(&mut self, address: &str, alt: &str) -> bool {
        let Some(picture) = self.shown.picture(address) else { return false };
        self.shown.places += 1;
        let id = self.shown.places.to_string();
        let name = format!("picture {id}");
        let image = self.relationships.inside("image", &picture.file);
        let drawing = picture.drawing.as_ref().map(|drawing| self.relationships.inside("image", drawing));
        let size = [("cx", &*emu(picture.width)), ("cy", &*emu(picture.height))];
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &size);
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", &image)]);
        if let Some(drawing) = drawing {
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
            xml.empty("asvg:svgBlip", &[("r:embed", &drawing)]);
            xml.close("a:ext");
            xml.close("a:extLst");
        }
        xml.close("a:blip");
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &size);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        for name in ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close(name);
        }
        true
    }
}

/// Converts pixels to EMUs, at least those of one pixel.
fn emu(pixels: f64) -> String {
    format!("{:.0}", pixels.max(1.0) * PIXEL)
}
