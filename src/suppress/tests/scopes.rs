//! pylint's scopes. The table is what pylint 4.0.4 or 4.1.4 silences, but where a case says otherwise:
//! then isfix silences more.

use super::check;

const D: &str = "# pylint: disable=C0121";

/// Puts the comment that disables for each `@`, and the one that enables for each `$`.
fn check_scopes(table: &[(&str, &str)]) {
    let put = |source: &str| {
        let enable = D.replace("disable", "enable");
        source.replace('@', D).replace('$', &enable)
    };
    let table: Vec<_> = table
        .iter()
        .map(|(source, expected)| (put(source), *expected))
        .collect();
    let table: Vec<_> = table
        .iter()
        .map(|(text, it)| (text.as_str(), *it))
        .collect();
    check(&table);
}

#[test]
fn a_module() {
    check_scopes(&[
        ("@\n«x == None»", "E711"),
        ("@\ny\ndef f():\n  «x == None»", "E711"),
        ("y\n@\n«x == None»", "E711"),
        ("«x == None»\n@\ny", ""),
        ("'''doc'''\n@\n«x == None»", "E711"),
        ("y @\n«x == None»", ""),
        ("@\n$\n«x == None»", ""),
        ("@\ny\n$\n«x == None»", ""),
        ("@\n«x == None»\n$", "E711"),
        ("$\n@\n«x == None»", "E711"),
        ("@\ndef f():\n  $\n  y\n«x == None»", "E711"),
        ("@\ndef f():\n  $\n  «x == None»", ""),
        ("@\ndef f():\n  y $\n  «x == None»", "E711"),
        ("@\n«x == None» $", ""),
    ]);
}

#[test]
fn a_function() {
    check_scopes(&[
        ("def f():\n  @\n  «x == None»", "E711"),
        ("def f():\n  y\n  @\n  «x == None»", "E711"),
        ("def f():\n  «x == None»\n  @\n  y", ""),
        ("def f():\n  @\n  y\n«x == None»", ""),
        ("def f(a=«x == None»):\n  @\n  y", "E711"),
        ("def f(a=«x == None»):\n  y\n  @\n  y", ""),
        ("def f(\n  a=«x == None»,\n):\n  'doc'\n  @\n  y", "E711"),
        ("def f(): @\n  «x == None»", ""),
        ("def f(a): @\n  «x == None»", ""),
        // A line of its own for the bracket is the function's, and so is its first one.
        ("def f(\n  a,\n): @\n  «x == None»", "E711"),
        ("def f( @\n  a,\n):\n  «x == None»", "E711"),
        ("def f(\n  a, @\n):\n  «x == None»", ""),
        ("def f(\n  *a, @\n):\n  «x == None»", "E711"),
        ("@\ndef f(a=«x == None»):\n  $\n  y", ""),
        // There the header is enabled again, by a comment that disables.
        ("@\ndef f(a=«x == None»):\n  y\n  @\n  y", "E711"),
    ]);
}

#[test]
fn a_class() {
    check_scopes(&[
        ("class A:\n  @\n  «x == None»", "E711"),
        ("class A: @\n  «x == None»", "E711"),
        ("class A: @\n  def f():\n    «x == None»", "E711"),
        ("class A(B): @\n  «x == None»", ""),
        ("class A(\n  B,\n): @\n  «x == None»", "E711"),
        ("class A:\n  def f():\n    @\n    y\n  «x == None»", ""),
    ]);
}

#[test]
fn blocks() {
    check_scopes(&[
        ("if y:\n  @\n  «x == None»", "E711"),
        ("if y:\n  @\n  y\n«x == None»", ""),
        ("if y:\n  @\n  y\nelse:\n  «x == None»", ""),
        ("if y: @\n  «x == None»", ""),
        ("if y:\n  y\nelif z:\n  @\n  «x == None»", "E711"),
        ("if y:\n  @\n  y\nelif «x == None»:\n  y", ""),
        ("if y:\n  y\nelse:\n  y\n  @\n  «x == None»", "E711"),
        // In 4.1: before the first statement of an `else` block, and behind the `else`.
        ("if y:\n  y\nelse:\n  @\n  «x == None»", "E711"),
        ("if y:\n  y\nelse: @\n  «x == None»", "E711"),
        ("if y:\n  y\nelse: @\n  y\n«x == None»", ""),
        ("if y:\n  y\nelif z:\n  y\nelse: @\n  «x == None»", "E711"),
        ("while y:\n  y\nelse:\n  @\n  «x == None»", "E711"),
        ("for y in z:\n  y\nelse: @\n  «x == None»", "E711"),
        // If there is such a statement first in it, up to the end of the body of that.
        ("if y:\n  y\nelse: @\n  if y:\n    «x == None»\n  y", "E711"),
        ("if y:\n  y\nelse: @\n  if y:\n    y\n  «x == None»", ""),
        ("for y in z:\n  @\n  «x == None»", "E711"),
        ("for y in z:\n  @\n  y\nelse:\n  «x == None»", "E711"),
        ("while y:\n  @\n  «x == None»", "E711"),
        ("while y:\n  @\n  y\nelse:\n  «x == None»", ""),
        ("with y:\n  @\n  «x == None»", "E711"),
        ("with y:\n  @\n  y\n«x == None»", ""),
        ("match y:\n  case 1:\n    @\n    «x == None»", "E711"),
        (
            "match y:\n  case 1:\n    @\n    y\n  case 2:\n    «x == None»",
            "",
        ),
        // In 4.1: nothing in a `case` has lines of its own.
        ("match y:\n  case 1:\n    y @\n    «x == None»", "E711"),
        ("match y:\n  case 1:\n    «x == None»\n    y @", ""),
        (
            "match y:\n  @\n  case 1:\n    y\n  case 2:\n    «x == None»",
            "E711",
        ),
    ]);
}

