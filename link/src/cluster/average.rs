//! Grows groups together inside one component, the two with the highest mean weight first.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::component::{Bond, Components};
use super::{ClusterOptions, TELLING_MAX};
use crate::table::NULL;

/// A weight beyond this says no more than this in a mean.
const WEIGHT_MAX: f32 = 30.0;

/// What became of a component.
pub(super) struct Grouped {
    /// For each row, by position, the lowest position of its group.
    pub(super) first_of: Vec<u32>,
    pub(super) forbidden_count: u64,
    /// Merges that a verdict forbade.
    pub(super) parted_count: u64,
    /// Pairs, by position, that a verdict put together against a veto.
    pub(super) overridden: Vec<(u32, u32)>,
}

/// Groups the rows of a component.
pub(super) fn group(components: &Components, number: usize, options: &ClusterOptions<'_>) -> Grouped {
    if let ([left, right], [edge], []) =
        (components.rows(number), components.edges(number), components.bonds(number))
        && edge.is_candidate
    {
        return of_two(options, f64::from(edge.weight), options.allows(*left, *right));
    }
    let mut groups = Groups::new(components, number, options);
    groups.obey(components.bonds(number));
    groups.grow();
    groups.finish()
}

/// The one pair of a component of two rows, which most are: it needs no groups.
fn of_two(options: &ClusterOptions, weight: f64, is_allowed: bool) -> Grouped {
    let ClusterOptions { clustering, .. } = options;
    let convinces = weight >= clustering.link_bits && weight >= clustering.mean_bits;
    Grouped {
        first_of: if convinces && is_allowed { vec![0, 0] } else { vec![0, 1] },
        forbidden_count: u64::from(convinces && !is_allowed),
        parted_count: 0,
        overridden: Vec::new(),
    }
}

/// What lies between two groups.
#[derive(Clone, Copy, Default)]
struct Between {
    weight_sum: f64,
    weight_most: f64,
    pair_count: u32,
    /// Of the pairs that both have a telling part, the sum of weights and the count, by part.
    told: [Told; TELLING_MAX],
}

/// Pairs of which both rows have a telling part.
#[derive(Clone, Copy, Default)]
struct Told {
    weight_sum: f32,
    pair_count: u32,
}

impl Between {
    fn of_pair(weight: f64, told: u8) -> Self {
        let mut between = Self { weight_sum: weight, weight_most: weight, pair_count: 1, ..Self::default() };
        for (bit, of_part) in between.told.iter_mut().enumerate() {
            if told >> bit & 1 == 1 {
                *of_part = Told { weight_sum: weight as f32, pair_count: 1 };
            }
        }
        between
    }

    fn add(&mut self, more: Self) {
        self.weight_sum += more.weight_sum;
        self.weight_most = self.weight_most.max(more.weight_most);
        self.pair_count += more.pair_count;
        for (of_part, more) in self.told.iter_mut().zip(more.told) {
            of_part.weight_sum += more.weight_sum;
            of_part.pair_count += more.pair_count;
        }
    }
}

/// Rows that are together so far.
struct Group {
    members: Vec<u32>,
    /// How many members have each telling part.
    told: [u32; TELLING_MAX],
    /// Groups with a pair to this one, by number.
    neighbours: FxHashMap<u32, Between>,
    /// The value of each column of which an entity has one.
    one_value: Vec<u32>,
    /// Columns with their further values, where a verdict put together what differs.
    more_values: Vec<(usize, u32)>,
    /// The sources of the members that have at most one record of an entity, sorted.
    sources: Vec<u16>,
    /// Rows, by position, that a verdict keeps apart from this group.
    apart: Vec<u32>,
}

struct Groups<'o> {
    /// Nothing where a group went into another.
    groups: Vec<Option<Group>>,
    /// The number of each row's group.
    group_of: Vec<u32>,
    waiting: BinaryHeap<Candidate>,
    options: &'o ClusterOptions<'o>,
    forbidden_count: u64,
    parted_count: u64,
    overridden: Vec<(u32, u32)>,
}

/// Two groups that may grow together.
struct Candidate {
    mean: f64,
    /// The lowest members of both groups, the lower first: the order among equals.
    firsts: (u32, u32),
    numbers: (u32, u32),
    /// The sizes for which the mean holds.
    sizes: (usize, usize),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| other.firsts.cmp(&self.firsts))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

