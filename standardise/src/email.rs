//! E-mail addresses in lower case.
//!
//! Plausible form only: it asks no server, and does not take two spellings of one mailbox (`j.smith`, `jsmith`) for one.

use crate::problem::{ProblemKind, Reading};

/// Reads an e-mail address in lower case; of several in a cell, the first.
///
/// A comma before the top-level domain is mended. Addresses that only fill a field (`none@none.com`) are told.
pub fn read(text: &str) -> Reading<String> {
    let text = text.trim();
    if text.is_empty() {
        return Reading::blank();
    }
    if is_plain(text) {
        let address = text.to_ascii_lowercase();
        return if is_placeholder(&address) {
            Reading::refused(ProblemKind::Placeholder, "email_placeholder")
        } else {
            Reading::clean(address)
        };
    }
    read_at_length(text)
}

/// Reads what a cell holds that is not one plain address, or any that is.
fn read_at_length(text: &str) -> Reading<String> {
    if !text.contains('@') {
        return Reading::refused(ProblemKind::Malformed, "email_form");
    }
    let mut parts = text.split(is_separator).filter(|part| part.contains('@'));
    let first = parts.next().and_then(canonical);
    let more = parts.next().is_some();
    match first {
        Some(address) if is_placeholder(&address) => {
            Reading::refused(ProblemKind::Placeholder, "email_placeholder")
        }
        Some(address) if more => Reading::kept(address, ProblemKind::Partial, "email_several"),
        Some(address) => Reading::clean(address),
        None => match canonical(&text.replace(',', ".")) {
            Some(address) => Reading::kept(address, ProblemKind::Repaired, "email_comma"),
            None => Reading::refused(ProblemKind::Malformed, "email_form"),
        },
    }
}

/// Whether a text is one address of letters, digits, full stops, hyphens and underscores, as nearly all are: each of the
/// first three parted by the fourth, and a top-level domain of letters.
fn is_plain(text: &str) -> bool {
    let (mut domain_from, mut label_from, mut label_of_letters) = (None, 0, true);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' => label_of_letters = false,
            b'_' if domain_from.is_none() => {}
            b'-' if domain_from.is_none()
                || at > label_from && text.as_bytes().get(at + 1) != Some(&b'.') =>
            {
                label_of_letters = false;
            }
            b'.' if at > label_from => (label_from, label_of_letters) = (at + 1, true),
            b'@' if at > label_from && domain_from.is_none() => {
                domain_from = Some(at + 1);
                (label_from, label_of_letters) = (at + 1, true);
            }
            _ => return false,
        }
    }
    // Short enough that no limit on a part is reached.
    domain_from.is_some_and(|from| label_from > from)
        && label_of_letters
        && (label_from + 2..=64).contains(&text.len())
}

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | ';' | ',' | '/' | '|' | '<' | '>' | '(' | ')' | '"'
    )
}

/// An address in lower case, where its form is plausible.
fn canonical(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ':']);
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.split_once('@')?;
    let local_plausible = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(is_local_letter);
    let address = || if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() };
    (local_plausible && domain_is_plausible(domain)).then(address)
}

fn is_local_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(
            letter,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
        || letter == '.'
}

/// Whether a domain has two labels or more and ends in a top-level domain of letters.
fn domain_is_plausible(domain: &str) -> bool {
    let label_plausible = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let Some((_, top)) = domain.rsplit_once('.') else { return false };
    domain.len() <= 253
        && domain.split('.').all(label_plausible)
        && top.len() >= 2
        && (top.starts_with("xn--") || top.chars().all(char::is_alphabetic))
}

/// Whether an address only says that there is none.
fn is_placeholder(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let label = domain.split('.').next().unwrap_or_default();
    is_empty_anywhere(local) || (is_empty_local(local) && (is_empty_domain(label) || label == local))
}

/// Whether a mailbox says that there is none.
fn is_empty_local(text: &str) -> bool {
    matches!(
        text,
        "a" | "declined"
            | "donotemail"
            | "email"
            | "na"
            | "nil"
            | "no"
            | "no-email"
            | "no.email"
            | "no_email"
            | "nobody"
            | "noemail"
            | "noemailaddress"
            | "none"
            | "noone"
            | "noreply"
            | "notgiven"
            | "notknown"
            | "notprovided"
            | "null"
            | "refused"
            | "test"
            | "unknown"
            | "x"
            | "xx"
            | "xxx"
            | "xxxx"
    )
}

/// Whether a domain, to its first full stop, says so too.
fn is_empty_domain(text: &str) -> bool {
    matches!(
        text,
        "a" | "domain"
            | "email"
            | "example"
            | "mail"
            | "na"
            | "nil"
            | "no"
            | "no-email"
            | "noemail"
            | "none"
            | "nowhere"
            | "notprovided"
            | "null"
            | "refused"
            | "test"
            | "unknown"
            | "x"
            | "xx"
            | "xxx"
            | "xxxx"
            | "nomail"
    )
}

/// Whether a mailbox says so wherever it claims to be.
fn is_empty_anywhere(text: &str) -> bool {
    matches!(
        text,
        "donotemail"
            | "no.email"
            | "no_email"
            | "no-email"
            | "noemail"
            | "noemailaddress"
            | "notprovided"
            | "notgiven"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text in; address or rule out.
    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let reading = read(text);
            let shown = match (reading.value, reading.finding) {
                (Some(address), None) => address,
                (Some(address), Some(finding)) => format!("{address} ({})", finding.rule),
                (None, Some(finding)) => finding.rule.to_owned(),
                (None, None) => String::new(),
            };
            assert_eq!(shown, *expected, "of {text:?}");
        }
    }

    #[test]
    fn addresses_are_lower_cased_and_unwrapped() {
        check(&[
            ("Jo.Bloggs@Example.ORG", "jo.bloggs@example.org"),
            (" <jo@example.org> ", "jo@example.org"),
            ("mailto:jo@example.org", "jo@example.org"),
            ("Jo Bloggs <jo@example.org>", "jo@example.org"),
            ("jo@example.org.", "jo@example.org"),
            ("jo+bins@mail.example.co.uk", "jo+bins@mail.example.co.uk"),
            ("", ""),
        ]);
    }

    #[test]
    fn slips_are_mended_and_told() {
        check(&[
            ("jo@example,org", "jo@example.org (email_comma)"),
            ("jo@example.org; jo@example.com", "jo@example.org (email_several)"),
        ]);
    }

    #[test]
    fn what_is_no_address_says_why() {
        check(&[
            ("none@none.com", "email_placeholder"),
            ("noemail@example.org", "email_placeholder"),
            ("test@test.com", "email_placeholder"),
            ("x@x.com", "email_placeholder"),
            ("jo@example", "email_form"),
            ("jo@@example.org", "email_form"),
            ("jo.example.org", "email_form"),
            ("@example.org", "email_form"),
            ("jo@example.c0m", "email_form"),
            ("jo..b@example.org", "email_form"),
        ]);
    }

    proptest! {
        #[test]
        fn plain_way_equals_the_long_way(text in "[a-zA-Z0-9._@-]{1,12}@?[a-z0-9.@-]{0,8}[.]?[a-z0-9]{0,3}") {
            if !text.trim().is_empty() {
                prop_assert_eq!(read(&text), read_at_length(&text));
            }
        }

        #[test]
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,20}|[a-zA-Z0-9.,@ -]{0,24}") {
            if let Some(address) = read(&text).value {
                prop_assert_eq!(read(&address), Reading::clean(address));
            }
        }
    }
}
