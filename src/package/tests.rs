//! Packages written into temporary folders.

use std::fs;

use super::*;

/// Writes files into a folder and gives it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

const COLOR: &str = "class Color:\n    def __eq__(self, other):\n        return other is None\n\nclass Plain:\n    def __eq__(self, other):\n        return isinstance(other, Plain)\n\nclass Closed:\n    def __eq__(self, other):\n        return compare(self, other)\n";

#[test]
fn attributes_that_hold_what_may_equal_none() {
    let folder = folder(&[
        ("p/__init__.py", ""),
        ("p/colors.py", COLOR),
        (
            "p/values.py",
            "class Value(object):\n    def __eq__(self, other):\n        return self.value == other\n",
        ),
        ("p/sub/__init__.py", ""),
        (
            "p/sub/shape.py",
            "class Shape:\n    def f(self):\n        self.fill = Color('a')\n        self.line = colors.Color ('b')\n        self.edge = colors.Color('b')\n        self.plain = Plain()\n        self.closed = Closed()\n        if self.test == Color(): pass\n        self.call = f(Color())\n        self.value = v.Value()\n        other = Color()\n",
        ),
        ("p/open.py", ""),
        ("q/__init__.py", ""),
        ("lone.py", COLOR),
    ]);
    let at = |name: &str| folder.path().join(name);
    let packages = Packages::default();
    let class = |attribute| packages.class_of_attribute(&at("p/open.py"), attribute);
    assert_eq!(class("fill").as_deref(), Some("Color"));
    assert_eq!(class("edge").as_deref(), Some("Color"));
    assert_eq!(class("value").as_deref(), Some("Value"));
    for other in ["plain", "closed", "test", "call", "other", "line"] {
        assert_eq!(class(other), None, "{other}");
    }
    assert!(packages.may_equal_none(&at("p/sub/shape.py"), "Color"));
    assert!(packages.may_equal_none(&at("p/sub/shape.py"), "Closed"));
    assert!(!packages.may_equal_none(&at("p/sub/shape.py"), "Plain"));
    assert!(!packages.may_equal_none(&at("q/__init__.py"), "Color"));
    assert!(!packages.may_equal_none(&at("lone.py"), "Color"));
}

#[test]
fn a_library_next_door() {
    let folder = folder(&[
        ("p/__init__.py", "import os\n"),
        ("p/models.py", "import os, sqlalchemy as sa  # both\n"),
        ("p/late.py", "def f():\n    from peewee import Model\n"),
        ("p/plain.py", "import models\n"),
        ("p/sub/__init__.py", "from ..models import x\n"),
        ("p/sub/view.py", ""),
        ("alone.py", "import numpy\n"),
        ("script.py", ""),
    ]);
    let packages = Packages::default();
    let library = |module: &str, imports: &[&str]| {
        let module = folder.path().join(module);
        let found = packages.library_next_door(&module, imports.iter().copied());
        found.map(|(_, library, _)| library)
    };
    assert_eq!(library("p/plain.py", &[".models.User"]), None);
    assert_eq!(library("p/plain.py", &[".models"]), Some("sqlalchemy"));
    assert_eq!(library("p/plain.py", &["p.models"]), Some("sqlalchemy"));
    assert_eq!(
        library("p/plain.py", &["p.late", "p.models"]),
        Some("peewee")
    );
    assert_eq!(library("p/sub/view.py", &["..models"]), Some("sqlalchemy"));
    assert_eq!(library("p/sub/view.py", &["..plain"]), None);
    assert_eq!(library("p/models.py", &["p.models"]), None);
    assert_eq!(library("script.py", &["alone"]), Some("numpy"));
    assert_eq!(library("script.py", &["p"]), None);
    assert_eq!(
        library("script.py", &["missing", "p.models"]),
        Some("sqlalchemy")
    );
}

#[test]
fn imports_next_door_are_read_as_ones_own() {
    for (source, library) in [
        ("from google.cloud import ndb\n", Some("google.cloud.ndb")),
        (
            "from google.appengine.ext import (\n    db,  # (old)\n    ndb,\n)\n",
            Some("google.appengine.ext.db"),
        ),
        (
            "from google.cloud \\\n    import storage, ndb\n",
            Some("google.cloud.ndb"),
        ),
        ("import os, \\\n    numpy as np\n", Some("numpy")),
        (
            "import os; print 'old'\nimport\tnumpy; print 'x'\n",
            Some("numpy"),
        ),
        ("from django.db.models import F\n", Some("django.db.models")),
        ("from django.db import models\n", None),
        (
            "from google.cloud import storage\nfrom here to there\nfrom os import (\n",
            None,
        ),
        ("from os import (\nimport numpy\n", Some("numpy")),
        ("import os; import numpy\n", Some("numpy")),
        (
            "from os import (\n    path,\n); from.a import b; import numpy\n",
            Some("numpy"),
        ),
        (
            "try: import numpy as np\nexcept ImportError: np = None\n",
            Some("numpy"),
        ),
        (
            "  if old: import os; from numpy import nan\n",
            Some("numpy"),
        ),
        ("# Note: import numpy\nimport os\n", None),
        ("import os  # ; import numpy\n", None),
    ] {
        assert_eq!(
            imports::library(&imports::statements(source.as_bytes())).map(|it| it.0),
            library,
            "{source}"
        );
    }
}

#[test]
fn what_cannot_be_read_shows_nothing() {
    let packages = Packages::default();
    let nowhere = Path::new("/nowhere/at/all.py");
    assert_eq!(packages.class_of_attribute(nowhere, "x"), None);
    let next_door = packages.library_next_door(nowhere, ["a.b", "..c"].into_iter());
    assert_eq!(next_door, None);
}

#[test]
fn a_library_that_a_user_imports() {
    let folder = folder(&[
        ("p/__init__.py", ""),
        ("p/tests_of.py", "def missing(c):\n    return c == None\n"),
        ("p/other.py", ""),
        (
            "p/query.py",
            "from sqlalchemy import select\nfrom.tests_of import missing\n",
        ),
        ("p/sub/__init__.py", ""),
        ("p/sub/deep.py", "import os\nfrom .. import other\n"),
        ("p/sub/frames.py", "import pandas\nfrom .. import tools\n"),
        ("p/tools/__init__.py", ""),
        ("script.py", ""),
        ("main.py", "import numpy as np\nimport script\n"),
        ("alone.py", "import numpy as np\n"),
        ("deeper/main.py", "import numpy\nimport alone\n"),
    ]);
    let packages = Packages::default();
    let user = |module: &str| {
        let found = packages.user(&folder.path().join(module));
        found.map(|(user, library, _)| format!("{user} {library}"))
    };
    assert_eq!(
        user("p/tests_of.py").as_deref(),
        Some("query.py sqlalchemy")
    );
    assert_eq!(user("p/other.py"), None);
    assert_eq!(
        user("p/tools/__init__.py").as_deref(),
        Some("frames.py pandas")
    );
    assert_eq!(user("script.py").as_deref(), Some("main.py numpy"));
    assert_eq!(user("alone.py"), None);
    assert_eq!(user("p/query.py"), None);
}
