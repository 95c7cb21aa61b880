//! The legend of the timeline.

use super::data::{TimelineBar, TimelineRow};
use crate::{
    date::Date,
    key,
    report::figure::{
        canvas::{Canvas, CanvasItem, Paint, Stroke, TextStyle, WIDTH, circle, open},
        context::{FigureContext, FigureText},
    },
    texts::Key,
};

/// Draws the sign for the end of a project: a dot with a check mark, or with a cross if it was stopped.
pub fn end_sign(canvas: &mut Canvas, (x, y): (f64, f64), is_stopped: bool) {
    let (fill, ink) = if is_stopped { (Paint::Page, Paint::Text) } else { (Paint::Text, Paint::Page) };
    canvas.shape(circle((x, y), 7.0), Some(fill), Some(Stroke(Paint::Text, 1.5, false)));
    let strokes = if is_stopped {
        open(&[(x - 3.0, y - 3.0), (x + 3.0, y + 3.0)]) + &open(&[(x - 3.0, y + 3.0), (x + 3.0, y - 3.0)])
    } else {
        open(&[(x - 3.5, y), (x - 1.0, y + 3.0), (x + 3.5, y - 3.0)])
    };
    canvas.shape(strokes, None, Some(Stroke(ink, 1.5, false)));
}

/// Explains the signs that some rows use.
pub fn legend(canvas: &mut Canvas, rows: &[TimelineRow], today: Option<Date>, context: &FigureContext<'_>) {
    let is_number = |item: &CanvasItem| matches!(item, CanvasItem::Text { text, .. } if text.len() < 3 && text.parse::<u8>().is_ok());
    let has_numbers = canvas.items.iter().any(is_number);
    let mut entry = |words: &FigureText, draw: &dyn Fn(&mut Canvas, f64)| {
        draw(canvas, canvas.height + 3.0);
        let foot = canvas.block((34.0, canvas.height), words, WIDTH - 34.0, 2, TextStyle::QUIET);
        canvas.height = foot + 4.0;
    };
    let text = |key: Key| FigureText::plain(context.texts.get(key));
    let has = |found: &dyn Fn(&TimelineBar) -> bool| rows.iter().flat_map(|row| &row.stretches).any(found);
    if has(&|bar| bar.known && !bar.work) {
        entry(&text(key!("figure.timeline.before")), &|canvas, y| {
            canvas.bar((0.0, y), (26.0, 12.0), Paint::Panel, Paint::Edge);
        });
    }
    if has(&|bar| bar.known && bar.work) {
        entry(&text(key!("figure.timeline.known")), &|canvas, y| {
            canvas.bar((0.0, y), (26.0, 12.0), Paint::Accent, Paint::Accent);
        });
    }
    if has(&|bar| !bar.known) || rows.iter().any(|row| row.stretches.is_empty()) {
        entry(&text(key!("figure.timeline.dashed")), &|canvas, y| canvas.dashed((0.0, y), (26.0, 12.0), false));
    }
    if has_numbers {
        entry(&text(key!("figure.timeline.numbers")), &|canvas, y| {
            canvas.text((3.0, y + 10.0), "1, 2", TextStyle::PLAIN);
        });
    }
    for stopped in [false, true] {
        let ends = rows.iter().filter_map(|row| row.end.as_ref()).filter(|end| end.on.is_some());
        if let Some(end) = ends.into_iter().find(|end| end.stopped == stopped) {
            entry(&end.phase, &|canvas, y| end_sign(canvas, (13.0, y + 6.0), stopped));
        }
    }
    if let Some(today) = today {
        let today = context.texts.fill(key!("figure.timeline.today"), &[("date", context.formats.date(today))]);
        entry(&FigureText::plain(today), &|canvas, y| {
            canvas.shape(open(&[(13.0, y - 1.0), (13.0, y + 13.0)]), None, Some(Stroke(Paint::Text, 2.0, false)));
        });
    }
}
