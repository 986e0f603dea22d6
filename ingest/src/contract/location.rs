//! Where a source's rows are: in files of the place, in a database, or behind a URL. The second stage of what a contract's
//! server says about it.
//!
//! Nothing here connects to anything, and no password is in a contract: it names an environment variable or a file.

use super::document::{Schema, Server, Text};
use super::drop_folder::{DropFolder, drop_folder};
use super::fault::Faults;
use super::meaning::{find, text_of};

/// Where a source's rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In files under the place's folder, all of them together.
    Files,
    /// In files under the place's folder, each of them a delivery that is loaded once.
    Deliveries(DropFolder),
    /// In a database, as a table or by a query.
    Database(Database),
    /// In a file behind a URL.
    Web(Web),
}

/// A file behind a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Web {
    /// The URL, of http or https.
    pub url: String,
    /// What is shown to the server, where it wants something.
    pub token: Option<Token>,
    /// A PEM file of the authorities that vouch for the server; the system's where nothing is stated.
    pub ca_file: Option<String>,
}

/// A secret that is shown to a web server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub place: SecretPlace,
    /// The header that holds it alone; `Authorization: Bearer` where nothing is stated.
    pub header: Option<String>,
}

/// A database, and which of its rows are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Database {
    /// What kind of database.
    pub engine: Engine,
    /// The server's name or address; empty for a file.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// The database's name; for SQLite its file, under the place's folder.
    pub name: String,
    /// The schema that the table is in, where stated.
    pub schema: Option<String>,
    /// Who asks; empty for a file.
    pub user: String,
    /// Where the password is, where one is needed.
    pub password: Option<SecretPlace>,
    /// Whether the connection is encrypted and the server proves who it is.
    pub tls: Tls,
    /// Which rows.
    pub rows: Rows,
    /// The column that grows with every change of a row, where only what is new is read.
    pub high_water_mark: Option<String>,
}

/// Kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
    /// SQLite: a file.
    Sqlite,
}

/// Where a secret is kept; never the secret itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretPlace {
    /// In this environment variable.
    Environment(String),
    /// In this file, under the place's folder unless its path begins at the root.
    File(String),
}

/// How a connection is protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// Not at all.
    Off,
    /// Encrypted, with the server's certificate checked against the system's authorities, or those in a file.
    Verified {
        /// A PEM file of authorities.
        ca_file: Option<String>,
    },
}

/// Which rows of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// Those of a table or view.
    Table(String),
    /// Those that a query gives.
    Query(String),
}

/// Properties of files, which say nothing about a database's rows.
const OF_FILES: [&str; 12] = [
    "guildhall.deliveries",
    "guildhall.delimiter",
    "guildhall.quote",
    "guildhall.ragged",
    "guildhall.sheet",
    "guildhall.headerRow",
    "guildhall.headerRows",
    "guildhall.skipLines",
    "guildhall.footerLines",
    "guildhall.escape",
    "guildhall.member",
    "guildhall.recordPath",
];

/// Properties of databases alone.
const OF_DATABASES: [&str; 6] = [
    "guildhall.user",
    "guildhall.passwordEnv",
    "guildhall.passwordFile",
    "guildhall.tls",
    "guildhall.query",
    "guildhall.highWaterMark",
];

/// Properties of web servers alone.
const OF_WEB: [&str; 3] = ["guildhall.tokenEnv", "guildhall.tokenFile", "guildhall.tokenHeader"];

/// Whether a server's type is one that is read from.
pub(super) fn is_known(kind: &str) -> bool {
    kind == "local" || kind == WEB || Engine::of(kind).is_some()
}

/// The standard's type for what is behind a URL.
pub(super) const WEB: &str = "api";

impl Engine {
    /// The engine that a server's type names.
    pub(super) fn of(kind: &str) -> Option<Self> {
        match kind {
            "postgres" | "postgresql" => Some(Self::Postgres),
            "mysql" => Some(Self::Mysql),
            "sqlite" => Some(Self::Sqlite),
            _ => None,
        }
    }

    fn usual_port(self) -> u16 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql => 3306,
            Self::Sqlite => 0,
        }
    }
}

/// Reads where the rows are, or adds to the faults why that is not plain.
pub(super) fn location(server: &Server, table: Option<&Schema>, faults: &mut Faults) -> Option<Location> {
    let kind = server.kind.as_ref().map_or("", |kind| &kind.text);
    match Engine::of(kind) {
        Some(engine) => {
            refuse(server, &OF_FILES, "a database", faults);
            refuse(server, &OF_WEB, "a database", faults);
            database(engine, server, table, faults).map(Location::Database)
        }
        None if kind == WEB => {
            refuse(server, &OF_DATABASES, "a web server", faults);
            web(server, faults).map(Location::Web)
        }
        None => {
            refuse(server, &OF_DATABASES, "files", faults);
            refuse(server, &OF_WEB, "files", faults);
            refuse(server, &["guildhall.caFile"], "files", faults);
            Some(drop_folder(server, faults).map_or(Location::Files, Location::Deliveries))
        }
    }
}

