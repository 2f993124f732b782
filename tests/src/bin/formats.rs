//! Writes one report in every format, with what the command line says of each, for the tests of the page.

use std::fs;
use std::process::ExitCode;

use annual_report::contract::MachineOutput;
use annual_report::{Options, check};
use documents::native::TOOLS;
use documents::read::read;
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
        println!("formats: LibreOffice is not here; its formats are not tested");
        return Ok(());
    };
    for file in files {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let source = read(&bytes, TOOLS).map_err(|problem| format!("{}: {}", file.display(), problem.message))?;
        let output = MachineOutput::new(&source, &check(&source, &Options::default()), true);
        let said = output.findings.iter().map(|it| format!("{} {} {}", it.rule, it.severity, it.message));
        println!("{} {} cells, {}", file.display(), output.coverage.cells_read, said.collect::<Vec<_>>().join("; "));
    }
    Ok(())
}
