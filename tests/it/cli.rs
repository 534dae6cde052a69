//! Whole runs of the program: what it prints where, what it writes, and how it ends.

mod colours;
mod completions;
mod diffs;
mod explain;
mod formats;
mod html;
#[cfg(unix)]
mod interactive;
mod json;
mod judged;
mod noqa;
mod opt_in;
mod patch_file;
#[cfg(unix)]
mod progress;
mod reports;
mod selected;
mod settings;
mod shard;
mod shown;
mod since;
mod status;
#[cfg(unix)]
mod stopped;
mod streams;
#[cfg(unix)]
mod terminal;
pub mod tree;
mod undo;
mod unused;
mod usage;
mod verbose;
mod writes;

/// One finding with a safe fix, and what becomes of it.
const SAFE: &str = "if x is 'a':\n    pass\n";
const SAFE_FIXED: &str = "if x == 'a':\n    pass\n";

/// One finding whose fix is unsafe, and what becomes of it.
const UNSAFE: &str = "if x is ():\n    pass\n";
const UNSAFE_FIXED: &str = "if x == ():\n    pass\n";

/// One finding without a fix: a pair of two constants.
const UNFIXABLE: &str = "print(2 is 2)\n";

/// Nothing to find.
const CLEAN: &str = "if x == 'a':\n    pass\n";

/// No Python, though it may hold a candidate.
const BROKEN: &str = "if x is 'a'\n    pass\n";

/// A comparison that is right as it stands: a note.
const NOTE: &str = "from flask_login import current_user\nprint(current_user == None)\n";
