//! A permit and what it clears. Fields are private: no other crate can make either.

use crate::{Action, Actor};

/// Leave to do one thing, for the length of one [`crate::Door::perform`].
#[derive(Debug)]
pub struct Permit {
    actor: Actor,
    action: Action,
    subject: String,
}

/// Something about people that a permit covers.
///
/// Pages, files and protocols take `Cleared<T>` and not `T`, so data that nobody decided about can't leave: it does not
/// compile.
///
/// ```compile_fail
/// let cleared = govern::Cleared { inner: "a name" };
/// ```
pub struct Cleared<T> {
    inner: T,
}

impl Permit {
    pub(crate) fn new(actor: Actor, action: Action, subject: String) -> Self {
        Self { actor, action, subject }
    }

    /// Who it was given to.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What for.
    pub fn action(&self) -> Action {
        self.action
    }

    /// About what: a source's name, an entity's id.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Clears something that this permit's action is about.
    pub fn clear<T>(&self, inner: T) -> Cleared<T> {
        Cleared { inner }
    }
}

impl<T> Cleared<T> {
    /// What was cleared.
    pub fn get(&self) -> &T {
        &self.inner
    }
}

impl<T> std::fmt::Debug for Cleared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cleared(…)")
    }
}
