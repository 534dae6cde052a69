//! The facts of what is neither statement nor expression: patterns, clauses, parts of strings, calls
//! and signatures.

use ruff_python_ast::{self as ast, AnyNodeRef as N};

use super::{Fact, optional_text, text};

pub(super) fn pattern<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
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

pub(super) fn clause<'a>(node: N<'a>, say: &mut impl FnMut(Fact<'a>)) {
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
