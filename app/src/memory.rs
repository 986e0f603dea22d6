//! The process's own memory, for the account of a run.

/// The most memory the process has held so far; 0 where the system doesn't say.
///
/// # Source
/// `VmHWM` in proc(5), Linux.
pub fn peak_rss_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes =
        line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1024
}
