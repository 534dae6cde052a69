//! The facts of statements.

use ruff_python_ast::{self as ast, AnyNodeRef as N};

use super::{Fact, optional_text, text};

pub(super) fn statement<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::StmtFunctionDef(node) => {
            fields!(
                StmtFunctionDef {
                    is_async,
                    decorator_list,
                    name,
                    type_params,
                    parameters: _,
                    returns,
                    body
                } = node
            );
            say(Fact::Flag(*is_async));
            say(Fact::Count(decorator_list.len()));
            say(text(name));
            say(Fact::Flag(type_params.is_some()));
            say(Fact::Flag(returns.is_some()));
            say(Fact::Count(body.len()));
        }
        N::StmtClassDef(node) => {
            fields!(
                StmtClassDef {
                    decorator_list,
                    name,
                    type_params,
                    arguments,
                    body
                } = node
            );
            say(Fact::Count(decorator_list.len()));
            say(text(name));
            say(Fact::Flag(type_params.is_some()));
            say(Fact::Flag(arguments.is_some()));
            say(Fact::Count(body.len()));
        }
        N::StmtReturn(node) => {
            fields!(StmtReturn { value } = node);
            say(Fact::Flag(value.is_some()));
        }
        N::StmtDelete(node) => {
            fields!(StmtDelete { targets } = node);
            say(Fact::Count(targets.len()));
        }
        N::StmtTypeAlias(node) => {
            fields!(
                StmtTypeAlias {
                    name: _,
                    type_params,
                    value: _
                } = node
            );
            say(Fact::Flag(type_params.is_some()));
        }
        N::StmtAssign(node) => {
            fields!(StmtAssign { targets, value: _ } = node);
            say(Fact::Count(targets.len()));
        }
        N::StmtAugAssign(node) => {
            fields!(
                StmtAugAssign {
                    target: _,
                    op,
                    value: _
                } = node
            );
            say(Fact::Operator(op.as_str()));
        }
        N::StmtAnnAssign(node) => {
            fields!(
                StmtAnnAssign {
                    target: _,
                    annotation: _,
                    value,
                    simple
                } = node
            );
            say(Fact::Flag(value.is_some()));
            say(Fact::Flag(*simple));
        }
        N::StmtFor(node) => {
            fields!(
                StmtFor {
                    is_async,
                    target: _,
                    iter: _,
                    body,
                    orelse
                } = node
            );
            say(Fact::Flag(*is_async));
            say(Fact::Count(body.len()));
            say(Fact::Count(orelse.len()));
        }
        N::StmtWhile(node) => {
            fields!(
                StmtWhile {
                    test: _,
                    body,
                    orelse
                } = node
            );
            say(Fact::Count(body.len()));
            say(Fact::Count(orelse.len()));
        }
        N::StmtIf(node) => {
            fields!(
                StmtIf {
                    test: _,
                    body,
                    elif_else_clauses
                } = node
            );
            say(Fact::Count(body.len()));
            say(Fact::Count(elif_else_clauses.len()));
        }
        N::StmtWith(node) => {
            fields!(
                StmtWith {
                    is_async,
                    items,
                    body
                } = node
            );
            say(Fact::Flag(*is_async));
            say(Fact::Count(items.len()));
            say(Fact::Count(body.len()));
        }
        N::StmtMatch(node) => {
            fields!(StmtMatch { subject: _, cases } = node);
            say(Fact::Count(cases.len()));
        }
        N::StmtRaise(node) => {
            fields!(StmtRaise { exc, cause } = node);
            say(Fact::Flag(exc.is_some()));
            say(Fact::Flag(cause.is_some()));
        }
        N::StmtTry(node) => {
            fields!(
                StmtTry {
                    body,
                    handlers,
                    orelse,
                    finalbody,
                    is_star
                } = node
            );
            say(Fact::Count(body.len()));
            say(Fact::Count(handlers.len()));
            say(Fact::Count(orelse.len()));
            say(Fact::Count(finalbody.len()));
            say(Fact::Flag(*is_star));
        }
        N::StmtAssert(node) => {
            fields!(StmtAssert { test: _, msg } = node);
            say(Fact::Flag(msg.is_some()));
        }
        N::StmtImport(node) => {
            fields!(StmtImport { names, is_lazy } = node);
            say(Fact::Count(names.len()));
            say(Fact::Flag(*is_lazy));
        }
        N::StmtImportFrom(node) => {
            fields!(
                StmtImportFrom {
                    module,
                    names,
                    level,
                    is_lazy
                } = node
            );
            optional_text(module.as_ref())
                .into_iter()
                .for_each(&mut *say);
            say(Fact::Count(names.len()));
            say(Fact::Count(*level as usize));
            say(Fact::Flag(*is_lazy));
        }
        N::StmtGlobal(node) => {
            fields!(StmtGlobal { names } = node);
            names.iter().for_each(|name| say(text(name)));
        }
        N::StmtNonlocal(node) => {
            fields!(StmtNonlocal { names } = node);
            names.iter().for_each(|name| say(text(name)));
        }
        N::StmtExpr(node) => {
            fields!(StmtExpr { value: _ } = node);
        }
        N::StmtPass(_) | N::StmtBreak(_) | N::StmtContinue(_) => {}
        N::StmtIpyEscapeCommand(node) => {
            fields!(StmtIpyEscapeCommand { kind, value } = node);
            say(Fact::Text(kind.as_str()));
            say(Fact::Text(value));
        }
        _ => unreachable!("only statements are given here"),
    }
}