fn refuse(server: &Server, names: &[&str], what: &str, faults: &mut Faults) {
    for property in server.custom.iter().filter(|property| names.contains(&property.name.text.as_str())) {
        faults.add(property.name.place, format!("`{}` says nothing about {what}", property.name.text));
    }
}

fn database(
    engine: Engine,
    server: &Server,
    table: Option<&Schema>,
    faults: &mut Faults,
) -> Option<Database> {
    let own = |name: &str, faults: &mut Faults| {
        find(&server.custom, name).and_then(|node| text_of(node, name, faults)).map(|text| text.text)
    };
    let is_file = engine == Engine::Sqlite;
    let name =
        if is_file { server.path.as_ref().or(server.database.as_ref()) } else { server.database.as_ref() };
    if name.is_none() {
        let key = if is_file { "path" } else { "database" };
        faults.add(server.place, format!("a server of this type has no `{key}`"));
    }
    if !is_file && server.host.is_none() {
        faults.add(server.place, "a server of this type has no `host`");
    }
    let user = own("guildhall.user", faults);
    if !is_file && user.is_none() {
        let hint = "name a user who may read the table and nothing else";
        faults.add_with_hint(server.place, "a server of this type has no `guildhall.user`", hint);
    }
    let host = server.host.as_ref().map(|host| host.text.clone()).unwrap_or_default();
    let rows = own("guildhall.query", faults).map(Rows::Query);
    let rows = rows.or_else(|| table?.table_name().map(|table| Rows::Table(table.text.clone())));
    let (port, tls) = (port(server.port.as_ref(), engine, faults), tls(server, &host, faults));
    Some(Database {
        engine,
        port,
        name: name?.text.clone(),
        schema: server.schema.as_ref().map(|schema| schema.text.clone()),
        user: user.unwrap_or_default(),
        password: secret_place(server, "guildhall.password", faults),
        tls,
        host,
        rows: rows?,
        high_water_mark: own("guildhall.highWaterMark", faults),
    })
}

fn web(server: &Server, faults: &mut Faults) -> Option<Web> {
    let Some(url) = &server.location else {
        faults.add(server.place, "a server of this type has no `location`");
        return None;
    };
    let host = url.text.strip_prefix("https://").or(url.text.strip_prefix("http://"));
    let host = host.map(|rest| rest.split(['/', '?', ':']).next().unwrap_or(""));
    if host.is_none_or(str::is_empty) {
        faults.add(url.place, format!("`{}` is no URL of http or https", url.text));
    }
    let stated = |name: &str, faults: &mut Faults| {
        find(&server.custom, name).and_then(|node| text_of(node, name, faults))
    };
    let header = stated("guildhall.tokenHeader", faults);
    let is_name = |text: &Text| {
        !text.text.is_empty() && text.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if let Some(header) = header.as_ref().filter(|header| !is_name(header)) {
        faults.add(header.place, format!("`{}` is no name of a header", header.text));
    }
    let place = secret_place(server, "guildhall.token", faults);
    if place.is_some() && url.text.starts_with("http://") && !is_near(host.unwrap_or("")) {
        let hint = "give a `location` that begins with https://";
        faults.add_with_hint(url.place, "a token would be sent in clear", hint);
    }
    let token = place.map(|place| Token { place, header: header.map(|header| header.text) });
    let ca_file = stated("guildhall.caFile", faults).map(|text| text.text);
    Some(Web { url: url.text.clone(), token, ca_file })
}

/// Whether a server is this machine.
fn is_near(host: &str) -> bool {
    host == "localhost" || host == "::1" || host.starts_with("127.")
}

fn port(stated: Option<&Text>, engine: Engine, faults: &mut Faults) -> u16 {
    let Some(text) = stated else { return engine.usual_port() };
    text.text.parse().unwrap_or_else(|_| {
        faults.add(text.place, format!("`{}` is no port", text.text));
        0
    })
}

/// Where a secret is, by `…Env` or `…File`; the secret itself is refused.
fn secret_place(server: &Server, name: &str, faults: &mut Faults) -> Option<SecretPlace> {
    let mut stated = |suffix: &str| {
        let name = format!("{name}{suffix}");
        find(&server.custom, &name).and_then(|node| text_of(node, &name, faults)).map(|text| text.text)
    };
    let (variable, file) = (stated("Env"), stated("File"));
    if variable.is_some() && file.is_some() {
        faults.add(server.place, format!("both `{name}Env` and `{name}File` are stated"));
    }
    variable.map(SecretPlace::Environment).or(file.map(SecretPlace::File))
}

fn tls(server: &Server, host: &str, faults: &mut Faults) -> Tls {
    let mut stated = |name: &str| find(&server.custom, name).and_then(|node| text_of(node, name, faults));
    let ca_file = stated("guildhall.caFile").map(|text| text.text);
    let wanted = stated("guildhall.tls");
    match wanted.as_ref().map(|text| text.text.as_str()) {
        None if is_near(host) && ca_file.is_none() => Tls::Off,
        None | Some("verify") => Tls::Verified { ca_file },
        Some("off") => Tls::Off,
        Some(other) => {
            if let Some(text) = &wanted {
                faults.add_unknown(text.place, format!("`{other}` is no way to connect"), &["verify", "off"]);
            }
            Tls::Off
        }
    }
}
