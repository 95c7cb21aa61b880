//! A bar chart of the grants of each call, up to the last call that the document is about; those calls are in full colour.

use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{
    canvas::{Anchor, Canvas, Paint, TextStyle, WIDTH, widest},
    context::{FigureContext, FigureText},
    letters::{LINE, width},
};
use crate::{key, model::Kroner};

/// The height of a call's row, and of its bar.
const ROW: f64 = 30.0;
const BAR: f64 = 20.0;
/// The space between words and bars.
const GAP: f64 = 8.0;

/// Holds the grants of the calls.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grants {
    programme: String,
    calls: Vec<GrantsOfYear>,
}

/// Holds the grants of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct GrantsOfYear {
    year: i16,
    years: String,
    grant_total: Option<u64>,
    doubtful: bool,
    /// Whether the document is about it.
    shown: bool,
}

impl Grants {
    /// Reads the calls of a view.
    pub fn read(view: &Value) -> Result<Self, Error> {
        let mut calls = Vec::<GrantsOfYear>::deserialize(view.get_attr("calls")?)?;
        if let Some(last) = calls.iter().rposition(|call| call.shown) {
            calls.truncate(last + 1);
        }
        Ok(Self { programme: view.get_attr("programme")?.to_string(), calls })
    }

    /// Draws the bars; `None` if there is no call.
    pub fn draw(&self, context: &FigureContext<'_>) -> Option<Canvas> {
        if self.calls.is_empty() {
            return None;
        }
        let title = context.texts.fill(key!("figure.grants.title"), &[("programme", &self.programme)]);
        let mut canvas = Canvas::new(title, self.description(context));
        self.bars(&mut canvas, context);
        if self.calls.iter().any(|call| call.doubtful) {
            footnote(&mut canvas, context);
        }
        Some(canvas)
    }

    /// Draws a row for each call: its years, its bar and its amount.
    fn bars(&self, canvas: &mut Canvas, context: &FigureContext<'_>) {
        let amounts: Vec<String> = self.calls.iter().map(|call| amount(call, context)).collect();
        let left = (widest(self.calls.iter().map(|call| &*call.years), true) + GAP).min(WIDTH / 3.0);
        let longest = WIDTH - left - GAP - widest(amounts.iter().map(String::as_str), true);
        let most = self.calls.iter().filter_map(|call| call.grant_total).max().unwrap_or(1);
        let has_others = self.calls.iter().any(|call| !call.shown);
        for (call, amount) in self.calls.iter().zip(&amounts) {
            let style = if has_others && call.shown { TextStyle::BOLD } else { TextStyle::PLAIN };
            let (top, foot) = (canvas.height, canvas.height + 15.0);
            canvas.text((left - GAP, foot), &call.years, style.at(Anchor::End));
            let wide = call.grant_total.map_or(longest * 0.4, |sum| (share(sum, most) * longest).max(2.0));
            if call.grant_total.is_some() {
                let fill = if call.shown { Paint::Accent } else { Paint::Panel };
                canvas.bar((left, top), (wide, BAR), fill, Paint::Accent);
            } else {
                canvas.unknown((left, top), (wide, BAR));
            }
            canvas.text((left + wide + GAP, foot), amount, style);
            canvas.height += ROW;
        }
    }

    fn description(&self, context: &FigureContext<'_>) -> String {
        let call = |call: &GrantsOfYear| {
            let key = if call.doubtful { key!("figure.grants.doubtful") } else { key!("figure.grants.call") };
            context.texts.fill(key, &[("years", &*call.years), ("sum", &sum_text(call, context))])
        };
        let calls: Vec<String> = self.calls.iter().map(call).collect();
        context.texts.fill(key!("figure.grants.desc"), &[("calls", context.formats.and(&calls))])
    }
}

/// Explains the asterisk of doubtful amounts.
fn footnote(canvas: &mut Canvas, context: &FigureContext<'_>) {
    let note = FigureText::plain(context.texts.get(key!("figure.grants.doubts")));
    canvas.text((0.0, canvas.height + 13.0), "*", TextStyle::QUIET);
    let room = WIDTH - width("* ", false);
    let at = (WIDTH - room, canvas.height);
    canvas.height = canvas.block(at, &note, room, 3, TextStyle::QUIET) + LINE / 4.0;
}

fn sum_text(call: &GrantsOfYear, context: &FigureContext<'_>) -> String {
    match call.grant_total {
        Some(sum) => context.formats.kroner_short(context.texts, Kroner(sum)),
        None => context.texts.get(key!("figure.unknown")).to_owned(),
    }
}

fn amount(call: &GrantsOfYear, context: &FigureContext<'_>) -> String {
    format!("{}{}", sum_text(call, context), if call.doubtful { "\u{a0}*" } else { "" })
}

#[expect(clippy::cast_precision_loss, reason = "a bar is no more exact than a tenth of a pixel")]
fn share(sum: u64, most: u64) -> f64 {
    sum as f64 / most.max(1) as f64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::figure::tests::{drawn, view};

    fn calls() -> serde_json::Value {
        json!([
            {"year": 2016, "years": "2016–2017", "grant_total": 10_000_000, "doubtful": false, "shown": false},
            {"year": 2018, "years": "2018", "grant_total": null, "doubtful": false, "shown": false},
            {"year": 2019, "years": "2019", "grant_total": 18_800_000, "doubtful": true, "shown": true},
            {"year": 2020, "years": "2020", "grant_total": 19_300_000, "doubtful": false, "shown": false},
        ])
    }

    #[test]
    fn later_calls_are_left_out_and_earlier_ones_stand_back() {
        let view = view(json!({"programme": "StimuLab", "calls": calls()}));
        insta::assert_snapshot!(drawn("nb", |context| Grants::read(&view).unwrap().draw(context)));
    }

    #[test]
    fn a_portfolio_without_calls_has_no_bars() {
        let view = view(json!({"programme": "StimuLab", "calls": []}));
        assert_eq!(drawn("en", |context| Grants::read(&view).unwrap().draw(context)), "");
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_sum() {
        let bar =
            |sum: u64| json!({"year": 2019, "years": "2019", "grant_total": sum, "doubtful": true, "shown": true});
        let view = view(json!({"programme": "P", "calls": [bar(999_900_000_000), bar(1)]}));
        let drawing = drawn("en", |context| Grants::read(&view).unwrap().draw(context));
        let places = drawing.lines().filter(|line| line.contains("NOK") && line.starts_with("<text"));
        for (line, sum) in places.zip(["NOK\u{a0}999,900\u{a0}million\u{a0}*", "NOK\u{a0}1\u{a0}*"]) {
            let x: f64 = line.split('"').nth(1).unwrap().parse().unwrap();
            assert!(x + width(sum, false) <= WIDTH + 0.1 && line.contains(sum), "{line}");
        }
    }
}
