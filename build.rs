//! With the feature `builtin`: compiles the built-in tables to the index that the library embeds.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "builtin")]
    builtin()?;
    Ok(())
}

#[cfg(feature = "builtin")]
fn builtin() -> Result<(), Box<dyn Error>> {
    use dateline_gazetteers::{FILES, Mode, Tables};

    let tables = Tables::parse(FILES.iter().copied(), Mode::BuiltIn).map_err(|problems| {
        for problem in problems.iter().take(50) {
            println!("cargo::error={problem}");
        }
        format!("{} problems in the built-in tables", problems.len())
    })?;
    let path = std::path::PathBuf::from(std::env::var("OUT_DIR")?).join("builtin.index");
    std::fs::write(path, tables.compile())?;
    Ok(())
}
