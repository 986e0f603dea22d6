//! The kinds of failure that crates below know, in the words of all operations.

use base::ErrorKind;

pub(super) fn of_ingest(kind: ingest::ErrorKind) -> ErrorKind {
    match kind {
        ingest::ErrorKind::Invalid => ErrorKind::Invalid,
        ingest::ErrorKind::NotFound => ErrorKind::NotFound,
        ingest::ErrorKind::Forbidden => ErrorKind::Forbidden,
        ingest::ErrorKind::Conflict => ErrorKind::Conflict,
        ingest::ErrorKind::Limit => ErrorKind::Limit,
        ingest::ErrorKind::Unavailable => ErrorKind::Unavailable,
    }
}

pub(super) fn of_gazetteer(kind: gazetteer::ErrorKind) -> ErrorKind {
    match kind {
        gazetteer::ErrorKind::Invalid => ErrorKind::Invalid,
        gazetteer::ErrorKind::Conflict => ErrorKind::Conflict,
        gazetteer::ErrorKind::Unavailable => ErrorKind::Unavailable,
    }
}

pub(super) fn of_link(kind: link::error::ErrorKind) -> ErrorKind {
    match kind {
        link::error::ErrorKind::Invalid => ErrorKind::Invalid,
        link::error::ErrorKind::Limit => ErrorKind::Limit,
    }
}

pub(super) fn of_synth(kind: synth::ErrorKind) -> ErrorKind {
    match kind {
        synth::ErrorKind::Invalid => ErrorKind::Invalid,
        synth::ErrorKind::Conflict => ErrorKind::Conflict,
        synth::ErrorKind::Unavailable => ErrorKind::Unavailable,
    }
}
