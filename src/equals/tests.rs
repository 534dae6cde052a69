//! Methods that compare, each with what it says of `None`.

use super::*;

fn manner_of(body: &str) -> Option<Manner> {
    let text = format!("class C:\n{body}");
    let parsed = ruff_python_parser::parse_module(&text).unwrap();
    let Stmt::ClassDef(class) = &parsed.syntax().body[0] else {
        panic!("no class");
    };
    manner(class, &text)
}

#[track_caller]
fn all_are(manner: &Manner, method: &str, bodies: &[&str]) {
    for body in bodies {
        let text = format!(" def {method}(self, o):\n  {body}\n");
        assert_eq!(manner_of(&text).as_ref(), Some(manner), "{body}");
    }
}

#[test]
fn bodies_that_deny() {
    let honest = [
        "if not isinstance(o, C): return NotImplemented\n  return self.x == o.x",
        "if not isinstance(o, C): return False\n  return self.x == o.x",
        "if not isinstance(o, (C, D)): raise TypeError()\n  return True",
        "if not issubclass(type(o), C): return False\n  return True",
        "if type(o) is not type(self): return False\n  return True",
        "if type(o) not in (C, m.D): return False\n  return True",
        "if self is o: return True\n  if o.__class__ != C: return False\n  return True",
        "if o is None: return False\n  return self == 1",
        "if None == o: return False\n  return True",
        "if not o: return False\n  return True",
        "if o is not None and self.y: return True\n  return False",
        "'''Doc.'''\n  return isinstance(o, C) and self.x == o.x",
        "if isinstance(o, C):\n   return self.x == o.x\n  return NotImplemented",
        "if isinstance(o, C):\n   return self.x == o.x\n  else:\n   return False",
        "if isinstance(o, C):\n   return True\n  elif o:\n   return True\n  return False",
        "if isinstance(o, C):\n   r = True\n  else:\n   pass\n  return False",
        "return self.x == o.x if isinstance(o, C) else NotImplemented",
        "return self.x == o.x",
        "return (self.x, self.y) == (o.x, o[1])",
        "return self.key() == o.key() and self.y is None",
        "return self.y is not None and self.x == o.x",
        "return self.__dict__ == o.__dict__",
        "return len(self) == len(o)",
        "return all(a == b for a, b in zip(self.x, o))",
        "x = o.x\n  return self.x == x",
        "if self.x != o.x: return False\n  return True",
        "return type(self) == type(o) and self.x == o.x",
        "return self.__class__ is o.__class__",
        "return hasattr(o, 'x') and self.x == o.x",
        "try:\n   return self.x == o.x\n  except AttributeError:\n   return NotImplemented",
        "try:\n   x = o.x\n  except AttributeError:\n   return False\n  return self.x == x",
        "assert isinstance(o, C)\n  return True",
        "for a in self.names:\n   if getattr(self, a) != getattr(o, a): return False\n  return False",
        "return False",
        "return",
        "if o is None or self.x != o.x: return False\n  return True",
    ];
    all_are(&Manner::Honest, "__eq__", &honest);
}

#[test]
fn bodies_that_speak_of_none() {
    let may = [
        "if o is None: return self.x is None\n  return self.x == o.x",
        "return o is None",
        "if isinstance(o, str): return True\n  return o == None",
        "if self.name is None: return NotImplemented\n  return Cond(self, o)",
        "if self.x == None: return False\n  return helper(o)",
        "return isinstance(o, (C, type(None)))",
        "return type(o) is type(None)",
        "return type(o) in (C, type(None))",
        "try:\n   return self.x == o.x\n  except AttributeError:\n   return self.x == o",
        "return self.x == o",
        "return o == self.x",
        "r = self.x == o\n  return r",
        "return self._get() == o",
    ];
    all_are(&Manner::MayEqualNone, "__eq__", &may);
}

#[test]
fn bodies_that_cannot_be_told() {
    let untold = [
        "return True",
        "return helper(self, o)",
        "return Cond(self, '=', o)",
        "return self.x == 1 or self.x == o.x",
        "if isinstance(o, object): return True\n  return False",
        "if isinstance(o, NoneType): return True\n  return False",
        "return type(o) is types.NoneType",
        "return type(self) is type(self.x)",
        "return isinstance(self.x, C)",
        "if not isinstance(self, C): return False\n  return True",
        "if isinstance(o, self.kinds): return True\n  return False",
        "o = o or self\n  return self.x == o.x",
        "self = o\n  return self is not o",
        "return hasattr(o, '__class__')",
        "return self.x == getattr(o, 'x', 1)",
        "if self == o: return False\n  return True",
        "try:\n   o.x\n  except AttributeError: pass\n  return True",
        "with self.lock:\n   return o.x\n  return True",
        "for a in self.names:\n   if a != o.a: return False\n  return True",
        "while self.x:\n   return False\n  return True",
        "raise NotImplementedError()",
        "return False\n  yield o",
        "...",
    ];
    all_are(&Manner::Untold, "__eq__", &untold);
    let (open, close) = ("(".repeat(400), ")".repeat(400));
    let deep = format!(
        "return False if {open}1{close} else not {}o.x",
        "-".repeat(400)
    );
    all_are(&Manner::Untold, "__eq__", &[&deep]);
}

