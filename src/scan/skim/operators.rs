//! What operators and words mean to the looks, where they are read in code.

use super::frame::Last;
use super::strings::Prefix;
use super::{Skim, Stop};
use crate::scan::called;
use crate::scan::equality;
use crate::scan::identity::{self, Operand};
use crate::scan::nan;
use crate::scan::word::{is_keyword, name_after, skip_space};

impl Skim<'_> {
    /// Where the left operand ends on a line that was not read, it is not known.
    fn know_left(&self) -> Result<(), Stop> {
        if self.last == Last::Start && !self.is_whole {
            return Err(Stop::Lost);
        }
        Ok(())
    }

    /// Where one side of the operator that ends at an offset may be a NaN, it may be a candidate.
    fn beside_nan(&self, behind: usize) -> Result<(), Stop> {
        let looks = self.looks;
        let after = &self.bytes[behind..];
        let is_any = looks.nans_by_any_name;
        if looks.nans && (is_any || self.nan || nan::is_after(after)) {
            return Err(Stop::Maybe);
        }
        Ok(())
    }

    pub(super) fn equality(&mut self, at: usize) -> Result<usize, Stop> {
        let looks = self.looks;
        self.equated()?;
        self.know_left()?;
        self.beside_nan(at + 2)?;
        if looks.types && called::is_beside_type(self.bytes, at, at + 2)
            || looks.ids && called::is_before_id(&self.bytes[at + 2..])
        {
            return Err(Stop::Maybe);
        }
        if looks.none || looks.booleans {
            let word = equality::word_after(&self.bytes[at + 2..]).ok_or(Stop::Maybe)?;
            let is_none = self.last == Last::None || word == b"None";
            let is_boolean = self.last == Last::Bool || matches!(word, b"True" | b"False");
            if looks.none && is_none || looks.booleans && is_boolean {
                return Err(Stop::Maybe);
            }
        }
        self.sign(at + 2)
    }

    pub(super) fn word(&mut self, at: usize) -> Result<usize, Stop> {
        let word = name_after(&self.bytes[at..]);
        let behind = at + word.len();
        if matches!(self.bytes.get(behind), Some(b'"' | b'\''))
            && let Some(prefix) = Prefix::of(word)
        {
            return self.string(behind, prefix);
        }
        self.nan |= self.looks.nans && nan::is_name(word);
        if self.last == Last::Dot {
            self.put(Last::Name);
            return Ok(behind);
        }
        match word {
            b"is" => return self.identity(behind),
            b"in" => return self.membership(behind),
            b"not" => return self.not(behind),
            b"and" | b"or" | b"if" | b"else" | b"for" | b"async" | b"lambda" => {
                self.top().split();
                self.put(Last::Sign);
            }
            b"None" => self.put(Last::None),
            b"True" | b"False" => self.put(Last::Bool),
            b"match" | b"case" if self.last == Last::Start => self.put(Last::Soft),
            _ if is_keyword(word) => self.put(Last::Sign),
            _ => self.put(Last::Name),
        }
        Ok(behind)
    }

    /// An `is`, with what is before it known and a look at what is behind.
    fn identity(&mut self, behind: usize) -> Result<usize, Stop> {
        self.tested()?;
        self.know_left()?;
        let (before, after) = (behind - 2, behind);
        self.beside_nan(behind)?;
        if self.looks.new_objects && called::is_beside_new(self.bytes, before, after)
            || self.looks.ids && called::is_before_id(&self.bytes[behind..])
        {
            return Err(Stop::Maybe);
        }
        if self.looks.literals {
            let left = match self.last {
                Last::Name | Last::Soft => Operand::Name,
                _ => Operand::Any,
            };
            if identity::are_candidates(left, identity::after(&self.bytes[behind..])) {
                return Err(Stop::Maybe);
            }
        }
        self.put(Last::Is);
        Ok(behind)
    }

    /// An `in`, or the `not in` that ends at the offset.
    fn membership(&mut self, behind: usize) -> Result<usize, Stop> {
        self.tested()?;
        self.sign(behind)
    }

    /// Notes that a comparison by `is` or `in` is under way at this level.
    fn tested(&mut self) -> Result<(), Stop> {
        let negations = self.looks.negation;
        let top = self.top();
        top.tests = true;
        if negations && top.negated {
            return Err(Stop::Maybe);
        }
        Ok(())
    }

    /// Notes that one by `==` is.
    fn equated(&mut self) -> Result<(), Stop> {
        let negations = self.looks.negated_equality;
        let top = self.top();
        top.equates = true;
        if negations && top.negated {
            return Err(Stop::Maybe);
        }
        Ok(())
    }

    fn not(&mut self, behind: usize) -> Result<usize, Stop> {
        if self.last == Last::Is {
            return self.sign(behind);
        }
        let next = behind + skip_space(&self.bytes[behind..]).ok_or(Stop::Maybe)?;
        if name_after(&self.bytes[next..]) == b"in" {
            return self.membership(next + 2);
        }
        self.top().negated = true;
        self.put(Last::Not);
        Ok(behind)
    }
}
