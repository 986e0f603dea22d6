//! The page as a whole: what it says, that it is sound markup, that it stands alone, and that no text can break out of its place.

use std::collections::BTreeMap;

use super::fixture::{self, HOSTILE};
use super::number;
use super::render;
use crate::summary::PlaceSummary;

fn page(summary: &PlaceSummary) -> String {
    render(summary).unwrap()
}

/// Every page that the tests know.
fn pages() -> [String; 4] {
    [
        page(&fixture::place()),
        page(&fixture::empty_place()),
        page(&fixture::place_with_nothing_in_it()),
        page(&fixture::crowded_place()),
    ]
}

/// The page's text without its markup, single-spaced.
fn text_of(page: &str) -> String {
    let body = page.split_once("</style>").unwrap().1;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').unwrap().1;
    }
    single_spaced(&text)
}

/// Any space, narrow ones included, as one plain space.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn headline_numbers_are_those_of_the_summary() {
    let mut summary = fixture::empty_place();
    summary.sources = vec![fixture::source("library", "person", &[("family_name", 1_000)])];
    let text = text_of(&page(&summary));
    for expected in [
        "Rows in 1,003 from 1 system of 1 organisation",
        "Accepted 1,000 99.7\u{202f}% of rows",
        "Rejected 3 0.3\u{202f}% of rows",
        "1 system of 1 organisation holds 1,003 rows about Nowhere. 3 of them (0.3\u{202f}%) could not be used",
    ] {
        assert!(text.contains(&single_spaced(expected)), "{expected}");
    }
}

#[test]
fn people_known_to_several_systems_are_all_but_those_known_to_one() {
    let summary = fixture::place();
    let people = &summary.linkages[0];
    let several = people.entities - people.known_to[0];
    let expected =
        format!("{} {} of people", number::count(several), number::share(several, people.entities));
    let text = text_of(&page(&summary));
    assert!(text.contains(&single_spaced(&expected)), "{expected}");
    assert!(text.contains("Premises known to 2+ systems"));
}

#[test]
fn measures_against_truth_come_with_their_meaning() {
    let text = text_of(&page(&fixture::place()));
    assert!(text.contains("Precision 0.9973 Of the pairs linked, 997 of every 1,000 are the same person."));
    assert!(text.contains("B-cubed F1 0.9882"));
    assert!(text.contains("Largest 11"));
}

#[test]
fn a_place_without_truth_has_no_such_section() {
    let mut summary = fixture::place();
    summary.linkages.iter_mut().for_each(|linkage| linkage.truth = None);
    let page = page(&summary);
    assert!(!page.contains("id=\"truth\""));
    assert!(!page.contains("href=\"#truth\""));
    assert!(!page.contains("right answers"));
}

#[test]
fn a_place_without_premises_says_nothing_about_them() {
    let mut summary = fixture::place();
    summary.linkages.truncate(1);
    summary.sources.retain(|source| source.entity == "person");
    summary.stages.retain(|stage| stage.stage != "link_premises");
    assert!(!page(&summary).contains("remises"));
}

#[test]
fn an_empty_place_says_that_there_is_nothing_yet() {
    let text = text_of(&page(&fixture::empty_place()));
    assert!(text.contains("No row has been read for Nowhere yet"));
    assert!(text.contains("There are no records to link yet."));
    assert!(text.contains("run that ended on not a moment"));
    assert!(!text.contains("NaN"));
}

#[test]
fn the_moment_reads_as_a_date_and_a_time() {
    assert!(page(&fixture::place()).contains("21 November 2026 at 23:18 UTC"));
}

#[test]
fn every_page_is_sound_markup() {
    for page in pages() {
        assert_eq!(unsound(&page), None);
    }
}

