//! Input that means harm: bytes, nesting, size and soup. None of it may take a run down, and none
//! of it may come out otherwise than by the edits that were declared.

mod laws;
mod nesting;
mod size;
mod soup;
mod sources;
#[cfg(unix)]
mod stack;
mod work;