impl<'o> Groups<'o> {
    fn new(components: &Components, number: usize, options: &'o ClusterOptions<'o>) -> Self {
        let (rows, edges) = (components.rows(number), components.edges(number));
        let duplicate_free = |source: u16| options.is_duplicate_free(source).then_some(source);
        let single = |(position, row): (usize, &u32)| Group {
            members: vec![position as u32],
            told: std::array::from_fn(|bit| u32::from(options.told[*row as usize] >> bit & 1)),
            neighbours: FxHashMap::default(),
            one_value: options.one_value.iter().map(|ids| ids[*row as usize]).collect(),
            more_values: Vec::new(),
            sources: duplicate_free(options.sources[*row as usize]).into_iter().collect(),
            apart: Vec::new(),
        };
        let mut groups: Vec<Group> = rows.iter().enumerate().map(single).collect();
        for edge in edges {
            let weight = f64::from(edge.weight.clamp(-WEIGHT_MAX, WEIGHT_MAX));
            // A pair that nothing but others brought together does not start from how rare pairs are: it counts against
            // them as far as its own values do, and for them not at all.
            let weight = if edge.is_candidate { weight } else { (weight - options.prior_bits).min(0.0) };
            let told = |position: u32| options.told[rows[position as usize] as usize];
            let between = Between::of_pair(weight, told(edge.left) & told(edge.right));
            groups[edge.left as usize].neighbours.insert(edge.right, between);
            groups[edge.right as usize].neighbours.insert(edge.left, between);
        }
        let groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
        let mut grown = Self {
            group_of: (0..groups.len() as u32).collect(),
            groups,
            waiting: BinaryHeap::new(),
            options,
            forbidden_count: 0,
            parted_count: 0,
            overridden: Vec::new(),
        };
        for edge in edges {
            grown.propose(edge.left, edge.right);
        }
        grown
    }

    /// Puts together what verdicts say is the same, before any weight is asked, and keeps in mind what they hold apart.
    ///
    /// Shape: no two rows that are to be apart are brought together by others.
    fn obey(&mut self, bonds: &[Bond]) {
        for Bond { left, right, same, .. } in bonds.iter().copied() {
            if !same {
                for (one, other) in [(left, right), (right, left)] {
                    let number = self.group_of[one as usize] as usize;
                    if let Some(group) = &mut self.groups[number] {
                        group.apart.push(other);
                    }
                }
                continue;
            }
            let (one, other) = (self.group_of[left as usize], self.group_of[right as usize]);
            let (Some(a), Some(b)) = (self.get(one), self.get(other)) else { continue };
            if one == other {
                continue;
            }
            if !a.may_join(b) {
                self.overridden.push((left, right));
            }
            self.join(one, other);
        }
    }

    fn get(&self, number: u32) -> Option<&Group> {
        self.groups[number as usize].as_ref()
    }

    /// Puts two groups on the list, where their mean is enough.
    fn propose(&mut self, left: u32, right: u32) {
        let (Some(a), Some(b)) = (self.get(left), self.get(right)) else { return };
        let Some(between) = a.neighbours.get(&right) else { return };
        let all_pairs = (a.members.len() * b.members.len()) as f64;
        let unscored = all_pairs - f64::from(between.pair_count);
        let clustering = &self.options.clustering;
        let mean = (between.weight_sum + unscored * clustering.unscored_bits) / all_pairs;
        if mean < clustering.mean_bits || between.weight_most < clustering.link_bits {
            return;
        }
        // What records without a birth date say of two that have one, those two say better themselves.
        let speaks_against = |part: usize| {
            let all_pairs = f64::from(a.told[part]) * f64::from(b.told[part]);
            let told = between.told[part];
            let unscored = all_pairs - f64::from(told.pair_count);
            let sum = f64::from(told.weight_sum) + unscored * clustering.unscored_bits;
            sum < clustering.mean_bits * all_pairs
        };
        if (0..TELLING_MAX).any(speaks_against) {
            return;
        }
        let (first, second) = (a.first(), b.first());
        let candidate = Candidate {
            mean,
            firsts: (first.min(second), first.max(second)),
            numbers: (left, right),
            sizes: (a.members.len(), b.members.len()),
        };
        self.waiting.push(candidate);
    }

