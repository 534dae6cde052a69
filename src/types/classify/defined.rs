//! Where an operand is defined, where its type does not tell all: a proxy that is annotated as what it
//! stands for, a column that a class has and its objects have not, what a metaclass replaces.

use ruff_db::parsed::parsed_module;
use ruff_python_ast::{Expr, ExprAttribute, ExprRef};
use ty_python_core::definition::{Definition, DefinitionKind};
use ty_python_core::scope::NodeWithScopeKind;
use ty_python_semantic::types::Type;
use ty_python_semantic::types::ide_support::{
    ImportAliasResolution, ResolvedDefinition, definitions_for_attribute, definitions_for_name,
};
use ty_python_semantic::{HasType, SemanticModel};

use super::Classifier;
use crate::types::{Nature, Thing, equality, known};

impl<'db> Classifier<'db> {
    /// A name or attribute that is annotated as one thing and bound to a transparent proxy:
    /// `current_app: Flask = LocalProxy(…)`.
    pub(super) fn proxy(&self, operand: ExprRef<'_>) -> Option<Nature> {
        let definitions = self.definitions(operand);
        definitions.into_iter().find_map(|definition| {
            let module = parsed_module(self.db, definition.python_file(self.db)).load(self.db);
            let value = match definition.kind(self.db) {
                DefinitionKind::AnnotatedAssignment(assignment) => assignment.value(&module)?,
                DefinitionKind::Assignment(assignment) => assignment.value(&module),
                _ => return None,
            };
            let class = function_name(value)?;
            known::makes_proxies(class).then(|| Nature::Proxy {
                class: class.to_owned(),
            })
        })
    }

    /// Where a name or an attribute is defined, imports looked through.
    fn definitions(&self, operand: ExprRef<'_>) -> Vec<Definition<'db>> {
        let resolved = match operand {
            ExprRef::Name(name) => definitions_for_name(
                &self.model,
                &name.id,
                name.into(),
                ImportAliasResolution::ResolveAliases,
            ),
            ExprRef::Attribute(attribute) => definitions_for_attribute(&self.model, attribute),
            _ => return Vec::new(),
        };
        let definition = |resolved| match resolved {
            ResolvedDefinition::Definition(definition) => Some(definition),
            _ => None,
        };
        resolved.into_iter().filter_map(definition).collect()
    }

    /// What an attribute of a known thing is where it stands: a column of a class is one, what its
    /// objects have under that name is not.
    pub(super) fn placed(
        &self,
        operand: ExprRef<'_>,
        class: String,
        gives: Option<String>,
        thing: Thing,
    ) -> Nature {
        let overloaded = |thing| Nature::Overloaded {
            class,
            gives,
            thing: Some(thing),
        };
        let is_column = matches!(thing, Thing::SqlOther | Thing::Peewee);
        let ExprRef::Attribute(attribute) = operand else {
            return overloaded(if thing == Thing::SqlOther {
                self.sql_value(operand)
            } else {
                thing
            });
        };
        if !is_column {
            return overloaded(thing);
        }
        match self.owner(attribute) {
            // The metaclass puts a descriptor in its place: an object has a plain value there.
            Owner::Object => Nature::Nothing,
            Owner::Class if thing == Thing::SqlOther => overloaded(self.sql_attribute(attribute)),
            Owner::Class | Owner::Library => overloaded(if thing == Thing::SqlOther {
                self.sql_value(operand)
            } else {
                thing
            }),
        }
    }

    /// Whether an operand has the type that its declaration gives. A metaclass may put something else
    /// in the place of what a class declares: `Hero.name` of `name: str` is a column in SQLModel.
    pub(super) fn is_as_declared(&self, operand: ExprRef<'_>) -> bool {
        match operand {
            ExprRef::Attribute(attribute) => self.has_what_it_declares(attribute, &self.model),
            ExprRef::Name(_) => self.definitions(operand).into_iter().all(|definition| {
                let module = parsed_module(self.db, definition.python_file(self.db)).load(self.db);
                let value = match definition.kind(self.db) {
                    DefinitionKind::Assignment(assignment) => assignment.value(&module),
                    _ => return true,
                };
                let model = SemanticModel::new(self.db, definition.program_file(self.db));
                match value {
                    Expr::Attribute(attribute) => self.has_what_it_declares(attribute, &model),
                    _ => true,
                }
            }),
            _ => true,
        }
    }

    /// Whether an attribute's type is written down wherever it is defined. Of one that is just assigned
    /// to, only some assignments are seen.
    pub(super) fn is_declared(&self, operand: ExprRef<'_>) -> bool {
        let ExprRef::Attribute(attribute) = operand else {
            return true;
        };
        let definitions = self.definitions(attribute.into());
        definitions.into_iter().all(|definition| {
            !matches!(
                definition.kind(self.db),
                DefinitionKind::Assignment(_) | DefinitionKind::For(_)
            )
        })
    }

    /// Whether an attribute is no class's, or only of classes that have what they declare.
    fn has_what_it_declares(&self, attribute: &ExprAttribute, model: &SemanticModel<'db>) -> bool {
        let Some(owner) = attribute.value.inferred_type(model) else {
            return false;
        };
        let mut owners = self.members(owner).into_iter();
        owners.all(|member| {
            !is_class(member) || equality::is_made_by_type(self.db, &self.env, member)
        })
    }

    /// Whose attribute it is.
    fn owner(&self, attribute: &ExprAttribute) -> Owner {
        let Some(value) = attribute.value.inferred_type(&self.model) else {
            return Owner::Object;
        };
        if self.members(value).into_iter().all(is_class) {
            return Owner::Class;
        }
        let in_class_body = |definition: &Definition<'db>| {
            matches!(
                definition.scope(self.db).node(self.db),
                NodeWithScopeKind::Class(_)
            )
        };
        let definitions = self.definitions(attribute.into());
        if definitions.iter().any(in_class_body) {
            Owner::Object
        } else {
            Owner::Library
        }
    }

