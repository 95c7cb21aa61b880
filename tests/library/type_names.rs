//! One word for each concept: no two types of the program have the same name.

use std::collections::BTreeMap;

use syn::{Item, ItemMod};

use super::layers::{code, is_for_tests};

#[test]
fn no_two_types_have_the_same_name() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in code().iter().filter(|(file, _)| !file.contains("tests")) {
        let mut names = Vec::new();
        add_types(&syn::parse_file(text).unwrap().items, &mut names);
        for name in names {
            files.entry(name).or_default().push(format!("src/{file}"));
        }
    }
    let twice: Vec<String> = files
        .into_iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert_eq!(twice, Vec::<String>::new());
}

fn add_types(items: &[Item], names: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Struct(item) => names.push(item.ident.to_string()),
            Item::Enum(item) => names.push(item.ident.to_string()),
            Item::Trait(item) => names.push(item.ident.to_string()),
            Item::Type(item) => names.push(item.ident.to_string()),
            Item::Mod(ItemMod { attrs, content: Some((_, items)), .. }) if !is_for_tests(attrs) => {
                add_types(items, names);
            }
            _ => {}
        }
    }
}
