//! Files that nobody would write, except to break things.

use std::time::{Duration, Instant};

use crate::{assert_agrees, parse};

/// Bytes of each.
const LENGTH: usize = 300_000;

/// Generous: even unoptimized, each takes a second or two.
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn much_of_anything_is_read_in_linear_time() {
    let pieces = [
        "[",
        "{",
        "]",
        "[a @b] ",
        "[a @b [",
        "[ {",
        "[a] ",
        "\\[",
        "@a ",
        " @a :b #c",
        "# [\n",
        "// x\n",
        "a\n",
        "\n",
        "---\n",
        "[a\n// x\n",
    ];
    for piece in pieces {
        let source = piece.repeat(LENGTH / piece.len());
        let begun = Instant::now();
        let tree = parse(&source, None);
        assert!(!tree.root_node().has_error(), "{piece:?}");
        let took = begun.elapsed();
        println!("{piece:?}: {took:?}");
        assert!(took < LIMIT, "{piece:?} took {took:?}");
    }
}

#[test]
fn deep_nesting_agrees() {
    for depth in [10, 300, 4_000] {
        let nested = format!("{}x{}", "[".repeat(depth), " @a]".repeat(depth));
        assert_agrees(&nested, "nested mentions");
        let nested = format!("{}x{}", "{[".repeat(depth / 2), " @a] @b}".repeat(depth / 2));
        assert_agrees(&nested, "nested mentions and quotes");
        let unclosed = format!("{}[x @a] and [y @b]", "[".repeat(depth));
        assert_agrees(&unclosed, "brackets that are never closed");
    }
}

#[test]
fn more_brackets_than_are_looked_ahead_for() {
    for count in [255, 256, 257, 1_000] {
        assert_agrees(&"[a [b] {c @d} @e] ".repeat(count), "one after the other");
        assert_agrees(
            &format!("[open {}", "[a [b] {c @d} @e] ".repeat(count)),
            "behind one that is not closed",
        );
        assert_agrees(&format!("[all {} @x]", "[a [b] {c @d} @e] ".repeat(count)), "in another");
        assert_agrees(&format!("{{all [{}x @x}}", "[a] ".repeat(count)), "text in another");
    }
}
