//! Files behind a URL: fetched, known again, taken up again, and what is said of those that are not given.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fetch::limit::Limits;
use fetch::{FetchError, Fetched, FetchedFile, Position, WebRequest, fetch_file};
use ingest::ErrorKind;
use ingest::contract::{Contract, Location};

/// A request as a server sees it: the path, and headers by their names in small letters.
#[derive(Debug, Clone)]
struct Asked {
    path: String,
    headers: BTreeMap<String, String>,
}

impl Asked {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// A web server on loopback that answers as it is told and remembers what it was asked.
struct WebServer {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl WebServer {
    fn answering(answer: impl Fn(&Asked, usize) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let remembered = Arc::clone(&asked);
        // The thread waits for requests until the tests end.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let Some(Ok(first)) = lines.next() else { continue };
                let path = first.split(' ').nth(1).unwrap().to_owned();
                let head = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
                let headers = head.filter_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    Some((name.to_ascii_lowercase(), value.trim().to_owned()))
                });
                let asking = Asked { path, headers: headers.collect() };
                let number = {
                    let mut asked = remembered.lock().unwrap();
                    asked.push(asking.clone());
                    asked.len()
                };
                // One that has gone away is no matter.
                let _ = stream.write_all(&answer(&asking, number));
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    if !headers.iter().any(|header| header.starts_with("Content-Length")) {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    headers.iter().for_each(|header| head.push_str(&format!("{header}\r\n")));
    [head.as_bytes(), b"\r\n", body].concat()
}

/// A place's folder with a contract of one file.
struct Bench {
    folder: tempfile::TempDir,
    url: String,
    custom: Vec<String>,
    limits: Limits,
    waits: Mutex<Vec<u64>>,
}

impl Bench {
    fn of(server: &WebServer) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            url: format!("http://127.0.0.1:{}/register.csv?key=Qzxkey", server.port),
            custom: Vec::new(),
            limits: Limits::default(),
            waits: Mutex::default(),
        }
    }

    fn try_fetch(&self, since: Option<&Position>) -> Result<Fetched, FetchError> {
        let custom: String =
            self.custom.iter().map(|custom| format!("\n      - {{property: guildhall.{custom}}}")).collect();
        let custom = if custom.is_empty() { custom } else { format!("\n    customProperties:{custom}") };
        let text = format!(
            "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\ntenant: council\n\
             servers:\n  - server: s\n    type: api\n    location: {}\n    format: csv{custom}\n\
             schema:\n  - name: t\n    customProperties: [{{property: guildhall.entity, value: person}}]\n    \
             properties: [{{name: REF}}]\n",
            self.url
        );
        let contract = Contract::parse(&text, Path::new("x")).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let Location::Web(web) = &contract.source.location else { panic!("no URL") };
        let out = self.folder.path().join("register.csv");
        let wait = |wait: Duration| self.waits.lock().unwrap().push(wait.as_secs());
        let (folder, limits) = (self.folder.path(), self.limits);
        fetch_file(&WebRequest { contract: &contract, folder, since, out: &out, limits, wait: &wait }, web)
    }

    fn fetch(&self, since: Option<&Position>) -> (Vec<u8>, FetchedFile) {
        match self.try_fetch(since).unwrap_or_else(|error| panic!("{error:?}")) {
            Fetched::File(file) => (std::fs::read(&file.path).unwrap(), file),
            Fetched::Unchanged => panic!("unchanged"),
        }
    }

    fn fault(&self) -> (ErrorKind, String) {
        let error = self.try_fetch(None).unwrap_err();
        assert!(error.hint().is_some());
        assert!(!format!("{error} {error:?}").contains("Qzx"), "{error:?}");
        (error.kind(), error.to_string())
    }

    fn waits(&self) -> Vec<u64> {
        self.waits.lock().unwrap().clone()
    }
}

