//! Which exclude glob it is that keeps something out, and who says so.

use std::ffi::OsStr;
use std::path::Path;

use super::keys;
use super::layer::{Layer, Origin};
use super::scope::Scope;
use crate::files::{DEFAULT_EXCLUDES, Excludes};

/// One exclude glob by itself.
#[derive(Debug)]
pub struct ExcludeGlob {
    /// As it is written.
    pub glob: String,
    /// Who says so; `None` where it is the default list.
    pub origin: Option<Origin>,
    fits: Excludes,
}

impl ExcludeGlob {
    fn new(base: &Path, glob: &str, origin: Option<&Origin>) -> Option<Self> {
        let list = [glob.to_owned()];
        Some(Self {
            // What does not compile was refused before.
            fits: Excludes::of(base, Some((base, &list)), None).ok()?,
            glob: glob.to_owned(),
            origin: origin.cloned(),
        })
    }

    /// Those of a layer, one by one.
    fn all(layer: &Layer) -> Vec<Self> {
        let mut all = Vec::new();
        if layer.texts(&keys::EXCLUDE).is_none() {
            let one = |glob: &&str| Self::new(Path::new("/"), glob, None);
            all.extend(DEFAULT_EXCLUDES.iter().filter_map(one));
        }
        for key in [&keys::EXCLUDE, &keys::EXTEND_EXCLUDE] {
            if let (Some(said), Some(globs)) = (layer.said(key), layer.texts(key)) {
                let one = |glob: &String| Self::new(&said.base, glob, Some(&said.origin));
                all.extend(globs.iter().filter_map(one));
            }
        }
        all
    }
}

impl Scope {
    /// The first of its exclude globs that fits the child called `name` of a folder, by the folder's path
    /// without `.` and `..` or by the one without links. Each is compiled by itself, once: slow, and for
    /// messages alone.
    pub fn excluding(&self, plain: &Path, real: &Path, name: &OsStr) -> Option<&ExcludeGlob> {
        let globs = self
            .exclude_globs
            .get_or_init(|| ExcludeGlob::all(&self.layer));
        let fits = |one: &&ExcludeGlob| one.fits.matches_child(plain, real, name);
        globs.iter().find(fits)
    }
}