#[test]
fn every_page_stands_alone() {
    for page in pages() {
        for forbidden in ["http", "//", "<script", "<link", "@import", "url(", "src=", "<iframe", "onload"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn no_text_breaks_out_of_its_place() {
    let page = page(&fixture::crowded_place());
    assert!(!page.contains("<b onclick"));
    assert!(!page.contains(HOSTILE));
    assert!(!page.contains("onclick=\""));
    // Texts that were escaped twice would show their escapes to the reader.
    assert!(!page.contains("&#38;#"));
    assert!(!page.contains("&#38;amp"));
}

#[test]
fn ids_are_unique_and_every_reference_has_its_target() {
    for page in pages() {
        let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
        attributes(&page, "id").for_each(|id| *ids.entry(id).or_default() += 1);
        assert_eq!(ids.iter().find(|(_, times)| **times > 1), None);
        let references = attributes(&page, "aria-labelledby").flat_map(str::split_whitespace);
        let anchors = attributes(&page, "href").filter_map(|target| target.strip_prefix('#'));
        for reference in references.chain(anchors) {
            assert!(ids.contains_key(reference), "{reference}");
        }
    }
}

#[test]
fn no_two_parts_to_scroll_have_the_same_name() {
    for page in pages() {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        attributes(&page, "aria-label").for_each(|name| *names.entry(name).or_default() += 1);
        assert_eq!(names.iter().find(|(_, times)| **times > 1), None);
    }
}

#[test]
fn every_drawing_has_a_name_or_is_hidden_beside_its_number() {
    for page in pages() {
        for drawing in page.split("<svg ").skip(1) {
            let opening = drawing.split('>').next().unwrap();
            let is_named = opening.contains("role=\"img\"") && opening.contains("aria-labelledby");
            assert!(is_named || opening.contains("aria-hidden=\"true\""), "{opening}");
        }
    }
}

#[test]
fn every_table_has_a_caption_and_the_page_one_heading_of_the_first_level() {
    for page in pages() {
        assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
        assert_eq!(page.matches("<h1>").count(), 1);
        assert_eq!(page.matches("<main ").count(), 1);
        for cell in page.split("<th ").skip(1) {
            assert!(cell.starts_with("scope="), "{}", cell.split('>').next().unwrap());
        }
        assert!(!page.contains("<th>"));
    }
}

#[test]
fn the_same_summary_gives_the_same_bytes() {
    assert_eq!(page(&fixture::place()), page(&fixture::place()));
}

/// Text is read against these backgrounds, in light and in dark.
#[test]
fn every_colour_of_text_stands_out_enough() {
    let page = page(&fixture::empty_place());
    let (light, dark) = page.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let dark = dark.split_once("\n}").unwrap().0;
    for style in [light, dark] {
        let on_paper = ["ink", "quiet", "accent", "warm"].map(|text| (text, "paper"));
        let on_tint = ["tint-1", "tint-2", "tint-3", "tint-4", "tint-5", "tint-6"].map(|tint| ("ink", tint));
        for (text, ground) in
            on_paper.into_iter().chain(on_tint).chain([("ink", "panel"), ("ink", "warm-panel")])
        {
            let ratio = contrast(colour(style, text), colour(style, ground));
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
        }
        // A mark needs less than a text.
        for mark in ["accent", "warm", "faint"] {
            assert!(contrast(colour(style, mark), colour(style, "paper")) >= 3.0, "{mark}");
        }
    }
}

/// The red, green and blue of a colour that the style defines, 0 to 1.
fn colour(style: &str, name: &str) -> [f64; 3] {
    let hex = style.split_once(&format!("--{name}: #")).unwrap().1;
    [0, 2, 4].map(|start| f64::from(u8::from_str_radix(&hex[start..start + 2], 16).unwrap()) / 255.0)
}

/// Source: Web Content Accessibility Guidelines 2.2 (2023), contrast ratio.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let linear = |part: f64| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let luminance =
        |[red, green, blue]: [f64; 3]| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The values of an attribute, in the page's order.
fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    let values: Vec<&str> =
        page.split(opening.as_str()).skip(1).map(|after| after.split('"').next().unwrap()).collect();
    values.into_iter()
}

/// What is wrong with a page's tags, if anything: each must be closed, in order, and hold no stray `<`.
fn unsound(page: &str) -> Option<String> {
    let (head, body) = page.split_once("<style>")?;
    let body = body.split_once("</style>")?.1;
    let mut open: Vec<&str> = Vec::new();
    for part in head.split('<').skip(2).chain(body.split('<').skip(1)) {
        let Some((tag, _)) = part.split_once('>') else { return Some(format!("stray <: {part}")) };
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> does not close what is open: {open:?}"));
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next()?);
        }
    }
    (!open.is_empty()).then(|| format!("left open: {open:?}"))
}
