//! Secrets: found where the contract says, never shown.

use std::fmt;
use std::path::Path;

use ingest::contract::SecretPlace;

use crate::FetchError;

/// A password or token.
pub(crate) struct Secret(String);

impl Secret {
    /// The secret at its place; nothing where none is stated. `folder` is the place's.
    pub(crate) fn find(place: Option<&SecretPlace>, folder: &Path) -> Result<Self, FetchError> {
        match place {
            None => Ok(Self(String::new())),
            Some(SecretPlace::Environment(variable)) => std::env::var(variable)
                .map(Self)
                .map_err(|_| FetchError::NoVariable { variable: variable.clone() }),
            Some(SecretPlace::File(file)) => {
                let path = folder.join(file);
                let text = std::fs::read_to_string(&path);
                // The line end is an editor's, not the secret's.
                text.map(|text| Self(text.trim_end_matches(['\r', '\n']).to_owned()))
                    .map_err(|source| FetchError::NoSecretFile { path, source })
            }
        }
    }

    /// The secret itself, to be sent where it belongs and nowhere else.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_in_a_file_loses_its_line_end_and_shows_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("key"), "pass word \r\n").unwrap();
        let secret = Secret::find(Some(&SecretPlace::File("key".into())), folder.path()).unwrap();
        assert_eq!(secret.expose(), "pass word ");
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn secret_that_is_not_there_names_its_place() {
        let place = SecretPlace::Environment("GUILDHALL_NO_SUCH_VARIABLE".into());
        let told = Secret::find(Some(&place), Path::new(".")).unwrap_err();
        assert_eq!(told.to_string(), "the environment variable GUILDHALL_NO_SUCH_VARIABLE is not set");
    }
}
