//! What the repository promises about itself.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().to_string_lossy()))
}

fn cargo(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(args).args(["--locked", "--offline"]).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The packages that a user of the library compiles on this system, but for its own gazetteers.
fn dependencies() -> BTreeSet<String> {
    let tree = cargo(&["tree", "--package", "dateline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let names = tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned);
    names.filter(|name| !name.is_empty() && !name.starts_with("dateline")).collect()
}

#[test]
fn every_dependency_builds_with_the_declared_rust() {
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let dependencies = dependencies();
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let checked = packages.filter(|package| dependencies.contains(package["name"].as_str().unwrap()));
    let checked = checked.inspect(|package| {
        let theirs = package["rust_version"].as_str();
        assert!(theirs.is_none_or(|theirs| version(theirs) <= ours), "{} needs Rust {theirs:?}", package["name"]);
    });
    assert!(checked.count() >= dependencies.len() && dependencies.len() >= 5);
}

fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn every_dependency_has_its_reason_in_the_design() {
    let design = read("DESIGN.md");
    for name in dependencies() {
        assert!(design.contains(&format!("`{name}`")), "DESIGN.md does not say why {name} is there");
    }
}

#[test]
fn every_table_is_described() {
    let readme = read("gazetteers/README.md");
    for entry in fs::read_dir(root().join("gazetteers")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".tsv") || readme.contains(&format!("`{name}`")), "gazetteers/README.md does not describe {name}");
    }
}

#[test]
fn every_file_the_readme_names_is_there() {
    let readme = read("README.md");
    let named = readme
        .split(['`', '(', ')', ' ', '\n'])
        .filter(|word| ["examples/", "benches/", "gazetteers/", "schema/"].iter().any(|f| word.starts_with(f)));
    let named: BTreeSet<&str> = named.collect();
    assert!(named.contains("examples/articles/wire.txt"));
    for path in named {
        assert!(root().join(path).exists(), "{path}");
    }
}

#[test]
fn the_gazetteer_of_the_gazetteers_readme_is_right() {
    let readme = read("gazetteers/README.md");
    let rows: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| line.contains('\t') || line.starts_with('-')).collect();
    assert!(rows.len() >= 4, "{rows:?}");
    assert_eq!(dateline::Gazetteer::check("README.md", rows.join("\n")), []);
}
