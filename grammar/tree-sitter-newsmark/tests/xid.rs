//! `src/xid.h`, the characters of names, is made from the tables that the parser uses. After an update of these,
//! `UPDATE=1 cargo test --test xid` writes it anew.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const BEGINNING: &str = "\
// Characters that may begin or continue an identifier of UAX #31, in order. Written by tests/xid.rs.

#ifndef NEWSMARK_XID_H
#define NEWSMARK_XID_H

#include <stdint.h>

enum Xid { XID_NONE, XID_CONTINUE, XID_START };

static const struct {
  uint32_t first, last;
  enum Xid xid;
} XID[] = {
";

const END: &str = "\n};\n\n#endif\n";

fn class(character: char) -> Option<&'static str> {
    if unicode_ident::is_xid_start(character) {
        Some("XID_START")
    } else if unicode_ident::is_xid_continue(character) {
        Some("XID_CONTINUE")
    } else {
        None
    }
}

/// First and last character of each range, and what they are.
fn ranges() -> Vec<(u32, u32, &'static str)> {
    let mut ranges: Vec<(u32, u32, &str)> = Vec::new();
    for character in '\0'..=char::MAX {
        let Some(class) = class(character) else { continue };
        match ranges.last_mut() {
            Some((_, last, kind)) if *last + 1 == character as u32 && *kind == class => *last += 1,
            _ => ranges.push((character as u32, character as u32, class)),
        }
    }
    ranges
}

fn header() -> String {
    let mut text = BEGINNING.to_string();
    let rows: Vec<String> = ranges()
        .iter()
        .map(|(first, last, class)| format!("{{0x{first:X}, 0x{last:X}, {class}}},"))
        .collect();
    let lines: Vec<String> = rows.chunks(3).map(|row| format!("  {}", row.join(" "))).collect();
    write!(text, "{}{END}", lines.join("\n")).expect("a string takes all");
    text
}

#[test]
fn the_characters_of_names_are_those_of_the_parser() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/xid.h");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, header()).expect("it can be written");
    }
    let written = fs::read_to_string(&path).expect("it is in the repository");
    assert!(written == header(), "src/xid.h is out of date: UPDATE=1 cargo test --test xid");
}
