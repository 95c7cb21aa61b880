//! Rebuilds the program when a template or a language file is added or changed.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=portfolio/processes");
}
