//! JSON, JSON Lines and XML: records flattened to rows, each with its line, and broken ones told.

use std::fmt::Write;

use ingest::ErrorKind;
use ingest::contract::Contract;
use proptest::prelude::*;

use crate::harness::{Loaded, contract_text, fault, load_bytes, parse};

const COLUMNS: &str = "\
- {name: id, primaryKey: true}
- {name: name.family}
- {name: tags}
- {name: middle}";

fn contract(format: &str, server: &str, columns: &str) -> Contract {
    let text = contract_text("person", server, columns);
    parse(&text.replace("format: csv", &format!("format: {format}")))
}

fn rows(loaded: &Loaded) -> Vec<String> {
    loaded.table("accepted", &["line", "id", "name.family", "tags"])
}

#[test]
fn objects_of_an_array_become_rows() {
    let text = r#"[
  {"id": 1.50, "name": {"family": "Marsh", "given": ["Ada", "May"]}, "tags": ["a", null, 3e2, true]},
  {"name": {"family": "O\u2019Ke\"e"},
   "id": 900719925474099312345, "extra": {"x": {"y": false}}}, 7, {"id": "3", "tags": [], "bad": tru}, {}
]"#;
    let loaded = load_bytes(&contract("json", "", COLUMNS), text.as_bytes());
    assert_eq!(rows(&loaded), ["2 | 1.50 | Marsh | a; 3e2; true", "3 | 900719925474099312345 | O’Ke\"e | -"]);
    assert_eq!(
        loaded.table("accepted", &["name.given", "extra.x.y", "middle"]),
        ["Ada; May | - | -", "- | false | -"]
    );
    assert_eq!(
        loaded.rejects(),
        ["4 | - | not_a_record | -", "4 | - | malformed_record | -", "4 | - | empty_row | -"]
    );
    assert_eq!(loaded.outcome.rows, 5);
    assert_eq!(loaded.outcome.notes[0], "extract.csv: columns that no record has: middle");
}

#[test]
fn records_at_a_path_are_found_past_everything_before_it() {
    let text = r#"{"meta": {"count": [1, {"items": []}]}, "x": "a\"}", "data": {"n": 1, "items": [{"id": 1}, {"id": 2}]}, "z": 0}"#;
    let stated =
        |path: &str| contract("json", &format!("{{property: guildhall.recordPath, value: {path}}}"), COLUMNS);
    let loaded = load_bytes(&stated("/data/items"), text.as_bytes());
    assert_eq!(loaded.table("accepted", &["id"]), ["1", "2"]);
    let told = fault(&stated("/data/rows"), text.as_bytes());
    assert!(told.to_string().ends_with("has nothing at `/data/rows`; it has `n`, `items`"), "{told}");
    let told = fault(&stated("/meta"), text.as_bytes());
    assert!(
        told.to_string().ends_with("line 1: not read as JSON: no array stands where the records should"),
        "{told}"
    );
}

#[test]
fn document_that_is_not_well_formed_stops_the_load_with_its_line() {
    let contract = contract("json", "", COLUMNS);
    for (text, line, reason) in [
        ("[{\"id\": 1},\n{\"id\": 2}", 2, "it ends within the array"),
        ("[{\"id\": 1},\n{\"id\": 2", 2, "it ends within a value"),
        ("[{\"id\": 1}\n\n{\"id\": 2}]", 3, "no comma stands between two values"),
        ("[{\"id\": 1},\n]", 2, "a comma stands where a value should"),
        ("[{\"id\": 1}]\n{}", 2, "something follows the array"),
    ] {
        let told = fault(&contract, text.as_bytes());
        assert!(told.to_string().ends_with(&format!("line {line}: not read as JSON: {reason}")), "{told}");
        assert_eq!(told.kind(), ErrorKind::Invalid);
    }
    let told = fault(&contract, b"{\"id\": 1}\n{\"id\": 2}\n");
    assert!(told.to_string().contains("state `guildhall.recordPath`, or `format: jsonl`"), "{told}");
    assert!(fault(&contract, b"").to_string().ends_with("is empty"));
    assert_eq!(load_bytes(&contract, b"[]").outcome.rows, 0);
}

