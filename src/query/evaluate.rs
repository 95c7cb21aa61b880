//! Evaluates expressions in which values may be unknown: a comparison with an unknown value is neither true nor false.
//!
//! Uses the parser, filters and tests of the template engine, but not its comparisons. In the engine, none is less than
//! one, and a text can be compared with a number.

use std::cell::Cell;

use minijinja::{
    Environment, ErrorKind, Value,
    machinery::{
        ast::{BinOp, BinOpKind, CallArg, Compare, CompareOpKind, Expr, Filter, Test, UnaryOpKind},
        parse_expr,
    },
    value::{Kwargs, ValueKind},
};

use super::compare::{ComparisonOperator, Mismatch, arithmetic, compare};
use crate::document::YamlKind;

/// Says why an expression cannot be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EvaluationError {
    /// The kinds of two values do not match.
    Types(Box<[(String, YamlKind); 2]>),
    /// The values need too much memory.
    TooLarge,
    /// Another error, with the message of the engine.
    Failed(String),
}

impl EvaluationError {
    fn types(Mismatch(values): Mismatch) -> Self {
        Self::Types(Box::new(values))
    }
}

/// Parses an expression, or returns the message of the parser.
pub(super) fn parse(text: &str) -> Result<Expr<'_>, String> {
    parse_expr(text).map_err(|error| error.detail().map_or_else(|| error.to_string(), str::to_owned))
}

/// Returns the expression of an argument.
pub(super) fn argument<'e, 's>(argument: &'e CallArg<'s>) -> &'e Expr<'s> {
    match argument {
        CallArg::Pos(of) | CallArg::Kwarg(_, of) | CallArg::PosSplat(of) | CallArg::KwargSplat(of) => of,
    }
}

/// Evaluates expressions for one project.
pub(super) struct Evaluator<'e> {
    environment: &'e Environment<'static>,
    project: &'e Value,
    /// The number of bytes that the values may still use.
    memory_left: Cell<usize>,
}

/// The number of bytes that all values of an expression may use for one project.
const MAX_MEMORY: usize = 16 * 1024 * 1024;

/// True, false or unknown.
type MaybeTruth = Result<Option<bool>, EvaluationError>;

impl<'e> Evaluator<'e> {
    /// Creates an evaluator for the view of a project.
    pub(super) fn new(environment: &'e Environment<'static>, project: &'e Value) -> Self {
        Self { environment, project, memory_left: Cell::new(MAX_MEMORY) }
    }

    /// Returns whether an expression is known to be true.
    pub(super) fn is_true(&self, expression: &Expr<'_>) -> Result<bool, EvaluationError> {
        Ok(self.truth(expression)?.unwrap_or(false))
    }

    /// Returns whether an expression is true; none if that depends on an unknown value.
    fn truth(&self, expression: &Expr<'_>) -> MaybeTruth {
        match expression {
            Expr::UnaryOp(of) if matches!(of.op, UnaryOpKind::Not) => Ok(self.truth(&of.expr)?.map(|holds| !holds)),
            Expr::BinOp(of) => match of.op {
                BinOpKind::ScAnd => self.logical(of, false),
                BinOpKind::ScOr => self.logical(of, true),
                _ => match comparison(of.op) {
                    Some(op) => self.compared(op, &of.left, &of.right),
                    None => Ok(Some(self.value(expression)?.is_true())),
                },
            },
            Expr::Compare(of) => self.comparison_chain(of),
            Expr::IfExpr(of) => match (self.truth(&of.test_expr)?, &of.false_expr) {
                (None, _) => Ok(None),
                (Some(true), _) => self.truth(&of.true_expr),
                (Some(false), Some(other)) => self.truth(other),
                (Some(false), None) => Ok(Some(false)),
            },
            Expr::Test(of) => self.test(of),
            _ => Ok(Some(self.value(expression)?.is_true())),
        }
    }

    fn comparison_chain(&self, of: &Compare<'_>) -> MaybeTruth {
        let (mut left, mut all) = (&of.expr, Some(true));
        for next in &of.ops {
            match self.compared(of_chain(next.op), left, &next.expr)? {
                Some(false) => return Ok(Some(false)),
                Some(true) => {}
                None => all = None,
            }
            left = &next.expr;
        }
        Ok(all)
    }

