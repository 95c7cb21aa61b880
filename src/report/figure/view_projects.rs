//! The projects in what a template sees.

use minijinja::value::Value;

/// Lists the projects of a document, in its order.
pub fn projects_of(view: &Value) -> Vec<Value> {
    match view.get_attr("project") {
        Ok(project) if !project.is_undefined() => vec![project],
        _ => list(view, "projects"),
    }
}

/// Returns the project with an id; the full view of it, if the document has that.
pub fn project_of(view: &Value, id: &str) -> Option<Value> {
    let has_id = |project: &Value| project.get_attr("id").is_ok_and(|known| known.as_str() == Some(id));
    let full = list(view, "rounds").into_iter().flat_map(|round| list(&round, "projects")).find(has_id);
    full.or_else(|| projects_of(view).into_iter().find(has_id))
}

/// Returns the items of a list in a view.
pub fn list(value: &Value, key: &str) -> Vec<Value> {
    let found = value.get_attr(key).unwrap_or_default();
    found.try_iter().map(Iterator::collect).unwrap_or_default()
}
