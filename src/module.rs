//! The module that comparisons stand in: its text and tree, and what it and its surroundings show, each
//! collected when first asked for.

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::Tokens;
use ruff_text_size::TextRange;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;

use crate::judge::equality::Asserted;
use crate::judge::later::Uses;
use crate::judge::libraries::{self, Family};
use crate::judge::named::Named;
use crate::judge::values::Known;
use crate::judge::{Evidence, Witness};
use crate::package::{NextDoor, Packages};
use crate::settings::{Settings, TrueFalseStyle};
use crate::since::lines::{ChangedLines, ChangedText};
use crate::syntax::names::Names;
use crate::syntax::scopes::Scopes;
use crate::syntax::{NodeId, Syntax, Tree};
use crate::types::asked::Asked;
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
    pub(crate) types: Option<Asked<'a>>,
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
