//! The nodes that a spelling puts around the operand it keeps, in preorder.

use ruff_python_ast::{AnyNodeRef as N, ExprContext, UnaryOp};

use super::{Form, Singleton, Spelling};

/// One node that was not in the tree before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// A `not`.
    Not,
    /// A `~`.
    Invert,
    /// A call.
    Call,
    /// Its arguments: so many, all of them positional.
    Arguments(usize),
    /// An attribute of that name.
    Attribute(String),
    /// A name.
    Name(String),
    /// `None`, `True` or `False`.
    Constant(Singleton),
}

impl Made {
    /// Whether a node with so many children is this one.
    pub fn is(&self, node: N<'_>, children: usize) -> bool {
        children == self.children()
            && match (self, node) {
                (Self::Not, N::ExprUnaryOp(unary)) => unary.op == UnaryOp::Not,
                (Self::Invert, N::ExprUnaryOp(unary)) => unary.op == UnaryOp::Invert,
                (Self::Call, N::ExprCall(_))
                | (Self::Constant(Singleton::None), N::ExprNoneLiteral(_)) => true,
                (Self::Arguments(count), N::Arguments(arguments)) => {
                    arguments.args.len() == *count
                        && !arguments.args.iter().any(|it| it.is_starred_expr())
                }
                (Self::Attribute(name), N::ExprAttribute(attribute)) => {
                    attribute.attr.as_str() == name && attribute.ctx == ExprContext::Load
                }
                (Self::Name(name), N::ExprName(node)) => {
                    node.id.as_str() == name && node.ctx == ExprContext::Load
                }
                (Self::Constant(constant), N::ExprBooleanLiteral(literal)) => {
                    *constant == Singleton::from(literal.value)
                }
                _ => false,
            }
    }

    fn children(&self) -> usize {
        match self {
            Self::Name(_) | Self::Constant(_) => 0,
            Self::Not | Self::Invert | Self::Attribute(_) => 1,
            Self::Call => 2,
            Self::Arguments(count) => *count,
        }
    }
}

impl Spelling {
    /// What comes before the operand that is kept and what behind it, each in preorder.
    pub fn made(&self) -> (Vec<Made>, Vec<Made>) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        if self.negated {
            before.push(Made::Not);
        }
        match &self.form {
            Form::Operand => {}
            Form::Method { name, argument } => {
                before.extend([Made::Call, Made::Attribute((*name).to_owned())]);
                after.push(Made::Arguments(usize::from(argument.is_some())));
                after.extend(argument.map(Made::Constant));
            }
            Form::Function { path, inverted } => {
                before.extend(inverted.then_some(Made::Invert));
                before.push(Made::Call);
                before.extend(dotted(path));
                before.push(Made::Arguments(1));
            }
        }
        (before, after)
    }
}

/// The nodes of a dotted name: its last attribute is the outermost.
fn dotted(path: &str) -> impl Iterator<Item = Made> + '_ {
    let (first, attributes) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let attributes = attributes.into_iter().flat_map(|rest| rest.rsplit('.'));
    attributes
        .map(|name| Made::Attribute(name.to_owned()))
        .chain([Made::Name(first.to_owned())])
}
