//! Types to facts: what a type says of how its objects compare.

mod defined;
#[cfg(test)]
mod tests;

use ruff_db::parsed::{ParsedModuleRef, parsed_module};
use ruff_python_ast::find_node::covering_node;
use ruff_python_ast::{AnyNodeRef, ExprCompare, ExprRef};
use ty_python_core::ProgramFile;
use ty_python_core::definition::Definition;
use ty_python_core::scope::NodeWithScopeKind;
use ty_python_semantic::types::{KnownInstanceType, Type};
use ty_python_semantic::{HasType, ProgramEnvironment, SemanticModel};

use super::database::Database;
use super::{Facts, Given, Nature, Operand, Pair, equality};
use crate::syntax::tokens;

/// A longer type is cut when shown.
const LONGEST_SHOWN: usize = 120;

/// More members of a union than this are not looked at one by one.
const MOST_MEMBERS: usize = 64;

/// One file under inference.
pub struct Classifier<'db> {
    db: &'db Database,
    env: ProgramEnvironment<'db>,
    model: SemanticModel<'db>,
    module: ParsedModuleRef,
}

impl<'db> Classifier<'db> {
    /// A file as a program sees it.
    pub fn new(db: &'db Database, file: ProgramFile<'db>) -> Self {
        Self {
            db,
            env: ProgramEnvironment::from_file(file),
            model: SemanticModel::new(db, file),
            module: parsed_module(db, file.python_file(db)).load(db),
        }
    }

    /// The facts about one pair; `None` where there is no such comparison.
    pub fn facts(&self, asked: Pair) -> Option<Facts> {
        let range = asked.comparison()?;
        let covering = covering_node(self.module.syntax().into(), range);
        let compare = covering.ancestors().find_map(|node| match node {
            AnyNodeRef::ExprCompare(compare) if compare.range == range => Some(compare),
            _ => None,
        })?;
        let pair = usize::try_from(asked.pair).ok()?;
        if pair >= compare.ops.len() {
            return None;
        }
        let operands = [pair, pair + 1].map(|at| self.operand(tokens::operand(compare, at)));
        Some(Facts {
            operands,
            result: self.result(compare),
        })
    }

    /// What a comparison of one pair gives.
    fn result(&self, compare: &ExprCompare) -> Given {
        if compare.ops.len() > 1 {
            return Given::Nothing;
        }
        match compare.inferred_type(&self.model) {
            Some(given) => self.given(given),
            None => Given::Nothing,
        }
    }

    fn given(&self, given: Type<'db>) -> Given {
        let members = self.members(given);
        if members.iter().any(|&member| self.hides_something(member)) {
            return Given::Nothing;
        }
        let truths: Vec<_> = members.iter().map(|&member| self.truth(member)).collect();
        if truths.iter().any(Option::is_none) {
            return Given::Other(self.shown(given));
        }
        match truths[..] {
            [Some(Some(value))] => Given::Literal(value),
            [] => Given::Nothing,
            _ => Given::Bool,
        }
    }

    /// Whether inference does not tell all that a comparison may give.
    fn hides_something(&self, member: Type<'db>) -> bool {
        match member {
            Type::Intersection(parts) => parts.iter_positive(self.db).any(tells_nothing),
            member => tells_nothing(member),
        }
    }

    /// `Some(None)` of `bool`, `Some(Some(…))` of one value of it, `None` of any other type.
    fn truth(&self, member: Type<'db>) -> Option<Option<bool>> {
        match member {
            Type::LiteralValue(_) => match self.shown(member).as_str() {
                "Literal[True]" => Some(Some(true)),
                "Literal[False]" => Some(Some(false)),
                _ => None,
            },
            Type::TypeIs(_) | Type::TypeGuard(_) => Some(None),
            Type::NominalInstance(instance) => {
                let module = instance.class_module_name(self.db, &self.env);
                let is_bool = instance.class_name(self.db, &self.env) == "bool"
                    && module.is_some_and(|module| module.as_str() == "builtins");
                is_bool.then_some(None)
            }
            _ => None,
        }
    }

    fn operand(&self, operand: ExprRef<'_>) -> Operand {
        let Some(inferred) = operand.inferred_type(&self.model) else {
            return Operand {
                shown: String::new(),
                nature: Nature::Nothing,
            };
        };
        let nature = self
            .proxy(operand)
            .unwrap_or_else(|| self.nature(operand, inferred));
        let nature = match nature {
            Nature::Bool | Nature::BoolOrNone | Nature::Honest if !self.is_as_declared(operand) => {
                Nature::Nothing
            }
            // `1` may be assigned where `False` was.
            Nature::Bool | Nature::BoolOrNone if !self.is_declared(operand) => Nature::Honest,
            nature => nature,
        };
        Operand {
            shown: self.shown(inferred),
            nature,
        }
    }

    fn nature(&self, operand: ExprRef<'_>, inferred: Type<'db>) -> Nature {
        let members = self.members(inferred);
        let truths = || members.iter().filter(|member| !member.is_none(self.db));
        if truths().count() > 0 && truths().all(|&member| self.truth(member).is_some()) {
            let optional = truths().count() < members.len();
            return if optional {
                Nature::BoolOrNone
            } else {
                Nature::Bool
            };
        }
        let natures = members.iter().map(|&member| self.nature_of(member));
        let nature = natures.reduce(together).unwrap_or(Nature::Nothing);
        let Nature::Overloaded {
            class,
            gives,
            thing: Some(thing),
        } = nature
        else {
            return nature;
        };
        // What some other member of a union has no method for has no spelling.
        let known = members.iter().filter(|&&member| !tells_nothing(member));
        if known.count() > 1 {
            return Nature::Overloaded {
                class,
                gives,
                thing: None,
            };
        }
        self.placed(operand, class, gives, thing)
    }

