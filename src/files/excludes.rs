//! Exclude globs: what `--exclude`, `--extend-exclude` and the default list keep out of a run.
//!
//! Knows paths only by their text and never touches the disk. Ignore files are `ignored`'s.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{Candidate, ErrorKind, Glob, GlobSet, GlobSetBuilder};

use crate::shown::shortened;

/// The names excluded unless `--exclude` replaces them: ruff's default list
/// (<https://docs.astral.sh/ruff/settings/#exclude>; `build` left it in ruff 0.3).
pub const DEFAULT_EXCLUDES: [&str; 25] = [
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".git-rewrite",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pypackages__",
    "_build",
    "buck-out",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
];

/// A glob that cannot be used, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", lead(glob))]
pub struct ExcludeError {
    /// The glob as the user wrote it; empty where it is all of them together.
    pub glob: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What a message can bear of a glob, in code points.
const LONGEST_SHOWN: usize = 64;

fn lead(glob: &str) -> String {
    match glob {
        "" => String::new(),
        glob => format!("invalid glob `{}`: ", shortened(glob, LONGEST_SHOWN)),
    }
}

/// Whether a glob can be used.
///
/// # Errors
/// Why not.
pub fn check_glob(glob: &str) -> Result<(), ExcludeError> {
    // Only when it is built does it show that it is too large.
    let set = GlobSet::builder().add(compile(glob, glob)?).build();
    set.map(drop).map_err(|error| refused(glob, &error))
}

/// A compiled set of exclude globs.
///
/// A glob without a slash matches any file or folder of that base name, wherever it stands. A glob
/// with a slash is a path from the base folder (`..` and absolute paths are understood). As in
/// ruff, `*` and `?` match a slash too, so `gen/*.py` reaches below `gen/deep`. What lies under an
/// excluded folder is excluded. An empty glob stands for nothing: `--exclude ''` clears the
/// default list.
#[derive(Clone, Debug)]
pub struct Excludes {
    /// The folder whose own address is not asked; absolute, without `.` and `..`.
    base: PathBuf,
    /// Matched against base names.
    names: GlobSet,
    /// Globs with a slash, each group matched against what is left of a path below its folder.
    rooted: Vec<(PathBuf, GlobSet)>,
}

impl Excludes {
    /// Compiles `exclude` (instead of [`DEFAULT_EXCLUDES`], where given) and `extend`.
    ///
    /// `base` must be absolute: the current folder for the command line's globs, the settings
    /// file's folder for its own.
    ///
    /// # Errors
    /// The first glob that does not compile, by the user's spelling.
    pub fn new(
        base: &Path,
        exclude: Option<&[String]>,
        extend: &[String],
    ) -> Result<Self, ExcludeError> {
        let from_base = |globs| (base, globs);
        Self::of(base, exclude.map(from_base), Some((base, extend)))
    }

    /// As [`Excludes::new`], with the folder that each list of globs starts from.
    ///
    /// # Errors
    /// As [`Excludes::new`].
    pub fn of(
        base: &Path,
        exclude: Option<(&Path, &[String])>,
        extend: Option<(&Path, &[String])>,
    ) -> Result<Self, ExcludeError> {
        let mut groups = Groups::new(base);
        if exclude.is_none() {
            DEFAULT_EXCLUDES
                .iter()
                .try_for_each(|glob| groups.add(glob))?;
        }
        for (folder, globs) in exclude.into_iter().chain(extend) {
            groups.folder = absolute(folder, Path::new(""));
            globs.iter().try_for_each(|glob| groups.add(glob))?;
        }
        groups.build()
    }

    /// Whether a glob matches `path` itself; `path` is absolute, without `.` and `..`.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        self.matches_name(path.file_name().unwrap_or_default()) || self.matches_rooted(path)
    }

    /// Whether a glob matches `path` or a folder above it.
    ///
    /// The folders asked are those below the nearest one that `path` shares with the base, so a
    /// project that lives in a folder called `dist` is not excluded by its own address.
    #[must_use]
    pub fn covers(&self, path: &Path) -> bool {
        let shared = path
            .components()
            .zip(self.base.components())
            .take_while(|(a, b)| a == b);
        let below = path.components().count() - shared.count();
        path.ancestors().take(below).any(|path| self.matches(path))
    }

