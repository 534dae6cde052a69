//! Everything that is tested from outside, in one binary. Data is in `testdata/`.

mod cli;
mod diff_git;
mod files;
mod generated;
mod hostile;
mod python;
mod root;
mod rules;
mod write;
