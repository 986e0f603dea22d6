//! E-mail addresses in lower case.
//!
//! Plausible form only: it asks no server, and does not take two spellings of one mailbox (`j.smith`, `jsmith`) for one.

use crate::problem::{ProblemKind, Reading};

/// Mailboxes that say that there is none.
const EMPTY_LOCALS: [&str; 27] = [
    "a",
    "declined",
    "donotemail",
    "email",
    "na",
    "nil",
    "no",
    "no-email",
    "no.email",
    "no_email",
    "nobody",
    "noemail",
    "noemailaddress",
    "none",
    "noone",
    "noreply",
    "notgiven",
    "notknown",
    "notprovided",
    "null",
    "refused",
    "test",
    "unknown",
    "x",
    "xx",
    "xxx",
    "xxxx",
];

/// Domains, to their first full stop, that say so too.
const EMPTY_DOMAINS: [&str; 22] = [
    "a",
    "domain",
    "email",
    "example",
    "mail",
    "na",
    "nil",
    "no",
    "no-email",
    "noemail",
    "none",
    "nowhere",
    "notprovided",
    "null",
    "refused",
    "test",
    "unknown",
    "x",
    "xx",
    "xxx",
    "xxxx",
    "nomail",
];

/// Mailboxes that say so wherever they claim to be.
const EMPTY_ANYWHERE: [&str; 8] = [
    "donotemail",
    "no.email",
    "no_email",
    "no-email",
    "noemail",
    "noemailaddress",
    "notprovided",
    "notgiven",
];

/// Reads an e-mail address in lower case; of several in a cell, the first.
///
/// A comma before the top-level domain is mended. Addresses that only fill a field (`none@none.com`) are told.
pub fn read(text: &str) -> Reading<String> {
    let text = text.trim();
    if text.is_empty() {
        return Reading::blank();
    }
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
    EMPTY_ANYWHERE.contains(&local)
        || (EMPTY_LOCALS.contains(&local) && (EMPTY_DOMAINS.contains(&label) || label == local))
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
        fn any_text_is_read_without_panic_and_twice_alike(text in "\\PC{0,20}|[a-zA-Z0-9.,@ -]{0,24}") {
            if let Some(address) = read(&text).value {
                prop_assert_eq!(read(&address), Reading::clean(address));
            }
        }
    }
}
