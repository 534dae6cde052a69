//! The database that inference works on: what it has read and inferred so far.
//!
//! One database serves several projects, each a program of its own: what is parsed is shared,
//! what is inferred is not.

use ruff_db::diagnostic::Diagnostic;
use ruff_db::files::{File, Files};
use ruff_db::system::{System, SystemPath, SystemPathBuf};
use ruff_db::vendored::VendoredFileSystem;
use ruff_python_ast::PythonVersion;
use ty_module_resolver::{SearchPathSettings, UseDefaultStrategy};
use ty_python_core::platform::PythonPlatform;
use ty_python_core::program::ProgramSettings;
use ty_python_core::{Program, ProgramFile};
use ty_python_semantic::lint::{LintRegistry, RuleSelection};
use ty_python_semantic::{AnalysisSettings, PythonVersionWithSource, default_lint_registry};

use super::Project;
use super::disk::Disk;

/// Everything inference has read and found out.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    storage: salsa::Storage<Self>,
    files: Files,
    disk: Disk,
    /// No lint is on: only types are asked for.
    rules: RuleSelection,
    analysis: AnalysisSettings,
    version: PythonVersionWithSource,
}

impl Database {
    /// An empty database over the disk.
    pub fn new(disk: Disk) -> Self {
        let database = Self {
            storage: salsa::Storage::new(None),
            files: Files::default(),
            disk,
            rules: RuleSelection::default(),
            analysis: AnalysisSettings::default(),
            version: PythonVersionWithSource::default(),
        };
        // A run reads each file once: what changes meanwhile is not looked for.
        database.files.freeze();
        database
    }

    /// The disk it reads from.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// A project as inference knows it. Folders that are not there are passed over.
    pub fn program(&self, project: &Project) -> Program<'_> {
        let paths = |names: &[String]| {
            names
                .iter()
                .map(|name| SystemPathBuf::from(name.as_str()))
                .collect()
        };
        let search = SearchPathSettings {
            src_roots: paths(&project.roots),
            site_packages_paths: paths(&project.site_packages),
            ..SearchPathSettings::empty()
        };
        let vendored = ty_vendored::file_system();
        let Ok(search_paths) = search.to_search_paths(&self.disk, vendored, &UseDefaultStrategy);
        search_paths.try_register_static_roots(self);
        let version = project
            .version
            .map_or_else(PythonVersion::default, |(major, minor)| PythonVersion {
                major,
                minor,
            });
        let settings = ProgramSettings {
            python_version: PythonVersionWithSource {
                version,
                ..PythonVersionWithSource::default()
            },
            // The same answers wherever isfix runs.
            python_platform: PythonPlatform::Identifier("linux".to_owned()),
            search_paths,
        };
        Program::from_settings(self, &settings)
    }

    /// The file at an absolute path, holding `text`, whatever is on the disk.
    ///
    /// `None` where it was read before with another text: what was inferred then is of that other.
    pub fn file(&self, path: &SystemPath, text: &str) -> Option<File> {
        if self.disk.read_to_string(path).ok().as_deref() != Some(text) {
            self.disk.lay(path, text);
        }
        let file = ruff_db::files::system_path_to_file(self, path).ok()?;
        let held = ruff_db::source::source_text(self, file);
        (held.read_error().is_none() && held.as_str() == text).then_some(file)
    }
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl ruff_db::Db for Database {
    fn vendored(&self) -> &VendoredFileSystem {
        ty_vendored::file_system()
    }

    fn system(&self) -> &dyn System {
        &self.disk
    }

    fn files(&self) -> &Files {
        &self.files
    }
}

#[salsa::db]
impl ty_module_resolver::Db for Database {}

#[salsa::db]
impl ty_python_core::Db for Database {
    fn should_check_file(&self, _: File) -> bool {
        false
    }
}

#[salsa::db]
impl ty_python_semantic::Db for Database {
    fn check_file(&self, _: File) -> Vec<Diagnostic> {
        Vec::new()
    }

    fn program_file(&self, file: File) -> ProgramFile<'_> {
        self.program(&Project::default()).program_file(self, file)
    }

    fn python_version_with_source(&self, _: File) -> &PythonVersionWithSource {
        &self.version
    }

    fn rule_selection(&self, _: File) -> &RuleSelection {
        &self.rules
    }

    fn lint_registry(&self) -> &LintRegistry {
        default_lint_registry()
    }

    fn analysis_settings(&self, _: File) -> &AnalysisSettings {
        &self.analysis
    }

    fn verbose(&self) -> bool {
        false
    }

    fn is_open_file(&self, _: File) -> bool {
        false
    }

    fn dyn_clone(&self) -> Box<dyn ty_python_semantic::Db> {
        Box::new(self.clone())
    }
}
