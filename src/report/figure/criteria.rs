//! The matrix of criteria: what the assessment of each project says of each, in signs of different shape.

use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{
    FigureContext, FigureText,
    canvas::{Anchor, Canvas, Paint, Stroke, TextStyle, WIDTH, circle, open},
    letters::LINE,
    list, projects_of,
};

/// The most projects in one figure: more columns would leave no room for the names of the criteria.
const MOST: usize = 8;
/// The width of a project's column.
const COLUMN: f64 = 22.0;
/// The radius of a sign.
const RADIUS: f64 = 6.5;

/// Holds the criteria that projects were assessed by, and those projects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriteriaMatrix {
    criteria: Vec<MatrixCriterion>,
    projects: Vec<Assessed>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct MatrixCriterion {
    id: String,
    name: FigureText,
}

/// Holds a project's strengths in the order of the criteria; none where its assessment does not speak of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Assessed {
    number: usize,
    id: String,
    heading: FigureText,
    year: i16,
    strengths: Vec<Option<MatrixStrength>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MatrixStrength {
    Strong,
    Conditional,
    Weak,
}

/// Holds what a view says of a project.
#[derive(Deserialize)]
struct CriteriaInput {
    id: String,
    heading: FigureText,
    year: i16,
    criteria: Vec<StrengthInput>,
}

#[derive(Deserialize)]
struct StrengthInput {
    id: String,
    name: FigureText,
    strength: MatrixStrength,
}

impl CriteriaMatrix {
    /// Reads what a view says of its projects.
    pub fn read(view: &Value) -> Result<Self, Error> {
        let seen = projects_of(view).into_iter().map(|project| CriteriaInput::deserialize(&project));
        let mut seen: Vec<CriteriaInput> = seen.collect::<Result<_, Error>>()?;
        seen.retain(|project| !project.criteria.is_empty());
        let known = list(view, "criteria").into_iter().map(|criterion| MatrixCriterion::deserialize(&criterion));
        let mut criteria: Vec<MatrixCriterion> = known.collect::<Result<_, Error>>()?;
        let own = seen.iter().flat_map(|project| &project.criteria);
        for StrengthInput { id, name, .. } in own.clone() {
            if !criteria.iter().any(|known| known.id == *id) {
                criteria.push(MatrixCriterion { id: id.clone(), name: name.clone() });
            }
        }
        criteria.retain(|criterion| own.clone().any(|strength| strength.id == criterion.id));
        let assessed = |(at, project): (usize, &CriteriaInput)| {
            let strength = |criterion: &MatrixCriterion| {
                project.criteria.iter().find(|found| found.id == criterion.id).map(|found| found.strength)
            };
            Assessed {
                number: at + 1,
                id: project.id.clone(),
                heading: project.heading.clone(),
                year: project.year,
                strengths: criteria.iter().map(strength).collect(),
            }
        };
        let projects = seen.iter().enumerate().map(assessed).collect();
        Ok(Self { criteria, projects })
    }

    /// Draws the matrix; projects that find no room in one figure come in the next.
    pub fn draw(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        let parts = self.projects.chunk_by(|one, next| one.year == next.year).flat_map(|year| year.chunks(MOST));
        let parts: Vec<&[Assessed]> = parts.collect();
        let draw = |(at, projects): (usize, &&[Assessed])| {
            let key = if parts.len() > 1 { "figure.criteria.title-part" } else { "figure.criteria.title" };
            let numbers = [("part", (at + 1).to_string()), ("parts", parts.len().to_string())];
            let counts = [
                ("projects", context.formats.number(projects.len() as u64)),
                ("criteria", context.formats.number(self.rows(projects).count() as u64)),
            ];
            let mut canvas =
                Canvas::new(context.texts.fill(key, &numbers), context.texts.fill("figure.criteria.desc", &counts));
            canvas.details =
                projects.iter().map(|project| project.text_alternative(context)).collect::<Vec<_>>().join(" ");
            self.matrix(&mut canvas, projects);
            legend(&mut canvas, projects, context);
            for project in *projects {
                canvas.text((18.0, canvas.height + 13.0), &project.number.to_string(), TextStyle::BOLD.at(Anchor::End));
                canvas.height =
                    canvas.block((34.0, canvas.height), &project.heading, WIDTH - 34.0, 2, TextStyle::PLAIN) + 2.0;
            }
            canvas
        };
        parts.iter().enumerate().map(draw).collect()
    }

    /// Lists the criteria that the assessment of at least one of some projects speaks of, with their places.
    fn rows(&self, projects: &[Assessed]) -> impl Iterator<Item = (usize, &MatrixCriterion)> {
        let says = |row: usize| projects.iter().any(|project| project.strengths.get(row).copied().flatten().is_some());
        self.criteria.iter().enumerate().filter(move |(row, _)| says(*row))
    }

    fn matrix(&self, canvas: &mut Canvas, projects: &[Assessed]) {
        let column = if projects.len() < 4 { COLUMN * 1.5 } else { COLUMN };
        let left = WIDTH - column * as_length(projects.len());
        let centre = |at: usize| left + column * (as_length(at) + 0.5);
        for (at, project) in projects.iter().enumerate() {
            canvas.text((centre(at), 14.0), &project.number.to_string(), TextStyle::BOLD.at(Anchor::Middle));
        }
        canvas.height = 22.0;
        for (row, criterion) in self.rows(projects) {
            let top = canvas.height;
            canvas.shape(open(&[(0.0, top), (WIDTH, top)]), None, Some(Stroke(Paint::Edge, 0.5, false)));
            let foot = canvas.block((0.0, top + 3.0), &criterion.name, left - 8.0, 2, TextStyle::PLAIN);
            canvas.height = foot.max(top + 3.0 + LINE) + 4.0;
            for (at, project) in projects.iter().enumerate() {
                let strength = project.strengths.get(row).copied().flatten();
                sign(canvas, strength, (centre(at), f64::midpoint(top, canvas.height)));
            }
        }
        canvas.shape(
            open(&[(0.0, canvas.height), (WIDTH, canvas.height)]),
            None,
            Some(Stroke(Paint::Edge, 0.5, false)),
        );
        canvas.height += 8.0;
    }
}

