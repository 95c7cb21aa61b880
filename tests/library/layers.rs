//! The order of modules: every path in the code is held against the table in `src/lib.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, ItemFn, ItemImpl, ItemMod, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};
use walkdir::WalkDir;

/// The names of a module or an item, from the root of the library.
type Names = Vec<String>;

/// The text of each file by its path below `src`, with forward slashes.
pub type Code = BTreeMap<String, String>;

#[test]
fn a_module_uses_only_those_above_it() {
    assert_eq!(faults(&code()), Vec::<String>::new());
}

#[test]
fn a_wrong_use_is_found_wherever_it_stands() {
    let expected =
        "src/model/money.rs uses src/query/sort.rs, but `query` stands below `model` in the table of src/lib.rs";
    for line in [
        "use crate::query::sort as _;",
        "use crate::{query::{sort as _}};",
        "fn planted() { crate::query::sort(); }",
        "macro_rules! planted { () => { $crate::query::sort() } }",
    ] {
        assert_eq!(faults(&with("model/money.rs", line))[0], expected, "{line}");
    }
}

#[test]
fn a_circle_of_files_is_found() {
    let found = faults(&with("model/money.rs", "use super::project::Project as _;"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("a circle: ") && found[0].contains("src/model/money.rs → src/model/project.rs"),
        "{found:?}"
    );
}

#[test]
fn a_module_that_the_table_lacks_is_found() {
    let found = faults(&with("lib.rs", "pub mod planted;"));
    assert_eq!(found, ["the table of src/lib.rs does not have `planted`"]);
}

/// Reads every file of the program.
pub fn code() -> Code {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let path = |file: &Path| file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    files.map(|file| (path(file.path()), fs::read_to_string(file.path()).unwrap())).collect()
}

/// Returns the code of the program with one more line in a file.
fn with(file: &str, line: &str) -> Code {
    let mut code = code();
    *code.get_mut(file).unwrap() += &format!("\n{line}\n");
    code
}

/// Lists modules that the table lacks, arrows against its order, and a circle of files for each file that begins one.
fn faults(code: &Code) -> Vec<String> {
    let table = table(&code["lib.rs"]);
    let declared = code["lib.rs"].lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let lacking = declared.filter(|module| !table.contains(module));
    let mut found: Vec<String> =
        lacking.map(|module| format!("the table of src/lib.rs does not have `{module}`")).collect();
    let arrows = Arrows::of(code);
    // The program stands below the library, and `main.rs` below the commands.
    let place = |module: &str| table.iter().chain(&["cli"]).position(|known| *known == module).unwrap_or(usize::MAX);
    for (from, to) in arrows.0.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
        let (one, other) = (top(from), top(to));
        if one != other && place(other) >= place(one) {
            found.push(format!(
                "src/{from} uses src/{to}, but `{other}` stands below `{one}` in the table of src/lib.rs"
            ));
        }
    }
    found.extend(arrows.circle().map(|files| format!("a circle: {}", files.join(" → "))));
    found
}

/// Returns the modules of the table in the documentation of the library, in order.
fn table(library: &str) -> Vec<&str> {
    let rows = library.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.filter_map(|row| row.split_once("`]")).map(|(module, _)| module).collect()
}

/// Returns the module below the root that a file belongs to.
fn top(file: &str) -> &str {
    file.split_once('/').map_or(file, |(folder, _)| folder).trim_end_matches(".rs")
}

/// The files that each file uses.
struct Arrows(BTreeMap<String, BTreeSet<String>>);

impl Arrows {
    fn of(code: &Code) -> Self {
        let read: BTreeMap<Names, FilePaths> =
            code.iter().map(|(file, text)| (module(file), FilePaths::of(file, text))).collect();
        let mut arrows = BTreeMap::new();
        for paths in read.values() {
            let handed_on = paths.handed_on.iter().map(|(_, path)| path);
            // A module that names its own children uses nothing of theirs.
            let elsewhere = handed_on.filter(|path| !path.starts_with(&paths.module));
            let targets = paths.used.iter().chain(elsewhere).filter_map(|path| defining(path, &read, 0));
            let targets = targets.filter(|target| !target.is_empty() && **target != *paths.module);
            arrows.insert(paths.file.clone(), targets.map(|target| read[target].file.clone()).collect());
        }
        Self(arrows)
    }

    /// Finds files that use each other, directly or by way of others.
    fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.0.keys().find_map(|file| self.circle_from(file, &mut Vec::new(), &mut done))
    }

    fn circle_from<'a>(
        &'a self,
        file: &'a str,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(at) = way.iter().position(|before| *before == file) {
            return Some(way[at..].iter().chain([&file]).map(|file| format!("src/{file}")).collect());
        }
        if done.contains(file) {
            return None;
        }
        way.push(file);
        let found = self.0.get(file).into_iter().flatten().find_map(|next| self.circle_from(next, way, done));
        way.pop();
        done.insert(file);
        found
    }
}

