//! NaNs as they are written, and where the `isnan` of a module is at hand.

use ruff_python_ast::{Expr, ExprRef};
use ruff_text_size::Ranged;

use crate::literal::nan;
use crate::rule::Site;
use crate::syntax::scopes::{ScopeId, Scopes};

/// A NaN as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nan {
    /// Whose it is.
    pub kind: Kind,
    /// Whether a call makes it: then it is a new object each time.
    pub is_new: bool,
}

/// Whose NaN it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `float("nan")`, `math.nan`
    Float,
    /// `cmath.nan`, `cmath.nanj`
    Complex,
    /// `numpy.nan`
    Numpy,
    /// `Decimal("NaN")`
    Decimal,
    /// `Decimal("sNaN")`, which raises where it is compared with a number.
    Signaling,
}

/// The NaN that an operand of a pair is, if it is one.
pub fn nan(site: &Site<'_, '_>, operand: ExprRef<'_>) -> Option<Nan> {
    let scopes = site.module.scopes();
    let scope = scopes.at(&site.module.tree, site.comparison.id);
    if let Some((call, text)) = nan::made(operand) {
        let source = &site.module.text[call.arguments.range()];
        // An escape would hide the word from those who look for it in the file.
        if !source.to_ascii_lowercase().contains("nan") {
            return None;
        }
        let kind = of_call(scopes, &call.func, text, scope)?;
        return Some(Nan { kind, is_new: true });
    }
    let kind = match origin(scopes, operand, scope)?.as_str() {
        "math.nan" => Kind::Float,
        "cmath.nan" | "cmath.nanj" => Kind::Complex,
        "numpy.nan" | "numpy.NaN" | "numpy.NAN" => Kind::Numpy,
        _ => return None,
    };
    Some(Nan {
        kind,
        is_new: false,
    })
}

/// What a function makes of a text.
fn of_call(scopes: &Scopes<'_>, maker: &Expr, text: &str, scope: ScopeId) -> Option<Kind> {
    if maker.as_name_expr().is_some_and(|name| name.id == "float")
        && is_free(scopes, "float", scope)
    {
        return nan::is_float(text).then_some(Kind::Float);
    }
    if origin(scopes, maker.into(), scope)? != "decimal.Decimal" {
        return None;
    }
    nan::is_decimal(text).map(|signaling| match signaling {
        true => Kind::Signaling,
        false => Kind::Decimal,
    })
}

/// The path by which `isnan` of a module can be called where a pair stands, of which the operand `side`
/// (0 or 1) is the NaN: that of the NaN, which is evaluated there, too, or one that is imported.
pub fn isnan(site: &Site<'_, '_>, side: usize, module: &str) -> Option<String> {
    let (tree, scopes) = (&site.module.tree, site.module.scopes());
    let (nan, at) = (site.operands()[side], site.comparison.id);
    let scope = scopes.at(tree, at);
    let is_of_module = || {
        let origin = origin(scopes, nan, scope)?;
        let (of, _) = origin.rsplit_once('.')?;
        (of == module).then_some(())
    };
    let sibling = match nan {
        // `from math import *` gives both.
        ExprRef::Name(name) => [name.id.as_str(), "isnan"]
            .iter()
            .all(|name| is_free(scopes, name, scope))
            .then(|| "isnan".to_owned()),
        _ => scopes.sibling(nan, "isnan"),
    };
    let sibling = sibling.filter(|_| is_of_module().is_some());
    sibling.or_else(|| scopes.path_of(tree, &format!("{module}.isnan"), at))
}

/// The only origin of a name or chain of attributes that is nothing but imported; of a name that nothing
/// binds, by the only `*` import there is.
fn origin(scopes: &Scopes<'_>, expression: ExprRef<'_>, scope: ScopeId) -> Option<String> {
    if let ExprRef::Name(name) = expression
        && is_free(scopes, &name.id, scope)
    {
        let mut starred = scopes.starred();
        let only = starred.next().filter(|_| starred.next().is_none())?;
        return Some(format!("{only}.{}", name.id));
    }
    let origins = scopes.origins(expression, scope);
    let first = origins.first()?;
    let is_only = origins.iter().all(|origin| origin == first);
    (is_only && scopes.is_only_imported(expression, scope)).then(|| first.clone())
}

fn is_free(scopes: &Scopes<'_>, name: &str, scope: ScopeId) -> bool {
    scopes.lookup(name, scope).is_empty()
}
