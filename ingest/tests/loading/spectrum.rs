//! The turns that delimited files take: small files, each with the cells that a person reads in it.

use crate::harness::{contract, load_bytes};

fn check(what: &str, text: &str, expected: &[&str]) {
    let loaded = load_bytes(&contract("", "- {name: a}\n- {name: b}\n- {name: c}"), text.as_bytes());
    assert_eq!(loaded.table("accepted", &["a", "b", "c"]), expected, "{what}");
    assert_eq!(loaded.outcome.rejected, 0, "{what}");
}

#[test]
fn small_files_hold_the_cells_that_a_person_reads_in_them() {
    check("plain", "a,b,c\n1,2,3\n", &["1 | 2 | 3"]);
    check("no line end at the end", "a,b,c\r\n1,2,3", &["1 | 2 | 3"]);
    check(
        "a delimiter in quotes",
        "a,b,c\nJohn,\"1 Mill Lane, Leeds\",x\n",
        &["John | 1 Mill Lane, Leeds | x"],
    );
    check("blank cells, quoted and not", "a,b,c\n1,\"\",\n2,,3\n", &["1 | - | -", "2 | - | 3"]);
    check("quotes doubled", "a,b,c\n1,\"ha \"\"ha\"\" ha\",2\n", &["1 | ha \"ha\" ha | 2"]);
    check(
        "JSON in a cell",
        "a,b,c\n1,\"{\"\"type\"\": \"\"Point\"\"}\",2\n",
        &["1 | {\"type\": \"Point\"} | 2"],
    );
    check(
        "a line end in quotes",
        "a,b,c\n1,2,3\n\"Once upon\na time\",5,6\n7,8,9\n",
        &["1 | 2 | 3", "Once upon\na time | 5 | 6", "7 | 8 | 9"],
    );
    check(
        "the same by CRLF",
        "a,b,c\r\n1,2,3\r\n\"Once upon\r\na time\",5,6\r\n",
        &["1 | 2 | 3", "Once upon\r\na time | 5 | 6"],
    );
    check(
        "quotes and line ends together",
        "a,b,c\n1,\"ha\n\"\"ha\"\"\nha\",2\n",
        &["1 | ha\n\"ha\"\nha | 2"],
    );
    check("beyond ASCII", "a,b,c\n1,ʤ,Öztürk\n", &["1 | ʤ | Öztürk"]);
    check("semicolons with decimal commas", "a;b;c\n1,5;2;3\n2,5;;4\n", &["1,5 | 2 | 3", "2,5 | - | 4"]);
    check("inches and apostrophes", "a,b,c\n12\" pipe,O'Neill,'x'\n", &["12\" pipe | O'Neill | 'x'"]);
    check("the header in quotes", "\"a\",\"b\",\"c\"\n1,2,3\n", &["1 | 2 | 3"]);
}

#[test]
fn file_of_one_column_keeps_its_commas() {
    let text = "a\n1 Mill Lane, Leeds\n2 Mill Lane, Leeds\n3 Mill Lane, Leeds\n";
    let loaded = load_bytes(&contract("", "- {name: a}"), text.as_bytes());
    assert_eq!(loaded.table("accepted", &["a"])[0], "1 Mill Lane, Leeds");
    assert_eq!(loaded.outcome.accepted, 3);
}
