//! The file system as inference sees it: the disk, read as CPython would decode it, with texts laid
//! over it. Nothing can be run or written through it.

use ruff_db::file_revision::FileRevision;
use ruff_db::system::walk_directory::WalkDirectoryBuilder;
use ruff_db::system::{
    DirectoryEntry, FileType, Metadata, OsSystem, Result, System, SystemPath, SystemPathBuf,
    SystemVirtualPath, WhichError, WhichResult, WritableSystem,
};
use ruff_notebook::{Notebook, NotebookError};
use std::any::Any;
use std::collections::HashMap;
use std::env::VarError;
use std::io::{self, ErrorKind};
use std::sync::{Arc, RwLock};

use crate::document::Document;

/// Larger files are not read: they are data, and their inference would take its time.
const LARGEST: u64 = 16 << 20;

/// The disk with texts laid over it; clones share them.
#[derive(Debug, Clone)]
pub struct Disk {
    real: OsSystem,
    /// Texts by absolute path, which need not exist.
    laid: Arc<RwLock<HashMap<SystemPathBuf, Arc<str>>>>,
}

impl Disk {
    /// The disk as it is; relative paths start at `here`, an absolute path.
    pub fn new(here: &SystemPath) -> Self {
        Self {
            real: OsSystem::new(here),
            laid: Arc::default(),
        }
    }

    /// Lays a text over an absolute path.
    pub fn lay(&self, path: &SystemPath, text: &str) {
        let mut laid = self.laid.write().expect(UNPOISONED);
        laid.insert(path.to_path_buf(), text.into());
    }

    fn laid(&self, path: &SystemPath) -> Option<Arc<str>> {
        self.laid.read().expect(UNPOISONED).get(path).cloned()
    }
}

/// Why the locks can be taken.
const UNPOISONED: &str = "nothing that runs under the lock panics";

impl System for Disk {
    fn path_metadata(&self, path: &SystemPath) -> Result<Metadata> {
        if self.laid(path).is_some() {
            return Ok(Metadata::new(FileRevision::new(0), None, FileType::File));
        }
        self.real.path_metadata(path)
    }

    fn canonicalize_path(&self, path: &SystemPath) -> Result<SystemPathBuf> {
        self.real.canonicalize_path(path)
    }

    fn is_same_file(&self, first: &SystemPath, second: &SystemPath) -> Result<bool> {
        self.real.is_same_file(first, second)
    }

    fn which(&self, _: &str) -> WhichResult {
        Err(WhichError::CannotFindBinaryPath)
    }

    fn read_to_string(&self, path: &SystemPath) -> Result<String> {
        if let Some(text) = self.laid(path) {
            return Ok(text.to_string());
        }
        let metadata = path.as_std_path().metadata()?;
        // A pipe or a device would be waited for.
        if !metadata.is_file() || metadata.len() > LARGEST {
            return Err(io::Error::from(ErrorKind::InvalidData));
        }
        let bytes = std::fs::read(path.as_std_path())?;
        let document = Document::read(&bytes)
            .map_err(|error| io::Error::new(ErrorKind::InvalidData, error.to_string()))?;
        Ok(document.text().to_owned())
    }

    fn read_to_notebook(&self, _: &SystemPath) -> std::result::Result<Notebook, NotebookError> {
        Err(NotebookError::Io(ErrorKind::Unsupported.into()))
    }

    fn read_virtual_path_to_string(&self, _: &SystemVirtualPath) -> Result<String> {
        Err(ErrorKind::NotFound.into())
    }

    fn read_virtual_path_to_notebook(
        &self,
        _: &SystemVirtualPath,
    ) -> std::result::Result<Notebook, NotebookError> {
        Err(NotebookError::Io(ErrorKind::NotFound.into()))
    }

    fn current_directory(&self) -> &SystemPath {
        self.real.current_directory()
    }

    fn user_config_directory(&self) -> Option<SystemPathBuf> {
        None
    }

    fn cache_dir(&self) -> Option<SystemPathBuf> {
        None
    }

    fn read_directory<'a>(
        &'a self,
        path: &SystemPath,
    ) -> Result<Box<dyn Iterator<Item = Result<DirectoryEntry>> + 'a>> {
        System::read_directory(&self.real, path)
    }

    fn walk_directory(&self, path: &SystemPath) -> WalkDirectoryBuilder {
        self.real.walk_directory(path)
    }

    fn env_var(&self, _: &str) -> std::result::Result<String, VarError> {
        Err(VarError::NotPresent)
    }

    fn as_writable(&self) -> Option<&dyn WritableSystem> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn dyn_clone(&self) -> Box<dyn System> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(folder: &tempfile::TempDir, name: &str) -> SystemPathBuf {
        SystemPathBuf::from_path_buf(folder.path().join(name)).unwrap()
    }

    #[test]
    fn texts_lie_over_the_disk_and_files_are_read_as_python_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::new(&path(&folder, ""));
        let latin = path(&folder, "latin.py");
        std::fs::write(&latin, b"# coding: latin-1\nx = '\xe9'\n").unwrap();
        assert_eq!(
            disk.read_to_string(&latin).unwrap(),
            "# coding: latin-1\nx = 'é'\n"
        );
        let marked = path(&folder, "marked.py");
        std::fs::write(&marked, b"\xef\xbb\xbfx = 1\n").unwrap();
        assert_eq!(disk.read_to_string(&marked).unwrap(), "x = 1\n");
        let absent = path(&folder, "absent.py");
        assert!(disk.read_to_string(&absent).is_err());
        disk.clone().lay(&absent, "y = 2\n");
        assert_eq!(disk.read_to_string(&absent).unwrap(), "y = 2\n");
        assert!(disk.is_file(&absent));
        disk.lay(&marked, "z = 3\n");
        assert_eq!(disk.read_to_string(&marked).unwrap(), "z = 3\n");
    }

    #[test]
    fn nothing_can_be_run_or_written_and_no_variable_read() {
        let disk = Disk::new(SystemPath::new("/"));
        assert!(disk.command_executor().is_none());
        assert!(disk.as_writable().is_none());
        assert!(disk.which("python3").is_err());
        assert!(disk.env_var("PATH").is_err());
        assert!(disk.cache_dir().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let disk = Disk::new(SystemPath::new("/"));
        assert!(disk.read_to_string(SystemPath::new("/dev/zero")).is_err());
    }
}
