//! A file behind a URL: asked for with what is known of the last one, taken up again where it broke off.
//!
//! What is half there stays beside the file to be, with the server's word for which state of the file it is of, so that two
//! states are never put together.

mod target;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ingest::ErrorKind;
use ingest::contract::{Contract, Web};
use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Response, StatusCode, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::limit::{Limits, REDIRECTS_MAX, WAIT_SECONDS_MAX};
use crate::secret::Secret;
use crate::{FetchError, Fetched, FetchedFile, Position, connection};
use target::Target;

/// Which state of a file a server gave, in its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Last-Modified`.
    pub modified: Option<String>,
}

/// What to fetch, where to, and what ends it.
#[derive(Clone, Copy)]
pub struct WebRequest<'a> {
    /// Whose file.
    pub contract: &'a Contract,
    /// The place's folder, which paths in the contract begin at.
    pub folder: &'a Path,
    /// Which state of the file the version before rests on.
    pub since: Option<&'a Position>,
    /// The file to write; one that is there is replaced.
    pub out: &'a Path,
    /// What ends a fetch.
    pub limits: Limits,
    /// Waits, between two attempts.
    pub wait: &'a (dyn Fn(Duration) + Sync),
}

/// Fetches a file, unless it is as it was.
///
/// # Errors
/// Why not. What is half there stays beside `out` for the next fetch.
pub fn fetch_file(request: &WebRequest<'_>, web: &Web) -> Result<Fetched, FetchError> {
    let secret =
        web.token.as_ref().map(|token| Secret::find(Some(&token.place), request.folder)).transpose()?;
    let fetch =
        Fetch { request, web, secret, agent: agent(request, web)?, server: Target::of(&web.url).shown() };
    let mut attempt = 1;
    loop {
        let failure = match fetch.attempt() {
            Ok(fetched) => return Ok(fetched),
            Err(failure) => failure,
        };
        if !failure.may_pass || attempt >= request.limits.attempts_max {
            return Err(failure.error);
        }
        let seconds = failure.wait_seconds.unwrap_or(1 << (attempt - 1)).min(WAIT_SECONDS_MAX);
        (request.wait)(Duration::from_secs(seconds));
        attempt += 1;
    }
}

/// One fetch with all its attempts.
struct Fetch<'a> {
    request: &'a WebRequest<'a>,
    web: &'a Web,
    secret: Option<Secret>,
    agent: Agent,
    server: String,
}

/// Why an attempt failed, and whether another may do better.
struct Failure {
    error: FetchError,
    may_pass: bool,
    /// How long the server wants us to wait.
    wait_seconds: Option<u64>,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self { error, may_pass: false, wait_seconds: None }
    }
}

/// The part of a file that is there already.
#[derive(Serialize, Deserialize)]
struct Part {
    url: String,
    validators: Validators,
    #[serde(skip)]
    bytes: u64,
}

