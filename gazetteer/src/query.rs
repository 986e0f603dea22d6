//! An address that is looked for, as terms.

use standardise::address::term::{TermKind, Terms, names_a_kind};
use standardise::kind::is_of_schooling;
use standardise::postcode::Postcode;

/// The most terms of an address that are looked at: one bit each.
pub(crate) const TERM_COUNT_MAX: usize = 48;

/// An address that is looked for, over buffers that are used again.
#[derive(Default)]
pub(crate) struct Query {
    pub(crate) terms: Terms,
    /// As [`postcode_key`] has it; empty where there is none.
    pub(crate) postcode: String,
    /// By term: what it counts for in a name.
    pub(crate) weights: Vec<f32>,
    pub(crate) marks: Marks,
    text: String,
}

/// What the terms of a text are, told once for all the addresses that they are compared with.
#[derive(Default, Clone, Copy)]
pub(crate) struct Marks {
    pub(crate) numbers: TermSet,
    pub(crate) letters: TermSet,
    pub(crate) floors: TermSet,
    pub(crate) words: TermSet,
    /// Those that a word for a part of a building stands before.
    pub(crate) after_unit: TermSet,
    /// `TOP` before a floor or a part of a building.
    pub(crate) tops: TermSet,
    /// Words that say what kind of school is there.
    pub(crate) schooling: TermSet,
    /// Words that say what kind of street or building is there.
    pub(crate) kinds: TermSet,
}

/// Terms of a text: a bit each.
pub(crate) type TermSet = u64;

/// The places of the terms of a set.
pub(crate) fn places(mut terms: TermSet) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = terms.trailing_zeros() as usize;
        terms &= terms.wrapping_sub(1);
        (place < TermSet::BITS as usize).then_some(place)
    })
}

impl Query {
    /// Reads an address: its lines, and the postcode where it has one apart.
    pub(crate) fn read<'t>(&mut self, lines: impl IntoIterator<Item = &'t str>, postcode: Option<&str>) {
        self.postcode = postcode.map(postcode_key).unwrap_or_default();
        self.text.clear();
        for line in lines {
            if !self.text.is_empty() {
                self.text.push_str(", ");
            }
            self.text.push_str(line);
        }
        if let Some((found, rest)) = postcode_at_end(&self.text) {
            if self.postcode.is_empty() {
                self.postcode = found.as_str().to_owned();
            }
            let length = rest.len();
            self.text.truncate(length);
        }
        self.terms.read(&self.text);
        self.mark();
    }

    fn mark(&mut self) {
        let mut marks = Marks::default();
        for at in 0..self.len() {
            let (term, text) = self.terms.get(at);
            let bit = 1 << at;
            match term.kind {
                TermKind::Number => marks.numbers |= bit,
                TermKind::Letter => marks.letters |= bit,
                TermKind::Floor => marks.floors |= bit,
                TermKind::Word => {
                    marks.words |= bit;
                    marks.schooling |= if is_of_schooling(text) { bit } else { 0 };
                    marks.kinds |= if names_a_kind(text) { bit } else { 0 };
                }
                TermKind::Unit | TermKind::Filler => {}
            }
            let (next, following) = self.terms.get(at + 1);
            let is_top = text == "TOP" && (next.kind == TermKind::Unit || following == "FLOOR");
            marks.tops |= if is_top { bit } else { 0 };
            marks.after_unit |= if self.unit_before(at).is_some() { bit } else { 0 };
        }
        self.marks = marks;
    }

    /// Learns what the terms count for.
    pub(crate) fn weigh(&mut self, weight: impl Fn(&str) -> f32) {
        self.weights.clear();
        self.weights.extend(self.terms.iter().map(|(_, text)| weight(text)));
    }

    pub(crate) fn len(&self) -> usize {
        self.terms.len().min(TERM_COUNT_MAX)
    }

    /// The word for a part of a building that stands before a term, fillers left out.
    pub(crate) fn unit_before(&self, at: usize) -> Option<&str> {
        let before =
            (0..at).rev().map(|at| self.terms.get(at)).find(|(term, _)| term.kind != TermKind::Filler);
        before.filter(|(term, _)| term.kind == TermKind::Unit).map(|(_, text)| text)
    }

    pub(crate) fn follows_unit(&self, at: usize) -> bool {
        self.marks.after_unit & (1 << at) != 0
    }
}

/// A postcode in its form; of a text that is written like one but can be none, what is written: what a gazetteer and a text
/// both say is evidence even so. Empty where a text is not like one.
pub(crate) fn postcode_key(text: &str) -> String {
    if let Some(postcode) = Postcode::read(text).value {
        return postcode.as_str().to_owned();
    }
    let compact: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    let (outward, inward) = compact.split_at(compact.len().saturating_sub(3));
    let is_like_one = (2..=4).contains(&outward.len())
        && outward.starts_with(|first: char| first.is_ascii_alphabetic())
        && inward.starts_with(|first: char| first.is_ascii_digit())
        && inward.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic());
    if is_like_one { format!("{outward} {inward}") } else { String::new() }
}

/// A postcode at the end of a text, and what is before it.
fn postcode_at_end(text: &str) -> Option<(Postcode, &str)> {
    let text = text.trim_end();
    let last = text.rfind([' ', ','])?;
    let before = text[..last].trim_end();
    // `LS1 4AP` or `LS14AP`.
    [before.rfind([' ', ',']).map_or(0, |at| at + 1), last + 1].into_iter().find_map(|start| {
        let reading = Postcode::read(text.get(start..)?);
        let found = reading.value.filter(|_| reading.finding.is_none())?;
        Some((found, text[..start].trim_end_matches([' ', ','])))
    })
}

/// The name of a street or building as it is looked up: its words in one spelling, without the spaces that some leave out
/// and others put in.
pub(crate) fn name_key(name: &str) -> String {
    let mut terms = Terms::default();
    terms.read(name);
    let words = terms.iter().filter(|(term, _)| is_of_name(term.kind)).map(|(_, text)| text);
    words.collect()
}

/// Whether a term can be of a name.
pub(crate) fn is_of_name(kind: TermKind) -> bool {
    matches!(kind, TermKind::Word | TermKind::Letter | TermKind::Floor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcode_is_told_from_the_rest() {
        for (text, postcode, terms) in [
            ("14 High Street, Northmere LS1 4AP", "LS1 4AP", 4),
            ("14 High Street Northmere LS14AP", "LS1 4AP", 4),
            ("14 High Street", "", 3),
        ] {
            let mut query = Query::default();
            query.read([text], None);
            assert_eq!(query.postcode, postcode);
            assert_eq!(query.terms.len(), terms, "of {text}");
        }
    }

    #[test]
    fn impossible_postcode_is_kept_as_written() {
        for (text, key) in
            [("ls1 4ap", "LS1 4AP"), ("Zz1 2cd", "ZZ1 2CD"), ("MKA7NP", "MKA 7NP"), ("LEEDS", ""), ("", "")]
        {
            assert_eq!(postcode_key(text), key);
        }
    }

    #[test]
    fn name_has_one_key_however_it_is_shortened() {
        assert_eq!(name_key("The Old Mill Rd."), "OLDMILLROAD");
        assert_eq!(name_key("OLDMILL ROAD"), "OLDMILLROAD");
    }
}
