use std::thread;
use std::time::Duration;

use tracing::{debug, info, warn};

use super::ending::{Ended, Ending};

/// How often to look. An editor that dies usually closes our input, too; this is for when some other
/// process holds it open.
const EVERY: Duration = Duration::from_secs(1);

/// Ends the session when the process that started it is gone (LSP 3.17 §initialize, `processId`).
///
/// A process that isn't there to begin with lives in another container or on another machine.
pub fn watch(process: u32, ended: Ended) {
    if !is_alive(process) {
        warn!("the client says it is process {process}, which does not exist here; not watching it");
        return;
    }
    debug!("watching process {process}");
    thread::spawn(move || {
        while is_alive(process) {
            thread::sleep(EVERY);
        }
        info!("the client, process {process}, is gone");
        ended.tell(Ending::ClientDied);
    });
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    // Not being allowed to ask means that there is somebody.
    let exists = matches!(test_kill_process(pid), Ok(()) | Err(Errno::PERM));
    exists && !is_zombie(process)
}

/// Dead, but nobody has asked yet how it died (proc_pid_stat(5), the field behind the name).
#[cfg(target_os = "linux")]
fn is_zombie(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_zombie(_: u32) -> bool {
    false
}

/// Elsewhere the end of the input has to do: a process that dies takes its end of the pipe with it.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn knows_the_living_and_the_dead() {
        assert!(is_alive(std::process::id()) && is_alive(1));
        assert!(!is_alive(0) && !is_alive(u32::MAX));
        let mut child = std::process::Command::new("true").spawn().expect("starts");
        let id = child.id();
        if cfg!(target_os = "linux") {
            // Dead, and not yet waited for.
            while is_alive(id) {
                thread::sleep(Duration::from_millis(5));
            }
        }
        child.wait().expect("has ended");
        assert!(!is_alive(id));
    }
}
