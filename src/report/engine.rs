//! The template engine: the templates of the program, and the words and filters that templates can use.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, escape_formatter,
    syntax::SyntaxConfig,
    value::{Kwargs, Serde, Value, ValueKind},
};
use serde::Serialize;

use super::{
    Request,
    fault::{TemplateFault, names_in},
    figure::{self, Given, Shelf},
    templates::Templates,
    view::ProseView,
};
use crate::{
    formats::Formats,
    language::Language,
    model::{Date, Kroner, slug},
    texts::Texts,
};

/// Enough for any real document; a template that runs away is stopped.
const FUEL: u64 = 50_000_000;

/// Says why a document could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The portfolio has no such year.
    #[error("the portfolio has no year {0}")]
    UnknownYear(i16),
    /// The project may not be published.
    #[error("{0} may not be published")]
    Internal(String),
    /// A template is missing or broken.
    #[error(transparent)]
    Template(#[from] Box<TemplateFault>),
    /// The Word document could not be made.
    #[error(transparent)]
    Word(#[from] super::DocxError),
}

/// Says whether Markdown tells which passages are in another language than the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passages {
    /// They stand as they are: people read the Markdown.
    Plain,
    /// They stand in `<div lang>` and `<span lang>`, for what is made of the Markdown.
    Marked,
}

/// The formats that Markdown is escaped for.
const PLAIN: &str = "markdown";
const MARKED: &str = "markdown with languages";

/// Fills a template of the program, named by its path below `templates/`, with a view, in a language.
///
/// # Errors
/// Fails when there is no such template, or when it breaks or uses a name the view does not have.
pub fn fill_template<V: Serialize>(name: &str, view: &V, language: Language) -> Result<String, RenderError> {
    fill(&Templates::default(), name, view, language, Passages::Plain)
}

/// Holds what a template is filled for: the language, what becomes of the text, and where its figures go.
pub(super) struct Drawing<'a> {
    pub(super) templates: &'a Templates,
    pub(super) language: Language,
    pub(super) passages: Passages,
    pub(super) figures: Option<&'a str>,
    pub(super) today: Option<Date>,
    pub(super) shelf: Shelf,
}

impl<'a> Drawing<'a> {
    /// Prepares for a document.
    pub(super) fn of(request: &Request<'a>, passages: Passages) -> Self {
        let Request { templates, language, figures, today, .. } = *request;
        Self { templates, language, passages, figures, today, shelf: Shelf::default() }
    }
}

/// Fills a template of the portfolio or the program.
pub(super) fn fill<V: Serialize>(
    templates: &Templates,
    name: &str,
    view: &V,
    language: Language,
    passages: Passages,
) -> Result<String, RenderError> {
    let (figures, today, shelf) = (None, None, Shelf::default());
    draw(&Drawing { templates, language, passages, figures, today, shelf }, name, view)
}

/// Fills a template of the portfolio or the program, and keeps the figures it shows.
pub(super) fn draw<V: Serialize>(drawing: &Drawing<'_>, name: &str, view: &V) -> Result<String, RenderError> {
    let Drawing { templates, language, passages, .. } = *drawing;
    let (mut environment, words) = environment(templates, language, passages);
    let seen = Value::from(Serde(view));
    let given = Given {
        view: seen.clone(),
        words,
        today: drawing.today,
        shelf: drawing.shelf.clone(),
        folder: drawing.figures.map(str::to_owned),
        is_named: passages == Passages::Marked,
    };
    figure::add(&mut environment, given);
    let filled = environment.get_template(name).and_then(|template| template.render(seen));
    let is_markdown = name.strip_suffix(".md.j2").is_some();
    filled.map(|text| if is_markdown { tidy(&text) } else { text }).map_err(|error| {
        let mut names = NAMES.iter().map(|name| (*name).to_owned()).collect();
        names_in(&serde_json::to_value(view).unwrap_or_default(), &mut names);
        Box::new(TemplateFault::of(&error, templates, &names)).into()
    })
}

