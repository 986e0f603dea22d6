//! Supplies of property gazetteers in records: read as they are, or refused with file, line and type.

use std::path::PathBuf;

use gazetteer::record::Body;
use ingest::{LoadError, RecordChange, Supply, SupplyCount};

/// AddressBase Premium: a header, ten records, a trailer. Quotes and blanks as suppliers have them.
const PREMIUM: &str = r#"10,"GeoPlace",9999,2026-01-08,1,2026-01-08,16:00:30,"2.0","F"
29,"AddressBase Premium","x","y","z", "GeoPlace","S","GeoPlace",1,9999,"British National Grid","Metres",2026-01-08,"AddressBase Premium Classification Scheme",2026-01-08,"BIL"," UTF-8"
11,"I",1,70,1,6815,2,1990-01-01,1,8,0,2004-09-09,,2007-08-14,2004-09-09,316433.00,176987.00,51.5,-3.5,316278.00,177294.00,51.1,-3.2,20
15,"I",2,70,"MILL LANE","PONTLEY","NORTHMERE","NORTHSHIRE","ENG",2005-09-09,,2006-11-12,2005-09-09
21,"I",3,100,1,2,2007-10-09,99,316348.00,177163.50,50.7268511,-3.5366289,1,6815,"E",2001-05-10,,2007-08-29,2001-05-10,"D","NX1 1AA",0
23,"I",4,100,"X1","214788192",0,"7666VC",2001-05-10,,2007-08-29,2001-05-10
24,"I",5,100,"L1","ENG",1,2001-05-10,,2001-05-15,2001-05-10,2,"A",,"","",14,"",16,"","THE MILL",70,"1","","",""
28,"I",6,100,4201646,"ROSE LTD","SALES","FLAT 2A","THE MILL",14,"","MILL LANE","","PONTLEY","NORTHMERE","NX1 1AB","S","2F","","LON Y FELIN","","","","7",2026-01-01,2001-05-10,,2007-08-29,2001-05-10
30,"I",7,100,"S1",2006-10-10,2007-11-15,2007-11-15,2006-10-10,122
31,"I",8,100,"O1","ROSE LTD","",2003-07-28,2010-01-01,2010-07-10,2003-07-28
32,"D",9,100,"C1","RD06","AddressBase Premium Classification Scheme",1.0,2001-05-10,,2007-08-29,2001-05-10
77,"I",10,100
99,0,10,2026-01-08,16:00:30
"#;

/// DTF 7.3 of a local gazetteer, of changes.
const TRANSFER: &str = r#"10,"Northmere Council",6815,2026-02-01,1,2026-02-01,06:30:00,"7.3","C"
21,"U",1,100,1,2,2007-10-09,"R",0,316348.00,177163.00,1,6815,2001-05-10,,2007-08-29,2001-05-10,"ROSE LTD","W1","P1",6815,6815,""
24,"I",2,100,"L1","CYM",8,2001-05-10,2005-01-01,2001-05-15,2001-05-10,0,"",0,"","",14,"A",0,"","",70,"","Y","NX1 1AA","NORTHMERE","Y",6815,6815,""
24,"D",3,100,"L2","ENG",1,2001-05-10,,2001-05-15,2001-05-10,0,"",0,"","",14,"A",0,"","",70,"","Y","NX1 1AA","NORTHMERE","Y",6815,6815,""
99,0,3,2026-02-01,06:30:00
"#;

/// Reads texts as the files of one supply, in this order.
fn read(texts: &[&str]) -> Result<(Supply, Vec<RecordChange>, SupplyCount), LoadError> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..texts.len()).map(|at| folder.path().join(format!("{at}.csv"))).collect();
    for (path, text) in paths.iter().zip(texts) {
        std::fs::write(path, text).unwrap();
        assert!(Supply::is_one(path).unwrap() || !text.starts_with("10"));
    }
    let supply = Supply::open(&paths)?;
    let mut changes = Vec::new();
    let count = supply.read(
        |change| {
            changes.push(change);
            Ok::<(), LoadError>(())
        },
        &mut |_| {},
    )?;
    Ok((supply, changes, count))
}

/// A record with what is filled of it, as text.
fn told(change: &RecordChange) -> String {
    match change {
        RecordChange::Put(record) => format!("{} {} {:?}", record.owner, record.key, record.body),
        RecordChange::Delete { owner, kind, key } => format!("{owner} {key} deleted {kind:?}"),
    }
}

