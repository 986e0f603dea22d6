//! Numbers as systems write them, to plain decimal text.
//!
//! Works on the digits alone, so that nothing is rounded on the way.

/// Longest plain form that is written out; a longer one is no number that a record holds.
const DIGITS_MAX: usize = 40;

/// Appends a number in plain form (`-1234.5`): no thousands separators, no currency sign, no exponent, no needless
/// zeros. Gives false and appends nothing where the text is no number.
///
/// Reads `1,234.50`, `£1,234.50`, `(1,234.50)` and `1234.50-` (both negative), `+5`, `.5` and `1.2E+3`.
pub(crate) fn push_plain(text: &str, out: &mut String) -> bool {
    if is_plain(text) {
        out.push_str(text);
        return true;
    }
    let Some(number) = Written::read(text) else { return false };
    number.push(out)
}

/// Whether a text is plain already, as most numbers are: digits without needless zeros, with a point among them or not.
fn is_plain(text: &str) -> bool {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return false,
        Some(parts) => parts,
        None => (text, ""),
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    !whole.is_empty()
        && whole.len() + fraction.len() <= DIGITS_MAX
        && (whole == "0" || !whole.starts_with('0'))
        && !fraction.ends_with('0')
        && is_digits(whole)
        && is_digits(fraction)
}

/// A number taken apart.
struct Written<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: i32,
}

impl<'t> Written<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let mut rest = text.trim();
        let mut negative = false;
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (negative, rest) = (true, inner);
        } else if let Some(inner) = rest.strip_suffix('-') {
            (negative, rest) = (true, inner);
        }
        for _ in 0..2 {
            if let Some(inner) = rest.strip_prefix(['£', '€', '$']) {
                rest = inner.trim_start();
            } else if !negative && let Some(inner) = rest.strip_prefix('-') {
                (negative, rest) = (true, inner.trim_start());
            } else if let Some(inner) = rest.strip_prefix('+') {
                rest = inner;
            }
        }
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) if at > 0 => (&rest[..at], small_exponent(&rest[at + 1..])?),
            _ => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits_only = fraction.bytes().all(|b| b.is_ascii_digit());
        if !digits_only || whole.len() + fraction.len() == 0 || !grouped_well(whole) {
            return None;
        }
        Some(Self { negative, whole, fraction, exponent })
    }

    fn push(&self, out: &mut String) -> bool {
        let digits: Vec<u8> =
            self.whole.bytes().filter(|b| *b != b',').chain(self.fraction.bytes()).collect();
        let point = i32::try_from(digits.len() - self.fraction.len()).unwrap_or(i32::MAX);
        let point = point.saturating_add(self.exponent);
        let leading = digits.iter().take_while(|b| **b == b'0').count();
        let trailing = digits[leading..].iter().rev().take_while(|b| **b == b'0').count();
        let significant = &digits[leading..digits.len() - trailing];
        if significant.is_empty() {
            out.push('0');
            return true;
        }
        let point = point - i32::try_from(leading).unwrap_or(i32::MAX);
        let span = significant.len().max(usize::try_from(point.unsigned_abs()).unwrap_or(usize::MAX));
        if span > DIGITS_MAX {
            return false;
        }
        if self.negative {
            out.push('-');
        }
        push_placed(significant, point, out);
        true
    }
}

/// Writes digits with the point after the first `point` of them, with zeros where there are none.
fn push_placed(significant: &[u8], point: i32, out: &mut String) {
    if point <= 0 {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', usize::try_from(-point).unwrap_or(0)));
        out.extend(significant.iter().map(|b| char::from(*b)));
        return;
    }
    let point = usize::try_from(point).unwrap_or(0);
    for place in 0..point.max(significant.len()) {
        if place == point {
            out.push('.');
        }
        out.push(significant.get(place).map_or('0', |b| char::from(*b)));
    }
}

fn small_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Whether the whole part is digits, with separators only before every third of them.
fn grouped_well(whole: &str) -> bool {
    if !whole.contains(',') {
        return whole.bytes().all(|b| b.is_ascii_digit());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Option<String> {
        let mut out = String::new();
        push_plain(text, &mut out).then_some(out)
    }

    #[test]
    fn numbers_come_out_plain() {
        for (text, expected) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("007", "7"),
            ("1234.50", "1234.5"),
            ("£1,234.50", "1234.5"),
            ("-£12", "-12"),
            ("£-12", "-12"),
            ("(1,234.50)", "-1234.5"),
            ("1234.50-", "-1234.5"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0.00120", "0.0012"),
            ("1.2E+3", "1200"),
            ("1.00042E+11", "100042000000"),
            ("12e-4", "0.0012"),
            ("100", "100"),
        ] {
            assert_eq!(plain(text).as_deref(), Some(expected), "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 400, failure_persistence: None, ..Default::default() })]
        #[test]
        fn what_is_plain_is_what_taking_it_apart_gives(text in "-?[0-9,.]{0,44}|0?[0-9]{1,3}[.]?[0-9]{0,3}") {
            let mut out = String::new();
            let is_number = Written::read(&text).is_some_and(|number| number.push(&mut out));
            proptest::prop_assert_eq!(plain(&text), is_number.then_some(out));
        }
    }

    #[test]
    fn what_is_no_number_is_not_made_one() {
        for text in [
            "",
            "-",
            ".",
            "£",
            "1,23",
            "12,34,567",
            "1.2.3",
            "abc",
            "1e",
            "1e9999",
            "--5",
            "NaN",
            "1 2",
            ",5",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 100, failure_persistence: None, ..Default::default() })]
        #[test]
        fn plain_form_is_its_own_plain_form(text in "-?[0-9]{1,12}(\\.[0-9]{0,8})?(e-?[0-9])?") {
            let once = plain(&text).unwrap();
            proptest::prop_assert_eq!(plain(&once).unwrap(), once.clone());
            let value: f64 = text.parse().unwrap();
            let again: f64 = once.parse().unwrap();
            proptest::prop_assert!((value - again).abs() <= value.abs() * 1e-12);
        }
    }
}
