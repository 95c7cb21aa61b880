//! The names that an expression uses.

use minijinja::machinery::ast::{CallArg, Expr};

use super::compare::ComparisonOperator;

/// Lists the paths of names that an expression uses.
pub(super) fn paths(expression: &Expr<'_>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    collect(expression, &mut found);
    found
}

fn collect(expression: &Expr<'_>, found: &mut Vec<Vec<String>>) {
    match path(expression) {
        Some(path) => found.extend(Some(path).filter(|path| !is_word_for_none(&path[0]))),
        None => parts(expression).into_iter().for_each(|part| collect(part, found)),
    }
}

/// Returns whether a name stands for `none`, as other languages write it.
pub(super) fn is_word_for_none(name: &str) -> bool {
    ["null", "Null", "NULL", "nil"].contains(&name)
}

/// A comparison of two expressions.
pub(super) type Comparison<'e, 's> = (&'e Expr<'s>, ComparisonOperator, &'e Expr<'s>);

/// Lists the comparisons in an expression.
pub(super) fn comparisons<'e, 's>(expression: &'e Expr<'s>, found: &mut Vec<Comparison<'e, 's>>) {
    match expression {
        Expr::BinOp(of) => {
            found.extend(ComparisonOperator::of_binary(of.op).map(|op| (&of.left, op, &of.right)));
        }
        Expr::Compare(of) => {
            let mut left = &of.expr;
            for next in &of.ops {
                found.push((left, ComparisonOperator::of_chain(next.op), &next.expr));
                left = &next.expr;
            }
        }
        Expr::Test(of) => {
            if let (Some(op), [right]) = (ComparisonOperator::of_test(of.name), &of.args[..]) {
                found.push((&of.expr, op, argument(right)));
            }
        }
        _ => {}
    }
    for part in parts(expression) {
        comparisons(part, found);
    }
}

/// Lists the expressions that an expression consists of.
fn parts<'e, 's>(expression: &'e Expr<'s>) -> Vec<&'e Expr<'s>> {
    let arguments = |args: &'e [CallArg<'s>]| args.iter().map(argument);
    match expression {
        Expr::Var(_) | Expr::Const(_) => Vec::new(),
        Expr::Slice(of) => {
            let bounds = [&of.start, &of.stop, &of.step].into_iter().flatten();
            std::iter::once(&of.expr).chain(bounds).collect()
        }
        Expr::UnaryOp(of) => vec![&of.expr],
        Expr::BinOp(of) => vec![&of.left, &of.right],
        Expr::Compare(of) => std::iter::once(&of.expr).chain(of.ops.iter().map(|op| &op.expr)).collect(),
        Expr::IfExpr(of) => [&of.test_expr, &of.true_expr].into_iter().chain(&of.false_expr).collect(),
        Expr::Filter(of) => arguments(&of.args).chain(&of.expr).collect(),
        Expr::Test(of) => arguments(&of.args).chain([&of.expr]).collect(),
        Expr::GetAttr(of) => vec![&of.expr],
        Expr::GetItem(of) => vec![&of.expr, &of.subscript_expr],
        // A function name is not a name of the project. The evaluation reports the call as an error.
        Expr::Call(of) => arguments(&of.args).collect(),
        Expr::List(of) => of.items.iter().collect(),
        Expr::Tuple(of) => of.items.iter().collect(),
        Expr::Map(of) => of.keys.iter().chain(&of.values).collect(),
    }
}

/// Returns the expression of an argument.
pub(super) fn argument<'e, 's>(argument: &'e CallArg<'s>) -> &'e Expr<'s> {
    match argument {
        CallArg::Pos(of) | CallArg::Kwarg(_, of) | CallArg::PosSplat(of) | CallArg::KwargSplat(of) => of,
    }
}

/// Returns the path of a value. `budget.grant` and `budget["grant"]` have the same path.
pub(super) fn path(expression: &Expr<'_>) -> Option<Vec<String>> {
    let with = |whole: &Expr<'_>, part: &str| {
        let mut path = path(whole)?;
        path.push(part.to_owned());
        Some(path)
    };
    match expression {
        Expr::Var(name) => Some(vec![name.id.to_owned()]),
        Expr::GetAttr(of) => with(&of.expr, of.name),
        Expr::GetItem(of) => match &of.subscript_expr {
            Expr::Const(part) => with(&of.expr, part.value.as_str()?),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::evaluate::parse;

    #[test]
    fn names_are_found_in_every_kind_of_expression() {
        let found = |text: &str| {
            let mut paths: Vec<String> = paths(&parse(text).unwrap()).iter().map(|path| path.join(".")).collect();
            paths.sort();
            paths
        };
        assert_eq!(found("a.b[\"c\"] > 1 and d|e(f) in [g, {\"h\": i}]"), ["a.b.c", "d", "f", "g", "i"]);
        assert_eq!(found("not (a if b is c(d) else e[f]) < g[1:h]"), ["a", "b", "d", "e", "f", "g", "h"]);
    }
}
