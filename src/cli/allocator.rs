//! Memory that is given up goes back to the system.

/// Has glibc's allocator give back what was given up: starts the program anew in its own place, with the same
/// number, input and output, and with settings that can be told in no other way without unsafe code. Does nothing elsewhere,
/// or if somebody has set something there.
///
/// From the first large text on that is given up, glibc takes all memory of that size and less from stocks of its own, many
/// of them, of which each keeps up to twice that size. The rules for whole articles, which run when nobody types, take some
/// 80 MB for a moment in an article of 10 MB; it stayed with a server that else occupies 50. Of other allocators, mimalloc
/// keeps 30 MB more all along and needs a C compiler, and dlmalloc keeps as much as glibc.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back() {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    const SETTINGS: &str = "GLIBC_TUNABLES";
    /// The sizes are those with which it begins; as settings they stay as they are. Two stocks are enough, since
    /// each thread has a small one besides; sixteen on two processors fill up one after the other.
    const FRUGAL: &str = "glibc.malloc.mmap_threshold=131072:\
         glibc.malloc.trim_threshold=131072:glibc.malloc.arena_max=2";

    if env::var_os(SETTINGS).is_some() {
        return;
    }
    let mut arguments = env::args_os();
    let (Some(name), Ok(program)) = (arguments.next(), env::current_exe()) else { return };
    // If this is not possible, for instance since the program was replaced, it goes on as it is.
    let _ = Command::new(program).arg0(name).args(arguments).env(SETTINGS, FRUGAL).exec();
}

/// Nothing has to be done.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