    fn test(&self, of: &Test<'_>) -> MaybeTruth {
        let value = self.value(&of.expr)?;
        let is_unknown = value.is_none();
        match of.name {
            "defined" => return Ok(Some(!is_unknown)),
            "undefined" | "none" => return Ok(Some(is_unknown)),
            _ => {}
        }
        let mut values = vec![value];
        self.arguments(&of.args, &mut values)?;
        match (ComparisonOperator::of_test(of.name), &values[..]) {
            (Some(op), [left, right]) => compare(op, left, right).map_err(EvaluationError::types),
            _ if is_unknown => Ok(None),
            _ => self.environment.empty_state().perform_test(of.name, &values).map(Some).map_err(|e| failed(&e)),
        }
    }

    /// Evaluates `and` and `or`. If one side is `deciding`, the other side does not matter.
    fn logical(&self, of: &BinOp<'_>, deciding: bool) -> MaybeTruth {
        let left = self.truth(&of.left)?;
        if left == Some(deciding) {
            return Ok(left);
        }
        let right = self.truth(&of.right)?;
        Ok(if right == Some(deciding) { right } else { left.and(right).map(|_| !deciding) })
    }

    fn compared(&self, op: ComparisonOperator, left: &Expr<'_>, right: &Expr<'_>) -> MaybeTruth {
        let is_nothing = |side: &Expr<'_>| matches!(side, Expr::Const(of) if of.value.is_none());
        let compares_with_none = is_nothing(left) || is_nothing(right);
        let (left, right) = (self.value(left)?, self.value(right)?);
        // A comparison with `none` tests whether the value is unknown.
        match op {
            ComparisonOperator::Equal if compares_with_none => Ok(Some(left.is_none() && right.is_none())),
            ComparisonOperator::Unequal if compares_with_none => Ok(Some(!(left.is_none() && right.is_none()))),
            _ => compare(op, &left, &right).map_err(EvaluationError::types),
        }
    }

    /// Returns the value of an expression; `none` if it is unknown.
    fn value(&self, expression: &Expr<'_>) -> Result<Value, EvaluationError> {
        let value = match expression {
            Expr::Var(name) => self.project.get_attr(name.id).map_err(|error| failed(&error))?,
            Expr::Const(of) => of.value.clone(),
            Expr::GetAttr(of) => match self.value(&of.expr)? {
                whole if whole.is_none() => whole,
                whole => whole.get_attr(of.name).map_err(|error| failed(&error))?,
            },
            Expr::GetItem(of) => match self.value(&of.expr)? {
                whole if whole.is_none() => whole,
                whole => whole.get_item(&self.value(&of.subscript_expr)?).map_err(|error| failed(&error))?,
            },
            Expr::UnaryOp(of) if matches!(of.op, UnaryOpKind::Neg) => {
                let value = self.value(&of.expr)?;
                arithmetic(BinOpKind::Sub, &Value::from(0), &value).map_err(EvaluationError::types)?
            }
            Expr::BinOp(of) => self.binary(expression, of)?,
            Expr::UnaryOp(_) | Expr::Compare(_) | Expr::Test(_) => from_truth(self.truth(expression)?),
            Expr::IfExpr(of) => match (self.truth(&of.test_expr)?, &of.false_expr) {
                (Some(true), _) => self.value(&of.true_expr)?,
                (Some(false), Some(other)) => self.value(other)?,
                _ => Value::from(()),
            },
            Expr::Filter(of) => self.filtered(of)?,
            Expr::List(of) => Value::from(self.values(&of.items)?),
            Expr::Tuple(of) => Value::from(self.values(&of.items)?),
            Expr::Map(of) => self.values(&of.keys)?.into_iter().zip(self.values(&of.values)?).collect(),
            Expr::Slice(_) | Expr::Call(_) => {
                return Err(EvaluationError::Failed(format!("a {} cannot be used here", expression.description())));
            }
        };
        Ok(if is_nothing(&value) { Value::from(()) } else { value })
    }

