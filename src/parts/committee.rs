//! How to reach the committee, and the way to the venue; all of it works offline.

use crate::render::prelude::*;
use gagas_domain::view::{Contact, Link};

use crate::components::{Icon, LinkButton};
use crate::i18n::{about as texts, common, t};
use crate::state::use_app;

/// The committee's contact and the map; nothing where the organiser gave neither.
#[component]
pub fn Committee() -> impl IntoView {
    let app = use_app();
    let known = Memo::new(move |_| {
        let workshop = app.workshop()?;
        let there = !workshop.contact.is_empty() || workshop.map.is_some();
        there.then(|| {
            (
                workshop.contact.clone(),
                workshop.map.clone(),
                workshop.venue.clone(),
            )
        })
    });
    move || {
        known
            .get()
            .map(|(contact, map, venue)| section(contact, map, venue))
    }
}

fn section(contact: Contact, map: Option<Link>, venue: Option<String>) -> impl IntoView {
    let ways = [
        contact.phone.map(|phone| {
            let href = ["tel:", &dialled(&phone)].concat();
            (Icon::Phone, [t(texts::CALL), " ", &phone].concat(), href)
        }),
        contact.whatsapp.map(|number| {
            let href = ["https://wa.me/", &international(&number)].concat();
            (Icon::MessageCircle, t(texts::WHATSAPP).into(), href)
        }),
        contact.email.map(|email| {
            let href = ["mailto:", &email].concat();
            (Icon::Mail, email, href)
        }),
        map.map(|map| (Icon::MapPin, map_label(&map), map.url)),
    ];
    let links = ways.into_iter().flatten().map(|(icon, label, href)| {
        view! { <LinkButton label href icon_before=icon/> }
    });
    view! {
        <section class="section">
            <h2>{common::COMMITTEE}</h2>
            {contact.name.map(|name| view! { <p>{name}</p> })}
            {venue.map(|venue| view! { <p class="meta">{venue}</p> })}
            <div class="actions">{links.collect_view()}</div>
        </section>
    }
}

fn map_label(map: &Link) -> String {
    if map.title == map.url {
        return t(texts::MAP).into();
    }
    [t(texts::MAP), ": ", &map.title].concat()
}

/// A number as telephones dial it: digits, and the plus where it begins with one.
fn dialled(number: &str) -> String {
    let number = number.trim();
    let plus = number.starts_with('+').then_some('+');
    plus.into_iter()
        .chain(number.chars().filter(char::is_ascii_digit))
        .collect()
}

/// A number as `wa.me` takes it: digits with the country's code; one that begins with 0 is
/// Indonesian.
fn international(number: &str) -> String {
    let digits = dialled(number);
    match digits.strip_prefix('+') {
        Some(rest) => rest.into(),
        None => match digits.strip_prefix('0') {
            Some(rest) => ["62", rest].concat(),
            None => digits,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{dialled, international};

    #[test]
    fn numbers_are_dialled_as_written_and_sent_with_their_country() {
        assert_eq!(dialled("(0741) 60-000"), "074160000");
        assert_eq!(dialled(" +62 812 3456"), "+628123456");
        assert_eq!(international("0812 3456"), "628123456");
        assert_eq!(international("+62 812 3456"), "628123456");
        assert_eq!(international("62812"), "62812");
    }
}
