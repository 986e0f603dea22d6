//! The shape of a value: enough to see what is wrong with it, not enough to tell what it was.

/// Most characters that a shape has.
const SHAPE_CHARS_MAX: usize = 24;
/// A run of this many alike characters or more is written with its length.
const RUN_MIN: usize = 5;

/// The shape of a value: letters become `a` or `A`, digits `9`, punctuation stays, runs of five and more are counted.
///
/// Shape: `99/99/9999` for a date, `A{5} a{4}` for a name; at most 24 characters, cut off with `…`.
pub(crate) fn shape(value: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    let mut classes = value.chars().map(class).peekable();
    while let Some(class) = classes.next() {
        let mut run = 1;
        while classes.next_if_eq(&class).is_some() {
            run += 1;
        }
        let piece = if run >= RUN_MIN { format!("{class}{{{run}}}") } else { class.to_string().repeat(run) };
        count += piece.chars().count();
        if count > SHAPE_CHARS_MAX - 1 {
            out.push('…');
            return out;
        }
        out.push_str(&piece);
    }
    out
}

fn class(c: char) -> char {
    if c.is_numeric() {
        '9'
    } else if c.is_uppercase() {
        'A'
    } else if c.is_alphabetic() {
        'a'
    } else if c.is_ascii_graphic() || matches!(c, ' ' | '£' | '€') {
        c
    } else if c.is_whitespace() {
        ' '
    } else {
        '?'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_shows_form_and_hides_content() {
        for (value, expected) in [
            ("12/03/1987", "99/99/9999"),
            ("HUSSAIN Mary", "A{7} Aaaa"),
            ("#N/A", "#A/A"),
            ("", ""),
            ("Zoë\u{1F600}\tŁ", "Aaa? A"),
            ("1.00042E+11", "9.9{5}A+99"),
            ("a-b-c-d-e-f-g-h-i-j-k-l-m-n", "a-a-a-a-a-a-a-a-a-a-a-a…"),
        ] {
            assert_eq!(shape(value), expected);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 100, failure_persistence: None, ..Default::default() })]
        #[test]
        fn shape_is_short_and_keeps_no_letter_or_digit(value in "\\PC{0,60}") {
            let shape = shape(&value);
            proptest::prop_assert!(shape.chars().count() <= SHAPE_CHARS_MAX);
            let outside_counts: String =
                shape.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest)).collect();
            proptest::prop_assert!(
                outside_counts.chars().filter(|c| c.is_alphanumeric()).all(|c| matches!(c, 'a' | 'A' | '9'))
            );
        }
    }
}
