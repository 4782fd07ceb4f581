//! What has to be known above every page of an open workshop.

use crate::render::prelude::*;
use gagas_domain::view::LocalText;

use crate::components::{
    Button, Disclosure, Icon, IconButton, Keyboard, LinkButton, Notice, TextField, Tone, Variant,
};
use crate::i18n::{common, errors, lang, server as server_texts, start as texts, t, tf};
use crate::platform::rest::Rest;
use crate::platform::{format, update};
use crate::route::Route;
use crate::state::{App, Saving, Wish, use_app};

/// From which age on what is shown is called old, in ms.
const STALE_MS: i64 = 5 * 60 * 1000;
/// Up to which age the time of day is enough, in ms.
const LATELY_MS: i64 = 12 * 60 * 60 * 1000;
/// Where the notice that was closed is kept: another one is shown again.
const CLOSED: &str = "notice";

/// The banners; each stands only while it has something to say.
#[component]
pub fn Banners() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="banners no-print">
            <SavingBanner app/>
            <UpdateBanner app/>
            <ClockBanner app/>
            {move || (app.sync.get() == Rest::Here).then(|| server(app))}
            <RowsBanner app/>
            <WorkshopNotice app/>
        </div>
    }
}

#[component]
fn SavingBanner(app: App) -> impl IntoView {
    let retry = move |()| app.retry_saving();
    move || match app.saving.get() {
        Saving::Saved | Saving::Saving => None,
        Saving::MemoryOnly => Some(view! {
            <Notice tone=Tone::Wait title=texts::MEMORY_ONLY><p>{texts::MEMORY_TEXT}</p></Notice>
        }),
        Saving::Failed(error) => Some(view! {
            <Notice tone=Tone::Bad title=texts::SAVING_FAILED>
                <p>{errors::storage_error(&error)}</p>
                <Button label=common::RETRY on_press=retry/>
            </Notice>
        }),
    }
}

#[component]
fn UpdateBanner(app: App) -> impl IntoView {
    let typing = Memo::new(move |_| app.dirty.get() > 0);
    let action = move || {
        if typing.get() {
            view! { <p>{common::UPDATE_LATER}</p> }
        } else {
            let take = |()| update::take();
            view! { <Button label=common::UPDATE_TAKE variant=Variant::Secondary on_press=take/> }
        }
    };
    move || {
        app.update_ready.get().then(|| {
            view! { <Notice title=common::UPDATE_READY>{action}</Notice> }
        })
    }
}

#[component]
fn ClockBanner(app: App) -> impl IntoView {
    let wrong = Memo::new(move |_| app.clock_is_wrong());
    let shown = move || {
        tf(
            texts::CLOCK_TEXT,
            &[&format::moment(app.now.get(), &app.zone())],
        )
    };
    move || {
        wrong.get().then(|| {
            view! { <Notice tone=Tone::Wait title=texts::CLOCK_WRONG><p>{shown}</p></Notice> }
        })
    }
}

/// What is to be said of the server; a door to the part that one needs.
#[inline(never)]
fn server(app: App) -> View {
    view! { <ServerBanner app/> }
}

/// How old what is shown is, where a server is not reached; and that it does not know the link.
#[component]
fn ServerBanner(app: App) -> impl IntoView {
    let old = Memo::new(move |_| {
        let heard = app.heard_ms();
        let stale = app.is_connected() && app.now.get() - heard > STALE_MS;
        stale.then_some(heard)
    });
    let refused = Memo::new(move |_| app.server.with(|server| server.refused));
    let age = move || {
        let zone = app.zone();
        old.get().map(|at| {
            let zone_name = format::zone_name(at, &zone);
            let lately = app.now.get_untracked() - at < LATELY_MS;
            let at = if lately {
                format::time(at, &zone)
            } else {
                format::moment(at, &zone)
            };
            view! { <p class="meta">{tf(common::STALE, &[&at, &zone_name])}</p> }
        })
    };
    let link = move || {
        refused.get().then(|| {
            if app.is_organiser() {
                return view! {
                    <Notice tone=Tone::Wait title=common::LINK_OLD><p>{common::LINK_OLD_ORGANISER}</p></Notice>
                };
            }
            view! {
                <Notice tone=Tone::Wait title=common::LINK_OLD>
                    <p>{common::LINK_OLD_TEXT}</p>
                    <LinkButton label=server_texts::NEW_LINK href=Route::Workshops.href()/>
                </Notice>
            }
        })
    };
    let differs = Memo::new(move |_| app.server_ahead_ms().is_some());
    let clock = move || differs.get().then(|| clock(app));
    let asks = Memo::new(move |_| app.server.with(|server| server.asks_token));
    let token = move || asks.get().then(|| view! { <CreateToken app/> });
    view! { {clock}{age}{link}{token} }
}

