//! The names of a file's columns: told apart from the rows, made distinct, and known again when they are repeated.
//!
//! Which of them the contract wants is not known here.

use std::sync::Arc;

use crate::contract::header_name;

/// Rows among which a header is looked for.
pub(crate) const HEADER_ROWS_MAX: usize = 20;

/// The columns' names of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// Each once: a blank one is `column_3` by its place, a repeated one `Name (2)`.
    pub(crate) names: Arc<[String]>,
    /// As the file has them, trimmed; empty where no line names the columns.
    pub(crate) written: Arc<[String]>,
}

impl Header {
    /// Takes the cells of a row as the header.
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let written: Vec<String> = cells.map(header_name).collect();
        let mut names: Vec<String> = Vec::new();
        for (at, name) in written.iter().enumerate() {
            let name = if name.is_empty() { format!("column_{}", at + 1) } else { name.clone() };
            names.push(distinct(&names, name));
        }
        Self { names: names.into(), written: written.into() }
    }

    /// The names that a contract gives to a file without a header.
    pub(crate) fn given(names: &[String]) -> Self {
        Self { names: names.into(), written: Arc::default() }
    }

    /// How many cells a row has at the least: columns without a name at the end may be left out.
    pub(crate) fn width_min(&self) -> usize {
        self.written.iter().rposition(|name| !name.is_empty()).map_or(self.names.len(), |last| last + 1)
    }

    /// Whether a row is the header over again.
    pub(crate) fn is_repeated_by(&self, cells: &[&str]) -> bool {
        // Few rows begin as the header does: most are told by a byte or two.
        let begins_alike = |cell: &str, name: &str| {
            let mut bytes = cell.trim_start().bytes().zip(name.trim_start().bytes());
            let is_blank = |byte: u8| byte.is_ascii_whitespace();
            bytes
                .find(|(of_cell, of_name)| is_blank(*of_cell) || is_blank(*of_name) || of_cell != of_name)
                .is_none_or(|(of_cell, of_name)| is_blank(of_cell) || is_blank(of_name))
        };
        let same = |(cell, name): (&&str, &String)| {
            begins_alike(cell, name) && cell.split_whitespace().eq(name.split_whitespace())
        };
        !self.written.is_empty() && cells.iter().zip(self.written.iter()).all(same)
    }
}

/// One of the first rows of a file. It may hold a person's record, so it has no `Debug`.
#[derive(Clone)]
pub(crate) struct FirstRow {
    /// The line on which it begins, counted from 1.
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
}

impl FirstRow {
    /// Rows that name the columns together, as one. A name of an upper row reaches to the right over the blanks after it,
    /// as where cells were merged; the last row's names are its own.
    pub(crate) fn joined(rows: &[FirstRow]) -> Self {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut cells = vec![String::new(); width];
        for (at, row) in rows.iter().enumerate() {
            let is_last = at + 1 == rows.len();
            let mut name = String::new();
            for (place, joined) in cells.iter_mut().enumerate() {
                let own = row.cells.get(place).map(|cell| header_name(cell)).unwrap_or_default();
                if is_last || !own.is_empty() {
                    name = own;
                }
                if !joined.is_empty() && !name.is_empty() {
                    joined.push(' ');
                }
                joined.push_str(&name);
            }
        }
        Self { line: rows.first().map_or(0, |row| row.line), cells }
    }

    /// Whether it names all of these columns.
    pub(crate) fn names_all(&self, expected: &[String]) -> bool {
        self.count_named(expected) == expected.len()
    }

    /// How many of these columns it names.
    pub(crate) fn count_named(&self, expected: &[String]) -> usize {
        let names: Vec<String> = self.cells.iter().map(|cell| header_name(cell)).collect();
        expected.iter().filter(|name| names.contains(name)).count()
    }

    /// Whether it looks as if it named columns: words in all of its cells or nearly all, none of them a number.
    fn looks_like_names(&self, usual_count: usize) -> bool {
        let names: Vec<String> = self.cells.iter().map(|cell| header_name(cell)).collect();
        let filled: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        let is_name = |name: &&&String| name.chars().any(char::is_alphabetic) && name.len() <= 100;
        let is_date_or_number =
            |name: &String| name.starts_with(|c: char| c.is_ascii_digit()) && name.len() > 4;
        filled.len() * 10 >= usual_count * 6
            && filled.len() * 10 >= names.len() * 6
            && filled.iter().filter(is_name).count() == filled.len()
            && filled.iter().filter(|name| is_date_or_number(name)).count() * 5 <= filled.len()
    }
}

/// The most frequent number of cells and how many rows have it.
pub(crate) fn usual_cell_count(rows: &[FirstRow]) -> Option<(usize, usize)> {
    let mut frequencies = std::collections::BTreeMap::new();
    for row in rows {
        *frequencies.entry(row.cells.len()).or_insert(0usize) += 1;
    }
    frequencies.into_iter().max_by_key(|(_, frequency)| *frequency)
}

/// The position of the row that looks as if it named the columns, where one of the first does.
pub(crate) fn guess(rows: &[FirstRow]) -> Option<usize> {
    let (usual_count, _) = usual_cell_count(rows)?;
    rows.iter().take(HEADER_ROWS_MAX).position(|row| row.looks_like_names(usual_count))
}

/// Names for the columns of a file that names none.
pub(crate) fn numbered(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("column_{number}")).collect()
}

/// The name, with a number where it is taken.
pub(crate) fn distinct(taken: &[String], name: String) -> String {
    if !taken.contains(&name) {
        return name;
    }
    let mut number = 2usize;
    loop {
        let numbered = format!("{name} ({number})");
        if !taken.contains(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_and_repeated_headers_are_numbered() {
        let header = Header::of(["", " Date  From ", "x", "Date From", "Date From"].into_iter());
        let expected = ["column_1", "Date From", "x", "Date From (2)", "Date From (3)"];
        assert_eq!(*header.names, expected.map(str::to_owned));
        assert!(header.is_repeated_by(&["", "Date From", "x ", "Date  From", "Date From"]));
        assert!(!header.is_repeated_by(&["1", "Date From", "x", "Date From", "Date From"]));
    }

    #[test]
    fn header_is_the_first_row_of_names() {
        let row = |text: &str| FirstRow { line: 1, cells: text.split(',').map(str::to_owned).collect() };
        let rows = |lines: &[&str]| lines.iter().map(|line| row(line)).collect::<Vec<_>>();
        assert_eq!(guess(&rows(&["Ref,Name,Date", "1,x,2"])), Some(0));
        assert_eq!(guess(&rows(&["Extract,,", "Ref,Name,Date", "1,x,2", "2,y,3"])), Some(1));
        assert_eq!(guess(&rows(&["A81001,PRACTICE,TS18 1HU,1974", "A81002,OTHER,TS18 2AW,1974"])), None);
        assert_eq!(guess(&[]), None);
    }
}