/// Leaves one blank line between blocks, and none at either end; code stays as it is.
fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let start = line.trim_start_matches(['>', ' ']);
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match fence {
            None => fence = mark,
            Some(open) if mark == Some(open) => fence = None,
            Some(_) => {}
        }
        let is_spare = line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n"));
        if fence.is_some() || !is_spare {
            out.push_str(if fence.is_none() && line.trim().is_empty() { "" } else { line });
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The functions and filters that templates of documents use.
const NAMES: &[&str] = &[
    "t",
    "figure",
    "figure_data",
    "plural",
    "kroner",
    "number",
    "decimal",
    "percent",
    "signed",
    "date",
    "words",
    "capital",
    "and",
    "span",
    "marked",
    "html",
    "md",
    "quoted",
    "loop",
    "super",
    "range",
    "dict",
    "namespace",
    "length",
    "join",
    "first",
    "last",
    "sort",
    "groupby",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "default",
    "upper",
    "lower",
    "replace",
    "trim",
    "round",
    "safe",
    "unique",
    "list",
    "sum",
    "min",
    "max",
    "reverse",
    "title",
    "items",
    "batch",
    "slice",
    "slug",
    "escape",
];

fn environment(templates: &Templates, language: Language, passages: Passages) -> (Environment<'static>, Shared) {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // Errors know the expression they are about.
    environment.set_debug(true);
    if let Ok(syntax) =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
    {
        environment.set_syntax(syntax);
    }
    let templates = templates.clone();
    environment.set_loader(move |name| Ok(templates.find(name).map(str::to_owned)));
    let markdown = if passages == Passages::Marked { MARKED } else { PLAIN };
    environment.set_auto_escape_callback(move |name| match name {
        name if name.ends_with(".html.j2") => AutoEscape::Html,
        name if name.ends_with(".md.j2") => AutoEscape::Custom(markdown.into()),
        _ => AutoEscape::None,
    });
    environment.set_formatter(format_value);
    let words = Arc::new((Texts::of(language), Formats::of(language)));
    add_texts(&mut environment, &words);
    add_filters(&mut environment, &words);
    (environment, words)
}

type Shared = Arc<(Texts, Formats)>;

/// Escapes values for the format of the template. Words in a language are marked with it, where the format can say so.
fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.kind() == ValueKind::Map && value.len() == Some(2) && !value.get_attr("lang")?.is_undefined() {
        let marked = marked(state, value)?;
        return out.write_str(marked.as_str().unwrap_or_default()).map_err(Error::from);
    }
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Custom(_), Some(text)) if !value.is_safe() => {
            out.write_str(&escape_markdown(text)).map_err(Error::from)
        }
        (AutoEscape::Custom(_), _) => write!(out, "{value}").map_err(Error::from),
        _ => escape_formatter(out, state, value),
    }
}

/// Escapes the characters that would be read as Markdown in the middle of a line; more would only make it hard to read.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What stands at the start of a line would begin a heading, a list, a quote or a line across the page.
    let text = text.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if text.starts_with(['#', '>', '+', '-', '=']) {
        out.push('\\');
    } else if number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") ")) {
        let (digits, rest) = text.split_at(text.len() - number.len());
        return out + digits + "\\" + &escape_markdown(rest);
    }
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Adds `t(key, name=value …)`, the text of a key with its arguments filled in.
fn add_texts(environment: &mut Environment<'static>, words: &Shared) {
    let shared = Arc::clone(words);
    environment.add_function("t", move |state: &mut State<'_, '_>, key: String, args: Kwargs| {
        let Some(text) = shared.0.find(&key) else {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("no text has the key '{key}'")));
        };
        let mut filled = Vec::new();
        for name in args.args() {
            filled.push((name, state.format(args.get::<Value>(name)?)?));
        }
        // The text itself is escaped first, so that what is filled in is not escaped twice.
        let text = state.format(Value::from(text))?;
        let keyed: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(Value::from_safe_string(crate::texts::fill(&text, &keyed)))
    });
    let shared = Arc::clone(words);
    environment.add_function("plural", move |key: String, count: usize| shared.0.plural(&key, count));
}

