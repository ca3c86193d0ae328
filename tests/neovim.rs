//! The main paths in Neovim, without a screen: diagnostics, hover, definition, rename and completion, as
//! somebody at the keyboard uses them. Runs where `nvim` 0.11 or later is found; `NEWSMARK_NVIM` names another.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The first version with `vim.lsp.config`.
const NEEDED: (u32, u32) = (0, 11);

const FILES: [(&str, &str); 3] = [
    ("newsmark.toml", ""),
    ("entities.nmk", "---\n@ellery :place Port Ellery\n@ana :person Ana Duarte\n"),
    (
        "story.nmk",
        "# Pact\n\n[Mayor Duarte @ana] left [Port Ellery @ellery] 😀 for [Calder Bay @calder].\n\n[She @ana] left.\n",
    ),
];

/// What is wrong with an editor; nothing if it will do.
fn unfit(nvim: &str) -> Option<String> {
    let Ok(output) = Command::new(nvim).arg("--version").output() else {
        return Some(format!("there is no `{nvim}`"));
    };
    let told = String::from_utf8_lossy(&output.stdout);
    let version = told.lines().next().and_then(|line| line.strip_prefix("NVIM v")).unwrap_or_default();
    let mut numbers = version.split(['.', '-']).map(|number| number.parse::<u32>().unwrap_or(0));
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (version < NEEDED).then(|| format!("`{nvim}` is older than 0.11"))
}

#[test]
fn the_main_paths() {
    let nvim = env::var("NEWSMARK_NVIM").unwrap_or_else(|_| "nvim".to_string());
    if let Some(reason) = unfit(&nvim) {
        println!("SKIPPED: {reason}");
        return;
    }
    let folder = tempfile::tempdir().expect("can be made");
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).expect("can be written");
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/neovim/paths.lua");
    let output = Command::new(nvim)
        .args(["--clean", "--headless", "-u", "NONE", "-l"])
        .arg(script)
        .env("NEWSMARK", env!("CARGO_BIN_EXE_newsmark"))
        .env("XDG_STATE_HOME", folder.path().join(".state"))
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let told =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}");
    assert_eq!(told.matches("ok ").count(), 12, "{told}");
}
