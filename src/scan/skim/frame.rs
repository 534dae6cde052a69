//! Brackets that are open, and what is known of what stands in them so far.

use super::strings::FString;

/// What the last token was, as an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) enum Last {
    /// Nothing yet in this logical line.
    Start,
    /// An operator, a separator or a keyword: no operand.
    Sign,
    /// A `not` that negates: what opens next is its operand.
    Not,
    /// The parenthesis that opens such an operand: what opens next may be all there is in it.
    Opened,
    /// The `is` whose `not` may follow.
    Is,
    /// The dot before an attribute.
    Dot,
    /// Something that ends in a name, a call or an attribute, and is no literal.
    Name,
    /// A word that opens a statement or is a name, as `match` is: a bracket behind it may be either's.
    Soft,
    /// `None` alone.
    None,
    /// `True` or `False` alone.
    Bool,
    /// Whatever else, literals among it.
    Other,
}

impl Last {
    /// Whether a bracket behind it calls or indexes it.
    pub fn is_operand(self) -> bool {
        matches!(self, Self::Name | Self::None | Self::Bool | Self::Other)
    }
}

/// What opened a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) enum Opened {
    /// The file: a line break ends a statement.
    Nothing,
    /// A parenthesis around an expression, or an empty or longer tuple.
    Group,
    /// A call's parenthesis.
    Call,
    /// A subscript's bracket, behind what is no literal or what may be one.
    Subscript(Last),
    /// A list display.
    List,
    /// A brace of a set or dict display.
    Brace,
    /// A field of an f- or t-string.
    Field(FString),
}

/// An open bracket.
#[derive(Debug, Clone, Copy)]
pub(in crate::scan) struct Frame {
    /// What it is.
    pub opened: Opened,
    /// How many tokens it holds, a pair of brackets for one; no further than to two.
    units: u8,
    /// The first of them.
    first: Last,
    /// Whether one of them ends in a name, and so what holds it is no literal, unless it is a tuple.
    has_name: bool,
    /// Whether it holds, at its own level, a comma.
    has_comma: bool,
    /// Whether a `not` stands before the operand under way.
    pub negated: bool,
    /// Whether it is itself the operand of a `not`, or begins one.
    pub is_negated: bool,
    /// Whether it only begins one.
    pub is_within: bool,
    /// Whether it holds `is` or `in` at its own level.
    pub tests: bool,
    /// Whether it holds `==` or `!=` there.
    pub equates: bool,
    /// Whether it holds, at its own level, what makes it no lone comparison.
    pub is_split: bool,
}

impl Frame {
    pub fn new(opened: Opened, before: Last) -> Self {
        let is_group = opened == Opened::Group;
        Self {
            opened,
            units: 0,
            first: Last::Sign,
            has_name: false,
            has_comma: false,
            negated: false,
            is_negated: is_group && matches!(before, Last::Not | Last::Opened),
            is_within: is_group && before == Last::Opened,
            tests: false,
            equates: false,
            is_split: false,
        }
    }

    /// One more token.
    pub fn add(&mut self, token: Last) {
        if self.units == 0 {
            self.first = token;
        }
        self.units = self.units.saturating_add(1).min(2);
        self.has_name |= matches!(token, Last::Name | Last::Soft);
    }

    /// A comma: what it stands in may be a tuple.
    pub fn comma(&mut self) {
        self.has_comma = true;
        self.split();
    }

    /// What separates operands, or binds looser than `not`.
    pub fn split(&mut self) {
        self.negated = false;
        self.is_split = true;
    }

    /// What it is as an operand, now that it is closed.
    pub fn closed(&self) -> Last {
        match self.opened {
            Opened::Group if self.units == 1 => self.first,
            Opened::Group if self.has_name && !self.has_comma => Last::Name,
            Opened::Call => Last::Name,
            Opened::Subscript(of) => of,
            _ => Last::Other,
        }
    }
}
