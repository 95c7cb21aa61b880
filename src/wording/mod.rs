//! Analyses running text: personal numbers and addresses, readability, written form and invisible characters.

pub mod control_characters;
mod encoded_characters;
mod encoded_places;
pub mod identity_number;
mod invisible_characters;
pub mod literal_line_breaks;
pub mod lix;
mod number_boundary;
pub mod numerals;
pub mod odd_space;
pub mod personal_email;
pub mod phone_number;
mod reader_text;
pub mod unprintable;
pub mod word_processor;
pub mod written_form;

pub use encoded_characters::digit as as_digit;
pub use invisible_characters::is_invisible;
