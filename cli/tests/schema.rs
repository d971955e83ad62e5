//! The JSON Schema against what the extractor writes and against records that are wrong.

#[path = "../../benches/support/generator.rs"]
mod generator;
mod support;

use dateline::{Article, Extraction, Extractor, Offsets};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use support::{dateline, lines, repository};

fn schema() -> Value {
    serde_json::from_str(&dateline(&["schema"], b"").stdout).unwrap()
}

/// The schema with nothing left open: no other fields, no other values. What this version writes must fit it, so that the schema names all there is.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.get("properties").is_some_and(Value::is_object) && object.get("type") == Some(&json!("object")) {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                if let Some(Value::Array(options)) = object.get_mut("anyOf") {
                    options.retain(|option| option.get("pattern").is_none());
                }
                object.values_mut().for_each(close);
            }
            Value::Array(array) => array.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema));
    jsonschema::draft202012::new(schema).unwrap()
}

fn full_record() -> Value {
    serde_json::from_str(include_str!("data/full-record.json")).unwrap()
}

#[test]
fn what_is_written_fits() {
    let (open, closed) = (validator(&schema()), validator(&closed(schema())));
    let files =
        ["wire.txt", "political.txt", "feature.txt", "nothing.txt", "batch.jsonl"].map(|name| repository(&format!("examples/articles/{name}")));
    let mut args = vec!["extract", "--published", "2019-06-18"];
    args.extend(files.iter().map(String::as_str));
    let mut records = lines(&dateline(&args, b"").stdout);
    assert_eq!(records.len(), 7);
    let generated: String =
        (0..60).map(|n| json!({"id": n.to_string(), "text": generator::article(n), "published": "2016-04-11"}).to_string() + "\n").collect();
    records.extend(lines(&dateline(&["extract"], generated.as_bytes()).stdout));
    for record in &records {
        for validator in [&open, &closed] {
            let errors: Vec<String> = validator.iter_errors(record).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", record["id"]);
        }
    }
}

#[test]
fn other_offsets_fit() {
    let validator = validator(&schema());
    for offsets in [Offsets::Scalar, Offsets::Utf16] {
        let extractor = Extractor::builder().offsets(offsets).build().unwrap();
        let record = serde_json::to_value(extractor.extract(&Article::new(generator::article(7)))).unwrap();
        assert!(validator.is_valid(&record));
    }
}

#[test]
fn a_record_with_every_part_fits_and_is_read() {
    let record = full_record();
    for schema in [schema(), closed(schema())] {
        let validator = validator(&schema);
        let errors: Vec<String> = validator.iter_errors(&record).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let read: Extraction = serde_json::from_value(record.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), record);
}

#[test]
fn later_fields_and_values_are_accepted() {
    let mut record = full_record();
    record["mood"] = json!("grim");
    record["factions"][0]["kind"] = json!("fleet");
    record["claims"][0]["attribution"][0]["volume"] = json!(11);
    assert!(validator(&schema()).is_valid(&record));
    serde_json::from_value::<Extraction>(record).unwrap();
}

/// Fields that a reader of the contract may miss.
const OPTIONAL: &[&str] = &["outlet", "url", "id", "person", "affiliation"];

#[test]
fn every_missing_field_is_found() {
    let validator = validator(&schema());
    let mut tried = 0;
    each(&full_record(), &mut |path, record| {
        let Some((parent, field)) = path.rsplit_once('/') else { return };
        let mut wrong = record.clone();
        let Some(Value::Object(object)) = wrong.pointer_mut(parent) else { return };
        object.remove(field);
        let optional =
            OPTIONAL.contains(&field) && (parent.is_empty() && field != "id" || parent.contains("/entities/") && !parent.ends_with("affiliation"));
        assert_eq!(validator.is_valid(&wrong), optional, "without {path}");
        tried += 1;
    });
    assert!(tried > 100, "{tried}");
}

#[test]
fn every_wrong_type_is_found() {
    let validator = validator(&schema());
    each(&full_record(), &mut |path, record| {
        for wrong_value in [json!("Not A Value!"), json!(-1), json!(true), json!([[]]), json!({})] {
            let Some(value) = record.pointer(path) else { continue };
            let same_type = std::mem::discriminant(value) == std::mem::discriminant(&wrong_value);
            // Free text may be anything, but enumerated values, dates and codes may not.
            if same_type && value.is_string() && !CODED.contains(&path.rsplit('/').next().unwrap_or_default()) {
                continue;
            }
            let degrees = path.ends_with("/lat") || path.ends_with("/lon");
            if same_type && (value.is_boolean() || degrees) {
                continue;
            }
            let mut wrong = record.clone();
            *wrong.pointer_mut(path).unwrap() = wrong_value.clone();
            assert!(!validator.is_valid(&wrong), "{path} = {wrong_value}");
        }
    });
}

/// Fields whose text is not free.
const CODED: &[&str] = &[
    "schema",
    "offsets",
    "published",
    "kind",
    "form",
    "country",
    "use",
    "type",
    "anchor",
    "from",
    "until",
    "act",
    "polarity",
    "quotation",
    "wikidata",
];

/// Calls with the JSON pointer of every value that is not null.
fn each(record: &Value, check: &mut impl FnMut(&str, &Value)) {
    fn walk(value: &Value, path: &str, record: &Value, check: &mut impl FnMut(&str, &Value)) {
        if !value.is_null() {
            check(path, record);
        }
        match value {
            Value::Object(object) => Map::iter(object).for_each(|(key, value)| walk(value, &format!("{path}/{key}"), record, check)),
            Value::Array(array) => array.iter().enumerate().for_each(|(index, value)| walk(value, &format!("{path}/{index}"), record, check)),
            _ => {}
        }
    }
    walk(record, "", record, check);
}