#[test]
fn not_equal_says_no_by_true() {
    let honest = [
        "return not self == o",
        "return not self.__eq__(o)",
        "return not (self == o)",
        "return not isinstance(o, C) or self.x != o.x",
        "return self.x != o.x",
        "if not isinstance(o, C): return True\n  return self.x != o.x",
        "return NotImplemented",
        "return o is not self",
    ];
    all_are(&Manner::Honest, "__ne__", &honest);
    let untold = [
        "return isinstance(o, C) and self.x != o.x",
        "if not isinstance(o, C): return False\n  return self.x != o.x",
        "return False",
        "pass",
        "return",
    ];
    all_are(&Manner::Untold, "__ne__", &untold);
    all_are(
        &Manner::MayEqualNone,
        "__ne__",
        &["return self.x != o", "return not self.x == o"],
    );
    let beside = " def __eq__(self, o): return self.x == o.x\n def __ne__(self, o): return f(o)\n";
    assert_eq!(manner_of(beside), Some(Manner::Untold));
}

#[test]
fn annotations() {
    let of = |head: &str| manner_of(&format!(" def __eq__({head}: ...\n"));
    let gives = |what: &str| Some(Manner::Gives(what.to_owned()));
    assert_eq!(of("self, o: object) -> bool"), Some(Manner::Untold));
    assert_eq!(of("self, o: object) -> 'Expr'"), gives("Expr"));
    assert_eq!(of("self, o) -> Series[bool]"), gives("Series[bool]"));
    assert_eq!(of("self, o) -> bool | Cond"), gives("bool | Cond"));
    assert_eq!(
        of("self, o) -> Union[bool, Cond]"),
        gives("Union[bool, Cond]")
    );
    for told in [
        "typing.Any",
        "bool | NotImplementedType",
        "t.Union[bool, Any]",
        "Literal[False]",
    ] {
        assert_eq!(
            of(&format!("self, o) -> {told}")),
            Some(Manner::Untold),
            "{told}"
        );
    }
    assert_eq!(of("self, o: C | None) -> bool"), Some(Manner::MayEqualNone));
    assert_eq!(
        of("self, o: 'Optional[C]') -> bool"),
        Some(Manner::MayEqualNone)
    );
    let denies = " def __eq__(self, o: C | None) -> bool:\n  return isinstance(o, C)\n";
    assert_eq!(manner_of(denies), Some(Manner::Honest));
    let vague = " def __eq__(self, o) -> Any:\n  return self.x == o.x\n";
    assert_eq!(manner_of(vague), Some(Manner::Honest));
}

#[test]
fn however_it_is_given() {
    let cases = [
        (" x = 1\n", None),
        (" def f(self):\n  __eq__ = 1\n", None),
        (" class D:\n  def __eq__(self, o): return True\n", None),
        (" __eq__ = other\n", Some(Manner::Untold)),
        (
            " __eq__, __ne__ = op('='), op('!=')\n",
            Some(Manner::Untold),
        ),
        (" __eq__: Any = op('=')\n", Some(Manner::Untold)),
        (" from m import __eq__\n", Some(Manner::Untold)),
        (" __eq__ = object.__eq__\n", Some(Manner::Honest)),
        (
            " __eq__ = lambda self, o: isinstance(o, C)\n",
            Some(Manner::Honest),
        ),
        (
            " __ne__ = lambda self, o: not self == o\n",
            Some(Manner::Honest),
        ),
        (
            " __eq__ = lambda self, o: Cond(self, o)\n",
            Some(Manner::Untold),
        ),
        (
            " def __eq__(self, *o): return self.x == o.x\n",
            Some(Manner::Untold),
        ),
        (
            " @check\n def __eq__(self, o): return False\n",
            Some(Manner::Untold),
        ),
        (
            " @override\n def __eq__(self, o): return False\n",
            Some(Manner::Honest),
        ),
        (
            " async def __eq__(self, o): return False\n",
            Some(Manner::Untold),
        ),
        (
            " try: pass\n except E:\n  def __eq__(self, o): return f(o)\n",
            Some(Manner::Untold),
        ),
        (
            " if TYPE_CHECKING:\n  def __eq__(self, o) -> Column: ...\n",
            Some(Manner::Gives("Column".to_owned())),
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(manner_of(body), expected, "{body}");
    }
}
