//! The styles of what is shown in more than one place. What stands in one place alone has its own there.

use anstyle::{AnsiColor, Style};

/// Where a finding stands.
pub const PLACE: Style = Style::new().bold();
/// A rule's code, and what it points at.
pub const CODE: Style = AnsiColor::Red.on_default().bold();
/// Lines that go, as in git's diffs.
pub const REMOVED: Style = AnsiColor::Red.on_default();
/// Lines that come, as in git's diffs.
pub const ADDED: Style = AnsiColor::Green.on_default();
