//! How records were linked: how strong the evidence was, what came out, what people read, what proposed the pairs, and the
//! model behind it.

mod blocking;
mod clusters;
mod examples;
mod levels;
mod review;
mod suspects;
mod weights;

use askama::Template;
use askama::filters::HtmlSafe;

use self::blocking::Blocking;
use self::clusters::Clusters;
use self::examples::Examples;
use self::levels::Levels;
use self::review::Review;
use self::suspects::Suspects;
use self::weights::Weights;
use super::number::{count, share, signed_bits};
use super::word::{Noun, plural};
use crate::summary::LinkageSummary;

/// The part of the section about one entity.
#[derive(Template)]
#[template(path = "report/linking.html")]
pub(super) struct Linking {
    noun: Noun,
    id: String,
    introduction: String,
    warnings: Vec<String>,
    weights: Option<Weights>,
    clusters: Option<Clusters>,
    suspects: Option<Suspects>,
    review: Option<Review>,
    blocking: Option<Blocking>,
    levels: Option<Levels>,
    examples: Option<Examples>,
}

impl HtmlSafe for Linking {}

impl Linking {
    pub(super) fn of(linkage: &LinkageSummary) -> Self {
        let noun = Noun::of(&linkage.entity);
        Self {
            introduction: introduction(linkage, &noun),
            id: format!("linking-{}", linkage.entity),
            warnings: linkage.warnings.clone(),
            weights: Weights::of(linkage, &noun),
            clusters: Clusters::of(linkage, &noun),
            suspects: Suspects::of(linkage, &noun),
            review: Review::of(linkage, &noun),
            blocking: Blocking::of(&linkage.blocking, &noun),
            levels: Levels::of(&linkage.levels, &noun),
            examples: Examples::of(linkage, &noun),
            noun,
        }
    }
}

fn introduction(linkage: &LinkageSummary, noun: &Noun) -> String {
    let pairs = linkage.pairs_compared;
    if pairs == 0 {
        return format!("No two records of {} had enough in common to be compared.", noun.many);
    }
    format!(
        "{} {} of {} were compared in {} {}. {} of them ({}) reach the threshold of {} bits, and from these come {} {}.",
        count(linkage.records),
        plural(linkage.records, "record", "records"),
        noun.many,
        count(pairs),
        plural(pairs, "pair", "pairs"),
        count(linkage.pairs_matched),
        share(linkage.pairs_matched, pairs),
        signed_bits(linkage.threshold_bits),
        count(linkage.entities),
        noun.after(linkage.entities),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn levels_show_m_u_and_weight_with_a_bar_on_the_side_they_speak_for() {
        let linkage = fixture::place().linkages.swap_remove(0);
        let html = Linking::of(&linkage).render().unwrap();
        // m 0.921 and u 0.0019: log2 of the ratio is 8.92; the largest weight of the model is 22.25.
        let exact = "<td class=\"number\">0.9210</td><td class=\"number\">0.001900</td><td class=\"number\">+8.9</td>\
                     <td class=\"bar-cell\"><svg class=\"bar diverging\" aria-hidden=\"true\" focusable=\"false\">\
                     <rect class=\"strong\" x=\"50.00%\" width=\"20.05%\"";
        assert!(html.contains(exact));
        assert!(html.contains("<td class=\"number\">−4.6</td>"));
        assert!(html.contains("<rect class=\"warm\" x=\"39.65%\" width=\"10.35%"));
    }

    #[test]
    fn blocking_rules_show_how_many_of_their_pairs_are_the_same() {
        let linkage = fixture::place().linkages.swap_remove(0);
        let html = Linking::of(&linkage).render().unwrap();
        assert!(
            html.contains("<th scope=\"row\" class=\"code\">nhs_number</th><td class=\"number\">38,000</td>")
        );
        assert!(html.contains("<td class=\"number\">98.9\u{202f}%</td>"));
    }

    #[test]
    fn what_people_read_and_what_to_look_at_are_shown() {
        let linkage = fixture::place().linkages.swap_remove(0);
        let html = Linking::of(&linkage).render().unwrap();
        for expected in [
            "412 pairs are in doubt: their probability lies between 0.2 and 0.98, which is from −2.0 to +5.6 bits",
            "they found 210 the same, 71 different, 4 left open. 2 verdicts stand against a veto",
            "Whether probabilities mean what they say, by people’s verdicts",
            "as the weights say 0.081 apart, as calibrated 0.012 apart",
            "<td>1 pair alone holds it together; 1 verdict stands against a veto</td>",
            "Just above the threshold: P-12 (library) and P-12 (council_tax), +9.1 bits",
        ] {
            assert!(html.contains(expected), "{expected}");
        }
    }

    #[test]
    fn no_pairs_are_said_in_words() {
        let mut linkage = fixture::place().linkages.swap_remove(0);
        linkage.pairs_compared = 0;
        assert_eq!(
            introduction(&linkage, &Noun::of("person")),
            "No two records of people had enough in common to be compared."
        );
    }
}
