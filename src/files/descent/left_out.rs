//! Why excludes or ignore files keep something out of a walk: for `--verbose`.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::{Frame, Place, What, join};
use crate::files::remark::{self, Remark, Remarked};
use crate::files::{FileSelection, WalkError};

impl Frame {
    /// What is to be said of the child `name`, which is left out, if it is a folder or would be read.
    pub(super) fn remark(
        &self,
        shown: PathBuf,
        name: &OsStr,
        what: &What,
        selection: &FileSelection,
    ) -> Option<WalkError> {
        let Place {
            open, plain, real, ..
        } = &self.place;
        let is_folder = matches!(what, What::Folder);
        let would_be_read = || match what {
            What::File(..) => remark::has_python_name_or_shebang(&shown, &join(open, name)),
            _ => false,
        };
        if !is_folder && !would_be_read() {
            return None;
        }
        let by_ignored = || {
            let (pattern, file, line) = self.ignored.why(&join(real, name), is_folder)?;
            let file = selection.shown_file(file);
            Some(Remarked::Ignored {
                pattern,
                file,
                line,
            })
        };
        let by_exclude = self.scope.excluding(plain, real, name);
        let why = by_exclude.map(Remarked::excluded).or_else(by_ignored)?;
        Some(match is_folder {
            true => Remark::folder(shown, why),
            false => Remark::file(shown, why),
        })
    }
}
