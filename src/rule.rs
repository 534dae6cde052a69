//! What a rule is, what it is shown and what it may answer.
//!
//! A rule is shown one comparison at a time, as a [`Site`], and answers with a [`Proposal`] or
//! nothing. It never names another rule: which proposals are taken, and how several make one
//! rewrite, is [`crate::settle`]'s business.

use ruff_python_ast::token::Tokens;
use ruff_python_ast::{AnyNodeRef, CmpOp, ExprCompare, ExprRef, UnaryOp};
use ruff_text_size::{Ranged, TextRange};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;

use crate::fix::Applicability;
use crate::judge::equality::Asserted;
use crate::judge::later::Uses;
use crate::judge::libraries::{self, Family};
use crate::judge::named::Named;
use crate::judge::values::Known;
use crate::judge::{Evidence, Verdict, Witness};
use crate::literal::{self, Literal};
use crate::package::{NextDoor, Packages};
use crate::scan::Look;
use crate::settings::{Settings, TrueFalseStyle};
use crate::since::lines::{ChangedLines, ChangedText};
use crate::spelling::Spelling;
use crate::syntax::names::Names;
use crate::syntax::scopes::Scopes;
use crate::syntax::{NodeId, Syntax, Tree, tokens};
use crate::types::Facts;
use crate::types::asked::Asked;
use crate::types::may_know::Knowledge;

/// A rule: its names, its place, its check.
#[derive(Debug)]
pub struct Rule {
    /// The names it answers to: the one used here first (`is-literal`), then pylint's.
    pub names: &'static [&'static str],
    /// The codes it answers to, the one shown first.
    pub codes: &'static [&'static str],
    /// One sentence: what it finds and makes of it.
    pub summary: &'static str,
    /// Whether it is on unless settings say otherwise.
    pub default: bool,
    /// When it is asked: a `not` is folded before the operator under it is judged.
    pub stage: Stage,
    /// What the byte scan looks for on its behalf.
    pub look: Look,
    /// Asked for each pair of each comparison.
    pub check: fn(&Site<'_, '_>) -> Option<Proposal>,
}

/// The order in which rules see a comparison, in every round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Rules about the `not` around a comparison.
    Negation,
    /// Rules about its operators.
    Operator,
}

impl Rule {
    /// The name shown in reports.
    pub fn name(&self) -> &'static str {
        self.names[0]
    }

    /// The code shown in reports.
    pub fn code(&self) -> &'static str {
        self.codes[0]
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Eq for Rule {}

/// What a rule answers for one pair of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What is wrong, in a sentence or two that teach.
    pub message: String,
    /// What to make of it; `None` where it is only to be reported.
    pub change: Option<Change>,
    /// How sure the change is.
    pub applicability: Applicability,
    /// What the fix does, in the imperative.
    pub title: String,
    /// What the judge said, where it was asked.
    pub evidence: Option<Evidence>,
}

impl Proposal {
    /// Whether the comparison is right as it stands and only remarked upon.
    pub fn is_note(&self) -> bool {
        self.evidence
            .as_ref()
            .is_some_and(|evidence| evidence.verdict == Verdict::Overloaded)
    }
}

/// A change of the tree that a rule may ask for; [`crate::verify`] admits these and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another operator for the pair.
    Operator(CmpOp),
    /// The `not` around the comparison goes into its only operator.
    FoldNot,
    /// What the two calls of `id` in the pair are given is compared itself, by this operator.
    Identity(CmpOp),
    /// Another expression in the comparison's place, around one of its operands.
    Spell {
        /// Which operand is kept: 0 or 1.
        kept: usize,
        /// What is made of it.
        spelling: Spelling,
    },
}

/// The module that comparisons stand in.
#[derive(Debug)]
pub struct Module<'a> {
    /// The decoded text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its nodes.
    pub tree: Tree<'a>,
    /// What comparisons with `True` and `False` are to become.
    pub true_false_style: TrueFalseStyle,
    names: OnceCell<Names<'a>>,
    library: OnceCell<Option<(String, Family)>>,
    next_door: OnceCell<Option<NextDoor>>,
    user: OnceCell<Option<NextDoor>>,
    scopes: OnceCell<Scopes<'a>>,
    asserted: OnceCell<Asserted>,
    uses: OnceCell<Uses<'a>>,
    /// Where the module stands, and what is known of what stands around it.
    around: Option<(&'a Path, &'a Packages)>,
    /// What the user says of names.
    named: Option<&'a Named>,
    /// The witnesses that are heard; `None` where all are.
    witnesses: Option<&'a [Witness]>,
    /// What was judged of the pairs of its comparisons so far.
    pub(crate) judged: RefCell<HashMap<(NodeId, usize), Evidence>>,
    /// What the judge found out of its classes and functions so far.
    pub(crate) known: Known,
    /// What is asked of inference about it, where its place is known.
    types: Option<Asked<'a>>,
    /// Where comparisons count; `None` where all do.
    changed: Option<ChangedText>,
}

