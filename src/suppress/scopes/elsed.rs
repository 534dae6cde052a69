//! Blocks that may have an `else`, as astroid 4.3 reads them, which pylint 4.1 goes by: `if`, `while`,
//! `for` and `try` are of one kind there (`MultiLineWithElseBlockNode.block_range`).

use ruff_python_ast::{AnyNodeRef as N, ElifElseClause, Stmt, StmtIf};

use super::{Sweep, to};

/// One of them; each `elif` is one by itself, in the `else` of the one before.
struct Elsed<'a> {
    /// The first row of its body and the last.
    body: (u32, u32),
    /// Its own last row.
    last: u32,
    orelse: Orelse<'a>,
}

enum Orelse<'a> {
    None,
    /// An `elif`, with what follows it.
    Elif(&'a [ElifElseClause]),
    Else(&'a [Stmt]),
}

impl<'a> Orelse<'a> {
    fn of_body(body: &'a [Stmt]) -> Self {
        if body.is_empty() {
            Self::None
        } else {
            Self::Else(body)
        }
    }

    fn of_clauses(clauses: &'a [ElifElseClause]) -> Self {
        match clauses {
            [] => Self::None,
            [clause, ..] if clause.test.is_none() => Self::of_body(&clause.body),
            clauses => Self::Elif(clauses),
        }
    }
}

impl<'a> Sweep<'_, 'a> {
    /// Gives the rows of such a statement that nothing in it has claimed to it.
    pub(super) fn leave_elsed(&mut self, node: N<'a>) {
        let (first, last) = self.span(node);
        if !self.wants((first, last)) {
            return;
        }
        let rows: Vec<u32> = self.wanted.range(first..=last).copied().collect();
        for row in rows {
            let reach = match node {
                N::StmtIf(chain) => self.end_in_chain(chain, row),
                N::StmtTry(it) => self.end_in_finally(&it.finalbody, row).or_else(|| {
                    let orelse = Orelse::of_body(&it.orelse);
                    self.end_of(row, self.elsed(&it.body, orelse, last)?)
                }),
                N::StmtWhile(it) => self
                    .elsed(&it.body, Orelse::of_body(&it.orelse), last)
                    .and_then(|elsed| self.end_of(row, elsed)),
                N::StmtFor(it) => self
                    .elsed(&it.body, Orelse::of_body(&it.orelse), last)
                    .and_then(|elsed| self.end_of(row, elsed)),
                _ => None,
            };
            self.claim(row, row, |_| to(reach.unwrap_or(row)));
        }
    }

    fn elsed(&self, body: &[Stmt], orelse: Orelse<'a>, last: u32) -> Option<Elsed<'a>> {
        let body = self.body(body)?;
        Some(Elsed { body, last, orelse })
    }

    /// The one that a statement is, if it is one.
    fn elsed_of(&self, statement: &'a Stmt) -> Option<Elsed<'a>> {
        let last = self.span(statement).1;
        let (body, orelse) = match statement {
            Stmt::If(it) => (&it.body, Orelse::of_clauses(&it.elif_else_clauses)),
            Stmt::While(it) => (&it.body, Orelse::of_body(&it.orelse)),
            Stmt::For(it) => (&it.body, Orelse::of_body(&it.orelse)),
            Stmt::Try(it) => (&it.body, Orelse::of_body(&it.orelse)),
            _ => return None,
        };
        self.elsed(body, orelse, last)
    }

    /// The last row that a comment reaches; `None` for no further than itself.
    fn end_of(&self, row: u32, it: Elsed<'a>) -> Option<u32> {
        let (start, end) = it.body;
        if row == start {
            return None;
        }
        if row <= end {
            return Some(end);
        }
        // Where there is no `else` it should end before the body; in a file's first line none does.
        let otherwise = start.checked_sub(1).unwrap_or(it.last);
        self.end_behind(row, it, otherwise)
    }

    /// The same for a comment that does not stand in the body itself.
    fn end_behind(&self, row: u32, it: Elsed<'a>, otherwise: u32) -> Option<u32> {
        let (mut it, mut otherwise) = (it, otherwise);
        // Behind the end of one that stands in an `else`, each answer is too small to count.
        while row < it.last {
            let inner = match it.orelse {
                Orelse::None => return Some(otherwise),
                _ if row <= it.body.1 => return Some(it.body.1),
                Orelse::Elif(clauses) => {
                    let [clause, rest @ ..] = clauses else {
                        return None;
                    };
                    self.elsed(&clause.body, Orelse::of_clauses(rest), it.last)?
                }
                Orelse::Else(body) => match self.elsed_of(body.first()?) {
                    Some(inner) => inner,
                    None => return Some(self.span(body.last()?).1),
                },
            };
            otherwise = inner.last;
            it = inner;
        }
        None
    }

    /// The one in a chain that a row belongs to is the last that starts there or before.
    fn end_in_chain(&self, chain: &'a StmtIf, row: u32) -> Option<u32> {
        let clauses = &chain.elif_else_clauses;
        let tests = clauses.partition_point(|clause| clause.test.is_some());
        let at = clauses[..tests].partition_point(|clause| self.span(clause).0 <= row);
        let body = match at.checked_sub(1).map(|at| &clauses[at]) {
            Some(clause) => &clause.body,
            None => &chain.body,
        };
        let orelse = Orelse::of_clauses(&clauses[at..]);
        self.end_of(row, self.elsed(body, orelse, self.span(chain).1)?)
    }

    /// The last row reached in a `finally`: right before its first statement, that of the statement.
    fn end_in_finally(&self, body: &[Stmt], row: u32) -> Option<u32> {
        let (start, end) = self.body(body)?;
        if row + 1 == start {
            return Some(self.span(body.first()?).1);
        }
        (start..=end).contains(&row).then_some(end)
    }
}
