//! Figures: each is valid SVG, and its words stay inside.

use minijinja::value::{Serde, Value};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use serde_json::json;

use super::{
    canvas::{Canvas, CanvasItem, WIDTH},
    context::FigureContext,
    criteria::CriteriaMatrix,
    figure_store::FigureStore,
    grants::Grants,
    letters::width,
    process::ProcessFigure,
    svg,
    timeline::Timeline,
    view_projects::projects_of,
};
use crate::{date::Date, language::Language, number_format::Formats, texts::Texts};

/// Returns what a template sees.
pub fn view(value: serde_json::Value) -> Value {
    Value::from(Serde(value))
}

/// Draws figures in a language on 15 May 2021.
fn canvases<C: IntoIterator<Item = Canvas>>(code: &str, draw: impl FnOnce(&FigureContext<'_>) -> C) -> Vec<Canvas> {
    let language = Language::from_code(code).unwrap();
    let (texts, formats) = (Texts::of(language), Formats::of(language));
    let context = FigureContext { texts: &texts, formats: &formats, today: Date::parse("2021-05-15") };
    draw(&context).into_iter().collect()
}

/// Draws figures in a language on 15 May 2021 and writes them as files.
pub fn drawn<C: IntoIterator<Item = Canvas>>(code: &str, draw: impl FnOnce(&FigureContext<'_>) -> C) -> String {
    let language = Language::from_code(code).unwrap();
    let files = canvases(code, draw);
    files.iter().map(|canvas| svg::svg(canvas, svg::SvgTarget::Alone(language))).collect::<Vec<_>>().join("\n")
}

/// Draws all figures of a portfolio in which everything is called the same.
fn all(name: &str) -> Vec<Canvas> {
    let words = json!({"text": name, "lang": "nn"});
    let step = |id: &str, standing: &str| json!({"phase": id, "name": words, "standing": standing, "on": "2020-02"});
    let project = json!({
        "id": "2020/a", "year": 2020, "heading": words, "period": null,
        "course": [step("a", "passed"), step("b", "here"), step("completed", "ahead")],
        "criteria": [{"id": "x", "name": words, "strength": "weak"}],
        "process_model": {"name": words, "phases": [
            {"id": "a", "name": words, "steps": [{"name": words, "opens": true}, {"name": words, "opens": false}]},
            {"id": "b", "name": words, "steps": []},
        ]},
    });
    let view = view(json!({
        "programme": name, "project": project, "criteria": [],
        "calls": [{"year": 2020, "years": name, "grant_total": null, "doubtful": true, "shown": true}],
    }));
    canvases("nb", |context| {
        let mut drawn = vec![ProcessFigure::read(&projects_of(&view)[0], context).unwrap().draw(context)];
        drawn.extend(Timeline::read(&view, context).unwrap().draw(context));
        drawn.extend(Grants::read(&view).unwrap().draw(context));
        drawn.extend(CriteriaMatrix::read(&view).unwrap().draw(context));
        drawn
    })
}

#[test]
fn one_picture_that_is_shown_twice_is_one_file_with_two_places_in_a_page() {
    let figure_store = FigureStore::default();
    let canvas = |title: &str| Canvas::new(title.to_owned(), String::new());
    let names = ["a", "a", "b"].map(|title| figure_store.add("process", canvas(title)));
    assert_eq!(names, ["process", "process", "process-2"]);
    let inline = || figure_store.inline("figure:process").unwrap();
    assert!(inline().contains("id=\"figure.1-title\"") && inline().contains("id=\"figure.2-title\""));
    assert_eq!(figure_store.inline("figure:other"), None);
    let files = figure_store.files(Language::BOKMAAL, "![b](x.figures/process-2.svg)");
    assert_eq!(files.iter().map(|file| &*file.name).collect::<Vec<_>>(), ["process-2.svg"]);
}

proptest! {
    #[test]
    fn whatever_things_are_called_figures_are_sound_and_words_stay_inside(name in "[ -~æøå<&\"\\PC\u{0}-\u{1f}]{0,90}") {
        let drawn = all(&name);
        prop_assert_eq!(drawn.len(), 4);
        for canvas in drawn {
            for place in [svg::SvgTarget::Page("figure-1"), svg::SvgTarget::Alone(Language::BOKMAAL)] {
                let text = svg::svg(&canvas, place);
                let mut reader = Reader::from_str(&text);
                let (mut depth, mut titles) = (0, 0);
                loop {
                    match reader.read_event() {
                        Ok(Event::Start(start)) => {
                            depth += 1;
                            titles += usize::from(start.local_name().as_ref() == "title");
                        }
                        Ok(Event::End(_)) => depth -= 1,
                        Ok(Event::Eof) => break,
                        Ok(_) => {}
                        Err(error) => prop_assert!(false, "{}: {}", error, text),
                    }
                }
                prop_assert_eq!((depth, titles), (0, 1));
            }
            for item in &canvas.items {
                if let CanvasItem::Text { at, text, style, .. } = item
                    && style.anchor == super::canvas::Anchor::Start
                {
                    let right = at.0 + width(text, style.is_bold);
                    prop_assert!(at.1 <= canvas.height && right <= WIDTH + 1.0, "{} ends at {}", text, right);
                }
            }
        }
    }
}
