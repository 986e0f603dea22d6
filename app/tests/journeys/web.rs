//! Sources behind a URL: asked for through the environment's proxy, and known again when they have not changed.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::folder::{LIBRARY_CONTRACT, LIBRARY_ROWS, PLACE_FILE, TestPlace};

/// A proxy on loopback that is the web: whatever server it is asked to connect to, it answers itself.
fn proxy() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let asked = lines.by_ref().take_while(|line| !line.is_empty()).next();
            assert_eq!(asked.as_deref(), Some("CONNECT library.example:80 HTTP/1.1"));
            let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
            let head: Vec<String> = lines
                .skip_while(|line| !line.starts_with("GET"))
                .take_while(|line| !line.is_empty())
                .collect();
            let is_known = head.iter().any(|line| line.eq_ignore_ascii_case("if-none-match: \"v1\""));
            let answer = match (head[0].as_str(), is_known) {
                ("GET /people.csv HTTP/1.1", true) => {
                    "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned()
                }
                ("GET /people.csv HTTP/1.1", false) => format!(
                    "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{LIBRARY_ROWS}",
                    LIBRARY_ROWS.len()
                ),
                _ => "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned(),
            };
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    port
}

#[test]
fn file_behind_a_url_is_loaded_once_while_it_stays_the_same() {
    let place = TestPlace::empty();
    place.write("place.toml", PLACE_FILE);
    let web = "type: api\n    location: http://library.example/people.csv";
    let contract = LIBRARY_CONTRACT.replace("type: local\n    path: extracts/library.csv", web);
    place.write("sources/library.odcs.yaml", &contract);
    let proxy = format!("http://127.0.0.1:{}", proxy());
    let run = |code: i32| {
        let output =
            place.command(&["run"]).env("HTTP_PROXY", &proxy).env_remove("NO_PROXY").output().unwrap();
        let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(code), "{told}");
        told
    };
    run(0);
    let told = run(0);
    assert!(told.contains("library: nothing new where it is fetched from"), "{told}");
    let history = place.json(&["history"]);
    let loads =
        history["versions"].as_array().unwrap().iter().filter(|version| version["dataset"] == "load-library");
    let loads: Vec<_> = loads.collect();
    assert_eq!(loads.len(), 1);
    assert_eq!(loads[0]["raw_files"][0][0], "library.csv");
    place.write("sources/library.odcs.yaml", contract.replace("people.csv", "gone.csv"));
    let told = run(3);
    assert!(told.contains("http://library.example/gone.csv does not give the file: status 404"), "{told}");
}
