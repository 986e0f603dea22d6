//! A session with a PostgreSQL server: who asks, what is asked, what comes back, message by message.
//!
//! # Source
//! PostgreSQL 17 documentation, chapter 54: Frontend/Backend Protocol.

use std::io::{Read, Write};
use std::path::Path;

use bytes::BytesMut;
use ingest::ErrorKind;
use ingest::contract::Database;
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{ChannelBinding, SCRAM_SHA_256, ScramSha256};
use postgres_protocol::message::backend::{DataRowBody, ErrorResponseBody, Header, Message};
use postgres_protocol::message::frontend;

use crate::FetchError;
use crate::connection::{Connection, Opening, without_tls};
use crate::limit::{Limits, MESSAGE_BYTES_MAX};
use crate::secret::Secret;

/// An open session.
pub(super) struct Session {
    connection: Connection,
    server: String,
    user: String,
    statement_seconds_max: u32,
    input: BytesMut,
    output: BytesMut,
    rows: u64,
}

/// What comes back while rows are read.
pub(super) enum Answer {
    Row(Row),
    /// The cursor has given as many as were asked for.
    MoreToCome,
    Done,
}

/// A row as it came.
pub(super) struct Row(DataRowBody);

impl Row {
    /// Calls `each` for every cell.
    pub(super) fn each(&self, mut each: impl FnMut(Option<&[u8]>)) -> Result<(), ()> {
        let mut ranges = self.0.ranges();
        while let Some(range) = fallible_next(&mut ranges)? {
            match range {
                None => each(None),
                Some(range) => each(Some(self.0.buffer().get(range).ok_or(())?)),
            }
        }
        Ok(())
    }
}

fn fallible_next<I: fallible_iterator::FallibleIterator>(items: &mut I) -> Result<Option<I::Item>, ()> {
    items.next().map_err(|_| ())
}

impl Session {
    /// Connects and proves who asks.
    pub(super) fn open(database: &Database, folder: &Path, limits: &Limits) -> Result<Self, FetchError> {
        let Opening { server, secret, connection, protection } =
            Opening::of("postgres", database, folder, limits)?;
        let mut session = Self {
            connection,
            server,
            user: database.user.clone(),
            statement_seconds_max: limits.statement_seconds_max,
            input: BytesMut::new(),
            output: BytesMut::new(),
            rows: 0,
        };
        if let Some(config) = protection {
            session = session.protect(&database.host, config)?;
        }
        let parameters = [
            ("user", database.user.as_str()),
            ("database", &database.name),
            ("client_encoding", "UTF8"),
            ("application_name", "guildhall"),
        ];
        session.put(|out| frontend::startup_message(parameters, out))?;
        session.authenticate(&secret)?;
        session.until_ready()?;
        Ok(session)
    }

    fn protect(
        mut self,
        host: &str,
        config: std::sync::Arc<rustls::ClientConfig>,
    ) -> Result<Self, FetchError> {
        self.put(|out| {
            frontend::ssl_request(out);
            Ok(())
        })?;
        let mut answer = [0];
        self.connection.read_exact(&mut answer).map_err(|source| self.lost(source))?;
        if answer != *b"S" {
            return Err(without_tls(self.server));
        }
        let connection = self.connection.protect(host, &self.server, config)?;
        Ok(Self { connection, ..self })
    }

