/// `1 mention`, `2 mentions`
pub fn counted(number: u32, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}