    /// How objects of one member of a union compare.
    fn nature_of(&self, member: Type<'db>) -> Nature {
        match member {
            member if member.is_none(self.db) => Nature::Honest,
            Type::NominalInstance(_) => equality::nature_of_objects(self.db, &self.env, member),
            Type::LiteralValue(_) => self.nature_of_literal(member),
            Type::Intersection(parts) => {
                let parts: Vec<_> = parts.iter_positive(self.db).collect();
                let natures = parts
                    .iter()
                    .filter(|part| !matches!(part, Type::AlwaysTruthy | Type::AlwaysFalsy))
                    .map(|&part| self.nature_of(part));
                natures.reduce(together).unwrap_or(Nature::Nothing)
            }
            Type::FunctionLiteral(_)
            | Type::BoundMethod(_)
            | Type::KnownBoundMethod(_)
            | Type::WrapperDescriptor(_)
            | Type::DataclassDecorator(_)
            | Type::DataclassTransformer(_)
            | Type::ModuleLiteral(_)
            | Type::TypedDict(_)
            | Type::TypeIs(_)
            | Type::TypeGuard(_)
            | Type::KnownInstance(
                KnownInstanceType::Range { .. } | KnownInstanceType::FunctoolsPartial(_),
            ) => Nature::Honest,
            Type::ClassLiteral(_) | Type::GenericAlias(_) | Type::SubclassOf(_) => {
                equality::nature_of_class(self.db, &self.env, member)
            }
            _ => Nature::Nothing,
        }
    }

    /// Literals are of `int`, `str`, `bytes`, `bool` or an enumeration, which may define its own `==`.
    fn nature_of_literal(&self, literal: Type<'db>) -> Nature {
        let shown = self.shown(literal);
        let first = shown
            .strip_prefix("Literal[")
            .unwrap_or(&shown)
            .chars()
            .next();
        if first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '"' | '\'' | '-'))
            || shown == "LiteralString"
            || self.truth(literal).is_some()
            || shown.starts_with("Literal[b")
        {
            return Nature::Honest;
        }
        // A member is compared as its class says: look the class up through the member's definition.
        let definition = literal.definition(self.db, &self.env);
        let class = definition
            .as_ref()
            .and_then(|definition| definition.definition())
            .and_then(|&member| self.class_around(member));
        class.map_or(Nature::Nothing, |class| {
            equality::nature_of_objects(self.db, &self.env, class)
        })
    }

    /// The class whose body a definition stands in.
    fn class_around(&self, member: Definition<'db>) -> Option<Type<'db>> {
        let NodeWithScopeKind::Class(class) = member.scope(self.db).node(self.db) else {
            return None;
        };
        let module = parsed_module(self.db, member.python_file(self.db)).load(self.db);
        let model = SemanticModel::new(self.db, member.program_file(self.db));
        class.node(&module).inferred_type(&model)
    }

    /// The members of a union, or the type itself; aliases looked through.
    fn members(&self, whole: Type<'db>) -> Vec<Type<'db>> {
        let mut members = Vec::new();
        let mut open = vec![whole];
        while let Some(next) = open.pop() {
            match next {
                Type::Union(union) => open.extend(union.elements(self.db).iter().rev()),
                Type::TypeAlias(alias) if members.len() + open.len() < MOST_MEMBERS => {
                    open.push(alias.value_type(self.db));
                }
                member => members.push(member),
            }
            if members.len() + open.len() > MOST_MEMBERS {
                return vec![Type::unknown()];
            }
        }
        members
    }

    fn shown(&self, shown: Type<'db>) -> String {
        let mut text = shown.display(self.db, &self.env).to_string();
        if text.len() > LONGEST_SHOWN {
            text.truncate(text.floor_char_boundary(LONGEST_SHOWN));
            text.push('…');
        }
        text
    }
}

/// What two members of a type come to: one that is overloaded, a proxy or may equal `None` makes it so, even
/// beside what is unknown; else one of which nothing is known leaves nothing to say.
fn together(one: Nature, other: Nature) -> Nature {
    let rank = |nature: &Nature| match nature {
        Nature::Bool | Nature::BoolOrNone | Nature::Honest => 0,
        Nature::Nothing => 1,
        Nature::MayEqualNone { .. } => 2,
        Nature::Proxy { .. } => 3,
        Nature::Overloaded { .. } => 4,
    };
    if one == other || rank(&one) > rank(&other) {
        return one;
    }
    match (one, other) {
        // Two sorts of overloading have no spelling in common.
        (Nature::Overloaded { class, gives, .. }, Nature::Overloaded { .. }) => {
            Nature::Overloaded {
                class,
                gives,
                thing: None,
            }
        }
        (one, other) if rank(&one) == 0 && rank(&other) == 0 => Nature::Honest,
        (_, other) => other,
    }
}

/// Types of which nothing follows.
fn tells_nothing(member: Type<'_>) -> bool {
    matches!(
        member,
        Type::Dynamic(_) | Type::Divergent(_) | Type::Never | Type::TypeVar(_)
    )
}
