//! Folding: the kind of constant that an expression over constants comes to, and its value where
//! that is small.
//!
//! Works from the last node of a subtree to the first, with the children's results on a stack of its
//! own, so a chain of a thousand `+` is as good as one.

use ruff_python_ast::{AnyNodeRef as N, Number, Operator, UnaryOp};

use crate::syntax::{NodeId, Tree};

/// A constant's type, and its value as far as it matters here.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `None`, inside something larger.
    None,
    /// `...`, inside something larger.
    Ellipsis,
    /// `True` or `False`, or what folds to it; `None` where the value is not known.
    Bool(Option<bool>),
    /// An integer; `None` where it is too large to matter or was not computed.
    Int(Option<i64>),
    /// A float.
    Float,
    /// A complex number.
    Complex,
    /// A string; `None` where it was not computed.
    Str(Option<String>),
    /// Bytes; `None` where they were not computed.
    Bytes(Option<Vec<u8>>),
    /// A tuple of constants, with them.
    Tuple(Vec<Constant>),
}

/// The constant an expression comes to, or `None` where something in it is no constant.
pub(super) fn fold(tree: &Tree<'_>, id: NodeId) -> Option<Constant> {
    if !may_fold(tree.node(id)) {
        return None;
    }
    let mut done: Vec<Constant> = Vec::new();
    for id in tree.subtree(id).rev() {
        let node = tree.node(id);
        let children = tree.children(id).count();
        let value = match node {
            N::StringLiteral(_) | N::BytesLiteral(_) => continue,
            _ => node,
        };
        // String expressions have their parts as children, which left nothing on the stack.
        let given = if matches!(node, N::ExprStringLiteral(_) | N::ExprBytesLiteral(_)) {
            0
        } else {
            children
        };
        let operands: Vec<Constant> = done.drain(done.len() - given..).rev().collect();
        done.push(evaluate(value, operands)?);
    }
    done.pop()
}

/// A first look that spares names, calls and attributes, which nearly all operands are, the fold.
fn may_fold(node: N<'_>) -> bool {
    !matches!(node, N::ExprName(_) | N::ExprAttribute(_) | N::ExprCall(_))
}

fn evaluate(node: N<'_>, operands: Vec<Constant>) -> Option<Constant> {
    Some(match node {
        N::ExprNoneLiteral(_) => Constant::None,
        N::ExprEllipsisLiteral(_) => Constant::Ellipsis,
        N::ExprBooleanLiteral(literal) => Constant::Bool(Some(literal.value)),
        N::ExprNumberLiteral(literal) => match &literal.value {
            Number::Int(int) => Constant::Int(int.as_i64()),
            Number::Float(_) => Constant::Float,
            Number::Complex { .. } => Constant::Complex,
        },
        N::ExprStringLiteral(literal) => Constant::Str(Some(literal.value.to_str().to_owned())),
        N::ExprBytesLiteral(literal) => Constant::Bytes(Some(literal.value.bytes().collect())),
        N::ExprTuple(_) => Constant::Tuple(operands),
        N::ExprUnaryOp(unary) => sign(unary.op, operands.into_iter().next()?)?,
        N::ExprBinOp(binary) => {
            let [left, right] = <[Constant; 2]>::try_from(operands).ok()?;
            arithmetic(binary.op, left, right)?
        }
        // The bounds of a slice do not matter to the type of what it gives.
        N::ExprSlice(_) => Constant::Ellipsis,
        N::ExprSubscript(subscript) => {
            let [value, index] = <[Constant; 2]>::try_from(operands).ok()?;
            element(value, &index, subscript.slice.is_slice_expr())?
        }
        _ => return None,
    })
}

fn sign(op: UnaryOp, operand: Constant) -> Option<Constant> {
    let int = match operand {
        Constant::Int(value) => value,
        Constant::Bool(value) => value.map(i64::from),
        Constant::Float | Constant::Complex if matches!(op, UnaryOp::UAdd | UnaryOp::USub) => {
            return Some(operand);
        }
        _ => return None,
    };
    Some(Constant::Int(match op {
        UnaryOp::UAdd => int,
        UnaryOp::USub => int.and_then(i64::checked_neg),
        UnaryOp::Invert => int.map(|int| !int),
        // `not 1` is a test: it gives `False`, which is no literal of anyone's.
        UnaryOp::Not => return None,
    }))
}

