//! The toaster: one short message at a time, with an action such as "undo".

use super::button::{Button, Variant};
use super::focus::give_back;
use super::status::Announcer;
use crate::render::prelude::*;
use leptos::leptos_dom::helpers::TimeoutHandle;
use std::cell::Cell;
use std::time::Duration;

/// What a message offers to do.
#[derive(Clone)]
pub struct ToastAction {
    /// What the button says.
    pub label: String,
    /// What it does.
    pub run: Callback<()>,
}

#[derive(Clone)]
struct Toast {
    text: String,
    action: Option<ToastAction>,
    on_expire: Option<Callback<()>>,
}

/// Shows messages. One lives in the context of the app, above all that is redrawn.
#[derive(Clone, Copy)]
pub struct Toaster {
    toast: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Where focus was when the message came, and so where it goes back to.
    origin: StoredValue<Option<web_sys::Element>>,
    announcer: Announcer,
}

thread_local! {
    // One a page: leptos's contexts would bring a hash map by type for it.
    static HERE: Cell<Option<Toaster>> = const { Cell::new(None) };
}

impl Toaster {
    /// Makes the page's toaster; called once, at the root.
    pub fn provide(announcer: Announcer) -> Self {
        let toaster = Self {
            toast: RwSignal::new(None),
            timer: StoredValue::new(None),
            origin: StoredValue::new(None),
            announcer,
        };
        HERE.set(Some(toaster));
        toaster
    }

    /// The page's toaster, for what is only drawn in a page.
    #[must_use]
    pub fn get() -> Self {
        HERE.get()
            .unwrap_or_else(|| unreachable!("the page's toaster is made first"))
    }

    /// The page's toaster; `None` where a component stands by itself.
    #[must_use]
    pub fn here() -> Option<Self> {
        HERE.get()
    }

    /// Shows a message that offers nothing.
    pub fn say(self, text: impl Into<String>) {
        self.show(text, None, None);
    }

    /// Shows a message. `on_expire` runs once when it goes without its action having been taken: after
    /// its time, or when the next message takes its place.
    pub fn show(
        self,
        text: impl Into<String>,
        action: Option<ToastAction>,
        on_expire: Option<Callback<()>>,
    ) {
        self.expire();
        let text = text.into();
        let said = action
            .as_ref()
            .map(|action| [&text, ". ", &action.label].concat());
        self.announcer.say(said.unwrap_or_else(|| text.clone()));
        self.origin.set_value(document().active_element());
        self.toast.set(Some(Toast {
            text,
            action,
            on_expire,
        }));
        self.resume();
    }

    /// Lets the message go now, as if its time were over.
    pub fn expire(self) {
        if let Some(on_expire) = self.take().and_then(|toast| toast.on_expire) {
            on_expire.run(());
        }
    }

    fn act(self) {
        let Some(action) = self.take().and_then(|toast| toast.action) else {
            return;
        };
        action.run.run(());
        // The pressed button is gone: focus goes back to where the person came from.
        request_animation_frame(move || {
            give_back(self.origin.try_update_value(Option::take).flatten());
        });
    }

    fn take(self) -> Option<Toast> {
        self.pause();
        let shown = self.toast.get_untracked();
        if shown.is_some() {
            self.toast.set(None);
        }
        shown
    }

    fn pause(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn resume(self) {
        self.pause();
        let time = self
            .toast
            .with_untracked(|toast| toast.as_ref().map(time_of));
        if let Some(time) = time {
            // Without a timer the message stays until the next: never too short.
            let timer = set_timeout_with_handle(move || self.expire(), time).ok();
            self.timer.set_value(timer);
        }
    }
}

/// Six seconds at least, longer for long texts and where there is something to decide.
fn time_of(toast: &Toast) -> Duration {
    let least: u32 = if toast.action.is_some() { 9_000 } else { 6_000 };
    let reading = u32::try_from(toast.text.chars().count())
        .unwrap_or(u32::MAX)
        .saturating_mul(60);
    Duration::from_millis(least.saturating_add(reading.min(9_000)).into())
}

/// The place of the messages; once in the shell, after `main`. Time stands still while a message is
/// pointed at or focused.
#[component]
pub fn Toasts(
    /// The accessible name of a message, as a region.
    #[prop(into)]
    label: Signal<String>,
    /// Whose messages it shows.
    toaster: Toaster,
) -> impl IntoView {
    let message = move |toast: Toast| {
        let act = Callback::new(move |()| toaster.act());
        view! {
            <section
                class="toast"
                aria-label=label
                on:pointerenter=move |_| toaster.pause()
                on:pointerleave=move |_| toaster.resume()
                on:focusin=move |_| toaster.pause()
                on:focusout=move |_| toaster.resume()
            >
                <p>{toast.text}</p>
                {toast.action.map(|action| {
                    view! { <Button label=action.label variant=Variant::Quiet on_press=act/> }
                })}
            </section>
        }
    };
    view! { <div class="toasts">{move || toaster.toast.get().map(message)}</div> }
}

#[cfg(test)]
mod tests {
    use super::{Toast, time_of};

    #[test]
    fn a_message_stays_long_enough_and_not_for_ever() {
        let toast = |text: String| Toast {
            text,
            action: None,
            on_expire: None,
        };
        assert!(time_of(&toast(String::new())).as_secs() >= 6);
        assert!(time_of(&toast("a".repeat(100))).as_secs() >= 12);
        assert!(time_of(&toast("a".repeat(100_000))).as_secs() <= 15);
    }
}
