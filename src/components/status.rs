//! The one polite status region of the page, and the line that says how saving stands.

use crate::render::prelude::*;

/// Says things to screen readers without moving focus. One lives in the context of the app.
#[derive(Clone, Copy)]
pub struct Announcer {
    text: RwSignal<String>,
}

impl Announcer {
    /// Makes the page's announcer; called once, at the root.
    pub fn provide() -> Self {
        Self {
            text: RwSignal::new(String::new()),
        }
    }

    /// Says a text, also when it is the same as the last.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.text.update(|said| *said = again(said, text));
    }
}

/// A region speaks when its text changes, so a repeated text gets a space that nobody hears.
fn again(said: &str, mut text: String) -> String {
    if said == text {
        text.push('\u{a0}');
    }
    text
}

/// The region itself; once in the shell, present from the start.
#[component]
pub fn StatusRegion(
    /// What it speaks for.
    announcer: Announcer,
) -> impl IntoView {
    view! { <p class="sr-only" role="status">{move || announcer.text.get()}</p> }
}

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateTone {
    /// Safe.
    Good,
    /// On its way.
    Wait,
    /// Needs a person.
    Bad,
}

/// A dot and words that say how saving stands; the words carry the meaning.
#[component]
pub fn SaveState(
    /// What it means.
    #[prop(into)]
    tone: Signal<StateTone>,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let dot = move || match tone.get() {
        StateTone::Good => "dot",
        StateTone::Wait => "dot wait",
        StateTone::Bad => "dot bad",
    };
    view! { <p class="state"><i class=dot></i><span>{text}</span></p> }
}

#[cfg(test)]
mod tests {
    use super::again;

    #[test]
    fn a_repeated_text_differs_each_time() {
        let once = again("", "Tersimpan".into());
        let twice = again(&once, "Tersimpan".into());
        let thrice = again(&twice, "Tersimpan".into());
        assert_ne!(once, twice);
        assert_ne!(twice, thrice);
        assert_eq!(twice.trim_end(), "Tersimpan");
    }
}
