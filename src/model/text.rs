//! A text in one language or in several.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    document::{Faults, FromYaml, Node, Shape, Shapes, SharedStr, Value, YamlKind},
    finding::Arg,
    language::Language,
    similar_name::is_name,
};

/// Holds a text in one language, which the context determines, or in several languages.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// A plain string.
    Plain(SharedStr),
    /// A text for each language, in the order of the file.
    ByLanguage(Box<Vec<(Language, SharedStr)>>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain("".into())
    }
}

/// Holds a text and its language, if known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InLanguage<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language; none for a plain string, such as a name.
    pub language: Option<Language>,
}

impl Text {
    /// Returns the text in a language, else in bokmål, else the first there is.
    #[must_use]
    pub fn in_language(&self, wanted: Language) -> InLanguage<'_> {
        match self {
            Self::Plain(text) => InLanguage { text, language: None },
            Self::ByLanguage(texts) => {
                let of = |language| texts.iter().find(|(known, _)| *known == language);
                of(wanted).or_else(|| of(Language::BOKMAAL)).or(texts.first()).map_or(
                    InLanguage { text: "", language: None },
                    |(language, text)| InLanguage { text, language: Some(*language) },
                )
            }
        }
    }

    /// Lists every wording.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let (plain, by_language) = match self {
            Self::Plain(text) => (Some(&**text), [].as_slice()),
            Self::ByLanguage(texts) => (None, texts.as_slice()),
        };
        plain.into_iter().chain(by_language.iter().map(|(_, text)| &**text))
    }
}

/// Returns the id whose name in any language is a word; none if there are several, or none.
pub fn id_named<'a>(word: &str, names: impl Iterator<Item = (&'a str, &'a Text)>) -> Option<&'a str> {
    let mut meant = names.filter(|(id, name)| is_name(word, id) || name.wordings().any(|name| is_name(word, name)));
    let (id, _) = meant.next()?;
    meant.all(|(other, _)| other == id).then_some(id)
}

impl From<&Text> for Arg {
    fn from(text: &Text) -> Self {
        match text {
            Text::Plain(text) => Self::Text(text.to_string()),
            Text::ByLanguage(texts) => {
                Self::ByLanguage(texts.iter().map(|(language, text)| (*language, text.to_string())).collect())
            }
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(text) => serializer.serialize_str(text),
            Self::ByLanguage(texts) => {
                let mut map = serializer.serialize_map(Some(texts.len()))?;
                for (language, text) in &**texts {
                    map.serialize_entry(language.code(), text)?;
                }
                map.end()
            }
        }
    }
}

impl FromYaml for Text {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        match &node.value {
            Value::Scalar { .. } if node.kind() == YamlKind::Text => {
                SharedStr::from_yaml(node, faults).map(Self::Plain)
            }
            Value::Mapping(entries) => {
                let mut texts = Vec::with_capacity(entries.len());
                for (at, (key, value)) in entries.iter().enumerate() {
                    match key.scalar().and_then(Language::from_code) {
                        Some(language) => {
                            texts.extend(SharedStr::from_yaml(value, faults).map(|text| (language, text)));
                        }
                        None => {
                            let known: Vec<&str> = Language::all().map(Language::code).collect();
                            faults.unknown_entry(entries, at, &known, ("Words", <Self as FromYaml>::shape));
                        }
                    }
                }
                Some(Self::ByLanguage(Box::new(texts)))
            }
            _ => {
                faults.wrong_type(node, &[YamlKind::Text, YamlKind::Mapping], <Self as FromYaml>::shape);
                None
            }
        }
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Words
    }
}

impl FromYaml for Language {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(code) = node.scalar() else {
            faults.wrong_type(node, &[YamlKind::Text], <Self as FromYaml>::shape);
            return None;
        };
        let found = Self::from_code(code);
        if found.is_none() {
            faults.invalid_value(node, code, "Language", &Self::all().map(Self::code).collect::<Vec<_>>());
        }
        found
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Language
    }
}
