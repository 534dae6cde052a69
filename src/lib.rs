//! isfix rewrites Python comparisons that mix up identity and equality, and proves every rewrite.
//!
//! The flow, a sentence a stage: **find** turns paths and ignore files into a stream of files;
//! **read** takes a file's bytes; **scan** dismisses most of them, for they hold nothing to
//! rewrite; **document** makes text of the bytes, with a way back to each; **syntax** makes a flat
//! tree of the text; **rules** look at each comparison and propose; the **judge** says whether a
//! comparison is plain or overloaded; **settle** takes what is selected, sure enough and not
//! suppressed; **verify** proves that the result's tree is the input's with just those changes; and
//! the outcome is **diffed**, **written** and **reported**.
//!
//! Everything from document to verify is one function without side effects: [`pipeline::settle`]. Two doors
//! lead to it: the command line ([`cli`]) and, for programs, a [`session`].

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        clippy::disallowed_macros,
        reason = "tests set their scenes"
    )
)]

pub mod batch;
pub mod cli;
pub mod counted;
pub mod diff;
pub mod document;
pub mod edit;
pub mod equals;
pub mod explain;
pub mod files;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod judge;
pub mod lines;
pub mod literal;
pub mod module;
pub mod nearest;
pub mod operator;
pub mod package;
pub mod palette;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod root;
pub mod rule;
pub mod rules;
pub mod scan;
pub mod select;
pub mod session;
pub mod settings;
pub mod settle;
pub mod shard;
pub mod shown;
pub mod signals;
pub mod since;
pub mod spelling;
pub mod suppress;
pub mod syntax;
pub mod tally;
pub mod types;
pub mod undo;
pub mod unused;
pub mod verify;
pub mod write;
