//! Evaluates expressions in which values may be unknown: a comparison with an unknown value is neither true nor false.
//!
//! Uses the parser, filters and tests of the template engine, but not its comparisons. In the engine, none is less than
//! one, and a text can be compared with a number.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

use minijinja::{
    Environment, Value,
    machinery::{
        ast::{BinOp, BinOpKind, CallArg, Compare, Expr, Filter, Test, UnaryOpKind},
        parse_expr,
    },
    value::{Kwargs, ValueKind},
};

use super::{
    compare::{ComparisonOperator, arithmetic, compare, is_empty, is_true},
    evaluation_error::{EvaluationError, failed, named},
    expression_names::{argument, is_word_for_none, paths},
    meant_names::MeantNames,
};
/// Parses an expression, or returns the message of the parser.
pub(super) fn parse(text: &str) -> Result<Expr<'_>, String> {
    parse_expr(text).map_err(|error| error.detail().map_or_else(|| error.to_string(), str::to_owned))
}

/// Evaluates expressions for one project.
pub(super) struct Evaluator<'e> {
    environment: &'e Environment<'static>,
    project: &'e Value,
    names: &'e MeantNames,
    /// The number of bytes that the values may still use.
    memory_left: Cell<usize>,
    /// The names whose values were to be compared but are unknown.
    not_compared: RefCell<BTreeSet<String>>,
}

/// Says whether a condition holds for a project.
pub(super) enum Verdict {
    /// It holds or it does not.
    Known(bool),
    /// That depends on the values of these names, which are unknown.
    DependsOn(BTreeSet<String>),
}

/// The number of bytes that all values of an expression may use for one project.
const MAX_MEMORY: usize = 16 * 1024 * 1024;

/// True, false or unknown.
type MaybeTruth = Result<Option<bool>, EvaluationError>;

impl<'e> Evaluator<'e> {
    /// Creates an evaluator for the view of a project.
    pub(super) fn new(environment: &'e Environment<'static>, project: &'e Value, names: &'e MeantNames) -> Self {
        let (memory_left, not_compared) = (Cell::new(MAX_MEMORY), RefCell::default());
        Self { environment, project, names, memory_left, not_compared }
    }

    /// Returns whether an expression is true.
    pub(super) fn verdict(self, expression: &Expr<'_>) -> Result<Verdict, EvaluationError> {
        Ok(self.truth(expression)?.map_or_else(|| Verdict::DependsOn(self.not_compared.take()), Verdict::Known))
    }