impl Fetch<'_> {
    fn attempt(&self) -> Result<Fetched, Failure> {
        let part = self.part();
        let response = self.ask(part.as_ref())?;
        let validators = validators(response.headers());
        match (response.status(), part) {
            (StatusCode::NOT_MODIFIED, None) if self.request.since.is_some() => Ok(Fetched::Unchanged),
            (StatusCode::PARTIAL_CONTENT, Some(part)) if starts_at(response.headers(), part.bytes) => {
                self.take(response, part.bytes, part.validators)
            }
            (StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => {
                self.forget_part();
                let error =
                    self.refused(ErrorKind::Unavailable, "it does not go on where the file broke off");
                Err(Failure { error, may_pass: true, wait_seconds: Some(0) })
            }
            (StatusCode::OK, _) => self.take(response, 0, validators),
            (status, _) => Err(self.status(status, response.headers())),
        }
    }

    /// Asks, and follows where the server points to; the token goes to the first server alone.
    fn ask(&self, part: Option<&Part>) -> Result<Response<Body>, Failure> {
        let mut target = Target::of(&self.web.url);
        let first = target.clone();
        for _ in 0..=REDIRECTS_MAX {
            let mut asking = self.agent.get(target.url());
            if let (Some(token), Some(secret)) = (&self.web.token, &self.secret)
                && target.is_same_server(&first)
            {
                asking = match &token.header {
                    None => asking.header(header::AUTHORIZATION, format!("Bearer {}", secret.expose())),
                    Some(name) => asking.header(name.as_str(), secret.expose()),
                };
            }
            match (part, self.request.since) {
                (Some(part), _) => {
                    asking = asking.header(header::RANGE, format!("bytes={}-", part.bytes));
                    let state = part.validators.etag.as_ref().or(part.validators.modified.as_ref());
                    if let Some(state) = state {
                        asking = asking.header(header::IF_RANGE, state);
                    }
                }
                (None, Some(Position::File(known))) => {
                    if let Some(etag) = &known.etag {
                        asking = asking.header(header::IF_NONE_MATCH, etag);
                    }
                    if let Some(modified) = &known.modified {
                        asking = asking.header(header::IF_MODIFIED_SINCE, modified);
                    }
                }
                _ => {}
            }
            let response = asking.call().map_err(|error| self.failed(error))?;
            let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
            let Some(to) = to.filter(|_| is_redirect(response.status())) else { return Ok(response) };
            target = target.join(to).ok_or_else(|| {
                self.refused(ErrorKind::Invalid, "it points to where nothing safe can be fetched")
            })?;
        }
        let (server, limit) = (self.server.clone(), u64::from(REDIRECTS_MAX));
        Err(FetchError::OverLimit { server, limit, unit: "redirects", name: "REDIRECTS_MAX" }.into())
    }
}

