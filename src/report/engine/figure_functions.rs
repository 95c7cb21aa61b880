//! The functions `figure(kind)`, which shows a figure, and `figure_data(kind)`, which returns its data.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, State, context,
    value::{Kwargs, Serde, Value},
};

use super::{
    context::{FillContext, LanguageMarkup},
    escape::escape_markdown,
    filters::SharedTexts,
};
use crate::{
    date::Date,
    report::figure::{
        Canvas, CriteriaMatrix, FigureContext, FigureFault, FigureStore, FigureText, Grants, ProcessFigure, SCHEME,
        Timeline, file_name, project_of,
    },
};

/// Holds what the functions need to draw figures and to keep them.
pub struct FigureInputs {
    /// The view of the document.
    pub view: Value,
    /// The texts and formats of the document's language.
    pub words: SharedTexts,
    /// Today's date, if it is known.
    pub today: Option<Date>,
    /// Where figures are kept until the document is made.
    pub figure_store: FigureStore,
    /// The address of the folder for figures; `None` if a document in Markdown has no figures.
    pub folder: Option<String>,
    /// Whether a page or a Word document is made from the Markdown, which finds figures by name.
    pub is_named: bool,
}

/// Adds the functions to an environment.
pub fn add(environment: &mut Environment<'static>, inputs: FigureInputs) {
    let inputs = Arc::new(inputs);
    let shared = Arc::clone(&inputs);
    environment.add_function("figure", move |state: &mut State<'_, '_>, kind: String, args: Kwargs| {
        let canvases = shared.context(|context| draw(&shared.view, &kind, &args, context))?;
        args.assert_all_used()?;
        let is_page = matches!(state.auto_escape(), AutoEscape::Html);
        let shown: Vec<String> =
            canvases.into_iter().filter_map(|canvas| shared.shown(&kind, canvas, is_page)).collect();
        Ok::<_, Error>(Value::from_safe_string(shown.join("\n\n")))
    });
    environment.add_function("figure_data", move |state: &mut State<'_, '_>, kind: String, args: Kwargs| {
        let data = inputs.context(|context| data(state, &inputs.view, &kind, &args, context))?;
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
            // Escaped, and marked with its language, as everything that a template shows.
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

/// Returns the project of a figure: the argument, which is a project or its id, otherwise the project of the document.
fn project(view: &Value, args: &Kwargs) -> Result<Value, Error> {
    let argument: Option<Value> = args.get("project")?;
    let Some(argument) = argument else {
        let own = view.get_attr("project")?;
        return if own.is_undefined() { Err(FigureFault::UnknownProject("project".into()).error()) } else { Ok(own) };
    };
    let Some(id) = argument.as_str() else { return Ok(argument) };
    project_of(view, id).ok_or_else(|| FigureFault::UnknownProject(id.to_owned()).error())
}

impl FigureInputs {
    /// Takes from the context of a template what the functions need.
    pub fn of(context: &FillContext<'_>, view: Value, words: SharedTexts) -> Self {
        Self {
            view,
            words,
            today: context.today,
            figure_store: context.figure_store.clone(),
            folder: context.figures.map(str::to_owned),
            is_named: context.language_markup == LanguageMarkup::Marked,
        }
    }

    fn context<T>(&self, with: impl FnOnce(&FigureContext<'_>) -> T) -> T {
        with(&FigureContext { texts: &self.words.0, formats: &self.words.1, today: self.today })
    }

    /// Shows a figure in the format of the template; `None` if there is no folder for its file.
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
