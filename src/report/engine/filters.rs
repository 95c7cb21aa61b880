//! The functions and filters that templates can use.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, State, context,
    value::{Kwargs, Serde, Value},
};

use super::{
    escape::{MARKED, markdown_address},
    shown_texts::ShownTexts,
};
use crate::{
    date::Date,
    key,
    model::{Kroner, slug},
    number_format::Formats,
    report::{placeholder::Placeholder, view::ProseView},
    texts::Texts,
};

/// The texts and formats of a language, shared by the functions and filters.
pub type SharedTexts = Arc<(Texts, Formats)>;

/// The names that templates can use besides those of the view.
pub const NAMES: &[&str] = &[
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
    "address",
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

/// Adds `t(key, name=value …)`, which returns the text of a key with its arguments filled in, and `plural(key, count)`.
pub fn add_texts(environment: &mut Environment<'static>, words: &SharedTexts) {
    let shared = Arc::clone(words);
    environment.add_function("t", move |state: &mut State<'_, '_>, key: String, args: Kwargs| {
        let Some(text) = shared.0.find(&key) else {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("no text has the key '{key}'")));
        };
        let mut filled = Vec::new();
        for name in args.args() {
            filled.push((name, formatted(state, args.get::<Value>(name)?)?));
        }
        // Only the text is escaped here: the arguments are escaped already.
        let text = state.format(Value::from(text))?;
        let keyed: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(Value::from_safe_string(crate::texts::fill(&text, &keyed)))
    });
    let shared = Arc::clone(words);
    environment.add_function("plural", move |key: String, count: usize| shared.0.plural_name(&key, count));
}

/// Returns the word for an unknown value; that is no fault of the template.
fn unknown(words: &SharedTexts) -> String {
    words.0.get(key!("overview.unknown")).to_owned()
}

/// Adds the filters.
pub fn add_filters(environment: &mut Environment<'static>, words: &SharedTexts, shown_texts: &ShownTexts) {
    add_amount_filters(environment, words);
    add_number_filters(environment, words);
    add_list_filters(environment, words);
    add_text_filters(environment);
    add_prose_filters(environment, shown_texts);
}

/// Adds the filters for amounts, counts and shares.
fn add_amount_filters(environment: &mut Environment<'static>, words: &SharedTexts) {
    let shared = Arc::clone(words);
    environment.add_filter("kroner", move |amount: Option<u64>| {
        let amount = amount.map(|amount| shared.1.kroner(&shared.0, Kroner(amount)));
        Value::from_safe_string(amount.unwrap_or_else(|| unknown(&shared)))
    });
    let shared = Arc::clone(words);
    environment.add_filter("number", move |number: Option<u64>| {
        number.map_or_else(|| unknown(&shared), |number| shared.1.number(number))
    });
    let shared = Arc::clone(words);
    environment.add_filter("decimal", move |number: Option<f64>| {
        number.map_or_else(|| unknown(&shared), |number| shared.1.decimal_number(number))
    });
    let shared = Arc::clone(words);
    environment.add_filter("percent", move |share: Option<f64>| {
        let Some(share) = share else { return unknown(&shared) };
        shared.0.fill(key!("stats.percent"), &[("number", shared.1.decimal_number((share * 100.0).round()))])
    });
}

/// Adds the filters for differences, dates, and numbers in words.
fn add_number_filters(environment: &mut Environment<'static>, words: &SharedTexts) {
    let shared = Arc::clone(words);
    environment.add_filter("signed", move |number: Option<i64>| {
        let Some(number) = number else { return Value::from(unknown(&shared)) };
        let sign = match number.signum() {
            -1 => "−",
            0 => "",
            _ => "+",
        };
        Value::from_safe_string(format!("{sign}{}", shared.1.number(number.unsigned_abs())))
    });
    let shared = Arc::clone(words);
    environment.add_filter("date", move |text: Option<String>| {
        let Some(text) = text else { return Value::from(unknown(&shared)) };
        Date::parse(&text).map_or(Value::from(text), |date| Value::from_safe_string(shared.1.date(date)))
    });
    let shared = Arc::clone(words);
    environment.add_filter("words", move |number: Option<u64>| {
        let Some(number) = number else { return unknown(&shared) };
        shared.0.find(&format!("number.{number}")).map_or_else(|| shared.1.number(number), str::to_owned)
    });
}

/// Adds the filters that join items.
fn add_list_filters(environment: &mut Environment<'static>, words: &SharedTexts) {
    let shared = Arc::clone(words);
    environment.add_filter("and", move |state: &mut State<'_, '_>, items: Vec<Value>| and(state, &shared.1, items));
    let shared = Arc::clone(words);
    environment.add_filter("span", move |state: &mut State<'_, '_>, items: Vec<Value>| span(state, &shared, items));
}

/// Adds the filters that change a text.
fn add_text_filters(environment: &mut Environment<'static>) {
    environment.add_filter("uncapital", |text: Value| with_first(&text, |first| first.to_lowercase().collect()));
    environment.add_filter("capital", |text: Value| with_first(&text, |first| first.to_uppercase().collect()));
    environment.add_filter("marked", marked);
    environment.add_filter("address", |state: &State<'_, '_>, text: Value| match state.auto_escape() {
        AutoEscape::Custom(_) => Value::from_safe_string(markdown_address(&text.to_string())),
        _ => text,
    });
    environment.add_filter("css", |text: Value| Value::from_safe_string(css_string(&text.to_string())));
    // For a remark that becomes a part of a sentence.
    environment
        .add_filter("without_stop", |text: Value| with_text(&text, |text| text.trim_end_matches('.').to_owned()));
    environment.add_filter("slug", |text: Value| slug(&text.to_string()).unwrap_or_default());
    environment.add_filter("yaml", |text: String| {
        let line = serde_yaml::to_string(&text.replace(['\n', '\r'], " "));
        line.map(|text| text.trim_end().to_owned()).unwrap_or_default()
    });
}

