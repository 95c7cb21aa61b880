//! The functions and filters that templates can use.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, State, context,
    value::{Kwargs, Serde, Value},
};

use super::{escape::MARKED, shown_texts::ShownTexts};
use crate::{
    date::Date,
    model::{Kroner, slug},
    number_format::Formats,
    report::{placeholder::Placeholder, view::ProseView},
    texts::Texts,
};

/// The words and numbers of a language, for every function and filter.
pub type SharedTexts = Arc<(Texts, Formats)>;

/// The functions and filters that templates of documents use.
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

/// Adds `t(key, name=value …)`, the text of a key with its arguments filled in.
pub fn add_texts(environment: &mut Environment<'static>, words: &SharedTexts) {
    let shared = Arc::clone(words);
    environment.add_function("t", move |state: &mut State<'_, '_>, key: String, args: Kwargs| {
        let Some(text) = shared.0.find(&key) else {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("no text has the key '{key}'")));
        };
        let mut filled = Vec::new();
        for name in args.args() {
            filled.push((name, written(state, args.get::<Value>(name)?)?));
        }
        // The text itself is escaped first, so that what is filled in is not escaped twice.
        let text = state.format(Value::from(text))?;
        let keyed: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(Value::from_safe_string(crate::texts::fill(&text, &keyed)))
    });
    let shared = Arc::clone(words);
    environment.add_function("plural", move |key: String, count: usize| shared.0.plural(&key, count));
}

/// Returns the word for what is not known: an unknown amount is the commonest case, and no fault of a template.
fn unknown(words: &SharedTexts) -> String {
    words.0.get("overview.unknown").to_owned()
}

/// Adds the filters.
pub fn add_filters(environment: &mut Environment<'static>, words: &SharedTexts, shown_texts: &ShownTexts) {
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
        shared.0.fill("stats.percent", &[("number", shared.1.decimal_number((share * 100.0).round()))])
    });
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
    environment.add_filter("uncapital", |text: Value| with_first(&text, |first| first.to_lowercase().collect()));
    environment.add_filter("capital", |text: Value| with_first(&text, |first| first.to_uppercase().collect()));
    let shared = Arc::clone(words);
    environment.add_filter("and", move |state: &mut State<'_, '_>, items: Vec<Value>| and(state, &shared.1, items));
    let shared = Arc::clone(words);
    environment.add_filter("span", move |state: &mut State<'_, '_>, items: Vec<Value>| span(state, &shared, items));
    environment.add_filter("marked", marked);
    // A person's text is put in when the template is filled: nothing around it may become a part of it.
    for name in ["html", "md"] {
        let shown_texts = shown_texts.clone();
        environment.add_filter(name, move |text: Option<Serde<ProseView>>, level: u8| {
            // A text that a project does not have is nothing, and no fault of the template.
            Value::from_safe_string(text.map(|text| shown_texts.add(text.0, level)).unwrap_or_default())
        });
    }
    environment.add_filter("css", |text: Value| Value::from_safe_string(css_string(&text.to_string())));
    // A remark that is put in the middle of a sentence loses the stop at its end.
    environment
        .add_filter("without_stop", |text: Value| with_text(&text, |text| text.trim_end_matches('.').to_owned()));
    environment.add_filter("slug", |text: Value| slug(&text.to_string()).unwrap_or_default());
    environment.add_filter("yaml", |text: String| {
        serde_yaml::to_string(&text.replace(['\n', '\r'], " "))
            .map(|text| text.trim_end().to_owned())
            .unwrap_or_default()
    });
}

/// Changes the first letter of a text; words in a language keep it, and what is escaped stays so.
fn with_first(text: &Value, change: fn(char) -> String) -> Value {
    with_text(text, |text| {
        let mut chars = text.chars();
        chars.next().map(|first| change(first) + chars.as_str()).unwrap_or_default()
    })
}

/// Changes a text; words in a language keep it, and what is escaped stays so.
fn with_text(text: &Value, changed: impl Fn(&str) -> String) -> Value {
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

/// Returns a value as it is shown, and pays for it: the engine only counts what is made in the end.
fn written(state: &mut State<'_, '_>, value: Value) -> Result<String, Error> {
    const FOR_A_STEP: u64 = 64;
    let text = state.format(value)?;
    state.consume_fuel(text.len() as u64 / FOR_A_STEP)?;
    Ok(text)
}

/// Joins items as a sentence does: `a, b og c`.
fn and(state: &mut State<'_, '_>, formats: &Formats, items: Vec<Value>) -> Result<Value, Error> {
    let items: Vec<String> = items.into_iter().map(|item| written(state, item)).collect::<Result<_, _>>()?;
    Ok(Value::from_safe_string(formats.and(&items)))
}

/// Joins items as a range: `fra a og b til c og d`; one alone stands as it is.
fn span(state: &mut State<'_, '_>, words: &SharedTexts, mut items: Vec<Value>) -> Result<Value, Error> {
    let rest = items.split_off((items.len() / 2).max(1).min(items.len()));
    let first = half(state, words, items)?;
    if rest.is_empty() {
        return Ok(first);
    }
    let second = half(state, words, rest)?;
    let ends = [("first", first.to_string()), ("last", second.to_string())];
    Ok(Value::from_safe_string(words.0.fill("list.span", &ends)))
}

/// Joins the items at one end of a range: by another word than `og` where one of them has that word in it.
fn half(state: &mut State<'_, '_>, words: &SharedTexts, items: Vec<Value>) -> Result<Value, Error> {
    let (texts, formats) = &**words;
    let items: Vec<String> = items.into_iter().map(|item| written(state, item)).collect::<Result<_, _>>()?;
    let pair = formats.and(&["a", "b"].map(str::to_owned));
    let and = pair.trim_start_matches('a').trim_end_matches('b');
    Ok(Value::from_safe_string(match items.split_last() {
        Some((last, rest)) if !rest.is_empty() && items.iter().any(|item| item.contains(and)) => {
            texts.fill("list.besides", &[("first", rest.join(", ")), ("last", last.clone())])
        }
        _ => formats.and(&items),
    }))
}

/// Shows words, marked with their language where it is not the document's and the format can say so.
pub fn marked(state: &mut State<'_, '_>, words: &Value) -> Result<Value, Error> {
    let text = state.format(words.get_attr("text")?)?;
    let language = words.get_attr("lang")?;
    // The heading of a subject is marked, so that links to it lead there and nowhere else.
    let subject =
        words.get_attr("subject")?.as_usize().filter(|_| matches!(state.auto_escape(), AutoEscape::Custom(_)));
    let text = text + &subject.map(|number| Placeholder::Heading(number).written()).unwrap_or_default();
    Ok(Value::from_safe_string(match (state.auto_escape(), language.as_str()) {
        (AutoEscape::Html, Some(language)) => format!("<span lang=\"{language}\">{text}</span>"),
        (AutoEscape::Custom(format), Some(language)) if *format == *MARKED => {
            format!("<span lang=\"{language}\">{text}</span>")
        }
        _ => text,
    }))
}
