//! The best reading of an address: which part each word belongs to, so that all together fits best.
//!
//! Viterbi's algorithm over the words; what fits how well is [`super::weigh`]'s and [`super::follow`]'s.

use super::follow::{begin, finish, follow, known};
use super::part::{PART_COUNT, Part};
use super::weigh::{Fit, NEVER, fit, is_possible};
use super::word::Words;

/// A word's part, and whether a part begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub part: Part,
    pub begins: bool,
}

/// How a reading came to a word.
#[derive(Debug, Clone, Copy)]
struct Way {
    weight: i32,
    /// How many words the step took: more than one for a name from a list.
    words: u8,
    /// The part of the word before those.
    from: Part,
    begins: bool,
}

const NOWHERE: Way = Way { weight: NEVER * 8, words: 1, from: Part::Organisation, begins: true };

/// Finds readings, using its buffers again.
#[derive(Debug, Default)]
pub(super) struct Reader {
    fits: Vec<Fit>,
    ways: Vec<[Way; PART_COUNT]>,
    steps: Vec<Step>,
}

impl Reader {
    /// The best reading's steps, one for each word.
    pub(super) fn read(&mut self, words: &Words) -> &[Step] {
        let count = words.list.len();
        self.fits.clear();
        self.fits.extend((0..count).map(|at| fit(words, at)));
        self.ways.clear();
        self.ways.resize(count, [NOWHERE; PART_COUNT]);
        self.steps.clear();
        if count == 0 {
            return &self.steps;
        }
        for part in Part::ALL {
            self.enter(words, 0, part, begin(part), part);
        }
        for at in 1..count {
            self.step_to(words, at);
        }
        self.trace(count);
        &self.steps
    }

    /// Goes on from the word before `at`.
    fn step_to(&mut self, words: &Words, at: usize) {
        let word = &words.list[at];
        let (has_town, has_county) = (word.town_words > 0, word.county_words > 0);
        let start = &self.fits[at].start;
        let may_start = Part::ALL.map(|part| {
            is_possible(start[part as usize])
                || (part == Part::Town && has_town)
                || (part == Part::County && has_county)
        });
        for from in Part::ALL {
            let way = self.ways[at - 1][from as usize];
            if !is_possible(way.weight) {
                continue;
            }
            let inside = self.fits[at].inside[from as usize];
            if is_possible(inside) {
                self.reach(at, from, Way { weight: way.weight + inside, words: 1, from, begins: false });
            }
            let ended = way.weight + self.fits[at - 1].end[from as usize];
            if !is_possible(ended) {
                continue;
            }
            for to in Part::ALL.into_iter().filter(|to| may_start[*to as usize]) {
                let follow = follow(words, from, to, at);
                if is_possible(follow) {
                    self.enter(words, at, to, ended + follow, from);
                }
            }
        }
    }

    /// Begins a part at a word.
    fn enter(&mut self, words: &Words, at: usize, part: Part, weight: i32, from: Part) {
        let count = match part {
            Part::Town => words.list[at].town_words,
            Part::County => words.list[at].county_words,
            _ => 0,
        };
        if count > 0 {
            let weight = weight + known(part, usize::from(count), words, at);
            self.reach(at + usize::from(count) - 1, part, Way { weight, words: count, from, begins: true });
        } else {
            let start = self.fits[at].start[part as usize];
            if is_possible(start) {
                self.reach(at, part, Way { weight: weight + start, words: 1, from, begins: true });
            }
        }
    }

    fn reach(&mut self, at: usize, part: Part, way: Way) {
        let best = &mut self.ways[at][part as usize];
        if way.weight > best.weight {
            *best = way;
        }
    }

    /// Goes back along the best way.
    fn trace(&mut self, count: usize) {
        let last = Part::ALL.into_iter().max_by_key(|part| {
            let ended =
                self.ways[count - 1][*part as usize].weight + self.fits[count - 1].end[*part as usize];
            (ended + finish(*part), std::cmp::Reverse(*part))
        });
        let mut part = last.unwrap_or(Part::Street);
        let mut end = count;
        while end > 0 {
            let way = self.ways[end - 1][part as usize];
            let taken = usize::from(way.words).clamp(1, end);
            for back in 0..taken {
                self.steps.push(Step { part, begins: way.begins && back + 1 == taken });
            }
            end -= taken;
            part = way.from;
        }
        self.steps.reverse();
    }
}

/// Compares the weight of the best reading found with that of every reading there is, for a few words.
#[cfg(test)]
pub(super) fn check_against_all_readings(text: &str) {
    let text: String = text.split(' ').filter(|word| *word != ",").take(5).collect::<Vec<_>>().join(" ");
    let mut words = Words::default();
    words.read(&text, &[(0, text.len())]);
    if words.list.is_empty() {
        return;
    }
    let mut reader = Reader::default();
    reader.read(&words);
    let count = words.list.len();
    let found = Part::ALL.into_iter().map(|part| {
        reader.ways[count - 1][part as usize].weight
            + reader.fits[count - 1].end[part as usize]
            + finish(part)
    });
    let best = Part::ALL.into_iter().map(|part| best_from(&words, &reader.fits, 0, part, begin(part)));
    let possible = |weight: Option<i32>| weight.filter(|weight| is_possible(*weight));
    assert_eq!(possible(found.max()), possible(best.max()), "of {text:?}");
}

/// The weight of the best reading of the words from `at`, where a part begins with a weight so far: every way is tried.
#[cfg(test)]
fn best_from(words: &Words, fits: &[Fit], at: usize, part: Part, weight: i32) -> i32 {
    let count = words.list.len();
    let listed = match part {
        Part::Town => words.list[at].town_words,
        Part::County => words.list[at].county_words,
        _ => 0,
    };
    let (mut end, mut weight) = if listed > 0 {
        (at + usize::from(listed), weight + known(part, usize::from(listed), words, at))
    } else {
        (at + 1, weight + fits[at].start[part as usize])
    };
    let mut best = NEVER;
    loop {
        if !is_possible(weight) {
            return best;
        }
        let ended = weight + fits[end - 1].end[part as usize];
        if end == count {
            return best.max(ended + finish(part));
        }
        for next in Part::ALL {
            let follow = follow(words, part, next, end);
            if is_possible(ended) && is_possible(follow) {
                best = best.max(best_from(words, fits, end, next, ended + follow));
            }
        }
        weight += fits[end].inside[part as usize];
        end += 1;
    }
}
