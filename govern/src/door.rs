//! The one door: decide, do, record, commit, all or nothing. A refusal and a failure are recorded too.

use base::{Clock, Database, DatabaseError, ErrorKind, Transaction};

use crate::record::{self, Outcome};
use crate::{Action, Actor, Permit, decide};

/// A place's door: its database and its clock.
#[derive(Clone, Copy)]
pub struct Door<'a> {
    database: &'a Database,
    clock: &'a dyn Clock,
}

/// Why an operation was not done.
#[derive(Debug, thiserror::Error)]
pub enum PerformError<E: std::error::Error + 'static> {
    /// Policy refused.
    #[error("{action} is not allowed: {reason}")]
    Refused {
        /// What was asked for.
        action: &'static str,
        /// Why not.
        reason: &'static str,
    },
    /// It was allowed and failed.
    #[error(transparent)]
    Failed(E),
    /// The record could not be kept, so nothing was done.
    #[error("cannot keep the record of the operation")]
    Record(#[from] DatabaseError),
}

impl<E: std::error::Error + 'static> PerformError<E> {
    /// What kind of failure it is, where `of_failed` answers for the operation's own.
    pub fn kind(&self, of_failed: impl FnOnce(&E) -> ErrorKind) -> ErrorKind {
        match self {
            Self::Refused { .. } => ErrorKind::Forbidden,
            Self::Failed(error) => of_failed(error),
            Self::Record(error) => error.kind(),
        }
    }
}

/// A failure inside the commit: the operation's own or the database's.
enum CommitError<E> {
    Failed(E),
    Database(DatabaseError),
}

impl<E> From<DatabaseError> for CommitError<E> {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl<'a> Door<'a> {
    /// The door of the place that keeps its ground state in `database`.
    pub fn new(database: &'a Database, clock: &'a dyn Clock) -> Self {
        Self { database, clock }
    }

    /// Does `action` on `subject` for `actor`, where policy allows it.
    ///
    /// `work` is the long part and runs outside any transaction, so that two operations can work side by side; what it
    /// makes stays invisible. `commit` makes it visible, in one transaction with the record's entry: both are kept or
    /// neither.
    ///
    /// # Errors
    /// [`PerformError::Refused`] where policy says no; [`PerformError::Failed`] with what `work` or `commit` returned;
    /// [`PerformError::Record`] where the database fails.
    pub fn perform<W, T, E>(
        &self,
        actor: &Actor,
        (action, subject): (Action, &str),
        work: impl FnOnce(&Permit) -> Result<W, E>,
        commit: impl FnOnce(&Permit, &Transaction<'_>, W) -> Result<T, E>,
    ) -> Result<T, PerformError<E>>
    where
        E: std::error::Error + 'static,
    {
        let decision = decide(actor, action);
        if !decision.allowed {
            self.record(actor, (action, subject), Outcome::Refused)?;
            return Err(PerformError::Refused { action: action.name(), reason: decision.reason });
        }
        let permit = Permit::new(actor.clone(), action, subject.to_owned());
        let done = work(&permit).map_err(CommitError::Failed).and_then(|made| {
            self.database.write(|transaction| {
                let done = commit(&permit, transaction, made).map_err(CommitError::Failed)?;
                record::append(transaction, self.clock.now(), (actor, action, subject), Outcome::Done)?;
                Ok(done)
            })
        });
        done.map_err(|error| {
            // The failure itself matters more to the caller than a record that can't be written.
            let recorded = self.record(actor, (action, subject), Outcome::Failed);
            match (error, recorded) {
                (CommitError::Failed(error), _) => PerformError::Failed(error),
                (CommitError::Database(error), _) => PerformError::Record(error),
            }
        })
    }

    /// Does an action that only looks: its record is kept before its answer leaves.
    ///
    /// # Errors
    /// As [`Door::perform`].
    pub fn look<T, E>(
        &self,
        actor: &Actor,
        (action, subject): (Action, &str),
        look: impl FnOnce(&Permit, &Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, PerformError<E>>
    where
        E: std::error::Error + 'static,
    {
        self.perform(
            actor,
            (action, subject),
            |_| Ok(()),
            |permit, transaction, ()| look(permit, transaction),
        )
    }

    /// Does an action that only looks and finds out by looking whom it is about: the record has an entry for what was asked,
    /// and one for each subject that `search` found, before the answer leaves.
    ///
    /// Shape: `asked` says what was asked and never a value; `search` is the long part, outside any transaction, and returns
    /// the answer with its subjects.
    ///
    /// # Errors
    /// As [`Door::perform`].
    pub fn search<T, E>(
        &self,
        actor: &Actor,
        (action, asked): (Action, &str),
        search: impl FnOnce(&Permit) -> Result<(T, Vec<String>), E>,
    ) -> Result<T, PerformError<E>>
    where
        E: std::error::Error + From<DatabaseError> + 'static,
    {
        self.perform(actor, (action, asked), search, |_, transaction, (answer, subjects)| {
            for subject in &subjects {
                record::append(transaction, self.clock.now(), (actor, action, subject), Outcome::Done)?;
            }
            Ok(answer)
        })
    }

    fn record(
        &self,
        actor: &Actor,
        (action, subject): (Action, &str),
        outcome: Outcome,
    ) -> Result<(), DatabaseError> {
        self.database.write(|transaction| {
            record::append(transaction, self.clock.now(), (actor, action, subject), outcome)
        })
    }
}