impl<'a> Module<'a> {
    /// A module as it was parsed.
    pub fn new(text: &'a str, syntax: &'a Syntax) -> Self {
        Self {
            text,
            tokens: syntax.tokens(),
            tree: syntax.tree(),
            names: OnceCell::new(),
            true_false_style: TrueFalseStyle::default(),
            library: OnceCell::new(),
            next_door: OnceCell::new(),
            user: OnceCell::new(),
            scopes: OnceCell::new(),
            asserted: OnceCell::new(),
            uses: OnceCell::new(),
            around: None,
            named: None,
            witnesses: None,
            judged: RefCell::default(),
            known: Known::default(),
            types: None,
            changed: None,
        }
    }

    /// Whether a witness is to be heard.
    pub fn hears(&self, witness: Witness) -> bool {
        self.witnesses
            .is_none_or(|witnesses| witnesses.contains(&witness))
    }

    /// What the user says of names.
    pub fn named(&self) -> Option<&'a Named> {
        self.named
    }

    /// The same module under settings, at a path if it has one: then its types and what stands
    /// around it may be asked for.
    #[must_use]
    pub fn under(self, settings: &'a Settings, path: Option<&'a Path>) -> Self {
        let infer = settings.types.as_deref();
        Self {
            true_false_style: settings.true_false_style,
            named: Some(&settings.named),
            witnesses: settings.witnesses.as_deref(),
            around: path.map(|path| (path, &settings.packages)),
            types: infer.zip(path).map(|(infer, path)| Asked::new(infer, path)),
            ..self
        }
    }

    /// The same module, of which only what touches these lines counts, if they are given.
    #[must_use]
    pub fn within(self, lines: Option<&ChangedLines>) -> Self {
        let changed = lines.map(|lines| lines.within(self.text));
        Self { changed, ..self }
    }

    /// Whether what stands at a range counts.
    pub fn counts(&self, range: TextRange) -> bool {
        let changed = self.changed.as_ref();
        changed.is_none_or(|changed| changed.touches(range))
    }

    /// Whether inference would find any of these packages if the module imported them.
    pub fn finds_any(&self, packages: impl Iterator<Item = &'static str>) -> bool {
        let types = self.types.as_ref();
        types.is_some_and(|types| types.finds_any(packages))
    }

    /// How many pairs inference failed on, or was not to be had for: what is said of them is said without it.
    pub fn uninferred(&self) -> usize {
        self.types.as_ref().map_or(0, Asked::failed)
    }

    /// Where it stands, and what its package shows, if that is known.
    pub fn around(&self) -> Option<(&'a Path, &'a Packages)> {
        self.around
    }

    /// What it shows of its names: collected when first asked for.
    pub fn names(&self) -> &Names<'a> {
        self.names.get_or_init(|| Names::new(&self.tree))
    }

    /// What its scopes bind: collected when first asked for.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.scopes.get_or_init(|| Scopes::new(&self.tree))
    }

    /// What it asserts of names: collected when first asked for.
    pub fn asserted(&self) -> &Asserted {
        self.asserted.get_or_init(|| Asserted::new(self))
    }

    /// Where it reads names: collected when first asked for.
    pub fn uses(&self) -> &Uses<'a> {
        self.uses.get_or_init(|| Uses::new(&self.tree))
    }

    /// The first library among its imports whose `==` may be overloaded.
    pub fn library(&self) -> Option<(&str, Family)> {
        let first = self.library.get_or_init(|| {
            let is_in = |patterns: &[String], module: &str| {
                let holds = |pattern: &String| libraries::is_within(module, pattern);
                patterns.iter().any(holds)
            };
            self.names().modules().find_map(|module| match self.named {
                Some(said) if is_in(&said.plain, module) => None,
                Some(said) if is_in(&said.overloaded, module) => {
                    Some((module.to_owned(), Family::Named))
                }
                _ => libraries::library(module).map(|(name, family)| (name.to_owned(), family)),
            })
        });
        first
            .as_ref()
            .map(|(name, family)| (name.as_str(), *family))
    }

    /// The first library with an overloaded `==` that a module imports which it imports itself.
    pub fn library_next_door(&self) -> Option<&NextDoor> {
        let find = || {
            let (path, packages) = self.around?;
            packages.library_next_door(path, self.names().modules())
        };
        self.next_door.get_or_init(find).as_ref()
    }

    /// The first file around that imports both the module and a library with an overloaded `==`.
    pub fn user(&self) -> Option<&NextDoor> {
        let find = || {
            let (path, packages) = self.around?;
            packages.user(path)
        };
        self.user.get_or_init(find).as_ref()
    }

    /// Whether a node stands in an f- or t-string field with `=`, whose source text is output.
    pub fn is_output(&self, id: NodeId) -> bool {
        let is_output = |outer| matches!(self.tree.node(outer), AnyNodeRef::InterpolatedElement(field) if field.debug_text.is_some());
        self.tree.ancestors(id).any(is_output)
    }
}

