//! What somebody wants to find, as typed: standard fields and their values. No message shows a value.

use standardise::record::{Entity, Field};

/// Why nothing can be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Neither a field nor a file was given.
    #[error("there is nothing to look for")]
    Nothing {
        /// Of what.
        entity: Entity,
    },
    /// A word is no field with its value.
    #[error("word {position} of what to look for is not FIELD=VALUE")]
    NotPaired {
        /// Which, counted from 1.
        position: usize,
    },
    /// There is no such field.
    #[error("{entity} has no field `{field}`")]
    UnknownField {
        /// Of what.
        entity: Entity,
        /// The name given.
        field: String,
    },
    /// Nothing of what was given can be used to look by.
    #[error("what was given is not enough to look by")]
    TooLittle {
        /// What would be enough: the blocking rules' keys.
        rules: Vec<String>,
    },
}

impl AskError {
    /// What the user can do.
    pub fn hint(&self) -> String {
        match self {
            Self::Nothing { entity } | Self::UnknownField { entity, .. } => {
                let fields = Field::all().iter().filter(|field| is_asked_by(**field, *entity));
                format!("the fields are {}", fields.map(|field| field.name()).collect::<Vec<_>>().join(", "))
            }
            Self::NotPaired { .. } => "write it as family_name=Smith; quote what has blanks".to_owned(),
            Self::TooLittle { rules } => {
                format!("it takes all that one of these is made of: {}", rules.join("; "))
            }
        }
    }
}

fn is_asked_by(field: Field, entity: Entity) -> bool {
    field != Field::RecordKey && field.applies_to(entity)
}

/// Takes `FIELD=VALUE` apart; a field may be written with hyphens.
///
/// # Errors
/// [`AskError`] where a word is not of that form, its field is unknown, or there is none.
pub fn read_fields(entity: Entity, words: &[String]) -> Result<Vec<(Field, &str)>, AskError> {
    if words.is_empty() {
        return Err(AskError::Nothing { entity });
    }
    words
        .iter()
        .zip(1..)
        .map(|(word, position)| {
            let (name, value) = word.split_once('=').ok_or(AskError::NotPaired { position })?;
            let field = name.trim().replace('-', "_").to_ascii_lowercase().parse::<Field>().ok();
            let field = field.filter(|field| is_asked_by(*field, entity));
            Ok((field.ok_or_else(|| AskError::UnknownField { entity, field: name.to_owned() })?, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_fields_with_values() {
        let words = ["family-name=O'Neill", "birth_date=12/03/1987", "address=1 High St, No=2"];
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let expected = [
            (Field::FamilyName, "O'Neill"),
            (Field::BirthDate, "12/03/1987"),
            (Field::Address, "1 High St, No=2"),
        ];
        assert_eq!(read_fields(Entity::Person, &words).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_asked_is_told_without_its_value() {
        let told = |entity, word: &str| read_fields(entity, &[word.to_owned()]).unwrap_err();
        assert_eq!(told(Entity::Person, "Marked"), AskError::NotPaired { position: 1 });
        let error = told(Entity::Premises, "nhs_number=Marked");
        assert_eq!(error.to_string(), "premises has no field `nhs_number`");
        assert!(error.hint().contains("organisation_name") && !error.hint().contains("birth_date"));
        assert_eq!(
            told(Entity::Person, "record_key=1"),
            AskError::UnknownField { entity: Entity::Person, field: "record_key".into() }
        );
        assert_eq!(
            read_fields(Entity::Person, &[]).unwrap_err(),
            AskError::Nothing { entity: Entity::Person }
        );
    }
}
