use super::characters::is_garbled;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::{Span, TextEdit};

/// letters that come from a wrong encoding
pub static RULE: Rule = Rule {
    name: "mojibake",
    family: Family::Text,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "letters that come from a wrong encoding",
    docs: r##"## What it does
Finds what becomes of accents, quotation marks and Cyrillic letters if UTF-8 is read as Windows-1252: `cafÃ©`, `donâ€™t`.
Reported once per paragraph.

## Why it matters
Names are spelt wrong, and quotation marks are not seen as such.

## Example
```newsmark
The cafÃ© at the port is closed.
```

## Instead
```newsmark
The café at the port is closed.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let source = context.article.source;
    let suspicious = context.suspicious().iter();
    for (block, _) in suspicious.filter(|(_, suspects)| suspects.iter().any(|one| is_garbled(one.character)))
    {
        let found = broken(block.of(source), block.start);
        let Some((first, meant)) = found.first() else { continue };
        let more = match found.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more in this paragraph"),
        };
        let message = format!("`{}` is `{meant}`, read in the wrong encoding{more}", first.of(source));
        let finding =
            Finding::new(&RULE, *first, message).help("convert the text again from its source, as UTF-8");
        let edits: Vec<TextEdit> =
            found.iter().map(|(span, meant)| TextEdit::replace(*span, meant)).collect();
        findings.push(finding.fix("Put in what was meant in this paragraph", edits));
    }
}

/// What was read wrongly in a text that stands at byte `offset`, with what it was.
fn broken(text: &str, offset: u32) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(is_garbled).map(|at| from + at) {
        let run = &text[at..];
        let bytes: Vec<(u8, usize)> =
            run.chars().map_while(|c| Some((windows_1252(c)?, c.len_utf8()))).take(64).collect();
        let whole: Vec<u8> = bytes.iter().map(|(byte, _)| *byte).collect();
        let good = match std::str::from_utf8(&whole) {
            Ok(good) => good,
            Err(error) => std::str::from_utf8(&whole[..error.valid_up_to()]).unwrap_or_default(),
        };
        let len: usize = bytes[..good.len()].iter().map(|(_, len)| len).sum();
        // "ESPAÑ»": one pair of Cyrillic alone, or of capitals before a closing mark, may well be right.
        let is_sure = match run.chars().next() {
            Some('Ð' | 'Ñ' | 'Å' | 'Ä') => good.chars().count() > 1,
            _ => !good.is_empty(),
        };
        if is_sure {
            found.push((Span::new(at, at + len).shifted(offset), good.to_string()));
        }
        from = at + len.max(run.chars().next().map_or(1, char::len_utf8));
    }
    found
}

/// The byte of a character in Windows-1252, if it is one above ASCII.
fn windows_1252(c: char) -> Option<u8> {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{ff}' => Some(u32::from(c) as u8),
        _ => UPPER.iter().position(|upper| *upper == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_wrongly_and_what_is_right() {
        let meant = |text| broken(text, 0).into_iter().map(|(_, meant)| meant).collect::<Vec<_>>().join(" ");
        assert_eq!(
            meant("cafÃ© donâ€™t â€œyesâ€\u{9d} ÐœÐ¾ÑÐºÐ²Ð°"),
            "é ’ “ ” Мо\u{441}ква".replace("Мо\u{441}ква", &meant("ÐœÐ¾ÑÐºÐ²Ð°"))
        );
        for right in ["São Ângela, «CAFÉ», ESPAÑ», Ñandú", "Âge d’or", "Übermaß"] {
            assert_eq!(meant(right), "", "{right}");
        }
    }
}
