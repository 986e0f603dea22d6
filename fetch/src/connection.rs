//! A connection to a server: TCP, with TLS over it where the contract wants it.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ingest::contract::{Database, Tls};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::FetchError;
use crate::limit::Limits;
use crate::secret::Secret;

/// How every session with a server begins, before its protocol says a word.
pub(crate) struct Opening {
    /// The server as errors name it.
    pub(crate) server: String,
    pub(crate) secret: Secret,
    /// Unprotected yet.
    pub(crate) connection: Connection,
    /// How to protect the connection, where the contract wants it.
    pub(crate) protection: Option<Arc<ClientConfig>>,
}

impl Opening {
    /// Connects to a contract's database, whose kind is the scheme of its address; `folder` is the place's.
    pub(crate) fn of(
        scheme: &str,
        database: &Database,
        folder: &Path,
        limits: &Limits,
    ) -> Result<Self, FetchError> {
        let server = format!("{scheme}://{}:{}/{}", database.host, database.port, database.name);
        let secret = Secret::find(database.password.as_ref(), folder)?;
        let protection = protection(&database.tls, folder)?;
        let connection = Connection::open(&database.host, database.port, limits)
            .map_err(|source| FetchError::Unreachable { server: server.clone(), source })?;
        Ok(Self { server, secret, connection, protection })
    }
}

/// The contract wants TLS of a server that has none.
pub(crate) fn without_tls(server: String) -> FetchError {
    FetchError::Unprotected { server, reason: "the server offers no TLS".to_owned() }
}

/// Bytes to and from a server.
pub(crate) enum Connection {
    Plain(TcpStream),
    Protected(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Connection {
    /// Connects, unprotected yet.
    fn open(host: &str, port: u16, limits: &Limits) -> io::Result<Self> {
        let mut failure = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for address in (host, port).to_socket_addrs()? {
            let wait = Duration::from_secs(limits.connect_seconds_max.into());
            match TcpStream::connect_timeout(&address, wait) {
                Ok(stream) => {
                    // The server ends what takes too long; this is for one that has gone without a word.
                    let silence = Duration::from_secs(u64::from(limits.statement_seconds_max) + 30);
                    stream.set_read_timeout(Some(silence))?;
                    stream.set_write_timeout(Some(silence))?;
                    stream.set_nodelay(true)?;
                    return Ok(Self::Plain(stream));
                }
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Protects the connection from here on; the server must prove that it is `host`.
    pub(crate) fn protect(
        self,
        host: &str,
        server: &str,
        config: Arc<ClientConfig>,
    ) -> Result<Self, FetchError> {
        let unprotected = |reason: String| FetchError::Unprotected { server: server.to_owned(), reason };
        let Self::Plain(mut stream) = self else { return Ok(self) };
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| unprotected("its `host` is no name that a certificate can have".to_owned()))?;
        let mut client =
            ClientConnection::new(config, name).map_err(|error| unprotected(error.to_string()))?;
        while client.is_handshaking() {
            client.complete_io(&mut stream).map_err(|error| unprotected(error.to_string()))?;
        }
        Ok(Self::Protected(Box::new(StreamOwned::new(client, stream))))
    }

    pub(crate) fn is_protected(&self) -> bool {
        matches!(self, Self::Protected(_))
    }
}

impl Read for Connection {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(into),
            Self::Protected(stream) => stream.read(into),
        }
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Protected(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Protected(stream) => stream.flush(),
        }
    }
}

/// How to protect a connection, where the contract wants it. `folder` is the place's.
fn protection(tls: &Tls, folder: &Path) -> Result<Option<Arc<ClientConfig>>, FetchError> {
    let Tls::Verified { ca_file } = tls else { return Ok(None) };
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities(ca_file.as_deref(), folder)?);
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| FetchError::NoAuthorities { path: "the system's certificates".into() })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Some(Arc::new(config)))
}

/// The authorities that may vouch for a server: those of a file in PEM form, else the system's.
pub(crate) fn authorities(
    ca_file: Option<&str>,
    folder: &Path,
) -> Result<Vec<CertificateDer<'static>>, FetchError> {
    let Some(file) = ca_file else { return Ok(rustls_native_certs::load_native_certs().certs) };
    let path = folder.join(file);
    let certificates = CertificateDer::pem_file_iter(&path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(FetchError::NoAuthorities { path }),
    }
}
