//! Writes one report in every format for the tests of the page, and the list of the files.

use std::fs;
use std::process::ExitCode;

use gouji_tests::formats;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let Some(files) = formats::write()? else {
        return Err("LibreOffice (soffice) is not on this machine".to_owned());
    };
    let names: Vec<String> = files.iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect();
    let list = formats::folder().join("list.txt");
    fs::write(&list, names.join("\n")).map_err(|error| format!("{}: {error}", list.display()))?;
    println!("{}", formats::folder().display());
    Ok(())
}