    fn authenticate(&mut self, secret: &Secret) -> Result<(), FetchError> {
        let mut scram: Option<ScramSha256> = None;
        loop {
            match self.message()? {
                Message::AuthenticationOk => return Ok(()),
                Message::AuthenticationCleartextPassword if self.connection.is_protected() => {
                    self.put(|out| frontend::password_message(secret.expose().as_bytes(), out))?;
                }
                Message::AuthenticationCleartextPassword => {
                    return Err(
                        self.login("it wants the password in clear over a connection that is not protected")
                    );
                }
                Message::AuthenticationMd5Password(body) => {
                    let hash = md5_hash(self.user.as_bytes(), secret.expose().as_bytes(), body.salt());
                    self.put(|out| frontend::password_message(hash.as_bytes(), out))?;
                }
                Message::AuthenticationSasl(body) => {
                    let mut mechanisms = body.mechanisms();
                    let mut is_known = false;
                    while let Ok(Some(mechanism)) = fallible_next(&mut mechanisms) {
                        is_known |= mechanism == SCRAM_SHA_256;
                    }
                    if !is_known {
                        return Err(self.login("it wants a way to log in that is not known"));
                    }
                    let begun = ScramSha256::new(secret.expose().as_bytes(), ChannelBinding::unsupported());
                    self.put(|out| frontend::sasl_initial_response(SCRAM_SHA_256, begun.message(), out))?;
                    scram = Some(begun);
                }
                Message::AuthenticationSaslContinue(body) => {
                    let Some(scram) = &mut scram else { return Err(self.odd("a login out of turn")) };
                    if scram.update(body.data()).is_err() {
                        return Err(self.odd("a login that does not fit"));
                    }
                    let answer = scram.message().to_vec();
                    self.put(|out| frontend::sasl_response(&answer, out))?;
                }
                Message::AuthenticationSaslFinal(body) => {
                    let proved = scram.as_mut().is_some_and(|scram| scram.finish(body.data()).is_ok());
                    if !proved {
                        return Err(self.odd("a server that does not know the password itself"));
                    }
                }
                Message::ErrorResponse(body) => return Err(self.refused(&body)),
                Message::AuthenticationGss
                | Message::AuthenticationSspi
                | Message::AuthenticationKerberosV5 => {
                    return Err(self.login("it wants a way to log in that is not known"));
                }
                _ => return Err(self.odd("something else than a login")),
            }
        }
    }

    /// Does a statement that gives no rows.
    pub(super) fn command(&mut self, text: &str) -> Result<(), FetchError> {
        self.put(|out| frontend::query(text, out))?;
        self.until_ready()
    }

    /// The columns that a query gives: name and type.
    pub(super) fn describe(&mut self, text: &str) -> Result<Vec<(String, u32)>, FetchError> {
        self.put(|out| {
            frontend::parse("", text, [], out)?;
            frontend::describe(b'S', "", out)?;
            frontend::sync(out);
            Ok(())
        })?;
        let mut columns = Vec::new();
        loop {
            match self.message()? {
                Message::RowDescription(body) => {
                    let mut fields = body.fields();
                    while let Some(field) =
                        fallible_next(&mut fields).map_err(|()| self.odd("columns that are none"))?
                    {
                        columns.push((field.name().to_owned(), field.type_oid()));
                    }
                }
                Message::ReadyForQuery(_) => return Ok(columns),
                Message::ErrorResponse(body) => return Err(self.refused(&body)),
                _ => {}
            }
        }
    }

    /// Opens a cursor on a query's rows, all values in text.
    pub(super) fn open_cursor(&mut self, text: &str, mark: Option<&str>) -> Result<(), FetchError> {
        self.put(|out| {
            frontend::parse("", text, [], out)?;
            let in_text = [0i16];
            let bound = frontend::bind(
                CURSOR,
                "",
                in_text,
                mark,
                |mark, out| {
                    out.extend_from_slice(mark.as_bytes());
                    Ok(postgres_protocol::IsNull::No)
                },
                in_text,
                out,
            );
            bound.map_err(|_| std::io::Error::from(std::io::ErrorKind::InvalidInput))
        })
    }

    /// Asks the cursor for so many rows more.
    pub(super) fn ask_for_rows(&mut self, count: i32) -> Result<(), FetchError> {
        self.put(|out| {
            frontend::execute(CURSOR, count, out)?;
            frontend::flush(out);
            Ok(())
        })
    }

    /// The next thing that comes back; `rows` have come so far.
    pub(super) fn answer(&mut self, rows: u64) -> Result<Answer, FetchError> {
        self.rows = rows;
        loop {
            match self.message()? {
                Message::DataRow(body) => return Ok(Answer::Row(Row(body))),
                Message::PortalSuspended => return Ok(Answer::MoreToCome),
                Message::CommandComplete(_) | Message::EmptyQueryResponse => return Ok(Answer::Done),
                Message::ParseComplete | Message::BindComplete => {}
                Message::ErrorResponse(body) => return Err(self.refused(&body)),
                _ => return Err(self.odd("something else than rows")),
            }
        }
    }