#[test]
fn broken_lines_of_json_lines_are_rejects() {
    let text = b"{\"id\": 1, \"tags\": \"a\"}\r\n\n{\"id\": 2\nnull\n{\"id\": 3, \"tags\": \"b\\u0000c\"}\n{\"id\": \"\xff\"}\n{\"id\": 4}{\"id\": 5}\n{\"id\": 6}";
    let loaded = load_bytes(&contract("jsonl", "", "- {name: id, primaryKey: true}\n- {name: tags}"), text);
    assert_eq!(loaded.table("accepted", &["line", "id", "tags"]), ["1 | 1 | a", "8 | 6 | -"]);
    assert_eq!(
        loaded.rejects(),
        [
            "3 | - | malformed_record | -",
            "4 | - | not_a_record | -",
            "5 | - | nul_byte | -",
            "6 | - | bad_bytes | -",
            "7 | - | malformed_record | -",
        ]
    );
}

#[test]
fn records_over_a_limit_are_rejects_and_the_next_is_read() {
    let long = "x".repeat(300_000);
    let deep = format!("{}1{}", "[".repeat(70), "]".repeat(70));
    let text = format!(
        "{{\"id\":1,\"tags\":\"{long}\"}}\n{{\"id\":2,\"tags\":\"{}\"}}\n{{\"id\":3,\"tags\":{deep}}}\n{{\"id\":4}}\n",
        long.repeat(5)
    );
    let columns = "- {name: id, primaryKey: true}\n- {name: tags}";
    let expected =
        ["1 | - | cell_over_limit | -", "2 | - | row_over_limit | -", "3 | - | nested_over_limit | -"];
    let loaded = load_bytes(&contract("jsonl", "", columns), text.as_bytes());
    assert_eq!(loaded.rejects(), expected);
    assert_eq!(loaded.table("accepted", &["id"]), ["4"]);
    let array = format!("[{}]", text.trim_end().replace('\n', ",\n"));
    let loaded = load_bytes(&contract("json", "", columns), array.as_bytes());
    assert_eq!(loaded.rejects(), expected);
}

#[test]
fn file_with_a_name_a_record_is_refused() {
    let mut text = String::new();
    for row in 0..5000 {
        let _ = writeln!(text, "{{\"id\": 1, \"n{row}\": 1}}");
    }
    let told = fault(&contract("jsonl", "", COLUMNS), text.as_bytes());
    assert_eq!(told.kind(), ErrorKind::Limit);
}

const PEOPLE: &str = "{property: guildhall.recordPath, value: /people/group/person}";

#[test]
fn elements_at_a_path_become_rows() {
    let text = "<?xml version=\"1.0\"?>\n<!-- x --><p:people xmlns:p=\"urn:p\">\n<group name=\"1\"><other><person>no</person></other>\n\
        <p:person id=\"1\"><name><family>Marsh &amp; Sons &#8217;</family></name>\n  <tags>a</tags><tags code=\"7\"><![CDATA[<b>]]></tags></p:person>\n\
        <person id=\"2\"><name><family/></name></person></group>\n<person id=\"9\"/><group><person id=\"3\"/></group></p:people>";
    let columns = "- {name: '@id', primaryKey: true}\n- {name: name.family}\n- {name: tags}";
    let loaded = load_bytes(&contract("xml", PEOPLE, columns), text.as_bytes());
    assert_eq!(
        loaded.table("accepted", &["line", "@id", "name.family", "tags", "tags.@code"]),
        ["4 | 1 | Marsh & Sons ’ | a; <b> | 7", "6 | 2 | - | - | -", "7 | 3 | - | - | -"]
    );
    assert_eq!(loaded.outcome.rejected, 0);
}

#[test]
fn encoding_of_a_document_is_the_one_it_declares() {
    let text = b"<?xml version='1.0' encoding='ISO-8859-1'?><r><p><id>1</id><tags>Zo\xeb</tags></p></r>";
    let path = "{property: guildhall.recordPath, value: /r/p}";
    let columns = "- {name: id, primaryKey: true}\n- {name: tags}";
    let loaded = load_bytes(&contract("xml", path, columns), text);
    assert_eq!(loaded.table("accepted", &["id", "tags"]), ["1 | Zoë"]);
    let loaded = load_bytes(
        &contract("xml", path, columns),
        text.split_at(text.iter().position(|byte| *byte == b'>').unwrap() + 1).1,
    );
    assert_eq!(loaded.rejects(), ["1 | - | bad_bytes | -"]);
}

