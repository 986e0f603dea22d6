//! The door against a real database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use base::{Database, DatabaseError, ErrorKind, FixedClock, Migration, Migrations, Transaction};
use govern::record::{self, Entry, first_break};
use govern::{Action, Actor, Door, PerformError};

/// A table to see whether work was kept.
const PROBE: Migrations = Migrations {
    owner: "probe",
    steps: &[Migration { name: "probe", sql: "CREATE TABLE probe (n INTEGER)" }],
};

fn clock() -> FixedClock {
    FixedClock("2026-11-21T10:00:00Z".parse().unwrap())
}

fn database() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guildhall.db");
    let database = Database::open(&path, &[govern::MIGRATIONS, PROBE], clock().0).unwrap();
    (folder, database)
}

fn entries(database: &Database) -> Vec<Entry> {
    database.read(record::all).unwrap()
}

fn rows(database: &Database) -> usize {
    database
        .read(|transaction| transaction.query("SELECT n FROM probe", &[], |row| row.integer(0)))
        .unwrap()
        .len()
}

fn add_row(transaction: &Transaction<'_>) -> Result<(), DatabaseError> {
    transaction.execute("INSERT INTO probe (n) VALUES ($1)", &[1_i64.into()]).map(|_| ())
}

#[test]
fn allowed_work_and_its_record_are_kept_together() {
    let (_keep, database) = database();
    let clock = clock();
    let door = Door::new(&database, &clock);
    let actor = Actor::operator("sam");
    door.perform(
        &actor,
        (Action::LoadSource, "library"),
        |_| Ok(()),
        |_, transaction, ()| add_row(transaction),
    )
    .unwrap();
    assert_eq!(rows(&database), 1);
    let kept = entries(&database);
    assert_eq!(
        (kept[0].actor.as_str(), kept[0].action.as_str(), kept[0].subject.as_str()),
        ("sam", "load_source", "library")
    );
    assert_eq!(kept[0].outcome, "done");
}

#[test]
fn refused_work_never_starts_and_is_recorded() {
    let (_keep, database) = database();
    let clock = clock();
    let mut started = false;
    let refused = Door::new(&database, &clock).perform(
        &Actor::anonymous(),
        (Action::ShowEntity, "P-1"),
        |_| {
            started = true;
            Ok::<_, DatabaseError>(())
        },
        |_, transaction, ()| add_row(transaction),
    );
    let refused = refused.unwrap_err();
    assert_eq!(refused.kind(DatabaseError::kind), ErrorKind::Forbidden);
    assert_eq!(refused.to_string(), "show_entity is not allowed: nobody is signed in");
    assert!(!started);
    assert_eq!(rows(&database), 0);
    assert_eq!(entries(&database)[0].outcome, "refused");
}

#[test]
fn failed_commit_keeps_nothing_but_its_record() {
    let (_keep, database) = database();
    let clock = clock();
    let failed = Door::new(&database, &clock).perform(
        &Actor::operator("sam"),
        (Action::LinkRecords, "person"),
        |_| Ok(()),
        |_, transaction, ()| {
            add_row(transaction)?;
            transaction.execute("INSERT INTO nowhere (n) VALUES (1)", &[]).map(|_| ())
        },
    );
    assert!(matches!(failed, Err(PerformError::Failed(_))));
    assert_eq!(rows(&database), 0);
    assert_eq!(entries(&database)[0].outcome, "failed");
}

#[test]
fn record_refuses_change_and_deletion() {
    let (_keep, database) = database();
    let clock = clock();
    let door = Door::new(&database, &clock);
    let actor = Actor::operator("sam");
    door.look(&actor, (Action::ViewStatus, ""), |_, _| Ok::<_, DatabaseError>(())).unwrap();
    for sql in ["DELETE FROM operation_record", "UPDATE operation_record SET actor = 'someone'"] {
        assert!(database.write(|transaction| transaction.execute(sql, &[])).is_err(), "{sql}");
    }
    assert_eq!(entries(&database).len(), 1);
}

#[test]
fn changed_missing_or_swapped_entry_breaks_the_chain() {
    let (_keep, database) = database();
    let clock = clock();
    let door = Door::new(&database, &clock);
    for subject in ["a", "b", "c"] {
        let actor = Actor::operator("sam");
        door.look(&actor, (Action::ShowEntity, subject), |_, _| Ok::<_, DatabaseError>(())).unwrap();
    }
    let whole = entries(&database);
    assert_eq!(first_break(&whole), None);
    let mut changed = whole.clone();
    changed[1].subject = "z".into();
    assert_eq!(first_break(&changed), Some(2));
    let mut missing = whole.clone();
    missing.remove(1);
    assert_eq!(first_break(&missing), Some(2));
    let mut swapped = whole;
    swapped.swap(0, 2);
    assert_eq!(first_break(&swapped), Some(1));
}

#[test]
fn a_search_is_recorded_with_all_that_it_found() {
    let (_keep, database) = database();
    let clock = clock();
    let door = Door::new(&database, &clock);
    let found =
        |_: &govern::Permit| Ok::<_, DatabaseError>((2, vec!["P-1-B".to_owned(), "P-7-H".to_owned()]));
    let asked = (Action::FindEntity, "person by birth_date");
    assert_eq!(door.search(&Actor::operator("sam"), asked, found).unwrap(), 2);
    assert!(door.search(&Actor::anonymous(), asked, found).is_err());
    let kept = entries(&database);
    let told: Vec<(&str, &str)> =
        kept.iter().map(|entry| (entry.subject.as_str(), entry.outcome.as_str())).collect();
    assert_eq!(
        told,
        [
            ("P-1-B", "done"),
            ("P-7-H", "done"),
            ("person by birth_date", "done"),
            ("person by birth_date", "refused")
        ]
    );
    assert_eq!(first_break(&kept), None);
}
