//! A session with a MySQL or MariaDB server: who asks, what is asked, what comes back, packet by packet.
//!
//! The part of the protocol that reading needs: logging in, TLS, and queries whose rows come as text. Why not a library's is
//! in decision 0007.
//!
//! # Source
//! MySQL Internals Manual, Client/Server Protocol: Connection Phase, Text Protocol.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use ingest::ErrorKind;
use ingest::contract::Database;

use super::login::Way;
use super::packet::Reader;
use crate::FetchError;
use crate::connection::{Connection, Opening, without_tls};
use crate::limit::{Limits, MESSAGE_BYTES_MAX};
use crate::secret::Secret;

/// What the client can do: long flags, a database named at once, protocol 4.1, transactions, the usual ways to log in.
const CAPABILITIES: u32 = 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x8_0000;
const TLS: u32 = 0x800;
/// utf8mb4 with its usual order.
const CHARSET: u8 = 45;
/// The longest part of a packet that is sent in one piece.
const PIECE_BYTES: usize = 0xff_ffff;

/// An open session.
pub(super) struct Session {
    connection: BufReader<Connection>,
    server: String,
    user: String,
    seconds: u32,
    is_mariadb: bool,
    /// The number that the next packet has.
    number: u8,
    packet: Vec<u8>,
    rows: u64,
}

/// A column as the server describes it.
pub(super) struct Described {
    pub(super) name: String,
    pub(super) charset: u16,
    /// The protocol's number of its type.
    pub(super) kind: u8,
}

/// What a server says first.
struct Greeting {
    version: String,
    capabilities: u32,
    challenge: Vec<u8>,
    way: Option<Way>,
}

impl Session {
    /// Connects and proves who asks.
    pub(super) fn open(database: &Database, folder: &Path, limits: &Limits) -> Result<Self, FetchError> {
        let Opening { server, secret, connection, protection } =
            Opening::of("mysql", database, folder, limits)?;
        let mut session = Self {
            connection: BufReader::with_capacity(1 << 16, connection),
            server,
            user: database.user.clone(),
            seconds: limits.statement_seconds_max,
            is_mariadb: false,
            number: 0,
            packet: Vec::new(),
            rows: 0,
        };
        let greeting = session.greeting()?;
        session.is_mariadb = greeting.version.contains("MariaDB");
        let mut capabilities = CAPABILITIES;
        if let Some(config) = protection {
            if greeting.capabilities & TLS == 0 {
                return Err(without_tls(session.server));
            }
            capabilities |= TLS;
            session.put(&opening(capabilities))?;
            // The server waits for us, so nothing is in the buffer.
            let connection =
                session.connection.into_inner().protect(&database.host, &session.server, config)?;
            session.connection = BufReader::with_capacity(1 << 16, connection);
        }
        let way = greeting.way.unwrap_or(Way::Native);
        let proof = way.proof(secret.expose(), &greeting.challenge);
        let mut answer = opening(capabilities);
        answer.extend_from_slice(database.user.as_bytes());
        answer.push(0);
        // A proof has 0, 20 or 32 bytes.
        answer.push(proof.len() as u8);
        answer.extend_from_slice(&proof);
        for text in [database.name.as_str(), way.name()] {
            answer.extend_from_slice(text.as_bytes());
            answer.push(0);
        }
        session.put(&answer)?;
        session.authenticate(&secret, way)?;
        Ok(session)
    }

    fn greeting(&mut self) -> Result<Greeting, FetchError> {
        self.take()?;
        if self.packet.first() == Some(&0xff) {
            return Err(self.refused());
        }
        read_greeting(&self.packet).ok_or_else(|| self.odd("no greeting of MySQL"))
    }

