//! The names that an expression uses.

use minijinja::machinery::ast::{CallArg, Expr};

use super::evaluate::argument;

/// Lists the paths of names that an expression uses.
pub(super) fn paths(expression: &Expr<'_>) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    collect(expression, &mut found);
    found
}

fn collect(expression: &Expr<'_>, found: &mut Vec<Vec<String>>) {
    if let Some(path) = path(expression) {
        found.push(path);
        return;
    }
    let mut arguments = |args: &[CallArg<'_>]| args.iter().for_each(|arg| collect(argument(arg), found));
    match expression {
        Expr::Var(_) | Expr::Const(_) => {}
        Expr::Slice(slice) => {
            collect(&slice.expr, found);
            [&slice.start, &slice.stop, &slice.step].into_iter().flatten().for_each(|part| collect(part, found));
        }
        Expr::UnaryOp(of) => collect(&of.expr, found),
        Expr::BinOp(of) => [&of.left, &of.right].into_iter().for_each(|side| collect(side, found)),
        Expr::Compare(of) => {
            collect(&of.expr, found);
            of.ops.iter().for_each(|op| collect(&op.expr, found));
        }
        Expr::IfExpr(of) => {
            [&of.test_expr, &of.true_expr].into_iter().chain(&of.false_expr).for_each(|part| collect(part, found));
        }
        Expr::Filter(of) => {
            arguments(&of.args);
            of.expr.iter().for_each(|input| collect(input, found));
        }
        Expr::Test(of) => {
            arguments(&of.args);
            collect(&of.expr, found);
        }
        Expr::GetAttr(of) => collect(&of.expr, found),
        Expr::GetItem(of) => {
            collect(&of.expr, found);
            collect(&of.subscript_expr, found);
        }
        // A function name is not a name of the project. The evaluation reports the call as an error.
        Expr::Call(of) => arguments(&of.args),
        Expr::List(of) => of.items.iter().for_each(|item| collect(item, found)),
        Expr::Tuple(of) => of.items.iter().for_each(|item| collect(item, found)),
        Expr::Map(of) => of.keys.iter().chain(&of.values).for_each(|item| collect(item, found)),
    }
}

/// Returns the path of a value. `budget.grant` and `budget["grant"]` have the same path.
fn path(expression: &Expr<'_>) -> Option<Vec<String>> {
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
