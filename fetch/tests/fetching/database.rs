//! Databases: the rows that come, from the mark on and anew, and what is said of those that cannot.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use fetch::limit::Limits;
use fetch::{FetchError, Fetched, FetchedFile, Position, Request, read_database};
use ingest::ErrorKind;
use ingest::contract::{Contract, Location};

use crate::server::{PASSWORD, Server};

/// A place's folder, the contract of one source in it, and where its rows are put.
struct Bench {
    folder: tempfile::TempDir,
    server: String,
    custom: Vec<String>,
    table: String,
    columns: String,
    limits: Limits,
}

impl Bench {
    fn of(kind: &str, port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
        Self {
            folder,
            server: format!("type: {kind}, host: 127.0.0.1, port: {port}, database: council"),
            custom: ["user, value: reader", "passwordFile, value: password"].map(str::to_owned).to_vec(),
            table: "people".to_owned(),
            columns: "- {name: ref, logicalType: integer, primaryKey: true}\n      - {name: name}".to_owned(),
            limits: Limits::default(),
        }
    }

    fn with(mut self, property: &str, value: &str) -> Self {
        self.custom.push(format!("{property}, value: {value:?}"));
        self
    }

    fn columns(mut self, names: &[&str]) -> Self {
        let columns: String = names.iter().map(|name| format!("\n      - {{name: {name}}}")).collect();
        self.columns = columns.trim_start().to_owned();
        self
    }

    fn contract(&self) -> Contract {
        let custom: String =
            self.custom.iter().map(|custom| format!("\n      - {{property: guildhall.{custom}}}")).collect();
        let text = format!(
            "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\ntenant: council\n\
             servers:\n  - server: s\n    {}\n    customProperties:{custom}\n\
             schema:\n  - name: {}\n    customProperties: [{{property: guildhall.entity, value: person}}]\n    properties:\n      {}\n",
            self.server.replace(", ", "\n    "),
            self.table,
            self.columns
        );
        Contract::parse(&text, Path::new("x")).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"))
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("rows.csv")
    }

    fn try_fetch(
        &self,
        since: Option<&Position>,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Fetched, FetchError> {
        let contract = self.contract();
        let Location::Database(database) = &contract.source.location else { panic!("no database") };
        let (folder, out, limits) = (self.folder.path(), self.out(), self.limits);
        read_database(&Request { contract: &contract, folder, since, out: &out, limits, progress }, database)
    }

    fn fetch(&self, since: Option<&Position>) -> (String, FetchedFile) {
        match self.try_fetch(since, &|_| {}).unwrap_or_else(|error| panic!("{error:?}")) {
            Fetched::File(file) => (std::fs::read_to_string(&file.path).unwrap(), file),
            Fetched::Unchanged => panic!("unchanged"),
        }
    }

    /// The failure, its kind, and that nothing secret is in what is said of it.
    fn fault(&self) -> (ErrorKind, String) {
        let error = self.try_fetch(None, &|_| {}).unwrap_err();
        let mut told = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(known) = cause {
            told.push_str(&format!(": {known}"));
            cause = known.source();
        }
        assert!(!format!("{told} {error:?}").contains(PASSWORD));
        assert!(error.hint().is_some());
        (error.kind(), told)
    }
}

/// One server of each kind, shared by the tests; each test has tables of its own.
static POSTGRES: LazyLock<Server> = LazyLock::new(Server::postgres);
static MARIADB: LazyLock<Server> = LazyLock::new(Server::mariadb);

fn postgres() -> Bench {
    Bench::of("postgres", POSTGRES.port)
}

fn mariadb() -> Bench {
    Bench::of("mysql", MARIADB.port)
}

fn sqlite() -> Bench {
    let mut bench = Bench::of("sqlite", 0);
    bench.server = "type: sqlite, path: council.db".to_owned();
    bench.custom.clear();
    bench
}

impl Bench {
    /// Statements in the database that the bench reads from.
    fn sql(&self, text: &str) {
        let text = text.replace("people", &self.table);
        match () {
            () if self.server.contains("postgres") => {
                POSTGRES.sql_in(
                    "council",
                    &format!("{text}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"),
                );
            }
            () if self.server.contains("mysql") => MARIADB.sql_in("council", &text),
            () => {
                let connection = rusqlite::Connection::open(self.folder.path().join("council.db")).unwrap();
                connection.execute_batch(&text).unwrap();
            }
        }
    }

