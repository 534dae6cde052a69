//! Columns: of models, which are classes of this file, and of tables.

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprCall, ExprRef, StmtClassDef};

use super::{Dialect, FAR, Kind, Proof, Prover};
use crate::judge::libraries;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};
use crate::syntax::{self, NodeId};

/// What SQLAlchemy's functions make, by their names: what can be compared with `is_`.
const COLUMNS: &[&str] = &[
    "Column",
    "column",
    "literal_column",
    "mapped_column",
    "column_property",
    "deferred",
];

/// Its functions that make something else, which is compared otherwise or not at all.
const RELATIONSHIPS: &[&str] = &[
    "relationship",
    "relation",
    "dynamic_loader",
    "association_proxy",
    "composite",
    "synonym",
    "Relationship",
];

impl<'a> Prover<'_, 'a> {
    /// The column that an expression is: `User.name`, `cls.name`, `t.c.name`, `t.c["name"]`, a name
    /// that is bound to nothing but a column, or one that is made on the spot.
    pub(super) fn column(
        self,
        expression: ExprRef<'_>,
        scope: ScopeId,
        depth: u32,
    ) -> Option<Proof> {
        let depth = self.deeper(depth)?;
        match expression {
            ExprRef::Attribute(attribute) => {
                let name = attribute.attr.as_str();
                self.table_column(&attribute.value, name, scope)
                    .or_else(|| self.model_column(&attribute.value, name, scope, depth))
            }
            ExprRef::Subscript(subscript) => {
                let name = subscript.slice.as_string_literal_expr()?;
                self.table_column(&subscript.value, name.value.to_str(), scope)
            }
            ExprRef::Name(name) => {
                let (value, scope) = self.value(&name.id, scope)?;
                let (kind, dialect) = self.made(value.as_call_expr()?, scope, None)?;
                let because = format!("`{}` is {}", name.id, noun(kind, dialect));
                Some(proof(kind, dialect, because))
            }
            ExprRef::Call(call) => {
                let (kind, dialect) = self.made(call, scope, None)?;
                let because = format!("the operand is {}", noun(kind, dialect));
                Some(proof(kind, dialect, because))
            }
            _ => None,
        }
    }

    /// `t.c.name`, of a table that this file makes with that column.
    fn table_column(self, columns: &Expr, name: &str, scope: ScopeId) -> Option<Proof> {
        let columns = columns.as_attribute_expr()?;
        let table = columns.value.as_name_expr()?;
        if !matches!(columns.attr.as_str(), "c" | "columns") {
            return None;
        }
        let (call, scope) = self.table(&table.id, scope, FAR)?;
        let names = |argument: &Expr| {
            let column = argument.as_call_expr()?;
            let first = column.arguments.args.first()?.as_string_literal_expr()?;
            if first.value.to_str() != name {
                return None;
            }
            let (kind, _) = self.made(column, scope, None)?;
            (kind == Kind::Column).then_some(())
        };
        call.arguments.args.iter().find_map(names)?;
        let because = format!("`{name}` is a column of the table `{}`", table.id);
        Some(proof(Kind::Column, Dialect::SqlAlchemy, because))
    }

    /// The call of `Table` that a name is bound to, itself or by `alias`.
    fn table(self, name: &str, scope: ScopeId, depth: u32) -> Option<(&'a ExprCall, ScopeId)> {
        let depth = self.deeper(depth)?;
        let (value, scope) = self.value(name, scope)?;
        let call = value.as_call_expr()?;
        match &*call.func {
            Expr::Attribute(method) if method.attr.as_str() == "alias" => {
                self.table(&method.value.as_name_expr()?.id, scope, depth)
            }
            function if self.is_of_sqlalchemy(function, scope, "Table") => Some((call, scope)),
            _ => None,
        }
    }

    fn model_column(self, model: &Expr, name: &str, scope: ScopeId, depth: u32) -> Option<Proof> {
        let shown = model.as_name_expr()?.id.as_str();
        let class = self.class(model, scope, depth)?;
        let (kind, dialect) = self.field(class, class, name, depth)?;
        let because = format!("`{shown}.{name}` is {}", noun(kind, dialect));
        Some(proof(kind, dialect, because))
    }

    /// The class that an expression names: a class of this file, the first parameter of a class method,
    /// or an alias of either.
    fn class(self, model: &Expr, scope: ScopeId, depth: u32) -> Option<NodeId> {
        let depth = self.deeper(depth)?;
        let [only] = self
            .module
            .scopes()
            .lookup(&model.as_name_expr()?.id, scope)
        else {
            return None;
        };
        match &only.binding {
            Binding::Class(_, id) => Some(*id),
            Binding::Parameter {
                kind:
                    ParameterKind::Receiver {
                        class,
                        is_class: true,
                    },
                ..
            } => Some(*class),
            Binding::Value(Expr::Call(call)) => match &*call.func {
                Expr::Attribute(method) if method.attr.as_str() == "alias" => {
                    self.class(&method.value, only.scope, depth)
                }
                function if self.is_of_sqlalchemy(function, only.scope, "aliased") => {
                    self.class(call.arguments.args.first()?, only.scope, depth)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What an attribute of a model is: as the class that defines it says, itself or one that it
    /// inherits from.
    fn field(
        self,
        model: NodeId,
        class: NodeId,
        name: &str,
        depth: u32,
    ) -> Option<(Kind, Dialect)> {
        let depth = self.deeper(depth)?;
        let scopes = self.module.scopes();
        match scopes.in_class(class, name) {
            [] => {}
            [only] => return self.defined(model, only, name),
            _ => return None,
        }
        let scope = scopes.at(&self.module.tree, class);
        let N::StmtClassDef(definition) = self.module.tree.node(class) else {
            return None;
        };
        definition.bases().iter().find_map(|base| {
            let base = self.class(base, scope, depth)?;
            self.field(model, base, name, depth)
        })
    }

    fn defined(self, model: NodeId, bound: &Bound<'a>, name: &str) -> Option<(Kind, Dialect)> {
        let (annotation, value) = match bound.binding {
            Binding::Value(value) => (None, Some(value)),
            Binding::Declared { annotation, value } => (Some(annotation), value),
            _ => return None,
        };
        let made = match value {
            Some(Expr::Call(call)) => self.made(call, bound.scope, Some(model)),
            _ => None,
        };
        let column = Some((Kind::Column, Dialect::SqlAlchemy));
        match (made, annotation) {
            (Some(_), _) => made,
            (None, Some(annotation)) if self.is_mapped(annotation, bound.scope) => {
                column.filter(|_| value.is_none())
            }
            // Every annotated attribute of a table of SQLModel is a column, its value being a default.
            (None, Some(annotation)) => {
                let is_field = !name.starts_with('_') && !is_class_variable(annotation);
                column.filter(|_| is_field && self.is_sqlmodel_table(model))
            }
            (None, None) => None,
        }
    }

    /// What a call makes: SQLAlchemy's columns and relationships, peewee's fields. In the class of a
    /// model `db.Column` is Flask-SQLAlchemy's where the class inherits from `db.Model`.
    fn made(
        self,
        call: &ExprCall,
        scope: ScopeId,
        model: Option<NodeId>,
    ) -> Option<(Kind, Dialect)> {
        let function: &Expr = &call.func;
        if let Some(origin) = self.origin(function.into(), scope)
            && libraries::dialect(&origin) == Some(Dialect::Peewee)
        {
            let is_field = origin.ends_with("Field") && !origin.ends_with("ManyToManyField");
            return is_field.then_some((Kind::Column, Dialect::Peewee));
        }
        let is = |name: &&&str| {
            self.is_of_sqlalchemy(function, scope, name)
                || model.is_some_and(|model| self.is_of_model(function, model, name))
        };
        let kind = if COLUMNS.iter().any(|name| is(&name)) {
            Kind::Column
        } else if RELATIONSHIPS.iter().any(|name| is(&name)) {
            Kind::Relationship
        } else {
            return None;
        };
        Some((kind, Dialect::SqlAlchemy))
    }

    /// Whether a function is SQLAlchemy's of that name: imported from it, or an attribute of
    /// Flask-SQLAlchemy's object.
    fn is_of_sqlalchemy(self, function: &Expr, scope: ScopeId, name: &str) -> bool {
        if let Some(origin) = self.origin(function.into(), scope)
            && is_of_sqlalchemy(&origin)
        {
            return origin.rsplit('.').next() == Some(name);
        }
        let Expr::Attribute(attribute) = function else {
            return false;
        };
        attribute.attr.as_str() == name && self.is_flask_sqlalchemy(&attribute.value, scope)
    }

    /// Whether an expression is bound to `SQLAlchemy(…)` of Flask-SQLAlchemy.
    fn is_flask_sqlalchemy(self, object: &Expr, scope: ScopeId) -> bool {
        let made_by = || {
            let (value, scope) = self.value(&object.as_name_expr()?.id, scope)?;
            let function: &Expr = &value.as_call_expr()?.func;
            self.origin(function.into(), scope)
        };
        made_by().is_some_and(|origin| is_of_sqlalchemy(&origin) && origin.ends_with(".SQLAlchemy"))
    }

    /// Whether a function is `db.name`, and the class inherits from `db.Model`: only Flask-SQLAlchemy
    /// has the two side by side, wherever `db` was imported from.
    fn is_of_model(self, function: &Expr, model: NodeId, name: &str) -> bool {
        let Expr::Attribute(attribute) = function else {
            return false;
        };
        let (Expr::Name(db), N::StmtClassDef(class)) =
            (&*attribute.value, self.module.tree.node(model))
        else {
            return false;
        };
        let is_model = |base: &Expr| {
            let Expr::Attribute(base) = base else {
                return false;
            };
            base.attr.as_str() == "Model"
                && base.value.as_name_expr().is_some_and(|it| it.id == db.id)
        };
        attribute.attr.as_str() == name && class.bases().iter().any(is_model)
    }

    /// Whether an annotation is `Mapped[…]` of SQLAlchemy.
    fn is_mapped(self, annotation: &Expr, scope: ScopeId) -> bool {
        let mapped = |annotation: &Expr| {
            let Expr::Subscript(generic) = annotation else {
                return false;
            };
            let origin = self.origin((&*generic.value).into(), scope);
            origin.is_some_and(|it| is_of_sqlalchemy(&it) && it.ends_with(".Mapped"))
        };
        match annotation {
            Expr::StringLiteral(text) => {
                syntax::annotation(text.value.to_str()).is_some_and(|parsed| mapped(&parsed))
            }
            _ => mapped(annotation),
        }
    }

    fn is_sqlmodel_table(self, model: NodeId) -> bool {
        let N::StmtClassDef(class) = self.module.tree.node(model) else {
            return false;
        };
        let mut modules = self.module.names().modules();
        is_table(class) && modules.any(|module| libraries::is_within(module, "sqlmodel"))
    }
}

/// Whether a class is declared with `table=True`.
fn is_table(class: &StmtClassDef) -> bool {
    class.keywords().iter().any(|keyword| {
        let is_named = keyword.arg.as_ref().is_some_and(|name| name == "table");
        is_named && matches!(&keyword.value, Expr::BooleanLiteral(literal) if literal.value)
    })
}

fn is_class_variable(annotation: &Expr) -> bool {
    let of = match annotation {
        Expr::Subscript(generic) => &*generic.value,
        annotation => annotation,
    };
    match of {
        Expr::Name(name) => name.id == "ClassVar",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "ClassVar",
        _ => false,
    }
}

/// Whether a dotted name is SQLAlchemy's, or of what is built on it.
fn is_of_sqlalchemy(origin: &str) -> bool {
    libraries::dialect(origin) == Some(Dialect::SqlAlchemy)
}

fn proof(kind: Kind, dialect: Dialect, because: String) -> Proof {
    Proof {
        kind,
        dialect: (kind == Kind::Column).then_some(dialect),
        because,
    }
}

fn noun(kind: Kind, dialect: Dialect) -> &'static str {
    match (kind, dialect) {
        (Kind::Relationship, _) => "a relationship of SQLAlchemy",
        (_, Dialect::Peewee) => "a field of peewee",
        _ => "a column of SQLAlchemy",
    }
}
