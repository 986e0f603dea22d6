//! What goes wrong when a text or a date is written down: slips of keys, ears and scanners.
//!
//! How often is the systems' business; this only makes one slip at a time.

use crate::calendar::Day;
use crate::chance::Chance;
use jiff::civil::Date;

/// Neighbours on a British keyboard, letter by letter from a to z.
const NEIGHBOURS: [&str; 26] = [
    "sqz", "vnh", "xvd", "sfe", "wrd", "dgr", "fht", "gjy", "uok", "hku", "jli", "ko", "nj", "bm", "ipl",
    "ol", "wa", "etf", "adw", "ryg", "yij", "cb", "qes", "zcs", "tuh", "xa",
];

/// How letters sound alike: what is said and what is written.
const SOUNDS: [(&str, &str); 24] = [
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "ei"),
    ("ei", "ie"),
    ("y", "ie"),
    ("ee", "ea"),
    ("ea", "ee"),
    ("ll", "l"),
    ("tt", "t"),
    ("ss", "s"),
    ("nn", "n"),
    ("mm", "m"),
    ("rr", "r"),
    ("sh", "sch"),
    ("ks", "x"),
    ("x", "cks"),
    ("th", "t"),
    ("gh", "g"),
    ("au", "or"),
    ("oo", "u"),
    ("z", "s"),
    ("c", "k"),
    ("k", "c"),
    ("v", "w"),
];

/// How scanners misread.
const SHAPES: [(&str, &str); 8] =
    [("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "i"), ("i", "l"), ("h", "b"), ("e", "c"), ("vv", "w")];

/// One slip in a text of three letters or more; shorter ones stay as they are.
pub(crate) fn slip(text: &str, chance: &mut Chance) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    // The first letter is seldom wrong. Source: Pollock and Zamora (1984): 3 to 8 % of misspellings.
    let first = usize::from(!chance.happens(0.06));
    let at = first + chance.below((letters.len() - first) as u32) as usize;
    match chance.weighed(&[28.0, 22.0, 12.0, 20.0, 13.0, 5.0]) {
        0 => replaced(&letters, at, chance),
        1 => {
            letters.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, letter)| letter).collect()
        }
        2 => doubled(&letters, at),
        3 => swapped(&letters, at.min(letters.len() - 2)),
        4 => rewritten(text, &SOUNDS, chance),
        _ => rewritten(text, &SHAPES, chance),
    }
}

fn replaced(letters: &[char], at: usize, chance: &mut Chance) -> String {
    let old = letters[at];
    let Some(neighbours) = NEIGHBOURS.get((old.to_ascii_lowercase() as usize).wrapping_sub('a' as usize))
    else {
        return letters.iter().collect();
    };
    let new = *chance.pick(neighbours.as_bytes()) as char;
    let new = if old.is_ascii_uppercase() { new.to_ascii_uppercase() } else { new };
    letters.iter().enumerate().map(|(number, letter)| if number == at { new } else { *letter }).collect()
}

fn doubled(letters: &[char], at: usize) -> String {
    let mut out: Vec<char> = letters.to_vec();
    out.insert(at, letters[at].to_ascii_lowercase());
    out.iter().collect()
}

fn swapped(letters: &[char], at: usize) -> String {
    let mut out: Vec<char> = letters.to_vec();
    out.swap(at, at + 1);
    out.iter().collect()
}

/// Replaces one of the pairs where it is found after the first letter; else swaps two letters.
fn rewritten(text: &str, pairs: &[(&str, &str)], chance: &mut Chance) -> String {
    let begin = text.char_indices().nth(1).map_or(0, |(at, _)| at);
    let (head, tail) = text.split_at(begin);
    let start = chance.below(pairs.len() as u32) as usize;
    for (from, to) in pairs[start..].iter().chain(&pairs[..start]) {
        if tail.contains(from) {
            return format!("{head}{}", tail.replacen(from, to, 1));
        }
    }
    let letters: Vec<char> = text.chars().collect();
    swapped(&letters, letters.len() - 2)
}

/// A birth date written down wrong, and still a date: day and month exchanged, a digit wrong, the year out.
pub(crate) fn misdate(day: Day, chance: &mut Chance) -> Day {
    let date = day.date();
    let (year, month, number) = (date.year(), date.month(), date.day());
    let wrong = match chance.weighed(&[28.0, 30.0, 12.0, 20.0, 10.0]) {
        0 if number <= 12 && number != month => Date::new(year, number, month),
        0 | 1 => Date::new(year, month, 1 + (number + chance.between(0, 8) as i8) % 28),
        2 => Date::new(year, 1 + (month + chance.between(0, 9) as i8) % 12, number.min(28)),
        3 => Date::new(year + if chance.happens(0.5) { 1 } else { -1 }, month, number.min(28)),
        _ => Date::new(year + if chance.happens(0.5) { 10 } else { -10 }, month, number.min(28)),
    };
    wrong.map_or(day, Day::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Purpose;

    #[test]
    fn a_slip_changes_a_name_a_little() {
        let mut changed = 0;
        for number in 0..500 {
            let mut chance = Chance::of(1, Purpose::Spells, number, 0);
            let wrong = slip("Hargreaves", &mut chance);
            assert!((8..=13).contains(&wrong.chars().count()), "{wrong}");
            changed += u32::from(wrong != "Hargreaves");
        }
        assert!(changed > 470, "{changed}");
        let mut chance = Chance::of(1, Purpose::Spells, 1, 0);
        assert_eq!(slip("Ng", &mut chance), "Ng");
    }

    #[test]
    fn a_wrong_date_is_a_date_and_mostly_another() {
        let right = Day::ymd(1987, 3, 9);
        let wrong = (0..500).filter(|number| {
            let mut chance = Chance::of(1, Purpose::Spells, *number, 0);
            misdate(right, &mut chance) != right
        });
        assert!(wrong.count() > 470);
    }
}
