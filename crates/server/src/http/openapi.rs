//! The protocol as OpenAPI, served and kept in the repository, so that others can speak it.
//!
//! Owns the description as a whole; each route describes itself, and what travels is in `shapes`.

mod shapes;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::Api;
use crate::answer::{Answer, Effort};
use crate::store::Store;

pub(crate) use shapes::Details;
pub(super) use shapes::{Create, Created, Poke, Pulled, Push, Pushed, Rotate, Rotated, Version};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gagas sync",
        description = "Moves signed patches between the phones of a workshop. What is unknown, revoked or not listed answers alike: 404.",
        version = "1"
    ),
    paths(
        super::create::create,
        super::push::push,
        super::pull::pull,
        super::events::events,
        super::manage::rotate,
        super::manage::erase,
        super::health::health,
        super::health::version,
        crate::publish::http::calendar,
        crate::publish::http::picture
    ),
    components(schemas(Poke)),
    modifiers(&Bearer)
)]
struct Protocol;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        // Whose text it is stands in the repository, not in each answer.
        api.info.license = None;
        api.info.contact = None;
    }
}

/// The description as text.
#[must_use]
pub fn openapi() -> String {
    let mut text = Protocol::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

static ANSWER: LazyLock<Answer> =
    LazyLock::new(|| Answer::compressed("application/json", openapi(), Effort::Once));

pub(super) fn router<S: Store>() -> Router<Arc<Api<S>>> {
    Router::new().route("/api/v1/openapi.json", get(described))
}

async fn described(headers: HeaderMap) -> Response {
    ANSWER.to(&headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gagas_domain::code;
    use gagas_domain::id::PatchId;
    use gagas_domain::sync::wire;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    /// What the domain writes is what is told here, and all of it.
    fn same<T: DeserializeOwned>(value: &impl Serialize) {
        let text = serde_json::to_string(value).unwrap();
        if let Err(error) = serde_json::from_str::<T>(&text) {
            panic!("{text}: {error}");
        }
    }

    #[test]
    fn the_shapes_are_the_domains() {
        for code in code::Code::ALL {
            let mut result = wire::PushResult::rejected(&PatchId([0; 16]), code);
            result.retry_after = Some(1);
            result.verdict = Some("late".into());
            same::<Pushed>(&wire::Pushed {
                results: vec![result],
                ..wire::Pushed::default()
            });
        }
        let patch = wire::WirePatch {
            b: String::new(),
            s: String::new(),
        };
        same::<Push>(&wire::Push {
            patches: vec![patch],
        });
        same::<Pulled>(&wire::Pulled {
            reset: true,
            patches: vec![wire::PulledPatch {
                seq: 1,
                b: String::new(),
                s: String::new(),
            }],
            tallies: vec![(String::new(), 1, 1, 1)],
            taken: Some(1),
            verdicts: vec![(String::new(), String::new())],
            ..wire::Pulled::default()
        });
        same::<Poke>(&wire::Poke::default());
        let text = String::new;
        same::<Create>(&wire::Create {
            org_sign_pk: text(),
            org_token_sha256: text(),
            join_token_sha256: text(),
            t: 1,
            s: text(),
        });
        same::<Rotate>(&wire::Rotate {
            generation: 1,
            org_token_sha256: text(),
            join_token_sha256: text(),
            t: 1,
            s: text(),
        });
        same::<Created>(&wire::Created {
            w: text(),
            epoch: text(),
            now: 1,
        });
        same::<Rotated>(&wire::Rotated {
            generation: 1,
            now: 1,
        });
    }

    #[test]
    fn the_repository_holds_it() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        if std::env::var_os("GAGAS_WRITE_OPENAPI").is_some() {
            std::fs::write(path, openapi()).unwrap();
        }
        let held = std::fs::read_to_string(path).unwrap();
        assert_eq!(
            held,
            openapi(),
            "run this test with GAGAS_WRITE_OPENAPI=1 and look at what changed"
        );
    }
}
