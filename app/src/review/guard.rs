//! Cells of CSV that a spreadsheet leaves as they are: no formula is worked out, no id loses its zeros, no text turns into a
//! date.
//!
//! Text that begins as a formula does is written after an apostrophe; text that looks like a number or a date is written as
//! `="…"`, which a spreadsheet shows as the text and saves as the text. Both are taken off again when read.

use std::borrow::Cow;

/// What begins a formula, or what another guard begins with.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];
/// Longer texts than this are no numbers, and too long for a formula.
const LETTERS_MAX: usize = 200;

/// A text as it is written.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) {
        return format!("'{text}").into();
    }
    if is_taken_for_another(text) {
        return format!("=\"{}\"", text.replace('"', "\"\"")).into();
    }
    text.into()
}

/// The text that was written.
pub(super) fn unguarded(cell: &str) -> Cow<'_, str> {
    if let Some(quoted) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return quoted.replace("\"\"", "\"").into();
    }
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest.into(),
        _ => cell.into(),
    }
}

/// Whether a spreadsheet might see a number, a date, a time or a truth value in it.
fn is_taken_for_another(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if text.chars().count() > LETTERS_MAX {
        return false;
    }
    let begins_as_number =
        text.trim_start().starts_with(|letter: char| letter.is_ascii_digit() || letter == '.');
    let small = text.trim().to_ascii_lowercase();
    let begins_as_month = MONTHS.iter().any(|month| small.starts_with(month))
        && small.contains(|letter: char| letter.is_ascii_digit());
    begins_as_number || begins_as_month || small == "true" || small == "false"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        let cases = [
            ("007", "=\"007\""),
            ("1E5", "=\"1E5\""),
            ("3/4", "=\"3/4\""),
            ("May 5", "=\"May 5\""),
            ("true", "=\"true\""),
            ("12 \"The Elms\"", "=\"12 \"\"The Elms\"\"\""),
            ("=1+2", "'=1+2"),
            ("+44 113 496 0000", "'+44 113 496 0000"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("'t Hooft", "''t Hooft"),
            ("O'Neill", "O'Neill"),
            ("May", "May"),
            ("LS1 4AP", "LS1 4AP"),
            ("", ""),
        ];
        for (text, cell) in cases {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn what_a_spreadsheet_saved_reads_as_it_was() {
        // It shows `="007"` as 007 and saves that; what follows an apostrophe it leaves alone.
        for text in ["007", "3/4", "O'Neill", "plain"] {
            assert_eq!(unguarded(text), text);
        }
    }
}