impl Fetch<'_> {
    /// Takes a file's bytes from `start` on.
    fn take(&self, response: Response<Body>, start: u64, validators: Validators) -> Result<Fetched, Failure> {
        let expected = response
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<u64>().ok())
            .map(|length| start + length);
        self.check_size(expected.unwrap_or(0))?;
        let (data, note) = self.part_paths();
        let failed = |source| Failure::from(FetchError::Write { path: data.clone(), source });
        if start == 0 {
            let part = Part { url: self.web.url.clone(), validators: validators.clone(), bytes: 0 };
            let text = serde_json::to_vec(&part).map_err(|error| failed(error.into()))?;
            fs::write(&note, text).map_err(failed)?;
        }
        let mut options = OpenOptions::new();
        let options = if start == 0 { options.write(true).truncate(true) } else { options.append(true) };
        let mut out = options.create(true).open(&data).map_err(failed)?;
        let total = self.copy(response, &mut out, start)?;
        if expected.is_some_and(|expected| expected != total) {
            return Err(self.broke(total, io::ErrorKind::UnexpectedEof.into()));
        }
        out.sync_all().map_err(failed)?;
        fs::rename(&data, self.request.out).map_err(failed)?;
        self.forget_part();
        let is_known = validators != Validators::default();
        let position = is_known.then_some(Position::File(validators));
        let notes = if start == 0 { Vec::new() } else { vec![format!("taken up again after {start} bytes")] };
        let path = self.request.out.to_owned();
        Ok(Fetched::File(FetchedFile { path, is_part: false, position, notes }))
    }

    fn copy(&self, response: Response<Body>, out: &mut File, start: u64) -> Result<u64, Failure> {
        const BUFFER_BYTES: usize = 1 << 16;
        let mut body = response.into_body().into_with_config().limit(u64::MAX).reader();
        let mut buffer = vec![0; BUFFER_BYTES];
        let mut total = start;
        loop {
            match body.read(&mut buffer) {
                Ok(0) => return Ok(total),
                Ok(count) => {
                    total += count as u64;
                    self.check_size(total)?;
                    out.write_all(&buffer[..count]).map_err(|source| {
                        let path = self.request.out.to_owned();
                        Failure::from(FetchError::Write { path, source })
                    })?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broke(total, error)),
            }
        }
    }

    fn check_size(&self, bytes: u64) -> Result<(), Failure> {
        let limit = self.request.limits.bytes_max;
        if bytes <= limit {
            return Ok(());
        }
        self.forget_part();
        let server = self.server.clone();
        Err(FetchError::OverLimit { server, limit, unit: "bytes", name: "BYTES_MAX" }.into())
    }

    /// What is there of the file, where the server said which state it is of.
    fn part(&self) -> Option<Part> {
        let (data, note) = self.part_paths();
        let mut part: Part = serde_json::from_slice(&fs::read(note).ok()?).ok()?;
        part.bytes = fs::metadata(data).ok()?.len();
        // A weak mark says that two states mean the same, not that their bytes are the same.
        part.validators.etag = part.validators.etag.filter(|etag| !etag.starts_with("W/"));
        let is_of_a_state = part.validators != Validators::default();
        (part.bytes > 0 && is_of_a_state && part.url == self.web.url).then_some(part)
    }

    /// The file's beginning and the note about it.
    fn part_paths(&self) -> (PathBuf, PathBuf) {
        let beside = |suffix: &str| {
            let mut name = self.request.out.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        (beside(".part"), beside(".part.json"))
    }

    fn forget_part(&self) {
        let (data, note) = self.part_paths();
        // What cannot be removed is not taken up again either: it would be of another state.
        let _ = fs::remove_file(note);
        let _ = fs::remove_file(data);
    }

    fn refused(&self, kind: ErrorKind, reason: impl Into<String>) -> FetchError {
        FetchError::NotGiven { server: self.server.clone(), kind, reason: reason.into() }
    }

    fn broke(&self, bytes: u64, source: io::Error) -> Failure {
        let error = FetchError::Broken { server: self.server.clone(), bytes, source };
        Failure { error, may_pass: true, wait_seconds: None }
    }

    /// What a status says that brings no file.
    fn status(&self, status: StatusCode, headers: &HeaderMap) -> Failure {
        let kind = match status.as_u16() {
            404 | 410 => ErrorKind::NotFound,
            401 | 403 | 407 => ErrorKind::Forbidden,
            408 | 425 | 429 | 500..=599 => ErrorKind::Unavailable,
            _ => ErrorKind::Invalid,
        };
        let wait = headers.get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok());
        let error = self.refused(kind, format!("status {}", status.as_u16()));
        Failure { error, may_pass: kind == ErrorKind::Unavailable, wait_seconds: wait }
    }

    /// A request that brought no answer. What the library says is about names and addresses.
    fn failed(&self, error: ureq::Error) -> Failure {
        let server = self.server.clone();
        match error {
            ureq::Error::Timeout(_) => {
                let source = io::Error::from(io::ErrorKind::TimedOut);
                let error = FetchError::Unreachable { server, source };
                Failure { error, may_pass: true, wait_seconds: None }
            }
            ureq::Error::Io(source) => Failure {
                error: FetchError::Unreachable { server, source },
                may_pass: true,
                wait_seconds: None,
            },
            ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed
            | ureq::Error::ConnectProxyFailed(_)
            | ureq::Error::InvalidProxyUrl => {
                let source = io::Error::other(error.to_string());
                Failure {
                    error: FetchError::Unreachable { server, source },
                    may_pass: true,
                    wait_seconds: None,
                }
            }
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => {
                FetchError::Unprotected { server, reason: error.to_string() }.into()
            }
            _ => FetchError::Protocol { server, what: "no answer as HTTP has it" }.into(),
        }
    }
}

fn agent(request: &WebRequest<'_>, web: &Web) -> Result<Agent, FetchError> {
    let authorities = connection::authorities(web.ca_file.as_deref(), request.folder)?;
    let certificates = authorities.iter().map(|certificate| Certificate::from_der(certificate).to_owned());
    let tls = TlsConfig::builder().root_certs(RootCerts::from(certificates)).build();
    let seconds = |count: u32| Some(Duration::from_secs(count.into()));
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent("guildhall")
        .timeout_connect(seconds(request.limits.connect_seconds_max))
        .timeout_recv_response(seconds(request.limits.silence_seconds_max))
        .timeout_per_read(seconds(request.limits.silence_seconds_max))
        .timeout_global(seconds(request.limits.statement_seconds_max));
    Ok(config.build().new_agent())
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn validators(headers: &HeaderMap) -> Validators {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Validators { etag: text(header::ETAG), modified: text(header::LAST_MODIFIED) }
}

/// Whether a partial answer begins where the file broke off.
fn starts_at(headers: &HeaderMap, start: u64) -> bool {
    let range = headers.get(header::CONTENT_RANGE).and_then(|range| range.to_str().ok());
    range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok()) == Some(start)
}
