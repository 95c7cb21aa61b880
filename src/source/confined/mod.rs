//! Reads and writes files below a folder without following symbolic links; all access to a portfolio goes through it.
//!
//! A portfolio comes from many people, and a link in it may point anywhere on the machine that reads it. So a symbolic
//! link anywhere in a path below the folder is refused, and so is a pipe, a socket or a device at its end. The path of
//! the folder itself may contain links, since the user chose it.

mod access;
mod confined_folder;
#[cfg(any(not(unix), test))]
mod portable;
mod refused;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;

pub use confined_folder::ConfinedFolder;
pub use refused::Refused;
