//! Names of databases and channels, which carry the site's path: sites on one origin share storage.

use gagas_domain::id::WorkshopId;

/// The path under which this site lives, with a slash at its end.
#[must_use]
pub fn scope() -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    scope_of(path.as_deref().unwrap_or("/")).into()
}

/// The directory of a page's path.
#[must_use]
pub fn scope_of(path: &str) -> &str {
    path.rfind('/').map_or("/", |end| &path[..=end])
}

/// The name of a workshop's database, and of its channel.
#[must_use]
pub fn workshop(scope: &str, id: &WorkshopId) -> String {
    ["gagas:", scope, ":", &id.to_string()].concat()
}

/// The name of the device's own database.
#[must_use]
pub fn device(scope: &str) -> String {
    ["gagas:", scope, ":device"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_its_directory_share_a_scope() {
        for (path, scope) in [
            ("/", "/"),
            ("", "/"),
            ("/index.html", "/"),
            ("/jambi/", "/jambi/"),
            ("/jambi/index.html", "/jambi/"),
        ] {
            assert_eq!(scope_of(path), scope, "{path}");
        }
    }

    #[test]
    fn names_of_two_sites_differ() {
        let id = WorkshopId([7; 16]);
        assert_ne!(workshop("/a/", &id), workshop("/b/", &id));
        assert_ne!(workshop("/a/", &id), device("/a/"));
    }
}
