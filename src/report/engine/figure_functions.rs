//! What templates call: `figure(kind)` shows a figure, `figure_data(kind)` is what it is drawn from.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, State, context,
    value::{Kwargs, Serde, Value},
};

use super::escape::escape_markdown;
use crate::{
    date::Date,
    number_format::Formats,
    report::figure::{
        Canvas, CriteriaMatrix, FigureContext, FigureFault, FigureStore, FigureText, Grants, ProcessFigure, SCHEME,
        Timeline, file_name, project_of,
    },
    texts::Texts,
};

/// Holds what figures are made of and where they go.
pub struct FigureInputs {
    /// What the template sees.
    pub view: Value,
    /// The words and formats of the document's language.
    pub words: Arc<(Texts, Formats)>,
    /// Today's date, where the program was told it.
    pub today: Option<Date>,
    /// Where figures are kept until the document is made.
    pub figure_store: FigureStore,
    /// The address of the folder for files of figures; none where a document in Markdown has none.
    pub folder: Option<String>,
    /// Whether something else is made of the Markdown, which then finds the figures by name.
    pub is_named: bool,
}

/// Adds the functions to an environment.
pub fn add(environment: &mut Environment<'static>, given: FigureInputs) {
    let given = Arc::new(given);
    let shared = Arc::clone(&given);
    environment.add_function("figure", move |state: &mut State<'_, '_>, kind: String, args: Kwargs| {
        let canvases = shared.context(|context| draw(&shared.view, &kind, &args, context))?;
        args.assert_all_used()?;
        let is_page = matches!(state.auto_escape(), AutoEscape::Html);
        let shown: Vec<String> =
            canvases.into_iter().filter_map(|canvas| shared.shown(&kind, canvas, is_page)).collect();
        Ok::<_, Error>(Value::from_safe_string(shown.join("\n\n")))
    });
    environment.add_function("figure_data", move |state: &mut State<'_, '_>, kind: String, args: Kwargs| {
        let data = given.context(|context| data(state, &given.view, &kind, &args, context))?;
        args.assert_all_used()?;
        Ok::<_, Error>(data)
    });
}

fn draw(view: &Value, kind: &str, args: &Kwargs, context: &FigureContext<'_>) -> Result<Vec<Canvas>, Error> {
    match kind {
        "process" => Ok(vec![ProcessFigure::read(&project(view, args)?, context)?.draw(context)]),
        "timeline" => Ok(Timeline::read(view, context)?.draw(context)),
        "grants" => Ok(Grants::read(view)?.draw(context).into_iter().collect()),
        "criteria" => Ok(CriteriaMatrix::read(view)?.draw(context)),
        _ => Err(FigureFault::UnknownKind(kind.to_owned()).error()),
    }
}

fn data(
    state: &mut State<'_, '_>,
    view: &Value,
    kind: &str,
    args: &Kwargs,
    context: &FigureContext<'_>,
) -> Result<Value, Error> {
    match kind {
        "process" => {
            let process = ProcessFigure::read(&project(view, args)?, context)?;
            // Escaped and marked with their language as everything that a template shows.
            let mut show = |words: &FigureText| state.format(Value::from(Serde(words))).unwrap_or_default();
            let sentence = Value::from_safe_string(process.sentence(context, &mut show));
            Ok(context! { sentence, ..Value::from(Serde(process)) })
        }
        "timeline" => Ok(Value::from(Serde(Timeline::read(view, context)?))),
        "grants" => Ok(Value::from(Serde(Grants::read(view)?))),
        "criteria" => Ok(Value::from(Serde(CriteriaMatrix::read(view)?))),
        _ => Err(FigureFault::UnknownKind(kind.to_owned()).error()),
    }
}

/// Finds the project that a figure is asked for: the one given, itself or by its id, else the document's own.
fn project(view: &Value, args: &Kwargs) -> Result<Value, Error> {
    let given: Option<Value> = args.get("project")?;
    let Some(given) = given else {
        let own = view.get_attr("project")?;
        return if own.is_undefined() { Err(FigureFault::UnknownProject("project".into()).error()) } else { Ok(own) };
    };
    let Some(id) = given.as_str() else { return Ok(given) };
    project_of(view, id).ok_or_else(|| FigureFault::UnknownProject(id.to_owned()).error())
}

impl FigureInputs {
    fn context<T>(&self, with: impl FnOnce(&FigureContext<'_>) -> T) -> T {
        with(&FigureContext { texts: &self.words.0, formats: &self.words.1, today: self.today })
    }

    /// Shows a figure as the format can; not at all where there is no place for its file.
    fn shown(&self, kind: &str, canvas: Canvas, is_page: bool) -> Option<String> {
        let alt = escape_markdown(&format!("{}. {}", canvas.title, canvas.description));
        if is_page {
            let name = self.figure_store.add(kind, canvas);
            let svg = self.figure_store.inline(&format!("{SCHEME}{name}"))?;
            return Some(format!("<figure>\n{svg}\n</figure>"));
        }
        if self.is_named {
            return Some(format!("![{alt}]({SCHEME}{})", self.figure_store.add(kind, canvas)));
        }
        let folder = self.folder.as_ref()?;
        Some(format!("![{alt}]({folder}/{})", file_name(&self.figure_store.add(kind, canvas))))
    }
}
