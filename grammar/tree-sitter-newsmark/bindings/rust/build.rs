//! Compiles the parser.

fn main() {
    cc::Build::new()
        .std("c11")
        .include("src")
        .files(["src/parser.c", "src/scanner.c"])
        .warnings(true)
        .flag_if_supported("-Wno-unused-parameter")
        .flag_if_supported("-Wno-unused-but-set-variable")
        .opt_level(2)
        .compile("tree-sitter-newsmark");
    println!("cargo:rerun-if-changed=src");
}
