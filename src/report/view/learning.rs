//! What a project learned, theme by theme in order of number, with the quotes and recommendations that belong to each.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

/// Holds what a project learned.
#[derive(Debug, Serialize)]
pub struct LearningView {
    /// Whether it tells of anything at all.
    told: bool,
    /// The themes in order of number.
    pub(super) themes: Vec<ThemeView>,
    /// The concepts that taught it something.
    concepts: Vec<Value>,
    /// The quotes that belong to none of the themes.
    quotes: Vec<Value>,
    /// The groups of recommendations that belong to none of the themes.
    recommendations: Vec<Value>,
    /// Where it is from: the sources of the results, else those of the project.
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

/// Makes the view of what a project learned of the views of its results and its sources.
pub fn learning(results: &Value, of_project: &Value) -> LearningView {
    let list = |key: &str| results[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut themes: Vec<ThemeLearnings<'_>> = Vec::new();
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for learning in list("learnings").iter().filter(|learning| !learning["text"].is_null()) {
        let at = *places.entry(words(&learning["theme"])).or_insert_with(|| {
            themes.push(ThemeLearnings { name: &learning["theme"], learnings: Vec::new() });
            themes.len() - 1
        });
        themes[at].learnings.push(learning);
    }
    for theme in &mut themes {
        // Those without a number stay last, in the order of the file.
        theme.learnings.sort_by_key(|learning| number(learning));
    }
    themes.sort_by_key(|theme| theme.learnings.first().map(|learning| number(learning)));
    let quotes: Vec<&Value> = list("quotes").iter().filter(|quote| !quote["text"].is_null()).collect();
    let recommended: Vec<&Value> = list("recommendations").iter().filter(|group| has_items(&group["points"])).collect();
    let (quotes_of, recommended_of) = (by_theme(&quotes), by_theme(&recommended));
    let told = |theme: &ThemeLearnings<'_>| {
        let name = words(theme.name);
        let points = recommended_of.get(&name).into_iter().flatten();
        ThemeView {
            theme: theme.name.clone(),
            learnings: owned(theme.learnings.iter().copied()),
            quotes: owned(quotes_of.get(&name).into_iter().flatten().copied()),
            recommendations: owned(points.filter_map(|group| group["points"].as_array()).flatten()),
        }
    };
    let is_elsewhere = |item: &&&Value| !places.contains_key(&words(&item["theme"]));
    let has_learned =
        |concept: &&Value| ["reflections", "learnings", "open_questions"].iter().any(|key| has_items(&concept[key]));
    let concepts: Vec<&Value> = list("concepts").iter().filter(has_learned).collect();
    let parts = ["learnings", "findings", "recommendations", "quotes", "experiments", "insights"];
    let is_told = !concepts.is_empty() || parts.iter().any(|key| !list(key).is_empty());
    let own = sources(&results["sources"]);
    LearningView {
        told: is_told,
        themes: themes.iter().map(told).collect(),
        concepts: owned(concepts.into_iter()),
        quotes: owned(quotes.iter().filter(is_elsewhere).copied()),
        recommendations: owned(recommended.iter().filter(is_elsewhere).copied()),
        sources: if own.is_empty() { sources(of_project) } else { own },
    }
}

fn owned<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<Value> {
    values.cloned().collect()
}

struct ThemeLearnings<'a> {
    name: &'a Value,
    learnings: Vec<&'a Value>,
}

/// Returns what a theme goes by: capital letters do not tell two apart.
fn words(name: &Value) -> Option<String> {
    name["text"].as_str().map(str::to_lowercase)
}

/// Sorts items by what their themes go by.
fn by_theme<'a>(items: &[&'a Value]) -> HashMap<Option<String>, Vec<&'a Value>> {
    let mut found: HashMap<Option<String>, Vec<&'a Value>> = HashMap::new();
    for item in items {
        found.entry(words(&item["theme"])).or_default().push(item);
    }
    found
}

fn has_items(list: &Value) -> bool {
    list.as_array().is_some_and(|items| !items.is_empty())
}

/// Returns the number of a learning so that 1.10 comes after 1.9, and none comes last.
fn number(learning: &Value) -> (bool, Vec<u32>) {
    let number = learning["number"].as_str().unwrap_or_default();
    (number.is_empty(), number.split('.').map(|part| part.trim().parse().unwrap_or(u32::MAX)).collect())
}

/// Lists the sources that have a title; an address that is none of the web is left out.
fn sources(sources: &Value) -> Vec<Value> {
    let titled = sources.as_array().into_iter().flatten().filter(|source| !source["title"].is_null());
    let safe = |source: &Value| {
        let mut source = source.clone();
        let is_web =
            source["url"].as_str().is_some_and(|url| url.starts_with("https://") || url.starts_with("http://"));
        if !is_web {
            source["url"] = Value::Null;
        }
        source
    };
    titled.map(safe).collect()
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
