//! A URL as far as following it goes: which server, and where a redirect leads from there.

/// A URL of http or https.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    url: String,
    /// Where the path begins.
    path_at: usize,
}

impl Target {
    pub(super) fn of(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or(url).to_owned();
        let host_at = url.find("://").map_or(0, |at| at + 3);
        let path_at = url[host_at..].find(['/', '?']).map_or(url.len(), |at| host_at + at);
        Self { url, path_at }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The URL to show: without a user and a query, either of which may hold a secret.
    pub(super) fn shown(&self) -> String {
        let (server, path) = self.url.split_at(self.path_at);
        let path = path.split('?').next().unwrap_or("");
        match (server.find("://"), server.rfind('@')) {
            (Some(scheme), Some(user)) => format!("{}{}{path}", &server[..scheme + 3], &server[user + 1..]),
            _ => format!("{server}{path}"),
        }
    }

    pub(super) fn is_same_server(&self, other: &Self) -> bool {
        self.url[..self.path_at].eq_ignore_ascii_case(&other.url[..other.path_at])
    }

    /// Where a redirect leads; nothing where that is no web server, or one without TLS after one with it.
    pub(super) fn join(&self, to: &str) -> Option<Self> {
        let server = &self.url[..self.path_at];
        let joined = if to.contains("://") && !to.starts_with(['/', '?']) {
            to.to_owned()
        } else if to.starts_with("//") {
            format!("{}{to}", &server[..server.find("://")? + 1])
        } else if to.starts_with('/') {
            format!("{server}{to}")
        } else {
            let path = self.url[self.path_at..].split('?').next().unwrap_or("");
            let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
            format!("{server}{folder}{to}")
        };
        let is_safe = joined.starts_with("https://")
            || (joined.starts_with("http://") && !self.url.starts_with("https://"));
        is_safe.then(|| Self::of(&joined))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirect_leads_where_its_text_says() {
        for (from, to, expected) in [
            ("https://a.example/x/y.csv?k=1", "z.csv", Some("https://a.example/x/z.csv")),
            ("https://a.example/x/y.csv", "/z.csv", Some("https://a.example/z.csv")),
            ("https://a.example", "z.csv", Some("https://a.example/z.csv")),
            ("https://a.example/x", "//b.example/z", Some("https://b.example/z")),
            ("http://a.example/x", "https://b.example/z", Some("https://b.example/z")),
            ("https://a.example/x", "http://a.example/x", None),
            ("https://a.example/x", "file:///etc/hosts", None),
        ] {
            let joined = Target::of(from).join(to);
            assert_eq!(joined.as_ref().map(Target::url), expected, "{from} {to}");
        }
    }

    #[test]
    fn secrets_in_a_url_are_not_shown() {
        let target = Target::of("https://user:word@a.example:8443/x/y.csv?token=1#z");
        assert_eq!(target.shown(), "https://a.example:8443/x/y.csv");
    }

    #[test]
    fn another_port_is_another_server() {
        let target = Target::of("https://a.example/x");
        assert!(target.is_same_server(&Target::of("https://A.example/y")));
        assert!(!target.is_same_server(&Target::of("https://a.example:8443/x")));
    }
}
