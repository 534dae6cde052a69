//! Which operands a user's names mean.

use ruff_python_ast::AnyNodeRef;

use super::*;
use crate::rule::Comparison;
use crate::settings::Settings;
use crate::syntax::Syntax;

/// Whether the left operand of the last comparison is said to be plain or overloaded.
fn said(text: &str, plain: &[&str], overloaded: &[&str]) -> Option<Verdict> {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let settings = Settings {
        named: Named {
            plain: owned(plain),
            overloaded: owned(overloaded),
        },
        ..Settings::default()
    };
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax).under(&settings, None);
    let found = module.tree.ids().rev().find_map(|id| {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        Some(Comparison::new(&module, id, compare))
    });
    let comparison = found.expect("a comparison");
    witness(&Site::new(&module, &comparison, 0), 0).map(|evidence| evidence.verdict)
}

const OVERLOADED: Option<Verdict> = Some(Verdict::Overloaded);
const PLAIN: Option<Verdict> = Some(Verdict::Plain);

#[test]
fn names_by_origin_and_as_written() {
    for (text, name, wanted) in [
        ("import shop\nshop.x == None", "shop", OVERLOADED),
        ("import shop\nshop.x == None", "x", OVERLOADED),
        ("import shop as s\ns.x == None", "shop.x", OVERLOADED),
        ("import shop as s\ns.x.y == None", "shop.x", OVERLOADED),
        ("import shop as s\ns.xs == None", "shop.x", None),
        (
            "from shop.models import User as U\nU.name == None",
            "shop.models.User",
            OVERLOADED,
        ),
        (
            "from shop.models import User\nx = User()\nx == None",
            "User",
            OVERLOADED,
        ),
        (
            "from shop import find\nx = find(1)\nx == None",
            "shop.find",
            OVERLOADED,
        ),
        ("from shop import find\nfind(1) == None", "find", OVERLOADED),
        (
            "class A:\n def f(self): return self.query == None",
            "self.query",
            OVERLOADED,
        ),
        (
            "class A:\n def f(self): self.x = Money(1)\n def g(self): return self.x == None",
            "Money",
            OVERLOADED,
        ),
        ("x == None", "Money", None),
        ("x = price * Money\nx == None", "Money", None),
    ] {
        assert_eq!(said(text, &[], &[name]), wanted, "{text} by {name}");
        let plain = wanted.map(|_| Verdict::Plain);
        assert_eq!(said(text, &[name], &[]), plain, "{text} by {name}");
    }
}

#[test]
fn annotations() {
    for (annotation, wanted) in [
        ("Money", OVERLOADED),
        ("'Money'", OVERLOADED),
        ("shop.Money", OVERLOADED),
        ("Optional[Money]", OVERLOADED),
        ("Optional['Money']", OVERLOADED),
        ("'typing.Optional[Money]'", OVERLOADED),
        ("Union[int, Money]", OVERLOADED),
        ("int | Money | None", OVERLOADED),
        ("'Money | None'", OVERLOADED),
        ("Money[int]", OVERLOADED),
        ("list[Money]", None),
        ("Callable[[Money], None]", None),
        ("'not an annotation ('", None),
    ] {
        let text = format!("def f(x: {annotation}): return x == None");
        assert_eq!(said(&text, &[], &["Money"]), wanted, "{text}");
    }
}

#[test]
fn the_more_exact_name_is_heard() {
    let text = "from shop.models import User\nUser.name == None";
    let said = |plain, overloaded| said(text, &[plain], &[overloaded]);
    assert_eq!(said("shop", "shop.models"), OVERLOADED);
    assert_eq!(said("shop.models", "shop"), PLAIN);
    assert_eq!(said("shop.models", "shop.models"), OVERLOADED);
    assert_eq!(said("User", "name"), OVERLOADED);
    assert_eq!(said("User.name", "User"), PLAIN);
}
