//! The facts of expressions.

use ruff_python_ast::{self as ast, AnyNodeRef as N};

use super::{Fact, text};

pub(super) fn expression<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::ExprBoolOp(node) => {
            fields!(ExprBoolOp { op, values } = node);
            say(Fact::Operator(op.as_str()));
            say(Fact::Count(values.len()));
        }
        N::ExprNamed(node) => {
            fields!(
                ExprNamed {
                    target: _,
                    value: _
                } = node
            );
        }
        N::ExprBinOp(node) => {
            fields!(
                ExprBinOp {
                    left: _,
                    op,
                    right: _
                } = node
            );
            say(Fact::Operator(op.as_str()));
        }
        N::ExprUnaryOp(node) => {
            fields!(ExprUnaryOp { op, operand: _ } = node);
            say(Fact::Operator(op.as_str()));
        }
        N::ExprLambda(node) => {
            fields!(
                ExprLambda {
                    parameters,
                    body: _
                } = node
            );
            say(Fact::Flag(parameters.is_some()));
        }
        N::ExprIf(node) => {
            fields!(
                ExprIf {
                    test: _,
                    body: _,
                    orelse: _
                } = node
            );
        }
        N::ExprDict(node) => {
            fields!(ExprDict { items } = node);
            items
                .iter()
                .for_each(|ast::DictItem { key, value: _ }| say(Fact::Flag(key.is_some())));
        }
        N::ExprSet(node) => {
            fields!(ExprSet { elts } = node);
            say(Fact::Count(elts.len()));
        }
        N::ExprListComp(node) => {
            fields!(ExprListComp { elt: _, generators } = node);
            say(Fact::Count(generators.len()));
        }
        N::ExprSetComp(node) => {
            fields!(ExprSetComp { elt: _, generators } = node);
            say(Fact::Count(generators.len()));
        }
        N::ExprDictComp(node) => {
            fields!(
                ExprDictComp {
                    key,
                    value: _,
                    generators
                } = node
            );
            say(Fact::Flag(key.is_some()));
            say(Fact::Count(generators.len()));
        }
        N::ExprGenerator(node) => {
            // `parenthesized` says where brackets stand, not what is meant.
            fields!(
                ExprGenerator {
                    elt: _,
                    generators,
                    parenthesized: _
                } = node
            );
            say(Fact::Count(generators.len()));
        }
        N::ExprAwait(node) => {
            fields!(ExprAwait { value: _ } = node);
        }
        N::ExprYield(node) => {
            fields!(ExprYield { value } = node);
            say(Fact::Flag(value.is_some()));
        }
        N::ExprYieldFrom(node) => {
            fields!(ExprYieldFrom { value: _ } = node);
        }
        N::ExprCompare(node) => {
            fields!(
                ExprCompare {
                    left: _,
                    ops,
                    comparators
                } = node
            );
            ops.iter().for_each(|&op| say(Fact::Compare(op)));
            say(Fact::Count(comparators.len()));
        }
        N::ExprCall(node) => {
            let ast::ExprCall {
                node_index: _,
                range_start: _,
                func: _,
                arguments: _,
            } = node;
        }
        N::ExprAttribute(node) => {
            fields!(
                ExprAttribute {
                    value: _,
                    attr,
                    ctx
                } = node
            );
            say(text(attr));
            say(context(*ctx));
        }
        N::ExprSubscript(node) => {
            fields!(
                ExprSubscript {
                    value: _,
                    slice: _,
                    ctx
                } = node
            );
            say(context(*ctx));
        }
        N::ExprStarred(node) => {
            fields!(ExprStarred { value: _, ctx } = node);
            say(context(*ctx));
        }
        N::ExprName(node) => {
            fields!(ExprName { id, ctx } = node);
            say(Fact::Text(id));
            say(context(*ctx));
        }
        N::ExprList(node) => {
            fields!(ExprList { elts, ctx } = node);
            say(Fact::Count(elts.len()));
            say(context(*ctx));
        }
        N::ExprTuple(node) => {
            fields!(
                ExprTuple {
                    elts,
                    ctx,
                    parenthesized: _
                } = node
            );
            say(Fact::Count(elts.len()));
            say(context(*ctx));
        }
        N::ExprSlice(node) => {
            fields!(ExprSlice { lower, upper, step } = node);
            say(Fact::Flag(lower.is_some()));
            say(Fact::Flag(upper.is_some()));
            say(Fact::Flag(step.is_some()));
        }
        N::ExprIpyEscapeCommand(node) => {
            fields!(ExprIpyEscapeCommand { kind, value } = node);
            say(Fact::Text(kind.as_str()));
            say(Fact::Text(value));
        }
        _ => literal(node, say),
    }
}

fn literal<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::ExprFString(node) => {
            fields!(ExprFString { value } = node);
            say(Fact::Count(value.iter().count()));
        }
        N::ExprTString(node) => {
            fields!(ExprTString { value } = node);
            say(Fact::Count(value.iter().count()));
        }
        N::ExprStringLiteral(node) => {
            fields!(ExprStringLiteral { value } = node);
            say(Fact::Count(value.iter().count()));
        }
        N::ExprBytesLiteral(node) => {
            fields!(ExprBytesLiteral { value } = node);
            say(Fact::Count(value.iter().count()));
        }
        N::ExprNumberLiteral(node) => {
            fields!(ExprNumberLiteral { value } = node);
            match value {
                ast::Number::Int(int) => say(Fact::Int(int)),
                ast::Number::Float(float) => say(Fact::Float(float.to_bits())),
                ast::Number::Complex { real, imag } => {
                    say(Fact::Float(real.to_bits()));
                    say(Fact::Float(imag.to_bits()));
                }
            }
        }
        N::ExprBooleanLiteral(node) => {
            fields!(ExprBooleanLiteral { value } = node);
            say(Fact::Flag(*value));
        }
        N::ExprNoneLiteral(_) | N::ExprEllipsisLiteral(_) => {}
        _ => unreachable!("only expressions are given here"),
    }
}

fn context(context: ast::ExprContext) -> Fact<'static> {
    Fact::Operator(match context {
        ast::ExprContext::Load => "load",
        ast::ExprContext::Store => "store",
        ast::ExprContext::Del => "del",
        ast::ExprContext::Invalid => "invalid",
    })
}
