//! Cuts an address into segments: at line ends and commas, without postcode, country and repetition.
//!
//! A segment's words are not looked at here, but for a postcode at its end.

use crate::display::{is_bare, is_shouted, push_place, tidy};
use crate::postcode::Postcode;
use crate::problem::{Finding, ProblemKind};

/// What stands where there is no address, in capitals.
const FILLERS: [&str; 9] = ["-", "N/A", "NA", "NONE", "NOT KNOWN", "NOT PROVIDED", "NULL", "UNKNOWN", "XXX"];

/// How systems write that somebody has no address.
const NO_ADDRESS: [&str; 5] = ["NFA", "NO FIXED ABODE", "NO FIXED ADDRESS", "OF NO FIXED ABODE", "HOMELESS"];

/// Countries that go without saying.
const COUNTRIES: [&str; 6] = ["ENGLAND", "GB", "GREAT BRITAIN", "U.K", "UK", "UNITED KINGDOM"];

/// An address cut into segments.
pub(super) struct Cut {
    /// Tidy, not empty, in order; a house number by itself has been joined to what follows.
    pub segments: Vec<String>,
    /// The first postcode found at the end of a segment.
    pub postcode: Option<Postcode>,
    pub finding: Option<Finding>,
}

/// Cuts lines into segments.
pub(super) fn cut<'a>(lines: impl IntoIterator<Item = &'a str>) -> Cut {
    let mut cut = Cut { segments: Vec::with_capacity(6), postcode: None, finding: None };
    for line in lines {
        for piece in line.split([',', ';', '\u{37e}', '|', '\n', '\r']) {
            cut.add(piece);
        }
    }
    cut
}

impl Cut {
    /// Adds a segment, unless it says nothing.
    fn add(&mut self, piece: &str) {
        let tidy = tidy(piece);
        let segment = self.without_postcode(trim(&tidy));
        if segment.is_empty() || is_any(&FILLERS, segment) || is_any(&COUNTRIES, segment) {
            return;
        }
        if is_any(&NO_ADDRESS, segment) {
            self.finding = Some(Finding::new(ProblemKind::Placeholder, "address_none"));
        } else if starts_care_of(segment) && self.finding.is_none() {
            self.finding = Some(Finding::new(ProblemKind::Doubtful, "address_care_of"));
        }
        match self.segments.last_mut() {
            Some(last) if last.eq_ignore_ascii_case(segment) => {}
            Some(last) if is_number(last) && !segment.starts_with(|first: char| first.is_ascii_digit()) => {
                last.push(' ');
                last.push_str(segment);
            }
            _ => self.segments.push(segment.to_owned()),
        }
    }

    /// Adds the town, unless the address ends in it.
    pub(super) fn add_town(&mut self, town: &str) {
        let tidy = tidy(town);
        let town = trim(&tidy);
        let ends_in_town = self.segments.iter().any(|segment| segment.eq_ignore_ascii_case(town))
            || self.segments.last().is_some_and(|last| {
                let start = last.len().wrapping_sub(town.len());
                last.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(town))
                    && last[..start].ends_with(' ')
            });
        if !ends_in_town {
            self.add(town);
        }
    }

    /// A segment without the postcodes at its end; the first is kept.
    fn without_postcode<'s>(&mut self, mut segment: &'s str) -> &'s str {
        while let Some((rest, postcode)) = split_postcode(segment) {
            self.postcode = self.postcode.or(Some(postcode));
            segment = trim(rest);
        }
        segment
    }

    /// The segments joined by commas, with capitals tempered where there is nothing else.
    pub(super) fn display(&self) -> Option<String> {
        let length = self.segments.iter().map(|segment| segment.len() + 2).sum();
        let shouted = self.segments.iter().all(|segment| is_shouted(segment));
        let mut display = String::with_capacity(length);
        for segment in &self.segments {
            if !display.is_empty() {
                display.push_str(", ");
            }
            if shouted {
                push_place(segment, &mut display);
            } else {
                display.push_str(segment);
            }
        }
        (!display.is_empty()).then_some(display)
    }
}

/// A segment without stray punctuation around it.
fn trim(segment: &str) -> &str {
    if is_bare(segment) {
        return segment;
    }
    segment.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '.' | '-' | ':' | '*' | '"' | '_' | '/')
    })
}

/// A segment that ends in a postcode, cut before it.
fn split_postcode(segment: &str) -> Option<(&str, Postcode)> {
    // Every postcode ends in a digit and two letters.
    let [.., digit, first, second] = segment.as_bytes() else { return None };
    if !(digit.is_ascii_digit() && first.is_ascii_alphabetic() && second.is_ascii_alphabetic()) {
        return None;
    }
    let last = segment.rfind(' ').map_or(0, |space| space + 1);
    if segment.len() - last > 3 {
        return Some((&segment[..last], Postcode::read_strict(&segment[last..])?));
    }
    let before = segment[..last.checked_sub(1)?].rfind(' ').map_or(0, |space| space + 1);
    Some((&segment[..before], Postcode::read_strict(&segment[before..])?))
}

/// Whether a segment is a house number by itself: `52`, `14A`, `12-14`, `12 - 14`.
fn is_number(segment: &str) -> bool {
    segment.starts_with(|first: char| first.is_ascii_digit())
        && segment.len() <= 11
        && segment.split(['-', '/', ' ']).all(is_number_part)
}

fn is_number_part(part: &str) -> bool {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &part.as_bytes()[digits..];
    (digits > 0 || part.len() <= 1) && rest.len() <= 1 && rest.iter().all(u8::is_ascii_alphabetic)
}

fn starts_care_of(segment: &str) -> bool {
    ["C/O ", "C/O:", "CARE OF "]
        .iter()
        .any(|mark| segment.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
}

fn is_any(list: &[&str], segment: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(segment))
}
