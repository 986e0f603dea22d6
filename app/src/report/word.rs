//! The report's words: entities in the singular and plural, and titles made from the names that machines use.
//!
//! No number is written here; that is `number`'s work.

/// What one kind of entity is called.
#[derive(Debug, Clone)]
pub(super) struct Noun {
    /// `person`.
    pub one: String,
    /// `people`.
    pub many: String,
    /// `People`.
    pub title: String,
}

impl Noun {
    /// The words for an entity's machine name; an entity that is new to the report is called by that name.
    pub(super) fn of(entity: &str) -> Self {
        let many = match entity {
            "person" => "people",
            "organisation" => "organisations",
            other => other,
        };
        Self { one: entity.to_owned(), many: many.to_owned(), title: capitalised(many) }
    }

    /// The word that fits after a count.
    pub(super) fn after(&self, count: u64) -> &str {
        if count == 1 { &self.one } else { &self.many }
    }
}

/// The word that fits after a count.
pub(super) fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// `council_tax` as `Council tax`, `gp_registrations` as `GP registrations`.
pub(super) fn title(name: &str) -> String {
    capitalised(&phrase(name))
}

/// The same for the middle of a sentence: `council tax`, `GP registrations`.
pub(super) fn phrase(name: &str) -> String {
    let words: Vec<String> = name.split('_').filter(|word| !word.is_empty()).map(word_of).collect();
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}

/// The phrase for a standard column; a comparing form is called by what it compares.
pub(super) fn column_phrase(column: &str) -> String {
    phrase(column.strip_suffix("_key").unwrap_or(column))
}

/// The title of a standard column.
pub(super) fn column_title(column: &str) -> String {
    capitalised(&column_phrase(column))
}

fn word_of(word: &str) -> String {
    match word {
        "gp" | "id" | "mot" | "nhs" | "nino" | "ods" | "uprn" => word.to_uppercase(),
        other => other.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// At most so many characters, the last an ellipsis where some were cut.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(characters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_have_their_english_plural() {
        assert_eq!(Noun::of("person").title, "People");
        assert_eq!(Noun::of("person").after(1), "person");
        assert_eq!(Noun::of("person").after(0), "people");
        assert_eq!(Noun::of("premises").after(1), "premises");
        assert_eq!(Noun::of("vehicle").many, "vehicle");
    }

    #[test]
    fn machine_names_become_titles() {
        assert_eq!(title("council_tax"), "Council tax");
        assert_eq!(title("gp_registrations"), "GP registrations");
        assert_eq!(title("Already fine"), "Already fine");
        assert_eq!(title("_"), "_");
        assert_eq!(phrase("placeholder_date"), "placeholder date");
        assert_eq!(column_title("building_key"), "Building");
        assert_eq!(column_phrase("nhs_number"), "NHS number");
        assert_eq!(column_title("nhs_number"), "NHS number");
    }

    #[test]
    fn lists_end_with_and() {
        let items: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(listed(&items), "a, b and c");
        assert_eq!(listed(&items[..2]), "a and b");
        assert_eq!(listed(&items[..1]), "a");
        assert_eq!(listed(&[]), "");
    }

    #[test]
    fn long_text_is_cut_by_characters_and_not_by_bytes() {
        assert_eq!(shortened("Caerdydd", 8), "Caerdydd");
        assert_eq!(shortened("Llanfairpwllgwyngyll", 8), "Llanfai…");
        assert_eq!(shortened("ŵŵŵŵ", 3), "ŵŵ…");
    }
}
