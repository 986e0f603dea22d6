//! The shape of a text as the contract states it: preamble, header rows, footer, escapes, lines of fixed width.

use ingest::ErrorKind;
use ingest::contract::Contract;
use proptest::prelude::*;

use crate::harness::{KEY_AND_NAME, contract, contract_text, fault, load_bytes, parse};

#[test]
fn preamble_is_skipped_whatever_is_in_it() {
    let server = "{property: guildhall.skipLines, value: 2}";
    for ends in ["\n", "\r\n", "\r"] {
        let text = ["Extract of \"all", "x,y", "REF,NAME", "1,Ann", "", "2,Ben", ""].join(ends);
        let loaded = load_bytes(&contract(server, KEY_AND_NAME), text.as_bytes());
        assert_eq!(loaded.table("accepted", &["line", "REF", "NAME"]), ["4 | 1 | Ann", "6 | 2 | Ben"]);
        assert_eq!(loaded.outcome.rejected, 0);
    }
    let many = "{property: guildhall.skipLines, value: 20}";
    assert!(fault(&contract(many, KEY_AND_NAME), b"REF,NAME\n1,a\n").to_string().ends_with("is empty"));
}

#[test]
fn mixed_line_ends_are_line_ends() {
    let loaded = load_bytes(&contract("", KEY_AND_NAME), b"REF,NAME\r\n1,a\r2,b\n3,\"c\r\nd\"\n\r4,e");
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "NAME"]),
        ["2 | 1 | a", "3 | 2 | b", "4 | 3 | c\r\nd", "7 | 4 | e"]
    );
}

#[test]
fn footer_is_no_row_and_its_count_is_compared() {
    let text = "REF,NAME\n1,Ann\n2,Ben\n-----\n(3 rows)\n\n";
    let by_count = contract("{property: guildhall.footerLines, value: 2}", KEY_AND_NAME);
    let loaded = load_bytes(&by_count, text.as_bytes());
    assert_eq!((loaded.outcome.rows, loaded.outcome.rejected), (2, 0));
    assert_eq!(loaded.outcome.notes[1], "extract.csv: 2 lines at the end are a footer and no rows");
    let pattern = "{property: guildhall.footerLines, value: '^-{3,}$'}";
    assert_eq!(load_bytes(&contract(pattern, KEY_AND_NAME), text.as_bytes()).outcome.rows, 2);
    let text = "REF,NAME\n1,Ann\n2,Ben\nTRAILER,1\n";
    let pattern = contract("{property: guildhall.footerLines, value: '^TRAILER,(\\d+)'}", KEY_AND_NAME);
    let loaded = load_bytes(&pattern, text.as_bytes());
    assert_eq!(loaded.outcome.rows, 2);
    assert_eq!(loaded.outcome.notes[2], "extract.csv: the footer counts 1 rows, and there are 2");
    let told = fault(&pattern, b"REF,NAME\n1,Ann\n2,B");
    assert!(told.to_string().ends_with("does not end with the footer that the contract describes"), "{told}");
    assert!(told.hint().unwrap().contains("cut short"));
}

#[test]
fn footer_of_a_long_file_is_found_at_its_end_alone() {
    let rows: String = (0..60_000).map(|row| format!("{row},END\n")).collect();
    let text = format!("REF,NAME\n{rows}x,y\nTRAILER,60000\n");
    let pattern = contract("{property: guildhall.footerLines, value: '^(?:x,|TRAILER)'}", KEY_AND_NAME);
    let loaded = load_bytes(&pattern, text.as_bytes());
    assert_eq!((loaded.outcome.rows, loaded.outcome.accepted), (60_000, 60_000));
}

#[test]
fn header_rows_are_joined() {
    let server = "{property: guildhall.headerRows, value: 2}";
    let columns = "- {name: REF No, primaryKey: true}\n- {name: Address Line 1}\n- {name: Address Line 2}\n- {name: Tel}";
    let text = "Extract\n\nREF,Address,,Tel\nNo,Line 1,Line 2,\n1,a,b,c\n";
    let loaded = load_bytes(&contract(server, columns), text.as_bytes());
    assert_eq!(
        loaded.table("accepted", &["line", "REF No", "Address Line 1", "Address Line 2", "Tel"]),
        ["5 | 1 | a | b | c"]
    );
}

