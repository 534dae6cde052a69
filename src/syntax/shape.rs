//! What a node says beyond its children: names, operators, values, flags, and how many children it
//! has of each sort.
//!
//! Two trees are the same exactly when their nodes, in preorder, have the same kind, the same
//! number of children and the same facts. Every struct is taken apart field by field without `..`,
//! so a field that a later parser adds stops the build instead of escaping the proof.

use ruff_python_ast::{self as ast, AnyNodeRef as N};

/// One thing a node says.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact<'a> {
    /// A name or text.
    Text(&'a str),
    /// The value of a bytes literal.
    Bytes(&'a [u8]),
    /// An integer literal's value.
    Int(&'a ast::Int),
    /// A float's bits, so that no two spellings of different values are taken as equal.
    Float(u64),
    /// A flag, or whether an optional child is there.
    Flag(bool),
    /// How many children of one sort there are.
    Count(usize),
    /// An operator of a comparison, in a chain one fact each.
    Compare(ast::CmpOp),
    /// Another operator, by its spelling.
    Operator(&'static str),
}

/// The facts of one node, in an order fixed by its kind.
pub fn facts<'a>(node: N<'a>) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let mut say = |fact| facts.push(fact);
    if node.is_statement() {
        statement(node, &mut say);
    } else if node.is_expression() {
        expression(node, &mut say);
    } else if node.is_pattern() {
        pattern(node, &mut say);
    } else {
        clause(node, &mut say);
    }
    facts
}

/// Takes a node's struct apart, ignoring where it stands.
macro_rules! fields {
    ($kind:ident { $($field:tt)* } = $node:expr) => {
        let ast::$kind { node_index: _, range: _, $($field)* } = $node;
    };
}

fn text(identifier: &ast::Identifier) -> Fact<'_> {
    Fact::Text(identifier.as_str())
}

fn optional_text(identifier: Option<&ast::Identifier>) -> [Fact<'_>; 2] {
    [
        Fact::Flag(identifier.is_some()),
        Fact::Text(identifier.map_or("", |name| name.as_str())),
    ]
}

fn statement<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
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

fn expression<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
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

fn pattern<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::PatternMatchValue(node) => {
            fields!(PatternMatchValue { value: _ } = node);
        }
        N::PatternMatchSingleton(node) => {
            fields!(PatternMatchSingleton { value } = node);
            say(Fact::Operator(match value {
                ast::Singleton::None => "None",
                ast::Singleton::True => "True",
                ast::Singleton::False => "False",
            }));
        }
        N::PatternMatchSequence(node) => {
            fields!(PatternMatchSequence { patterns } = node);
            say(Fact::Count(patterns.len()));
        }
        N::PatternMatchMapping(node) => {
            fields!(
                PatternMatchMapping {
                    keys,
                    patterns,
                    rest
                } = node
            );
            say(Fact::Count(keys.len()));
            say(Fact::Count(patterns.len()));
            optional_text(rest.as_ref()).into_iter().for_each(&mut *say);
        }
        N::PatternMatchClass(node) => {
            fields!(
                PatternMatchClass {
                    cls: _,
                    arguments: _
                } = node
            );
        }
        N::PatternMatchStar(node) => {
            fields!(PatternMatchStar { name } = node);
            optional_text(name.as_ref()).into_iter().for_each(&mut *say);
        }
        N::PatternMatchAs(node) => {
            fields!(PatternMatchAs { pattern, name } = node);
            say(Fact::Flag(pattern.is_some()));
            optional_text(name.as_ref()).into_iter().for_each(&mut *say);
        }
        N::PatternMatchOr(node) => {
            fields!(PatternMatchOr { patterns } = node);
            say(Fact::Count(patterns.len()));
        }
        _ => unreachable!("only patterns are given here"),
    }
}

