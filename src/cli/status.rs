//! The exit status: 0 nothing is left to do, 1 something is, 2 trouble.

use super::{TROUBLE, args::Args};
use crate::tally::Tally;

/// The status that a run's counts come to.
pub(super) fn status(tally: &Tally, args: &Args) -> u8 {
    let shares = tally.total().shares;
    let left = if args.write || args.interactive {
        shares.left()
    } else {
        shares.findings()
    };
    let written = args.writes() && tally.changed > 0;
    let is_shown_only = tally.suppressed > 0 && !args.writes();
    if tally.failed + tally.incomplete > 0 {
        TROUBLE
    } else if (left > 0 || is_shown_only || tally.unread > 0) && !args.exit_zero {
        1
    } else {
        u8::from(written && args.exit_non_zero_on_fix)
    }
}
