//! Comparison and arithmetic on values of matching kinds. The result is unknown if a value is unknown.

use minijinja::{
    Value,
    machinery::ast::{BinOpKind, CompareOpKind},
    value::ValueKind,
};

use crate::{document::YamlKind, texts::shown};

/// Names a comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ComparisonOperator {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
    NotIn,
}

impl ComparisonOperator {
    /// Returns the operator of an expression with two sides, if it compares them.
    pub(super) fn of_binary(op: BinOpKind) -> Option<Self> {
        Some(match op {
            BinOpKind::Eq => Self::Equal,
            BinOpKind::Ne => Self::Unequal,
            BinOpKind::Lt => Self::Less,
            BinOpKind::Lte => Self::AtMost,
            BinOpKind::Gt => Self::Greater,
            BinOpKind::Gte => Self::AtLeast,
            BinOpKind::In => Self::In,
            _ => return None,
        })
    }

    /// Returns the operator in a chain of comparisons.
    pub(super) fn of_chain(op: CompareOpKind) -> Self {
        match op {
            CompareOpKind::Eq => Self::Equal,
            CompareOpKind::Ne => Self::Unequal,
            CompareOpKind::Lt => Self::Less,
            CompareOpKind::Lte => Self::AtMost,
            CompareOpKind::Gt => Self::Greater,
            CompareOpKind::Gte => Self::AtLeast,
            CompareOpKind::In => Self::In,
            CompareOpKind::NotIn => Self::NotIn,
        }
    }

    /// Returns whether it asks if values are the same, not which is larger.
    pub(super) fn asks_for_sameness(self) -> bool {
        matches!(self, Self::Equal | Self::Unequal | Self::In | Self::NotIn)
    }

    /// Returns whether it holds if the values are not the same.
    pub(super) fn is_negative(self) -> bool {
        matches!(self, Self::Unequal | Self::NotIn)
    }

    /// Returns the operator of a test, such as `budget.grant is gt(5)`.
    pub(super) fn of_test(name: &str) -> Option<Self> {
        Some(match name {
            "eq" | "equalto" | "==" => Self::Equal,
            "ne" | "!=" => Self::Unequal,
            "lt" | "lessthan" | "<" => Self::Less,
            "le" | "<=" => Self::AtMost,
            "gt" | "greaterthan" | ">" => Self::Greater,
            "ge" | ">=" => Self::AtLeast,
            "in" => Self::In,
            _ => return None,
        })
    }
}

/// Holds two values whose kinds do not match, as text, with their kinds.
pub(super) struct Mismatch(pub(super) [(String, YamlKind); 2]);

/// Compares two values; none if one of them is unknown.
pub(super) fn compare(op: ComparisonOperator, left: &Value, right: &Value) -> Result<Option<bool>, Mismatch> {
    let (of_left, of_right) = (kind(left), kind(right));
    if of_left == YamlKind::Nothing || of_right == YamlKind::Nothing {
        return Ok(None);
    }
    let is_ordered = matches!(of_left, YamlKind::Number | YamlKind::Text);
    Ok(Some(match op {
        ComparisonOperator::In => contains(right, left)?,
        ComparisonOperator::NotIn => !contains(right, left)?,
        _ if of_left != of_right => return Err(mismatch(left, right)),
        ComparisonOperator::Equal => left == right,
        ComparisonOperator::Unequal => left != right,
        _ if !is_ordered => return Err(mismatch(left, right)),
        ComparisonOperator::Less => left < right,
        ComparisonOperator::AtMost => left <= right,
        ComparisonOperator::Greater => left > right,
        ComparisonOperator::AtLeast => left >= right,
    }))
}