fn refused(texts: &[&str]) -> String {
    let message = read(texts).unwrap_err().to_string();
    message.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn premium_is_read_record_by_record() {
    let (supply, changes, count) = read(&[PREMIUM]).unwrap();
    assert_eq!((supply.product(), supply.is_change_only()), ("AddressBase Premium", false));
    assert_eq!(supply.time(), Some(20_260_108_160_030));
    assert_eq!(count.unknown.into_iter().collect::<Vec<_>>(), [(77, 1)]);
    assert_eq!(count.records.values().sum::<u64>(), 10);
    assert_eq!(changes.len(), 7);
    let [.., class] = changes.as_slice() else { panic!() };
    assert_eq!(told(class), "100 C1 deleted Class");
    let RecordChange::Put(record) = &changes[1] else { panic!() };
    let Body::Property(property) = &record.body else { panic!() };
    assert_eq!((property.parent, property.grid), (Some(99), Some((31_634_800, 17_716_350))));
    let RecordChange::Put(record) = &changes[2] else { panic!() };
    let Body::Address(address) = &record.body else { panic!() };
    assert_eq!((address.secondary.number.as_str(), address.primary.number.as_str()), ("2A", "14-16"));
    let RecordChange::Put(record) = &changes[3] else { panic!() };
    let Body::Delivery(delivery) = &record.body else { panic!() };
    assert_eq!(delivery.organisation, "ROSE LTD, SALES");
    assert_eq!(delivery.building_name, "PO BOX 7, THE MILL");
    assert_eq!(
        delivery.welsh.as_ref().map(|welsh| (welsh.name.as_str(), welsh.town.as_str())),
        Some(("LON Y FELIN", "NORTHMERE"))
    );
    assert!(told(&changes[5]).contains("is_past: true"));
}

#[test]
fn transfer_format_has_its_own_places() {
    let (supply, changes, _) = read(&[TRANSFER]).unwrap();
    assert_eq!((supply.product(), supply.is_change_only()), ("DTF 7.3", true));
    let RecordChange::Put(record) = &changes[0] else { panic!() };
    let Body::Property(property) = &record.body else { panic!() };
    assert_eq!(
        (property.class.as_str(), property.organisation.as_str(), property.parent),
        ("R", "ROSE LTD", None)
    );
    let RecordChange::Put(record) = &changes[1] else { panic!() };
    let Body::Address(address) = &record.body else { panic!() };
    assert_eq!((address.postcode.as_str(), address.town.as_str()), ("NX1 1AA", "NORTHMERE"));
    assert_eq!((address.language.as_str(), address.primary.number.as_str()), ("CYM", "14A"));
    assert_eq!(told(&changes[2]), "100 L2 deleted Address");
}

#[test]
fn volumes_come_in_any_order_and_none_may_lack() {
    let head = |volume: u32| PREMIUM.lines().next().unwrap().replace(",1,2026", &format!(",{volume},2026"));
    let volume = |number: u32, next: u32| {
        format!(
            "{}\n21,\"I\",3,{number},1,2,2007-10-09,,1.00,1.00,50.7,-3.5,1,6815,\"E\",2001-05-10,,2007-08-29,2001-05-10,\"D\",\"NX1 1AA\",0\n99,{next},1,x,y\n",
            head(number)
        )
    };
    let (one, two, three) = (volume(1, 2), volume(2, 3), volume(3, 0));
    let (_, changes, _) = read(&[&three, &one, &two]).unwrap();
    let owners: Vec<String> = changes.iter().map(|change| told(change)[..1].to_owned()).collect();
    assert_eq!(owners, ["1", "2", "3"]);
    assert_eq!(refused(&[&one, &three]), "0.csv: volume 2 is missing");
    assert_eq!(refused(&[&one, &two]), "1.csv: volume 3 is missing");
    assert_eq!(refused(&[&two, &three]), "0.csv: volume 1 is missing");
    assert_eq!(refused(&[&one, &two, &two]), "2.csv:1: record type 10: a second file of volume 2");
    assert_eq!(
        refused(&[&one, &two.replace("2026-01-08,2,", "2026-01-09,2,")]),
        "1.csv:1: record type 10: made on another day than the first file: two supplies"
    );
}

#[test]
fn what_does_not_add_up_is_refused_with_line_and_type() {
    let lines: Vec<&str> = PREMIUM.lines().collect();
    let without = |at: usize| {
        let kept = lines.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join("\n")
    };
    let with = |at: usize, line: &str| {
        let mut lines = lines.clone();
        lines.insert(at, line);
        lines.join("\n")
    };
    for (text, expected) in [
        (without(12), "0.csv:12: record type 77: the file ends without a trailer (type 99): it is cut short"),
        (
            without(11).replace(lines[2], "").replace("\n\n", "\n"),
            "0.csv:11: record type 99: the trailer counts 10 records, and there are 8",
        ),
        (without(0), "0.csv:1: the file does not begin with a header (type 10)"),
        (with(13, "15,\"I\""), "0.csv:14: record type 15: a record after the trailer (type 99)"),
        (with(5, lines[0]), "0.csv:6: record type 10: a second header"),
        (with(5, "15,\"I\",2,70,\"MILL LANE\""), "0.csv:6: record type 15: 5 cells where there should be 9"),
        (
            PREMIUM.replace("15,\"I\"", "15,\"X\""),
            "0.csv:4: record type 15: the change type is none of I, U and D",
        ),
        (
            PREMIUM.replace("\"L1\"", "\"\""),
            "0.csv:7: record type 24: no UPRN, USRN or key that says what it is about",
        ),
    ] {
        assert_eq!(refused(&[&text]), expected);
    }
    assert!(refused(&[PREMIUM, TRANSFER]).contains("another product than the first file"));
}

#[test]
fn file_of_one_type_names_its_columns() {
    let text = "\"RECORD_IDENTIFIER\",\"CHANGE_TYPE\",\"PRO_ORDER\",\"USRN\",\"STREET_DESCRIPTOR\",\"LOCALITY\",\"TOWN_NAME\",\
        \"ADMINSTRATIVE_AREA\",\"LANGUAGE\"\n15,I,1,70,MILL LANE,,NORTHMERE,X,ENG\n";
    let (_, changes, _) = read(&[text]).unwrap();
    assert!(
        told(&changes[0]).starts_with("70 ENG Street(Street { name: \"MILL LANE\""),
        "{}",
        told(&changes[0])
    );
}
