//! What is done with a file's new bytes: the diff, the record, the file itself.

use super::{Input, Job};
use crate::cli::record;
use crate::diff::Diff;
use crate::report::Failure;
use crate::write;

/// What became of a result.
pub(super) struct Delivered {
    /// The diff, where one was asked for.
    pub patch: Vec<u8>,
    /// Whether it was written, or would be where nothing is.
    pub written: bool,
    /// What went wrong with it.
    pub failure: Option<Failure>,
}

impl Delivered {
    fn not(failure: Failure) -> Self {
        Self {
            patch: Vec::new(),
            written: false,
            failure: Some(failure),
        }
    }
}

impl Job {
    /// Writes what is to be written and makes the diff that is to be printed. A file that cannot be
    /// named in the diff is not written, so that the diff tells all that was done.
    pub(super) fn deliver(&self, input: &Input<'_>, result: &[u8]) -> Delivered {
        let (mut patch, mut record) = (Vec::new(), Vec::new());
        if self.diff || self.known.recording.is_some() {
            let name = match self.diff_name(input) {
                Ok(name) => name,
                Err(failure) => return Delivered::not(failure),
            };
            let diff = Diff::new(input.bytes, result);
            if self.diff {
                diff.write(&name, self.look, &mut patch);
            }
            if let (Some(recording), Some(stamp)) = (&self.known.recording, input.stamp) {
                match recording.part(&name, &diff, stamp) {
                    Ok(part) => record = part,
                    Err(failure) => return Delivered::not(failure),
                }
            }
        }
        let stamp = input.stamp.filter(|_| self.write);
        let replaced = stamp
            .map(|stamp| write::replace(input.path, stamp, result, &self.options))
            .unwrap_or(Ok(()));
        match replaced {
            Err(error) if !error.was_written() => {
                Delivered::not(Failure::io(error.kind().to_string()))
            }
            replaced => {
                if stamp.is_some() {
                    record::keep(record);
                }
                Delivered {
                    patch,
                    written: true,
                    failure: replaced
                        .err()
                        .map(|error| Failure::io(error.kind().to_string())),
                }
            }
        }
    }

    /// The file's name in a diff: from the root that the whole diff is named from.
    pub fn diff_name(&self, input: &Input<'_>) -> Result<Vec<u8>, Failure> {
        let Some((roots, root)) = self.known.root.as_ref().filter(|_| input.stamp.is_some()) else {
            return Ok(input.path.as_os_str().as_encoded_bytes().to_vec());
        };
        let place = roots
            .place(input.path)
            .map_err(|error| Failure::io(error.to_string()))?;
        if place.root != *root {
            let several = crate::root::SeveralRoots {
                one: root.clone(),
                other: place.root,
            };
            return Err(Failure::io(several.to_string()));
        }
        Ok(place.name)
    }
}