    fn grow(&mut self) {
        while let Some(candidate) = self.waiting.pop() {
            let (left, right) = candidate.numbers;
            let (Some(a), Some(b)) = (self.get(left), self.get(right)) else { continue };
            // Groups only grow: other sizes mean that a newer candidate stands for these two.
            if (a.members.len(), b.members.len()) != candidate.sizes || !a.neighbours.contains_key(&right) {
                continue;
            }
            let is_apart = a.apart.iter().any(|row| self.group_of[*row as usize] == right);
            if is_apart {
                self.parted_count += 1;
                self.part(left, right);
            } else if a.may_join(b) {
                self.join(left, right);
            } else {
                self.forbidden_count += 1;
                self.part(left, right);
            }
        }
    }

    /// Forgets what lies between two groups that may never be one: groups that hold them may not either.
    fn part(&mut self, left: u32, right: u32) {
        for (one, other) in [(left, right), (right, left)] {
            if let Some(group) = &mut self.groups[one as usize] {
                group.neighbours.remove(&other);
            }
        }
    }

    fn join(&mut self, left: u32, right: u32) {
        let degree = |number: u32| self.get(number).map_or(0, |group| group.neighbours.len());
        let (into, from) = if degree(left) >= degree(right) { (left, right) } else { (right, left) };
        let Some(gone) = self.groups[from as usize].take() else { return };
        let mut neighbours: Vec<(u32, Between)> = gone.neighbours.into_iter().collect();
        neighbours.sort_unstable_by_key(|(number, _)| *number);
        let Some(group) = &mut self.groups[into as usize] else { return };
        for member in &gone.members {
            self.group_of[*member as usize] = into;
        }
        group.members.extend(gone.members);
        group.told.iter_mut().zip(gone.told).for_each(|(told, more)| *told += more);
        group.sources.extend(gone.sources);
        group.sources.sort_unstable();
        group.apart.extend(gone.apart);
        group.take_values(&gone.one_value, &gone.more_values);
        group.neighbours.remove(&from);
        for (number, between) in neighbours {
            if number == into {
                continue;
            }
            let Some(group) = &mut self.groups[into as usize] else { return };
            let sum = group
                .neighbours
                .entry(number)
                .or_insert(Between { weight_most: f64::MIN, ..Between::default() });
            sum.add(between);
            let sum = *sum;
            if let Some(neighbour) = &mut self.groups[number as usize] {
                neighbour.neighbours.remove(&from);
                neighbour.neighbours.insert(into, sum);
            }
        }
        let Some(group) = self.get(into) else { return };
        let mut numbers: Vec<u32> = group.neighbours.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            self.propose(into, number);
        }
    }

    fn finish(self) -> Grouped {
        let mut first_of: Vec<u32> = vec![0; self.groups.len()];
        for group in self.groups.iter().flatten() {
            let first = group.first();
            group.members.iter().for_each(|member| first_of[*member as usize] = first);
        }
        let Self { forbidden_count, parted_count, overridden, .. } = self;
        Grouped { first_of, forbidden_count, parted_count, overridden }
    }
}

impl Group {
    fn first(&self) -> u32 {
        self.members.iter().copied().min().unwrap_or(u32::MAX)
    }

    /// Whether nothing known of the records forbids that both groups are one entity, verdicts aside.
    fn may_join(&self, other: &Self) -> bool {
        let mut columns = 0..self.one_value.len();
        columns.all(|column| self.shares_value(other, column))
            && !self.sources.iter().any(|source| other.sources.binary_search(source).is_ok())
    }

    fn shares_value(&self, other: &Self, column: usize) -> bool {
        let (a, b) = (self.one_value[column], other.one_value[column]);
        a == NULL
            || b == NULL
            || a == b
            || (!(self.more_values.is_empty() && other.more_values.is_empty())
                && self.values(column).any(|value| other.values(column).any(|known| known == value)))
    }

    /// Every value of a column: more than one only where a verdict put them together.
    fn values(&self, column: usize) -> impl Iterator<Item = u32> {
        let more = self.more_values.iter().filter(move |(of, _)| *of == column).map(|(_, value)| *value);
        std::iter::once(self.one_value[column]).chain(more)
    }

    fn take_values(&mut self, one_value: &[u32], more_values: &[(usize, u32)]) {
        for (column, &more) in one_value.iter().enumerate() {
            match self.one_value[column] {
                NULL => self.one_value[column] = more,
                kept if more != NULL && more != kept => self.more_values.push((column, more)),
                _ => {}
            }
        }
        self.more_values.extend_from_slice(more_values);
    }
}
