//! The seven kinds an error can be of, whatever crate it comes from. Turning a kind into an exit code or an HTTP status
//! is the program's business, not this crate's.

/// What sort of failure an error is, as far as its receiver has to act differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was asked for or configured is wrong; mending the input helps.
    Invalid,
    /// It isn't there.
    NotFound,
    /// The actor may not.
    Forbidden,
    /// Something else holds or has changed what was asked for.
    Conflict,
    /// A limit was reached.
    Limit,
    /// A resource outside the program failed: a disk, a server.
    Unavailable,
    /// A fault of the program's own.
    Internal,
}

impl ErrorKind {
    /// The kind of a failed read or write, judged by what the system said.
    pub fn of_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        match error.kind() {
            Io::NotFound => Self::NotFound,
            Io::PermissionDenied => Self::Forbidden,
            Io::AlreadyExists | Io::WouldBlock | Io::ResourceBusy => Self::Conflict,
            Io::InvalidData | Io::InvalidInput | Io::NotADirectory | Io::IsADirectory => Self::Invalid,
            _ => Self::Unavailable,
        }
    }
}
