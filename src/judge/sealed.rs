//! Names of which the file shows every value that they can have.

use crate::module::Module;
use crate::syntax::scopes::{Bound, ScopeId};

/// All bindings of a name as seen from a scope, where nothing else gives it a value before a comparison
/// that stands in the scope `at`; empty where something may, and where nothing binds the name.
///
/// What a function reads of the module's own names, others may have set, and a `*` import may bind these
/// anew; what a class binds may be made into something else.
pub fn bindings<'m, 'a>(
    module: &'m Module<'a>,
    name: &str,
    scope: ScopeId,
    at: ScopeId,
) -> &'m [Bound<'a>] {
    let scopes = module.scopes();
    let bindings = scopes.lookup(name, scope);
    let is_global = std::ptr::eq(bindings, scopes.lookup(name, ScopeId::MODULE));
    let may_be_set = is_global && (at != ScopeId::MODULE || scopes.starred().next().is_some());
    let of_class = |bound: &Bound<'_>| scopes.is_class(bound.scope);
    if may_be_set || bindings.iter().any(of_class) {
        return &[];
    }
    bindings
}
