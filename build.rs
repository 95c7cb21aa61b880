//! Turns the language files into Rust, so that no program start reads YAML, and rebuilds when a template changes.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=portfolio/processes");
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir("templates/lang")? {
        let path = entry?.path();
        let (Some(code), true) = (path.file_stem(), path.extension().is_some_and(|ending| ending == "yaml")) else {
            continue;
        };
        let texts: BTreeMap<String, String> = serde_yaml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        languages.insert(code.to_string_lossy().into_owned(), texts);
    }
    // Statics, since a compiler may put the tables of an expression on the stack.
    let (mut code, mut list) = (String::from("{\n"), String::new());
    for (at, (language, texts)) in languages.iter().enumerate() {
        writeln!(code, "static LANGUAGE_{at}: LanguageFile = &[")?;
        for (key, text) in texts {
            writeln!(code, "({key:?}, {text:?}),")?;
        }
        code.push_str("];\n");
        write!(list, "({language:?}, LANGUAGE_{at}), ")?;
    }
    write!(code, "&[{list}]\n}}")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("languages.rs"), code)?;
    Ok(())
}