fn add_filters(environment: &mut Environment<'static>, words: &Shared) {
    let shared = Arc::clone(words);
    environment
        .add_filter("kroner", move |amount: u64| Value::from_safe_string(shared.1.kroner(&shared.0, Kroner(amount))));
    let shared = Arc::clone(words);
    environment.add_filter("number", move |number: u64| shared.1.number(number));
    let shared = Arc::clone(words);
    environment.add_filter("decimal", move |number: f64| shared.1.decimal_number(number));
    let shared = Arc::clone(words);
    environment.add_filter("percent", move |share: f64| {
        shared.0.fill("stats.percent", &[("number", shared.1.decimal_number((share * 100.0).round()))])
    });
    let shared = Arc::clone(words);
    environment.add_filter("signed", move |number: i64| {
        let sign = match number.signum() {
            -1 => "−",
            0 => "",
            _ => "+",
        };
        Value::from_safe_string(format!("{sign}{}", shared.1.number(number.unsigned_abs())))
    });
    let shared = Arc::clone(words);
    environment.add_filter("date", move |text: String| {
        Date::parse(&text).map_or(Value::from(text), |date| Value::from_safe_string(shared.1.date(date)))
    });
    let shared = Arc::clone(words);
    environment.add_filter("words", move |number: u64| {
        shared.0.find(&format!("number.{number}")).map_or_else(|| shared.1.number(number), str::to_owned)
    });
    environment.add_filter("uncapital", |text: Value| with_first(&text, |first| first.to_lowercase().collect()));
    environment.add_filter("capital", |text: Value| with_first(&text, |first| first.to_uppercase().collect()));
    let shared = Arc::clone(words);
    environment.add_filter("and", move |state: &mut State<'_, '_>, items: Vec<Value>| and(state, &shared.1, items));
    let shared = Arc::clone(words);
    environment.add_filter("span", move |state: &mut State<'_, '_>, items: Vec<Value>| span(state, &shared, items));
    environment.add_filter("marked", marked);
    environment.add_filter("html", |text: Serde<ProseView>, level: u8| Value::from_safe_string(text.0.html(level)));
    environment.add_filter("md", |state: &mut State<'_, '_>, text: Serde<ProseView>, level: u8| {
        let words = text.0.markdown(level);
        Value::from_safe_string(match (&text.0.lang, state.auto_escape()) {
            (Some(language), AutoEscape::Custom(format)) if *format == *MARKED => {
                format!("<div lang=\"{language}\">\n\n{words}\n\n</div>")
            }
            _ => words,
        })
    });
    environment.add_filter("css", |text: Value| Value::from_safe_string(css_string(&text.to_string())));
    environment.add_filter("slug", |text: Value| slug(&text.to_string()).unwrap_or_default());
    environment.add_filter("yaml", |text: String| {
        serde_yaml::to_string(&text.replace(['\n', '\r'], " "))
            .map(|text| text.trim_end().to_owned())
            .unwrap_or_default()
    });
}

/// Changes the first letter of a text; words in a language keep it, and what is escaped stays so.
fn with_first(text: &Value, change: fn(char) -> String) -> Value {
    let changed = |text: &str| {
        let mut chars = text.chars();
        chars.next().map(|first| change(first) + chars.as_str()).unwrap_or_default()
    };
    match text.get_attr("text") {
        Ok(words) if !words.is_undefined() => {
            context! { text => changed(&words.to_string()), lang => text.get_attr("lang").unwrap_or_default() }
        }
        _ if text.is_safe() => Value::from_safe_string(changed(&text.to_string())),
        _ => Value::from(changed(&text.to_string())),
    }
}

/// Makes a text fit to stand between quotes in a style sheet that stands in a page.
fn css_string(text: &str) -> String {
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | '–' | '-' | '(' | ')');
    text.chars().map(|c| if is_plain(&c) { c.to_string() } else { format!("\\{:x} ", u32::from(c)) }).collect()
}

/// Joins items as a sentence does: `a, b og c`.
fn and(state: &mut State<'_, '_>, formats: &Formats, items: Vec<Value>) -> Result<Value, Error> {
    let items: Vec<String> = items.into_iter().map(|item| state.format(item)).collect::<Result<_, _>>()?;
    Ok(Value::from_safe_string(formats.and(&items)))
}

/// Joins items as a range: `fra a og b til c og d`; one alone stands as it is.
fn span(state: &mut State<'_, '_>, words: &Shared, mut items: Vec<Value>) -> Result<Value, Error> {
    let rest = items.split_off((items.len() / 2).max(1).min(items.len()));
    let first = and(state, &words.1, items)?;
    if rest.is_empty() {
        return Ok(first);
    }
    let second = and(state, &words.1, rest)?;
    let ends = [("first", first.to_string()), ("last", second.to_string())];
    Ok(Value::from_safe_string(words.0.fill("list.span", &ends)))
}

/// Shows words, marked with their language where it is not the document's and the format can say so.
fn marked(state: &mut State<'_, '_>, words: &Value) -> Result<Value, Error> {
    let text = state.format(words.get_attr("text")?)?;
    let language = words.get_attr("lang")?;
    Ok(Value::from_safe_string(match (state.auto_escape(), language.as_str()) {
        (AutoEscape::Html, Some(language)) => format!("<span lang=\"{language}\">{text}</span>"),
        (AutoEscape::Custom(format), Some(language)) if *format == *MARKED => {
            format!("<span lang=\"{language}\">{text}</span>")
        }
        _ => text,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn every_template_is_read() {
        let (environment, _) = environment(&Templates::default(), Language::BOKMAAL, Passages::Plain);
        for name in embedded::templates().filter(|name| name.strip_suffix(".j2").is_some()) {
            environment.get_template(name).unwrap();
        }
    }

    #[test]
    fn markdown_in_values_is_escaped() {
        assert_eq!(escape_markdown("St. Olavs *hospital* [HF] <b>\nx"), "St. Olavs \\*hospital\\* \\[HF\\] \\<b> x");
    }
}
