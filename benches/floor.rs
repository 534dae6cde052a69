//! What a run can never be faster than: a walk, a walk that reads every file, and one that scans what it read.
//!
//!     cargo run --release --example floor -- walk|read|scan JOBS FOLDER [RULE...]
//!
//! The walk is the `ignore` crate's own, in no order, with as many threads as JOBS; every thread reads
//! what it comes by into a buffer that it keeps. `scan` asks the byte scan for the default rules and the
//! RULEs. Prints how many files were met and their bytes, then how many of them the scan let through and their
//! bytes; what a mode does not look at is 0. `whole.py` times it.

#![allow(
    clippy::disallowed_macros,
    reason = "it prints its figures, and is no part of isfix"
)]

use ignore::{DirEntry, WalkBuilder, WalkState};
use isfix::scan::Scan;
use isfix::select::Selection;
use std::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// What was met, over all threads.
#[derive(Default)]
struct Met {
    files: AtomicU64,
    bytes: AtomicU64,
    files_let_through: AtomicU64,
    bytes_let_through: AtomicU64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, jobs, folder, rules @ ..] = &arguments[..] else {
        return Err("give a mode, a number of threads and a folder".into());
    };
    let scan = Scan::new(Selection::new(None, rules, &[])?.rules());
    let met = Met::default();
    let look = |path: &Path, buffer: &mut Vec<u8>| -> io::Result<()> {
        met.files.fetch_add(1, Relaxed);
        if mode == "walk" {
            return Ok(());
        }
        read(path, buffer)?;
        met.bytes.fetch_add(buffer.len() as u64, Relaxed);
        if mode == "scan" && scan.may_hold(buffer) {
            met.files_let_through.fetch_add(1, Relaxed);
            met.bytes_let_through
                .fetch_add(buffer.len() as u64, Relaxed);
        }
        Ok(())
    };
    let walk = WalkBuilder::new(folder)
        .threads(jobs.parse()?)
        .build_parallel();
    walk.run(|| {
        let (look, mut buffer) = (&look, Vec::new());
        Box::new(move |entry| {
            let entry = entry.expect("the tree can be walked");
            if is_python(&entry) {
                look(entry.path(), &mut buffer).expect("the tree can be read");
            }
            WalkState::Continue
        })
    });
    println!(
        "{} {} {} {}",
        met.files.into_inner(),
        met.bytes.into_inner(),
        met.files_let_through.into_inner(),
        met.bytes_let_through.into_inner(),
    );
    Ok(())
}

fn is_python(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    is_file
        && entry
            .path()
            .extension()
            .is_some_and(|suffix| suffix == "py")
}

fn read(path: &Path, buffer: &mut Vec<u8>) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).expect("it fits in memory");
    buffer.clear();
    buffer.reserve(length + 1);
    file.read_to_end(buffer)?;
    Ok(())
}