    /// Says goodbye; a server that has gone already is no matter.
    pub(super) fn end(&mut self) {
        let _ = self.put(|out| {
            frontend::terminate(out);
            Ok(())
        });
    }

    pub(super) fn server(&self) -> &str {
        &self.server
    }

    /// An answer that cannot be understood.
    pub(super) fn odd(&self, what: &'static str) -> FetchError {
        FetchError::Protocol { server: self.server.clone(), what }
    }

    fn login(&self, reason: &str) -> FetchError {
        let (server, user) = (self.server.clone(), self.user.clone());
        FetchError::Login { server, user, reason: reason.to_owned() }
    }

    fn lost(&self, source: std::io::Error) -> FetchError {
        FetchError::Lost { server: self.server.clone(), rows: self.rows, source }
    }

    fn put(&mut self, message: impl FnOnce(&mut BytesMut) -> std::io::Result<()>) -> Result<(), FetchError> {
        let sent = message(&mut self.output)
            .and_then(|()| self.connection.write_all(&self.output))
            .and_then(|()| self.connection.flush());
        self.output.clear();
        sent.map_err(|source| self.lost(source))
    }

    fn until_ready(&mut self) -> Result<(), FetchError> {
        loop {
            match self.message()? {
                Message::ReadyForQuery(_) => return Ok(()),
                Message::ErrorResponse(body) => return Err(self.refused(&body)),
                _ => {}
            }
        }
    }

    /// The next message that is not a mere remark.
    fn message(&mut self) -> Result<Message, FetchError> {
        const READ_BYTES: usize = 1 << 16;
        loop {
            if let Ok(Some(header)) = Header::parse(&self.input)
                && usize::try_from(header.len()).map_or(true, |length| length > MESSAGE_BYTES_MAX)
            {
                let (server, limit) = (self.server.clone(), MESSAGE_BYTES_MAX as u64);
                return Err(FetchError::OverLimit {
                    server,
                    limit,
                    unit: "bytes in a row",
                    name: "MESSAGE_BYTES_MAX",
                });
            }
            match Message::parse(&mut self.input).map_err(|_| self.odd("no message of PostgreSQL"))? {
                Some(Message::NoticeResponse(_) | Message::ParameterStatus(_)) => {}
                Some(message) => return Ok(message),
                None => {
                    let filled = self.input.len();
                    self.input.resize(filled + READ_BYTES, 0);
                    let count = self.connection.read(&mut self.input[filled..]);
                    self.input.truncate(filled + count.as_ref().copied().unwrap_or(0));
                    match count {
                        Ok(0) => return Err(self.lost(std::io::ErrorKind::UnexpectedEof.into())),
                        Ok(_) => {}
                        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(self.lost(error)),
                    }
                }
            }
        }
    }

    /// The server's error by its code. Its words are kept only where they are about names: in other classes they can
    /// quote values.
    fn refused(&self, body: &ErrorResponseBody) -> FetchError {
        let (mut code, mut words) = (String::new(), String::new());
        let mut fields = body.fields();
        while let Ok(Some(field)) = fallible_next(&mut fields) {
            let value = String::from_utf8_lossy(field.value_bytes());
            match field.type_() {
                b'C' => code = value.into_owned(),
                b'M' => words = value.into_owned(),
                _ => {}
            }
        }
        let server = self.server.clone();
        let (kind, reason) = match (code.get(..2).unwrap_or(""), code.as_str()) {
            ("28", _) => return self.login("the password or the user is wrong"),
            (_, "57014") => {
                return FetchError::TooSlow { server, seconds: self.statement_seconds_max };
            }
            ("57" | "53" | "08" | "58", _) => {
                let source = std::io::Error::other(format!("code {code}"));
                return FetchError::Lost { server, rows: self.rows, source };
            }
            (_, "42501") => (ErrorKind::Forbidden, words),
            ("3D" | "3F", _) | (_, "42P01") => (ErrorKind::NotFound, words),
            ("42", _) => (ErrorKind::Invalid, words),
            _ => (ErrorKind::Invalid, format!("code {code}")),
        };
        FetchError::Refused { server, kind, reason }
    }
}

/// The cursor's name.
const CURSOR: &str = "guildhall_rows";
