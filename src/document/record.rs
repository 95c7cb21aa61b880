//! Declares structs that are read from and written to mappings of the portfolio's files.

/// Declares a struct for a mapping of the portfolio's files: its keys, and how it is read and written.
///
/// Fields below `besides` are not keys of the file; the loader sets them. A record that is `short for` one of its
/// fields may be written as the value of that field: `arkivverket` for `{organisation: arkivverket}`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $Name:ident $( (short for $short:ident) )? { $( $(#[$doc:meta])* $field:ident $(= $key:literal)? : $Type:ty, )* }
        $( besides { $( $(#[$more_doc:meta])* $more:ident : $More:ty, )* } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $Name {
            $( $(#[$doc])* pub $field: $Type, )*
            $( $( $(#[$more_doc])* pub $more: $More, )* )?
        }

        impl $Name {
            /// The keys of the mapping, in the order of the documentation.
            pub const KEYS: &[&str] = &[ $( $crate::document::record!(@key $field $($key)?) ),* ];

            /// Returns whether a key has a value; none if the mapping has no such key.
            #[must_use]
            pub fn is_given(&self, key: &str) -> Option<bool> {
                match key {
                    $( $crate::document::record!(@key $field $($key)?) => Some($crate::document::YamlField::is_given(&self.$field)), )*
                    _ => None,
                }
            }
        }

        impl $crate::document::FromYaml for $Name {
            fn from_yaml(node: &$crate::document::Node<'_>, faults: &mut $crate::document::Faults) -> Option<Self> {
                $(
                    if node.scalar().is_some() {
                        let mut record = Self::default();
                        $crate::document::YamlField::read(&mut record.$short, node, faults);
                        // A value that cannot be read is one fault, and must not be reported as a missing key too.
                        let is_read = $crate::document::YamlField::is_given(&record.$short) || $crate::document::is_nothing(node);
                        return is_read.then_some(record);
                    }
                )?
                let $crate::document::Value::Mapping(entries) = &node.value else {
                    faults.wrong_type(node, &[$crate::document::YamlKind::Mapping], <Self as $crate::document::FromYaml>::shape);
                    return None;
                };
                let mut record = Self::default();
                for (at, (key, value)) in entries.iter().enumerate() {
                    if faults.cut_entry(&entries[..=at], Self::KEYS) {
                        continue;
                    }
                    let (name, before) = (key.scalar().unwrap_or_default(), faults.count());
                    match name {
                        $( $crate::document::record!(@key $field $($key)?) => $crate::document::YamlField::read(&mut record.$field, value, faults), )*
                        _ => faults.unknown_entry(entries, at, Self::KEYS, (stringify!($Name), <Self as $crate::document::FromYaml>::shape)),
                    }
                    if faults.count() > before {
                        faults.name_key(before, value, name);
                    }
                }
                Some(record)
            }

            fn shape(shapes: &mut $crate::document::Shapes) -> $crate::document::Shape {
                shapes.record(stringify!($Name), |shapes| $crate::document::shape::RecordShape {
                    keys: vec![ $( ($crate::document::record!(@key $field $($key)?), <$Type as $crate::document::YamlField>::shape(shapes)) ),* ],
                    short: [ $( stringify!($short) )? ].first().copied(),
                    by_language: false,
                })
            }
        }

        impl serde::Serialize for $Name {
            /// Writes only the keys that have a value; a record that is short for one of its fields is written as that
            /// value.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let given = [ $( $crate::document::YamlField::is_given(&self.$field) ),* ].into_iter().filter(|given| *given).count();
                $(
                    if given == 1 && $crate::document::YamlField::is_given(&self.$short) {
                        return self.$short.serialize(serializer);
                    }
                )?
                let mut map = serializer.serialize_map(Some(given))?;
                $(
                    if $crate::document::YamlField::is_given(&self.$field) {
                        map.serialize_entry($crate::document::record!(@key $field $($key)?), &self.$field)?;
                    }
                )*
                map.end()
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

pub(crate) use record;