    /// Whether a glob matches the child called `name` of a folder, by the folder's path without `.` and `..` or
    /// by the one without links.
    pub(crate) fn matches_child(&self, plain: &Path, real: &Path, name: &OsStr) -> bool {
        let by_path = |folder: &Path| self.matches_rooted(&folder.join(name));
        self.matches_name(name)
            || self.has_rooted() && (by_path(plain) || plain != real && by_path(real))
    }

    /// Whether a glob without a slash matches this base name.
    fn matches_name(&self, name: impl AsRef<Path>) -> bool {
        self.names
            .is_match_candidate(&Candidate::new(name.as_ref()))
    }

    /// Whether any glob has a slash, so that [`Excludes::matches_rooted`] can say yes.
    fn has_rooted(&self) -> bool {
        !self.rooted.is_empty()
    }

    /// Whether a glob with a slash matches `path`.
    fn matches_rooted(&self, path: &Path) -> bool {
        self.rooted.iter().any(|(root, globs)| {
            path.strip_prefix(root)
                .is_ok_and(|rest| globs.is_match_candidate(&Candidate::new(rest)))
        })
    }
}

/// `path` as seen from the absolute folder `base`, with `.` and `..` worked out on the text alone.
#[must_use]
pub(super) fn absolute(base: &Path, path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in base.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// Globs on their way into [`Excludes`].
struct Groups {
    base: PathBuf,
    /// The folder that the globs at hand start from.
    folder: PathBuf,
    names: GlobSetBuilder,
    rooted: Vec<(PathBuf, GlobSetBuilder)>,
}

impl Groups {
    fn new(base: &Path) -> Self {
        let base = absolute(base, Path::new(""));
        Self {
            folder: base.clone(),
            base,
            names: GlobSetBuilder::new(),
            rooted: Vec::new(),
        }
    }

    fn add(&mut self, glob: &str) -> Result<(), ExcludeError> {
        if glob.is_empty() {
            return Ok(());
        }
        if !glob.contains(std::path::is_separator) {
            self.names.add(compile(glob, glob)?);
            return Ok(());
        }
        let (root, rest) = self.split(glob);
        let glob = compile(&rest, glob)?;
        match self.rooted.iter_mut().find(|(folder, _)| *folder == root) {
            Some((_, globs)) => globs.add(glob),
            None => {
                self.rooted.push((root, GlobSetBuilder::new()));
                self.rooted
                    .last_mut()
                    .expect("one was just pushed")
                    .1
                    .add(glob)
            }
        };
        Ok(())
    }

    /// The folder a glob with a slash starts from, and the glob left below it. That folder never
    /// becomes part of a glob: its name may hold `[` or bytes that are not UTF-8.
    fn split(&self, glob: &str) -> (PathBuf, String) {
        let mut root = self.folder.clone();
        let mut rest: Vec<&str> = Vec::new();
        if glob.starts_with(std::path::is_separator) {
            root = self
                .folder
                .ancestors()
                .last()
                .unwrap_or(&self.folder)
                .to_path_buf();
        }
        for part in glob.split(std::path::is_separator) {
            match part {
                "" | "." => {}
                ".." if rest.pop().is_none() => {
                    root.pop();
                }
                ".." => {}
                part => rest.push(part),
            }
        }
        (root, rest.join("/"))
    }

    fn build(self) -> Result<Excludes, ExcludeError> {
        let rooted: Result<_, ExcludeError> = self
            .rooted
            .into_iter()
            .map(|(root, globs)| Ok((root, globs.build().map_err(|e| unbuilt(&e))?)))
            .collect();
        let names = self.names.build().map_err(|e| unbuilt(&e))?;
        Ok(Excludes {
            base: self.base,
            names,
            rooted: rooted?,
        })
    }
}

/// More groups in braces than this in one glob are too many: they may nest, and reading them takes as much of
/// the stack.
const MOST_GROUPS: usize = 1000;

/// Compiles `glob`, which the user wrote as `written`.
fn compile(glob: &str, written: &str) -> Result<Glob, ExcludeError> {
    if glob.bytes().filter(|&byte| byte == b'{').count() > MOST_GROUPS {
        return Err(too_large(written));
    }
    Glob::new(glob).map_err(|error| refused(written, &error))
}

fn refused(written: &str, error: &globset::Error) -> ExcludeError {
    match error.kind() {
        // What a glob is compiled to is well formed: then it is its size, or how deep its groups nest.
        ErrorKind::Regex(_) => too_large(written),
        kind => ExcludeError {
            glob: written.to_owned(),
            reason: kind.to_string(),
        },
    }
}

fn too_large(written: &str) -> ExcludeError {
    ExcludeError {
        glob: written.to_owned(),
        reason: "too large".to_owned(),
    }
}

/// Why globs cannot be used together of which each can.
fn unbuilt(error: &globset::Error) -> ExcludeError {
    match error.kind() {
        ErrorKind::Regex(_) => ExcludeError {
            glob: String::new(),
            reason: "the globs are too large together".to_owned(),
        },
        _ => refused(error.glob().unwrap_or_default(), error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excludes(globs: &[&str]) -> Excludes {
        let globs: Vec<String> = globs.iter().map(ToString::to_string).collect();
        Excludes::new(Path::new("/home/me/dist/[app]"), Some(&globs), &[]).unwrap()
    }

    fn covered(glob: &str, path: &str) -> bool {
        excludes(&[glob]).covers(&absolute(Path::new("/home/me/dist/[app]"), Path::new(path)))
    }

    #[test]
    fn a_bare_name_matches_anywhere_below_the_base() {
        assert!(covered("gen", "gen/x.py"));
        assert!(covered("gen", "a/b/gen/c/x.py"));
        assert!(covered("*_pb2.py", "a/x_pb2.py"));
        assert!(covered("[ab].py", "a.py"));
        assert!(!covered("gen", "a/general/x.py"));
        assert!(
            !covered("dist", "x.py"),
            "the base's own address is not asked"
        );
        assert!(!covered("gen", "x/gen.py"));
    }

    #[test]
    fn a_path_starts_from_the_base() {
        assert!(covered("a/gen", "a/gen/x.py"));
        assert!(covered("./a/./gen/", "a/gen/x.py"));
        assert!(!covered("a/gen", "b/a/gen/x.py"));
        assert!(covered("**/gen/*.py", "b/a/gen/x.py"));
        assert!(
            covered("a/*.py", "a/b/x.py"),
            "as in ruff, a star crosses slashes"
        );
        assert!(covered("../other/x.py", "../other/x.py"));
        assert!(!covered("../other/x.py", "other/x.py"));
        assert!(covered("/srv/*/x.py", "/srv/a/x.py"));
        assert!(!covered("/srv/*/x.py", "srv/a/x.py"));
    }

    #[test]
    fn outside_the_base_only_folders_below_the_shared_one_are_asked() {
        assert!(covered("venv", "../venv/x.py"));
        assert!(!covered("me", "../venv/x.py"));
    }

    #[test]
    fn defaults_are_replaced_or_added_to() {
        let base = Path::new("/p");
        let one = |glob: &str| vec![glob.to_owned()];
        let plain = Excludes::new(base, None, &[]).unwrap();
        let added = Excludes::new(base, None, &one("gen")).unwrap();
        let replaced = Excludes::new(base, Some(&one("gen")), &[]).unwrap();
        let cleared = Excludes::new(base, Some(&one("")), &[]).unwrap();
        let says = |path: &str| {
            [&plain, &added, &replaced, &cleared].map(|excludes| excludes.covers(Path::new(path)))
        };
        assert_eq!(says("/p/.venv/x.py"), [true, true, false, false]);
        assert_eq!(says("/p/gen/x.py"), [false, true, true, false]);
        assert_eq!(says("/p/build/x.py"), [false; 4]);
        for name in [".venv", "site-packages", "node_modules"] {
            assert!(DEFAULT_EXCLUDES.contains(&name));
        }
    }

    #[test]
    fn a_broken_glob_is_named_with_its_reason() {
        let globs = ["./a/{b".to_owned()];
        let error = Excludes::new(Path::new("/p"), None, &globs).unwrap_err();
        assert_eq!(error.glob, "./a/{b");
        assert!(
            error.to_string().contains("unclosed alternate group"),
            "{error}"
        );
        let error = Excludes::new(Path::new("/p"), Some(&["[z-a]".into()]), &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "invalid glob `[z-a]`: invalid range; 'z' > 'a'"
        );
    }
}
