//! What a session holds beside its time and place: speakers, words, links.

use crate::render::prelude::*;
use gagas_domain::view::Session;

use super::look::Look;
use crate::components::{Icon, LinkButton, Variant};
use crate::i18n::{agenda as texts, lang, t};

pub(super) fn speakers(session: &Session) -> Option<impl IntoView + use<>> {
    let all = session.speakers.iter().map(|one| {
        let role = one
            .role
            .clone()
            .map(|role| view! { <p class="meta">{role}</p> });
        view! { <li><p>{one.name.clone()}</p>{role}</li> }
    });
    let all = all.collect_view();
    (!session.speakers.is_empty()).then(|| view! {
        <section class="section"><h2>{texts::SPEAKERS}</h2><ul class="stack">{all}</ul></section>
    })
}

pub(super) fn about(session: &Session) -> Option<impl IntoView + use<>> {
    let about = session.about.as_ref()?.get(lang().is_english()).to_owned();
    Some(view! {
        <section class="section"><h2>{texts::ABOUT}</h2><p class="pre">{about}</p></section>
    })
}

pub(super) fn links(look: Look, session: &Session) -> Option<impl IntoView + use<>> {
    let map = untrack(|| look.app.workshop()).and_then(|workshop| workshop.map.clone());
    let mut all: Vec<(String, String)> = session
        .links
        .iter()
        .map(|link| (link.title.clone(), link.url.clone()))
        .collect();
    all.extend(map.map(|map| (t(texts::MAP).to_owned(), map.url)));
    let one = |(label, href): (String, String)| {
        view! {
            <li><LinkButton label href variant=Variant::Quiet icon_before=Icon::ExternalLink/></li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section class="section no-print">
                <h2>{texts::LINKS}</h2>
                <ul>{all.into_iter().map(one).collect_view()}</ul>
            </section>
        }
    })
}
