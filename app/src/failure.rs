//! How a failure ends the program: the chain of causes, what the user can do, and the exit code of its kind.

use std::error::Error;
use std::io::{self, Write};

use base::ErrorKind;

use crate::operations::OperationError;
use crate::place::{Fault, PlaceError};
use crate::review::{ReviewError, SheetFault};

/// Configuration, input or usage is wrong. (Usage errors found by the command-line parser have this code too.)
pub const EXIT_INVALID: u8 = 2;

/// The exit code of a kind of failure; `docs/exit-codes.md` is checked against this.
pub fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Internal => 1,
        ErrorKind::Invalid => EXIT_INVALID,
        ErrorKind::NotFound => 3,
        ErrorKind::Forbidden => 4,
        ErrorKind::Conflict => 5,
        ErrorKind::Limit => 6,
        ErrorKind::Unavailable => 7,
    }
}

/// Prints the failure: each cause once, then what to do.
///
/// # Errors
/// Where `out` can't be written.
pub fn print(error: &OperationError, out: &mut dyn Write) -> io::Result<()> {
    match error {
        OperationError::Loads { failures } => {
            for failure in failures {
                print(failure, out)?;
            }
            print_one(error, out)
        }
        OperationError::Place(PlaceError::Faults { faults }) | OperationError::Contract { faults } => {
            print_faults(faults, out)?;
            writeln!(out, "error: {error}")
        }
        OperationError::Review(review) => {
            if let ReviewError::Faults { path, faults } = &**review {
                for SheetFault { line, column, message } in faults {
                    writeln!(out, "{}:{line}: column `{column}`: {message}", path.display())?;
                }
            }
            print_one(error, out)
        }
        _ => print_one(error, out),
    }
}

/// Prints faults with their hints, one a line pair.
///
/// # Errors
/// Where `out` can't be written.
pub fn print_faults(faults: &[Fault], out: &mut dyn Write) -> io::Result<()> {
    for fault in faults {
        writeln!(out, "{fault}")?;
        if let Some(hint) = &fault.hint {
            writeln!(out, "    to mend it: {hint}")?;
        }
    }
    Ok(())
}

fn print_one(error: &OperationError, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "error: {error}")?;
    let mut cause = error.source();
    while let Some(known) = cause {
        write!(out, ": {known}")?;
        cause = known.source();
    }
    writeln!(out)?;
    match error.hint() {
        Some(hint) => writeln!(out, "    to mend it: {hint}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_codes_of_their_own() {
        use ErrorKind::{Conflict, Forbidden, Internal, Invalid, Limit, NotFound, Unavailable};
        let codes = [Internal, Invalid, NotFound, Forbidden, Conflict, Limit, Unavailable].map(exit_code);
        assert_eq!(codes, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn every_exit_code_is_documented() {
        let page = include_str!("../../docs/exit-codes.md");
        for code in 0..=7 {
            assert!(
                page.contains(&format!("| {code} |")),
                "exit code {code} is missing in docs/exit-codes.md"
            );
        }
    }
}