fn clause<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::ModModule(node) => {
            fields!(ModModule { body } = node);
            say(Fact::Count(body.len()));
        }
        N::ExceptHandlerExceptHandler(node) => {
            fields!(ExceptHandlerExceptHandler { type_, name, body } = node);
            say(Fact::Flag(type_.is_some()));
            optional_text(name.as_ref()).into_iter().for_each(&mut *say);
            say(Fact::Count(body.len()));
        }
        N::InterpolatedElement(node) => {
            fields!(
                InterpolatedElement {
                    expression: _,
                    debug_text,
                    conversion,
                    format_spec
                } = node
            );
            say(Fact::Flag(debug_text.is_some()));
            say(Fact::Text(
                debug_text.as_ref().map_or("", |text| text.as_str()),
            ));
            say(Fact::Count(conversion.to_byte().map_or(0, usize::from)));
            say(Fact::Flag(format_spec.is_some()));
            say(Fact::Count(
                format_spec.as_ref().map_or(0, |spec| spec.elements.len()),
            ));
        }
        N::InterpolatedStringLiteralElement(node) => {
            fields!(InterpolatedStringLiteralElement { value } = node);
            say(Fact::Text(value));
        }
        N::FString(node) => {
            fields!(FString { elements, flags } = node);
            say(Fact::Count(elements.len()));
            say(Fact::Text(flags.prefix().as_str()));
        }
        N::TString(node) => {
            fields!(TString { elements, flags } = node);
            say(Fact::Count(elements.len()));
            say(Fact::Text(flags.prefix().as_str()));
        }
        N::StringLiteral(node) => {
            fields!(StringLiteral { value, flags } = node);
            say(Fact::Text(value));
            say(Fact::Text(flags.prefix().as_str()));
        }
        N::BytesLiteral(node) => {
            fields!(BytesLiteral { value, flags } = node);
            say(Fact::Bytes(value));
            say(Fact::Text(flags.prefix().as_str()));
        }
        N::TypeParamTypeVar(node) => {
            fields!(
                TypeParamTypeVar {
                    name,
                    bound,
                    default
                } = node
            );
            say(text(name));
            say(Fact::Flag(bound.is_some()));
            say(Fact::Flag(default.is_some()));
        }
        N::TypeParamTypeVarTuple(node) => {
            fields!(TypeParamTypeVarTuple { name, default } = node);
            say(text(name));
            say(Fact::Flag(default.is_some()));
        }
        N::TypeParamParamSpec(node) => {
            fields!(TypeParamParamSpec { name, default } = node);
            say(text(name));
            say(Fact::Flag(default.is_some()));
        }
        _ => part(node, say),
    }
}

/// Parts of calls, signatures and statements.
fn part<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
    match node {
        N::PatternArguments(node) => {
            fields!(PatternArguments { patterns, keywords } = node);
            say(Fact::Count(patterns.len()));
            say(Fact::Count(keywords.len()));
        }
        N::PatternKeyword(node) => {
            fields!(PatternKeyword { attr, pattern: _ } = node);
            say(text(attr));
        }
        N::Comprehension(node) => {
            fields!(
                Comprehension {
                    target: _,
                    iter: _,
                    ifs,
                    is_async
                } = node
            );
            say(Fact::Count(ifs.len()));
            say(Fact::Flag(*is_async));
        }
        N::Arguments(node) => {
            fields!(Arguments { args, keywords } = node);
            say(Fact::Count(args.len()));
            say(Fact::Count(keywords.len()));
        }
        N::Parameters(node) => {
            fields!(
                Parameters {
                    posonlyargs,
                    args,
                    vararg,
                    kwonlyargs,
                    kwarg
                } = node
            );
            say(Fact::Count(posonlyargs.len()));
            say(Fact::Count(args.len()));
            say(Fact::Flag(vararg.is_some()));
            say(Fact::Count(kwonlyargs.len()));
            say(Fact::Flag(kwarg.is_some()));
        }
        N::Parameter(node) => {
            fields!(Parameter { name, annotation } = node);
            say(text(name));
            say(Fact::Flag(annotation.is_some()));
        }
        N::ParameterWithDefault(node) => {
            fields!(
                ParameterWithDefault {
                    parameter: _,
                    default
                } = node
            );
            say(Fact::Flag(default.is_some()));
        }
        N::Keyword(node) => {
            fields!(Keyword { arg, value: _ } = node);
            optional_text(arg.as_ref()).into_iter().for_each(&mut *say);
        }
        N::Alias(node) => {
            fields!(Alias { name, asname } = node);
            say(text(name));
            optional_text(asname.as_ref())
                .into_iter()
                .for_each(&mut *say);
        }
        N::WithItem(node) => {
            fields!(
                WithItem {
                    context_expr: _,
                    optional_vars
                } = node
            );
            say(Fact::Flag(optional_vars.is_some()));
        }
        N::MatchCase(node) => {
            fields!(
                MatchCase {
                    pattern: _,
                    guard,
                    body
                } = node
            );
            say(Fact::Flag(guard.is_some()));
            say(Fact::Count(body.len()));
        }
        N::Decorator(node) => {
            fields!(Decorator { expression: _ } = node);
        }
        N::ElifElseClause(node) => {
            fields!(ElifElseClause { test, body } = node);
            say(Fact::Flag(test.is_some()));
            say(Fact::Count(body.len()));
        }
        N::TypeParams(node) => {
            fields!(TypeParams { type_params } = node);
            say(Fact::Count(type_params.len()));
        }
        _ => unreachable!("a module's tree holds no other node"),
    }
}
