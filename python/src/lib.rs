//! isfix as a module of Python: the native half of the package `isfix`, which alone speaks of Python's objects.
//!
//! `arguments` looks at what Python gives, `session` makes sources, files and trees of it, `results` makes objects of what became of them,
//! `failures` exceptions of what did not, `rows` does the same for columns of Arrow, and `program` is the command.
//! While work is done, the interpreter is released; nothing of it is touched by the threads that work.

mod arguments;
mod failures;
mod program;
mod results;
mod rows;
mod session;

use pyo3::prelude::*;

/// The native half of `isfix`; its own names are no promise.
///
/// It does not need the global lock of an interpreter: a `Session` is never changed, what it shares between threads
/// is `Sync`, and what it reads of Python's objects (`str`, `bytes`, the buffers of arrays) is immutable. So it does
/// not switch that lock on where an interpreter runs without one.
#[pymodule(gil_used = false)]
mod _isfix {
    #[pymodule_export]
    use super::program::{infer, main};
    #[pymodule_export]
    use super::session::Session;

    use pyo3::exceptions::PyImportError;
    use pyo3::prelude::*;
    use pyo3::sync::PyOnceLock;
    use pyo3::types::PyDict;

    /// The `builtins` of the interpreter that has this module: each has its own, and these are kept, so that none
    /// of a later one stand in their place.
    static HOME: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let py = module.py();
        let builtins = py.import("builtins")?.dict();
        let home = HOME.get_or_init(py, || {
            isfix::batch::quiet_panics();
            builtins.clone().unbind()
        });
        // The classes of results and errors are looked up once in a process, and threads that call back are
        // attached to one interpreter.
        if !home.is(&builtins) {
            return Err(PyImportError::new_err(
                "isfix is in another interpreter of this process already, and can be in one only",
            ));
        }
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("infers_types", cfg!(feature = "types"))
    }
}