    /// Returns whether an expression is true; none if that depends on an unknown value.
    fn truth(&self, expression: &Expr<'_>) -> MaybeTruth {
        match expression {
            Expr::UnaryOp(of) if matches!(of.op, UnaryOpKind::Not) => Ok(self.truth(&of.expr)?.map(|holds| !holds)),
            Expr::BinOp(of) => match of.op {
                BinOpKind::ScAnd => self.logical(of, false),
                BinOpKind::ScOr => self.logical(of, true),
                _ => match ComparisonOperator::of_binary(of.op) {
                    Some(op) => self.compared(op, &of.left, &of.right),
                    None => Ok(Some(is_true(&self.value(expression)?))),
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
            _ => Ok(Some(is_true(&self.value(expression)?))),
        }
    }

    fn comparison_chain(&self, of: &Compare<'_>) -> MaybeTruth {
        let (mut left, mut all) = (&of.expr, Some(true));
        for next in &of.ops {
            match self.compared(ComparisonOperator::of_chain(next.op), left, &next.expr)? {
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
            "defined" => return Ok(Some(!is_empty(&value))),
            "undefined" | "none" => return Ok(Some(is_empty(&value))),
            name => {
                if let (Some(op), [right]) = (ComparisonOperator::of_test(name), &of.args[..]) {
                    return self.compared(op, &of.expr, argument(right));
                }
            }
        }
        let mut values = vec![value];
        self.arguments(&of.args, &mut values)?;
        if is_unknown {
            self.note(&of.expr);
            return Ok(None);
        }
        self.environment.empty_state().perform_test(of.name, &values).map(Some).map_err(|e| failed(&e))
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
        let compares_with_none = is_none(left) || is_none(right);
        let (of_left, of_right) = (self.value(left)?, self.value(right)?);
        // A comparison with `none` tests whether the value is unknown.
        match op {
            ComparisonOperator::Equal if compares_with_none => Ok(Some(is_empty(&of_left) && is_empty(&of_right))),
            ComparisonOperator::Unequal if compares_with_none => Ok(Some(!(is_empty(&of_left) && is_empty(&of_right)))),
            _ => {
                if let Some(holds) = self.names.compared(op, (left, &of_left), (right, &of_right)) {
                    return Ok(Some(holds));
                }
                let holds = compare(op, &of_left, &of_right).map_err(EvaluationError::types)?;
                if holds.is_none() {
                    [(left, of_left), (right, of_right)]
                        .iter()
                        .filter(|(_, value)| value.is_none())
                        .for_each(|(side, _)| self.note(side));
                }
                Ok(holds)
            }
        }
    }

    /// Notes the names in an expression that has no known value.
    fn note(&self, expression: &Expr<'_>) {
        let is_unknown = |path: &[String]| {
            let parts = self.names.path(path);
            let value = parts.iter().try_fold(self.project.clone(), |whole, part| whole.get_attr(part).ok());
            value.is_none_or(|value| is_nothing(&value))
        };
        let paths = paths(expression).into_iter().filter(|path| is_unknown(path));
        self.not_compared.borrow_mut().extend(paths.map(|path| self.names.path(&path).join(".")));
    }

    /// Returns the value of an expression; `none` if it is unknown.
    fn value(&self, expression: &Expr<'_>) -> Result<Value, EvaluationError> {
        let value = match expression {
            Expr::Var(name) if is_word_for_none(name.id) => Value::from(()),
            Expr::Var(name) => self.field(name.id)?,
            Expr::Const(of) => of.value.clone(),
            Expr::GetAttr(of) => match self.value(&of.expr)? {
                whole if whole.is_none() => whole,
                whole => whole.get_attr(self.names.criterion(of.name)).map_err(|error| failed(&error))?,
            },
            Expr::GetItem(of) => match self.value(&of.expr)? {
                whole if whole.is_none() => whole,
                whole => {
                    let part = self.value(&of.subscript_expr)?;
                    let part = part.as_str().map_or(part.clone(), |name| Value::from(self.names.criterion(name)));
                    whole.get_item(&part).map_err(|error| failed(&error))?
                }
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

    /// Returns the value of a field by the name that the expression uses.
    fn field(&self, name: &str) -> Result<Value, EvaluationError> {
        let Some(path) = self.names.field(name) else {
            return self.project.get_attr(name).map_err(|error| failed(&error));
        };
        path.iter().try_fold(self.project.clone(), |whole, part| whole.get_attr(part)).map_err(|error| failed(&error))
    }

    fn binary(&self, expression: &Expr<'_>, of: &BinOp<'_>) -> Result<Value, EvaluationError> {
        match of.op {
            // As a value, `a or b` is the first operand that is true.
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                let left = self.value(&of.left)?;
                let is_decided = is_true(&left) == matches!(of.op, BinOpKind::ScOr);
                if is_decided { Ok(left) } else { self.value(&of.right) }
            }
            op if ComparisonOperator::of_binary(op).is_some() => Ok(from_truth(self.truth(expression)?)),
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

/// Returns whether an expression is the word `none`.
fn is_none(side: &Expr<'_>) -> bool {
    match side {
        Expr::Const(of) => of.value.is_none(),
        Expr::Var(name) => is_word_for_none(name.id),
        _ => false,
    }
}

fn is_nothing(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::None | ValueKind::Undefined)
}

fn from_truth(known: Option<bool>) -> Value {
    known.map_or_else(|| Value::from(()), Value::from)
}