#[test]
fn documents_that_could_harm_or_are_not_well_formed_are_refused() {
    let contract = contract("xml", "{property: guildhall.recordPath, value: /r/p}", COLUMNS);
    for (text, expected) in [
        (
            "<!DOCTYPE r [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><r><p><id>&c;</id></p></r>",
            "line 1: not read as XML: it declares entities of its own, which are not expanded",
        ),
        (
            "<r>\n<p><id>&c;</id></p></r>",
            "line 2: not read as XML: it holds a reference to an entity that XML does not know",
        ),
        ("<r>\n<p><id>1</p></r>", "line 2: not read as XML: its tags do not match"),
        ("<r><p><id>1</id></p>", "line 1: not read as XML: it ends within an element"),
        ("<r><p><id>1</id></p><p", "line 1: not read as XML: a tag, comment or section is not closed"),
        ("<list><row/><row/></list>", "has nothing at `/r/p`; it has `/list`, `/list/row`"),
    ] {
        let told = fault(&contract, text.as_bytes());
        assert!(told.to_string().ends_with(expected), "{told}");
        assert_eq!(told.kind(), ErrorKind::Invalid);
    }
    let long = format!("<r><p><id>{}</id></p></r>", "x".repeat(3 << 20));
    let told = fault(&contract, long.as_bytes());
    assert_eq!(told.kind(), ErrorKind::Limit);
    assert!(told.to_string().contains("the limit ITEM_BYTES_MAX"), "{told}");
    let long = format!("<r><p><id>1</id>{}</p><p><id>2</id></p></r>", "<tags>x</tags>".repeat(200_000));
    let columns = "- {name: id, primaryKey: true}";
    let loaded = load_bytes(
        &self::contract("xml", "{property: guildhall.recordPath, value: /r/p}", columns),
        long.as_bytes(),
    );
    assert_eq!(loaded.outcome.rows, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The three formats written from the same values give the same table, and it holds the values.
    #[test]
    fn the_same_values_come_out_of_every_format(values in proptest::collection::vec(("[a-zé&<>\"\\\\{}\\[\\],: ]{1,8}", proptest::collection::vec("[a-z\\]]{1,3}", 0..3)), 1..12)) {
        let (mut json, mut lines, mut xml) = (Vec::new(), String::new(), String::from("<r>"));
        let mut expected = Vec::new();
        for (at, (name, tags)) in values.iter().enumerate() {
            let object = serde_json::json!({"id": at, "name": {"family": name}, "tags": tags}).to_string();
            let _ = writeln!(lines, "{object}");
            json.push(object);
            let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
            let tag_elements: String = tags.iter().map(|tag| format!("<tags>{}</tags>", escape(tag))).collect();
            let _ = write!(xml, "<p><id>{at}</id><name><family>{}</family></name>{tag_elements}</p>", escape(name));
            let shown = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
            expected.push(format!("{at} | {} | {}", shown(name.trim()), shown(&tags.join("; "))));
        }
        xml.push_str("</r>");
        let path = "{property: guildhall.recordPath, value: /r/p}";
        let columns = "- {name: id, primaryKey: true}\n- {name: name.family}\n- {name: tags}";
        for (format, server, text) in [("json", "", format!("[{}]", json.join(","))), ("jsonl", "", lines), ("xml", path, xml)] {
            let loaded = load_bytes(&contract(format, server, columns), text.as_bytes());
            prop_assert_eq!(loaded.table("accepted", &["id", "name.family", "tags"]), expected.clone());
        }
    }

    /// Whatever bytes come, a load ends with rows counted or an error, never in a panic.
    #[test]
    fn any_bytes_are_told_or_loaded(bytes in proptest::collection::vec(proptest::sample::select(&b"{}[]\",:\\ \nn1<>/pr&;=-!\xff"[..]), 1..60)) {
        let path = "{property: guildhall.recordPath, value: /r/p}";
        for (format, server) in [("json", ""), ("jsonl", ""), ("xml", path)] {
            let mut bench = crate::harness::Bench::new();
            let file = bench.file("extract.csv", &bytes);
            let _ = bench.try_load(&contract(format, server, COLUMNS), &[file]);
        }
    }
}
