//! The exit status: 0 nothing is left to do, 1 something is, 2 trouble.

use super::{TROUBLE, args::Args};
use crate::tally::Tally;

/// The status that a run's counts come to.
pub(super) fn status(tally: &Tally, args: &Args) -> u8 {
    let total = tally.total();
    let left = if args.write {
        total.left
    } else {
        total.findings
    };
    let written = args.write && tally.changed > 0;
    if tally.failed > 0 {
        TROUBLE
    } else if (left > 0 || tally.unread > 0) && !args.exit_zero {
        1
    } else {
        u8::from(written && args.exit_non_zero_on_fix)
    }
}
