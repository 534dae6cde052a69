//! What becomes of the first looks' hits: those in strings and comments are denied, the others read
//! again with what stands around them on their line.
//!
//! Strings and comments are leapt over from the file's beginning, with a vector search from one quote
//! to the next, so that the code between is read only where a hit is. Where a line is not enough, or as
//! much was read as the whole text has, that is read once.

use memchr::memchr3;

use super::skim::frame::Last;
use super::skim::strings::{self, Prefix};
use super::skim::{Skim, Stop};
use super::word::name_before;
use super::{Hit, Looks, nan};

/// Whether one of the hits may be a candidate. They are in order.
pub(super) fn may_hold(bytes: &[u8], hits: &[Hit]) -> bool {
    let mut looks = hits
        .iter()
        .fold(Looks::default(), |looks, hit| looks.with(hit.look));
    looks.nans_by_any_name = looks.nans && nan::is_renamed(bytes);
    let mut code = Code {
        bytes,
        looks,
        start: 0,
        at: 0,
        broken: 0,
        left: bytes.len(),
    };
    match hits.iter().try_for_each(|hit| code.deny(hit)) {
        Ok(()) => false,
        Err(Stop::Maybe) => true,
        Err(Stop::Lost) => whole_may_hold(bytes, looks),
    }
}

/// The same for a text read from beginning to end.
fn whole_may_hold(bytes: &[u8], looks: Looks) -> bool {
    let mut skim = Skim::whole(bytes, looks);
    skim.read(0, bytes.len()).is_err() || !skim.is_balanced()
}

/// A text, of which the strings and comments up to an offset are known.
struct Code<'b> {
    bytes: &'b [u8],
    looks: Looks,
    /// Where code began last: behind a string or a comment.
    start: usize,
    /// Up to where it is known that all behind `start` is code.
    at: usize,
    /// Where the last string or f-string of several lines ended: a line break behind it is in code.
    broken: usize,
    /// How many bytes may still be read around hits: many on one line are not worth reading it for each.
    left: usize,
}

impl Code<'_> {
    /// That a hit is no candidate.
    fn deny(&mut self, hit: &Hit) -> Result<(), Stop> {
        if !self.reach(hit.at)? {
            return Ok(());
        }
        let line = memchr::memrchr2(b'\n', b'\r', &self.bytes[self.broken..hit.at]);
        let (from, last) = match (line, self.broken) {
            (Some(end), broken) => (broken + end + 1, Last::Start),
            (None, 0) => (0, Last::Start),
            (None, broken) => (broken, Last::Other),
        };
        let mut skim = Skim::part(self.bytes, self.looks, last);
        let behind = skim.read(from, hit.at + 1)?;
        let behind = skim.read_operand(behind)?;
        self.left = self.left.checked_sub(behind - from).ok_or(Stop::Lost)?;
        Ok(())
    }

    /// Reads on to an offset; whether it lies in code.
    fn reach(&mut self, to: usize) -> Result<bool, Stop> {
        while self.at < to {
            let Some(next) = memchr3(b'"', b'\'', b'#', &self.bytes[self.at..to]) else {
                self.at = to;
                break;
            };
            self.leap(self.at + next)?;
        }
        Ok(self.start <= to)
    }

    /// Leaps over the string or comment that starts at an offset.
    fn leap(&mut self, from: usize) -> Result<(), Stop> {
        let bytes = self.bytes;
        if bytes[from] == b'#' {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[from..]);
            self.start = end.map_or(bytes.len(), |end| from + end);
        } else {
            let prefix = Prefix::of(name_before(&bytes[self.start..from])).unwrap_or_default();
            self.start = if prefix.fields {
                Skim::part(bytes, self.looks, Last::Sign).read_f_string(from, prefix)?
            } else {
                strings::end(bytes, from).ok_or(Stop::Lost)?
            };
            if memchr::memchr2(b'\n', b'\r', &bytes[from..self.start]).is_some() {
                self.broken = self.start;
            }
        }
        self.at = self.start;
        Ok(())
    }
}
