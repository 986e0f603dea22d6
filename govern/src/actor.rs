//! Who acts.

/// Someone or something that asks for an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name the record keeps: an account's, never free text from a request.
    pub name: String,
    /// What they may do follows from it.
    pub role: Role,
}

/// What an actor is to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Runs the program on the machine that holds the place: whoever can do that can read its files anyway.
    Operator,
    /// Nobody known.
    Anonymous,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Operator, Self::Anonymous];

    /// The word the record stores.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Anonymous => "anonymous",
        }
    }
}

impl Actor {
    /// The account that runs the program.
    pub fn operator(name: &str) -> Self {
        Self { name: name.to_owned(), role: Role::Operator }
    }

    /// Nobody known.
    pub fn anonymous() -> Self {
        Self { name: "anonymous".to_owned(), role: Role::Anonymous }
    }
}
