//! The tree as a flat list: every node in source preorder with its parent and the end of its
//! subtree, so that any walk is a loop. Only flattening goes as deep as the tree, as dropping it does:
//! [`super::depth`] gives both their stack.
//!
//! Identifiers are not nodes here: they are facts of the node that bears them ([`super::shape`]).

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, ExprCompare, Identifier, ModModule};
use ruff_text_size::Ranged;

/// A node's place in preorder: an index into its [`Tree`], the module being 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The module itself.
    pub const ROOT: Self = Self(0);

    /// The index into the preorder list.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a text under 4 GiB has fewer than 2^32 nodes"))
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    node: AnyNodeRef<'a>,
    parent: NodeId,
    /// One past the last descendant: a subtree is the half-open run of ids from the node to here.
    end: u32,
}

/// All nodes of one module.
#[derive(Debug)]
pub struct Tree<'a> {
    /// In preorder; children of a node stand in source order.
    entries: Vec<Entry<'a>>,
    /// Those that are comparisons, in preorder.
    comparisons: Vec<NodeId>,
}

impl<'a> Tree<'a> {
    /// Flattens a module; to be run under [`super::depth::guarded`].
    pub fn new(module: &'a ModModule) -> Self {
        let mut flat = Flat {
            tree: Self {
                entries: Vec::new(),
                comparisons: Vec::new(),
            },
            around: NodeId::ROOT,
        };
        let root = AnyNodeRef::ModModule(module);
        flat.enter_node(root);
        root.visit_source_order(&mut flat);
        flat.leave_node(root);
        flat.tree
    }

    /// The node of an id.
    pub fn node(&self, id: NodeId) -> AnyNodeRef<'a> {
        self.entries[id.index()].node
    }

    /// The node around it; `None` for the module.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id != NodeId::ROOT).then(|| self.entries[id.index()].parent)
    }

    /// From the node's parent outwards to the module.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&outer| self.parent(outer))
    }

    /// Every id in preorder.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.entries.len()).map(NodeId::new)
    }

    /// Every comparison in preorder.
    pub fn comparisons(&self) -> impl Iterator<Item = (NodeId, &'a ExprCompare)> + '_ {
        self.comparisons.iter().map(|&id| match self.node(id) {
            AnyNodeRef::ExprCompare(compare) => (id, compare),
            _ => unreachable!("only comparisons are listed"),
        })
    }

    /// The node and its descendants in preorder.
    pub fn subtree(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.index()..self.entries[id.index()].end as usize).map(NodeId::new)
    }

    /// The id of a node of this tree; `None` for one of another.
    pub fn find(&self, node: AnyNodeRef<'_>) -> Option<NodeId> {
        // No node starts before one that precedes it in preorder.
        let start = node.start();
        let first = self
            .entries
            .partition_point(|entry| entry.node.start() < start);
        let same = self.entries[first..]
            .iter()
            .take_while(|entry| entry.node.start() == start)
            .position(|entry| entry.node.ptr_eq(node))?;
        Some(NodeId::new(first + same))
    }

    /// Whether a node is another or stands within it.
    pub fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        (outer.0..self.entries[outer.index()].end).contains(&inner.0)
    }

    /// Those of some nodes, given in preorder, that are another or stand within it.
    pub fn within<'p>(&self, places: &'p [NodeId], outer: NodeId) -> &'p [NodeId] {
        let end = self.entries[outer.index()].end;
        let from = &places[places.partition_point(|&place| place < outer)..];
        &from[..from.partition_point(|place| place.0 < end)]
    }

    /// The node's own children in source order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.entries[id.index()].end;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(NodeId(next))?;
            next = self.entries[child.index()].end;
            Some(child)
        })
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Never: a tree has at least its module.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A tree in the making.
struct Flat<'a> {
    tree: Tree<'a>,
    /// The node that the walk is in.
    around: NodeId,
}

impl<'a> SourceOrderVisitor<'a> for Flat<'a> {
    #[inline]
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        let id = NodeId::new(self.tree.entries.len());
        self.tree.entries.push(Entry {
            node,
            parent: self.around,
            end: id.0 + 1,
        });
        if let AnyNodeRef::ExprCompare(_) = node {
            self.tree.comparisons.push(id);
        }
        self.around = id;
        TraversalSignal::Traverse
    }

    #[inline]
    fn leave_node(&mut self, _: AnyNodeRef<'a>) {
        let end = NodeId::new(self.tree.entries.len());
        let left = &mut self.tree.entries[self.around.index()];
        left.end = end.0;
        self.around = left.parent;
    }

    fn visit_identifier(&mut self, _: &'a Identifier) {}
}