#[test]
fn unchanged_file_is_not_fetched_again() {
    for (mark, wanted) in [
        ("ETag: \"a1\"", "if-none-match"),
        ("Last-Modified: Sat, 21 Nov 2026 08:00:00 GMT", "if-modified-since"),
    ] {
        let server = WebServer::answering(move |asked, _| match asked.header(wanted) {
            Some(known) if mark.ends_with(known) => answer("304 Not Modified", &[mark], b""),
            _ => answer("200 OK", &[mark], b"REF\n1\n"),
        });
        let bench = Bench::of(&server);
        let (bytes, file) = bench.fetch(None);
        assert_eq!(bytes, b"REF\n1\n");
        assert!(matches!(bench.try_fetch(file.position.as_ref()).unwrap(), Fetched::Unchanged));
        assert_eq!(bench.fetch(None).0, b"REF\n1\n");
    }
}

#[test]
fn file_without_a_mark_has_no_position() {
    let server = WebServer::answering(|_, _| answer("200 OK", &[], b"REF\n1\n"));
    assert_eq!(Bench::of(&server).fetch(None).1.position, None);
}

/// A file that takes several buffers.
fn large() -> Vec<u8> {
    (0..200_000u32).flat_map(|row| format!("{row}\n").into_bytes()).collect()
}

/// Gives at most `piece` bytes of a file at a time, and honours ranges of the state that the mark names.
fn in_pieces(file: Vec<u8>, mark: &'static str, piece: usize) -> impl Fn(&Asked, usize) -> Vec<u8> {
    move |asked, _| {
        let range = asked
            .header("range")
            .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
        let start = range.filter(|_| asked.header("if-range") == Some(mark)).unwrap_or(0usize);
        let rest = &file[start..];
        let (status, range) = match start {
            0 => ("200 OK", "X-Whole: yes".to_owned()),
            _ => (
                "206 Partial Content",
                format!("Content-Range: bytes {start}-{}/{}", file.len() - 1, file.len()),
            ),
        };
        let headers = [format!("Content-Length: {}", rest.len()), format!("ETag: {mark}"), range];
        answer(status, &headers.each_ref().map(String::as_str), &rest[..piece.min(rest.len())])
    }
}

#[test]
fn download_that_breaks_off_is_taken_up_again() {
    let file = large();
    let server = WebServer::answering(in_pieces(file.clone(), "\"s1\"", file.len() / 3 + 1));
    let bench = Bench::of(&server);
    let (bytes, fetched) = bench.fetch(None);
    assert!(bytes == file, "{} of {} bytes", bytes.len(), file.len());
    assert_eq!(bench.waits(), [1, 2]);
    assert!(fetched.notes[0].starts_with("taken up again after "), "{:?}", fetched.notes);
    assert_eq!(server.asked()[1].header("if-range"), Some("\"s1\""));
    assert_eq!(std::fs::read_dir(bench.folder.path()).unwrap().count(), 1);
}

#[test]
fn next_run_takes_up_what_the_last_one_left() {
    let file = large();
    let server = WebServer::answering(in_pieces(file.clone(), "\"s1\"", file.len() / 6));
    let bench = Bench::of(&server);
    let (kind, told) = bench.fault();
    assert_eq!(kind, ErrorKind::Unavailable);
    assert!(told.contains("broke after "), "{told}");
    assert_eq!(bench.waits(), [1, 2, 4]);
    assert!(bench.fetch(None).0 == file);
}

#[test]
fn file_that_changed_meanwhile_is_fetched_from_its_beginning() {
    let (old, new) = (large(), b"REF\n".repeat(60_000));
    let first = in_pieces(old, "\"s1\"", 100_000);
    let then = in_pieces(new.clone(), "\"s2\"", usize::MAX);
    let server = WebServer::answering(move |asked, number| match number {
        1 => first(asked, number),
        _ => then(asked, number),
    });
    assert!(Bench::of(&server).fetch(None).0 == new);
}