    fn table(mut self, name: &str) -> Self {
        self.table = name.to_owned();
        self
    }
}

#[test]
fn whole_table_comes_in_the_keys_order() {
    for bench in [postgres(), mariadb(), sqlite()] {
        let bench = bench.table("whole");
        bench.sql("CREATE TABLE people (ref integer, name varchar(40)); INSERT INTO people VALUES (10, 'Ann'), (9, NULL), (11, ''), (12, 'a \"b\", c')");
        let (text, file) = bench.fetch(None);
        assert_eq!(text, "ref,name\n9,\n10,Ann\n11,\"\"\n12,\"a \"\"b\"\", c\"\n", "{}", bench.server);
        assert_eq!((file.is_part, file.position), (false, None));
        bench.sql("DELETE FROM people");
        assert_eq!(bench.fetch(None).0, "ref,name\n");
    }
}

#[test]
fn from_the_mark_on_nothing_is_lost_and_nothing_comes_for_nothing() {
    let created = [
        (postgres(), "timestamptz"),
        (mariadb(), "datetime(6)"),
        (sqlite(), "text"),
        (postgres(), "bigint"),
        (mariadb(), "bigint"),
        (sqlite(), ""),
    ];
    for (number, (bench, kind)) in created.into_iter().enumerate() {
        let bench = bench
            .table(&format!("marked_{number}"))
            .columns(&["name", "changed"])
            .with("highWaterMark", "changed");
        let bench =
            Bench { columns: format!("- {{name: ref, primaryKey: true}}\n      {}", bench.columns), ..bench };
        let at = |moment: u8| match kind {
            "bigint" | "" => format!("{moment}"),
            _ => format!("'2026-11-22 08:00:{moment:02}'"),
        };
        let insert = |reference: u8, name: &str, moment: u8| {
            bench.sql(&format!("INSERT INTO people VALUES ({reference}, '{name}', {})", at(moment)));
        };
        bench.sql(&format!("CREATE TABLE people (ref integer, name varchar(40), changed {kind})"));
        bench.sql("INSERT INTO people VALUES (90, 'without a mark', NULL)");
        for (reference, moment) in [(1, 9), (2, 10), (3, 10)] {
            insert(reference, "Ann", moment);
        }
        let rows = |text: &str| -> Vec<String> {
            text.lines().skip(1).map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect()
        };
        let (text, first) = bench.fetch(None);
        assert_eq!(rows(&text), ["90 without a mark", "1 Ann", "2 Ann", "3 Ann"], "{kind}");
        assert!(!first.is_part);
        let position = first.position.unwrap();
        let again = bench.try_fetch(Some(&position), &|_| {}).unwrap();
        assert!(matches!(again, Fetched::Unchanged), "{kind} {}", bench.server);
        // One row comes late at the mark, one has changed, one is new.
        insert(4, "Late", 10);
        bench.sql(&format!("UPDATE people SET name = 'Anne', changed = {} WHERE ref = 1", at(11)));
        insert(5, "New", 12);
        let (text, second) = bench.fetch(Some(&position));
        assert_eq!(rows(&text), ["90 without a mark", "2 Ann", "3 Ann", "4 Late", "1 Anne", "5 New"]);
        assert!(second.is_part);
        let position = second.position.unwrap();
        assert!(matches!(bench.try_fetch(Some(&position), &|_| {}).unwrap(), Fetched::Unchanged));
        bench.sql("DELETE FROM people WHERE ref = 5");
        let (text, third) = bench.fetch(Some(&position));
        assert_eq!(rows(&text), ["90 without a mark"]);
        let (Some(Position::Mark(kept)), Position::Mark(was)) = (third.position, position) else { panic!() };
        assert_eq!(kept.value, was.value, "the mark never goes back");
    }
}

#[test]
fn odd_values_come_without_loss() {
    let bench = postgres().table("odd").columns(&["n", "d", "moment", "yes", "list", "doc", "words"]);
    bench.sql(
        "CREATE TABLE people (n numeric(30,12), d date, moment timestamptz, yes boolean, list text[], doc jsonb, words text);
         INSERT INTO people VALUES
         (123456789012345678.123456789012, '1899-12-31', '2026-07-01 09:05:00.123456+01', true, '{a,\"b;c\",NULL}', '{\"a\": 1.50}', E'Siân\n\"O''Neill\"'),
         (NULL, '0044-03-15 BC', 'infinity', false, '{}', NULL, ' 😀 ')",
    );
    assert_eq!(
        bench.fetch(None).0,
        "n,d,moment,yes,list,doc,words\n\
         123456789012345678.123456789012,1899-12-31,2026-07-01 08:05:00.123456+00,t,\"{a,b;c,NULL}\",\"{\"\"a\"\": 1.50}\",\"Siân\n\"\"O'Neill\"\"\"\n\
         ,0044-03-15 BC,infinity,f,{},,\" 😀 \"\n"
    );
    let bench = mariadb().table("odd").columns(&["n", "u", "d", "moment", "words", "old"]);
    bench.sql(
        "SET time_zone = '+01:00'; SET sql_mode = '';
         CREATE TABLE people (n decimal(30,12), u bigint unsigned, d date, moment timestamp(6) NULL, words text, old varchar(20) CHARACTER SET latin1);
         INSERT INTO people VALUES
         (123456789012345678.123456789012, 18446744073709551615, '0000-00-00', '2026-07-01 09:05:00.123456', 'a\\nb😀', 'Siân'),
         (NULL, NULL, NULL, NULL, NULL, NULL)",
    );
    assert_eq!(
        bench.fetch(None).0,
        "n,u,d,moment,words,old\n\
         123456789012345678.123456789012,18446744073709551615,0000-00-00,2026-07-01 08:05:00.123456,\"a\nb😀\",Siân\n,,,,,\n"
    );
    let bench = sqlite().table("odd").columns(&["n", "words"]);
    bench.sql("CREATE TABLE people (n, words); INSERT INTO people VALUES (9007199254740993, 'é'), (0.1, 5), ('x', NULL)");
    assert_eq!(bench.fetch(None).0, "n,words\n9007199254740993,é\n0.1,5\nx,\n");
}

#[test]
fn column_of_bytes_is_refused_where_it_is_wanted_and_else_left_out() {
    for (bench, kind) in [(postgres(), "bytea"), (mariadb(), "blob"), (sqlite(), "blob")] {
        let bench = bench.table("pictures");
        bench.sql(&format!("CREATE TABLE people (ref integer, name varchar(9), photo {kind}); INSERT INTO people VALUES (1, 'Ann', NULL)"));
        let (text, file) = bench.fetch(None);
        assert_eq!(text, "ref,name\n1,Ann\n");
        assert_eq!(file.notes, ["columns of bytes, which the contract does not name, not read: photo"]);
        let told = bench.columns(&["ref", "photo"]).fault();
        assert_eq!(told, (ErrorKind::Invalid, "the column `photo` holds bytes and no text".to_owned()));
    }
}

#[test]
fn query_is_asked_as_it_stands() {
    for bench in [postgres(), mariadb(), sqlite()] {
        let bench = bench.table("asked");
        bench.sql("CREATE TABLE people (id integer, first varchar(9)); INSERT INTO people VALUES (2, 'Ben'), (1, 'Ann')");
        let bench =
            bench.with("query", "SELECT id AS ref, first AS name FROM asked WHERE id > 0 -- all;\n ; ");
        assert_eq!(bench.fetch(None).0, "ref,name\n1,Ann\n2,Ben\n");
    }
}

#[test]
fn wrong_password_and_missing_secret_are_told_apart() {
    for bench in [postgres(), mariadb()] {
        std::fs::write(bench.folder.path().join("password"), "Wrong-Horse-8").unwrap();
        let (kind, told) = bench.fault();
        assert_eq!(kind, ErrorKind::Forbidden);
        assert!(
            told.contains("does not let the user `reader` in") && !told.contains("Wrong-Horse-8"),
            "{told}"
        );
        std::fs::remove_file(bench.folder.path().join("password")).unwrap();
        let (kind, told) = bench.fault();
        assert_eq!(kind, ErrorKind::NotFound);
        assert!(told.contains("password cannot be read"), "{told}");
    }
}

#[test]
fn missing_table_database_column_and_server_are_named() {
    for bench in [postgres(), mariadb(), sqlite()] {
        let bench = bench.table("somewhere");
        bench.sql("CREATE TABLE people (ref integer)");
        let bench = bench.table("nowhere");
        let (kind, told) = bench.fault();
        assert!(kind == ErrorKind::NotFound && told.contains("nowhere"), "{kind:?} {told}");
        let (kind, told) = bench.with("query", "SELECT nothing FROM (SELECT 1 AS one) AS x").fault();
        assert!(kind == ErrorKind::Invalid && told.contains("nothing"), "{kind:?} {told}");
    }
    for mut bench in [postgres(), mariadb()] {
        bench.server = bench.server.replace("council", "atlantis");
        let (kind, told) = bench.fault();
        assert!(
            matches!(kind, ErrorKind::NotFound | ErrorKind::Forbidden) && told.contains("atlantis"),
            "{told}"
        );
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for kind in ["postgres", "mysql"] {
        let (kind, told) = Bench::of(kind, port).fault();
        assert!(kind == ErrorKind::Unavailable && told.contains("cannot be reached"), "{told}");
    }
    assert_eq!(sqlite().fault().0, ErrorKind::NotFound);
}

#[test]
fn value_that_the_server_quotes_is_not_told() {
    let bench =
        postgres().with("query", "SELECT 1 AS ref, CAST(concat('Qzx','markfamily') AS integer) AS name");
    let (kind, told) = bench.fault();
    assert!(kind == ErrorKind::Invalid && told.contains("22P02") && !told.contains("Qzxmark"), "{told}");
}

#[test]
fn server_of_another_kind_is_told() {
    let (kind, told) = Bench::of("postgres", MARIADB.port).fault();
    assert!(kind == ErrorKind::Unavailable && told.contains("not understood"), "{told}");
}

#[test]
fn limits_are_told_by_their_names() {
    let series = [
        (
            postgres(),
            "SELECT g AS ref, 'x' AS name FROM generate_series(1, 20000) g",
            "SELECT 1 AS ref, pg_sleep(20)::text AS name",
        ),
        (
            mariadb(),
            "SELECT seq AS ref, 'x' AS name FROM seq_1_to_20000",
            "SELECT 1 AS ref, SLEEP(20) AS name FROM (SELECT 1) AS one",
        ),
    ];
    for (bench, many, slow) in series {
        let many = Bench { limits: Limits { rows_max: 10_000, ..bench.limits }, ..bench }.with("query", many);
        let (kind, told) = many.fault();
        assert!(
            kind == ErrorKind::Limit && told.contains("more than 10000 rows, the limit ROWS_MAX"),
            "{told}"
        );
        let limits = Limits { rows_max: 9, statement_seconds_max: 1, ..Limits::default() };
        let slow = Bench { limits, custom: many.custom[..2].to_vec(), ..many }.with("query", slow);
        let (kind, told) = slow.fault();
        assert!(kind == ErrorKind::Limit && told.contains("STATEMENT_SECONDS_MAX"), "{told}");
    }
}

#[test]
fn connection_is_protected_by_a_certificate_that_is_checked() {
    for (bench, server) in [(postgres(), &*POSTGRES), (mariadb(), &*MARIADB)] {
        std::fs::copy(server.certificate(), bench.folder.path().join("ca.pem")).unwrap();
        let query = if bench.server.contains("mysql") {
            "SELECT 1 AS ref, VARIABLE_VALUE <> '' AS name FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'SSL_CIPHER'"
        } else {
            "SELECT 1 AS ref, CASE WHEN ssl THEN 1 ELSE 0 END AS name FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        };
        let bench = bench.with("query", query);
        assert_eq!(bench.fetch(None).0, "ref,name\n1,0\n");
        let bench = bench.with("caFile", "ca.pem");
        assert_eq!(bench.fetch(None).0, "ref,name\n1,1\n");
        std::fs::copy(POSTGRES.certificate(), bench.folder.path().join("ca.pem")).unwrap();
        std::fs::copy(MARIADB.certificate(), bench.folder.path().join("other.pem")).unwrap();
        let other = if bench.server.contains("mysql") { "ca.pem" } else { "other.pem" };
        std::fs::copy(bench.folder.path().join(other), bench.folder.path().join("wrong.pem")).unwrap();
        let mut custom = bench.custom.clone();
        custom.pop();
        let (kind, told) = Bench { custom, ..bench }.with("caFile", "wrong.pem").fault();
        assert!(kind == ErrorKind::Forbidden && told.contains("could not be protected"), "{told}");
    }
}

#[test]
fn server_that_dies_while_it_is_read_is_told_with_the_rows_so_far() {
    let dying = [
        (
            Server::postgres(),
            "postgres",
            "SELECT g AS ref, repeat('x', 100) AS name FROM generate_series(1, 3000000) g",
        ),
        (Server::mariadb(), "mysql", "SELECT seq AS ref, repeat('x', 100) AS name FROM seq_1_to_3000000"),
    ];
    for (server, kind, query) in dying {
        let bench = Bench::of(kind, server.port).columns(&["ref", "name"]).with("query", query);
        let server = Mutex::new(Some(server));
        let error = bench
            .try_fetch(None, &|_| {
                if let Some(server) = server.lock().unwrap().take() {
                    server.crash();
                }
            })
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
        let told = error.to_string();
        assert!(told.contains("broke after ") && !told.contains("after 0 rows"), "{told}");
    }
}

/// Bytes of memory that the process holds now.
fn memory_bytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    text.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

#[test]
fn memory_does_not_follow_the_rows() {
    let series = [
        (postgres(), "SELECT g AS ref, repeat('x', 1000) AS name FROM generate_series(1, 120000) g"),
        (mariadb(), "SELECT seq AS ref, repeat('x', 1000) AS name FROM seq_1_to_120000"),
    ];
    for (bench, query) in series {
        let bench = bench.columns(&["ref", "name"]).with("query", query);
        let before = memory_bytes();
        let most = std::sync::atomic::AtomicU64::new(0);
        let watch = |_| {
            most.fetch_max(memory_bytes(), std::sync::atomic::Ordering::Relaxed);
        };
        bench.try_fetch(None, &watch).unwrap();
        let grown = most.into_inner().saturating_sub(before);
        assert!(std::fs::metadata(bench.out()).unwrap().len() > 120_000_000);
        // Other tests run in the same process: this is far more than a fetch needs, and less than the rows have.
        assert!(grown < 90_000_000, "{grown} bytes for 120 MB of rows");
    }
}
