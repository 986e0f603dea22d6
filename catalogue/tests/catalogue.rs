//! The catalogue against a real database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use base::{Database, VersionId};
use catalogue::{
    DatasetKind, IdentityChange, IdentityEvent, NewVerdict, NewVersion, Organisation, RawFile, Resolution,
    Word, identity, organisation, source, verdict, version,
};
use jiff::Timestamp;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn database() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let database =
        Database::open(&folder.path().join("guildhall.db"), &[catalogue::MIGRATIONS], now()).unwrap();
    (folder, database)
}

fn council() -> Organisation {
    Organisation {
        id: "council".into(),
        name: "Northmere City Council".into(),
        kind: "council".into(),
        official_code: None,
    }
}

fn add_version(
    database: &Database,
    number: u32,
    inputs: &[VersionId],
) -> Result<VersionId, base::DatabaseError> {
    let raw = [RawFile { name: "library.csv".into(), hash: "abc".into(), bytes: 12 }];
    let new = NewVersion {
        dataset: "load-library",
        kind: DatasetKind::Load,
        number,
        fingerprint: "f",
        recipe: "r",
        summary: "{}",
        inputs,
        raw_files: &raw,
    };
    database.write(|transaction| version::record(transaction, &new, now()))
}

#[test]
fn source_keeps_its_number_and_sequence() {
    let (_keep, database) = database();
    let numbers: Vec<u16> = database
        .write(|transaction| {
            organisation::record(transaction, &council())?;
            ["library", "council_tax", "library"]
                .iter()
                .map(|name| Ok(source::record(transaction, name, "council", "person")?.number.0))
                .collect::<Result<_, base::DatabaseError>>()
        })
        .unwrap();
    assert_eq!(numbers, [1, 2, 1]);
    let library = database
        .write(|transaction| {
            let library = source::record(transaction, "library", "council", "person")?;
            source::advance(transaction, library.number, 500)?;
            source::advance(transaction, library.number, 20)?;
            source::record(transaction, "library", "council", "person")
        })
        .unwrap();
    assert_eq!(library.next_sequence, 500);
}

#[test]
fn source_of_unknown_organisation_is_refused() {
    let (_keep, database) = database();
    assert!(
        database.write(|transaction| source::record(transaction, "library", "nobody", "person")).is_err()
    );
}

#[test]
fn latest_version_is_the_highest_number_with_its_lineage() {
    let (_keep, database) = database();
    let first = add_version(&database, 1, &[]).unwrap();
    let second = add_version(&database, 2, &[first]).unwrap();
    let (latest, inputs, files, next) = database
        .read(|transaction| {
            Ok::<_, base::DatabaseError>((
                version::latest(transaction, "load-library")?,
                version::inputs(transaction, second)?,
                version::raw_files(transaction, second)?,
                version::next_number(transaction, "load-library")?,
            ))
        })
        .unwrap();
    assert_eq!(latest.unwrap().id, second);
    assert_eq!(inputs, [("load-library".to_owned(), 1)]);
    assert_eq!(files[0].bytes, 12);
    assert_eq!(next, 3);
}

#[test]
fn version_number_is_used_once() {
    let (_keep, database) = database();
    add_version(&database, 1, &[]).unwrap();
    assert!(add_version(&database, 1, &[]).is_err());
}

#[test]
fn old_id_resolves_through_every_merge() {
    let (_keep, database) = database();
    let first = add_version(&database, 1, &[]).unwrap();
    let second = add_version(&database, 2, &[]).unwrap();
    let merged = |number, into| IdentityEvent { number, change: IdentityChange::MergedInto(into) };
    let resolved: Vec<Resolution> = database
        .write(|transaction| {
            identity::record(transaction, first, "person", &[merged(3, 2)])?;
            let ended = IdentityEvent { number: 9, change: IdentityChange::Ended };
            let split = IdentityEvent { number: 1, change: IdentityChange::SplitInto(10) };
            identity::record(transaction, second, "person", &[merged(2, 1), ended, split])?;
            [1, 2, 3, 9]
                .iter()
                .map(|number| identity::resolve(transaction, "person", *number))
                .collect::<Result<_, base::DatabaseError>>()
        })
        .unwrap();
    assert_eq!(
        resolved,
        [Resolution::Stands, Resolution::MergedInto(1), Resolution::MergedInto(1), Resolution::Ended]
    );
}

#[test]
fn entity_numbers_never_go_back() {
    let (_keep, database) = database();
    let next = database
        .write(|transaction| {
            identity::advance(transaction, "person", 100)?;
            identity::advance(transaction, "person", 40)?;
            identity::next_number(transaction, "person")
        })
        .unwrap();
    assert_eq!(next, 100);
}

#[test]
fn membership_follows_what_changed() {
    let (_keep, database) = database();
    let (all, of_seven) = database
        .write(|transaction| {
            identity::assign(transaction, "person", [(1, 7), (2, 7), (3, 8)].into_iter(), [].into_iter())?;
            identity::assign(transaction, "premises", [(9, 7)].into_iter(), [].into_iter())?;
            identity::assign(transaction, "person", [(3, 7)].into_iter(), [1].into_iter())?;
            let all = identity::members(transaction, "person")?;
            Ok::<_, base::DatabaseError>((all, identity::records_of(transaction, "person", 7)?))
        })
        .unwrap();
    assert_eq!(all, [(2, 7), (3, 7)]);
    assert_eq!(of_seven, [2, 3]);
}

#[test]
fn the_last_word_on_a_pair_stands_and_the_earlier_ones_stay() {
    let (_folder, database) = database();
    let said = |left, right, word| NewVerdict {
        left,
        right,
        word,
        seen: (format!("seen {left}"), format!("seen {right}")),
        stands_for: 12.5,
    };
    let record = |verdicts: &[NewVerdict], actor: &str, at: &str| {
        let now: Timestamp = at.parse().unwrap();
        database.write(|transaction| verdict::record(transaction, "person", verdicts, actor, now)).unwrap();
    };
    record(&[said(1, 2, Word::Same), said(2, 3, Word::Different)], "anna", "2026-11-21T10:00:00Z");
    record(&[said(1, 2, Word::Unsure)], "ben", "2026-11-22T10:00:00Z");
    let standing = database.read(|transaction| verdict::standing(transaction, "person")).unwrap();
    let told: Vec<_> = standing
        .iter()
        .map(|verdict| (verdict.said.left, verdict.said.right, verdict.said.word, verdict.actor.as_str()))
        .collect();
    assert_eq!(told, [(1, 2, Word::Unsure, "ben"), (2, 3, Word::Different, "anna")]);
    assert_eq!(standing[0].said, said(1, 2, Word::Unsure));
    assert_eq!(standing[0].at, "2026-11-22T10:00:00Z");
    let of_one = database.read(|transaction| verdict::of_record(transaction, 1)).unwrap();
    assert_eq!(
        of_one.iter().map(|verdict| verdict.said.word).collect::<Vec<_>>(),
        [Word::Same, Word::Unsure]
    );
    assert!(database.read(|transaction| verdict::standing(transaction, "premises")).unwrap().is_empty());
}
