//! Embeds the templates, the process models and the language files in the program, so that it need not parse YAML at
//! start.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{MAIN_SEPARATOR, Path},
};

use walkdir::WalkDir;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=portfolio/processes");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let out = env::var("OUT_DIR")?;
    let (root, out) = (Path::new(&root), Path::new(&out));
    let mut code = String::new();
    for (name, folder) in [("TEMPLATES", "templates"), ("PROCESSES", "portfolio/processes")] {
        writeln!(code, "static {name}: &[(&str, &[u8])] = &[")?;
        for path in files(&root.join(folder))? {
            writeln!(code, "({path:?}, include_bytes!({})),", literal(&root.join(folder).join(&path)))?;
        }
        code.push_str("];\n");
    }
    let languages = languages(&root.join("templates/lang"))?;
    let in_all = |key: &&String| languages.values().all(|texts| texts.contains_key(*key));
    let keys: Vec<&String> =
        languages.values().flat_map(BTreeMap::keys).filter(in_all).collect::<BTreeSet<_>>().into_iter().collect();
    writeln!(code, "/// The keys that all languages have, sorted.")?;
    writeln!(code, "const KEYS: &[&str] = &{keys:?};")?;
    code.push_str("static LANGUAGES: &[(&str, LanguageFile)] = &[\n");
    for (language, texts) in &languages {
        // One string, since the addresses in a table of thousands of texts would have to be relocated at each start.
        let (mut row, mut starts) = (String::new(), vec![0; 4]);
        for word in texts.iter().flat_map(|(key, text)| [key, text]) {
            row += word;
            starts.extend(u32::try_from(row.len())?.to_le_bytes());
        }
        let (words, places) = (out.join(format!("{language}.txt")), out.join(format!("{language}.starts")));
        fs::write(&words, row)?;
        fs::write(&places, starts)?;
        let (words, places) = (literal(&words), literal(&places));
        let file = format!("LanguageFile {{ row: include_str!({words}), starts: include_bytes!({places}) }}");
        writeln!(code, "({language:?}, {file}),")?;
    }
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code)?;
    Ok(())
}

/// Writes a path as a string literal of Rust.
fn literal(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}

/// Lists the files below a folder, sorted, without the language files.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != "lang") {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(folder)?;
            let path = path.to_str().ok_or_else(|| format!("{} is no text", path.display()))?;
            found.push(path.replace(MAIN_SEPARATOR, "/"));
        }
    }
    found.sort();
    Ok(found)
}

/// Reads the language files: the texts by key, by language code.
fn languages(folder: &Path) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let (Some(code), true) = (path.file_stem(), path.extension().is_some_and(|ending| ending == "yaml")) else {
            continue;
        };
        let texts = serde_yaml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        languages.insert(code.to_string_lossy().into_owned(), texts);
    }
    Ok(languages)
}