    fn binary(&self, expression: &Expr<'_>, of: &BinOp<'_>) -> Result<Value, EvaluationError> {
        match of.op {
            // As a value, `a or b` is the first operand that is true.
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                let left = self.value(&of.left)?;
                let is_decided = left.is_true() == matches!(of.op, BinOpKind::ScOr);
                if is_decided { Ok(left) } else { self.value(&of.right) }
            }
            op if comparison(op).is_some() => Ok(from_truth(self.truth(expression)?)),
            op => {
                let (left, right) = (self.value(&of.left)?, self.value(&of.right)?);
                self.counted(arithmetic(op, &left, &right).map_err(EvaluationError::types)?)
            }
        }
    }

    fn filtered(&self, of: &Filter<'_>) -> Result<Value, EvaluationError> {
        let input = of.expr.as_ref().map(|input| self.value(input)).transpose()?.unwrap_or_default();
        if is_nothing(&input) && !matches!(of.name, "default" | "d") {
            return Ok(Value::from(()));
        }
        // The `default` filter of the engine replaces undefined, not none.
        let mut values = vec![if is_nothing(&input) { Value::UNDEFINED } else { input }];
        self.arguments(&of.args, &mut values)?;
        let state = &mut self.environment.empty_state();
        self.counted(state.apply_filter(of.name, &values).map_err(|error| named(&error, of.name))?)
    }

    /// Counts the memory of a new value, and returns the value if there is enough memory.
    fn counted(&self, value: Value) -> Result<Value, EvaluationError> {
        /// The size of a value in a list.
        const ITEM_SIZE: usize = 32;
        let length =
            value.as_str().map(str::len).or_else(|| value.len().map(|length| length.saturating_mul(ITEM_SIZE)));
        let left = self.memory_left.get().checked_sub(length.unwrap_or_default()).ok_or(EvaluationError::TooLarge)?;
        self.memory_left.set(left);
        Ok(value)
    }

    fn values(&self, items: &[Expr<'_>]) -> Result<Vec<Value>, EvaluationError> {
        items.iter().map(|item| self.value(item)).collect()
    }

    fn arguments(&self, args: &[CallArg<'_>], values: &mut Vec<Value>) -> Result<(), EvaluationError> {
        let mut named = Vec::new();
        for arg in args {
            let value = self.value(argument(arg))?;
            match arg {
                CallArg::Kwarg(name, _) => named.push((*name, value)),
                _ => values.push(value),
            }
        }
        if !named.is_empty() {
            values.push(Value::from(named.into_iter().collect::<Kwargs>()));
        }
        Ok(())
    }
}

fn is_nothing(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::None | ValueKind::Undefined)
}

fn from_truth(known: Option<bool>) -> Value {
    known.map_or_else(|| Value::from(()), Value::from)
}

fn failed(error: &minijinja::Error) -> EvaluationError {
    if error.kind() == ErrorKind::OutOfFuel {
        return EvaluationError::TooLarge;
    }
    EvaluationError::Failed(error.detail().map_or_else(|| error.to_string(), str::to_owned))
}

fn named(error: &minijinja::Error, name: &str) -> EvaluationError {
    if error.kind() == ErrorKind::OutOfFuel {
        return EvaluationError::TooLarge;
    }
    EvaluationError::Failed(format!(
        "{name}: {}",
        error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
    ))
}

fn comparison(op: BinOpKind) -> Option<ComparisonOperator> {
    Some(match op {
        BinOpKind::Eq => ComparisonOperator::Equal,
        BinOpKind::Ne => ComparisonOperator::Unequal,
        BinOpKind::Lt => ComparisonOperator::Less,
        BinOpKind::Lte => ComparisonOperator::AtMost,
        BinOpKind::Gt => ComparisonOperator::Greater,
        BinOpKind::Gte => ComparisonOperator::AtLeast,
        BinOpKind::In => ComparisonOperator::In,
        _ => return None,
    })
}

fn of_chain(op: CompareOpKind) -> ComparisonOperator {
    match op {
        CompareOpKind::Eq => ComparisonOperator::Equal,
        CompareOpKind::Ne => ComparisonOperator::Unequal,
        CompareOpKind::Lt => ComparisonOperator::Less,
        CompareOpKind::Lte => ComparisonOperator::AtMost,
        CompareOpKind::Gt => ComparisonOperator::Greater,
        CompareOpKind::Gte => ComparisonOperator::AtLeast,
        CompareOpKind::In => ComparisonOperator::In,
        CompareOpKind::NotIn => ComparisonOperator::NotIn,
    }
}
