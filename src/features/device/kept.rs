//! What is kept, how much room it takes, and whether the browser promises to keep it.

use gagas_domain::sorted::SortedMap;

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::kind::Kind;

use crate::components::{Button, Notice, Tone};
use crate::i18n::{device as texts, records, t, tf};
use crate::platform::format;
use crate::state::use_app;
use crate::storage::persistence::{self, Estimate, Persistence};

/// Counts of records by kind, and of what the person keeps beside them.
#[component]
pub fn Kept() -> impl IntoView {
    let app = use_app();
    let counts = Memo::new(move |_| {
        let mut counts = SortedMap::<Kind, usize>::new();
        app.with_records(|all| {
            for record in all.records().filter(|r| *r.kind() != Kind::Workshop) {
                *counts.or_default(record.kind().clone()) += 1;
            }
        });
        let of = |prefix| app.with_meta(|meta| meta.with_prefix(prefix).count());
        let own = [
            (t(texts::STARS), of("star.")),
            (t(texts::DRAFTS), of("draft.")),
        ];
        let kinds = counts.iter().map(|(kind, n)| (records::kind(kind), *n));
        let all = kinds.chain(own).filter(|(_, n)| *n > 0);
        all.collect::<Vec<_>>()
    });
    let row = |(name, n): (&'static str, usize)| {
        view! { <li class="row spread"><span>{name}</span><span class="num">{format::number(n)}</span></li> }
    };
    view! {
        <section class="section">
            <h2>{texts::KEPT}</h2>
            <ul class="lines counts">{move || counts.get().into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// How much room is used, and whether it is protected.
#[component]
pub fn Room() -> impl IntoView {
    let app = use_app();
    let estimate = RwSignal::new(None::<Option<Estimate>>);
    spawn(async move {
        let found = persistence::estimate().await;
        // The page may be gone by now.
        estimate.set(Some(found));
    });
    let usage = move || {
        let words = match estimate.get()? {
            Some(Estimate { usage, quota }) => {
                tf(texts::USAGE, &[&format::size(usage), &format::size(quota)])
            }
            None => t(texts::USAGE_UNKNOWN).into(),
        };
        Some(view! { <p class="hint">{words}</p> })
    };
    let asked = RwSignal::new(false);
    let ask = move |()| {
        asked.set(true);
        app.ask_persistence();
    };
    let promise = move || {
        let words = match app.persistence.get()? {
            Persistence::Kept => {
                let words = t(texts::PERSIST_KEPT);
                return Some(view! { <Notice tone=Tone::Good><p>{words}</p></Notice> });
            }
            Persistence::BestEffort if asked.get() => texts::PERSIST_REFUSED,
            Persistence::BestEffort => texts::PERSIST_NOT,
            Persistence::Unknown => texts::PERSIST_UNKNOWN,
        };
        Some(view! {
            <Notice tone=Tone::Wait>
                <p>{t(words)}</p>
                <Button label=texts::PERSIST_ASK on_press=ask/>
            </Notice>
        })
    };
    view! { <div class="stack section">{usage}{promise}</div> }
}
