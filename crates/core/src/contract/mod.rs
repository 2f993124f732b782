//! The machine output: one contract for the command line, the package, the web component and batch work.
//!
//! These types are its only description: the JSON Schema and the TypeScript types in `contract/` of the project are made
//! from them (`cargo xtask contract`), and a test holds those files up to date. A new field is a line here. Fields may be
//! added; none is renamed or removed without a new [`SCHEMA`]. What is absent is left out, unless its type says `null`.
//!
//! Offsets (`start`, `end`) are UTF-8 bytes of the checked text, or what [`Wanted::count`] makes of them: JavaScript gets
//! UTF-16 units.

mod earlier;
mod making;
mod output;

pub use earlier::{Earlier, earlier_of};
pub use making::{Remark, Wanted, sha256_of, since, standing};
pub use output::*;
