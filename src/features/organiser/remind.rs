//! Reminding those who are missing: a list as text for the clipboard, and as a message for WhatsApp.

use crate::render::prelude::*;
use gagas_domain::link::percent_encode;

use crate::components::{Button, Icon, LinkButton, Toaster};
use crate::i18n::{Text, lang, organiser as texts, tf};
use crate::parts::copy;
use crate::route::Route;
use crate::state::App;

/// The buttons that pass the list on.
pub(super) fn buttons(app: App, message: Text, to: &Route, missing: &[String]) -> View {
    let toaster = Toaster::here();
    let href = to.href();
    let link = untrack(|| app.invitation(href.strip_prefix('#')));
    let title = untrack(|| app.workshop());
    let title = title.map(|w| w.title.get(lang().is_english()).to_owned());
    let lead = tf(
        message,
        &[&title.unwrap_or_default(), &link.unwrap_or_default()],
    );
    let text = letter(&lead, missing);
    let chat = ["https://wa.me/?text=", &percent_encode(&text)].concat();
    let press = move |()| copy(toaster, text.clone());
    view! {
        <div class="actions">
            <Button label=texts::COPY icon_before=Icon::Copy on_press=press/>
            <LinkButton label=texts::REMIND href=chat icon_before=Icon::MessageCircle/>
        </div>
    }
    .into_view()
}

/// The message: the link stands before the list, for messengers cut at the end.
fn letter(lead: &str, missing: &[String]) -> String {
    let mut text = String::from(lead);
    text.push('\n');
    for (at, name) in missing.iter().enumerate() {
        text.push('\n');
        text.push_str(&(at + 1).to_string());
        text.push_str(". ");
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn the_list_is_numbered_below_the_link() {
        let missing = ["Dinas Kesehatan".to_owned(), "Biro Umum".into()];
        assert_eq!(
            letter("Belum: https://a.id/", &missing),
            "Belum: https://a.id/\n\n1. Dinas Kesehatan\n2. Biro Umum"
        );
    }
}
