//! Writes the generated description of the machine output.

use std::error::Error;

use gouji_tests::contract::files;

fn main() -> Result<(), Box<dyn Error>> {
    for (path, text) in files() {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}