fn arithmetic(op: Operator, left: Constant, right: Constant) -> Option<Constant> {
    use Constant::{Bool, Bytes, Complex, Float, Int, Str, Tuple};
    let bitwise = matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor);
    Some(match (left, right) {
        (Bool(_), Bool(_)) if bitwise => Bool(None),
        (Str(_), _) if op == Operator::Mod => Str(None),
        (Bytes(_), _) if op == Operator::Mod => Bytes(None),
        (Str(Some(left)), Str(Some(right))) if op == Operator::Add => Str(Some(left + &right)),
        (Str(_), Str(_)) if op == Operator::Add => Str(None),
        (Bytes(Some(mut left)), Bytes(Some(right))) if op == Operator::Add => {
            left.extend(right);
            Bytes(Some(left))
        }
        (Bytes(_), Bytes(_)) if op == Operator::Add => Bytes(None),
        (Tuple(mut left), Tuple(right)) if op == Operator::Add => {
            left.extend(right);
            Tuple(left)
        }
        (Str(_), Int(_)) | (Int(_), Str(_)) if op == Operator::Mult => Str(None),
        (Bytes(_), Int(_)) | (Int(_), Bytes(_)) if op == Operator::Mult => Bytes(None),
        (Tuple(items), Int(times)) | (Int(times), Tuple(items)) if op == Operator::Mult => {
            repeat(items, times?)
        }
        (left @ (Int(_) | Bool(_)), right @ (Int(_) | Bool(_))) => integers(op, &left, &right)?,
        (Int(_) | Bool(_) | Float, Int(_) | Bool(_) | Float) if is_float(op) => Float,
        (Int(_) | Bool(_) | Float | Complex, Int(_) | Bool(_) | Float | Complex)
            if matches!(
                op,
                Operator::Add | Operator::Sub | Operator::Mult | Operator::Div | Operator::Pow
            ) =>
        {
            Complex
        }
        _ => return None,
    })
}

/// A tuple repeated: whether it is empty and what stands in it is all that matters, so the items
/// stand once for all their repetitions.
fn repeat(items: Vec<Constant>, times: i64) -> Constant {
    Constant::Tuple(if times > 0 { items } else { Vec::new() })
}

fn is_float(op: Operator) -> bool {
    use Operator::{Add, Div, FloorDiv, Mod, Mult, Pow, Sub};
    matches!(op, Add | Sub | Mult | Div | FloorDiv | Mod | Pow)
}

fn integers(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    let (left, right) = (as_int(left), as_int(right));
    let known = left.zip(right);
    let value = match op {
        Operator::Div => return Some(Constant::Float),
        Operator::MatMult => return None,
        // A negative power of an integer is a float.
        Operator::Pow if right.is_some_and(|right| right < 0) => return Some(Constant::Float),
        Operator::FloorDiv | Operator::Mod if right == Some(0) => return None,
        Operator::Add => known.and_then(|(left, right)| left.checked_add(right)),
        Operator::Sub => known.and_then(|(left, right)| left.checked_sub(right)),
        Operator::Mult => known.and_then(|(left, right)| left.checked_mul(right)),
        Operator::Pow => {
            known.and_then(|(left, right)| left.checked_pow(u32::try_from(right).ok()?))
        }
        Operator::LShift => known.and_then(|(left, right)| shifted(left, right)),
        Operator::RShift => {
            known.and_then(|(left, right)| left.checked_shr(u32::try_from(right).ok()?))
        }
        Operator::BitAnd => known.map(|(left, right)| left & right),
        Operator::BitOr => known.map(|(left, right)| left | right),
        Operator::BitXor => known.map(|(left, right)| left ^ right),
        Operator::FloorDiv => known.and_then(|(left, right)| {
            let quotient = left.checked_div(right)?;
            Some(quotient - i64::from(left % right != 0 && (left < 0) != (right < 0)))
        }),
        Operator::Mod => known.and_then(|(left, right)| {
            let remainder = left.checked_rem(right)?;
            Some(if remainder != 0 && (remainder < 0) != (right < 0) {
                remainder + right
            } else {
                remainder
            })
        }),
    };
    Some(Constant::Int(value))
}

fn as_int(constant: &Constant) -> Option<i64> {
    match constant {
        Constant::Int(value) => *value,
        Constant::Bool(value) => value.map(i64::from),
        _ => None,
    }
}

fn shifted(left: i64, right: i64) -> Option<i64> {
    left.checked_mul(
        1_i64
            .checked_shl(u32::try_from(right).ok()?)
            .filter(|power| *power > 0)?,
    )
}

fn element(value: Constant, index: &Constant, slice: bool) -> Option<Constant> {
    match value {
        Constant::Str(text) if slice => Some(Constant::Str(text.filter(String::is_empty))),
        Constant::Str(text) => {
            let at = as_int(index)?;
            let text = text?;
            let place = place(at, text.chars().count())?;
            Some(Constant::Str(text.chars().nth(place).map(String::from)))
        }
        Constant::Bytes(_) if slice => Some(Constant::Bytes(None)),
        Constant::Bytes(bytes) => {
            let (at, bytes) = (as_int(index)?, bytes?);
            Some(Constant::Int(Some(i64::from(
                bytes[place(at, bytes.len())?],
            ))))
        }
        // Which items a slice takes does not matter to what is said of it.
        Constant::Tuple(items) if slice => Some(Constant::Tuple(items)),
        Constant::Tuple(mut items) => {
            let place = place(as_int(index)?, items.len())?;
            Some(items.swap_remove(place))
        }
        _ => None,
    }
}

/// A Python index as an index from the start, if it is in range.
fn place(index: i64, length: usize) -> Option<usize> {
    let from_start = if index < 0 {
        index + i64::try_from(length).ok()?
    } else {
        index
    };
    usize::try_from(from_start)
        .ok()
        .filter(|&place| place < length)
}