#[test]
fn a_try() {
    check_scopes(&[
        // In 4.1.
        ("try: @\n  «x == None»\nexcept:\n  y", "E711"),
        ("try: @\n  y\nexcept:\n  «x == None»", ""),
        ("try:\n  y\nexcept:\n  y\nelse:\n  @\n  «x == None»", "E711"),
        ("try:\n  y\nexcept:\n  y\nelse: @\n  «x == None»", "E711"),
        ("try:\n  @\n  y\nexcept:\n  «x == None»", "E711"),
        ("try:\n  y\n  @\n  y\nexcept:\n  «x == None»", ""),
        ("try:\n  y\nexcept:\n  @\n  «x == None»", "E711"),
        ("try:\n  y\nexcept: @\n  «x == None»", "E711"),
        ("try:\n  y\nexcept E: @\n  «x == None»", ""),
        ("try:\n  y\nexcept:\n  @\n  y\nfinally:\n  «x == None»", ""),
        // In 4.1, and only the first statement.
        ("try:\n  y\nfinally:\n  @\n  «x == None»", "E711"),
        ("try:\n  y\nfinally:\n  @\n  y\n  «x == None»", ""),
        ("try:\n  y\nfinally:\n  y\n  @\n  «x == None»", "E711"),
    ]);
}

#[test]
fn brackets() {
    check_scopes(&[
        ("f( @\n  «x == None»)", ""),
        // In 4.1: nothing in a comprehension's `for` has lines of its own.
        ("[y for y in z\n if y @\n if «x == None»]", "E711"),
        ("[y for y in z\n if «x == None»\n if y @\n]", ""),
        ("[ @\n  «x == None»]", "E711"),
        ("return_ = [ @\n  «x == None»]", ""),
        ("[\n  @\n  y,\n  «x == None»]", "E711"),
        ("[\n  «x == None»,\n  @\n  y]", ""),
        ("assert not ( @\n  «x == None»)", "E711"),
        ("«x == None» and \\\n y @", "E711"), // there not on the first line of a file
        ("y and \\\n «x == None» @", "E711"),
        ("(«x ==\n @\n None»)", "E711"), // there nothing: the comparison starts before
        ("(«x ==\n None») @", "E711"),   // likewise
    ]);
}

#[test]
fn the_next_line() {
    let next = "# pylint: disable-next=singleton-comparison";
    for (source, expected) in [
        ("@\n«x == None»", "E711"),
        ("@\n\n«x == None»", ""),
        ("@\ny\n«x == None»", ""),
        ("y @\n«x == None»", "E711"),
        ("«x == None» @", ""),
        ("@\ny and \\\n «x == None»", ""),
        ("f(\n @\n «x == None»)", "E711"),
        ("@\n# pylint: enable=all\n«x == None»", ""),
        ("y\n@\n«x == None» # pylint: enable=all", ""),
    ] {
        check(&[(&source.replace('@', next), expected)]);
    }
    check(&[
        ("# pylint: disable-next=all\n«x == None»", "E711 F632"),
        ("# pylint: disable-next=C,R0123\n«x == None»", "E711 F632"),
    ]);
}

#[test]
fn what_is_named() {
    check(&[
        (
            "# pylint: disable=C0121\n# pylint: enable=R0123\n«x == None»",
            "E711",
        ),
        (
            "# pylint: disable=C0121\n# pylint: enable=singleton-comparison\n«x == None»",
            "",
        ),
        (
            "# pylint: disable=C0121,R0123\n# pylint: enable=C\n«x == None»",
            "F632",
        ),
        (
            "# pylint: disable=C0121,R0123\n# pylint: enable=all\n«x == None»",
            "",
        ),
        ("# pylint: disable=R, C\n«x == None»", "E711 F632"),
        ("# pylint: disable=basic\n«x == None»", "E711 F632"),
        ("# pylint: disable=refactoring\n«x == None»", ""),
        ("# pylint: disable=none-comparison\n«x == None»", "E711"), // isfix's own name
        ("# pylint: disable-msg=C0121\n«x == None»", "E711"),
        ("# pylint: disable=C0121 enable=C0121\n«x == None»", ""),
        (
            "# pylint: disable=C0121\n# pylint: enable\n«x == None»",
            "E711",
        ),
        (
            "# pylint: disable=C0121\n# pylint: disable\n«x == None»",
            "E711",
        ),
        // pylint reads the last of several; no more is taken back, but more is silenced.
        (
            "# pylint: disable=C0121\n# pylint: enable=all # pylint: disable=R0123\n«x == None»",
            "E711 F632",
        ),
    ]);
}
