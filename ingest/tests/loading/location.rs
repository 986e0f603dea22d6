//! Where a contract says that its rows are: what is read of it, and what is told of one that does not make it plain.

use std::path::Path;

use ingest::contract::{Contract, DropOrder, Engine, Location, Mode, Rows, SecretPlace, Tls};

/// A contract with this server and these columns.
fn contract(server: &str, columns: &str) -> Result<Contract, Vec<String>> {
    let text = format!(
        "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\ntenant: council\n\
         servers:\n  - {{server: s, {server}}}\n\
         schema:\n  - name: t\n    physicalName: tenant\n    customProperties: [{{property: guildhall.entity, value: person}}]\n    \
         properties: [{columns}]\n"
    );
    Contract::parse(&text, Path::new("x"))
        .map_err(|faults| faults.into_iter().map(|fault| fault.message).collect())
}

const KEY: &str = "{name: REF, primaryKey: true}, {name: CHANGED}";

fn custom(properties: &[&str]) -> String {
    let all: Vec<String> = properties.iter().map(|one| format!("{{property: guildhall.{one}}}")).collect();
    format!("customProperties: [{}]", all.join(", "))
}

#[test]
fn database_is_what_the_standard_calls_it() {
    let server = "type: postgres, host: db.example, database: housing, schema: public";
    let own = custom(&["user, value: reader", "passwordEnv, value: SECRET", "highWaterMark, value: CHANGED"]);
    let contract = contract(&format!("{server}, {own}"), KEY).unwrap();
    assert_eq!(contract.source.mode, Mode::Upsert);
    let Location::Database(database) = contract.source.location else { panic!() };
    assert_eq!((database.engine, database.port, database.user.as_str()), (Engine::Postgres, 5432, "reader"));
    assert_eq!(database.rows, Rows::Table("tenant".to_owned()));
    assert_eq!(database.password, Some(SecretPlace::Environment("SECRET".to_owned())));
    assert_eq!(database.tls, Tls::Verified { ca_file: None }, "a server elsewhere must prove who it is");
    assert_eq!(database.high_water_mark.as_deref(), Some("CHANGED"));
}

#[test]
fn server_on_this_machine_needs_no_proof() {
    let own = custom(&["user, value: reader", "query, value: SELECT 1"]);
    let contract =
        contract(&format!("type: mysql, host: 127.0.0.1, port: 3307, database: x, {own}"), KEY).unwrap();
    let Location::Database(database) = contract.source.location else { panic!() };
    assert_eq!((database.port, database.tls), (3307, Tls::Off));
    assert_eq!(database.rows, Rows::Query("SELECT 1".to_owned()));
}

#[test]
fn everything_that_a_database_lacks_is_told() {
    let told = |server: &str, properties: &[&str], columns: &str| {
        contract(&format!("{server}, {}", custom(properties)), columns).unwrap_err().join("; ")
    };
    assert_eq!(
        told(
            "type: postgres, port: x",
            &["delimiter, value: pipe", "tls, value: perhaps", "tokenEnv, value: T"],
            KEY
        ),
        "a server of this type has no `database`; a server of this type has no `host`; \
         a server of this type has no `guildhall.user`; `x` is no port; \
         `guildhall.delimiter` says nothing about a database; `perhaps` is no way to connect; \
         `guildhall.tokenEnv` says nothing about a database"
    );
    let sqlite = "type: sqlite, path: x.db";
    assert_eq!(
        told(sqlite, &["highWaterMark, value: CHANGED"], "{name: CHANGED}"),
        "a source with `guildhall.highWaterMark` has no primary key"
    );
    assert_eq!(
        told(sqlite, &["highWaterMark, value: MOVED"], KEY),
        "`MOVED`, the `guildhall.highWaterMark`, is no property"
    );
    assert_eq!(
        told(sqlite, &["highWaterMark, value: CHANGED", "mode, value: snapshot"], KEY),
        "a source with `guildhall.highWaterMark` is neither a snapshot nor a delta"
    );
    assert_eq!(told(sqlite, &["mode, value: upsert"], "{name: REF}"), "an upsert has no primary key");
}

#[test]
fn url_is_one_of_the_web_and_no_token_goes_in_clear() {
    let told = |location: &str, properties: &[&str]| {
        contract(&format!("type: api, location: '{location}', format: csv, {}", custom(properties)), KEY)
            .err()
            .unwrap_or_default()
            .join("; ")
    };
    assert_eq!(told("https://a.example/x.csv", &["tokenFile, value: t"]), "");
    assert_eq!(
        told("ftp://a.example/x.csv", &["member, value: x"]),
        "`ftp://a.example/x.csv` is no URL of http or https"
    );
    assert_eq!(told("http://a.example/x.csv", &["tokenEnv, value: T"]), "a token would be sent in clear");
    assert_eq!(told("http://127.0.0.1:8080/x.csv", &["tokenEnv, value: T"]), "");
    assert_eq!(told("https://a.example", &["tokenHeader, value: 'A: b'"]), "`A: b` is no name of a header");
    assert_eq!(
        told("https://a.example", &["user, value: me"]),
        "`guildhall.user` says nothing about a web server"
    );
    assert_eq!(
        contract("type: api", KEY).unwrap_err(),
        ["a server of this type has no `location`", "a server of type `api` has no `format`"]
    );
}

#[test]
fn deliveries_have_an_order_that_can_be_told() {
    let server = |properties: &[&str]| {
        contract(&format!("type: local, path: x*.csv, format: csv, {}", custom(properties)), KEY)
    };
    let contract = server(&["deliveries, value: each", "deliveryOrder, value: ddMMyyyy"]).unwrap();
    let Location::Deliveries(folder) = contract.source.location else { panic!() };
    assert_eq!(folder.order, DropOrder::Date("ddMMyyyy".to_owned()));
    assert_eq!(
        server(&["deliveries, value: each", "deliveryOrder, value: size"]).unwrap_err(),
        ["`size` is no order"]
    );
    assert_eq!(
        server(&["deliveries, value: all"]).unwrap_err(),
        ["`all` is no way that files are delivered"]
    );
    assert_eq!(
        server(&["deliveryMarker, value: x"]).unwrap_err(),
        ["`guildhall.deliveryMarker` says something only of `guildhall.deliveries: each`"]
    );
}
