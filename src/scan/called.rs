//! Where a comparison may stand beside a call of `type`, of `id` or of a builtin class: the first look, and
//! what the second one sees of the same.

use memchr::memmem;

use super::word::{
    FAR, REACH, has_break, is_letter, is_word, may_hide_operand, may_precede_operand, name_after,
    name_before, plain_name_before, skip_space,
};

/// Builtin classes whose calls make an object.
const CLASSES: &[&[u8]] = &[
    b"list",
    b"dict",
    b"set",
    b"bytearray",
    b"tuple",
    b"str",
    b"bytes",
    b"int",
    b"float",
    b"object",
];

/// Where an equality may stand beside a call of `type`.
pub(super) fn equalities(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // A name that is not ASCII may be read as one that is.
    let has_word = memmem::find(bytes, b"type").is_some() || !bytes.is_ascii();
    let searched = if has_word { bytes } else { &[] };
    memmem::find_iter(searched, b"==")
        .chain(memmem::find_iter(searched, b"!="))
        .filter(move |&at| is_beside_type(bytes, at, at + 2))
}

/// Whether the operator between two offsets stands beside a call of `type`.
pub(super) fn is_beside_type(bytes: &[u8], from: usize, to: usize) -> bool {
    is_beside(bytes, from, to, &[b"type"])
}

/// Where an `is` may stand beside a call of a builtin class.
pub(super) fn identities(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(bytes, b"is")
        .filter(|&at| is_word(bytes, at, 2))
        .filter(|&at| is_beside_new(bytes, at, at + 2))
}

/// Whether the `is` between two offsets stands beside a call of a builtin class.
pub(super) fn is_beside_new(bytes: &[u8], from: usize, to: usize) -> bool {
    is_beside(bytes, from, to, CLASSES)
}

/// Where a comparison may stand before a call of `id`: one whose operands are both such calls does.
pub(super) fn ids(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let equalities = |operator: &'static [u8]| memmem::find_iter(bytes, operator);
    let identities = memmem::find_iter(bytes, b"is").filter(|&at| is_word(bytes, at, 2));
    equalities(b"==")
        .chain(equalities(b"!="))
        .chain(identities)
        .filter(|&at| is_before_id(&bytes[at + 2..]))
}

/// Whether what stands behind an operator may start with a call of `id`.
pub(super) fn is_before_id(after: &[u8]) -> bool {
    starts_call(after, &[b"id"])
}

fn is_beside(bytes: &[u8], from: usize, to: usize, names: &[&[u8]]) -> bool {
    starts_call(&bytes[to..], names) || may_end_call(&bytes[..from], names)
}

/// Whether a name, of ASCII as it is written, is one of these; another one may come to be.
fn is_one(name: &[u8], names: &[&[u8]]) -> bool {
    names.contains(&name) || !name.is_ascii()
}

/// Whether the right operand starts with a call of one of the names, perhaps as an attribute, behind
/// blanks, comments, opening parentheses and the `not` of `is not`.
fn starts_call(after: &[u8], names: &[&[u8]]) -> bool {
    called(after).is_none_or(|name| is_one(name, names))
}

/// The last name of what the right operand calls; empty where it starts with no call, `None` where it may
/// start with one further on than is looked.
fn called(after: &[u8]) -> Option<&[u8]> {
    let mut rest = after;
    loop {
        rest = &rest[skip_space(rest)?..];
        let word = name_after(rest);
        match rest {
            _ if after.len() - rest.len() > REACH => return None,
            [b'(', inner @ ..] => rest = inner,
            _ if word == b"not" => rest = &rest[word.len()..],
            _ => break,
        }
    }
    loop {
        let word = name_after(rest);
        rest = &rest[word.len()..];
        rest = &rest[skip_space(rest)?..];
        match rest {
            _ if after.len() - rest.len() > REACH => return None,
            _ if word.is_empty() => return Some(b""),
            // A parenthesis may end around the name before one opens behind it.
            [b'(' | b')', ..] => return Some(word),
            [b'.', inner @ ..] => rest = &inner[skip_space(inner)?..],
            _ => return Some(b""),
        }
    }
}

/// Whether the left operand may end with such a call, in parentheses or not.
fn may_end_call(before: &[u8], names: &[&[u8]]) -> bool {
    let mut operand = before;
    loop {
        let kept = operand.trim_ascii_end();
        if has_break(&operand[kept.len()..]) && may_hide_operand(kept) {
            return true;
        }
        let [inner @ .., b')'] = kept else {
            return false;
        };
        // A call's brackets hold its arguments; others hold what may be the call.
        match opening(inner) {
            None => return true,
            Some(open) => {
                let callee = inner[..open].trim_ascii_end();
                let name = plain_name_before(callee);
                let is_group = match callee.last() {
                    None => true,
                    Some(&last) if is_letter(last) => name.is_empty() || may_precede_operand(name),
                    Some(b')') => return may_be_in_parentheses(callee, names),
                    Some(b']' | b'}' | b'"' | b'\'') => false,
                    Some(_) => true,
                };
                if has_break(&inner[callee.len()..open]) {
                    return true;
                }
                if !is_group {
                    return is_one(name, names);
                }
                operand = inner;
            }
        }
    }
}

/// Whether what is called, which ends in a parenthesis, may be one of the names in nothing else.
fn may_be_in_parentheses(callee: &[u8], names: &[&[u8]]) -> bool {
    let mut name = callee;
    while let [inner @ .., b')'] = name {
        name = inner.trim_ascii_end();
    }
    let is_broken = has_break(&callee[name.len()..]) && may_hide_operand(name);
    is_broken || is_one(name_before(name), names)
}

/// Where the bracket opens that is closed behind these bytes; `None` where that takes more than a glance:
/// it is far, on another line, or a string or comment may hold brackets that are none.
fn opening(bytes: &[u8]) -> Option<usize> {
    let near = bytes.len().saturating_sub(FAR);
    let mut depth = 0_usize;
    for at in (near..bytes.len()).rev() {
        match bytes[at] {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth == 0 => return Some(at),
            b'(' | b'[' | b'{' => depth -= 1,
            b'"' | b'\'' | b'#' | b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}
