//! What a project learned: themes in the order of their numbers, each with its quotes and recommendations.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::builder::is_web_address;

/// Holds what a project learned.
#[derive(Debug, Serialize)]
pub struct LearningView {
    /// Whether there is anything.
    told: bool,
    /// The themes in order of number.
    pub(super) themes: Vec<ThemeView>,
    /// The concepts with reflections, learnings or open questions.
    concepts: Vec<Value>,
    /// The quotes without a theme of the learnings.
    quotes: Vec<Value>,
    /// The groups of recommendations without a theme of the learnings.
    recommendations: Vec<Value>,
    /// The sources of the results, otherwise those of the project.
    pub(super) sources: Vec<Value>,
}

/// Holds what a project learned about one theme.
#[derive(Debug, Serialize)]
pub(super) struct ThemeView {
    theme: Value,
    learnings: Vec<Value>,
    quotes: Vec<Value>,
    recommendations: Vec<Value>,
}

/// Collects what a project learned from the views of its results and its sources.
pub fn learning(results: &Value, project_sources: &Value) -> LearningView {
    let themes = themes(results);
    let quotes: Vec<&Value> = list(results, "quotes").iter().filter(|quote| !quote["text"].is_null()).collect();
    let recommendations: Vec<&Value> =
        list(results, "recommendations").iter().filter(|group| has_items(&group["points"])).collect();
    let (quotes_of, recommendations_of) = (by_theme(&quotes), by_theme(&recommendations));
    let view = |theme: &ThemeLearnings<'_>| {
        let key = theme_key(theme.name);
        let groups = recommendations_of.get(&key).into_iter().flatten();
        ThemeView {
            theme: theme.name.clone(),
            learnings: owned(theme.learnings.iter().copied()),
            quotes: owned(quotes_of.get(&key).into_iter().flatten().copied()),
            recommendations: owned(groups.filter_map(|group| group["points"].as_array()).flatten()),
        }
    };
    let has_no_theme = |item: &&&Value| !themes.iter().any(|theme| theme_key(theme.name) == theme_key(&item["theme"]));
    let concepts = concepts_with_learning(results);
    let parts = ["learnings", "findings", "recommendations", "quotes", "experiments", "insights"];
    let sources = sources_with_title(&results["sources"]);
    LearningView {
        told: !concepts.is_empty() || parts.iter().any(|key| !list(results, key).is_empty()),
        themes: themes.iter().map(view).collect(),
        concepts,
        quotes: owned(quotes.iter().filter(has_no_theme).copied()),
        recommendations: owned(recommendations.iter().filter(has_no_theme).copied()),
        sources: if sources.is_empty() { sources_with_title(project_sources) } else { sources },
    }
}

fn list<'a>(results: &'a Value, key: &str) -> &'a [Value] {
    results[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Groups the learnings by theme; themes and learnings come in the order of their numbers, then in that of the file.
fn themes(results: &Value) -> Vec<ThemeLearnings<'_>> {
    let mut themes: Vec<ThemeLearnings<'_>> = Vec::new();
    let mut indexes: HashMap<Option<String>, usize> = HashMap::new();
    for learning in list(results, "learnings").iter().filter(|learning| !learning["text"].is_null()) {
        let at = *indexes.entry(theme_key(&learning["theme"])).or_insert_with(|| {
            themes.push(ThemeLearnings { name: &learning["theme"], learnings: Vec::new() });
            themes.len() - 1
        });
        themes[at].learnings.push(learning);
    }
    for theme in &mut themes {
        theme.learnings.sort_by_key(|learning| number(learning));
    }
    themes.sort_by_key(|theme| theme.learnings.first().map(|learning| number(learning)));
    themes
}

fn concepts_with_learning(results: &Value) -> Vec<Value> {
    let has_learning =
        |concept: &&Value| ["reflections", "learnings", "open_questions"].iter().any(|key| has_items(&concept[key]));
    owned(list(results, "concepts").iter().filter(has_learning))
}

fn owned<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<Value> {
    values.cloned().collect()
}

struct ThemeLearnings<'a> {
    name: &'a Value,
    learnings: Vec<&'a Value>,
}

/// Returns the key of a theme: its name without regard to capital letters.
fn theme_key(name: &Value) -> Option<String> {
    name["text"].as_str().map(str::to_lowercase)
}

/// Groups items by the keys of their themes.
fn by_theme<'a>(items: &[&'a Value]) -> HashMap<Option<String>, Vec<&'a Value>> {
    let mut found: HashMap<Option<String>, Vec<&'a Value>> = HashMap::new();
    for item in items {
        found.entry(theme_key(&item["theme"])).or_default().push(item);
    }
    found
}

fn has_items(list: &Value) -> bool {
    list.as_array().is_some_and(|items| !items.is_empty())
}

/// Returns the sort key for the number of a learning: 1.10 comes after 1.9, and no number comes last.
fn number(learning: &Value) -> (bool, Vec<u32>) {
    let number = learning["number"].as_str().unwrap_or_default();
    (number.is_empty(), number.split('.').map(|part| part.trim().parse().unwrap_or(u32::MAX)).collect())
}

/// Lists the sources that have a title, without addresses that do not lead to the web.
fn sources_with_title(sources: &Value) -> Vec<Value> {
    let titled = sources.as_array().into_iter().flatten().filter(|source| !source["title"].is_null());
    let with_web_address = |source: &Value| {
        let mut source = source.clone();
        if !source["url"].as_str().is_some_and(is_web_address) {
            source["url"] = Value::Null;
        }
        source
    };
    titled.map(with_web_address).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn themes_and_learnings_stand_in_order_of_number() {
        let words = |text: &str| json!({"text": text, "lang": null});
        let learned =
            |number: &str, theme: &str| json!({"number": number, "theme": words(theme), "text": words(number)});
        let last = json!({"number": null, "theme": null, "text": words("x")});
        let results = json!({
            "learnings": [learned("2.1", "B"), learned("1.10", "A"), learned("1.9", "a"), last],
            "quotes": [{"text": words("q"), "theme": words("A")}, {"text": words("r"), "theme": null}],
            "recommendations": [{"theme": words("C"), "points": [1]}],
        });
        let found = learning(&results, &Value::Null);
        let themes = &found.themes;
        let learned = themes.iter().flat_map(|theme| &theme.learnings);
        let numbers: Vec<&Value> = learned.map(|learned| &learned["number"]).collect();
        assert_eq!(numbers, [&json!("1.9"), &json!("1.10"), &json!("2.1"), &Value::Null]);
        assert_eq!(themes[0].quotes.len(), 1);
        assert_eq!(themes[2].quotes.len(), 1);
        assert_eq!(found.recommendations.len(), 1);
        assert!(found.told);
    }
}