fn contains(whole: &Value, part: &Value) -> Result<bool, Mismatch> {
    match (kind(whole), kind(part)) {
        (YamlKind::Text, YamlKind::Text) => {
            Ok(whole.as_str().zip(part.as_str()).is_some_and(|(whole, part)| whole.contains(part)))
        }
        (YamlKind::Mapping, YamlKind::Text) => Ok(whole.get_item(part).is_ok_and(|found| !found.is_undefined())),
        (YamlKind::List, of_part) => {
            let items: Vec<Value> = whole.try_iter().into_iter().flatten().collect();
            let is_other = |item: &Value| ![of_part, YamlKind::Nothing].contains(&kind(item));
            if !items.is_empty() && items.iter().all(is_other) {
                return Err(mismatch(part, whole));
            }
            Ok(items.contains(part))
        }
        _ => Err(mismatch(part, whole)),
    }
}

/// Computes with two values; `none` if one of them is unknown.
pub(super) fn arithmetic(op: BinOpKind, left: &Value, right: &Value) -> Result<Value, Mismatch> {
    match (kind(left), kind(right)) {
        (YamlKind::Nothing, _) | (_, YamlKind::Nothing) => Ok(Value::from(())),
        (YamlKind::Text, YamlKind::Text) if matches!(op, BinOpKind::Add | BinOpKind::Concat) => {
            Ok(Value::from(format!("{left}{right}")))
        }
        (YamlKind::Number, YamlKind::Number) => {
            let whole = i64::try_from(left.clone()).ok().zip(i64::try_from(right.clone()).ok());
            let exact = whole.and_then(|(left, right)| match op {
                BinOpKind::Add => left.checked_add(right),
                BinOpKind::Sub => left.checked_sub(right),
                BinOpKind::Mul => left.checked_mul(right),
                _ => None,
            });
            Ok(exact.map_or_else(|| inexact(op, left, right), Value::from))
        }
        _ if matches!(op, BinOpKind::Concat) => Ok(Value::from(format!("{left}{right}"))),
        _ => Err(mismatch(left, right)),
    }
}

/// Computes with decimals. A result that does not exist, such as a division by zero, is unknown.
fn inexact(op: BinOpKind, left: &Value, right: &Value) -> Value {
    let Some((left, right)) = f64::try_from(left.clone()).ok().zip(f64::try_from(right.clone()).ok()) else {
        return Value::from(());
    };
    let result = match op {
        BinOpKind::Add => left + right,
        BinOpKind::Sub => left - right,
        BinOpKind::Mul => left * right,
        BinOpKind::Div => left / right,
        BinOpKind::FloorDiv => (left / right).floor(),
        BinOpKind::Rem => left.rem_euclid(right),
        BinOpKind::Pow => left.powf(right),
        _ => f64::NAN,
    };
    if result.is_finite() { Value::from(result) } else { Value::from(()) }
}

fn mismatch(left: &Value, right: &Value) -> Mismatch {
    let side = |value: &Value| {
        let text = if kind(value) == YamlKind::Text { format!("{:?}", value.to_string()) } else { value.to_string() };
        (shown(&text).into_owned(), kind(value))
    };
    Mismatch([side(left), side(right)])
}

/// Returns whether a value holds nothing: it is unknown, a list without items, or a mapping without a known value.
pub(super) fn is_empty(value: &Value) -> bool {
    match kind(value) {
        YamlKind::Nothing => true,
        YamlKind::List => value.len() == Some(0),
        YamlKind::Mapping => value
            .try_iter()
            .is_ok_and(|mut keys| keys.all(|key| value.get_item(&key).is_ok_and(|part| is_empty(&part)))),
        _ => false,
    }
}

/// Returns whether a value counts as true in a condition.
pub(super) fn is_true(value: &Value) -> bool {
    value.is_true() && !is_empty(value)
}

/// Returns the kind of a value, with the names that messages use.
fn kind(value: &Value) -> YamlKind {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => YamlKind::Nothing,
        ValueKind::Bool => YamlKind::Boolean,
        ValueKind::Number => YamlKind::Number,
        ValueKind::Seq | ValueKind::Iterable => YamlKind::List,
        ValueKind::Map | ValueKind::Plain => YamlKind::Mapping,
        _ => YamlKind::Text,
    }
}
