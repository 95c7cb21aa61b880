//! Writes a picture with its size and its text alternative.

use super::body::DocxBody;

/// The EMUs of a pixel: the unit of length in drawings.
const PIXEL: f64 = 9525.0;

impl DocxBody<'_> {
    /// Writes a picture; returns whether it was found.
    pub(super) fn picture(&mut self, address: &str, alt: &str, title: &str) -> bool {
        let Some(picture) = self.shown.picture(address) else { return false };
        self.shown.places += 1;
        let id = self.shown.places.to_string();
        let name = format!("picture {id}");
        let image = self.relationships.inside("image", &picture.file);
        let drawing = picture.drawing.as_ref().map(|drawing| self.relationships.inside("image", drawing));
        let (width, height) = picture.fitted(self.room);
        let size = [("cx", &*emu(width)), ("cy", &*emu(height))];
        let named = [("id", &*id), ("name", &*name), ("descr", alt), ("title", title)];
        let named = if title.is_empty() { &named[..3] } else { &named };
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &size);
        // A quarter turn keeps the middle, so the picture sticks out by half of the difference of its sides.
        if picture.turn.is_quarter() {
            let over = format!("{:.0}", (width - height).abs() / 2.0 * PIXEL);
            let (sides, ends) = if width > height { ("0", &*over) } else { (&*over, "0") };
            xml.empty("wp:effectExtent", &[("l", sides), ("t", ends), ("r", sides), ("b", ends)]);
        }
        xml.empty("wp:docPr", named);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", named);
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
        let angle = picture.turn.angle().to_string();
        let turned = [("rot", &*angle)].into_iter().filter(|_| picture.turn.angle() > 0);
        let mirrored = [("flipH", "1")].into_iter().filter(|_| picture.turn.is_mirrored);
        xml.open("a:xfrm", &turned.chain(mirrored).collect::<Vec<_>>());
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