/// Adds the filters for texts in Markdown; these are inserted after the template is filled, so that they cannot change what
/// surrounds them.
fn add_prose_filters(environment: &mut Environment<'static>, shown_texts: &ShownTexts) {
    for name in ["html", "md"] {
        let shown_texts = shown_texts.clone();
        environment.add_filter(name, move |text: Option<Serde<ProseView>>, level: u8| {
            // A project may lack a text; that is no fault of the template.
            Value::from_safe_string(text.map(|text| shown_texts.add(text.0, level)).unwrap_or_default())
        });
    }
}

/// Changes the first letter of a text, and keeps its language and whether it is escaped.
fn with_first(text: &Value, change: fn(char) -> String) -> Value {
    with_text(text, |text| {
        let mut chars = text.chars();
        chars.next().map(|first| change(first) + chars.as_str()).unwrap_or_default()
    })
}

/// Changes a text, and keeps its language and whether it is escaped.
fn with_text(text: &Value, changed: impl Fn(&str) -> String) -> Value {
    match text.get_attr("text") {
        Ok(words) if !words.is_undefined() => {
            context! { text => changed(&words.to_string()), lang => text.get_attr("lang").unwrap_or_default() }
        }
        _ if text.is_safe() => Value::from_safe_string(changed(&text.to_string())),
        _ => Value::from(changed(&text.to_string())),
    }
}

/// Escapes a text for a quoted string in the style sheet of a page.
fn css_string(text: &str) -> String {
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | '–' | '-' | '(' | ')');
    text.chars().map(|c| if is_plain(&c) { c.to_string() } else { format!("\\{:x} ", u32::from(c)) }).collect()
}

/// Returns a value as the template shows it, and consumes fuel for its length, which the engine itself does not count.
fn formatted(state: &mut State<'_, '_>, value: Value) -> Result<String, Error> {
    const FOR_A_STEP: u64 = 64;
    let text = state.format(value)?;
    state.consume_fuel(text.len() as u64 / FOR_A_STEP)?;
    Ok(text)
}

/// Joins items as in a sentence: `a, b og c`.
fn and(state: &mut State<'_, '_>, formats: &Formats, items: Vec<Value>) -> Result<Value, Error> {
    let items: Vec<String> = items.into_iter().map(|item| formatted(state, item)).collect::<Result<_, _>>()?;
    Ok(Value::from_safe_string(formats.and(&items)))
}

/// Joins items as a range: `fra a og b til c og d`; a single item stays as it is.
fn span(state: &mut State<'_, '_>, words: &SharedTexts, mut items: Vec<Value>) -> Result<Value, Error> {
    let rest = items.split_off((items.len() / 2).max(1).min(items.len()));
    let first = range_end(state, words, items)?;
    if rest.is_empty() {
        return Ok(first);
    }
    let second = range_end(state, words, rest)?;
    let ends = [("first", first.to_string()), ("last", second.to_string())];
    Ok(Value::from_safe_string(words.0.fill(key!("list.span"), &ends)))
}

/// Joins the items at one end of a range; uses another word than `og` if one of them contains that word.
fn range_end(state: &mut State<'_, '_>, words: &SharedTexts, items: Vec<Value>) -> Result<Value, Error> {
    let (texts, formats) = &**words;
    let items: Vec<String> = items.into_iter().map(|item| formatted(state, item)).collect::<Result<_, _>>()?;
    let pair = formats.and(&["a", "b"].map(str::to_owned));
    let and = pair.trim_start_matches('a').trim_end_matches('b');
    Ok(Value::from_safe_string(match items.split_last() {
        Some((last, rest)) if !rest.is_empty() && items.iter().any(|item| item.contains(and)) => {
            texts.fill(key!("list.besides"), &[("first", rest.join(", ")), ("last", last.clone())])
        }
        _ => formats.and(&items),
    }))
}

/// Formats words, marked with their language if it is not the document's and the format supports it.
pub fn marked(state: &mut State<'_, '_>, words: &Value) -> Result<Value, Error> {
    let text = state.format(words.get_attr("text")?)?;
    let language = words.get_attr("lang")?;
    // A placeholder marks the heading of a project, so that links to the project lead to it.
    let subject =
        words.get_attr("subject")?.as_usize().filter(|_| matches!(state.auto_escape(), AutoEscape::Custom(_)));
    let text = text + &subject.map(|number| Placeholder::Heading(number).to_text()).unwrap_or_default();
    Ok(Value::from_safe_string(match (state.auto_escape(), language.as_str()) {
        (AutoEscape::Html, Some(language)) => format!("<span lang=\"{language}\">{text}</span>"),
        (AutoEscape::Custom(format), Some(language)) if *format == *MARKED => {
            format!("<span lang=\"{language}\">{text}</span>")
        }
        _ => text,
    }))
}
