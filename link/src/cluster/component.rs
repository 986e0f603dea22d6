//! Parts of the records that no pair of enough weight connects: each can be clustered by itself.

use crate::score::{NO_RULE, ScoredPair};
use crate::verdict::Binding;

/// The connected components of two rows and more, by their first row.
pub(crate) struct Components {
    /// The rows of all components one after the other, ascending in each.
    rows: Vec<u32>,
    row_ends: Vec<u32>,
    edges: Vec<Edge>,
    edge_ends: Vec<u64>,
    /// Verdicts on two rows of a component, by component.
    bonds: Vec<Bond>,
}

/// A verdict inside a component, its rows told as positions among the component's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bond {
    component: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) same: bool,
}

/// A pair inside a component, its rows told as positions among the component's.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Edge {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) weight: f32,
    /// Whether a blocking rule made it a candidate.
    pub(crate) is_candidate: bool,
}

impl Components {
    /// The components that pairs of at least a weight make, with all pairs that lie inside them.
    pub(crate) fn new(row_count: usize, pairs: &[ScoredPair], link_bits: f64) -> Self {
        Self::bound(row_count, pairs, link_bits, &Binding::default())
    }

    /// As [`Self::new`], with what verdicts put together.
    pub(crate) fn bound(row_count: usize, pairs: &[ScoredPair], link_bits: f64, binding: &Binding) -> Self {
        let mut roots = Roots::new(row_count);
        binding.joined.iter().for_each(|(left, right)| roots.join(*left, *right));
        for pair in pairs.iter().filter(|pair| f64::from(pair.weight) >= link_bits) {
            roots.join(pair.left, pair.right);
        }
        let (component_of, rows, row_ends) = roots.components();
        let mut position_of = vec![0_u32; row_count];
        for (number, end) in row_ends.iter().enumerate() {
            let start = start(&row_ends, number);
            for (position, row) in rows[start as usize..*end as usize].iter().enumerate() {
                position_of[*row as usize] = position as u32;
            }
        }
        let inside = |pair: &ScoredPair| {
            let component = component_of[pair.left as usize];
            (component != ALONE && component == component_of[pair.right as usize])
                .then_some(component as usize)
        };
        // Count, then place: the edges of each component beside each other, in the order of the pairs.
        let mut edge_ends = vec![0_u64; row_ends.len()];
        pairs.iter().filter_map(inside).for_each(|component| edge_ends[component] += 1);
        let mut total = 0;
        for end in &mut edge_ends {
            total += *end;
            *end = total - *end;
        }
        let mut edges = vec![Edge::default(); total as usize];
        for pair in pairs {
            if let Some(component) = inside(pair) {
                let (left, right) = (position_of[pair.left as usize], position_of[pair.right as usize]);
                let is_candidate = pair.rule != NO_RULE;
                edges[edge_ends[component] as usize] =
                    Edge { left, right, weight: pair.weight, is_candidate };
                edge_ends[component] += 1;
            }
        }
        let bond = |same: bool| {
            let (component_of, position_of) = (&component_of, &position_of);
            move |(left, right): &(u32, u32)| {
                let (left, right) = (*left as usize, *right as usize);
                let component = component_of[left];
                let is_inside = component != ALONE && component == component_of[right];
                let (left, right) = (position_of[left], position_of[right]);
                is_inside.then_some(Bond { component, left, right, same })
            }
        };
        let joined = binding.joined.iter().filter_map(bond(true));
        let mut bonds: Vec<Bond> = joined.chain(binding.apart.iter().filter_map(bond(false))).collect();
        // In the order of the verdicts inside of each.
        bonds.sort_by_key(|bond| bond.component);
        Self { rows, row_ends, edges, edge_ends, bonds }
    }

    pub(crate) fn len(&self) -> usize {
        self.row_ends.len()
    }

    /// The rows of a component, ascending.
    pub(crate) fn rows(&self, number: usize) -> &[u32] {
        &self.rows[start(&self.row_ends, number) as usize..self.row_ends[number] as usize]
    }

    /// The pairs inside a component.
    pub(crate) fn edges(&self, number: usize) -> &[Edge] {
        let start = if number == 0 { 0 } else { self.edge_ends[number - 1] };
        &self.edges[start as usize..self.edge_ends[number] as usize]
    }

    /// The verdicts inside a component, those to be put together first.
    pub(crate) fn bonds(&self, number: usize) -> &[Bond] {
        let start = self.bonds.partition_point(|bond| (bond.component as usize) < number);
        let end = self.bonds.partition_point(|bond| (bond.component as usize) <= number);
        &self.bonds[start..end]
    }
}

/// The component of a row that is in none.
const ALONE: u32 = u32::MAX;

fn start(ends: &[u32], number: usize) -> u32 {
    if number == 0 { 0 } else { ends[number - 1] }
}

/// A forest over rows; the root of each tree is its lowest row.
pub(crate) struct Roots {
    parents: Vec<u32>,
}

impl Roots {
    pub(crate) fn new(row_count: usize) -> Self {
        Self { parents: (0..row_count as u32).collect() }
    }

    pub(crate) fn root(&mut self, mut row: u32) -> u32 {
        while self.parents[row as usize] != row {
            let parent = self.parents[row as usize];
            self.parents[row as usize] = self.parents[parent as usize];
            row = self.parents[row as usize];
        }
        row
    }

    pub(crate) fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        self.parents[left.max(right) as usize] = left.min(right);
    }

    /// The component of each row, the rows by component, and where each component's rows end.
    fn components(mut self) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let row_count = self.parents.len() as u32;
        let mut sizes = vec![0_u32; self.parents.len()];
        for row in 0..row_count {
            let root = self.root(row);
            sizes[root as usize] += 1;
        }
        let mut component_of = vec![ALONE; self.parents.len()];
        let mut starts = Vec::new();
        let mut total = 0;
        for row in 0..row_count {
            let root = self.root(row);
            if sizes[root as usize] < 2 {
                continue;
            }
            if root == row {
                component_of[row as usize] = starts.len() as u32;
                starts.push(total);
                total += sizes[root as usize];
            } else {
                component_of[row as usize] = component_of[root as usize];
            }
        }
        let mut rows = vec![0; total as usize];
        let mut ends = starts;
        for row in 0..row_count {
            let component = component_of[row as usize];
            if component != ALONE {
                let end = &mut ends[component as usize];
                rows[*end as usize] = row;
                *end += 1;
            }
        }
        (component_of, rows, ends)
    }
}
