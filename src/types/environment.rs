//! The Python environment whose packages a project uses: found on disk, never run.

use ruff_db::system::{SystemPath, SystemPathBuf};
use std::path::{Path, PathBuf};
use thiserror::Error;
use ty_site_packages::{PythonEnvironment, SysPrefixPathOrigin};

use super::disk::Disk;

/// Folders of installed packages, and the Python they are for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// Absolute paths.
    pub site_packages: Vec<String>,
    /// Major and minor, where the environment tells.
    pub version: Option<(u8, u8)>,
}

/// What was named as an environment and is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "{} is no Python environment: {reason}; name the folder of a virtual environment, or its interpreter",
    path.display()
)]
pub struct NoEnvironment {
    path: PathBuf,
    reason: &'static str,
}

impl Environment {
    /// The environment at a path: its folder, or the interpreter in it.
    ///
    /// # Errors
    ///
    /// [`NoEnvironment`] where there is nothing of the kind.
    pub fn at(path: &Path) -> Result<Self, NoEnvironment> {
        let none = |reason| NoEnvironment {
            path: path.to_owned(),
            reason,
        };
        let absolute = std::path::absolute(path).map_err(|_| none("it has no absolute path"))?;
        if !absolute.exists() {
            return Err(none("there is nothing of that name"));
        }
        read(&absolute, SysPrefixPathOrigin::PythonCliFlag)
            .ok_or_else(|| none("it has no site-packages"))
    }

    /// The environment that `VIRTUAL_ENV` names, if there is one.
    pub fn active(variable: &Path) -> Option<Self> {
        let absolute = std::path::absolute(variable).ok()?;
        read(&absolute, SysPrefixPathOrigin::VirtualEnvVar)
    }

    /// The environment in the folder `.venv` of a folder, if there is one.
    pub fn within(folder: &Path) -> Option<Self> {
        let place = folder.join(".venv");
        // Most folders have none: that costs one look.
        place
            .is_dir()
            .then(|| read(&place, SysPrefixPathOrigin::LocalVenv))?
    }
}

fn read(place: &Path, origin: SysPrefixPathOrigin) -> Option<Environment> {
    let place = SystemPathBuf::from_path_buf(place.to_owned()).ok()?;
    let disk = Disk::new(SystemPath::new("/"));
    let environment = PythonEnvironment::new(&place, origin, &disk).ok()?;
    let packages = environment.site_packages_paths(&disk).ok()?;
    let version = environment
        .python_version_from_metadata()
        .map(|known| known.version)
        .or_else(|| Some(packages.python_version_from_layout()?.version));
    let site_packages = packages.into_iter().map(|path| path.to_string()).collect();
    Some(Environment {
        site_packages,
        version: version.map(|version| (version.major, version.minor)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    /// A virtual environment of Python 3.11 as `venv` lays it out, without an interpreter.
    fn venv(at: &Path) {
        fs::create_dir_all(at.join("lib/python3.11/site-packages")).unwrap();
        fs::create_dir_all(at.join("bin")).unwrap();
        fs::write(at.join("bin/python"), "").unwrap();
        fs::write(at.join("pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.4\n").unwrap();
    }

    fn real(folder: &TempDir) -> PathBuf {
        folder.path().canonicalize().unwrap()
    }

    fn expected(folder: &TempDir, name: &str) -> Environment {
        let packages = real(folder).join(name).join("lib/python3.11/site-packages");
        Environment {
            site_packages: vec![packages.to_str().unwrap().to_owned()],
            version: Some((3, 11)),
        }
    }

    #[test]
    fn a_folder_or_its_interpreter_names_an_environment() {
        let folder = tempfile::tempdir().unwrap();
        let place = real(&folder).join("env");
        venv(&place);
        let found = expected(&folder, "env");
        assert_eq!(Environment::at(&place).as_ref(), Ok(&found));
        assert_eq!(
            Environment::at(&place.join("bin/python")).as_ref(),
            Ok(&found)
        );
        assert_eq!(Environment::active(&place), Some(found));
    }

    #[test]
    fn what_is_no_environment_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let absent = real(&folder).join("absent");
        let error = Environment::at(&absent).unwrap_err().to_string();
        assert!(
            error.contains("absent is no Python environment: there is nothing"),
            "{error}"
        );
        let empty = real(&folder).join("empty");
        fs::create_dir(&empty).unwrap();
        let error = Environment::at(&empty).unwrap_err().to_string();
        assert!(error.contains("it has no site-packages"), "{error}");
        assert_eq!(Environment::active(&empty), None);
        assert_eq!(Environment::within(&empty), None);
    }

    #[test]
    fn a_project_may_hold_its_own() {
        let folder = tempfile::tempdir().unwrap();
        venv(&real(&folder).join(".venv"));
        assert_eq!(
            Environment::within(&real(&folder)),
            Some(expected(&folder, ".venv"))
        );
    }
}