#[test]
fn escape_takes_a_quotes_meaning() {
    let server = "{property: guildhall.escape, value: '\\'}";
    let text = b"REF,NAME\n1,\"a \\\"b\\\", c\"\n2,\"d\\\\\"\n3,\"open\\\",e\n";
    let loaded = load_bytes(&contract(server, KEY_AND_NAME), text);
    assert_eq!(loaded.table("accepted", &["line", "REF", "NAME"]), ["2 | 1 | a \"b\", c", "3 | 2 | d\\"]);
    assert_eq!(loaded.rejects(), ["4 | - | unclosed_quote | -"]);
}

#[test]
fn escapes_outside_of_quotes_are_read_found_and_counted() {
    let text =
        b"REF,NAME,NOTE\n1,Smith\\, Ann,C:\\temp\\\\\n2,\\\"Ben\\\",\\N\n3,one\\\r\ntwo,\"x\\\"y\"\n4,Eve,\n";
    let columns = format!("{KEY_AND_NAME}\n- {{name: NOTE}}");
    let nothing = "{property: guildhall.nullValues, value: ['\\N']}";
    let stated = format!("{nothing}\n{{property: guildhall.escape, value: '\\'}}");
    for server in [nothing, &stated] {
        let loaded = load_bytes(&contract(server, &columns), text);
        assert_eq!(
            loaded.table("accepted", &["line", "REF", "NAME", "NOTE"]),
            [
                "2 | 1 | Smith, Ann | C:\\temp\\",
                "3 | 2 | \"Ben\" | -",
                "4 | 3 | one\r\ntwo | x\"y",
                "6 | 4 | Eve | -"
            ]
        );
        let told = "extract.csv: 6 delimiters, quotes, escapes and line ends are escaped";
        assert!(loaded.outcome.notes.iter().any(|note| note == told), "{:?}", loaded.outcome.notes);
    }
    let never = format!("{nothing}\n{{property: guildhall.escape, value: none}}");
    let loaded = load_bytes(&contract(&never, &columns), text);
    assert_eq!(
        loaded.rejects(),
        ["2 | - | too_many_cells | -", "4 | - | too_few_cells | -", "5 | - | too_few_cells | -"]
    );
}

fn fixed(server: &str, columns: &str) -> Contract {
    parse(&contract_text("person", server, columns).replace("format: csv", "format: fixed"))
}

const PLACES: &str = "\
- {name: REF, primaryKey: true, customProperties: [{property: guildhall.width, value: 3}]}
- {name: NAME, customProperties: [{property: guildhall.width, value: 6}]}
- {name: BORN, logicalType: date, logicalTypeOptions: {format: yyyyMMdd}, customProperties: [{property: guildhall.start, value: 11}, {property: guildhall.width, value: 8}]}";

#[test]
fn cells_of_fixed_width_stand_at_their_places() {
    let text = "001Zoë O’N-19870312\n002Ben    19870313\n\n003Eve    19870314x\n004Eve    19870315 \n"
        .replace("O’N", "O’");
    let loaded = load_bytes(&fixed("", PLACES), text.as_bytes());
    assert_eq!(
        loaded.table("accepted", &["line", "REF", "NAME", "BORN"]),
        ["1 | 001 | Zoë O’ | 1987-03-12", "2 | 002 | Ben | 1987-03-13", "5 | 004 | Eve | 1987-03-15"]
    );
    assert_eq!(loaded.rejects(), ["4 | - | too_many_cells | -"]);
}

