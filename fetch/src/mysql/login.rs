//! How a client proves to a MySQL or MariaDB server that it knows the password, without saying it.
//!
//! # Source
//! MySQL Internals Manual: Authentication Method; `mysql_native_password` and `caching_sha2_password`.

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Ways to log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// `mysql_native_password`: SHA-1.
    Native,
    /// `caching_sha2_password`: SHA-256.
    CachingSha2,
}

impl Way {
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        match name {
            b"mysql_native_password" => Some(Self::Native),
            b"caching_sha2_password" => Some(Self::CachingSha2),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Native => "mysql_native_password",
            Self::CachingSha2 => "caching_sha2_password",
        }
    }

    /// The proof for a challenge; nothing where there is no password.
    pub(super) fn proof(self, password: &str, challenge: &[u8]) -> Vec<u8> {
        if password.is_empty() {
            return Vec::new();
        }
        match self {
            Self::Native => {
                let once = Sha1::digest(password.as_bytes());
                let twice = Sha1::digest(once);
                let mask = Sha1::new().chain_update(challenge).chain_update(twice).finalize();
                once.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect()
            }
            Self::CachingSha2 => {
                let once = Sha256::digest(password.as_bytes());
                let twice = Sha256::digest(once);
                let mask = Sha256::new().chain_update(twice).chain_update(challenge).finalize();
                once.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect()
            }
        }
    }
}