#[test]
fn redirects_are_followed_so_far_and_take_no_token_along() {
    let other = WebServer::answering(|_, _| answer("200 OK", &[], b"REF\n7\n"));
    let target = format!("Location: http://localhost:{}/there", other.port);
    let server = WebServer::answering(move |asked, _| match asked.path.as_str() {
        "/loop" => answer("302 Found", &["Location: /loop"], b""),
        path if path.starts_with("/register") => answer("301 Moved", &["Location: near"], b""),
        _ => answer("307 Temporary", &[&target], b""),
    });
    let mut bench = Bench::of(&server);
    bench.custom = vec!["tokenFile, value: token".to_owned()];
    std::fs::write(bench.folder.path().join("token"), "Qzxtoken\n").unwrap();
    assert_eq!(bench.fetch(None).0, b"REF\n7\n");
    assert_eq!(server.asked()[1].header("authorization"), Some("Bearer Qzxtoken"));
    assert_eq!(other.asked()[0].header("authorization"), None);
    bench.url = format!("http://127.0.0.1:{}/loop", server.port);
    let (kind, told) = bench.fault();
    assert!(
        kind == ErrorKind::Limit && told.contains("more than 5 redirects, the limit REDIRECTS_MAX"),
        "{told}"
    );
}

#[test]
fn token_goes_in_the_header_that_the_contract_names() {
    let server = WebServer::answering(|_, _| answer("200 OK", &[], b"REF\n"));
    let mut bench = Bench::of(&server);
    bench.custom = ["tokenFile, value: token", "tokenHeader, value: X-Api-Key"].map(str::to_owned).to_vec();
    std::fs::write(bench.folder.path().join("token"), "Qzxtoken").unwrap();
    bench.fetch(None);
    assert_eq!(server.asked()[0].header("x-api-key"), Some("Qzxtoken"));
    assert_eq!(server.asked()[0].header("authorization"), None);
}

#[test]
fn status_tells_what_to_think_of_it() {
    for (status, kind, attempts) in [
        ("404 Not Found", ErrorKind::NotFound, 1),
        ("403 Forbidden", ErrorKind::Forbidden, 1),
        ("400 Bad Request", ErrorKind::Invalid, 1),
        ("503 Service Unavailable", ErrorKind::Unavailable, 4),
    ] {
        let server = WebServer::answering(move |_, _| answer(status, &["Retry-After: 600"], b"no"));
        let bench = Bench::of(&server);
        let (told, text) = bench.fault();
        assert_eq!((told, server.asked().len()), (kind, attempts), "{text}");
        assert!(text.contains(&status[..3]) && text.contains("/register.csv"), "{text}");
        // The server's wish counts, as far as the limit lets it.
        assert_eq!(bench.waits(), vec![30; attempts - 1]);
    }
}

#[test]
fn server_that_comes_back_is_asked_again() {
    let server = WebServer::answering(|_, number| match number {
        1 | 2 => answer("502 Bad Gateway", &[], b""),
        _ => answer("200 OK", &[], b"REF\n1\n"),
    });
    let bench = Bench::of(&server);
    assert_eq!(bench.fetch(None).0, b"REF\n1\n");
    assert_eq!(bench.waits(), [1, 2]);
}

#[test]
fn limits_of_size_and_silence_are_kept() {
    let limits = Limits { bytes_max: 100_000, attempts_max: 1, silence_seconds_max: 1, ..Limits::default() };
    let file = large();
    let size = format!("{:x}\r\n", file.len());
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let untold = [head.as_slice(), size.as_bytes(), &file, b"\r\n0\r\n\r\n"].concat();
    for whole in [answer("200 OK", &[], &file), untold] {
        let server = WebServer::answering(move |_, _| whole.clone());
        let bench = Bench { limits, ..Bench::of(&server) };
        let (kind, told) = bench.fault();
        assert!(
            kind == ErrorKind::Limit && told.contains("more than 100000 bytes, the limit BYTES_MAX"),
            "{told}"
        );
        assert_eq!(std::fs::read_dir(bench.folder.path()).unwrap().count(), 0);
    }
    // Takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = WebServer { port: silent.local_addr().unwrap().port(), asked: Arc::default() };
    let (kind, told) = Bench { limits, ..Bench::of(&server) }.fault();
    assert!(kind == ErrorKind::Unavailable && told.contains("cannot be reached"), "{told}");
}