#[test]
fn line_cut_short_among_even_ones_is_rejected() {
    let text = "H20260101         \n001Ada    19870312\n002Ben    19870313\n003Eve    1987\n";
    let loaded = load_bytes(&fixed("{property: guildhall.headerRow, value: 1}", PLACES), text.as_bytes());
    // The sample holds the cut line: the file is not even, and the date does not pass.
    assert_eq!(loaded.rejects(), ["4 | BORN | not_a_date | 9999"]);
    let even = format!("{}003Eve    1987\n", "001Ada    19870312\n".repeat(20_000));
    let loaded = load_bytes(&fixed("", PLACES), even.as_bytes());
    assert_eq!(loaded.rejects().last().unwrap(), "20001 | - | too_few_cells | -");
    let trimmed = load_bytes(&fixed("", PLACES), b"001Ada\n002\n003Eve    19870314\n");
    assert_eq!(
        trimmed.table("accepted", &["REF", "NAME", "BORN"]),
        ["001 | Ada | -", "002 | - | -", "003 | Eve | 1987-03-14"]
    );
}

#[test]
fn fixed_lines_that_are_no_rows_are_told() {
    let long = "x".repeat(3 << 20);
    let text = [b"001Ada\n002\0x\n003\xff\n", long.as_bytes(), b"\r\n004Eve"].concat();
    let loaded = load_bytes(&fixed("{property: guildhall.encoding, value: utf-8}", PLACES), &text);
    assert_eq!(
        loaded.rejects(),
        ["2 | - | nul_byte | -", "3 | - | bad_bytes | -", "4 | - | row_over_limit | -"]
    );
    assert_eq!(loaded.table("accepted", &["line", "REF"]), ["1 | 001", "5 | 004"]);
}

#[test]
fn fixed_contract_states_every_width() {
    let text = contract_text("person", "", "- {name: REF}").replace("format: csv", "format: fixed");
    let faults = Contract::parse(&text, std::path::Path::new("x")).unwrap_err();
    assert_eq!(faults[0].message, "`REF` has no `guildhall.width`");
    let server = "{property: guildhall.footerLines, value: 99}\n{property: guildhall.headerRows, value: 0}\n{property: guildhall.escape, value: ab}";
    let faults = Contract::parse(&contract_text("person", server, KEY_AND_NAME), std::path::Path::new("x"))
        .unwrap_err();
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[test]
fn line_far_over_the_limit_is_left_behind() {
    let mut bytes = b"REF,NAME\n1,".to_vec();
    bytes.resize(40 << 20, b'x');
    bytes.extend_from_slice(b"\n2,b\n");
    let loaded = load_bytes(&contract("", KEY_AND_NAME), &bytes);
    assert_eq!(loaded.rejects(), ["2 | - | row_over_limit | -"]);
    assert_eq!(loaded.outcome.accepted, 1);
    assert_eq!(fault(&contract("", KEY_AND_NAME), b"").kind(), ErrorKind::Invalid);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The same rows written as CSV and as fixed width give the same table.
    #[test]
    fn fixed_width_gives_what_csv_gives(names in proptest::collection::vec("[a-zé]{1,6}", 2..20), ends in proptest::sample::select(vec!["\n", "\r\n", "\r"])) {
        let columns = "- {name: REF, primaryKey: true, customProperties: [{property: guildhall.width, value: 4}]}\n\
            - {name: NAME, customProperties: [{property: guildhall.width, value: 7}]}";
        let mut csv = format!("REF,NAME{ends}");
        let mut lines = format!("skipped{ends}");
        for (at, name) in names.iter().enumerate() {
            csv.push_str(&format!("{at},{name}{ends}"));
            lines.push_str(&format!("{at:<4}{name:<7}{ends}"));
        }
        let of_csv = load_bytes(&contract("{property: guildhall.encoding, value: utf-8}", columns), csv.as_bytes());
        let of_lines = load_bytes(
            &fixed("{property: guildhall.encoding, value: utf-8}\n{property: guildhall.skipLines, value: 1}", columns),
            lines.as_bytes(),
        );
        let shown = ["line", "REF", "NAME"];
        prop_assert_eq!(of_lines.table("accepted", &shown), of_csv.table("accepted", &shown));
        prop_assert_eq!(of_lines.outcome.rows, names.len() as u64);
    }
}
