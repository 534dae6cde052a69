//! Everything that is tested from outside, in one binary. Data is in `testdata/`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests set their scenes and may panic"
)]

mod action;
mod cli;
mod diff_git;
mod files;
mod generated;
mod hostile;
mod identity;
mod libraries;
mod man;
mod migration;
mod pre_commit;
mod python;
mod readme;
mod root;
mod rules;
mod score;
mod session;
#[cfg(feature = "types")]
mod types;
mod write;