/// Both clocks: what the app shows is right, but what else the phone does by its own is not.
fn clock(app: App) -> View {
    let text = move || {
        let (now, zone) = (app.now.get(), app.zone());
        let own = now - app.server_ahead_ms().unwrap_or(0);
        let at = |ms| format::moment(ms, &zone);
        tf(server_texts::CLOCK_TEXT, &[&at(own), &at(now)])
    };
    view! { <Notice tone=Tone::Wait title=server_texts::CLOCK_DIFFERS><p>{text}</p></Notice> }
}

/// Asks an organiser for the token without which the server keeps no workshop. It goes to the server, and nowhere else.
#[component]
fn CreateToken(app: App) -> impl IntoView {
    // Not the form's own: it is drawn anew with another language.
    let token = app.create_token;
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let failed = Memo::new(move |_| app.server.with(|server| server.token_failed));
    effect(move || {
        if failed.get() {
            busy.set(false);
            error.set(Some(t(server_texts::TOKEN_WRONG).into()));
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = token.with_untracked(|token| token.trim().to_owned());
        // What a header cannot hold is no token.
        if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_graphic()) {
            return error.set(Some(t(server_texts::TOKEN_WRONG).into()));
        }
        error.set(None);
        busy.set(true);
        app.wish(Wish::Create(typed));
    };
    let typed = move |text: String| {
        token.set(text);
        error.set(None);
        busy.set(false);
    };
    view! {
        <Notice tone=Tone::Wait title=server_texts::TOKEN_TITLE>
            <p>{server_texts::TOKEN_TEXT}</p>
            <Disclosure summary=server_texts::TOKEN_OPEN>
                <form novalidate on:submit=submit>
                    <TextField id="create-token" label=server_texts::TOKEN hint=server_texts::TOKEN_HINT
                        keyboard=Keyboard::Code value=token on_input=typed error/>
                    <Button label=server_texts::TOKEN_SEND variant=Variant::Primary busy/>
                </form>
            </Disclosure>
        </Notice>
    }
}

#[component]
fn RowsBanner(app: App) -> impl IntoView {
    move || {
        let rows = app.unreadable.get();
        (rows > 0).then(|| {
            let words = tf(texts::ROWS_UNREADABLE, &[&rows.to_string()]);
            view! { <Notice tone=Tone::Wait><p>{words}</p></Notice> }
        })
    }
}

/// The organiser's notice, such as "sample data", until it is closed.
#[component]
fn WorkshopNotice(app: App) -> impl IntoView {
    let notice = Memo::new(move |_| {
        let notice = app.workshop()?.notice.clone()?;
        let closed = app.with_meta(|meta| meta.get(CLOSED) == Some(notice.original.as_bytes()));
        (!closed).then_some(notice)
    });
    move || {
        notice.get().map(|LocalText { original, english }| {
            let close = {
                let original = original.clone();
                move |()| app.keep(CLOSED, Some(original.clone().into_bytes()))
            };
            let text = LocalText { original, english }
                .get(lang().is_english())
                .to_owned();
            view! {
                <Notice>
                    <div class="row nowrap top">
                        <p class="fill">{text}</p>
                        <IconButton label=texts::HIDE_NOTICE shows=Icon::X on_press=close/>
                    </div>
                </Notice>
            }
        })
    }
}