/// One comparison of the source with the `not`s around it.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The comparison's node.
    pub id: NodeId,
    /// The comparison's syntax.
    pub compare: &'a ExprCompare,
    /// The nodes of its operands, from the left: one more than it has operators.
    pub operands: Vec<NodeId>,
    /// The `not`s directly around it, innermost first; parentheses may lie between.
    pub nots: Vec<NodeId>,
}

impl<'a> Comparison<'a> {
    /// The comparison at a node.
    pub fn new(module: &Module<'a>, id: NodeId, compare: &'a ExprCompare) -> Self {
        let tree = &module.tree;
        let negates = |&outer: &NodeId| matches!(tree.node(outer), AnyNodeRef::ExprUnaryOp(unary) if unary.op == UnaryOp::Not);
        Self {
            id,
            compare,
            operands: tree.children(id).collect(),
            nots: tree.ancestors(id).take_while(negates).collect(),
        }
    }

    /// How many pairs of operands it has: two or more make a chain.
    pub fn pairs(&self) -> usize {
        self.compare.ops.len()
    }
}

/// One pair of a comparison, in the state that earlier changes left it in.
///
/// The pairs of a chain do not touch each other, and only a comparison of one pair is ever folded.
#[derive(Debug, Clone, Copy)]
pub struct Site<'s, 'a> {
    /// Where it stands.
    pub module: &'s Module<'a>,
    /// The comparison it is a pair of.
    pub comparison: &'s Comparison<'a>,
    /// Which pair, from the left, from 0.
    pub pair: usize,
    /// The operator now; that of the source is in the comparison.
    pub op: CmpOp,
    /// Whether the `not`s have been folded into the operator.
    pub folded: bool,
    /// Whether the calls of `id` that are its operands are gone, and what they were given is compared.
    pub bared: bool,
}

impl<'s, 'a> Site<'s, 'a> {
    /// A pair as the source has it.
    pub fn new(module: &'s Module<'a>, comparison: &'s Comparison<'a>, pair: usize) -> Self {
        let op = comparison.compare.ops[pair];
        Self {
            module,
            comparison,
            pair,
            op,
            folded: false,
            bared: false,
        }
    }

    /// The `not`s around it that have not been folded, innermost first.
    pub fn nots(&self) -> &'s [NodeId] {
        if self.folded {
            &[]
        } else {
            &self.comparison.nots
        }
    }

    /// Whether there are other pairs.
    pub fn is_chain(&self) -> bool {
        self.comparison.pairs() > 1
    }

    /// The operands, left and right.
    pub fn operands(&self) -> [ExprRef<'a>; 2] {
        [self.pair, self.pair + 1].map(|at| tokens::operand(self.comparison.compare, at))
    }

    /// What inference knows of the pair, asked where it may know at least so much.
    pub fn facts(&self, least: Knowledge) -> Option<&'s Facts> {
        let types = self.module.types.as_ref()?;
        types.facts(self.module, self.comparison.id, self.pair, least)
    }

    /// Whether types were asked about the pair in vain, where the operand may be of a class that is not the
    /// standard library's.
    pub fn is_unanswered(&self) -> bool {
        let types = self.module.types.as_ref();
        types.is_some_and(|types| types.is_unanswered(self.module, self.comparison.id, self.pair))
    }

    /// What kind of literal each operand is, if it is one.
    pub fn literals(&self) -> [Option<Literal>; 2] {
        [self.pair, self.pair + 1]
            .map(|at| literal::classify(&self.module.tree, self.comparison.operands[at]))
    }

    /// The range of the pair with its operands' parentheses: the whole comparison unless it is a
    /// chain.
    pub fn pair_range(&self) -> TextRange {
        let compare = self.comparison.compare;
        if !self.is_chain() {
            return compare.range();
        }
        let around = AnyNodeRef::ExprCompare(compare);
        let [left, right] = self
            .operands()
            .map(|operand| tokens::with_parentheses(operand, around, self.module.tokens));
        left.cover(right)
    }

    /// The range from the outermost `not` to the comparison's end, closing parentheses inside.
    pub fn negated_range(&self) -> TextRange {
        let comparison = self.comparison;
        comparison
            .nots
            .last()
            .map_or(comparison.compare.range(), |&not| {
                self.module.tree.node(not).range()
            })
    }
}