    fn authenticate(&mut self, secret: &Secret, mut way: Way) -> Result<(), FetchError> {
        loop {
            self.take()?;
            let mut reader = Reader::of(&self.packet);
            match reader.byte() {
                Some(0x00) => return Ok(()),
                Some(0xff) => return Err(self.refused()),
                Some(0xfe) => {
                    let wanted = Way::of(reader.up_to_zero());
                    let challenge = reader.up_to_zero().to_vec();
                    way = wanted.ok_or_else(|| self.login("it wants a way to log in that is not known"))?;
                    let proof = way.proof(secret.expose(), &challenge);
                    self.put(&proof)?;
                }
                // The server remembers the password's hash: it goes on with its answer.
                Some(0x01) if way == Way::CachingSha2 && reader.byte() == Some(3) => {}
                Some(0x01) if self.connection.get_ref().is_protected() => {
                    let mut password = secret.expose().as_bytes().to_vec();
                    password.push(0);
                    self.put(&password)?;
                }
                Some(0x01) => {
                    return Err(
                        self.login("it wants the password itself, over a connection that is not protected")
                    );
                }
                _ => return Err(self.odd("a login that does not fit")),
            }
        }
    }

    /// Does a statement that gives no rows.
    pub(super) fn command(&mut self, text: &str) -> Result<(), FetchError> {
        self.ask(text)?;
        match self.packet.first() {
            Some(0x00) => Ok(()),
            Some(0xff) => Err(self.refused()),
            _ => Err(self.odd("rows where none were asked for")),
        }
    }

    /// Asks for rows: the columns that they have.
    pub(super) fn query(&mut self, text: &str) -> Result<Vec<Described>, FetchError> {
        self.ask(text)?;
        self.rows = 0;
        let count = match self.packet.first() {
            Some(0xff) => return Err(self.refused()),
            Some(0x00 | 0xfb) | None => return Err(self.odd("no rows where some were asked for")),
            Some(short @ ..=0xfa) => usize::from(*short),
            Some(_) => Reader::of(&self.packet[1..]).integer(2).map_or(0, |count| count as usize),
        };
        let mut columns = Vec::new();
        for _ in 0..count {
            self.take()?;
            columns.push(described(&self.packet).ok_or_else(|| self.odd("columns that are none"))?);
        }
        self.take()?;
        if !self.is_end() {
            return Err(self.odd("columns without an end"));
        }
        Ok(columns)
    }

    /// The next row's cells, end to end; nothing after the last.
    pub(super) fn row(&mut self) -> Result<Option<&[u8]>, FetchError> {
        self.take()?;
        if self.packet.first() == Some(&0xff) {
            return Err(self.refused());
        }
        if self.is_end() {
            return Ok(None);
        }
        self.rows += 1;
        Ok(Some(&self.packet))
    }

    fn is_end(&self) -> bool {
        self.packet.first() == Some(&0xfe) && self.packet.len() < 9
    }

    /// Says goodbye; a server that has gone already is no matter.
    pub(super) fn end(&mut self) {
        self.number = 0;
        let _ = self.put(&[0x01]);
    }

    pub(super) fn server(&self) -> &str {
        &self.server
    }

    pub(super) fn is_mariadb(&self) -> bool {
        self.is_mariadb
    }

    /// An answer that cannot be understood.
    pub(super) fn odd(&self, what: &'static str) -> FetchError {
        FetchError::Protocol { server: self.server.clone(), what }
    }

    fn login(&self, reason: &str) -> FetchError {
        let (server, user) = (self.server.clone(), self.user.clone());
        FetchError::Login { server, user, reason: reason.to_owned() }
    }

    fn lost(&self, source: io::Error) -> FetchError {
        FetchError::Lost { server: self.server.clone(), rows: self.rows, source }
    }

    fn ask(&mut self, text: &str) -> Result<(), FetchError> {
        self.number = 0;
        let mut question = vec![0x03];
        question.extend_from_slice(text.as_bytes());
        self.put(&question)?;
        self.take()
    }

    /// Sends a packet; none of ours has several pieces.
    fn put(&mut self, payload: &[u8]) -> Result<(), FetchError> {
        let length = u32::try_from(payload.len()).ok().filter(|length| (*length as usize) < PIECE_BYTES);
        let Some(length) = length else { return Err(self.odd("a query that is too long")) };
        let mut piece = length.to_le_bytes();
        piece[3] = self.number;
        let connection = self.connection.get_mut();
        let sent = connection
            .write_all(&piece)
            .and_then(|()| connection.write_all(payload))
            .and_then(|()| connection.flush());
        self.number = self.number.wrapping_add(1);
        sent.map_err(|source| self.lost(source))
    }

