//! Real database servers on this machine's loopback, each with a folder of its own, gone with the test.
//!
//! A shell holds the server and waits for the end of its input: when the test ends, however it does, the server is stopped
//! and its folder removed. Servers refuse to run as root, so root lets them run as nobody.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The user and group `nobody`, by number.
const NOBODY: u32 = 65534;

/// The password of the user that reads.
pub const PASSWORD: &str = "Correct-Horse-7";

/// A running server.
pub struct Server {
    pub port: u16,
    folder: PathBuf,
    keeper: Child,
    pid: String,
    is_postgres: bool,
}

impl Server {
    /// PostgreSQL with a database `council` and a user `reader`.
    pub fn postgres() -> Self {
        let (initdb, postgres) = (program("initdb"), program("postgres"));
        let (initdb, postgres) = (initdb.display(), postgres.display());
        let server = Self::start(true, |folder, port| {
            [
                format!(
                    "{initdb} -D data -U postgres -E UTF8 --locale=C --no-sync --auth-local=trust --auth-host=scram-sha-256"
                ),
                format!(
                    "{postgres} -D data -p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c ssl=on \
                     -c ssl_cert_file={folder}/server.crt -c ssl_key_file={folder}/server.key"
                ),
            ]
        });
        server.sql(&format!("CREATE USER reader PASSWORD '{PASSWORD}'; CREATE DATABASE council;"));
        server
    }

    /// MariaDB with a database `council` and a user `reader`.
    pub fn mariadb() -> Self {
        let (install, mariadbd) = (program("mariadb-install-db"), program("mariadbd"));
        let (install, mariadbd) = (install.display(), mariadbd.display());
        let server = Self::start(false, |folder, port| {
            [
                format!(
                    "{install} --no-defaults --datadir={folder}/data --auth-root-authentication-method=normal --skip-test-db"
                ),
                format!(
                    "{mariadbd} --no-defaults --datadir={folder}/data --port={port} --bind-address=127.0.0.1 \
                     --socket={folder}/socket --pid-file={folder}/pid --innodb-flush-log-at-trx-commit=0 \
                     --ssl-cert={folder}/server.crt --ssl-key={folder}/server.key"
                ),
            ]
        });
        server.sql(&format!(
            "CREATE DATABASE council CHARACTER SET utf8mb4; CREATE USER reader@'%' IDENTIFIED BY '{PASSWORD}'; \
             GRANT SELECT ON council.* TO reader@'%';"
        ));
        server
    }

    fn start(is_postgres: bool, commands: impl FnOnce(&str, u16) -> [String; 2]) -> Self {
        let folder = tempfile::Builder::new().prefix("guildhall-server-").tempdir().unwrap().keep();
        let is_root = std::fs::metadata(&folder).unwrap().uid() == 0;
        certify(&folder);
        if is_root {
            for path in [folder.clone(), folder.join("server.key"), folder.join("server.crt")] {
                chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let within = folder.to_str().unwrap();
        let [make, serve] = commands(within, port);
        let script = format!(
            "exec 2>/dev/null; cd {within}; {make} >made 2>&1 || {{ cat made; exit 1; }}; {serve} 2>&1 </dev/null & pid=$!; echo pid $pid; \
             cat >/dev/null; kill -QUIT $pid 2>/dev/null; kill -KILL $pid 2>/dev/null; wait $pid; cd /; rm -rf {within}"
        );
        let mut words = vec!["sh", "-c", &script];
        if is_root {
            words.splice(0..0, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        let mut keeper = Command::new(words[0])
            .args(&words[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", words[0]));
        let mut said = BufReader::new(keeper.stdout.take().unwrap()).lines();
        let (mut pid, mut log) = (String::new(), String::new());
        loop {
            let Some(Ok(line)) = said.next() else { panic!("the server did not start:\n{log}") };
            if let Some(number) = line.strip_prefix("pid ") {
                pid = number.to_owned();
            }
            if line.contains("ready to accept connections") || line.contains("ready for connections") {
                break;
            }
            log.push_str(&line);
            log.push('\n');
        }
        // A server whose log nobody reads comes to a halt.
        std::thread::spawn(move || said.for_each(drop));
        Self { port, folder, keeper, pid, is_postgres }
    }

    /// Runs statements as the server's owner.
    pub fn sql(&self, text: &str) {
        self.sql_in(if self.is_postgres { "postgres" } else { "mysql" }, text);
    }

    /// Runs statements in a database as the server's owner.
    pub fn sql_in(&self, database: &str, text: &str) {
        let mut client = if self.is_postgres {
            let mut client = Command::new(program("psql"));
            client.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-p"]);
            client.arg(self.port.to_string()).arg("-h").arg(&self.folder);
            client
        } else {
            let mut client = Command::new(program("mariadb"));
            client.args([
                "--no-defaults",
                "--default-character-set=utf8mb4",
                "-u",
                "root",
                "-D",
                database,
                "-S",
            ]);
            client.arg(self.folder.join("socket"));
            client
        };
        let mut client = client.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        client.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        assert!(client.wait().unwrap().success(), "{text}");
    }

    /// The certificate by which the server can be known.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("server.crt")
    }

    /// Ends the server as a crash would.
    pub fn crash(&self) {
        let signal = if self.is_postgres { "-QUIT" } else { "-KILL" };
        Command::new("kill").args([signal, &self.pid]).status().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A program of a server's package, wherever Debian puts it.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.push("/usr/sbin".into());
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!("{name} is missing: apt-get install postgresql mariadb-server-core mariadb-client-core")
    })
}

/// A key and a certificate for this machine, good for the test alone.
fn certify(folder: &Path) {
    let made = Command::new(program("openssl"))
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args([
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-addext",
            "basicConstraints=critical,CA:false",
        ])
        .arg("-keyout")
        .arg(folder.join("server.key"))
        .arg("-out")
        .arg(folder.join("server.crt"))
        .stderr(File::create(folder.join("openssl.log")).unwrap())
        .status();
    assert!(made.unwrap().success());
    std::fs::set_permissions(folder.join("server.key"), PermissionsExt::from_mode(0o600)).unwrap();
}
