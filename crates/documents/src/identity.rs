use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

/// Endings that a file gets when it is compressed; its name is what stands before.
const COMPRESSION_ENDINGS: &[&str] = &[".gz", ".zst", ".bz2", ".xz"];

/// Query parameters that tell how a reader came to a page, not which page it is.
const TRACKING: &[&str] = &["utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid="];

/// The file's name without folders and compression endings.
pub(crate) fn file_id(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let ending = COMPRESSION_ENDINGS.iter().find(|ending| name.len() > ending.len() && name.ends_with(**ending));
    Some(name[..name.len() - ending.map_or(0, |ending| ending.len())].to_owned())
}

/// A hash of the text, for a stream that has no name: 32 hexadecimal digits of xxh3-128.
pub(crate) fn content_id(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

/// One form for the addresses of one page: scheme and host in lower case (RFC 3986, section 6.2.2.1), no fragment,
/// and no parameters that only track the reader.
pub(crate) fn canonical_url(url: &str) -> String {
    let page = url.split('#').next().unwrap_or(url).trim();
    let (address, query) = page.split_once('?').unwrap_or((page, ""));
    let host_start = address.find("://").map_or(0, |colon| colon + 3);
    let path_start = address[host_start..].find('/').map_or(address.len(), |slash| host_start + slash);
    // Without a scheme, what stands first may be a path, whose case matters.
    let (host, path) = address.split_at(if host_start == 0 { 0 } else { path_start });
    let mut canonical = host.to_ascii_lowercase() + path;
    let mut separator = '?';
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty() && !tracks(parameter)) {
        canonical.push(separator);
        canonical.push_str(parameter);
        separator = '&';
    }
    canonical
}

fn tracks(parameter: &str) -> bool {
    TRACKING.iter().any(|prefix| parameter.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name() {
        for (path, id) in [
            ("a.txt", "a.txt"),
            ("news/2010/a.txt", "a.txt"),
            ("news/a.txt.gz", "a.txt"),
            ("a.jsonl.zst", "a.jsonl"),
            (".gz", ".gz"),
            ("Überfall.txt", "Überfall.txt"),
        ] {
            assert_eq!(file_id(Path::new(path)).as_deref(), Some(id), "{path}");
        }
    }

    #[test]
    fn addresses_of_one_page_are_one() {
        for (url, canonical) in [
            ("https://Example.ORG/News/A?id=3#top", "https://example.org/News/A?id=3"),
            ("https://example.org/a?utm_source=x&id=3&fbclid=y", "https://example.org/a?id=3"),
            ("https://example.org/a?utm_source=x", "https://example.org/a"),
            (" https://example.org/a ", "https://example.org/a"),
            ("HTTPS://EXAMPLE.ORG", "https://example.org"),
            ("/News/A", "/News/A"),
            ("", ""),
        ] {
            assert_eq!(canonical_url(url), canonical, "{url}");
        }
    }

    #[test]
    fn a_stream_is_known_by_its_content() {
        // The published XXH3-128 of no bytes at all.
        assert_eq!(content_id(""), "99aa06d3014798d86001c324468d497f");
        assert_ne!(content_id("a"), content_id("b"));
    }
}