/// Returns the module that a file is.
fn module(file: &str) -> Names {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// Finds the module that defines what a path leads to, through the names that modules hand on.
fn defining<'r>(path: &[String], read: &'r BTreeMap<Names, FilePaths>, depth: usize) -> Option<&'r Names> {
    let length = (0..=path.len()).rev().find(|length| read.contains_key(&path[..*length]))?;
    let (module, paths) = read.get_key_value(&path[..length])?;
    let Some(item) = path.get(length) else { return Some(module) };
    let next = paths
        .handed_on
        .iter()
        .chain(&paths.imported)
        .find(|(name, target)| name == item && target[..] != path[..=length]);
    match next {
        Some((_, target)) if depth < 16 => defining(&[&target[..], &path[length + 1..]].concat(), read, depth + 1),
        _ => Some(module),
    }
}

/// The paths in one file, each from the root; those in its tests are left out.
struct FilePaths {
    file: String,
    module: Names,
    /// What it uses.
    used: Vec<Names>,
    /// What it uses under a name of its own.
    imported: Vec<(String, Names)>,
    /// What it offers under a name of its own.
    handed_on: Vec<(String, Names)>,
}

impl FilePaths {
    fn of(file: &str, text: &str) -> Self {
        let (used, imported, handed_on) = (Vec::new(), Vec::new(), Vec::new());
        let mut paths = Self { file: file.to_owned(), module: module(file), used, imported, handed_on };
        let is_test = file.contains("/tests/") || file.ends_with("/tests.rs");
        if !is_test {
            paths.visit_file(&syn::parse_file(text).unwrap_or_else(|error| panic!("src/{file}: {error}")));
        }
        paths
    }

    /// Returns a path from the root of the library; none for one that leads out of it.
    fn path_from_root(&self, path: &[String]) -> Option<Names> {
        let ups = path.iter().take_while(|name| *name == "super").count();
        match path.first()?.as_str() {
            "crate" | "stimulab" => Some(path[1..].to_vec()),
            "self" => Some([&self.module, &path[1..]].concat()),
            "super" => Some([&self.module[..self.module.len().checked_sub(ups)?], &path[ups..]].concat()),
            // A child of the module, or a crate; nothing is found for the latter.
            _ => Some([&self.module, path].concat()),
        }
    }

    fn add(&mut self, path: &[String]) {
        self.used.extend(self.path_from_root(path));
    }

    fn add_tree(&mut self, tree: &UseTree, before: &[String], is_offered: bool) {
        let with = |name: String| [before, &[name]].concat();
        let (path, name) = match tree {
            UseTree::Path(path) => return self.add_tree(&path.tree, &with(path.ident.to_string()), is_offered),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.add_tree(tree, before, is_offered));
            }
            UseTree::Glob(_) => (before.to_vec(), "*".to_owned()),
            UseTree::Name(name) if name.ident == "self" => {
                (before.to_vec(), before.last().cloned().unwrap_or_default())
            }
            UseTree::Name(name) => (with(name.ident.to_string()), name.ident.to_string()),
            UseTree::Rename(renamed) => (with(renamed.ident.to_string()), renamed.rename.to_string()),
        };
        let Some(path) = self.path_from_root(&path) else { return };
        if is_offered {
            self.handed_on.push((name, path));
        } else {
            self.imported.push((name, path.clone()));
            self.used.push(path);
        }
    }

    /// Adds the paths from the root that stand in the tokens of a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Names = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) if path.is_empty() && (name == "crate" || name == "super") => {
                    path.push(name.to_string());
                }
                TokenTree::Ident(name) if path.last().is_some_and(|last| last == ":") => {
                    path.pop();
                    path.push(name.to_string());
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' && !path.is_empty() => {
                    if path.last().is_none_or(|last| last != ":") {
                        path.push(":".to_owned());
                    }
                }
                other => {
                    self.end_of_path(&mut path);
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                }
            }
        }
        self.end_of_path(&mut path);
    }

    fn end_of_path(&mut self, path: &mut Names) {
        path.retain(|name| name != ":");
        if path.len() > 1 {
            self.add(path);
        }
        path.clear();
    }
}

/// Returns whether something is compiled for tests alone.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::NameValue(_) => false,
    })
}

impl Visit<'_> for FilePaths {
    fn visit_item_mod(&mut self, item: &ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &ItemImpl) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.add_tree(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Names = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if names.len() > 1 {
            self.add(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &Macro) {
        self.add_tokens(item.tokens.clone());
        visit::visit_macro(self, item);
    }
}