    /// Takes the next packet, with all its pieces.
    fn take(&mut self) -> Result<(), FetchError> {
        self.packet.clear();
        loop {
            let mut head = [0; 4];
            self.connection.read_exact(&mut head).map_err(|source| self.lost(source))?;
            self.number = head[3].wrapping_add(1);
            let length = usize::from(head[0]) | usize::from(head[1]) << 8 | usize::from(head[2]) << 16;
            let filled = self.packet.len();
            if filled + length > MESSAGE_BYTES_MAX {
                let (server, limit) = (self.server.clone(), MESSAGE_BYTES_MAX as u64);
                return Err(FetchError::OverLimit {
                    server,
                    limit,
                    unit: "bytes in a row",
                    name: "MESSAGE_BYTES_MAX",
                });
            }
            self.packet.resize(filled + length, 0);
            self.connection.read_exact(&mut self.packet[filled..]).map_err(|source| self.lost(source))?;
            if length < PIECE_BYTES {
                return Ok(());
            }
        }
    }

    /// The server's error by its number. Its words are kept only where they are about names: others can quote values.
    fn refused(&self) -> FetchError {
        let mut reader = Reader::of(&self.packet);
        let number = reader.take(1).and_then(|_| reader.integer(2)).unwrap_or_default();
        let words = || {
            let text = String::from_utf8_lossy(&self.packet[3.min(self.packet.len())..]);
            // Behind `#` stands the SQL state, of five letters.
            let words = text.strip_prefix('#').and_then(|text| text.get(5..)).unwrap_or(&text);
            words.to_owned()
        };
        let server = self.server.clone();
        let (kind, reason) = match number {
            1045 | 1698 | 1130 => return self.login("the password, the user or where it asks from is wrong"),
            1969 | 3024 => return FetchError::TooSlow { server, seconds: self.seconds },
            1040 | 1053 | 1077 | 1152..=1161 | 1927 => {
                let source = io::Error::other(format!("code {number}"));
                return FetchError::Lost { server, rows: self.rows, source };
            }
            1044 | 1142 | 1143 => (ErrorKind::Forbidden, format!("the user `{}` may not read it", self.user)),
            1049 | 1146 => (ErrorKind::NotFound, words()),
            1054 | 1060 => (ErrorKind::Invalid, words()),
            1064 => (ErrorKind::Invalid, "it is no SQL that this server understands".to_owned()),
            _ => (ErrorKind::Invalid, format!("code {number}")),
        };
        FetchError::Refused { server, kind, reason }
    }
}

/// The beginning of the client's answer, which is also all of its wish for TLS.
fn opening(capabilities: u32) -> Vec<u8> {
    let mut answer = capabilities.to_le_bytes().to_vec();
    answer.extend_from_slice(&(PIECE_BYTES as u32).to_le_bytes());
    answer.push(CHARSET);
    answer.resize(answer.len() + 23, 0);
    answer
}

fn read_greeting(packet: &[u8]) -> Option<Greeting> {
    let mut reader = Reader::of(packet);
    if reader.byte()? != 10 {
        return None;
    }
    let version = String::from_utf8_lossy(reader.up_to_zero()).into_owned();
    reader.take(4)?;
    let mut challenge = reader.take(8)?.to_vec();
    reader.take(1)?;
    let lower = reader.integer(2)?;
    reader.take(3)?;
    let upper = reader.integer(2)?;
    let length = usize::from(reader.byte()?);
    reader.take(10)?;
    let rest = reader.take(length.saturating_sub(8).max(13))?;
    challenge.extend_from_slice(rest.strip_suffix(&[0]).unwrap_or(rest));
    let way = Way::of(reader.up_to_zero());
    let capabilities = u32::try_from(upper << 16 | lower).ok()?;
    Some(Greeting { version, capabilities, challenge, way })
}

fn described(packet: &[u8]) -> Option<Described> {
    let mut reader = Reader::of(packet);
    for _ in ["catalog", "schema", "table", "original table"] {
        reader.cell()?;
    }
    let name = reader.text()?;
    reader.cell()?;
    reader.byte()?;
    let charset = u16::try_from(reader.integer(2)?).ok()?;
    reader.take(4)?;
    Some(Described { name, charset, kind: reader.byte()? })
}
