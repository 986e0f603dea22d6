//! Tables of no place: which rules to block by, and why two records are, or are not, the same.

use std::fs;

use super::tables::{folder, guildhall, json, refused};

#[test]
fn rules_are_advised_within_a_budget_and_stand_in_a_model() {
    let folder = folder();
    let folder = folder.path();
    let advice = json(folder, &["blocking", "advise", "people.csv", "--truth", "Person", "--json"]);
    assert_eq!((&advice["records"], &advice["records_sampled"]), (&70.into(), &70.into()));
    let rules = advice["rules"].as_array().unwrap();
    let sum: f64 = rules.iter().map(|rule| rule["marginal_recall"].as_f64().unwrap()).sum();
    assert!((sum - advice["recall"].as_f64().unwrap()).abs() < 1e-9 && sum > 0.9, "{advice}");
    for rule in rules {
        assert!(rule["recall"].as_f64() >= rule["marginal_recall"].as_f64(), "{rule}");
    }
    // Less recall asked for, or fewer pairs allowed: no more rules.
    let little =
        json(folder, &["blocking", "advise", "people.csv", "--truth", "Person", "--recall", "0.3", "--json"]);
    assert!(little["rules"].as_array().unwrap().len() <= rules.len());
    assert!(little["recall"].as_f64() >= Some(0.3));
    let few =
        json(folder, &["blocking", "advise", "people.csv", "--truth", "Person", "--pairs", "20", "--json"]);
    assert!(few["rules"].as_array().unwrap().iter().all(|rule| rule["pairs"].as_u64() <= Some(20)), "{few}");
    // A budget stops before the recall asked for, which is said; without one, the recall is reached.
    let ask = ["blocking", "advise", "people.csv", "--truth", "Person", "--recall", "0.99"];
    let short = guildhall(folder, &[&ask[..], &["--pairs", "5"]].concat()).stdout;
    assert!(String::from_utf8(short).unwrap().contains("that is short of the 99.00 % asked for"));
    let whole = json(folder, &[&ask[..], &["--json"]].concat());
    assert!(whole["recall"].as_f64() >= Some(0.99), "{whole}");
    // The rules as they stand take the place of those of a model.
    json(folder, &["link", "people.csv", "--truth", "Person", "--out", "out", "--json"]);
    let model = fs::read_to_string(folder.join("out/model.toml")).unwrap();
    let (before, rest) = model.split_once("[[blocking]]").unwrap();
    let comparisons = &rest[rest.find("[[comparison]]").unwrap()..];
    assert!(!advice.to_string().contains("erson"), "{advice}");
    let toml = advice["toml"].as_str().unwrap();
    fs::write(folder.join("own.toml"), format!("{before}{toml}\n{comparisons}")).unwrap();
    json(folder, &["link", "people.csv", "--model", "own.toml", "--out", "own", "--json"]);
    let text = guildhall(folder, &["blocking", "advise", "people.csv", "--model", "own.toml"]).stdout;
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("[[blocking]]\nkeys = [") && text.contains("recall alone"), "{text}");
    let message = refused(folder, &["blocking", "advise", "people.csv", "--recall", "2"]);
    assert!(message.contains("a recall of 2 is not a share"), "{message}");
}

#[test]
fn a_pair_is_explained_as_it_was_weighed() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--out", "out", "--id", "Ref", "--json"]);
    let pairs = super::tables::rows(&folder.join("out/pairs.parquet"));
    let text = |at: usize| pairs[0][at].1.to_string().replace('"', "");
    let (left, right) = (text(1), text(3));
    let model = ["--model", "out/model.toml", "--id-column", "Ref"];
    let ids = ["--id", &right, "--id", &format!("people:{left}")];
    let arguments = [&["explain", "people.csv"], &model[..], &ids[..]].concat();
    let answer = json(folder, &[&arguments[..], &["--json", "--svg", "why.svg"]].concat());
    let weight = answer["match_weight"].as_f64().unwrap();
    let written: f64 = text(4).parse().unwrap();
    assert!((weight - written).abs() < 1e-4, "{weight} {written}");
    let bars = answer["comparisons"].as_array().unwrap();
    let sum: f64 = bars.iter().map(|bar| bar["bits"].as_f64().unwrap()).sum();
    assert!((answer["prior_bits"].as_f64().unwrap() + sum - weight).abs() < 1e-6);
    assert_eq!(bars[0]["level"].as_str().unwrap(), text(7));
    let drawing = fs::read_to_string(folder.join("why.svg")).unwrap();
    assert!(drawing.starts_with("<svg") && drawing.contains(&format!("people {left}")), "{drawing}");
    let terminal = String::from_utf8(guildhall(folder, &arguments).stdout).unwrap();
    assert!(terminal.contains("match weight") && terminal.contains("before comparing"), "{terminal}");
}

#[test]
fn what_cannot_be_explained_is_told() {
    let folder = folder();
    let folder = folder.path();
    json(folder, &["link", "people.csv", "--out", "out", "--json"]);
    let model = fs::read_to_string(folder.join("out/model.toml")).unwrap();
    let bare: String =
        model.lines().filter(|line| !line.starts_with("m = ")).map(|line| format!("{line}\n")).collect();
    fs::write(folder.join("bare.toml"), bare.replace("h_follows_m = true\n", "")).unwrap();
    let explain = |model: &str, ids: &[&str]| {
        let mut arguments = vec!["explain", "people.csv", "--model", model];
        ids.iter().for_each(|id| arguments.extend(["--id", *id]));
        let output = guildhall(folder, &arguments);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let cases = [
        ("out/model.toml", &["a0", "nobody"][..], Some(3), "no record has the id nobody"),
        ("out/model.toml", &["a0", "a0"][..], Some(2), "both ids are of one record"),
        ("out/model.toml", &["a0"][..], Some(2), "a pair has two records"),
        ("bare.toml", &["a0", "a1"][..], Some(2), "bare.toml: the model isn't trained"),
    ];
    for (model, ids, code, expected) in cases {
        let (found, message) = explain(model, ids);
        assert!(message.contains(expected), "{message}");
        assert_eq!(found, code, "{message}");
    }
}
