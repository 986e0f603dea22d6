//! A model that Splink trained: taken over as it is, its pairs weighing what Splink's formula says.

use std::fs;
use std::path::Path;

use parquet::record::Field;

use super::tables::{json, refused, rows};

const PEOPLE: &str = "id,given,family,born,town
1,Ann,Reed,1980-02-03,York
2,Ann,Reed,1980-02-20,York
3,Anne,Reed,1980-02-03,York
4,Null,Nash,,York
5,Ann,Nash,1991-07-01,Hull
6,Cy,Nash,1991-07-01,Hull
";

const SETTINGS: &str = r#"{
  "link_type": "dedupe_only",
  "probability_two_random_records_match": 0.2,
  "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.\"town\" = r.\"town\"", "sql_dialect": "duckdb"}],
  "comparisons": [
    {"output_column_name": "given", "comparison_levels": [
      {"sql_condition": "\"given_l\" IS NULL OR \"given_r\" IS NULL", "label_for_charts": "null", "is_null_level": true},
      {"sql_condition": "\"given_l\" = \"given_r\"", "label_for_charts": "same", "m_probability": 0.8,
       "u_probability": 0.1, "tf_adjustment_column": "given", "tf_adjustment_weight": 1.0},
      {"sql_condition": "jaro_winkler_similarity(\"given_l\", \"given_r\") >= 0.88", "label_for_charts": "near",
       "m_probability": 0.15, "u_probability": 0.05},
      {"sql_condition": "ELSE", "label_for_charts": "other", "m_probability": 0.05, "u_probability": 0.85}]},
    {"output_column_name": "family", "comparison_levels": [
      {"sql_condition": "\"family_l\" IS NULL OR \"family_r\" IS NULL", "label_for_charts": "null", "is_null_level": true},
      {"sql_condition": "\"family_l\" = \"family_r\"", "label_for_charts": "same", "m_probability": 0.9,
       "u_probability": 0.2, "tf_adjustment_column": "family", "tf_adjustment_weight": 0.5, "tf_minimum_u_value": 0.6},
      {"sql_condition": "ELSE", "label_for_charts": "other", "m_probability": 0.1, "u_probability": 0.8}]},
    {"output_column_name": "born", "comparison_levels": [
      {"sql_condition": "try_strptime(\"born_l\", '%Y-%m-%d') IS NULL OR try_strptime(\"born_r\", '%Y-%m-%d') IS NULL",
       "label_for_charts": "null", "is_null_level": true},
      {"sql_condition": "\"born_l\" = \"born_r\"", "label_for_charts": "same", "m_probability": 0.7, "u_probability": 0.01},
      {"sql_condition": "ABS(EPOCH(try_strptime(\"born_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"born_r\", '%Y-%m-%d'))) <= 2629800.0",
       "label_for_charts": "a month", "m_probability": 0.2, "u_probability": 0.04},
      {"sql_condition": "ELSE", "label_for_charts": "other", "m_probability": 0.1, "u_probability": 0.95}]}]
}"#;

/// Each pair's ids and weight.
fn pairs(out: &Path) -> Vec<(String, f64)> {
    let weigh = |row: Vec<(String, Field)>| {
        let text = |at: usize| row[at].1.to_string().replace('"', "");
        let Field::Double(weight) = row[4].1 else { return (String::new(), f64::NAN) };
        (format!("{} {}", text(1), text(3)), weight)
    };
    rows(&out.join("pairs.parquet")).into_iter().map(weigh).collect()
}

#[test]
fn a_model_of_splink_weighs_pairs_as_its_formula_says() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("people.csv"), PEOPLE).unwrap();
    fs::write(folder.join("settings.json"), SETTINGS).unwrap();
    json(folder, &["link", "people.csv", "--model", "settings.json", "--out", "out", "--json"]);
    let prior = (0.2_f64 / 0.8).log2();
    // `Null` is a name where columns are as they stand. Ann has half of all given names; half of the difference from a share of at least 0.6 counts for family names.
    let given_same = (0.8_f64 / 0.1).log2() + (0.1_f64 / 0.5).log2();
    let given_near = (0.15_f64 / 0.05).log2();
    let given_other = (0.05_f64 / 0.85).log2();
    let family_same = (0.9_f64 / 0.2).log2() + 0.5 * (0.2_f64 / 0.6).log2();
    let (born_same, born_month) = ((0.7_f64 / 0.01).log2(), (0.2_f64 / 0.04).log2());
    let expected = [
        ("1 2", prior + given_same + family_same + born_month),
        ("1 3", prior + given_near + family_same + born_same),
        ("2 3", prior + given_near + family_same + born_month),
        ("5 6", prior + given_other + family_same + born_same),
    ];
    let found = pairs(&folder.join("out"));
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((ids, weight), (expected_ids, expected_weight)) in found.iter().zip(expected) {
        assert_eq!(ids, expected_ids);
        assert!((weight - expected_weight).abs() < 1e-9, "{ids}: {weight} and not {expected_weight}");
    }
    // The model as it was taken over is kept, and says the same.
    let model = fs::read_to_string(folder.join("out/model.toml")).unwrap();
    assert!(model.contains("learn = false") && model.contains("raw_columns = true"), "{model}");
    json(folder, &["link", "people.csv", "--model", "out/model.toml", "--out", "again", "--json"]);
    assert_eq!(pairs(&folder.join("again")), found);
}

#[test]
fn a_condition_that_cannot_be_said_is_told_with_its_level() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("people.csv"), PEOPLE).unwrap();
    let settings = SETTINGS.replace("jaro_winkler_similarity", "jaccard");
    fs::write(folder.join("settings.json"), settings).unwrap();
    let message = refused(folder, &["link", "people.csv", "--model", "settings.json", "--out", "out"]);
    let expected =
        "settings.json: comparison `given`, level `near`: the function `jaccard` is not known here";
    assert!(message.contains(expected), "{message}");
    assert!(!folder.join("out").exists());
}
