//! Arrays: frames, series and indexes of pandas, frames, series and expressions of polars.

use ruff_python_ast::{Expr, ExprCall, ExprRef, Operator};

use super::{Dialect, FAR, Kind, Proof, Prover};
use crate::judge::libraries;
use crate::syntax;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

/// One of the sorts of arrays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Array {
    library: Dialect,
    shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Frame,
    Series,
    Index,
    Expression,
}

/// What reads one frame, unless it is told to read parts or several.
const READERS: &[&str] = &[
    "read_csv",
    "read_table",
    "read_fwf",
    "read_excel",
    "read_json",
    "read_ndjson",
    "read_parquet",
    "read_feather",
    "read_ipc",
    "read_orc",
    "read_avro",
    "read_sql",
    "read_sql_query",
    "read_sql_table",
    "read_database",
    "read_clipboard",
    "read_stata",
    "read_sas",
    "read_spss",
    "read_xml",
];

/// Methods of frames that give a frame of the same library.
const KEEP_FRAMES: &[&str] = &[
    "assign",
    "astype",
    "bfill",
    "clone",
    "copy",
    "drop",
    "drop_duplicates",
    "drop_nulls",
    "dropna",
    "ffill",
    "fillna",
    "filter",
    "head",
    "join",
    "limit",
    "merge",
    "query",
    "rename",
    "replace",
    "reset_index",
    "sample",
    "select",
    "set_index",
    "sort",
    "sort_index",
    "sort_values",
    "tail",
    "unique",
    "with_columns",
];

/// Arguments with which a reader gives something else than one frame.
const PARTS: &[&str] = &[
    "chunksize",
    "iterator",
    "sheet_name",
    "sheet_id",
    "squeeze",
    "typ",
    "iter_batches",
];

impl Array {
    fn noun(self) -> &'static str {
        match (self.library, self.shape) {
            (Dialect::Pandas, Shape::Frame) => "a frame of pandas",
            (Dialect::Pandas, Shape::Series) => "a series of pandas",
            (Dialect::Pandas, _) => "an index of pandas",
            (_, Shape::Frame) => "a frame of polars",
            (_, Shape::Series) => "a series of polars",
            _ => "an expression of polars",
        }
    }

    /// Whose methods it has: frames of polars have none that ask each element.
    fn dialect(self) -> Option<Dialect> {
        let has_none = self.library == Dialect::Polars && self.shape == Shape::Frame;
        (!has_none).then_some(self.library)
    }
}