impl Assessed {
    /// Counts in words what the matrix shows of the project.
    fn text_alternative(&self, context: &FigureContext<'_>) -> String {
        let count =
            |wanted: MatrixStrength| self.strengths.iter().filter(|strength| **strength == Some(wanted)).count();
        let numbers = [
            ("project", self.heading.text.clone()),
            ("strong", count(MatrixStrength::Strong).to_string()),
            ("conditional", count(MatrixStrength::Conditional).to_string()),
            ("weak", count(MatrixStrength::Weak).to_string()),
        ];
        context.texts.fill("figure.criteria.told", &numbers)
    }
}

/// Draws what an assessment says: a full disc, a half one, an empty one with a bar, or a dot where it says nothing.
fn sign(canvas: &mut Canvas, strength: Option<MatrixStrength>, (x, y): (f64, f64)) {
    let edge = Some(Stroke(Paint::Accent, 1.5, false));
    match strength {
        Some(MatrixStrength::Strong) => canvas.shape(circle((x, y), RADIUS), Some(Paint::Accent), edge),
        Some(MatrixStrength::Conditional) => {
            canvas.shape(circle((x, y), RADIUS), Some(Paint::Page), edge);
            let (top, foot) = (super::canvas::number(y - RADIUS), super::canvas::number(2.0 * RADIUS));
            let (x, radius) = (super::canvas::number(x), super::canvas::number(RADIUS));
            canvas.shape(format!("M{x} {top}a{radius} {radius} 0 0 0 0 {foot}z"), Some(Paint::Accent), None);
        }
        Some(MatrixStrength::Weak) => {
            canvas.shape(circle((x, y), RADIUS), Some(Paint::Page), edge);
            canvas.shape(open(&[(x - 3.5, y), (x + 3.5, y)]), None, Some(Stroke(Paint::Accent, 2.0, false)));
        }
        None => canvas.shape(circle((x, y), 1.5), Some(Paint::Edge), None),
    }
}

/// Says what the signs mean that these projects have.
fn legend(canvas: &mut Canvas, projects: &[Assessed], context: &FigureContext<'_>) {
    let signs = [
        (Some(MatrixStrength::Strong), "figure.criteria.strong"),
        (Some(MatrixStrength::Conditional), "figure.criteria.conditional"),
        (Some(MatrixStrength::Weak), "figure.criteria.weak"),
        (None, "figure.criteria.none"),
    ];
    for (strength, key) in signs {
        if projects.iter().any(|project| project.strengths.contains(&strength)) {
            sign(canvas, strength, (13.0, canvas.height + 9.0));
            let words = FigureText { text: context.texts.get(key).to_owned(), lang: None };
            canvas.height = canvas.block((34.0, canvas.height), &words, WIDTH - 34.0, 2, TextStyle::QUIET) + 2.0;
        }
    }
    canvas.height += 8.0;
}

#[expect(clippy::cast_precision_loss, reason = "a figure has few projects")]
fn as_length(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::report::figure::tests::{drawn, view};

    fn project(year: i16, strengths: &[(&str, &str)]) -> Json {
        let words = |text: &str| json!({"text": text, "lang": null});
        let strengths =
            strengths.iter().map(|(id, strength)| json!({"id": id, "name": words(id), "strength": strength}));
        json!({
            "id": "2019/a", "year": year, "heading": {"text": "Eit prosjekt på nynorsk", "lang": "nn"},
            "criteria": strengths.collect::<Vec<_>>(),
        })
    }

    fn criteria() -> Json {
        let name = |text: &str| json!({"text": text, "lang": null});
        json!([
            {"id": "maturity", "name": name("Modenhet")},
            {"id": "nowhere", "name": name("Ingen er vurdert etter dette")},
            {"id": "method", "name": name("Metodebeskrivelse og dokumentasjon av det hele")},
        ])
    }

    #[test]
    fn each_strength_has_a_shape_of_its_own() {
        let projects = [
            project(2019, &[("method", "strong"), ("maturity", "weak")]),
            project(2019, &[]),
            project(2019, &[("own", "conditional")]),
        ];
        let view = view(json!({"criteria": criteria(), "projects": projects}));
        insta::assert_snapshot!(drawn("nb", |context| CriteriaMatrix::read(&view).unwrap().draw(context)));
    }

    #[test]
    fn many_projects_stand_in_several_figures_with_one_row_of_numbers() {
        let projects: Vec<Json> = (0..11).map(|at| project(2018 + at / 10, &[("maturity", "strong")])).collect();
        let view = view(json!({"criteria": criteria(), "projects": projects}));
        let drawing = drawn("en", |context| CriteriaMatrix::read(&view).unwrap().draw(context));
        assert_eq!(drawing.matches("<svg").count(), 3);
        assert!(drawing.contains("part 2 of 3") && drawing.contains(">11<"), "{drawing}");
    }

    #[test]
    fn nothing_is_drawn_where_nothing_is_assessed() {
        let view = view(json!({"criteria": criteria(), "projects": [project(2019, &[])]}));
        assert_eq!(drawn("nb", |context| CriteriaMatrix::read(&view).unwrap().draw(context)), "");
    }
}