    /// What a mapped attribute of a class is: a column only if each of its definitions is one.
    fn sql_attribute(&self, attribute: &ExprAttribute) -> Thing {
        let definitions = self.definitions(attribute.into());
        let kinds = definitions
            .iter()
            .map(|&definition| self.sql_kind(definition));
        let all = kinds.reduce(|one, other| if one == other { one } else { Thing::SqlOther });
        all.unwrap_or(Thing::SqlOther)
    }

    fn sql_kind(&self, definition: Definition<'db>) -> Thing {
        let module = parsed_module(self.db, definition.python_file(self.db)).load(self.db);
        let value = match definition.kind(self.db) {
            DefinitionKind::AnnotatedAssignment(assignment) => match assignment.value(&module) {
                Some(value) => value,
                // `name: Mapped[str]` is a column: a relationship needs its call.
                None => return Thing::SqlColumn,
            },
            DefinitionKind::Assignment(assignment) => assignment.value(&module),
            _ => return Thing::SqlOther,
        };
        match function_name(value) {
            Some("Column" | "mapped_column" | "column_property" | "deferred" | "Field") => {
                Thing::SqlColumn
            }
            Some("relationship" | "relation" | "dynamic_loader" | "backref" | "Relationship") => {
                Thing::SqlRelationship
            }
            _ => Thing::SqlOther,
        }
    }

    /// A SQLAlchemy object that is no attribute of a class: a column of a table, an expression.
    fn sql_value(&self, operand: ExprRef<'_>) -> Thing {
        let inferred = operand.inferred_type(&self.model);
        let is_attribute = inferred.is_none_or(|inferred| {
            let shown = self.shown(inferred);
            [
                "InstrumentedAttribute",
                "QueryableAttribute",
                "Relationship",
            ]
            .iter()
            .any(|name| shown.contains(name))
        });
        if is_attribute {
            Thing::SqlOther
        } else {
            Thing::SqlColumn
        }
    }
}

/// Whose an attribute is.
enum Owner {
    /// A class's own.
    Class,
    /// An object's whose class has it in its body.
    Object,
    /// An object's that got it otherwise: a table's, a frame's.
    Library,
}

fn is_class(member: Type<'_>) -> bool {
    matches!(
        member,
        Type::ClassLiteral(_) | Type::GenericAlias(_) | Type::SubclassOf(_)
    )
}

/// The last name of the function that a call calls.
fn function_name(value: &Expr) -> Option<&str> {
    let Expr::Call(call) = value else {
        return None;
    };
    match &*call.func {
        Expr::Name(name) => Some(&name.id),
        Expr::Attribute(attribute) => Some(&attribute.attr),
        Expr::Subscript(subscript) => match &*subscript.value {
            Expr::Name(name) => Some(&name.id),
            Expr::Attribute(attribute) => Some(&attribute.attr),
            _ => None,
        },
        _ => None,
    }
}