impl<'a> Prover<'_, 'a> {
    /// The array that an expression is, whatever else its names are bound to elsewhere.
    pub(super) fn array(self, expression: ExprRef<'_>, scope: ScopeId) -> Option<Proof> {
        let array = self.shaped(expression, scope, FAR)?;
        let shown = match expression {
            ExprRef::Name(name) => format!("`{}`", name.id),
            ExprRef::Subscript(_) => "the column".to_owned(),
            _ => "the operand".to_owned(),
        };
        Some(Proof {
            kind: Kind::Array,
            dialect: array.dialect(),
            because: format!("{shown} is {}", array.noun()),
        })
    }

    fn shaped(self, expression: ExprRef<'_>, scope: ScopeId, depth: u32) -> Option<Array> {
        let depth = self.deeper(depth)?;
        match expression {
            ExprRef::Name(name) => {
                let bindings = self.module.scopes().lookup(&name.id, scope);
                // `df = df.dropna()` is what `df` was.
                let others = (bindings.iter()).filter(|bound| !is_kept_frame(bound, &name.id));
                let mut arrays = others.map(|bound| self.bound(bound, depth));
                let first = arrays.next()??;
                arrays.all(|array| array == Some(first)).then_some(first)
            }
            ExprRef::Call(call) => match kept_frame(call) {
                Some(of) => self
                    .shaped(of.into(), scope, depth)
                    .filter(|array| array.shape == Shape::Frame),
                None => self.call(call, scope),
            },
            ExprRef::Attribute(_) => {
                let origin = self.origin(expression, scope)?;
                let column = origin.strip_prefix("polars.col.")?;
                (!column.contains('.')).then_some(POLARS_EXPRESSION)
            }
            ExprRef::Subscript(subscript) => {
                let value = (&*subscript.value).into();
                let of = self.shaped(value, scope, depth)?;
                of.part(&subscript.slice)
            }
            _ => None,
        }
    }

    fn bound(self, bound: &Bound<'a>, depth: u32) -> Option<Array> {
        match bound.binding {
            Binding::Value(value) => self.shaped(value.into(), bound.scope, depth),
            Binding::Declared { annotation, value } => {
                let is_none = value.is_some_and(Expr::is_none_literal_expr);
                self.annotated(annotation, bound.scope).filter(|_| !is_none)
            }
            Binding::Parameter {
                annotation: Some(annotation),
                default: None,
                kind: ParameterKind::Ordinary,
            } => self.annotated(annotation, bound.scope),
            _ => None,
        }
    }

    fn annotated(self, annotation: &Expr, scope: ScopeId) -> Option<Array> {
        match annotation {
            Expr::StringLiteral(text) => {
                let parsed = syntax::annotation(text.value.to_str())?;
                class(&self.origin((&parsed).into(), scope)?)
            }
            _ => class(&self.origin(annotation.into(), scope)?),
        }
    }

    fn call(self, call: &ExprCall, scope: ScopeId) -> Option<Array> {
        let origin = self.origin((&*call.func).into(), scope)?;
        if origin == "polars.col" {
            return Some(POLARS_EXPRESSION);
        }
        let (module, name) = origin.split_once('.')?;
        if !READERS.contains(&name) {
            return class(&origin);
        }
        let reads_parts = call.arguments.keywords.iter().any(|keyword| {
            let name = keyword.arg.as_ref();
            name.is_none_or(|name| PARTS.contains(&name.as_str()))
        });
        (!reads_parts).then_some(Array {
            library: library(module)?,
            shape: Shape::Frame,
        })
    }
}

const POLARS_EXPRESSION: Array = Array {
    library: Dialect::Polars,
    shape: Shape::Expression,
};

impl Array {
    /// What a subscript gives: a frame's column for its name, some of a frame's columns for a list.
    fn part(self, subscript: &Expr) -> Option<Self> {
        let shape = match subscript {
            _ if self.shape != Shape::Frame => return None,
            Expr::StringLiteral(_) => Shape::Series,
            Expr::List(_) | Expr::Compare(_) => Shape::Frame,
            Expr::BinOp(both) if matches!(both.op, Operator::BitAnd | Operator::BitOr) => {
                Shape::Frame
            }
            _ => return None,
        };
        Some(Self { shape, ..self })
    }
}

/// The frame that a call of a method gives a frame of: `df` of `df.dropna()`.
fn kept_frame(call: &ExprCall) -> Option<&Expr> {
    let Expr::Attribute(method) = &*call.func else {
        return None;
    };
    // With `inplace=True` there is nothing to give.
    let in_place = call.arguments.keywords.iter().any(|keyword| {
        let name = keyword.arg.as_ref();
        name.is_none_or(|name| name == "inplace")
    });
    (KEEP_FRAMES.contains(&method.attr.as_str()) && !in_place).then_some(&method.value)
}

fn is_kept_frame(bound: &Bound<'_>, name: &str) -> bool {
    let Binding::Value(Expr::Call(call)) = &bound.binding else {
        return false;
    };
    let of = kept_frame(call).and_then(Expr::as_name_expr);
    of.is_some_and(|of| of.id == name)
}

/// The array that a class's objects are.
fn class(origin: &str) -> Option<Array> {
    let (module, name) = origin.split_once('.')?;
    let library = library(module)?;
    let shape = match name {
        "DataFrame" => Shape::Frame,
        "Series" => Shape::Series,
        "Index" if library == Dialect::Pandas => Shape::Index,
        "Expr" if library == Dialect::Polars => Shape::Expression,
        _ => return None,
    };
    Some(Array { library, shape })
}

/// The library whose frames and series these are.
fn library(module: &str) -> Option<Dialect> {
    libraries::dialect(module).filter(|it| matches!(it, Dialect::Pandas | Dialect::Polars))
}
